"""Every number of a model's reply is held against what was computed; what does not match is marked.

The computed side is the text of the facts that the model was given, so that a number may be quoted as it was shown, in
another unit of the same kind, or rounded further, but never in another kind of unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.assistant.figures import figures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.assistant.figures import Figure


@dataclass(frozen=True, slots=True)
class Grounded:
    """A reply with its false or unproven numbers marked, and those numbers as they were written."""

    text: str
    unproven: tuple[str, ...] = ()


def ground(reply: str, facts: Iterable[str], mark: str, names: Iterable[str] = ()) -> Grounded:
    """Mark the numbers of ``reply`` that no fact holds.

    Args:
        reply: What a model wrote.
        facts: The lines of computed facts, in the language of the reply.
        mark: What is put behind an unproven number, with its leading space.
        names: Names and labels in which digits state nothing («Сборочный автомат 2», «Base 2.1.20»).
    """
    known_names = sorted({name for name in names if any(c.isdigit() for c in name)}, key=len, reverse=True)
    computed = [
        reading for fact in facts for figure in figures(_without(fact, known_names)) for reading in _readings(figure)
    ]
    pieces: list[str] = []
    unproven: list[str] = []
    at = 0
    for figure in figures(_without(reply, known_names)):
        if any(_agree(reading, known) for reading in _readings(figure) for known in computed):
            continue
        unproven.append(reply[figure.start : figure.end])
        pieces.append(reply[at : figure.end] + mark)
        at = figure.end
    return Grounded("".join([*pieces, reply[at:]]), tuple(unproven))


def _readings(figure: Figure) -> tuple[Figure, ...]:
    return (figure, figure.twin) if figure.twin else (figure,)


def _agree(written: Figure, known: Figure) -> bool:
    if "position" in (written.dimension, known.dimension):
        return (
            written.dimension == known.dimension
            and abs(written.value - known.value) <= max(written.slack, known.slack)
            and abs(written.other - known.other) <= max(written.slack, known.slack)
        )
    if written.dimension == known.dimension:
        return abs(written.value - known.value) <= max(written.slack, known.slack)
    if written.dimension == "count" and known.dimension == "rate":
        # «60 плит» where the unit was named before.
        return abs(written.bare - known.bare) <= max(written.slack, known.slack)
    return False


def _without(text: str, names: list[str]) -> str:
    """Blank the names out, keeping every other character where it is."""
    for name in names:
        text = text.replace(name, "_" * len(name))
    return text
