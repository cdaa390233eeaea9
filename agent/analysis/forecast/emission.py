"""What the entities of a snapshot emit: at full work, and at the work they do now.

Rules (wiki: Pollution, Modules): an entity emits in proportion to the energy it uses, times one plus the pollution
effect of its modules, times the factor of its recipe; one that waits emits nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.combat.waves import chunk_of
from agent.analysis.from_snapshot import exact, factory_of_snapshot
from agent.analysis.measured import earlier_of, measured
from agent.analysis.statuses import BY_STATUS, State
from agent.game.effects import Bonus, ModuleStack, total_bonus
from agent.game.machinery import AgriculturalTower, Generator
from agent.game.prototypes import Boiler, CraftingMachine, Lab, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.analysis.combat.waves import Chunk
    from agent.analysis.rates import FactoryRates
    from agent.analysis.view import Factory, Machine
    from agent.contract import Snapshot, SnapshotEntity
    from agent.game.gamedata import GameData

PLAIN = Bonus()
MODULAR = (CraftingMachine, MiningDrill, Lab)


@dataclass(frozen=True, slots=True)
class Emitter:
    """One entity that emits, in pollution a minute; negative for one that takes it up (biochamber).

    ``now_per_min`` is what it emits at the work it does now. ``bonus`` and ``machine`` are told of machines that take
    modules; alike machines share one bonus.
    """

    entity: SnapshotEntity
    full_per_min: Fraction
    now_per_min: Fraction
    bonus: Bonus = PLAIN
    machine: Machine | None = None

    @property
    def chunk(self) -> Chunk:
        """Return the chunk that it pollutes."""
        return chunk_of(self.entity.x, self.entity.y)

    def left_with(self, modules: Sequence[ModuleStack], data: GameData) -> Fraction:
        """Return the part of its emission that more modules in it would leave, its work being the same."""
        prototype = data.entities.get(self.entity.name)
        if not isinstance(prototype, MODULAR):
            return Fraction(1)
        more = total_bonus(replace(prototype, effects=replace(prototype.effects, base={})), modules, (), data)
        consumption, pollution = self.bonus.consumption + more.consumption, self.bonus.pollution + more.pollution
        with_them = replace(self.bonus, consumption=consumption, pollution=pollution)
        return with_them.emission_factor / self.bonus.emission_factor


def pollutant_of(snapshot: Snapshot, data: GameData) -> str | None:
    """Return what the air of a place takes up, None where there is no such thing (LuaSurface.pollutant_type).

    Snapshots of a place that the game says nothing of, and that the data know, go by the data.
    """
    surface = snapshot.surface
    if surface.pollutant is not None:
        return surface.pollutant
    known = data.sources.get(surface.planet or ("space-platform" if surface.platform else surface.name))
    return "pollution" if known is None else known.pollutant


def surface_per_min(snapshot: Snapshot) -> Fraction | None:
    """Return what the whole surface emits a minute by the game's statistics; None where they were not told."""
    flows = [flow for flow in snapshot.production if flow.kind == "pollution"]
    made = sum((exact(flow.made_10m or flow.made_1m) for flow in flows), Fraction(0))
    return made or None


def emitters(
    snapshot: Snapshot, earlier: Sequence[Snapshot], factory: Factory, rates: FactoryRates, pollutant: str
) -> tuple[Emitter, ...]:
    """Return the built entities of an area that emit; ``factory`` is the snapshot's, ``rates`` are those of it."""
    data = factory.data
    machines = {(m.part.x, m.part.y, m.part.name): m for m in factory.machines if not m.part.ghost}
    shares = _measured(snapshot, earlier, factory, rates)
    steam = _steam_load(snapshot, data)
    alike: dict[tuple[object, ...], tuple[Bonus, Fraction]] = {}
    found: list[Emitter] = []
    for entity in snapshot.entities:
        prototype = None if entity.ghost else data.entities.get(entity.name)
        base = None if prototype is None else prototype.power.pollution_per_min.get(pollutant)
        if prototype is None or not base:
            continue
        machine = machines.get((entity.x, entity.y, entity.name))
        work = _work(entity, machine, shares)
        if isinstance(prototype, Boiler) and steam is not None and work:
            work = steam
        if not isinstance(prototype, MODULAR) or machine is None:
            found.append(Emitter(entity, base, base * work))
            continue
        effect = tuple(sorted((entity.effect or {}).items()))
        kind = entity.name, machine.recipe, machine.modules, machine.beacons, effect
        if kind not in alike:
            recipe = data.recipes.get(machine.recipe or "")
            bonus = _reported(entity) or total_bonus(prototype, machine.modules, machine.beacons, data, recipe)
            factor = bonus.emission_factor * (recipe.pollution_multiplier if recipe is not None else 1)
            alike[kind] = bonus, base * factor
        bonus, full = alike[kind]
        found.append(Emitter(entity, full, full if work == 1 else full * work, bonus, machine))
    return (*found, *_harvest(snapshot, data))


