"""Tools over the composer: requirements, catalogue, a blueprint on offer, and the judge."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from agent.assistant.blocks import Order, proven_offer
from agent.assistant.sanitise import plain_name
from agent.assistant.tools.naming import number
from agent.errors import GameDataError
from agent.factory.catalog.cells import row_for
from agent.factory.catalog.document import document as entry_document
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.verify import Expectation, verify
from agent.game.blueprint import decode, leaves, normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.assistant.question import BlueprintOffer
    from agent.assistant.tools.arguments import (
        CatalogArguments,
        ComposeArguments,
        RequirementsArguments,
    )
    from agent.assistant.tools.naming import Naming
    from agent.assistant.tools.ports import CatalogSearch
    from agent.contract import Snapshot
    from agent.factory.requirements import Step
    from agent.factory.verify import Fault, Unseen

Json = dict[str, Any]
MOST_STEPS = 24
MOST_ENTRIES = 5
MOST_FAULTS = 8
VERIFY_TICKS = 60 * 120
PER_MIN = 60


def calculate_requirements(arguments: RequirementsArguments, naming: Naming) -> Json:
    """Return machines, raw inputs, by-products and power for the targets."""
    targets = tuple(
        Target(naming.find(each.item, "item", "fluid"), _exact(each.rate_per_min) / PER_MIN)
        for each in arguments.targets
    )
    supplied = frozenset(naming.find(name, "item", "fluid") for name in arguments.supplied)
    preferred = tuple(naming.find(name, "entity") for name in arguments.machines)
    plan = requirements(Question(targets, Options(supplied=supplied, preferred=preferred)), naming.data)
    return {
        "targets": [naming.row("item", t.name, rate_per_min=number(t.rate_per_s * PER_MIN)) for t in plan.targets],
        "steps": [_step(step, naming) for step in plan.steps[:MOST_STEPS]],
        "steps_left_out": max(len(plan.steps) - MOST_STEPS, 0),
        "raw_inputs": naming.items(_per_min(plan.raw), "rate_per_min"),
        "by_products": naming.items(_per_min(plan.by_products), "rate_per_min"),
        "machine_totals": [naming.row("entity", name, machines=count) for name, count in plan.machines.items()],
        "power_w": number(plan.power_w + plan.beacon_power_w),
        "data_set": plan.data_set,
    }


def _step(step: Step, naming: Naming) -> Json:
    setup = step.process.setup
    row = naming.row(
        "recipe",
        step.process.name,
        makes=naming.items(_per_min(step.outputs), "rate_per_min"),
        takes=naming.items(_per_min(step.inputs), "rate_per_min"),
    )
    if setup is None or step.machines is None:
        return row
    machine = naming.row("entity", setup.machine, machines=step.standing, machines_exact=number(step.machines))
    return {**row, "made_in": machine}


def _per_min(rates: Mapping[str, Fraction]) -> dict[str, Fraction]:
    return {name: rate * PER_MIN for name, rate in rates.items()}


def search_catalog(
    arguments: CatalogArguments, naming: Naming, catalog: CatalogSearch | None, snapshot: Snapshot | None
) -> Json:
    """Return blueprints that make an item: the player's catalogue, or without one the cell that is always there."""
    item = naming.find(arguments.item, "item", "fluid")
    technologies = snapshot.researched if snapshot is not None and arguments.researched_only else None
    if catalog is not None:
        found = catalog.search_blueprints(
            item=item,
            min_rate_per_min=arguments.min_rate_per_min,
            max_width=arguments.max_width_tiles,
            max_height=arguments.max_height_tiles,
            technologies=technologies,
            limit=MOST_ENTRIES,
        )
        return {"blueprints": [_entry(body, item, naming) for body in found], "searched": "catalogue"}
    cell = row_for(item, arguments.min_rate_per_min or 60.0, naming.data, technologies)
    bodies = [entry_document(cell[1])] if cell is not None else []
    limits = (("width_tiles", arguments.max_width_tiles), ("height_tiles", arguments.max_height_tiles))
    fitting = [body for body in bodies if all(most is None or body[name] <= most for name, most in limits)]
    return {"blueprints": [_entry(body, item, naming) for body in fitting], "searched": "cells"}


