# The command line: help, results, and the errors of typing.

cli-usage = Usage:
cli-options = Options
cli-commands = Commands
cli-help = An assistant inside Factorio: computed answers and proven blueprints, through files alone.
    Without a command it serves: start it in a terminal and play.
cli-option-help = Show this help and end.
cli-option-version = Show the version and end.
cli-option-language = Language of all output; otherwise LC_ALL, LC_MESSAGES or LANG decide.
cli-option-json = Print JSON for programs.
cli-option-quiet = Print only results and errors.
cli-option-config = The game's config.ini, where it says another write-data folder.
cli-option-bridge = The bridge folder (script-output/state); otherwise it is found.
cli-option-mods = The game's mods folder; otherwise it is found.
cli-option-data-dir = Where the agent keeps its ledger and logs; otherwise your user data folder.
cli-option-svg = Also draw the picture into this SVG file.
cli-option-png = Also draw the picture into this PNG file.
cli-option-snapshot = A snapshot file from the bridge folder.
cli-option-mode = Mode of the question.

cli-mod-help = Put the mods where the game looks, take them away, pack them.
cli-mod-install-help = Install both mods, in place of older copies of them.
cli-mod-uninstall-help = Remove both mods and nothing else.
cli-mod-package-help = Pack both mods as zips for other players.
cli-mod-option-mods = The game's mods folder; otherwise it is found.
cli-mod-option-game-version = Version of the game; otherwise it is found.
cli-mod-option-output = Folder for the zips.
cli-mod-installed = Installed { $name } { $version }: { $path }
cli-mod-removed = Removed { $path }
cli-mod-game = For Factorio { $version }, as { $evidence } says.
cli-mod-disabled = { $name } is switched off in the game's list of mods. Switch it on there: main menu, Mods.
cli-mod-restart = If the game is running, restart it: it looks for mods only at start.
cli-mod-nothing = There is no copy of our mods in { $folder }.
cli-mod-packed = Packed for Factorio { $version }: { $path }
cli-mod-inbox-unpacked = The reload door needs { $name } unzipped: unpack its zip in the mods folder, or use `agent mod install`.

cli-completion-help = Print the completion script for a shell, e.g. source <(agent completion bash).

error-cli-no-such-option = There is no option { $name }.
error-cli-no-such-option-next = `{ $command } --help` lists the options.
error-cli-no-such-option-near = There is no option { $name }.
error-cli-no-such-option-near-next = Did you mean { $near }? `{ $command } --help` lists the options.
error-cli-no-such-command = There is no command “{ $name }”.
error-cli-no-such-command-next = `{ $command } --help` lists the commands.
error-cli-no-such-command-near = There is no command “{ $name }”.
error-cli-no-such-command-near-next = Did you mean “{ $near }”? `{ $command } --help` lists the commands.
error-cli-missing = Something is missing: { $name }.
error-cli-missing-next = `{ $command } --help` shows how it is called.
error-cli-choice = { $name } does not take this value.
error-cli-choice-next = Choose one of: { $choices }.
error-cli-value = { $name } does not take this value.
error-cli-value-next = `{ $command } --help` says what it takes.
error-cli-usage = This call holds something that is not expected.
error-cli-usage-next = `{ $command } --help` shows how it is called.
error-cli-no-value = { $name } wants a value.
error-cli-no-value-next = `{ $command } --help` says what it takes.
error-internal = Something broke inside the agent. The mistake is ours.
error-internal-next = Please report it with the line below and the bundle that “agent report” makes.
error-system-refused = The system refused: { $reason }.
error-system-refused-next = Free some disk space, allow access there, or name another place; then try again.
error-snapshot-unreadable = { $path } is no snapshot: it breaks off or is wrong at “{ $place }”.
error-snapshot-unreadable-next = Name a snapshot-….json of the bridge folder as the mod wrote it, or a blueprint.

