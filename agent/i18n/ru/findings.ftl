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
unit-minute = { $value } мин
unit-hour = { $value } ч
unit-tile = { $value } кл.
names-more = и ещё { $count }
machines-count = { $count } { $count ->
        [one] машина
        [few] машины
        [many] машин
       *[other] машины
    }
machines-of-total = { $count } из { $total } { $total ->
        [few] машин
        [many] машин
       *[other] машины
    }
drills-count = { $count } { $count ->
        [one] бур
        [few] бура
        [many] буров
       *[other] бура
    }
wait-verb = { $count ->
        [one] ждёт
       *[other] ждут
    }
stand-verb = { $count ->
        [one] стоит
       *[other] стоят
    }
empty-verb = { $count ->
        [one] стоит пустой
       *[other] стоят пустыми
    }
off-verb = { $count ->
        [one] выключена
       *[other] выключены
    }
are-verb = { $count ->
       *[other] —
    }
can-verb = { $count ->
        [one] может
       *[other] могут
    }

# Состояния машин, как их показывает игра.
status-frozen = заморожена
status-recipe-not-researched = рецепт не исследован
status-no-module-to-transmit = нет модулей для передачи
status-preparing-rocket-for-launch = подготовка ракеты к запуску
status-waiting-to-launch-rocket = ожидание запуска ракеты
status-marked-for-deconstruction = помечена на снос
status-pipeline-overextended = трубопровод слишком длинный
status-paused = пауза

# Что стоит.
finding-no-power = { machines-count } «{ $entity }» без электричества.
finding-no-power-next = Верните питание: проверьте генераторы, топливо и провода между опорами.
finding-unplugged = { machines-count } «{ $entity }» вне зоны опор ЛЭП.
finding-unplugged-next = Поставьте рядом опору ЛЭП и подключите её к сети.
finding-low-power = { machines-count } «{ $entity }» { $count ->
        [one] работает
       *[other] работают
    } медленно: не хватает электричества.
finding-low-power-next = Добавьте генераторы или отключите часть потребителей.
finding-no-fuel = { machines-count } «{ $entity }» без топлива.
finding-no-fuel-next = Подведите топливо конвейером и манипулятором.
finding-no-recipe = { machines-count } «{ $entity }» без рецепта.
finding-no-recipe-next = Выберите рецепт или уберите лишнее.
finding-disabled = { machines-count } «{ $entity }» { off-verb } логической сетью или скриптом.
finding-disabled-next = Проверьте условие логической сети.
finding-empty-ground = { drills-count } «{ $entity }»: руда кончилась.
finding-empty-ground-next = Перенесите буры на свежую руду.
finding-other = { machines-count } «{ $entity }» не { $count ->
        [one] работает
       *[other] работают
    }, состояние: «{ $status }».
finding-waiting = { machines-count } «{ $entity }» { wait-verb } материалов.
finding-waiting-next = Проверьте снабжение: конвейер, манипуляторы или роботы.

# Кто ждёт и кто стоит с полным выходом.
finding-starved = «{ $recipe }»: { machines-of-total } { wait-verb } «{ $item }».
finding-starved-several = «{ $recipe }»: { machines-of-total } { wait-verb } сразу нескольких ингредиентов: { $items }.
finding-starved-unknown = «{ $recipe }»: { machines-of-total } { wait-verb } ингредиентов; каких, по снимку не видно.
finding-starved-unknown-next = Проверьте снабжение: конвейер, манипуляторы или роботы.
finding-blocked = «{ $recipe }»: { machines-of-total } { stand-verb } с полным выходом ({ $items }), хотя на участке этого не хватает.
finding-blocked-next = Посмотрите на конвейеры и манипуляторы, которые уносят продукцию.
finding-blocked-consumers = «{ $recipe }»: { machines-of-total } { wait-verb }, пока заберут продукцию ({ $items }).
finding-blocked-nobody = «{ $recipe }»: { machines-of-total } { stand-verb } с полным выходом; на участке никто не берёт: { $items }.
finding-blocked-nobody-next = Если продукция нужна, отведите её к потребителям или в сундук.
finding-deficit =
    «{ $item }»: машины здесь могут делать { $made }, а нужно { $needed }; не хватает { $missing }, это ещё { $add } { $add ->
        [one] машина
        [few] машины
        [many] машин
       *[other] машины
    } на «{ $recipe }».
finding-deficit-next = Добавьте такие же машины на «{ $recipe }» ({ $add }) или подвезите «{ $item }» извне: { $missing }.

