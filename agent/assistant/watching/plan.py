"""A decision in the making: what is to be done at which label, and the rules' own, which needs no model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from agent.assistant.watching.events import is_loss
from agent.assistant.watching.offering import ASKED, POST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.assistant.watching.offering import Offers
    from agent.assistant.watching.scene import Scene

Kind = Literal["message", "alert", "tag", "highlight", "offer-blueprint", "propose-schedule"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
AT_A_PLACE: Final[frozenset[Kind]] = frozenset({"alert", "tag", "highlight"})
MOST: Final[dict[Kind, int]] = {
    "message": 2,
    "alert": 2,
    "tag": 2,
    "highlight": 3,
    "offer-blueprint": 1,
    "propose-schedule": 2,
}
"""So many of each are done at once."""
MOST_IN_ALL: Final = 8
LENGTH: Final[dict[Kind, int]] = {
    "message": 500,
    "alert": 150,
    "tag": 50,
    "highlight": 0,
    "offer-blueprint": 500,
    "propose-schedule": 500,
}
"""Characters of the words of each."""


@dataclass(frozen=True, slots=True)
class Step:
    """One action by labels: ``target`` is a place's, an offer's, or empty for a message."""

    kind: Kind
    text: str = ""
    target: str = ""


def ruled(scene: Scene, offers: Offers, reply: str = "") -> tuple[Step, ...]:
    """Return what the rules propose: say what is urgent and was lost, show where, offer what would help.

    Args:
        scene: The watched game.
        offers: What could be offered.
        reply: The embedded analyst's answer to what the player said in the chat.
    """
    analyst = scene.analyst
    said = analyst.urgent(scene.urgent)
    losses = [finding for finding in scene.findings if is_loss(finding)]
    said += analyst.lines(losses[:2])
    opening, *then = joined(said, LENGTH["message"]) or [""]
    steps = [Step("message", opening)] if opening else []
    if ASKED in offers.lines:
        steps.append(Step("offer-blueprint", reply, ASKED))
    elif reply:
        steps += [Step("message", text) for text in as_messages(reply, MOST["message"] - len(steps))]
    steps += [Step("message", text) for text in then]
    shown = [(finding, label) for finding in scene.urgent if (label := scene.label(finding))]
    if shown:
        finding, label = shown[0]
        steps.append(Step("alert", analyst.line(finding), label))
    steps += [Step("highlight", target=label) for finding in losses[:1] if (label := scene.label(finding))]
    if POST in offers.lines:
        steps.append(Step("offer-blueprint", offers.lines[POST], POST))
    if offers.schedules:
        first = offers.schedules[0]
        steps.append(Step("propose-schedule", first.text, f"S{first.number}"))
    return bounded(steps)


def joined(lines: Iterable[str], most: int) -> list[str]:
    """Join lines into as few texts of at most so many characters as hold them."""
    texts: list[str] = []
    for line in lines:
        if texts and len(texts[-1]) + len(line) < most:
            texts[-1] += f"\n{line}"
        else:
            texts.append(line)
    return texts


def as_messages(reply: str, most: int) -> list[str]:
    """Return a reply as at most so many messages; the last ends in an ellipsis where more was to be said."""
    texts = joined(reply.split("\n"), LENGTH["message"])
    kept = texts[:most]
    if len(texts) > most:
        kept[-1] = f"{fitted(kept[-1], LENGTH['message'] - 2)}\n…"
    return kept


def bounded(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the first steps of each kind, none twice, each with words that fit."""
    counts: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    kept: list[Step] = []
    seen: set[tuple[str, str]] = set()
    for step in steps:
        mark = (step.kind, step.text if step.kind == "message" else step.target)
        if mark in seen or counts[step.kind] >= MOST[step.kind] or len(kept) >= MOST_IN_ALL:
            continue
        seen.add(mark)
        counts[step.kind] += 1
        kept.append(Step(step.kind, fitted(step.text, LENGTH[step.kind]), step.target))
    return tuple(kept)


def fitted(text: str, most: int) -> str:
    """Cut words to a length."""
    return text if len(text) <= most else f"{text[: max(most - 1, 0)].rstrip()}…"[:most]
