# Энергоснабжение.
finding-power-short =
    Электросети { $network } не хватает { $lacking }: потребность покрыта на { $satisfaction }{ $estimated ->
        [yes] {" "}(оценка).
       *[no] .
    }
finding-power-short-next = { $why ->
        [dark] Сейчас темно, и солнечные панели почти ничего не дают: до рассвета поможет любой другой генератор ({ $cure }), а чтобы хватало каждую ночь, нужны аккумуляторы.
        [enough] Сначала верните пар: без него стоят генераторы ({ $dry }), а с ним они дали бы ещё до { $back }, и этого хватит.
        [part] Сначала верните пар: без него стоят генераторы ({ $dry }), а с ним они дали бы ещё до { $back }. Остальное даст любое из этого: { $cure }. { power-counted }
       *[no] Хватит любого из этого: { $cure }. { power-counted }
    }
power-counted = Солнечные панели посчитаны по средней за сутки выработке, а паровым двигателям и турбинам нужен и свой пар.
finding-power-tight = Электросеть { $network } почти на пределе: нужно { $demand } из { $maximum } возможных ({ $share }).
finding-power-tight-next = Запас в 10 % даст любое из этого: { $cure }. { power-counted }
finding-power-over = Генераторов электросети { $network } мало: нужно { $demand }, а дать они могут до { $maximum }; недостающие { $missing } берутся из аккумуляторов.
finding-power-over-next = Чтобы хватало с запасом в 10 %, добавьте любое из этого: { $cure }. { power-counted }
finding-power-running-dry = Аккумуляторы электросети { $network } разряжаются: осталось { $stored }, при расходе { $drain } этого хватит на { $left }.
finding-power-running-dry-next = Добавьте генераторы или отключите часть потребителей, пока аккумуляторы не опустели.
finding-power-night = Электросети { $network } не хватит запаса на ночь: при нагрузке на солнечные панели { $load } за ночь нужно { $missing }, а аккумуляторы вмещают { $storage }.
finding-power-night-next =
    Добавьте аккумуляторов: { $accumulators }.{ $panels ->
        [0] {""}
       *[other] {" "}Днём панели не успеют их зарядить: нужно ещё солнечных панелей: { $panels }.
    }
finding-power-no-steam = Электросеть { $network }: { $count } из { $total } { $total ->
        [one] генератора
        [few] генераторов
        [many] генераторов
       *[other] генератора
    } «{ $entity }» без пара.
finding-power-no-steam-next = Проверьте бойлеры или теплообменники перед ними: топливо, воду и трубы.
finding-power-unplugged =
    { $count ->
        [one] { $count } объект не подключён к электросети: { $list }.
        [few] { $count } объекта не подключены к электросети: { $list }.
        [many] { $count } объектов не подключены к электросети: { $list }.
       *[other] { $count } объекта не подключены к электросети: { $list }.
    }
finding-power-unplugged-next = Поставьте рядом опору ЛЭП, чтобы её зона накрыла эти объекты, и соедините её с сетью.
finding-power-no-fuel = Кончилось топливо: { $list }.
finding-power-no-fuel-next = Восстановите подачу топлива: без неё пропадёт и энергия для манипуляторов, которые его подают.
finding-power-fuel-low =
    Топливо на исходе у { $count ->
        [one] { $count } объекта
        [few] { $count } объектов
        [many] { $count } объектов
       *[other] { $count } объекта
    }: у «{ $entity }» при полной работе его на { $left }.
finding-power-fuel-low-next = Проверьте, доходит ли топливо до этих объектов.

fact-power-made = Электросеть { $network }, выработка сейчас: { $list }{ $several ->
        [no] .
       *[yes] ; больше всего даёт «{ $top }» ({ $share }).
    }
fact-power-used = Электросеть { $network }, потребление сейчас: { $list }{ $several ->
        [no] .
       *[yes] ; больше всего берёт «{ $top }» ({ $share }).
    }
fact-power-estimated = Электросеть { $network }: статистики сети нет; судя по состояниям, потребители участка берут { $power }: { $list }.
finding-power-cold = Пара не дают, потому что не прогреты: «{ $entity }» — { $count } из { $total }.
finding-power-cold-next = Проверьте тепловые трубы до реактора и топливо в нём: теплообменники работают от 500 °C.
finding-power-heat-lost = { $kind ->
        [exchangers] Теплообменники
       *[turbines] Турбины
    } «{ $entity }» (всего { $count }) принимают не больше { $passes }, а реакторы дают { $given } тепла.
finding-power-heat-lost-next = Чтобы использовать всё тепло, поставьте ещё «{ $entity }»: { $add }.
fact-power-heat = Тепло реакторов (всего { $reactors }): { $given }, из них за соседство { $bonus }; теплообменники ({ $exchangers }) принимают до { $passed }, турбины ({ $turbines }) дают до { $made }; выйти может до { $reached }, если всё это соединено.
finding-power-fusion-lost = Генераторы «{ $entity }» (всего { $count }) принимают не больше { $passes }, а в плазме термоядерных реакторов — { $given }.
finding-power-fusion-lost-next = Чтобы использовать всю плазму, добавьте «{ $entity }»: { $add }.
fact-power-fusion = Термоядерные реакторы (всего { $reactors }): плазмы на { $given } при полной работе, { $told ->
        [yes] с её нынешней температурой (относительно плазмы без соседей: ×{ $hotter })
       *[no] без прибавки от соседей
    }; генераторы ({ $generators }) дают из неё до { $made }; всего может выйти { $reached }, а сами реакторы потребляют { $drawn }.
fact-power-heat-unseen = Реакторы (всего { $reactors }) при полной работе дают { $given } тепла, из них за соседство { $bonus }; теплообменников к ним на участке не видно.
fact-power-average = Электросеть { $network }: в среднем за 10 минут { $ten }, за час { $hour }; наибольшая потребность по снимкам { $peak }.
fact-power-maximum = Электросеть { $network } может дать сейчас до { $maximum }. Ещё один добавит: { $add }.
fact-power-maximum-area = Генераторы участка в электросети { $network } могут дать сейчас до { $maximum }. Ещё один добавит: { $add }.
fact-power-stored = Аккумуляторы электросети { $network } заряжены на { $share }: { $stored } из { $storage }.
fact-power-stored-draining = Аккумуляторы электросети { $network } заряжены на { $share } ({ $stored } из { $storage }) и разряжаются; хватит на { $left }.
fact-power-solar = Солнечные панели участка в электросети { $network } ({ $count }): днём { $full }, в среднем за сутки { $mean } ({ $share }).
fact-power-fuel =
    Топливо при полной работе: у { $count ->
        [one] { $count } объекта
        [few] { $count } объектов
        [many] { $count } объектов
       *[other] { $count } объекта
    } его { $spread ->
        [no] хватит на { $least }.
       *[yes] хватит на время от { $least } до { $most }.
    }
note-scope-power = Режим «энергоснабжение» не моделирует: ход тепла по трубам (все реакторы участка считаются одной сетью), ход плазмы по трубам и соседей термоядерных реакторов, пока плазмы не видно, молнии Фульгоры, запас пара в резервуарах; генераторы вне участка видны только по общей статистике сети.
