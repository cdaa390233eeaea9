"""Whole blocks offered to the player: a plan composed, written as a string, read back and judged."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import watts
from agent.assistant.free_space import free_place
from agent.assistant.offers import CHECKS, lacking, row_offer
from agent.assistant.overview import stored_items
from agent.assistant.question import BlueprintOffer
from agent.contract import Position, PromisedRate, Required, Size
from agent.errors import AgentError, GameDataError, RefusedError
from agent.factory.compose import Limits, compose
from agent.factory.compose.document import blueprint_string, materials
from agent.factory.compose.wanted import read_wanted
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.verify import Expectation, verify
from agent.game.blueprint import decode, normalise

if TYPE_CHECKING:
    from collections.abc import Collection

    from agent.assistant.analyst import Analyst
    from agent.contract import Snapshot
    from agent.factory.compose import Block
    from agent.factory.requirements import ProductionRequirement
    from agent.game.gamedata import GameData

VERIFY_TICKS = 60 * 3600
"""An hour of game time at most: long chains fill slowly, and the simulation ends when nothing changes any more."""
PER_MIN = 60
MOST_MACHINES = 120
"""Larger blocks would keep the player waiting for placement and simulation."""


def row_or_block_offer(
    item: str,
    rate_per_min: Fraction,
    snapshot: Snapshot | None,
    data: GameData,
    analyst: Analyst,
    *,
    recipe: bool = False,
) -> tuple[BlueprintOffer, list[str], Expectation]:
    """Return a row where one can do it, as it is the simplest; else a block that is brought the same ingredients.

    Raises:
        GameDataError: Nothing in the game data makes it.
        RefusedError: Neither can be built, or passed its checks; the reason is the row's where no block is known.
    """
    try:
        offer, lines = row_offer(item, rate_per_min, snapshot, data, analyst, recipe=recipe)
    except RefusedError as refused:
        making = next((found for found in data.recipes_making(item) if not found.hidden), None)
        if recipe or making is None:
            raise
        supplied = {part.name for part in making.ingredients}
        try:
            return block_offer(item, rate_per_min, supplied, snapshot, data, analyst)
        except GameDataError:
            raise refused from None
    return offer, lines, Expectation({each.name: Fraction(repr(each.rate_per_min)) for each in offer.promised})


def block_offer(
    item: str,
    rate_per_min: Fraction,
    supplied: Collection[str],
    snapshot: Snapshot | None,
    data: GameData,
    analyst: Analyst,
) -> tuple[BlueprintOffer, list[str], Expectation]:
    """Return a proven block for an item, made from ``supplied`` and raw things, with its lines and its promise.

    Raises:
        GameDataError: Nothing in the game data makes it, or something is not known.
        RefusedError: It cannot be composed, or did not pass the judge.
    """
    target = Target(item, rate_per_min / PER_MIN)
    plan = requirements(Question((target,), Options(supplied=frozenset(supplied))), data)
    machines = sum(plan.machines.values())
    if machines > MOST_MACHINES:
        raise RefusedError("block-too-large", machines=machines, most=MOST_MACHINES)
    label = analyst.catalogue.text("offer-label", item=analyst.name("item", item), rate=analyst.rate(rate_per_min))
    block = _composed(plan, data, label, None if snapshot is None else snapshot.researched)
    string = blueprint_string(block, data)
    verdict = verify(normalise(decode(string)["blueprint"]), data, block.expectation, VERIFY_TICKS)
    if not verdict.sound:
        raise RefusedError("row-check-failed", fault=verdict.errors[0].code, count=len(verdict.errors))
    offer = _offer(block, plan, string, label, snapshot, data, analyst)
    return (
        offer,
        [_line(item, block, plan, offer, analyst), *_feeds(block, analyst), *lacking(offer, analyst)],
        block.expectation,
    )


def _composed(plan: ProductionRequirement, data: GameData, name: str, researched: Collection[str] | None) -> Block:
    """Compose within what is researched; where that cannot be, with what is still to be researched."""
    wanted = read_wanted(json.dumps(document(plan)))
    if researched:
        try:
            return compose(wanted, data, name, Limits(researched=researched))
        except AgentError:
            pass
    return compose(wanted, data, name)


def _offer(
    block: Block,
    plan: ProductionRequirement,
    string: str,
    label: str,
    snapshot: Snapshot | None,
    data: GameData,
    analyst: Analyst,
) -> BlueprintOffer:
    stock = None if snapshot is None else stored_items(snapshot)
    width, height = block.box[2:]
    place = None if snapshot is None else free_place(snapshot, data, width, height)
    needed = materials(block, data)
    return BlueprintOffer(
        label=label,
        string=string,
        entity_count=len(block.blueprint.entities),
        size=Size(width=width, height=height),
        position=None if place is None else Position(x=place[0], y=place[1]),
        surface=None if snapshot is None else snapshot.surface.name,
        required=tuple(
            Required(name=name, count=count, have=None if stock is None else stock[name])
            for name, count in needed.items()
        ),
        missing_research=_missing({*needed, *(module.recipe for module in block.modules)}, snapshot, data),
        promised=tuple(
            PromisedRate(name=name, rate_per_min=float(rate)) for name, rate in block.targets_per_min.items()
        ),
        power_w=float(plan.power_w + plan.beacon_power_w),
        verified_by=tuple(analyst.catalogue.text(f"check-{name}") for name in CHECKS),
    )


def _missing(names: Collection[str], snapshot: Snapshot | None, data: GameData) -> tuple[str, ...]:
    """Name the technologies that unlock what is used and are not researched."""
    if snapshot is None:
        return ()
    locked = (data.recipes[name] for name in names if name in data.recipes)
    locks = {data.technology_unlocking(recipe.name) for recipe in locked if not recipe.enabled_at_start}
    return tuple(sorted(lock for lock in locks if lock is not None and lock not in snapshot.researched))


def _line(item: str, block: Block, plan: ProductionRequirement, offer: BlueprintOffer, analyst: Analyst) -> str:
    return analyst.catalogue.text(
        "offer-block",
        item=analyst.name("item", item),
        rate=analyst.rate(block.targets_per_min[item]),
        count=sum(module.machines for module in block.modules),
        width=offer.size.width,
        height=offer.size.height,
        power=analyst.quantity(watts(plan.power_w + plan.beacon_power_w)),
    )


def _feeds(block: Block, analyst: Analyst) -> list[str]:
    flows: dict[str, Fraction] = {}
    for edge in block.inputs:
        flows[edge.item] = flows[edge.item] + edge.per_min if edge.item in flows else edge.per_min
    listed = [f"{analyst.name('item', name)} {analyst.rate(rate)}" for name, rate in sorted(flows.items())]
    return [analyst.catalogue.text("offer-block-feeds", list=", ".join(listed))] if listed else []
