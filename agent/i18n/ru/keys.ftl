# Ключи API: где лежат и что с ними не так.

key-place-environment = переменная среды { $name }
key-place-keyring = связка ключей системы ({ $name })
key-place-passphrase = файл { $name }, открывается вашим паролем
key-place-machine = файл { $name }, привязан к этому компьютеру
key-place-run = только до конца этого запуска

error-key-implausible = Это не может быть ключом: в нём пробелы, переносы строк или не те буквы.
error-key-implausible-next = Скопируйте ключ целиком, без кавычек, и вставьте ещё раз.
error-key-no-keyring = В этой системе нет связки ключей, которой мог бы пользоваться агент.
error-key-no-keyring-next = Сохраните ключ в файл под паролем (--key-store passphrase) или задайте его переменной среды.
error-key-keyring-locked = Связка ключей системы заперта.
error-key-keyring-locked-next = Отоприте её (войдите в систему или подтвердите запрос) и повторите.
error-key-keyring-failed = Связка ключей системы отказала ({ $reason }).
error-key-keyring-failed-next = Проверьте её программой системы или храните ключ в файле: `agent setup --key-store passphrase`.
error-key-passphrase-needed = Ключ закрыт паролем, а пароль не задан.
error-key-passphrase-needed-next = Запустите агента в терминале, он спросит пароль, или задайте переменную GPTA_PASSPHRASE.
error-key-passphrase-wrong = Пароль не подходит к ключу профиля «{ $profile }».
error-key-passphrase-wrong-next = Попробуйте ещё раз. Если пароль забыт: `agent setup --remove-key`, затем `agent setup` с новым ключом.
error-key-other-machine = Ключ профиля «{ $profile }» запечатан на другом компьютере или под другой учётной записью.
error-key-other-machine-next = Введите его здесь заново: `agent setup --profile { $profile }`.
error-key-no-machine = Система не называет себя, поэтому привязать к ней ключ нельзя.
error-key-no-machine-next = Сохраните ключ под паролем: --key-store passphrase.
error-key-file-damaged = Файл ключей { $path } повреждён.
error-key-file-damaged-next = Верните его из копии или удалите командой `agent setup --remove-key` и введите ключ заново.
error-key-file-unreadable = Файл ключей { $path } не читается: { $reason }.
error-key-file-unreadable-next = Это должен быть обычный файл, доступный вам для чтения.
error-key-file-open = Файл ключей { $path } могут читать другие.
error-key-file-open-next = Закройте его: chmod 600 { $path }
error-key-file-unwritable = Не удаётся записать файл ключей { $path }: { $reason }.
error-key-file-unwritable-next = Освободите место, разрешите запись или назовите другую папку: --config-dir.
error-key-file-not-private = Папка { $folder } не умеет хранить файлы, закрытые от других.
error-key-file-not-private-next = Назовите папку на диске системы (--config-dir) или задайте ключ переменной среды.
