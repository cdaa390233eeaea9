"""References of a model to findings, ``[f3]``: resolved to the list that the game shows, the unknown ones dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_REFERENCE = re.compile(
    rf"[ \u00a0]?(?:[\[【(]\s*(?P<ids>{_ID}(?:\s*[,;]\s*{_ID})*)\s*[\]】)]"
    r"|[\[【](?P<loose>f\d+(?:\s*[-–]\s*f?\d+)?)[\]】])"
)
_NUMBERED = re.compile(r"f\d+")
OPEN, CLOSE = "⟦", "⟧"
"""Stand around the place of a cited finding while the words pass through the rules, which know no brackets."""
_MARKED = re.compile(rf"[ \u00a0]?{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


@dataclass(frozen=True, slots=True)
class Cited:
    """A reply with its references marked, the ids cited in order, and those that there are none of."""

    text: str
    ids: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def cite(reply: str, known: Sequence[str]) -> Cited:
    """Find the references of a reply; what stands in brackets and is no id is left alone."""
    here = set(known)
    cited: dict[str, None] = {}
    unknown: dict[str, None] = {}

    def marked(found: re.Match[str]) -> str:
        ids = re.split(r"\s*[,;]\s*", found["ids"]) if found["ids"] else re.findall(r"f\d+", found["loose"])
        if not all(each in here or _NUMBERED.fullmatch(each) for each in ids):
            return found.group()
        cited.update((each, None) for each in ids if each in here)
        unknown.update((each, None) for each in ids if each not in here)
        kept = ",".join(each for each in ids if each in here)
        return f" {OPEN}{kept}{CLOSE}" if kept else ""

    plain = reply.replace(OPEN, "(").replace(CLOSE, ")")
    return Cited(_REFERENCE.sub(marked, plain), tuple(cited), tuple(unknown))


def numbered(text: str, order: Sequence[str]) -> str:
    """Turn marked references into the places of their findings in the list below the answer: ``[1]``, ``[1, 3]``."""
    places = {each: place for place, each in enumerate(order, 1)}

    def shown(found: re.Match[str]) -> str:
        numbers = sorted({places[each] for each in found[1].split(",") if each in places})
        return f" [{', '.join(map(str, numbers))}]" if numbers else ""

    return _MARKED.sub(shown, text)


def without_references(text: str) -> str:
    """Return a text with marked references blanked out, every other character where it is."""
    return _MARKED.sub(lambda found: " " * len(found.group()), text)
