"""A world in which every emergency rule has something to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.world.scenarios import blackout, brown_out, logistic_base, place

if TYPE_CHECKING:
    from tests.game.world.world import World

BOX = (-5.0, -5.0), (180.0, 120.0)


def disaster(world: World) -> None:
    """Dusk over a base without power in one place and too little in another, under attack, its trains locked."""
    blackout(world, at=(0, 0))
    brown_out(world, at=(40, 0))
    _on_the_sun(world, 80)
    made = logistic_base(world, at=(120, 0))
    made["pole"].power_said = {"supply_w": 0.0, "demand_w": 1e6}
    made["roboport"].status = "no_power"
    for number in range(4):
        place(world.nauvis, "gun-turret", 10 + 4 * number, 60)
    for number in range(12):
        place(world.nauvis, "small-biter", 10 + number, 80, force="enemy")
    _locked_trains(world, 100, 60)
    world.nauvis.daytime = 0.3
    character = world.players[1].character
    assert character is not None
    character.health = character.max_health / 5


def _on_the_sun(world: World, left: int) -> None:
    """Panels that give less than is used, and accumulators with little left: they run dry before the night does."""
    ground = world.nauvis
    pole = place(ground, "substation", left + 8, 8)
    place(ground, "solar-panel", left + 3.5, 3.5)
    place(ground, "accumulator", left + 11, 5).energy = 2e6
    place(ground, "lab", left + 4.5, 12.5).status = "working"
    pole.power_said = {
        "supply_w": 40e3,
        "demand_w": 100e3,
        "demand_by_name": {"lab": 100e3},
        "supply_by_name": {"solar-panel": 40e3},
    }
    statistics = ground.grids.flow(ground.grids.of(pole)[0])
    statistics.set_output_count("solar-panel", 1)
    statistics.set_input_count("lab", 1)


def _locked_trains(world: World, left: int, top: int) -> None:
    """Two trains, each before a signal that the other stands behind."""
    for place_x, signal_x in ((left, left + 22), (left + 20, left + 2)):
        for y in range(1, 30, 2):
            place(world.nauvis, "straight-rail", place_x + 1, top + y)
        signal = place(world.nauvis, "rail-signal", signal_x + 0.5, top + 11.5)
        train = place(world.nauvis, "locomotive", place_x + 1, top + 10).train
        assert train is not None
        train.manual_mode, train.state, train.held_by = False, "wait_signal", signal.number
