"""One machine in the game: its own Lua states, world, GUI and disk, driven by the same inputs as every other."""

from __future__ import annotations

import random
from functools import cached_property
from typing import TYPE_CHECKING

from tests.game import coverage
from tests.game.bootstrap import STAGE_LOAD, STAGE_PARSE, STAGE_RUN, LuaBootstrap
from tests.game.codec import Codec
from tests.game.context import calling
from tests.game.defines import Defines
from tests.game.disk import Disk
from tests.game.errors import ApiError, FaultError, GameOverError
from tests.game.eventkeys import CUSTOM, GENERATED
from tests.game.gamescript import LuaGameScript
from tests.game.gui import LuaGui
from tests.game.helpers import LuaHelpers
from tests.game.luastate import LuaFailureError, LuaState
from tests.game.mapstate import MapState
from tests.game.objects import SimObject, Value
from tests.game.playerside import PlayerData, PlayerSide
from tests.game.remote import LuaCommandProcessor, LuaRemote
from tests.game.rendering import LuaRendering
from tests.game.settings import LuaSettings
from tests.game.writers import generic_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.game.rules import GameRules

RUNNING_ONLY = ("game", "rendering")


class Peer:
    """`number` 0 is the server; `player_index` is the player who sits here, None on a headless server."""

    def __init__(
        self, rules: GameRules, number: int, script_output: Path, *, seed: int, disk: Disk | None = None
    ) -> None:
        self.rules = rules
        self.surface = rules.surface
        self.number = number
        self.player_index: int | None = None
        self.script_output = script_output
        self.disk = disk or Disk()
        self.defines = Defines(self.surface.defines, seed)
        self.codec = codec_for(rules)
        self.local_random = random.Random(f"{seed}/{number}")  # noqa: S311 (an order, no secret)
        self.extensions: dict[str, type] = {"LuaPlayer": PlayerSide}
        self.stage = STAGE_PARSE
        self.states: dict[str, LuaState] = {}
        self.bootstraps: dict[str, LuaBootstrap] = {}
        self.world: Value = None
        self.map = MapState(random.Random(seed))  # noqa: S311 (the map's numbers)
        self.reload_requested = False
        self.saves_requested: list[str] = []
        self.api_errors: list[str] = []
        self.logs: list[tuple[str, str, Value]] = []
        self.measuring: dict[str, bool] | None = None
        self.touched = True
        """Whether a script ran since peers were last compared."""
        self.reached = True
        """Whether anything outside Lua may have changed since then: an input, a script that used a LuaObject."""
        self.largest_tick = 0
        self._fatal: list[Exception] = []
        self.remote, self.commands = LuaRemote(self), LuaCommandProcessor(self)

    # --- the game's own objects ------------------------------------------------------------------------------

    @cached_property
    def game(self) -> LuaGameScript:
        return LuaGameScript(self)

    @cached_property
    def settings(self) -> LuaSettings:
        return LuaSettings(self)

    @cached_property
    def helpers(self) -> LuaHelpers:
        return LuaHelpers(self)

    @cached_property
    def rendering(self) -> LuaRendering:
        return LuaRendering(self)

    def find_player(self, player: Value) -> Value:
        """Player by index, name or object; ApiError when there is none."""
        if isinstance(player, SimObject):
            return player
        found = self.game.get_player(player)
        if found is None:
            raise ApiError(f"Player {player} does not exist.")
        return found

    # --- control stage ---------------------------------------------------------------------------------------

    def start_lua(self, files: Callable[[str, str], str | None]) -> None:
        """Fresh Lua states for every mod with a control.lua; runs the main chunks."""
        self.stage = STAGE_PARSE
        for state in self.states.values():
            coverage.add_lines(state.take_lines())
        self.states, self.bootstraps = {}, {}
        self.remote, self.commands = LuaRemote(self), LuaCommandProcessor(self)
        for mod in self.rules.mods:
            if files(mod.name, "control.lua") is None:
                continue
            state = LuaState(self, mod.name, files, self.local_random.randrange(2**31))
            script = LuaBootstrap(self, mod.name)
            self.states[mod.name], self.bootstraps[mod.name] = state, script
            prototypes = getattr(self.world, "prototypes", None)
            for name, target in (
                ("script", script),
                ("settings", self.settings),
                ("helpers", self.helpers),
                ("remote", self.remote),
                ("commands", self.commands),
                ("prototypes", prototypes),
            ):
                if target is not None:
                    state.set_global(name, state.wrap(target))
            state.set_global("storage", state.api.unready_storage())
            if self.measuring is not None:
                state.measure(self.measuring)
            state.run_file("control.lua")
        self.stage = STAGE_LOAD
        self.reached = self.touched = True

    def begin_running(self) -> None:
        """From here on `game` exists."""
        self.stage = STAGE_RUN
        for state in self.states.values():
            for name in RUNNING_ONLY:
                state.set_global(name, state.wrap(getattr(self, name)))

    # --- events ----------------------------------------------------------------------------------------------

    def check_event_fields(self, event: str, fields: dict[str, Value]) -> None:
        """ApiError where a mod raises a game event with other fields than the surface states."""
        spec = self.surface.events[event]
        required = {name for name, field in spec.items() if not field.get("o")} - {"name", "tick", "mod_name"}
        missing, unknown = required - fields.keys(), fields.keys() - spec.keys()
        if missing or unknown:
            raise ApiError(f"raise_event {event}: missing {sorted(missing)}, unknown {sorted(unknown)}")

    def event_name(self, event: str) -> str:
        """Key of an event: a define's name, or a custom input's prefixed one."""
        return event if event in self.surface.events or event.startswith((CUSTOM, GENERATED)) else CUSTOM + event

    def raise_event(self, event: str, fields: dict[str, Value]) -> None:
        """Runs every mod's handler of an event in load order; GameOverError when one raises."""
        event = self.event_name(event)
        listeners = [(mod, script) for mod, script in self.bootstraps.items() if event in script.handlers.events]
        if not listeners:
            return
        data = dict(fields)
        data["tick"] = self.map.tick
        data["name"] = event
        for mod, script in listeners:
            if passes_filter(script.handlers.filters.get(event), data):
                self.run_handler(mod, event, script.handlers.events[event], data, event)

    def run_handler(self, mod: str, what: str, handler: Value, data: dict[str, Value] | None, shape: str) -> None:
        """Calls one Lua handler with a table built by the surface's fields for `shape`."""
        state = self.states[mod]
        args = [] if data is None else [self._event_table(state, shape, data)]
        try:
            state.call(handler, *args)
        except LuaFailureError as failure:
            self.raise_fatal()
            raise GameOverError(
                f"The mod {mod} caused a non-recoverable error.\n\nError while running event {mod}::{what}\n{failure}"
            ) from None
        self.raise_fatal()

    def _event_table(self, state: LuaState, shape: str, data: dict[str, Value]) -> Value:
        if shape.startswith(GENERATED):
            return generic_out(state, data | {"name": state.event_number(shape)})
        fields = self.surface.events["CustomInputEvent"] if shape.startswith(CUSTOM) else self.surface.events.get(shape)
        if fields is None:
            return self.codec.writer(shape)(state, data)
        fields = {name: spec for name, spec in fields.items() if name != "name"} | {"mod_name": {"t": "string", "o": 1}}
        key = f"event {shape}" if not shape.startswith(CUSTOM) else "event custom"
        table = self.codec.cached(key, lambda: self.codec.struct_writer(fields, None))(
            state, {name: value for name, value in data.items() if name != "name"}
        )
        table["name"] = state.event_number(shape)
        return table

    def run_tick_handlers(self) -> None:
        """on_tick and on_nth_tick of the present tick."""
        tick = self.map.tick
        for mod, script in list(self.bootstraps.items()):
            handlers = script.handlers
            if "on_tick" in handlers.events:
                self.run_handler(
                    mod, "on_tick", handlers.events["on_tick"], {"name": "on_tick", "tick": tick}, "on_tick"
                )
            if handlers.nth_tick:
                for nth in sorted(handlers.nth_tick):
                    if tick % nth == 0 and nth in handlers.nth_tick:
                        data = {"nth_tick": nth, "tick": tick}
                        self.run_handler(mod, f"on_nth_tick({nth})", handlers.nth_tick[nth], data, "NthTickEventData")

    def after_world(self) -> None:
        """What the game does once a tick beside handlers: translations, drawings that end, destroyed objects."""
        for number, player_index, localised in self._take_translations():
            language = self.world.players[player_index].locale
            text = self.rules.locale.render(localised, language)
            fields = {"id": number, "localised_string": localised, "player_index": player_index, "result": text}
            self.raise_event("on_string_translated", fields | {"translated": not text.startswith("Unknown key:")})
        for drawn in [
            each for each in self.map.drawn.values() if each.spec.get("dies_at", self.map.tick + 1) <= self.map.tick
        ]:
            self.reached = True
            drawn.destroy()
        for number, target in [(n, t) for n, t in self.map.watched.items() if not t.valid]:
            del self.map.watched[number]
            fields = {
                "registration_number": number,
                "useful_id": 0,
                "type": TARGET_TYPES.get(target.api_class, "entity"),
            }
            self.raise_event("on_object_destroyed", fields)

    def note_cost(self) -> None:
        """Keeps the instructions of the costliest tick."""
        if self.measuring is not None:
            self.largest_tick = max(self.largest_tick, sum(state.take_count() for state in self.states.values()))

    def _take_translations(self) -> list[tuple[int, int, Value]]:
        ready = [each for each in self.map.translations if self.world.players[each[1]].connected]
        if ready:
            self.reached = True
            self.map.translations = [each for each in self.map.translations if each not in ready]
        return ready

    # --- problems --------------------------------------------------------------------------------------------

    def note_api_error(self, mod: str, message: str) -> None:
        """Keeps every refused API call, also those a mod's pcall hides."""
        self.api_errors.append(f"{mod}: {message}")

    def note_fatal(self, problem: Exception) -> None:
        """Keeps what no pcall in a mod may hide: unsimulated members and faults of the simulation."""
        self._fatal.append(problem)

    def raise_fatal(self) -> None:
        """Raises what was kept by `note_fatal`."""
        if self._fatal:
            problem = self._fatal[0]
            self._fatal.clear()
            raise problem

    # --- services to the backing objects ---------------------------------------------------------------------

    def lua_random(self, low: Value = None, high: Value = None) -> float:
        """math.random of every mod: the map's own numbers, equal on all peers."""
        if low is None:
            return self.map.random.random()
        first, last = (1, int(low)) if high is None else (int(low), int(high))
        if first > last:
            raise ApiError("bad argument #1 of 1 to 'random' (interval is empty)")
        return self.map.random.randint(first, last)

    def output(self, mod: str, channel: str, texts: list[Value]) -> None:
        """print, log and localised_print."""
        self.logs.append((mod, channel, texts[0] if texts else ""))

    def writes_for(self, for_player: int | None) -> bool:
        """Whether this peer writes a file meant for a player; 0 is the server, and nobody in single-player."""
        if for_player is None:
            return True
        if for_player == 0:
            return self.rules.multiplayer and self.number == 0
        return self.player_index == for_player

    def print_to(self, data: PlayerData, message: Value, print_settings: dict[str, Value] | None) -> None:
        """A chat line of one player; `skip` as in PrintSettings."""
        self.check_localised(message)
        skip = (print_settings or {}).get("skip", "if_redundant")
        if skip == "if_visible" and message in data.console[-10:]:
            return
        if skip == "if_redundant" and data.console and data.console[-1] == message:
            return
        data.console.append(message)

    def check_localised(self, message: Value) -> None:
        """Notes keys of LocalisedStrings that a language lacks or that are given other parameters."""
        for problem in self.rules.locale.problems_of(message):
            if problem not in self.rules.problems:
                self.rules.problems.append(problem)

    def render(self, message: Value, language: str = "en") -> str:
        """A LocalisedString as text."""
        return self.rules.locale.render(message, language)

    def request_translation(self, player_index: int, localised: Value) -> int:
        """Queues a translation; the event comes in the next tick if the player is connected."""
        number = self.map.next_translation
        self.map.next_translation += 1
        self.map.translations.append((number, player_index, localised))
        return number

    def check_prototype_translations(self) -> None:
        """helpers.check_prototype_translations: prototypes of the mods without a name are problems."""
        self.rules.problems.extend(self.rules.locale.unnamed(self.rules.data_raw))

    def watch_destruction(self, target: Value) -> tuple[int, int, str]:
        """script.register_on_object_destroyed."""
        number = self.map.next_watched
        self.map.next_watched += 1
        self.map.watched[number] = target
        useful = getattr(target, "unit_number", None) or getattr(target, "index", None) or 0
        return number, int(useful), TARGET_TYPES.get(target.api_class, "entity")

    # --- players ---------------------------------------------------------------------------------------------

    def add_player(self, name: str, locale: str) -> int:
        """A player who joins for the first time; his index."""
        index: int = self.world.add_player(name, locale=locale, admin=not self.world.players).index
        self.map.players[index] = PlayerData(index, LuaGui(index))
        return index

    def adopt_world(self, world: Value) -> None:
        """Takes a world and hears its events."""
        self.world = world
        world.on_event = self.raise_event

    # --- running something on behalf of the game -------------------------------------------------------------

    def perform(self, action: Callable[[Peer], None]) -> None:
        """Runs an input action with this peer as the caller."""
        with calling(self, ""):
            action(self)
        self.raise_fatal()


