# Судья чертежей: справка, отчёт, ошибки.

verify-help = Проверить, работает ли чертёж: правила, предел потока и симуляция по тикам. Скорости в минуту.
    Код выхода 0: исправен, 6: отвергнут.
verify-source = Строка чертежа, файл с ней или - для стандартного ввода.
verify-option-expect = Что должно выходить в минуту; можно указать несколько раз.
verify-option-stack-bonus = Исследованный бонус руки манипуляторов.
verify-option-bulk-bonus = Исследованный бонус руки пакетных манипуляторов.
verify-option-seconds = Сколько секунд игрового времени симулировать самое большее.
verify-title = Чертёж { $path }: { $label }, объектов: { $count }
verify-makes-nothing = Нарушений не найдено, но в симуляции ничего не выпущено: так, как нарисовано, чертёж не начнёт работать сам или ничего не выдаёт.
verify-sound = Исправен: ничего, что мешало бы работе, не найдено.
verify-refused = Отвергнут: { $count ->
        [one] { $count } ошибка
        [few] { $count } ошибки
        [many] { $count } ошибок
       *[other] { $count } ошибки
    }.
verify-errors = Ошибки:
verify-warnings = Предупреждения:
verify-more = … и ещё { $count }; --json покажет все.
verify-at = в ({ $x }; { $y })
verify-whole = в целом
verify-rates = Скорости в минуту:
verify-rate = { $item }: самое большее { $bound }, в симуляции { $simulated }
verify-rate-promised = { $item }: обещано { $promised }, самое большее { $bound }, в симуляции { $simulated }
verify-feeds = Поступает:
verify-feed = { $item } в ({ $x }; { $y }), дорожка: { $lane }
verify-feed-here = { $item } в ({ $x }; { $y })
verify-lane-left = левая
verify-lane-right = правая
verify-lane-both = обе
verify-machines = Загрузка машин: самое большее { $bound } %, в симуляции { $simulated } %.
verify-machines-filling = Загрузка машин: в установившемся режиме самое большее { $bound } %, в симуляции { $simulated } %: конвейеры между машинами ещё заполнялись.
verify-not-modelled = Не учтено:
verify-unseen-launch = { $name }: запуск ракеты
verify-unseen-robots = { $name }: доставка роботами
verify-unseen-research-time = { $name }: длительность исследования
verify-unseen-thresholds = { $name }: пороги клапана
verify-unseen-ore = { $name }: какая под ним руда
verify-unseen-circuit = { $name }: управление по логической сети
verify-unseen-belt-stacks = { $name }: укладка стопками на конвейер
verify-unseen-fuel = { $name }: расход топлива
verify-unseen-quality = { $name }: вероятность более высокого качества
verify-unseen-spoiling = { $name }: порча
verify-simulated = { $steady ->
        [yes] Симулировано { $seconds } с игрового времени, пока скорости не установились.
       *[no] Симулировано { $seconds } с игрового времени; скорости ещё менялись.
    } Бонус руки { $stack }, пакетной { $bulk }; данные: { $name }.

