"""Names a player typed, checked against the data, with the nearest known ones."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from agent.errors import UsageError
from agent.factory.requirements.options import ANY_PLACE
from agent.factory.requirements.setups import BEACON, MINING
from agent.game.prototypes import Beacon, Belt, Boiler, CraftingMachine, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.factory.requirements.options import BeaconGroup, Question
    from agent.game.effects import ModuleStack
    from agent.game.gamedata import GameData

NEAR = 3


def check_names(question: Question, data: GameData) -> None:
    """Check every name of a question.

    Raises:
        UsageError: ``requirements-unknown-…`` with the nearest known names.
    """
    options = question.options
    things = [*data.items, *data.fluids]
    categories = {category for recipe in data.recipes.values() for category in recipe.categories}
    mined = {*data.resources, *(resource.category for resource in data.resources.values()), MINING}
    work = [*data.recipes, *categories, *mined, "steam", "rocket-launch"]
    machines = [name for name, e in data.entities.items() if isinstance(e, CraftingMachine | MiningDrill | Boiler)]
    _known("item", [t.name for t in question.targets], things, data)
    _known("item", [*question.limits, *options.supplied, *options.recipes], things, data)
    _known("recipe", [name for names in options.recipes.values() for name in names], work, data)
    _known("recipe", [*question.given, *options.machines, *options.productivity], work, data)
    _known("recipe", [*options.disabled, *options.enabled], [*work, *_spoiling(data)], data)
    _known("machine", [*options.machines.values(), *options.preferred], machines, data)
    _known("fuel", options.fuels or (), [i.name for i in data.items.values() if i.fuel_j], data)
    _known("belt", [options.belt], [n for n, e in data.entities.items() if isinstance(e, Belt)], data)
    _known("place", [options.place] if options.place else [], [*data.sources, ANY_PLACE], data)
    qualities = [options.quality.default, *options.quality.named.values()]
    places = [*work, *machines, BEACON]
    _known("recipe", options.quality.named, places, data)
    _known("recipe", [*options.modules.named, *options.beacons.named], places, data)
    groups = [*options.beacons.default, *(g for found in options.beacons.named.values() for g in found)]
    stacks = [*options.modules.default, *(s for found in options.modules.named.values() for s in found)]
    _check_modules(groups, stacks, qualities, data)


def _check_modules(
    groups: Iterable[BeaconGroup], stacks: Iterable[ModuleStack], qualities: Iterable[str], data: GameData
) -> None:
    groups = list(groups)
    stacks = [*stacks, *(stack for group in groups for stack in group.modules)]
    _known("beacon", [g.beacon for g in groups], [n for n, e in data.entities.items() if isinstance(e, Beacon)], data)
    _known("module", [s.name for s in stacks], [i.name for i in data.items.values() if i.effect is not None], data)
    _known("quality", [*qualities, *(s.quality for s in stacks)], data.qualities, data)


def _spoiling(data: GameData) -> Iterable[str]:
    return (f"{item.name}-{item.spoiled}" for item in data.items.values() if item.spoiled)


def _known(kind: str, names: Iterable[str], known: Iterable[str], data: GameData) -> None:
    choices = set(known)
    for name in names:
        if name not in choices:
            near = ", ".join(get_close_matches(name, sorted(choices), NEAR))
            code = f"requirements-unknown-{kind}"
            raise UsageError(code if near else f"{code}-far", name=name, near=near, data_set=data.label)
