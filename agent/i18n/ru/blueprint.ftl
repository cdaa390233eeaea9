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
error-wrong-entity-kind = «{ $entity }» здесь не подходит: это «{ $kind }».
error-wrong-entity-kind-next = Выберите объект нужного вида.
error-unknown-data-set = Нет набора данных «{ $data_set }».
error-unknown-data-set-next = Известные: { $known }.
