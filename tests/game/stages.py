"""Settings and data stage: runs the mods' settings*.lua and data*.lua and checks what they leave behind."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lupa import lua52

from tests.game import coverage
from tests.game.changelog import check_changelog
from tests.game.errors import ApiError, LoadError
from tests.game.locale import Locale
from tests.game.luastate import lines_of
from tests.game.prototypecheck import PrototypeChecker
from tests.game.rules import STYLE_TYPES, GameRules, sprite_prefix
from tests.game.settings import KINDS, check_value
from tests.game.text import to_raw, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.game.api import Surface
    from tests.game.mods import Mod
    from tests.game.objects import Value

STAGE_PRELUDE = (Path(__file__).parent / "lua" / "stage.lua").read_text(encoding="utf-8")
SETTING_KEYS = {
    "type", "name", "setting_type", "default_value", "order", "hidden", "localised_name", "localised_description",
    "minimum_value", "maximum_value", "allowed_values", "allow_blank", "auto_trim", "forced_value",
}  # fmt: skip
SETTING_TYPES = {"startup", "runtime-global", "runtime-per-user"}


@cache
def base_names() -> dict[str, Value]:
    """Names of the base game's prototypes and GUI styles."""
    data: dict[str, Value] = json.loads((Path(__file__).parent / "surface" / "base-names.json").read_text("utf-8"))
    return data


class Stage:
    """One Lua state shared by all mods, as the game has for the settings and for the data stage."""

    def __init__(
        self, surface: Surface, mods: list[Mod], active: Mapping[str, str], startup: Mapping[str, Value] | None
    ) -> None:
        self._mods = {mod.name: mod for mod in mods}
        self._order = mods
        self._runtime = lua52.LuaRuntime(
            encoding="latin-1", unpack_returned_tuples=True, register_eval=False, register_builtins=False
        )
        self.current = ""
        chunk = self._runtime.eval("function(source, py) return load(source, '@stage.lua', 't')(py) end")
        table = self._runtime.table_from
        values = None if startup is None else table({k: table({"value": _raw(v, table)}) for k, v in startup.items()})
        self.api = chunk(
            to_raw(STAGE_PRELUDE),
            table(
                {
                    "find_module": self._find,
                    "defines": table(_numbered(surface.defines), recursive=True),
                    "mods": table({to_raw(k): v for k, v in active.items()}),
                    "startup": values,
                }
            ),
        )

    def _find(self, name: str) -> tuple[str | None, str]:
        text = to_text(name)
        mod, inner = self.current, text
        if text.startswith("__"):
            mod, _, inner = text.removeprefix("__").partition("__")
            inner = inner.lstrip("/.")
        inner = inner.removesuffix(".lua")
        if "/" not in inner:
            inner = inner.replace(".", "/")
        owner = self._mods.get(mod)
        source = owner.read(f"{inner}.lua") if owner else None
        if source is None:
            return None, to_raw(f"module {text} not found;  no such file __{mod}__/{inner}.lua")
        return to_raw(f"__{mod}__/{inner}.lua"), to_raw(source)

    def run(self, *files: str) -> None:
        """Runs each file for every mod in load order, the next file only after all mods."""
        for file in files:
            for mod in self._order:
                source = mod.read(file)
                if source is None:
                    continue
                self.current = mod.name
                if coverage.folder() is not None:
                    self.api.measure()
                result = self.api.run(to_raw(source), f"__{mod.name}__/{file}", mod.name)
                ok, *rest = result if isinstance(result, tuple) else (result,)
                if not ok:
                    raise LoadError(f"Failed to load mods: {to_text(str(rest[0]))}")
        coverage.add_lines(lines_of(self.api.take_hits()))

    def raw(self) -> dict[str, dict[str, dict[str, Value]]]:
        """`data.raw` as Python data."""
        found = _plain(self.api.raw, "data.raw", 0)
        return found if isinstance(found, dict) else {}


def _raw(value: Value, table: Value) -> Value:
    if isinstance(value, str):
        return to_raw(value)
    return table(value) if isinstance(value, dict) else value


def _numbered(tree: Value) -> Value:
    if isinstance(tree, dict):
        return {name: _numbered(inner) for name, inner in tree.items()}
    return {name: at for at, name in enumerate(tree)}


