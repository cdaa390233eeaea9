"""The steps of a young game in their order, from the game's own rules, with what each needs and what is there.

The order follows from what the first science packs take: power, fuel, then for each pack, in the order of the
technology tree, the materials that it is the first to need, and the pack. All for 30 packs a minute, at which five
machines make the first and six the second (wiki: Science pack, «ratios» with assembling machine 1).
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from agent.assistant.starter.means import BELT, INSERTER, Means
from agent.assistant.starter.packs import early_packs, plain_recipe
from agent.errors import GameDataError
from agent.factory.requirements import Options, Question, Target, requirements
from agent.game.prototypes import CraftingMachine, Lab

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.contract import Snapshot
    from agent.factory.requirements import ProductionRequirement
    from agent.game.gamedata import GameData

PACKS_PER_MIN = Fraction(30)
PER_MIN = 60
USUAL_UNIT_S = Fraction(30)
"""Time of a unit of research where nothing is known of what comes next."""
LONG_ARM = "long-handed-inserter"
POWER_PARTS = ("offshore-pump", "boiler", "steam-engine", "pipe", "burner-inserter")
Kind = Literal["power", "mine", "smelt", "make"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        kind: Power; a resource mined; a material smelted from a resource mined for it; anything made from materials.
        item: What it makes; for power, what makes it.
        per_min: How much of it is needed; for power, watts.
        there: How much of it is made or planned already, in the same unit.
        machines: What does the work, by name.
        resource: What is mined for it.
        supplied: What comes from outside the block.
        power_w: What it draws.
        locks: Technologies it waits for.
    """

    kind: Kind
    item: str
    per_min: Fraction
    there: Fraction
    machines: Mapping[str, int] = field(default_factory=dict)
    resource: str | None = None
    supplied: frozenset[str] = frozenset()
    power_w: Fraction = Fraction(0)
    locks: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Tell whether it is there: nine tenths will do."""
        return self.there >= self.per_min * Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class Course:
    """All steps, and the labs that use up the packs: how many, at how long a unit.

    ``refused`` says why there are none: what the first packs are made of is not found in this place.
    """

    steps: tuple[Step, ...]
    labs: int
    unit_s: Fraction
    refused: GameDataError | None = None


def course(snapshot: Snapshot, data: GameData, there: Mapping[str, Fraction], power_w: Fraction) -> Course:
    """Return the steps for a save.

    Args:
        snapshot: What is researched.
        data: Game data of the running mod set.
        there: What is made or planned, by item and minute.
        power_w: What generators that stand or are planned give.
    """
    builder = _Builder(Means(data, frozenset(snapshot.researched)), snapshot, there)
    try:
        return builder.course(power_w)
    except GameDataError as error:
        return Course((), 0, USUAL_UNIT_S, error)


class _Builder:
    def __init__(self, means: Means, snapshot: Snapshot, there: Mapping[str, Fraction]) -> None:
        self.means, self.data = means, means.data
        self.snapshot, self.there = snapshot, there
        place = snapshot.surface.planet
        self.place = place if place in self.data.sources else None
        self.preferred = means.preferred
        self.disabled = means.beside
        self.mined = {
            product.name: resource
            for resource in self.data.resources.values()
            for product in resource.products
            if resource.fluid is None and not product.fluid
        }

    def course(self, power_w: Fraction) -> Course:
        packs = self._packs()
        if not packs:
            return Course((), 0, USUAL_UNIT_S)
        whole = self.plan(dict.fromkeys(packs, PACKS_PER_MIN), frozenset())
        materials = self._materials(whole)
        steps: list[Step] = []
        told: set[str] = set()
        for pack in packs:
            alone = self.plan({pack: PACKS_PER_MIN}, frozenset())
            for item in sorted(self._materials(alone), key=lambda name: (-alone.flows[name], name)):
                if item not in told:
                    told.add(item)
                    steps.append(self._material(item, whole.flows[item] * PER_MIN))
            steps.append(self._pack(pack, frozenset(materials) | set(self.mined)))
        labs, unit_s = self._labs(packs)
        first = list(self._first(steps, labs, power_w))
        return Course((*first, *steps), labs, unit_s)

    def plan(self, targets: Mapping[str, Fraction], supplied: frozenset[str]) -> ProductionRequirement:
        """Compute a plan with the machines of this stage; rates are per minute."""
        options = Options(supplied=supplied, preferred=self.preferred, place=self.place, disabled=self.disabled)
        return requirements(
            Question(tuple(Target(name, rate / PER_MIN) for name, rate in targets.items()), options), self.data
        )

    def _packs(self) -> list[str]:
        """Return the packs that are unlocked, and the next one."""
        early = early_packs(self.data)
        found = [pack for pack in early if self.means.lock(pack) is None]
        coming = next((pack for pack in early if pack not in found), None)
        return [pack for pack in early if pack in found or pack == coming]

    def _materials(self, plan: ProductionRequirement) -> list[str]:
        """Return what furnaces make."""
        found = []
        for step in plan.steps:
            setup = step.process.setup
            machine = self.data.entities.get(setup.machine) if setup is not None else None
            if isinstance(machine, CraftingMachine) and machine.type == "furnace":
                found += list(step.process.gives)
        return found

    def _material(self, item: str, per_min: Fraction) -> Step:
        recipe = plain_recipe(item, self.data)
        parts = {part.name for part in recipe.ingredients} if recipe is not None else set()
        ore = next((self.mined[name] for name in sorted(parts) if name in self.mined), None)
        supplied = frozenset(parts if ore is None else ())
        plan = self.plan({item: per_min}, supplied)
        drill = self.means.drill(ore) if ore is not None else None
        machines, power_w = self._work(plan, ore.name if ore is not None else None)
        needed = [*machines, BELT, INSERTER, LONG_ARM, self.means.pole, *([item] if recipe else [])]
        return Step(
            "smelt" if ore is not None else "make",
            item,
            per_min,
            self.there.get(item, Fraction(0)),
            machines,
            ore.name if ore is not None else None,
            supplied,
            power_w,
            self.means.locks([*needed, *([drill.name] if drill else [])]),
        )

    def _work(self, plan: ProductionRequirement, resource: str | None) -> tuple[dict[str, int], Fraction]:
        """Return the machines of a plan and their power, those that only mine its fuel left out."""
        counts: dict[str, int] = {}
        power_w = Fraction(0)
        for step in plan.steps:
            name, setup = step.process.name, step.process.setup
            if setup is None or (name in self.data.resources and name != resource):
                continue
            counts[setup.machine] = counts.get(setup.machine, 0) + step.standing
            power_w += step.power_w
        return counts, power_w

    def _pack(self, pack: str, supplied: frozenset[str]) -> Step:
        plan = self.plan({pack: PACKS_PER_MIN}, supplied)
        made = [step.process.name for step in plan.steps if step.process.kind == "recipe"]
        taken = frozenset(name for name in plan.raw if name in supplied)
        machines, power_w = self._work(plan, None)
        return Step(
            "make",
            pack,
            PACKS_PER_MIN,
            self.there.get(pack, Fraction(0)),
            machines,
            None,
            taken,
            power_w,
            self.means.locks([*machines, *made, BELT, INSERTER, self.means.pole]),
        )

    def _labs(self, packs: Sequence[str]) -> tuple[int, Fraction]:
        """Return the labs for these packs and the time of a unit: the longest of what can be researched now."""
        lab = min((e for e in self.data.entities.values() if isinstance(e, Lab)), key=lambda e: e.speed, default=None)
        known = self.means.researched
        times = [
            technology.time_s
            for technology in self.data.technologies.values()
            if technology.name not in known
            and technology.packs
            and set(technology.packs) <= set(packs)
            and set(technology.prerequisites) <= known
        ]
        unit_s = max(times, default=USUAL_UNIT_S)
        speed = lab.speed if lab is not None else Fraction(1)
        return math.ceil(PACKS_PER_MIN * unit_s / PER_MIN / speed), unit_s

    def _first(self, steps: Sequence[Step], labs: int, power_w: Fraction) -> Iterator[Step]:
        """Yield power for all that comes, and its fuel together with that of the furnaces."""
        lab = self.data.entities.get("lab")
        needed = sum((step.power_w for step in steps), Fraction(0))
        if lab is not None:
            needed += labs * (lab.power.use_w + lab.power.drain_w)
        if all(name in self.data.entities for name in POWER_PARTS):
            locks = self.means.locks([*POWER_PARTS, BELT, self.means.pole])
            yield Step("power", "steam-engine", needed, power_w, locks=locks)
        fuel = self._fuel(steps, needed)
        if fuel is not None:
            name, rate = fuel
            resource = self.mined[name]
            drill = self.means.drill(resource)
            count = {} if drill is None else {drill.name: math.ceil(rate / (drill.speed / resource.time_s * PER_MIN))}
            power = Fraction(0) if drill is None else sum(count.values()) * (drill.power.use_w + drill.power.drain_w)
            locks = self.means.locks([BELT, self.means.pole, *count])
            yield Step(
                "mine", name, rate, self.there.get(name, Fraction(0)), count, resource.name, power_w=power, locks=locks
            )

    def _fuel(self, steps: Sequence[Step], power_w: Fraction) -> tuple[str, Fraction] | None:
        """Return the fuel of furnaces and boilers and its rate; None where it is not mined."""
        burnt: defaultdict[str, Fraction] = defaultdict(Fraction)
        for step in steps:
            if step.kind == "smelt" or (step.kind == "make" and step.item not in self._inputs):
                for part in self.plan({step.item: step.per_min}, step.supplied).steps:
                    if part.fuel is not None:
                        burnt[part.fuel[0]] += part.fuel[1] * PER_MIN
        name = max(sorted(burnt), key=lambda one: burnt[one], default="coal")
        if name not in self.mined or name not in self.data.items:
            return None
        return name, burnt[name] + power_w / self.data.items[name].fuel_j * PER_MIN

    @property
    def _inputs(self) -> set[str]:
        return {pack for entity in self.data.entities.values() if isinstance(entity, Lab) for pack in entity.inputs}
