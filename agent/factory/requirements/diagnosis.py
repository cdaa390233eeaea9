"""Why something cannot be made: what is missing, or which cycle gains nothing, link by link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.errors import GameDataError, UsageError
from agent.factory.requirements.balance import with_shortages
from agent.factory.requirements.network import groups, taking_part
from agent.factory.requirements.options import ANY_PLACE
from agent.factory.requirements.processes import processes_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.errors import AgentError
    from agent.factory.requirements.options import Question
    from agent.factory.requirements.process import Process
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Recipe

ARROW = " → "


def no_limit(question: Question) -> AgentError:
    """Say that nothing holds the output down."""
    return UsageError("requirements-no-limit", item=question.targets[0].name)


def no_plan(question: Question, data: GameData, place: str) -> AgentError:
    """Find out why a question has no plan.

    Tells apart: a thing that nothing makes; one that something makes elsewhere; a cycle that gains nothing.
    """
    processes = processes_at(data, question.options, place, frozenset(question.limits))
    for target in question.targets:
        path = _missing(processes, target.name, _refused(question, data))
        if path is not None:
            return _unmade(path, question, data, place)
    return _cycle(processes, question, place)


def _refused(question: Question, data: GameData) -> set[str]:
    """Return what the player's own choices keep a recipe from making."""
    disabled, chosen = question.options.disabled, question.options.recipes
    return {
        product.name
        for recipe in data.recipes.values()
        for product in recipe.products
        if {recipe.name, *recipe.categories} & disabled
        or (product.name in chosen and recipe.name not in chosen[product.name])
    }


def _missing(processes: Sequence[Process], wanted: str, refused: set[str]) -> list[str] | None:
    """Return the way from a thing to one that nothing makes, if every way to make it ends so.

    The way goes through the plainest recipes, and ends early at a thing that the player's choices keep from being made.
    """
    alive = taking_part(processes, [wanted])
    if wanted in _outputs(alive):
        return None
    path, seen = [wanted], {wanted}
    while path[-1] not in refused:
        makers = [process for process in processes if process.net().get(path[-1], 0) > 0]
        if not makers:
            return path
        plainest = min(makers, key=lambda maker: (maker.name != path[-1], len(maker.takes), maker.name))
        reachable = _outputs(taking_part(processes, _inputs([plainest])))
        step = next((name for name in sorted(_inputs([plainest])) if name not in reachable and name not in seen), None)
        if step is None:
            return None
        path.append(step)
        seen.add(step)
    return path


def _inputs(processes: Sequence[Process]) -> set[str]:
    return {name for process in processes for name, amount in process.net().items() if amount < 0}


def _outputs(processes: Sequence[Process]) -> set[str]:
    return {name for process in processes for name, amount in process.net().items() if amount > 0}


def _unmade(path: list[str], question: Question, data: GameData, place: str) -> AgentError:
    item, chain = path[-1], ARROW.join(path)
    if place != ANY_PLACE and item not in _refused(question, data):
        elsewhere = sorted(
            name
            for name in data.sources
            if name != place and item in _outputs(processes_at(data, question.options, name))
        )
        if elsewhere:
            return GameDataError(
                "requirements-elsewhere", item=item, chain=chain, place=place, elsewhere=", ".join(elsewhere)
            )
    recipes = [recipe.name for recipe in data.recipes_making(item) if _gains(recipe, item)]
    if recipes:
        return GameDataError("requirements-set-aside", item=item, chain=chain, recipes=", ".join(recipes[:5]))
    return GameDataError("requirements-no-recipe", item=item, chain=chain, data_set=data.label)


def _gains(recipe: Recipe, item: str) -> bool:
    """Tell whether a recipe gives more of an item than it takes (a recycler gives a quarter of some back)."""
    taken = sum(i.amount for i in recipe.ingredients if i.name == item)
    return sum(p.amount for p in recipe.products if p.name == item) > taken


def _cycle(processes: Sequence[Process], question: Question, place: str) -> AgentError:
    """Name the cycle behind a shortage: solve with shortages allowed, take the group that the shortage lies in."""
    alive = taking_part(processes, [target.name for target in question.targets])
    _, short = with_shortages(alive, question.targets)
    for members in groups(alive):
        if len(members) > 1 and (_outputs(members) & short):
            links = _links(members, min(_outputs(members) & short))
            return GameDataError("requirements-cycle", item=links[0], chain=ARROW.join(links), place=place)
    item = min(short, default=question.targets[0].name)
    return GameDataError("requirements-short", item=item, place=place)


def _links(members: Sequence[Process], start: str) -> list[str]:
    """Walk back from a thing through makers and inputs until a thing comes again."""
    links, thing = [start], start
    inside = _outputs(members)
    while True:
        maker = next(process for process in members if process.net().get(thing, 0) > 0)
        thing = min(_inputs([maker]) & inside)
        links += [maker.name, thing]
        if thing in links[:-1]:
            return links[links.index(thing) :]
