"""Values across the boundary, by the type the surface declares: checked on the way in and on the way out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from tests.game.errors import FaultError
from tests.game.objects import SimObject, Value
from tests.game.text import to_raw, to_text

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
    kind = bridge.lua_type(value)
    return "nil" if kind == "None" else kind


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


class Codec:
    """Compiled readers (Lua → Python) and writers (Python → Lua) of one surface."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self._readers: dict[str, Callable[[Bridge, Value], Value]] = {}
        self._writers: dict[str, Callable[[Bridge, Value], Value]] = {}
        self._cache: dict[str, Callable[[Bridge, Value], Value]] = {}

    def cached(
        self, key: str, make: Callable[[], Callable[[Bridge, Value], Value]]
    ) -> Callable[[Bridge, Value], Value]:
        """A reader or writer compiled once under a key of the caller's."""
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = make()
        return found

    # --- Lua → Python ----------------------------------------------------------------------------------------

    def reader(self, spec: Type) -> Callable[[Bridge, Value], Value]:
        """Function that converts and checks a Lua value of this type, or raises MismatchError."""
        if not isinstance(spec, str):
            return self._compile_reader(spec)
        found = self._readers.get(spec)
        if found is None:

            def later(bridge: Bridge, value: Value) -> Value:
                return self._readers[spec](bridge, value)

            self._readers[spec] = later  # for types that contain themselves
            found = self._readers[spec] = self._compile_named_reader(spec)
        return found

    def _compile_named_reader(self, name: str) -> Callable[[Bridge, Value], Value]:  # noqa: C901, PLR0911 (one return per kind of type)
        if name in INTEGERS:
            return _integer_reader(*INTEGERS[name])
        if name in {"double", "float", "number"}:
            return _number_reader
        if name in {"boolean", "string", "nil", "table"}:
            return {"boolean": _boolean, "string": _string, "nil": _nil, "table": _table}[name]
        if name == "LuaObject":
            return _object_reader(None)
        if name in {"Any", "AnyBasic"}:
            return generic_in
        if name == "Tags":
            return _tags
        if name == "LocalisedString":
            return _localised
        if name == "LuaEventType":
            return _event
        if name.startswith("defines."):
            return _defines_reader(name.removeprefix("defines."))
        if self.surface.is_class(name):
            return _object_reader(name)
        concept = self.surface.concepts.get(name)
        if concept is None:
            raise FaultError(f"the surface has no type {name}")
        if isinstance(concept, dict) and "union" in concept:
            return self._union_reader(concept["union"], SHORTHANDS.get(name, ("x", "y")))
        return self.reader(concept)

    def _compile_reader(self, spec: dict[str, Type]) -> Callable[[Bridge, Value], Value]:  # noqa: PLR0911 (one return per kind of type)
        if set(spec) <= {"t", "o"} and "t" in spec:
            return self.reader(spec["t"])
        if "lit" in spec:
            return _literal_reader(spec["lit"])
        if "union" in spec:
            return self._union_reader(spec["union"], ("x", "y"))
        if "array" in spec:
            return _array_reader(self.reader(spec["array"]))
        if "dict" in spec:
            return _dict_reader(self.reader(spec["dict"][0]), self.reader(spec["dict"][1]))
        if "tuple" in spec:
            return _tuple_reader([self.reader(each) for each in spec["tuple"]])
        if "table" in spec:
            return self.struct_reader(spec["table"], spec.get("variants"), "")
        if "function" in spec:
            return _function
        if "luastruct" in spec:
            fields = {name: {"t": field["w"], "o": 1} for name, field in spec["luastruct"].items() if "w" in field}
            return self.struct_reader(fields, None, "")
        raise FaultError(f"a value of type {spec} cannot be passed in")

    def _union_reader(self, options: list[Type], shorthand: tuple[str, ...]) -> Callable[[Bridge, Value], Value]:
        literals = {option["lit"] for option in options if isinstance(option, dict) and "lit" in option}
        others = [option for option in options if not (isinstance(option, dict) and "lit" in option)]
        readers: list[Callable[[Bridge, Value], Value]] = []
        for option in others:
            reader = self.reader(option)
            if (
                isinstance(option, dict)
                and "tuple" in option
                and any(isinstance(o, dict) and "table" in o for o in others)
            ):
                reader = _named(reader, shorthand)
            readers.append(reader)

        def read(bridge: Bridge, value: Value) -> Value:
            if isinstance(value, str | bool) and value in literals:
                return value
            problems: list[str] = []
            for reader in readers:
                try:
                    return reader(bridge, value)
                except MismatchError as problem:
                    problems.append(str(problem))
            if literals and not readers:
                shown = to_text(value) if isinstance(value, str) else describe(bridge, value)
                raise MismatchError(f"Unknown value {shown!r}; expected one of {', '.join(sorted(map(str, literals)))}")
            raise MismatchError("; ".join(dict.fromkeys(problems)) or f"unexpected {describe(bridge, value)}")

        return read

    def struct_reader(
        self, fields: dict[str, Value], variants: dict[str, Value] | None, what: str
    ) -> Callable[[Bridge, Value], dict[str, Value]]:
        """Reader of a table with named keys: unknown, missing and mistyped keys are errors."""
        base = {name: (self.reader(field["t"]), not field.get("o")) for name, field in fields.items()}
        by_variant = {
            key: {name: (self.reader(field["t"]), not field.get("o")) for name, field in extra.items()}
            for key, extra in (variants or {}).items()
        }
        selector = next((name for name in ("type", "filter") if name in fields), None)
        anything = {name: (reader, False) for extra in by_variant.values() for name, (reader, _) in extra.items()}

        def read(bridge: Bridge, value: Value) -> dict[str, Value]:
            if bridge.lua_type(value) != "table":
                raise MismatchError(f"table expected, got {describe(bridge, value)}")
            raw = {to_text(k) if isinstance(k, str) else k: v for k, v in value.items()}
            allowed = base
            if by_variant:
                extra = by_variant.get(str(raw.get(selector)), {}) if selector else anything
                allowed = base | extra
            for name in raw:
                if name not in allowed:
                    raise MismatchError(f"Unknown key {name!r} in table{what}")
            result = {}
            for name, (reader, required) in allowed.items():
                if name in raw:
                    try:
                        result[name] = reader(bridge, raw[name])
                    except MismatchError as problem:
                        raise MismatchError(f"Invalid value for key {name!r}{what}: {problem}") from None
                elif required:
                    raise MismatchError(f"Key {name!r} not found in table{what}")
            return result

        return read

    # --- Python → Lua ----------------------------------------------------------------------------------------

    def writer(self, spec: Type) -> Callable[[Bridge, Value], Value]:
        """Function that converts a backing value of this type for Lua; FaultError where it is not of the type."""
        if not isinstance(spec, str):
            return self._compile_writer(spec)
        found = self._writers.get(spec)
        if found is None:

            def later(bridge: Bridge, value: Value) -> Value:
                return self._writers[spec](bridge, value)

            self._writers[spec] = later
            found = self._writers[spec] = self._compile_named_writer(spec)
        return found

    def _compile_named_writer(self, name: str) -> Callable[[Bridge, Value], Value]:  # noqa: PLR0911 (one return per kind of type)
        if name in INTEGERS or name in {"double", "float", "number"}:
            return _number_writer(name)
        if name == "string":
            return _string_writer
        if name == "boolean":
            return _boolean_writer
        if name in {"nil", "table", "Any", "AnyBasic", "Tags", "LocalisedString", "LuaObject"}:
            return generic_out
        if name == "defines.events":
            return lambda bridge, value: bridge.event_number(value)
        if name.startswith("defines."):
            return _defines_writer(name.removeprefix("defines."))
        if self.surface.is_class(name):
            return self._object_writer(name)
        return self.writer(self.surface.concepts[name])

    def _object_writer(self, name: str) -> Callable[[Bridge, Value], Value]:
        def write(bridge: Bridge, value: Value) -> Value:
            if not isinstance(value, SimObject) or not bridge.surface.is_a(value.api_class, name):
                raise FaultError(f"{name} expected, the backing class gave {value!r}")
            return bridge.wrap(value)

        return write

    def _compile_writer(self, spec: dict[str, Type]) -> Callable[[Bridge, Value], Value]:  # noqa: PLR0911 (one return per kind of type)
        if set(spec) <= {"t", "o"} and "t" in spec:
            return self.writer(spec["t"])
        if "lit" in spec:
            return _literal_writer(spec["lit"])
        if "union" in spec:
            return self._union_writer(spec["union"])
        if "array" in spec:
            inner = self.writer(spec["array"])
            return lambda bridge, value: bridge.table([inner(bridge, each) for each in _expect(value, list, tuple)])
        if "dict" in spec:
            key, item = self.writer(spec["dict"][0]), self.writer(spec["dict"][1])
            return lambda bridge, value: bridge.table(
                {key(bridge, k): item(bridge, v) for k, v in _expect(value, dict).items()}
            )
        if "tuple" in spec:
            each = [self.writer(inner) for inner in spec["tuple"]]
            return lambda bridge, value: bridge.table(
                [write(bridge, part) for write, part in zip(each, _expect(value, list, tuple), strict=True)]
            )
        if "table" in spec:
            return self.struct_writer(spec["table"], spec.get("variants"))
        if "luastruct" in spec:
            return self.struct_writer(
                {name: {"t": field["r"], "o": 1} for name, field in spec["luastruct"].items()}, None
            )
        if "custom" in spec:
            return lambda bridge, value: bridge.custom_table(value, spec["custom"])
        raise FaultError(f"a value of type {spec} cannot be handed out")

    def _union_writer(self, options: list[Type]) -> Callable[[Bridge, Value], Value]:
        writers = [self.writer(option) for option in options]

        def write(bridge: Bridge, value: Value) -> Value:
            for writer in writers:
                try:
                    return writer(bridge, value)
                except FaultError:
                    continue
            raise FaultError(f"{value!r} is none of {options}")

        return write

    def struct_writer(
        self, fields: dict[str, Value], variants: dict[str, Value] | None
    ) -> Callable[[Bridge, Value], Value]:
        """Writer of a table with named keys; missing required and unknown keys are faults of the simulation."""
        every = dict(fields)
        for extra in (variants or {}).values():
            for name, field in extra.items():
                known = every.get(name)
                every[name] = {"t": {"union": [known["t"], field["t"]]}, "o": 1} if known else field | {"o": 1}
        writers = {name: (self.writer(field["t"]), not field.get("o")) for name, field in every.items()}

        def write(bridge: Bridge, value: Value) -> Value:
            given = _expect(value, dict)
            unknown = given.keys() - writers.keys()
            if unknown:
                raise FaultError(f"keys {sorted(map(str, unknown))} are not in the surface's table")
            result = {}
            for name, (writer, required) in writers.items():
                inner = given.get(name)
                if inner is not None:
                    result[name] = writer(bridge, inner)
                elif required:
                    raise FaultError(f"key {name!r} is missing, the surface says it is always there")
            return bridge.table(result)

        return write


