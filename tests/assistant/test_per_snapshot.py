from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

import pytest

from agent.analysis.bottleneck import causes_seen
from agent.assistant import modes
from agent.assistant.modes import MODES
from agent.assistant.per_snapshot import PerSnapshot
from agent.contract import Snapshot, parse_document
from agent.game.bundled import load, set_for
from tests.benchmarks.material import snapshot

if TYPE_CHECKING:
    from agent.analysis.bottleneck import Causes
    from agent.analysis.view import Factory


def taken(tick: int) -> Snapshot:
    shot = parse_document(Snapshot, snapshot(20, 0))
    return shot.model_copy(update={"tick": tick, "id": f"5a3f19c2-s{tick}"})


def test_a_value_is_kept_as_long_as_the_snapshot_and_no_longer() -> None:
    kept: PerSnapshot[int] = PerSnapshot()
    data, other = load(set_for("2.0.77", space_age=False)), load(set_for("2.0.77", space_age=True))
    shot, computed = taken(600), []

    def compute() -> int:
        computed.append(1)
        return len(computed)

    assert [kept.of(shot, data, compute), kept.of(shot, data, compute), kept.of(shot, other, compute)] == [1, 1, 2]
    alike = taken(600)
    assert kept.of(alike, data, compute) == 3
    del shot
    gc.collect()
    assert len(kept) == 1


def test_a_value_is_kept_beside_the_very_snapshots_that_it_depends_on_and_keeps_none_of_them() -> None:
    kept: PerSnapshot[int] = PerSnapshot()
    data, shot, computed = load(set_for("2.0.77", space_age=False)), taken(1800), []
    older = [taken(600), taken(1200)]

    def compute() -> int:
        computed.append(1)
        return len(computed)

    assert [kept.of(shot, data, compute, older), kept.of(shot, data, compute, list(older))] == [1, 1]
    assert kept.of(shot, data, compute, older[:1]) == 2
    assert kept.of(shot, data, compute, [taken(600)]) == 3
    assert kept.of(shot, data, compute, older) == 4
    gone = [weakref.ref(each) for each in older]
    older.clear()
    gc.collect()
    assert [each() for each in gone] == [None, None]
    assert kept.of(shot, data, compute, [taken(600), taken(1200)]) == 5


def test_who_asks_for_what_is_being_computed_waits_for_it() -> None:
    kept: PerSnapshot[int] = PerSnapshot()
    data, shot, begun, go_on = load(set_for("2.0.77", space_age=False)), taken(600), Event(), Event()

    def slowly() -> int:
        begun.set()
        assert go_on.wait(30)
        return 1

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(kept.of, shot, data, slowly)
        assert begun.wait(30)
        second = threads.submit(kept.of, shot, data, lambda: pytest.fail("it was being computed"))
        assert not second.done()
        go_on.set()
        assert [first.result(30), second.result(30)] == [1, 1]


def test_what_slowed_an_older_snapshot_down_is_found_once_and_told_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    data = load(set_for("2.0.77", space_age=False))
    older = [taken(600 * number) for number in range(1, 4)]
    seen: list[Factory] = []

    def counted(view: Factory) -> Causes:
        seen.append(view)
        return causes_seen(view)

    monkeypatch.setattr(modes, "causes_seen", counted)
    now = taken(6000)
    first = MODES["bottleneck"].analyse(now, older, data)
    assert len(seen) == 3
    assert MODES["bottleneck"].analyse(now, older, data) == first
    assert len(seen) == 3
    assert any(fact.key == "fact-since" for fact in first.facts)


def test_what_is_kept_of_an_answer_is_what_the_snapshot_alone_would_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer counts what was made since older snapshots; the causes it leaves behind must not depend on that."""
    data = load(set_for("2.0.77", space_age=False))
    older, now, later = taken(600), taken(6000), taken(9000)
    MODES["bottleneck"].analyse(now, [older], data)
    monkeypatch.setattr(modes, "causes_seen", lambda _view: pytest.fail("they were known"))
    told = MODES["bottleneck"].analyse(later, [now], data)
    monkeypatch.undo()
    fresh = now.model_copy()
    assert told == MODES["bottleneck"].analyse(later, [fresh], data)
    assert any(fact.key == "fact-since" for fact in told.facts)