def _reported(entity: SnapshotEntity) -> Bonus | None:
    """Return the effects on energy and pollution as the running game sums them; None where it did not say."""
    if entity.effect is None:
        return None
    return Bonus(
        consumption=exact(entity.effect.get("consumption", 0.0)), pollution=exact(entity.effect.get("pollution", 0.0))
    )


def _work(entity: SnapshotEntity, machine: Machine | None, shares: Mapping[str, Fraction]) -> Fraction:
    state = BY_STATUS.get(entity.status or "working", State.OTHER)
    if machine is not None and machine.recipe is not None and machine.recipe in shares:
        return shares[machine.recipe]
    if state is State.LOW_POWER:
        met = machine.satisfaction if machine is not None else None
        return Fraction(1) if met is None else met
    return Fraction(1 if state is State.WORKING else 0)


def _measured(
    snapshot: Snapshot, earlier: Sequence[Snapshot], factory: Factory, rates: FactoryRates
) -> dict[str, Fraction]:
    """Return by recipe the share of full work that was counted since an earlier snapshot; none without one."""
    older = [each for each in earlier if each.tick < snapshot.tick and each.surface.name == snapshot.surface.name]
    if not older:
        return {}
    past = (earlier_of(factory_of_snapshot(each, factory.data)) for each in older)
    shares = measured(rates.machines, factory, past)
    return {name: min(found.share, Fraction(1)) for name, found in shares.items() if found.minutes is not None}


def _steam_load(snapshot: Snapshot, data: GameData) -> Fraction | None:
    """Return the share of their full work that boilers do: what engines give over what the working boilers could heat.

    None where no statistics of an electric network tell it.
    """
    boilers = [
        (entity, known)
        for entity in snapshot.entities
        if not entity.ghost
        and isinstance(known := data.entities.get(entity.name), Boiler)
        and known.power.pollution_per_min
        and BY_STATUS.get(entity.status or "working") is State.WORKING
    ]
    if not boilers:
        return None
    hot = max(exact(known.target_temperature) for _, known in boilers)
    flows = [
        exact(flow.now_w)
        for network in snapshot.electric_networks
        for flow in network.flows
        if flow.side == "make"
        and isinstance(engine := data.entities.get(flow.name), Generator)
        and engine.maximum_temperature <= hot
    ]
    if not flows:
        return None
    could = sum((known.power.use_w for _, known in boilers), Fraction(0))
    return min(sum(flows, Fraction(0)) / could, Fraction(1)) if could else None


def _harvest(snapshot: Snapshot, data: GameData) -> Iterator[Emitter]:
    """Yield what harvesting emits at agricultural towers, as the statistics of the surface tell it.

    They tell it by plant for the whole surface; it is given to the towers of the area in equal parts.
    """
    towers = [
        entity
        for entity in snapshot.entities
        if not entity.ghost and isinstance(data.entities.get(entity.name), AgriculturalTower)
    ]
    made = sum(
        (
            exact(flow.made_10m or flow.made_1m)
            for flow in snapshot.production
            if flow.kind == "pollution"
            and (plant := data.plants.get(flow.name)) is not None
            and plant.harvest_emissions
        ),
        Fraction(0),
    )
    for tower in towers if made else ():
        yield Emitter(tower, made / len(towers), made / len(towers))
