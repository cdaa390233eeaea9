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
    На участке { $width }×{ $height } { $count ->
        [0] ничего не построено.
        [one] стоит { $count } объект.
        [few] стоят { $count } объекта.
       *[other] стоят { $count } объектов.
    }
overview-ghosts =
    Запланировано призраками: { $count ->
        [one] { $count } объект.
        [few] { $count } объекта.
       *[other] { $count } объектов.
    }
overview-marked =
    Помечено на снос: { $count ->
        [one] { $count } объект.
        [few] { $count } объекта.
       *[other] { $count } объектов.
    }
overview-entity = Стоит «{ $name }»: { $count }.
overview-recipe =
    Рецепт «{ $recipe }»: { $count ->
        [one] { $count } машина
        [few] { $count } машины
        [many] { $count } машин
       *[other] { $count } машины
    }{ $working ->
        [0] , ни одна не работает.
        [one] , работает { $working }.
       *[other] , работают { $working }.
    }
overview-recipe-planned =
    Рецепт «{ $recipe }»: { $count ->
        [one] { $count } машина.
        [few] { $count } машины.
        [many] { $count } машин.
       *[other] { $count } машины.
    }
overview-idle = Машины без рецепта: { $count }.
overview-network =
    Электросеть { $id }: нужно { $demand }, вырабатывается { $supply }, потребность покрыта на { $satisfaction }{ $estimated ->
        [yes] {" "}(оценка).
       *[no] .
    }
overview-network-unknown = Электросеть { $id }: данных о выработке и потребности нет.
overview-no-network = До участка не доходит ни одна электросеть.
overview-stored = В сундуках «{ $name }»: { $count }.

# Срочное.
emergency-no-power =
    Электросеть { $network } обесточена: потребность { $demand } покрыта на { $satisfaction }{ $estimated ->
        [yes] {" "}(оценка)
       *[no] {""}
    }, { $hit ->
        [0] всё в ней стоит.
        [one] стоит { $hit } машина.
        [few] стоят { $hit } машины.
       *[other] стоят { $hit } машин.
    }
emergency-no-power-next = Проверьте, что генераторы соединены с сетью столбами и у них есть топливо, пар или солнце.
emergency-brownout =
    Электросети { $network } не хватает энергии: потребность { $demand } покрыта на { $satisfaction }{ $estimated ->
        [yes] {" "}(оценка)
       *[no] {""}
    }, { $hit ->
        [0] машины замедлены.
        [one] замедлена { $hit } машина.
        [few] замедлены { $hit } машины.
       *[other] замедлены { $hit } машин.
    }
emergency-brownout-next = Добавьте генераторы или отключите часть потребителей, пока выработка не догонит потребность.

# Ответы.
answer-urgent = Срочно! { $text }
answer-bottlenecks =
    { $count ->
        [0] Узких мест на участке не найдено.
        [one] Найдено { $count } узкое место.
        [few] Найдены { $count } узких места.
       *[other] Найдено { $count } узких мест.
    }
answer-power =
    { $count ->
        [0] Перебоев с электричеством не видно.
        [one] С электричеством { $count } проблема.
        [few] С электричеством { $count } проблемы.
       *[other] С электричеством { $count } проблем.
    }
answer-chat-findings =
    { $count ->
        [0] Проблем на участке не найдено.
        [one] Найдена { $count } проблема.
        [few] Найдены { $count } проблемы.
       *[other] Найдено { $count } проблем.
    }
answer-item = { $number }. { $text }
answer-more =
    { $count ->
        [one] И ещё { $count } пункт — он в списке ниже.
        [few] И ещё { $count } пункта — они в списке ниже.
       *[other] И ещё { $count } пунктов — они в списке ниже.
    }
answer-next = Что сделать: { $text }
answer-nothing-about = Про { $list } на участке ничего не видно.
answer-facts-left = Показано фактов: { $shown } из { $all }; чтобы увидеть остальные, выделите участок поменьше.
answer-data-set = Посчитано по данным { $data_set }.
answer-mode-not-computed = Режим «{ $mode }» пока ничего не вычисляет, поэтому выводов здесь не будет. Сейчас считают: { $modes }.
answer-what-is-there = Вот что видно на участке:
answer-hello = Я отвечаю по тому, что выделено в игре. Возьмите «GPT Анализатор», обведите часть завода и спросите снова. Сейчас считают режимы: { $modes }. Чтобы получить чертёж, напишите предмет и скорость, например: [item=iron-gear-wheel] 60/мин.
answer-select = Для режима «{ $mode }» нужен выделенный участок. Возьмите «GPT Анализатор», обведите часть завода и спросите снова.
answer-snapshot-gone = Снимка, о котором вопрос, у агента больше нет. Выделите участок ещё раз и повторите вопрос.