def _expect(value: Value, *kinds: type) -> Value:
    if not isinstance(value, kinds):
        raise FaultError(f"{' or '.join(k.__name__ for k in kinds)} expected, got {value!r}")
    return value


def _integer_reader(low: int, high: int) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> int:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise MismatchError(f"number expected, got {describe(bridge, value)}")
        if not math.isfinite(value) or value != int(value):
            raise MismatchError(f"{value} is not a whole number")
        if not low <= value <= high:
            raise MismatchError(f"{value} is outside {low}..{high}")
        return int(value)

    return read


def _number_reader(bridge: Bridge, value: Value) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise MismatchError(f"number expected, got {describe(bridge, value)}")
    return value


def _boolean(bridge: Bridge, value: Value) -> bool:
    if not isinstance(value, bool):
        raise MismatchError(f"boolean expected, got {describe(bridge, value)}")
    return value


def _string(bridge: Bridge, value: Value) -> str:
    if not isinstance(value, str):
        raise MismatchError(f"string expected, got {describe(bridge, value)}")
    return to_text(value)


def _nil(bridge: Bridge, value: Value) -> None:
    if value is not None:
        raise MismatchError(f"nil expected, got {describe(bridge, value)}")


def _table(bridge: Bridge, value: Value) -> Value:
    if bridge.lua_type(value) != "table":
        raise MismatchError(f"table expected, got {describe(bridge, value)}")
    return generic_in(bridge, value)


