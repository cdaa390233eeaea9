# Quantities and lists.
unit-per-min = { $value }/min
unit-per-s = { $value }/s
unit-percent = { $value }%
unit-watt = { $value } W
unit-kilo-watt = { $value } kW
unit-mega-watt = { $value } MW
unit-giga-watt = { $value } GW
unit-joule = { $value } J
unit-kilo-joule = { $value } kJ
unit-mega-joule = { $value } MJ
unit-giga-joule = { $value } GJ
unit-second = { $value } s
unit-minute = { $value } min
unit-hour = { $value } h
unit-tile = { $value } tiles
names-more = and { $count } more
machines-count = { $count } { $count ->
        [one] machine
       *[other] machines
    }
machines-of-total = { $count } of { $total } { $total ->
        [one] machine
       *[other] machines
    }
drills-count = { $count } { $count ->
        [one] drill
       *[other] drills
    }
wait-verb = { $count ->
        [one] waits
       *[other] wait
    }
stand-verb = { $count ->
        [one] stands
       *[other] stand
    }
empty-verb = { $count ->
        [one] stands empty
       *[other] stand empty
    }
off-verb = { $count ->
        [one] is switched off
       *[other] are switched off
    }
are-verb = { $count ->
        [one] is
       *[other] are
    }
can-verb = { $count ->
       *[other] can
    }

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
finding-no-power = { machines-count } “{ $entity }” without power.
finding-no-power-next = Restore the power: check the generators, the fuel and the wires between the poles.
finding-unplugged = { machines-count } “{ $entity }” outside the area of any electric pole.
finding-unplugged-next = Place an electric pole nearby and connect it to the network.
finding-low-power = { machines-count } “{ $entity }” { $count ->
        [one] runs
       *[other] run
    } slowly: too little power.
finding-low-power-next = Add generators or take consumers off the network.
finding-no-fuel = { machines-count } “{ $entity }” without fuel.
finding-no-fuel-next = Bring fuel by belt and inserter.
finding-no-recipe = { machines-count } “{ $entity }” without a recipe.
finding-no-recipe-next = Choose a recipe or remove what is not needed.
finding-disabled = { machines-count } “{ $entity }” { off-verb } by the circuit network or a script.
finding-disabled-next = Check the condition of the circuit network.
finding-empty-ground = { drills-count } “{ $entity }”: the ore has run out.
finding-empty-ground-next = Move the drills to fresh ore.
finding-other = { machines-count } “{ $entity }” { $count ->
        [one] does
       *[other] do
    } not work, status: “{ $status }”.
finding-waiting = { machines-count } “{ $entity }” { wait-verb } for materials.
finding-waiting-next = Check the supply: belt, inserters or robots.

# Who waits and who stands with full output.
finding-starved = “{ $recipe }”: { machines-of-total } { wait-verb } for “{ $item }”.
finding-starved-several = “{ $recipe }”: { machines-of-total } { wait-verb } for several ingredients at once: { $items }.
finding-starved-unknown = “{ $recipe }”: { machines-of-total } { wait-verb } for ingredients; the snapshot does not show which.
finding-starved-unknown-next = Check the supply: belt, inserters or robots.
finding-blocked = “{ $recipe }”: { machines-of-total } { stand-verb } still with full output ({ $items }) although the area is short of it.
finding-blocked-next = Look at the belts and inserters that carry the output away.
finding-blocked-consumers = “{ $recipe }”: { machines-of-total } { wait-verb } for the output to be taken away ({ $items }).
finding-blocked-nobody = “{ $recipe }”: { machines-of-total } { stand-verb } still with full output; nobody in the area takes { $items }.
finding-blocked-nobody-next = If the output is needed, lead it to its consumers or into a chest.
finding-deficit =
    “{ $item }”: the machines here can make { $made } while { $needed } is needed; { $missing } is missing, that is { $add } more { $add ->
        [one] machine
       *[other] machines
    } for “{ $recipe }”.
finding-deficit-next = Add { $add } more of the same machines for “{ $recipe }”, or bring “{ $item }” from outside: { $missing }.

# The root cause: in the list, with its place.
finding-cause-power = Root cause (“{ $item }”): { machines-count } “{ $entity }” without power.
finding-cause-power-next = Restore the power of these machines first: check the generators, the fuel and the wires.
finding-cause-low-power = Root cause (“{ $item }”): { machines-count } “{ $entity }” { $count ->
        [one] runs
       *[other] run
    } slowly, too little power.
finding-cause-low-power-next = Add generators or take consumers off the network.
finding-cause-unplugged = Root cause (“{ $item }”): { machines-count } “{ $entity }” outside the area of any electric pole.
finding-cause-unplugged-next = Place an electric pole beside these machines and connect it to the network.
finding-cause-fuel = Root cause (“{ $item }”): { machines-count } “{ $entity }” without fuel.
finding-cause-fuel-next = Bring fuel to these machines first: the others wait for them.
finding-cause-disabled = Root cause (“{ $item }”): { machines-count } “{ $entity }” { off-verb } by the circuit network or a script.
finding-cause-disabled-next = Check the condition of the circuit network that switches these machines off.
finding-cause-ground = Root cause (“{ $item }”): { drills-count } “{ $entity }”, the ore has run out.
finding-cause-ground-next = Move the drills to fresh ore.
finding-cause-other = Root cause (“{ $item }”): { machines-count } “{ $entity }” { $count ->
        [one] does
       *[other] do
    } not work.
finding-cause-other-next = Open a machine: its status shows what is in the way.
finding-cause-input = Root cause (“{ $item }”): { machines-count } “{ $entity }” { wait-verb } for supplies from outside.
finding-cause-input-next = Check where “{ $item }” comes from: belt, pipe, train or robots.
finding-cause-uneven = Root cause (“{ $item }”): supplies from outside do not reach everyone, { machines-of-total } { wait-verb }.
finding-cause-uneven-next = Check that “{ $item }” reaches the last machines: the flow on the belt, both of its lanes, the inserters, the pipes.
finding-cause-empty = Root cause (“{ $item }”): { machines-count } “{ $entity }” { empty-verb }.
finding-cause-empty-next = Check what supplies these machines.
finding-cause-byproduct = Root cause (“{ $item }”): { machines-count } “{ $entity }” { stand-verb } still because “{ $other }” is not taken away.
finding-cause-byproduct-next = Use up or store “{ $other }”.
finding-cause-transport = Root cause (“{ $item }”): { machines-count } “{ $entity }” { stand-verb } still with full output.
finding-cause-transport-next = Walk from these machines to those that wait: a belt, an inserter or a pipe in between does not work.
finding-cause-delivery = Root cause (“{ $item }”): { machines-count } “{ $entity }” { can-verb } make { $made }, which is enough.
finding-cause-delivery-next = Walk from these machines to those that wait: see whether belts and inserters carry enough, or “{ $item }” goes elsewhere.
finding-cause-capacity = Root cause (“{ $item }”): { machines-count } “{ $entity }” { are-verb } too few, { $add ->
        [one] { $add } more of the same is needed.
       *[other] { $add } more of the same are needed.
    }
finding-cause-capacity-next = Add { $add } more of the same machines for “{ $item }”, or use faster ones.
finding-cause-supply = Root cause (“{ $item }”): { machines-of-total } “{ $entity }” { wait-verb } for materials.
finding-cause-supply-next = Check that materials, inserters and both lanes of the belt suffice up to the last machine.
finding-at-times = “{ $recipe }”: { $machines ->
        [one] { $machines } machine works
       *[other] { $machines } machines work
    } now, but by the snapshots only { $share } of what is possible was made in { $minutes } min: at times they stand still.
finding-at-times-next = Take a snapshot while they stand still: it shows whether they wait for materials or for room for products.
finding-nothing-wrong = { $count ->
        [one] There is one machine in the area, and nothing is wrong with it.
       *[other] There are { $count } machines in the area, and nothing is wrong with any of them.
    }
finding-no-machines = There are no machines in the area (entities: { $count }).

# The verdict: the first sentence of an answer.
verdict-cause-power = The bottleneck is “{ $item }”: the machines that make it have no power.
verdict-cause-low-power = The bottleneck is “{ $item }”: the machines that make it get too little power.
verdict-cause-unplugged = The bottleneck is “{ $item }”: the machines that make it are not connected to power.
verdict-cause-fuel = The bottleneck is “{ $item }”: the machines that make it have no fuel.
verdict-cause-disabled = The bottleneck is “{ $item }”: the machines that make it are switched off by the circuit network or a script.
verdict-cause-ground = The bottleneck is “{ $item }”: the ore under the drills has run out.
verdict-cause-other = The bottleneck is “{ $item }”: the machines that make it do not work.
verdict-cause-input = The bottleneck is “{ $item }”: nothing in the area makes it, and none comes from outside.
verdict-cause-uneven = The bottleneck is “{ $item }”: it comes from outside, but not enough for every machine.
verdict-cause-empty = The bottleneck is “{ $item }”: the machines that could make it stand empty.
verdict-cause-byproduct = The bottleneck is “{ $item }”: the machines that make it stand still because “{ $other }” is not taken away from them.
verdict-cause-transport = The bottleneck is “{ $item }”: it is made but does not reach the machines that wait.
verdict-cause-delivery = The bottleneck is “{ $item }”: there are enough machines, but not all of it reaches those that wait.
verdict-cause-capacity = The bottleneck is “{ $item }”: the machines can make { $made } while { $needed } is needed.
verdict-cause-supply = The bottleneck is “{ $item }”: the machines that make it are short of materials themselves.
verdict-blocked-consumers = The machines for “{ $recipe }” wait for their output to be taken away; nothing is wrong with them.
verdict-blocked-nobody = The machines for “{ $recipe }” stand still with full output: nobody in the area takes it.
verdict-deficit = “{ $item }”: the machines here can make { $made } while { $needed } is needed.
flow-now = About { $now } comes out now of the { $needed } needed.
flow-none = Nothing comes out now while { $needed } is needed.
flow-needed = Needed: { $needed }.

# Facts.
recipe-machines = “{ $recipe }”: { $machines } { $machines ->
        [one] machine
       *[other] machines
    }{ $ghosts ->
        [0] {""}
       *[other] {" "}({ $ghosts } of them planned)
    }
fact-recipe = { recipe-machines }, at most { $rate }{ built-rate }.
fact-recipe-estimated = { recipe-machines }, at most { $rate }{ built-rate }; by the machines' statuses { $actual } now ({ $share }).
fact-recipe-measured = { recipe-machines }, at most { $rate }{ built-rate }; really { $actual } ({ $share }), counted between snapshots over { $minutes } min.
fact-recipe-of = { recipe-machines }, at most { $rate } of “{ $item }”{ built-rate }.
fact-recipe-of-estimated = { recipe-machines }, at most { $rate } of “{ $item }”{ built-rate }; by the machines' statuses { $actual } now ({ $share }).
fact-recipe-of-measured = { recipe-machines }, at most { $rate } of “{ $item }”{ built-rate }; really { $actual } ({ $share }), counted between snapshots over { $minutes } min.
built-rate = { $planned ->
        [yes] {" "}({ $built } without what is planned)
       *[no] {""}
    }
fact-requested-modules =
    “{ $recipe }”: { $count ->
        [one] { $count } machine waits
       *[other] { $count } machines wait
    } for requested modules ({ $list }); with them it will be { $then } of “{ $item }” instead of { $now }.
fact-no-recipe = Machines without a recipe: { $count } ({ $entities }); no rate can be computed for them.
fact-output = Left over at full work: { $list }.
fact-input = Needed from outside at full work: { $list }.
fact-power = At full work the machines draw { $power }.
fact-limited = “{ $item }”: for want of “{ $scarce }” only about { $rate } of { $full } can last, if the shortage is shared evenly.
fact-since = The same cause has been in sight for { $minutes } min (“{ $item }”, snapshots in a row: { $snapshots }).
