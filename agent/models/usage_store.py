"""Where counts of use outlive the agent: one text for all processes of a player, changed by one of them at a time."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Final, Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent.models.clock import Clock

_LOG = logging.getLogger(__name__)
_PATIENCE_S: Final = 5.0
"""Others hold the file for some milliseconds; who holds it longer hangs, and no answer waits for him."""
_VERSION: Final = 2


class UsageStore(Protocol):
    """Where the counts outlive the agent: one text, which is replaced as a whole."""

    def load(self) -> str | None:
        """Return the text as whoever saved it last left it; None where there is none that can be read."""

    def change(self, change: Callable[[str | None], str]) -> None:
        """Replace the text by what `change` makes of it; no other process changes it meanwhile.

        Raises:
            OSError: It could not be kept.
        """


class UsageFile:
    """The counts in a file of their own, with a lock beside it.

    Args:
        path: The file; its folder is made.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._text: str | None = None

    def load(self) -> str | None:
        """Return the file's text; None where there is none that can be read. Unchanged, it is not read again."""
        try:
            # Looked at before it is read: what replaces it in between is read at the next look.
            found = self._path.stat()
        except OSError:
            found = None
        stamp = None if found is None else (found.st_mtime_ns, found.st_size, found.st_ino)
        if stamp is None or stamp != self._seen:
            self._text, self._seen = self._read(), stamp
        return self._text

    def change(self, change: Callable[[str | None], str]) -> None:
        """Replace the file in one step, alone.

        Raises:
            OSError: It cannot be written, or another process does not let go of it.
        """
        # Not needed before a model was asked, and slow to load.
        from filelock import FileLock  # noqa: PLC0415

        self._path.parent.mkdir(parents=True, exist_ok=True)
        lock = self._path.with_name(f".{self._path.name}.lock")
        with FileLock(lock, timeout=_PATIENCE_S, is_singleton=False, poll_interval=0.005):
            # Read anew whatever its times say: on a coarse clock two changes of one length look alike.
            self._save(change(self._read()))

    def _read(self) -> str | None:
        try:
            return self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            _LOG.warning("counts of use cannot be read: %s", type(error).__name__)
            return None

    def _save(self, text: str) -> None:
        new = self._path.with_name(f".{self._path.name}.new")
        with new.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._path)


class SavedMinute(BaseModel):
    """What was spent within a minute, as it is kept."""

    model_config = ConfigDict(strict=True, frozen=True, allow_inf_nan=False)

    age_s: float
    questions: int
    requests: int
    prompt_tokens: int
    reply_tokens: int
    usd: float
    estimated: bool


class SavedWindow(BaseModel):
    """A quota as it is kept."""

    model_config = ConfigDict(strict=True, frozen=True, allow_inf_nan=False)

    profile: str
    key: str
    limit: int | None
    remaining: int | None
    resets_in_s: float | None


class SavedUse(BaseModel):
    """The whole text of a store: ages and waits at the moment of writing, which three clocks tell.

    Attributes:
        wall_s: Seconds since 1970.
        monotonic_s: The writer's clock that only grows.
        boot: The run of the machine that it grows in; empty where the system does not name it.
    """

    model_config = ConfigDict(strict=True, frozen=True, allow_inf_nan=False)

    version: int
    wall_s: float
    monotonic_s: float
    boot: str
    minutes: tuple[SavedMinute, ...] = ()
    windows: tuple[SavedWindow, ...] = ()
    blocked_s: dict[str, float] = {}


def new_use(clock: Clock) -> SavedUse:
    """Return a store's content of this moment in which nothing is counted."""
    return SavedUse(version=_VERSION, wall_s=clock.wall(), monotonic_s=clock.monotonic(), boot=clock.boot())


def read_use(text: str | None) -> SavedUse | None:
    """Return what a store holds; None where it holds nothing that can be read."""
    if text is None:
        return None
    try:
        return SavedUse.model_validate_json(text)
    except ValidationError as error:
        _LOG.warning("counts of use are damaged (%d faults)", error.error_count())
        return None


def passed_s(saved: SavedUse, clock: Clock, *, in_our_time: bool) -> float:
    """Return how many seconds ago it was saved.

    Players and time servers move the wall clock, so it counts only where nothing better is known: over a new start of
    the machine, never less than nothing then. A clock that was put back makes nothing younger.

    Args:
        saved: What was saved.
        clock: Ours.
        in_our_time: It was saved while this process ran: by this run of the machine, named or not.
    """
    boot = clock.boot()
    same_run = saved.boot == boot and (in_our_time or bool(boot))
    grown_s = clock.monotonic() - saved.monotonic_s
    if same_run and grown_s >= 0.0:
        return grown_s
    return max(0.0, clock.wall() - saved.wall_s)
