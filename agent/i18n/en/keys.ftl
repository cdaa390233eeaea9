# API keys: where they are, and what is wrong with them.

key-place-environment = environment variable { $name }
key-place-keyring = the system's keyring ({ $name })
key-place-passphrase = the file { $name }, opened by your passphrase
key-place-machine = the file { $name }, bound to this computer
key-place-run = until this run ends

error-key-implausible = This cannot be a key: it has spaces, line breaks or letters that no key has.
error-key-implausible-next = Copy the whole key, without quotes, and paste it again.
error-key-no-keyring = This system has no keyring that the agent could use.
error-key-no-keyring-next = Keep the key in a file under a passphrase (--key-store passphrase) or set it as an environment variable.
error-key-keyring-locked = The system's keyring is locked.
error-key-keyring-locked-next = Unlock it (log in, or confirm the system's question) and try again.
error-key-keyring-failed = The system's keyring failed ({ $reason }).
error-key-keyring-failed-next = Check it with the system's own program, or keep the key in a file: `agent setup --key-store passphrase`.
error-key-passphrase-needed = The key is closed with a passphrase, and none was given.
error-key-passphrase-needed-next = Start the agent in a terminal, it will ask, or set the variable GPTA_PASSPHRASE.
error-key-passphrase-wrong = The passphrase does not open the key of the profile "{ $profile }".
error-key-passphrase-wrong-next = Try again. If it is forgotten: `agent setup --remove-key`, then `agent setup` with a new key.
error-key-other-machine = The key of the profile "{ $profile }" was sealed on another computer or by another account.
error-key-other-machine-next = Enter it here again: `agent setup --profile { $profile }`.
error-key-no-machine = The system does not say who it is, so no key can be bound to it.
error-key-no-machine-next = Keep the key under a passphrase: --key-store passphrase.
error-key-file-damaged = The key file { $path } is damaged.
error-key-file-damaged-next = Put a copy back, or delete it with `agent setup --remove-key` and enter the key again.
error-key-file-unreadable = The key file { $path } cannot be read: { $reason }.
error-key-file-unreadable-next = It must be a plain file that you may read.
error-key-file-open = Others can read the key file { $path }.
error-key-file-open-next = Close it: chmod 600 { $path }
error-key-file-unwritable = The key file { $path } cannot be written: { $reason }.
error-key-file-unwritable-next = Free some space, allow writing, or name another folder: --config-dir.
error-key-file-not-private = The folder { $folder } cannot keep files closed to others.
error-key-file-not-private-next = Name a folder on the system's own disk (--config-dir), or set the key as an environment variable.
