"""Pumps that a circuit condition switches: which tanks they are wired to and what they wait for.

Followed are pumps on wires with storage tanks alone, whose condition compares what these hold with a number; whatever
else is on the wires is not looked at, and the judge says so. A tank sends what it holds itself, not what is in the
pipes beside it (wiki: Storage tank, «Circuit network»); all of one pipeline are filled to the same part.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.game.blueprint.model import CIRCUIT_GREEN, CIRCUIT_RED
from agent.game.comparing import compare, known

if TYPE_CHECKING:
    from agent.factory.verify.layout import Layout, Standing

TANK, PUMP = "storage-tank", "pump"
SILENT = frozenset({"electric-pole", PUMP})
"""Types that send nothing over a wire, whatever is set."""


@dataclass(frozen=True, slots=True)
class Switch:
    """What lets a pump work: the tanks that are counted together hold so much of a fluid."""

    tanks: tuple[Standing, ...]
    fluid: str
    comparator: str
    amount: int

    def closes(self, held: float) -> bool:
        """Tell whether the pump works while the tanks hold so much; signals are whole numbers."""
        return compare(self.comparator, int(held), self.amount)


def switches(layout: Layout) -> dict[Standing, Switch]:
    """Return the switched pumps that can be followed."""
    things = {thing.entity.number: thing for thing in layout.things}
    wired: dict[tuple[int, int], set[int]] = defaultdict(set)
    for wire in layout.blueprint.wires:
        if wire.source_connector == wire.target_connector and wire.source_connector in (CIRCUIT_RED, CIRCUIT_GREEN):
            wired[wire.source, wire.source_connector].add(wire.target)
            wired[wire.target, wire.source_connector].add(wire.source)
    found = {}
    for number, thing in things.items():
        waits = _waits(thing)
        if waits is None:
            continue
        numbers = [end for colour in (CIRCUIT_RED, CIRCUIT_GREEN) for end in _reached(number, colour, wired)]
        others = [things[end] for end in numbers if end in things]
        tanks = tuple(one for one in others if one.prototype.type == TANK)
        plain = all(one.prototype.type in SILENT or _sends(one) for one in others) and len(others) == len(numbers)
        if tanks and plain:
            found[thing] = Switch(tanks, *waits)
    return found


def _reached(start: int, colour: int, wired: dict[tuple[int, int], set[int]]) -> set[int]:
    """Return the numbers of all that wires of a colour join to an entity."""
    seen, waiting = {start}, [start]
    while waiting:
        new = wired[waiting.pop(), colour] - seen
        seen |= new
        waiting += new
    return seen - {start}


def _sends(thing: Standing) -> bool:
    control = thing.entity.settings.get("control_behavior")
    return thing.prototype.type == TANK and not (isinstance(control, dict) and control.get("read_contents") is False)


def _waits(thing: Standing) -> tuple[str, str, int] | None:
    """Return what a pump's condition compares: the fluid, how, and with what number; defaults are the game's."""
    control = thing.entity.settings.get("control_behavior")
    if thing.prototype.type != PUMP or not isinstance(control, dict) or control.get("circuit_enabled") is not True:
        return None
    condition = control.get("circuit_condition")
    if not isinstance(condition, dict) or any(condition.get(key) for key in ("second_signal", "first_signal_networks")):
        return None
    signal, comparator = condition.get("first_signal"), condition.get("comparator", "<")
    amount = condition.get("constant", 0)
    if not isinstance(signal, dict) or not isinstance(signal.get("name"), str) or signal.get("type") != "fluid":
        return None
    if not known(comparator) or not isinstance(amount, int):
        return None
    if control.get("connect_to_logistic_network") or control.get("set_filter"):
        return None
    return signal["name"], comparator, amount
