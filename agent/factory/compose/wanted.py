"""What is to be built: the JSON of `agent calculate-requirements`, read strictly and turned into steps."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from agent.errors import ContractError, GameDataError
from agent.factory.requirements.document import KIND
from agent.game.blueprint import ItemRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 64
MINE = "mine:"
"""How the step of a drill is told from a recipe of the same name."""
RECIPE, MINING, LAUNCH = "recipe", "mining", "launch"
SUPPLIED = frozenset({"mining", "pumping", "supply", "gathering"})
"""Kinds of steps that happen outside the block: what they give comes in at its edge."""


def _fraction(value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError("not a fraction")
    return Fraction(value)


Exact = Annotated[Fraction, BeforeValidator(_fraction)]


class _Model(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", arbitrary_types_allowed=True)


class _Flow(_Model):
    item: str
    fluid: bool = False
    rate_per_sec_exact: Exact


class _Module(_Model):
    name: str
    quality: str = "normal"
    count: int


class _Beacons(_Model):
    beacon: str
    count: int
    modules: list[_Module] = Field(default_factory=list)


class _Step(_Model):
    recipe: str
    kind: str
    crafts_per_sec_exact: Exact
    inputs: list[_Flow]
    outputs: list[_Flow]
    cycle: int | None = None
    machine: str | None = None
    machines_exact: Exact | None = None
    quality: str = "normal"
    modules: list[_Module] = Field(default_factory=list)
    beacons: list[_Beacons] = Field(default_factory=list)
    fuel: _Flow | None = None


class _Requirement(_Model):
    kind: str
    data_set: str
    targets: list[_Flow] = Field(min_length=1)
    recipes: list[_Step]
    by_products: list[_Flow] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Beacons:
    """So many beacons of a kind that reach each machine of a step, and what is in each."""

    beacon: str
    count: int
    modules: tuple[ItemRequest, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One recipe of the plan; amounts are per craft, rates per second.

    ``machine_crafts_per_s`` is how fast one machine works with its modules; ``fuel`` an item and what one machine
    burns of it; ``cycle`` the number of the loop it belongs to.
    """

    recipe: str
    machine: str
    quality: str
    modules: tuple[ItemRequest, ...]
    crafts_per_s: Fraction
    machine_crafts_per_s: Fraction
    takes: Mapping[str, Fraction]
    gives: Mapping[str, Fraction]
    fuel: tuple[str, Fraction] | None = None
    cycle: int | None = None
    beacons: tuple[Beacons, ...] = ()
    payload: str | None = None
    """What a silo's rockets carry up: the step then is both, building parts and launching."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A plan to build: targets and by-products per second, recipes from raw things to products."""

    data_set: str
    targets: Mapping[str, Fraction]
    steps: tuple[Step, ...]
    mined: Mapping[str, Fraction]
    fluids: frozenset[str]
    by_products: Mapping[str, Fraction]


def read_wanted(text: str | bytes) -> Wanted:
    """Read a plan.

    Raises:
        ContractError: ``requirements-file`` when it is no such JSON.
        GameDataError: ``compose-step`` when a step is none that a block can do.
    """
    try:
        raw = _Requirement.model_validate(json.loads(text))
    except (ValidationError, ValueError, RecursionError, ZeroDivisionError) as error:
        raise ContractError("compose-requirements", reason=_reason(error)) from error
    if raw.kind != KIND:
        raise ContractError("compose-requirements", reason=f"kind: {raw.kind}")
    flows = [*raw.targets, *(flow for step in raw.recipes for flow in (*step.inputs, *step.outputs))]
    mined: dict[str, Fraction] = {}
    steps: list[Step] = []
    targets = {flow.item for flow in raw.targets}
    launches = [step for step in raw.recipes if step.kind == LAUNCH]
    for step in raw.recipes:
        launch = next((one for one in launches if {f.item for f in one.inputs} & {f.item for f in step.outputs}), None)
        if step in launches:
            continue
        if launch is not None and step.kind == RECIPE:
            steps.append(_launching(step, launch))
            continue
        if step.kind == RECIPE or (step.kind == MINING and targets & {flow.item for flow in step.outputs}):
            steps.append(_step(step))
        elif step.kind in SUPPLIED:
            for flow in step.outputs:
                mined[flow.item] = mined.get(flow.item, Fraction(0)) + flow.rate_per_sec_exact
        else:
            raise GameDataError("compose-step", recipe=step.recipe, kind=step.kind)
    return Wanted(
        raw.data_set,
        {flow.item: flow.rate_per_sec_exact for flow in raw.targets},
        tuple(steps),
        mined,
        frozenset(flow.item for flow in flows if flow.fluid),
        {flow.item: flow.rate_per_sec_exact for flow in raw.by_products if flow.rate_per_sec_exact > 0},
    )


def _step(step: _Step) -> Step:
    if step.machine is None or not step.machines_exact or not step.crafts_per_sec_exact:
        raise ContractError("compose-requirements", reason=f"{step.recipe}: machines")
    burnt = {} if step.fuel is None else {step.fuel.item: step.fuel.rate_per_sec_exact}
    takes = {
        flow.item: (flow.rate_per_sec_exact - burnt.get(flow.item, 0)) / step.crafts_per_sec_exact
        for flow in step.inputs
    }
    return Step(
        step.recipe if step.kind == RECIPE else MINE + step.recipe,
        step.machine,
        step.quality,
        tuple(ItemRequest(module.name, module.count, module.quality) for module in step.modules),
        step.crafts_per_sec_exact,
        step.crafts_per_sec_exact / step.machines_exact,
        {name: amount for name, amount in takes.items() if amount > 0},
        {flow.item: flow.rate_per_sec_exact / step.crafts_per_sec_exact for flow in step.outputs},
        None if step.fuel is None else (step.fuel.item, step.fuel.rate_per_sec_exact / step.machines_exact),
        step.cycle,
        tuple(
            Beacons(group.beacon, group.count, tuple(ItemRequest(m.name, m.count, m.quality) for m in group.modules))
            for group in step.beacons
            if group.count
        ),
    )


def _launching(parts: _Step, launch: _Step) -> Step:
    """Make one step of building rockets and launching them: per craft of a part, its share of a rocket."""
    built = _step(parts)
    made = {flow.item for flow in parts.outputs}
    payload, *more = [flow for flow in launch.inputs if flow.item not in made]
    if more:
        raise GameDataError("compose-step", recipe=launch.recipe, kind=launch.kind)
    takes = {**built.takes, payload.item: payload.rate_per_sec_exact / built.crafts_per_s}
    gives = {flow.item: flow.rate_per_sec_exact / built.crafts_per_s for flow in launch.outputs}
    return replace(built, takes=takes, gives=gives, payload=payload.item)


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(error)
