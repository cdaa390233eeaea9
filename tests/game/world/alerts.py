"""Alerts of a player: they last ten seconds, or as long as their cause does when a scenario says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.game.world.geometry import Value
    from tests.game.world.world import World

LASTING = 600
"""Ticks an alert stays."""


class Alerts:
    """The alert members of LuaPlayer."""

    world: World
    alert_list: list[dict[str, Value]]
    muted: set[str]
    switched_off: set[str]

    def add_alert(self, entity: Value, type_: str) -> None:
        """An alert for an entity, shown unless its kind is switched off."""
        self._show(entity, type_, {})

    def add_custom_alert(self, entity: Value, icon: Value, message: Value, show_on_map: bool) -> None:
        self._show(entity, "custom", {"icon": icon, "message": message, "show_on_map": show_on_map})

    def _show(self, entity: Value, kind: str, more: dict[str, Value]) -> None:
        if kind in self.switched_off:
            return
        alert = {
            "kind": kind,
            "surface": entity.surface.index,
            "target": entity.number,
            "name": entity.name,
            "position": entity.position,
            "tick": self.world.tick,
            **more,
        }
        self.alert_list = [*self.alert_list, alert]

    def _alive(self) -> list[dict[str, Value]]:
        return [alert for alert in self.alert_list if self.world.tick - alert["tick"] < LASTING]

    def get_alerts(self, filters: Value = None, **more: Value) -> dict[int, dict[str, list[Value]]]:
        """Alerts by surface index and kind; the filter may come as one table or as its keys."""
        given = {**(filters or {}), **more}
        found: dict[int, dict[str, list[Value]]] = {}
        for alert in self._alive():
            if self._fits(alert, given):
                target = self.world.entity(alert["target"])
                shown: dict[str, Value] = {
                    "tick": alert["tick"],
                    "position": alert["position"],
                    "prototype": self.world.prototypes.entity[alert["name"]],
                    **({"target": target} if target is not None else {}),
                    **{key: alert[key] for key in ("icon", "message") if key in alert},
                }
                found.setdefault(alert["surface"], {}).setdefault(alert["kind"], []).append(shown)
        return found

    def remove_alert(self, filters: Value = None, **more: Value) -> None:
        given = {**(filters or {}), **more}
        self.alert_list = [alert for alert in self._alive() if not self._fits(alert, given)]

    def _fits(self, alert: dict[str, Value], given: dict[str, Value]) -> bool:
        tests: dict[str, Callable[[Value], bool]] = {
            "entity": lambda wanted: alert["target"] == wanted.number,
            "prototype": lambda wanted: alert["name"] == (wanted if isinstance(wanted, str) else wanted.name),
            "position": lambda wanted: alert["position"] == wanted,
            "type": lambda wanted: alert["kind"] == wanted,
            "surface": lambda wanted: alert["surface"] == self.world.surface_of(wanted).index,
            "icon": lambda wanted: alert.get("icon") == wanted,
            "message": lambda wanted: alert.get("message") == wanted,
        }
        return all(tests[key](wanted) for key, wanted in given.items() if wanted is not None)

    def is_alert_enabled(self, alert_type: str) -> bool:
        return alert_type not in self.switched_off

    def enable_alert(self, alert_type: str) -> bool:
        was = alert_type in self.switched_off
        self.switched_off = self.switched_off - {alert_type}
        return was

    def disable_alert(self, alert_type: str) -> bool:
        was = alert_type not in self.switched_off
        self.switched_off = self.switched_off | {alert_type}
        return was

    def is_alert_muted(self, alert_type: str) -> bool:
        return alert_type in self.muted

    def mute_alert(self, alert_type: str) -> bool:
        was = alert_type not in self.muted
        self.muted = self.muted | {alert_type}
        return was

    def unmute_alert(self, alert_type: str) -> bool:
        was = alert_type in self.muted
        self.muted = self.muted - {alert_type}
        return was
