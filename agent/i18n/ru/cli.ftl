# Командная строка: справка, результаты и ошибки ввода.

cli-usage = Вызов:
cli-options = Параметры
cli-commands = Команды
cli-help = Помощник внутри Factorio: вычисленные ответы и проверенные чертежи, только через файлы.
    Без команды — служба: запустите в терминале и играйте.
cli-option-help = Показать эту справку и выйти.
cli-option-version = Показать версию и выйти.
cli-option-language = Язык всего вывода; иначе решают LC_ALL, LC_MESSAGES или LANG.
cli-option-json = Вывести JSON для программ.
cli-option-quiet = Выводить только результаты и ошибки.
cli-option-config = Файл config.ini игры, если в нём указана другая папка данных.
cli-option-bridge = Папка моста (script-output/state); иначе она ищется сама.
cli-option-mods = Папка модов игры; иначе она ищется сама.
cli-option-data-dir = Где агент держит журнал запросов и логи; иначе папка данных пользователя.
cli-option-svg = Ещё и нарисовать картинку в этот файл SVG.
cli-option-png = Ещё и нарисовать картинку в этот файл PNG.
cli-option-snapshot = Файл снимка из папки моста.
cli-option-mode = Режим вопроса.

cli-mod-help = Поставить моды туда, где их ищет игра, убрать, упаковать.
cli-mod-install-help = Установить оба мода вместо их старых копий.
cli-mod-uninstall-help = Убрать оба мода и больше ничего.
cli-mod-package-help = Упаковать оба мода в zip для других игроков.
cli-mod-option-mods = Папка модов игры; иначе она ищется сама.
cli-mod-option-game-version = Версия игры; иначе она определяется сама.
cli-mod-option-output = Папка для архивов.
cli-mod-installed = Установлен { $name } { $version }: { $path }
cli-mod-removed = Удалено: { $path }
cli-mod-game = Для Factorio { $version } — так говорит { $evidence }.
cli-mod-disabled = Мод { $name } выключен в списке модов игры. Включите его там: главное меню, «Моды».
cli-mod-restart = Если игра запущена, перезапустите её: моды она ищет только при запуске.
cli-mod-nothing = Копий наших модов в { $folder } нет.
cli-mod-packed = Упаковано для Factorio { $version }: { $path }
cli-mod-inbox-unpacked = Двери «перезагрузка» нужен распакованный { $name }: распакуйте его zip в папке модов или выполните `agent mod install`.

cli-completion-help = Вывести скрипт автодополнения для оболочки, например source <(agent completion bash).

error-cli-no-such-option = Параметра { $name } нет.
error-cli-no-such-option-next = Список параметров: `{ $command } --help`.
error-cli-no-such-option-near = Параметра { $name } нет.
error-cli-no-such-option-near-next = Может быть, { $near }? Список параметров: `{ $command } --help`.
error-cli-no-such-command = Команды «{ $name }» нет.
error-cli-no-such-command-next = Список команд: `{ $command } --help`.
error-cli-no-such-command-near = Команды «{ $name }» нет.
error-cli-no-such-command-near-next = Может быть, «{ $near }»? Список команд: `{ $command } --help`.
error-cli-missing = Не хватает: { $name }.
error-cli-missing-next = Как вызывать: `{ $command } --help`.
error-cli-choice = Параметр { $name } не принимает это значение.
error-cli-choice-next = Выберите одно из: { $choices }.
error-cli-value = Параметр { $name } не принимает это значение.
error-cli-value-next = Что он принимает: `{ $command } --help`.
error-cli-usage = В вызове есть лишнее.
error-cli-usage-next = Как вызывать: `{ $command } --help`.
error-cli-no-value = Параметру { $name } нужно значение.
error-cli-no-value-next = Что он принимает: `{ $command } --help`.
error-internal = Внутри агента что-то сломалось. Это наша ошибка.
error-internal-next = Сообщите о ней, приложив строку ниже и архив, который соберёт «agent report».
error-system-refused = Система отказала: { $reason }.
error-system-refused-next = Освободите место на диске, разрешите туда доступ или назовите другое место и повторите.
error-snapshot-unreadable = { $path } — не снимок: обрыв или ошибка в месте «{ $place }».
error-snapshot-unreadable-next = Назовите файл snapshot-….json из папки моста, каким его записал мод, или чертёж.

error-game-version-unknown = В { $folder } ничто не говорит, какая это версия Factorio.
error-game-version-unknown-next = Назовите её: --game-version 2.0 или 2.1 (видна в главном меню игры), или один раз запустите игру.
error-game-version-not-served = Factorio { $version } мод не поддерживает.
error-game-version-not-served-next = Поддерживаются { $served }. Обновите игру или укажите версию через --game-version.
error-mod-foreign = { $path } носит имя нашего мода { $name }, но это не он.
error-mod-foreign-next = Посмотрите, что это, и уберите: агент трогает только свои моды.
error-mods-unwritable = В { $folder } нельзя писать: { $reason }.
error-mods-unwritable-next = Освободите место на диске, разрешите запись, закройте игру или укажите другую папку.
error-game-not-found = Папка игры не нашлась.
error-game-not-found-next = Укажите папку модов через --mods или один раз запустите игру, чтобы она создала свою папку.

