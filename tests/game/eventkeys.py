"""Keys of events: a define's name, `custom:<prototype>` or `generated:<n>`, and their numbers in Lua."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.readers import MismatchError, describe
from tests.game.text import to_text

if TYPE_CHECKING:
    from tests.game.luastate import LuaState
    from tests.game.objects import Value

CUSTOM = "custom:"
GENERATED = "generated:"
FIRST_CUSTOM = 1_000
FIRST_GENERATED = 10_000


def number_of_event(state: LuaState, event: str) -> int:
    """Number of an event for Lua; custom and generated ones lie above the defines."""
    if event.startswith(GENERATED):
        return FIRST_GENERATED + int(event.removeprefix(GENERATED))
    if event.startswith(CUSTOM):
        return FIRST_CUSTOM + sorted(state.peer.rules.event_prototypes).index(event.removeprefix(CUSTOM))
    return state.defines.number("events", event)


def read_event(state: LuaState, value: Value) -> str:
    """Key of an event given as number, as name of a custom event or as its prototype."""
    if isinstance(value, str):
        return CUSTOM + to_text(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        found = state.backing(value) if state.lua_type(value) == "userdata" else None
        if found is None:
            raise MismatchError(f"event expected, got {describe(state, value)}")
        return CUSTOM + str(getattr(found, "name", ""))
    if value >= FIRST_GENERATED:
        return f"{GENERATED}{int(value) - FIRST_GENERATED}"
    if value >= FIRST_CUSTOM:
        names = sorted(state.peer.rules.event_prototypes)
        if value - FIRST_CUSTOM < len(names):
            return CUSTOM + names[int(value) - FIRST_CUSTOM]
    name = state.defines.name("events", value)
    if name is None:
        raise MismatchError(f"{value} is no event")
    return name
