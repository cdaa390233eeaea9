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
error-internal-next = Сообщите о ней, приложив строку ниже и то, что вы делали.

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
cli-option-data-set = Данные игры, по которым считать.

cli-analyse-help = Перечислить машины, рецепты и темпы снимка или чертежа; игра не нужна.
cli-analyse-source = Файл снимка, файл чертежа, строка чертежа или - для стандартного ввода.
cli-analyse-snapshot = Снимок { $id }: { $count ->
        [one] { $count } объект
        [few] { $count } объекта
       *[other] { $count } объектов
    }
cli-analyse-blueprint = Чертёж { $path } «{ $label }»: { $count ->
        [one] { $count } объект
        [few] { $count } объекта
       *[other] { $count } объектов
    }, игра { $version }
cli-analyse-planner = { $path }: планировщик, разбирать нечего.
cli-analyse-broken = { $path }: испорчен. { $reason }
cli-analyse-none = нет
cli-analyse-machines = Машины: { $list }
cli-analyse-recipes = Рецепты при полной работе:
cli-analyse-recipe = { $recipe }, { $count ->
        [one] { $count } машина
        [few] { $count } машины
       *[other] { $count } машин
    }: даёт { $makes }
cli-analyse-takes = ; берёт { $takes }
cli-analyse-output = Остаётся при полной работе: { $list }
cli-analyse-input = Нужно извне при полной работе: { $list }
cli-analyse-idle = Без рецепта: { $list }
cli-analyse-power = Мощность при полной работе: { $power }
cli-analyse-not-modelled = Не учтено: { $list }
cli-analyse-data-set = Посчитано по данным { $name }.

error-source-not-found = Файла { $path } нет, и это не строка чертежа.
error-source-not-found-next = Укажите файл снимка или чертежа, саму строку или - для стандартного ввода.
error-source-unreadable = Файл { $path } не читается: { $reason }.
error-source-unreadable-next = Укажите файл, который вам можно читать.
error-source-too-large = { $path } больше { $limit } МБ.
error-source-too-large-next = Таких больших снимков и чертежей не бывает; укажите другой файл.
