# Notes on how the model answered.
note-unknown-names = The model named things that nothing computed speaks of; marked: { $list }.
note-cached = Answer from memory: snapshot and question are the same, the model was not asked.
note-tools-bounded = The model went on with its tools for too long; it was asked to answer from what is known.
note-tools-not-offered = The model called tools that it was not given; it answered without them.
note-cited-unknown = The model referred to entries that the list does not have: { $list }. The references were removed.
note-cut-tools = The window of the model is small; it was offered no tools.

# The model's tools: what went wrong.
error-tool-unknown = There is no tool “{ $name }”.
error-tool-unknown-next = The tools are: { $known }.
error-tool-arguments = The arguments of the tool do not fit: { $place } ({ $fault }).
error-tool-arguments-next = Correct the arguments by the schema and call the tool again.
error-tool-too-many = Tools that may be called in one step: { $most }.
error-tool-too-many-next = Call the others in the next step, or answer without them.
error-tool-repeated = The tool “{ $name }” was called with these arguments before; the answer is the same.
error-tool-repeated-next = Answer from what is known.
error-tool-unknown-name = “{ $name }” is not in the game data ({ $data_set }).
error-tool-unknown-name-next = Names like it: { $like }.
error-tool-no-snapshot = Nothing is selected, there is no snapshot.
error-tool-no-snapshot-next = Ask the player to select an area.
error-tool-no-earlier = There is no such earlier snapshot (earlier ones: { $count }).
error-tool-no-earlier-next = Answer from the present snapshot.
error-tool-no-blueprint = There is no blueprint to judge.
error-tool-no-blueprint-next = Compose one with compose_factory first, or ask the player to paste a blueprint string.

# What would be sent.
preview-embedded = No model is chosen: the embedded analyst answers, nothing is sent.
preview-composed = The program composes the blueprint, no model is needed: nothing is sent.
preview-no-snapshot = A snapshot of an area is needed: nothing is sent.
preview-too-long = The question does not fit into the window of the model: nothing is sent.

# The blueprint of a whole block.
offer-block = A blueprint of a block is ready: “{ $item }”, { $rate } — { $count } { $count ->
        [one] machine
       *[other] machines
    }, { $width }×{ $height } tiles, { $power }.
offer-block-feeds = Bring from outside: { $list }.

error-block-too-large = That takes { $machines } machines; a block is composed of no more than { $most } at a time.
error-block-too-large-next = Ask for a lower rate and place several such blocks.
