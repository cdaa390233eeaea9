# Circuit networks: words inside formulas.
signal-each = each
signal-everything = everything
signal-anything = anything
circuit-on-red = (red)
circuit-on-green = (green)
circuit-on-none = (from no wire)
circuit-and = and
circuit-or = or
circuit-else = else
circuit-input = input
circuit-blank = (no signal chosen)
circuit-no-condition = (no conditions)
circuit-no-output = (no output chosen)
circuit-no-signal = without a signal
circuit-any-signal = any
circuit-not-decoded = settings not understood
circuit-switched-off = switched off
circuit-sends-nothing = sends nothing
circuit-nobody = nobody
circuit-nobody-here = nobody in the area
circuit-outside = somebody outside the area
circuit-net-red = red network
circuit-net-green = green network
circuit-from = from
circuit-to = to
circuit-nothing-on-outputs = nothing on the outputs
circuit-selector-count = the number of different signals of the input
circuit-selector-largest = the input's signal by falling count, number (from zero)
circuit-selector-smallest = the input's signal by rising count, number (from zero)
circuit-selector-random = a random signal of the input
circuit-selector-quality-transfer = quality put onto signals
circuit-selector-rocket-capacity = rocket capacity of the input's items
circuit-selector-stack-size = stack size of the input's items
circuit-selector-quality-filter = the input's signals of the right quality
circuit-selector-of-quality = the input's signals whose quality is
circuit-selector-time = the game's time
circuit-selector-other = an unknown operation

# Findings.
finding-circuit-equation = “{ $entity }”: { $formula }.
finding-circuit-works-if =
    { $count ->
        [1] “{ $entity }” works if { $formula }.
       *[other] “{ $entity }” ({ $count } of them) work if { $formula }.
    }
finding-circuit-never-sends = “{ $entity }” will never send anything: the condition “{ $condition }” cannot hold.
finding-circuit-never-sends-next = Check which signal is compared with which number, and whether it comes on the right wire.
finding-circuit-never-works = “{ $entity }” will never switch on: the condition “{ $condition }” cannot hold.
finding-circuit-never-works-next = Check which signal is compared with which number, and whether it comes on the right wire.
finding-circuit-always-works = “{ $entity }” is always on: the condition “{ $condition }” holds whatever the signals.
finding-circuit-no-wires = “{ $entity }” is not connected to anything.
finding-circuit-no-wires-next = Connect a red or green wire to the combinator, or remove it.
finding-circuit-no-output-wire = The output of “{ $entity }” is not connected: nobody sees the result.
finding-circuit-no-output-wire-next = Connect a wire to the combinator's output, the side with the arrow.
finding-circuit-no-input-wire = The input of “{ $entity }” is not connected: all its signals are zero.
finding-circuit-no-input-wire-next = Connect a wire to the combinator's input.
finding-circuit-unwritten = “{ $entity }” looks at the signal “{ $signal }”, but nobody in its network sends it.
finding-circuit-unwritten-next = Check the colour of the wire and the name of the signal at the one that should send it.
finding-circuit-signal =
    { $colour ->
        [red] Red
       *[green] Green
    } network { $net }, signal “{ $signal }”{ $told ->
        [yes] {" "}({ $now } now)
       *[no] {""}
    }: sent by { $writers }; read by { $readers }.
finding-circuit-clock =
    Clock: the signal “{ $signal }” repeats every { $period } { $period ->
        [one] tick
       *[other] ticks
    }, { circuit-loop-size }.
