"""What the agent may propose about what it observed: a closed list. Nothing of it changes the factory by itself.

The mod carries each out or refuses it with a reason (`scripts/actions.lua`), and tells in the next observation's
``action_log`` what became of it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from agent.contract.base import MOST_INT, Several, Strict
from agent.contract.parts import Position, ShortText

MOST_ACTIONS = 8
MessageText = Annotated[str, Field(min_length=1, max_length=500)]
MapText = Annotated[str, Field(min_length=1, max_length=50)]


class MessageAction(Strict):
    """Say something in the chat window and the game's console."""

    action: Literal["message"]
    text: MessageText


class AlertAction(Strict):
    """Show an alert of the game at a place."""

    action: Literal["alert"]
    text: Annotated[str, Field(min_length=1, max_length=150)]
    position: Position
    surface: ShortText


class TagAction(Strict):
    """Put a tag on the map; it goes after half an hour, and when the watch is switched off."""

    action: Literal["tag"]
    text: MapText
    position: Position
    surface: ShortText


class HighlightAction(Strict):
    """Mark a place in the world for half a minute."""

    action: Literal["highlight"]
    position: Position
    surface: ShortText


class OfferBlueprintAction(Strict):
    """Offer the blueprint that comes with the response."""

    action: Literal["offer-blueprint"]
    text: MessageText


class ProposeScheduleAction(Strict):
    """Propose one of the schedules that come with the response, by its number."""

    action: Literal["propose-schedule"]
    text: MessageText
    number: Annotated[int, Field(ge=1, le=MOST_INT)]


Action = Annotated[
    MessageAction | AlertAction | TagAction | HighlightAction | OfferBlueprintAction | ProposeScheduleAction,
    Field(discriminator="action"),
]
Actions = Annotated[Several[Action], Field(max_length=MOST_ACTIONS)]
