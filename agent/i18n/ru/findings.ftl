# Величины и списки.
unit-per-min = { $value }/мин
unit-per-s = { $value }/с
unit-percent = { $value } %
unit-watt = { $value } Вт
unit-kilo-watt = { $value } кВт
unit-mega-watt = { $value } МВт
unit-giga-watt = { $value } ГВт
unit-joule = { $value } Дж
unit-kilo-joule = { $value } кДж
unit-mega-joule = { $value } МДж
unit-giga-joule = { $value } ГДж
unit-second = { $value } с
unit-tile = { $value } кл.
names-more = и ещё { $count }

# Состояния машин, как их показывает игра.
status-frozen = замерзла
status-recipe-not-researched = рецепт не исследован
status-no-module-to-transmit = нет модулей для передачи
status-preparing-rocket-for-launch = подготовка ракеты к запуску
status-waiting-to-launch-rocket = ожидание запуска ракеты
status-marked-for-deconstruction = помечена на снос
status-pipeline-overextended = трубопровод слишком длинный
status-paused = пауза

# Что стоит.
finding-no-power = { $count ->
        [one] { $count } машина «{ $entity }» без электричества.
        [few] { $count } машины «{ $entity }» без электричества.
       *[many] { $count } машин «{ $entity }» без электричества.
    }
finding-no-power-next = Верните питание: проверьте генераторы, топливо и провода между опорами.
finding-unplugged = { $count ->
        [one] { $count } машина «{ $entity }» не в зоне опоры ЛЭП.
        [few] { $count } машины «{ $entity }» не в зоне опоры ЛЭП.
       *[many] { $count } машин «{ $entity }» не в зоне опоры ЛЭП.
    }
finding-unplugged-next = Поставьте рядом опору ЛЭП и подключите её к сети.
finding-low-power = { $count ->
        [one] { $count } машина «{ $entity }» работает медленно: не хватает электричества.
        [few] { $count } машины «{ $entity }» работают медленно: не хватает электричества.
       *[many] { $count } машин «{ $entity }» работают медленно: не хватает электричества.
    }
finding-low-power-next = Добавьте генерацию или отключите часть потребителей.
finding-no-fuel = { $count ->
        [one] { $count } машина «{ $entity }» без топлива.
        [few] { $count } машины «{ $entity }» без топлива.
       *[many] { $count } машин «{ $entity }» без топлива.
    }
finding-no-fuel-next = Подведите топливо конвейером и манипулятором.
finding-no-recipe = { $count ->
        [one] { $count } машина «{ $entity }» без рецепта.
        [few] { $count } машины «{ $entity }» без рецепта.
       *[many] { $count } машин «{ $entity }» без рецепта.
    }
finding-no-recipe-next = Выберите рецепт или уберите машину.
finding-disabled = { $count ->
        [one] { $count } машина «{ $entity }» выключена логической сетью или скриптом.
        [few] { $count } машины «{ $entity }» выключены логической сетью или скриптом.
       *[many] { $count } машин «{ $entity }» выключены логической сетью или скриптом.
    }
finding-empty-ground = { $count ->
        [one] { $count } бур «{ $entity }»: руда кончилась.
        [few] { $count } бура «{ $entity }»: руда кончилась.
       *[many] { $count } буров «{ $entity }»: руда кончилась.
    }
finding-empty-ground-next = Перенесите буры на свежую руду.
finding-other = { $count ->
        [one] { $count } машина «{ $entity }» не работает: { $status }.
        [few] { $count } машины «{ $entity }» не работают: { $status }.
       *[many] { $count } машин «{ $entity }» не работают: { $status }.
    }

# Голод и затор.
finding-starved = Рецепт «{ $recipe }»: { $count } из { $total } машин ждут «{ $item }».
finding-starved-unknown = Рецепт «{ $recipe }»: { $count } из { $total } машин ждут ингредиенты.
finding-blocked = Рецепт «{ $recipe }»: { $count } из { $total } машин стоят с полным выходом ({ $items }), хотя рядом есть кому это нужно.
finding-blocked-next = Посмотрите на конвейеры и манипуляторы, которые уносят продукцию.
finding-blocked-consumers = Рецепт «{ $recipe }»: { $count } из { $total } машин ждут своих потребителей; сами они исправны.
finding-blocked-nobody = Рецепт «{ $recipe }»: { $count } из { $total } машин стоят с полным выходом, и никто в области не берёт: { $items }.
finding-deficit =
    «{ $item }»: машинам здесь нужно { $needed }, а сделать они могут { $made }; не хватает { $missing }, это ещё { $add } { $add ->
        [one] машина
        [few] машины
       *[many] машин
    } на «{ $recipe }».
