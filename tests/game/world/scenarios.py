"""Ready-made worlds: small factories in the states that players ask about.

Each builder takes a world with nothing in its way and returns what a test wants to point at. Positions are tile
coordinates of the upper left corner, `at`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.game.errors import FaultError

if TYPE_CHECKING:
    from tests.game.world.entity import LuaEntity
    from tests.game.world.geometry import Box, Value
    from tests.game.world.surface import LuaSurface
    from tests.game.world.world import World

CELL = 3
"""Tiles from one assembling machine to the next."""
ROWS = 9
"""Tiles from one row of machines to the next: output belt, inserters, machines, inserters, input belt, a way."""
POLE_EVERY = 2
"""A medium pole serves seven tiles: one for two machines."""


@dataclass(slots=True)
class Factory:
    """What a builder built."""

    surface: LuaSurface
    at: tuple[int, int]
    machines: list[LuaEntity] = field(default_factory=list)
    inserters: list[LuaEntity] = field(default_factory=list)
    belts: list[LuaEntity] = field(default_factory=list)
    poles: list[LuaEntity] = field(default_factory=list)
    others: list[LuaEntity] = field(default_factory=list)
    ghosts: list[LuaEntity] = field(default_factory=list)

    @property
    def entities(self) -> list[LuaEntity]:
        """Everything that was built, by number."""
        every = [*self.machines, *self.inserters, *self.belts, *self.poles, *self.others, *self.ghosts]
        return sorted(every, key=lambda entity: entity.number)

    @property
    def area(self) -> Box:
        """The box of tiles around everything."""
        boxes = [entity.collision for entity in self.entities]
        return (
            float(min(box[0] for box in boxes) // 1),
            float(min(box[1] for box in boxes) // 1),
            float(-(-max(box[2] for box in boxes) // 1)),
            float(-(-max(box[3] for box in boxes) // 1)),
        )


def place(surface: LuaSurface, name: str, x: float, y: float, **more: Value) -> LuaEntity:
    """An entity of the player's force; what cannot be made is a mistake of the scenario."""
    made = surface.create_entity(**{"name": name, "position": {"x": x, "y": y}, "force": "player", **more})
    if made is None:
        raise FaultError(f"{name} was not made")
    return made


def machine_row(
    surface: LuaSurface,
    at: tuple[int, int],
    machines: int,
    recipe: str = "iron-gear-wheel",
    machine: str = "assembling-machine-2",
) -> Factory:
    """A row of machines: input belt above, output belt below, an inserter each way, poles between the inserters."""
    left, top = at
    built = Factory(surface, at)
    for column in range(machines * CELL):
        built.belts.append(place(surface, "transport-belt", left + column + 0.5, top + 0.5, direction="east"))
        built.belts.append(place(surface, "transport-belt", left + column + 0.5, top + 6.5, direction="east"))
    for number in range(machines):
        middle = left + number * CELL + 1.5
        made = place(surface, machine, middle, top + 3.5, recipe=recipe)
        made.status = "working"
        built.machines.append(made)
        # An inserter takes from the side it faces: the upper one faces the input belt, the lower one the machine.
        for y in (top + 1.5, top + 5.5):
            built.inserters.append(place(surface, "inserter", middle, y, direction="north"))
        if number % POLE_EVERY == 0:
            built.poles += [place(surface, "medium-electric-pole", middle + 1, top + y) for y in (1.5, 5.5)]
    return built


