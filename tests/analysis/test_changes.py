"""What changed between two snapshots, counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from agent.analysis.changes import compared
from agent.analysis.wording import sentence
from agent.contract import Snapshot
from agent.i18n import LANGUAGES, LanguageCode, catalogue
from tests.analysis.kit import crafter, snapshot

Json = dict[str, Any]


def taken(number: int, entities: list[Json], **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    whole = snapshot(entities, tick=3600 * number).model_dump()
    return Snapshot.model_validate({**whole, "id": f"5a3f19c2-s{number}", **more}, strict=False)


def chest(**items: int) -> Json:
    stacks = [{"name": name.replace("_", "-"), "count": number} for name, number in items.items()]
    inventory = {"inventory": "chest", "slots": 16, "free_slots": 10, "items": stacks}
    return {"type": "container", "name": "iron-chest", "x": 1.5, "y": 1.5, "unit": 99, "inventories": [inventory]}


BEFORE = taken(
    1, [crafter(1, "iron-gear-wheel", "working"), crafter(2, "iron-gear-wheel", "no_ingredients"), chest(coal=50)]
)


def said(now: Snapshot, *earlier: Snapshot, language: LanguageCode = "en", wanted: str | None = None) -> list[str]:
    return [sentence(finding, catalogue(language)) for finding in compared(now, earlier, wanted)]


def test_what_was_built_stored_and_set_to_work() -> None:
    machines = [crafter(unit, "iron-gear-wheel", "working") for unit in (1, 2, 3)]
    now = taken(6, [*machines, chest(coal=20, stone=5)], compare_with=BEFORE.id)
    assert said(now, BEFORE) == [
        "Compared with the snapshot of 5 min ago:",
        "built or removed: assembling machine 1 +1.",
        "in chests: coal −30, stone +5.",
        "machines at work: 1 before, 3 now.",
    ]


def test_demand_that_moved_by_a_twentieth_or_more() -> None:
    old = BEFORE.model_copy(update={"id": "5a3f19c2-s2"})
    old = taken(2, [], electric_networks=[{"id": 3, "demand_w": 1e6}, {"id": 4, "demand_w": 1e6}])
    now = taken(
        3, [], compare_with=old.id, electric_networks=[{"id": 3, "demand_w": 1.5e6}, {"id": 4, "demand_w": 1.02e6}]
    )
    assert said(now, old)[1:] == ["demand of electric network 3: 1 MW before, 1.5 MW now."]


def test_nothing_changed_is_said() -> None:
    now = taken(2, [crafter(1, "iron-gear-wheel", "working")], compare_with="5a3f19c2-s1")
    before = taken(1, [crafter(1, "iron-gear-wheel", "working")])
    assert said(now, before)[1:] == ["nothing changed."]


def test_a_question_may_name_another_one() -> None:
    now = taken(6, [], compare_with=BEFORE.id)
    other = taken(3, [])
    assert said(now, BEFORE, other, wanted=other.id)[1:] == ["nothing changed."]


def test_no_comparison_was_asked_for_or_it_is_gone() -> None:
    assert said(taken(6, []), BEFORE) == []
    assert said(taken(6, [], compare_with="5a3f19c2-s9"), BEFORE) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_surface_is_no_comparison(language: LanguageCode) -> None:
    there = taken(6, [], compare_with=BEFORE.id, surface={"name": "vulcanus", "index": 2})
    assert len(said(there, BEFORE, language=language)) == 1
