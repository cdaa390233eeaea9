"""What starved machines wait for: the first causes, and under each what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.analysis.causes import Cause, first_cause
from agent.analysis.findings import Finding, Name, Severity, count, names
from agent.analysis.hunger import waits
from agent.analysis.rates import recipe_name
from agent.analysis.statuses import State, state
from agent.analysis.view import first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.analysis.causes import Observed
    from agent.analysis.findings import Arg
    from agent.analysis.hunger import Wait


@dataclass(frozen=True, slots=True)
class Shortage:
    """A first cause, and the groups of machines that wait because of it, the nearest first."""

    cause: Cause
    behind: tuple[Wait, ...]

    @property
    def id(self) -> str:
        """Return the name by which what follows from it refers to it."""
        return f"{self.cause.kind} {self.cause.item}"


def shortages(seen: Observed) -> tuple[tuple[Shortage, ...], tuple[Wait, ...]]:
    """Return the first causes, the one that holds up most machines first, and the waits that nothing explains."""
    causes: dict[tuple[str, str], Cause] = {}
    behind: dict[tuple[str, str], list[tuple[int, Wait]]] = {}
    unexplained: list[Wait] = []
    for wait in waits(seen.rates):
        if wait.item is None:
            unexplained.append(wait)
            continue
        cause = first_cause(wait, wait.item, seen)
        known = causes.setdefault(cause.key, cause)
        parts = tuple(dict.fromkeys((*known.parts, *cause.parts)))
        causes[cause.key] = Cause(cause.kind, cause.item, parts, 0, known.more)
        behind.setdefault(cause.key, []).append((cause.steps, wait))
    found = [
        Shortage(cause, tuple(wait for _, wait in sorted(behind[key], key=lambda entry: entry[0])))
        for key, cause in causes.items()
    ]
    return tuple(sorted(found, key=lambda shortage: -_machines(shortage))), tuple(unexplained)


def told(found: tuple[Shortage, ...], unexplained: tuple[Wait, ...], seen: Observed) -> Iterator[Finding]:
    """Yield the first causes, then what follows from each, then what nothing explains."""
    for shortage in found:
        yield _cause(shortage, seen)
    for shortage in found:
        for wait in shortage.behind:
            yield _starved(wait, shortage.id)
    for wait in unexplained:
        yield _starved(wait, None)


def _machines(shortage: Shortage) -> int:
    return sum(len(wait.machines) for wait in shortage.behind)


def _cause(shortage: Shortage, seen: Observed) -> Finding:
    cause = shortage.cause
    # Placed like every other finding: at the upper left machine of those it speaks of.
    part = first(cause.parts)
    takers = seen.rates.takers.get(cause.item, ())
    hungry = sum(state(rate.machine) is State.STARVED for rate in takers)
    return Finding(
        id=shortage.id,
        severity=Severity.CRITICAL if hungry * 2 >= len(takers) else Severity.WARNING,
        key=f"finding-cause-{cause.kind}",
        args={
            "item": Name("item", cause.item),
            "entity": Name("entity", part.name),
            "count": count(len(cause.parts)),
            **cause.more,
        },
        position=(part.x, part.y),
        entity=part.name,
        evidence=tuple(sorted({f"status {each.status}" for each in cause.parts})),
    )


def _starved(wait: Wait, because: str | None) -> Finding:
    part = first([rate.machine.part for rate in wait.machines])
    args: dict[str, Arg] = {
        "count": count(len(wait.machines)),
        "total": count(wait.total),
        "recipe": recipe_name(wait.recipe.name),
    }
    key = "finding-starved-unknown"
    if wait.item is not None:
        key = "finding-starved-several" if wait.also else "finding-starved"
        args |= {"item": Name("item", wait.item), "items": names("item", (wait.item, *wait.also))}
    return Finding(
        id="",
        severity=Severity.WARNING,
        key=key,
        args=args,
        position=(part.x, part.y),
        entity=part.name,
        evidence=tuple(sorted({f"status {rate.machine.part.status}" for rate in wait.machines})),
        because=because,
    )
