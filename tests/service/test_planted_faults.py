"""Each guard taken away once: the test which protects it must notice, or it protects nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from agent.bridge import disk, journal
from agent.bridge.inbox import Inbox
from agent.bridge.ledger import Ledger
from agent.bridge.ledger.questions import Questions
from agent.bridge.ledger.records import Records
from agent.bridge.sight import Sight
from agent.service import housekeeping
from agent.service.dispatch import Dispatcher
from tests.bridge.kit import EqualToAll
from tests.service import test_bad_input, test_doors, test_forgetting, test_housekeeping, test_promises
from tests.service.kit import Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def follow_links(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_NONBLOCK)


def always_apply(ledger: Ledger, ack: object) -> None:
    ledger.questions.mark_applied(ack.question)  # type: ignore[attr-defined]


def pretend_to_store(questions: Questions, *_: object) -> bool:
    return questions is not None


def do_nothing(*_: object, **__: object) -> None:
    return None


PLANTS: dict[str, tuple[object, str, object, Callable[[Table], None]]] = {
    "no digest is compared": (
        Sight,
        "digest",
        EqualToAll("x"),
        test_bad_input.test_a_complete_file_with_another_digest_is_never_accepted,
    ),
    "links are followed": (
        disk,
        "open_regular",
        follow_links,
        lambda table: test_bad_input.test_what_is_no_plain_file_is_set_aside_and_never_followed("link out", table),
    ),
    "glued lines are not rescued": (
        journal,
        "salvage",
        lambda _data: (),
        test_bad_input.test_a_question_glued_to_half_a_line_is_not_lost,
    ),
    "any acknowledgement closes a question": (
        Ledger,
        "apply",
        always_apply,
        lambda table: test_promises.test_emergencies_come_first_when_the_model_is_slow_and_the_answer_follows(
            table.root / "own"
        ),
    ),
    "answers are not stored": (
        Questions,
        "store_answer",
        pretend_to_store,
        test_promises.test_after_a_restart_nothing_is_asked_again_and_unread_answers_are_still_there,
    ),
    "a loaded save is not noticed": (
        Questions,
        "want_again",
        lambda *_: True,
        test_promises.test_an_answer_that_a_loaded_save_still_waits_for_comes_again_without_the_model,
    ),
    "what was asked before a consent was taken back is taken in after it": (
        Inbox,
        "_take_what_came_before",
        do_nothing,
        test_forgetting.test_a_consent_taken_back_before_the_agent_looked_takes_what_was_asked_before_with_it,
    ),
    "acks of another life are kept": (
        Records,
        "forget_acks",
        do_nothing,
        lambda table: test_promises.test_an_ack_from_before_a_load_does_not_close_what_the_loaded_save_waits_for(
            "lost", table
        ),
    ),
    "the inbox is never cleaned": (
        Dispatcher,
        "_clean",
        do_nothing,
        test_doors.test_an_inbox_left_full_by_a_killed_agent_is_made_pristine_at_the_start,
    ),
    "everything is swept": (
        housekeeping,
        "remove_if_recorded",
        lambda path, _digests, **_: disk.remove(path),
        test_housekeeping.test_a_file_that_an_older_save_wrote_anew_is_not_swept,
    ),
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_fault_is_noticed(plant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, name, fault, scenario = PLANTS[plant]
    table = Table(tmp_path)
    (tmp_path / "own").mkdir()
    scenario_passes(scenario, Table(tmp_path / "healthy"))
    monkeypatch.setattr(owner, name, fault)
    with pytest.raises(AssertionError):
        scenario(table)
    table.service.close()


def scenario_passes(scenario: Callable[[Table], None], table: Table) -> None:
    (table.root / "own").mkdir()
    scenario(table)
    table.service.close()
