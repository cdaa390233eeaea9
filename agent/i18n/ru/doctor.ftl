# agent doctor: по предложению на проверку и что делать, если есть что делать.

doctor-bridge-proven = Папка моста: { $folder }. Игра (Factorio { $version }) записала туда своё приветствие.
doctor-bridge-waiting = Папка моста: { $folder }, на неё указывает { $evidence }. Жду согласия в игре.
doctor-bridge-waiting-next = Запустите игру с модами, откройте окно чата и согласитесь; до этого мод ничего не пишет.
doctor-bridge-hello-broken = Приветствие игры в { $folder } не читается.
doctor-bridge-hello-broken-next = Обновите мод командой `agent mod install` и перезапустите игру: она запишет файл заново.
doctor-bridge-vanished = Папка моста { $folder } раньше была, а теперь её нет.
doctor-bridge-vanished-next = Верните её или загрузите сохранение: мод создаст её заново. Запущенный агент продолжит сам.
doctor-bridge-link = { $folder } — ссылка на { $target }; агент по ней не ходит.
doctor-bridge-link-next = Поставьте на её место настоящую папку или укажите настоящую через --bridge. Запущенный агент продолжит сам.
doctor-bridge-watched = Изменения в папке моста видны сразу.
doctor-bridge-network = { $folder } на диске вроде сетевого ({ $kind }), где система не сообщает об изменениях: агент смотрит туда четыре раза в секунду.
doctor-bridge-network-next = Делать ничего не нужно. Чтобы было быстрее, держите папку игры на диске той машины, где работает агент.
doctor-bridge-polled = Система не сообщает об изменениях в папке моста ({ $reason }): агент смотрит туда четыре раза в секунду.
doctor-bridge-polled-next = Делать ничего не нужно. Чтобы было быстрее, закройте программы, которые следят за множеством файлов; в Linux поднимите fs.inotify.max_user_watches и max_user_instances.
doctor-bridge-unwritable = Агент не может писать в { $folder }: { $reason }.
doctor-bridge-unwritable-next = Разрешите там запись или освободите место на диске. Запущенный агент продолжит сам.
doctor-game-not-found = Игра не нашлась; вместо её папки { $folder }.
doctor-game-not-found-next = Один раз запустите игру или укажите её папку через --config или --bridge.
doctor-game-missing = Папки игры { $folder } нет.
doctor-game-missing-next = Один раз запустите игру или укажите папку через --bridge или --config.
doctor-mods-unknown = Папка модов неизвестна.
doctor-mods-unknown-next = Укажите её через --mods.
doctor-mod-missing = Мода нет в { $folder }.
doctor-mod-missing-next = Установите его командой `agent mod install` и перезапустите игру.
doctor-mod-twice = Копий { $name } несколько ({ $count }); игра возьмёт самую новую.
doctor-mod-twice-next = `agent mod install` оставит одну.
doctor-mod-version = Установлен мод { $found }, а этот агент несёт { $expected }.
doctor-mod-version-next = `agent mod install`, затем перезапустите игру.
doctor-mod-fine = Мод { $name } { $version } установлен.
doctor-mod-disabled = { $name } выключен в списке модов игры.
doctor-mod-disabled-next = Включите его там: главное меню, «Моды».
doctor-game-version-fine = Моды — для Factorio { $version }, как и игра здесь.
doctor-game-version-wrong = Моды — для Factorio { $found }, а игра здесь { $game }: она их не загрузит.
doctor-game-version-wrong-next = `agent mod install`, затем перезапустите игру.
doctor-game-version-unknown = Моды — для Factorio { $found }; версия самой игры не нашлась.
doctor-game-version-unknown-next = Если игра не показывает моды: `agent mod install --game-version` с её версией.
doctor-inbox-fine = Мод входящих установлен, распакован и пуст: { $folder }
doctor-inbox-full = В моде входящих лежит ответ, который игра ещё не забрала: { $folder }
doctor-inbox-missing = { $name } не установлен: дверь «перезагрузка» закрыта.
doctor-inbox-missing-next = `agent mod install`, затем перезапустите игру. До этого ответы приходят вставкой.
doctor-inbox-zipped = { $name } лежит архивом: игра читает его один раз, дверь «перезагрузка» закрыта.
doctor-inbox-zipped-next = `agent mod install` положит его распакованным.
doctor-inbox-broken = Входящие в { $folder } не читаются.
doctor-inbox-broken-next = `agent mod install` сделает их заново.
doctor-inbox-not-pristine = Во входящих { $folder } лежит ответ, но это сетевая игра: файлы игроков не должны различаться.
doctor-inbox-not-pristine-next = Один раз запустите и завершите `agent` или выполните `agent mod install`: оба их очищают.
doctor-running-other-version = В запущенной игре мод { $found }, а этот агент несёт { $expected }.
doctor-running-other-version-next = `agent mod install`, затем перезапустите игру.
doctor-running-without-inbox = Запущенная игра не использует { $name }: ответы приходят вставкой.
doctor-running-without-inbox-next = Включите его в списке модов игры и перезапустите её.
doctor-door = Дверь: { $door ->
        [reload] перезагрузка — игра забирает ответы сама
        [paste] вставка — вы вставляете ответ в окно чата
        [console] консоль — агент набирает ответы в консоли сервера, который он запустил
       *[other] { $door }
    }.
