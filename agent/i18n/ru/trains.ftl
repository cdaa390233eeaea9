# Поезда: слова расписания.
train-at-rail = место на путях
train-wait-nothing = без ожидания
train-wait-time = прошло
train-wait-full = полный груз
train-wait-empty = пуст
train-wait-not-empty = не пуст
train-wait-item-count = груза
train-wait-fluid-count = жидкости
train-wait-circuit = сигнал
train-wait-inactivity = без погрузки и разгрузки
train-wait-robots-inactive = роботы не заняты
train-wait-passenger-present = есть пассажир
train-wait-passenger-not-present = нет пассажира
train-wait-fuel-item-count-all = топлива во всех локомотивах
train-wait-fuel-item-count-any = топлива в любом локомотиве
train-wait-fuel-full = топливо загружено полностью
train-wait-destination-full-or-no-path = станция занята или к ней нет пути
train-wait-specific-destination-full = занята станция
train-wait-specific-destination-not-full = свободна станция
train-wait-at-station = стоит на станции
train-wait-not-at-station = не на станции
train-wait-damage-taken = получен урон

# Находки.
finding-train-deadlock = Похоже на взаимную блокировку: { $count } { $count ->
        [one] поезд ждёт
        [few] поезда ждут
        [many] поездов ждут
       *[other] поезда ждут
    } друг друга у светофоров (номера поездов: { $list }).
finding-train-deadlock-next = Разведите поезда вручную и поставьте перед развязкой проходные светофоры, а за ней — обычный не ближе длины поезда.
finding-train-no-fuel = Поезд { $train } стоит без топлива.
finding-train-no-fuel-next = Заправьте локомотив и добавьте заправку на станции или прерывание по топливу.
finding-train-no-station = Поезд { $train } едет на станцию «{ $station }», а её нет.
finding-train-no-station-next = Проверьте имя станции в расписании: оно должно совпадать до буквы.
finding-train-no-path = Поезд { $train } не находит пути к станции «{ $station }».
finding-train-no-path-next = Проверьте, соединены ли пути, с нужной ли стороны стоят станция и светофоры и может ли поезд развернуться.
finding-train-full = Поезд { $train } ждёт места на станции «{ $station }»: поездов там и по пути туда — { $trains }, предел — { $limit }{ $known ->
        [yes] , уже не меньше { $time }.
       *[no] .
    }
finding-train-full-next = Увеличьте предел станции «{ $station }» или добавьте ещё одну с тем же именем.
finding-train-disabled = Поезд { $train } не может ехать: все станции «{ $station }» выключены логической сетью.
finding-train-disabled-next = Проверьте условие, которое выключает станцию «{ $station }».
finding-train-no-schedule = Поезд { $train } стоит в автоматическом режиме без расписания.
finding-train-no-schedule-next = Задайте ему остановки или переведите в ручной режим.
finding-train-signal = Поезд { $train } ждёт у светофора по пути к «{ $station }»{ $known ->
        [yes] , уже не меньше { $time }.
       *[no] .
    }
finding-train-signal-next = Посмотрите, какой поезд занимает участок за этим светофором.
finding-train-long-wait = Поезд { $train } стоит на станции «{ $station }» уже { $time }: ждёт «{ $waits }».
finding-train-long-wait-next = Проверьте, грузится или разгружается ли он, или добавьте в ожидание запасное условие по времени.
finding-train-manual = Поезд { $train } стоит в ручном режиме, хотя расписание у него есть.
finding-train-off-rail = Станция «{ $station }» не стоит у рельсов: ни один поезд на неё не попадёт.
finding-train-off-rail-next = Поставьте станцию вплотную к пути, справа по ходу поезда.
finding-train-limit-zero = У станций «{ $station }» предел 0, а в расписаниях она есть у поездов: { $trains }.
finding-train-limit-zero-next = Увеличьте предел или проверьте сигнал, который его задаёт.
finding-train-more-than-limit = На станцию «{ $station }» ездят поезда ({ $trains }), а предел её остановок вместе — { $limit }: остальные ждут в пути.
finding-train-unseen = { $some ->
        [some] В снимке перечислены не все поезда этой поверхности: об остальных сказать нечего.
       *[none] Поезда этой поверхности в снимок не попали: сказать о них нечего.
    }
finding-train-jam =
    Станции { $stations } делят между собой поезда ({ $trains }), а мест на них столько же или меньше ({ $places }): { $now ->
        [yes] все места заняты, и ни один поезд не может уехать.
       *[no] если все места займут, ни один поезд не сможет уехать.
    }
finding-train-jam-next =
    Увеличьте предел хотя бы одной станции (всего на { $more }), добавьте остановку или уберите { $more ->
        [one] { $more } поезд
        [few] { $more } поезда
        [many] { $more } поездов
       *[other] { $more } поезда
    }.
