"""What a player asks for: targets and the choices that shape a plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from agent.game.prototypes import ROCKET_LAUNCH_S

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from agent.game.effects import ModuleStack

T = TypeVar("T")

BeaconRule = Literal["2.x", "1.1"]
ANY_PLACE = "any"


@dataclass(frozen=True, slots=True)
class Target:
    """An item or fluid and its rate; with `Question.maximise` the rates are a ratio between targets."""

    name: str
    rate_per_s: Fraction


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """A choice by place: a recipe's own counts before a machine's, that before a crafting category's, then the rest."""

    default: T
    named: Mapping[str, T] = field(default_factory=dict)

    def at(self, recipe: str, machine: str, categories: Iterable[str]) -> T:
        """Return what was chosen for a recipe in a machine."""
        for name in (recipe, machine, *categories):
            if name in self.named:
                return self.named[name]
        return self.default

    def is_named(self, *names: str) -> bool:
        """Tell whether one of these places was chosen for by name."""
        return any(name in self.named for name in names)


@dataclass(frozen=True, slots=True)
class BeaconGroup:
    """So many beacons that reach each machine, all with the same modules."""

    count: int
    modules: tuple[ModuleStack, ...]
    beacon: str = "beacon"


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of a plan.

    Attributes:
        machines: Recipe or category → machine. A machine named for one category is preferred in all it can do.
        preferred: Machines to prefer wherever they can do the work.
        modules: Modules in each machine; a stack with count 0 fills the slots that are left.
        beacons: Beacons at each machine.
        quality: Quality of machines, by recipe, machine or category; ``beacon`` for beacons.
        productivity: Researched bonus by recipe (0.2 = +20 %); ``mining`` for all drills.
        fuels: Fuel items to burn where they fit; None: burner machines are taken as fed by somebody else.
        recipes: Product → recipes that may be its source.
        disabled: Recipes, resources or categories that may not be used.
        enabled: Hidden recipes or categories (recycling) that may be used.
        supplied: Items that come from outside and are not made.
        place: Planet or platform, ``any``, or None to choose the first place where the targets can be made.
        rocket_launch_s: Time a silo stands still for each launch.
        beacon_rule: ``2.x``, or ``1.1``: half the effect, however many beacons there are.
        belt: Belt that rates are counted in.
    """

    machines: Mapping[str, str] = field(default_factory=dict)
    preferred: tuple[str, ...] = ()
    modules: Choice[tuple[ModuleStack, ...]] = field(default_factory=lambda: Choice(()))
    beacons: Choice[tuple[BeaconGroup, ...]] = field(default_factory=lambda: Choice(()))
    quality: Choice[str] = field(default_factory=lambda: Choice("normal"))
    productivity: Mapping[str, Fraction] = field(default_factory=dict)
    fuels: tuple[str, ...] | None = ()
    recipes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    disabled: frozenset[str] = frozenset()
    enabled: frozenset[str] = frozenset()
    supplied: frozenset[str] = frozenset()
    place: str | None = None
    rocket_launch_s: Fraction = ROCKET_LAUNCH_S
    beacon_rule: BeaconRule = "2.x"
    belt: str = "transport-belt"


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be computed.

    Attributes:
        targets: What to make.
        maximise: Make as much as the limits allow, in the ratio of the targets' rates.
        limits: Supplied items with the greatest rate per second they come at.
        given: Recipe → number of machines that stand there: the rates they reach together.
    """

    targets: tuple[Target, ...]
    options: Options = field(default_factory=Options)
    maximise: bool = False
    limits: Mapping[str, Fraction] = field(default_factory=dict)
    given: Mapping[str, Fraction] = field(default_factory=dict)