def rows(surface: LuaSurface, at: tuple[int, int], machines: int, per_row: int, **more: Value) -> Factory:
    """Several rows below each other; their poles are near enough to join."""
    whole = Factory(surface, at)
    for start in range(0, machines, per_row):
        count = min(per_row, machines - start)
        part = machine_row(surface, (at[0], at[1] + start // per_row * ROWS), count, **more)
        for kind in ("machines", "inserters", "belts", "poles"):
            getattr(whole, kind).extend(getattr(part, kind))
    return whole


def supply(factory: Factory, supply_w: float, demand_w: float | None = None) -> None:
    """Says what the factory's network gets; the demand follows from the machines unless it is said too."""
    factory.poles[0].power_said = {"supply_w": supply_w, "demand_w": demand_w}


def gear_factory(world: World, machines: int = 16, at: tuple[int, int] = (0, 0), surface: str = "nauvis") -> Factory:
    """A running factory for gears, 200 entities with the default 16 machines in two rows.

    Module requests, beacons, chests, a lamp, a speaker, a combinator and a radar are there too; two machines are
    starved and one is full, so that there is something to find.
    """
    ground = world.surface_of(surface)
    whole = rows(ground, at, machines, (machines + 1) // 2)
    left, top = at
    right = left + (machines + 1) // 2 * CELL + 1
    for number, machine in enumerate(whole.machines):
        machine.crafting_progress_said = (number % 10) / 10
        machine.finished = 100 + number
        fill(machine, {"crafter_input": [("iron-plate", 4)], "crafter_output": [("iron-gear-wheel", 2)]})
    for machine in whole.machines[-2:]:
        machine.status = "item_ingredient_shortage"
        fill(machine, {"crafter_input": [], "crafter_output": []})
    whole.machines[0].status = "full_output"
    fill(whole.machines[1], {"crafter_modules": [("speed-module", 1), ("productivity-module", 1)]})
    for row in range(2):
        beacon = place(ground, "beacon", right + 1.5, top + row * ROWS + 3.5)
        fill(beacon, {"beacon_modules": [("speed-module", 1), ("speed-module", 1)]})
        whole.others.append(beacon)
        chest = place(ground, "steel-chest", right + 0.5, top + row * ROWS + 6.5)
        fill(chest, {"chest": [("iron-gear-wheel", 480)]})
        whole.others.append(chest)
        whole.poles.append(place(ground, "medium-electric-pole", right + 0.5, top + row * ROWS + 1.5))
    whole.others += [
        place(ground, "small-lamp", right + 3.5, top + 0.5),
        place(ground, "programmable-speaker", right + 3.5, top + 1.5),
        place(ground, "constant-combinator", right + 3.5, top + 7.5),
        place(ground, "iron-chest", right + 4.5, top + 7.5),
    ]
    combinator, chest = whole.others[-2:]
    gear = {"index": 1, "type": "item", "name": "iron-gear-wheel", "quality": "normal", "comparator": "=", "count": 500}
    combinator.settings = {"sections": {"sections": [{"index": 1, "filters": [gear]}]}}
    combinator.join("circuit_red", chest.number, "circuit_red")
    _round_up(whole, machines, right, top)
    for belt in whole.belts[::2]:
        belt.lines = {lane: [("iron-plate", "normal")] * 4 for lane in ("left_line", "right_line")}
    supply(whole, 10e6)
    flow = whole.machines[0].force.get_item_production_statistics(ground)
    flow.set_rate("input", "iron-gear-wheel", 60.0 * 0.75 / 0.5 * (machines - 3))
    flow.set_rate("output", "iron-plate", 120.0 * 0.75 / 0.5 * (machines - 3))
    flow.set_input_count("iron-gear-wheel", 12_000)
    flow.set_output_count("iron-plate", 24_000)
    return whole


DEFAULT_MACHINES = 16
ENTITIES = 200


def _round_up(whole: Factory, machines: int, right: int, top: int) -> None:
    """Lays belts beside the default factory until it has 200 entities."""
    missing = ENTITIES - len(whole.entities) if machines == DEFAULT_MACHINES else 0
    for number in range(missing):
        x, y = right + 6.5 + number % 8, top + 0.5 + number // 8
        whole.belts.append(place(whole.surface, "transport-belt", x, y, direction="south"))


def fill(entity: LuaEntity, contents: dict[str, list[tuple[str, int]]]) -> None:
    """Sets what an entity's inventories hold."""
    for name, items in contents.items():
        inventory = entity.get_inventory(name)
        if inventory is None:
            raise FaultError(f"{entity.name} has no {name}")
        inventory.clear()
        for item, count in items:
            if inventory.insert({"name": item, "count": count}) != count:
                raise FaultError(f"{count} {item} do not fit into {name} of {entity.name}")


def brown_out(world: World, machines: int = 6, at: tuple[int, int] = (0, 0), satisfaction: float = 0.5) -> Factory:
    """Machines on one steam engine's worth of too little: the network meets only a part of its demand."""
    built = rows(world.nauvis, at, machines, machines)
    network = built.poles[0].networks[0]
    supply(built, network.demand_w * satisfaction, network.demand_w)
    return built


def blackout(world: World, machines: int = 4, at: tuple[int, int] = (0, 0)) -> Factory:
    """Machines on a network that gets nothing."""
    built = rows(world.nauvis, at, machines, machines)
    supply(built, 0.0)
    return built


def starved_chain(world: World, at: tuple[int, int] = (0, 0)) -> dict[str, Factory]:
    """Copper cable feeds circuits: the cable machines stand still for want of copper, so the circuits do too."""
    left, top = at
    cable = machine_row(world.nauvis, (left, top), 2, "copper-cable")
    circuits = machine_row(world.nauvis, (left, top + ROWS), 2, "electronic-circuit")
    for machine in (*cable.machines, *circuits.machines):
        machine.status = "item_ingredient_shortage"
    for machine in circuits.machines:
        fill(machine, {"crafter_input": [("iron-plate", 2)]})
    supply(cable, 5e6)
    return {"cable": cable, "circuits": circuits}


def ghosts(world: World, count: int = 4, at: tuple[int, int] = (0, 0)) -> Factory:
    """Ghosts of machines that ask for modules, and a marked chest."""
    built = Factory(world.nauvis, at)
    for number in range(count):
        ghost = place(
            world.nauvis,
            "entity-ghost",
            at[0] + number * CELL + 1.5,
            at[1] + 1.5,
            inner_name="assembling-machine-2",
            recipe="iron-gear-wheel",
        )
        stack = {"inventory": "crafter_modules", "stack": 0}
        ghost.requests = [{"id": {"name": "speed-module"}, "items": {"in_inventory": [stack]}}]
        built.ghosts.append(ghost)
    chest = place(world.nauvis, "wooden-chest", at[0] + 0.5, at[1] + 5.5)
    chest.order_deconstruction("player")
    built.others.append(chest)
    return built


def field_with_obstacle(world: World, at: tuple[float, float] = (5.5, 5.5), obstacle: str = "steel-chest") -> LuaEntity:
    """An empty field with one thing in the way."""
    force = "neutral" if obstacle in {"tree-01", "big-rock", "huge-rock"} else "player"
    return place(world.nauvis, obstacle, at[0], at[1], force=force)


def ore_patch(
    world: World,
    at: tuple[int, int] = (0, 0),
    size: int = 8,
    ore: str = "iron-ore",
    amount: int = 500,
) -> list[LuaEntity]:
    """A square of ore."""
    return [
        place(world.nauvis, ore, at[0] + x + 0.5, at[1] + y + 0.5, force="neutral", amount=amount)
        for y in range(size)
        for x in range(size)
    ]


def lake(world: World, at: tuple[int, int], size: int = 4) -> None:
    """A square of water."""
    world.nauvis.set_tiles(
        [{"name": "water", "position": {"x": at[0] + x, "y": at[1] + y}} for x in range(size) for y in range(size)],
    )


def nest(world: World, at: tuple[int, int], biters: int = 5) -> list[LuaEntity]:
    """A spawner with biters around it."""
    biter_places = [(at[0] + 4 + number, at[1] + 4) for number in range(biters)]
    spawner = place(world.nauvis, "biter-spawner", at[0], at[1], force="enemy")
    return [spawner, *(place(world.nauvis, "small-biter", x, y, force="enemy") for x, y in biter_places)]


def logistic_base(world: World, at: tuple[int, int] = (0, 0)) -> dict[str, LuaEntity]:
    """A roboport with robots, a full provider, a storage chest and a requester that waits for more than there is."""
    left, top = at
    ground = world.nauvis
    made = {
        "roboport": place(ground, "roboport", left + 2, top + 2),
        "provider": place(ground, "passive-provider-chest", left + 6.5, top + 0.5),
        "storage": place(ground, "storage-chest", left + 7.5, top + 0.5),
        "requester": place(ground, "requester-chest", left + 8.5, top + 0.5),
        "pole": place(ground, "medium-electric-pole", left + 5.5, top + 0.5),
    }
    fill(made["roboport"], {"roboport_robot": [("logistic-robot", 20), ("construction-robot", 10)]})
    fill(made["provider"], {"chest": [("iron-plate", 400)]})
    request = {
        "index": 1,
        "type": "item",
        "name": "iron-gear-wheel",
        "quality": "normal",
        "comparator": "=",
        "count": 200,
    }
    made["requester"].settings = {"sections": {"sections": [{"index": 1, "filters": [request]}]}}
    made["pole"].power_said = {"supply_w": 10e6}
    return made
