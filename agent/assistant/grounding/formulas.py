"""Numbers within formulas of circuits and conditions of trains: they may be spoken of without the formula."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Name, Quantity
from agent.assistant.grounding.claims import Claim, derived

if TYPE_CHECKING:
    from agent.analysis.findings import Formula
    from agent.assistant.grounding.known import Known

_COMPARED = re.compile(r"([=<>≤≥≠])\s*(-?\d+(?:[ ,\u00a0\u202f]\d{3})*)(?![\w.])")


def take_formula(known: Known, formula: Formula) -> None:
    """Note what a formula compares a signal with or sets it to: the number may be spoken of without the formula."""
    signal, signs = "", ""
    for part in (*formula.parts, Name("virtual", "")):
        if isinstance(part, Name):
            for sign, written in _COMPARED.findall(signs):
                number = re.sub(r"[^\d-]", "", written)
                known.signals[signal].add((sign, Fraction(number)))
                known.add(Claim(frozenset(), "count", Fraction(number), derived=True))
                if sign in "<>":  # From there on it holds.
                    known.signals[signal].add(("", Fraction(number) + (1 if sign == ">" else -1)))
            signal, signs = part.name.removeprefix("signal-").lower(), ""
        elif isinstance(part, (str, Quantity)):
            signs += _written(part)


def take_load(known: Known, formula: Formula, group: dict[str, Claim]) -> None:
    """Take in what the conditions of a train ask for together, against what its wagons hold."""
    signs = "".join(_written(part) for part in formula.parts if isinstance(part, (str, Quantity)))
    asked = [Fraction(re.sub(r"[^\d-]", "", number)) for _, number in _COMPARED.findall(signs)]
    if len(asked) < len(("one", "other")):
        return
    about = frozenset(part.name for part in formula.parts if isinstance(part, Name))
    load = Claim(about, "count", sum(asked, Fraction(0)), derived=True)
    known.add(load)
    if "fits" in group:
        for claim in derived([load, replace(group["fits"], subjects=about)], stated=True):
            known.add(replace(claim, kind="" if claim.dimension == "count" else claim.kind))


def _written(part: str | Quantity) -> str:
    return part if isinstance(part, str) else f"{float(part.value):.12g}"