cli-arguments = Аргументы
cli-completion-shell = Какая оболочка.
error-data-set-broken = «{ $path }» — не таблица данных игры (место: { $place }).
error-data-set-broken-next = Возьмите prototypes-….json из папки моста (script-output/state) или встроенный набор: { $known }.
waiting-compose = Собираю и проверяю блок…
waiting-verify = Проверяю чертёж { $path }…
waiting-ask = Думаю…
waiting-stage-placed = размещено модулей: { $done } из { $total }
waiting-stage-routed = проложено путей: { $done } из { $total }
waiting-stage-proven = просчитано тиков: { $done } из { $total } самое большее
cli-unnamed = без названия
error-game-to-pack-for = Игра не нашлась, поэтому её версия неизвестна.
error-game-to-pack-for-next = Назовите версию: agent mod package --game-version 2.1
cli-option-data-set = Данные игры, по которым считать: встроенный набор или файл, выгруженный игрой (prototypes-….json).
cli-option-data-set-snapshot = Данные игры для расчёта: встроенный набор или файл, выгруженный игрой; иначе те, о которых говорит hello.json рядом со снимком.

cli-analyse-help = Перечислить машины, рецепты и темпы снимка или чертежа; игра не нужна.
cli-analyse-source = Файл снимка, файл чертежа, строка чертежа или - для стандартного ввода.
cli-analyse-snapshot = Снимок { $id }: { $count ->
        [one] { $count } объект
        [few] { $count } объекта
        [many] { $count } объектов
       *[other] { $count } объекта
    }
cli-analyse-blueprint = Чертёж { $path } «{ $label }»: { $count ->
        [one] { $count } объект
        [few] { $count } объекта
        [many] { $count } объектов
       *[other] { $count } объекта
    }, игра { $version }
cli-analyse-planner = { $path }: планировщик, разбирать нечего.
cli-analyse-broken = { $path }: испорчен. { $reason }
cli-analyse-none = нет
cli-analyse-machines = Машины:
cli-analyse-recipes = Рецепты при полной работе:
cli-analyse-recipe = { $recipe }, { $count ->
        [one] { $count } машина
        [few] { $count } машины
        [many] { $count } машин
       *[other] { $count } машины
    }
cli-analyse-makes = даёт
cli-analyse-takes = берёт
cli-analyse-output = Остаётся при полной работе:
cli-analyse-input = Нужно извне при полной работе:
cli-analyse-idle = Без рецепта:
cli-analyse-power = Мощность машин при полной работе: { $power }
cli-analyse-power-whole = Вместе с манипуляторами, маяками и прочим: { $power }
cli-analyse-not-modelled = Не учтено:
cli-analyse-data-set = Посчитано по данным { $name }.
cli-data-assumed = Рядом со снимком нет hello.json его игры, поэтому взяты данные { $name }; другие задаёт --data-set.

error-source-not-found = Файла { $path } нет, и это не строка чертежа.
error-source-not-found-next = Укажите файл снимка или чертежа, саму строку или - для стандартного ввода.
error-source-unreadable = Файл { $path } не читается: { $reason }.
error-source-unreadable-next = Укажите файл, который вам можно читать.
error-source-too-large = { $path } больше { $limit } МБ.
error-source-too-large-next = Таких больших снимков и чертежей не бывает; укажите другой файл.
error-source-too-much = В { $path } больше списков, таблиц и значений, чем бывает в файлах игры, или они вложены слишком глубоко.
error-source-too-much-next = Укажите снимок, чертёж или таблицу в том виде, в каком их записала игра или эта программа.
error-blueprint-too-much = В этой строке больше списков, таблиц и значений, чем бывает в чертеже такой длины.
error-blueprint-too-much-next = Скопируйте строку из игры ещё раз.

cli-demo-help = Показать весь путь через мост: без игры, без ключа, без сети.
cli-demo-prompt = Почему не хватает зелёных схем?
cli-demo-begin = Этот процесс играет за мод, второй — агент; общие у них только файлы.
cli-demo-question = Игрок выделяет фабрику и спрашивает
cli-demo-facts = Вычисленные факты
cli-demo-answer = Ответ, как он пришёл через дверь «перезагрузка»
cli-demo-files = Файлы, прошедшие по мосту, в { $folder }
cli-demo-answered = От вопроса до ответа в игре: { $seconds } с.
cli-demo-applied = Игра подтвердила; в журнале агента — применено, входящие снова пусты.
cli-demo-not-applied = Путь не пройден; в журнале агента — { $state }.
cli-picture-small = Она большая: на клетку приходится пикселей: { $px }. В SVG её можно приблизить.
cli-picture-written = Картинка: { $path }

