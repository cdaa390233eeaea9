"""Lua → Python: checks of single values, by the kind of type the surface declares."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from tests.game.objects import SimObject, Value
from tests.game.text import to_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.game.api import Surface
    from tests.game.defines import Defines

Type = Value
"""A type of the surface: a name or one of the surface's type objects."""


class Bridge(Protocol):
    """What the codecs need of a mod's Lua state."""

    surface: Surface
    defines: Defines

    def lua_type(self, value: Value) -> str: ...
    def backing(self, value: Value) -> SimObject | None: ...
    def wrap(self, value: SimObject) -> Value: ...
    def table(self, value: Value) -> Value: ...
    def custom_table(self, entries: Value, spec: Type) -> Value: ...
    def adopt_function(self, function: Value) -> Value: ...
    def event_key(self, value: Value) -> str: ...
    def event_number(self, event: str) -> int: ...


class MismatchError(Exception):
    """A Lua value is not of the declared type; the message is the game's."""


INTEGERS = {
    "int8": (-(2**7), 2**7 - 1),
    "int16": (-(2**15), 2**15 - 1),
    "int32": (-(2**31), 2**31 - 1),
    "uint8": (0, 2**8 - 1),
    "uint16": (0, 2**16 - 1),
    "uint32": (0, 2**32 - 1),
    "uint64": (0, 2**64 - 1),
}
SHORTHANDS = {
    "BoundingBox": ("left_top", "right_bottom"),
    "Color": ("r", "g", "b", "a"),
    "ColorModifier": ("r", "g", "b", "a"),
    "Vector3D": ("x", "y", "z"),
}


def describe(bridge: Bridge, value: Value) -> str:
    """The type of a Lua value as the game names it in errors."""
    return bridge.lua_type(value)


def generic_in(bridge: Bridge, value: Value, depth: int = 0) -> Value:
    """Any Lua value without a declared shape; a table with keys 1..n becomes a list, another a dict.

    Functions are refused. An empty table becomes an empty dict.
    """
    kind = bridge.lua_type(value)
    if kind in {"nil", "boolean", "number"}:
        return value
    if kind == "string":
        return to_text(value)
    if kind == "userdata":
        found = bridge.backing(value)
        if found is None:
            raise MismatchError("LuaObject expected")
        return found
    if kind == "table":
        if depth > 100:
            raise MismatchError("table is nested too deeply or contains itself")
        pairs = [(to_text(k) if isinstance(k, str) else k, generic_in(bridge, v, depth + 1)) for k, v in value.items()]
        keys = {k for k, _ in pairs}
        if pairs and keys == set(range(1, len(pairs) + 1)):
            by_key = dict(pairs)
            return [by_key[i] for i in range(1, len(pairs) + 1)]
        return dict(pairs)
    raise MismatchError(f"cannot use a {kind} here")


def integer_reader(low: int, high: int) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> int:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise MismatchError(f"number expected, got {describe(bridge, value)}")
        if not math.isfinite(value) or value != int(value):
            raise MismatchError(f"{value} is not a whole number")
        if not low <= value <= high:
            raise MismatchError(f"{value} is outside {low}..{high}")
        return int(value)

    return read


def read_number(bridge: Bridge, value: Value) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise MismatchError(f"number expected, got {describe(bridge, value)}")
    return value


def read_boolean(bridge: Bridge, value: Value) -> bool:
    if not isinstance(value, bool):
        raise MismatchError(f"boolean expected, got {describe(bridge, value)}")
    return value


def read_string(bridge: Bridge, value: Value) -> str:
    if not isinstance(value, str):
        raise MismatchError(f"string expected, got {describe(bridge, value)}")
    return to_text(value)


def read_nil(bridge: Bridge, value: Value) -> None:
    if value is not None:
        raise MismatchError(f"nil expected, got {describe(bridge, value)}")


def read_table(bridge: Bridge, value: Value) -> Value:
    if bridge.lua_type(value) != "table":
        raise MismatchError(f"table expected, got {describe(bridge, value)}")
    return generic_in(bridge, value)