error-game-version-unknown = Nothing in { $folder } tells which version of Factorio uses it.
error-game-version-unknown-next = Name it: --game-version 2.0 or 2.1 (the game's main menu shows it), or start the game once.
error-game-version-not-served = The mod does not serve Factorio { $version }.
error-game-version-not-served-next = It serves { $served }. Update the game, or name the version with --game-version.
error-mod-foreign = { $path } bears the name of our mod { $name } but is not it.
error-mod-foreign-next = Look at it and move it away; the agent touches only its own mods.
error-mods-unwritable = Cannot write in { $folder }: { $reason }.
error-mods-unwritable-next = Free some disk space, allow writing there, close the game, or name another folder.
error-game-not-found = The game's folder was not found.
error-game-not-found-next = Name the mods folder with --mods, or start the game once so that it makes its folder.

cli-arguments = Arguments
cli-completion-shell = Which shell.
error-data-set-broken = “{ $path }” is no table of game data (at: { $place }).
error-data-set-broken-next = Take prototypes-….json from the bridge folder (script-output/state), or a bundled set: { $known }.
waiting-compose = Composing and verifying the block…
waiting-verify = Judging blueprint { $path }…
waiting-ask = Thinking…
waiting-stage-placed = modules placed: { $done } of { $total }
waiting-stage-routed = ways laid: { $done } of { $total }
waiting-stage-proven = ticks proven: { $done } of at most { $total }
cli-unnamed = no name
error-game-to-pack-for = The game was not found, so its version is not known.
error-game-to-pack-for-next = Name the version: agent mod package --game-version 2.1
cli-option-data-set = Game data to compute with: a bundled set, or a file that the game exported (prototypes-….json).
cli-option-data-set-snapshot = Game data to compute with: a bundled set, or a file that the game exported; otherwise what the hello.json beside a snapshot tells of its game.

cli-analyse-help = List machines, recipes and rates of a snapshot or blueprint; needs no game.
cli-analyse-source = A snapshot file, a blueprint file, a blueprint string, or - for standard input.
cli-analyse-snapshot = Snapshot { $id }: { $count ->
        [one] { $count } entity
       *[other] { $count } entities
    }
cli-analyse-blueprint = Blueprint { $path } “{ $label }”: { $count ->
        [one] { $count } entity
       *[other] { $count } entities
    }, game { $version }
cli-analyse-planner = { $path }: a planner, nothing to analyse.
cli-analyse-broken = { $path }: broken. { $reason }
cli-analyse-none = none
cli-analyse-machines = Machines:
cli-analyse-recipes = Recipes at full work:
cli-analyse-recipe = { $recipe }, { $count ->
        [one] { $count } machine
       *[other] { $count } machines
    }
cli-analyse-makes = makes
cli-analyse-takes = takes
cli-analyse-output = Left over at full work:
cli-analyse-input = Needed from outside at full work:
cli-analyse-idle = Without a recipe:
cli-analyse-power = Power of the machines at full work: { $power }
cli-analyse-power-whole = Together with inserters, beacons and the rest: { $power }
cli-analyse-not-modelled = Not modelled:
cli-analyse-data-set = Computed on { $name }.
cli-data-assumed = No hello.json of its game lies beside the snapshot, so { $name } is assumed; --data-set names another.

error-source-not-found = There is no file { $path }, and it is no blueprint string.
error-source-not-found-next = Name a snapshot or blueprint file, give the string itself, or - for standard input.
error-source-unreadable = { $path } cannot be read: { $reason }.
error-source-unreadable-next = Name a file that you may read.
error-source-too-large = { $path } is larger than { $limit } MB.
error-source-too-large-next = No snapshot or blueprint is that large; name another file.
error-source-too-much = { $path } holds more lists, tables or values, or deeper ones, than any file of the game.
error-source-too-much-next = Name a snapshot, blueprint or table as the game or this program wrote it.
error-blueprint-too-much = The string unpacks to more lists, tables and values than any blueprint of its length.
error-blueprint-too-much-next = Copy the string from the game once more.

cli-demo-help = Show a whole round trip through the bridge: no game, no key, no network.
cli-demo-prompt = Why are there too few electronic circuits?
cli-demo-begin = This process plays the mod, a second one is the agent; they share nothing but files.
cli-demo-question = The player selects the factory and asks
cli-demo-facts = Computed facts
cli-demo-answer = The answer, as it came through the reload door
cli-demo-files = Files that crossed the bridge, in { $folder }
cli-demo-answered = From the question to the answer in the game: { $seconds } s.
cli-demo-applied = The game acknowledged; the ledger says applied, and the inbox is pristine again.
cli-demo-not-applied = The round trip did not go through; the ledger says { $state }.
cli-picture-small = It is large: a tile takes { $px } pixels. Draw it as SVG to come closer.
cli-picture-written = Picture: { $path }

cli-ask-help = Answer one question without a game, about a snapshot file or about nothing.
cli-ask-question = The question, in quotes.

cli-answer-places = Findings
cli-answer-place = { $text } ({ $x }; { $y })
cli-answer-source = Answered by { $engine }, computed on the data of { $data_set }.
cli-answer-source-embedded = Answered by the embedded analyst, computed on the data of { $data_set }.
cli-offer = Blueprint “{ $label }”: { $count ->
        [one] { $count } entity
       *[other] { $count } entities
    }, { $width } × { $height } tiles
cli-offer-promised = Makes { $name }: { $rate }
cli-offer-required = { $name }: { $count }
cli-offer-required-have = { $name }: { $count }, in stock { $have }
cli-offer-research = Research missing: { $list }
cli-offer-verified = Verified: { $list }

cli-doctor-help = Find out what keeps answers from coming, and what to do.

error-demo-no-answer = No answer came in { $seconds } s.
error-demo-no-answer-next = The files are in { $folder }; agent.log beside them says what the agent did.
error-demo-agent-died = The agent's process ended with exit code { $status }.
error-demo-agent-died-next = { $log } says why.

cli-run-help = Serve: answer what is asked in the game. The default command; Ctrl-C ends it.
cli-run-option-poll = Look into the folder at short intervals instead of waiting for the system's word (network shares).
cli-run-serving = Serving { $folder } ({ $evidence }). Ctrl-C ends.
cli-run-ended = Ended cleanly.
cli-run-folder = Folder
cli-run-engine = Answers by
cli-run-game = Game
cli-run-no-game = not heard yet
cli-run-the-door = Door
cli-run-no-door = chosen when the game is heard
cli-run-queue = Open questions
cli-run-stop = Ctrl-C ends
cli-run-hello = Factorio { $game } with mod { $mod }, single-player
cli-run-hello-multiplayer = Factorio { $game } with mod { $mod }, multiplayer
cli-run-request = { $player } asks ({ $kind }): { $words }
cli-run-alarm = Urgent ({ $player }): { $text } { $next }
cli-run-snapshot = Snapshot: { $count ->
        [one] { $count } entity
       *[other] { $count } entities
    }, { $bytes } bytes
cli-run-answered = Answered by { $engine } in { $seconds } s
cli-run-urgent = Told what is urgent, by { $engine } in { $seconds } s
cli-run-with-blueprint = {" "}with a blueprint
cli-run-delivered = { $count ->
        [one] { $count } answer
       *[other] { $count } answers
    } put into the door “{ $door }”
cli-run-applied = In the game: { $what } { $result }
cli-run-cancelled = The player wants no answer any more
cli-run-rejected = Set aside: { $name }.
cli-run-unknown-fields = { $name } has fields of a newer mod, kept: { $list }
cli-run-door = Answers go through the door “{ $door }”
cli-run-door-manual = Answers go through the door “{ $door }”; only the button in the game fetches them
cli-run-recovered = It works again


evidence-named = --bridge
evidence-config = --config
evidence-log = the game's log
evidence-config-path = the game's config-path.cfg
evidence-standard = the usual place on this system
evidence-flatpak = Steam as a Flatpak
evidence-game-folder = a game folder with its own data
evidence-proton = Steam with Proton
evidence-wsl = the game on Windows, seen from WSL
evidence-own = no game was found, so it is the agent's own

error-output-unwritable = { $path } cannot be written: { $reason }.
error-output-unwritable-next = Name another file.
error-picture-of-snapshot = Pictures are drawn of blueprints, not of snapshots.
error-picture-of-snapshot-next = Leave --svg out.
error-ledger-unreadable = The ledger { $path } cannot be read: { $reason }.
error-ledger-unreadable-next = Start `agent`: it mends a damaged ledger or sets it aside.

cli-status-help = Show the door, the engine, the queue and the last questions.
cli-status-folder = Folder: { $folder } ({ $evidence })
cli-status-serving = An agent serves it (process { $pid }).
cli-status-idle = No agent serves it now.
cli-status-answers = Answers by { $engine }, door “{ $door }”, in the queue: { $queue }
cli-status-no-questions = No questions yet.
cli-status-question = { $state }: { $player }: { $words }
state-seen = seen
state-answered = answered
state-delivered = delivered
state-applied = applied
state-cancelled = cancelled

cli-error = Error: { $text }
cli-suggestion = Suggestion: { $text }
