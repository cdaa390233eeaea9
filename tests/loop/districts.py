"""One world with a district for every mode, far enough apart that each box holds what its mode is asked about alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.game.world.scenarios import brown_out, fill, gear_factory, logistic_base, nest, place

if TYPE_CHECKING:
    from tests.game.world.world import World

Corner = tuple[float, float]

SIGNAL = {"type": "virtual", "name": "signal-A"}


@dataclass(frozen=True, slots=True)
class District:
    """A box to drag for a mode, words of its finding by language, and the place that a click on it must show."""

    mode: str
    box: tuple[Corner, Corner]
    shows: Corner
    words: dict[str, str]


GEARS: tuple[Corner, Corner] = (19, 19), (80, 60)
DISTRICTS = (
    District("chat", GEARS, (39.5, 32.5), {"ru": "2 из 16 машин ждут", "en": "2 of 16 machines wait for"}),
    District(
        "logistics",
        ((199, -1), (215, 10)),
        (208.5, 0.5),
        {"ru": "не хватает «Железная шестерня»: 200", "en": "lacks “Iron gear wheel”: 200"},
    ),
    District(
        "power",
        ((-1, 299), (30, 310)),
        (1.5, 303.5),
        {"ru": "не хватает энергии", "en": "is short of power"},
    ),
    District(
        "bottleneck",
        GEARS,
        (21.5, 23.5),
        {"ru": "1 из 16 машин стоит с полным выходом", "en": "1 of 16 machines stands still with full output"},
    ),
    District(
        "defence",
        ((599, -1), (620, 10)),
        (613.5, 1.5),
        {"ru": "нет ни одной заряженной турели", "en": "No loaded turret covers this side"},
    ),
    District(
        "trains",
        ((300, 0), (306, 42)),
        (301, 20),
        {"ru": "едет на станцию «Smeltre», а её нет", "en": "station “Smeltre”"},
    ),
    District("circuits", ((0, 100), (15, 110)), (5.5, 102), {"ru": ": A = A × −2.", "en": ": A = A × −2."}),
    District(
        "starter",
        ((400, 620), (410, 634)),
        (405, 627.5),
        {"ru": "10×13 кл", "en": "the largest rectangle is 10×13"},
    ),
    District(
        "forecast",
        ((-2, 598), (30, 630)),
        (150, 600),
        {"ru": "загрязнение дойдёт до", "en": "Pollution reaches"},
    ),
)
"""One for each mode. The places are those of what `build` puts there: the first starved machine, the full one, the
chest that asks, the first machine on half power, the machine nearest to the nest, the train, the combinator, the nest;
for the starter base the middle of the ground that a chest leaves."""


def build(world: World) -> None:
    """Every district."""
    gear_factory(world, at=(20, 20))
    brown_out(world, at=(0, 300))
    logistic_base(world, at=(200, 0))
    _circuit(world, 0, 100)
    _railway(world, 300, 0)
    _outpost(world, 600, 0)
    _foundry(world, 0, 600)
    place(world.nauvis, "steel-chest", 409.5, 620.5)


def _circuit(world: World, left: int, top: int) -> None:
    """A constant of 7 through «A × −2» into a lamp."""
    ground = world.nauvis
    constant = place(ground, "constant-combinator", left + 1.5, top + 1.5)
    slot = SIGNAL | {"index": 1, "quality": "normal", "comparator": "=", "count": 7}
    constant.settings = {"sections": {"sections": [{"index": 1, "filters": [slot]}]}, "is_on": True}
    arithmetic = place(ground, "arithmetic-combinator", left + 5.5, top + 2)
    arithmetic.settings = {
        "arithmetic_conditions": {
            "first_signal": SIGNAL,
            "operation": "*",
            "second_constant": -2,
            "output_signal": SIGNAL,
        }
    }
    constant.join("circuit_red", arithmetic.number, "combinator_input_red")
    place(ground, "medium-electric-pole", left + 8.5, top + 4.5).power_said = {"supply_w": 1e6}


def _railway(world: World, left: int, top: int) -> None:
    """A train whose schedule misspells its station."""
    ground = world.nauvis
    for y in range(1, 40, 2):
        place(ground, "straight-rail", left + 1, top + y)
    stop = place(ground, "train-stop", left + 3, top + 5)
    stop.backer_name = "Smelter"
    engine = place(ground, "locomotive", left + 1, top + 20)
    fill(engine, {"fuel": [("coal", 12)]})
    train = engine.train
    assert train is not None
    train.manual_mode = False
    train.schedule = {"current": 1, "records": [{"station": "Smeltre", "wait_conditions": [{"type": "full"}]}]}
    train.state = "no_path"


def _outpost(world: World, left: int, top: int) -> None:
    """Machines that no turret covers, a chest with magazines, a nest to the east."""
    ground = world.nauvis
    for number in range(4):
        place(ground, "assembling-machine-1", left + 1.5 + 4 * number, top + 1.5)
    chest = place(ground, "steel-chest", left + 1.5, top + 5.5)
    fill(chest, {"chest": [("firearm-magazine", 400)]})
    nest(world, (left + 90, top), biters=3)


def _foundry(world: World, left: int, top: int) -> None:
    """Four boilers at work and a cloud over them."""
    for number in range(4):
        place(world.nauvis, "boiler", left + 4.5 + 4 * number, top + 4).status = "working"
    for chunk in range(3):
        world.nauvis.set_pollution({"x": left + chunk * 32 + 1, "y": top + 1}, 400)
    world.nauvis.pollution_statistics.set_rate("input", "boiler", 120.0)
    world.nauvis.pollution_statistics.set_input_count("boiler", 9000)
    nest(world, (left + 150, top), biters=3)
    world.forces["enemy"].set_evolution_factor(0.3, "nauvis")
