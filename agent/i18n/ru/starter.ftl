# Стартовая база.
finding-starter-no-ore = На участке нет: { $list }.
finding-starter-no-ore-next = Выделите участок побольше, чтобы в него попали месторождения, или подведите это конвейером.
finding-starter-no-such-ore = На этой планете не бывает: { $list }.
finding-starter-no-such-ore-next = Привезите это с другой планеты или делайте из того, что есть здесь.
finding-starter-no-water = На участке нет воды: паровым двигателям и нефтепереработке её придётся подводить.
finding-starter-no-water-next = Выделите и берег ближайшего озера.
finding-starter-no-automation = «{ $technology }» ещё не исследована: сборочных машин пока нет.
finding-starter-no-automation-next = Сделайте вручную первые исследовательские пакеты и изучите «{ $technology }».
finding-starter-no-room = Свободного места мало: наибольший прямоугольник — { $width }×{ $height } клеток, а ряду машин с конвейерами нужно не меньше { $least } в ширину.
finding-starter-no-room-next = Выделите участок побольше или расчистите место.
fact-starter-ore = «{ $ore }»: клеток — { $tiles }, всего { $amount }; при полном жёлтом конвейере (900/мин) хватит на { $minutes }.
fact-starter-field = «{ $ore }»: источников — { $tiles }.
fact-starter-water = Воды на участке: клеток — { $tiles }.
fact-starter-room = Наибольшее свободное место: { $width }×{ $height } клеток.
fact-starter-machines = Уже можно сделать машины: { $list }.
fact-starter-drills = Буры: { $list }.
fact-starter-belts = Конвейеры: { $list }.
fact-starter-inserters = Манипуляторы: { $list }.
answer-calm-starter = Руда, вода, место и сборочные машины для первой базы есть.
note-scope-starter = Режим «стартовая база» доводит до первых пакетов без жидкостей, по 30 в минуту; надбавки от исследований, модули и скорость самих лабораторий не учтены, ручная работа и твердотопливные буры в чертежи не входят.

# Шаги и чертёж.
starter-state-done = уже есть
starter-state-nearly = почти столько, для начала хватит
starter-state-missing = не хватает
starter-state-locked = пока не исследовано
starter-power = электричество
fact-starter-course-power = Электричество на всё ниже: нужно { $needed }, есть { $there } — { $state }.
fact-starter-course-power-locked = Электричество на всё ниже: нужно { $needed }, есть { $there }. Сначала исследовать: { $locks }.
fact-starter-course-step = «{ $item }»: нужно { $needed }, есть { $there } — { $state }. Машины: { $list }.
fact-starter-course-step-locked = «{ $item }»: нужно { $needed }, есть { $there }. Машины: { $list }. Сначала исследовать: { $locks }.
fact-starter-course-labs =
    На 30 пакетов в минуту { $count ->
        [one] нужна { $count } лаборатория
        [few] нужны { $count } лаборатории
        [many] нужно { $count } лабораторий
       *[other] нужно { $count } лаборатории
    } (при { $unit } на единицу исследования).
starter-other-place = Начальный чертёж здесь не строится: первая база рассчитана на Наувис, а на планете «{ $place }» нет того, из чего она делается.
starter-no-course = Чертежа не будет: в этом наборе модов нет исследовательских пакетов, которые делаются без жидкостей.
starter-all-there = Всё для первых исследовательских пакетов уже есть. Дальше нужна нефть; отдельные блоки составит свободный чат: напишите предмет и скорость.
starter-locked = По порядку следующее — «{ $what }», но сначала нужно исследовать: { $list }.
starter-locked-asked = «{ $what }»: чертежа не будет, сначала нужно исследовать: { $list }.
starter-by-hand = Чертежа пока не будет: ничто из недостающего нельзя построить так, чтобы оно работало само. До этих исследований руду добывают твердотопливные буры: буром прямо в каменную печь, уголь и пластины — вручную.
starter-refused = «{ $what }»: чертежа не будет. { $reason } { $next }
starter-offer-smelt =
    Готов чертёж: «{ $item }», { $rate } — { $drills ->
        [one] { $drills } бур
        [few] { $drills } бура
        [many] { $drills } буров
       *[other] { $drills } бура
    } на месторождении «{ $ore }» и { $furnaces ->
        [one] { $furnaces } печь
        [few] { $furnaces } печи
        [many] { $furnaces } печей
       *[other] { $furnaces } печи
    } за ними; { $width }×{ $height } клеток, { $draws }, середина в { $place }. Под бурами { $amount } руды, этого хватит на { $lasts }.
