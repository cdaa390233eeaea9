# Answers of free chat: what lies and stands in the area, what is known of the factory, what the game data hold.
chat-hello = Hello! Ask about the area: how much of what lies and stands there, where it is, what is made, whether there is enough power, which trains stand; about recipes and how many machines a rate takes. The modes look closer: { $modes }.
chat-abilities = I answer about the selected area: how much of what lies and stands there, where it is, what is made and how fast, how power, robots, trains and enemies are; and from the game data: recipes, how many machines a rate takes. The modes that look closer: { $modes }. For a blueprint, write an item and a rate, for example: [item=iron-gear-wheel] 60/min.
chat-thanks = You are welcome! Ask on.
chat-not-understood = The answer to this is not in the snapshot, or I did not understand the question. You can ask how much of what lies and stands there, where it is, what is made, about power, robots, trains, enemies, research and recipes.
chat-besides = Besides: { $text }

# Places.
chat-place-chests = In the chests
chat-place-tanks = In the tanks
chat-place-furnaces = In the furnaces
chat-place-machines = In the machines
chat-place-labs = In the labs
chat-place-turrets = In the turrets
chat-place-roboports = In the roboports
chat-place-drills = In the mining drills
chat-place-inserters = In the inserters
chat-place-boilers = In boilers, reactors and generators
chat-place-pipes = In pipes and pumps
chat-place-modules = In the module slots
chat-place-trains = On the trains
chat-place-network = In the logistic network
chat-place-ground = In the ground
chat-place-other = In other things
chat-family-chests = chests
chat-family-tanks = tanks
chat-family-furnaces = furnaces
chat-family-assemblers = assembling machines
chat-family-machines = machines
chat-family-drills = mining drills
chat-family-labs = labs
chat-family-turrets = turrets
chat-family-inserters = inserters
chat-family-belts = belts
chat-family-pipes = pipes
chat-family-poles = electric poles
chat-family-roboports = roboports
chat-family-accumulators = accumulators
chat-family-panels = solar panels
chat-family-reactors = reactors
chat-family-beacons = beacons
chat-family-boilers = boilers

# What lies there.
chat-stock = { $place }: { $list }.
chat-stock-quality = { $place } (quality: { $quality }): { $list }.
chat-stock-network = In logistic network { $id } (the whole network with its chests): { $list }.
chat-stock-network-quality = In logistic network { $id } (the whole network, quality: { $quality }): { $list }.
chat-stock-sum = In the whole area: { $list }.
chat-none = { $place } there is none: { $list }.
chat-none-quality = { $place } there is none (quality: { $quality }): { $list }.
chat-none-holders = There ({ $holders }) is none: { $list }.
chat-empty = { $place } there is nothing.
chat-empty-holders = There ({ $holders }) is nothing.
chat-nowhere = Not in sight in the area: { $list }.
chat-nowhere-belts = Not in sight in the area: { $list }; the snapshot does not hold what lies on belts.
chat-fields = “{ $item }”: { $count } { $count ->
        [one] field
       *[other] fields
    } in the area, together { $rate } yield; they never run out wholly.
chat-where = “{ $item }” — { $amount }: in “{ $holder }” at { $at }.
chat-where-train = “{ $item }” — { $amount }: on train { $train } at { $at }.
chat-where-ground = “{ $item }”: a patch of { $tiles } { $tiles ->
        [one] tile
       *[other] tiles
    }, its middle at { $at }.

