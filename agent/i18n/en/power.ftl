# Power.
finding-power-short =
    Electric network { $network } lacks { $lacking }: { $satisfaction } of the demand is met{ $estimated ->
        [yes] {" "}(estimated).
       *[no] .
    }
finding-power-short-next = { $why ->
        [dark] It is dark now and the solar panels give next to nothing: until dawn any other generator helps ({ $cure }); accumulators are what every night takes.
        [enough] First bring the steam back: generators stand without it ({ $dry }); with it they would give up to { $back } more, which is enough.
        [part] First bring the steam back: generators stand without it ({ $dry }); with it they would give up to { $back } more. Any one of these gives the rest: { $cure }. { power-counted }
       *[no] Any one of these is enough: { $cure }. { power-counted }
    }
power-counted = Solar panels are counted with their daily average; steam engines and turbines need steam of their own.
finding-power-tight = Electric network { $network } is close to its limit: { $demand } wanted of { $maximum } possible ({ $share }).
finding-power-tight-next = Any one of these gives a reserve of 10%: { $cure }. { power-counted }
finding-power-over = Electric network { $network } has too few generators: { $demand } wanted, they can give up to { $maximum }; the missing { $missing } come out of the accumulators.
finding-power-over-next = For a reserve of 10%, add any one of these: { $cure }. { power-counted }
finding-power-running-dry = The accumulators of electric network { $network } are running dry: { $stored } left, enough for { $left } at { $drain }.
finding-power-running-dry-next = Add generators or switch off some consumers before the accumulators are empty.
finding-power-night = Electric network { $network } has too little stored for the night: with { $load } on the solar panels a night takes { $missing }, the accumulators hold { $storage }.
finding-power-night-next =
    Add accumulators: { $accumulators }.{ $panels ->
        [0] {""}
       *[other] {" "}By day the panels cannot charge them: add solar panels: { $panels }.
    }
finding-power-no-steam = Electric network { $network }: { $count } of { $total } generators “{ $entity }” have no steam.
finding-power-no-steam-next = Check the boilers or heat exchangers before them: fuel, water and pipes.
finding-power-unplugged =
    { $count ->
        [one] { $count } entity is not connected to an electric network: { $list }.
       *[other] { $count } entities are not connected to an electric network: { $list }.
    }
finding-power-unplugged-next = Place an electric pole whose area covers them and connect it to the network.
finding-power-no-fuel = Out of fuel: { $list }.
finding-power-no-fuel-next = Restore the fuel supply: without it the inserters that bring the fuel lose their power too.
finding-power-fuel-low =
    Fuel is running low in { $count ->
        [one] { $count } entity
       *[other] { $count } entities
    }: “{ $entity }” has enough for { $left } at full work.
finding-power-fuel-low-next = Check whether fuel reaches them.

fact-power-made = Electric network { $network }, production now: { $list }{ $several ->
        [no] .
       *[yes] ; most comes from “{ $top }” ({ $share }).
    }
fact-power-used = Electric network { $network }, consumption now: { $list }{ $several ->
        [no] .
       *[yes] ; most goes to “{ $top }” ({ $share }).
    }
fact-power-estimated = Electric network { $network }: no statistics; by their statuses the consumers of the area draw { $power }: { $list }.
finding-power-cold = “{ $entity }”: { $count } of { $total } are below their working temperature and make no steam.
finding-power-cold-next = Check the heat pipes to the reactor and its fuel: heat exchangers work from 500 °C on.
finding-power-heat-lost = { $kind ->
        [exchangers] The heat exchangers
       *[turbines] The turbines
    } “{ $entity }” ({ $count } in all) take { $passes } at most, while the reactors give { $given } of heat.
finding-power-heat-lost-next = To use all the heat, add “{ $entity }”: { $add }.
fact-power-heat = Heat of the reactors ({ $reactors } in all): { $given }, { $bonus } of it for neighbours; heat exchangers ({ $exchangers }) take up to { $passed }, turbines ({ $turbines }) give up to { $made }; up to { $reached } can come out if all of that is joined.
finding-power-fusion-lost = The generators “{ $entity }” ({ $count } in all) take { $passes } at most, while the plasma of the fusion reactors holds { $given }.
finding-power-fusion-lost-next = To use all the plasma, add “{ $entity }”: { $add }.
fact-power-fusion = Fusion reactors ({ $reactors } in all): plasma of { $given } at full work, { $told ->
        [yes] as hot as it is now ({ $hotter } times as hot as without neighbours)
       *[no] without what neighbours add
    }; generators ({ $generators }) make up to { $made } of it; up to { $reached } can come out, and the reactors draw { $drawn } themselves.
fact-power-heat-unseen = The reactors ({ $reactors } in all) give { $given } of heat at full work, { $bonus } of it for neighbours; no heat exchangers for them are in the area.
fact-power-average = Electric network { $network }: { $ten } on average over 10 minutes, { $hour } over an hour; highest demand in the snapshots { $peak }.
fact-power-maximum = Electric network { $network } can give up to { $maximum } now. One more adds: { $add }.
fact-power-maximum-area = The area's generators in electric network { $network } can give up to { $maximum } now. One more adds: { $add }.
fact-power-stored = The accumulators of electric network { $network } are charged to { $share }: { $stored } of { $storage }.
fact-power-stored-draining = The accumulators of electric network { $network } are charged to { $share } ({ $stored } of { $storage }) and draining; enough for { $left }.
fact-power-solar = The area's solar panels in electric network { $network } ({ $count }): { $full } by day, { $mean } on average over a day ({ $share }).
fact-power-fuel =
    Fuel at full work: in { $count ->
        [one] { $count } entity
       *[other] { $count } entities
    } it lasts { $spread ->
        [no] { $least }.
       *[yes] from { $least } to { $most }.
    }
note-scope-power = The mode “power” does not model: how heat moves along pipes (all reactors of the area count as one network), the way of plasma through pipes and the neighbours of fusion reactors where no plasma is seen, Fulgora's lightning, steam stored in tanks; generators outside the area show only in the network's statistics.
