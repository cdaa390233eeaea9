# Первопричина на пути: манипуляторы, конвейеры, сундуки, поезда; и в том, как настроены машины.
arms-count = { $count } { $count ->
        [one] манипулятор
        [few] манипулятора
        [many] манипуляторов
       *[other] манипулятора
    }
finding-cause-arm-fuel = Первопричина («{ $item }»): { arms-count } «{ $entity }» без топлива.
finding-cause-arm-fuel-next = Положите топливо в манипулятор или замените его электрическим.
finding-cause-arm-power = Первопричина («{ $item }»): { arms-count } «{ $entity }» без электричества.
finding-cause-arm-power-next = Поставьте рядом опору ЛЭП и проверьте, есть ли в сети энергия.
finding-cause-arm-off = Первопричина («{ $item }»): { arms-count } «{ $entity }» { $count ->
        [one] выключен
       *[other] выключены
    } логической сетью или скриптом.
finding-cause-arm-off-next = Проверьте условие логической сети у этого манипулятора.
finding-cause-arm-reach = Первопричина («{ $item }»): { arms-count } «{ $entity }» { $count ->
        [one] берёт
       *[other] берут
    } там, где ничего не стоит.
finding-cause-arm-reach-next = Переставьте манипулятор или то, из чего он должен брать: обычный достаёт на одну клетку, длинный — на две.
finding-cause-arms = Первопричина («{ $item }»): { arms-count } «{ $entity }» { $count ->
        [one] переносит
       *[other] переносят
    } не больше { $made }, а машине нужно { $needed }.
finding-cause-arms-next = Поставьте к этой машине ещё один манипулятор или более быстрый.
finding-cause-belt = Первопричина («{ $item }»): конвейер «{ $entity }»{ $lanes ->
        [1] {" "}загружен только по одной полосе и
       *[other] {""}
    } пропускает не больше { $made }, а нужно { $needed }.
finding-cause-belt-next = { $lanes ->
        [1] Подайте предметы и на вторую полосу: манипуляторы кладут только на дальнюю, поэтому нужны и с другой стороны.
       *[other] Замените конвейер более быстрым или проложите второй.
    }
finding-cause-mixed = Первопричина («{ $item }»): на тот же конвейер «{ $entity }» кладут «{ $other }», а забирать его некому, и конвейер стоит.
finding-cause-mixed-next = Уберите «{ $other }» с этого конвейера: пустите отдельно или заберите манипулятором с фильтром.
finding-cause-no-arm-out = Первопричина («{ $item }»): { machines-count } «{ $entity }» { stand-verb } с полным выходом, и ни один манипулятор оттуда не берёт.
finding-cause-no-arm-out-next = Поставьте манипулятор, который забирает «{ $item }» из машины.
finding-cause-chest-full = Первопричина («{ $item }»): { $count ->
        [one] { $count } сундук «{ $entity }» полон
        [few] { $count } сундука «{ $entity }» полны
        [many] { $count } сундуков «{ $entity }» полны
       *[other] { $count } сундука «{ $entity }» полны
    }, внутри больше всего «{ $other }», и класть некуда.
finding-cause-chest-full-next = Освободите сундук от «{ $other }» или заберите из него лишнее.
finding-cause-recipe = Первопричина («{ $item }»): { machines-count } «{ $entity }» без рецепта.
finding-cause-recipe-next = Выберите рецепт, по которому делается «{ $item }».
finding-cause-train = Первопричина («{ $item }»): поезд { $train } не может приехать на станцию «{ $station }».
finding-cause-train-next = Спросите в режиме «поезда», что его держит.
finding-cause-modules = Первопричина («{ $item }»): { machines-count } «{ $entity }» с модулями ({ $list }) { can-verb } делать { $made }, без них было бы { $without }.
finding-cause-modules-next = Замените модули или добавьте такие же машины на «{ $item }».
finding-cause-beacon = Первопричина («{ $item }»): { $count ->
        [one] { $count } маяк «{ $entity }» стоит
        [few] { $count } маяка «{ $entity }» стоят
        [many] { $count } маяков «{ $entity }» стоят
       *[other] { $count } маяка «{ $entity }» стоят
    } без электричества и не { $count ->
        [one] ускоряет
       *[other] ускоряют
    } машины.
finding-cause-beacon-next = Подключите маяки к сети, в которой хватает энергии.

verdict-cause-arm-fuel = Узкое место — «{ $item }»: манипулятор на пути к машинам без топлива.
verdict-cause-arm-power = Узкое место — «{ $item }»: манипулятор на пути к машинам без электричества.
verdict-cause-arm-off = Узкое место — «{ $item }»: манипулятор на пути к машинам выключен логической сетью или скриптом.
verdict-cause-arm-reach = Узкое место — «{ $item }»: манипулятор берёт там, где ничего не стоит.
verdict-cause-arms = Узкое место — «{ $item }»: манипуляторы у машины переносят не больше { $made }, а нужно { $needed }.
verdict-cause-belt = Узкое место — «{ $item }»: конвейер пропускает не больше { $made }, а нужно { $needed }.
verdict-cause-mixed = Узкое место — «{ $item }»: конвейер забит, на нём лежит «{ $other }», который никто не берёт.
verdict-cause-no-arm-out = Узкое место — «{ $item }»: из машин, которые это делают, никто ничего не забирает.
verdict-cause-chest-full = Узкое место — «{ $item }»: сундук на пути полон, в нём «{ $other }».
verdict-cause-recipe = Узкое место — «{ $item }»: у машины, которая могла бы это делать, нет рецепта.
verdict-cause-train = Узкое место — «{ $item }»: поезд { $train } не может приехать на станцию «{ $station }».
verdict-cause-modules = Узкое место — «{ $item }»: с модулями ({ $list }) машины могут делать { $made }, а нужно { $needed }.
verdict-cause-beacon = Узкое место — «{ $item }»: маяки у машин, которые это делают, без электричества; машины могут делать { $made }, а нужно { $needed }.

finding-cause-belt-broken = Первопричина («{ $item }»): конвейер «{ $entity }» здесь начинается заново, и на него ничего не приходит.
finding-cause-belt-broken-next = Проверьте конвейер перед этим местом: разрыв, повёрнутая секция, подземный без второго конца, призраки.
finding-cause-arm-reversed = Первопричина («{ $item }»): { arms-count } «{ $entity }» { $count ->
        [one] берёт
       *[other] берут
    } из машины вместо того, чтобы класть в неё.
finding-cause-arm-reversed-next = Поверните манипулятор: он должен брать из сундука и класть в машину.
finding-cause-no-arm-in = Первопричина («{ $item }»): { machines-count } «{ $entity }», куда не кладёт ни один манипулятор.
finding-cause-no-arm-in-next = Поставьте манипулятор, который кладёт «{ $item }» в машину.
finding-cause-pump = Первопричина («{ $item }»): { $count ->
        [one] { $count } насос
        [few] { $count } насоса
        [many] { $count } насосов
       *[other] { $count } насоса
    } «{ $entity }» на трубе без электричества.
finding-cause-pump-next = Подключите насос к сети, в которой есть энергия.
verdict-cause-belt-broken = Узкое место — «{ $item }»: конвейер по пути прерывается.
verdict-cause-arm-reversed = Узкое место — «{ $item }»: манипулятор у машины повёрнут не в ту сторону.
verdict-cause-no-arm-in = Узкое место — «{ $item }»: в машину ничего не кладут, манипулятора нет.
verdict-cause-pump = Узкое место — «{ $item }»: насос на трубе без электричества.
