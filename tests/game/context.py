"""Who is calling: backing objects find their peer and the calling mod here during an API call."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.game.errors import FaultError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.game.objects import Value
    from tests.game.peer import Peer

_stack: list[tuple[Peer, str]] = []


@contextmanager
def calling(peer: Peer, mod: str) -> Iterator[None]:
    """Marks `mod` on `peer` as the caller of what runs inside."""
    _stack.append((peer, mod))
    try:
        yield
    finally:
        _stack.pop()


def current_peer() -> Peer:
    """The peer whose Lua (or input action) runs now."""
    if not _stack:
        raise FaultError("no peer is running")
    return _stack[-1][0]


def current_mod() -> str:
    """The mod whose Lua runs now; empty for the game itself."""
    return _stack[-1][1] if _stack else ""


def raise_event(name: str, **fields: Value) -> None:
    """Raises a game event on the running peer at once, as the game does for events caused by API calls."""
    current_peer().raise_event(name, fields)
