# agent setup: consent, choice of a model, the key; and the settings.

error-settings-invalid = { $path }, line { $line }: the field "{ $field }" cannot be meant ({ $fault }).
error-settings-invalid-next = Correct it, or delete the file and run `agent setup`; until then the agent changes and guesses nothing.
error-settings-not-json = { $path }, line { $line }: this is no JSON file of settings.
error-settings-not-json-next = Correct the line, or delete the file and run `agent setup`.
error-settings-unreadable = The settings file { $path } cannot be read: { $reason }.
error-settings-unreadable-next = It must be a plain file that you may read.
error-settings-unwritable = The settings { $path } cannot be written: { $reason }.
error-settings-unwritable-next = Free some space, allow writing, or name another folder: --config-dir.

note-tokens = Tokens for the answer: { $tokens }.
note-cost = Tokens for the answer: { $tokens }, which is ${ $usd }.
note-model-not-ready = The model that is chosen was not asked. { $reason }

error-consent-needed = The model "{ $model }" does not run on this computer but at { $host }; you have not agreed yet to send anything there.
error-consent-needed-next = Read and agree: `agent setup` (without a terminal: `agent setup --yes --accept-consent --profile { $model }`).
error-setup-consent-needed = Without consent nothing is set up.
error-setup-consent-needed-next = Read the text above and add --accept-consent, or run `agent setup` in a terminal.
error-setup-flag-needed = Nobody is there to ask, and an answer is needed: { $flag }.
error-setup-flag-needed-next = Add { $flag }, or run the command in a terminal.
error-setup-key-needed = The profile "{ $profile }" needs a key, and nobody is there to ask.
error-setup-key-needed-next = Give it on standard input (--key-stdin) or as an environment variable, or run `agent setup` in a terminal.
error-setup-name-needed = A profile of your own needs a name.
error-setup-name-needed-next = Name it: --name NAME.
error-profiles-name-taken = There is a profile "{ $name }" already.
error-profiles-name-taken-next = Change it (agent profiles edit { $name }) or choose another name.
error-profiles-nothing-to-change = Nothing to change in the profile "{ $name }": no field was named.
error-profiles-nothing-to-change-next = `agent profiles edit --help` lists the fields.

cli-option-config-dir = Folder of settings, profiles and keys; else GPTA_CONFIG_DIR or the user's config folder.
cli-option-model = Who answers: name of a profile, a tag of Ollama's (gemma3:1b) or embedded; else as chosen in agent setup.
cli-preview-help = Show what exactly `agent ask` with the same words would send, and where; nothing is sent.
cli-preview-to = The model { $model } ({ $host }) would be sent:
cli-preview-tokens = At most { $tokens } tokens; the model's window is { $window }.
cli-preview-part = ── { $name }
cli-preview-tool = ── tool { $name }
cli-preview-rest = ── the rest of the request
cli-preview-replaced = Names that the model would see as ids:
cli-left = { $count ->
        [one] { $count } message left
       *[other] { $count } messages left
    }
cli-left-reset = { $count ->
        [one] { $count } message left
       *[other] { $count } messages left
    } (reset at { $time })
cli-run-key = Key for "{ $profile }" for this run only (Enter: answer without a model)
cli-run-model-not-ready = The embedded analyst answers. { $reason }
cli-status-spent = Last 24 hours: { $questions ->
        [one] { $questions } question
       *[other] { $questions } questions
    } to a model, tokens: { $tokens }, cost: ${ $usd }
cli-status-caps = Your bounds: ${ $question } a question, ${ $day } in 24 hours
cli-status-model = Model by default: { $model }

keys-passphrase = Passphrase of the key
keys-passphrase-again = That is not the passphrase. Once more

asking-yes-no = [yes/no]
asking-yes = [Yes/no]
asking-no = [yes/No]
asking-number = Type a number from 1 to { $most }.

cli-setup-help = Set up a model: consent, profile, key, check. Every step can be an option too.
cli-setup-option-accept-consent = Agree with what is sent where.
cli-setup-option-profile = A profile of `agent profiles list`, embedded, a tag of Ollama's, or own: an endpoint of your own.
cli-setup-option-url = Address of the endpoint, for example https://host/v1.
cli-setup-option-name = Name for a profile of your own.
cli-setup-option-model = What the provider calls the model.
cli-setup-option-context-tokens = The model's window in tokens: question and answer together.
cli-setup-option-organisation = Organisation at the provider, if you are in several.
cli-setup-option-key-stdin = Read the key from standard input.
cli-setup-option-key-store = Where to keep the key.
cli-setup-option-fall-over = Who is asked when this one does not answer; may be given several times.
cli-setup-option-names-as-ids = Show models the names that players gave as ids (station-1), or as they are.
cli-setup-option-answer-language = Language of all answers; auto follows the game.
cli-setup-option-no-check = Do not ask the endpoint for its models.
cli-setup-option-remove-key = Delete the profile's stored key.
cli-setup-option-yes = Ask nothing.

