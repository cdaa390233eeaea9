# Почему модель не ответила и что может сделать игрок.

error-model-key-missing = У профиля «{ $model }» нет ключа для { $host }.
error-model-key-missing-next = Запустите agent setup. Или выберите профиль, которому ключ не нужен: agent run --model ollama
error-model-key-refused = { $host } не принимает ключ профиля «{ $model }».
error-model-key-refused-next = Скопируйте ключ со страницы провайдера ещё раз и введите его: agent setup
error-model-key-expired = Ключ профиля «{ $model }» просрочен или отозван, сообщает { $host }.
error-model-key-expired-next = Создайте новый ключ на странице провайдера и введите его: agent setup
error-model-key-unsafe = Ключ профиля «{ $model }» ушёл бы на { $host } незашифрованным.
error-model-key-unsafe-next = Замените адрес на https://: agent profiles edit { $model }
error-model-key-malformed = В ключе профиля «{ $model }» есть символы, которых в ключах не бывает.
error-model-key-malformed-next = Скопируйте его ещё раз, без пробелов и кавычек, и введите: agent setup
error-model-forbidden = { $host } не разрешает этому ключу модель { $id }.
error-model-forbidden-next = Дайте ключу это право на странице провайдера или выберите другую модель: agent profiles edit { $model }
error-model-wrong-organisation = { $host } не знает организацию профиля «{ $model }», или ключ не от неё.
error-model-wrong-organisation-next = Исправьте организацию или оставьте её пустой: agent setup
error-model-no-credit = На счёте у { $host } закончились средства.
error-model-no-credit-next = Пополните счёт или поднимите его лимит на странице провайдера, либо выберите другой профиль: agent profiles list

error-model-not-found = На { $host } нет модели { $id }.{ $near ->
    [none] {""}
   *[other] {" "}Похожие названия: { $near }.
}
error-model-not-found-next = Выберите модель, которая там есть: agent profiles edit { $model }
error-model-not-pulled = В Ollama пока нет модели { $id }.{ $near ->
    [none] {""}
   *[other] {" "}Есть: { $near }.
}
error-model-not-pulled-next = Запустите: ollama pull { $id }

error-model-wrong-url = По адресу { $host } отвечает не языковая модель (код { $status }).
error-model-wrong-url-next = Проверьте адрес профиля, обычно он кончается на /v1: agent profiles edit { $model }
error-model-redirected = { $host } перенаправляет запросы на { $target }. Ключ туда не отправлен.
error-model-redirected-next = Если этот адрес верный, укажите его: agent profiles edit { $model }
error-model-offline = Адрес { $host } не найден: нет сети или в имени опечатка.
error-model-offline-next = Проверьте сеть и адрес профиля «{ $model }».
error-model-unreachable = Не удаётся связаться с { $host }: { $detail }.
error-model-unreachable-next = Проверьте, что сервер запущен и брандмауэр не мешает, и спросите снова.
error-model-ollama-not-running = По адресу { $host } никто не отвечает: Ollama не запущена.
error-model-ollama-not-running-next = Запустите Ollama (ollama serve) и спросите снова.
error-model-tls = Сертификату { $host } нет доверия: { $detail }.
error-model-tls-next = Если у вашей сети свои сертификаты, укажите их файл в профиле (ca_file); проверьте и дату на компьютере.
error-model-ca-file = Файл сертификатов { $file } не подходит: { $detail }.
error-model-ca-file-next = Исправьте ca_file в профиле: agent profiles edit { $model }
error-model-proxy = Прокси на пути к { $host } не пропускает запрос: { $detail }.
error-model-proxy-next = Исправьте прокси в профиле или в HTTPS_PROXY.
error-model-timeout = { $host } не ответил вовремя ({ NUMBER($seconds, maximumFractionDigits: 0) } с).
error-model-timeout-next = Спросите позже; для медленной модели увеличьте время ожидания в профиле: agent profiles edit { $model }
error-model-broken-stream = Связь с { $host } оборвалась посреди ответа.
error-model-broken-stream-next = Спросите снова; если так бывает часто, проверьте сеть или прокси.

error-model-busy = { $host } сейчас перегружен запросами (код { $status }).
error-model-busy-next = Спросите через минуту или назначьте запасной профиль: agent profiles list
error-model-wait = { $host } не принимает запросы до { $until }.
error-model-wait-next = Спросите после { $until } или выберите другой профиль: agent profiles list
error-model-server-failed = У { $host } внутренняя неполадка (код { $status }).
error-model-server-failed-next = Спросите позже; подробности бывают на странице состояния провайдера.
error-model-request-refused = { $host } отклонил запрос (код { $status }): «{ $detail }».
error-model-request-refused-next = Проверьте модель, температуру и лимиты токенов в профиле: agent profiles edit { $model }
error-model-prompt-too-long = Вопрос вместе с фактами длиннее окна модели { $id }.
error-model-prompt-too-long-next = Выделите участок поменьше или выберите модель с большим окном: agent profiles list
error-model-prompt-cut = Ollama обрезала вопрос до того, как модель { $id } его прочла: прочитано { $read } из примерно { $sent } токенов. Такой ответ отброшен.
error-model-prompt-cut-next = Увеличьте окно (context_tokens) в профиле или выделите участок поменьше: agent profiles edit { $model }
error-model-content-refused = Фильтр содержания у провайдера отклонил вопрос или ответ.
error-model-content-refused-next = Спросите другими словами; названия станций и таблички — тоже часть вопроса.

