"""Expected figures: the game's own (wiki: Inserters, «Inserter throughput», chest to belt; Transport belts, lanes).

Assembling machine 2 has speed 0.75, copper cable takes 0.5 s and gives 2 of 1 plate: 180 a minute of 90 plates.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.factory.catalog import Doubt, Entry, Way, derive
from agent.factory.row import RowOrder, build_row
from agent.game.blueprint import Blueprint, BlueprintEntity
from agent.game.bundled import load
from agent.game.gamedata import GameData

DATA = load("base-2.0.77")
NORTH, EAST, SOUTH, WEST = 0, 4, 8, 12

Thing = tuple[str, float, float, int] | tuple[str, float, float, int, str]


def _entry(*things: Thing, shift: tuple[float, float] = (0, 0), data: GameData = DATA, **settings: str) -> Entry:
    entities = tuple(
        BlueprintEntity(
            number,
            thing[0],
            thing[1] + shift[0],
            thing[2] + shift[1],
            thing[3],
            recipe=thing[4] if len(thing) > 4 else None,
            end=settings.get(f"end{number}"),
        )
        for number, thing in enumerate(things, 1)
    )
    return derive(Blueprint("", (2, 0, 0), entities), data)


#: Plates come down a belt west of the machine, cable leaves on one east of it; a pole reaches all.
CABLE: tuple[Thing, ...] = (
    ("transport-belt", 0.5, 0.5, SOUTH),
    ("transport-belt", 0.5, 1.5, SOUTH),
    ("fast-inserter", 1.5, 1.5, WEST),
    ("assembling-machine-2", 3.5, 1.5, NORTH, "copper-cable"),
    ("fast-inserter", 5.5, 1.5, WEST),
    ("transport-belt", 6.5, 1.5, SOUTH),
    ("transport-belt", 6.5, 2.5, SOUTH),
    ("small-electric-pole", 1.5, 2.5, NORTH),
    ("small-electric-pole", 5.5, 2.5, NORTH),
)


def test_the_rate_is_the_smaller_of_machine_and_inserter() -> None:
    entry = _entry(*CABLE)
    assert entry.machine_rates_per_min == {"copper-cable": 180}
    # A fast inserter that holds one item moves 2.5 items/s: 150 a minute.
    assert float(entry.makes_per_min["copper-cable"]) == pytest.approx(150, rel=0.002)
    assert float(entry.takes_per_min["copper-plate"]) == pytest.approx(150 / 2, rel=0.002)


def test_ports_lie_where_the_belts_begin_and_end_with_their_lanes() -> None:
    into, out = _entry(*CABLE).ports
    assert (into.flow, into.way, into.x, into.y, into.direction) == ("in", Way.BELT, 0, 0, SOUTH)
    assert into.items == ("copper-plate",)
    assert into.lane == "both"
    assert (out.flow, out.x, out.y, out.items) == ("out", 6, 2, ("copper-cable",))
    # An inserter puts on the far lane: it stands west, the belt runs south, so the far lane is the left one.
    assert out.lane == "left"


def test_a_sound_cell_raises_no_doubt_and_one_without_poles_does() -> None:
    assert _entry(*CABLE).confidence == 1
    assert set(_entry(*CABLE[:-2]).doubts) == {Doubt.UNPOWERED}


def test_without_an_inserter_the_machine_is_served_by_hand() -> None:
    entry = _entry(*(thing for place, thing in enumerate(CABLE) if place != 4))
    assert Doubt.BY_HAND in entry.doubts


def test_a_belt_that_dives_out_of_the_blueprint_is_a_way_out() -> None:
    things = [*CABLE[:6], ("underground-belt", 6.5, 2.5, SOUTH), *CABLE[7:]]
    (out,) = (port for port in _entry(*things, end7="input").ports if port.flow == "out")
    assert (out.x, out.y) == (6, 2)


def test_items_follow_an_underground_belt_to_its_other_end() -> None:
    entrance: Thing = ("underground-belt", 6.5, 2.5, SOUTH)

    def way_out(exit_y: float) -> tuple[int, int]:
        things = (*CABLE[:6], entrance, ("underground-belt", 6.5, exit_y, SOUTH), *CABLE[7:])
        (out,) = (port for port in _entry(*things, end7="input", end8="output").ports if port.flow == "out")
        return out.x, out.y

    assert way_out(6.5) == (6, 6)
    # Six tiles apart are out of reach of the yellow one (wiki: Underground belts, 4 tiles between).
    assert way_out(8.5) == (6, 2)


def test_a_splitter_gives_two_ways_out() -> None:
    things = [*CABLE[:6], ("splitter", 7, 2.5, SOUTH), *CABLE[7:]]
    outs = [port for port in _entry(*things).ports if port.flow == "out"]
    assert [(port.x, port.y) for port in outs] == [(6, 2), (7, 2)]
    assert {port.rate_per_min for port in outs} == {sum(port.rate_per_min for port in outs) / 2}


def test_a_belt_that_joins_from_the_side_fills_the_near_lane() -> None:
    side: list[Thing] = [("transport-belt", 6.5, 3.5, SOUTH), ("transport-belt", 6.5, 4.5, EAST)]
    trunk: list[Thing] = [("transport-belt", 5.5, 4.5, EAST), ("transport-belt", 7.5, 4.5, EAST)]
    (out,) = (port for port in _entry(*CABLE, *side, *trunk).ports if port.flow == "out")
    assert (out.x, out.y, out.lane) == (7, 4, "left")
    # Without the belt behind it the corner is a curve and the lane stays; turned the other way the lanes differ.
    north: list[Thing] = [("transport-belt", 6.5, 3.5, SOUTH), ("transport-belt", 6.5, 4.5, WEST)]
    behind: list[Thing] = [("transport-belt", 7.5, 4.5, WEST), ("transport-belt", 5.5, 4.5, WEST)]
    (out,) = (port for port in _entry(*CABLE, *north, *behind).ports if port.flow == "out")
    assert (out.x, out.y, out.lane) == (5, 4, "right")


def test_a_chest_is_a_port_too() -> None:
    things = [*CABLE[:5], ("iron-chest", 6.5, 1.5, NORTH), *CABLE[7:]]
    (out,) = (port for port in _entry(*things).ports if port.flow == "out")
    assert (out.way, out.x, out.y, out.items) == (Way.CHEST, 6, 1, ("copper-cable",))


def test_an_inserter_over_the_edge_is_a_port_too() -> None:
    (out,) = (port for port in _entry(*CABLE[:5], *CABLE[7:]).ports if port.flow == "out")
    assert (out.way, out.x, out.y) == (Way.INSERTER, 6, 1)


def test_fluids_come_in_and_leave_through_open_pipes() -> None:
    entry = _entry(
        ("chemical-plant", 1.5, 3.5, NORTH, "heavy-oil-cracking"),
        ("pipe", 0.5, 1.5, NORTH),
        ("pipe", 0.5, 0.5, NORTH),
        ("pipe", 2.5, 1.5, NORTH),
        ("pipe", 0.5, 5.5, NORTH),
    )
    # Wiki «Heavy oil cracking»: 40 heavy oil and 30 water to 30 light oil in 2 s.
    assert entry.makes_per_min == {"light-oil": 900}
    assert entry.takes_per_min == {"heavy-oil": 1200, "water": 900}
    ports = {(port.flow, port.items): (port.x, port.y, port.direction) for port in entry.ports}
    assert ports["in", ("water",)] == (0, 0, NORTH)
    assert ports["in", ("heavy-oil",)] == (2, 1, NORTH)
    assert {flow for flow, items in ports if items == ("light-oil",)} == {"out"}
    assert entry.doubts == {Doubt.UNPOWERED: ("chemical-plant",)}


def test_an_unknown_entity_lowers_the_confidence_and_is_named() -> None:
    entry = _entry(*CABLE, ("somebodys-machine", 9.5, 0.5, NORTH))
    assert entry.doubts == {Doubt.UNKNOWN_ENTITIES: ("somebodys-machine",)}
    assert entry.confidence == 0.5
    assert entry.width == 10


def test_a_furnace_makes_what_it_is_fed_and_the_choice_is_told() -> None:
    entry = _entry(*CABLE[:3], ("electric-furnace", 3.5, 1.5, NORTH), *CABLE[4:])
    # Wiki «Electric furnace»: speed 2, iron plate 3.2 s; copper plate the same, steel 16 s.
    assert entry.makes_per_min == {"iron-plate": Fraction(75, 2)}
    assert entry.choice_per_min["copper-plate"] == Fraction(75, 2)
    assert entry.choice_per_min["steel-plate"] == Fraction(15, 2)
    assert Doubt.FURNACE_CHOICE in entry.doubts


def test_power_and_technologies_are_those_of_what_stands_there() -> None:
    # Wiki «Assembling machine 2»: 150 kW, and a drain of a thirtieth of it.
    assert _entry(CABLE[3], CABLE[7]).power_w == 155_000
    assert set(_entry(*CABLE).technologies) >= {"automation-2", "fast-inserter"}


@given(dx=st.integers(-50, 50), dy=st.integers(-50, 50))
def test_the_id_depends_on_what_stands_where_alone(dx: int, dy: int) -> None:
    assert _entry(*CABLE, shift=(dx, dy)).id == _entry(*CABLE).id
    assert _entry(*CABLE[::-1]).id == _entry(*CABLE).id
    changed = [*CABLE[:3], ("assembling-machine-2", 3.5, 1.5, NORTH, "iron-stick"), *CABLE[4:]]
    assert _entry(*changed).id != _entry(*CABLE).id


@pytest.mark.parametrize(
    ("recipe", "rate", "machine"),
    [
        ("iron-gear-wheel", 60, "assembling-machine-1"),
        ("electronic-circuit", 60, "assembling-machine-2"),
        ("logistic-science-pack", 20, "assembling-machine-2"),
    ],
)
def test_a_row_with_one_input_belt_is_derived_to_what_its_plan_promises(recipe: str, rate: int, machine: str) -> None:
    row = build_row(RowOrder(recipe, Fraction(rate), machine), DATA)
    entry = derive(row.blueprint, DATA)
    assert float(entry.makes_per_min[row.product]) == pytest.approx(float(row.promised_per_min), rel=1e-3)
    (out,) = (port for port in entry.ports if port.flow == "out")
    assert (out.x, out.y) == row.outlet
    ways_in = {(port.y, port.items): port.rate_per_min for port in entry.ports if port.flow == "in"}
    assert set(ways_in) == {(feed.y, (feed.item,)) for feed in row.feeds}
    for feed in row.feeds:
        assert float(ways_in[feed.y, (feed.item,)]) == pytest.approx(float(row.takes_per_min[feed.item]), rel=1e-3)
    assert (entry.width, entry.height) == (row.width, row.height)


#: Gears go down a belt east of their machine to one that makes belts of them, which an inserter hands over the edge.
CHAIN: tuple[Thing, ...] = (
    ("transport-belt", 0.5, 0.5, SOUTH),
    ("transport-belt", 0.5, 1.5, SOUTH),
    ("fast-inserter", 1.5, 1.5, WEST),
    ("assembling-machine-2", 3.5, 1.5, NORTH, "iron-gear-wheel"),
    ("fast-inserter", 5.5, 1.5, WEST),
    ("transport-belt", 6.5, 1.5, SOUTH),
    ("transport-belt", 6.5, 2.5, SOUTH),
    ("fast-inserter", 7.5, 2.5, WEST),
    ("assembling-machine-2", 9.5, 2.5, NORTH, "transport-belt"),
    ("fast-inserter", 11.5, 2.5, WEST),
)


def _ways_out(entry: Entry) -> set[tuple[int, int, tuple[str, ...]]]:
    return {(port.x, port.y, port.items) for port in entry.ports if port.flow == "out"}


def test_a_belt_that_ends_where_its_items_are_taken_is_no_way_out() -> None:
    assert _ways_out(_entry(*CHAIN)) == {(12, 2, ("transport-belt",))}
    longer: list[Thing] = [("transport-belt", 6.5, 3.5 + more, SOUTH) for more in range(4)]
    assert _ways_out(_entry(*CHAIN, *longer)) == {(12, 2, ("transport-belt",)), (6, 6, ("iron-gear-wheel",))}


def test_what_nothing_inside_uses_is_named_first() -> None:
    longer: list[Thing] = [("transport-belt", 6.5, 3.5 + more, SOUTH) for more in range(4)]
    assert next(iter(_entry(*CHAIN, *longer).makes_per_min)) == "transport-belt"


def test_a_fluid_that_is_made_and_used_in_the_same_pipes_is_no_port() -> None:
    # Heavy oil cracking (its oil comes out to the south) above light oil cracking, a pipe with open sides between.
    entry = _entry(
        ("chemical-plant", 1.5, 1.5, NORTH, "heavy-oil-cracking"),
        ("pipe", 2.5, 3.5, NORTH),
        ("chemical-plant", 1.5, 5.5, NORTH, "light-oil-cracking"),
    )
    assert ("light-oil",) not in {port.items for port in entry.ports}
    # Wiki «Heavy oil cracking», «Light oil cracking»: 15 light oil a second of which 15 are cracked to 10 gas.
    assert entry.makes_per_min == entry.machine_rates_per_min == {"petroleum-gas": 600}


def test_inserters_draw_power_and_furnaces_burn_coal() -> None:
    """Game data: an inserter takes 5 kJ for a turn and 5 kJ for a tile (0.014 and 0.035 a tick) and 0.4 kW; a stone
    furnace 90 kW, coal gives 4 MJ.
    """
    arm = _entry(("inserter", 0.5, 0.5, NORTH))
    assert float(arm.power_w) == pytest.approx(15_100, rel=0.001)
    burning = _entry(*CABLE[:3], ("stone-furnace", 3.0, 1.0, NORTH), *CABLE[4:])
    share = burning.makes_per_min["iron-plate"] / Fraction(75, 4)
    assert burning.takes_per_min["coal"] == Fraction(90_000 * 60, 4_000_000) * share


def test_two_belts_for_one_item_share_by_what_they_carry() -> None:
    """A belt of 30 items/s beside one of 15 brings two thirds (wiki: Transport belts)."""
    second = (("fast-transport-belt", 3.5, -1.5, EAST), ("fast-inserter", 3.5, -0.5, NORTH))
    ports = [port for port in _entry(*CABLE, *second).ports if port.flow == "in"]
    rates = {port.y: port.rate_per_min for port in ports}
    assert len(rates) == 2
    assert max(rates.values()) == 2 * min(rates.values())


def test_what_a_recipe_gives_back_in_part_comes_in() -> None:
    """wiki, Metallic asteroid crushing: one chunk gives 20 pieces of iron ore and, one time in five, a chunk back.

    It comes back on the very belt that new ones come on.
    """
    entry = _entry(
        *(("transport-belt", 0.5, y + 0.5, SOUTH) for y in range(-2, 4)),
        ("fast-inserter", 1.5, 0.5, EAST),
        ("fast-inserter", 1.5, 1.5, WEST),
        ("crusher", 3.0, 1.5, NORTH, "metallic-asteroid-crushing"),
        data=load("space-age-2.1.20"),
    )
    assert [port.items for port in entry.ports if port.flow == "in"] == [("metallic-asteroid-chunk",)]


def test_what_products_are_made_of_goes_before_what_is_left_over() -> None:
    """An inserter brings 60 / 70 of a plate a second (wiki: Inserters); belts take 1 plate and a gear of 2 plates."""
    entry = _entry(
        ("steel-chest", -2.5, 0.5, NORTH),
        ("inserter", -1.5, 0.5, WEST),
        *(("transport-belt", x + 0.5, 0.5, EAST) for x in range(-1, 7)),
        ("inserter", 2.5, 1.5, NORTH),
        ("assembling-machine-2", 2.5, 3.5, NORTH, "iron-gear-wheel"),
        ("inserter", 4.5, 3.5, WEST),
        ("inserter", 6.5, 1.5, NORTH),
        ("assembling-machine-2", 6.5, 3.5, NORTH, "transport-belt"),
        ("inserter", 2.5, 5.5, NORTH),
        ("transport-belt", 2.5, 6.5, WEST),
        ("transport-belt", 1.5, 6.5, WEST),
        ("inserter", 6.5, 5.5, NORTH),
        ("transport-belt", 6.5, 6.5, EAST),
        ("transport-belt", 7.5, 6.5, EAST),
    )
    assert float(entry.makes_per_min["transport-belt"]) == pytest.approx(2 * 60 * 60 / 70 / 3, rel=0.01)
