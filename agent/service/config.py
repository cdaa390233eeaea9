"""What the service is told when it starts."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from agent.bridge.awaited import Limits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent.i18n import LanguageCode


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, replaceable in tests. Durations come from `monotonic`; `wall` is only ever shown or written to a log."""

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], datetime] = datetime.now
    pause: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Keeping:
    """How much is kept; ages in hours of serving. An answer that was not read is never swept."""

    questions: int = 2000
    questions_h: float = 24.0 * 14
    snapshots: int = 30
    snapshots_h: float = 24.0 * 7
    acks: int = 5000
    usages: int = 5000


INTERVAL_S = 30.0


@dataclass(frozen=True, slots=True)
class ServiceConfig:
    """Where the service works and how.

    Attributes:
        bridge: The bridge folder, `<write-data>/script-output/state`.
        data_dir: The user data folder, for ledger and log.
        mods: The game's mods folder; None: `<write-data>/mods`.
        language: Overrides the language of every answer; None: the player's.
        poll_s: The longest time between two scans.
        blind_poll_s: The same where the system does not report changes.
        watch: ``poll`` never uses native watching.
        slow_after_s: After so long without an answer emergencies are shown first, and the game is told we live.
        at_once: So many questions, of different players, are answered at the same time.
        tries: A question that this often did not survive answering is answered with an apology.
        hitch_limit_s: Longer reloads switch the game to «only the button polls».
        heartbeat_s: `status.json` is at most so old.
        interval_s: The least time between two decisions about a watched game, which are calls of the model.
        rehearses: Everything that a first question needs is loaded when a game introduces itself.
    """

    bridge: Path
    data_dir: Path
    mods: Path | None = None
    language: LanguageCode | None = None
    poll_s: float = 1.0
    blind_poll_s: float = 0.25
    watch: Literal["auto", "poll"] = "auto"
    slow_after_s: float = 0.06
    at_once: int = 3
    tries: int = 10
    hitch_limit_s: float = 0.25
    heartbeat_s: float = 30.0
    interval_s: float = INTERVAL_S
    rehearses: bool = False
    limits: Limits = field(default_factory=Limits)
    keeping: Keeping = field(default_factory=Keeping)
    clock: Clock = field(default_factory=Clock)

    @property
    def mods_folder(self) -> Path:
        """Return where the game's mods are."""
        return self.mods if self.mods is not None else self.bridge.parent.parent / "mods"

    @property
    def state_dir(self) -> Path:
        """Return this bridge folder's own place in the user data folder."""
        name = hashlib.sha256(os.path.realpath(self.bridge).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        return self.data_dir / "bridges" / name

    @property
    def exports_dir(self) -> Path:
        """Return where exports of mod sets are kept: mods are the same whatever the bridge folder."""
        return self.data_dir / "exports"

    @property
    def drafts_dir(self) -> Path:
        """Return where answers are kept on their way into the ledger."""
        return self.state_dir / "drafts"

    @property
    def ledger_path(self) -> Path:
        """Return the ledger's file."""
        return self.state_dir / "ledger.sqlite3"
