"""Write what luacheck may take for granted in each stage of the game, as a Lua table. See README.md.

    python tests/game/surface/luacheck_std.py OUTPUT.lua

The mod's one source runs on 2.0 and 2.1, so a name of either version passes here; that a name is used on the version
which has it is for the simulated game to check. RCON and the debug adapter are left out: this mod uses neither.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VERSIONS = ("2.0", "2.1")
OPEN = {"other_fields": True}
WRITABLE = {"other_fields": True, "read_only": False}

# Lua 5.2 as the game leaves it: no io, os, coroutine, loadfile, dofile; of debug two functions.
LUA = {
    "": "_G _VERSION assert error getmetatable ipairs load next pairs pcall print rawequal rawget rawlen rawset require"
    " select setmetatable tonumber tostring type xpcall",
    "bit32": "arshift band bnot bor btest bxor extract lrotate lshift replace rrotate rshift",
    "debug": "getinfo traceback",
    "math": "abs acos asin atan atan2 ceil cos cosh deg exp floor fmod frexp huge ldexp log max min modf pi pow rad"
    " random randomseed sin sinh sqrt tan tanh",
    "package": "loaded",
    "serpent": "block dump line load",
    "string": "byte char dump find format gmatch gsub len lower match rep reverse sub upper",
    "table": "concat insert pack remove sort unpack",
}
EVERYWHERE = ("log", "localised_print", "table_size")


def merged(one: Any, other: Any) -> Any:  # noqa: ANN401 - arbitrary JSON
    """The keys of both tables, at every depth; the items of both lists."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: merged(one.get(key, other.get(key)), other.get(key, one.get(key))) for key in {**one, **other}}
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *(item for item in other if item not in one)]
    return one


def defines(tree: Any) -> dict[str, Any]:  # noqa: ANN401 - arbitrary JSON
    """Field table of `defines` or of a part of it."""
    if isinstance(tree, list):
        return {"fields": {name: {} for name in tree}}
    return {"fields": {name: defines(part) for name, part in tree.items()}}


def members(described: dict[str, Any], classes: dict[str, Any]) -> dict[str, Any]:
    """Field table of a global object: methods, attributes read-only or not, those of its parent included."""
    fields: dict[str, Any] = members(classes[described["parent"]], classes) if described["parent"] else {}
    fields.update({name: {} for name in described["methods"]})
    fields.update({name: WRITABLE if "w" in attr else OPEN for name, attr in described["attrs"].items()})
    return fields


def lua(value: Any, indent: str = "") -> str:  # noqa: ANN401 - arbitrary JSON
    """A Lua table constructor, one field per line where it has fields of its own."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, dict):
        return json.dumps(value)
    parts = {name: lua(value[name], indent + "  ") for name in sorted(value)}
    plain = [f"[{json.dumps(name)}] = {text}" for name, text in parts.items()]
    flat = "{ " + ", ".join(plain) + " }" if plain else "{}"
    if len(indent) + len(flat) <= 80:
        return flat
    inner = "".join(f"{indent}  {line},\n" for line in plain)
    return f"{{\n{inner}{indent}}}"


def standard() -> dict[str, Any]:
    """Stage → luacheck standard."""
    surfaces = [json.loads((HERE / f"{version}.json").read_text(encoding="utf-8")) for version in VERSIONS]
    both = merged(*({part: one[part] for part in ("classes", "defines", "globals")} for one in surfaces))
    lua_names: dict[str, Any] = {name: {} for name in LUA[""].split()}
    lua_names["_G"] = OPEN
    lua_names |= {
        module: {"fields": {name: OPEN if name == "loaded" else {} for name in names.split()}}
        for module, names in LUA.items()
        if module
    }
    shared = lua_names | {name: {} for name in EVERYWHERE} | {"defines": defines(both["defines"])}
    objects = {
        name: {"fields": members(both["classes"][kind], both["classes"])}
        for name, kind in both["globals"].items()
        if name != "rcon"
    }
    # A mod setting is changed by writing to what settings.global holds.
    objects["settings"]["fields"]["global"] = WRITABLE
    data = {"fields": {"extend": {}, "is_demo": {}, "raw": WRITABLE}}
    before = shared | {"data": data, "mods": OPEN, "feature_flags": OPEN, "helpers": objects["helpers"]}
    return {
        "control": {"globals": {"storage": OPEN}, "read_globals": shared | objects},
        "data": {"read_globals": before | {"settings": {"fields": {"startup": OPEN}}, "util": OPEN}},
        "settings": {"read_globals": before},
    }


def main(arguments: list[str]) -> int:
    output = Path(arguments[0])
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(f"return {lua(standard())}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
