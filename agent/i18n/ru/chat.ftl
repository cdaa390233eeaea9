# Ответы свободного чата: что лежит и стоит на участке, что известно о заводе, что говорят данные игры.
chat-hello = Привет! Спросите об участке: сколько чего лежит и стоит, где это, что делается, хватает ли энергии, какие поезда стоят; о рецептах и о том, сколько машин нужно для скорости. Подробный разбор — в режимах: { $modes }.
chat-abilities = Я отвечаю по выделенному участку: сколько чего лежит и стоит, где это, что делается и с какой скоростью, что с энергией, роботами, поездами, врагами; и по данным игры: рецепты, сколько машин нужно для скорости. Режимы для подробного разбора: { $modes }. Чтобы получить чертёж, напишите предмет и скорость, например: [item=iron-gear-wheel] 60/мин.
chat-thanks = Пожалуйста! Спрашивайте ещё.
chat-not-understood = Ответа на это в снимке нет, или я не понял вопроса. Спросить можно о том, сколько чего лежит и стоит, где это, что делается, об энергии, роботах, поездах, врагах, исследованиях и о рецептах.
chat-besides = Кроме того: { $text }

# Места.
chat-place-chests = В сундуках
chat-place-tanks = В резервуарах
chat-place-furnaces = В печах
chat-place-machines = В машинах
chat-place-labs = В лабораториях
chat-place-turrets = В турелях
chat-place-roboports = В дронстанциях
chat-place-drills = В бурах
chat-place-inserters = В манипуляторах
chat-place-boilers = В бойлерах, реакторах и генераторах
chat-place-pipes = В трубах и насосах
chat-place-modules = В модульных слотах
chat-place-trains = В поездах
chat-place-network = В логистической сети
chat-place-ground = В земле
chat-place-other = В прочих объектах
chat-family-chests = сундуки
chat-family-tanks = резервуары
chat-family-furnaces = печи
chat-family-assemblers = сборочные автоматы
chat-family-machines = машины
chat-family-drills = буры
chat-family-labs = лаборатории
chat-family-turrets = турели
chat-family-inserters = манипуляторы
chat-family-belts = конвейеры
chat-family-pipes = трубы
chat-family-poles = опоры ЛЭП
chat-family-roboports = дронстанции
chat-family-accumulators = аккумуляторы
chat-family-panels = солнечные панели
chat-family-reactors = реакторы
chat-family-beacons = маяки
chat-family-boilers = бойлеры

# Что лежит.
chat-stock = { $place }: { $list }.
chat-stock-quality = { $place } (качество: { $quality }): { $list }.
chat-stock-network = В логистической сети { $id } (вся сеть, вместе с её сундуками): { $list }.
chat-stock-network-quality = В логистической сети { $id } (вся сеть, качество: { $quality }): { $list }.
chat-stock-sum = Всего на участке: { $list }.
chat-none = { $place } нет: { $list }.
chat-none-quality = { $place } нет (качество: { $quality }): { $list }.
chat-none-holders = Там ({ $holders }) нет: { $list }.
chat-empty = { $place } пусто.
chat-empty-holders = Там ({ $holders }) пусто.
chat-nowhere = На участке не видно: { $list }.
chat-nowhere-belts = На участке не видно: { $list }; что лежит на конвейерах, снимок не хранит.
chat-fields = «{ $item }»: месторождений на участке { $count }, выработка вместе { $rate }; полностью они не иссякают.
chat-where = «{ $item }» — { $amount }: лежит в «{ $holder }», место { $at }.
chat-where-train = «{ $item }» — { $amount }: в поезде { $train }, место { $at }.
chat-where-ground = «{ $item }»: залежь на { $tiles } { $tiles ->
        [one] клетке
       *[other] клетках
    }, середина { $at }.

