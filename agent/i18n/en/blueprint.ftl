# Reading blueprint strings.
error-blueprint-empty = The blueprint string is empty.
error-blueprint-empty-next = Copy the whole string with “Export to string” in the game.
error-blueprint-version-byte = A blueprint string begins with “0”, this one with “{ $found }”.
error-blueprint-version-byte-next = Copy the whole string with “Export to string” in the game.
error-blueprint-not-base64 = The blueprint string is damaged: character { $position } does not belong there.
error-blueprint-not-base64-next = Copy the string again; nothing may be lost or changed on the way.
error-blueprint-not-zlib = The blueprint string cannot be unpacked.
error-blueprint-not-zlib-next = Copy the string again; nothing may be lost or changed on the way.
error-blueprint-cut-short = The blueprint string breaks off before its end.
error-blueprint-cut-short-next = Copy the whole string; some chats cut long messages.
error-blueprint-too-large = Unpacked, the blueprint is larger than the limit of { $limit } bytes.
error-blueprint-too-large-next = Split the book and give the parts one by one.
error-blueprint-not-json = The blueprint holds no valid JSON (position { $position }).
error-blueprint-not-json-next = Export the blueprint from the game again.
error-blueprint-not-an-object = The blueprint string holds something else than a blueprint.
error-blueprint-not-an-object-next = Export the blueprint from the game again.
error-blueprint-kind = That is no blueprint, book or planner (found: { $found }).
error-blueprint-kind-next = Export the blueprint from the game again.
error-blueprint-shape = The blueprint is not built as the format says: { $where }.
error-blueprint-shape-next = Export the blueprint from the game again.

# Game data.
error-unknown-recipe = There is no recipe “{ $recipe }” in { $data_set }.
error-unknown-recipe-next = Check the internal name (English, with hyphens), or let the running game export its own data.
error-unknown-entity = There is no entity “{ $entity }” in { $data_set }.
error-unknown-entity-next = Check the internal name (English, with hyphens), or let the running game export its own data.
error-unreadable-formula = The cost formula of the technology “{ $technology }” cannot be read: { $formula }.
error-unreadable-formula-next = State the number of research units yourself, or report this mod.
error-wrong-entity-kind = “{ $entity }” cannot be used here, it is of the kind “{ $kind }”.
error-wrong-entity-kind-next = Choose an entity of the kind that is asked for.
error-unknown-data-set = There is no data set “{ $data_set }”.
error-unknown-data-set-next = Known ones: { $known }.
error-no-recipe-for-item = Nothing in { $data_set } makes “{ $item }”.
error-no-recipe-for-item-next = Check the internal name (English, with hyphens), or let the running game export its own data.

# Rows of machines: why one is refused.
error-row-fluid = A row is for items only: “{ $recipe }” has the fluid “{ $fluid }”.
error-row-fluid-next = Ask for another item; rows with pipes are not offered yet.
error-row-several-products = A row is for one product: “{ $recipe }” has { $count }.
error-row-several-products-next = Ask for another item.
error-row-no-ingredients = “{ $recipe }” takes nothing that a belt could bring.
error-row-no-ingredients-next = Ask for another item.
error-row-too-many-ingredients = { $count } ingredients, and two belts have { $limit } lanes.
error-row-too-many-ingredients-next = Make a part of them beside it by hand, or ask for another item.
error-row-wrong-machine = “{ $machine }” cannot make “{ $recipe }”.
error-row-wrong-machine-next = Choose another machine.
error-row-machine-shape = A row of “{ $machine }” is not offered.
error-row-machine-shape-next = Choose another machine.
error-row-no-machine = No machine for “{ $recipe }” fits into a row.
error-row-no-machine-next = Ask for another item.
error-row-no-rate = A rate of { $rate } per minute is none.
error-row-no-rate-next = Name a rate above zero.
error-row-too-many-machines = { $machines } machines would be needed; a row has at most { $limit }.
error-row-too-many-machines-next = Ask for a lower rate or faster machines.
error-row-belt-too-slow = “{ $item }” would need { $rate } per minute; the belt carries { $limit } of it.
error-row-belt-too-slow-next = Ask for a lower rate, or research faster belts.
error-row-inserter-too-slow = Each machine would need { $rate } per minute through “{ $inserter }”, which manages { $limit }.
error-row-inserter-too-slow-next = Use faster inserters or slower machines.
error-row-inserter-too-short = “{ $inserter }” does not reach the second belt.
error-row-inserter-too-short-next = Use long-handed inserters there.
error-row-inserter-power = “{ $inserter }” does not run on electricity.
error-row-inserter-power-next = Use electric inserters.
error-row-fuel = The row would not know how to fuel “{ $machine }”.
error-row-fuel-next = Choose an electric machine or one that burns coal.
error-row-pole = “{ $pole }” does not reach the machines and inserters beside “{ $machine }”.
error-row-pole-next = Use medium electric poles.
error-row-check-failed = The row did not pass its own check: { $fault } ({ $count } faults), so it is not offered.
error-row-check-failed-next = Please report the item and the rate: this is a mistake of the program.

# Pictures.
error-picture-too-large = The blueprint spans { $width }×{ $height } tiles; a text picture shows at most { $limit } tiles.
error-picture-too-large-next = Have it drawn as SVG instead.