error-model-garbage = { $host } ответил чем-то, что не является JSON.
error-model-garbage-next = Проверьте адрес профиля и не вмешивается ли что-то по пути, например страница входа в сеть.
error-model-wrong-shape = Ответ { $host } — это JSON, но не от языковой модели ({ $place }).
error-model-wrong-shape-next = Проверьте вид профиля (openai или ollama) и его адрес: agent profiles edit { $model }
error-model-empty = Модель { $id } дала пустой ответ.
error-model-empty-next = Спросите снова или выберите другую модель: agent profiles list
error-model-endless = Ответ модели { $id } не кончался и был прерван.
error-model-endless-next = Задайте вопрос поуже или выберите другую модель: agent profiles list
error-model-truncated = Ответ модели { $id } не поместился в лимит токенов: { $max_tokens }.
error-model-truncated-next = Увеличьте max_tokens в профиле: agent profiles edit { $model }
error-model-no-json = Модель { $id } не может дать ответ в нужной форме.
error-model-no-json-next = Выберите модель побольше: agent profiles list
error-model-cancelled = Ответ больше не нужен.
error-model-cancelled-next = Задайте новый вопрос.

error-model-cap-question = Этот вопрос превысил бы ваш собственный лимит на один вопрос: { $what ->
    [requests] запросов
    [tokens] токенов
   *[cost] долларов
} — { NUMBER($cap) }.
error-model-cap-question-next = Задайте вопрос поуже или поднимите свой лимит на вопрос: agent profiles caps
error-model-cap-day = Исчерпан ваш собственный лимит за 24 часа: { $what ->
    [requests] запросов
    [tokens] токенов
   *[cost] долларов
} — { NUMBER($cap) }. Место появится в { $until }.
error-model-cap-day-next = Подождите до { $until } или поднимите свой дневной лимит: agent profiles caps
error-model-none-answered = { $count ->
    [one] Модель { $models } не ответила.
    [few] Ни одна из { $count } моделей не ответила: { $models }.
    [many] Ни одна из { $count } моделей не ответила: { $models }.
   *[other] Ни одна из { $count } моделей не ответила: { $models }.
}
error-model-none-answered-next = Посмотрите почему: agent profiles test

error-model-prompt-file = { $reason ->
    [missing] Файла { $path } со словами для профиля «{ $model }» нет.
    [too-large] Файл { $path } со словами для профиля «{ $model }» слишком велик.
    [not-utf-8] Файл { $path } со словами для профиля «{ $model }» — не UTF-8.
   *[other] Файл { $path } со словами для профиля «{ $model }» не читается: { $reason }.
}
error-model-prompt-file-next = Положите файл туда, отдельно для языков — в prompts/ru и prompts/en, или уберите prompt_file из профиля.
error-model-profile-unknown = Профиля «{ $name }» нет. Ближайшие: { $near }.
error-model-profile-unknown-next = Посмотрите все: agent profiles list
error-model-profile-invalid = Поле профиля { $place } так задать нельзя: { $fault ->
    [url_invalid] нужен адрес, который начинается с https:// или http://
    [url_not_plain] в адресе не должно быть имени, пароля, «?» и «#»
    [header_reserved] этот заголовок агент ставит сам
    [header_value] в заголовке такое не передать
    [extra_forbidden] такого поля нет
    [missing] оно нужно
    [string_pattern_mismatch] в нём недопустимые символы, или оно пустое
    [string_too_long] оно слишком длинное
    [literal_error] такого значения нет
    [int_type] нужно целое число
    [int_from_float] нужно целое число
    [float_type] нужно число
    [string_type] нужен текст
    [bool_type] нужно true или false
    [less_than_equal] слишком много
    [greater_than_equal] слишком мало
    [greater_than] слишком мало
   *[other] { $fault }
}.
error-model-profile-invalid-next = Посмотрите, как выглядит профиль: agent profiles show gpt-4o
error-model-profile-not-own = Профиль «{ $name }» не из ваших.
error-model-profile-not-own-next = Посмотрите все: agent profiles list
error-model-profiles-invalid = Файл { $file } не подходит: { $place }: { $fault }.
error-model-profiles-invalid-next = Исправьте файл или уберите его, чтобы начать со встроенных профилей.

# Что игроку стоит знать о том, как получен ответ.
note-model-fell-over = Модель «{ $failed }» не ответила: { $reason } Вместо неё ответила «{ $answered }».
note-model-truncated = Ответ обрывается: исчерпан лимит токенов ({ $max_tokens }).
note-model-estimated = Сервер не посчитал токены; расход и стоимость — оценка.
note-model-no-tools = Модель «{ $model }» не умеет пользоваться инструментами; у неё были только факты.
