"""Who comes from nests, and how many: by evolution and by the pollution that nests take up.

Rules (wiki: Enemies, Pollution; UnitPrototype.absorptions_to_join_attack): a nest sends one of the kinds it spawns for
each time it has taken up that kind's price in pollution; kinds follow its spawn weights at the evolution of the moment.
Those who are sent gather for one to ten minutes before they set off, two hundred at most. A nest takes up no more than
it spends, once it holds the price of three of its dearest kind, and spends no faster than it spawns.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.from_snapshot import exact
from agent.game.combat import Spawner, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.contract import Enemies, MapRules, Snapshot
    from agent.game.gamedata import GameData

CHUNK = 32
TICKS_PER_MIN = 3600
Chunk = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wave:
    """What gathers in a time: units by kind, and the pollution a minute that sends them."""

    units: Mapping[str, Fraction]
    pollution_per_min: Fraction
    minutes: Fraction

    @property
    def size(self) -> Fraction:
        """Return how many come."""
        return sum(self.units.values(), Fraction(0))


def whole_number(size: Fraction) -> int:
    """Return how many come: the nearest whole number, as it is an estimate; a half goes up."""
    return math.floor(size + Fraction(1, 2))


def heads(units: Mapping[str, Fraction]) -> dict[str, int]:
    """Return whole numbers of each kind that make the whole: the largest remainders get what is over."""
    whole = {name: math.floor(number) for name, number in units.items()}
    over = whole_number(sum(units.values(), Fraction(0))) - sum(whole.values())
    for name in sorted(units, key=lambda each: (whole[each] - units[each], each))[:over]:
        whole[name] += 1
    return {name: number for name, number in whole.items() if number}


def absorbed_per_min(snapshot: Snapshot, data: GameData) -> Fraction | None:
    """Return what the surface's nests took up a minute over the last ten, by the statistics; None where not told."""
    taken = [flow.used_10m for flow in snapshot.production if flow.kind == "pollution" and flow.name in data.enemies]
    return exact(sum(taken)) if taken else None


def nests(snapshot: Snapshot, data: GameData) -> list[tuple[Enemies, Spawner]]:
    """Return the nests in reach whose kind the game data know."""
    return [
        (enemy, known)
        for enemy in snapshot.enemies
        if enemy.type == "unit-spawner" and isinstance(known := data.enemies.get(enemy.name), Spawner)
    ]


def chunk_of(x: float, y: float) -> Chunk:
    """Return the chunk of a place."""
    return math.floor(x / CHUNK), math.floor(y / CHUNK)


def price(unit: str, data: GameData, pollutant: str, modifier: Fraction = Fraction(1)) -> Fraction | None:
    """Return the pollution that sends one of a kind; None where it is not known."""
    known = data.enemies.get(unit)
    if not isinstance(known, Unit):
        return None
    cost = known.absorptions_to_join_attack.get(pollutant)
    return None if cost is None else cost * modifier


def kinds(spawners: Iterable[Spawner], evolution: Fraction) -> dict[str, Fraction]:
    """Return the part of each kind among what some nests spawn at an evolution."""
    total: dict[str, Fraction] = defaultdict(Fraction)
    number = 0
    for spawner in spawners:
        number += 1
        for unit, share in spawner.shares(evolution).items():
            total[unit] += share
    return {unit: share / number for unit, share in total.items()} if number else {}


def wave(
    pollution_per_min: Fraction,
    shares: Mapping[str, Fraction],
    data: GameData,
    *,
    pollutant: str = "pollution",
    rules: MapRules | None = None,
    minutes: Fraction | None = None,
) -> Wave:
    """Return what so much pollution sends while a group gathers as long as it may.

    Kinds whose price is not known are left out, with their part of the pollution.
    """
    modifier = exact(rules.pollution.attack_cost_modifier) if rules else Fraction(1)
    gather = Fraction(rules.groups.max_group_gathering_time if rules else 36_000, TICKS_PER_MIN)
    most = rules.groups.max_unit_group_size if rules else 200
    time = gather if minutes is None else minutes
    prices = {unit: cost for unit in shares if (cost := price(unit, data, pollutant, modifier)) is not None}
    mean = sum((shares[unit] * cost for unit, cost in prices.items()), Fraction(0))
    if not mean:
        return Wave({}, pollution_per_min, time)
    number = min(pollution_per_min * time / mean, Fraction(most))
    return Wave({unit: number * shares[unit] for unit in prices}, pollution_per_min, time)


def spend_per_min(
    spawners: Iterable[Spawner],
    evolution: Fraction,
    data: GameData,
    pollutant: str,
    modifier: Fraction = Fraction(1),
) -> Fraction:
    """Return the pollution a minute that nests can spend on attackers: what they spawn, times what each costs.

    The cooldown falls from its first to its second value on a straight line (EnemySpawnerPrototype.spawning_cooldown),
    and is so many times longer after a unit as its ``spawning_time_modifier`` says.
    ``modifier`` is the map's, on prices.
    """
    found = Fraction(0)
    for spawner in spawners:
        if not (spawner.absorptions_per_second or {}).get(pollutant):
            continue
        slow, fast = spawner.cooldown_ticks
        cost, time = Fraction(0), Fraction(0)
        for name, share in kinds([spawner], evolution).items():
            unit = data.enemies.get(name)
            cost += share * (price(name, data, pollutant, modifier) or 0)
            time += share * (unit.spawning_time_modifier if isinstance(unit, Unit) else 1)
        if time and slow:
            found += TICKS_PER_MIN / ((slow + (fast - slow) * evolution) * time) * cost
    return found


def taken_up_per_min(snapshot: Snapshot, data: GameData, evolution: Fraction) -> dict[Chunk, Fraction]:
    """Return by chunk the most pollution a minute that its nests can take up of what is there now.

    What a chunk holds is taken within seconds; over a minute its nests get what flows in. A snapshot does not tell
    that; the neighbours give a share of theirs every 64 ticks (wiki: Pollution), which is counted. Nests take no more
    than they can spend at an evolution.
    """
    pollutant = snapshot.surface.pollutant or "pollution"
    amounts = {(chunk.x, chunk.y): exact(chunk.amount) for chunk in snapshot.pollution}
    rules = snapshot.rules
    ratio = exact(rules.pollution.diffusion_ratio) if rules else Fraction(2, 100)
    least = exact(rules.pollution.min_to_diffuse) if rules else Fraction(15)
    found: dict[Chunk, Fraction] = {}
    limits: dict[Chunk, Fraction] = defaultdict(Fraction)
    modifier = exact(rules.pollution.attack_cost_modifier) if rules else Fraction(1)
    for enemy, spawner in nests(snapshot, data):
        here = chunk_of(enemy.x, enemy.y)
        absorbs = (spawner.absorptions_per_second or {}).get(pollutant)
        if absorbs is not None:
            most = (absorbs.absolute + absorbs.proportional * amounts.get(here, Fraction(0))) * 60
            limits[here] += min(most, spend_per_min([spawner], evolution, data, pollutant, modifier))
    for (x, y), limit in limits.items():
        around = [amounts.get(each, Fraction(0)) for each in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1))]
        inflow = sum((amount * ratio for amount in around if amount >= least), Fraction(0)) * 3600 / 64
        found[x, y] = min(limit, inflow + amounts.get((x, y), Fraction(0)))
    return found
