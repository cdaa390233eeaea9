"""Why something cannot be made: what is missing, or which cycle gains nothing, link by link."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from agent.errors import GameDataError, UsageError
from agent.factory.requirements.network import groups, taking_part
from agent.factory.requirements.options import ANY_PLACE
from agent.factory.requirements.processes import processes_at
from agent.factory.requirements.programme import Programme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.errors import AgentError
    from agent.factory.requirements.options import Question
    from agent.factory.requirements.process import Process
    from agent.game.gamedata import GameData

ARROW = " → "


def no_limit(question: Question) -> AgentError:
    """Say that nothing holds the output down."""
    return UsageError("requirements-no-limit", item=question.targets[0].name)


def no_plan(question: Question, data: GameData, place: str) -> AgentError:
    """Find out why a question has no plan.

    Tells apart: a thing that nothing makes; one that something makes elsewhere; a cycle that gains nothing.
    """
    processes = processes_at(data, question.options, place, frozenset(question.limits))
    for target in question.targets:
        path = _missing(processes, target.name)
        if path is not None:
            return _unmade(path, question, data, place)
    return _cycle(processes, question, place)


def _missing(processes: Sequence[Process], wanted: str) -> list[str] | None:
    """Return the way from a thing to one that nothing makes, if every way to make it ends so."""
    alive = taking_part(processes, [wanted])
    if any(process.net().get(wanted, 0) > 0 for process in alive):
        return None
    path, seen = [wanted], {wanted}
    while True:
        makers = [process for process in processes if process.net().get(path[-1], 0) > 0]
        if not makers:
            return path
        reachable = {name for process in taking_part(processes, _inputs(makers)) for name in _outputs([process])}
        step = next((name for name in sorted(_inputs(makers[:1])) if name not in reachable and name not in seen), None)
        if step is None:
            return None
        path.append(step)
        seen.add(step)


def _inputs(processes: Sequence[Process]) -> set[str]:
    return {name for process in processes for name, amount in process.net().items() if amount < 0}


def _outputs(processes: Sequence[Process]) -> set[str]:
    return {name for process in processes for name, amount in process.net().items() if amount > 0}


def _unmade(path: list[str], question: Question, data: GameData, place: str) -> AgentError:
    item, chain = path[-1], ARROW.join(path)
    if place != ANY_PLACE:
        elsewhere = sorted(
            name
            for name in data.sources
            if name != place and item in _outputs(processes_at(data, question.options, name))
        )
        if elsewhere:
            return GameDataError(
                "requirements-elsewhere", item=item, chain=chain, place=place, elsewhere=", ".join(elsewhere)
            )
    recipes = [r.name for r in data.recipes_making(item)]
    if recipes:
        return GameDataError("requirements-set-aside", item=item, chain=chain, recipes=", ".join(recipes[:5]))
    return GameDataError("requirements-no-recipe", item=item, chain=chain, data_set=data.label)


def _cycle(processes: Sequence[Process], question: Question, place: str) -> AgentError:
    """Name the cycle behind a shortage: solve with shortages allowed, take the group that the shortage lies in."""
    alive = taking_part(processes, [target.name for target in question.targets])
    short = _shortages(alive, question)
    for members in groups(alive):
        if len(members) > 1 and (_outputs(members) & short):
            links = _links(members, min(_outputs(members) & short))
            return GameDataError("requirements-cycle", item=links[0], chain=ARROW.join(links), place=place)
    item = min(short, default=question.targets[0].name)
    return GameDataError("requirements-short", item=item, place=place)


def _shortages(processes: Sequence[Process], question: Question) -> set[str]:
    programme = Programme(2)
    demand = {target.name: target.rate_per_s for target in question.targets}
    names = sorted({name for process in processes for name in process.net()})
    rows = {name: programme.row(demand.get(name, Fraction(0))) for name in names}
    for process in processes:
        entries = {rows[name]: amount for name, amount in process.net().items()}
        programme.column(entries, Fraction(0), process.machines_per_craft + process.raw_cost)
    gaps = {name: programme.column({row: Fraction(1)}, Fraction(1)) for name, row in rows.items()}
    for row in rows.values():
        programme.column({row: Fraction(-1)})
    amounts = programme.solve()
    return {name for name, column in gaps.items() if amounts[column]}


def _links(members: Sequence[Process], start: str) -> list[str]:
    """Walk back from a thing through makers and inputs until a thing comes again."""
    links, thing = [start], start
    inside = _outputs(members)
    while True:
        maker = next(process for process in members if process.net().get(thing, 0) > 0)
        thing = min(_inputs([maker]) & inside)
        links += [maker.name, thing]
        if thing in links[:-1]:
            return links[links.index(thing) :]
