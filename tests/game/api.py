"""The API surface of one game version: which members, types, events and defines exist."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.game.objects import Value

Json = Value
SURFACES = Path(__file__).parent / "surface"


@dataclass(frozen=True, slots=True)
class Member:
    """One attribute or method, with the class that declares it."""

    owner: str
    name: str
    spec: dict[str, Json]
    is_method: bool

    @property
    def subclasses(self) -> tuple[str, ...]:
        """Subclasses the member is limited to; empty when it is for all."""
        return tuple(self.spec.get("sub", ()))

    @property
    def optional(self) -> bool:
        """Whether reading may give nil."""
        return bool(self.spec.get("o"))


class Surface:
    """Look-ups in the surface of one version; immutable after loading."""

    def __init__(self, data: dict[str, Json], version: str) -> None:
        self.version = version
        self.full_version: str = data["version"]
        self.classes: dict[str, Json] = data["classes"]
        self.concepts: dict[str, Json] = data["concepts"]
        self.events: dict[str, dict[str, Json]] = data["events"]
        self.defines: dict[str, Json] = data["defines"]
        self.globals: dict[str, str] = data["globals"]
        self.prototypes: dict[str, Json] = data["prototypes"]
        self.proto_classes: dict[str, Json] = data["proto_classes"]
        self.proto_types: dict[str, Json] = data["proto_types"]
        self._members: dict[str, dict[str, Member]] = {}

    def members(self, api_class: str) -> dict[str, Member]:
        """Every member of a class, inherited ones included."""
        found = self._members.get(api_class)
        if found is None:
            spec = self.classes[api_class]
            found = dict(self.members(spec["parent"])) if spec["parent"] else {}
            for name, attribute in spec["attrs"].items():
                found[name] = Member(api_class, name, attribute, is_method=False)
            for name, method in spec["methods"].items():
                found[name] = Member(api_class, name, method, is_method=True)
            self._members[api_class] = found
        return found

    def operator(self, api_class: str, name: str) -> dict[str, Json] | None:
        """The `index`, `length` or `call` operator of a class, if it has it."""
        spec = self.classes[api_class]
        operator: dict[str, Json] | None = spec["ops"].get(name)
        if operator is None and spec["parent"]:
            return self.operator(spec["parent"], name)
        return operator

    def is_class(self, name: str) -> bool:
        """Whether a type name is a LuaObject class."""
        return name in self.classes

    def is_a(self, api_class: str, wanted: str) -> bool:
        """Whether a class is or inherits from another."""
        name: str | None = api_class
        while name:
            if name == wanted:
                return True
            name = self.classes[name]["parent"]
        return False

    def prototype_properties(self, proto_class: str) -> dict[str, Json]:
        """Properties of a prototype class, inherited ones included."""
        spec = self.proto_classes[proto_class]
        own = dict(self.prototype_properties(spec["parent"])) if spec["parent"] else {}
        own.update(spec["props"])
        return own


@cache
def load_surface(version: str) -> Surface:
    """Reads the committed surface of `2.0` or `2.1`, with what a later description of the version says of its types."""
    data = json.loads((SURFACES / f"{version}.json").read_text(encoding="utf-8"))
    later = SURFACES / f"{version}-later.json"
    if later.exists():
        for name, more in json.loads(later.read_text(encoding="utf-8"))["concepts"].items():
            data["concepts"].setdefault(name, {}).update(more)
    return Surface(data, version)
