# The modes as they are called in the game.
mode-quoted = “{ $mode }”
mode-chat = free chat
mode-logistics = logistic network
mode-power = power
mode-bottleneck = bottlenecks
mode-defence = defence
mode-trains = trains
mode-circuits = circuit networks
mode-starter = starter base
mode-forecast = forecast

# What stands in the area.
overview-area =
    The area of { $width }×{ $height } tiles holds { $count ->
        [0] nothing built.
        [one] { $count } entity.
       *[other] { $count } entities.
    }
overview-ghosts =
    Planned as ghosts: { $count ->
        [one] { $count } entity.
       *[other] { $count } entities.
    }
overview-marked =
    Marked for deconstruction: { $count ->
        [one] { $count } entity.
       *[other] { $count } entities.
    }
overview-entities = Most of all: { $list }.
overview-stored = In the chests: { $list }.
overview-network =
    Electric network { $id }: needs { $demand }, gets { $supply }, { $satisfaction } of the demand is met{ $estimated ->
        [yes] {" "}(estimated).
       *[no] .
    }
overview-network-unknown = Electric network { $id }: supply and demand are not known.
overview-no-network = No electric network reaches into the area.

# Urgent.
emergency-no-power =
    Electric network { $network } is dead: { $satisfaction } of its demand of { $demand } is met{ $estimated ->
        [yes] {" "}(estimated)
       *[no] {""}
    }, { $hit ->
        [0] everything in it stands still.
        [one] { $hit } consumer stands still.
       *[other] { $hit } consumers stand still.
    }
emergency-no-power-next = Check that poles join the generators to the network and that the generators have fuel, steam or sun.
emergency-brownout =
    Electric network { $network } is short of power: { $satisfaction } of its demand of { $demand } is met{ $estimated ->
        [yes] {" "}(estimated)
       *[no] {""}
    }, { $hit ->
        [0] everything in it is slowed down.
        [one] { $hit } consumer is slowed down.
       *[other] { $hit } consumers are slowed down.
    }
emergency-brownout-next = Check that the generators have fuel and steam; if they do, add generators or switch off consumers.

# Answers.
answer-urgent = Urgent! { $text }
answer-calm-bottleneck = No obvious bottleneck is in sight in the area.
answer-calm-power = No trouble with the electricity is in sight.
answer-calm-chat = No problem is in sight in the area.
answer-waiting = Machines that wait because of it: { $list }.
answer-waiting-item = “{ $recipe }” ({ $count } of { $total })
answer-limited = That leaves only about { $rate } of “{ $item }” instead of { $full }.
answer-more =
    { $count ->
        [one] { $count } more remark is in the list below.
       *[other] { $count } more remarks are in the list below.
    }
answer-next = What to do? { $text }
answer-nothing-about = Not in sight in the area: { $list }.
answer-facts-left = Facts shown: { $shown } of { $all }; select a smaller area to see the others.
answer-hello = Take the “GPT Analyzer”, drag a box over part of the factory and ask again: I answer about what is selected. The modes: { $modes }. For a blueprint, write an item and a rate, for example: [item=iron-gear-wheel] 60/min.
answer-select = The mode “{ $mode }” needs a selected area. Take the “GPT Analyzer”, drag a box over part of the factory and ask again.
answer-select-to-ask = To answer the question I need a selected area: take the “GPT Analyzer” and drag a box over part of the factory.
answer-snapshot-gone = The agent no longer has the snapshot this question is about. Select the area once more and ask again.

# Notes.
note-model-failed = The model “{ $model }” did not answer, so the embedded analyst did. { $reason }
note-models-failed = { $count ->
    [one] { $count } model did not answer; the embedded analyst did. The reason:
   *[other] None of { $count } models answered; the embedded analyst did. The reasons:
}
note-model-cause = “{ $model }”: { $reason }
note-model-useless = The reply of the model “{ $model }” is of no use (empty or in another language). The embedded analyst answered.
note-unproven =
    { $count ->
        [one] { $count } number in the answer is not confirmed by computation and is marked: { $numbers }.
       *[other] { $count } numbers in the answer are not confirmed by computation and are marked: { $numbers }.
    }
unproven-mark = (unconfirmed)
note-cut =
    The question did not fit the model: { $facts ->
        [one] { $facts } fact
       *[other] { $facts } facts
    } and { $turns ->
        [one] { $turns } earlier turn were left out.
       *[other] { $turns } earlier turns were left out.
    }
note-not-modelled = Not taken into account: { $list }.
note-not-modelled-more = Not taken into account: { $list } and { $count } more.

# Blueprints.
offer-text = A blueprint is ready: “{ $item }”, { $rate } — { $count } { $count ->
        [one] machine
       *[other] machines
    } “{ $machine }”, { $width }×{ $height } tiles, { $power }.
offer-feeds = Bring by belt: { $list }.
offer-label = { $item } { $rate }
offer-short = The chests of the area lack for it: { $list }.
offer-research = Research first: { $list }.
offer-for-deficit =
    { $rows ->
        [1] The attached blueprint makes up the missing “{ $item }” ({ $rate }).
       *[other] The attached blueprint, placed { $rows } times, makes up the missing “{ $item }” ({ $rate }).
    }
check-import = the string reads back
check-overlap = nothing overlaps
check-power = everything is powered
check-feeding = every machine is fed and emptied
check-rate = the rate is reached
offer-refused = No blueprint. { $reason } { $next }

error-prompt-too-long = A question of { $tokens } tokens does not fit the model's window of { $window }.
error-prompt-too-long-next = Ask a shorter question or choose a model with a larger window.

data-set-running = game { $version }, mod set { $modset }
