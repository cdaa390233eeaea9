"""What the game data hold: recipes, where a thing is used, machines for a rate, what a rate takes, speeds, sizes."""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Name, Quantity, Unit, amounts, count, joules, names, per_min, watts
from agent.assistant.asking.view import told
from agent.errors import AgentError
from agent.factory.requirements import Options, Question, Target, requirements
from agent.game.effects import total_bonus
from agent.game.prototypes import Belt, CraftingMachine, Lab, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.analysis.findings import Arg, Finding
    from agent.factory.requirements import ProductionRequirement
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Entity, Recipe, Resource

PER_MIN = 60
RECIPES_SHOWN = 3
MACHINES_SHOWN = 5
LISTED = 8


def recipes_of(item: str, data: GameData) -> list[Recipe]:
    """Return the recipes that a player means by a thing: those that make it, without recycling and emptied barrels."""
    named = data.recipes.get(item)
    making = [each for each in data.recipes_making(item) if _is_making(each, item)]
    first = [named] if named is not None and named not in making else []
    return [*first, *making]


def _is_making(recipe: Recipe, item: str) -> bool:
    if recipe.hidden or any(part.startswith("recycling") for part in recipe.categories):
        return False
    return f"{item}-barrel" not in {each.name for each in recipe.ingredients}


def recipe(item: str, data: GameData) -> Iterator[Finding]:
    """Yield what a thing is made of, in what time and where; of a raw thing, where it comes from."""
    found = recipes_of(item, data)
    for each in found[:RECIPES_SHOWN]:
        yield told(
            "chat-recipe",
            recipe=Name("recipe", each.name),
            time=Quantity(each.time_s, Unit.SECOND),
            takes=amounts(((Name("item", part.name), count(part.amount)) for part in each.ingredients), LISTED),
            gives=amounts(((Name("item", part.name), count(part.amount)) for part in each.products), LISTED),
        )
        machines = [machine.name for machine in data.machines_for(each)]
        technology = None if each.enabled_at_start else data.technology_unlocking(each.name)
        if machines:
            yield told(
                "chat-recipe-machines", recipe=Name("recipe", each.name), list=names("entity", machines, MACHINES_SHOWN)
            )
        if technology is not None:
            yield told(
                "chat-recipe-unlocked", recipe=Name("recipe", each.name), technology=Name("technology", technology)
            )
    if len(found) > RECIPES_SHOWN:
        yield told("chat-recipes-more", list=names("recipe", (each.name for each in found[RECIPES_SHOWN:])))
    if not found:
        yield from _source(item, data)


def _source(item: str, data: GameData) -> Iterator[Finding]:
    resource = _resource(item, data)
    if resource is not None:
        time = Quantity(resource.time_s, Unit.SECOND)
        yield told("chat-mined", item=Name("item", item), resource=Name("entity", resource.name), time=time)
    else:
        yield told("chat-no-recipe", item=Name("item", item), data_set=data.label)


def _resource(item: str, data: GameData) -> Resource | None:
    return next((each for each in data.resources.values() if any(p.name == item for p in each.products)), None)


def used(item: str, data: GameData) -> Iterator[Finding]:
    """Yield which recipes take a thing."""
    found = [
        each.name
        for each in data.recipes.values()
        if not each.hidden
        and not any(part.startswith("recycling") for part in each.categories)
        and any(part.name == item for part in each.ingredients)
    ]
    if found:
        yield told("chat-used", item=Name("item", item), count=count(len(found)), list=names("recipe", found, LISTED))
    else:
        yield told("chat-used-none", item=Name("item", item), data_set=data.label)


def about(item: str, data: GameData) -> Iterator[Finding]:
    """Yield what a thing is made of, and where it goes."""
    yield from recipe(item, data)
    yield from used(item, data)


