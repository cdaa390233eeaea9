"""What composes on Space Age, what is refused and with which sentence, and what the judge says it did not look at.

One line for each recipe on the way to the metallurgic, electromagnetic, agricultural and cryogenic packs, at 15 a
minute (fluids 250) from the recipe's own ingredients, in `tests/golden/compose/space-age.txt`. A few lines are checked
in every run, all of them with ``-m slow``; `AGENT_WRITE_GOLDEN=1` with ``-m slow`` writes the table again.
"""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from agent.errors import AgentError
from agent.factory.compose import compose
from agent.factory.compose.wanted import read_wanted
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.verify import verify
from agent.game.bundled import load
from agent.i18n import catalogue

DATA = load("space-age-2.1.20")
GOLDEN = Path(__file__).parents[2] / "golden" / "compose" / "space-age.txt"
HALF_HOUR = 60 * 60 * 30
MACHINES = ("foundry", "electromagnetic-plant", "biochamber")
MEANT = {"yumako-processing": "yumako-mash", "jellynut-processing": "jelly"}
"""What a recipe is for, where its first product is a seed."""
BROUGHT = frozenset({"nutrients", "calcite"})
METALLURGIC = (
    "iron-ore-melting", "copper-ore-melting", "molten-iron-from-lava", "molten-copper-from-lava", "casting-iron",
    "casting-copper", "casting-steel", "casting-iron-gear-wheel", "casting-iron-stick", "casting-copper-cable",
    "casting-pipe", "casting-pipe-to-ground", "casting-low-density-structure", "concrete-from-molten-iron",
    "tungsten-carbide", "tungsten-plate", "acid-neutralisation", "simple-coal-liquefaction",
    "metallurgic-science-pack",
)  # fmt: skip
ELECTROMAGNETIC = (
    "holmium-solution", "holmium-plate", "electrolyte", "superconductor", "supercapacitor", "electronic-circuit",
    "copper-cable", "accumulator", "scrap-recycling", "electromagnetic-science-pack",
)  # fmt: skip
AGRICULTURAL = (
    "yumako-processing", "jellynut-processing", "nutrients-from-yumako-mash", "nutrients-from-bioflux",
    "nutrients-from-spoilage", "bioflux", "iron-bacteria", "iron-bacteria-cultivation", "copper-bacteria-cultivation",
    "pentapod-egg", "bioplastic", "biosulfur", "biolubricant", "rocket-fuel-from-jelly", "carbon-fiber", "biochamber",
    "agricultural-science-pack",
)  # fmt: skip
CRYOGENIC = ("lithium", "lithium-plate", "fluoroketone", "cryogenic-science-pack", "quantum-processor")
EVERY = (*METALLURGIC, *ELECTROMAGNETIC, *AGRICULTURAL, *CRYOGENIC)
QUICK = ("casting-steel", "superconductor", "supercapacitor", "electrolyte", "bioflux", "nutrients-from-bioflux")


def line(name: str) -> str:
    """Compose a recipe and tell what came of it."""
    recipe = DATA.recipes[name]
    item = MEANT.get(name, recipe.products[0].name)
    rate = Fraction(250 if item in DATA.fluids else 15, 60)
    supplied = ({part.name for part in recipe.ingredients} | BROUGHT) - {item}
    options = Options(supplied=frozenset(supplied), recipes={item: frozenset({name})}, preferred=MACHINES)
    try:
        plan = requirements(Question((Target(item, rate),), options), DATA)
        block = compose(read_wanted(json.dumps(document(plan))), DATA, item)
    except AgentError as error:
        return f"{name}: refused: {catalogue('en').error(error)[0]}"
    verdict = verify(block.blueprint, DATA, block.expectation, HALF_HOUR)
    if not verdict.sound:
        return f"{name}: composed, refused by the judge: {verdict.errors[0].code}"
    machines = ", ".join(dict.fromkeys(module.machine for module in block.modules))
    unseen = ", ".join(str(each) for each in verdict.not_modelled)
    return f"{name}: sound, in {machines}" + (f"; not looked at: {unseen}" if unseen else "")


def table() -> dict[str, str]:
    return {row.split(":", 1)[0]: row for row in GOLDEN.read_text("utf-8").splitlines()}


@pytest.mark.parametrize("name", QUICK)
def test_a_recipe_of_space_age_composes_or_is_refused_as_the_table_says(name: str) -> None:
    assert line(name) == table()[name]


@pytest.mark.slow
def test_every_recipe_of_space_age_composes_or_is_refused_as_the_table_says() -> None:
    found = "\n".join(line(name) for name in EVERY) + "\n"
    if os.environ.get("AGENT_WRITE_GOLDEN"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert GOLDEN.read_text("utf-8") == found


def test_what_spoils_is_named_where_it_is_used() -> None:
    """The judge lets nothing spoil: every line that moves what spoils must say so."""
    for name, row in table().items():
        recipe = DATA.recipes[name]
        things = [part.name for part in recipe.ingredients if not part.fluid]
        things += [part.name for part in recipe.products if not part.fluid]
        spoils = [thing for thing in things if DATA.items[thing].spoil_ticks]
        if ": sound" in row:
            assert all(f"{thing}: spoiling" in row for thing in spoils), row
