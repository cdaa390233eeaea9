"""Pictures show what stands where: footprints, ways of belts, hands of inserters, poles and their wires."""

import io
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image, ImageColor

from agent.errors import RefusedError
from agent.factory.draw import Mark, marks, png, scene, svg, text_picture, tile_px
from agent.factory.draw.palette import AXIS, MACHINE_TINTS, MARKS
from agent.factory.row import RowOrder, build_row
from agent.factory.verify import verify
from agent.game import bundled
from agent.game.blueprint import Blueprint, BlueprintEntity

DATA = bundled.load("base-2.0.77")
GOLDEN = Path(__file__).parents[1] / "golden"
SVG = "{http://www.w3.org/2000/svg}"
ROW = build_row(RowOrder("low-density-structure", Fraction(9), "assembling-machine-2"), DATA)


def picture(*entities: BlueprintEntity) -> str:
    return text_picture(scene(Blueprint("test", (2, 0, 0), entities), DATA))


def test_a_row_looks_as_it_did() -> None:
    assert text_picture(scene(ROW.blueprint, DATA)) + "\n" == (GOLDEN / "row.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "direction", "mark"),
    [
        ("transport-belt", 0, "↑"),
        ("transport-belt", 4, "→"),
        ("transport-belt", 8, "↓"),
        ("transport-belt", 12, "←"),
        ("underground-belt", 4, "⇢"),
        ("inserter", 0, "▾"),
        ("inserter", 4, "◂"),
        ("long-handed-inserter", 12, "▹"),
        ("small-electric-pole", 0, "┼"),
        ("iron-chest", 0, "□"),
        ("pipe", 0, "═"),
        ("small-lamp", 0, "o"),
        ("warp-chest", 0, "?"),
    ],
)
def test_every_kind_has_its_mark(name: str, direction: int, mark: str) -> None:
    assert f"   0 {mark}\n" in picture(BlueprintEntity(1, name, 0.5, 0.5, direction))


def test_a_machine_is_a_block_with_its_recipe_in_the_legend() -> None:
    drawn = picture(BlueprintEntity(1, "assembling-machine-1", 1.5, 1.5, recipe="iron-gear-wheel"))
    assert drawn.count("AAAAA") == 3
    assert "A assembling-machine-1 (iron-gear-wheel) × 1" in drawn


def test_machines_of_different_recipes_have_different_letters() -> None:
    drawn = picture(
        BlueprintEntity(1, "assembling-machine-1", 1.5, 1.5, recipe="iron-gear-wheel"),
        BlueprintEntity(2, "assembling-machine-1", 4.5, 1.5, recipe="copper-cable"),
    )
    assert "AAAAA BBBBB" in drawn


def test_the_axes_count_tiles_of_the_map() -> None:
    drawn = picture(BlueprintEntity(1, "pipe", -2.5, 7.5), BlueprintEntity(2, "pipe", 3.5, 8.5))
    assert drawn.splitlines()[0] == "           0"
    assert drawn.splitlines()[1].index("═") == 5  # -3, three columns of two characters to the left of 0.
    assert [line[:4] for line in drawn.splitlines()[1:3]] == ["   7", "   8"]


def test_nothing_is_drawn_as_nothing() -> None:
    empty = scene(Blueprint("", (2, 0, 0), ()), DATA)
    assert (empty.width, empty.height) == (0, 0)
    assert ET.fromstring(svg(empty)).tag == f"{SVG}svg"  # noqa: S314 - our own text


def test_the_svg_names_every_entity_and_draws_every_wire() -> None:
    root = ET.fromstring(svg(scene(ROW.blueprint, DATA)))  # noqa: S314 - our own text
    titles = [node.text for node in root.iterfind(f"{SVG}g/{SVG}title")]
    assert len(titles) == len(ROW.blueprint.entities)
    assert "assembling-machine-2 (low-density-structure)" in titles
    wires = [node for node in root.iterfind(f"{SVG}path") if node.get("stroke") == "#d98b4a"]
    assert len(wires) == len(ROW.blueprint.wires)


def test_faults_are_ringed_under_their_number_where_they_are() -> None:
    drawn = svg(scene(ROW.blueprint, DATA), [Mark(3.5, 1.5, "7", "error"), Mark(0.5, 0.5, "iron-plate", "in")])
    root = ET.fromstring(drawn)  # noqa: S314 - our own text
    rings = {(node.get("cx"), node.get("cy")) for node in root.iterfind(f"{SVG}circle")}
    assert {("3.5", "1.5"), ("0.5", "0.5")} <= rings
    assert {"7", "→ iron-plate"} <= {node.text for node in root.iterfind(f"{SVG}text")}


def opened(*entities: BlueprintEntity, marks: Sequence[Mark] = ()) -> Image.Image:
    return Image.open(io.BytesIO(png(scene(Blueprint("", (2, 0, 0), entities), DATA), marks)))


def coloured(image: Image.Image, colour: str) -> list[tuple[int, int]]:
    """Return the pixels of a colour."""
    pixels = np.asarray(image.convert("RGB"))
    return [(int(x), int(y)) for y, x in np.argwhere((pixels == ImageColor.getrgb(colour)).all(axis=2))]


def test_the_arm_of_an_inserter_ends_before_the_name_of_its_machine() -> None:
    """A long arm puts things down in the middle of a machine, where its name stands."""
    machine = BlueprintEntity(1, "assembling-machine-1", 1.5, 3.5, recipe="iron-gear-wheel")
    arm = BlueprintEntity(2, "long-handed-inserter", 0.5, 1.5, 0)
    tile = 32
    column = [(round(2.5 * tile), round((1 + y) * tile)) for y in (2.45, 2.55, 2.65)]
    image = opened(machine, arm).convert("RGB")
    assert {image.getpixel(at) for at in column} == {ImageColor.getrgb(MACHINE_TINTS[0])}


