"""What a benchmark returns: our figure beside that of a peer or a physical baseline, from the same run."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Unit = Literal["ms", "MiB", "instructions", "bytes", "handlers"]
ENOUGH_FOR_P99 = 50


@dataclass(frozen=True, slots=True)
class Result:
    """One comparison.

    Attributes:
        case: What was done, e.g. «50,000 machines».
        figure: Which figure of the runs: ``median``, ``p50``, ``p99``, ``peak``, ``per entity`` …
        ours: Our figure in `unit`; `baseline` that of the peer beside it.
        peer: What the peer did, in a few words.
        aim: The ratio that we want to stay at or below; None where the figure is only watched.
    """

    case: str
    figure: str
    ours: float
    baseline: float
    unit: Unit
    peer: str
    aim: float | None = None

    @property
    def ratio(self) -> float:
        """Ours ÷ baseline; less is better."""
        return self.ours / self.baseline

    @property
    def reached(self) -> bool | None:
        """Whether the aim is kept; None without one."""
        return None if self.aim is None else self.ratio <= self.aim


def percentile(samples: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile: the least sample that so many percent of all do not exceed."""
    return sorted(samples)[max(ceil(len(samples) * percent / 100), 1) - 1]


def compared(
    case: str, ours_s: Sequence[float], baseline_s: Sequence[float], peer: str, aim: float | None = None
) -> list[Result]:
    """Seconds of both as results in ms: the median, and p99 where there are enough samples for one."""

    def result(figure: str, ours: float, baseline: float) -> Result:
        return Result(case, figure, ours * 1000, baseline * 1000, "ms", peer, aim)

    found = [result("median", statistics.median(ours_s), statistics.median(baseline_s))]
    if min(len(ours_s), len(baseline_s)) >= ENOUGH_FOR_P99:
        found.append(result("p99", percentile(ours_s, 99), percentile(baseline_s, 99)))
    return found
