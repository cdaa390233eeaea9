# Сравнение с планом мода Factory Planner.
finding-plan-missing =
    По плану «{ $plan }» на участке ещё не построено: «{ $recipe }»{ $counted ->
        [yes] {" "}— { $machine } × { $count }
       *[no] {""}
    }{ $ghosts ->
        [0] .
        [one] {" "}(призраков — { $ghosts }).
       *[other] {" "}(призраков — { $ghosts }).
    }
finding-plan-missing-next = Постройте это или выделите участок, где оно стоит.
finding-plan-short =
    По плану «{ $plan }» нужно «{ $item }» { $wanted }, а построенное при полной работе даёт { $full }: машин с рецептом «{ $recipe }» — { $built }{ $counted ->
        [yes] , в плане { $machine } × { $count }.
       *[no] .
    }
finding-plan-short-next = Добавьте машин «{ $recipe }», поставьте более быстрые или модули, как в плане.
fact-plan-done =
    План «{ $plan }» на участке построен полностью: { $recipes ->
        [one] { $recipes } рецепт
        [few] { $recipes } рецепта
        [many] { $recipes } рецептов
       *[other] { $recipes } рецепта
    }.
fact-plan-target =
    План «{ $plan }»: «{ $item }» { $wanted }; при полной работе построенное даёт { $full }{ $known ->
        [yes] , сейчас { $now }.
       *[no] .
    }
fact-plan-unplanned = Построено сверх плана «{ $plan }»: { $list }.
fact-plan-skipped =
    Не сравнено с планом «{ $plan }»: { $count ->
        [one] { $count } строка
        [few] { $count } строки
        [many] { $count } строк
       *[other] { $count } строки
    } без рецепта игры (насосы, пар и прочее).