def test_labels_stand_clear_of_the_edge_of_one_another_and_of_the_axes() -> None:
    belts = [BlueprintEntity(x + 1, "transport-belt", x + 0.5, 0.5, 8) for x in range(4)]
    one, other = (Mark(x, 0.5, "iron-plate 60/min", "in") for x in (0.5, 2.5))
    tile = 32
    alone = coloured(opened(*belts, marks=[one]), MARKS["in"])
    both = coloured(opened(*belts, marks=[one, other]), MARKS["in"])
    assert min(x for x, _ in alone) >= 2 * tile - 1
    assert min(y for _, y in both) < min(y for _, y in alone) - 10
    plain = coloured(opened(*belts), AXIS)
    assert set(plain) <= set(coloured(opened(*belts, marks=[one]), AXIS))


def test_neighbouring_groups_of_machines_have_colours_that_are_told_apart() -> None:
    colours = [ImageColor.getrgb(tint) for tint in MACHINE_TINTS]
    apart = [max(abs(a - b) for a, b in zip(*pair, strict=True)) for pair in combinations(colours, 2)]
    assert min(apart) >= 20


def test_marks_carry_the_numbers_of_the_report() -> None:
    broken = Blueprint("", (2, 0, 0), (BlueprintEntity(1, "pipe", 0.5, 0.5), BlueprintEntity(2, "pipe", 0.5, 0.5)))
    verdict = verify(broken, DATA)
    faults = (*verdict.errors, *verdict.warnings)
    shown = {(mark.label, mark.x, mark.y) for mark in marks(verdict) if mark.kind in ("error", "warning")}
    assert shown == {(str(n), *fault.position) for n, fault in enumerate(faults, 1) if fault.position is not None}
    assert shown


def test_the_ground_that_poles_supply_and_ways_under_the_ground_are_drawn() -> None:
    ends = [
        BlueprintEntity(place, "underground-belt", x, 0.5, 4, end=end)
        for place, (x, end) in enumerate(((0.5, "input"), (4.5, "output")), 1)
    ]
    laid = scene(Blueprint("", (2, 0, 0), (*ends, BlueprintEntity(3, "small-electric-pole", 2.5, 2.5))), DATA)
    assert laid.tunnels == (((0.5, 0.5), (4.5, 0.5)),)
    assert laid.areas == ((0.0, 0.0, 5.0, 5.0),)  # wiki, Small electric pole: 5 × 5
    root = ET.fromstring(svg(laid))  # noqa: S314 - our own text
    assert [node.get("d") for node in root.iterfind(f"{SVG}path") if node.get("fill-rule")] == ["M0 0H5V5H0Z"]


def test_a_large_picture_has_smaller_tiles_and_is_still_drawn() -> None:
    small = scene(Blueprint("", (2, 0, 0), (BlueprintEntity(1, "pipe", 0.5, 0.5),)), DATA)
    far = (BlueprintEntity(1, "pipe", 0.5, 0.5), BlueprintEntity(2, "pipe", 600.5, 300.5))
    large = scene(Blueprint("", (2, 0, 0), far), DATA)
    assert tile_px(large) < tile_px(small)
    assert png(large).startswith(b"\x89PNG")


def test_names_from_outside_are_text_and_never_markup() -> None:
    evil = Blueprint('<script>&"', (2, 0, 0), (BlueprintEntity(1, '"><script>x</script>', 0.5, 0.5),))
    root = ET.fromstring(svg(scene(evil, DATA)))  # noqa: S314 - our own text
    assert [node.tag for node in root.iter() if "script" in node.tag] == []
    assert root.find(f"{SVG}title") is not None


def test_control_characters_in_names_reach_neither_terminal_nor_file() -> None:
    evil = BlueprintEntity(1, "belt\x1b[2J\x00\u202e", 0.5, 0.5)
    drawn = scene(Blueprint("\x07", (2, 0, 0), (evil,)), DATA)
    assert not {"\x1b", "\x00", "\u202e", "\x07"} & set(text_picture(drawn) + svg(drawn))


def test_a_picture_as_large_as_a_country_is_refused() -> None:
    far = scene(Blueprint("", (2, 0, 0), tuple(BlueprintEntity(n, "pipe", n * 1e6, n * 1e6) for n in (1, 2))), DATA)
    with pytest.raises(RefusedError) as caught:
        text_picture(far)
    assert caught.value.code == "picture-too-large"


def test_columns_are_numbered_where_they_are_round_whatever_the_first_is() -> None:
    axis, row = picture(BlueprintEntity(1, "pipe", -5.5, 0.5), BlueprintEntity(2, "pipe", 6.5, 0.5)).splitlines()[:2]
    assert axis.split() == ["-5", "0", "5"]
    assert row.index("═") + 2 == axis.index("-5")  # One column to the right of -6, which the first pipe is in.
    assert picture(BlueprintEntity(1, "pipe", 1.5, 0.5)).splitlines()[0].split() == ["1"]


def test_rows_far_away_stay_under_their_axis() -> None:
    axis, row = picture(BlueprintEntity(1, "pipe", 5.5, -123_456.5)).splitlines()[:2]
    assert row == "-123457 ═"
    assert axis.index("5") == row.index("═")
