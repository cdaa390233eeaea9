# `agent host`: выделенный сервер, который агент запускает и которому набирает ответы.
cli-host-help = Запустить выделенный сервер и отвечать на нём: `agent host -- factorio --start-server save.zip`.
cli-host-command = Команда, которой запускается сервер, после двух дефисов.
host-serving = Сервер запущен; обслуживаю { $folder } ({ $evidence }). То, что вы набираете, идёт серверу; Ctrl-C или /quit заканчивает обоих.
host-first-time = Первый раз на этом сохранении: администратор ставит в настройках карты gpta-host значение headless и даёт согласие в окне чата.
host-ending = Прошу сервер сохраниться и закончить. Ещё раз Ctrl-C — попрошу настойчивее, третий — оборву сразу.
host-deaf = Сервер больше не принимает строк отсюда: пока он не запущен заново, ответы можно только вставлять.
host-ended = Сервер закончил работу, агент тоже.
host-ended-badly = Сервер закончил работу с кодом { $code }; почему — в его собственных строках выше.
host-answers-left = { $count ->
        [one] { $count } ответ ещё не показан и ждёт следующего запуска.
        [few] { $count } ответа ещё не показаны и ждут следующего запуска.
        [many] { $count } ответов ещё не показаны и ждут следующего запуска.
       *[other] { $count } ответа ещё не показаны и ждут следующего запуска.
    }

error-host-no-dashes = Перед командой сервера нет двух дефисов: без них её параметры достались бы агенту.
error-host-no-dashes-next = Наберите так: agent host -- { $command }
error-host-not-found = Программа сервера «{ $command }» не найдена.
error-host-not-found-next = Укажите её путь после двух дефисов: agent host -- /opt/factorio/bin/x64/factorio --start-server save.zip
error-host-not-allowed = Программу сервера «{ $command }» вам запускать нельзя.
error-host-not-allowed-next = Это папка или файл без права на запуск? В Linux: chmod +x "{ $command }"
error-host-not-startable = Сервер «{ $command }» не запускается: { $reason }.
error-host-not-startable-next = Попробуйте ту же команду без агента перед ней.
error-host-inbox-not-pristine = Мод входящих в { $folder } не удалось очистить ({ $reason }): моды сервера отличались бы от модов игроков.
error-host-inbox-not-pristine-next = Проверьте, что туда можно писать, или выполните `agent mod install`; затем запустите сервер снова.

doctor-door-headless = Дверь: вставка, потому что этот выделенный сервер запустил не агент.
doctor-door-headless-next = Запустите его так: `agent host -- <команда сервера>` — тогда ответы приходят сами.
