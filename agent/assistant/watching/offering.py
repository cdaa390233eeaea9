"""What may be offered about a watched game, by label: blueprints that pass their checks, schedules of stuck trains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from agent.assistant.modes import MODES
from agent.assistant.post_offer import post_offer
from agent.assistant.schedules import schedule_offers

if TYPE_CHECKING:
    from agent.assistant.question import BlueprintOffer
    from agent.assistant.watching.scene import Scene
    from agent.contract import ScheduleOffer

POST: Final = "B1"
"""The label of the post of turrets."""
ASKED: Final = "B2"
"""The label of what the player wished for."""
BLUEPRINT, SCHEDULE = "blueprint", "schedule"
"""Kinds of offers, as `Watched.quiet` names them."""


@dataclass(frozen=True, slots=True)
class Offers:
    """Labels that may be offered, each with what it is in the player's language.

    Schedules are made already, and so is the blueprint that the player asked for in the chat, ``asked``.
    """

    lines: dict[str, str]
    asked: BlueprintOffer | None = None
    schedules: tuple[ScheduleOffer, ...] = ()


def offers_of(scene: Scene, asked: BlueprintOffer | None = None) -> Offers:
    """Return what could be offered now. The post is composed only when it is chosen: that takes seconds.

    Args:
        scene: The watched game.
        asked: The blueprint that the player wished for in the chat.
    """
    text, quiet = scene.analyst.catalogue.text, scene.watched.quiet
    lines: dict[str, str] = {}
    if asked is not None:
        lines[ASKED] = asked.label
    if scene.watched.snapshot is None:
        return Offers(lines, asked)
    if scene.attacked and BLUEPRINT not in quiet:
        lines[POST] = text("watch-offer-post")
    schedules: tuple[ScheduleOffer, ...] = ()
    if scene.trains_stuck and SCHEDULE not in quiet:
        schedules, _ = schedule_offers(scene.in_mode("trains"))
        lines |= {f"S{each.number}": each.text for each in schedules}
    return Offers(lines, asked, schedules)


def composed_post(scene: Scene) -> BlueprintOffer | None:
    """Return the post of turrets for the weakest place of the newest snapshot, None where none is needed or can be."""
    case = scene.in_mode("defence")
    snapshot = case.question.snapshot
    if snapshot is None:
        return None
    found = MODES["defence"].analyse(snapshot, case.question.snapshots, case.data)
    return post_offer(case, found.findings)[0]
