"""Blueprints offered to the player: a row of machines that passed its checks, with what placing it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.analysis.findings import watts
from agent.assistant.free_space import free_place
from agent.assistant.overview import stored_items
from agent.assistant.question import BlueprintOffer
from agent.contract import Position, PromisedRate, Required, Size
from agent.factory.propose import propose_row

if TYPE_CHECKING:
    from fractions import Fraction

    from agent.assistant.analyst import Analyst
    from agent.contract import Snapshot
    from agent.factory.propose import ProvenRow
    from agent.game.gamedata import GameData

CHECKS = ("import", "overlap", "power", "feeding", "rate")
"""What `agent.factory.propose.prove` has judged before it returns a row; named in the catalogues as ``check-…``."""


def row_offer(
    item: str,
    rate_per_min: Fraction,
    snapshot: Snapshot | None,
    data: GameData,
    analyst: Analyst,
    *,
    recipe: bool = False,
) -> tuple[BlueprintOffer, list[str]]:
    """Return a proven row for an item (or, with ``recipe``, for a recipe) and the lines that present it.

    Raises:
        GameDataError: Nothing in the game data makes it.
        RefusedError: It cannot be built, or did not pass the checks.
    """
    named = item if recipe or item not in data.items else None
    researched = None if snapshot is None else snapshot.researched
    proven = propose_row(item, rate_per_min, data, researched, named)
    offer = _offer(proven, snapshot, data, analyst)
    return offer, _lines(proven, offer, analyst)


def _offer(proven: ProvenRow, snapshot: Snapshot | None, data: GameData, analyst: Analyst) -> BlueprintOffer:
    row = proven.row
    stock = None if snapshot is None else stored_items(snapshot)
    place = None if snapshot is None else free_place(snapshot, data, row.width, row.height)
    rate = analyst.rate(row.promised_per_min)
    return BlueprintOffer(
        label=analyst.catalogue.text("offer-label", item=analyst.name("item", row.product), rate=rate),
        string=proven.string,
        entity_count=len(row.blueprint.entities),
        size=Size(width=row.width, height=row.height),
        position=None if place is None else Position(x=place[0], y=place[1]),
        surface=None if snapshot is None else snapshot.surface.name,
        required=tuple(
            Required(name=name, count=count, have=None if stock is None else stock[name])
            for name, count in sorted(row.required.items())
        ),
        missing_research=proven.missing_research,
        promised=(PromisedRate(name=row.product, rate_per_min=float(row.promised_per_min)),),
        power_w=float(row.power_w),
        verified_by=tuple(analyst.catalogue.text(f"check-{name}") for name in CHECKS),
    )


def _lines(proven: ProvenRow, offer: BlueprintOffer, analyst: Analyst) -> list[str]:
    """Say what the row makes, of what, what must be brought to it and what is still missing for it."""
    text, row = analyst.catalogue.text, proven.row
    machine = analyst.name("entity", proven.order.machine)
    feeds = [f"{analyst.name('item', feed.item)} {analyst.rate(feed.rate_per_min)}" for feed in row.feeds]
    lines = [
        text(
            "offer-text",
            item=analyst.name("item", row.product),
            rate=analyst.rate(row.promised_per_min),
            count=row.machines,
            machine=machine,
            width=row.width,
            height=row.height,
            power=analyst.quantity(watts(row.power_w)),
        ),
    ]
    if feeds:
        lines.append(text("offer-feeds", list=", ".join(feeds)))
    return [*lines, *lacking(offer, analyst)]


def lacking(offer: BlueprintOffer, analyst: Analyst) -> list[str]:
    """Say what is still missing for a blueprint: items in the chests, research."""
    text, lines = analyst.catalogue.text, []
    short = [
        f"{analyst.name('item', need.name)} — {analyst.catalogue.number(need.count - need.have)}"
        for need in offer.required
        if need.have is not None and need.have < need.count
    ]
    if short:
        lines.append(text("offer-short", list=", ".join(short)))
    if offer.missing_research:
        names = (analyst.name("technology", name) for name in offer.missing_research)
        lines.append(text("offer-research", list=", ".join(names)))
    return lines