# What stands there.
chat-standing = Built: { $list }.
chat-standing-sum = Built: { $list }; { $count } in all.
chat-standing-quality = Built (quality: { $quality }): { $list }.
chat-standing-sum-quality = Built (quality: { $quality }): { $list }; { $count } in all.
chat-standing-none = Not built in the area: { $what }.
chat-planned = Ghosts, not built yet: { $list }.
chat-planned-none = There are no ghosts in the area.
chat-planned-unseen = Ghosts are not in this snapshot: select the area while holding Shift.
chat-marked = Marked for deconstruction: { $list }.
chat-marked-none = Nothing is marked for deconstruction.
chat-marked-unseen = Marks for deconstruction are not in this snapshot: select the area while holding Shift.
chat-better = By quality among them: { $list }.
chat-in-state = { $state }: { $count } of { $total } ({ $of }).
chat-working = { $count } of { $total } work.
chat-idle = { $count } of { $total } stand idle.
chat-state-of = { $state }: { $count } ({ $list }).
chat-state-bare = { $state }: { $count }.
chat-stands-at = “{ $entity }” stands at { $at }.
chat-damaged = { $count } damaged: { $list }.
chat-damaged-none = Nothing damaged is in sight in the area.
chat-charge-here = The accumulators of the area are { $share } full: { $stored } of { $room }.
chat-charge-unknown = There are no accumulators in the snapshot, or their charge is not known.
chat-fill = The tanks of “{ $fluid }” are { $share } full: { $amount } of { $room }.
chat-fill-empty = Empty tanks: { $count }.
chat-slots = The chests ({ $stores }) are { $share } full: { $free } { $free ->
        [one] slot
       *[other] slots
    } of { $slots } free.
chat-slots-none = No chests are in sight in the area.

# States.
chat-state-working = Working
chat-state-normal = In order
chat-state-no-fuel = Without fuel
chat-state-no-power = Without power
chat-state-low-power = Short of power
chat-state-no-recipe = Without a recipe
chat-state-no-ingredients = Without ingredients
chat-state-item-ingredient-shortage = Short of items
chat-state-fluid-ingredient-shortage = Short of a fluid
chat-state-full-output = Output full
chat-state-waiting-for-space-in-destination = Waiting for room
chat-state-waiting-for-source-items = Waiting for items
chat-state-no-ammo = Without ammunition
chat-state-no-minable-resources = Out of ore
chat-state-missing-required-fluid = Missing the fluid they need
chat-state-missing-science-packs = Missing science packs
chat-state-no-research-in-progress = Nothing researched
chat-state-disabled = Switched off
chat-state-disabled-by-control-behavior = Switched off by the circuit network
chat-state-disabled-by-script = Switched off by a script
chat-state-not-plugged-in-electric-network = Not connected to an electric network
chat-state-fully-charged = Fully charged
chat-state-charging = Charging
chat-state-discharging = Discharging
chat-state-low-input-fluid = Low on fluid
chat-state-no-input-fluid = Without fluid
chat-state-frozen = Frozen

# What is known of the factory and the map.
chat-robots = Robots of logistic network { $id }: { $logistic } logistic ({ $free } free), { $construction } construction ({ $resting } free).
chat-robots-none = No logistic network reaches into the area: there are no robots in the snapshot.
chat-evolution = The evolution of enemies ({ $planet }) is { $share }.
chat-evolution-by = By cause: time — { $time }, pollution — { $pollution }, destroyed nests — { $spawners }.
chat-nests = Nests near — { $count }: { $list }; { $away } to the nearest { $at }.
chat-nests-none = No nests are in sight near the area.
chat-enemies = Enemies near — { $count }: { $list }; { $away } to the nearest { $at }.
chat-enemies-none = No enemies are in sight near the area.
chat-played = This game has run for { $time } ({ $ticks } ticks).
chat-daytime-day = It is day; it begins to grow dark in { $left }.
chat-daytime-dusk = It grows dark; night in { $left }.
chat-daytime-night = It is night; it begins to grow light in { $left }.
chat-daytime-dawn = It grows light; day in { $left }.
chat-always-day = The time of day does not change here.
chat-planet = The area is on the planet “{ $planet }”.
chat-platform = The area is on the space platform “{ $name }”.
chat-surface = The area is on the surface “{ $name }”, which is no planet.
chat-power-lack = Electric network { $id } lacks { $lack }.
chat-power-use = Most power in electric network { $id } goes to: { $list }.
chat-power-make = Power in electric network { $id } comes from: { $list }.
chat-research = “{ $technology }” is researched now: { $share } done.
chat-research-none = Nothing is researched now.
chat-research-queue = Next in the queue: { $list }.
chat-researched = Technologies researched so far: { $count }.
chat-is-researched = “{ $technology }” is researched.
chat-not-researched = “{ $technology }” is not researched yet.
chat-pollution = Pollution on this surface: { $amount }.
chat-pollution-here = Pollution in and around the area: { $amount } (chunks: { $chunks }).
chat-pollution-by = Most pollution comes from: { $list }.
chat-trains-none-stuck = No stuck trains are in sight.
chat-stations = Stations: { $count }, different names: { $names }.
chat-station = Station “{ $name }”: stops { $count }.
chat-self = You stand at { $at }.
chat-health = You have { $share } of your health.
chat-production = By the game's statistics of the whole surface in the last minute, “{ $item }”: made { $made }, used { $used }.
chat-made-none = No machine in the area makes: { $item }.
chat-made-nothing = Nothing is made in the area.

