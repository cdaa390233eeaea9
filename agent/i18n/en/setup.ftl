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
