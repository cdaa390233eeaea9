"""The network of processes around targets: what can take part at all, and which processes form cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent.factory.requirements.process import Process


def taking_part(processes: Sequence[Process], wanted: Iterable[str]) -> list[Process]:
    """Return the processes that may help to make what is wanted, none of whose inputs is out of reach.

    The order of the processes is kept.
    """
    makers = _makers(processes)
    kept: set[str] = set()
    needed = list(wanted)
    seen = set(needed)
    while needed:
        for process in makers.get(needed.pop(), ()):
            kept.add(_key(process))
            for name, amount in process.net().items():
                if amount < 0 and name not in seen:
                    seen.add(name)
                    needed.append(name)
    return _without_dead_ends([process for process in processes if _key(process) in kept])


def _without_dead_ends(processes: list[Process]) -> list[Process]:
    while True:
        made = {name for process in processes for name, amount in process.net().items() if amount > 0}
        kept = [p for p in processes if all(amount > 0 or name in made for name, amount in p.net().items())]
        if len(kept) == len(processes):
            return kept
        processes = kept


def _key(process: Process) -> str:
    return f"{process.kind}:{process.name}"


def _makers(processes: Iterable[Process]) -> dict[str, list[Process]]:
    makers: dict[str, list[Process]] = {}
    for process in processes:
        for name, amount in process.net().items():
            if amount > 0:
                makers.setdefault(name, []).append(process)
    return makers


def startable(processes: Iterable[Process]) -> set[str]:
    """Return the things that can be made from nothing, gross inputs counted: a catalyst must be there first."""
    waiting = list(processes)
    have: set[str] = set()
    while True:
        ready = [process for process in waiting if process.needs <= have]
        if not ready:
            return have
        waiting = [process for process in waiting if not process.needs <= have]
        have.update(name for process in ready for name in process.gives)


def groups(processes: Sequence[Process]) -> list[list[Process]]:
    """Order processes from raw things to products; processes that need each other form one group (Tarjan)."""
    makers = _makers(processes)
    place = {id(process): index for index, process in enumerate(processes)}
    before = {
        place[id(process)]: sorted(
            {place[id(m)] for name, amount in process.net().items() if amount < 0 for m in makers.get(name, ())}
        )
        for process in processes
    }
    return [[processes[index] for index in sorted(found)] for found in _components(before)]


def _components(before: Mapping[int, Sequence[int]]) -> list[list[int]]:
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    found: list[list[int]] = []
    for root in before:
        if root in number:
            continue
        walk = [(root, iter(before[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        while walk:
            node, following = walk[-1]
            step = next(following, None)
            if step is None:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[node])
                if low[node] == number[node]:
                    cut = stack.index(node)
                    found.append(stack[cut:])
                    del stack[cut:]
            elif step not in number:
                number[step] = low[step] = len(number)
                stack.append(step)
                walk.append((step, iter(before[step])))
            elif step in stack:
                low[node] = min(low[node], number[step])
    return found