# Примечания.
note-model-failed = Модель «{ $model }» не ответила: { $reason } Ответил встроенный аналитик.
note-model-useless = Ответ модели «{ $model }» не годится (пустой или не на том языке). Ответил встроенный аналитик.
note-unproven =
    { $count ->
        [one] { $count } число в ответе не подтверждено расчётом и помечено: { $numbers }.
        [few] { $count } числа в ответе не подтверждены расчётом и помечены: { $numbers }.
       *[other] { $count } чисел в ответе не подтверждены расчётом и помечены: { $numbers }.
    }
unproven-mark = (не подтверждено)
note-cut =
    Вопрос не поместился в модель целиком: { $facts ->
        [one] без внимания остался { $facts } факт
        [few] без внимания остались { $facts } факта
       *[other] без внимания остались { $facts } фактов
    } и { $turns ->
        [one] { $turns } прежняя реплика.
        [few] { $turns } прежние реплики.
       *[other] { $turns } прежних реплик.
    }
note-scope-power = Режим «энергоснабжение» пока сравнивает только выработку и потребность сетей; аккумуляторы, топливо, пар и солнечные сутки не учтены.
note-not-modelled = Не учтено: { $list }.
note-not-modelled-more = Не учтено: { $list } и ещё { $count }.

# Чертежи.
offer-text = Готов чертёж: ряд машин, который делает «{ $item }», { $rate }.
offer-machines =
    { $count ->
        [one] { $count } машина
        [few] { $count } машины
        [many] { $count } машин
       *[other] { $count } машины
    } «{ $machine }»; подведите по конвейеру: { $list }.
offer-label = { $item } { $rate }
offer-size = Размер { $width }×{ $height } клеток, потребление { $power }. Проверено: { $checks }.
offer-short =
    { $count ->
        [one] В сундуках участка не хватает материалов { $count } вида: { $list }.
       *[other] В сундуках участка не хватает материалов { $count } видов: { $list }.
    }
offer-research = Сначала нужно исследовать: { $list }.
offer-for-deficit =
    { $rows ->
        [1] Чтобы закрыть нехватку «{ $item }» ({ $rate }), приложен чертёж.
       *[other] Чтобы закрыть нехватку «{ $item }» ({ $rate }), поставьте приложенный чертёж столько раз: { $rows }.
    }
check-import = строка читается
check-overlap = ничего не пересекается
check-power = всё запитано
check-feeding = каждая машина снабжена и разгружена
check-rate = скорость достигается
offer-refused = Чертежа не будет. { $reason } { $next }

# Вопросы к игроку.
ask-rate = Сколько «{ $item }» нужно? Напишите, например: [item={ $item }] 60/мин или 1,5/с.
ask-which-item = Один чертёж — один предмет. Какой из них: { $items }?
ask-unknown-item = Предмета «{ $item }» нет в данных игры, по которым я считаю. Проверьте название или вставьте значок предмета.
ask-quality = Чертёж для «{ $item }» делается только для обычного качества. Построить такой?
ask-unclear-rate = Не понимаю «{ $words }». Сколько «{ $item }» нужно? Напишите, например: 60/мин или 1,5/с.
ask-is-it-this-item = Не уверен, что нужен именно «{ $item }»: слова «{ $words }» мне не понятны. Вставьте значок предмета и напишите скорость, например: [item={ $item }] 60/мин.
ask-not-an-item = «{ $item }» — не предмет, ряд машин для него я не строю. Какой предмет нужен?
ask-what-to-build = Что построить? Вставьте значок предмета (Shift + щелчок по предмету при открытом чате) и напишите скорость, например: [item=iron-gear-wheel] 60/мин.

error-prompt-too-long = Вопрос длиной { $tokens } токенов не помещается в окно модели ({ $window }).
error-prompt-too-long-next = Спросите короче или выберите модель с большим окном.
