# Forecast.
finding-forecast-fed =
    { $all ->
        [one] { $all } nest takes
       *[other] { $all } nests take
    } up your pollution already ({ $taken }), the most of it “{ $entity }”: in { $minutes } a wave of up to { $size } gathers{ $size ->
        [0] {""}
       *[other] {" "}— { $list }
    }.
finding-forecast-fed-next = { $cure ->
        [modules] Fewer would come with efficiency modules in the free slots ({ $takes }): { $saved } less pollution{ $researched ->
            [no] ; they are not researched yet
           *[yes] {""}
        }. Load the turrets on that side.
        [solar] Fewer would come with solar power instead of boilers ({ $takes }): { $saved } less pollution{ $researched ->
            [no] ; it is not researched yet
           *[yes] {""}
        }. Load the turrets on that side.
       *[none] Load the turrets on that side, or destroy the nest.
    }
finding-forecast-reaches = Pollution reaches “{ $entity }” in about { $minutes }{ $nests ->
        [one] {""}
       *[other] {" "}(nests there: { $nests })
    }: then attacks begin from there.
finding-forecast-reaches-next = { $cure ->
        [modules] Place turrets there in time. Efficiency modules in the free slots ({ $takes }) make { $saved } less pollution{ $researched ->
            [no] ; they are not researched yet
           *[yes] {""}
        }.
        [solar] Place turrets there in time. Solar power instead of boilers ({ $takes }) makes { $saved } less pollution{ $researched ->
            [no] ; it is not researched yet
           *[yes] {""}
        }.
       *[none] Place turrets there in time, or destroy the nest.
    }

finding-forecast-unseen = The threat of attacks cannot be computed: { $what ->
        [nests] not all nests around are known.
       *[cloud] how much pollution the chunks hold is unknown.
    }
fact-forecast-clean = Nothing here carries pollution, and no nest lives on it: there is nothing to forecast.
fact-forecast-off = Pollution is switched off on this map.
fact-forecast-nothing-emits = Nothing in the area emits pollution.
fact-forecast-emission = The area emits { $rate } of { $pollutant ->
        [spores] spores
       *[other] pollution
    } (at full work { $full }): { $list }.
fact-forecast-surface = The whole surface emits { $rate }, by the game's statistics.
fact-forecast-outside = Sources of { $rate } are assumed in chunks outside the area that hold more pollution than they could without them.
fact-forecast-unknown = How much pollution the chunks hold is not in the snapshot, so its spreading is not computed.
fact-forecast-absorbed = Taken up now in the known chunks: by the ground { $ground }, by trees { $trees }, by nests { $nests }.
fact-forecast-cloud =
    Polluted: { $chunks ->
        [one] { $chunks } chunk
       *[other] { $chunks } chunks
    } now, { $later_chunks } in { $later }, { $last_chunks } in { $last }.
fact-forecast-cloud-now =
    Polluted now: { $chunks ->
        [one] { $chunks } chunk
       *[other] { $chunks } chunks
    } of those known.
fact-forecast-peaceful = The map is peaceful: pollution sends no attacks.
fact-forecast-no-nests = There is no nest in the known chunks.
fact-forecast-none-reached = In { $minutes } pollution reaches none of the known nests ({ $all }).
fact-forecast-reached = Within { $minutes } pollution reaches { $reached } of { $all } known { $all ->
        [one] nest
       *[other] nests
    }.
fact-forecast-wave = { $when ->
        [now] Now
       *[later] In { $minutes }
    }, at an evolution of { $evolution }: waves every { $least } to { $most }, up to { $size } at a time — { $list }.
fact-forecast-evolution-now = Evolution of the enemies: { $evolution }.
fact-forecast-evolution =
    Evolution: { $evolution } now, { $first } in an hour, { $second } in four hours, { $third } in ten; pollution makes { $share } of its growth{ $whole ->
        [no] {" "}(only what the area emits is counted)
       *[yes] {""}
    }.
fact-forecast-appears = In about { $minutes } evolution gets to { $evolution }, and the nests begin to send: { $list }.
fact-forecast-destroy =
    Destroying { $nests ->
        [one] the nest that pollution reaches
       *[other] the { $nests } nests that pollution reaches
    } ends their attacks, but raises evolution from { $evolution } to { $then }.
fact-forecast-destroy-hardly =
    Destroying { $nests ->
        [one] the nest that pollution reaches
       *[other] the { $nests } nests that pollution reaches
    } ends their attacks; evolution hardly grows by it and stays at about { $evolution }.
fact-forecast-modules = Efficiency modules in the free slots ({ $takes }) save { $saved }, which leaves { $left }{ $researched ->
        [no] ; they are not researched yet
       *[yes] {""}
    }.
fact-forecast-solar = Solar power instead of the boilers ({ $takes } for { $load }) saves { $saved }, which leaves { $left }{ $researched ->
        [no] ; it is not researched yet
       *[yes] {""}
    }.
fact-forecast-cured = With all of that, pollution reaches { $reached } { $reached ->
        [one] nest
       *[other] nests
    } instead of { $of } within { $minutes }, and a wave then has up to { $size } instead of { $before }.
fact-forecast-trend-none = In the last { $minutes } the pollution of the whole surface did not change: { $after }.
fact-forecast-trend = In the last { $minutes } the pollution of the whole surface went from { $before } to { $after }.
answer-calm-forecast = In the next two hours pollution brings no new threat.
note-scope-forecast = The mode “forecast” assumes that the factory goes on as now, and does not model: chunks that the snapshot does not tell, new colonies, trees that wither, fires, fuels with a pollution factor of their own, pollution that a nest has stored, two ores under one drill, ore and labs outside the area. Times and waves are estimates.