cli-ask-help = Ответить на один вопрос без игры: о файле снимка или просто так.
cli-ask-question = Вопрос, в кавычках.

cli-answer-places = Что найдено
cli-answer-place = { $text } ({ $x }; { $y })
cli-answer-source = Ответил { $engine }, посчитано по данным { $data_set }.
cli-answer-source-embedded = Ответил встроенный аналитик, посчитано по данным { $data_set }.
cli-offer = Чертёж «{ $label }»: { $count ->
        [one] { $count } объект
        [few] { $count } объекта
        [many] { $count } объектов
       *[other] { $count } объекта
    }, { $width } × { $height } клеток
cli-offer-promised = Даёт { $name }: { $rate }
cli-offer-required = { $name }: { $count }
cli-offer-required-have = { $name }: { $count }, на складе { $have }
cli-offer-research = Не исследовано: { $list }
cli-offer-verified = Проверено: { $list }

cli-doctor-help = Узнать, что мешает ответам, и что делать.

error-demo-no-answer = За { $seconds } с ответа не пришло.
error-demo-no-answer-next = Файлы в { $folder }; agent.log рядом говорит, что делал агент.
error-demo-agent-died = Процесс агента закончился с кодом { $status }.
error-demo-agent-died-next = Почему — в { $log }.

cli-run-help = Служить: отвечать на то, что спросят в игре. Команда по умолчанию; Ctrl-C заканчивает.
cli-run-option-poll = Заглядывать в папку через короткие промежутки, не ожидая сигнала системы (сетевые диски).
cli-run-serving = Обслуживаю { $folder } ({ $evidence }). Ctrl-C заканчивает.
cli-run-ended = Работа закончена.
cli-run-folder = Папка
cli-run-engine = Отвечает
cli-run-game = Игра
cli-run-no-game = ещё не слышна
cli-run-the-door = Дверь
cli-run-no-door = выбирается, когда слышна игра
cli-run-queue = Открытых вопросов
cli-run-stop = Ctrl-C заканчивает
cli-run-hello = Factorio { $game } с модом { $mod }, одиночная игра
cli-run-hello-multiplayer = Factorio { $game } с модом { $mod }, сетевая игра
cli-run-request = { $player } спрашивает ({ $kind }): { $words }
cli-run-alarm = Срочно ({ $player }): { $text } { $next }
cli-run-snapshot = Снимок: { $count ->
        [one] { $count } объект
        [few] { $count } объекта
        [many] { $count } объектов
       *[other] { $count } объекта
    }, { $bytes } Б
cli-run-answered = Ответ ({ $engine }) за { $seconds } с
cli-run-urgent = Сказано срочное ({ $engine }) за { $seconds } с
cli-run-with-blueprint = {" "}с чертежом
cli-run-delivered = В дверь «{ $door }» положено: { $count ->
        [one] { $count } ответ
        [few] { $count } ответа
        [many] { $count } ответов
       *[other] { $count } ответа
    }
cli-run-applied = В игре: { $what } { $result }
cli-run-cancelled = Игрок больше не ждёт ответа
cli-run-rejected = Отложено: { $name }.
cli-run-unknown-fields = В { $name } поля более нового мода, сохранены: { $list }
cli-run-door = Ответы идут через дверь «{ $door }»
cli-run-door-manual = Ответы идут через дверь «{ $door }»; забирает их только кнопка в игре
cli-run-recovered = Снова работает


evidence-named = --bridge
evidence-config = --config
evidence-log = лог игры
evidence-config-path = config-path.cfg игры
evidence-standard = обычное место в этой системе
evidence-flatpak = Steam из Flatpak
evidence-game-folder = папка игры с её данными
evidence-proton = Steam с Proton
evidence-wsl = игра в Windows, видная из WSL
evidence-own = игра не нашлась, поэтому папка своя

error-output-unwritable = В { $path } нельзя писать: { $reason }.
error-output-unwritable-next = Укажите другой файл.
error-picture-of-snapshot = Рисуются чертежи, а не снимки.
error-picture-of-snapshot-next = Уберите --svg.
error-ledger-unreadable = Журнал запросов { $path } не читается: { $reason }.
error-ledger-unreadable-next = Запустите `agent`: он починит испорченный журнал или отложит его.

cli-status-help = Показать дверь, кто отвечает, очередь и последние вопросы.
cli-status-folder = Папка: { $folder } ({ $evidence })
cli-status-serving = Её обслуживает агент (процесс { $pid }).
cli-status-idle = Сейчас её никто не обслуживает.
cli-status-answers = Отвечает { $engine }, дверь «{ $door }», в очереди: { $queue }
cli-status-no-questions = Вопросов ещё не было.
cli-status-question = { $state }: { $player }: { $words }
state-seen = принят
state-answered = отвечен
state-delivered = доставлен
state-applied = применён
state-cancelled = отменён

cli-error = Ошибка: { $text }
cli-suggestion = Что делать: { $text }
