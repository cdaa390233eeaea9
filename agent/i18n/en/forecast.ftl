# Pollution forecast.
finding-forecast-reached = Pollution has reached the nest “{ $nest }”, which takes up about { $taken }. In { $minutes } up to { $size } gather there: { $list } (evolution { $evolution }, estimated).
finding-forecast-reached-next = Strengthen the side towards this nest, or destroy it; less pollution sends fewer enemies.
finding-forecast-reaches = In { $time } pollution reaches the nest “{ $nest }”; evolution will be { $evolution } then. In { $minutes } up to { $size } gather there: { $list } (estimated).
finding-forecast-reaches-next = Until then build a defence on this side, or destroy the nest.

fact-forecast-unknown = This snapshot has no data on pollution: take it again.
fact-forecast-none = There is no pollution on this surface: it attracts no enemies.
fact-forecast-clean = The area's machines give off nothing now.
fact-forecast-emitted = The area gives off { $total } of pollution: { $list }.
fact-forecast-lower = Most comes from “{ $entity }” ({ $share }). Efficiency modules would save up to { $less } (consumption never falls below 20%).
fact-forecast-spread = Pollution now: { $chunks } chunks, { $total } in all, { $most } in the worst. Their ground and trees ({ $trees }) can take up { $absorbed }.
fact-forecast-later = In { $minutes } there will be { $chunks } polluted chunks with { $total } in all.
fact-forecast-trend = Pollution of the whole surface within { $time }: it was { $before } and is { $now }.
fact-forecast-evolution = Evolution is { $now } now and { $later } in { $minutes }, counting time and the area's pollution alone.
fact-forecast-calm = Within { $minutes } pollution will not reach any of the known nests.
answer-calm-forecast = Within the next hour pollution will bring nobody.
note-scope-forecast = The mode “forecast” does not model: machines outside the area, new nests, dying trees, land not yet discovered; pollution is computed in steps of about 8.5 s; times are estimates.
