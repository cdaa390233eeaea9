"""Whole blocks offered to the player: a plan composed, written as a string, read back and judged."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from agent.analysis.findings import watts
from agent.assistant.free_space import free_place
from agent.assistant.offers import CHECKS, lacking, row_offer
from agent.assistant.overview import stored_items
from agent.assistant.question import BlueprintOffer
from agent.contract import Position, PromisedRate, Required, Size
from agent.errors import AgentError, GameDataError, NoRoomError, RefusedError
from agent.factory.compose import Limits, compose
from agent.factory.compose.document import blueprint_string, materials
from agent.factory.compose.kit import may_build, may_craft
from agent.factory.compose.wanted import read_wanted
from agent.factory.propose import BELTS
from agent.factory.requirements import Choice, Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.verify import Expectation, verify
from agent.game.blueprint import decode, normalise
from agent.game.effects import ModuleStack
from agent.game.prototypes import CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Collection

    from agent.assistant.analyst import Analyst
    from agent.contract import Snapshot
    from agent.factory.compose import Block
    from agent.factory.requirements import ProductionRequirement
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Recipe

MadeFrom = Literal["plates", "raw", "ingredients"]
PLATES = (
    "iron-plate",
    "copper-plate",
    "steel-plate",
    "stone-brick",
    "stone",
    "coal",
    "crude-oil",
    "heavy-oil",
    "light-oil",
    "petroleum-gas",
    "lubricant",
    "sulfuric-acid",
    "water",
    "steam",
)
"""What a factory is taken to have at the edge of a block, where the player says nothing else."""

VERIFY_TICKS = 60 * 3600
"""An hour of game time at most: long chains fill slowly, and the simulation ends when nothing changes any more."""
PER_MIN = 60
MOST_MACHINES = 120
"""Larger blocks would keep the player waiting for placement and simulation."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build and how.

    Attributes:
        item: What to make, or with ``recipe`` the recipe to use.
        rate_per_min: How much of it.
        made_from: What comes in at the edge: the recipe's own ingredients, plates with stone, coal and what the oil
            industry gives, or raw things.
        supplied: Things that come in as they are; where there are any, ``made_from`` does not count.
        recipe: ``item`` names a recipe.
        row: One row of machines for one recipe, nothing else.
        machines: Machines to prefer.
        modules: A kind of module for every machine.
        belt: The fastest belt that may be used.
        width: The greatest width in tiles.
        height: The greatest height in tiles.
    """

    item: str
    rate_per_min: Fraction
    made_from: MadeFrom = "plates"
    supplied: tuple[str, ...] = ()
    recipe: bool = False
    row: bool = False
    machines: tuple[str, ...] = ()
    modules: str | None = None
    belt: str | None = None
    width: int | None = None
    height: int | None = None

    @property
    def is_plain(self) -> bool:
        """Tell whether nothing is asked for that a row cannot look to."""
        return not (self.machines or self.modules or self.belt or self.width or self.height)


def proven_offer(
    order: Order, snapshot: Snapshot | None, data: GameData, analyst: Analyst
) -> tuple[BlueprintOffer, list[str], Expectation]:
    """Return what was ordered, judged, with the lines that present it and what it promises.

    A row where one can do it, as it is the simplest; else a block, which may hold a whole chain; where the chain cannot
    be, its last step, with the reason.

    Raises:
        GameDataError: Nothing in the game data makes it, or something is not known.
        RefusedError: It cannot be composed, is too large, or did not pass the judge.
    """
    if order.row:
        return _row(order, snapshot, data, analyst)
    making = _making(order, data)
    needs = {each.name for each in making.ingredients} if making is not None else set()
    supplied = _supplied(order, needs, data)
    refused: RefusedError | None = None
    if order.is_plain and needs and needs <= supplied:
        try:
            return _row(order, snapshot, data, analyst)
        except RefusedError as error:
            refused = error
    try:
        return block_offer(order, supplied, snapshot, data, analyst)
    except NoRoomError:
        raise
    except AgentError as error:
        if refused is not None and isinstance(error, GameDataError):
            raise refused from None
        if not needs or needs <= supplied or order.supplied:
            raise
        reason, _ = analyst.reason(error)
        last = replace(order, made_from="ingredients")
        try:
            offer, lines, promise = proven_offer(last, snapshot, data, analyst)
        except AgentError:
            raise error from None
        return offer, [analyst.catalogue.text("offer-last-step", reason=reason), *lines], promise


def _making(order: Order, data: GameData) -> Recipe | None:
    if order.recipe:
        return data.recipe(order.item)
    return next((recipe for recipe in data.recipes_making(order.item) if not recipe.hidden), None)


def _supplied(order: Order, needs: Collection[str], data: GameData) -> frozenset[str]:
    if order.supplied:
        return frozenset(order.supplied)
    if order.made_from == "ingredients":
        return frozenset(needs)
    if order.made_from == "raw":
        return frozenset()
    # A plate is not made of itself, nor of what it is on the way to.
    return frozenset(name for name in PLATES if name in data.items or name in data.fluids) - {order.item}


def _row(
    order: Order, snapshot: Snapshot | None, data: GameData, analyst: Analyst
) -> tuple[BlueprintOffer, list[str], Expectation]:
    offer, lines = row_offer(order.item, order.rate_per_min, snapshot, data, analyst, recipe=order.recipe)
    promise = Expectation({each.name: Fraction(repr(each.rate_per_min)) for each in offer.promised})
    return offer, lines, promise


def block_offer(
    order: Order, supplied: Collection[str], snapshot: Snapshot | None, data: GameData, analyst: Analyst
) -> tuple[BlueprintOffer, list[str], Expectation]:
    """Return a proven block for an order, made from ``supplied`` and raw things, with its lines and its promise.

    Raises:
        GameDataError: Nothing in the game data makes it, or something is not known.
        RefusedError: It cannot be composed, or did not pass the judge.
    """
    making = _making(order, data)
    item = making.products[0].name if order.recipe and making is not None else order.item
    label = analyst.catalogue.text(
        "offer-label", item=analyst.name("item", item), rate=analyst.rate(order.rate_per_min)
    )
    plan, block = _composed(
        order, item, frozenset(supplied), data, label, None if snapshot is None else snapshot.researched
    )
    string = blueprint_string(block, data)
    verdict = verify(normalise(decode(string)["blueprint"]), data, block.expectation, VERIFY_TICKS)
    if not verdict.sound:
        raise RefusedError("block-check-failed", fault=verdict.errors[0].code, count=len(verdict.errors))
    offer = _offer(block, plan, string, label, snapshot, data, analyst)
    return (
        offer,
        [_line(item, block, plan, offer, analyst), *_feeds(block, analyst), *lacking(offer, analyst)],
        block.expectation,
    )


def _composed(
    order: Order,
    item: str,
    supplied: frozenset[str],
    data: GameData,
    name: str,
    researched: Collection[str] | None,
) -> tuple[ProductionRequirement, Block]:
    """Plan and compose within what is researched; where that cannot be, with what is still to be researched."""
    options = Options(
        supplied=supplied,
        preferred=order.machines,
        modules=Choice((ModuleStack(order.modules, 0),) if order.modules else ()),
        recipes={item: frozenset({order.item})} if order.recipe else {},
    )
    target = Target(item, order.rate_per_min / PER_MIN)
    if researched:
        try:
            plan = requirements(Question((target,), within(options, data, researched)), data)
            return plan, _block(plan, order, data, name, researched)
        except NoRoomError:
            raise
        except AgentError:
            pass
    plan = requirements(Question((target,), options), data)
    return plan, _block(plan, order, data, name, None)


def within(options: Options, data: GameData, researched: Collection[str]) -> Options:
    """Return options with recipes that are not researched left out and the fastest researched machines preferred."""
    locked = {
        name for name, recipe in data.recipes.items() if not recipe.hidden and not may_craft(name, data, researched)
    }
    machines = [
        machine
        for machine in data.entities.values()
        if isinstance(machine, CraftingMachine) and may_build(machine.name, data, researched)
    ]
    fastest = sorted(machines, key=lambda machine: (machine.power.source != "electric", -machine.speed, machine.name))
    return replace(
        options,
        disabled=options.disabled | frozenset(locked),
        preferred=(*options.preferred, *(machine.name for machine in fastest)),
    )


def _block(
    plan: ProductionRequirement, order: Order, data: GameData, name: str, researched: Collection[str] | None
) -> Block:
    machines = sum(plan.machines.values())
    if machines > MOST_MACHINES:
        raise RefusedError("block-too-large", machines=machines, most=MOST_MACHINES)
    allowed = researched
    if order.belt is not None:
        faster = BELTS[BELTS.index(order.belt) + 1 :]
        locks = {data.technology_unlocking(belt) for belt in faster if belt in data.recipes}
        allowed = frozenset(data.technologies if researched is None else researched) - locks
    limits = Limits(order.width, order.height, allowed)
    return compose(read_wanted(json.dumps(document(plan))), data, name, limits)


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
