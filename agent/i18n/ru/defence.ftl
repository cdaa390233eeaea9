# Оборона.
finding-defence-no-ammo = «{ $entity }» без патронов: { $count } из { $total }.
finding-defence-no-ammo-next = Подвезите боеприпасы: конвейером с манипулятором или роботами.
finding-defence-no-power = «{ $entity }» без энергии: { $count } из { $total }.
finding-defence-no-power-next = Проверьте электросеть у этих турелей и запас в аккумуляторах.
finding-defence-no-fluid = «{ $entity }» без горючего: { $count } из { $total }.
finding-defence-no-fluid-next = Подведите к огнемётным турелям нефть, мазут или дизельное топливо.
finding-defence-low-ammo = Мало боеприпасов у турелей ({ $count }): у «{ $entity }» осталось «{ $ammo }» — { $rounds }.
finding-defence-low-ammo-next = Пополните запас «{ $ammo }», пока нет нападения.
finding-defence-damaged = Сильно повреждено: { $list }; хуже всего «{ $entity }» ({ $share } прочности).
finding-defence-damaged-next = Почините повреждённое: строительные роботы с ремкомплектами сделают это сами.
finding-defence-hole = С этой стороны нет ни одной заряженной турели: без прикрытия «{ $entity }», до «{ $nest }» { defence-side } { $distance } по прямой.
finding-defence-hole-next = Поставьте у этого места турели и стену со стороны гнезда.
finding-defence-powerless = Здешним турелям ({ $turrets }) не убить «{ $enemy }»: все вместе они снимают с него за секунду { $per_s } здоровья, а восстанавливает он { $heals }.
finding-defence-powerless-next = Не подпускайте его к базе и не стройте на его территории; нужны турели другого вида, боеприпасы сильнее или исследования урона.
finding-defence-weak-shot = Выстрел «{ $entity }» почти не пробивает «{ $enemy }»: из { $damage } урона остаётся { $left }.
finding-defence-weak-shot-next = Возьмите боеприпасы сильнее, исследуйте урон или поставьте турели другого вида.
finding-defence-slow =
    { $kills ->
        [no] Волна из { $size } { $size ->
        [one] врага
        [few] врагов
        [many] врагов
       *[other] врага
    } не по силам здешним турелям ({ $turrets }): враги лечатся быстрее, чем получают урон.
       *[yes] Волну из { $size } { $size ->
        [one] врага
        [few] врагов
        [many] врагов
       *[other] врага
    } здешние турели ({ $turrets }) убивают за { $time }: враги успеют дойти.
    }
finding-defence-slow-next = Поставьте рядом ещё турелей: { $more }.
defence-side = { $side ->
        [east] на востоке
        [southeast] на юго-востоке
        [south] на юге
        [southwest] на юго-западе
        [west] на западе
        [northwest] на северо-западе
        [north] на севере
       *[northeast] на северо-востоке
    }

fact-defence-evolution = Эволюция врагов: { $evolution }.
fact-defence-enemies = В пределах досягаемости: { $list }.
fact-defence-calm = В пределах досягаемости врагов нет.
fact-defence-unseen = Врагов в снимке не искали: есть ли они рядом, не известно.
fact-defence-turrets = Турели: { $list }; готовы стрелять { $ready } из { $all }.
fact-defence-no-turrets = На участке нет ни одной турели.
fact-defence-wave = Если враги копятся { $minutes }, волна будет до { $size }: { $list } (оценка по загрязнению у гнёзд).
fact-defence-rounds = На такую волну уйдёт «{ $ammo }» — { $count }.
fact-defence-later = При эволюции { $evolution } гнёзда пришлют: { $list }{ $size ->
        [0] {""}
       *[other] ; волна тогда — до { $size }, если загрязнения столько же
    }.
fact-defence-firepower = «{ $turret }» снимает с «{ $enemy }» { $shot } за выстрел и убивает за { $time }.
fact-defence-harmless = «{ $turret }» не наносит «{ $enemy }» урона: { $shot } за выстрел.
fact-defence-outhealed = «{ $turret }» снимает с «{ $enemy }» { $shot } за выстрел, за секунду { $per_s }, но за ту же секунду он восстанавливает { $heals } здоровья: убьют его только вместе, нужно таких турелей не меньше: { $least }.
fact-defence-peaceful = Карта мирная: сами враги не нападают, и волн не будет.
answer-calm-defence = Слабых мест в обороне не видно.
note-scope-defence = Режим «оборона» не моделирует: горение и замедление, урон по площади, промахи, стены на пути, ремонт в бою; число врагов — оценка по загрязнению у гнёзд; чертёж поста проверен на пересечения, питание и подвоз, но не боем.

# Чертёж поста.
offer-post = Готов чертёж поста обороны: «{ $turret }» — { $count }, за стеной; { $width }×{ $height } кл., фронтом на { $facing ->
        [0] север
        [4] восток
        [8] юг
       *[12] запад
    }. { $size } { $size ->
        [one] врага
        [few] врагов
        [many] врагов
       *[other] врага
    } он убивает примерно за { $time }.
offer-post-slow = Это долго: часть врагов успеет дойти до стены. Чтобы не успели, нужно таких постов рядом: { $posts }, либо боеприпасы сильнее.
offer-post-ammo = Подведите к нему конвейером «{ $ammo }».
offer-post-power = Подключите его опоры к электросети: нужно до { $power }.
check-ammunition = к каждой турели подвозят боеприпасы
offer-post-label = Пост: { $turret } × { $count }
offer-post-far = Свободного места там на участке нет: выберите место сами.
offer-post-unresearched = Чертежа пока не будет: турели для поста ещё не исследованы. Начните с исследования «{ $technology }».
offer-post-none = Чертежа не будет: ни одна турель, которую вы можете построить, таких врагов не остановит ({ $list }).
error-post-check-failed = Пост не прошёл собственную проверку: { $fault } (ошибок: { $count }), поэтому он не предлагается.
error-post-check-failed-next = Сообщите об этом: это ошибка программы.
error-post-pole = Опора «{ $pole }» не дотягивается от одной турели до другой.
error-post-pole-next = Исследуйте опору лучше.
error-post-turret-size = Пост чертится только для квадратных турелей, а не для «{ $turret }».
error-post-turret-size-next = Поставьте эти турели вручную.