# Первопричина: в списке, с местом.
finding-cause-power = Первопричина («{ $item }»): { machines-count } «{ $entity }» без электричества.
finding-cause-power-next = Сначала верните электричество этим машинам: проверьте генераторы, топливо и провода.
finding-cause-low-power = Первопричина («{ $item }»): { machines-count } «{ $entity }» { $count ->
        [one] работает
       *[other] работают
    } медленно, не хватает электричества.
finding-cause-low-power-next = Добавьте генераторы или отключите часть потребителей.
finding-cause-unplugged = Первопричина («{ $item }»): { machines-count } «{ $entity }» вне зоны опор ЛЭП.
finding-cause-unplugged-next = Поставьте рядом с этими машинами опору ЛЭП и подключите её к сети.
finding-cause-fuel = Первопричина («{ $item }»): { machines-count } «{ $entity }» без топлива.
finding-cause-fuel-next = Сначала подвезите топливо этим машинам: остальные ждут их.
finding-cause-disabled = Первопричина («{ $item }»): { machines-count } «{ $entity }» { off-verb } логической сетью или скриптом.
finding-cause-disabled-next = Проверьте условие логической сети, которое выключает эти машины.
finding-cause-ground = Первопричина («{ $item }»): { drills-count } «{ $entity }», руда кончилась.
finding-cause-ground-next = Перенесите буры на свежую руду.
finding-cause-other = Первопричина («{ $item }»): { machines-count } «{ $entity }» не { $count ->
        [one] работает
       *[other] работают
    }.
finding-cause-other-next = Откройте машину: её состояние показывает, что мешает.
finding-cause-input = Первопричина («{ $item }»): { machines-count } «{ $entity }» { wait-verb } поставок извне.
finding-cause-input-next = Проверьте, откуда приходит «{ $item }»: конвейер, труба, поезд или роботы.
finding-cause-uneven = Первопричина («{ $item }»): поставок извне хватает не всем, { wait-verb } { machines-of-total }.
finding-cause-uneven-next = Проверьте, доходит ли «{ $item }» до последних машин: поток на конвейере, обе его полосы, манипуляторы, трубы.
finding-cause-empty = Первопричина («{ $item }»): { machines-count } «{ $entity }» { empty-verb }.
finding-cause-empty-next = Проверьте, чем снабжаются эти машины.
finding-cause-byproduct = Первопричина («{ $item }»): { machines-count } «{ $entity }» { stand-verb }, потому что не забирают «{ $other }».
finding-cause-byproduct-next = Израсходуйте или складируйте «{ $other }».
finding-cause-transport = Первопричина («{ $item }»): { machines-count } «{ $entity }» { stand-verb } с полным выходом.
finding-cause-transport-next = Пройдите от этих машин к тем, что ждут: конвейер, манипулятор или труба между ними не работает.
finding-cause-delivery = Первопричина («{ $item }»): { machines-count } «{ $entity }» { can-verb } делать { $made }, этого достаточно.
finding-cause-delivery-next = Пройдите от этих машин к тем, что ждут: хватает ли конвейера и манипуляторов, не уходит ли «{ $item }» в сторону.
finding-cause-capacity =
    Первопричина («{ $item }»): { machines-count } «{ $entity }» { are-verb } этого мало, { $add ->
        [one] нужна ещё { $add } такая же.
       *[other] нужно ещё { $add } таких же.
    }
finding-cause-capacity-next = Добавьте такие же машины на «{ $item }» ({ $add }) или поставьте более быстрые.
finding-cause-supply = Первопричина («{ $item }»): { machines-of-total } «{ $entity }» { wait-verb } сырья.
finding-cause-supply-next = Проверьте, хватает ли сырья, манипуляторов и обеих полос конвейера до последней машины.
finding-at-times = «{ $recipe }»: сейчас { $machines ->
        [one] { $machines } машина работает, но по снимкам
        [few] { $machines } машины работают, но по снимкам
        [many] { $machines } машин работают, но по снимкам
       *[other] { $machines } машины работают, но по снимкам
    } за { $minutes } мин сделано лишь { $share } возможного: временами производство стоит.
finding-at-times-next = Сделайте снимок, когда они стоят: по нему будет видно, ждут они сырья или места для продукции.
finding-nothing-wrong = { $count ->
        [one] Машина на участке одна, и ей не на что жаловаться.
        [few] На участке { $count } машины, ни одной не на что жаловаться.
        [many] На участке { $count } машин, ни одной не на что жаловаться.
       *[other] На участке { $count } машины, ни одной не на что жаловаться.
    }
