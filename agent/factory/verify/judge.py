"""The judge: static rules, then the flow programme, then the simulation; every finding with its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.factory.stages import UNHEARD
from agent.factory.verify.belts import Belts
from agent.factory.verify.crafters import Crafters
from agent.factory.verify.cycles import starts
from agent.factory.verify.flow import Bound, Flow
from agent.factory.verify.fluids import Fluids
from agent.factory.verify.ground import ground_faults, not_modelled, unknown_entities
from agent.factory.verify.layout import Layout
from agent.factory.verify.machines import MachineRules
from agent.factory.verify.pipelines import Pipelines
from agent.factory.verify.power import power_faults
from agent.factory.verify.simulate import MAX_TICKS, Result, Simulation
from agent.factory.verify.supply import Supply
from agent.factory.verify.verdict import LANES, Args, Expectation, Fault, Port, Rate, Severity, Verdict, Work
from agent.game.inserting import TICKS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.factory.stages import Tell
    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData

CLOSE = 0.97
"""Part of a promised rate that the simulation must show: a window cuts swings and crafts in two."""
LAGGING = 0.9
IDLE, ABLE = 0.02, 0.05
EXACT = 1e-6


OPEN_ENDED = frozenset({
    "underground-alone", "pipe-alone", "belts-face", "belt-into-back", "belt-into-splitter-side", "pole-cut-off",
    "inserter-takes-nothing", "inserter-puts-nowhere", "no-recipe", "dead-lane", "fluid-not-fed", "loader-alone",
})  # fmt: skip
"""What may be meant in a part of a factory whose neighbours are not there: nothing is said of what it must do."""


def verify(
    blueprint: Blueprint,
    data: GameData,
    expect: Expectation | None = None,
    max_ticks: int = MAX_TICKS,
    *,
    settle: bool = True,
    tell: Tell = UNHEARD,
) -> Verdict:
    """Judge a blueprint against what it is expected to do, or, with no expectation, by what stands there.

    An error cannot work as drawn. Where neither rates nor feeds are told, loose ends are warnings, and so is what the
    simulation shows when it rests on guessed feeds or on something that is not modelled.

    Args:
        blueprint: What is to be judged.
        data: Game data; entities it does not know are listed, not judged.
        expect: Promised rates and, if known, where items come in and leave.
        max_ticks: Most ticks of game time to simulate.
        settle: Whether to end earlier when nothing changes any more.
        tell: Hears how many of the most ticks are simulated.
    """
    expect = expect or Expectation()
    layout = Layout(blueprint, data, expect.ores)
    belts, crafters = Belts(layout), Crafters(layout, expect.mining_bonus)
    supply = Supply(layout, belts, crafters, expect)
    faults = [*unknown_entities(layout), *ground_faults(layout)]
    powerless = list(power_faults(layout, promised=bool(expect.rates_per_min)))
    faults += powerless
    faults += belts.faults
    faults += belts.slower()
    faults += supply.faults
    unlit = {fault.position for fault in powerless if fault.code == "no-pole" and fault.severity is Severity.ERROR}
    dark = frozenset(thing for thing in layout.things if thing.position in unlit)
    fluids = Fluids(layout, crafters)
    pipelines = Pipelines(layout, fluids, crafters, expect, dark)
    told = bool(expect.rates_per_min) or expect.feeds is not None
    wet = list(fluids.faults(strict=told))
    faults += wet
    mixed = any(fault.code == "fluid-mixed" for fault in wet)
    faults += (fault for fault in pipelines.faults if not (mixed and fault.code == "fluid-not-fed"))
    faults += MachineRules(layout, belts, crafters, supply, expect).faults()
    bound = Flow(layout, belts, crafters, supply, pipelines, dark).solve(expect)
    hopeful = all(bound.leaves_per_min.get(item, 0.0) >= rate for item, rate in expect.rates_per_min.items())
    result = Simulation(layout, belts, crafters, supply, pipelines, expect, dark).run(
        max_ticks,
        to_the_end=not settle,
        patient=hopeful,
        most_per_min={item: bound.leaves_per_min.get(item, 0.0) for item in expect.rates_per_min},
        tell=tell,
    )
    unseen = sorted(set(not_modelled(layout, crafters, supply.final, pipelines.switches)))
    if not told:
        faults = [replace(f, severity=Severity.WARNING) if f.code in OPEN_ENDED else f for f in faults]
    missed = list(_rates(expect, bound, result))
    faults += missed
    certain = bool(missed) if expect.rates_per_min else told or not (supply.guessed or unseen)
    severity = Severity.ERROR if certain else Severity.WARNING
    faults += _still(bound, result, severity, promised=bool(expect.rates_per_min))
    if missed:
        faults += _slow(result)
    faults += _unasked(expect, crafters, supply, Severity.ERROR if missed else Severity.WARNING)
    faults += _jams(result, supply, severity)
    fed = frozenset(feed.item for feed in (*supply.feeds, *pipelines.feeds))
    started = starts(crafters, fed)
    if started:
        listed = ", ".join(f"{start.item} × {start.amount}" for start in started)
        faults.append(Fault("cycle", None, {"items": listed}, Severity.WARNING))
    return Verdict(
        faults=tuple(faults),
        rates=tuple(_table(expect, bound, result, crafters)),
        machines=tuple(_work(crafters, bound, result)),
        ports=tuple(_ports(bound, result)),
        feeds=(*supply.feeds, *pipelines.feeds),
        outlets=(*supply.outlets, *(p.outlet for p in pipelines.all if p.outlet is not None)),
        not_modelled=tuple(unseen),
        seconds=result.ticks / TICKS_PER_S,
        steady=result.steady,
        data_set=data.label,
        started=started,
    )


def _rates(expect: Expectation, bound: Bound, result: Result) -> Iterator[Fault]:
    for item, rate in expect.rates_per_min.items():
        most = bound.leaves_per_min.get(item, 0.0)
        seen = 0.0 if _only_stock(result, item) else _measured(result, item)
        place = _slowest(bound, item) or (bound.tight[0] if bound.tight else _way_out(expect))
        args: Args = {"item": item, "rate": float(rate), "bound": most, "simulated": seen}
        if most < float(rate) * (1 - EXACT):
            yield Fault("rate-impossible", place, args)
        elif seen < float(rate) * CLOSE:
            yield Fault("rate-missed", place, args)


def _slowest(bound: Bound, item: str) -> tuple[float, float] | None:
    """Return the place of the slowest machine for an item, if all of them work all the time and one is slower.

    Then they are what limits it, and the programme's own answer may be any of them or the inserter behind it.
    """
    speeds = {c: c.crafts_per_s * c.net(item) for c in bound.work if c.net(item) > 0}
    if not speeds or min(bound.work[c] for c in speeds) < 1 - EXACT or min(speeds.values()) == max(speeds.values()):
        return None
    return min(speeds, key=lambda c: (speeds[c], c.thing.position)).thing.position


def _only_stock(result: Result, item: str) -> bool:
    """Tell whether what left was made before: all who gain an item stand still in the end, as a robbed cycle does."""
    makers = [share for crafter, share in result.work.items() if crafter.net(item) > 0]
    return bool(makers) and max(makers) <= 0


def _way_out(expect: Expectation) -> tuple[float, float] | None:
    """Return where things were to leave: the place to look at when nothing could even be tight."""
    return (expect.outlets[0][0] + 0.5, expect.outlets[0][1] + 0.5) if expect.outlets else None


def _unasked(expect: Expectation, crafters: Crafters, supply: Supply, severity: Severity) -> Iterator[Fault]:
    """Yield machines whose product leaves though nobody was promised it and nobody inside needs it."""
    if not expect.rates_per_min:
        return
    used = {item for crafter in crafters.by_thing.values() for item in crafter.needs} | set(expect.rates_per_min)
    leaving = {item for tile in supply.outlets for lane in LANES for item in supply.final.on[tile, lane]}
    for crafter in crafters.by_thing.values():
        for item in sorted((set(crafter.makes) & leaving) - used):
            args: Args = {"entity": crafter.thing.name, "item": item}
            yield Fault("not-asked", crafter.thing.position, args, severity)


def _measured(result: Result, item: str) -> float:
    """Return what leaves a minute as far as a window can tell.

    A window cuts crafts and swings in two at both its ends, so that a count may be a craft of every machine off, even
    above what is possible. Parts of crafts done are told exactly: where the count agrees with them within what may be
    cut, they are what leaves.
    """
    left, made = result.left_per_min.get(item, 0.0), _netted(result, item)
    return made if made > 0 and abs(left - made) <= 2 * _grain(result, item) else left


def _netted(result: Result, item: str) -> float:
    """Return what machines made a minute, less what others used, by the parts of crafts done."""
    total = 0.0
    for crafter, share in result.averaged.items():
        total += share * float(crafter.crafts_per_s * crafter.net(item)) * 60
    return total


def _grain(result: Result, item: str) -> float:
    """Return what a minute's count may be off by: half a craft of every machine that makes it, at each end."""
    crafts = sum(float(c.batch(item)) for c in result.work) / 2 + 1
    return crafts * 3600 / max(result.window_ticks, 1)


