# Срочное: аккумуляторы, ночь, враги, поезда, роботы.
emergency-dry = Аккумуляторы электросети { $network } вот-вот опустеют: осталось { $stored }, хватит на { $left }.
emergency-dry-next = Отключите часть потребителей или добавьте генераторы прямо сейчас.
emergency-night = Наступает ночь, а электросеть { $network } живёт от солнца: на ночь нужно { $needed }, запасено { $stored }.
emergency-night-next = Отключите необязательное до утра или запустите другие генераторы на { $power }.
emergency-turrets = Враги рядом ({ $enemies }), а турели без патронов: { $count } из { $total }.
emergency-turrets-next = Положите боеприпасы в турели вручную, начиная с отмеченной.
emergency-enemies =
    { $count ->
        [one] Рядом { $count } враг, больше всего «{ $entity }».
        [few] Рядом { $count } врага, больше всего «{ $entity }».
        [many] Рядом { $count } врагов, больше всего «{ $entity }».
       *[other] Рядом { $count } врага, больше всего «{ $entity }».
    }
emergency-enemies-next = Проверьте турели с этой стороны и идите туда.
emergency-health =
    У вас осталось { $left } здоровья{ $enemies ->
        [0] .
       *[other] , а рядом враги: { $enemies }.
    }
emergency-health-next = Отойдите к турелям или за стену; сырая рыба лечит сразу.
emergency-deadlock =
    Похоже на взаимную блокировку: { $count ->
        [one] стоит { $count } поезд.
        [few] стоят { $count } поезда.
        [many] стоит { $count } поездов.
       *[other] стоят { $count } поезда.
    }
emergency-deadlock-next = Отведите один из этих поездов вручную.
emergency-robots = Роботам логистической сети { $network } ({ $robots }) не хватает мест зарядки: без питания станций — { $ports } ({ $share }).
emergency-robots-next = Верните станциям питание, иначе разряженные роботы будут еле летать.

# Что изменилось с прошлого снимка.
fact-change-time = По сравнению со снимком, сделанным { $time } назад:
fact-change-entities = построено или убрано: { $list }.
fact-change-stored = в сундуках: { $list }.
fact-change-working = работающих машин было { $before }, стало { $now }.
fact-change-demand = потребность электросети { $network } была { $before }, стала { $now }.
fact-change-none = ничего не изменилось.
fact-change-other-place = Прошлый снимок сделан на другой поверхности: сравнивать нечего.