def unlocked(item: str, data: GameData) -> Iterator[Finding]:
    """Yield which technology unlocks the making of a thing."""
    for each in recipes_of(item, data)[:1]:
        technology = data.technology_unlocking(each.name)
        if each.enabled_at_start or technology is None:
            yield told("chat-unlocked-start", recipe=Name("recipe", each.name))
        else:
            yield told(
                "chat-recipe-unlocked", recipe=Name("recipe", each.name), technology=Name("technology", technology)
            )


def rate_of(item: str, machine: Entity, data: GameData) -> Fraction | None:
    """Return what one machine without modules makes of a thing in a minute; None where it cannot make it.

    What the machine gives by itself counts: a foundry makes half as much again (wiki: Foundry).
    """
    if isinstance(machine, CraftingMachine):
        for each in recipes_of(item, data):
            if machine in data.machines_for(each):
                own = total_bonus(machine, (), (), data, each)
                free = own.productivity_for(each)
                made = sum((p.with_productivity(free) for p in each.products if p.name == item), Fraction(0))
                return machine.speed * own.speed_factor / each.time_s * made * PER_MIN
    resource = _resource(item, data)
    if isinstance(machine, MiningDrill) and resource is not None and machine in data.drills_for(resource):
        mined = sum((p.amount for p in resource.products if p.name == item), Fraction(0))
        return machine.speed / resource.time_s * mined * PER_MIN
    return None


def machines_for(item: str, rate_per_min: Fraction, machines: Sequence[Entity], data: GameData) -> Iterator[Finding]:
    """Yield how many machines a rate of a thing takes, of each kind that can make it."""
    able = [(machine, rate_of(item, machine, data)) for machine in machines]
    for machine, each in sorted(able, key=lambda pair: pair[1] or 0):
        if each:
            yield told(
                "chat-machines-for",
                count=count(math.ceil(rate_per_min / each)),
                machine=Name("entity", machine.name),
                item=Name("item", item),
                rate=per_min(rate_per_min),
                each=per_min(each),
                exact=count(Fraction(round(rate_per_min / each * 100), 100)),
            )
    if not any(each for _, each in able):
        yield told("chat-cannot-make", list=names("entity", (m.name for m in machines)), item=Name("item", item))


def makers(item: str, data: GameData) -> list[Entity]:
    """Return the machines that can make or mine a thing, slowest first."""
    found: list[Entity] = [machine for each in recipes_of(item, data)[:1] for machine in data.machines_for(each)]
    resource = _resource(item, data)
    if not found and resource is not None:
        found = list(data.drills_for(resource))
    return [each for each in found if each.item is not None]


def ratio(giver: str, taker: str, data: GameData) -> Iterator[Finding]:
    """Yield in which numbers machines of two things stand, where one goes into the other; of the same speed."""
    making, using = recipes_of(giver, data)[:1], recipes_of(taker, data)[:1]
    taken = sum((p.amount for each in using for p in each.ingredients if p.name == giver), Fraction(0))
    made = sum((p.amount for each in making for p in each.products if p.name == giver), Fraction(0))
    if taken and made:
        share = (taken / using[0].time_s) / (made / making[0].time_s)
        args: dict[str, Arg] = {"giver": Name("item", giver), "taker": Name("item", taker)}
        yield told("chat-ratio", givers=count(share.numerator), takers=count(share.denominator), **args)


def speed_of(item: str, machine: Entity, machines: int, data: GameData) -> Iterator[Finding]:
    """Yield what so many machines make of a thing in a minute."""
    each = rate_of(item, machine, data)
    if each is None:
        yield told("chat-cannot-make", list=names("entity", (machine.name,)), item=Name("item", item))
    else:
        args: dict[str, Arg] = {
            "machine": Name("entity", machine.name),
            "item": Name("item", item),
            "rate": per_min(each * machines),
        }
        yield told("chat-speed", count=count(machines), **args)


