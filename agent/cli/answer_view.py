"""An answer as a player reads it in the terminal, with the picture of its blueprint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from agent.cli.picture import offered, picture_text
from agent.cli.screen import one_line
from agent.models import EMBEDDED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from agent.assistant.question import Answer, BlueprintOffer
    from agent.cli.screen import Screen
    from agent.contract import BlueprintFile, Response

    Words: TypeAlias = Answer | Response
    Offer: TypeAlias = BlueprintOffer | BlueprintFile

_STYLES: Final = {"info": "", "warning": "yellow", "critical": "red"}


def say_answer(
    answer: Words,
    offer: Offer | None,
    screen: Screen,
    told: Collection[str] = (),
    names: Mapping[str, str] | None = None,
) -> None:
    """Print the answer's words, its findings with their places, its notes and its blueprint.

    Notes that were ``told`` before are left out; ``names`` are items in the player's language.
    """
    screen.paragraph(answer.text, style="" if answer.ok else "yellow")
    if answer.findings:
        screen.heading("cli-answer-places")
    for finding in answer.findings:
        where = one_line(finding.text)
        if finding.position is not None:
            where = screen.text(
                "cli-answer-place",
                text=where,
                x=screen.catalogue.number(finding.position.x, 1),
                y=screen.catalogue.number(finding.position.y, 1),
            )
        screen.paragraph("  • " + where, style=_STYLES[finding.severity], hang=4)
    for note in answer.notes:
        if note not in told:
            screen.paragraph(note, style="dim")
    if answer.data_set is not None:
        key = "cli-answer-source-embedded" if answer.engine == EMBEDDED else "cli-answer-source"
        screen.note(key, engine=one_line(answer.engine), data_set=one_line(answer.data_set))
    if offer is not None:
        say_offer(offer, screen, names or {})


def say_offer(offer: Offer, screen: Screen, names: Mapping[str, str]) -> None:
    """Print the picture of a blueprint and what it takes."""
    number = screen.catalogue.number
    screen.heading(
        "cli-offer",
        label=one_line(offer.label),
        count=offer.entity_count,
        width=offer.size.width,
        height=offer.size.height,
    )
    screen.say(picture_text(*offered(offer.string)))
    for promise in offer.promised:
        rate = screen.text("unit-per-min", value=number(promise.rate_per_min))
        screen.say(screen.text("cli-offer-promised", name=_name(promise.name, names), rate=rate))
    for needed in offer.required:
        key = "cli-offer-required" if needed.have is None else "cli-offer-required-have"
        have = {} if needed.have is None else {"have": number(needed.have)}
        screen.say("  " + screen.text(key, name=_name(needed.name, names), count=number(needed.count), **have))
    if offer.missing_research:
        screen.say(
            screen.text("cli-offer-research", list=", ".join(_name(name, names) for name in offer.missing_research)),
            style="yellow",
        )
    screen.note("cli-offer-verified", list=", ".join(offer.verified_by))


def answer_data(answer: Words, offer: Offer | None) -> dict[str, Any]:
    """Return an answer as JSON."""
    return {
        "ok": answer.ok,
        "mode": answer.mode,
        "language": answer.language,
        "engine": answer.engine,
        "data_set": answer.data_set,
        "text": answer.text,
        "findings": [finding.model_dump() for finding in answer.findings],
        "notes": list(answer.notes),
        "blueprint": None if offer is None else offer_data(offer),
    }


def offer_data(offer: Offer) -> dict[str, Any]:
    """Return a blueprint as JSON: rates per minute, power in watts, sizes in tiles."""
    return {
        "label": offer.label,
        "string": offer.string,
        "entity_count": offer.entity_count,
        "size": offer.size.model_dump(),
        "position": None if offer.position is None else offer.position.model_dump(),
        "surface": offer.surface,
        "required": [needed.model_dump() for needed in offer.required],
        "missing_research": list(offer.missing_research),
        "promised": [promise.model_dump() for promise in offer.promised],
        "power_w": offer.power_w,
        "verified_by": list(offer.verified_by),
    }


def _name(name: str, names: Mapping[str, str]) -> str:
    return one_line(names.get(name) or name.replace("-", " "))