setup-title = Setting up the GPT assistant
setup-licence = MIT licence: use, change and pass it on freely; there is no warranty.
setup-consent-title = What is written, and what goes where
setup-consent-files = When you ask, the game writes into files on this computer:
setup-consent-question = your question and the player's name;
setup-consent-entities = buildings, ghosts, enemies and ore in the selected area;
setup-consent-stocks = what chests, machines and pipes in that area hold;
setup-consent-circuits = wires and settings of circuit networks, the signals in them;
setup-consent-power = consumption and production of electric networks;
setup-consent-networks = logistic networks, trains and stations of that surface, what is made and used on it;
setup-consent-around = enemies, pollution and water in the area and around it, the enemies' evolution;
setup-consent-research = researched technologies and their bonuses;
setup-consent-plan = your current plan in the mod Factory Planner, if you have it;
setup-consent-watch = while the watch is on: losses, deaths, research, trains, rocket launches, the game's alerts and words in the chat that address the assistant;
setup-consent-names = names that players gave: stations, surfaces;
setup-consent-mods = the list of mods, the game's version and language.
setup-consent-where = The agent reads them and computes everything here. What happens next depends on who writes the answer:
setup-consent-to-embedded = the embedded analyst: nothing goes anywhere;
setup-consent-to-local = a model on this computer (Ollama): nothing goes anywhere;
setup-consent-to-remote = a model on the network: its provider gets the question, the recent talk, the computed facts and what it looks up in the snapshot. The snapshot file itself is not sent.
setup-consent-key = An API key goes to whoever issued it and to nobody else; it is in no file of the game, no log and no report.
setup-consent-preview = `agent preview` shows exactly what would be sent.
setup-consent-revoke = To take consent back: "Mod settings" in the game, `agent profiles default embedded` and `agent setup --remove-key` here.
setup-continue = Continue?
setup-declined = Nothing was changed. The embedded analyst answers without it too.

setup-profiles = Who is to answer
setup-own-endpoint = an endpoint of your own, compatible with OpenAI's
setup-own-hint = Any server with OpenAI's interface will do: LM Studio, vLLM, llama.cpp, OpenRouter…
setup-which-profile = Your choice
setup-url = Address, it usually ends in /v1
setup-name = What to call it
setup-window-assumed = The model's window is taken to be { $count ->
    [one] { NUMBER($count) } token
   *[other] { NUMBER($count) } tokens
}. If it is another: agent profiles edit { $profile } --context-tokens N
setup-model = Name of the model on the server
setup-key-found = There is a key already: { $shown } ({ $place })
setup-key-keep = Use it?
setup-key = API key for { $host } (shown as stars)
setup-key-optional = API key for { $host } (shown as stars; Enter: no key needed)
setup-key-typed = Got the key { $shown }
setup-organisation = Organisation (Enter: none)
setup-checking = Asking { $host }…
setup-checked = { $host } answers and has the model { $model }.
setup-not-checked = { $host } was not checked.
setup-what-now = What now
setup-mend-again = try again
setup-mend-key = type another key
setup-mend-url = correct the address
setup-mend-organisation = correct the organisation
setup-mend-unchecked = store it unchecked
setup-mend-stop = stop and store nothing
setup-which-model = Number of the model
setup-key-where = Where should the key be kept?
setup-which-place = Your choice
setup-place-keyring = in the system's keyring
setup-place-passphrase = in a file under a passphrase, which the agent asks for when it starts
setup-place-machine = in a file bound to this computer (hides it, does not protect it)
setup-place-run = nowhere: the agent asks when it starts
setup-machine-warning = Such a file is useless on another computer, but any program of your account here can open it.
setup-passphrase = New passphrase (shown as stars)
setup-passphrase-again = Once more
setup-passphrase-differs = They differ, type them again.
setup-done = Done: { $model } answers. Settings are in { $folder }
setup-key-kept = Key: { $place }
setup-key-asked-again = The key is not stored: the agent asks for it when it starts.
setup-diagnostics = Everything else
setup-remove-key = Delete the key of the profile "{ $profile }"?
setup-key-removed = Deleted: { $place }
setup-damaged-keys-removed = Deleted with all that it held: the damaged file { $path }
setup-no-key = The profile "{ $profile }" has no stored key.
setup-embedded-again = The embedded analyst answers now.

