"""How a wish was understood, and what is asked back, in the player's language."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.assistant.analyst import Analyst
    from agent.assistant.wishes.request import AskBack, BuildRequest


def question_of(asked: AskBack, analyst: Analyst) -> str:
    """Return the question to the player."""
    args = dict(asked.args) | {key: _named(names, analyst) for key, names in asked.things}
    if asked.proposal is not None:
        args["rate"] = analyst.rate(asked.proposal.rate_per_min)
    return analyst.catalogue.text(asked.key, **args)


def understood(request: BuildRequest, analyst: Analyst) -> list[str]:
    """Say how a wish was read: what, how much, of what, how, and what was read in one of several ways."""
    text, manner = analyst.catalogue.text, request.manner
    args = {"item": analyst.name("item", request.item), "rate": analyst.rate(request.rate_per_min)}
    if manner.supplied:
        said = [text("wish-understood-supplied", list=_named(manner.supplied, analyst), **args)]
    elif manner.made_from == "plates":
        said = [text("wish-understood", **args)]
    else:
        said = [text(f"wish-understood-{manner.made_from}", **args)]
    if manner.row:
        said.append(text("wish-manner-row"))
    for key, names in (
        ("machines", manner.machines),
        ("modules", (manner.modules,) if manner.modules else ()),
        ("belt", (manner.belt,) if manner.belt else ()),
    ):
        if names:
            said.append(text(f"wish-manner-{key}", list=_named(names, analyst)))
    for key, tiles in (("width", manner.max_width_tiles), ("height", manner.max_height_tiles)):
        if tiles is not None:
            said.append(text(f"wish-manner-{key}", tiles=text("wish-tiles", count=Fraction(tiles))))
    said += [
        text(reading.key, **dict(reading.args), **({"list": _named(reading.names, analyst)} if reading.names else {}))
        for reading in request.readings
    ]
    return [" ".join(said)]


def _named(names: Iterable[str], analyst: Analyst) -> str:
    return ", ".join(analyst.name("item", name) for name in names)