def takes(item: str, rate_per_min: Fraction, wanted: Sequence[Sequence[str]], data: GameData) -> Iterator[Finding]:
    """Yield what a rate of a thing takes: its ingredients, raw things, machines; or only of what is asked for.

    ``wanted`` are words with all that each may mean: «руда» is whichever ore is taken.
    """
    plan = _plan(item, rate_per_min, data)
    if plan is None:
        yield told("chat-no-recipe", item=Name("item", item), data_set=data.label)
        return
    target: dict[str, Arg] = {"item": Name("item", item), "rate": per_min(rate_per_min)}
    flows = _flows(plan)
    for meant in wanted:
        taken = [name for name in meant if flows.get(name)]
        for name in taken:
            yield told("chat-takes-one", wanted=Name("item", name), amount=per_min(flows[name]), **target)
        if not taken:
            yield told("chat-takes-none", list=names("item", meant, LISTED), **target)
    if wanted:
        return
    raw = {name: value * PER_MIN for name, value in plan.raw.items()}
    between = {name: value for name, value in flows.items() if name not in raw and value}
    for key, found in (("chat-takes", between), ("chat-takes-raw", raw)):
        if found:
            yield told(key, list=amounts(((Name("item", n), per_min(v)) for n, v in _most(found)), LISTED), **target)
    machines = [(Name("entity", name), count(number)) for name, number in plan.machines.items()]
    if machines:
        power = watts(plan.power_w + plan.beacon_power_w)
        yield told("chat-takes-machines", list=amounts(machines, LISTED), power=power, **target)


def takes_pieces(item: str, pieces: Fraction, wanted: Sequence[Sequence[str]], data: GameData) -> Iterator[Finding]:
    """Yield what so many pieces of a thing take, not made yet; or only of what is asked for (as `takes`)."""
    plan = _plan(item, pieces, data)
    if plan is None:
        yield told("chat-no-recipe", item=Name("item", item), data_set=data.label)
        return
    flows = _flows(plan)
    found = flows
    if wanted:
        named = [[name for name in meant if flows.get(name)] or meant for meant in wanted]
        found = {name: flows.get(name, Fraction(0)) for meant in named for name in meant}
    if not any(found.values()):  # it is raw, or what is asked for does not go into it
        yield from (told("chat-unneeded", item=Name("item", item), part=Name("item", name)) for name in found)
        return
    listed = amounts(((Name("item", n), count(Fraction(round(v * 100), 100))) for n, v in _most(found)), LISTED)
    yield told("chat-takes-pieces", item=Name("item", item), count=count(pieces), list=listed)


def _plan(item: str, rate_per_min: Fraction, data: GameData) -> ProductionRequirement | None:
    try:
        return requirements(Question((Target(item, rate_per_min / PER_MIN),), Options()), data)
    except AgentError:
        return None


def _flows(plan: ProductionRequirement) -> dict[str, Fraction]:
    """Return what all steps of a plan take, per minute."""
    flows: dict[str, Fraction] = defaultdict(Fraction)
    for step in plan.steps:
        for name, value in step.inputs.items():
            flows[name] += value * PER_MIN
    return flows


def _most(found: Mapping[str, Fraction]) -> list[tuple[str, Fraction]]:
    return sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))


