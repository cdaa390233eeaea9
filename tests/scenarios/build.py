"""Snapshots as the mod exports them, put together from the shapes of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from agent.contract import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = dict[str, Any]

#: The parts of a day as the game has them on every planet (wiki: Time), the length from the planet's own data.
_DAY: Final = {"dusk": 0.25, "evening": 0.45, "morning": 0.55, "dawn": 0.75}
#: `day-night-cycle` of each planet in ticks (wiki: Nauvis 7 min, Vulcanus 1.5 min, Gleba 10 min, Fulgora 3 min,
#: Aquilo 20 min).
DAY_TICKS: Final = {"nauvis": 25_200, "vulcanus": 5_400, "gleba": 36_000, "fulgora": 10_800, "aquilo": 72_000}


def surface(planet: str | None = "nauvis", **more: Any) -> Json:  # noqa: ANN401 - JSON
    """Return a surface at noon; LuaSurface.solar_power_multiplier is 1 on every planet unless a mod changes it."""
    day = {} if planet is None else {**_DAY, "ticks_per_day": DAY_TICKS[planet]}
    return {
        "name": planet or "platform-1",
        "index": 1,
        "planet": planet,
        "solar_multiplier": 1.0,
        "daytime": 0.0,
        **day,
    } | more


def snapshot(entities: Iterable[Json] = (), *, tick: int = 1_296_000, **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    """Return a snapshot of 400×400 tiles around the origin; entities get their unit numbers by place."""
    rows = [{"unit": number, "force": "player", **row} for number, row in enumerate(entities, 1)]
    return Snapshot.model_validate(
        {
            "protocol": "1.0",
            "kind": "snapshot",
            "id": f"5a3f19c2-s{tick}",
            "session": "5a3f19c2",
            "tick": tick,
            "player": {"index": 1, "name": "Vera"},
            "surface": surface(),
            "area": {"left_top": {"x": -200, "y": -200}, "right_bottom": {"x": 200, "y": 200}},
            "selection": "entities",
            "load_score": 1,
            "entity_count": len(rows),
            "entities": rows,
            **more,
        },
        strict=False,
    )


def entity(kind: str, name: str, x: float, y: float, **more: Any) -> Json:  # noqa: ANN401 - JSON
    """Return any entity; ``kind`` is its prototype type."""
    return {"type": kind, "name": name, "x": x, "y": y, **more}


def stack(name: str, count: int, quality: str = "normal") -> Json:
    """Return so many items."""
    return {"name": name, "count": count, "quality": quality}


def inventory(name: str, *items: Json, slots: int = 1, free: int | None = None) -> Json:
    """Return an inventory; where nothing else is said, each stack takes one slot."""
    return {
        "inventory": name,
        "slots": slots,
        "free_slots": max(slots - len(items), 0) if free is None else free,
        "items": list(items),
    }


def network(number: int = 7, **more: Any) -> Json:  # noqa: ANN401 - JSON
    """Return an electric network that has all it needs."""
    return {
        "id": number,
        "satisfaction": 1.0,
        "demand_w": 2.4e6,
        "supply_w": 2.4e6,
        "poles": 12,
        "consumers": 16,
    } | more


def flow(name: str, side: str, now_w: float, ten_minutes_w: float | None = None, hour_w: float | None = None) -> Json:
    """Return what entities of one name use or make; a steady one where only one figure is given."""
    ten = now_w if ten_minutes_w is None else ten_minutes_w
    return {
        "name": name,
        "side": side,
        "now_w": now_w,
        "ten_minutes_w": ten,
        "hour_w": ten if hour_w is None else hour_w,
    }