finding-train-endless-much = Поезд { $train } никогда не уедет со станции «{ $station }»: там ждут «{ $item }» — { $wanted }, а в его вагоны входит не больше { $fits }.
finding-train-endless-much-next = Уменьшите число в условии или добавьте вагонов.
finding-train-endless-fuel = Поезд { $train } никогда не уедет со станции «{ $station }»: там ждут топлива «{ $item }» — { $wanted }, { $fits ->
        [0] а его локомотивы такое не сжигают
       *[other] а в локомотив входит не больше { $fits }
    }.
finding-train-endless-fuel-next = Уменьшите число в условии или укажите другое топливо.
finding-train-endless-contradiction = Поезд { $train } никогда не уедет со станции «{ $station }»: условие «{ $waits }» не может выполниться.
finding-train-endless-contradiction-next = Исправьте числа в условии, соедините его части словом «или» либо уберите лишнее.
finding-train-last-fuel = Поезд { $train } сжигает последнее топливо: на полном ходу его хватит на { $left }.
finding-train-last-fuel-next = Заправьте локомотив и добавьте в расписание заправку: прерывание по топливу.
finding-train-interrupt-no-station = Прерывание «{ $interrupt }» поезда { $train } ведёт на станцию «{ $station }», а такой станции нет.
finding-train-interrupt-no-station-next = Проверьте имя станции в прерывании: оно должно совпадать до буквы.
finding-train-schedule-no-station = В расписании поезда { $train } есть станция «{ $station }», а такой станции нет.
finding-train-schedule-no-station-next = Проверьте имя станции в расписании: оно должно совпадать до буквы.
finding-train-no-chain-signal = У пересечения путей нет проходного светофора для поездов { train-heading }: он нужен здесь.
finding-train-plain-signal = Перед пересечением путей для поездов { train-heading } стоит обычный светофор: с ним поезд может встать на самом пересечении. Здесь нужен проходной.
train-heading = { $heading ->
        [north] на север
        [east] на восток
        [south] на юг
       *[west] на запад
    }

# Факты.
fact-train-none = На этой поверхности нет ни поездов, ни станций.
fact-train-count = Поездов: { $trains }; едут { $moving }, стоят на станциях { $loading }, ждут у светофоров { $waiting }, в ручном режиме { $manual }. Станций: { $stops }, разных имён { $names }.
fact-train-not-judged = Светофоры оценены только у прямых пересечений. Развязки с кривыми, диагональными и поднятыми путями не проверены: на участке таких рельсов — кривых { $bent }, диагональных { $diagonal }, поднятых { $elevated }.
fact-train-schedule =
    Расписание ({ $count ->
        [one] { $count } поезд
        [few] { $count } поезда
        [many] { $count } поездов
       *[other] { $count } поезда
    }): { $schedule }.
fact-train-interrupt =
    Прерывание «{ $name }» ({ $count ->
        [one] { $count } поезд
        [few] { $count } поезда
        [many] { $count } поездов
       *[other] { $count } поезда
    }): если { $text }.
fact-train-cargo = В вагонах больше всего: { $list }.
answer-calm-trains = Застрявших поездов не видно.
note-scope-trains = Режим «поезда» не моделирует: блоки путей (взаимная блокировка — догадка по местам поездов), кривые, стрелки и эстакады при поиске светофоров; расписание предлагает только там, где оно следует из имён станций и расписаний других поездов.

# Расписания, которые игрок может применить.
train-mend-group = { $grouped ->
        [yes] {" "}Он в группе «{ $group }»: расписание сменится у всех её поездов ({ $members }).
       *[no] {""}
    }
fact-train-mend-rename = Новое расписание для поезда { $train }: вместо станции «{ $station }», которой нет, — «{ $other }».{ train-mend-group }
fact-train-mend-drop = Новое расписание для поезда { $train }: без станции «{ $station }», которой нет; остальные остановки прежние.{ train-mend-group }
fact-train-mend-borrow = Расписание для поезда { $train }: то же, что у поездов такого же состава (номер образца: { $like }).{ train-mend-group }
fact-train-mend-interrupt = Новое расписание для поезда { $train }: прерывание «{ $name }», как у поезда { $like }: когда станция занята или к ней нет пути, ехать на «{ $other }».{ train-mend-group }
train-mend-offered =
    { $count ->
        [one] Готово { $count } расписание
        [few] Готовы { $count } расписания
        [many] Готово { $count } расписаний
       *[other] Готовы { $count } расписания
    }: посмотрите и примените кнопкой под ответом, до нажатия ничего не изменится.
