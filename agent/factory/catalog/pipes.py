"""Where fluids come in and leave: the open ends of the judge's pipelines, and of machines that no pipe joins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.factory.verify.fluids import fluids_of
from agent.game.geometry import STEP
from agent.game.prototypes import CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.factory.catalog.working import Work
    from agent.factory.verify.fluids import Opening
    from agent.factory.verify.pipelines import Pipeline, Pipelines
    from agent.game.geometry import Tile

BACK = 8
GENERATORS = frozenset({"generator", "fusion-generator"})
CARRIERS = frozenset({"pipe", "pipe-to-ground", "storage-tank", "pump", "valve"})


@dataclass(frozen=True, slots=True)
class Mouth:
    """An open end: the tile it lies in and the direction it opens to."""

    tile: Tile
    direction: int


@dataclass(slots=True)
class Network:
    """Pipes that are joined: the fluids machines take from them and put into them, and the open ends.

    ``pipeline`` is None for a machine's box that no pipe joins.
    """

    pipeline: Pipeline | None = None
    used: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    mouths: list[Mouth] = field(default_factory=list)


def networks(pipelines: Pipelines, work: Iterable[Work]) -> list[Network]:
    """Return each network that machines use."""
    found: dict[int, Network] = {id(pipeline): Network(pipeline) for pipeline in pipelines.all}
    alone: list[Network] = []
    for one in work:
        crafter = pipelines.crafters.by_thing.get(one.thing)
        if crafter is None:
            for opening in pipelines.fluids.of[one.thing]:
                network = found[id(pipelines.of(opening))]
                _note(network, opening.fluid, one)
            continue
        for flow, joined in (("input", pipelines.takes(crafter)), ("output", pipelines.gives(crafter))):
            for fluid, ways in joined:
                for pipeline in ways:
                    _note(found[id(pipeline)], fluid, one)
            alone += _unjoined(one, flow, pipelines)
    for pipeline in pipelines.all:
        network = found[id(pipeline)]
        network.mouths = [Mouth(one.tile, one.direction) for one in _meant(pipeline, network, pipelines)]
    return [network for network in (*found.values(), *alone) if network.used or network.made]


def _note(network: Network, fluid: str | None, work: Work) -> None:
    if fluid is not None and fluid in work.takes:
        network.used.add(fluid)
    if fluid is not None and fluid in work.makes:
        network.made.add(fluid)


def _unjoined(work: Work, flow: str, pipelines: Pipelines) -> Iterator[Network]:
    """Yield the boxes of a machine that no pipe joins: they are ports themselves (wiki: Fluid system)."""
    boxes = pipelines.fluids.boxes(work.thing, flow)
    if any(box.other is not None for box in boxes):
        return
    names = dict(fluids_of(work.recipe))[flow]
    for name, box in zip(names, boxes, strict=False):
        mouths = [Mouth(box.tile, box.direction)]
        used, made = ({name}, set[str]()) if flow == "input" else (set[str](), {name})
        yield Network(None, used, made, mouths)


def _meant(pipeline: Pipeline, network: Network, pipelines: Pipelines) -> list[Opening]:
    """Return the ends that are ports, pipes before machines; a pipeline that is filled and emptied has none."""
    generators = any(one.thing.prototype.type in GENERATORS for one in pipeline.openings)
    if network.used & network.made or (network.made and generators):
        return []
    ends = [one for one in pipeline.openings if one.other is None and _open(one, pipelines)]
    return [one for one in ends if one.thing.prototype.type in CARRIERS] or [
        one for one in ends if not isinstance(one.thing.prototype, CraftingMachine)
    ]


def _open(opening: Opening, pipelines: Pipelines) -> bool:
    """Tell whether an end can be joined from outside; of a pipe only the straight way on, or each side of one alone."""
    layout, reach = pipelines.layout, opening.pipe.underground_reach
    if reach:
        return layout.ends_outside(opening.tile, STEP[opening.direction], reach)
    dx, dy = STEP[opening.direction]
    free = layout.at((opening.tile[0] + dx, opening.tile[1] + dy)) is None
    if opening.thing.prototype.type != "pipe":
        return free
    mates = [one.direction for one in pipelines.fluids.of[opening.thing] if one.other is not None]
    return free and (not mates or mates == [(opening.direction + BACK) % 16])
