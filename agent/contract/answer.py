"""What the agent writes: ``response-<id>.json``, ``blueprint-<id>.json``, ``status.json``, and the delivery.

A delivery is what passes a door: everything that is still to be shown in one save, with the status.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from agent.contract.actions import Actions
from agent.contract.base import MOST_INT, Adler32, Document, Language, Mode, Several, Strict
from agent.contract.parts import Count, Direction16, Position, ShortText, Stack
from agent.contract.schedules import ScheduleOffer

Nonce = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
AnswerText = Annotated[str, Field(max_length=20_000)]


class ShownFinding(Strict):
    """A finding as the player reads it; with a position it can be clicked."""

    id: ShortText
    severity: Literal["info", "warning", "critical"]
    text: AnswerText
    position: Position | None = None
    surface: ShortText | None = None


class Response(Document):
    """The answer to one request or observation; ``id`` is its id.

    ``revision`` counts up while a slow model is at work: an answer that is not ``final`` (emergencies) is shown and
    the question stays pending. What answers an observation is its ``actions``; the ``text`` is empty then.
    """

    kind: Literal["response"]
    request_digest: Adler32
    nonce: Nonce
    revision: Count = 0
    final: bool = True
    ok: bool
    mode: Mode | None = None
    language: Language
    text: AnswerText
    findings: Several[ShownFinding] = ()
    notes: Several[AnswerText] = ()
    engine: ShortText
    data_set: ShortText | None = None
    has_blueprint: bool = False
    schedules: Annotated[Several[ScheduleOffer], Field(max_length=20)] = ()
    observed: Annotated[bool, Field(description="It answers an observation: nobody asked.")] = False
    actions: Actions = ()


class Required(Stack):
    """An item that placing takes, and how many the snapshot's storage holds (None: not known)."""

    have: Count | None = None


class PromisedRate(Strict):
    """What the block delivers, computed and checked, in items (or fluid units) per minute."""

    name: ShortText
    rate_per_min: Annotated[float, Field(gt=0)]


class Size(Strict):
    """Extent in tiles."""

    width: Count
    height: Count


class BlueprintFile(Document):
    """A blueprint that passed its checks, and how to place it; ``id`` is the request's.

    ``position`` is where its centre should go, None where the player chooses.
    """

    kind: Literal["blueprint"]
    request_digest: Adler32
    nonce: Nonce
    label: ShortText
    string: Annotated[str, StringConstraints(pattern=r"^0[A-Za-z0-9+/=]+$", max_length=4_000_000)]
    entity_count: Count
    size: Size
    position: Position | None = None
    direction: Direction16 = 0
    surface: ShortText | None = None
    required: Several[Required] = ()
    missing_research: Several[str] = ()
    promised: Several[PromisedRate] = ()
    power_w: Annotated[float, Field(ge=0)] | None = None
    verified_by: Several[str]


class Status(Document):
    """Whether the agent lives, what answers, how much is left. Times are text: the game has no clock of its own."""

    kind: Literal["status"]
    agent_version: ShortText
    engine: ShortText
    door: Literal["reload", "paste", "console", "none"]
    poll_manual: Annotated[bool, Field(description="Reloads take too long here: only the button polls.")] = False
    requests_remaining: Count | None = None
    reset_text: ShortText | None = None
    queue: Count = 0
    time_text: ShortText = ""
    notes: Several[ShortText] = ()


class Delivery(Document):
    """What passes a door. ``seq`` grows with every delivery to a save; the same one twice changes nothing."""

    kind: Literal["delivery"]
    seq: Annotated[int, Field(ge=1, le=MOST_INT)]
    status: Status
    responses: Several[Response] = ()
    blueprints: Several[BlueprintFile] = ()
