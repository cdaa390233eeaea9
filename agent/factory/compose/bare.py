"""A blueprint without what only shows something: lamps, constant combinators and panels with their circuit wires.

Players put them at a belt's end to say what it carries, or hang lamps on it. Where circuits have a say in what anything
does, nothing is left out: the blueprint is no module then, for nothing is known of its rate.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from agent.game.blueprint.model import POLE_COPPER
from agent.game.blueprint.renames import GAME_2_0

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.game.blueprint import Blueprint, BlueprintEntity
    from agent.game.gamedata import GameData

SIGNS = frozenset({"constant-combinator", "lamp", "display-panel"})
CONTROL = "control_behavior"
ACTING = (
    "circuit_enabled", "circuit_condition_enabled", "circuit_enable_disable", "circuit_set_recipe", "set_recipe",
    "circuit_set_filters", "circuit_set_stack_size",
)  # fmt: skip
"""What a circuit may do to a thing that it is wired to; all else only reads."""
LOGISTIC = ("logistic_condition_enabled", "connect_to_logistic_network")
OPEN_CHOICE = "circuit_enable_disable"
KEPT = frozenset({"input_priority", "output_priority", "bar", "override_stack_size"})
"""Settings that strings older than 2.0 write like later ones."""


def bare(blueprint: Blueprint, data: GameData) -> Blueprint | None:
    """Return the blueprint with nothing but what works, in the form of 2.x; None where circuits steer something.

    Settings of old strings that have no equal are as good as steering: None too.
    """
    wired = {
        number
        for wire in blueprint.wires
        if {wire.source_connector, wire.target_connector} != {POLE_COPPER}
        for number in (wire.source, wire.target)
    }
    old = blueprint.version < GAME_2_0
    working = []
    for entity in blueprint.entities:
        prototype = data.entities.get(entity.name)
        if prototype is not None and prototype.type in SIGNS:
            continue
        control = entity.settings.get(CONTROL)
        if isinstance(control, dict) and _acts(control, old=old, wired=entity.number in wired):
            return None
        settings = _settings(entity, old=old)
        if settings is None:
            return None
        working.append(replace(entity, settings=settings))
    copper = tuple(wire for wire in blueprint.wires if {wire.source_connector, wire.target_connector} == {POLE_COPPER})
    return replace(blueprint, entities=tuple(working), wires=copper, version=max(blueprint.version, GAME_2_0))


def _acts(control: Mapping[str, Any], *, old: bool, wired: bool) -> bool:
    if any(control.get(key) for key in LOGISTIC):
        return True
    if not wired:
        return False
    # Before 2.0 a condition worked wherever it stood, but on belts, which say so.
    condition = old and bool(control.get("circuit_condition")) and control.get(OPEN_CHOICE) is not False
    return condition or any(control.get(key) for key in ACTING)


def _settings(entity: BlueprintEntity, *, old: bool) -> Mapping[str, Any] | None:
    found = {key: value for key, value in entity.settings.items() if key != CONTROL}
    if not old:
        return found
    kept = {key: value for key, value in found.items() if key in KEPT}
    sieve = found.get("filter")
    if isinstance(sieve, str):
        kept["filter"] = {"name": sieve}
    lost = {key for key, value in found.items() if value and key not in (*KEPT, "filter", "tags")}
    return None if lost else kept
