"""What an area offers for a first base: counted by hand on small areas; belts by the wiki (15 items a second)."""

from __future__ import annotations

from typing import Any

import pytest

from agent.analysis.findings import Analysis, Finding, Quantity
from agent.analysis.ground import largest_free
from agent.analysis.starter import starter_analysis
from agent.analysis.wording import sentence
from agent.contract import Snapshot
from agent.game import bundled
from agent.i18n import LANGUAGES, LanguageCode, catalogue
from tests.analysis.kit import snapshot

DATA = bundled.load("base-2.0.77")
Json = dict[str, Any]


def ore(name: str, left: int, top: int, size: int = 3, amount: int = 1000) -> list[Json]:
    return [
        {"type": "resource", "name": name, "x": left + x + 0.5, "y": top + y + 0.5, "amount": amount}
        for x in range(size)
        for y in range(size)
    ]


ALL = [*ore("iron-ore", 0, 0), *ore("copper-ore", 4, 0), *ore("coal", 8, 0), *ore("stone", 12, 0)]


def taken(entities: list[Json], size: int = 60, **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    return Snapshot.model_validate(
        {
            **snapshot(entities).model_dump(),
            "area": {"left_top": {"x": 0.0, "y": 0.0}, "right_bottom": {"x": size, "y": size}},
            "collected": ["water", "cliffs"],
            "water": [[50, 50, 4, 2]],
            "researched": ["automation"],
            **more,
        },
        strict=False,
    )


def analysed(here: Snapshot) -> Analysis:
    return starter_analysis(here, (), DATA)


def keys(here: Snapshot) -> list[str]:
    return [finding.key for finding in analysed(here).findings]


def fact(here: Snapshot, key: str) -> Finding:
    return next(each for each in analysed(here).facts if each.key == key)


def value(finding: Finding, name: str) -> float:
    amount = finding.args[name]
    assert isinstance(amount, Quantity)
    return float(amount.value)


def test_a_good_place_has_no_complaint() -> None:
    assert keys(taken(ALL)) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"water": []}, "finding-starter-no-water"),
        ({"researched": []}, "finding-starter-no-automation"),
        ({"size": 18}, "finding-starter-no-room"),
    ],
)
def test_what_lacks_is_named(changes: Json, key: str) -> None:
    assert keys(taken(ALL, **changes)) == [key]


def test_missing_ore_is_named() -> None:
    (finding,) = analysed(taken(ore("iron-ore", 0, 0) + ore("stone", 5, 0))).findings
    assert sentence(finding, catalogue("en")) == "The area lacks: coal, copper ore."


def test_water_that_nobody_looked_for_is_not_missed() -> None:
    assert keys(taken(ALL, water=[], collected=[])) == []


def test_ore_is_counted_and_lasts() -> None:
    """Nine tiles of a thousand at 900 a minute: ten minutes."""
    iron = fact(taken(ALL), "fact-starter-ore")
    assert (value(iron, "tiles"), value(iron, "amount"), value(iron, "minutes")) == (9, 9000, 10)
    assert iron.position == (1.5, 1.5)


def test_oil_is_a_field_of_wells() -> None:
    oil = [{"type": "resource", "name": "crude-oil", "x": 30.5, "y": 30.5, "amount": 300000}]
    assert value(fact(taken([*ALL, *oil]), "fact-starter-field"), "tiles") == 1


def test_water_is_counted() -> None:
    assert value(fact(taken(ALL), "fact-starter-water"), "tiles") == 8


def test_the_largest_free_room() -> None:
    """A wall of chests across the middle of a 60 × 60 area, and ore in the upper half."""
    wall = [{"type": "container", "name": "steel-chest", "x": x + 0.5, "y": 20.5, "unit": x} for x in range(60)]
    room = fact(taken([*ALL, *wall], water=[[0, 58, 60, 2]]), "fact-starter-room")
    assert (room.args["width"], room.args["height"]) == (60, 37), "rows 21 to 57"
    assert room.position == (30.0, 39.5)


def test_cliffs_take_room() -> None:
    here = taken(ALL, size=30, cliffs=[[20.0, 20.0]], water=[])
    room = fact(here, "fact-starter-room")
    assert (room.args["width"], room.args["height"]) != (30, 27)


def test_an_entity_of_unknown_size_leaves_room_unsaid() -> None:
    odd = {"type": "container", "name": "mystery-box", "x": 5.5, "y": 9.5, "unit": 1}
    assert "fact-starter-room" not in [each.key for each in analysed(taken([*ALL, odd])).facts]


def test_what_is_researched_decides_what_can_be_made() -> None:
    machines = sentence(fact(taken(ALL), "fact-starter-machines"), catalogue("en"))
    assert "assembling machine 1" in machines
    assert "assembling machine 2" not in machines
    later = taken(ALL, researched=["automation", "automation-2"])
    assert "assembling machine 2" in sentence(fact(later, "fact-starter-machines"), catalogue("en"))


@pytest.mark.parametrize(
    ("rows", "best"),
    [
        (["...", "...", "..."], (0, 0, 3, 3)),
        (["#..", "#..", "###"], (1, 0, 2, 2)),
        (["..#", "...", "#.."], (0, 0, 2, 2)),
        (["###"], (0, 0, 0, 0)),
        (["....", "####", "...."], (0, 0, 4, 1)),
    ],
)
def test_the_largest_rectangle(rows: list[str], best: tuple[int, int, int, int]) -> None:
    grid = [bytearray(1 if tile == "#" else 0 for tile in row) for row in rows]
    column, row, width, height = largest_free(grid, len(rows[0]))
    assert width * height == best[2] * best[3]
    assert not any(grid[y][x] for y in range(row, row + height) for x in range(column, column + width))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_in_both_languages(language: LanguageCode) -> None:
    here = taken(ore("iron-ore", 0, 0), size=18, water=[], researched=[])
    analysis = analysed(here)
    assert len(analysis.findings) == 4
    assert all(sentence(finding, catalogue(language)) for finding in (*analysis.findings, *analysis.facts))
