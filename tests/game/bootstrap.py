"""`script`: event registration of one mod on one peer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from tests.game.errors import ApiError
from tests.game.eventkeys import CUSTOM, GENERATED
from tests.game.objects import SimObject, Value

if TYPE_CHECKING:
    from tests.game.luastate import LuaState
    from tests.game.peer import Peer

STAGE_PARSE, STAGE_LOAD, STAGE_RUN = "parse", "load", "run"


@dataclass(slots=True)
class Handlers:
    """What a mod has registered."""

    events: dict[str, Value] = field(default_factory=dict)
    filters: dict[str, Value] = field(default_factory=dict)
    nth_tick: dict[int, Value] = field(default_factory=dict)
    on_init: Value = None
    on_load: Value = None
    on_configuration_changed: Value = None

    def signature(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """What must be equal on every peer: the events and nth ticks that have a handler."""
        return tuple(sorted(self.events)), tuple(sorted(self.nth_tick))


class LuaBootstrap(SimObject):
    """Backing of `script`."""

    api_class: ClassVar[str] = "LuaBootstrap"

    def __init__(self, peer: Peer, mod: str) -> None:
        self._peer = peer
        self._mod = mod
        self.mod_name = mod
        self.handlers = Handlers()

    @property
    def _state(self) -> LuaState:
        return self._peer.states[self._mod]

    @property
    def active_mods(self) -> dict[str, str]:
        return self._peer.rules.active_mods

    @property
    def feature_flags(self) -> dict[str, bool]:
        names = (
            "expansion_shaders",
            "freezing",
            "quality",
            "rail_bridges",
            "segmented_units",
            "space_travel",
            "spoiling",
        )
        return dict.fromkeys(names, False)

    @property
    def level(self) -> dict[str, Value]:
        return {"is_simulation": False, "is_tutorial": False, "level_name": "freeplay", "mod_name": "base"}

    # --- registration ----------------------------------------------------------------------------------------

    def on_init(self, handler: Value) -> None:
        self.handlers.on_init = handler

    def on_load(self, handler: Value) -> None:
        self.handlers.on_load = handler

    def on_configuration_changed(self, handler: Value) -> None:
        self.handlers.on_configuration_changed = handler

    def on_event(self, event: Value, handler: Value, filters: Value = None) -> None:
        many = isinstance(event, list)
        if many and filters is not None:
            raise ApiError("Filters can only be used when registering single events.")
        for each in event if many else [event]:
            self._known(each)
            if filters is not None:
                self._check_filters(each, filters)
            if handler is None:
                self.handlers.events.pop(each, None)
                self.handlers.filters.pop(each, None)
            else:
                self.handlers.events[each] = handler
                self.handlers.filters[each] = filters

    def on_nth_tick(self, tick: Value, handler: Value) -> None:
        if tick is None:
            if handler is not None:
                raise ApiError("on_nth_tick without a tick removes every handler: the handler must be nil")
            self.handlers.nth_tick.clear()
            return
        for each in tick if isinstance(tick, list) else [tick]:
            if each == 0:
                raise ApiError("on_nth_tick: the tick must be positive")
            if handler is None:
                self.handlers.nth_tick.pop(each, None)
            else:
                self.handlers.nth_tick[each] = handler

    def _known(self, event: str) -> None:
        if event.startswith(CUSTOM):
            name = event.removeprefix(CUSTOM)
            if name not in self._peer.rules.event_prototypes:
                raise ApiError(f"Unknown custom event/input name: {name}")
        elif event.startswith(GENERATED) and int(event.removeprefix(GENERATED)) >= self._peer.map.generated_events:
            raise ApiError("Unknown event")

    def _check_filters(self, event: str, filters: Value) -> None:
        allowed = self._peer.rules.filters_of(event)
        if allowed is None:
            raise ApiError(f"The event {event} does not support filters.")
        for each in filters:
            if each.get("filter") not in allowed:
                raise ApiError(f"{event}: unknown filter {each.get('filter')!r}.")

    def get_event_handler(self, event: str) -> Value:
        return self.handlers.events.get(event)

    def get_event_filter(self, event: str) -> Value:
        return self.handlers.filters.get(event)

    def set_event_filter(self, event: str, filters: Value = None) -> None:
        if event not in self.handlers.events:
            raise ApiError(f"{event} has no handler.")
        if filters is not None:
            self._check_filters(event, filters)
        self.handlers.filters[event] = filters

    def get_event_order(self) -> str:
        return "\n".join(f"{mod}: {', '.join(sorted(b.handlers.events))}" for mod, b in self._peer.bootstraps.items())

    def get_event_id(self, event: str) -> str:
        self._known(event)
        return event

    # --- raising ---------------------------------------------------------------------------------------------

    def generate_event_name(self) -> str:
        number = self._peer.map.generated_events
        self._peer.map.generated_events += 1
        return f"{GENERATED}{number}"

    def raise_event(self, event: str, data: Value) -> None:
        if self._peer.stage != STAGE_RUN:
            raise ApiError("raise_event can only be used once the game runs.")
        fields = dict(data) if isinstance(data, dict) else {}
        if not event.startswith((CUSTOM, GENERATED)):
            self._peer.check_event_fields(event, fields)
        fields["mod_name"] = self._mod
        self._peer.raise_event(event, fields)

    def register_metatable(self, name: str, metatable: Value) -> None:
        if self._peer.stage != STAGE_PARSE:
            raise ApiError("register_metatable can only be used in the root scope of control.lua.")
        if not self._state.api.register_metatable(name, metatable):
            raise ApiError(f"A metatable named {name} is registered already.")

    def register_on_object_destroyed(self, target: Value) -> tuple[int, int, str]:
        return self._peer.watch_destruction(target)