def _still(bound: Bound, result: Result, most: Severity, *, promised: bool) -> Iterator[Fault]:
    """Yield machines that could work and stood still in the simulation, with the reason.

    Where nothing is promised, one that stands beside others that do the same work is one too many, no fault.
    """
    busy = {crafter.recipe for crafter, share in result.work.items() if share > IDLE} if not promised else set()
    for crafter, share in bound.work.items():
        severity = Severity.WARNING if crafter.recipe in busy else most
        if share < ABLE or result.work.get(crafter, 0.0) > IDLE:
            continue
        place, name = crafter.thing.position, crafter.thing.name
        if crafter in result.missing:
            yield Fault("machine-starved", place, {"entity": name, "item": result.missing[crafter]}, severity)
        elif crafter in result.full:
            yield Fault("machine-blocked", place, {"entity": name, "item": result.full[crafter]}, severity)
        else:
            yield Fault("machine-no-fuel", place, {"entity": name}, severity)


def _slow(result: Result) -> Iterator[Fault]:
    """Yield machines that work but do less than others of the same kind and recipe."""
    best: dict[tuple[str, str], float] = {}
    for crafter, share in result.work.items():
        kind = crafter.thing.name, crafter.recipe.name if crafter.recipe else ""
        best[kind] = max(best.get(kind, 0.0), share)
    for crafter, share in result.work.items():
        most = best[crafter.thing.name, crafter.recipe.name if crafter.recipe else ""]
        if IDLE < share < most * LAGGING:
            args: Args = {"entity": crafter.thing.name, "share": round(share * 100), "best": round(most * 100)}
            yield Fault("machine-slow", crafter.thing.position, args)


