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
error-wrong-entity-kind = “{ $entity }” cannot be used here, it is of the kind “{ $kind }”.
error-wrong-entity-kind-next = Choose an entity of the kind that is asked for.
error-unknown-data-set = There is no data set “{ $data_set }”.
error-unknown-data-set-next = Known ones: { $known }.
