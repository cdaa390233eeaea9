"""Prototypes of the mods against the surface: types, property names, required properties, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.errors import LoadError

if TYPE_CHECKING:
    from tests.game.api import Surface
    from tests.game.mods import Mod
    from tests.game.objects import Value

NUMBERS = frozenset(["double", "float", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"])
UNSEEN_MODS = frozenset({"base", "core"})


class MismatchError(Exception):
    """A property's value is not of its type."""


class PrototypeChecker:
    """Checks `data.raw` as left by the mods."""

    def __init__(self, surface: Surface, mods: list[Mod]) -> None:
        self._surface = surface
        self._mods = {mod.name: mod for mod in mods}
        self._struct_cache: dict[str, dict[str, Value]] = {}

    def check(self, raw: dict[str, dict[str, dict[str, Value]]]) -> None:
        """LoadError naming the first prototype and property that the game would refuse."""
        for kind, specs in raw.items():
            if kind == "gui-style":
                for name, style in specs["default"].items():
                    if isinstance(style, dict):
                        self._guarded(f"style {name}", lambda style=style: self._style(style))
                continue
            known = self._surface.prototypes.get(kind)
            if known is None:
                raise LoadError(f"Unknown prototype type: {kind}")
            properties = self._surface.prototype_properties(known["name"])
            for name, spec in specs.items():
                self._guarded(f"{kind} {name}", lambda spec=spec, p=properties: self._struct(spec, p, ""))

    def _guarded(self, what: str, check: Value) -> None:
        try:
            check()
        except MismatchError as problem:
            raise LoadError(f"Error while loading {what}: {problem}") from None

    def _style(self, style: dict[str, Value]) -> None:
        kind = style.get("type")
        for option in self._surface.proto_types["StyleSpecification"]["t"]["union"]:
            properties = self._properties(option)
            if properties.get("type", {}).get("t") == {"lit": kind}:
                self._struct(style, properties, "")
                return
        raise MismatchError(f"unknown style type {kind!r}")

    def _properties(self, name: str) -> dict[str, Value]:
        found = self._struct_cache.get(name)
        if found is None:
            spec = self._surface.proto_types[name]
            found = dict(self._properties(spec["parent"])) if spec.get("parent") else {}
            found.update(spec.get("props", {}))
            self._struct_cache[name] = found
        return found

    def _struct(self, value: Value, properties: dict[str, Value], path: str) -> None:
        if not isinstance(value, dict):
            raise MismatchError(f"{path or 'it'} must be a table")
        for name, inner in value.items():
            if name not in properties:
                raise MismatchError(f"unknown property {path}{name}")
            self._value(inner, properties[name]["t"], f"{path}{name}")
        for name, spec in properties.items():
            if not spec.get("o") and name not in value:
                raise MismatchError(f"key {path}{name} is missing")

    def _value(self, value: Value, spec: Value, path: str) -> None:  # noqa: C901, PLR0912 (one branch per kind of type)
        if isinstance(spec, str):
            self._named(value, spec, path)
            return
        if "lit" in spec:
            if value != spec["lit"]:
                raise MismatchError(f"{path} must be {spec['lit']!r}, is {value!r}")
            return
        if "union" in spec:
            self._union(value, spec["union"], path)
            return
        if "array" in spec:
            if not isinstance(value, list) and value != {}:
                raise MismatchError(f"{path} must be an array")
            for at, inner in enumerate(value, 1):
                self._value(inner, spec["array"], f"{path}[{at}]")
            return
        if "tuple" in spec:
            if not isinstance(value, list) or len(value) != len(spec["tuple"]):
                raise MismatchError(f"{path} must be an array of {len(spec['tuple'])}")
            for inner, part in zip(value, spec["tuple"], strict=True):
                self._value(inner, part, path)
            return
        if "dict" in spec:
            if not isinstance(value, dict):
                raise MismatchError(f"{path} must be a table")
            for key, inner in value.items():
                self._value(key, spec["dict"][0], path)
                self._value(inner, spec["dict"][1], f"{path}.{key}")

    def _union(self, value: Value, options: list[Value], path: str) -> None:
        problems = []
        for option in options:
            try:
                self._value(value, option, path)
            except MismatchError as problem:
                problems.append(str(problem))
            else:
                return
        raise MismatchError(problems[-1] if len(set(problems)) == 1 else f"{path} is none of its types: {problems}")

    def _named(self, value: Value, name: str, path: str) -> None:  # noqa: C901, PLR0912 (one branch per kind of type)
        if name in NUMBERS:
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise MismatchError(f"{path} must be a number, is {value!r}")
        elif name in {"bool", "boolean"}:
            if not isinstance(value, bool):
                raise MismatchError(f"{path} must be a boolean, is {value!r}")
        elif name == "string":
            if not isinstance(value, str):
                raise MismatchError(f"{path} must be a string, is {value!r}")
        elif name == "FileName":
            self._file(value, path)
        elif name in self._surface.proto_classes:
            self._struct(value, self._surface.prototype_properties(name), f"{path}.")
        elif name in self._surface.proto_types:
            spec = self._surface.proto_types[name]
            inner = spec["t"]
            if inner == {"struct": True}:
                self._struct(value, self._properties(name), f"{path}.")
            elif isinstance(inner, dict) and {"struct": True} in inner.get("union", ()):
                others = [option for option in inner["union"] if option != {"struct": True}]
                if isinstance(value, dict):
                    self._struct(value, self._properties(name), f"{path}.")
                else:
                    self._union(value, others, path)
            else:
                self._value(value, inner, path)

    def _file(self, value: Value, path: str) -> None:
        if not isinstance(value, str) or not value.startswith("__"):
            raise MismatchError(f"{path}: {value!r} must start with __mod-name__/")
        mod, _, inner = value.removeprefix("__").partition("__/")
        if mod in UNSEEN_MODS:
            return
        owner = self._mods.get(mod)
        if owner is None or not (owner.folder / inner).is_file():
            raise MismatchError(f"{path}: the file {value} does not exist")
