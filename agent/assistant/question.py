"""What the assistant is asked and what it answers. The shapes that the bridge already has are used as they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.analysis.findings import NameKind
    from agent.assistant.memory import Memory
    from agent.contract import (
        Action,
        BlueprintRequest,
        ChatRequest,
        Language,
        Mode,
        Position,
        PromisedRate,
        Required,
        ScheduleOffer,
        ShownFinding,
        Size,
        Snapshot,
    )
    from agent.game.gamedata import GameData
    from agent.models import Message


@dataclass(frozen=True, slots=True)
class Question:
    """One question with everything it is about.

    ``snapshot`` is the one that the request names (None: it names none, or the agent does not have it), ``snapshots``
    the latest of that player, ``data`` the game data of the running mod set (None: the bundled default set),
    ``history`` the talk so far, oldest first, ``localised`` names in the player's language as the game exported them.
    ``memory`` is what is remembered of this player in this save; it takes the place of ``history`` where it is given.
    """

    request: ChatRequest | BlueprintRequest
    language: Language
    snapshot: Snapshot | None = None
    snapshots: tuple[Snapshot, ...] = ()
    data: GameData | None = None
    history: tuple[Message, ...] = ()
    localised: Mapping[tuple[NameKind, str], str] = field(default_factory=dict)
    memory: Memory | None = None

    @property
    def talk(self) -> tuple[Message, ...]:
        """Return the turns before this question, oldest first."""
        return self.history if self.memory is None else self.memory.messages()


@dataclass(frozen=True, slots=True)
class BlueprintOffer:
    """A blueprint that passed its checks. ``position`` is where its centre fits, None where the player chooses."""

    label: str
    string: str
    entity_count: int
    size: Size
    position: Position | None
    surface: str | None
    required: tuple[Required, ...]
    missing_research: tuple[str, ...]
    promised: tuple[PromisedRate, ...]
    power_w: float | None
    verified_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the player reads, in his language; ``engine`` names the model that wrote the words.

    ``actions`` are what is proposed about a watched game.

    ``memory`` is the player's memory after this answer, to be kept in place of the one that came with the question;
    None where the question came without one. Tokens and US dollars are what all calls to models took, those among them
    that brought no answer too; None where no model was asked, or no price is known.
    """

    text: str
    mode: Mode
    language: Language
    engine: str
    data_set: str
    findings: tuple[ShownFinding, ...] = ()
    notes: tuple[str, ...] = ()
    blueprint: BlueprintOffer | None = None
    schedules: tuple[ScheduleOffer, ...] = ()
    actions: tuple[Action, ...] = ()
    ok: bool = True
    final: bool = True
    memory: Memory | None = None
    prompt_tokens: int | None = None
    reply_tokens: int | None = None
    cost_usd: float | None = None
    cached: bool = False