def possible(item: str, stored: Mapping[str, Fraction], data: GameData) -> Iterator[Finding]:
    """Yield how many of a thing its own ingredients in store are enough for, and which of them is the first to end."""
    for each in recipes_of(item, data)[:1]:
        crafts = {part.name: stored.get(part.name, Fraction(0)) // part.amount for part in each.ingredients}
        if crafts:
            first = min(crafts, key=lambda name: (crafts[name], name))
            made = sum((p.amount for p in each.products if p.name == item), Fraction(0))
            have = count(Fraction(int(stored.get(first, Fraction(0)))))
            yield told(
                "chat-possible",
                list=amounts(((Name("item", item), count(crafts[first] * made)),)),
                first=amounts(((Name("item", first), have),)),
            )


def stack(item: str, data: GameData) -> Iterator[Finding]:
    """Yield how many of an item a stack holds."""
    found = data.items.get(item)
    if found is not None:
        yield told("chat-stack", item=Name("item", item), stack=count(found.stack))


def fuel(item: str, data: GameData) -> Iterator[Finding]:
    """Yield the fuel value of an item."""
    found = data.items.get(item)
    if found is not None and found.fuel_j:
        yield told("chat-fuel", item=Name("item", item), energy=joules(found.fuel_j))
    else:
        yield told("chat-fuel-none", item=Name("item", item))


def draws(entity: Entity, number: int = 1) -> Iterator[Finding]:
    """Yield what so many of an entity take or give of energy."""
    power = entity.power
    args: dict[str, Arg] = {"machine": Name("entity", entity.name)}
    many, args = ("", args) if number == 1 else ("-many", {**args, "count": count(number)})
    if power.give_w:
        yield told(f"chat-gives{many}", power=watts(number * power.give_w), **args)
    elif power.use_w:
        use_w, drain_w = number * (power.use_w + power.drain_w), number * power.drain_w
        yield told(f"chat-draws{many}", power=watts(use_w), drain=watts(drain_w), **args)


def burns(entity: Entity, fuels: Sequence[str], data: GameData, number: int = 1) -> Iterator[Finding]:
    """Yield how much of its fuels so many burners take a minute at full work (power ÷ fuel value ÷ effectivity)."""
    power, found = entity.power, list(fuels)
    if power.source != "burner" or not power.use_w:
        yield told("chat-burns-not", machine=Name("entity", entity.name))
        return
    if not found:
        fitting = [each for each in data.items.values() if set(each.fuel_categories) & set(power.fuel_categories)]
        found = [each.name for each in sorted(fitting, key=lambda each: each.fuel_j)]
    takes_ = [
        (Name("item", name), per_min(number * power.use_w * PER_MIN / data.items[name].fuel_j / power.effectivity))
        for name in found
        if name in data.items and data.items[name].fuel_j
    ]
    if takes_:
        args: dict[str, Arg] = {"machine": Name("entity", entity.name), "list": amounts(takes_, LISTED)}
        yield told("chat-burns", **args) if number == 1 else told("chat-burns-many", count=count(number), **args)


def holds(entity: Entity) -> Iterator[Finding]:
    """Yield what an entity can hold."""
    args: dict[str, Arg] = {"entity": Name("entity", entity.name)}
    if entity.fluid_capacity:
        yield told("chat-holds-fluid", amount=count(entity.fluid_capacity), **args)
    if entity.stacks:
        yield told("chat-holds-stacks", stacks=count(entity.stacks), **args)


def size(entity: Entity) -> Iterator[Finding]:
    """Yield how large an entity is."""
    width, height = entity.tiles
    yield told("chat-size", entity=Name("entity", entity.name), width=width, height=height)


def throughput(entity: Entity) -> Iterator[Finding]:
    """Yield what a belt carries, how fast a machine crafts, a drill mines or a lab researches."""
    name = Name("entity", entity.name)
    if isinstance(entity, Belt):
        rate, each = per_min(entity.items_per_s * PER_MIN), Quantity(entity.items_per_s, Unit.PER_S)
        yield told("chat-belt", belt=name, rate=rate, each=each)
    elif isinstance(entity, (CraftingMachine, MiningDrill, Lab)):
        yield told("chat-crafts", machine=name, speed=count(entity.speed))


def is_belt(name: str, data: GameData) -> bool:
    """Tell whether a name is that of a belt."""
    return isinstance(entity_of(name, data), Belt)


def entity_of(name: str, data: GameData) -> Entity | None:
    """Return the entity that a name means: by itself, or built from the item of that name."""
    item = data.items.get(name)
    return data.entities.get(item.builds if item is not None and item.builds else name)