doctor-door-manual = Дверь: перезагрузка, но только по кнопке «Проверить ответ»: она здесь долгая.
doctor-door-manual-next = Делать ничего не надо. Чем меньше модов, тем она короче; её измеряет /gpta-selftest.
doctor-selftest-fine = Самопроверка в Factorio { $version }: { $count ->
        [one] { $count } измерение, всё хорошо.
        [few] { $count } измерения, все хорошие.
        [many] { $count } измерений, все хорошие.
       *[other] { $count } измерения, все хорошие.
    }
doctor-selftest-failed = Самопроверка в Factorio { $version } не прошла: { $list }.
doctor-selftest-failed-next = Где можно, двери это обходят; пришлите нам файл selftest.json.
doctor-selftest-missing = Самопроверка в этой игре ещё не запускалась.
doctor-selftest-missing-next = Введите /gpta-selftest в консоли игры: она измерит то, что без игры не измерить.
doctor-reload-fast = Перезагрузка модов занимает здесь { $milliseconds } мс.
doctor-reload-slow = Перезагрузка модов занимает здесь { $milliseconds } мс: это заметно.
doctor-reload-slow-next = Агент просит мод перезагружаться только по кнопке «Проверить ответ».
doctor-agent-serving = Эту папку обслуживает агент (процесс { $pid }); второму он не уступит.
doctor-agent-serving-next = Чтобы запустить другого, остановите этого (Ctrl-C) или дайте другому свою папку: --bridge.
doctor-agent-idle = Сейчас эту папку никто не обслуживает.
doctor-agent-idle-next = Запустите `agent` в терминале и не закрывайте его, пока играете.
doctor-data-fine = Собственная папка агента: { $folder }
doctor-data-unwritable = Агент не может писать в свою папку { $folder }: { $reason }.
doctor-data-unwritable-next = Разрешите там запись или укажите другую папку через --data-dir.
doctor-clipboard-fine = Буфер обмена для двери «вставка» есть.
doctor-clipboard-missing = Буфера обмена здесь нет: дверь «вставка» оставит текст в файле.
doctor-clipboard-missing-next = Скопируйте текст из paste-….txt в папке моста (в Linux поможет xclip или wl-clipboard).

doctor-all-fine = Всё нужное в порядке.
doctor-not-fine = { $count ->
        [one] Ответам мешает { $count } вещь.
        [few] Ответам мешают { $count } вещи.
        [many] Ответам мешает { $count } вещей.
       *[other] Ответам мешают { $count } вещи.
    }

cli-report-help = Собрать архив для сообщения об ошибке: версии, диагностика, журнал; без вопросов, имён и ключей.
cli-report-output = Какой архив записать.
cli-report-written = Архив: { $path }.
cli-report-entry = { "  " }{ $name } ({ NUMBER($bytes) } Б)
cli-report-private = Ключи, домашняя папка, имена и вопросы убраны. Загляните в архив, прежде чем отправлять.
error-report-unwritable = Не удаётся записать { $path }: { $reason }.
error-report-unwritable-next = Назовите другой файл: --output.
