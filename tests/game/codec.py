"""Values across the boundary, by the type the surface declares: checked on the way in and on the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game import readers as reading
from tests.game import writers as writing
from tests.game.errors import FaultError
from tests.game.objects import SimObject, Value
from tests.game.readers import INTEGERS, SHORTHANDS, MismatchError, describe, generic_in
from tests.game.text import to_text
from tests.game.writers import generic_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.game.api import Surface
    from tests.game.readers import Bridge, Type


class Codec:
    """Compiled readers (Lua → Python) and writers (Python → Lua) of one surface."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self._readers: dict[str, Callable[[Bridge, Value], Value]] = {}
        self._writers: dict[str, Callable[[Bridge, Value], Value]] = {}
        self._cache: dict[str, Callable[[Bridge, Value], Value]] = {}
        self._unnamed: dict[int, tuple[Type, Callable[[Bridge, Value], Value]]] = {}

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
            return reading.integer_reader(*INTEGERS[name])
        if name in {"double", "float", "number"}:
            return reading.read_number
        if name in {"boolean", "string", "nil", "table"}:
            return {
                "boolean": reading.read_boolean,
                "string": reading.read_string,
                "nil": reading.read_nil,
                "table": reading.read_table,
            }[name]
        if name == "LuaObject":
            return reading.object_reader(None)
        if name in {"Any", "AnyBasic"}:
            return generic_in
        if name == "Tags":
            return reading.read_tags
        if name == "LocalisedString":
            return reading.read_localised
        if name == "LuaEventType":
            return reading.read_event_type
        if name.startswith("defines."):
            return reading.defines_reader(name.removeprefix("defines."))
        if self.surface.is_class(name):
            return reading.object_reader(name)
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
            return reading.literal_reader(spec["lit"])
        if "union" in spec:
            return self._union_reader(spec["union"], ("x", "y"))
        if "array" in spec:
            return reading.array_reader(self.reader(spec["array"]))
        if "dict" in spec:
            return reading.dict_reader(self.reader(spec["dict"][0]), self.reader(spec["dict"][1]))
        if "tuple" in spec:
            return reading.tuple_reader([self.reader(each) for each in spec["tuple"]])
        if "table" in spec:
            return self.struct_reader(spec["table"], spec.get("variants"), "")
        if "function" in spec:
            return reading.read_function
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
                reader = reading.named_reader(reader, shorthand)
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
            known = self._unnamed.get(id(spec))
            if known is None:
                # The type is kept beside its writer: an id comes again once its object is gone.
                known = self._unnamed[id(spec)] = spec, self._compile_writer(spec)
            return known[1]
        found = self._writers.get(spec)
        if found is None:

            def later(bridge: Bridge, value: Value) -> Value:
                return self._writers[spec](bridge, value)

            self._writers[spec] = later
            found = self._writers[spec] = self._compile_named_writer(spec)
        return found

    def _compile_named_writer(self, name: str) -> Callable[[Bridge, Value], Value]:  # noqa: PLR0911 (one return per kind of type)
        if name in INTEGERS or name in {"double", "float", "number"}:
            return writing.number_writer(name)
        if name == "string":
            return writing.write_string
        if name == "boolean":
            return writing.write_boolean
        if name in {"nil", "table", "Any", "AnyBasic", "Tags", "LocalisedString", "LuaObject"}:
            return generic_out
        if name == "defines.events":
            return lambda bridge, value: bridge.event_number(value)
        if name.startswith("defines."):
            return writing.defines_writer(name.removeprefix("defines."))
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
            return writing.literal_writer(spec["lit"])
        if "union" in spec:
            return self._union_writer(spec["union"])
        if "array" in spec:
            inner = self.writer(spec["array"])
            return lambda bridge, value: bridge.table(
                [inner(bridge, each) for each in writing.expect(value, list, tuple)]
            )
        if "dict" in spec:
            key, item = self.writer(spec["dict"][0]), self.writer(spec["dict"][1])
            return lambda bridge, value: bridge.table(
                {key(bridge, k): item(bridge, v) for k, v in writing.expect(value, dict).items()}
            )
        if "tuple" in spec:
            each = [self.writer(inner) for inner in spec["tuple"]]
            return lambda bridge, value: bridge.table(
                [write(bridge, part) for write, part in zip(each, writing.expect(value, list, tuple), strict=True)]
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
            given = writing.expect(value, dict)
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
