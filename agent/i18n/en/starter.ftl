# Starter base.
finding-starter-no-ore = The area lacks: { $list }.
finding-starter-no-ore-next = Select a larger area that includes the patches, or bring it in by belt.
finding-starter-no-such-ore = This planet never has: { $list }.
finding-starter-no-such-ore-next = Bring it from another planet, or make things from what is found here.
finding-starter-no-water = There is no water in the area: steam engines and oil refining will need it brought in.
finding-starter-no-water-next = Include the shore of the nearest lake in the selection.
finding-starter-no-automation = “{ $technology }” is not researched yet: there are no assembling machines.
finding-starter-no-automation-next = Craft the first science packs by hand and research “{ $technology }”.
finding-starter-no-room = There is little free room: the largest rectangle is { $width }×{ $height } tiles, a row of machines with its belts needs at least { $least } across.
finding-starter-no-room-next = Select a larger area, or clear some ground.
fact-starter-ore = “{ $ore }”: { $tiles } tiles, { $amount } in all; a full yellow belt (900/min) takes { $minutes } for it.
fact-starter-field = “{ $ore }”: { $tiles } wells.
fact-starter-water = Water in the area: { $tiles } tiles.
fact-starter-room = Largest free room: { $width }×{ $height } tiles.
fact-starter-machines = Machines that can be made already: { $list }.
fact-starter-drills = Drills: { $list }.
fact-starter-belts = Belts: { $list }.
fact-starter-inserters = Inserters: { $list }.
answer-calm-starter = Ore, water, room and assembling machines for a first base are there.
note-scope-starter = The starter mode leads to the first packs without fluids, at 30 a minute; bonuses from research, modules and the labs' own speed are not counted, handwork and burner mining drills are no part of the blueprints.

# Steps and blueprint.
starter-state-done = there already
starter-state-nearly = nearly that, enough to begin with
starter-state-missing = missing
starter-state-locked = not researched yet
starter-power = electricity
fact-starter-course-power = Electricity for all below: { $needed } needed, { $there } there — { $state }.
fact-starter-course-power-locked = Electricity for all below: { $needed } needed, { $there } there. To be researched first: { $locks }.
fact-starter-course-step = { $item }: { $needed } needed, { $there } there — { $state }. Machines: { $list }.
fact-starter-course-step-locked = { $item }: { $needed } needed, { $there } there. Machines: { $list }. To be researched first: { $locks }.
fact-starter-course-labs =
    30 packs a minute take { $count ->
        [one] { $count } lab
       *[other] { $count } labs
    } (at { $unit } a unit of research).
starter-other-place = No starter blueprint can be built here: the first base is made for Nauvis, and the planet “{ $place }” lacks what it is made of.
starter-no-course = No blueprint: this mod set has no science packs that are made without fluids.
starter-all-there = All that the first science packs take is there. Next comes oil; free chat composes single blocks: write an item and a rate.
starter-locked = Next in order is { $what }, but first you need to research: { $list }.
starter-locked-asked = { $what }: no blueprint, first you need to research: { $list }.
starter-by-hand = No blueprint yet: nothing that is missing can be built so that it runs by itself. Until then burner mining drills dig the ore, each straight into a stone furnace; coal and plates go by hand.
starter-refused = { $what }: no blueprint. { $reason } { $next }
starter-offer-smelt =
    A blueprint is ready: { $item }, { $rate } — { $drills ->
        [one] { $drills } drill
       *[other] { $drills } drills
    } on the { $ore } and { $furnaces ->
        [one] { $furnaces } furnace
       *[other] { $furnaces } furnaces
    } after them; { $width }×{ $height } tiles, { $draws }, its middle at { $place }. Under the drills lie { $amount } of ore, enough for { $lasts }.
starter-offer-mine =
    A blueprint is ready: { $item }, { $rate } — { $drills ->
        [one] { $drills } drill
       *[other] { $drills } drills
    } on the { $ore }; { $width }×{ $height } tiles, { $draws }, its middle at { $place }. Under the drills lie { $amount }, enough for { $lasts }.
starter-offer-make =
    A blueprint is ready: { $item }, { $rate } — { $count ->
        [one] { $count } machine
       *[other] { $count } machines
    }; { $width }×{ $height } tiles, { $draws }, its middle at { $place }.
starter-offer-steam =
    A blueprint of a steam power plant is ready: { $boilers ->
        [one] { $boilers } boiler
       *[other] { $boilers } boilers
    } and { $engines ->
        [one] { $engines } steam engine
       *[other] { $engines } steam engines
    }, up to { $power }; { $width }×{ $height } tiles, its middle at { $place }, the pump stands at the water.
starter-inlet = { $item } { $rate } to { $place }
starter-inlets = Bring by belt: { $list }.
starter-outlet = { $item } comes out here: { $places }.
check-steam = water, fuel and steam get through
error-starter-no-ore = There is no { $resource } in the area.
error-starter-no-ore-next = Select an area that it lies in.
error-starter-drill-kind = There is no fitting electric 3×3 drill for { $resource }.
error-starter-drill-kind-next = Mine it by hand or with other drills.
error-starter-no-place = On the { $resource } there is no place for { $drills } drills together with what stands after them: a free rectangle of { $width }×{ $height } tiles beside the ore, and nothing but this ore under the drills.
error-starter-no-place-next = Clear some ground beside the ore, or select a larger area.
error-starter-poor-ore = Only { $amount } of { $resource } would lie under the drills: that lasts less than { $least } minutes.
error-starter-poor-ore-next = Select a richer deposit.
error-starter-no-room = The area has no free rectangle of { $width }×{ $height } tiles.
error-starter-no-room-next = Select a larger area, or clear some ground.
error-starter-no-water = There is no water in the area.
error-starter-no-water-next = Select an area together with a shore.
error-starter-no-shore = The water has no straight shore with { $width }×{ $height } tiles of room behind it.
error-starter-no-shore-next = Select more of the shore, or clear it.
error-starter-steam-kind = { $entity } is built otherwise in this mod set than in the game: such a power plant cannot be verified.
error-starter-steam-kind-next = Build it as the mod describes.
error-starter-unknown-ground = Something stands in the area whose size is not known, so free ground cannot be told.
error-starter-unknown-ground-next = Wait for this mod set's prototypes to be exported, or select another area.
error-starter-area = The area is empty or larger than { $most } tiles.
error-starter-area-next = Select a smaller area.
error-starter-research = Not researched yet for this blueprint: { $list }.
error-starter-research-next = Research it and ask again.
verify-fault-boiler-no-water = { $entity } has no water
verify-fault-boiler-no-fuel = { $entity } is brought no fuel
verify-fault-engine-no-steam = { $entity } has no steam
verify-fault-engine-no-pole = { $entity } is outside every pole's area
