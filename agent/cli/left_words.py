"""How much may still be asked, in the player's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.cli.screen import Screen
    from agent.setup.engine import Engines


def left_words(messages: int | None, resets_at: str | None, out: Screen) -> str:
    """Return «Осталось N сообщений (сброс в HH:MM)»; empty where nothing limits."""
    if messages is None:
        return ""
    if not resets_at:
        return out.text("cli-left", count=messages)
    return out.text("cli-left-reset", count=messages, time=resets_at)


def engine_words(engines: Engines, out: Screen) -> str:
    """Return what answers, and how much may still be asked."""
    left = engines.remaining()
    words = left_words(left.messages, left.resets_at, out) if left is not None else ""
    name = engines.current().name
    return f"{name} · {words}" if words else name
