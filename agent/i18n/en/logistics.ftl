# Logistic networks.
finding-logistics-missing = Logistic network { $network } lacks “{ $item }”: { $count } ({ logistics-chests }), { $supply } in chests it may be taken from, { $coming } on the way.
finding-logistics-missing-next = { logistics-elsewhere }Check whether “{ $item }” is made and gets into provider chests of this network.
finding-logistics-missing-made = Logistic network { $network } lacks “{ $item }”: { $count } ({ logistics-chests }), { $supply } in chests it may be taken from, { $coming } on the way. The surface makes { $made } and uses { $used }.
finding-logistics-missing-made-next = { logistics-elsewhere }Make more “{ $item }”, or send more of it into provider chests of this network.
finding-logistics-missing-unmade = Logistic network { $network } lacks “{ $item }”: { $count } ({ logistics-chests }), { $supply } in chests it may be taken from. Nobody on the surface made any in the last hour.
finding-logistics-missing-unmade-next = { logistics-elsewhere }Build a production of “{ $item }”, or remove the request.
finding-logistics-missing-buffered = Logistic network { $network } lacks “{ $item }”: { $count } ({ logistics-chests }), { $supply } in chests that may be used, { $coming } on the way. { $buffered } lie in buffer chests, but this chest may not take from there.
finding-logistics-missing-buffered-next = Switch on “Request from buffer chests” at the requester chest.
finding-logistics-no-open-storage = Logistic network { $network } has no storage chest without a filter (with a filter: { $chests }){ $some ->
        [yes] , and the robots have nowhere to take: { $list }.
       *[no] : whatever else a robot brings has nowhere to go.
    }
finding-logistics-no-open-storage-next = Take the filter off one of the storage chests, or put up another one without.
finding-logistics-missing-more =
    Logistic network { $network } lacks other items too: { $count ->
        [one] { $count } more kind.
       *[other] { $count } more kinds.
    }
finding-logistics-waiting = Logistic network { $network } waits for “{ $item }”: { $count } ({ logistics-chests }); the network has it ({ $supply }), robots have not brought it yet.
finding-logistics-no-robots = Logistic network { $network } has no logistic robot, and there is work for them.
finding-logistics-no-robots-next = Put logistic robots into any roboport of this network.
finding-logistics-few-robots = All logistic robots of logistic network { $network } are busy ({ $robots }), while { $waiting } requests could be met.
finding-logistics-few-robots-next = Add logistic robots, or move frequent transports to a belt.
finding-logistics-many-robots = Nearly all logistic robots of logistic network { $network } are idle: { $idle } of { $robots } ({ $share }).
finding-logistics-dark-ports = Roboports of logistic network { $network } without enough power: { $count } of { $total }.
finding-logistics-dark-ports-next = Connect them to an electric network with reserves: each charges four robots at 500 kW.
finding-logistics-charging = Robots of logistic network { $network } queue to charge: { $waiting } wait, { $charging } charge; most wait here — { $worst }.
finding-logistics-charging-next = Place more roboports nearby: { $ports } are enough to charge the whole queue at once.
finding-logistics-touching = Two parts of logistic network { $network } are one only because two roboports' areas touch edge to edge here, which joins them; elsewhere they overlap. If these were meant to be two networks, move one roboport away.
finding-logistics-almost-joined =
    Logistic networks { $network } and { $other } are not joined: between their roboports' areas lie { $tiles ->
        [one] { $tiles } tile.
       *[other] { $tiles } tiles.
    }
finding-logistics-no-storage = Logistic network { $network } has no storage chests: robots have nowhere to put what they remove.
finding-logistics-no-storage-next = Place at least one storage chest in the roboports' area.
finding-logistics-storage-full = The storage chests ({ $chests }) of logistic network { $network } are full: no slot is free ({ $slots } in all).
finding-logistics-storage-full-next = Add storage chests, or clear out what has piled up in them.
finding-logistics-storage-low = The storage chests ({ $chests }) of logistic network { $network } are nearly full: free slots: { $free } of { $slots }.
finding-logistics-storage-low-next = Add storage chests, or clear out what has piled up in them.
finding-logistics-misfiltered = Filtered storage chests of logistic network { $network } hold other things ({ $count }, for instance the one for “{ $filter }”): { $list }.
finding-logistics-disabled =
    In logistic network { $network } the circuit network has switched off the requests of { $count ->
        [one] { $count } chest.
       *[other] { $count } chests.
    }
finding-logistics-too-large = “{ $entity }” can never fulfil its request for “{ $item }”: { $wanted } do not fit into its slots ({ $slots }).
finding-logistics-too-large-next = Lower the request, or the multiplier of its group.
finding-logistics-ghosts = For ghosts and modules of the area logistic network { $network } lacks: { $list }.
finding-logistics-ghosts-next = Make what is missing and put it into provider chests of this network.
finding-logistics-ghosts-quality = For the ghosts and modules of the area logistic network { $network } lacks (quality: { $quality }): { $list }.
finding-logistics-ghosts-quality-next = Make what lacks in this quality and put it into provider chests of this network.
logistics-elsewhere = { $elsewhere ->
        [yes] Logistic network { $other } has it ({ $there }), but its robots never come here: join the networks, or carry it over.{" "}
       *[no] {""}
    }
logistics-chests = { $chests ->
        [one] asked for by { $chests } chest
       *[other] asked for by { $chests } chests
    }

fact-logistics-none = No logistic network reaches into the area.
fact-logistics-network =
    Logistic network { $network }: { $ports } { $ports ->
        [one] roboport
       *[other] roboports
    }; { $logistic } { $logistic ->
        [one] logistic robot
       *[other] logistic robots
    }, { $idle } of them idle; { $construction } { $construction ->
        [one] construction robot
       *[other] construction robots
    }, { $resting } of them idle.
fact-logistics-contents = Most of all logistic network { $network } holds: { $list }.
fact-logistics-contents-quality = Most of all logistic network { $network } holds (quality: { $quality }): { $list }.
fact-logistics-storage = Logistic network { $network }: { $chests ->
        [one] { $chests } storage chest
       *[other] { $chests } storage chests
    } ({ $filtered } filtered), free slots: { $free } of { $slots }.
fact-logistics-requests = Logistic network { $network }: { $chests ->
        [one] { $chests } chest asks
       *[other] { $chests } chests ask
    } for { $kinds } { $kinds ->
        [one] kind
       *[other] kinds
    } of items; fully supplied: { $met }, switched off: { $off }.
fact-logistics-charging = Logistic network { $network }: { $charging } { $charging ->
        [one] robot charges
       *[other] robots charge
    }, waiting to charge: { $waiting }.
answer-calm-logistics = Nothing is seen to hinder the logistic networks.
note-scope-logistics = The mode “logistic network” does not model: ways and distances of robots, requests of players, machines and space platforms; a condition “this quality or better” is counted as any.
