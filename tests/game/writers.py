"""Python → Lua: checks of what backing objects hand out; a value of the wrong type is a fault of the simulation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.errors import FaultError
from tests.game.objects import SimObject, Value
from tests.game.text import to_raw

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.game.readers import Bridge


def generic_out(bridge: Bridge, value: Value) -> Value:
    """Any plain Python value or backing object as a Lua value."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return to_raw(value)
    if isinstance(value, SimObject):
        return bridge.wrap(value)
    if isinstance(value, (list, tuple)):
        return bridge.table([generic_out(bridge, each) for each in value])
    if isinstance(value, dict):
        return bridge.table({generic_out(bridge, k): generic_out(bridge, v) for k, v in value.items() if v is not None})
    raise FaultError(f"cannot hand a {type(value).__name__} to Lua")


def expect(value: Value, *kinds: type) -> Value:
    if not isinstance(value, kinds):
        raise FaultError(f"{' or '.join(k.__name__ for k in kinds)} expected, got {value!r}")
    return value


def number_writer(name: str) -> Callable[[Bridge, Value], Value]:
    def write(_bridge: Bridge, value: Value) -> Value:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise FaultError(f"{name} expected, the backing class gave {value!r}")
        return value

    return write


def write_string(_bridge: Bridge, value: Value) -> str:
    if not isinstance(value, str):
        raise FaultError(f"string expected, the backing class gave {value!r}")
    return to_raw(value)


def write_boolean(_bridge: Bridge, value: Value) -> bool:
    if not isinstance(value, bool):
        raise FaultError(f"boolean expected, the backing class gave {value!r}")
    return value


def defines_writer(path: str) -> Callable[[Bridge, Value], Value]:
    def write(bridge: Bridge, value: Value) -> int:
        if not isinstance(value, str):
            raise FaultError(f"name of a defines.{path} expected, the backing class gave {value!r}")
        return bridge.defines.number(path, value)

    return write


def literal_writer(literal: Value) -> Callable[[Bridge, Value], Value]:
    def write(_bridge: Bridge, value: Value) -> Value:
        if value != literal:
            raise FaultError(f"{literal!r} expected, the backing class gave {value!r}")
        return to_raw(value) if isinstance(value, str) else value

    return write
