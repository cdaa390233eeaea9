"""A blueprint turned or mirrored works as before, before a judge who knows nothing of turning."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.factory.verify import Expectation, Feed, verify
from agent.game.blueprint import can_turn, turned_blueprint
from agent.game.geometry import turned
from tests.factory.verify.factories import Factory, circuits, refinery, tunnelled_gears
from tests.factory.verify.grounds import DATA, E, Ground

if TYPE_CHECKING:
    from agent.game.geometry import Tile

POSITIONS = [(quarters, mirror) for mirror in (False, True) for quarters in range(4)]
OTHER_LANE = {"left": "right", "right": "left", "both": "both"}


def moved(tile: Tile, quarters: int, *, mirror: bool) -> Tile:
    x, y = turned((-1 if mirror else 1) * (tile[0] + 0.5), tile[1] + 0.5, quarters * 4)
    return round(x - 0.5), round(y - 0.5)


def turned_factory(factory: Factory, quarters: int, *, mirror: bool) -> Factory:
    """Turn a factory with what is expected of it; a mirrored belt's left lane is its right one."""
    expect = factory.expect
    feeds = tuple(
        Feed(
            feed.item,
            moved(feed.tile, quarters, mirror=mirror),
            OTHER_LANE[feed.lane] if mirror else feed.lane,  # type: ignore[arg-type]
        )
        for feed in expect.feeds or ()
    )
    outlets = tuple(moved(tile, quarters, mirror=mirror) for tile in expect.outlets or ())
    blueprint = turned_blueprint(factory.blueprint, DATA, quarters, mirror=mirror)
    return Factory(factory.name, blueprint, Expectation(expect.rates_per_min, feeds, outlets))


@pytest.mark.parametrize(("quarters", "mirror"), POSITIONS)
@pytest.mark.parametrize("factory", [tunnelled_gears(), circuits(), refinery()], ids=lambda factory: factory.name)
def test_a_factory_works_in_all_eight_positions(factory: Factory, quarters: int, mirror: bool) -> None:
    found = turned_factory(factory, quarters, mirror=mirror)
    verdict = verify(found.blueprint, DATA, found.expect)
    assert verdict.errors == ()


@pytest.mark.parametrize("factory", [tunnelled_gears(), refinery()], ids=lambda factory: factory.name)
def test_four_quarters_and_two_mirrorings_change_nothing(factory: Factory) -> None:
    blueprint = factory.blueprint
    again = blueprint
    for _ in range(4):
        again = turned_blueprint(again, DATA, 1)
    assert again == blueprint
    twice = turned_blueprint(turned_blueprint(blueprint, DATA, 0, mirror=True), DATA, 0, mirror=True)
    assert twice == blueprint


def test_a_mirrored_machine_with_pipes_carries_the_flag_and_an_inserter_does_not() -> None:
    """BlueprintEntity.mirror of the game's format: for machines whose pipes change sides."""
    found = turned_blueprint(refinery().blueprint, DATA, 0, mirror=True)
    flags = {entity.name: entity.mirror for entity in found.entities}
    assert flags["oil-refinery"]
    assert flags["chemical-plant"]
    assert not flags["fast-inserter"]


def test_a_mirrored_splitter_prefers_the_other_side() -> None:
    ground = Ground()
    ground.put("splitter", 0, 0, E, settings={"output_priority": "left", "input_priority": "none"})
    (splitter,) = turned_blueprint(ground.blueprint(), DATA, 0, mirror=True).entities
    assert splitter.settings == {"output_priority": "right", "input_priority": "none"}
    assert splitter.direction == 12


def test_a_mirrored_tank_is_a_tank_turned() -> None:
    """A tank's openings lie at two opposite corners (FactorioWiki: Storage tank)."""
    ground = Ground()
    ground.put("storage-tank", 0, 0)
    (tank,) = turned_blueprint(ground.blueprint(), DATA, 0, mirror=True).entities
    assert (tank.direction, tank.mirror) == (4, False)


def test_rails_and_places_on_the_map_are_not_turned() -> None:
    ground = Ground()
    ground.put("straight-rail", 0, 0)
    assert not can_turn(ground.blueprint(), DATA)
    ground = Ground()
    ground.put("inserter", 0, 0, settings={"pickup_position": [0, -2]})
    assert not can_turn(ground.blueprint(), DATA)
    assert can_turn(replace(refinery().blueprint, wires=()), DATA)
