"""Every access of a mod to a LuaObject: checked against the surface first, then handed to the backing object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.customtable import CustomTable
from tests.game.errors import ApiError, FaultError, NotSimulatedError
from tests.game.readers import MismatchError
from tests.game.text import to_raw, to_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.game.api import Member
    from tests.game.luastate import LuaState
    from tests.game.objects import SimObject, Value

UNSERIALISABLE = frozenset(
    {
        "LuaCustomTable",
        "LuaBootstrap",
        "LuaCommandProcessor",
        "LuaRemote",
        "LuaRCON",
        "LuaLazyLoadedValue",
        "LuaHelpers",
    }
)
KEPT_IN_LUA = frozenset({"LuaBootstrap::register_metatable"})
"""Methods whose table argument is kept by identity rather than copied."""
_MISSING = object()


class Dispatcher:
    """Reads, writes and calls members on behalf of one Lua state."""

    def __init__(self, state: LuaState) -> None:
        self._state = state
        self._surface = state.surface
        self._codec = state.peer.codec
        self._extensions = state.peer.extensions

    # --- reading ---------------------------------------------------------------------------------------------

    def get(self, target: SimObject, key: Value) -> tuple[int, Value]:
        """(0, value) of an attribute or index, (1, None) for a method."""
        if isinstance(target, CustomTable):
            return 0, self._custom_index(target, key)
        name = to_text(key) if isinstance(key, str) else None
        member = self._surface.members(target.api_class).get(name) if name is not None else None
        if member is None:
            return 0, self._index(target, key)
        if name in {"valid", "object_name"}:
            return 0, target.valid if name == "valid" else target.api_class
        self._require_valid(target)
        if member.is_method:
            self._require_subclass(target, member)
            return 1, None
        if "r" not in member.spec:
            raise ApiError(f"{target.api_class}::{name} is write only.")
        if member.subclasses and not self._fits(target, member):
            if member.optional:
                return 0, None
            self._require_subclass(target, member)
        value = self._backing_value(target, str(name))
        return 0, self._write_out(member.spec, value, f"{member.owner}.{name}")

    def _write_out(self, spec: dict[str, Value], value: Value, where: str) -> Value:
        if value is None:
            if not spec.get("o"):
                raise FaultError(f"{where} is never nil, the backing class gave None")
            return None
        try:
            return self._codec.writer(spec["r"])(self._state, value)
        except FaultError as problem:
            raise FaultError(f"{where}: {problem}") from None

    def _backing_value(self, target: SimObject, name: str) -> Value:
        side = self._side(target, name)
        value = getattr(side, name, _MISSING)
        if value is _MISSING:
            raise NotSimulatedError(f"not simulated: {target.api_class}.{name}")
        return value

    def _side(self, target: SimObject, name: str) -> Value:
        extension = self._extensions.get(target.api_class)
        if extension is not None and hasattr(extension, name):
            return extension(target)
        return target

    def _index(self, target: SimObject, key: Value) -> Value:
        operator = self._surface.operator(target.api_class, "index")
        shown = to_text(key) if isinstance(key, str) else key
        if operator is None:
            raise ApiError(f"{target.api_class} doesn't contain key {shown}.")
        self._require_valid(target)
        if not hasattr(target, "__getitem__"):
            raise NotSimulatedError(f"not simulated: {target.api_class}[index]")
        if target.api_class != "LuaGuiElement" and not isinstance(key, (int, float)):
            raise ApiError(f"{target.api_class} doesn't contain key {shown}.")
        try:
            value = target[shown]
        except (IndexError, KeyError):
            raise ApiError(f"{target.api_class}: index {shown} out of range.") from None
        return self._write_out(operator, value, f"{target.api_class}[index]")

    def _custom_index(self, target: CustomTable, key: Value) -> Value:
        shown = to_text(key) if isinstance(key, str) else key
        if shown in {"valid", "object_name"}:
            return target.valid if shown == "valid" else "LuaCustomTable"
        try:
            wanted = self._codec.reader(target.key)(self._state, key)
        except MismatchError as problem:
            raise ApiError(f"LuaCustomTable: invalid key: {problem}") from None
        value = target.find(wanted)
        return None if value is None else self._codec.writer(target.value)(self._state, value)

    # --- writing ---------------------------------------------------------------------------------------------

    def set(self, target: SimObject, key: Value, value: Value) -> None:
        """Assigns an attribute, or an entry of a custom table such as `settings.global`."""
        name = to_text(key) if isinstance(key, str) else key
        if isinstance(target, CustomTable):
            self._custom_set(target, name, value)
            return
        member = self._surface.members(target.api_class).get(name) if isinstance(name, str) else None
        if member is None:
            raise ApiError(f"{target.api_class} doesn't contain key {name}.")
        if member.is_method or "w" not in member.spec:
            raise ApiError(f"{target.api_class}::{name} is read only.")
        self._require_valid(target)
        self._require_subclass(target, member)
        self._assign(target, member, name, value)

    def _assign(self, target: SimObject, member: Member, name: str, value: Value) -> None:
        if value is None and member.optional:
            converted = None
        else:
            try:
                converted = self._codec.reader(member.spec["w"])(self._state, value)
            except MismatchError as problem:
                raise ApiError(f"{target.api_class}::{name}: {problem}") from None
        side = self._side(target, name)
        set_member = getattr(side, "set_member", None)
        if set_member is not None:
            set_member(name, converted)
        elif hasattr(type(side), name) or hasattr(side, name):
            setattr(side, name, converted)
        else:
            raise NotSimulatedError(f"not simulated: {target.api_class}.{name}")

    def _custom_set(self, target: CustomTable, key: Value, value: Value) -> None:
        setter = getattr(target.entries, "assign", None)
        if setter is None:
            raise ApiError("LuaCustomTable is read only.")
        setter(key, self._codec.reader("Any")(self._state, value))

    # --- calling ---------------------------------------------------------------------------------------------

    def call(self, target: SimObject, key: str | None, *args: Value) -> tuple[Value, ...]:
        """Calls a method (or the object itself when `key` is None) and returns its Lua results."""
        self._require_valid(target)
        if key is None:
            spec = self._surface.operator(target.api_class, "call")
            if spec is None:
                raise ApiError(f"attempt to call a {target.api_class}")
            name, function = "call", target if callable(target) else None
            owner = target.api_class
        else:
            name = to_text(key)
            member = self._surface.members(target.api_class)[name]
            self._require_subclass(target, member)
            spec, owner = member.spec, target.api_class
            function = getattr(self._side(target, name), name, None)
        if function is None:
            raise NotSimulatedError(f"not simulated: {owner}.{name}")
        positional, named = self._arguments(spec, args, f"{owner}::{name}")
        result = function(*positional, **named)
        return self._results(spec, result, f"{owner}.{name}")

    def _arguments(
        self, spec: dict[str, Value], args: tuple[Value, ...], where: str
    ) -> tuple[list[Value], dict[str, Value]]:
        parameters = spec["p"]
        if spec.get("table"):
            return [], self._table_argument(spec, args, where)
        if len(args) > len(parameters) and not spec.get("variadic"):
            raise ApiError(f"{where}: expected at most {len(parameters)} arguments, got {len(args)}.")
        values: list[Value] = []
        for at, parameter in enumerate(parameters):
            given = args[at] if at < len(args) else None
            if given is None and parameter.get("o"):
                values.append(None)
                continue
            if at >= len(args):
                raise ApiError(f"{where}: missing argument #{at + 1} ({parameter['n']}).")
            if where in KEPT_IN_LUA and parameter["t"] == "table" and self._state.lua_type(given) == "table":
                values.append(given)
                continue
            values.append(self._argument(parameter, given, f"{where}: bad argument #{at + 1} ({parameter['n']})"))
        while values and values[-1] is None and parameters[len(values) - 1].get("o"):
            values.pop()
        if spec.get("variadic"):
            values.extend(args[len(parameters) :])
        return values, {}

    def _argument(self, parameter: dict[str, Value], given: Value, where: str) -> Value:
        try:
            return self._codec.reader(parameter["t"])(self._state, given)
        except MismatchError as problem:
            raise ApiError(f"{where}: {problem}") from None

    def _table_argument(self, spec: dict[str, Value], args: tuple[Value, ...], where: str) -> dict[str, Value]:
        if not args and spec.get("table_opt"):
            return {}
        if len(args) != 1:
            raise ApiError(f"{where}: expects one table, got {len(args)} arguments.")
        reader = spec.get("_reader")
        if reader is None:
            fields = {p["n"]: {"t": p["t"], "o": p.get("o")} for p in spec["p"]}
            reader = spec["_reader"] = self._codec.struct_reader(fields, spec.get("variants"), "")
        try:
            result: dict[str, Value] = reader(self._state, args[0])
        except MismatchError as problem:
            raise ApiError(f"{where}: {problem}") from None
        return {name.replace("-", "_") if name == "from" else name: value for name, value in result.items()}

    def _results(self, spec: dict[str, Value], result: Value, where: str) -> tuple[Value, ...]:
        wanted = spec["ret"]
        if spec.get("variadic") or not wanted:
            return result if isinstance(result, tuple) else ()
        given = result if isinstance(result, tuple) and len(wanted) > 1 else (result,)
        values = []
        for ret, value in zip(wanted, given, strict=False):
            values.append(self._write_out({"r": ret["t"], "o": ret.get("o")}, value, f"{where}()"))
        return tuple(values)

    # --- operators -------------------------------------------------------------------------------------------

    def length(self, target: SimObject) -> int:
        """`#object`."""
        if isinstance(target, CustomTable):
            return len(target.entries)
        if self._surface.operator(target.api_class, "length") is None:
            raise ApiError(f"attempt to get length of a userdata value ({target.api_class})")
        self._require_valid(target)
        size: Callable[[], int] | None = getattr(target, "__len__", None)
        if size is None:
            raise NotSimulatedError(f"not simulated: #{target.api_class}")
        return size()

    def pairs(self, target: SimObject) -> tuple[Value, Value]:
        """Keys and values of a custom table, in one order."""
        if not isinstance(target, CustomTable):
            raise ApiError(f"bad argument #1 of 1 to 'pairs' (table expected, got {target.api_class})")
        key, value = self._codec.writer(target.key), self._codec.writer(target.value)
        return (
            self._state.table([key(self._state, each) for each in target.entries]),
            self._state.table([value(self._state, each) for each in target.entries.values()]),
        )

    def same(self, one: SimObject, other: SimObject) -> bool:
        """`==` of two LuaObjects."""
        return one is other or (one.api_class == other.api_class and one.object_id == other.object_id)

    def describe(self, target: SimObject) -> str:
        """`tostring(object)`."""
        name = getattr(target, "name", None) if target.valid and not isinstance(target, CustomTable) else None
        return to_raw(f"[{target.api_class}{': ' + name if isinstance(name, str) else ''}]")

    def unserialisable(self, target: SimObject) -> str | None:
        """Class name of an object that cannot be in `storage`, None for one that can."""
        return target.api_class if target.api_class in UNSERIALISABLE else None

    # --- checks ----------------------------------------------------------------------------------------------

    def _require_valid(self, target: SimObject) -> None:
        if not target.valid:
            raise ApiError(f"{target.api_class} API call when {target.api_class} was invalid.")

    def _fits(self, target: SimObject, member: Member) -> bool:
        return not target.subclasses.isdisjoint(member.subclasses)

    def _require_subclass(self, target: SimObject, member: Member) -> None:
        if member.subclasses and not self._fits(target, member):
            wanted = ", ".join(member.subclasses)
            kind = getattr(target, "type", "")
            raise ApiError(f"{target.api_class}::{member.name} can only be used if this is {wanted} (it is {kind}).")