def _entry(body: Mapping[str, Any], item: str, naming: Naming) -> Json:
    made = {**body["furnaces_may_make_per_min"], **body["makes_per_min"]}
    return {
        "id": body["id"],
        **naming.row("item", item, rate_per_min=made.get(item)),
        "takes": naming.items(body["takes_per_min"], "rate_per_min"),
        "machines": [naming.row("entity", name, machines=count) for name, count in body["machines"].items()],
        **{name: body[name] for name in ("width_tiles", "height_tiles", "power_w", "confidence")},
    }


def compose_factory(
    arguments: ComposeArguments, naming: Naming, snapshot: Snapshot | None
) -> tuple[BlueprintOffer, Expectation, Json]:
    """Compose a blueprint and prove it; return it as it is offered, what it promises, and what a model may tell of it.

    Raises:
        GameDataError: Nothing makes the item.
        RefusedError: It cannot be composed, or did not pass its checks.
    """
    item = naming.find(arguments.item, "item")
    order = Order(item, _exact(arguments.rate_per_min), arguments.made_from)
    offer, lines, promise = proven_offer(order, snapshot, naming.data, naming.analyst)
    return (
        offer,
        promise,
        {
            **naming.row("item", item, rate_per_min=number(offer.promised[0].rate_per_min)),
            "offered_to_player": True,
            "described": lines,
            "entities": offer.entity_count,
            "width_tiles": offer.size.width,
            "height_tiles": offer.size.height,
            "power_w": number(offer.power_w or 0),
            "place": None if offer.position is None else {"x": offer.position.x, "y": offer.position.y},
            "required": [
                naming.row("item", each.name, needed=each.count, in_chests=each.have) for each in offer.required
            ],
            "missing_research": list(offer.missing_research),
        },
    )


def verify_blueprint(string: str, promise: Expectation, naming: Naming, snapshot: Snapshot | None) -> Json:
    """Judge a blueprint string: rules, flow and simulation.

    Raises:
        ContractError: The string cannot be read.
        GameDataError: ``tool-no-blueprint``: it holds none.
    """
    leaf = next((leaf for leaf in leaves(decode(string)) if leaf.kind == "blueprint"), None)
    if leaf is None:
        raise GameDataError("tool-no-blueprint")
    stack = snapshot.inserter_stack_bonus if snapshot is not None else None
    bulk = snapshot.bulk_inserter_stack_bonus if snapshot is not None else None
    expect = replace(promise, stack_bonus=stack or 0, bulk_bonus=bulk or 1)
    verdict = verify(normalise(leaf.body), naming.data, expect, VERIFY_TICKS)
    return {
        "works": verdict.sound,
        "faults": [_fault(fault, naming) for fault in verdict.faults[:MOST_FAULTS]],
        "faults_left_out": max(len(verdict.faults) - MOST_FAULTS, 0),
        "rates": [
            naming.row(
                "item",
                rate.item,
                possible_per_min=number(rate.bound_per_min),
                simulated_per_min=number(rate.simulated_per_min),
            )
            for rate in verdict.rates
        ],
        "put_in_by_hand_first": [naming.row("item", start.item, amount=start.amount) for start in verdict.started],
        "simulated_s": verdict.seconds,
        "not_modelled": [_unseen(unseen, naming) for unseen in verdict.not_modelled],
    }


def _unseen(unseen: Unseen, naming: Naming) -> str:
    name = plain_name(unseen.name)
    return naming.analyst.catalogue.text(f"verify-unseen-{unseen.part}", name=name) if unseen.part else name


def _fault(fault: Fault, naming: Naming) -> Json:
    args = {name: plain_name(value) if isinstance(value, str) else value for name, value in fault.args.items()}
    row: Json = {
        "severity": fault.severity.value,
        "says": naming.analyst.catalogue.text(f"verify-fault-{fault.code}", **args),
    }
    if fault.position is not None:
        row |= {"x_tile": fault.position[0], "y_tile": fault.position[1]}
    return row


def _exact(rate: float) -> Fraction:
    return Fraction(repr(rate))