def _plain(value: Value, path: str, depth: int) -> Value:
    if isinstance(value, str):
        return to_text(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if lua52.lua_type(value) != "table" or depth > 40:
        raise LoadError(f"{path} holds a {lua52.lua_type(value)}, prototypes are plain data")
    pairs = {to_text(k) if isinstance(k, str) else k: _plain(v, f"{path}.{k}", depth + 1) for k, v in value.items()}
    if pairs and all(isinstance(key, int) for key in pairs):
        return [pairs[at] for at in sorted(pairs)]
    return pairs


def load_rules(
    surface: Surface,
    mods: list[Mod],
    *,
    version: str,
    multiplayer: bool,
    startup: Mapping[str, Value],
    prefix: str,
    base_version: str,
) -> GameRules:
    """Runs both stages; LoadError as the game would refuse to start."""
    for mod in mods:
        check_changelog(mod)
    names = base_names()
    active = {"base": base_version} | {mod.name: mod.version for mod in mods}
    settings = _settings(Stage(surface, mods, active, None))
    chosen = _startup(settings, startup)
    stage = Stage(surface, mods, active, chosen)
    stage.run("data.lua", "data-updates.lua", "data-final-fixes.lua")
    raw = stage.raw()
    PrototypeChecker(surface, mods).check(raw)
    own_styles = (raw.get("gui-style") or {}).get("default", {})
    styles = {name: guessed_style_type(name) for name in names["gui_styles"]}
    styles |= {name: spec["type"] for name, spec in own_styles.items() if isinstance(spec, dict) and "type" in spec}
    for name, spec in own_styles.items():
        if isinstance(spec, dict) and spec.get("parent") and spec["parent"] not in styles:
            raise LoadError(f"Error in style {name}: parent style {spec['parent']} does not exist")
    locale = Locale(mods, prefix)
    everything = dict(raw)
    for name, spec in settings.items():
        everything[spec["type"]] = everything.get(spec["type"], {}) | {name: spec}
    return GameRules(
        version=version,
        surface=surface,
        mods=mods,
        multiplayer=multiplayer,
        settings=settings,
        startup=chosen,
        data_raw=raw,
        styles=styles,
        base_names={
            kind: frozenset(members) for kind, members in by_sprite_prefix(surface, names["prototypes"]).items()
        },
        locale=locale,
        problems=list(dict.fromkeys(locale.differences() + locale.unnamed(everything))),
        base_version=base_version,
    )


def by_sprite_prefix(surface: Surface, prototypes: dict[str, list[str]]) -> dict[str, set[str]]:
    """Names by SpritePath prefix: every type of item is `item`, every type of entity `entity`, and so on."""
    groups: dict[str, set[str]] = {}
    for kind, members in prototypes.items():
        groups.setdefault(sprite_prefix(surface, kind), set()).update(members)
    groups["utility"] = set(surface.prototype_properties("UtilitySprites"))  # one prototype, a sprite per property
    return groups


@cache
def guessed_style_type(name: str) -> str | None:
    """Widget type of a base style by its name's ending; None where the name does not tell."""
    known = {kind.replace("_style", "") for kinds in STYLE_TYPES.values() for kind in kinds}
    for ending in sorted(known, key=len, reverse=True):
        if name == ending or name.endswith(f"_{ending}"):
            return f"{ending}_style"
    return None


def _settings(stage: Stage) -> dict[str, dict[str, Value]]:
    stage.run("settings.lua", "settings-updates.lua", "settings-final-fixes.lua")
    found: dict[str, dict[str, Value]] = {}
    for kind, specs in stage.raw().items():
        if kind == "gui-style":
            continue
        if kind not in KINDS:
            raise LoadError(f"Settings stage: {kind} is no type of mod setting")
        for name, spec in specs.items():
            unknown = spec.keys() - SETTING_KEYS
            if unknown:
                raise LoadError(f"Mod setting {name}: unknown properties {sorted(unknown)}")
            if spec.get("setting_type") not in SETTING_TYPES:
                raise LoadError(f"Mod setting {name}: setting_type {spec.get('setting_type')!r}")
            if "default_value" not in spec:
                raise LoadError(f"Mod setting {name}: default_value is missing")
            if name in found:
                raise LoadError(f"Mod setting {name} is defined twice")
            try:
                check_value(spec, spec["default_value"])
            except ApiError as problem:
                raise LoadError(str(problem)) from None
            found[name] = spec
    return found


def _startup(settings: dict[str, dict[str, Value]], given: Mapping[str, Value]) -> dict[str, Value]:
    values = {n: s["default_value"] for n, s in settings.items() if s["setting_type"] == "startup"}
    for name, value in given.items():
        if name not in values:
            raise LoadError(f"{name} is no startup setting")
        check_value(settings[name], value)
        values[name] = value
    return values
