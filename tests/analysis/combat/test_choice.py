"""The turrets of a post: figures of the wiki (Gun turret, Laser turret, Enemies, Damage)."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from agent.analysis.combat.choice import choose_turrets
from tests.analysis.combat.test_defence import DATA, gun, taken

if TYPE_CHECKING:
    from agent.analysis.combat.choice import Choice
    from agent.contract import Snapshot

GUNS = ("gun-turret",)
BOTH = ("gun-turret", "laser-turret")
NETWORK = {"id": 1, "satisfaction": 1.0}


def chest(item: str, number: int = 200) -> dict[str, Any]:
    held = [{"inventory": "chest", "slots": 16, "free_slots": 0, "items": [{"name": item, "count": number}]}]
    return {"type": "container", "name": "iron-chest", "x": 3.5, "y": 3.5, "unit": 3, "inventories": held}


def here(*entities: dict[str, Any], researched: tuple[str, ...] = GUNS, **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    return taken(list(entities), researched=list(researched), **more)


def chosen(snapshot: Snapshot, **units: float) -> Choice | None:
    named = {name.replace("_", "-"): Fraction(number) for name, number in units.items()}
    return choose_turrets(snapshot, named, DATA)


def test_small_biters_need_one_gun_with_plain_magazines() -> None:
    """Fifty of 15 health at 5 damage and ten shots a second: 15 s."""
    found = chosen(here(), small_biter=48)
    assert found is not None
    assert (found.turret, found.ammo, found.number) == ("gun-turret", "firearm-magazine", 1)
    assert float(found.seconds) == pytest.approx(48 * 15 / (50 - 0.6))
    more = chosen(here(), small_biter=100)
    assert more is not None
    assert more.number == math.ceil(100 * 15 / 15 / 50 + 0.001)


def test_the_ammunition_at_hand_is_taken_where_it_needs_fewer_turrets() -> None:
    """Piercing rounds leave (8 − 4) × 0.9 on a medium biter, plain ones 0.9: 36 against 9 damage a second."""
    plain, piercing = chosen(here(), medium_biter=14), chosen(here(chest("piercing-rounds-magazine")), medium_biter=14)
    assert plain is not None
    assert piercing is not None
    assert (plain.ammo, plain.number) == ("firearm-magazine", 8)
    assert float(plain.seconds) == pytest.approx(14 * 75 / (8 * 9 - 0.6))
    assert (piercing.ammo, piercing.number) == ("piercing-rounds-magazine", 2)
    assert float(piercing.seconds) == pytest.approx(14 * 75 / (2 * 36 - 0.6))


def test_what_turrets_hold_is_at_hand_too() -> None:
    found = chosen(here(gun(1, 20, "uranium-rounds-magazine")), big_biter=10)
    assert found is not None
    assert found.ammo == "uranium-rounds-magazine"


def test_lasers_where_they_are_researched_and_there_is_power() -> None:
    """A laser does 60 a second to a big biter of 375 health; guns with plain magazines 1.8."""
    dark = chosen(here(researched=BOTH), big_biter=8)
    assert dark is None or dark.turret == "gun-turret"
    lit = chosen(here(researched=BOTH, electric_networks=[NETWORK]), big_biter=8)
    assert lit is not None
    assert (lit.turret, lit.ammo, lit.number) == ("laser-turret", None, 4)
    assert float(lit.seconds) == pytest.approx(8 * 375 / (4 * 60 - 1.2))


def test_researched_damage_counts() -> None:
    """+100 % of bullets and of the turret make four times the damage."""
    bonuses = {"ammo_damage": {"bullet": 1.0}, "turret_attack": {"gun-turret": 1.0}}
    found = chosen(here(bonuses=bonuses), small_biter=192)
    assert found is not None
    assert found.number == 1


def test_nothing_researched_is_no_choice() -> None:
    assert chosen(here(researched=()), small_biter=5) is None


def test_enemies_that_heal_faster_are_not_stopped() -> None:
    """A behemoth of 3000 health heals 6 a second; plain magazines leave 1 / (12 − 5 + 2) × 0.9 of five, 1 a second."""
    assert chosen(here(), behemoth_biter=3) is None, "twelve turrets would take 25 minutes for three of them"
