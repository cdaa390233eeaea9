# The comparison with the plan of the mod Factory Planner.
finding-plan-missing =
    By the plan “{ $plan }” this is not built yet in the area: “{ $recipe }”{ $counted ->
        [yes] {" "}— { $machine } × { $count }
       *[no] {""}
    }{ $ghosts ->
        [0] .
        [one] {" "}({ $ghosts } ghost).
       *[other] {" "}({ $ghosts } ghosts).
    }
finding-plan-missing-next = Build it, or select the area where it stands.
finding-plan-short =
    By the plan “{ $plan }” { $wanted } of “{ $item }” are needed, but what is built makes { $full } at full work: { $built ->
        [one] { $built } machine
       *[other] { $built } machines
    } of “{ $recipe }”{ $counted ->
        [yes] , the plan has { $machine } × { $count }.
       *[no] .
    }
finding-plan-short-next = Add machines for “{ $recipe }”, or take faster ones or modules as the plan has them.
fact-plan-done =
    The plan “{ $plan }” is built in full in the area: { $recipes ->
        [one] { $recipes } recipe
       *[other] { $recipes } recipes
    }.
fact-plan-target =
    Plan “{ $plan }”: { $wanted } of “{ $item }”; what is built makes { $full } at full work{ $known ->
        [yes] , { $now } now.
       *[no] .
    }
fact-plan-unplanned = Built beyond the plan “{ $plan }”: { $list }.
fact-plan-skipped =
    Not compared with the plan “{ $plan }”: { $count ->
        [one] { $count } line
       *[other] { $count } lines
    } that the game has no recipe for (pumps, steam and the like).
