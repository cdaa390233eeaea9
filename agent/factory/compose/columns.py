"""Which column each module stands in: right of its suppliers, left of those it supplies, elsewhere as it likes.

The first choice is as far left as may be. Where too few connections can be aligned in that, modules are moved one by
one: into another column between their partners', or into a new one right of their own, so that two which take the same
things can stand at the same rows. The constraint programme counts what each choice can align.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.factory.compose.netlist import EDGE, Netlist
from agent.factory.compose.optimal import Placer
from agent.factory.compose.place import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.factory.compose.optimal import Search
    from agent.factory.compose.place import Spacing

MOST_TRIED = 40
"""Choices of columns that are looked at."""


def arranged(netlist: Netlist, spacing: Spacing, search: Search) -> Netlist:
    """Return the netlist with levels chosen for its modules so that more connections can be aligned."""
    best = netlist
    known = _count(best, spacing, search)
    tried = 0
    while known is not None and known[1]:
        aligned, loose = known
        for other in _moves(best, loose):
            tried += 1
            found = _count(other, spacing, search)
            if found is not None and found[0] > aligned:
                best, known = other, found
                break
            if tried >= MOST_TRIED:
                return best
        else:
            return best
    return best


def _count(netlist: Netlist, spacing: Spacing, search: Search) -> tuple[int, list[int]] | None:
    """Return how many connections can be aligned and the nets of which some cannot be, None where nothing fits."""
    placer = Placer(netlist, place(netlist, spacing), spacing, search)
    most = placer.most()
    return None if most is None else (most[0], placer.loose)


def _moves(netlist: Netlist, loose: list[int]) -> Iterator[Netlist]:
    """Yield netlists in which one module that a net could not be aligned at stands in another column."""
    modules = netlist.modules
    concerned = dict.fromkeys(
        number
        for place_in in loose
        for net in [netlist.nets[place_in]]
        for number in (*(need.module for need in net.takers), *net.suppliers)
        if number != EDGE
    )
    for number in concerned:
        low, high = _room(netlist, number)
        for level in range(low, high + 1):
            if level != modules[number].level:
                yield _with(netlist, {number: level})
    for number in concerned:
        here = modules[number].level
        shared = sum(module.level == here for module in modules) > 1
        if shared:
            yield _with(netlist, {m.number: m.level + 1 for m in modules if m.level > here or m.number == number})


def _room(netlist: Netlist, number: int) -> tuple[int, int]:
    """Return the first and the last column between a module's suppliers and its takers."""
    modules = netlist.modules
    here = modules[number].level
    low, high = 1, max(module.level for module in modules)
    for net in netlist.nets:
        takers = {need.module for need in net.takers} - {EDGE}
        if number in takers:
            low = max([low, *(modules[n].level + 1 for n in net.suppliers if n != EDGE and modules[n].level < here)])
        if number in net.suppliers:
            high = min([high, *(modules[n].level - 1 for n in takers if modules[n].level > here)])
    return low, high


def _with(netlist: Netlist, levels: dict[int, int]) -> Netlist:
    modules = [replace(module, level=levels.get(module.number, module.level)) for module in netlist.modules]
    return Netlist(modules, netlist.nets)
