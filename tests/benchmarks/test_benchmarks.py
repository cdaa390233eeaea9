"""Every benchmark runs and gives ratios; how long anything takes is not looked at."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.benchmarks import catalogue
from tests.benchmarks.__main__ import document, main, table
from tests.benchmarks.results import Result, compared, percentile
from tests.benchmarks.timing import in_turn

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("name", catalogue.names())
def test_a_benchmark_gives_ratios_to_a_peer(name: str) -> None:
    each = catalogue.benchmark(name)
    results = each.run("tiny")
    assert each.about.endswith(".")
    assert results
    for result in results:
        assert result.peer
        assert result.baseline > 0
        assert math.isfinite(result.ratio)
        assert result.ratio > 0 or result.unit == "handlers"
    assert table({name: results}).row_count == len(results)


def test_a_ratio_is_ours_over_the_peers_and_the_aim_is_the_most() -> None:
    result = Result("case", "median", 3.0, 2.0, "ms", "peer", 1.5)
    assert (result.ratio, result.reached) == (1.5, True)
    assert Result("case", "median", 3.1, 2.0, "ms", "peer", 1.5).reached is False
    assert Result("case", "median", 3.0, 2.0, "ms", "peer").reached is None


def test_percentiles_are_samples_by_nearest_rank() -> None:
    # the example of the method's usual description: 15, 20, 35, 40, 50
    samples = [40.0, 15.0, 50.0, 20.0, 35.0]
    assert [percentile(samples, each) for each in (5, 30, 40, 50, 100)] == [15, 20, 20, 35, 50]


def test_p99_is_told_only_of_enough_samples() -> None:
    assert [result.figure for result in compared("case", [1.0] * 49, [1.0] * 100, "peer")] == ["median"]
    (median, worst) = compared("case", [*[0.002] * 98, 0.5, 0.5], [0.001] * 100, "peer", aim=3)
    assert worst.figure == "p99"
    assert [median.ratio, worst.ratio] == pytest.approx([2, 500])
    assert (median.reached, worst.reached) == (True, False)


def test_rivals_are_timed_in_turn_after_one_call_that_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = 0.0
    calls: list[str] = []

    def work(who: str, spent: float) -> Callable[[], None]:
        def call() -> None:
            nonlocal clock
            clock += spent
            calls.append(who)

        return call

    monkeypatch.setattr(time, "perf_counter", lambda: clock)
    ours, baseline = in_turn(work("ours", 0.25), work("peer", 0.5), 2)
    assert calls == ["ours", "peer"] * 3
    assert (ours, baseline) == ([0.25, 0.25], [0.5, 0.5])


def test_json_holds_ratios_and_the_machine() -> None:
    shown = json.loads(json.dumps(document({"any": [Result("case", "median", 3.0, 2.0, "ms", "peer", 1.0)]})))
    assert shown["machine"].startswith("Python 3")
    (row,) = shown["results"]
    assert (row["benchmark"], row["ratio"], row["reached"], row["unit"]) == ("any", 1.5, False, "ms")


def test_the_list_names_every_benchmark_and_an_unknown_one_is_refused() -> None:
    listed = CliRunner().invoke(main, ["--list"])
    assert [line.split()[0] for line in listed.stdout.splitlines()] == catalogue.names()
    assert CliRunner().invoke(main, ["no-such-benchmark"]).exit_code == 2


def test_no_test_measures_time() -> None:
    tests = Path(__file__).resolve().parents[1]
    clocks = ("perf_" + "counter", "process_" + "time", "thread_" + "time")
    files = [path for path in tests.rglob("test_*.py") if path != Path(__file__).resolve()]
    assert files
    assert [path.name for path in files if any(clock in path.read_text("utf-8") for clock in clocks)] == []
