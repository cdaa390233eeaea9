"""What a player wants to know of a circuit's future, and at which signals.

«Чему равно T через 60 тиков?», "what is A in 5 seconds?", «через сколько тиков T достигнет 200?».
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.circuits import circuit_of_snapshot
from agent.analysis.circuits.outcome import after, sent_by
from agent.analysis.circuits.reach import reaching
from agent.assistant.sanitise import clean_text
from agent.assistant.wishes.rates import parse_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agent.analysis.circuits import Circuit, Signal
    from agent.analysis.findings import Finding, NameKind
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData

    NameOf = Callable[[NameKind, str], str]

TICKS_PER_S, TICKS_PER_MIN, TICKS_PER_HOUR = 60, 3600, 216_000
MOST_TICKS = 100 * TICKS_PER_HOUR
_NUMBER = r"(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)?)"
_IN = r"(?:через|спустя|за|in|after|within)\s+"
_TICKS = re.compile(rf"(?<![\w.,]){_NUMBER}\s*(?:тик\w*|ticks?)(?!\w)", re.IGNORECASE)
_UNITS = (
    (TICKS_PER_S, r"(?:секунд\w*|сек|с|seconds?|secs?|s)(?!\w)"),
    (TICKS_PER_MIN, r"(?:минут\w*|мин|minutes?|mins?)(?!\w)"),
    (TICKS_PER_HOUR, r"(?:час(?:а|ов)?|hours?)(?!\w)"),
    (1, r"(?:тик|tick)(?!\w)"),
)
_TIMES = tuple(
    (factor, re.compile(rf"{_IN}(?:{_NUMBER}\s*|(?:одну|один|an?|one)\s+)?{unit}", re.IGNORECASE))
    for factor, unit in _UNITS
)
_WHEN = re.compile(
    r"через сколько|за сколько|когда|как скоро|how (?:many ticks|long|soon)|in how many|when\b", re.IGNORECASE
)
_REACHED = re.compile(
    r"(?:достиг\w*|дойд\w*|дорас\w*|дотян\w*|набер\w*|превы\w*|(?:стан\w*|будет)(?:\s+равн\w*)?|reach\w*|gets? to|"
    r"hits?|passe?s?|exceeds?|becomes?|equals?|be)\s+(?:до\s+|значения\s+|числа\s+|equal to\s+)*"
    rf"(?P<sign>[-−])?{_NUMBER}(?![\w.,]*\d)",
    re.IGNORECASE,
)
MOST_SIGNALS = 3
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХУ", "ABEKMHOPCTXY")
"""Capital letters that look the same in both alphabets: a player types «Т» for the signal T."""
_SHORT = 2


def asked_ticks(prompt: str) -> int | None:
    """Return how many ticks ahead a text asks to look, at most a hundred hours; None where it does not."""
    plain = clean_text(prompt)
    found = _TICKS.search(plain)
    if found is not None:
        return _ticks(found["number"], 1)
    for factor, pattern in _TIMES:
        found = pattern.search(plain)
        if found is not None:
            return _ticks(found["number"] or "1", factor)
    return None


def asked_count(prompt: str) -> int | None:
    """Return the count that a text asks a signal's arrival at; None where it asks no such thing."""
    plain = clean_text(prompt)
    found = _REACHED.search(plain)
    if found is None or _WHEN.search(plain) is None:
        return None
    value = _number(found["number"])
    return -value if found["sign"] else value


def _number(text: str) -> int:
    value = parse_number(text)
    return int(re.sub(r"[^\d]", "", text) if value is None else value)


def _ticks(number: str, factor: int) -> int | None:
    value = parse_number(number)
    if value is None:
        value = Fraction(re.sub(r"[^\d]", "", number))
    return min(int(value * factor), MOST_TICKS)


def asked_signals(prompt: str, circuit: Circuit, name: NameOf) -> tuple[Signal, ...]:
    """Return the signals of a circuit that a text names, in the text's order; lone letters only as capitals."""
    plain = clean_text(prompt)
    capitals, small = plain.translate(_LOOKALIKES), plain.casefold()
    found: dict[Signal, int] = {}
    for key in _signals(circuit):
        kind: NameKind = "virtual" if key[0] == "virtual" else "item"
        shown = name(kind, key[1])
        if len(shown) < _SHORT:
            place = re.search(rf"(?<![\w-]){re.escape(shown)}(?![\w-])", capitals)
        else:
            place = re.search(rf"(?<!\w){re.escape(shown.casefold())}(?!\w)", small)
            place = place or re.search(rf"(?<![\w-]){re.escape(key[1])}(?![\w-])", small)
        if place is not None:
            found[key] = place.start()
    return tuple(sorted(found, key=lambda key: (found[key], key)))


def _signals(circuit: Circuit) -> Iterable[Signal]:
    every = {key for net in circuit.nets.values() for key in net.signals or {}}
    return every.union(*(sent_by(node) for node in circuit.nodes))


def circuits_ahead(snapshot: Snapshot, data: GameData, prompt: str, name: NameOf) -> tuple[Finding, ...]:
    """Return what a player asked to know of the circuits' future; nothing where he asked no such thing."""
    target, ticks = asked_count(prompt), asked_ticks(prompt)
    if target is None and ticks is None:
        return ()
    circuit = circuit_of_snapshot(snapshot, data)
    if target is not None:
        wanted = asked_signals(prompt, circuit, name) or tuple(sorted(set(_signals(circuit))))
        return tuple(found for key in wanted[:MOST_SIGNALS] for found in reaching(circuit, key, target))
    if ticks is None:
        return ()
    return tuple(after(circuit, ticks, asked_signals(prompt, circuit, name)))