# Что стоит.
chat-standing = Построено: { $list }.
chat-standing-sum = Построено: { $list }; всего { $count }.
chat-standing-quality = Построено (качество: { $quality }): { $list }.
chat-standing-sum-quality = Построено (качество: { $quality }): { $list }; всего { $count }.
chat-standing-none = На участке не построено: { $what }.
chat-planned = Призраками, ещё не построено: { $list }.
chat-planned-none = Призраков на участке нет.
chat-planned-unseen = Призраки в этот снимок не попали: выделите участок с зажатым Shift.
chat-marked = Помечено на снос: { $list }.
chat-marked-none = На снос ничего не помечено.
chat-marked-unseen = Метки на снос в этот снимок не попали: выделите участок с зажатым Shift.
chat-better = В том числе по качеству: { $list }.
chat-in-state = { $state }: { $count } из { $total } ({ $of }).
chat-working = Работает { $count } из { $total }.
chat-idle = Простаивает { $count } из { $total }.
chat-state-of = { $state }: { $count } ({ $list }).
chat-state-bare = { $state }: { $count }.
chat-stands-at = «{ $entity }» стоит в месте { $at }.
chat-damaged = Повреждено { $count }: { $list }.
chat-damaged-none = Повреждённых построек на участке не видно.
chat-charge-here = Аккумуляторы участка заряжены на { $share }: { $stored } из { $room }.
chat-charge-unknown = Аккумуляторов в снимке нет, или их заряд неизвестен.
chat-fill = Резервуары с «{ $fluid }» заполнены на { $share }: { $amount } из { $room }.
chat-fill-empty = Пустых резервуаров: { $count }.
chat-slots = Сундуки ({ $stores }) заполнены на { $share }: свободно { $free } { $free ->
        [one] ячейка
        [few] ячейки
       *[other] ячеек
    } из { $slots }.
chat-slots-none = Сундуков на участке не видно.

# Состояния.
chat-state-working = Работает
chat-state-normal = В порядке
chat-state-no-fuel = Без топлива
chat-state-no-power = Без энергии
chat-state-low-power = Не хватает энергии
chat-state-no-recipe = Без рецепта
chat-state-no-ingredients = Без сырья
chat-state-item-ingredient-shortage = Не хватает предметов
chat-state-fluid-ingredient-shortage = Не хватает жидкости
chat-state-full-output = Забит выход
chat-state-waiting-for-space-in-destination = Ждут места
chat-state-waiting-for-source-items = Ждут предметов
chat-state-no-ammo = Без боеприпасов
chat-state-no-minable-resources = Кончилась руда
chat-state-missing-required-fluid = Нет нужной жидкости
chat-state-missing-science-packs = Не хватает исследовательских пакетов
chat-state-no-research-in-progress = Нет исследования
chat-state-disabled = Выключено
chat-state-disabled-by-control-behavior = Выключено логической сетью
chat-state-disabled-by-script = Выключено скриптом
chat-state-not-plugged-in-electric-network = Не подключено к электросети
chat-state-fully-charged = Заряжено полностью
chat-state-charging = Заряжается
chat-state-discharging = Разряжается
chat-state-low-input-fluid = Мало жидкости
chat-state-no-input-fluid = Нет жидкости
chat-state-frozen = Заморожено

# Что известно о заводе и карте.
chat-robots = Роботы логистической сети { $id }: логистических — { $logistic } (свободно { $free }), строительных — { $construction } (свободно { $resting }).
chat-robots-none = До участка не доходит ни одна логистическая сеть: роботов в снимке нет.
chat-evolution = Эволюция врагов ({ $planet }) — { $share }.
chat-evolution-by = По причинам: время — { $time }, загрязнение — { $pollution }, уничтоженные гнёзда — { $spawners }.
chat-nests = Гнёзд поблизости — { $count }: { $list }; до ближайшего { $away } { $at }.
chat-nests-none = Гнёзд поблизости не видно.
chat-enemies = Врагов поблизости — { $count }: { $list }; до ближайшего { $away } { $at }.
chat-enemies-none = Врагов поблизости не видно.
chat-played = Эта игра идёт { $time } (тиков: { $ticks }).
chat-daytime-day = Сейчас день; темнеть начнёт через { $left }.
chat-daytime-dusk = Сейчас темнеет; ночь через { $left }.
chat-daytime-night = Сейчас ночь; светать начнёт через { $left }.
chat-daytime-dawn = Сейчас светает; день через { $left }.
chat-always-day = Время суток здесь не меняется.
chat-planet = Участок на планете «{ $planet }».
chat-platform = Участок на космической платформе «{ $name }».
chat-surface = Участок на поверхности «{ $name }», это не планета.
chat-power-lack = Электросети { $id } не хватает { $lack }.
chat-power-use = Больше всего в электросети { $id } потребляют: { $list }.
chat-power-make = Вырабатывают в электросети { $id }: { $list }.
chat-research = Сейчас исследуется «{ $technology }»: готово { $share }.
chat-research-none = Сейчас ничего не исследуется.
chat-research-queue = Дальше в очереди: { $list }.
chat-researched = Уже исследовано технологий: { $count }.
chat-is-researched = «{ $technology }» уже исследована.
chat-not-researched = «{ $technology }» ещё не исследована.
chat-pollution = Загрязнения на этой поверхности — { $amount }.
chat-pollution-here = Загрязнения на участке и вокруг — { $amount } (чанков: { $chunks }).
chat-pollution-by = Больше всего загрязняют: { $list }.
chat-trains-none-stuck = Застрявших поездов не видно.
chat-stations = Станций — { $count }, разных имён — { $names }.
chat-station = Станция «{ $name }»: остановок { $count }.
chat-self = Вы стоите в месте { $at }.
chat-health = Здоровья у вас { $share }.
chat-production = По статистике игры на всей поверхности за последнюю минуту «{ $item }»: сделано { $made }, израсходовано { $used }.
chat-made-none = На участке это не делает ни одна машина: { $item }.
chat-made-nothing = На участке ничего не производится.

