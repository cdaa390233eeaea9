# Режимы, как они названы в игре.
mode-quoted = «{ $mode }»
mode-chat = свободный чат
mode-logistics = логистическая сеть
mode-power = энергоснабжение
mode-bottleneck = узкие места
mode-defence = оборона
mode-trains = поезда
mode-circuits = логические сети
mode-starter = стартовая база
mode-forecast = прогноз

# Что стоит на участке.
overview-area =
    На участке { $width }×{ $height } клеток { $count ->
        [0] ничего не построено.
        [one] стоит { $count } объект.
        [few] стоят { $count } объекта.
        [many] стоит { $count } объектов.
       *[other] стоят { $count } объекта.
    }
overview-ghosts =
    Запланировано призраками: { $count ->
        [one] { $count } объект.
        [few] { $count } объекта.
        [many] { $count } объектов.
       *[other] { $count } объекта.
    }
overview-marked =
    Помечено на снос: { $count ->
        [one] { $count } объект.
        [few] { $count } объекта.
        [many] { $count } объектов.
       *[other] { $count } объекта.
    }
overview-entities = Больше всего: { $list }.
overview-stored = В сундуках: { $list }.
overview-network =
    Электросеть { $id }: нужно { $demand }, вырабатывается { $supply }, потребность покрыта на { $satisfaction }{ $estimated ->
        [yes] {" "}(оценка).
       *[no] .
    }
overview-network-unknown = Электросеть { $id }: данных о выработке и потребности нет.
overview-no-network = До участка не доходит ни одна электросеть.

# Срочное.
emergency-no-power =
    Электросеть { $network } обесточена: потребность { $demand } покрыта на { $satisfaction }{ $estimated ->
        [yes] {" "}(оценка)
       *[no] {""}
    }, { $hit ->
        [0] всё в ней стоит.
        [one] стоит { $hit } потребитель.
        [few] стоят { $hit } потребителя.
        [many] стоит { $hit } потребителей.
       *[other] стоят { $hit } потребителя.
    }
emergency-no-power-next = Проверьте, что генераторы соединены с сетью опорами ЛЭП и у них есть топливо, пар или солнце.
emergency-brownout =
    Электросети { $network } не хватает энергии: потребность { $demand } покрыта на { $satisfaction }{ $estimated ->
        [yes] {" "}(оценка)
       *[no] {""}
    }, { $hit ->
        [0] всё в ней замедлено.
        [one] замедлен { $hit } потребитель.
        [few] замедлены { $hit } потребителя.
        [many] замедлено { $hit } потребителей.
       *[other] замедлены { $hit } потребителя.
    }
emergency-brownout-next = Проверьте топливо и пар у генераторов; если всё есть, добавьте генераторы или отключите часть потребителей.

# Ответы.
answer-urgent = Срочно! { $text }
answer-calm-bottleneck = Явных узких мест на участке не видно.
answer-calm-power = Перебоев с электричеством не видно.
answer-calm-chat = Проблем на участке не видно.
answer-waiting = Из-за этого ждут машины: { $list }.
answer-waiting-item = «{ $recipe }» ({ $count } из { $total })
answer-limited = Поэтому «{ $item }» — лишь около { $rate } вместо { $full }.
answer-more =
    { $count ->
        [one] Ещё { $count } замечание — в списке ниже.
        [few] Ещё { $count } замечания — в списке ниже.
        [many] Ещё { $count } замечаний — в списке ниже.
       *[other] Ещё { $count } замечания — в списке ниже.
    }
