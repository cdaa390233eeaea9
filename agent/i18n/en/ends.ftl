# What runs out, what is finished, and when.
finding-forecast-ore-ends = The deposit “{ $entity }” runs out in about { $left }: { $amount } left.
finding-forecast-ore-ends-next = { $others ->
        [0] Find another deposit and put drills on it in time.
       *[other] Put drills on the other deposits in the area in time: { $others } lie there untouched.
    }
finding-forecast-research-stands = Research of “{ $technology }” stands at { $progress }: { $labs ->
        [one] the one lab in the area does not work
       *[other] none of the { $labs } labs in the area works
    }{ $lacking ->
        [yes] {" "}(labs without a pack: { $list })
       *[no] {""}
    }.
finding-forecast-research-stands-next = { $lacking ->
        [yes] Bring the labs the packs that are missing.
       *[no] See what the labs lack: science packs or power.
    }
finding-forecast-power-short = Electric network { $network }: the demand of { $demand } grows by { $grows } an hour, { $known ->
        [short] and the power no longer suffices ({ $most } at most).
       *[yes] and the power ({ $most } at most) suffices for about { $left } more.
    }
finding-forecast-power-short-next = Build generators in time: { $grows } more for each hour at this pace.
fact-forecast-ore = “{ $entity }”: { $amount } in the ground; { $free ->
        [no] { $drills ->
            [one] { $drills } drill takes { $taken }
           *[other] { $drills } drills take { $taken }
        }
       *[yes] { $drills ->
            [one] { $drills } drill brings { $made } and the deposit loses { $taken }
           *[other] { $drills } drills bring { $made } and the deposit loses { $taken }
        }
    }, so it lasts { $left }{ $beyond ->
        [yes] ; { $reached } of it lie under drills
       *[no] {""}
    }.
fact-forecast-ore-part = “{ $entity }”: { $amount } in the ground; now { $working } of { $drills ->
        [one] { $drills } drill
       *[other] { $drills } drills
    } work and take { $now }, so it lasts { $left }; at full work ({ $free ->
        [no] { $taken }
       *[yes] { $made } brought, { $taken } taken
    }) it lasts { $full }{ $beyond ->
        [yes] ; { $reached } of it lie under drills
       *[no] {""}
    }.
fact-forecast-ore-measured = “{ $entity }”: { $amount } in the ground; over the last { $minutes } { $worn } were taken, so it lasts { $left }{ $drills ->
        [0] {""}
        [one] {" "}({ $drills } drill takes { $taken } at full work)
       *[other] {" "}({ $drills } drills take { $taken } at full work)
    }.
fact-forecast-ore-stands = “{ $entity }”: { $amount } in the ground; { $drills ->
        [one] the drill on it does not work
       *[other] none of the { $drills } drills on it works
    } now; at full work ({ $taken }) it would last { $full }.
fact-forecast-untouched = Deposits without drills: { $list }.
fact-forecast-field = “{ $entity }” never runs out: { $fields ->
        [one] { $fields } field yields
       *[other] { $fields } fields yield
    } { $yields }{ $drills ->
        [0] , and no machine stands there
        [one] , the machine there brings { $made }{ $idle ->
            [yes] {" "}at full work and { $now } now
           *[no] {""}
        }; each field's yield falls to { $least } and stays there
       *[other] , { $drills } machines there bring { $made }{ $idle ->
            [yes] {" "}at full work and { $now } now
           *[no] {""}
        }; each field's yield falls to { $least } and stays there
    }.
fact-forecast-no-research = No research is going on; the area's labs stand idle ({ $labs }).
fact-forecast-research = Research of “{ $technology }”{ $level ->
        [none] {""}
       *[other] {" "}(level { $level })
    }: { $progress } done; with { $working } of { $labs ->
        [one] { $labs } lab
       *[other] { $labs } labs
    } in the area at work the rest takes { $left }.
fact-forecast-research-measured = Research of “{ $technology }”{ $level ->
        [none] {""}
       *[other] {" "}(level { $level })
    }: { $progress } done; over the last { $minutes } it went on by { $rate } a minute, so the rest takes { $left }.
fact-forecast-research-unknown = Research of “{ $technology }”: { $progress } done; there is no lab in the area, so when it ends cannot be told.
fact-forecast-research-trigger = Research of “{ $technology }” needs no labs: what is to be done for it stands in the list of technologies.
fact-forecast-queue = At the same pace the whole research queue ({ $all }) is done in { $left }.
fact-forecast-rockets = Rockets: { $made } rocket parts are made, which is { $rate } an hour at { $parts } parts a rocket; { $silos ->
        [one] the silo in the area does
       *[other] the { $silos } silos in the area do
    } { $possible } an hour at full work.
fact-forecast-rockets-possible = Rockets: { $silos ->
        [one] the silo in the area does
       *[other] the { $silos } silos in the area do
    } { $possible } an hour at full work ({ $parts } parts a rocket); at work now: { $working }.
fact-forecast-launched = Rockets launched an hour over the last { $minutes }: { $rate }.
fact-forecast-rocket-done = The rocket that is nearest to its launch has { $done } of { $parts } parts.
fact-forecast-power-grows = Electric network { $network }: the demand of { $demand } grew by { $grows } an hour over the last { $minutes }{ $known ->
        [no] ; how much its generators could give is not in the snapshot
        [short] ; { $most } at most are there, which no longer suffices
       *[yes] ; at this pace the power ({ $most } at most) suffices for { $left } more
    }.
fact-forecast-power-steady = Electric network { $network }: the demand of { $demand } { $falls ->
        [yes] falls by { $grows } an hour
       *[no] does not grow
    } (over the last { $minutes }){ $known ->
        [no] {""}
        [short] , but { $most } at most are there, which is not enough
       *[yes] , and { $most } at most are enough for it
    }.
fact-forecast-untold = { $topic ->
        [ore] No deposit and no drill is in the snapshot: select them together with the drills to learn when they run out.
        [research] What is researched is not in the snapshot, so its end cannot be told.
        [rockets] No rocket silo is in the area: select the silos to learn how many rockets they launch.
       *[power] How demand for power grows takes two snapshots of the network at least: select its poles now and again in some minutes.
    }
