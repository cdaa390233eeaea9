# Ошибки, которые может вызвать любая часть; у каждой — следующий шаг.
error-unknown = Что-то пошло не так: { $details }.
error-unknown-next = Выполните «agent report» и приложите отчёт к сообщению об ошибке { $code }.

error-contract-invalid =
    { $more ->
        [0] Файл нарушает протокол в поле «{ $place }» ({ $fault }).
        [one] Файл нарушает протокол в поле «{ $place }» ({ $fault }) и ещё в { $more } месте.
       *[other] Файл нарушает протокол в поле «{ $place }» ({ $fault }) и ещё в { $more } местах.
    }
error-contract-invalid-next = Файл отложен в state/rejected с этой причиной; обновите мод или спросите ещё раз.
error-protocol-missing = В файле не указана версия протокола.
error-protocol-missing-next = Обновите мод: «agent mod install».
error-protocol-newer = Мод использует протокол { $found }, а агент — { $expected }.
error-protocol-newer-next = Обновите агента.
error-protocol-older = Мод использует протокол { $found }, а агент — { $expected }.
error-protocol-older-next = Обновите мод командой «agent mod install» и перезапустите игру.
error-request-unknown = Агент не знает запросов вида «{ $request }».
error-request-unknown-next = Обновите агента.
error-journal-entry-unknown = Агент не знает записей журнала вида «{ $entry }».
error-journal-entry-unknown-next = Обновите агента.
