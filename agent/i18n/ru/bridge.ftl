# Папка моста, её файлы, журнал учёта, двери.
bridge-status = Агент на связи. Отвечает { $engine }, ответы идут через дверь «{ $door }».

error-bridge-locked = Папку { $folder } уже обслуживает другой агент (процесс { $pid }).
error-bridge-locked-next = Остановите его или дайте этому другую папку: --bridge.
error-bridge-folder-missing = Папки { $folder } нет.
error-bridge-folder-missing-next = Если она на другом диске или компьютере, подключите его: агент продолжит сам. «agent doctor» покажет, где искали.
error-bridge-folder-link = { $folder } — ссылка; агент по ней не ходит.
error-bridge-folder-link-next = Поставьте на её место настоящую папку: агент продолжит сам. Или укажите настоящую через --bridge.
error-bridge-disk-full = Диск заполнен: { $folder }.
error-bridge-disk-full-next = Освободите место; ничего не потеряно, агент продолжит сам.
error-bridge-read-only = { $folder } доступно только для чтения.
error-bridge-read-only-next = Разрешите запись; ничего не потеряно, агент продолжит сам.
error-bridge-no-permission = У агента нет прав на { $folder }.
error-bridge-no-permission-next = Дайте своему пользователю права на чтение и запись; агент продолжит сам.
error-bridge-io-failed = Чтение или запись { $folder } не удались: { $reason }.
error-bridge-io-failed-next = Агент попробует ещё раз сам. Если не проходит, проверьте диск.
error-bridge-ledger-failed = Журнал учёта { $path } недоступен: { $reason }.
error-bridge-ledger-failed-next = Агент попробует ещё раз сам. Проверьте свободное место и права на эту папку.
error-bridge-no-thread = Система не даёт агенту запустить поток: { $reason }.
error-bridge-no-thread-next = Закройте ненужные программы: вопрос подождёт, агент попробует ещё раз сам.
error-ledger-newer = Журнал учёта записан более новым агентом (версия { $found }, этот знает { $known }).
error-ledger-newer-next = Обновите агента.
error-bridge-door-failed = Ответ не удалось положить в дверь «{ $door }»: { $reason }.
error-bridge-door-failed-next = Пока так, ответы идут другим путём: скопируйте текст и вставьте его в окно чата.

error-bridge-file-symlink = «{ $name }» — ссылка; по ссылкам в папке моста агент не ходит.
error-bridge-file-symlink-next = Удалите ссылку. Она отложена в state/rejected.
error-bridge-file-not-a-file = «{ $name }» — не обычный файл.
error-bridge-file-not-a-file-next = Удалите его. Он отложен в state/rejected.
error-bridge-file-too-large = В «{ $name }» { $bytes } байт, разрешено { $cap }.
error-bridge-file-too-large-next = Выделите область поменьше или поднимите предел.
error-bridge-file-bad-name = «{ $name }» — не имя файла, который может прислать игра.
error-bridge-file-bad-name-next = Если мод новее, обновите агента; иначе делать ничего не нужно.
error-bridge-file-not-utf8 = «{ $name }» — не текст UTF-8 (байт { $offset }).
error-bridge-file-not-utf8-next = Спросите ещё раз; если не проходит, проверьте диск.
error-bridge-file-too-deep = В «{ $name }» слишком глубокая вложенность.
error-bridge-file-too-deep-next = Делать ничего не нужно: файл отложен в state/rejected.
error-bridge-file-too-many = В «{ $name }» больше данных, чем читается за один раз: предел для списков и таблиц — { $containers }, для значений — { $values }.
error-bridge-file-too-many-next = Если это снимок, выделите область поменьше; иначе делать ничего не нужно. Файл отложен в state/rejected.
error-bridge-file-no-memory = Не хватает свободной памяти, чтобы прочитать «{ $name }».
error-bridge-file-no-memory-next = Закройте лишние программы или выделите область поменьше. Файл отложен в state/rejected.
error-bridge-file-too-long = В «{ $name }» есть текст или число длиннее всего, что когда-либо пишет игра.
error-bridge-file-too-long-next = Делать ничего не нужно: файл отложен в state/rejected.
error-bridge-file-mixed-up = В «{ $name }» лежит другое: { $id } из { $session }.
error-bridge-file-mixed-up-next = Спросите ещё раз.
error-bridge-file-truncated = «{ $name }» оборвался раньше своих { $bytes } байт.
error-bridge-file-truncated-next = Спросите ещё раз; если не проходит, проверьте место на диске и сам диск.
error-bridge-file-damaged = «{ $name }» — не то, что записала игра: контрольная сумма другая.
error-bridge-file-damaged-next = Спросите ещё раз; если не проходит, проверьте диск.
error-answer-failed = Агент не смог ответить на { $id }: его собственная ошибка.
error-answer-failed-next = Спросите другими словами; «agent report» соберёт данные для сообщения об ошибке.

error-paste-not-ours = Это не ответ агента.
error-paste-not-ours-next = Скопируйте весь текст, начиная с gpta1:, и вставьте ещё раз.
error-paste-incomplete = Текст неполный.
error-paste-incomplete-next = Скопируйте весь текст, начиная с gpta1:, и вставьте ещё раз.
error-paste-damaged = Текст по дороге изменился.
error-paste-damaged-next = Скопируйте весь текст, начиная с gpta1:, и вставьте ещё раз.

error-bridge-config-unreadable = В файле { $path } нет папки write-data.
error-bridge-config-unreadable-next = Укажите config.ini игры (в нём есть строка «write-data=» в разделе [path]) или папку моста: --bridge.
