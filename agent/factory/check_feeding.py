"""Checks of machines: fed with all they need, emptied of all they make, fast enough, and nothing mixed."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.lanes import LEFT, RIGHT, Carried, LaneOf, drop_lane, end_of, spread
from agent.factory.site import Fault, Intake, Site, Standing
from agent.game import inserting
from agent.game.geometry import STEP, tile_of
from agent.game.prototypes import Belt, CraftingMachine, Inserter, Recipe

if TYPE_CHECKING:
    from agent.game.geometry import Tile

Arm = tuple[Standing, Inserter, "Tile"]
HALF = 0.5


class Feeding:
    """Walks over all machines of a site; `faults` and `leaving` are its result."""

    def __init__(self, site: Site, intakes: tuple[Intake, ...]) -> None:
        self.site = site
        self.faults: list[Fault] = []
        self.into: dict[int, list[Arm]] = defaultdict(list)
        self.out_of: dict[int, list[Arm]] = defaultdict(list)
        self.dropped: dict[LaneOf, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        self.carried = self._carried(intakes)
        self._arms()
        for machine, prototype in site.machines():
            self._machine(machine, prototype)
        self._mixed()

    def leaving(self, outlets: tuple[Tile, ...]) -> dict[str, Fraction]:
        """Return what leaves through the outlets per minute: the sum of the drops, at most what each lane carries."""
        lanes: dict[LaneOf, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        for (tile, lane), drops in self.dropped.items():
            end = end_of(self.site, tile)
            if end in outlets:
                for item, rate in drops.items():
                    lanes[end, lane][item] += rate
        total: dict[str, Fraction] = defaultdict(Fraction)
        slowest = self._slowest()
        for (end, _), rates in lanes.items():
            share = min(Fraction(1), slowest[end] / sum(rates.values(), Fraction(0)))
            for item, rate in rates.items():
                total[item] += rate * share
        return dict(total)

    def _slowest(self) -> dict[Tile, Fraction]:
        """Return what a lane carries a minute at each end of a belt, by the slowest tile that leads there."""
        slowest: dict[Tile, Fraction] = {}
        for belt in self.site.belts():
            if isinstance(belt.prototype, Belt):
                end = end_of(self.site, tile_of(belt.x, belt.y))
                lane = belt.prototype.items_per_s / 2 * 60
                slowest[end] = min(slowest.get(end, lane), lane)
        return slowest

    def _carried(self, intakes: tuple[Intake, ...]) -> Carried:
        sources: dict[LaneOf, set[str]] = defaultdict(set)
        for intake in intakes:
            if self.site.belt_at(intake.tile) is None:
                place = intake.tile[0] + HALF, intake.tile[1] + HALF
                self.faults.append(Fault("no-intake", place, {"item": intake.item}))
                continue
            for lane in (LEFT, RIGHT) if intake.lane == "both" else (intake.lane,):
                sources[intake.tile, lane].add(intake.item)
        return spread(self.site, sources)

    def _arms(self) -> None:
        for thing, prototype in self.site.inserters():
            pickup, drop = (tile_of(*end) for end in inserting.ends(prototype, thing.x, thing.y, thing.direction))
            source, target = self.site.at(pickup), self.site.at(drop)
            if not _holds_items(source):
                self.faults.append(Fault("inserter-takes-nothing", thing.position, {"entity": prototype.name}))
            if not _holds_items(target):
                self.faults.append(Fault("inserter-puts-nowhere", thing.position, {"entity": prototype.name}))
            if source is not None and isinstance(source.prototype, CraftingMachine):
                self.out_of[source.entity.number].append((thing, prototype, drop))
            if target is not None and isinstance(target.prototype, CraftingMachine):
                self.into[target.entity.number].append((thing, prototype, pickup))

    def _machine(self, machine: Standing, prototype: CraftingMachine) -> None:
        """Check one machine against what its inserters can reach."""
        brought: set[str] = set()
        for thing, arm, tile in self.into[machine.entity.number]:
            items = self._on(tile)
            brought |= items
            if not items:
                self.faults.append(Fault("inserter-empty-belt", thing.position, {"entity": arm.name}))
        recipe = self._recipe(machine, prototype, brought)
        if recipe is None:
            self.faults.append(Fault("no-recipe", machine.position, {"entity": prototype.name}))
            return
        if not prototype.categories & set(recipe.categories):
            place = {"entity": prototype.name, "recipe": recipe.name}
            self.faults.append(Fault("wrong-machine", machine.position, place))
        crafts = prototype.speed / recipe.time_s * 60
        crafts *= self._fed(machine, recipe, crafts, prototype)
        self._emptied(machine, recipe, crafts, prototype)

    def _on(self, tile: Tile) -> set[str]:
        return self.carried.get((tile, LEFT), set()) | self.carried.get((tile, RIGHT), set())

    def _recipe(self, machine: Standing, prototype: CraftingMachine, brought: set[str]) -> Recipe | None:
        """Return what the machine makes; a furnace chooses by what it is given."""
        recipes = self.site.data.recipes
        if prototype.type != "furnace":
            return recipes.get(machine.entity.recipe or "")
        fitting = [
            recipe
            for recipe in recipes.values()
            if prototype.categories & set(recipe.categories) and {i.name for i in recipe.ingredients} <= brought
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _fed(self, machine: Standing, recipe: Recipe, crafts: Fraction, prototype: CraftingMachine) -> Fraction:
        """Check that each ingredient comes; return the share of full speed that the inserters can feed."""
        needs = {i.name: i.amount * crafts for i in recipe.ingredients}
        if any(i.fluid for i in recipe.ingredients) or any(p.fluid for p in recipe.products):
            self.faults.append(Fault("not-modelled", machine.position, {"entity": recipe.name}))
        if prototype.power.source == "burner":
            fuel = self._fuel(machine, prototype)
            if fuel is None:
                self.faults.append(Fault("no-fuel", machine.position, {"entity": prototype.name}))
            else:
                burnt = prototype.power.use_w / prototype.power.effectivity * 60 / self.site.data.items[fuel].fuel_j
                needs[fuel] = needs.get(fuel, Fraction(0)) + burnt
        arms = [(self._per_min(arm, tile), self._on(tile)) for _, arm, tile in self.into[machine.entity.number]]
        for item in sorted(needs):
            if not any(item in items for _, items in arms):
                self.faults.append(Fault("not-fed", machine.position, {"recipe": recipe.name, "item": item}))
        share = Fraction(1)
        for group in {frozenset(items & set(needs)) for _, items in arms}:
            rate = sum((needs[item] for item in group), Fraction(0))
            able = sum((speed for speed, items in arms if items & group), Fraction(0))
            if group and able < rate:
                share = min(share, able / rate)
        return share

    def _fuel(self, machine: Standing, prototype: CraftingMachine) -> str | None:
        reached: set[str] = set()
        for _, _, tile in self.into[machine.entity.number]:
            reached |= self._on(tile)
        fuels = [
            name
            for name in sorted(reached)
            if (item := self.site.data.items.get(name))
            and set(item.fuel_categories) & set(prototype.power.fuel_categories)
        ]
        return fuels[0] if fuels else None

    def _emptied(self, machine: Standing, recipe: Recipe, crafts: Fraction, prototype: CraftingMachine) -> None:
        """Check that inserters take the products to belts, and note how fast."""
        bonus = min(prototype.effects.base.get("productivity", Fraction(0)), recipe.max_productivity_bonus)
        made = {product.name: product.with_productivity(bonus) * crafts for product in recipe.products}
        ways = [
            (thing, arm, tile) for thing, arm, tile in self.out_of[machine.entity.number] if self.site.belt_at(tile)
        ]
        if not ways:
            self.faults.append(Fault("not-emptied", machine.position, {"recipe": recipe.name}))
            return
        away = sum((self._per_min(arm, tile) for _, arm, tile in ways), Fraction(0))
        share = min(away / sum(made.values(), Fraction(0)), Fraction(1))
        for thing, _, tile in ways:
            belt = self.site.belt_at(tile)
            if belt is not None and belt.direction in STEP:
                for product, rate in made.items():
                    self.dropped[tile, drop_lane(belt, thing)][product] += rate * share / len(ways)

    def _per_min(self, arm: Inserter, tile: Tile) -> Fraction:
        belt = self.site.belt_at(tile)
        speed = belt.prototype.speed if belt and isinstance(belt.prototype, Belt) else None
        return inserting.items_per_s(arm, inserting.hand_size(arm), speed) * 60

    def _mixed(self) -> None:
        """Tell lanes on which products meet what comes in, or one another: sooner or later they jam."""
        products = spread(self.site, {lane: set(drops) for lane, drops in self.dropped.items()})
        told: set[Tile] = set()
        for (tile, lane), items in sorted(products.items()):
            mixed = len(items) > 1 or bool(self.carried.get((tile, lane), set()) - items)
            if mixed and end_of(self.site, tile) not in told:
                told.add(end_of(self.site, tile))
                self.faults.append(Fault("lane-mixed", (tile[0] + HALF, tile[1] + HALF)))


def _holds_items(thing: Standing | None) -> bool:
    return thing is not None and (isinstance(thing.prototype, (Belt, CraftingMachine)) or thing.prototype.stacks > 0)
