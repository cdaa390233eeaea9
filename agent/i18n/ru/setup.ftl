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
note-model-not-ready = Выбранная модель не спрошена. { $reason }

error-consent-needed = Модель «{ $model }» работает не на этом компьютере, а на { $host }; вы ещё не согласились ничего туда отправлять.
error-consent-needed-next = Прочитайте и согласитесь: `agent setup` (без терминала: `agent setup --yes --accept-consent --profile { $model }`).
error-setup-consent-needed = Без согласия ничего не настраивается.
error-setup-consent-needed-next = Прочитайте текст выше и добавьте --accept-consent или запустите `agent setup` в терминале.
error-setup-flag-needed = Спросить некого, а ответ нужен: { $flag }.
error-setup-flag-needed-next = Добавьте { $flag } или запустите команду в терминале.
error-setup-key-needed = Для профиля «{ $profile }» нужен ключ, а спросить некого.
error-setup-key-needed-next = Передайте ключ через стандартный ввод (--key-stdin) или переменную среды, либо запустите `agent setup` в терминале.
error-setup-name-needed = Своему профилю нужно имя.
error-setup-name-needed-next = Назовите его: --name ИМЯ.
error-profiles-name-taken = Профиль «{ $name }» уже есть.
error-profiles-name-taken-next = Измените его (agent profiles edit { $name }) или выберите другое имя.
error-profiles-nothing-to-change = В профиле «{ $name }» нечего менять: ни одно поле не названо.
error-profiles-nothing-to-change-next = Поля перечисляет `agent profiles edit --help`.

cli-option-config-dir = Папка настроек, профилей и ключей; иначе GPTA_CONFIG_DIR или папка настроек пользователя.
cli-option-model = Кто отвечает: имя профиля, метка модели Ollama (gemma3:1b) или embedded; иначе — как выбрано в agent setup.
cli-preview-help = Показать, что именно и куда отправил бы `agent ask` с теми же словами; не отправляется ничего.
cli-preview-to = Модели { $model } ({ $host }) было бы отправлено:
cli-preview-tokens = Не больше { $tokens } токенов; окно модели — { $window }.
cli-preview-part = ── { $name }
cli-preview-tool = ── инструмент { $name }
cli-preview-rest = ── остальное в запросе
cli-preview-replaced = Имена, которые модель увидит как метки:
cli-left = { $count ->
        [one] Осталось { $count } сообщение
        [few] Осталось { $count } сообщения
        [many] Осталось { $count } сообщений
       *[other] Осталось { $count } сообщения
    }
cli-left-reset = { $count ->
        [one] Осталось { $count } сообщение
        [few] Осталось { $count } сообщения
        [many] Осталось { $count } сообщений
       *[other] Осталось { $count } сообщения
    } (сброс в { $time })
cli-run-key = Ключ для «{ $profile }» только на этот запуск (Enter — отвечать без модели)
cli-run-model-not-ready = Отвечает встроенный аналитик. { $reason }
cli-status-spent = За 24 часа: { $questions ->
        [one] { $questions } вопрос
        [few] { $questions } вопроса
        [many] { $questions } вопросов
       *[other] { $questions } вопроса
    } к модели, токенов: { $tokens }, стоимость: { $usd } $
cli-status-caps = Ваши пределы: { $question } $ на вопрос, { $day } $ за 24 часа
cli-status-model = Модель по умолчанию: { $model }

keys-passphrase = Пароль к ключу
keys-passphrase-again = Пароль не подошёл. Ещё раз

asking-yes-no = [да/нет]
asking-yes = [Да/нет]
asking-no = [да/Нет]
asking-number = Введите число от 1 до { $most }.

cli-setup-help = Настроить модель: согласие, профиль, ключ, проверка. Каждый шаг можно задать и параметром.
cli-setup-option-accept-consent = Согласиться с тем, что и куда отправляется.
cli-setup-option-profile = Профиль из `agent profiles list`, embedded, метка модели Ollama или own — своя точка доступа.
cli-setup-option-url = Адрес точки доступа, например https://host/v1.
cli-setup-option-name = Имя для своего профиля.
cli-setup-option-model = Как модель называется у поставщика.
cli-setup-option-context-tokens = Окно модели в токенах: вопрос и ответ вместе.
cli-setup-option-organisation = Организация у поставщика, если вы состоите в нескольких.
cli-setup-option-key-stdin = Прочитать ключ из стандартного ввода.
cli-setup-option-key-store = Где хранить ключ.
cli-setup-option-fall-over = Кого спросить, если этот не ответит; можно несколько раз.
cli-setup-option-names-as-ids = Показывать моделям имена, которые дали игроки, номерами (station-1) или как есть.
cli-setup-option-answer-language = Язык всех ответов; auto — как в игре.
cli-setup-option-no-check = Не спрашивать точку доступа о моделях.
cli-setup-option-remove-key = Удалить сохранённый ключ профиля.
cli-setup-option-yes = Ничего не спрашивать.

