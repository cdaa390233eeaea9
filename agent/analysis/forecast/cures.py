"""What would lower the pollution, computed: efficiency modules in free slots, solar panels instead of boilers."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.power.grid import day_of, solar_factor
from agent.analysis.sums import total
from agent.game.effects import ModuleStack
from agent.game.machinery import SolarPanel
from agent.game.prototypes import Boiler, CraftingMachine, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.analysis.combat.waves import Chunk
    from agent.analysis.forecast.emission import Emitter
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Item

PANEL, STORE = "solar-panel", "accumulator"


@dataclass(frozen=True, slots=True)
class Cure:
    """One way to emit less: what is saved a minute in which chunk, and what it takes, by name."""

    kind: str
    saved_by_chunk: Mapping[Chunk, Fraction]
    takes: Mapping[str, int]
    researched: bool = True
    load_w: Fraction = field(default=Fraction(0))

    @property
    def saved_per_min(self) -> Fraction:
        """Return what it saves in all."""
        return sum(self.saved_by_chunk.values(), Fraction(0))


def cures(snapshot: Snapshot, found: Sequence[Emitter], data: GameData) -> tuple[Cure, ...]:
    """Return the ways that help at all, the one that saves most first."""
    ways = (_modules(snapshot, found, data), _solar(snapshot, found, data))
    return tuple(sorted((way for way in ways if way is not None), key=lambda way: -way.saved_per_min))


def _modules(snapshot: Snapshot, found: Sequence[Emitter], data: GameData) -> Cure | None:
    """Fill the free slots of machines that emit with the best efficiency module that is researched."""
    module, researched = _efficiency_module(snapshot, data)
    if module is None:
        return None
    saved: dict[Chunk, list[Fraction]] = defaultdict(list)
    placed = 0
    alike: dict[tuple[object, ...], tuple[int, Fraction]] = {}
    for emitter in found:
        if emitter.machine is None or emitter.now_per_min <= 0:
            continue
        # Alike machines share a bonus, and so what modules would do to them.
        kind = emitter.entity.name, emitter.machine.recipe, id(emitter.bonus)
        if kind not in alike:
            free = _free_slots(emitter, data)
            left = emitter.left_with((ModuleStack(module.name, free),), data) if free else Fraction(1)
            alike[kind] = free, 1 - left
        free, less = alike[kind]
        if less > 0:
            saved[emitter.chunk].append(emitter.now_per_min * less)
            placed += free
    return Cure("modules", _summed(saved), {module.name: placed}, researched) if placed else None


def _summed(listed: Mapping[Chunk, list[Fraction]]) -> dict[Chunk, Fraction]:
    return {chunk: total(values) for chunk, values in listed.items()}


def _free_slots(emitter: Emitter, data: GameData) -> int:
    prototype = data.entities.get(emitter.entity.name)
    if emitter.machine is None or not isinstance(prototype, (CraftingMachine, MiningDrill)):
        return 0
    receiver = prototype.effects
    recipe = data.recipes.get(emitter.machine.recipe or "")
    allowed = receiver.allowed if recipe is None else receiver.allowed & recipe.allowed_effects
    if not receiver.uses_modules or "consumption" not in allowed:
        return 0
    return max(receiver.slots - sum(stack.count for stack in emitter.machine.modules), 0)


def _efficiency_module(snapshot: Snapshot, data: GameData) -> tuple[Item | None, bool]:
    """Return the strongest that may be made, else the weakest there is, and whether it may be made."""
    known = [item for item in data.items.values() if item.effect and set(item.effect) == {"consumption"}]
    saving = sorted(
        (i for i in known if (i.effect or {})["consumption"] < 0), key=lambda i: (i.effect or {})["consumption"]
    )
    if not saving:
        return None, False
    may = [item for item in saving if _may_make(item.name, snapshot, data)]
    return (may[0], True) if may else (saving[-1], False)


def _may_make(name: str, snapshot: Snapshot, data: GameData) -> bool:
    recipe = data.recipes.get(name)
    if recipe is None:
        return False
    return recipe.enabled_at_start or data.technology_unlocking(name) in snapshot.researched


def _solar(snapshot: Snapshot, found: Sequence[Emitter], data: GameData) -> Cure | None:
    """Put panels and accumulators in the place of boilers: panels by their mean over the day, a store for the night."""
    day = day_of(snapshot.surface)
    panel, store = data.entities.get(PANEL), data.entities.get(STORE)
    saved: dict[Chunk, list[Fraction]] = defaultdict(list)
    loads: list[Fraction] = []
    for emitter in found:
        boiler = data.entities.get(emitter.entity.name)
        if isinstance(boiler, Boiler) and emitter.now_per_min > 0:
            saved[emitter.chunk].append(emitter.now_per_min)
            loads.append(boiler.power.use_w * emitter.now_per_min / emitter.full_per_min)
    load = total(loads)
    if not load or day is None or not isinstance(panel, SolarPanel) or store is None or not store.power.buffer_j:
        return None
    full = panel.power.give_w * solar_factor(snapshot.surface, data)
    if not full * day.mean:
        return None
    panels = math.ceil(load / (full * day.mean))
    missing = day.seconds_missing(load / (full * panels)) * full * panels
    takes = {PANEL: panels, STORE: math.ceil(missing / store.power.buffer_j)}
    return Cure(
        "solar", _summed(saved), takes, _may_make(PANEL, snapshot, data) and _may_make(STORE, snapshot, data), load
    )