def _tags(bridge: Bridge, value: Value) -> dict[str, Value]:
    got = _table(bridge, value)
    if not isinstance(got, dict) or not all(isinstance(key, str) for key in got):
        raise MismatchError("Tags must be a table with string keys")
    _only_basic(got)
    return got


def _only_basic(value: Value) -> None:
    if isinstance(value, SimObject):
        raise MismatchError("Tags cannot hold LuaObjects")
    if isinstance(value, dict):
        for inner in value.values():
            _only_basic(inner)
    elif isinstance(value, list):
        for inner in value:
            _only_basic(inner)


def _localised(bridge: Bridge, value: Value) -> Value:
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
    return [_localised(bridge, raw.get(at)) for at in range(1, length + 1)]


def _event(bridge: Bridge, value: Value) -> str:
    return bridge.event_key(value)


def _function(bridge: Bridge, value: Value) -> Value:
    if bridge.lua_type(value) != "function":
        raise MismatchError(f"function expected, got {describe(bridge, value)}")
    return bridge.adopt_function(value)


def _object_reader(name: str | None) -> Callable[[Bridge, Value], Value]:
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


def _defines_reader(path: str) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> str:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise MismatchError(f"defines.{path} expected, got {describe(bridge, value)}")
        name = bridge.defines.name(path, value)
        if name is None:
            raise MismatchError(f"{value} is no defines.{path}")
        return name

    return read