TARGET_TYPES = {"LuaEntity": "entity", "LuaGuiElement": "gui_element", "LuaPlayer": "player", "LuaSurface": "surface"}
_codecs: dict[str, Codec] = {}


def codec_for(rules: GameRules) -> Codec:
    """Compiled readers and writers, once per version."""
    found = _codecs.get(rules.version)
    if found is None or found.surface is not rules.surface:
        found = _codecs[rules.version] = Codec(rules.surface)
    return found


def passes_filter(filters: Value, data: dict[str, Value]) -> bool:
    """Whether an event passes a mod's registered filters (`or` unless `mode` says `and`)."""
    if not filters:
        return True
    entity = data.get("entity") or data.get("ghost")
    result: bool | None = None
    for each in filters:
        kind = each["filter"]
        if kind in {"type", "name", "ghost_type", "ghost_name"}:
            have: Value = getattr(entity, kind, None)
            matches = have == each[kind]
        elif kind == "ghost":
            matches = getattr(entity, "type", "") in {"entity-ghost", "tile-ghost"}
        elif kind == "force":
            matches = getattr(getattr(entity, "force", None), "name", None) == each["force"]
        else:
            raise FaultError(f"event filter {kind!r} is not simulated")
        matches = matches != bool(each.get("invert"))
        if result is not None:
            matches = (result and matches) if each.get("mode") == "and" else (result or matches)
        result = matches
    return bool(result)