finding-deficit-next = Добавьте такие же машины на «{ $recipe }» ({ $add }) или подвезите «{ $item }» извне: { $missing }.

# Первопричина.
finding-cause-power = Первопричина: «{ $item }» не хватает, потому что машины без электричества ({ $entity }: { $count }).
finding-cause-power-next = Сначала подайте питание им: всё остальное ждёт их.
finding-cause-fuel = Первопричина: «{ $item }» не хватает, потому что у машин нет топлива ({ $entity }: { $count }).
finding-cause-fuel-next = Сначала подвезите топливо им: всё остальное ждёт их.
finding-cause-disabled = Первопричина: «{ $item }» не хватает, потому что машины выключены ({ $entity }: { $count }).
finding-cause-disabled-next = Проверьте условие логической сети, которое их выключает.
finding-cause-ground = Первопричина: «{ $item }» не хватает, потому что руда под бурами кончилась ({ $entity }: { $count }).
finding-cause-ground-next = Перенесите буры на свежую руду.
finding-cause-other = Первопричина: «{ $item }» не хватает, потому что машины не работают ({ $entity }: { $count }).
finding-cause-other-next = Посмотрите, на что жалуется сама машина.
finding-cause-input = Первопричина: «{ $item }» не приходит, а в области его никто не делает (ждут: { $entity }, { $count }).
finding-cause-input-next = Проверьте, откуда приходит «{ $item }»: конвейер, поезд или роботы.
finding-cause-byproduct = Первопричина: машины, которые делают «{ $item }», стоят, потому что не забирают «{ $other }» ({ $entity }: { $count }).
finding-cause-byproduct-next = Израсходуйте или складируйте «{ $other }».
finding-cause-transport = Первопричина: «{ $item }» делают, но он не доходит: конвейер, манипулятор или труба между ними ({ $entity }: { $count }).
finding-cause-transport-next = Пройдите вдоль конвейера от этих машин до тех, что ждут.
finding-cause-capacity =
    Первопричина: мало машин для «{ $item }»: делают { $made }, нужно { $needed } ({ $entity }: { $count }); не хватает ещё { $add } { $add ->
        [one] машины
       *[other] машин
    }.
finding-cause-capacity-next = Добавьте такие же машины для «{ $item }» ({ $add }) или поставьте более быстрые.
finding-cause-supply = Первопричина: машины для «{ $item }» снабжаются неровно ({ $entity }: ждут { $count }).
finding-cause-supply-next = Проверьте, хватает ли манипуляторов и обеих полос конвейера до последней машины.
finding-nothing-wrong = { $count ->
        [one] Машине не на что жаловаться.
        [few] Ни одной из { $count } машин не на что жаловаться.
       *[many] Ни одной из { $count } машин не на что жаловаться.
    }
finding-no-machines = Машин здесь нет (объектов: { $count }).

# Факты.
fact-recipe =
    «{ $recipe }»: { $machines ->
        [one] { $machines } машина
        [few] { $machines } машины
       *[many] { $machines } машин
    }, не больше { $rate } «{ $item }».
fact-recipe-estimated =
    «{ $recipe }»: { $machines ->
        [one] { $machines } машина
        [few] { $machines } машины
       *[many] { $machines } машин
    }, не больше { $rate } «{ $item }»; судя по состояниям, сейчас { $actual } ({ $share }).
fact-recipe-measured =
    «{ $recipe }»: { $machines ->
        [one] { $machines } машина
        [few] { $machines } машины
       *[many] { $machines } машин
    }, не больше { $rate } «{ $item }»; на деле { $actual } ({ $share }), посчитано между снимками.
fact-no-recipe = Машины без рецепта: { $count } ({ $entities }); скорость для них не посчитать.
fact-output = Остаётся: «{ $item }» { $rate }.
fact-input = Нужно извне: «{ $item }» { $rate }.
fact-power = При полной работе машины берут { $power }.
fact-limited = «{ $item }»: из-за нехватки «{ $scarce }» надолго выходит лишь около { $rate } из { $full }, если нехватка делится поровну.