def _literal_reader(literal: Value) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> Value:
        if value != literal or isinstance(value, bool) != isinstance(literal, bool):
            raise MismatchError(f"{literal!r} expected, got {describe(bridge, value)}")
        return value

    return read


def _array_reader(inner: Callable[[Bridge, Value], Value]) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> list[Value]:
        if bridge.lua_type(value) != "table":
            raise MismatchError(f"array expected, got {describe(bridge, value)}")
        raw = dict(value.items())
        if raw.keys() != set(range(1, len(raw) + 1)):
            raise MismatchError("array expected, the table's keys are not 1..n")
        return [inner(bridge, raw[at]) for at in range(1, len(raw) + 1)]

    return read


def _dict_reader(
    key: Callable[[Bridge, Value], Value], item: Callable[[Bridge, Value], Value]
) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> dict[Value, Value]:
        if bridge.lua_type(value) != "table":
            raise MismatchError(f"table expected, got {describe(bridge, value)}")
        return {key(bridge, k): item(bridge, v) for k, v in value.items()}

    return read


def _tuple_reader(parts: list[Callable[[Bridge, Value], Value]]) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> list[Value]:
        if bridge.lua_type(value) != "table":
            raise MismatchError(f"array expected, got {describe(bridge, value)}")
        raw = dict(value.items())
        if not set(raw) <= set(range(1, len(parts) + 1)):
            raise MismatchError(f"array of {len(parts)} expected")
        return [part(bridge, raw.get(at)) for at, part in enumerate(parts, 1) if at in raw]

    return read


def _named(reader: Callable[[Bridge, Value], Value], names: tuple[str, ...]) -> Callable[[Bridge, Value], Value]:
    def read(bridge: Bridge, value: Value) -> dict[str, Value]:
        parts = reader(bridge, value)
        if len(parts) < min(2, len(names)):
            raise MismatchError(f"array of {len(names)} expected")
        return dict(zip(names, parts, strict=False))

    return read


def _number_writer(name: str) -> Callable[[Bridge, Value], Value]:
    def write(_bridge: Bridge, value: Value) -> Value:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise FaultError(f"{name} expected, the backing class gave {value!r}")
        return value

    return write


def _string_writer(_bridge: Bridge, value: Value) -> str:
    if not isinstance(value, str):
        raise FaultError(f"string expected, the backing class gave {value!r}")
    return to_raw(value)


def _boolean_writer(_bridge: Bridge, value: Value) -> bool:
    if not isinstance(value, bool):
        raise FaultError(f"boolean expected, the backing class gave {value!r}")
    return value


def _defines_writer(path: str) -> Callable[[Bridge, Value], Value]:
    def write(bridge: Bridge, value: Value) -> int:
        if not isinstance(value, str):
            raise FaultError(f"name of a defines.{path} expected, the backing class gave {value!r}")
        return bridge.defines.number(path, value)

    return write


def _literal_writer(literal: Value) -> Callable[[Bridge, Value], Value]:
    def write(_bridge: Bridge, value: Value) -> Value:
        if value != literal:
            raise FaultError(f"{literal!r} expected, the backing class gave {value!r}")
        return to_raw(value) if isinstance(value, str) else value

    return write
