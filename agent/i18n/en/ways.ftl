# Root causes on the way: inserters, belts, chests, trains; and in how machines are set up.
arms-count = { $count } { $count ->
        [one] inserter
       *[other] inserters
    }
finding-cause-arm-fuel = Root cause (“{ $item }”): { arms-count } “{ $entity }” without fuel.
finding-cause-arm-fuel-next = Put fuel into the inserter, or replace it by an electric one.
finding-cause-arm-power = Root cause (“{ $item }”): { arms-count } “{ $entity }” without power.
finding-cause-arm-power-next = Put up a power pole beside it and check whether the network has energy.
finding-cause-arm-off = Root cause (“{ $item }”): { arms-count } “{ $entity }” { $count ->
        [one] is
       *[other] are
    } switched off by the circuit network or a script.
finding-cause-arm-off-next = Check the circuit condition of this inserter.
finding-cause-arm-reach = Root cause (“{ $item }”): { arms-count } “{ $entity }” { $count ->
        [one] takes
       *[other] take
    } from where nothing stands.
finding-cause-arm-reach-next = Move the inserter, or what it should take from: a plain one reaches one tile, a long-handed one two.
finding-cause-arms = Root cause (“{ $item }”): { arms-count } “{ $entity }” { $count ->
        [one] moves
       *[other] move
    } { $made } at most, and the machine needs { $needed }.
finding-cause-arms-next = Put another inserter to this machine, or a faster one.
finding-cause-belt = Root cause (“{ $item }”): the belt “{ $entity }”{ $lanes ->
        [1] {" "}is loaded on one lane only and
       *[other] {""}
    } carries { $made } at most, while { $needed } is needed.
finding-cause-belt-next = { $lanes ->
        [1] Load the other lane too: inserters put on the far lane only, so some have to stand on the other side.
       *[other] Replace the belt by a faster one, or lay a second one.
    }
finding-cause-mixed = Root cause (“{ $item }”): “{ $other }” is put on the same belt “{ $entity }”, nobody takes it off, and the belt stands.
finding-cause-mixed-next = Take “{ $other }” off this belt: give it its own, or remove it by an inserter with a filter.
finding-cause-no-arm-out = Root cause (“{ $item }”): { machines-count } “{ $entity }” { stand-verb } with full output, and no inserter takes from there.
finding-cause-no-arm-out-next = Put up an inserter that takes “{ $item }” out of the machine.
finding-cause-chest-full = Root cause (“{ $item }”): { $count ->
        [one] { $count } chest “{ $entity }” is full
       *[other] { $count } chests “{ $entity }” are full
    }, mostly of “{ $other }”, so there is no room.
finding-cause-chest-full-next = Empty the chest of “{ $other }”, or take out what is not needed.
finding-cause-recipe = Root cause (“{ $item }”): { machines-count } “{ $entity }” without a recipe.
finding-cause-recipe-next = Choose the recipe that makes “{ $item }”.
finding-cause-train = Root cause (“{ $item }”): train { $train } cannot get to the station “{ $station }”.
finding-cause-train-next = Ask in the mode “trains” what holds it.
finding-cause-modules = Root cause (“{ $item }”): { machines-count } “{ $entity }” with modules ({ $list }) can make { $made }; without them it would be { $without }.
finding-cause-modules-next = Change the modules, or add more of the same machines for “{ $item }”.
finding-cause-beacon = Root cause (“{ $item }”): { $count ->
        [one] { $count } beacon “{ $entity }” has no power and speeds
       *[other] { $count } beacons “{ $entity }” have no power and speed
    } up nothing.
finding-cause-beacon-next = Connect the beacons to a network that has energy enough.

verdict-cause-arm-fuel = The bottleneck is “{ $item }”: an inserter on the way has no fuel.
verdict-cause-arm-power = The bottleneck is “{ $item }”: an inserter on the way has no power.
verdict-cause-arm-off = The bottleneck is “{ $item }”: an inserter on the way is switched off by the circuit network or a script.
verdict-cause-arm-reach = The bottleneck is “{ $item }”: an inserter takes from where nothing stands.
verdict-cause-arms = The bottleneck is “{ $item }”: the machine's inserters move { $made } at most while { $needed } is needed.
verdict-cause-belt = The bottleneck is “{ $item }”: the belt carries { $made } at most while { $needed } is needed.
verdict-cause-mixed = The bottleneck is “{ $item }”: the belt is stuck, “{ $other }” lies on it and nobody takes that.
verdict-cause-no-arm-out = The bottleneck is “{ $item }”: nothing takes it out of the machines that make it.
verdict-cause-chest-full = The bottleneck is “{ $item }”: a chest on the way is full of “{ $other }”.
verdict-cause-recipe = The bottleneck is “{ $item }”: the machine that could make it has no recipe.
verdict-cause-train = The bottleneck is “{ $item }”: train { $train } cannot get to the station “{ $station }”.
verdict-cause-modules = The bottleneck is “{ $item }”: with modules ({ $list }) the machines can make { $made } while { $needed } is needed.
verdict-cause-beacon = The bottleneck is “{ $item }”: the beacons of the machines that make it have no power; these can make { $made } while { $needed } is needed.

finding-cause-belt-broken = Root cause (“{ $item }”): the belt “{ $entity }” begins anew here, and nothing comes onto it.
finding-cause-belt-broken-next = Check the belt before this place: a gap, a piece turned round, an underground without its other end, ghosts.
finding-cause-arm-reversed = Root cause (“{ $item }”): { arms-count } “{ $entity }” { $count ->
        [one] takes
       *[other] take
    } out of the machine instead of putting into it.
finding-cause-arm-reversed-next = Turn the inserter: it should take from the chest and put into the machine.
finding-cause-no-arm-in = Root cause (“{ $item }”): { machines-count } “{ $entity }” that no inserter puts into.
finding-cause-no-arm-in-next = Put up an inserter that puts “{ $item }” into the machine.
finding-cause-pump = Root cause (“{ $item }”): { $count ->
        [one] { $count } pump
       *[other] { $count } pumps
    } “{ $entity }” on the pipe without power.
finding-cause-pump-next = Connect the pump to a network that has energy.
verdict-cause-belt-broken = The bottleneck is “{ $item }”: the belt is broken on the way.
verdict-cause-arm-reversed = The bottleneck is “{ $item }”: the inserter at the machine stands the wrong way round.
verdict-cause-no-arm-in = The bottleneck is “{ $item }”: nothing is put into the machine, it has no inserter.
verdict-cause-pump = The bottleneck is “{ $item }”: a pump on the pipe has no power.
