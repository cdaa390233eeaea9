"""From a question to a plan: names checked, place chosen, programme solved, balance proved, result put together."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.errors import AgentError, UsageError
from agent.factory.requirements.balance import Crafts, busiest, greatest_output, least_input
from agent.factory.requirements.diagnosis import no_limit, no_plan
from agent.factory.requirements.names import check_names
from agent.factory.requirements.network import groups, startable, taking_part
from agent.factory.requirements.options import ANY_PLACE, Target
from agent.factory.requirements.process import RAW_KINDS, Process
from agent.factory.requirements.processes import processes_at
from agent.factory.requirements.programme import InfeasibleError, UnboundedError
from agent.factory.requirements.requirement import ProductionRequirement, Start, Step, whole
from agent.game.prototypes import Belt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent.factory.requirements.options import Options, Question
    from agent.game.gamedata import GameData

ZERO = Fraction(0)
HOME = "nauvis"
RECYCLING = "recycling"


def requirements(question: Question, data: GameData) -> ProductionRequirement:
    """Compute what a question needs.

    Raises:
        UsageError: A name is not known, a machine or module cannot be used where it was asked for.
        GameDataError: The targets cannot be made; the error says why.
    """
    check_names(question, data)
    if question.given:
        return _given(question, data)
    for place, options in _attempts(question.options, data):
        found = _at(replace(question, options=options), data, place)
        if found is not None:
            return found
    raise no_plan(question, data, _places(question.options, data)[-1])


def _at(question: Question, data: GameData, place: str) -> ProductionRequirement | None:
    processes = processes_at(data, question.options, place, frozenset(question.limits))
    processes = taking_part(processes, [target.name for target in question.targets])
    try:
        crafts, targets = _solve(processes, question)
    except InfeasibleError:
        return None
    except UnboundedError as error:
        raise no_limit(question) from error
    return _result(question, data, place, crafts, targets)


def _attempts(options: Options, data: GameData) -> list[tuple[str, Options]]:
    """Return what to try in turn: every single place, the same with recycling, all places together, with recycling."""
    known = any(RECYCLING in recipe.categories for recipe in data.recipes.values())
    ways = [options]
    if known and RECYCLING not in options.enabled | options.disabled:
        ways.append(replace(options, enabled=options.enabled | {RECYCLING}))
    places = _places(options, data)
    together = [place for place in places if place == ANY_PLACE]
    alone = [place for place in places if place != ANY_PLACE]
    return [(place, way) for group in (alone, together) for way in ways for place in group]


def _places(options: Options, data: GameData) -> list[str]:
    """Return the place named; else the first planet, the others by name, all together."""
    if options.place is not None:
        return [options.place]
    known = sorted(data.sources, key=lambda name: (name != HOME, name))
    return [*known, ANY_PLACE] if len(known) != 1 else known


def _solve(processes: Sequence[Process], question: Question) -> tuple[Crafts, tuple[Target, ...]]:
    if not question.maximise:
        return least_input(processes, question.targets), question.targets
    crafts, factor = greatest_output(processes, question)
    return crafts, tuple(Target(t.name, t.rate_per_s * factor) for t in question.targets)


def _given(question: Question, data: GameData) -> ProductionRequirement:
    options = question.options
    found = [p for p in processes_at(data, options, options.place or ANY_PLACE) if p.kind != "supply" and p.setup]
    machines = dict(question.given)
    for process in found:
        if process.shares is not None and process.name in machines:
            machines.setdefault(process.shares, machines[process.name])
    question = replace(question, given=machines)
    named = [process for process in found if process.name in machines]
    missing = sorted(set(machines) - {process.name for process in named})
    if missing:
        raise UsageError("requirements-no-machine-for", recipe=missing[0])
    made = {name for process in named for name, amount in process.net().items() if amount > 0}
    taken = {name for process in named for name, amount in process.net().items() if amount < 0}
    from_outside = frozenset(taken - made) | options.supplied
    supplies = [p for p in processes_at(data, options, options.place or ANY_PLACE, from_outside) if p.kind == "supply"]
    leaving = [target.name for target in question.targets]
    crafts = busiest([*named, *supplies], question.given, leaving)
    rates = _balance(crafts)
    targets = tuple(Target(name, rate) for name, rate in sorted(rates.items()) if rate > 0 and name not in from_outside)
    return _result(question, data, options.place or ANY_PLACE, crafts, targets)


def _balance(crafts: Iterable[tuple[Process, Fraction]]) -> dict[str, Fraction]:
    total: dict[str, Fraction] = {}
    for process, rate in crafts:
        for name, amount in process.net().items():
            total[name] = total.get(name, ZERO) + amount * rate
    return total


def _result(
    question: Question, data: GameData, place: str, crafts: Crafts, targets: tuple[Target, ...]
) -> ProductionRequirement:
    rest = _balance(crafts)
    for target in targets:
        rest[target.name] = rest.get(target.name, ZERO) - target.rate_per_s
    if any(rate < 0 for rate in rest.values()):
        raise AgentError("requirements-no-solver")
    running = [(process, rate) for process, rate in crafts if process.kind not in ("supply", "gathering")]
    belt = data.entity(question.options.belt, Belt)
    return ProductionRequirement(
        data_set=data.label,
        place=place,
        targets=targets,
        steps=_steps(running, question),
        raw=_raw(crafts),
        by_products={name: rate for name, rate in sorted(rest.items()) if rate > 0},
        flows=_flows(crafts),
        fluids=frozenset(data.fluids),
        belt=(belt.name, belt.items_per_s),
        starts=_starts([process for process, _ in crafts]),
        utilisation=_utilisation(question, running),
        notes=_notes(question, data, place, running),
    )


def _steps(running: Crafts, question: Question) -> tuple[Step, ...]:
    rates = {id(process): rate for process, rate in running}
    steps: list[Step] = []
    cycle = 0
    for members in groups([process for process, _ in running]):
        together = len(members) > 1
        cycle += together
        for process in members:
            rate = rates[id(process)]
            machines = rate / process.setup.crafts_per_s if process.setup is not None else None
            standing = question.given.get(process.name, machines)
            steps.append(Step(process, rate, machines, whole(standing or ZERO), cycle if together else None))
    return tuple(steps)


def _raw(crafts: Crafts) -> dict[str, Fraction]:
    total: dict[str, Fraction] = {}
    for process, rate in crafts:
        if process.kind in RAW_KINDS:
            for name, amount in process.gives.items():
                total[name] = total.get(name, ZERO) + amount * rate
    return dict(sorted(total.items()))


def _flows(crafts: Crafts) -> dict[str, Fraction]:
    total: dict[str, Fraction] = {}
    for process, rate in crafts:
        for name, amount in process.gives.items():
            total[name] = total.get(name, ZERO) + amount * rate
    return dict(sorted(total.items()))


def _starts(processes: Sequence[Process]) -> tuple[Start, ...]:
    """Find what cannot be made before some of it is there, and how much one craft takes."""
    found: list[Start] = []
    have = startable(processes)
    while True:
        stuck = [p for p in processes if not p.needs <= have]
        if not stuck:
            return tuple(found)
        needs = sorted(((len(p.needs - have), p.name, p) for p in stuck), key=lambda entry: entry[:2])
        first = needs[0][2]
        name = min(first.needs - have)
        found.append(Start(name, first.takes.get(name, Fraction(1)), first.name))
        seed = [*processes, _seed(name)]
        have |= startable([*seed, *(_seed(known) for known in have)])


def _seed(name: str) -> Process:
    return Process(name, "supply", {}, {name: Fraction(1)})


def _utilisation(question: Question, running: Crafts) -> Mapping[str, Fraction]:
    if not question.given:
        return {}
    busy = dict.fromkeys(question.given, ZERO)
    for process, rate in running:
        if process.setup is not None and process.name in busy:
            busy[process.name] = rate / (process.setup.crafts_per_s * question.given[process.name])
    return busy


def _notes(question: Question, data: GameData, place: str, running: Crafts) -> tuple[str, ...]:
    notes: list[str] = []
    setups = [process.setup for process, _ in running if process.setup is not None]
    if any(setup.quality_chance for setup in setups):
        notes.append("quality")
    if any(setup.beacons for setup in setups):
        notes.append("beacons")
    if any(process.kind == "spoiling" for process, _ in running):
        notes.append("spoiling")
    if any(process.kind == "mining" and data.resources[process.name].infinite for process, _ in running):
        notes.append("wells")
    if any(process.name.endswith(f"-{RECYCLING}") for process, _ in running):
        notes.append("recycling")
    if question.options.fuels is None:
        notes.append("no-fuel")
    if place == ANY_PLACE and len(data.sources) > 1:
        notes.append("any-place")
    return tuple(notes)