cli-profiles-help = Profiles of models: see, add, change, test, choose.
cli-profiles-list-help = Show all profiles, whom to fall over to, and the bounds.
cli-profiles-show-help = Show all of one profile but its key.
cli-profiles-add-help = Add a profile of your own.
cli-profiles-edit-help = Change fields of a profile; the others stay.
cli-profiles-remove-help = Remove a profile of your own; a built-in one is as before again.
cli-profiles-default-help = Choose who answers; embedded is the embedded analyst.
cli-profiles-test-help = Check key, address and the model's name; costs nothing.
cli-profiles-caps-help = Show your own bounds, or change them; they hold before anything is sent.
cli-profiles-option-question-requests = The most requests for one question; none: no bound.
cli-profiles-option-question-tokens = The most tokens for one question; none: no bound.
cli-profiles-option-question-usd = The most dollars for one question; none: no bound.
cli-profiles-option-day-requests = The most requests in 24 hours; none: no bound.
cli-profiles-option-day-tokens = The most tokens in 24 hours; none: no bound.
cli-profiles-option-day-usd = The most dollars in 24 hours; none: no bound.
error-profiles-cap-invalid = This cannot be a bound: { $value }.
error-profiles-cap-invalid-next = Give a number, or none for no bound. See the bounds: agent profiles caps
cli-profiles-name = Name of the profile.
cli-profiles-option-based-on = The profile that the named fields differ from.
cli-profiles-option-kind = How it is spoken to: openai or ollama.
cli-profiles-option-max-tokens = The longest answer in tokens.
cli-profiles-option-temperature = Temperature, from 0 to 2.
cli-profiles-option-prompt-file = Name, without .txt, of a file in prompts beside the settings; its text is added to the system text.
cli-profiles-option-prompt-text = Words of your own, added to the system text.
cli-profiles-option-price = Price of a million tokens of prompt and reply, in dollars.
cli-profiles-option-tools = Whether the model can use tools.
cli-profiles-option-json-step = What JSON it can write.
cli-profiles-option-needs-key = Whether it needs a key.
cli-profiles-option-ca-file = File of certificates instead of the usual ones.
cli-profiles-option-proxy = Proxy.
cli-profiles-option-timeout = How many seconds to wait for the whole answer.

profiles-column-name = Profile
profiles-column-where = Model and server
profiles-column-window = Window
profiles-column-price = Price per million
profiles-column-abilities = Can do
profiles-column-limits = Requests
profiles-column-key = Key
profiles-embedded = this computer, no model
profiles-free = free
profiles-not-limited = no limit
profiles-limits-unknown = the server tells its limit
profiles-limit = { $count ->
    [one] { NUMBER($count) } request a min
   *[other] { NUMBER($count) } requests a min
}
profiles-limit-tokens = { $count ->
    [one] { NUMBER($count) } token a min
   *[other] { NUMBER($count) } tokens a min
}
profiles-limit-day = { $count ->
    [one] { NUMBER($count) } request a day
   *[other] { NUMBER($count) } requests a day
}
profiles-window = { $thousands }k
profiles-price = ${ $prompt } / ${ $reply }
profiles-price-unknown = unknown
profiles-ability-tools = tools
profiles-ability-json = JSON
profiles-ability-streaming = streaming
profiles-fall-over = If it does not answer: { $list }
profiles-caps-question = Bounds for a question: { $list }
profiles-caps-day = Bounds for 24 hours: { $list }
profiles-caps-none = none
profiles-caps-saved = The bounds are stored.
profiles-cap-usd = ${ NUMBER($value) }
profiles-cap-tokens = { $value ->
        [one] { NUMBER($value) } token
       *[other] { NUMBER($value) } tokens
    }
profiles-cap-requests = { $value ->
        [one] { NUMBER($value) } request
       *[other] { NUMBER($value) } requests
    }
profiles-hint = Choose: agent profiles default NAME. Set up a key: agent setup.
profiles-saved = The profile "{ $name }" is stored.
profiles-removed = The profile "{ $name }" is none of yours any more.
profiles-remove = Remove the profile "{ $name }"?
profiles-default = { $name } answers now.
profiles-one = Profile "{ $name }"
profiles-tokens = { $count ->
        [one] { NUMBER($count) } token
       *[other] { NUMBER($count) } tokens
    }
profiles-key-goes-elsewhere = The key of this profile goes to { $host } from now on. If it was issued elsewhere, remove it: agent setup --remove-key --profile { $profile }
profiles-field-where = Address
profiles-field-model = Model
profiles-field-window = Window
profiles-field-max-tokens = Longest answer
profiles-field-temperature = Temperature
profiles-field-price = Price per million tokens
profiles-field-abilities = Can do
profiles-field-limits = The provider's limits
profiles-field-organisation = Organisation
profiles-field-prompt = Added to the prompt
profiles-field-key = Key
key-state-environment = environment
key-state-keyring = in the keyring
key-state-passphrase = under a passphrase
key-state-machine = in a file
key-state-run = this run
key-state-none = none
key-state-not-needed = not needed
key-state-trouble = cannot be opened

doctor-model-embedded = The embedded analyst answers; no model is chosen.
doctor-model-embedded-next = For a model: `agent setup`. Without one everything works but free wording.
doctor-model-chosen = The profile { $name } answers: model { $model } at { $host }.
doctor-model-key-fine = Key { $shown }: { $place }.
doctor-model-endpoint-fine = { $host } answers and takes the key; models there: { $count }.
doctor-model-listed = The model { $model } is among them.
doctor-model-left = { $count ->
        [one] { $count } message left.
       *[other] { $count } messages left.
    }
doctor-model-left-reset = { $count ->
        [one] { $count } message left
       *[other] { $count } messages left
    } (reset at { $time }).
profiles-line-window = window
profiles-line-price = per million tokens
profiles-line-key = key
setup-embedded = the embedded analyst
