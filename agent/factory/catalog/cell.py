"""One machine with belts at its west and east side, its pipes open to north and south: a cell for recipes with fluids.

    ││ i┌───┐i│
    ││ l│ M │i│   i inserter, l long-handed one for the far belt, p pole
    ││ p└───┘p│

Belts run south. Up to two ingredients share the near belt, one lane each, and up to two the far one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.game.blueprint import Blueprint, BlueprintEntity, Wire
from agent.game.blueprint.model import POLE_COPPER
from agent.game.geometry import NORTH, SOUTH, WEST

if TYPE_CHECKING:
    from agent.game.gamedata import GameData
    from agent.game.prototypes import CraftingMachine, Recipe

SMALLEST = 3
MOST_SOLID = 4
NEAR = 2
FAR_X, NEAR_X, ARM_X, MACHINE_X = 0, 1, 2, 3
BELT, ARM, LONG_ARM, POLE = "transport-belt", "fast-inserter", "long-handed-inserter", "small-electric-pole"


def build_cell(recipe: Recipe, data: GameData) -> Blueprint | None:
    """Build the cell with the slowest machine that can stand in it; None where none can."""
    solid_in = [part.name for part in recipe.ingredients if not part.fluid]
    solid_out = [part.name for part in recipe.products if not part.fluid]
    machine = next((one for one in data.machines_for(recipe) if _fits(one, recipe)), None)
    if (
        machine is None
        or len(solid_in) > MOST_SOLID
        or any(n not in data.entities for n in (BELT, ARM, LONG_ARM, POLE))
    ):
        return None
    size = machine.tiles[0]
    draft: list[tuple[str, float, float, int]] = []
    if solid_in:
        draft += [(BELT, NEAR_X + 0.5, y + 0.5, SOUTH) for y in range(size)]
        draft.append((ARM, ARM_X + 0.5, 0.5, WEST))
    if len(solid_in) > NEAR:
        draft += [(BELT, FAR_X + 0.5, y + 0.5, SOUTH) for y in range(size)]
        draft.append((LONG_ARM, ARM_X + 0.5, 1.5, WEST))
    if solid_out:
        draft += [(BELT, MACHINE_X + size + 1.5, y + 0.5, SOUTH) for y in range(size)]
        draft += [(ARM, MACHINE_X + size + 0.5, y + 0.5, WEST) for y in range(2)]
    draft += [(POLE, x + 0.5, size - 0.5, NORTH) for x in (ARM_X, MACHINE_X + size)]
    body = BlueprintEntity(1, machine.name, MACHINE_X + size / 2, size / 2, NORTH, recipe=_recipe(machine, recipe))
    others = [BlueprintEntity(n, name, x, y, turn) for n, (name, x, y, turn) in enumerate(draft, 2)]
    icon = (solid_out or [product.name for product in recipe.products])[0]
    kind = "item" if solid_out else "fluid"
    wire = Wire(len(others), POLE_COPPER, len(others) + 1, POLE_COPPER)
    return Blueprint(recipe.name, (2, 0, 0), (body, *others), (wire,), icons=((kind, icon),))


def _recipe(machine: CraftingMachine, recipe: Recipe) -> str | None:
    return None if machine.type == "furnace" or machine.fixed_recipe else recipe.name


def _fits(machine: CraftingMachine, recipe: Recipe) -> bool:
    """Tell whether a machine is square, electric, and has an opening for each fluid."""
    if machine.type == "rocket-silo" or machine.tiles[0] != machine.tiles[1] or machine.tiles[0] < SMALLEST:
        return False
    if machine.power.source not in ("electric", "burner") or (machine.fixed_recipe or recipe.name) != recipe.name:
        return False
    ways = ("input-output",)
    ins = sum(pipe.flow in ("input", *ways) for pipe in machine.pipes)
    outs = sum(pipe.flow in ("output", *ways) for pipe in machine.pipes)
    return sum(i.fluid for i in recipe.ingredients) <= ins and sum(p.fluid for p in recipe.products) <= outs