def _jams(result: Result, supply: Supply, severity: Severity) -> Iterator[Fault]:
    """Yield lanes that stand still with several items on them while a machine along them waits for one of them."""
    hungry = {crafter.thing: item for crafter, item in result.missing.items()}
    for line in result.stuck:
        items = {item for item in line.slots if item is not None}
        waits = {
            hungry[arm.target] for piece in line.pieces for arm in supply.taking_at(piece.tile) if arm.target in hungry
        }
        if len(items) > 1 and waits & items:
            args = {"items": ", ".join(sorted(items)), "waits": ", ".join(sorted(waits & items))}
            yield Fault("jam-mixed", line.pieces[-1].centre, args, severity)


def _table(expect: Expectation, bound: Bound, result: Result, crafters: Crafters) -> Iterator[Rate]:
    made = {item for crafter in crafters.by_thing.values() for item in (*crafter.makes, *crafter.fluid_makes)}
    for item in sorted({*expect.rates_per_min, *(made & {*bound.leaves_per_min, *result.left_per_min})}):
        promised = expect.rates_per_min.get(item)
        yield Rate(
            item,
            None if promised is None else float(promised),
            bound.leaves_per_min.get(item, 0.0),
            _measured(result, item),
        )


def _ports(bound: Bound, result: Result) -> Iterator[Port]:
    for key in sorted({*bound.ports_per_min, *result.ports_per_min}):
        comes_in, tile, item = key
        rates = bound.ports_per_min.get(key, 0.0), result.ports_per_min.get(key, 0.0)
        if any(rate > EXACT for rate in rates):
            yield Port(item, tile, comes_in, *rates)


def _work(crafters: Crafters, bound: Bound, result: Result) -> Iterator[Work]:
    for crafter in crafters.by_thing.values():
        if crafter.recipe is not None:
            yield Work(
                crafter.thing.position,
                crafter.thing.name,
                crafter.recipe.name,
                bound.work.get(crafter, 0.0),
                result.work.get(crafter, 0.0),
            )