finding-circuit-running-counter = Counter without a reset: the signal “{ $signal }” grows by { $step } a tick and never stops, { circuit-loop-size }.
finding-circuit-running-counter-next = Add a reset: a decider combinator that passes the count on only up to the number you want.
finding-circuit-hysteresis = Latch with two thresholds on the signal “{ $signal }”: it switches when that falls to { $low } and when it rises to { $high }, { circuit-loop-size }.
finding-circuit-latch = Latch: remembers whether the signal “{ $signal }” was there, { circuit-loop-size }.
finding-circuit-memory = Memory cell: keeps the number that came with the signal “{ $signal }”, { circuit-loop-size }.
finding-circuit-counter = Counter: adds up all that comes with the signal “{ $signal }”, { circuit-loop-size }.
finding-circuit-pulse = “{ $entity }” sends a pulse of { circuit-ticks-accusative } each time the signal “{ $signal }” changes, and nothing at rest.
finding-circuit-unsteady = Feedback that keeps nothing: once the signal “{ $signal }” comes in, its count changes each time it goes round, { circuit-loop-size }.
finding-circuit-unsteady-next = If it is meant to remember, let it pass the count on unchanged: × 1 or + 0.
finding-circuit-feedback = Feedback: combinators send signals to one another in a circle, { circuit-loop-size }; what it keeps could not be told.
circuit-loop-size = { $count ->
        [one] made of { $count } combinator
       *[other] made of { $count } combinators
    }

# Facts.
fact-circuit-none = There are no circuit wires and no combinators in the area.
fact-circuit-size =
    Combinators: { $combinators } computing, { $constants } constant; other connected things: { $things }. Networks: { $red } red, { $green } green.
fact-circuit-sources = Other things send signals too: { $list }.
fact-circuit-more = Formulas shown: { $shown } of { $all }; select a smaller area to see the others.
fact-circuit-settles =
    { $ticks ->
        [0] The circuit at “{ $entity }” { circuit-scheme-size } does not change until outside signals do: { $values }.
       *[other] The circuit at “{ $entity }” { circuit-scheme-size }: with the outside signals as they are it settles after { circuit-ticks-accusative }: { $values }.
    }
fact-circuit-repeats = The circuit at “{ $entity }” { circuit-scheme-size }: its state repeats every { $period ->
        [one] { $period } tick
       *[other] { $period } ticks
    }: { $values }.
fact-circuit-changes = The circuit at “{ $entity }” { circuit-scheme-size }: in { $watched ->
        [one] { $watched } tick
       *[other] { $watched } ticks
    } its state never repeated, at the end { $values }.
fact-circuit-after = After { circuit-ticks-accusative }, if outside signals stay as they are, at “{ $entity }” { circuit-scheme-size }: { $values }.
fact-circuit-reach = At “{ $entity }” { circuit-scheme-size } the signal { $signal } { $past ->
        [yes] goes past { $target } (to { $now })
       *[no] reaches { $target }
    } in { circuit-ticks-accusative } ({ $time }), if outside signals stay as they are.
fact-circuit-reach-now = At “{ $entity }” { circuit-scheme-size } the signal { $signal } is at { $target } already.
fact-circuit-reach-never = At “{ $entity }” { circuit-scheme-size } the signal { $signal } never reaches { $target } while outside signals stay as they are: it stays between { $low } and { $high }.
fact-circuit-reach-far = At “{ $entity }” { circuit-scheme-size } the signal { $signal } does not reach { $target } in the { circuit-ticks-accusative } that were computed; by then it is at { $now }.
fact-circuit-after-less = The circuit at “{ $entity }” { circuit-scheme-size } cannot be computed up to { $asked } ticks: it is large and does not repeat. After { circuit-ticks-accusative }: { $values }.
fact-circuit-unpredictable = What the circuit at “{ $entity }” { circuit-scheme-size } will do cannot be predicted: “{ $entity }” sends what cannot be computed from the snapshot ({ $mode }).
circuit-ticks-accusative = { $ticks ->
        [one] { $ticks } tick
       *[other] { $ticks } ticks
    }
circuit-scheme-size = ({ $count ->
        [one] { $count } combinator
       *[other] { $count } combinators
    })

answer-calm-circuits = No mistakes are visible in the circuit networks.
note-scope-circuits = The mode “circuit networks” does not model: selectors of chance, of transferred quality and of time; the combinators' own power; signals that come from things outside the area.
cli-analyse-circuits = Circuit networks:
