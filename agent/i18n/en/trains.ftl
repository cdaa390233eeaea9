# Trains: words of a schedule.
train-at-rail = a place on the rails
train-wait-nothing = no wait
train-wait-time = after
train-wait-full = full cargo
train-wait-empty = empty
train-wait-not-empty = not empty
train-wait-item-count = cargo
train-wait-fluid-count = fluid
train-wait-circuit = signal
train-wait-inactivity = nothing moved for
train-wait-robots-inactive = robots idle
train-wait-passenger-present = passenger present
train-wait-passenger-not-present = no passenger
train-wait-fuel-item-count-all = fuel in all locomotives
train-wait-fuel-item-count-any = fuel in any locomotive
train-wait-fuel-full = fuel full
train-wait-destination-full-or-no-path = destination full or no path
train-wait-specific-destination-full = full:
train-wait-specific-destination-not-full = not full:
train-wait-at-station = at station
train-wait-not-at-station = not at station
train-wait-damage-taken = damage taken

# Findings.
finding-train-deadlock = This looks like a deadlock: { $count } { $count ->
        [one] train waits
       *[other] trains wait
    } for one another at signals (train numbers: { $list }).
finding-train-deadlock-next = Drive the trains apart by hand; put chain signals before the junction and a rail signal behind it, a train's length away.
finding-train-no-fuel = Train { $train } stands without fuel.
finding-train-no-fuel-next = Refuel the locomotive, and add refuelling at a station or an interrupt for fuel.
finding-train-no-station = Train { $train } is bound for the station “{ $station }”, which does not exist.
finding-train-no-station-next = Check the station's name in the schedule: it must agree to the letter.
finding-train-no-path = Train { $train } finds no path to the station “{ $station }”.
finding-train-no-path-next = Check that the rails are joined, that station and signals stand on the right side, and that the train can turn round.
finding-train-full = Train { $train } waits for room at the station “{ $station }”: trains there or on the way: { $trains }, the limit is { $limit }{ $known ->
        [yes] , for at least { $time }.
       *[no] .
    }
finding-train-full-next = Raise the limit of “{ $station }”, or add another stop of that name.
finding-train-disabled = Train { $train } cannot go: every station “{ $station }” is switched off by the circuit network.
finding-train-disabled-next = Check the condition that switches off the station “{ $station }”.
finding-train-no-schedule = Train { $train } is in automatic mode without a schedule.
finding-train-no-schedule-next = Give it stops, or switch it to manual mode.
finding-train-signal = Train { $train } waits at a signal on its way to “{ $station }”{ $known ->
        [yes] , for at least { $time }.
       *[no] .
    }
finding-train-signal-next = Look which train occupies the block behind that signal.
finding-train-long-wait = Train { $train } has been at the station “{ $station }” for { $time }: it waits for “{ $waits }”.
finding-train-long-wait-next = Check whether it is being loaded or unloaded, or add a fallback condition by time.
finding-train-manual = Train { $train } stands in manual mode though it has a schedule.
finding-train-off-rail = The station “{ $station }” does not stand at a rail: no train can reach it.
finding-train-off-rail-next = Place the station right beside the track, on the right of a train that comes in.
finding-train-limit-zero = Every stop of the name “{ $station }” has a limit of 0, and { $trains ->
        [one] { $trains } train has it in its schedule
       *[other] { $trains } trains have it in their schedules
    }.
finding-train-limit-zero-next = Raise the limit, or check the signal that sets it.
finding-train-more-than-limit = { $trains ->
        [one] { $trains } train goes
       *[other] { $trains } trains go
    } to the station “{ $station }”, whose stops together have a limit of { $limit }: the others wait on the way.
finding-train-unseen = { $some ->
        [some] The snapshot does not list all trains of this surface: nothing can be said of the rest.
       *[none] The snapshot does not list the trains of this surface: nothing can be said of them.
    }
finding-train-jam =
    The stations { $stations } share trains ({ $trains }) and have no more places than that ({ $places }): { $now ->
        [yes] every place is taken, and no train can leave.
       *[no] once every place is taken, no train can leave.
    }
finding-train-jam-next =
    Raise the limit of one of the stations (by { $more } in all), add a stop, or take away { $more ->
        [one] { $more } train
       *[other] { $more } trains
    }.
finding-train-endless-much = Train { $train } will never leave the station “{ $station }”: it waits for { $wanted } of “{ $item }”, and its wagons hold { $fits } at most.
finding-train-endless-much-next = Lower the number in the condition, or add wagons.
finding-train-endless-fuel = Train { $train } will never leave the station “{ $station }”: it waits for { $wanted } of “{ $item }” as fuel, and { $fits ->
        [0] its locomotives do not burn that
       *[other] a locomotive holds { $fits } at most
    }.
finding-train-endless-fuel-next = Lower the number in the condition, or ask for another fuel.
finding-train-endless-contradiction = Train { $train } will never leave the station “{ $station }”: the condition “{ $waits }” cannot hold.
finding-train-endless-contradiction-next = Change the numbers of the condition, join its parts by “or”, or remove one.
finding-train-last-fuel = Train { $train } burns the last of its fuel: at full power it lasts { $left }.
finding-train-last-fuel-next = Refuel the locomotive and add refuelling to the schedule: an interrupt by fuel.
finding-train-interrupt-no-station = The interrupt “{ $interrupt }” of train { $train } leads to the station “{ $station }”, and there is no such station.
finding-train-interrupt-no-station-next = Check the station's name in the interrupt: it has to match to the letter.
finding-train-schedule-no-station = The schedule of train { $train } has the station “{ $station }”, and there is no such station.
finding-train-schedule-no-station-next = Check the station's name in the schedule: it has to match to the letter.
finding-train-no-chain-signal = A crossing has no chain signal for trains { train-heading }: one belongs here.
finding-train-plain-signal = Before a crossing stands a plain rail signal for trains { train-heading }: with it a train may stop on the crossing. A chain signal belongs here.
train-heading = { $heading ->
        [north] heading north
        [east] heading east
        [south] heading south
       *[west] heading west
    }

# Facts.
fact-train-none = There are no trains and no stations on this surface.
fact-train-count = Trains: { $trains }; { $moving } moving, { $loading } at stations, { $waiting } at signals, { $manual } in manual mode. Stations: { $stops }, different names: { $names }.
fact-train-not-judged = Signals are judged at straight crossings only. Junctions with bends, diagonals and elevated rails were not checked: of such rails the area has { $bent } bent, { $diagonal } diagonal and { $elevated } elevated ones.
fact-train-schedule =
    Schedule ({ $count ->
        [one] { $count } train
       *[other] { $count } trains
    }): { $schedule }.
fact-train-interrupt =
    Interrupt “{ $name }” ({ $count ->
        [one] { $count } train
       *[other] { $count } trains
    }): if { $text }.
fact-train-cargo = The wagons hold most of all: { $list }.
answer-calm-trains = No stuck trains are visible.
note-scope-trains = The mode “trains” does not model: rail blocks (a deadlock is a guess by where trains stand), curves, switches and elevated rails in the search for signals; it offers a schedule only where that follows from the names of stations and the schedules of other trains.

# Schedules that the player can apply.
train-mend-group = { $grouped ->
        [yes] {" "}It is in the group “{ $group }”: the schedule changes for all trains of it ({ $members }).
       *[no] {""}
    }
fact-train-mend-rename = A new schedule for train { $train }: “{ $other }” instead of the station “{ $station }”, which does not exist.{ train-mend-group }
fact-train-mend-drop = A new schedule for train { $train }: without the station “{ $station }”, which does not exist; the other stops stay as they are.{ train-mend-group }
fact-train-mend-borrow = A schedule for train { $train }: the same that trains of the same kind have (the model is train { $like }).{ train-mend-group }
fact-train-mend-interrupt = A new schedule for train { $train }: the interrupt “{ $name }” as train { $like } has it: when the station is full or there is no path to it, go to “{ $other }”.{ train-mend-group }
train-mend-offered =
    { $count ->
        [one] { $count } schedule is
       *[other] { $count } schedules are
    } ready: look at them and apply them with the button under the answer, until then nothing changes.
