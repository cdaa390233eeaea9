# Defence.
finding-defence-no-ammo = “{ $entity }” without ammunition: { $count } of { $total }.
finding-defence-no-ammo-next = Bring ammunition: by a belt with inserters, or by robots.
finding-defence-no-power = “{ $entity }” without power: { $count } of { $total }.
finding-defence-no-power-next = Check the electric network at these turrets and what its accumulators hold.
finding-defence-no-fluid = “{ $entity }” without fuel: { $count } of { $total }.
finding-defence-no-fluid-next = Pipe crude, heavy or light oil to the flamethrower turrets.
finding-defence-low-ammo = Turrets ({ $count }) are low on ammunition: “{ $entity }” has “{ $ammo }” — { $rounds } left.
finding-defence-low-ammo-next = Refill “{ $ammo }” while nobody attacks.
finding-defence-damaged = Badly damaged: { $list }; worst is “{ $entity }” ({ $share } of its health).
finding-defence-damaged-next = Repair it: construction robots with repair packs do that by themselves.
finding-defence-hole = No loaded turret covers this side: “{ $entity }” is open, “{ $nest }” { defence-side } is { $distance } away.
finding-defence-hole-next = Place turrets here, and a wall towards the nest.
finding-defence-powerless = The turrets here ({ $turrets }) cannot kill “{ $enemy }”: together they take { $per_s } health a second from it, and it regains { $heals }.
finding-defence-powerless-next = Keep it away from the base and do not build in its territory; other turrets, stronger ammunition or damage research are needed.
finding-defence-weak-shot = A shot of “{ $entity }” hardly gets through to “{ $enemy }”: of { $damage } damage { $left } is left.
finding-defence-weak-shot-next = Use stronger ammunition, research damage, or place another kind of turret.
finding-defence-slow =
    { $kills ->
        [no] A wave of { $size } is too much for the turrets here ({ $turrets }): the enemies heal faster than they are hurt.
       *[yes] The turrets here ({ $turrets }) take { $time } for a wave of { $size }: the enemies will get to them.
    }
finding-defence-slow-next = Place more turrets beside them: { $more }.
defence-side = { $side ->
        [east] to the east
        [southeast] to the south-east
        [south] to the south
        [southwest] to the south-west
        [west] to the west
        [northwest] to the north-west
        [north] to the north
       *[northeast] to the north-east
    }

fact-defence-evolution = Evolution of the enemies: { $evolution }.
fact-defence-enemies = In reach: { $list }.
fact-defence-calm = There are no enemies in reach.
fact-defence-unseen = The snapshot did not look for enemies: whether any are near is not known.
fact-defence-turrets = Turrets: { $list }; { $ready } of { $all } are ready to shoot.
fact-defence-no-turrets = There is no turret in the area.
fact-defence-wave = If enemies gather for { $minutes }, a wave has up to { $size }: { $list } (estimated from the pollution at their nests).
fact-defence-rounds = Such a wave takes “{ $ammo }” — { $count }.
fact-defence-later = At an evolution of { $evolution } the nests will send: { $list }{ $size ->
        [0] {""}
       *[other] ; a wave has up to { $size } then, by the pollution of today
    }.
fact-defence-firepower = “{ $turret }” does { $shot } a shot to “{ $enemy }” and kills it in { $time }.
fact-defence-harmless = “{ $turret }” does no damage to “{ $enemy }”: { $shot } a shot.
fact-defence-outhealed = “{ $turret }” takes { $shot } from “{ $enemy }” with a shot, { $per_s } a second, but it regains { $heals } health in that second: it takes { $least } such turrets at once or more to kill it.
fact-defence-peaceful = The map is peaceful: enemies do not attack first, and no waves come.
answer-calm-defence = No weak points are visible in the defence.
note-scope-defence = The mode “defence” does not model: burning and slowing, damage over an area, misses, walls in the way, repair under fire; the number of enemies is estimated from the pollution at their nests; a blueprint of a post is checked for overlaps, power and ammunition, not by a fight.

# The blueprint of a post.
offer-post = A blueprint of a defence post is ready: “{ $turret }” — { $count }, behind a wall; { $width }×{ $height } tiles, facing { $facing ->
        [0] north
        [4] east
        [8] south
       *[12] west
    }. It takes about { $time } for { $size } enemies.
offer-post-slow = That is long: some of them reach the wall. To prevent it, place such posts side by side: { $posts }, or use stronger ammunition.
offer-post-ammo = Bring “{ $ammo }” to it by belt.
offer-post-power = Connect its poles to an electric network: up to { $power }.
check-ammunition = every turret gets ammunition
offer-post-label = Post: { $turret } × { $count }
offer-post-far = There is no free room at that place in the area: choose a place yourself.
offer-post-unresearched = No blueprint yet: turrets for a post are not researched. Start with the research “{ $technology }”.
offer-post-none = No blueprint: none of the turrets that you can build stops such enemies ({ $list }).
error-post-check-failed = The post did not pass its own check: { $fault } ({ $count } faults), so it is not offered.
error-post-check-failed-next = Please report it: this is a mistake of the program.
error-post-pole = The pole “{ $pole }” does not reach from one turret to the next.
error-post-pole-next = Research a better pole.
error-post-turret-size = A post is drawn for square turrets only, not for “{ $turret }”.
error-post-turret-size-next = Place these turrets by hand.
