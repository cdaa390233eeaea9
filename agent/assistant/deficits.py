"""Which deficit a row of machines would close: read from the findings, never from words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.analysis.findings import Name, Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from agent.analysis.findings import Finding

CLOSED_BY_MACHINES = ("finding-cause-capacity", "finding-deficit")
"""Findings that more machines would cure; a lack of input, power or room at the output they would not."""


def wanted_row(findings: Sequence[Finding]) -> tuple[str, Fraction] | None:
    """Return the item and the rate per minute that is missing, of the gravest deficit that machines would close.

    None where there is no such deficit, or where none of them holds anything up (severity info).
    """
    for key in CLOSED_BY_MACHINES:
        for finding in findings:
            if finding.key != key or not finding.severity.rank:
                continue
            item, made, needed = (finding.args.get(name) for name in ("item", "made", "needed"))
            known = isinstance(item, Name) and isinstance(made, Quantity) and isinstance(needed, Quantity)
            if known and needed.value > made.value:
                return item.name, needed.value - made.value
    return None
