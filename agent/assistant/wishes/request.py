"""A wish to build, understood or to be asked about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fractions import Fraction

MadeFrom = Literal["plates", "raw", "ingredients"]


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is to be built.

    Attributes:
        made_from: What comes in at the edge: plates and the like, raw things, or the recipe's own ingredients.
        supplied: Things that come in as they are, by internal name; they take the place of ``made_from``.
        row: One row of machines for one recipe, and nothing else.
        machines: Machines to prefer.
        modules: A kind of module to fill every machine with, by internal name.
        belt: The fastest belt to be used.
        max_width_tiles: The widest it may be.
        max_height_tiles: The highest it may be.
    """

    made_from: MadeFrom = "plates"
    supplied: tuple[str, ...] = ()
    row: bool = False
    machines: tuple[str, ...] = ()
    modules: str | None = None
    belt: str | None = None
    max_width_tiles: int | None = None
    max_height_tiles: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Something that was read in one of several ways, or left out: it is said in the answer.

    ``key`` is the sentence's key in the catalogue, ``args`` what it names, ``names`` those of them that are things of
    the game.
    """

    key: str
    args: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """One thing to build. ``recipe`` is set where the player named a recipe instead of an item."""

    item: str
    rate_per_min: Fraction
    recipe: bool = False
    manner: Manner = field(default_factory=Manner)
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class AskBack:
    """Something about building that was not understood; ``key`` is the question's key in the catalogue.

    Attributes:
        args: What the question names, as the player wrote it or by internal name.
        things: Names of the game among the arguments, by the argument's name.
        about: The item that is asked about, if one is known.
        proposal: What is built if the player answers yes.
        choices: The things one of which the player is asked to name.
        hole: The text before and after the words that these choices stand for.
        unread: Words that were not understood beside what is asked about.
    """

    key: str
    args: tuple[tuple[str, str], ...] = ()
    things: tuple[tuple[str, tuple[str, ...]], ...] = ()
    about: str | None = None
    proposal: BuildRequest | None = None
    choices: tuple[str, ...] = ()
    hole: tuple[str, str] | None = None
    unread: str = ""

    @property
    def asks_rate_of(self) -> str | None:
        """Return the item whose rate alone is asked for, None where something else is unclear."""
        return self.about if self.key in {"ask-rate", "ask-unclear-rate", "ask-per-what"} else None

    @property
    def is_unclear(self) -> bool:
        """Tell whether words were not understood, rather than a rate or a quality missing from what was."""
        return bool(self.unread) or (self.asks_rate_of is None and self.key != "ask-quality")
