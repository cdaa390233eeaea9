# Чтение строк чертежей.
error-blueprint-empty = Строка чертежа пуста.
error-blueprint-empty-next = Скопируйте строку целиком: «Экспортировать в строку» в игре.
error-blueprint-version-byte = Строка чертежа начинается с «0», а эта — с «{ $found }».
error-blueprint-version-byte-next = Скопируйте строку целиком: «Экспортировать в строку» в игре.
error-blueprint-not-base64 = Строка чертежа повреждена: знак { $position } здесь лишний.
error-blueprint-not-base64-next = Скопируйте строку ещё раз: по дороге ничего не должно потеряться или измениться.
error-blueprint-not-zlib = Строку чертежа не удаётся распаковать.
error-blueprint-not-zlib-next = Скопируйте строку ещё раз: по дороге ничего не должно потеряться или измениться.
error-blueprint-cut-short = Строка чертежа обрывается раньше конца.
error-blueprint-cut-short-next = Скопируйте строку целиком: некоторые чаты обрезают длинные сообщения.
error-blueprint-too-large = В распакованном виде чертёж больше предела в { $limit } байт.
error-blueprint-too-large-next = Разделите книгу и дайте части по одной.
error-blueprint-not-json = В чертеже нет правильного JSON (позиция { $position }).
error-blueprint-not-json-next = Экспортируйте чертёж из игры заново.
error-blueprint-not-an-object = В строке что-то другое, не чертёж.
error-blueprint-not-an-object-next = Экспортируйте чертёж из игры заново.
error-blueprint-kind = Это не чертёж, не книга и не планировщик (найдено: { $found }).
error-blueprint-kind-next = Экспортируйте чертёж из игры заново.
error-blueprint-shape = Чертёж устроен не так, как велит формат: { $where }.
error-blueprint-shape-next = Экспортируйте чертёж из игры заново.

# Данные игры.
error-unknown-recipe = В наборе { $data_set } нет рецепта «{ $recipe }».
error-unknown-recipe-next = Проверьте внутреннее имя (английское, с дефисами) или дайте игре выгрузить свои данные.
error-unknown-entity = В наборе { $data_set } нет объекта «{ $entity }».
error-unknown-entity-next = Проверьте внутреннее имя (английское, с дефисами) или дайте игре выгрузить свои данные.
error-unreadable-formula = Формула цены технологии «{ $technology }» не читается: { $formula }.
error-unreadable-formula-next = Укажите число единиц исследования сами или сообщите об этом моде.
error-wrong-entity-kind = «{ $entity }» здесь не подходит: это «{ $kind }».
error-wrong-entity-kind-next = Выберите объект нужного вида.
error-unknown-data-set = Нет набора данных «{ $data_set }».
error-unknown-data-set-next = Известные: { $known }.
error-no-recipe-for-item = В наборе { $data_set } ничто не делает «{ $item }».
error-no-recipe-for-item-next = Проверьте внутреннее имя (английское, с дефисами) или дайте игре выгрузить свои данные.

# Ряды машин: почему отказ.
error-row-fluid = Ряд бывает только для предметов, а в «{ $recipe }» есть жидкость «{ $fluid }».
error-row-fluid-next = Попросите другой предмет: ряды с трубами пока не предлагаются.
error-row-several-products = Ряд бывает для одного продукта, а у «{ $recipe }» их { $count }.
error-row-several-products-next = Попросите другой предмет.
error-row-no-ingredients = «{ $recipe }» не берёт ничего, что мог бы привезти конвейер.
error-row-no-ingredients-next = Попросите другой предмет.
error-row-too-many-ingredients = Ингредиентов { $count }, а у двух конвейеров полос { $limit }.
error-row-too-many-ingredients-next = Сделайте часть из них рядом вручную или попросите другой предмет.
error-row-wrong-machine = «{ $machine }» не умеет делать «{ $recipe }».
error-row-wrong-machine-next = Выберите другую машину.
error-row-machine-shape = Ряд из «{ $machine }» не предлагается.
error-row-machine-shape-next = Выберите другую машину.
error-row-no-machine = Ни одна машина для «{ $recipe }» не встаёт в ряд.
error-row-no-machine-next = Попросите другой предмет.
error-row-no-rate = Скорость { $rate } в минуту — это ничего.
error-row-no-rate-next = Назовите скорость больше нуля.
error-row-too-many-machines = Понадобилось бы машин: { $machines }, а в ряду их не больше { $limit }.
error-row-too-many-machines-next = Попросите меньшую скорость или более быстрые машины.
error-row-belt-too-slow = «{ $item }» понадобилось бы { $rate } в минуту, а конвейер провезёт { $limit }.
error-row-belt-too-slow-next = Попросите меньшую скорость или исследуйте более быстрые конвейеры.
error-row-inserter-too-slow = Каждой машине нужно { $rate } в минуту через «{ $inserter }», а он успевает { $limit }.
error-row-inserter-too-slow-next = Возьмите более быстрые манипуляторы или более медленные машины.
error-row-inserter-too-short = «{ $inserter }» не дотянется до второго конвейера.
error-row-inserter-too-short-next = Возьмите там длинные манипуляторы.
error-row-inserter-power = «{ $inserter }» работает не от электричества.
error-row-inserter-power-next = Возьмите электрические манипуляторы.
error-row-fuel = Ряд не знает, чем топить «{ $machine }».
error-row-fuel-next = Выберите электрическую машину или такую, что топится углём.
error-row-pole = «{ $pole }» не достаёт до машин и манипуляторов рядом с «{ $machine }».
error-row-pole-next = Возьмите средние опоры ЛЭП.
error-row-check-failed = Ряд не прошёл собственную проверку: { $fault } (ошибок: { $count }), поэтому он не предлагается.
error-row-check-failed-next = Сообщите предмет и скорость: это ошибка программы.

# Картинки.
error-picture-too-large = Чертёж занимает { $width }×{ $height } клеток, а текстом рисуется не больше { $limit } клеток.
error-picture-too-large-next = Нарисуйте его в SVG.
