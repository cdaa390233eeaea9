# Логистические сети.
finding-logistics-missing = В логистической сети { $network } не хватает «{ $item }»: { $count } ({ logistics-chests }), в доступных сундуках — { $supply }, в пути — { $coming }.
finding-logistics-missing-next = { logistics-elsewhere }Проверьте, производится ли «{ $item }» и попадает ли в сундуки снабжения этой сети.
finding-logistics-missing-made = В логистической сети { $network } не хватает «{ $item }»: { $count } ({ logistics-chests }), в доступных сундуках — { $supply }, в пути — { $coming }. На поверхности делается { $made }, тратится { $used }.
finding-logistics-missing-made-next = { logistics-elsewhere }Увеличьте производство «{ $item }» или направьте больше в сундуки снабжения этой сети.
finding-logistics-missing-unmade = В логистической сети { $network } не хватает «{ $item }»: { $count } ({ logistics-chests }), в доступных сундуках — { $supply }. За последний час на поверхности этого никто не делал.
finding-logistics-missing-unmade-next = { logistics-elsewhere }Постройте производство «{ $item }» или уберите запрос.
finding-logistics-missing-buffered = В логистической сети { $network } не хватает «{ $item }»: { $count } ({ logistics-chests }), в доступных сундуках — { $supply }, в пути — { $coming }. В буферных сундуках лежит { $buffered }, но брать оттуда этому сундуку не разрешено.
finding-logistics-missing-buffered-next = Включите у сундука запроса «Запрашивать из буферных сундуков».
finding-logistics-no-open-storage = В логистической сети { $network } нет ни одного сундука-склада без фильтра (складов с фильтром: { $chests }){ $some ->
        [yes] , и роботам некуда унести: { $list }.
       *[no] : если робот принесёт что-то другое, положить это будет некуда.
    }
finding-logistics-no-open-storage-next = Снимите фильтр с одного из складов или поставьте ещё один без фильтра.
finding-logistics-missing-more =
    В логистической сети { $network } не хватает и других предметов: { $count ->
        [one] ещё { $count } вид.
        [few] ещё { $count } вида.
        [many] ещё { $count } видов.
       *[other] ещё { $count } вида.
    }
finding-logistics-waiting = В логистической сети { $network } ждут «{ $item }»: { $count } ({ logistics-chests }); в сети это есть ({ $supply }), но роботы ещё не принесли.
finding-logistics-no-robots = В логистической сети { $network } нет ни одного логистического робота, а работа для них есть.
finding-logistics-no-robots-next = Положите логистических роботов в любую станцию этой сети.
finding-logistics-few-robots = В логистической сети { $network } заняты все логистические роботы ({ $robots }), а невыполненных запросов, для которых всё есть, — { $waiting }.
finding-logistics-few-robots-next = Добавьте логистических роботов или перенесите частые перевозки на конвейер.
finding-logistics-many-robots = В логистической сети { $network } почти все логистические роботы простаивают: { $idle } из { $robots } ({ $share }).
finding-logistics-dark-ports = В логистической сети { $network } станции роботов без достаточного питания: { $count } из { $total }.
finding-logistics-dark-ports-next = Подключите станции к электросети с запасом: каждая заряжает четырёх роботов по 500 кВт.
finding-logistics-charging = В логистической сети { $network } очередь на зарядку: в очереди — { $waiting }, на зарядке — { $charging }; больше всего ждут здесь — { $worst }.
finding-logistics-charging-next = Поставьте рядом ещё станций роботов: { $ports } — столько, чтобы вся очередь заряжалась сразу.
finding-logistics-touching = Две части логистической сети { $network } — одна сеть лишь потому, что здесь зоны двух станций соприкасаются краями, а этого для соединения довольно; в остальном зоны перекрываются. Если сетей должно быть две, отодвиньте одну станцию.
finding-logistics-almost-joined =
    Логистические сети { $network } и { $other } не соединены: между зонами станций { $tiles ->
        [one] { $tiles } клетка.
        [few] { $tiles } клетки.
        [many] { $tiles } клеток.
       *[other] { $tiles } клетки.
    }