# Чего в снимке нет.
chat-unseen-robots = Сколько роботов, неизвестно: логистические сети в этот снимок не попали.
chat-unseen-network = Что лежит в логистической сети, неизвестно: логистические сети в этот снимок не попали.
chat-unseen-trains = О поездах сказать нечего: в этот снимок они не попали.
chat-unseen-evolution = Эволюция неизвестна: её нет в снимке.
chat-unseen-enemies = О врагах сказать нечего: их нет в снимке.
chat-unseen-daytime = Время суток неизвестно: его нет в снимке.
chat-unseen-research = Об исследованиях сказать нечего: их нет в снимке.
chat-unseen-pollution = Загрязнение неизвестно: его нет в снимке.
chat-unseen-self = Где вы стоите, неизвестно: этого нет в снимке.
chat-unseen-health = Сколько у вас здоровья, неизвестно: этого нет в снимке.
chat-untold-kills = Сколько кого убито, в снимке не сказано: этого я не знаю.
chat-untold-deaths = Кто и сколько раз погиб, в снимке не сказано: этого я не знаю.
chat-untold-launches = Сколько ракет запущено, в снимке не сказано: этого я не знаю.
chat-untold-achievements = О достижениях в снимке не сказано: этого я не знаю.
chat-untold-players = Об игроках на сервере в снимке не сказано: этого я не знаю.
chat-untold-speed = Скорость самой игры (FPS, UPS) в снимке не сказана: этого я не знаю.
chat-untold-belts = Что лежит на конвейерах, в снимке не сказано: этого я не знаю.
chat-untold-total = Сколько сделано за всю игру, в снимке не сказано: он хранит только последние минуты и час.
chat-unknown-like = Не найдено в данных игры ({ $data_set }): «{ $name }». Может быть, «{ $like }»?
chat-unknown-name = Не найдено в данных игры ({ $data_set }): «{ $name }».

# Что говорят данные игры.
chat-recipe = Рецепт «{ $recipe }»: { $takes } → { $gives } за { $time }.
chat-recipe-machines = «{ $recipe }» делают: { $list }.
chat-recipe-unlocked = Рецепт «{ $recipe }» открывает технология «{ $technology }».
chat-recipes-more = Другие рецепты: { $list }.
chat-mined = «{ $item }» не делают, а добывают: залежь «{ $resource }», время добычи { $time }.
chat-no-recipe = В данных игры ({ $data_set }) нет рецепта: «{ $item }».
chat-used = «{ $item }» идёт в рецепты ({ $count }): { $list }.
chat-used-none = В данных игры ({ $data_set }) «{ $item }» не идёт ни в один рецепт.
chat-unlocked-start = Рецепт «{ $recipe }» доступен с начала игры.
chat-machines-for = Для { $rate } «{ $item }» { $count ->
        [one] нужна { $count } машина
        [few] нужны { $count } машины
        [many] нужно { $count } машин
       *[other] нужно { $count } машины
    } «{ $machine }» без модулей (точно { $exact }; одна делает { $each }).
chat-cannot-make = «{ $item }» не делают: { $list }.
chat-speed = { $count } { $count ->
        [one] машина
        [few] машины
        [many] машин
       *[other] машины
    } «{ $machine }» без модулей { $count ->
        [one] делает
       *[other] делают
    } { $rate } «{ $item }».
