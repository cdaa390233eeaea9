"""A thousand a minute of seven science packs, exact, beside the same as a linear programme in floating point (GLOP)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from ortools.linear_solver import pywraplp

from agent.factory.requirements import Question, Target, requirements
from agent.game.bundled import load
from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import in_turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.game.gamedata import GameData
    from tests.benchmarks.catalogue import Size

PACKS = ("automation", "logistic", "military", "chemical", "production", "utility", "space")
RATE = Fraction(1000, 60)
AIM = 5.0
"""Choosing machines and belts and proving it all in fractions may cost five times the bare programme."""

LAUNCH = ({"satellite": 1.0, "rocket-part": 100.0}, {"space-science-pack": 1000.0})
"""What the game does without a recipe (wiki: Space science pack)."""


def run(size: Size) -> list[Result]:
    """Base game, seven packs; one pack when tiny."""
    data = load("base-2.0.77")
    packs = PACKS if size == "full" else PACKS[:1]
    question = Question(tuple(Target(f"{pack}-science-pack", RATE) for pack in packs))
    rounds = 25 if size == "full" else 1
    ours, baseline = in_turn(lambda: requirements(question, data), lambda: glop(packs, data), rounds)
    return compared(f"{len(packs)} packs", ours, baseline, "ortools GLOP", AIM)


def glop(packs: tuple[str, ...], data: GameData) -> float:
    """Least raw material per second for the packs: one variable per recipe, one row per item."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    rows: dict[str, list[object]] = defaultdict(list)
    made: set[str] = set()
    for takes, gives in [LAUNCH, *_recipes(data)]:
        crafts = solver.NumVar(0, solver.infinity(), "")
        for name, amount in gives.items():
            rows[name].append(crafts * amount)
        for name, amount in takes.items():
            rows[name].append(crafts * -amount)
        made |= set(gives)
    raw = [(name, solver.NumVar(0, solver.infinity(), "")) for name in rows if name not in made]
    for name, variable in raw:
        rows[name].append(variable)
    for name, terms in rows.items():
        wanted = float(RATE) if name.removesuffix("-science-pack") in packs else 0.0
        solver.Add(solver.Sum(terms) >= wanted)
    solver.Minimize(solver.Sum([variable for _, variable in raw]))
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        raise RuntimeError("the peer found no plan")
    return float(solver.Objective().Value())


def _recipes(data: GameData) -> Iterator[tuple[dict[str, float], dict[str, float]]]:
    """All recipes that make something new, as (takes, gives)."""
    for recipe in data.recipes.values():
        if not any(word in recipe.name for word in ("barrel", "recycling")):
            takes = {each.name: float(each.amount) for each in recipe.ingredients}
            yield takes, {each.name: float(each.amount) for each in recipe.products}
