"""Static rules of machines, arms and lanes: legal recipes and modules, both ends of arms, fed, emptied, led away."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from agent.factory.verify.arms import arms_of
from agent.factory.verify.crafters import modules_in
from agent.factory.verify.supply import led_away
from agent.factory.verify.verdict import LANES, Args, Fault, Severity
from agent.game.prototypes import Beacon, CraftingMachine, Inserter, Lab, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.factory.verify.arms import Arm
    from agent.factory.verify.belts import Belts
    from agent.factory.verify.crafters import Crafter, Crafters
    from agent.factory.verify.lanes import Node
    from agent.factory.verify.layout import Layout, Standing
    from agent.factory.verify.supply import Supply
    from agent.factory.verify.verdict import Expectation

TAKEN_FROM = frozenset({"mining-drill", "agricultural-tower", "asteroid-collector"})
PARAMETER = "parameter-"
"""How a parametrised blueprint (2.x) names what the player chooses when it is placed."""
CARGO = ("wagon", "rail", "landing-pad", "hub", "silo", "bay", "roboport", "reactor", "turret", "car", "spider")


class MachineRules:
    """Looks at every machine and every arm of a layout."""

    def __init__(self, layout: Layout, belts: Belts, crafters: Crafters, supply: Supply, expect: Expectation) -> None:
        self.layout, self.belts, self.crafters, self.supply = layout, belts, crafters, supply
        self.into: dict[Standing, list[Arm]] = defaultdict(list)
        self.out: dict[Standing, list[Arm]] = defaultdict(list)
        for arm in layout.arms:
            if arm.target is not None:
                self.into[arm.target].append(arm)
            if arm.source is not None:
                self.out[arm.source].append(arm)
        self.told = expect.feeds is not None
        self.strict = self.told or bool(expect.rates_per_min)
        self.recycled = any(crafter.chooses and crafter.recipe is None for crafter in crafters.by_thing.values())
        self.mined = {
            arm.target for thing, _ in layout.drills() if thing not in layout.ores for arm in arms_of(thing, layout.at)
        }

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong."""
        for arm in self.layout.arms:
            yield from self._arm(arm) if isinstance(arm.prototype, Inserter) else self._other(arm)
        for crafter in self.crafters.by_thing.values():
            yield from self._crafter(crafter)
        for thing in self.layout.things:
            yield from self._modules(thing)
        yield from self._lanes()

    def _arm(self, arm: Arm) -> Iterator[Fault]:
        args = {"entity": arm.thing.name}
        if arm.source is None and self._on_rails(arm.pickup):
            return
        if arm.source is None or not (arm.pickup in self.belts.pieces or self._gives(arm.source)):
            yield Fault("inserter-takes-nothing", arm.thing.position, args)
        elif not self.supply.final.at(arm) and self._known(arm.source):
            yield Fault("inserter-idle", arm.thing.position, args, Severity.WARNING)
        elif not self.supply.final.brought(arm) and arm.target is not None and self._known(arm.target):
            yield Fault("inserter-useless", arm.thing.position, args, Severity.WARNING)
        if (arm.target is None and not self._on_rails(arm.drop)) or (
            arm.target is not None and arm.drop not in self.belts.pieces and not self._takes(arm.target)
        ):
            yield Fault("inserter-puts-nowhere", arm.thing.position, args)

    def _other(self, arm: Arm) -> Iterator[Fault]:
        """Yield a drill that drops onto the ground, and, once for both its lanes, a loader with nothing at its end."""
        args = {"entity": arm.thing.name}
        if isinstance(arm.prototype, MiningDrill):
            if arm.target is None or not (arm.drop in self.belts.pieces or self._takes(arm.target)):
                yield Fault("drill-drops-nowhere", arm.thing.position, args)
        elif LANES[0] in (arm.puts, *arm.takes[:1]):
            tile, there = (arm.pickup, arm.source) if arm.puts is not None else (arm.drop, arm.target)
            works = there is not None and tile not in self.belts.pieces and self._takes(there)
            if not works and not self._on_rails(tile):
                yield Fault("loader-alone", arm.thing.position, args)

    def _known(self, thing: Standing) -> bool:
        """Tell whether the judge knows what a thing holds or takes."""
        crafter = self.crafters.by_thing.get(thing)
        return crafter is None or crafter.recipe is not None

    def _on_rails(self, tile: tuple[int, int]) -> bool:
        thing = self.layout.at(tile)
        return thing is not None and any(kind in thing.prototype.type for kind in CARGO)

    def _gives(self, thing: Standing) -> bool:
        prototype = thing.prototype
        if isinstance(prototype, (CraftingMachine, Lab)) or prototype.stacks or prototype.type in TAKEN_FROM:
            return True
        return "belt" in prototype.type or "splitter" in prototype.type or any(kind in prototype.type for kind in CARGO)

    def _takes(self, thing: Standing) -> bool:
        burner = thing.prototype.power.source == "burner"
        return burner or isinstance(thing.prototype, MiningDrill) or self._gives(thing)

    def _crafter(self, crafter: Crafter) -> Iterator[Fault]:
        thing, recipe = crafter.thing, crafter.recipe
        if recipe is None:
            named = thing.entity.recipe
            if named is not None:
                severity = Severity.WARNING if named.startswith(PARAMETER) else Severity.ERROR
                yield Fault("unknown-recipe", thing.position, {"recipe": named}, severity)
            else:
                severity = Severity.WARNING if crafter.chooses and not self.told else Severity.ERROR
                yield Fault("no-recipe", thing.position, {"entity": thing.name}, severity)
            return
        fixed = isinstance(crafter.prototype, CraftingMachine) and crafter.prototype.fixed_recipe is not None
        if not fixed and not crafter.prototype.categories & set(recipe.categories):
            yield Fault("wrong-machine", thing.position, {"entity": thing.name, "recipe": recipe.name})
            return
        brought: set[str] = set()
        for arm in self.into[thing]:
            brought |= self.supply.final.brought(arm)
        for item in sorted(set(crafter.needs) - brought):
            severity = Severity.WARNING if self._guessed(thing) else self._doubt(thing)
            yield Fault("not-fed", thing.position, {"recipe": recipe.name, "item": item}, severity)
        if crafter.fuels and not crafter.fuels & brought:
            yield Fault("no-fuel", thing.position, {"entity": thing.name}, self._doubt(thing))
        taken = {item for arm in self.out[thing] for item in crafter.makes if self.supply.final.moves(arm, item)}
        for item in sorted(set(crafter.makes) - taken):
            if crafter.prototype.type != "rocket-silo":
                severity = Severity.WARNING if self._by_hand(item) else self._doubt(thing)
                yield Fault("not-emptied", thing.position, {"recipe": recipe.name, "item": item}, severity)

    def _guessed(self, thing: Standing) -> bool:
        """Tell whether a belt at a machine may bring what is missing: what lanes carry is a guess of the judge."""
        belts = (arm.pickup in self.belts.pieces for arm in self.into[thing])
        return not self.strict and self.supply.guessed and any(belts)

    def _by_hand(self, item: str) -> bool:
        """Tell whether a product may be taken out by hand: nothing inside needs it, and no arm ever moves it."""
        if self.strict or any(item in crafter.needs for crafter in self.crafters.by_thing.values()):
            return False
        makers = (thing for thing, crafter in self.crafters.by_thing.items() if item in crafter.makes)
        return not any(self.supply.final.moves(arm, item) for thing in makers for arm in self.out[thing])

    def _doubt(self, thing: Standing) -> Severity:
        """Return an error, or a warning where something the judge does not follow may do what is missing.

        That is a drill on an unknown ore, a train at one of the machine's arms, a recycler whose recipe nobody can
        tell, or whoever serves a machine that stands alone with no arm.
        """
        into, out = self.into[thing], self.out[thing]
        odd = thing in self.mined or any(
            arm.source is not None and arm.source.prototype.type in TAKEN_FROM for arm in into
        )
        odd |= any(self._on_rails(arm.pickup) for arm in into) or any(self._on_rails(arm.drop) for arm in out)
        alone = not into and not out
        meant = not self.strict and (alone or self.recycled)
        return Severity.WARNING if odd or meant else Severity.ERROR

    def _modules(self, thing: Standing) -> Iterator[Fault]:
        modules = modules_in(thing.entity, self.layout.data)
        prototype = thing.prototype
        if not modules:
            return
        if not isinstance(prototype, (CraftingMachine, Lab, MiningDrill, Beacon)):
            yield Fault("module-nowhere", thing.position, {"entity": thing.name})
            return
        count = sum(stack.count for stack in modules)
        if count > prototype.effects.slots:
            args: Args = {"entity": thing.name, "count": count, "slots": prototype.effects.slots}
            yield Fault("modules-too-many", thing.position, args)
        crafter = self.crafters.by_thing.get(thing)
        allowed = prototype.effects.allowed
        if crafter is not None and crafter.recipe is not None:
            allowed &= crafter.recipe.allowed_effects
        for stack in modules:
            effect = self.layout.data.items[stack.name].effect or {}
            good = {
                name for name, value in effect.items() if value > 0 and name in ("speed", "productivity", "quality")
            }
            if good - allowed:
                yield Fault("module-not-allowed", thing.position, {"entity": thing.name, "module": stack.name})

    def _lanes(self) -> Iterator[Fault]:
        """Yield lanes where items go on and never off, and lanes on which things mix."""
        final, belts = self.supply.final, self.belts
        away = led_away(belts, self.supply)
        made: dict[Node, set[str]] = defaultdict(set)
        for arm in self.layout.arms:
            piece = belts.pieces.get(arm.drop)
            if piece is None:
                continue
            lane = arm.lane_on(piece.direction)
            items = final.brought(arm)
            made[arm.drop, lane] |= items
            for item in sorted(items - away.get((arm.drop, lane), set())):
                yield Fault("dead-lane", piece.centre, {"item": item, "lane": lane})
        for feed in self.supply.feeds:
            for lane in LANES if feed.lane == "both" else (feed.lane,):
                if feed.tile in belts.pieces and feed.item not in away.get((feed.tile, lane), set()):
                    args = {"item": feed.item, "lane": lane}
                    severity = Severity.ERROR if self.told else Severity.WARNING
                    yield Fault("dead-lane", belts.pieces[feed.tile].centre, args, severity)
        for (tile, lane), items in sorted(made.items()):
            mixed = final.on[tile, lane]
            if items and len(mixed) > 1:
                args = {"items": ", ".join(sorted(mixed)), "lane": lane}
                yield Fault("lane-mixed", belts.pieces[tile].centre, args, Severity.WARNING)