setup-title = Настройка GPT-ассистента
setup-licence = Лицензия MIT: пользуйтесь, меняйте и передавайте свободно; гарантий нет.
setup-consent-title = Что записывается и куда уходит
setup-consent-files = Когда вы спрашиваете, игра записывает в файлы на этом компьютере:
setup-consent-question = ваш вопрос и имя игрока;
setup-consent-entities = здания, призраков, врагов и руду в выделенной области;
setup-consent-stocks = содержимое сундуков, машин и труб в этой области;
setup-consent-circuits = провода и настройки логических сетей, сигналы в них;
setup-consent-power = потребление и выработку электросетей;
setup-consent-networks = логистические сети, поезда и станции этой поверхности, что на ней производится и тратится;
setup-consent-around = врагов, загрязнение и воду в области и вокруг неё, эволюцию врагов;
setup-consent-research = изученные технологии и их бонусы;
setup-consent-plan = ваш текущий план из мода Factory Planner, если он стоит;
setup-consent-watch = пока включено дежурство: потери, гибель, исследования, поезда, запуски ракет, предупреждения игры и слова в чате, обращённые к ассистенту;
setup-consent-names = названия, которые дали игроки: станции, поверхности;
setup-consent-mods = список модов, версию игры и язык.
setup-consent-where = Агент читает их и считает всё здесь же. Дальше — смотря кто пишет ответ:
setup-consent-to-embedded = встроенный аналитик: ничего никуда не уходит;
setup-consent-to-local = модель на этом компьютере (Ollama): ничего никуда не уходит;
setup-consent-to-remote = модель в сети: её поставщик получит вопрос, недавний разговор, вычисленные факты и то, что она уточнит по снимку. Сам файл снимка не отправляется.
setup-consent-key = Ключ API получает только тот, кто его выдал; в файлах игры, журналах и отчётах его нет.
setup-consent-preview = Что именно ушло бы, показывает `agent preview`.
setup-consent-revoke = Отозвать согласие: в игре — «Настройки модов», здесь — `agent profiles default embedded` и `agent setup --remove-key`.
setup-continue = Продолжить?
setup-declined = Ничего не изменено. Встроенный аналитик отвечает и без этого.

setup-profiles = Кто будет отвечать
setup-own-endpoint = своя точка доступа, совместимая с OpenAI
setup-own-hint = Подойдёт любой сервер с интерфейсом OpenAI: LM Studio, vLLM, llama.cpp, OpenRouter…
setup-which-profile = Ваш выбор
setup-url = Адрес, обычно кончается на /v1
setup-name = Как его назвать
setup-window-assumed = Окно модели: считаю, что { $count ->
    [one] { NUMBER($count) } токен
    [few] { NUMBER($count) } токена
    [many] { NUMBER($count) } токенов
   *[other] { NUMBER($count) } токена
}. Если оно другое: agent profiles edit { $profile } --context-tokens N
setup-model = Название модели на сервере
setup-key-found = Ключ уже есть: { $shown } ({ $place })
setup-key-keep = Взять его?
setup-key = Ключ API для { $host } (виден звёздочками)
setup-key-optional = Ключ API для { $host } (виден звёздочками; Enter — ключ не нужен)
setup-key-typed = Принят ключ { $shown }
setup-organisation = Организация (Enter — не указывать)
setup-checking = Спрашиваю { $host }…
setup-checked = { $host } отвечает, модель { $model } есть.
setup-not-checked = { $host } не проверен.
setup-what-now = Что делать
setup-mend-again = попробовать ещё раз
setup-mend-key = ввести другой ключ
setup-mend-url = исправить адрес
setup-mend-organisation = исправить организацию
setup-mend-unchecked = сохранить без проверки
setup-mend-stop = прервать, ничего не сохраняя
setup-which-model = Номер модели
setup-key-where = Где хранить ключ?
setup-which-place = Ваш выбор
setup-place-keyring = в связке ключей системы
setup-place-passphrase = в файле под паролем, который агент спросит при запуске
setup-place-machine = в файле, привязанном к этому компьютеру (прячет, но не защищает)
setup-place-run = не хранить: агент спросит при запуске
setup-machine-warning = Такой файл бесполезен на другом компьютере, но любая программа под вашей учётной записью здесь может его открыть.
setup-passphrase = Новый пароль (виден звёздочками)
setup-passphrase-again = Ещё раз
setup-passphrase-differs = Пароли не совпали, введите снова.
setup-done = Готово: отвечает { $model }. Настройки — в { $folder }
setup-key-kept = Ключ: { $place }
setup-key-asked-again = Ключ не сохранён: агент спросит его при запуске.
setup-diagnostics = Всё остальное
setup-remove-key = Удалить ключ профиля «{ $profile }»?
setup-key-removed = Удалён: { $place }
setup-damaged-keys-removed = Удалён со всем содержимым: повреждённый файл { $path }
setup-no-key = У профиля «{ $profile }» нет сохранённого ключа.
setup-embedded-again = Теперь отвечает встроенный аналитик.

