"""Places with pollution and nests, as the mod writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.analysis.findings import Amounts, Finding, Quantity
from agent.analysis.forecast import forecast_analysis
from agent.contract import Snapshot
from agent.game import bundled
from tests.analysis.kit import snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.analysis.findings import Analysis
    from agent.game.gamedata import GameData

BASE = bundled.load("base-2.0.77")
SPACE = bundled.load("space-age-2.1.20")
Json = dict[str, Any]
NAUVIS: Json = {
    "name": "nauvis",
    "index": 1,
    "planet": "nauvis",
    "pollutant": "pollution",
    "ticks_per_day": 25_200,
    "dusk": 0.25,
    "evening": 0.45,
    "morning": 0.55,
    "dawn": 0.75,
    "solar_multiplier": 1.0,
}


def thing(name: str, kind: str, unit: int = 1, status: str = "working", **more: Any) -> Json:  # noqa: ANN401 - JSON
    return {"type": kind, "name": name, "x": unit * 0.5, "y": 1.5, "unit": unit, "status": status, **more}


def many(name: str, kind: str, number: int, **more: Any) -> list[Json]:  # noqa: ANN401 - JSON
    return [thing(name, kind, unit, **more) for unit in range(1, number + 1)]


def drills(number: int, **more: Any) -> list[Json]:  # noqa: ANN401 - JSON
    return many("electric-mining-drill", "mining-drill", number, **more)


def nest(chunk: tuple[int, int], name: str = "biter-spawner", number: int = 1) -> list[Json]:
    left, top = chunk[0] * 32.0, chunk[1] * 32.0
    return [{"name": name, "type": "unit-spawner", "x": left + 4 + 5 * n, "y": top + 4} for n in range(number)]


def land(
    reach: int = 6, tile: str = "stone-path", trees: int = 0, held: dict[tuple[int, int], float] | None = None
) -> list[Json]:
    """Chunks around the first one, all alike; stone path takes up nothing (wiki, Pollution)."""
    side = range(-reach, reach + 1)
    amounts = held or {}
    return [
        {"x": x, "y": y, "amount": float(amounts.get((x, y), 0)), "trees": trees, "tiles": {tile: 4}}
        for x in side
        for y in side
    ]


def taken(
    entities: Iterable[Json] = (),
    enemies: Sequence[Json] = (),
    chunks: Sequence[Json] | None = None,
    evolution: float = 0.0,
    tick: int = 36_000,
    surface: Json | None = None,
    **more: Any,  # noqa: ANN401 - JSON
) -> Snapshot:
    return Snapshot.model_validate(
        {
            **snapshot(entities, tick).model_dump(),
            "surface": {**NAUVIS, **(surface or {})},
            "enemies": list(enemies),
            "pollution": land() if chunks is None else list(chunks),
            "evolution": {"factor": evolution},
            "rules": {},
            "collected": ["enemies", "pollution", "production"],
            **more,
        },
        strict=False,
    )


def analysed(here: Snapshot, *earlier: Snapshot, data: GameData = BASE) -> Analysis:
    return forecast_analysis(here, earlier, data)


def keys(here: Snapshot, data: GameData = BASE) -> list[str]:
    analysis = analysed(here, data=data)
    return [finding.key for finding in (*analysis.findings, *analysis.facts)]


def found(here: Snapshot, key: str, *earlier: Snapshot, data: GameData = BASE) -> Finding:
    analysis = analysed(here, *earlier, data=data)
    return next(finding for finding in (*analysis.findings, *analysis.facts) if finding.key == key)


def value(finding: Finding, name: str) -> float:
    amount = finding.args[name]
    assert isinstance(amount, Quantity)
    return float(amount.value)


def listed(finding: Finding, name: str = "list") -> dict[str, float]:
    rows = finding.args[name]
    assert isinstance(rows, Amounts)
    return {each.name: float(amount.value) for each, amount in rows.amounts}