# What the snapshot does not hold.
chat-unseen-robots = How many robots there are is unknown: logistic networks are not in the snapshot.
chat-unseen-network = What lies in the logistic network is unknown: logistic networks are not in the snapshot.
chat-unseen-trains = Nothing can be said of trains: they are not in the snapshot.
chat-unseen-evolution = Evolution is unknown: it is not in the snapshot.
chat-unseen-enemies = Nothing can be said of enemies: they are not in the snapshot.
chat-unseen-daytime = The time of day is unknown: it is not in the snapshot.
chat-unseen-research = Nothing can be said of research: it is not in the snapshot.
chat-unseen-pollution = Pollution is unknown: it is not in the snapshot.
chat-unseen-self = Where you stand is unknown: it is not in the snapshot.
chat-unseen-health = Your health is unknown: it is not in the snapshot.
chat-untold-kills = The snapshot does not tell what was killed: I do not know.
chat-untold-deaths = The snapshot does not tell who died and how often: I do not know.
chat-untold-launches = The snapshot does not tell how many rockets were launched: I do not know.
chat-untold-achievements = The snapshot does not tell of achievements: I do not know.
chat-untold-players = The snapshot does not tell of the players on the server: I do not know.
chat-untold-speed = The snapshot does not tell the speed of the game itself (FPS, UPS): I do not know.
chat-untold-belts = The snapshot does not tell what lies on belts: I do not know.
chat-untold-total = The snapshot does not tell what was made in the whole game: it holds the last minutes and hour only.
chat-unknown-like = Not found in the game data ({ $data_set }): “{ $name }”. Perhaps “{ $like }”?
chat-unknown-name = Not found in the game data ({ $data_set }): “{ $name }”.

# What the game data hold.
chat-recipe = Recipe “{ $recipe }”: { $takes } → { $gives } in { $time }.
chat-recipe-machines = “{ $recipe }” is made in: { $list }.
chat-recipe-unlocked = The recipe “{ $recipe }” is unlocked by the technology “{ $technology }”.
chat-recipes-more = Other recipes: { $list }.
chat-mined = “{ $item }” is not made but mined: “{ $resource }”, mining time { $time }.
chat-no-recipe = The game data ({ $data_set }) hold no recipe: “{ $item }”.
chat-used = “{ $item }” goes into recipes ({ $count }): { $list }.
chat-used-none = In the game data ({ $data_set }) no recipe takes “{ $item }”.
chat-unlocked-start = The recipe “{ $recipe }” is there from the start.
chat-machines-for = { $rate } of “{ $item }” takes { $count } { $count ->
        [one] machine
       *[other] machines
    } “{ $machine }” without modules (exactly { $exact }; one makes { $each }).
chat-cannot-make = “{ $item }” is not made by: { $list }.
chat-speed = { $count } { $count ->
        [one] machine
       *[other] machines
    } “{ $machine }” without modules { $count ->
        [one] makes
       *[other] make
    } { $rate } of “{ $item }”.
