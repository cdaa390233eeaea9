# The judge of blueprints: help, report, faults.

verify-help = Judge whether a blueprint works: static rules, flow bound and a tick simulation. Rates are per minute.
    Exit code 0: sound, 6: refused.
verify-source = Blueprint string, a file with one, or - for standard input.
verify-option-expect = What must leave it per minute; may be given several times.
verify-option-stack-bonus = Researched hand size bonus of inserters.
verify-option-bulk-bonus = Researched hand size bonus of bulk inserters.
verify-option-seconds = Most seconds of game time to simulate.
verify-title = Blueprint { $path }: { $label }, entities: { $count }
verify-makes-nothing = No rule is broken, but nothing was made in the simulation: as it is drawn, it does not start by itself or gives nothing away.
verify-sound = Sound: nothing found that keeps it from working.
verify-refused = Refused: { $count ->
        [one] { $count } error
       *[other] { $count } errors
    }.
verify-errors = Errors:
verify-warnings = Warnings:
verify-more = … and { $count } more; --json lists all.
verify-at = at ({ $x }, { $y })
verify-whole = as a whole
verify-rates = Rates per minute:
verify-rate = { $item }: at most { $bound }, simulated { $simulated }
verify-rate-promised = { $item }: promised { $promised }, at most { $bound }, simulated { $simulated }
verify-feeds = Comes in:
verify-feed = { $item } at ({ $x }, { $y }), lane: { $lane }
verify-feed-here = { $item } at ({ $x }, { $y })
verify-lane-left = left
verify-lane-right = right
verify-lane-both = both
verify-machines = Machines at work: { $bound }% of their speed at most, { $simulated }% simulated.
verify-machines-filling = Machines at work: { $bound }% of their speed at most once it is steady, { $simulated }% simulated: belts between machines were still filling.
verify-not-modelled = Not modelled:
verify-unseen-launch = { $name }: rocket launch
verify-unseen-robots = { $name }: delivery by robots
verify-unseen-research-time = { $name }: time of research
verify-unseen-thresholds = { $name }: thresholds of the valve
verify-unseen-ore = { $name }: which ore lies below
verify-unseen-circuit = { $name }: control by circuits
verify-unseen-belt-stacks = { $name }: stacking on belts
verify-unseen-fuel = { $name }: use of fuel
verify-unseen-quality = { $name }: chance of a higher quality
verify-unseen-spoiling = { $name }: spoiling
verify-simulated = { $steady ->
        [yes] Simulated { $seconds } s of game time until rates were steady.
       *[no] Simulated { $seconds } s of game time; rates were still changing.
    } Hand bonus { $stack }, bulk { $bulk }; data: { $name }.

verify-fault-unknown-entity = { $entity } is not in the game data; nobody can say what it does.
verify-fault-number-twice = The number { $number } is used twice.
verify-fault-overlap = { $entity } stands in { $other }.
verify-fault-off-grid = { $entity } does not stand on the grid.
verify-fault-underground-alone = { $entity } has no other end.
verify-fault-underground-far = { $entity } has its other end { $distance } tiles away; it reaches { $reach }.
verify-fault-underground-stolen = { $entity } is cut off: the one at ({ $x }, { $y }) lies between it and its other end.
verify-fault-belt-into-back = { $entity } runs into the back of an underground exit.
verify-fault-belts-face = { $entity } runs head on into another belt.
verify-fault-belt-into-splitter-side = { $entity } runs into the side of a splitter.
verify-fault-belt-slower = { $entity } is slower than the belts before and after it.
verify-fault-no-intake = No belt or chest stands where { $item } is to come in.
verify-fault-no-outlet = No belt ends where items are to leave.
verify-fault-feed-unclear = { $lanes } lanes for { $items }: it is not clear which item comes in where.
verify-fault-no-pole = { $entity } is in no pole's area.
verify-fault-pole-cut-off = { $entity } is on another network than most.
verify-fault-wire-nowhere = A copper wire of number { $number } does not end at a pole.
verify-fault-wire-too-long = A wire of { $entity } is longer than it may be.
verify-fault-inserter-takes-nothing = { $entity } has nothing to take from.
verify-fault-inserter-puts-nowhere = { $entity } has nowhere to put.
verify-fault-inserter-idle = Nothing ever comes to { $entity }.
verify-fault-inserter-useless = { $entity } never takes anything: what lies there is not wanted where it puts.
verify-fault-unknown-recipe = The recipe { $recipe } is not in the game data.
verify-fault-no-recipe = { $entity } has no recipe.
verify-fault-wrong-machine = { $entity } cannot make { $recipe }.
verify-fault-not-fed = No inserter brings { $item } for { $recipe }.
verify-fault-no-fuel = No inserter brings fuel to { $entity }.
verify-fault-not-emptied = No inserter takes { $item } out of the machine for { $recipe }.
verify-fault-module-nowhere = { $entity } takes no modules.
verify-fault-modules-too-many = { $entity } has { $slots } module slots; { $count } modules are meant for it.
verify-fault-module-not-allowed = { $module } does nothing in { $entity } here.
verify-fault-dead-lane = { $item } goes on the { $lane ->
        [left] left
       *[right] right
    } lane and never off: the belt leads nowhere.
verify-fault-lane-mixed = The { $lane ->
        [left] left
       *[right] right
    } lane carries { $items }: what is not taken blocks the rest.
verify-fault-rate-impossible = { $item }: { $rate } per minute promised, at most { $bound } can pass; here it is tightest.
verify-fault-rate-missed = { $item }: { $rate } per minute promised, { $simulated } in the simulation (at most { $bound }).
verify-fault-machine-starved = { $entity } stands still and waits for { $item }.
verify-fault-machine-blocked = { $entity } stands still: { $item } is not taken away.
verify-fault-machine-no-fuel = { $entity } stands still without fuel.
verify-fault-jam-mixed = Jam: { $items } lie mixed on one lane, and a machine waits for { $waits }.
verify-fault-cycle = A cycle: to start it, put in by hand: { $items }; the rates are those after the start.
verify-fault-fluid-mixed = One network of pipes is to carry { $fluids }.
verify-fault-fluid-open = { $entity } needs a pipe for { $fluid }.
verify-fault-pipe-alone = { $entity } has no other end.

error-verify-expect = «{ $text }» is not ITEM=PER_MINUTE with a positive number.
error-verify-expect-next = Write it like --expect iron-gear-wheel=90.
error-verify-item = «{ $item }» is no item of { $data_set }.
error-verify-item-next = Check the name, or choose another --data-set.
error-verify-snapshot = A snapshot cannot be judged, only blueprints.
error-verify-snapshot-next = Look at it with `agent analyse`.
verify-fault-not-asked = { $entity } makes { $item }, which nobody asked for.
verify-fault-machine-slow = { $entity } works { $share }% of the time, others like it { $best }%.
verify-fault-fluid-not-fed = The fluid { $fluid } for { $recipe } is in none of its pipes.
verify-fault-fluid-not-emptied = Nothing uses { $fluid } of { $recipe } and it cannot leave: its pipes fill up.
verify-fault-drill-drops-nowhere = { $entity } drops its ore on the ground: no belt, chest or machine lies ahead.
verify-fault-loader-alone = { $entity } has no chest or machine at its closed end.
verify-option-ore = What lies under drills and pumpjacks; may be given several times.
error-verify-ore = “{ $name }” is no deposit that a drill could mine.
error-verify-ore-next = Known are: { $known }.
