# Quantities and lists.
unit-per-min = { $value }/min
unit-per-s = { $value }/s
unit-percent = { $value } %
unit-watt = { $value } W
unit-kilo-watt = { $value } kW
unit-mega-watt = { $value } MW
unit-giga-watt = { $value } GW
unit-joule = { $value } J
unit-kilo-joule = { $value } kJ
unit-mega-joule = { $value } MJ
unit-giga-joule = { $value } GJ
unit-second = { $value } s
unit-tile = { $value } tiles
names-more = and { $count } more

# Statuses of machines, as the game shows them.
status-frozen = frozen
status-recipe-not-researched = recipe not researched
status-no-module-to-transmit = no modules to transmit
status-preparing-rocket-for-launch = preparing rocket for launch
status-waiting-to-launch-rocket = waiting to launch rocket
status-marked-for-deconstruction = marked for deconstruction
status-pipeline-overextended = pipeline overextended
status-paused = paused

# What stands still.
finding-no-power = { $count ->
        [one] { $count } machine “{ $entity }” has no power.
       *[other] { $count } machines “{ $entity }” have no power.
    }
finding-no-power-next = Restore the power: check the generators, the fuel and the wires between the poles.
finding-unplugged = { $count ->
        [one] { $count } machine “{ $entity }” is in no pole's area.
       *[other] { $count } machines “{ $entity }” are in no pole's area.
    }
finding-unplugged-next = Set an electric pole beside it and connect it to the network.
finding-low-power = { $count ->
        [one] { $count } machine “{ $entity }” runs slowly for want of power.
       *[other] { $count } machines “{ $entity }” run slowly for want of power.
    }
finding-low-power-next = Add generation or take consumers off the network.
finding-no-fuel = { $count ->
        [one] { $count } machine “{ $entity }” has no fuel.
       *[other] { $count } machines “{ $entity }” have no fuel.
    }
finding-no-fuel-next = Bring fuel to it by belt and inserter.
finding-no-recipe = { $count ->
        [one] { $count } machine “{ $entity }” has no recipe.
       *[other] { $count } machines “{ $entity }” have no recipe.
    }
finding-no-recipe-next = Choose a recipe or remove the machine.
finding-disabled = { $count ->
        [one] { $count } machine “{ $entity }” is switched off by the circuit network or a script.
       *[other] { $count } machines “{ $entity }” are switched off by the circuit network or a script.
    }
finding-empty-ground = { $count ->
        [one] { $count } drill “{ $entity }” has nothing left to mine.
       *[other] { $count } drills “{ $entity }” have nothing left to mine.
    }
finding-empty-ground-next = Move the drills to fresh ore.
finding-other = { $count ->
        [one] { $count } machine “{ $entity }” does not work: { $status }.
       *[other] { $count } machines “{ $entity }” do not work: { $status }.
    }

# Starved and blocked.
finding-starved = Recipe “{ $recipe }”: { $count } of { $total } machines wait for “{ $item }”.
finding-starved-unknown = Recipe “{ $recipe }”: { $count } of { $total } machines wait for ingredients.
finding-blocked = Recipe “{ $recipe }”: { $count } of { $total } machines stand with full output ({ $items }) while there are machines that need it.
finding-blocked-next = Look at the belts and inserters that carry the output away.
finding-blocked-consumers = Recipe “{ $recipe }”: { $count } of { $total } machines wait for their consumers; that is no fault of theirs.
finding-blocked-nobody = Recipe “{ $recipe }”: { $count } of { $total } machines stand with full output, and nobody in the area takes { $items }.
finding-deficit =
    “{ $item }”: the machines here need { $needed } and can make { $made }; { $missing } are short, that is { $add } more { $add ->
        [one] machine
       *[other] machines
    } for “{ $recipe }”.
finding-deficit-next = Add { $add } of the same machines for “{ $recipe }”, or bring { $missing } of “{ $item }” from outside.

# The first cause.
finding-cause-power = First cause: “{ $item }” is short because its machines have no power ({ $entity }: { $count }).
finding-cause-power-next = Bring power to them first, everything behind them waits.
finding-cause-fuel = First cause: “{ $item }” is short because its machines have no fuel ({ $entity }: { $count }).
finding-cause-fuel-next = Bring fuel to them first, everything behind them waits.
finding-cause-disabled = First cause: “{ $item }” is short because its machines are switched off ({ $entity }: { $count }).
finding-cause-disabled-next = Check the circuit condition that switches them off.
finding-cause-ground = First cause: “{ $item }” is short because the ore under its drills has run out ({ $entity }: { $count }).
finding-cause-ground-next = Move the drills to fresh ore.
finding-cause-other = First cause: “{ $item }” is short because its machines do not work ({ $entity }: { $count }).
finding-cause-other-next = Look at what the machine itself reports.
finding-cause-input = First cause: “{ $item }” does not arrive; nothing in the area makes it (waiting: { $entity }, { $count }).
finding-cause-input-next = Check where “{ $item }” comes from: belt, train or robots.
finding-cause-byproduct = First cause: the machines that make “{ $item }” stand because “{ $other }” is not taken away ({ $entity }: { $count }).
finding-cause-byproduct-next = Use up or store “{ $other }”.
finding-cause-transport = First cause: “{ $item }” is made but does not arrive: a belt, an inserter or a pipe in between ({ $entity }: { $count }).
finding-cause-transport-next = Follow the belt from these machines to the ones that wait.
finding-cause-capacity =
    First cause: too few machines for “{ $item }”: { $made } made, { $needed } needed ({ $entity }: { $count }); { $add } more { $add ->
        [one] machine is
       *[other] machines are
    } wanted.
finding-cause-capacity-next = Add { $add } of the same machines for “{ $item }”, or faster ones.
finding-cause-supply = First cause: the machines for “{ $item }” are not fed evenly ({ $entity }: { $count } wait).
finding-cause-supply-next = Check that the inserters and both lanes of the belt bring enough to the last machine.
finding-nothing-wrong = { $count ->
        [one] The machine has nothing to complain of.
       *[other] None of the { $count } machines has anything to complain of.
    }
finding-no-machines = No machines here (entities: { $count }).

# Facts.
fact-recipe =
    “{ $recipe }”: { $machines ->
        [one] { $machines } machine
       *[other] { $machines } machines
    }, at most { $rate } of “{ $item }”.
fact-recipe-estimated =
    “{ $recipe }”: { $machines ->
        [one] { $machines } machine
       *[other] { $machines } machines
    }, at most { $rate } of “{ $item }”; by their statuses { $actual } now ({ $share }).
fact-recipe-measured =
    “{ $recipe }”: { $machines ->
        [one] { $machines } machine
       *[other] { $machines } machines
    }, at most { $rate } of “{ $item }”; really { $actual } ({ $share }), counted between snapshots.
fact-no-recipe = Machines without a recipe: { $count } ({ $entities }); no rate can be computed for them.
fact-output = Left over: “{ $item }” { $rate }.
fact-input = Needed from outside: “{ $item }” { $rate }.
fact-power = At full work the machines draw { $power }.
fact-limited = “{ $item }”: for want of “{ $scarce }” about { $rate } of { $full } can last, if the shortage is shared evenly.
