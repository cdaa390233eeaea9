"""``prototypes-<modset>.json``: recipes and machines of the running mod set, once per set.

Names are the game's internal ones; ``localised`` holds what the player's language calls them. Times are seconds,
energy watts, boxes tiles.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from agent.contract.base import Adler32, Document, Strict
from agent.contract.parts import ShortText

Box = tuple[tuple[float, float], tuple[float, float]]


class ExportedAmount(Strict):
    """An ingredient or a product; ``amount`` is the expected value of products with chance or range."""

    type: Literal["item", "fluid"]
    name: ShortText
    amount: Annotated[float, Field(ge=0)]
    ignored_by_productivity: Annotated[float, Field(ge=0)] = 0
    temperature: float | None = None


class ExportedRecipe(Strict):
    """One recipe; a 2.1 recipe may have several categories."""

    name: ShortText
    categories: tuple[str, ...]
    energy_s: Annotated[float, Field(gt=0)]
    ingredients: tuple[ExportedAmount, ...]
    products: tuple[ExportedAmount, ...]
    enabled: bool = True
    hidden: bool = False
    maximum_productivity: float | None = None


class ExportedEntity(Strict):
    """One entity prototype that can matter to a computation."""

    name: ShortText
    type: ShortText
    collision_box: Box
    crafting_speed: float | None = None
    crafting_categories: tuple[str, ...] = ()
    module_slots: int = 0
    energy_w: float | None = None
    drain_w: float | None = None
    belt_items_per_s: float | None = None
    supply_radius: float | None = None
    wire_reach: float | None = None
    base_productivity: float = 0
    items_to_place: tuple[str, ...] = ()


class Prototypes(Document):
    """The export itself."""

    kind: Literal["prototypes"]
    modset: Adler32
    game_version: ShortText
    recipes: tuple[ExportedRecipe, ...]
    entities: tuple[ExportedEntity, ...]
    localised: dict[str, dict[str, str]] = Field(default_factory=dict)