finding-logistics-no-storage = В логистической сети { $network } нет сундуков-складов: роботам некуда складывать убранное.
finding-logistics-no-storage-next = Поставьте хотя бы один сундук-склад в зоне станций.
finding-logistics-storage-full = В логистической сети { $network } сундуки-склады ({ $chests }) полны: свободных ячеек нет, всего их { $slots }.
finding-logistics-storage-full-next = Добавьте сундуков-складов или разберите, что в них скопилось.
finding-logistics-storage-low = В логистической сети { $network } сундуки-склады ({ $chests }) почти полны: свободно { $free } из { $slots } { $slots ->
        [one] ячейки
        [few] ячеек
        [many] ячеек
       *[other] ячейки
    }.
finding-logistics-storage-low-next = Добавьте сундуков-складов или разберите, что в них скопилось.
finding-logistics-misfiltered = В логистической сети { $network } в складах с фильтром лежит чужое ({ $count }, например в складе для «{ $filter }»): { $list }.
finding-logistics-disabled =
    В логистической сети { $network } запросы выключены логической сетью у { $count ->
        [one] { $count } сундука.
        [few] { $count } сундуков.
        [many] { $count } сундуков.
       *[other] { $count } сундука.
    }
finding-logistics-too-large = «{ $entity }» никогда не выполнит запрос на «{ $item }»: { $wanted } не поместится в его ячейки, их всего { $slots }.
finding-logistics-too-large-next = Уменьшите запрос или множитель его группы.
finding-logistics-ghosts = Для призраков и модулей на участке в логистической сети { $network } не хватает: { $list }.
finding-logistics-ghosts-next = Сделайте недостающее и положите в сундуки снабжения этой сети.
finding-logistics-ghosts-quality = Для призраков и модулей на участке в логистической сети { $network } не хватает (качество: { $quality }): { $list }.
finding-logistics-ghosts-quality-next = Сделайте недостающее этого качества и положите в сундуки снабжения этой сети.
logistics-elsewhere = { $elsewhere ->
        [yes] В логистической сети { $other } это лежит ({ $there }), но её роботы сюда не летают: соедините сети или перевезите оттуда.{" "}
       *[no] {""}
    }
logistics-chests = { $chests ->
        [one] просит { $chests } сундук
        [few] просят { $chests } сундука
        [many] просят { $chests } сундуков
       *[other] просят { $chests } сундука
    }

fact-logistics-none = До участка не доходит ни одна логистическая сеть.
fact-logistics-network = Логистическая сеть { $network }: станций — { $ports }; логистических роботов — { $logistic }, из них свободно { $idle }; строительных — { $construction }, из них свободно { $resting }.
fact-logistics-contents = В логистической сети { $network } больше всего: { $list }.
fact-logistics-contents-quality = В логистической сети { $network } больше всего (качество: { $quality }): { $list }.
fact-logistics-storage = Логистическая сеть { $network }: складов — { $chests } (с фильтром { $filtered }), свободно { $free } из { $slots } { $slots ->
        [one] ячейки
        [few] ячеек
        [many] ячеек
       *[other] ячейки
    }.
fact-logistics-requests = Логистическая сеть { $network }: запросы есть у сундуков — { $chests }, видов предметов — { $kinds }; полностью снабжены — { $met }, выключены — { $off }.
fact-logistics-charging = Логистическая сеть { $network }: на зарядке — { $charging }, в очереди — { $waiting }.
answer-calm-logistics = Помех в логистических сетях не видно.
note-scope-logistics = Режим «логистическая сеть» не моделирует: пути роботов и расстояния, запросы игроков, машин и космических платформ; условие качества «не хуже» посчитано как любое.
