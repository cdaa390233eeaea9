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
error-internal-next = Please report it with the line below and what you did.

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
cli-option-data-set = Game data to compute with.

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
cli-analyse-machines = Machines: { $list }
cli-analyse-recipes = Recipes at full work:
cli-analyse-recipe = { $recipe }, { $count ->
        [one] { $count } machine
       *[other] { $count } machines
    }: makes { $makes }
cli-analyse-takes = ; takes { $takes }
cli-analyse-output = Left over at full work: { $list }
cli-analyse-input = Needed from outside at full work: { $list }
cli-analyse-idle = Without a recipe: { $list }
cli-analyse-power = Power at full work: { $power }
cli-analyse-not-modelled = Not modelled: { $list }
cli-analyse-data-set = Computed on { $name }.

error-source-not-found = There is no file { $path }, and it is no blueprint string.
error-source-not-found-next = Name a snapshot or blueprint file, give the string itself, or - for standard input.
error-source-unreadable = { $path } cannot be read: { $reason }.
error-source-unreadable-next = Name a file that you may read.
error-source-too-large = { $path } is larger than { $limit } MB.
error-source-too-large-next = No snapshot or blueprint is that large; name another file.