chat-takes = { $rate } of “{ $item }” takes: { $list }.
chat-takes-raw = Raw things for { $rate } of “{ $item }”: { $list }.
chat-takes-machines = Machines for { $rate } of “{ $item }”: { $list }; together they draw { $power }.
chat-takes-one = { $rate } of “{ $item }” takes { $amount } of “{ $wanted }”.
chat-takes-none = { $rate } of “{ $item }” takes none of: { $list }.
chat-any-is-meant = “{ $word }” can mean: { $list }. Each is answered for.
chat-same-for = For “{ $item }” exactly the same as for “{ $like }”.
chat-which-is-meant = “{ $word }” can mean: { $list }. Say which of them you mean.
chat-power-takes = { $power } takes { $count } { $count ->
        [one] machine
       *[other] machines
    } “{ $machine }” (exactly { $exact }; one gives up to { $each }).
chat-power-takes-reactors = { $power } of heat takes { $count } { $count ->
        [one] machine
       *[other] machines
    } “{ $machine }” without the bonus of neighbours (exactly { $exact }; one gives { $each }).
chat-power-of = { $count } of “{ $machine }”: { $power } at full work.
chat-power-of-reactors = { $count } of “{ $machine }”: { $power } of heat without the bonus of neighbours.
chat-power-steam = Their steam comes from “{ $machine }”: { $count } (exactly { $exact }; each makes { $each } of it).
chat-power-panels = { $power } day and night (planet “{ $planet }”) takes “{ $machine }”: { $count } (one gives { $each } on average).
chat-power-panels-stored = { $power } day and night (planet “{ $planet }”) takes “{ $machine }”: { $count } (one gives { $each } on average), and for the night “{ $store }”: { $stores }.
chat-ratio = For every { $takers } { $takers ->
        [one] machine
       *[other] machines
    } of “{ $taker }” { $givers } of “{ $giver }”, if machines are equally fast and have no modules.
chat-stack = “{ $item }”: a stack holds { $stack }.
chat-fuel = “{ $item }” gives { $energy } when burnt.
chat-fuel-none = “{ $item }” is no fuel.
chat-draws = “{ $machine }” draws { $power } at work, { $drain } idle (without modules).
chat-draws-many = { $count } of “{ $machine }” draw { $power } at work, { $drain } idle (without modules).
chat-gives = “{ $machine }” gives up to { $power }.
chat-gives-many = { $count } of “{ $machine }” give up to { $power }.
chat-holds-fluid = “{ $entity }” holds { $amount } of fluid.
chat-holds-stacks = “{ $entity }” holds stacks: { $stacks }.
chat-size = “{ $entity }” takes { $width }×{ $height } tiles.
chat-belt = “{ $belt }” carries { $rate } ({ $each }) on both lanes.
chat-crafts = The speed of “{ $machine }” without modules is { $speed }.
chat-takes-pieces = { $count } of “{ $item }” takes: { $list }.
chat-unneeded = “{ $part }” does not go into “{ $item }”.
chat-possible = What lies in the chests of the area is enough for: { $list }; the first to end: { $first }.
chat-version = The game data that I compute with: { $data_set }.
chat-burns = “{ $machine }” burns at full work: { $list }.
chat-burns-many = { $count } of “{ $machine }” burn at full work: { $list }.
chat-burns-not = “{ $machine }” burns no fuel.
chat-trains-fuelled = No trains without fuel are in sight.
chat-train-carries = Train { $train } carries: { $list }.
chat-not-computed = I cannot compute this, or I did not understand the question. From the game data I can tell a recipe, what a thing is used for, how many machines or how much of raw things a rate takes, for example: how many furnaces for 900 iron plates per minute.
chat-train-at = Train { $train } is at { $at }{ $bound ->
        [yes] , bound for the station “{ $station }”.
       *[no] .
    }
chat-state-unplugged = Not connected to an electric network
chat-ahead = When this runs out is computed by the mode “forecast”.
chat-train-cars = In these trains: { $list }.