cli-profiles-help = Профили моделей: посмотреть, добавить, изменить, проверить, выбрать.
cli-profiles-list-help = Показать все профили, запасные и пределы.
cli-profiles-show-help = Показать один профиль целиком, кроме ключа.
cli-profiles-add-help = Добавить свой профиль.
cli-profiles-edit-help = Изменить поля профиля; остальные останутся.
cli-profiles-remove-help = Удалить свой профиль; встроенный станет прежним.
cli-profiles-default-help = Выбрать, кто отвечает; embedded — встроенный аналитик.
cli-profiles-test-help = Проверить ключ, адрес и название модели; ничего не стоит.
cli-profiles-caps-help = Показать или изменить ваши собственные пределы; они действуют до отправки.
cli-profiles-option-question-requests = Сколько запросов можно на один вопрос; none — без предела.
cli-profiles-option-question-tokens = Сколько токенов можно на один вопрос; none — без предела.
cli-profiles-option-question-usd = Сколько долларов можно на один вопрос; none — без предела.
cli-profiles-option-day-requests = Сколько запросов можно за 24 часа; none — без предела.
cli-profiles-option-day-tokens = Сколько токенов можно за 24 часа; none — без предела.
cli-profiles-option-day-usd = Сколько долларов можно за 24 часа; none — без предела.
error-profiles-cap-invalid = Это не может быть пределом: { $value }.
error-profiles-cap-invalid-next = Укажите число или none, чтобы предела не было. Посмотреть пределы: agent profiles caps
cli-profiles-name = Имя профиля.
cli-profiles-option-based-on = Профиль, от которого отличаются названные поля.
cli-profiles-option-kind = Как с ним говорить: openai или ollama.
cli-profiles-option-max-tokens = Наибольший ответ в токенах.
cli-profiles-option-temperature = Температура, от 0 до 2.
cli-profiles-option-prompt-file = Имя файла без .txt из папки prompts рядом с настройками; его текст добавляется к системному.
cli-profiles-option-prompt-text = Ваши слова, добавляемые к системному тексту.
cli-profiles-option-price = Цена миллиона токенов вопроса и ответа, в долларах.
cli-profiles-option-tools = Умеет ли модель пользоваться инструментами.
cli-profiles-option-json-step = Какой JSON она умеет.
cli-profiles-option-needs-key = Нужен ли ключ.
cli-profiles-option-ca-file = Файл сертификатов вместо обычных.
cli-profiles-option-proxy = Прокси.
cli-profiles-option-timeout = Сколько секунд ждать всего ответа.

