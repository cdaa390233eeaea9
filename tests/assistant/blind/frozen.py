"""The facts that the writers of the replies had before them: a set is judged by those, whatever analyses tell later.

`sheets/<factory>-<mode>.json` holds the findings with the lines that they were told in, the draft, the question, and
what stands in the factory, for both languages.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from agent.analysis.findings import Amounts, Finding, Formula, Name, Names, Quantity, Severity, Unit, Word
from agent.assistant.grounding.present import Present

if TYPE_CHECKING:
    from agent.analysis.findings import Arg, NameKind

HERE: Final = Path(__file__).parent
SHEETS: Final = HERE / "sheets"
TECHNOLOGIES: Final = {"automation": "Автоматизация", "electronics": "Электроника", "steam-power": "Паровая энергия"}
"""Technologies that bear the name of no item."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was computed for a question: findings with their lines, emergencies, the draft, names as they are shown.

    ``data`` is the data set that the game ran with, ``shown`` are the ids of findings that may be cited.
    """

    data: str
    question: str
    findings: tuple[tuple[Finding, str], ...]
    shown: tuple[str, ...]
    urgent: tuple[str, ...]
    draft: str
    names: tuple[str, ...]
    present: Present


@cache
def facts(factory: str, mode: str, language: str) -> Facts:
    """Return the facts of a sheet in one language."""
    sheet = json.loads((SHEETS / f"{factory}-{mode}.json").read_text("utf-8"))
    told, there = sheet["told"][language], sheet["present"]
    return Facts(
        sheet["data"],
        told["question"],
        tuple((_finding(each), str(each["line"][language])) for each in sheet["findings"]),
        tuple(sheet["shown"]),
        tuple(told["urgent"]),
        told["draft"],
        tuple(told["names"]),
        Present(
            frozenset(there["names"]),
            {recipe: frozenset(names) for recipe, names in there["makers"].items()},
            there["counts"],
            there["crews"],
            there["total"],
        ),
    )


@lru_cache
def russian() -> dict[tuple[NameKind, str], str]:
    """Return the names that the game gives its things in Russian; things of all kinds bear the same one."""
    names = json.loads((HERE / "names_ru.json").read_text("utf-8"))
    kinds: tuple[NameKind, ...] = ("item", "entity", "recipe", "fluid", "technology")
    told: dict[tuple[NameKind, str], str] = {(kind, name): said for kind in kinds for name, said in names.items()}
    return told | {("technology", name): said for name, said in TECHNOLOGIES.items()}


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
