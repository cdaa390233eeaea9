# Логические сети: слова внутри формул.
signal-each = каждый
signal-everything = все
signal-anything = любой
circuit-on-red = (красный)
circuit-on-green = (зелёный)
circuit-on-none = (ни с одного провода)
circuit-and = и
circuit-or = или
circuit-else = иначе
circuit-input = вход
circuit-blank = (сигнал не выбран)
circuit-no-condition = (условий нет)
circuit-no-output = (выход не выбран)
circuit-no-signal = без сигнала
circuit-any-signal = любой
circuit-not-decoded = настройки не разобраны
circuit-switched-off = выключен
circuit-sends-nothing = ничего не передаёт
circuit-nobody = никто
circuit-nobody-here = никто на участке
circuit-outside = кто-то вне участка
circuit-net-red = красная сеть
circuit-net-green = зелёная сеть
circuit-from = от
circuit-to = до
circuit-nothing-on-outputs = на выходах ничего
circuit-selector-count = число разных сигналов на входе
circuit-selector-largest = сигнал входа по убыванию, номер (с нуля)
circuit-selector-smallest = сигнал входа по возрастанию, номер (с нуля)
circuit-selector-random = случайный сигнал входа
circuit-selector-quality-transfer = перенос качества на сигналы
circuit-selector-rocket-capacity = вместимость ракеты для предметов входа
circuit-selector-stack-size = размер стопки предметов входа
circuit-selector-quality-filter = сигналы входа нужного качества
circuit-selector-of-quality = сигналы входа, чьё качество
circuit-selector-time = время игры
circuit-selector-other = неизвестная операция

# Находки.
finding-circuit-equation = «{ $entity }»: { $formula }.
finding-circuit-works-if =
    { $count ->
        [1] «{ $entity }» работает, если { $formula }.
       *[other] «{ $entity }» (всего { $count }) работают, если { $formula }.
    }
finding-circuit-never-sends = «{ $entity }» никогда ничего не передаст: условие «{ $condition }» не может выполниться.
finding-circuit-never-sends-next = Проверьте, какой сигнал и с каким числом сравнивается и приходит ли он по нужному проводу.
finding-circuit-never-works = «{ $entity }» никогда не включится: условие «{ $condition }» не может выполниться.
finding-circuit-never-works-next = Проверьте, какой сигнал и с каким числом сравнивается и приходит ли он по нужному проводу.
finding-circuit-always-works = «{ $entity }» включён всегда: условие «{ $condition }» выполняется при любых сигналах.
finding-circuit-no-wires = «{ $entity }» ни к чему не подключён.
finding-circuit-no-wires-next = Протяните к комбинатору красный или зелёный провод либо уберите его.
finding-circuit-no-output-wire = У «{ $entity }» выход ни к чему не подключён: результат никто не видит.
finding-circuit-no-output-wire-next = Подключите провод к выходу комбинатора: на нём стрелка.
finding-circuit-no-input-wire = У «{ $entity }» вход ни к чему не подключён: все его сигналы равны нулю.
finding-circuit-no-input-wire-next = Подключите провод ко входу комбинатора.
finding-circuit-unwritten = «{ $entity }» смотрит на сигнал «{ $signal }», но в его сети этот сигнал никто не передаёт.
finding-circuit-unwritten-next = Проверьте цвет провода и имя сигнала у того, кто должен его передавать.
finding-circuit-signal =
    { $colour ->
        [red] Красная
       *[green] Зелёная
    } сеть { $net }, сигнал «{ $signal }»{ $told ->
        [yes] {" "}(сейчас { $now })
       *[no] {""}
    }: передают — { $writers }; читают — { $readers }.
finding-circuit-clock =
    Часы ({ circuit-loop-size }): сигнал «{ $signal }» повторяется { $period ->
        [1] каждый тик
        [one] каждые { $period } тик
        [few] каждые { $period } тика
        [many] каждые { $period } тиков
       *[other] каждые { $period } тика
    }.