profiles-column-name = Профиль
profiles-column-where = Модель и сервер
profiles-column-window = Окно
profiles-column-price = Цена за млн
profiles-column-abilities = Умеет
profiles-column-limits = Запросов
profiles-column-key = Ключ
profiles-embedded = этот компьютер, без модели
profiles-free = бесплатно
profiles-not-limited = без ограничений
profiles-limits-unknown = предел скажет сервер
profiles-limit = { $count ->
    [one] { NUMBER($count) } запрос в мин
    [few] { NUMBER($count) } запроса в мин
    [many] { NUMBER($count) } запросов в мин
   *[other] { NUMBER($count) } запроса в мин
}
profiles-limit-tokens = { $count ->
    [one] { NUMBER($count) } токен в мин
    [few] { NUMBER($count) } токена в мин
    [many] { NUMBER($count) } токенов в мин
   *[other] { NUMBER($count) } токена в мин
}
profiles-limit-day = { $count ->
    [one] { NUMBER($count) } запрос в день
    [few] { NUMBER($count) } запроса в день
    [many] { NUMBER($count) } запросов в день
   *[other] { NUMBER($count) } запроса в день
}
profiles-window = { $thousands } тыс.
profiles-price = { $prompt } / { $reply } $
profiles-price-unknown = неизвестна
profiles-ability-tools = инструменты
profiles-ability-json = JSON
profiles-ability-streaming = поток
profiles-fall-over = Если не ответит: { $list }
profiles-caps-question = Пределы на вопрос: { $list }
profiles-caps-day = Пределы за 24 часа: { $list }
profiles-caps-none = нет
profiles-caps-saved = Пределы сохранены.
profiles-cap-usd = { NUMBER($value) } $
profiles-cap-tokens = { $value ->
        [one] { NUMBER($value) } токен
        [few] { NUMBER($value) } токена
        [many] { NUMBER($value) } токенов
       *[other] { NUMBER($value) } токена
    }
profiles-cap-requests = { $value ->
        [one] { NUMBER($value) } запрос
        [few] { NUMBER($value) } запроса
        [many] { NUMBER($value) } запросов
       *[other] { NUMBER($value) } запроса
    }
profiles-hint = Выбрать: agent profiles default ИМЯ. Настроить ключ: agent setup.
profiles-saved = Профиль «{ $name }» сохранён.
profiles-removed = Профиль «{ $name }» удалён из ваших.
profiles-remove = Удалить профиль «{ $name }»?
profiles-default = Теперь отвечает { $name }.
profiles-one = Профиль «{ $name }»
profiles-tokens = { $count ->
        [one] { NUMBER($count) } токен
        [few] { NUMBER($count) } токена
        [many] { NUMBER($count) } токенов
       *[other] { NUMBER($count) } токена
    }
profiles-key-goes-elsewhere = Ключ этого профиля теперь уйдёт на { $host }. Если выдан он не там, удалите его: agent setup --remove-key --profile { $profile }
profiles-field-where = Адрес
profiles-field-model = Модель
profiles-field-window = Окно
profiles-field-max-tokens = Наибольший ответ
profiles-field-temperature = Температура
profiles-field-price = Цена за миллион токенов
profiles-field-abilities = Умеет
profiles-field-limits = Пределы поставщика
profiles-field-organisation = Организация
profiles-field-prompt = Добавка к промпту
profiles-field-key = Ключ
key-state-environment = из среды
key-state-keyring = в связке
key-state-passphrase = под паролем
key-state-machine = в файле
key-state-run = на этот раз
key-state-none = нет
key-state-not-needed = не нужен
key-state-trouble = не открывается

doctor-model-embedded = Отвечает встроенный аналитик; модель не выбрана.
doctor-model-embedded-next = Хотите модель — `agent setup`. Без неё работает всё, кроме свободных формулировок.
doctor-model-chosen = Отвечает профиль { $name }: модель { $model } на { $host }.
doctor-model-key-fine = Ключ { $shown }: { $place }.
doctor-model-endpoint-fine = { $host } отвечает и принимает ключ; моделей там: { $count }.
doctor-model-listed = Модель { $model } среди них.
doctor-model-left = { $count ->
        [one] Осталось { $count } сообщение.
        [few] Осталось { $count } сообщения.
        [many] Осталось { $count } сообщений.
       *[other] Осталось { $count } сообщения.
    }
doctor-model-left-reset = { $count ->
        [one] Осталось { $count } сообщение
        [few] Осталось { $count } сообщения
        [many] Осталось { $count } сообщений
       *[other] Осталось { $count } сообщения
    } (сброс в { $time }).
profiles-line-window = окно
profiles-line-price = цена за млн токенов
profiles-line-key = ключ
setup-embedded = встроенный аналитик