finding-no-machines = На участке нет машин (объектов: { $count }).

# Вывод: первая фраза ответа.
verdict-cause-power = Узкое место — «{ $item }»: машины, которые это делают, без электричества.
verdict-cause-low-power = Узкое место — «{ $item }»: машинам, которые это делают, не хватает электричества.
verdict-cause-unplugged = Узкое место — «{ $item }»: машины, которые это делают, не подключены к электросети.
verdict-cause-fuel = Узкое место — «{ $item }»: машины, которые это делают, без топлива.
verdict-cause-disabled = Узкое место — «{ $item }»: машины, которые это делают, выключены логической сетью или скриптом.
verdict-cause-ground = Узкое место — «{ $item }»: под бурами кончилась руда.
verdict-cause-other = Узкое место — «{ $item }»: машины, которые это делают, не работают.
verdict-cause-input = Узкое место — «{ $item }»: на участке это никто не делает, а извне не поступает.
verdict-cause-uneven = Узкое место — «{ $item }»: поступает извне, но хватает не всем.
verdict-cause-empty = Узкое место — «{ $item }»: машины, которые могли бы это делать, стоят пустыми.
verdict-cause-byproduct = Узкое место — «{ $item }»: машины, которые это делают, стоят, потому что у них не забирают «{ $other }».
verdict-cause-transport = Узкое место — «{ $item }»: это делают, но до ждущих машин не доходит.
verdict-cause-delivery = Узкое место — «{ $item }»: машин достаточно, но до ждущих доходит не всё.
verdict-cause-capacity = Узкое место — «{ $item }»: машины могут делать { $made }, а нужно { $needed }.
verdict-cause-supply = Узкое место — «{ $item }»: машинам, которые это делают, самим не хватает сырья.
verdict-blocked-consumers = Машины на «{ $recipe }» ждут, пока заберут их продукцию; сами они исправны.
verdict-blocked-nobody = Машины на «{ $recipe }» стоят с полным выходом: на участке продукцию никто не берёт.
verdict-deficit = «{ $item }»: машины здесь могут делать { $made }, а нужно { $needed }.
flow-now = Сейчас выходит около { $now } из нужных { $needed }.
flow-none = Сейчас не выходит ничего, а нужно { $needed }.
flow-needed = Нужно { $needed }.

# Факты.
recipe-machines = «{ $recipe }»: { $machines } { $machines ->
        [one] машина
        [few] машины
        [many] машин
       *[other] машины
    }{ $ghosts ->
        [0] {""}
       *[other] , из них запланировано { $ghosts }
    }
fact-recipe = { recipe-machines }, не больше { $rate }{ built-rate }.
fact-recipe-estimated = { recipe-machines }, не больше { $rate }{ built-rate }; судя по состояниям машин, сейчас { $actual } ({ $share }).
fact-recipe-measured = { recipe-machines }, не больше { $rate }{ built-rate }; на деле { $actual } ({ $share }), посчитано между снимками за { $minutes } мин.
fact-recipe-of = { recipe-machines }, не больше { $rate } «{ $item }»{ built-rate }.
fact-recipe-of-estimated = { recipe-machines }, не больше { $rate } «{ $item }»{ built-rate }; судя по состояниям машин, сейчас { $actual } ({ $share }).
fact-recipe-of-measured = { recipe-machines }, не больше { $rate } «{ $item }»{ built-rate }; на деле { $actual } ({ $share }), посчитано между снимками за { $minutes } мин.
built-rate = { $planned ->
        [yes] {" "}(без запланированного { $built })
       *[no] {""}
    }
fact-requested-modules =
    «{ $recipe }»: { $count ->
        [one] { $count } машина ждёт
        [few] { $count } машины ждут
        [many] { $count } машин ждут
       *[other] { $count } машины ждут
    } заказанных модулей ({ $list }); с модулями выйдет { $then } «{ $item }» вместо { $now }.
fact-no-recipe = Машины без рецепта: { $count } ({ $entities }); скорость для них не посчитать.
fact-output = При полной работе остаётся: { $list }.
fact-input = При полной работе нужно извне: { $list }.
fact-power = При полной работе машины берут { $power }.
fact-limited = «{ $item }»: из-за нехватки «{ $scarce }» надолго выходит лишь около { $rate } из { $full }, если нехватка делится поровну.
fact-since = Та же причина видна уже { $minutes } мин («{ $item }», снимков подряд: { $snapshots }).
