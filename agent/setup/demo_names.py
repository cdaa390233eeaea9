"""What the demo's things are called, as the player's game would have told it: one line each in the catalogues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from agent.i18n import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.analysis.findings import NameKind
    from agent.contract import Language

_ITEMS: Final = (
    "assembling-machine-1",
    "assembling-machine-2",
    "copper-cable",
    "copper-plate",
    "electronic-circuit",
    "inserter",
    "iron-gear-wheel",
    "iron-plate",
    "small-electric-pole",
    "transport-belt",
)
_Kind: TypeAlias = Literal["item", "recipe", "entity"]
_KINDS: Final[tuple[_Kind, ...]] = ("item", "recipe", "entity")


def localised(language: Language) -> dict[tuple[NameKind, str], str]:
    """Return the names by kind and internal name."""
    return {(kind, name): shown for kind, name, shown in exported(language)}


def exported(language: Language) -> Iterator[tuple[_Kind, str, str]]:
    """Yield them as the mod's names file holds them."""
    words = catalogue(language)
    for kind in _KINDS:
        for name in _ITEMS:
            yield kind, name, words.text(f"demo-name-{name}")
