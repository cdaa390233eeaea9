"""Defence: enemies in reach, the waves to expect, what turrets do to them, where nothing covers the base."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.combat.firepower import SLOW_KILL_S, TURRETS, guns, rounds_for, seconds_for
from agent.analysis.combat.waves import (
    Wave,
    absorbed_per_min,
    heads,
    kinds,
    nests,
    taken_up_per_min,
    wave,
    whole_number,
)
from agent.analysis.facts import fact
from agent.analysis.findings import (
    Analysis,
    Finding,
    Name,
    Quantity,
    Severity,
    Unit,
    amounts,
    count,
    duration,
    most,
    numbered,
    percent,
)
from agent.analysis.from_snapshot import exact
from agent.game.combat import TICKS_PER_S, Worm
from agent.game.combat import Unit as EnemyUnit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.analysis.combat.firepower import Gun
    from agent.analysis.findings import Arg
    from agent.contract import Enemies, Snapshot, SnapshotEntity
    from agent.game.combat import Enemy
    from agent.game.gamedata import GameData

SHOWN = 6
LOW_ROUNDS = 5
WEAK_SHARE = Fraction(1, 4)
HURT_BELOW = Fraction(1, 2)
FUTURE = (Fraction(2, 10), Fraction(5, 10), Fraction(9, 10))
NOT_WORTH = frozenset(
    {"resource", "unit", "unit-spawner", "turret", "transport-belt", "straight-rail", "curved-rail-a", "curved-rail-b"}
)
OCTANTS = 8


def defence_analysis(snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData) -> Analysis:  # noqa: ARG001 - one shape of all modes
    """Return what is wrong with the defence of an area, and its strength against what may come as facts."""
    turrets = guns(snapshot, data)
    shares = kinds([spawner for _, spawner in nests(snapshot, data)], _evolution(snapshot))
    coming = expected_wave(snapshot, data)
    found = [
        *_unable(snapshot, turrets),
        *_holes(snapshot, turrets),
        *_powerless(snapshot, turrets, data),
        *_too_weak(snapshot, turrets, shares, coming, data),
        *_low(snapshot, turrets),
        *_hurt(snapshot),
    ]
    unknown = {enemy.name for enemy in snapshot.enemies if enemy.name not in data.enemies}
    known = {gun.entity.name for gun in turrets}
    unknown |= {entity.name for entity in snapshot.entities if entity.type in TURRETS and entity.name not in known}
    facts = tuple(_facts(snapshot, turrets, coming, data))
    return Analysis(numbered(found), facts, tuple(sorted(unknown)), data.label)


def expected_wave(snapshot: Snapshot, data: GameData) -> Wave:
    """Return what gathers at the nests in reach by the pollution that is there now; empty where none gets to them."""
    shares = kinds([spawner for _, spawner in nests(snapshot, data)], _evolution(snapshot))
    return _wave(snapshot, shares, data, _evolution(snapshot))


def units_to_stop(snapshot: Snapshot, data: GameData) -> dict[str, Fraction]:
    """Return the units that a new defence has to stop: the wave to expect, else what one nest keeps around itself."""
    coming = expected_wave(snapshot, data)
    if coming.size >= 1:
        return dict(coming.units)
    homes = [spawner for _, spawner in nests(snapshot, data)]
    most = max((spawner.max_units for spawner in homes), default=Fraction(0))
    return {unit: share * most for unit, share in kinds(homes, _evolution(snapshot)).items()}


def _evolution(snapshot: Snapshot) -> Fraction:
    told = exact(snapshot.evolution.factor) if snapshot.evolution is not None else Fraction(0)
    return min(max(told, Fraction(0)), Fraction(1))


def _wave(snapshot: Snapshot, shares: dict[str, Fraction], data: GameData, evolution: Fraction) -> Wave:
    if snapshot.rules is not None and snapshot.rules.peaceful:
        return Wave({}, Fraction(0), Fraction(0))
    per_min = sum(taken_up_per_min(snapshot, data, evolution).values(), Fraction(0))
    absorbed = absorbed_per_min(snapshot, data)
    # What the nests of the whole surface really took up bounds what is reckoned from the pollution around them.
    per_min = per_min if absorbed is None else min(per_min, absorbed)
    pollutant = snapshot.surface.pollutant or "pollution"
    return wave(per_min, shares, data, pollutant=pollutant, rules=snapshot.rules)


def _finding(
    snapshot: Snapshot, severity: Severity, key: str, at: SnapshotEntity | None, evidence: str = "", **args: Arg
) -> Finding:
    return Finding(
        id="",
        severity=severity,
        key=key,
        args=args if at is None else {"entity": Name("entity", at.name), **args},
        position=None if at is None else (at.x, at.y),
        surface=snapshot.surface.name,
        entity=None if at is None else at.name,
        evidence=(evidence,) if evidence else (),
    )


def _unable(snapshot: Snapshot, turrets: Sequence[Gun]) -> Iterator[Finding]:
    """Yield turrets that cannot shoot; that is urgent where enemies are in reach."""
    severity = Severity.CRITICAL if snapshot.enemies else Severity.WARNING
    idle: dict[str, list[Gun]] = defaultdict(list)
    for gun in turrets:
        if not gun.loaded:
            idle[gun.entity.type].append(gun)
    for kind, found in sorted(idle.items()):
        first = found[0].entity
        key = {"electric-turret": "finding-defence-no-power", "fluid-turret": "finding-defence-no-fluid"}.get(
            kind, "finding-defence-no-ammo"
        )
        total = sum(1 for gun in turrets if gun.entity.type == kind)
        yield _finding(
            snapshot, severity, key, first, f"status {first.status}", count=count(len(found)), total=count(total)
        )


def _low(snapshot: Snapshot, turrets: Sequence[Gun]) -> Iterator[Finding]:
    low = [gun for gun in turrets if 0 < gun.rounds < LOW_ROUNDS]
    if low:
        least = min(low, key=lambda gun: gun.rounds)
        yield _finding(
            snapshot,
            Severity.WARNING,
            "finding-defence-low-ammo",
            least.entity,
            count=count(len(low)),
            rounds=count(least.rounds),
            ammo=Name("item", least.ammo or ""),
        )


def _hurt(snapshot: Snapshot) -> Iterator[Finding]:
    hurt = [
        entity
        for entity in snapshot.entities
        if entity.health is not None
        and entity.max_health
        and entity.type not in {"unit", "unit-spawner", "turret"}
        and exact(entity.health) < HURT_BELOW * exact(entity.max_health)
    ]
    if hurt:
        worst = min(hurt, key=lambda entity: (entity.health or 0) / (entity.max_health or 1))
        share = exact(worst.health or 0.0) / exact(worst.max_health or 1.0)
        listed = most("entity", Counter(entity.name for entity in hurt), SHOWN)
        yield _finding(snapshot, Severity.WARNING, "finding-defence-damaged", worst, list=listed, share=percent(share))


def _holes(snapshot: Snapshot, turrets: Sequence[Gun]) -> Iterator[Finding]:
    """Yield for each direction that nests lie in the building nearest to them, where no loaded turret reaches it."""
    worth = [e for e in snapshot.entities if e.type not in NOT_WORTH and not e.ghost and e.force != "enemy"]
    if not worth:
        return
    for side, nest in sorted(_nearest_nests(snapshot).items()):
        entity = min(worth, key=lambda each: math.hypot(each.x - nest.x, each.y - nest.y))
        if not _covered(entity.x, entity.y, turrets):
            distance = math.hypot(entity.x - nest.x, entity.y - nest.y)
            yield _finding(
                snapshot,
                Severity.WARNING,
                "finding-defence-hole",
                entity,
                f"nest at {nest.x:.0f};{nest.y:.0f}",
                side=SIDES[side],
                nest=Name("entity", nest.name),
                distance=Quantity(exact(round(distance, 1)), Unit.TILE),
            )


def _nearest_nests(snapshot: Snapshot) -> dict[int, Enemies]:
    """Return by eighth of the horizon the nest nearest to the middle of the area."""
    corner, other = snapshot.area.left_top, snapshot.area.right_bottom
    x, y = (corner.x + other.x) / 2, (corner.y + other.y) / 2
    sides: dict[int, tuple[float, Enemies]] = {}
    for nest in snapshot.enemies:
        if nest.type == "unit-spawner":
            distance = math.hypot(nest.x - x, nest.y - y)
            side = round(math.atan2(nest.y - y, nest.x - x) / (2 * math.pi) * OCTANTS) % OCTANTS
            if side not in sides or distance < sides[side][0]:
                sides[side] = distance, nest
    return {side: nest for side, (_, nest) in sides.items()}


SIDES = ("east", "southeast", "south", "southwest", "west", "northwest", "north", "northeast")


def _covered(x: float, y: float, turrets: Sequence[Gun]) -> bool:
    return any(gun.loaded and math.hypot(gun.entity.x - x, gun.entity.y - y) <= gun.range for gun in turrets)


def _too_weak(
    snapshot: Snapshot, turrets: Sequence[Gun], shares: dict[str, Fraction], coming: Wave, data: GameData
) -> Iterator[Finding]:
    firing = [gun for gun in turrets if gun.loaded]
    seen: set[tuple[str, str | None]] = set()
    for gun in firing:
        if (gun.entity.name, gun.ammo) in seen or not gun.raw:
            continue
        seen.add((gun.entity.name, gun.ammo))
        for name in sorted(shares):
            enemy = data.enemies.get(name)
            if enemy is not None and gun.against(enemy) < WEAK_SHARE * gun.raw:
                yield _finding(
                    snapshot,
                    Severity.WARNING,
                    "finding-defence-weak-shot",
                    gun.entity,
                    enemy=Name("entity", name),
                    damage=count(round(gun.raw, 2)),
                    left=count(round(gun.against(enemy), 2)),
                )
    if firing and coming.size >= 1:
        strongest = _strongest_place(firing)
        time = seconds_for(coming.units, strongest, data)
        if time is None or time > SLOW_KILL_S:
            need = len(strongest) if time is None else math.ceil(len(strongest) * time / SLOW_KILL_S)
            yield _finding(
                snapshot,
                Severity.WARNING,
                "finding-defence-slow",
                strongest[0].entity,
                size=count(whole_number(coming.size)),
                turrets=count(len(strongest)),
                time=duration(time or Fraction(0)),
                kills="no" if time is None else "yes",
                more=count(max(need - len(strongest), 1)),
            )


def _strongest_place(firing: Sequence[Gun]) -> list[Gun]:
    """Return the turrets that shoot together with the one in the thickest of them."""
    sample = firing[:: max(1, len(firing) // 40)]

    places = [(other.entity.x, other.entity.y, float(other.range), other) for other in firing]

    def beside(gun: Gun) -> list[Gun]:
        at_x, at_y = gun.entity.x, gun.entity.y
        return [other for x, y, reach, other in places if math.hypot(x - at_x, y - at_y) <= reach]

    return max((beside(gun) for gun in sample), key=len)


def _facts(snapshot: Snapshot, turrets: Sequence[Gun], coming: Wave, data: GameData) -> Iterator[Finding]:
    if snapshot.evolution is not None:
        yield fact("fact-defence-evolution", evolution=percent(_evolution(snapshot)))
    groups: Counter[str] = Counter()
    for enemy in snapshot.enemies:
        groups[enemy.name] += enemy.count
    if groups:
        yield fact("fact-defence-enemies", list=most("entity", groups, SHOWN))
    else:
        yield fact("fact-defence-calm" if "enemies" in snapshot.collected else "fact-defence-unseen")
    if turrets:
        built = Counter(gun.entity.name for gun in turrets)
        ready = sum(1 for gun in turrets if gun.loaded)
        yield fact(
            "fact-defence-turrets", list=most("entity", built, SHOWN), ready=count(ready), all=count(len(turrets))
        )
    else:
        yield fact("fact-defence-no-turrets")
    if coming.size >= 1:
        rows = sorted(heads(coming.units).items(), key=lambda row: (-row[1], row[0]))
        listed = amounts(((Name("entity", name), count(number)) for name, number in rows), SHOWN)
        minutes = Quantity(coming.minutes, Unit.MINUTE)
        yield fact("fact-defence-wave", size=count(whole_number(coming.size)), list=listed, minutes=minutes)
        firing = [gun for gun in turrets if gun.loaded]
        kills = bool(firing) and seconds_for(coming.units, _strongest_place(firing), data) is not None
        # No amount of ammunition stops what heals faster than it is hit.
        for gun in _one_of_each(turrets) if kills else ():
            rounds = rounds_for(coming.units, gun, data)
            if rounds is not None:
                ammo = Name("item", gun.ammo or "")
                yield fact("fact-defence-rounds", ammo=ammo, count=count(math.ceil(rounds)))
    elif snapshot.rules is not None and snapshot.rules.peaceful:
        yield fact("fact-defence-peaceful")
    yield from _firepower(snapshot, turrets, data)
    yield from _by_evolution(snapshot, data)


def _one_of_each(turrets: Sequence[Gun]) -> list[Gun]:
    return list({(gun.entity.name, gun.ammo): gun for gun in reversed(turrets) if gun.loaded}.values())[::-1]


def _by_evolution(snapshot: Snapshot, data: GameData) -> Iterator[Finding]:
    """Yield who will come later."""
    spawners = [spawner for _, spawner in nests(snapshot, data)]
    for evolution in FUTURE:
        if evolution <= _evolution(snapshot):
            continue
        shares = kinds(spawners, evolution)
        if not shares:
            return
        rows = sorted(shares.items(), key=lambda row: (-row[1], row[0]))
        listed = amounts(((Name("entity", name), percent(share)) for name, share in rows), SHOWN)
        size = whole_number(_wave(snapshot, shares, data, evolution).size)
        yield fact("fact-defence-later", evolution=percent(evolution), list=listed, size=count(size))


def _near(snapshot: Snapshot, data: GameData) -> list[Enemy]:
    return [data.enemies[enemy.name] for enemy in snapshot.enemies if enemy.name in data.enemies]


def _roaming(snapshot: Snapshot, data: GameData) -> list[EnemyUnit]:
    return [enemy for enemy in _near(snapshot, data) if isinstance(enemy, EnemyUnit)]


def _powerless(snapshot: Snapshot, turrets: Sequence[Gun], data: GameData) -> Iterator[Finding]:
    """Yield enemies on their feet that all turrets of the thickest place together never kill: they heal faster."""
    firing = [gun for gun in turrets if gun.loaded and gun.shots_per_s]
    if not firing:
        return
    strongest = _strongest_place(firing)
    for enemy in {enemy.name: enemy for enemy in _roaming(snapshot, data)}.values():
        per_s = sum((gun.per_s(enemy) for gun in strongest), Fraction(0))
        heals = enemy.healing_per_tick * TICKS_PER_S
        if per_s <= heals:
            yield _finding(
                snapshot,
                Severity.WARNING,
                "finding-defence-powerless",
                strongest[0].entity,
                f"{float(per_s):.1f} a second against {float(heals):.1f} healed",
                enemy=Name("entity", enemy.name),
                turrets=count(len(strongest)),
                per_s=count(round(per_s, 1)),
                heals=count(round(heals, 1)),
            )


def _firepower(snapshot: Snapshot, turrets: Sequence[Gun], data: GameData) -> Iterator[Finding]:
    """Yield what a shot of each kind of turret does to the strongest that the nests send, and to what comes by itself.

    Demolishers, units and worms are in reach themselves; a nest shoots at nobody.
    """
    spawners = [spawner for _, spawner in nests(snapshot, data)]
    sent = [data.enemies[name] for name in kinds(spawners, _evolution(snapshot)) if name in data.enemies]
    worms = [enemy for enemy in _near(snapshot, data) if isinstance(enemy, Worm)]
    every = (sent, _roaming(snapshot, data), worms)
    strongest = [max(some, key=lambda enemy: enemy.health) for some in every if some]
    for enemy in {enemy.name: enemy for enemy in strongest}.values():
        for gun in _one_of_each(turrets):
            if not gun.shots_per_s:
                continue
            per_s, heals = gun.per_s(enemy), enemy.healing_per_tick * TICKS_PER_S
            key = "fact-defence-harmless" if not per_s else "fact-defence-outhealed"
            yield fact(
                key if per_s <= heals else "fact-defence-firepower",
                turret=Name("entity", gun.entity.name),
                enemy=Name("entity", enemy.name),
                shot=count(round(gun.against(enemy), 2)),
                time=duration(enemy.health / (per_s - heals) if per_s > heals else Fraction(0)),
                per_s=count(round(per_s, 1)),
                heals=count(round(heals, 1)),
                least=count(math.floor(heals / per_s) + 1 if per_s else 0),
            )
