# Что кончается, что завершится и когда.
finding-forecast-ore-ends = Месторождение «{ $entity }» иссякнет примерно через { $left }: осталось { $amount }.
finding-forecast-ore-ends-next = { $others ->
        [0] Найдите другое месторождение и вовремя поставьте на нём буры.
       *[other] Вовремя поставьте буры на других месторождениях участка: там нетронуто { $others }.
    }
finding-forecast-research-stands = Исследование «{ $technology }» стоит на { $progress }: { $labs ->
        [one] единственная лаборатория участка не работает
        [few] ни одна из { $labs } лабораторий участка не работает
        [many] ни одна из { $labs } лабораторий участка не работает
       *[other] ни одна из { $labs } лабораторий участка не работает
    }{ $lacking ->
        [yes] {" "}(лабораторий без пакета: { $list })
       *[no] {""}
    }.
finding-forecast-research-stands-next = { $lacking ->
        [yes] Подайте в лаборатории недостающие исследовательские пакеты.
       *[no] Проверьте, чего не хватает лабораториям: исследовательских пакетов или энергии.
    }
finding-forecast-power-short = Электросеть { $network }: потребность { $demand } растёт на { $grows } в час, { $known ->
        [short] и энергии уже не хватает (не больше { $most }).
       *[yes] и энергии (не больше { $most }) хватит ещё примерно на { $left }.
    }
finding-forecast-power-short-next = Вовремя постройте генераторы: ещё { $grows } на каждый час при таком росте.
fact-forecast-ore = «{ $entity }»: в земле { $amount }; { $free ->
        [no] { $drills ->
            [one] { $drills } бур берёт { $taken }
            [few] { $drills } бура берут { $taken }
            [many] { $drills } буров берут { $taken }
           *[other] { $drills } бура берут { $taken }
        }
       *[yes] { $drills ->
            [one] { $drills } бур даёт { $made }, а месторождение теряет { $taken }
            [few] { $drills } бура дают { $made }, а месторождение теряет { $taken }
            [many] { $drills } буров дают { $made }, а месторождение теряет { $taken }
           *[other] { $drills } бура дают { $made }, а месторождение теряет { $taken }
        }
    }, хватит на { $left }{ $beyond ->
        [yes] ; под бурами лежит { $reached }
       *[no] {""}
    }.
fact-forecast-ore-part = «{ $entity }»: в земле { $amount }; сейчас буры работают не все ({ $working } из { $drills }) и берут { $now }, хватит на { $left }; при полной работе ({ $free ->
        [no] { $taken }
       *[yes] добыча { $made }, расход месторождения { $taken }
    }) хватит на { $full }{ $beyond ->
        [yes] ; под бурами лежит { $reached }
       *[no] {""}
    }.
fact-forecast-ore-measured = «{ $entity }»: в земле { $amount }; за последние { $minutes } убывало { $worn }, хватит на { $left }{ $drills ->
        [0] {""}
        [one] {" "}({ $drills } бур при полной работе берёт { $taken })
        [few] {" "}({ $drills } бура при полной работе берут { $taken })
        [many] {" "}({ $drills } буров при полной работе берут { $taken })
       *[other] {" "}({ $drills } бура при полной работе берут { $taken })
    }.
fact-forecast-ore-stands = «{ $entity }»: в земле { $amount }; буры на нём ({ $drills }) сейчас не работают, при полной работе ({ $taken }) хватило бы на { $full }.
fact-forecast-untouched = Месторождения без буров: { $list }.
fact-forecast-field = «{ $entity }» не кончится никогда: { $fields ->
        [one] отдача { $fields } места
        [few] отдача { $fields } мест
        [many] отдача { $fields } мест
       *[other] отдача { $fields } места
    } — { $yields }{ $drills ->
        [0] , машин там нет
       *[other] , машины там ({ $drills }) дают { $made }{ $idle ->
            [yes] {" "}при полной работе, сейчас — { $now }
           *[no] {""}
        }; отдача каждого места упадёт до { $least } и дальше падать не будет
    }.
fact-forecast-no-research = Сейчас ничего не исследуется, лаборатории участка простаивают ({ $labs }).
fact-forecast-research = Исследование «{ $technology }»{ $level ->
        [none] {""}
       *[other] {" "}(уровень { $level })
    }: сделано { $progress }; на участке лабораторий за работой { $working } из { $labs }, остаток займёт { $left }.
fact-forecast-research-measured = Исследование «{ $technology }»{ $level ->
        [none] {""}
       *[other] {" "}(уровень { $level })
    }: сделано { $progress }; за последние { $minutes } шло по { $rate } в минуту, остаток займёт { $left }.
fact-forecast-research-unknown = Исследование «{ $technology }»: сделано { $progress }; лабораторий на участке нет, поэтому срок не вычислить.
fact-forecast-research-trigger = Для исследования «{ $technology }» лаборатории не нужны: что для него сделать, сказано в списке технологий.
fact-forecast-queue = Если так пойдёт и дальше, вся очередь исследований ({ $all }) завершится через { $left }.
fact-forecast-rockets = Ракеты: частей ракеты делается { $made }, это { $rate } { $rate ->
        [one] ракета
        [few] ракеты
        [many] ракет
       *[other] ракеты
    } в час (частей на ракету: { $parts }); при полной работе { $silos ->
        [one] шахта участка запускала бы
       *[other] шахты участка ({ $silos }) запускали бы
    } { $possible } в час.
fact-forecast-rockets-possible = Ракеты: при полной работе { $silos ->
        [one] шахта участка запускала бы
       *[other] шахты участка ({ $silos }) запускали бы
    } { $possible } в час (частей на ракету: { $parts }); за работой сейчас шахт: { $working }.
fact-forecast-launched = Ракет в час запущено за последние { $minutes }: { $rate }.
fact-forecast-rocket-done = У ракеты, которая ближе всех к запуску, готово { $done } из { $parts } частей.
fact-forecast-power-grows = Электросеть { $network }: потребность { $demand } за последние { $minutes } росла на { $grows } в час{ $known ->
        [no] ; сколько могут дать её генераторы, в снимке не сказано
        [short] ; генераторы дают не больше { $most }, этого уже не хватает
       *[yes] ; если так пойдёт и дальше, энергии (не больше { $most }) хватит ещё на { $left }
    }.
fact-forecast-power-steady = Электросеть { $network }: потребность { $demand } { $falls ->
        [yes] снижается на { $grows } в час
       *[no] не растёт
    } (за последние { $minutes }){ $known ->
        [no] {""}
        [short] , но генераторы дают не больше { $most }, этого мало
       *[yes] , энергии для неё хватает: генераторы могут дать { $most }
    }.
fact-forecast-untold = { $topic ->
        [ore] В снимке нет ни месторождений, ни буров: выделите их вместе, чтобы узнать, когда они кончатся.
        [research] Что сейчас исследуется, в снимке не сказано, поэтому срок не назвать.
        [rockets] На участке нет ракетных шахт: выделите их, чтобы узнать, сколько ракет они запускают.
       *[power] Чтобы узнать, как растёт потребность в энергии, нужны хотя бы два снимка сети: выделите её столбы сейчас и ещё раз через несколько минут.
    }
