"""Groups of a directed graph whose members all reach one another (Kosaraju's two walks)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def strong_groups(follows: Mapping[int, Sequence[int]]) -> Iterator[list[int]]:
    """Yield the groups; a number alone is a group too. Every number that is followed must be a key."""
    back: dict[int, list[int]] = defaultdict(list)
    for number, successors in follows.items():
        for successor in successors:
            back[successor].append(number)
    seen: set[int] = set()
    finished: list[int] = []
    for start in follows:
        finished += _walk(start, follows, seen)
    seen.clear()
    for start in reversed(finished):
        group = _walk(start, back, seen)
        if group:
            yield group


def _walk(start: int, follows: Mapping[int, Sequence[int]], seen: set[int]) -> list[int]:
    """Return what is reached from a number and was not seen before, in the order in which it is left again."""
    if start in seen:
        return []
    seen.add(start)
    left: list[int] = []
    work = [(start, iter(follows.get(start, ())))]
    while work:
        number, successors = work[-1]
        following = next((each for each in successors if each not in seen), None)
        if following is None:
            work.pop()
            left.append(number)
        else:
            seen.add(following)
            work.append((following, iter(follows.get(following, ()))))
    return left