chat-takes = Для { $rate } «{ $item }» нужно: { $list }.
chat-takes-raw = Сырья для { $rate } «{ $item }»: { $list }.
chat-takes-machines = Машин для { $rate } «{ $item }»: { $list }; вместе они берут { $power }.
chat-takes-one = Для { $rate } «{ $item }» нужно { $amount } «{ $wanted }».
chat-takes-none = Для { $rate } «{ $item }» не нужно: { $list }.
chat-any-is-meant = Слово «{ $word }» может значить: { $list }. Отвечаю о каждом.
chat-same-for = Для «{ $item }» — ровно столько же, сколько для «{ $like }».
chat-which-is-meant = Слово «{ $word }» может значить: { $list }. Назовите, о чём именно речь.
chat-power-takes = Для { $power } { $count ->
        [one] нужна { $count } машина
        [few] нужны { $count } машины
        [many] нужно { $count } машин
       *[other] нужно { $count } машины
    } «{ $machine }» (точно { $exact }; одна даёт до { $each }).
chat-power-takes-reactors = Для { $power } тепла { $count ->
        [one] нужна { $count } машина
        [few] нужны { $count } машины
        [many] нужно { $count } машин
       *[other] нужно { $count } машины
    } «{ $machine }» без надбавки за соседей (точно { $exact }; одна даёт { $each }).
chat-power-of = «{ $machine }», { $count } шт.: { $power } при полной работе.
chat-power-of-reactors = «{ $machine }», { $count } шт.: { $power } тепла без надбавки за соседей.
chat-power-steam = Пар для них дадут «{ $machine }»: { $count } (точно { $exact }; каждая машина — на { $each }).
chat-power-panels = Для { $power } днём и ночью (планета «{ $planet }») нужно «{ $machine }»: { $count } (одна даёт в среднем { $each }).
chat-power-panels-stored = Для { $power } днём и ночью (планета «{ $planet }») нужно «{ $machine }»: { $count } (одна даёт в среднем { $each }), а на ночь — «{ $store }»: { $stores }.
chat-ratio = { $takers ->
        [one] На каждую машину
        [few] На каждые { $takers } машины
       *[other] На каждые { $takers } машин
    } «{ $taker }» — { $givers } { $givers ->
        [one] машина
        [few] машины
       *[other] машин
    } «{ $giver }», если машины одинаково быстры и без модулей.
chat-stack = «{ $item }»: в стопке { $stack }.
chat-fuel = «{ $item }» даёт при сгорании { $energy }.
chat-fuel-none = «{ $item }» — не топливо.
chat-draws = «{ $machine }» при работе берёт { $power }, в простое { $drain } (без модулей).
chat-draws-many = «{ $machine }», { $count } шт.: при работе { $power }, в простое { $drain } (без модулей).
chat-gives = «{ $machine }» даёт до { $power }.
chat-gives-many = «{ $machine }», { $count } шт.: до { $power }.
chat-holds-fluid = «{ $entity }» вмещает жидкости { $amount }.
chat-holds-stacks = «{ $entity }» вмещает стопок: { $stacks }.
chat-size = «{ $entity }» занимает { $width }×{ $height } клеток.
chat-belt = «{ $belt }» везёт { $rate } ({ $each }) на обеих полосах.
chat-crafts = Скорость «{ $machine }» без модулей — { $speed }.
chat-takes-pieces = На { $count } шт. «{ $item }» нужно: { $list }.
chat-unneeded = На «{ $item }» не идёт «{ $part }».
chat-possible = Из того, что лежит в сундуках участка, выйдет: { $list }; раньше всего кончится: { $first }.
chat-version = Данные игры, по которым я считаю: { $data_set }.
chat-burns = «{ $machine }» при полной работе сжигает: { $list }.
chat-burns-many = «{ $machine }», { $count } шт., при полной работе сжигают: { $list }.
chat-burns-not = «{ $machine }» не сжигает топлива.
chat-trains-fuelled = Поездов без топлива не видно.
chat-train-carries = Поезд { $train } везёт: { $list }.
chat-not-computed = Этого я посчитать не умею или не понял вопроса. Из данных игры могу назвать рецепт, применение предмета, сколько машин или сырья нужно для скорости, например: сколько печей нужно для 900 железных пластин в минуту.
chat-train-at = Поезд { $train } — в месте { $at }{ $bound ->
        [yes] , направляется на станцию «{ $station }».
       *[no] .
    }
chat-state-unplugged = Не подключено к электросети
chat-ahead = Когда это кончится, считает режим «прогноз».
chat-train-cars = В этих поездах: { $list }.
