# Компоновщик: справка, отчёт, ошибки.

compose-help = Собрать блок завода по производственному плану: модули, ленты, трубы, электричество и проверка.
    Коды выхода: 1 аргументы, 2 план, 3 нет подходящего модуля, 4 не помещается, 5 не записать, 6 отклонено проверкой.
compose-option-requirements = JSON от calculate-requirements --json; - или /dev/stdin — стандартный ввод.
compose-option-name = Название блока.
compose-option-algorithm = greedy: быстро, слева направо; optimal: ищет лучшее выравнивание и наименьшую площадь.
compose-option-max-width = Не больше тайлов с запада на восток.
compose-option-max-height = Не больше тайлов с севера на юг.
compose-option-technology = Строить только из того, что открывают эта технология и все до неё; можно повторять.
compose-option-output = Сохранить JSON блока в файл.
compose-option-visualize = Нарисовать блок символами.
compose-option-blueprint = Напечатать строку чертежа; с --quiet — только её, её читают verify-blueprint и draw.
compose-option-unproven = Выдать строку и того блока, который отклонила проверка: в JSON — unprovenBlueprint; с --blueprint — печатается.
compose-option-data-set = Игровые данные, если не те, по которым считался план.
compose-option-no-catalog = Не брать чертежи из каталога, только модули, сделанные под план.
compose-option-roboports = Поставить в блок столько дронстанций, чтобы их зоны строительства покрыли его целиком.
compose-title = Блок завода: { $name }
compose-target = Цель: { $item }, { $rate }/мин
compose-dimensions = Размеры: { $width } x { $height } { $height ->
        [one] тайл
        [few] тайла
       *[many] тайлов
    }
compose-turned = Повёрнут на четверть оборота, иначе не помещается: идёт с севера на юг.
compose-modules-count = Модулей: { $count }
compose-alignment = Выравнивание: { NUMBER($score, minimumFractionDigits: 2, maximumFractionDigits: 2) } ({ $aligned } из { $assigned })
compose-bound = Доказанный предел выравнивания: { NUMBER($bound, minimumFractionDigits: 2, maximumFractionDigits: 2) }
compose-modules = Модули:
compose-module = { $number }. { $name } в ({ $x }; { $y }): { $machine } × { $machines }
compose-needed = (точно нужно { NUMBER($machines, maximumFractionDigits: 12) })
compose-spare = Машин больше, чем нужно для цели: на пятую часть — запас на разрывы в потоке по конвейерам, — и дальше до целых машин и рядов.
compose-from-catalog = из каталога: { $id } «{ $label }»
compose-dropped = Чертёж { $id } «{ $label }» из каталога испробован и отложен: { $code }.
compose-inputs = Внешние входы:
compose-outputs = Внешние выходы:
compose-edge = { $item }, { $rate }/мин в ({ $x }; { $y })
compose-connections = Внутренних соединений: { $count }
compose-roboports = Дронстанций: { $count } — { $places }; весь блок лежит в их зонах строительства
compose-efficiency = Эффективность: { NUMBER($efficiency, minimumFractionDigits: 4, maximumFractionDigits: 12) } предметов на тайл
compose-saved = Сохранено: { $path }
compose-picture = Блок завода, рисунок:
compose-data = Вычислено по данным { $name }.
compose-no-string = Строки чертежа нет: проверка его отклонила. Что не так, сказано выше; --unproven всё равно выдаст её.
compose-unproven-string = Проверка отклонила этот блок; строка напечатана только потому, что её просит --unproven:
compose-verified = Проверено: { $item }: не больше { $bound }/мин, в симуляции { $simulated }/мин