finding-circuit-running-counter = Счётчик без сброса ({ circuit-loop-size }): сигнал «{ $signal }» растёт на { $step } за тик и никогда не останавливается.
finding-circuit-running-counter-next = Добавьте сброс: решающий комбинатор, который пропускает счёт дальше только до нужного числа.
finding-circuit-hysteresis = Триггер с двумя порогами по сигналу «{ $signal }» ({ circuit-loop-size }): переключается, когда он падает до { $low } и когда вырастает до { $high }.
finding-circuit-latch = Триггер ({ circuit-loop-size }): помнит, был ли сигнал «{ $signal }».
finding-circuit-memory = Ячейка памяти ({ circuit-loop-size }): хранит число, пришедшее с сигналом «{ $signal }».
finding-circuit-counter = Счётчик ({ circuit-loop-size }): складывает всё, что приходит с сигналом «{ $signal }».
finding-circuit-pulse = «{ $entity }» передаёт импульс в { circuit-ticks-accusative } при каждом изменении сигнала «{ $signal }», в покое — ничего.
finding-circuit-unsteady = Обратная связь ({ circuit-loop-size }), которая ничего не хранит: попав в неё, сигнал «{ $signal }» меняется с каждым кругом.
finding-circuit-unsteady-next = Если она должна помнить, пусть передаёт число без изменений: × 1 или + 0.
finding-circuit-feedback = Обратная связь ({ circuit-loop-size }): комбинаторы передают сигналы друг другу по кругу; что она хранит, понять не удалось.
circuit-loop-size = из { $count ->
        [one] { $count } комбинатора
        [few] { $count } комбинаторов
        [many] { $count } комбинаторов
       *[other] { $count } комбинатора
    }

# Факты.
fact-circuit-none = На участке нет ни проводов логической сети, ни комбинаторов.
fact-circuit-size =
    Комбинаторов: вычисляющих { $combinators }, постоянных { $constants }; других подключённых объектов: { $things }. Сетей: красных { $red }, зелёных { $green }.
fact-circuit-sources = Сигналы в сети передают и другие объекты: { $list }.
fact-circuit-more = Показано формул: { $shown } из { $all }; чтобы увидеть остальные, выделите участок поменьше.
fact-circuit-settles =
    { $ticks ->
        [0] Схема у «{ $entity }» { circuit-scheme-size } не меняется, пока не изменятся внешние сигналы: { $values }.
       *[other] Схема у «{ $entity }» { circuit-scheme-size }: при неизменных внешних сигналах успокаивается через { circuit-ticks-accusative }: { $values }.
    }
fact-circuit-repeats = Схема у «{ $entity }» { circuit-scheme-size }: состояние повторяется каждые { $period ->
        [one] { $period } тик
        [few] { $period } тика
        [many] { $period } тиков
       *[other] { $period } тика
    }: { $values }.
fact-circuit-changes = Схема у «{ $entity }» { circuit-scheme-size }: за { $watched ->
        [one] { $watched } тик
        [few] { $watched } тика
        [many] { $watched } тиков
       *[other] { $watched } тика
    } состояние ни разу не повторилось, в конце { $values }.
fact-circuit-after = Через { circuit-ticks-accusative }, если внешние сигналы не изменятся, у «{ $entity }» { circuit-scheme-size }: { $values }.
fact-circuit-reach = У «{ $entity }» { circuit-scheme-size } сигнал { $signal } { $past ->
        [yes] перейдёт за { $target } (станет { $now })
       *[no] достигнет { $target }
    } через { circuit-ticks-accusative } ({ $time }), если внешние сигналы не изменятся.
fact-circuit-reach-now = У «{ $entity }» { circuit-scheme-size } сигнал { $signal } уже равен { $target }.
fact-circuit-reach-never = У «{ $entity }» { circuit-scheme-size } сигнал { $signal } никогда не достигнет { $target }, пока внешние сигналы не изменятся: он остаётся в пределах от { $low } до { $high }.
fact-circuit-reach-far = У «{ $entity }» { circuit-scheme-size } сигнал { $signal } не достигает { $target } за всё время, которое удалось посчитать ({ circuit-ticks-accusative }); к его концу он равен { $now }.
fact-circuit-after-less = Настолько вперёд (тиков: { $asked }) схему у «{ $entity }» { circuit-scheme-size } не посчитать: она велика и не повторяется. Через { circuit-ticks-accusative }: { $values }.
fact-circuit-unpredictable = Что будет дальше в схеме у «{ $entity }» { circuit-scheme-size }, не предсказать: «{ $entity }» передаёт то, что по снимку не вычислить ({ $mode }).
circuit-ticks-accusative = { $ticks ->
        [one] { $ticks } тик
        [few] { $ticks } тика
        [many] { $ticks } тиков
       *[other] { $ticks } тика
    }
circuit-scheme-size = ({ $count ->
        [one] { $count } комбинатор
        [few] { $count } комбинатора
        [many] { $count } комбинаторов
       *[other] { $count } комбинатора
    })

answer-calm-circuits = Ошибок в логических сетях не видно.
note-scope-circuits = Режим «логические сети» не моделирует: селекторы случайности, переноса качества и времени; питание комбинаторов; сигналы, которые приходят от объектов вне участка.
cli-analyse-circuits = Логические сети:
