"""Mods on disk: info.json, dependencies and load order."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.game.errors import LoadError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.game.objects import Value

BUILTIN = {"base", "core"}
DEPENDENCY = re.compile(r"^\s*(\(\?\)|[!?~+])?\s*([A-Za-z0-9 _-]+?)\s*(?:(<=|>=|<|>|=)\s*(\d+(?:\.\d+){0,2}))?\s*$")
VERSION = re.compile(r"^\d{1,5}\.\d{1,5}\.\d{1,5}$")
KEYS = {
    "name", "version", "title", "author", "contact", "homepage", "description", "factorio_version", "dependencies",
    "quality_required", "space_travel_required", "spoiling_required", "freezing_required", "segmented_units_required",
    "expansion_shaders_required", "rail_bridges_required",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dependency:
    """One line of `dependencies`; `prefix` is one of "", "?", "(?)", "~", "!", "+"."""

    prefix: str
    name: str
    operator: str
    version: str

    @property
    def optional(self) -> bool:
        """Whether the mod loads without it."""
        return self.prefix in {"?", "(?)", "+"}


@dataclass(frozen=True, slots=True)
class Mod:
    """An unzipped mod folder as the game finds it."""

    name: str
    version: str
    folder: Path
    dependencies: tuple[Dependency, ...] = field(default=())

    def read(self, path: str) -> str | None:
        """Text of a file of the mod, None when it is not there. Names are case-sensitive."""
        file = self.folder / path
        return file.read_text(encoding="utf-8", errors="surrogateescape") if file.is_file() else None


def version_tuple(version: str) -> tuple[int, ...]:
    """`1.2.3` for comparison; shorter ones are filled with zeros."""
    parts = tuple(int(part) for part in version.split("."))
    return parts + (0,) * (3 - len(parts))


def read_mod(folder: Path, game_version: str) -> Mod:
    """Reads and checks info.json of one folder; LoadError names what is wrong."""
    file = folder / "info.json"
    try:
        info: dict[str, Value] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LoadError(f"{folder.name}: info.json is missing") from None
    except ValueError as problem:
        raise LoadError(f"{folder.name}: info.json: {problem}") from None
    for key in ("name", "version", "title", "author"):
        if not isinstance(info.get(key), str) or not info[key]:
            raise LoadError(f"{folder.name}: info.json: {key!r} is missing")
    unknown = info.keys() - KEYS
    if unknown:
        raise LoadError(f"{folder.name}: info.json: unknown keys {sorted(unknown)}")
    name, version = info["name"], info["version"]
    if not re.fullmatch(r"[A-Za-z0-9_-]{3,100}", name):
        raise LoadError(f"{folder.name}: {name!r} is no valid mod name")
    if not VERSION.match(version):
        raise LoadError(f"{name}: {version!r} is no valid version")
    if folder.name not in {name, f"{name}_{version}"}:
        raise LoadError(f"{folder.name}: the folder must be called {name} or {name}_{version}")
    wanted = info.get("factorio_version", "0.12")
    if wanted != game_version:
        raise LoadError(f"{name}: made for {wanted}, the game is {game_version}")
    return Mod(name, version, folder, tuple(_dependency(name, line) for line in info.get("dependencies", ["base"])))


def _dependency(mod: str, line: Value) -> Dependency:
    match = DEPENDENCY.match(line) if isinstance(line, str) else None
    if not match:
        raise LoadError(f"{mod}: invalid dependency {line!r}")
    return Dependency(match[1] or "", match[2], match[3] or "", match[4] or "")


def _holds(dependency: Dependency, version: str) -> bool:
    if not dependency.operator:
        return True
    have, want = version_tuple(version), version_tuple(dependency.version)
    return {
        "<": have < want, "<=": have <= want, "=": have == want, ">=": have >= want, ">": have > want,
    }[dependency.operator]  # fmt: skip


def load_order(mods: list[Mod], base_version: str) -> list[Mod]:
    """The order in which stages run: by depth of dependencies, then by name as the game sorts it."""
    versions = {mod.name: mod.version for mod in mods} | dict.fromkeys(BUILTIN, base_version)
    if len({mod.name for mod in mods}) != len(mods):
        raise LoadError("a mod is there twice")
    by_name = {mod.name: mod for mod in mods}
    for mod in mods:
        for dependency in mod.dependencies:
            _check(mod, dependency, versions)
    depths: dict[str, int] = {}

    def depth(name: str, path: tuple[str, ...]) -> int:
        if name in path:
            raise LoadError(f"dependencies form a circle: {' → '.join((*path, name))}")
        if name not in depths:
            ahead = [d.name for d in by_name[name].dependencies if d.prefix not in {"!", "~"} and d.name in by_name]
            depths[name] = 1 + max((depth(other, (*path, name)) for other in ahead), default=0)
        return depths[name]

    return sorted(mods, key=lambda mod: (depth(mod.name, ()), mod.name.lower(), mod.name))


def _check(mod: Mod, dependency: Dependency, versions: dict[str, str]) -> None:
    have = versions.get(dependency.name)
    if dependency.prefix == "!":
        if have is not None and _holds(dependency, have):
            raise LoadError(f"{mod.name} is incompatible with {dependency.name} {have}")
        return
    if have is None:
        if not dependency.optional:
            raise LoadError(f"{mod.name}: {dependency.name} is not installed")
        return
    if not _holds(dependency, have):
        raise LoadError(f"{mod.name}: {dependency.name} {dependency.operator} {dependency.version} needed, is {have}")


def renames(mod: str, file: Path) -> dict[str, dict[str, str]]:
    """A JSON migration: `{"entity": [["old", "new"], …]}` as `{"entity": {"old": "new"}}`."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        return {kind: {str(old): str(new) for old, new in pairs} for kind, pairs in raw.items()}
    except (ValueError, TypeError, AttributeError) as problem:
        raise LoadError(f"{mod}: migrations/{file.name}: {problem}") from None