starter-offer-mine =
    Готов чертёж: «{ $item }», { $rate } — { $drills ->
        [one] { $drills } бур
        [few] { $drills } бура
        [many] { $drills } буров
       *[other] { $drills } бура
    } на месторождении «{ $ore }»; { $width }×{ $height } клеток, { $draws }, середина в { $place }. Под бурами лежит { $amount }, этого хватит на { $lasts }.
starter-offer-make =
    Готов чертёж: «{ $item }», { $rate } — { $count ->
        [one] { $count } машина
        [few] { $count } машины
        [many] { $count } машин
       *[other] { $count } машины
    }; { $width }×{ $height } клеток, { $draws }, середина в { $place }.
starter-offer-steam =
    Готов чертёж паровой электростанции: { $boilers ->
        [one] { $boilers } бойлер
        [few] { $boilers } бойлера
        [many] { $boilers } бойлеров
       *[other] { $boilers } бойлера
    } и { $engines ->
        [one] { $engines } паровой двигатель
        [few] { $engines } паровых двигателя
        [many] { $engines } паровых двигателей
       *[other] { $engines } паровых двигателя
    }, до { $power }; { $width }×{ $height } клеток, середина в { $place }, насос стоит у воды.
starter-inlet = { $item } { $rate } к { $place }
starter-inlets = Подведите по конвейеру: { $list }.
starter-outlet = «{ $item }» выходит здесь: { $places }.
check-steam = вода, топливо и пар доходят
error-starter-no-ore = На участке нет месторождения «{ $resource }».
error-starter-no-ore-next = Выделите участок, в который оно попадает.
error-starter-drill-kind = Для «{ $resource }» нет подходящего электрического бура 3×3.
error-starter-drill-kind-next = Добывайте это вручную или другими бурами.
error-starter-no-place = На месторождении «{ $resource }» нет места сразу для буров ({ $drills }) и для того, что стоит за ними: свободный прямоугольник { $width }×{ $height } клеток рядом с рудой, и под бурами только эта руда.
error-starter-no-place-next = Расчистите место рядом с рудой или выделите участок побольше.
error-starter-poor-ore = Под бурами оказалось бы только { $amount } («{ $resource }»): этого не хватит и на { $least } минут.
error-starter-poor-ore-next = Выделите месторождение побогаче.
error-starter-no-room = На участке нет свободного прямоугольника { $width }×{ $height } клеток.
error-starter-no-room-next = Выделите участок побольше или расчистите место.
error-starter-no-water = На участке нет воды.
error-starter-no-water-next = Выделите участок вместе с берегом.
error-starter-no-shore = У воды нет ровного берега с местом { $width }×{ $height } клеток за ним.
error-starter-no-shore-next = Выделите больше берега или расчистите его.
error-starter-steam-kind = «{ $entity }» в этом наборе модов устроено иначе, чем в игре: такую электростанцию проверить нельзя.
error-starter-steam-kind-next = Постройте её по описанию мода.
error-starter-unknown-ground = На участке стоит то, чьи размеры не известны, поэтому свободное место не определить.
error-starter-unknown-ground-next = Дождитесь выгрузки прототипов этого набора модов или выделите другой участок.
error-starter-area = Участок пуст или больше { $most } клеток.
error-starter-area-next = Выделите участок поменьше.
error-starter-research = Для чертежа ещё не исследовано: { $list }.
error-starter-research-next = Исследуйте это и спросите снова.
verify-fault-boiler-no-water = «{ $entity }» без воды
verify-fault-boiler-no-fuel = «{ $entity }» без подачи топлива
verify-fault-engine-no-steam = «{ $entity }» без пара
verify-fault-engine-no-pole = «{ $entity }» не накрыт опорой ЛЭП
