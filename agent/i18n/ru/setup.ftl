# agent setup: согласие, выбор модели, ключ; и настройки.

error-settings-invalid = { $path }, строка { $line }: поле «{ $field }» задано неверно ({ $fault }).
error-settings-invalid-next = Исправьте его или удалите файл и выполните `agent setup`; до тех пор агент ничего не меняет и не угадывает.
error-settings-not-json = { $path }, строка { $line }: это не файл настроек JSON.
error-settings-not-json-next = Исправьте строку или удалите файл и выполните `agent setup`.
error-settings-unreadable = Файл настроек { $path } не читается: { $reason }.
error-settings-unreadable-next = Это должен быть обычный файл, доступный вам для чтения.
error-settings-unwritable = Не удаётся записать настройки { $path }: { $reason }.
error-settings-unwritable-next = Освободите место, разрешите запись или назовите другую папку: --config-dir.

note-tokens = Токенов на ответ: { $tokens }.
note-cost = Токенов на ответ: { $tokens }, это { $usd } $.
