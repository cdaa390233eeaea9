# Дежурство: что случилось, что предлагается, что видно в терминале.
event-entity-died = Потеряно: «{ $entity }», { $count }.
event-player-died = Вы погибли.
event-player-died-by = Вы погибли, причина — «{ $entity }».
event-research-finished = Исследование «{ $technology }» закончено.
event-rocket-launched = Запущена ракета, откуда — «{ $entity }».
event-train-state = Поезда, состояние «{ $state }»: { $count }.
event-train-stuck = Поезд { $train } не едет: { $state }.
event-alert = Игра предупреждает: { $alert } ({ $count }).
event-alert-about = Игра предупреждает: { $alert }, «{ $entity }» ({ $count }).
event-dropped = Ещё события, не вошедшие в журнал: { $count }.

alert-collector-path-blocked = сборщику астероидов закрыт путь
alert-custom = особое предупреждение (мод или динамик)
alert-entity-destroyed = уничтожена постройка
alert-entity-under-attack = постройку атакуют
alert-fluid-mixing = смешиваются жидкости
alert-no-material-for-construction = не хватает материалов для стройки
alert-no-platform-storage = нет места на платформе
alert-no-roboport-storage = нет места в дронстанции
alert-no-storage = нет места в хранилищах
alert-not-enough-construction-robots = не хватает строительных роботов
alert-not-enough-repair-packs = не хватает ремкомплектов
alert-pipeline-overextended = трубопровод слишком длинный
alert-platform-tile-building-blocked = плитку платформы нельзя поставить
alert-train-no-path = у поезда нет пути
alert-train-out-of-fuel = у поезда кончилось топливо
alert-turret-fire = турель стреляет
alert-turret-out-of-ammo = у турели кончились патроны
alert-unclaimed-cargo = груз никто не забрал

train-state-arrive-signal = подъезжает к сигналу
train-state-arrive-station = подъезжает к станции
train-state-destination-full = станция занята
train-state-manual-control = ручное управление
train-state-manual-control-stop = останавливается по команде
train-state-no-path = нет пути
train-state-no-schedule = нет расписания
train-state-on-the-path = едет
train-state-wait-signal = ждёт у сигнала
train-state-wait-station = стоит на станции

watch-offer-post = Чертёж поста с турелями для самого слабого места по последнему снимку.
note-watch-unread = Прежние предложения модели ещё не получены игрой, поэтому на этот раз решили правила.
note-watch-dropped =
    { $count ->
        [one] { $count } действие модели отброшено: место, числа или язык не годятся.
        [few] { $count } действия модели отброшены: места, числа или язык не годятся.
        [many] { $count } действий модели отброшено: места, числа или язык не годятся.
       *[other] { $count } действия модели отброшено: место, числа или язык не годятся.
    }

cli-run-option-interval = Наименьшее время между двумя обращениями к модели во время дежурства, секунд.
cli-run-decided =
    Дежурство: { $count ->
        [0] делать нечего
        [one] { $count } действие
        [few] { $count } действия
        [many] { $count } действий
       *[other] { $count } действия
    } (решил: { $engine }, { $seconds } с)
cli-run-action = Действие «{ $action }»: { $result }

cli-action-message = сообщение
cli-action-alert = предупреждение
cli-action-tag = метка на карте
cli-action-highlight = подсветка места
cli-action-offer-blueprint = чертёж
cli-action-propose-schedule = расписание
cli-result-done = выполнено
cli-result-refused = отклонено
cli-result-failed = не удалось
cli-result-clicked = решение игрока
cli-result-placed = размещено
cli-result-blocked = место занято
cli-result-cursor = взято в курсор
cli-result-undone = отменено
cli-result-applied = применено
cli-reason-no-text = нет текста
cli-reason-bad-position = неверные координаты
cli-reason-no-surface = нет такой поверхности
cli-reason-nothing-there = там ничего нет
cli-reason-not-charted = место не разведано
cli-reason-no-blueprint = чертёж не пришёл
cli-reason-no-schedule = расписание не пришло
cli-reason-unknown-action = неизвестное действие
cli-reason-expired = устарело
cli-reason-too-many = слишком много за раз
cli-reason-error = ошибка мода
