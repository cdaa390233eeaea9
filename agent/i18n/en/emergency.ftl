# Urgent: accumulators, night, enemies, trains, robots.
emergency-dry = The accumulators of electric network { $network } are about to run dry: { $stored } left, enough for { $left }.
emergency-dry-next = Switch off some consumers or add generators right now.
emergency-night = Night falls and electric network { $network } lives on the sun: the night takes { $needed }, { $stored } is stored.
emergency-night-next = Switch off what is not needed until morning, or start other generators for { $power }.
emergency-turrets = Enemies are near ({ $enemies }) and turrets have no ammunition: { $count } of { $total }.
emergency-turrets-next = Put ammunition into the turrets by hand, beginning with the marked one.
emergency-enemies =
    { $count ->
        [one] { $count } enemy is near, mostly “{ $entity }”.
       *[other] { $count } enemies are near, mostly “{ $entity }”.
    }
emergency-enemies-next = Check the turrets on this side and go there.
emergency-health =
    You have { $left } of your health left{ $enemies ->
        [0] .
       *[other] , and enemies are near: { $enemies }.
    }
emergency-health-next = Fall back to your turrets or behind a wall; raw fish heals at once.
emergency-deadlock =
    This looks like a deadlock: { $count ->
        [one] { $count } train stands.
       *[other] { $count } trains stand.
    }
emergency-deadlock-next = Drive one of these trains away by hand.
emergency-robots = Robots of logistic network { $network } ({ $robots }) lack places to charge: { $ports } { $ports ->
        [one] roboport
       *[other] roboports
    } without power ({ $share }).
emergency-robots-next = Give the roboports their power back, or empty robots will hardly fly.

# What changed since the last snapshot.
fact-change-time = Compared with the snapshot of { $time } ago:
fact-change-entities = built or removed: { $list }.
fact-change-stored = in chests: { $list }.
fact-change-working = machines at work: { $before } before, { $now } now.
fact-change-demand = demand of electric network { $network }: { $before } before, { $now } now.
fact-change-none = nothing changed.
fact-change-other-place = The earlier snapshot is of another surface: there is nothing to compare.
