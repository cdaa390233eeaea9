"""What the running game does not tell of its own things, from the bundled set nearest to it.

Game 2.0 tells no script what an inserter's arm draws, below what charge a roboport sends no robots, what a spawner
absorbs, and what streams and beams do to their target. A thing that the bundled set knows by the same name, and that is
otherwise the same as far as the game tells, has those figures from there. Anything else keeps them unknown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.game.combat import Attack, Spawner, Turret, Unit, Worm
from agent.game.machinery import Roboport
from agent.game.prototypes import Inserter

if TYPE_CHECKING:
    from agent.game.combat import Ammo, Enemy
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Entity, Item


def with_known(data: GameData, known: GameData) -> GameData:
    """Complete an export from a bundled set."""
    return replace(
        data,
        entities={name: _entity(entity, known.entities.get(name)) for name, entity in data.entities.items()},
        enemies={name: _enemy(enemy, known.enemies.get(name)) for name, enemy in data.enemies.items()},
        items={name: _item(item, known.items.get(name)) for name, item in data.items.items()},
    )


def _attack(told: Attack | None, same: Attack | None) -> Attack | None:
    if told is None or same is None or told.damage is not None:
        return told
    completed = replace(told, damage=same.damage)
    return completed if completed == same else told


def _ammo(told: Ammo | None, same: Ammo | None) -> Ammo | None:
    if told is None or same is None or told.damage is not None:
        return told
    completed = replace(told, damage=same.damage)
    return completed if completed == same else told


def _entity(entity: Entity, same: Entity | None) -> Entity:
    if isinstance(entity, Inserter) and isinstance(same, Inserter) and not entity.power.rotation_j:
        arm = replace(entity.power, movement_j=same.power.movement_j, rotation_j=same.power.rotation_j)
        return replace(entity, power=arm)
    if isinstance(entity, Roboport) and isinstance(same, Roboport) and not entity.recharge_minimum_j:
        return replace(entity, recharge_minimum_j=same.recharge_minimum_j)
    if isinstance(entity, Turret) and isinstance(same, Turret):
        return replace(entity, attack=_attack(entity.attack, same.attack))
    return entity


def _enemy(enemy: Enemy, same: Enemy | None) -> Enemy:
    if isinstance(enemy, Unit) and isinstance(same, Unit):
        return replace(enemy, attack=_attack(enemy.attack, same.attack))
    if isinstance(enemy, Worm) and isinstance(same, Worm):
        return replace(enemy, attack=_attack(enemy.attack, same.attack))
    if isinstance(enemy, Spawner) and isinstance(same, Spawner) and enemy.absorptions_per_second is None:
        return replace(enemy, absorptions_per_second=same.absorptions_per_second)
    return enemy


def _item(item: Item, same: Item | None) -> Item:
    if same is None or (item.ammo is None and item.attack is None):
        return item
    return replace(item, ammo=_ammo(item.ammo, same.ammo), attack=_attack(item.attack, same.attack))
