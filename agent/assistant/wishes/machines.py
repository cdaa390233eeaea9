"""Amounts by machines: «6 сборщиков на зелёные платы», "4 assembling machine 2 of gears", «три печи стали»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.game.effects import total_bonus
from agent.game.prototypes import CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.assistant.wishes.vocabulary import Found
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Recipe

_ASSEMBLER = r"assemblers?|assembling\s+machines?|сборщик\w{0,3}|сборочн\w+\s+(?:автомат\w{0,2}|машин\w{0,2})"
_FURNACE = r"furnaces?|smelters?|печ(?:ь|и|ей|ек|ам|ами|ки|ку)"
_PLANT = r"chem(?:ical)?\s+plants?|химзавод\w{0,2}|химическ\w+\s+завод\w{0,2}"
_ANY = r"machines?|автомат\w{0,2}|машин\w{0,2}"
_NOUN = re.compile(
    rf"(?:\b(?:on|with|in|на|из|в|по)\s+)?(?<![\w.,/-])(?P<count>\d{{1,3}})\s+(?:more\s+|ещ[её]\s+)?(?P<noun>{_ASSEMBLER}|{_FURNACE}|{_PLANT}|{_ANY})(?![\w-])",
    re.IGNORECASE,
)
_BEFORE_A_NAME = re.compile(r"(?:\b(?:on|with|in|на|из|в|по)\s+)?(?<![\w.,/-])(\d{1,3})\s+(?:more\s+|ещ[её]\s+)?$")
_BEHIND = re.compile(r"\s*(?:of|for|with|making|doing|on|на|под|для|с|по|делающ\w+)(?![\w-])\s*", re.IGNORECASE)
_PREFERRED = ("assembling-machine-2", "electric-furnace", "chemical-plant")
"""What is taken where only the kind is said: the best that base technology of the middle game gives."""
_PER_MIN = 60


@dataclass(frozen=True, slots=True)
class MachineAmount:
    """So many machines, by where it is written. ``named``: the machine was named, not only its kind."""

    start: int
    end: int
    count: int
    machine: str
    named: bool
    rate_per_min: Fraction


def machine_amount(text: str, found: Sequence[Found], data: GameData) -> MachineAmount | None:
    """Return the machines that measure what else is named; None where a text counts none, or nothing else is named."""
    for mention in found:
        count = _BEFORE_A_NAME.search(text[: mention.start])
        if count is not None and mention.how != "several" and machine_of(mention.names[0], data) is not None:
            others = [each for each in found if each is not mention]
            return _measured(text, count.start(), mention.end, int(count[1]), mention.names[0], others, data)
    noun = _NOUN.search(text)
    if noun is None:
        return None
    others = [each for each in found if not noun.start() <= each.start < noun.end()]
    return _measured(text, noun.start(), noun.end(), int(noun["count"]), None, others, data)


def _measured(
    text: str, start: int, end: int, count: int, named: str | None, others: Sequence[Found], data: GameData
) -> MachineAmount | None:
    if len(others) != 1 or others[0].how == "several" or not count:
        return None
    item = others[0].names[0]
    recipe = next((recipe for recipe in data.recipes_making(item) if not recipe.hidden), None)
    machine = None if recipe is None else _fitting(recipe, named, data)
    if recipe is None or machine is None:
        return None
    own = total_bonus(machine, (), (), data, recipe)
    free = own.productivity_for(recipe)
    made = sum((each.with_productivity(free) for each in recipe.products if each.name == item), Fraction(0))
    behind = _BEHIND.match(text, end)
    rate = count * machine.speed * own.speed_factor / recipe.time_s * made * _PER_MIN
    return MachineAmount(start, behind.end() if behind else end, count, machine.name, named is not None, rate)


def _fitting(recipe: Recipe, named: str | None, data: GameData) -> CraftingMachine | None:
    machines = data.machines_for(recipe)
    if named is not None:
        wanted = machine_of(named, data)
        return wanted if wanted in machines else None
    preferred = [machine for machine in machines if machine.name in _PREFERRED]
    return next(iter(preferred or machines), None)


def machine_of(name: str, data: GameData) -> CraftingMachine | None:
    """Return the crafting machine that an item builds, None if it builds none."""
    item = data.items.get(name)
    builds = data.entities.get(item.builds) if item is not None and item.builds else None
    return builds if isinstance(builds, CraftingMachine) else None