def read_tags(bridge: Bridge, value: Value) -> dict[str, Value]:
    got = read_table(bridge, value)
    if not isinstance(got, dict) or not all(isinstance(key, str) for key in got):
        raise MismatchError("Tags must be a table with string keys")
    refuse_objects(got)
    return got


def refuse_objects(value: Value) -> None:
    if isinstance(value, SimObject):
        raise MismatchError("Tags cannot hold LuaObjects")
    if isinstance(value, dict):
        for inner in value.values():
            refuse_objects(inner)
    elif isinstance(value, list):
        for inner in value:
            refuse_objects(inner)


def read_localised(bridge: Bridge, value: Value) -> Value:
    kind = bridge.lua_type(value)
    if kind in {"nil", "number", "boolean"}:
        return value
    if kind == "string":
        return to_text(value)
    if kind == "userdata":
        return generic_in(bridge, value)
    if kind != "table":
        raise MismatchError(f"LocalisedString expected, got {kind}")
    raw = dict(value.items())
    if any(not isinstance(key, int) for key in raw) or not isinstance(raw.get(1), str):
        raise MismatchError("LocalisedString: first element of the table must be a string")
    length = max(raw)
    if length > 21:
        raise MismatchError("LocalisedString has more than 20 parameters")
    return [read_localised(bridge, raw.get(at)) for at in range(1, length + 1)]


def read_event_type(bridge: Bridge, value: Value) -> str:
    return bridge.event_key(value)


def read_function(bridge: Bridge, value: Value) -> Value:
    if bridge.lua_type(value) != "function":
        raise MismatchError(f"function expected, got {describe(bridge, value)}")
    return bridge.adopt_function(value)


def object_reader(name: str | None) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> SimObject:
        found = bridge.backing(value) if bridge.lua_type(value) == "userdata" else None
        if found is None:
            raise MismatchError(f"{name or 'LuaObject'} expected, got {describe(bridge, value)}")
        if name is not None and not bridge.surface.is_a(found.api_class, name):
            raise MismatchError(f"{name} expected, got {found.api_class}")
        if not found.valid:
            raise MismatchError(f"{found.api_class} is invalid")
        return found

    return read


def defines_reader(path: str) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> str:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise MismatchError(f"defines.{path} expected, got {describe(bridge, value)}")
        name = bridge.defines.name(path, value)
        if name is None:
            raise MismatchError(f"{value} is no defines.{path}")
        return name

    return read


def literal_reader(literal: Value) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> Value:
        if value != literal or isinstance(value, bool) != isinstance(literal, bool):
            raise MismatchError(f"{literal!r} expected, got {describe(bridge, value)}")
        return value

    return read


def array_reader(inner: Callable[[Bridge, Value], Value]) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> list[Value]:
        if bridge.lua_type(value) != "table":
            raise MismatchError(f"array expected, got {describe(bridge, value)}")
        raw = dict(value.items())
        if raw.keys() != set(range(1, len(raw) + 1)):
            raise MismatchError("array expected, the table's keys are not 1..n")
        return [inner(bridge, raw[at]) for at in range(1, len(raw) + 1)]

    return read


def dict_reader(
    key: Callable[[Bridge, Value], Value], item: Callable[[Bridge, Value], Value]
) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> dict[Value, Value]:
        if bridge.lua_type(value) != "table":
            raise MismatchError(f"table expected, got {describe(bridge, value)}")
        return {key(bridge, k): item(bridge, v) for k, v in value.items()}

    return read


def tuple_reader(parts: list[Callable[[Bridge, Value], Value]]) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> list[Value]:
        if bridge.lua_type(value) != "table":
            raise MismatchError(f"array expected, got {describe(bridge, value)}")
        raw = dict(value.items())
        if not set(raw) <= set(range(1, len(parts) + 1)):
            raise MismatchError(f"array of {len(parts)} expected")
        return [part(bridge, raw.get(at)) for at, part in enumerate(parts, 1) if at in raw]

    return read


def named_reader(reader: Callable[[Bridge, Value], Value], names: tuple[str, ...]) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> dict[str, Value]:
        parts = reader(bridge, value)
        if len(parts) < min(2, len(names)):
            raise MismatchError(f"array of {len(names)} expected")
        return dict(zip(names, parts, strict=False))

    return read