verify-fault-unknown-entity = { $entity } нет в данных игры; что делает этот объект, неизвестно.
verify-fault-number-twice = Номер { $number } встречается дважды.
verify-fault-overlap = { $entity } стоит внутри { $other }.
verify-fault-off-grid = { $entity } стоит не по сетке.
verify-fault-underground-alone = У { $entity } нет второго конца.
verify-fault-underground-far = Второй конец { $entity } в { $distance } клетках; достаёт на { $reach }.
verify-fault-underground-stolen = { $entity } отрезан: между концами лежит другой в ({ $x }; { $y }).
verify-fault-belt-into-back = { $entity } упирается в спину выхода подземного конвейера.
verify-fault-belts-face = { $entity } идёт навстречу другому конвейеру.
verify-fault-belt-into-splitter-side = { $entity } упирается в бок разделителя.
verify-fault-belt-slower = { $entity } медленнее конвейеров до и после него.
verify-fault-no-intake = Там, где должно поступать { $item }, нет ни конвейера, ни сундука.
verify-fault-no-outlet = Там, где предметы должны выходить, конвейер не кончается.
verify-fault-feed-unclear = Дорожек { $lanes } на { $items }: неясно, что где поступает.
verify-fault-no-pole = { $entity } не в зоне опоры.
verify-fault-pole-cut-off = { $entity } не в той сети, что большинство.
verify-fault-wire-nowhere = Медный провод номера { $number } кончается не на опоре.
verify-fault-wire-too-long = Провод { $entity } длиннее, чем можно.
verify-fault-inserter-takes-nothing = { $entity }: неоткуда брать.
verify-fault-inserter-puts-nowhere = { $entity }: некуда класть.
verify-fault-inserter-idle = { $entity }: сюда никогда ничего не приходит.
verify-fault-inserter-useless = { $entity } ничего не берёт: лежащее здесь не нужно там, куда он кладёт.
verify-fault-unknown-recipe = Рецепта { $recipe } нет в данных игры.
verify-fault-no-recipe = У { $entity } нет рецепта.
verify-fault-wrong-machine = { $entity } не может делать { $recipe }.
verify-fault-not-fed = Ни один манипулятор не приносит { $item } для { $recipe }.
verify-fault-no-fuel = Ни один манипулятор не приносит топливо в { $entity }.
verify-fault-not-emptied = Ни один манипулятор не забирает { $item } у машины с рецептом { $recipe }.
verify-fault-module-nowhere = { $entity } не принимает модулей.
verify-fault-modules-too-many = У { $entity } гнёзд для модулей: { $slots }, а модулей { $count }.
verify-fault-module-not-allowed = { $module } здесь ничего не даёт в { $entity }.
verify-fault-dead-lane = { $item } попадает на { $lane ->
        [left] левую
       *[right] правую
    } дорожку и никуда не уходит: конвейер никуда не ведёт.
verify-fault-lane-mixed = На { $lane ->
        [left] левой
       *[right] правой
    } дорожке { $items }: что не забирают, перекроет остальное.
verify-fault-rate-impossible = { $item }: обещано { $rate } в минуту, пройти может самое большее { $bound }; уже всего здесь.
verify-fault-rate-missed = { $item }: обещано { $rate } в минуту, в симуляции { $simulated } (самое большее { $bound }).
verify-fault-machine-starved = { $entity } стоит и ждёт { $item }.
verify-fault-machine-blocked = { $entity } стоит: { $item } не забирают.
verify-fault-machine-no-fuel = { $entity } стоит без топлива.
verify-fault-jam-mixed = Затор: на одной дорожке вперемешку { $items }, а машина ждёт { $waits }.
verify-fault-cycle = Цикл: для запуска положите вручную: { $items }; скорости — после запуска.
verify-fault-fluid-mixed = Одна сеть труб должна нести { $fluids }.
verify-fault-fluid-open = { $entity } нужна труба для { $fluid }.
verify-fault-pipe-alone = У { $entity } нет второго конца.

error-verify-expect = «{ $text }» не ПРЕДМЕТ=В_МИНУТУ с положительным числом.
error-verify-expect-next = Напишите так: --expect iron-gear-wheel=90.
error-verify-item = «{ $item }» нет среди предметов набора { $data_set }.
error-verify-item-next = Проверьте имя или выберите другой --data-set.
error-verify-snapshot = Судить можно только чертежи, не снимок.
error-verify-snapshot-next = Посмотрите его через `agent analyse`.
verify-fault-not-asked = { $entity } делает { $item }, о котором никто не просил.
verify-fault-machine-slow = { $entity } работает { $share } % времени, другие такие же { $best } %.
verify-fault-fluid-not-fed = Жидкости { $fluid } для рецепта { $recipe } нет ни в одной из подведённых труб.
verify-fault-fluid-not-emptied = Жидкость { $fluid } от рецепта { $recipe } никто не берёт и вытечь ей некуда: трубы заполнятся.
verify-fault-drill-drops-nowhere = { $entity } сбрасывает руду на землю: перед буром нет ни конвейера, ни сундука, ни машины.
verify-fault-loader-alone = У { $entity } с закрытого конца нет ни сундука, ни машины.
verify-option-ore = Что лежит под бурами и насосами; можно указать несколько раз.
error-verify-ore = «{ $name }» не залежь: бур такого не добывает.
error-verify-ore-next = Известны: { $known }.
