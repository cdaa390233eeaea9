"""Every module of `cases` is a benchmark: its first sentence says what it measures, `run(size)` measures it."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from tests.benchmarks import cases

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tests.benchmarks.results import Result

Size = Literal["tiny", "full"]
"""``tiny`` only shows that a benchmark works; its figures mean nothing."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One module of `cases`, loaded."""

    name: str
    about: str
    run: Callable[[Size], Sequence[Result]]


def names() -> list[str]:
    """The names of all benchmarks, as the command line takes them."""
    return sorted(found.name.replace("_", "-") for found in pkgutil.iter_modules(cases.__path__))


def benchmark(name: str) -> Benchmark:
    """Load one benchmark; each is loaded only when it runs."""
    module = importlib.import_module(f"{cases.__name__}.{name.replace('-', '_')}")
    members = cast("Mapping[str, object]", vars(module))
    return Benchmark(
        name,
        (module.__doc__ or "").partition("\n")[0],
        cast("Callable[[Size], Sequence[Result]]", members["run"]),
    )