error-compose-no-file = План «{ $path }» не прочитать: { $reason }.
error-compose-no-file-next = Сделайте его командой: agent calculate-requirements --item ИМЯ --rate В_МИНУТУ --json --output ФАЙЛ
error-compose-requirements = Это не производственный план ({ $reason }).
error-compose-requirements-next = Сделайте его командой: agent calculate-requirements --item ИМЯ --rate В_МИНУТУ --json
error-compose-data-set = Набор данных «{ $name }» неизвестен.
error-compose-data-set-next = Назовите его в --data-set: { $known } — или файл, выгруженный игрой.
error-compose-technology = Технологии «{ $name }» нет в { $data_set }.
error-compose-technology-next = Назовите её так, как в игре: например, logistics-2.
error-compose-step = «{ $recipe }» ({ $kind }) не собрать: собираются только рецепты машин.
error-compose-step-next = Подайте продукт снаружи: calculate-requirements --supply ПРЕДМЕТ
error-compose-nothing = Нет чертежа, который делает «{ $item }»: в плане нет для него рецепта.
error-compose-nothing-next = Посчитайте план, не подавая «{ $item }» снаружи.
error-compose-kit = В { $data_set } с этими технологиями не из чего строить: { $missing }.
error-compose-kit-next = Назовите в --technology технологии, которые это открывают (logistics, electronics).
error-compose-locked = Названные технологии не открывают «{ $thing }».
error-compose-locked-next = Добавьте { $technology } в --technology или посчитайте план с другой машиной.
error-compose-machine = Нет чертежа для «{ $machine }»: такой ячейки нет.
error-compose-machine-next = Выберите другую машину в calculate-requirements --machine или добавьте чертёж: catalog-blueprint add.
error-compose-mine = Для «{ $machine }» на «{ $item }» ячейки нет.
error-compose-mine-next = Подайте «{ $item }» снаружи: calculate-requirements --supply.
error-compose-cell = Нет чертежа, который делает «{ $recipe }» в «{ $machine }»: в ячейке нет места манипуляторам.
error-compose-cell-next = Добавьте чертёж: catalog-blueprint add — или подайте продукт снаружи через --supply.
error-compose-openings = Нет чертежа, который делает «{ $recipe }»: отверстия «{ $machine }» не подходят ячейке.
error-compose-openings-next = Добавьте чертёж: catalog-blueprint add — или подайте продукт снаружи через --supply.
error-compose-products = Нет чертежа, который делает «{ $recipe }»: рецепт берёт и даёт больше, чем несут четыре ленты вдоль ряда, или берёт свой же продукт.
error-compose-products-next = Добавьте чертёж: catalog-blueprint add — или подайте продукт снаружи через --supply.
error-compose-row = Для «{ $recipe }» нужно машин в одном ряду: { $machines }; таких ячеек нет.
error-compose-row-next = Попросите меньше или возьмите машины быстрее, модули, маяки.
error-compose-two-makers = «{ $item }» делают несколько рецептов: { $recipes }.
error-compose-two-makers-next = Оставьте один: calculate-requirements --recipe { $item }=РЕЦЕПТ.
error-compose-loop = Круговая зависимость: { $item } -> { $recipe } -> { $item }
error-compose-loop-next = Проверьте план или разорвите круг: --supply { $item }.
error-compose-belt = Нет ленты, которая принесёт одному модулю «{ $item }», { $rate }/мин.
error-compose-belt-next = Попросите меньше или разрешите ленты быстрее через --technology.
error-compose-beacons = «{ $recipe }» посчитан с большим числом маяков, чем встанет вокруг его машин: шесть, если ингредиентов не больше двух, три, если не больше четырёх, и ни одного с жидкостями, у буров и шахт.
error-compose-beacons-next = Посчитайте план с меньшим числом маяков или без них: --beacons { $recipe }=none.
error-compose-route = Отказ: между модулями не нашлось пути для «{ $item }».
error-compose-route-next = Попробуйте --algorithm optimal, попросите меньше или подайте больше снаружи через --supply.
error-compose-poles = Отказ: для опор электросети не осталось свободных тайлов.
error-compose-poles-next = Попробуйте --algorithm optimal.
error-compose-too-large = Модули ({ $modules }) не помещаются в { $room }. Сейчас нужно { $width }x{ $height } тайлов.
error-compose-too-large-next = Увеличьте --max-width и --max-height до { $width } и { $height } или попросите меньше.
error-compose-roboports = Отказ: не осталось места для дронстанций, которые покрыли бы блок.
error-compose-roboports-next = Уберите --roboports или попробуйте --algorithm optimal.
