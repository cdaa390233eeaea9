"""Which turrets, and how many, a new post needs: those that can be built and kill what comes in time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.analysis.combat.firepower import SLOW_KILL_S, gun_of, seconds_for
from agent.contract import SnapshotEntity, SnapshotInventory, SnapshotStack
from agent.game.combat import Turret

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from agent.analysis.combat.firepower import Gun
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData

KINDS = ("gun-turret", "laser-turret")
"""What a post is drawn for: turrets that take ammunition from a belt, or power alone."""
PLAIN_AMMO = "firearm-magazine"
MOST = 12
TOO_SLOW_S = 120
"""What shoots longer than this at a wave does not stop it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """So many turrets of a kind with an ammunition, and how long they take for the enemies they are for."""

    gun: Gun
    number: int
    seconds: Fraction

    @property
    def turret(self) -> str:
        """Return the turret's name."""
        return self.gun.entity.name

    @property
    def ammo(self) -> str | None:
        """Return what it shoots; None for turrets that take power alone."""
        return self.gun.ammo


def choose_turrets(snapshot: Snapshot, units: Mapping[str, Fraction], data: GameData) -> Choice | None:
    """Return the fewest turrets that kill units in time, else the quickest of ``MOST``; None where that is too slow."""
    found: list[Choice] = []
    for gun in _candidates(snapshot, data):
        for number in range(1, MOST + 1):
            seconds = seconds_for(units, [gun] * number, data)
            if seconds is not None and (seconds <= SLOW_KILL_S or (number == MOST and seconds <= TOO_SLOW_S)):
                found.append(Choice(gun, number, seconds))
                break
    return min(found, key=lambda choice: (choice.number, choice.seconds), default=None)


def first_technology(snapshot: Snapshot, data: GameData) -> str | None:
    """Return the technology of the plainest turret of a post while none of KINDS is researched, else None."""
    if any(_researched(name, snapshot, data) for name in KINDS):
        return None
    return next((lock for name in KINDS if (lock := data.technology_unlocking(name)) is not None), None)


def _candidates(snapshot: Snapshot, data: GameData) -> Iterator[Gun]:
    """Yield turrets that are researched, each with every ammunition that is at hand; lasers where there is power."""
    stock = _ammunition(snapshot, data)
    for name in KINDS:
        turret = data.entities.get(name)
        if not isinstance(turret, Turret) or turret.attack is None or not _researched(name, snapshot, data):
            continue
        if turret.type == "electric-turret":
            if snapshot.electric_networks:
                yield from _one(turret, None, snapshot, data)
            continue
        for item in sorted(stock, key=lambda each: (-stock[each], each)):
            ammo = data.items[item].ammo
            if ammo is not None and ammo.category in turret.attack.ammo_categories:
                yield from _one(turret, item, snapshot, data)


def _one(turret: Turret, ammo: str | None, snapshot: Snapshot, data: GameData) -> Iterator[Gun]:
    """Yield a turret as it would stand: loaded, with the bonuses that are researched."""
    held = (SnapshotInventory("turret_ammo", 1, 0, (SnapshotStack(ammo, 1),)),) if ammo is not None else ()
    gun = gun_of(
        SnapshotEntity(turret.type, turret.name, 0.0, 0.0, status="working", inventories=held), snapshot.bonuses, data
    )
    if gun is not None and gun.shots_per_s and gun.raw:
        yield gun


def _ammunition(snapshot: Snapshot, data: GameData) -> Counter[str]:
    """Count the ammunition in turrets and chests; the plainest may be made from the start."""
    found: Counter[str] = Counter()
    if PLAIN_AMMO in data.items and data.items[PLAIN_AMMO].ammo is not None:
        found[PLAIN_AMMO] = 0
    for entity in snapshot.entities:
        for inventory in () if entity.ghost else entity.inventories:
            for stack in inventory.items:
                item = data.items.get(stack.name)
                if item is not None and item.ammo is not None:
                    found[stack.name] += stack.count
    return found


def _researched(name: str, snapshot: Snapshot, data: GameData) -> bool:
    recipe = data.recipes.get(name)
    if recipe is None:
        return False
    return recipe.enabled_at_start or data.technology_unlocking(name) in snapshot.researched
