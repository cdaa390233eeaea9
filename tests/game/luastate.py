"""One mod's Lua state: runtime, sandbox, `require`, LuaObject proxies, serialisation of `storage`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from lupa import lua52

from tests.game.context import calling
from tests.game.customtable import CustomTable
from tests.game.dispatch import Dispatcher
from tests.game.errors import ApiError, LoadError
from tests.game.eventkeys import number_of_event, read_event
from tests.game.text import to_raw, to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.game.objects import SimObject, Value
    from tests.game.peer import Peer

LUA = Path(__file__).parent / "lua"
PRELUDE, STORAGE = (to_raw((LUA / f"{name}.lua").read_text(encoding="utf-8")) for name in ("prelude", "storage"))
FORGET_EVERY = 2_000
"""So many LuaObjects are handed out between two clearings of those that Lua has collected."""
MANY_OBJECTS = 10_000
"""Above this Lua is told to collect: it does not know how much its proxies hold."""
SOURCE_NAME = re.compile(r"^@(__[^/]+__/.+)$")


class LuaFailureError(Exception):
    """A Lua error that reached the top of a call; the message carries the traceback."""


class _Token:
    """What a proxy's userdata holds; carries nothing."""

    __slots__ = ()


class LuaState:
    """Lua state of one mod on one peer.

    Implements the codec's Bridge; mod code is run by `run_chunk` and `call`.
    """

    def __init__(self, peer: Peer, mod: str, files: Callable[[str, str], str | None], pairs_seed: int) -> None:
        self.peer = peer
        self.mod = mod
        self.surface = peer.surface
        self.defines = peer.defines
        self._files = files
        self._runtime = lua52.LuaRuntime(
            encoding="latin-1", unpack_returned_tuples=True, register_eval=False, register_builtins=False
        )
        self._dispatch = Dispatcher(self)
        self._objects: dict[int, SimObject] = {}
        self._uses: dict[int, int] = {}
        self._wraps = 0
        self._frozen: tuple[str, list[SimObject]] | None = None
        python_side = self._runtime.table_from(
            {
                "token": _Token(),
                "index": self._guard_index,
                "newindex": self._guarded(self._on_object(self._dispatch.set)),
                "call": self._guarded(self._on_object(self._dispatch.call)),
                "length": self._guarded(self._on_object(self._dispatch.length)),
                "pairs": self._guarded(self._on_object(self._dispatch.pairs)),
                "same": lambda one, other: self._dispatch.same(self._object(one), self._object(other)),
                "describe": self._on_object(self._dispatch.describe),
                "unserialisable": self._on_object(self._dispatch.unserialisable),
                "random": self._guarded(peer.lua_random),
                "output": self._output,
                "find_module": self._find_module,
                "storage": STORAGE,
            }
        )
        chunk = self._runtime.eval("function(source, py) return load(source, '@prelude.lua', 't')(py) end")
        self.api = chunk(PRELUDE, python_side)
        self.api.seed_pairs(pairs_seed)
        self._wrap, self._backing, self._run = self.api.wrap, self.api.backing, self.api.run
        self.api.set_global("defines", self._define_table(self.defines.tree))

    # --- Bridge ----------------------------------------------------------------------------------------------

    def lua_type(self, value: Value) -> str:
        """Lua's name of a value's type."""
        if value is None:
            return "nil"
        if isinstance(value, bool):
            return "boolean"
        if isinstance(value, (int, float)):
            return "number"
        if isinstance(value, str):
            return "string"
        return str(lua52.lua_type(value) or "userdata")

    def backing(self, value: Value) -> SimObject | None:
        """Backing object of a LuaObject, None for any other userdata."""
        handle = self._backing(value)
        return None if handle is None else self._object(handle)

    def wrap(self, value: SimObject) -> Value:
        """A new LuaObject for a backing object; every access makes another, equal under `==` only."""
        self._wraps += 1
        if self._wraps % FORGET_EVERY == 0:
            self._forget()
        handle = id(value)
        self._objects[handle] = value
        self._uses[handle] = self._uses.get(handle, 0) + 1
        return self._wrap(_Token(), handle)

    def _forget(self) -> None:
        """Lets go of backing objects which no LuaObject of this state refers to any more."""
        for number in self.api.take_dead(len(self._objects) > MANY_OBJECTS).values():
            handle = int(number)
            self._uses[handle] -= 1
            if not self._uses[handle]:
                del self._uses[handle], self._objects[handle]

    def _object(self, handle: float) -> SimObject:
        """Lua holds numbers for backing objects: lupa hands out one userdata per address, and an address comes again
        while a token that died there is still remembered."""
        return self._objects[int(handle)]

    def _on_object(self, function: Callable[..., Value]) -> Callable[..., Value]:
        return lambda handle, *args: function(self._object(handle), *args)

    def table(self, value: Value) -> Value:
        """A Lua table of a list or dict whose values are Lua values already."""
        return self._runtime.table_from(value)

    def custom_table(self, entries: Value, spec: Value) -> Value:
        """A LuaCustomTable over a mapping of the backing side."""
        return self.wrap(CustomTable(entries, spec[0], spec[1]))

    def adopt_function(self, function: Value) -> Value:
        """Functions stay Lua functions of this state."""
        return function

    def event_key(self, value: Value) -> str:
        """Key of an event given as number, name of a custom event or its prototype."""
        return read_event(self, value)

    def event_number(self, event: str) -> int:
        """Number of an event for Lua."""
        return number_of_event(self, event)

    def _define_table(self, tree: dict[str, Value]) -> Value:
        return self.table({to_raw(k): self._define_table(v) if isinstance(v, dict) else v for k, v in tree.items()})

    # --- guards: Python exceptions never cross Lua -----------------------------------------------------------

    def _guarded(self, function: Callable[..., Value]) -> Callable[..., tuple[Value, ...]]:
        def guarded(*args: Value) -> tuple[Value, ...]:
            self.peer.reached = True
            try:
                result = function(*args)
            except Exception as problem:  # noqa: BLE001 (everything must become a Lua error)
                return False, self._message(problem)
            return (True, *result) if isinstance(result, tuple) else (True, result)

        return guarded

    def _guard_index(self, handle: float, key: Value) -> tuple[int, Value]:
        self.peer.reached = True
        try:
            return self._dispatch.get(self._object(handle), key)
        except Exception as problem:  # noqa: BLE001 (as above)
            return 2, self._message(problem)

    def _message(self, problem: Exception) -> str:
        if isinstance(problem, ApiError):
            self.peer.note_api_error(self.mod, str(problem))
        else:
            self.peer.note_fatal(problem)
        return to_raw(str(problem) or type(problem).__name__)

    def _output(self, channel: str, *texts: Value) -> None:
        self.peer.output(self.mod, channel, [to_text(t) if isinstance(t, str) else self._plain(t) for t in texts])

    def _plain(self, value: Value) -> Value:
        return self.peer.codec.reader("LocalisedString")(self, value)

    # --- files -----------------------------------------------------------------------------------------------

    def _find_module(self, name: str) -> tuple[str | None, str]:
        text = to_text(name)
        mod, inner = self.mod, text
        prefixed = re.match(r"^__([^/.]+(?:\.[^/.]+)*?)__[./](.+)$", text)
        if prefixed:
            mod, inner = prefixed[1], prefixed[2]
        inner = inner.removesuffix(".lua")
        if "/" not in inner:
            inner = inner.replace(".", "/")
        if ".." in inner or inner.startswith("/"):
            return None, f"module {name} not found: paths start at the mod's folder"
        source = self._files(mod, f"{inner}.lua")
        if source is None:
            return None, to_raw(f"module {text} not found;  no such file __{mod}__/{inner}.lua")
        return to_raw(f"__{mod}__/{inner}.lua"), to_raw(source)

    def run_file(self, path: str) -> None:
        """Runs a file of the mod in the sandbox with `require` allowed; LoadError when it fails."""
        source = self._files(self.mod, path)
        if source is None:
            raise LoadError(f"__{self.mod}__/{path} does not exist")
        self.api.set_parsing(True)
        try:
            with calling(self.peer, self.mod):
                ok, *rest = _tuple(self.api.run_chunk(to_raw(source), to_raw(f"__{self.mod}__/{path}")))
        finally:
            self.api.set_parsing(False)
        self.peer.raise_fatal()
        if not ok:
            raise LoadError(to_text(str(rest[0])))

    # --- calls -----------------------------------------------------------------------------------------------

    def call(self, function: Value, *args: Value) -> tuple[Value, ...]:
        """Calls a Lua function with Lua values; LuaFailureError with the traceback when it raises."""
        self.peer.touched = True
        with calling(self.peer, self.mod):
            ok, *rest = _tuple(self._run(function, *args))
        if not ok:
            raise LuaFailureError(to_text(str(rest[0])))
        return tuple(rest)

    def eval(self, code: str) -> Value:
        """Runs Lua text in the mod's own globals (for tests that look inside); first result."""
        self.peer.touched = True
        with calling(self.peer, self.mod):
            ok, *rest = _tuple(self.api.run_chunk(to_raw(code), "eval"))
        self.peer.raise_fatal()
        if not ok:
            raise LuaFailureError(to_text(str(rest[0])))
        return rest[0] if rest else None

    def set_global(self, name: str, value: Value) -> None:
        """Sets a global of the mod's environment; a backing object is wrapped."""
        self.api.set_global(name, value)

    # --- storage ---------------------------------------------------------------------------------------------

    def freeze_storage(self) -> tuple[str, list[SimObject]]:
        """`storage` as a canonical string and the LuaObjects in it; ApiError when it cannot be saved."""
        ok, *rest = _tuple(self.api.freeze(self.api.get_global("storage")))
        if not ok:
            raise ApiError(to_text(str(rest[0])))
        objects = rest[1]
        return str(rest[0]), [self._objects[int(objects[at])] for at in range(1, len(objects) + 1)]

    def storage_now(self) -> tuple[str, list[SimObject]]:
        """As `freeze_storage`, which is asked only where a table is not what it was at the last call."""
        if self.api.changed(self.api.get_global("storage")) or self._frozen is None:
            self._frozen = None
            self._frozen = self.freeze_storage()
        return self._frozen

    def thaw_storage(self, text: str, objects: list[SimObject]) -> None:
        """Replaces `storage` by what a save holds."""
        self.api.set_global("storage", self.api.thaw(text, lambda at: self.wrap(objects[int(at) - 1])))

    def new_storage(self) -> None:
        """`storage` of a mod that is new to the save."""
        self.api.set_global("storage", self.api.new_table())

    # --- measuring -------------------------------------------------------------------------------------------

    def measure(self, mapping: Mapping[str, bool]) -> None:
        """Turns instruction counting (and with `lines` line coverage) on."""
        self.api.measure(mapping.get("lines", False))

    def take_count(self) -> int:
        """Lua instructions executed since the last call."""
        return int(self.api.take_count())

    def take_lines(self) -> dict[str, set[int]]:
        """Executed lines by file `__mod__/path` since the last call."""
        return lines_of(self.api.take_hits())


def lines_of(hits: Value) -> dict[str, set[int]]:
    """Executed lines by file out of a Lua table of the line hook."""
    taken: dict[str, set[int]] = {}
    for source, lines in hits.items():
        match = SOURCE_NAME.match(to_text(source))
        if match:
            taken[match[1]] = {int(line) for line in lines}
    return taken


def _tuple(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)
