"""The verdict of an answer: what limits, by how much, what waits because of it, and what to do about it.

Short on purpose: every finding stands in the list below the text, with its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.analysis.findings import Finding, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.assistant.analyst import Analyst

OTHER_CAUSES = 2
"""First causes told beside the foremost one, each in a sentence."""
WAITING = 4
LIMITED = 2
CAUSE = "finding-cause-"
SPOKEN_WHOLE = frozenset({"finding-nothing-wrong", "finding-no-machines"})
"""Calm findings without a place: the text says them, the list need not."""
NOTHING_TO_JUDGE = {
    "answer-calm-power": "overview-no-network",
    "answer-calm-logistics": "fact-logistics-none",
    "answer-calm-defence": "fact-defence-no-turrets",
    "answer-calm-trains": "fact-train-none",
    "answer-calm-circuits": "fact-circuit-none",
    "answer-calm-forecast": "fact-forecast-unknown",
}
"""Facts by which there is nothing that could be well or ill: they stand in for the sentence that all is well."""
_POWER = frozenset({"no-power", "low-power", "cause-power", "cause-low-power"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sentences that say what is wrong, by one analyst.

    ``urgent``: the emergencies have said already that power is short, so that is not said again.
    """

    analyst: Analyst
    findings: Sequence[Finding]
    facts: Sequence[Finding]
    urgent: bool = False

    def lines(self, calm_key: str) -> list[str]:
        """Return the lines; ``calm_key`` is the sentence for nothing wrong."""
        text = self.analyst.catalogue.text
        problems = [finding for finding in self.findings if finding.severity.rank and finding.because is None]
        if not problems:
            return self._calm(calm_key)
        fresh = [finding for finding in problems if not (self.urgent and _short(finding) in _POWER)]
        if not fresh:
            return [line for finding in problems for line in self._waiting(finding)]
        main, *others = fresh
        causes = [finding for finding in others if finding.key.startswith(CAUSE)][:OTHER_CAUSES]
        lines = [self.head(main), *self._waiting(main)]
        if _short(main) == "cause-capacity":
            lines += self._limited()
        if problems[0] is main:
            lines += [self.analyst.line(fact) for fact in self.facts if fact.key == "fact-since"]
        lines += [self.head(finding) for finding in causes]
        more = len(others) - len(causes)
        if more:
            lines.append(text("answer-more", count=more))
        advice = self.analyst.advice(main)
        if advice is not None:
            lines.append(text("answer-next", text=advice))
        return lines

    def head(self, finding: Finding) -> str:
        """Return a finding as a verdict: short, with what comes out now and what is needed."""
        key = f"verdict-{_short(finding)}"
        if not self.analyst.catalogue.has(key):
            return self.analyst.line(finding)
        flow = _flow(finding)
        keys = [key] if flow is None else [key, flow]
        return " ".join(self.analyst.worded(key, finding) for key in keys)

    def _calm(self, calm_key: str) -> list[str]:
        text = self.analyst.catalogue.text
        absent = [fact for fact in self.facts if fact.key == NOTHING_TO_JUDGE.get(calm_key)]
        calm = self.analyst.line(absent[0]) if absent else text(calm_key)
        if not self.findings:
            return [calm]
        first = self.findings[0]
        if first.key in SPOKEN_WHOLE:
            return [self.analyst.line(first)]
        advice = self.analyst.advice(first)
        following = [] if advice is None else [text("answer-next", text=advice)]
        return [f"{calm} {self.head(first)}", *following]

    def _waiting(self, cause: Finding) -> Iterator[str]:
        """Yield what waits because of a cause, as one line."""
        text = self.analyst.catalogue.text
        behind = [f for f in self.findings if f.because == cause.id]
        if behind:
            listed = [self.analyst.worded("answer-waiting-item", finding) for finding in behind[:WAITING]]
            if len(behind) > WAITING:
                listed[-1] += " " + text("names-more", count=len(behind) - WAITING)
            yield text("answer-waiting", list=", ".join(listed))

    def _limited(self) -> Iterator[str]:
        limited = [fact for fact in self.facts if fact.key == "fact-limited"]
        yield from (self.analyst.worded("answer-limited", fact) for fact in limited[:LIMITED])


def _short(finding: Finding) -> str:
    return finding.key.removeprefix("finding-")


def _flow(finding: Finding) -> str | None:
    """Choose the sentence on what comes out now; none where the verdict has said it."""
    now, needed, made = (finding.args.get(name) for name in ("now", "needed", "made"))
    if not isinstance(needed, Quantity) or not finding.key.startswith(CAUSE):
        return None
    if not isinstance(now, Quantity):
        return "flow-needed" if made is None else None
    if now == made or now.value >= needed.value:
        return None
    return "flow-now" if now.value else "flow-none"
