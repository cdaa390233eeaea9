"""The blueprint that would close a deficit: what is missing is read from the findings, never from words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.analysis.findings import Name, Quantity
from agent.assistant.offers import row_offer
from agent.errors import AgentError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from agent.analysis.findings import Finding
    from agent.assistant.case import Case
    from agent.assistant.question import BlueprintOffer

CLOSED_BY_MACHINES = ("finding-cause-capacity", "finding-deficit")
"""Findings that more machines would cure; a lack of input, power or room at the output they would not."""

MOST_ROWS = 8
"""Where one row cannot carry the whole deficit, equal ones are offered, up to so many."""


def wanted_row(findings: Sequence[Finding]) -> tuple[str, Fraction] | None:
    """Return the item and the rate per minute that is missing, of the gravest deficit that machines would close.

    None where there is no such deficit, or where none of them holds anything up (severity info).
    """
    for key in CLOSED_BY_MACHINES:
        for finding in findings:
            if finding.key != key or not finding.severity.rank:
                continue
            item, made, needed = (finding.args.get(name) for name in ("item", "made", "needed"))
            if not (isinstance(item, Name) and isinstance(made, Quantity) and isinstance(needed, Quantity)):
                continue
            if needed.value > made.value:
                return item.name, needed.value - made.value
    return None


def _is_mined(item: str, case: Case) -> bool:
    """Tell whether what is missing comes out of the ground where the player is."""
    snapshot = case.question.snapshot
    here = case.data.sources.get(snapshot.surface.planet or "") if snapshot is not None else None
    if here is None:
        return False
    fields = (case.data.resources[name] for name in here.resources if name in case.data.resources)
    return any(product.name == item for field in fields for product in field.products)


def deficit_offer(case: Case, findings: Sequence[Finding]) -> tuple[BlueprintOffer | None, list[str]]:
    """Return a row for the deficit that holds the factory up most, and its lines; a refusal is a line too."""
    wanted = wanted_row(findings)
    if wanted is None or wanted[0] not in case.data.items:
        return None, []  # A fluid is no matter for a row of machines between belts.
    item, rate_per_min = wanted
    if _is_mined(item, case):
        return None, []  # Drills stand on ore: a row of machines is no answer.
    text = case.analyst.catalogue.text
    refusal: AgentError | None = None
    for rows in range(1, MOST_ROWS + 1):
        try:
            offer, presented = row_offer(item, rate_per_min / rows, case.question.snapshot, case.data, case.analyst)
        except RefusedError as error:
            refusal = refusal or error
            continue
        except AgentError as error:
            refusal = error
            break
        name, rate = case.analyst.name("item", item), case.analyst.rate(rate_per_min)
        return offer, [text("offer-for-deficit", item=name, rate=rate, rows=rows), *presented]
    if refusal is None:
        return None, []
    reason, step = case.analyst.reason(refusal)
    return None, [text("offer-refused", reason=reason, next=step)]
