"""The embedded analyst: findings and facts as prose, in the player's language, from the catalogues alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.analysis.findings import Amounts, Finding, Formula, Name, Names, per_min
from agent.analysis.wording import quantity, readable, sentence
from agent.assistant.sanitise import plain_text
from agent.contract import Position, ShownFinding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from agent.analysis.findings import NameKind, Quantity
    from agent.errors import AgentError
    from agent.i18n import Catalogue

TOP_URGENT = 3
NAMES_IN_ERRORS: Mapping[str, NameKind] = {
    "item": "item",
    "recipe": "recipe",
    "recipes": "recipe",
    "machine": "entity",
    "thing": "entity",
    "technology": "technology",
}
"""Parameters of errors that are names of the game."""


def named(finding: Finding) -> tuple[Name, ...]:
    """Return the names of the game that a finding's sentence holds."""
    found: list[Name] = []
    for arg in finding.args.values():
        if isinstance(arg, Name):
            found.append(arg)
        elif isinstance(arg, Names):
            found += (Name(arg.kind, name) for name in arg.names)
        elif isinstance(arg, Amounts):
            found += (name for name, _ in arg.amounts)
        elif isinstance(arg, Formula):
            found += (part for part in arg.parts if isinstance(part, Name))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Analyst:
    """Renders for one player: the language's catalogue and the names of his mod set in his language, if exported."""

    catalogue: Catalogue
    localised: Mapping[tuple[NameKind, str], str]

    def line(self, finding: Finding) -> str:
        """Return a finding as one harmless line."""
        return plain_text(sentence(finding, self.catalogue, self.localised)).replace("\n", " ")

    def worded(self, key: str, finding: Finding) -> str:
        """Return another sentence of the catalogue on what a finding names."""
        return self.line(replace(finding, key=key))

    def lines(self, findings: Iterable[Finding]) -> tuple[str, ...]:
        """Return findings as lines."""
        return tuple(self.line(finding) for finding in findings)

    def prompt_line(self, finding: Finding) -> str:
        """Return a finding as a model is told it: with its severity and its place."""
        line = f"({finding.severity.value}) {self.line(finding)}"
        if finding.position is None:
            return line
        return f"{line} {self.place(finding.position)}"

    def place(self, position: tuple[float, float]) -> str:
        """Write a place of the map; the semicolon keeps it apart from the decimal comma."""
        x, y = (self.catalogue.number(coordinate, digits=1) for coordinate in position)
        return f"({x}; {y})"

    def shown(self, findings: Iterable[Finding], cited: Mapping[str, int] | None = None) -> tuple[ShownFinding, ...]:
        """Return findings as the game shows them, clickable where they have a place.

        ``cited`` are the numbers by which the text refers to some of them.
        """
        numbers = {finding_id: f"[{number}] " for finding_id, number in (cited or {}).items()}
        return tuple(
            ShownFinding(
                id=finding.id,
                severity=finding.severity.value,
                text=numbers.get(finding.id, "") + self.line(finding),
                position=Position(x=finding.position[0], y=finding.position[1]) if finding.position else None,
                surface=finding.surface,
            )
            for finding in findings
        )

    def name(self, kind: NameKind, name: str) -> str:
        """Return a name of the game in the player's language, or readable."""
        return plain_text(readable(kind, name, self.catalogue, self.localised)).replace("\n", " ")

    def reason(self, error: AgentError) -> tuple[str, str]:
        """Return an error's sentence and its next step; what it quotes may come from outside, so both are cleaned.

        Where the catalogue has words for a player in the game (``refusal-<code>``), they stand in for those of the
        command line, with names as the game shows them.
        """
        told = dict(zip(("", "-next"), self.catalogue.error(error), strict=True))
        params = {key: self._shown(key, value) for key, value in error.params.items()}
        for part in told:
            key = f"refusal-{error.code}{part}"
            if self.catalogue.has(key):
                told[part] = self.catalogue.text(key, **params)
        return plain_text(told[""]), plain_text(told["-next"])

    def _shown(self, key: str, value: str | float) -> str | float:
        """Write the names that an error carries as the game shows them."""
        kind = NAMES_IN_ERRORS.get(key)
        if kind is None or not isinstance(value, str):
            return value
        return ", ".join(self.name(kind, part) for part in value.split(", "))

    def quantity(self, amount: Quantity) -> str:
        """Write a number with its unit."""
        return str(quantity(amount, self.catalogue))

    def rate(self, rate_per_min: Fraction) -> str:
        """Write a rate per minute."""
        return self.quantity(per_min(rate_per_min))

    def names(self, findings: Iterable[Finding]) -> tuple[str, ...]:
        """Return every name of the game that the sentences hold, as shown: digits in them state nothing."""
        each = (name for finding in findings for name in named(finding))
        both = ((name.name, self.name(name.kind, name.name)) for name in each)
        return tuple(dict.fromkeys(written for pair in both for written in pair))

    def urgent(self, emergencies: Sequence[Finding]) -> list[str]:
        """Return emergencies as the first lines of an answer."""
        text = self.catalogue.text
        lines = [text("answer-urgent", text=self._with_advice(finding)) for finding in emergencies[:TOP_URGENT]]
        if len(emergencies) > TOP_URGENT:
            lines.append(text("answer-more", count=len(emergencies) - TOP_URGENT))
        return lines

    def _with_advice(self, finding: Finding) -> str:
        return " ".join(filter(None, (self.line(finding), self.advice(finding))))

    def advice(self, finding: Finding) -> str | None:
        """Return what to do about a finding, where the catalogue has a next step for it."""
        key = f"{finding.key}-next"
        return self.worded(key, finding) if self.catalogue.has(key) else None
