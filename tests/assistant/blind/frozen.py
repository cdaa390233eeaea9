"""The facts that the writers of the replies had before them: a set is judged by those, whatever analyses tell later.

`facts.json` holds, by factory, mode and language, the findings with the lines that they were told in, and the draft.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from agent.analysis.findings import Amounts, Finding, Formula, Name, Names, Quantity, Severity, Unit, Word

if TYPE_CHECKING:
    from agent.analysis.findings import Arg

FILE: Final = Path(__file__).parent / "facts.json"


@dataclass(frozen=True, slots=True)
class Facts:
    """What was computed for a question: findings with their lines, emergencies, the draft, names as they are shown."""

    findings: tuple[tuple[Finding, str], ...]
    shown: tuple[str, ...]
    urgent: tuple[str, ...]
    draft: str
    names: tuple[str, ...]


@cache
def facts(key: str) -> Facts:
    """Return the facts of «factory mode language»."""
    told = json.loads(FILE.read_text("utf-8"))[key]
    findings = tuple((_finding(each), str(each["line"])) for each in told["findings"])
    return Facts(findings, tuple(told["shown"]), tuple(told["urgent"]), told["draft"], tuple(told["names"]))


def _finding(told: dict[str, Any]) -> Finding:
    args = {key: _arg(each) for key, each in told["args"].items()}
    position = tuple(told["position"]) if told["position"] else None
    return Finding(told["id"], Severity(told["severity"]), told["key"], args, position)


def _arg(told: Any) -> Arg:  # noqa: ANN401 - any JSON value
    found: Arg = told
    match told:
        case {"quantity": [value, unit]}:
            found = Quantity(Fraction(value), Unit(unit))
        case {"name": [kind, name]}:
            found = Name(kind, name)
        case {"names": [kind, names, more]}:
            found = Names(kind, tuple(names), more)
        case {"amounts": amounts, "more": more}:
            listed = [(Name(kind, name), Quantity(Fraction(value), Unit(unit))) for kind, name, value, unit in amounts]
            found = Amounts(tuple(listed), more)
        case {"word": key}:
            found = Word(key)
        case {"formula": parts}:
            found = Formula(tuple(_arg(part) for part in parts))  # type: ignore[misc]
    return found
