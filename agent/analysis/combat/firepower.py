"""Turrets against units: damage after research and resistances, and how long a wave lasts.

Rules (wiki: Damage, Gun turret; LuaForce.get_ammo_damage_modifier, get_turret_attack_modifier): a shot's damage is the
ammunition's, times one plus the bonus of its category, times one plus the bonus of the turret; then the target's
resistance takes its fixed part and its percentage of the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.from_snapshot import exact
from agent.game.combat import TICKS_PER_S, Damage, Turret

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.contract import Bonuses, Snapshot, SnapshotEntity
    from agent.game.combat import Ammo, Enemy
    from agent.game.gamedata import GameData

TURRETS = frozenset({"ammo-turret", "electric-turret", "fluid-turret", "artillery-turret"})
AMMO_INVENTORIES = frozenset({"turret_ammo", "artillery_turret_ammo"})
DARK = frozenset({"no_power", "not_plugged_in_electric_network"})
SLOW_KILL_S = 15
"""A wave that stands before turrets longer than this reaches them."""
ENERGY_LEFT = Fraction(1, 10)
"""An electric turret with less than a tenth of its buffer stops shooting within a second."""


@dataclass(frozen=True, slots=True)
class Gun:
    """One turret as it stands: what it shoots, and how often; ``rounds`` are items of ammunition left.

    ``damages`` are those of one shot after research. ``loaded`` False: it cannot shoot now.
    """

    entity: SnapshotEntity
    range: Fraction
    shots_per_s: Fraction
    damages: tuple[Damage, ...]
    loaded: bool
    ammo: str | None = None
    rounds: int = 0
    shots_per_round: Fraction = Fraction(0)

    def against(self, enemy: Enemy) -> Fraction:
        """Return the damage of one shot that reaches an enemy."""
        found = Fraction(0)
        for damage in self.damages:
            resists = enemy.resistances.get(damage.type)
            found += damage.amount if resists is None else resists.taken(damage.amount)
        return found

    def per_s(self, enemy: Enemy) -> Fraction:
        """Return the damage a second against an enemy."""
        return self.against(enemy) * self.shots_per_s

    @property
    def raw(self) -> Fraction:
        """Return the damage of one shot before resistances."""
        return sum((damage.amount for damage in self.damages), Fraction(0))


def guns(snapshot: Snapshot, data: GameData) -> tuple[Gun, ...]:
    """Return the built turrets of a snapshot that the game data know."""
    return tuple(
        gun
        for entity in snapshot.entities
        if entity.type in TURRETS and not entity.ghost and (gun := gun_of(entity, snapshot.bonuses, data)) is not None
    )


def gun_of(entity: SnapshotEntity, bonuses: Bonuses | None, data: GameData) -> Gun | None:
    """Return a turret as it stands with its ammunition and the force's bonuses; None where the data do not know it."""
    known = data.entities.get(entity.name)
    if not isinstance(known, Turret) or known.attack is None:
        return None
    attack = known.attack
    rounds, ammo_name, ammo = _loaded_ammo(entity, data)
    category = ammo.category if ammo is not None else next(iter(attack.ammo_categories), "")
    factor = attack.damage_modifier * (1 + _bonus(bonuses.ammo_damage if bonuses else {}, category))
    factor *= 1 + _bonus(bonuses.turret_attack if bonuses else {}, entity.name)
    factor *= next((attack.fluids[fluid.name] for fluid in entity.fluids if fluid.name in attack.fluids), Fraction(1))
    source = (ammo.damage if ammo is not None else attack.damage) or ()
    cooldown = attack.cooldown_ticks * (ammo.cooldown_modifier if ammo is not None else 1)
    speed = 1 + _bonus(bonuses.shooting_speed if bonuses else {}, category)
    quality = data.qualities.get(entity.quality)
    reach = attack.range * (ammo.range_modifier if ammo is not None else 1)
    if quality is not None:
        reach *= 1 + Fraction(quality.level, 10)
    return Gun(
        entity,
        reach,
        TICKS_PER_S / cooldown * speed if cooldown else Fraction(0),
        tuple(Damage(damage.type, damage.amount * factor, damage.radius) for damage in source),
        loaded=_can_shoot(entity, rounds),
        ammo=ammo_name,
        rounds=rounds,
        shots_per_round=ammo.magazine_size if ammo is not None else Fraction(0),
    )


def _loaded_ammo(entity: SnapshotEntity, data: GameData) -> tuple[int, str | None, Ammo | None]:
    for inventory in entity.inventories:
        if inventory.inventory in AMMO_INVENTORIES:
            for stack in inventory.items:
                item = data.items.get(stack.name)
                if item is not None and item.ammo is not None:
                    return sum(each.count for each in inventory.items), stack.name, item.ammo
    return 0, None, None


def _can_shoot(entity: SnapshotEntity, rounds: int) -> bool:
    if entity.status in DARK:
        return False
    if entity.type in {"ammo-turret", "artillery-turret"}:
        return rounds > 0
    if entity.type == "fluid-turret":
        return any(fluid.amount > 1 for fluid in entity.fluids)
    if entity.energy_max_j and entity.energy_j is not None:
        return exact(entity.energy_j) >= ENERGY_LEFT * exact(entity.energy_max_j)
    return True


def _bonus(table: Mapping[str, float], name: str) -> Fraction:
    return exact(table.get(name, 0.0))


def seconds_for(units: Mapping[str, Fraction], turrets: Iterable[Gun], data: GameData) -> Fraction | None:
    """Return how long turrets that all reach a wave shoot at it, one after the other; None where they never kill it."""
    firing = [gun for gun in turrets if gun.loaded and gun.shots_per_s]
    total = Fraction(0)
    for name, number in units.items():
        enemy = data.enemies.get(name)
        if enemy is None:
            continue
        per_s = sum((gun.per_s(enemy) for gun in firing), Fraction(0)) - enemy.healing_per_tick * TICKS_PER_S
        if per_s <= 0:
            return None
        total += number * enemy.health / per_s
    return total


def rounds_for(units: Mapping[str, Fraction], gun: Gun, data: GameData) -> Fraction | None:
    """Return the items of its ammunition that a wave takes, each shot a hit; None for turrets without any."""
    if not gun.shots_per_round:
        return None
    shots = Fraction(0)
    for name, number in units.items():
        enemy = data.enemies.get(name)
        if enemy is not None and (hit := gun.against(enemy)):
            shots += number * -(-enemy.health // hit)
    return shots / gun.shots_per_round