answer-next = Что делать? { $text }
answer-nothing-about = На участке не видно: { $list }.
answer-facts-left = Показано фактов: { $shown } из { $all }; чтобы увидеть остальные, выделите участок поменьше.
answer-hello = Возьмите «GPT Анализатор», обведите часть завода и спросите снова: я отвечаю по выделенному. Режимы: { $modes }. Чтобы получить чертёж, напишите предмет и скорость, например: [item=iron-gear-wheel] 60/мин.
answer-select = Для режима «{ $mode }» нужен выделенный участок. Возьмите «GPT Анализатор», обведите часть завода и спросите снова.
answer-select-to-ask = Чтобы ответить на вопрос, нужен выделенный участок: возьмите «GPT Анализатор» и обведите часть завода.
answer-snapshot-gone = Снимка, о котором вопрос, у агента больше нет. Выделите участок ещё раз и повторите вопрос.

# Примечания.
note-model-failed = Модель «{ $model }» не ответила, поэтому ответил встроенный аналитик. { $reason }
note-models-failed = { $count ->
    [one] Ни одна из { $count } модели не ответила, ответил встроенный аналитик. Причины:
    [few] Ни одна из { $count } моделей не ответила, ответил встроенный аналитик. Причины:
    [many] Ни одна из { $count } моделей не ответила, ответил встроенный аналитик. Причины:
   *[other] Ни одна из { $count } модели не ответила, ответил встроенный аналитик. Причины:
}
note-model-cause = «{ $model }»: { $reason }
note-model-useless = Ответ модели «{ $model }» не годится (пустой или не на том языке). Ответил встроенный аналитик.
note-unproven =
    { $count ->
        [one] { $count } число в ответе не подтверждено расчётом и помечено: { $numbers }.
        [few] { $count } числа в ответе не подтверждены расчётом и помечены: { $numbers }.
        [many] { $count } чисел в ответе не подтверждены расчётом и помечены: { $numbers }.
       *[other] { $count } числа в ответе не подтверждены расчётом и помечены: { $numbers }.
    }
unproven-mark = (не подтверждено)
note-cut =
    Вопрос не поместился в модель целиком; без внимания { $facts ->
        [one] остался { $facts } факт
        [few] остались { $facts } факта
        [many] осталось { $facts } фактов
       *[other] остались { $facts } факта
    } и { $turns ->
        [one] { $turns } прежняя реплика.
        [few] { $turns } прежние реплики.
        [many] { $turns } прежних реплик.
       *[other] { $turns } прежние реплики.
    }
note-not-modelled = Не учтено: { $list }.
note-not-modelled-more = Не учтено: { $list } и ещё { $count }.

# Чертежи.
offer-text = Готов чертёж: «{ $item }», { $rate } — { $count } { $count ->
        [one] машина
        [few] машины
        [many] машин
       *[other] машины
    } «{ $machine }», { $width }×{ $height } клеток, { $power }.
offer-feeds = Подведите по конвейеру: { $list }.
offer-label = { $item } { $rate }
offer-short = Для него в сундуках участка не хватает: { $list }.
offer-research = Сначала нужно исследовать: { $list }.
offer-for-deficit =
    { $rows ->
        [1] Нехватку «{ $item }» ({ $rate }) закроет приложенный чертёж.
        [one] Нехватку «{ $item }» ({ $rate }) закроет приложенный чертёж, если поставить его { $rows } раз.
        [few] Нехватку «{ $item }» ({ $rate }) закроет приложенный чертёж, если поставить его { $rows } раза.
        [many] Нехватку «{ $item }» ({ $rate }) закроет приложенный чертёж, если поставить его { $rows } раз.
       *[other] Нехватку «{ $item }» ({ $rate }) закроет приложенный чертёж, если поставить его { $rows } раза.
    }
check-import = строка читается
check-overlap = ничего не пересекается
check-power = всё запитано
check-feeding = каждая машина снабжена и разгружена
check-rate = скорость достигается
offer-refused = Чертежа не будет. { $reason } { $next }

error-prompt-too-long = Вопрос длиной { $tokens } токенов не помещается в окно модели ({ $window }).
error-prompt-too-long-next = Спросите короче или выберите модель с большим окном.

data-set-running = игра { $version }, набор модов { $modset }
