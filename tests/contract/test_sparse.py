"""An object of many fields holds what its file told; read, compared and written it is as if it held all of them."""

from __future__ import annotations

import json
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from agent.contract import SnapshotEntity, SnapshotStack
from agent.contract.sparse import Sparse

ENTITY = TypeAdapter(SnapshotEntity)
NEEDED: dict[str, Any] = {"type": "inserter", "name": "fast-inserter", "x": 0.5, "y": -2.5}
NUMBERS = st.floats(-1e6, 1e6)
MAY_BE_TOLD: dict[str, st.SearchStrategy[Any]] = {
    "unit": st.none() | st.integers(0, (1 << 53) - 1),
    "direction": st.integers(0, 15),
    "mirrored": st.booleans(),
    "status": st.none() | st.text(max_size=20),
    "energy_j": st.none() | NUMBERS,
    "pickup": st.none() | st.tuples(NUMBERS, NUMBERS),
    "modules": st.just(()) | st.just((SnapshotStack("speed-module", 2),)),
    "effect": st.none() | st.dictionaries(st.text(max_size=5), NUMBERS, max_size=3),
}


@given(st.fixed_dictionaries({}, optional=MAY_BE_TOLD))
def test_an_entity_of_a_file_is_the_one_made_by_hand(told: dict[str, Any]) -> None:
    by_hand = SnapshotEntity(**NEEDED, **told)
    read = ENTITY.validate_json(ENTITY.dump_json(SnapshotEntity(**NEEDED, **told)))
    few = ENTITY.validate_json(
        json.dumps({**NEEDED, **told, "later": 1}, default=lambda part: {"name": part.name, "count": part.count})
    )
    assert read == few == by_hand
    assert repr(few) == repr(by_hand)
    assert ENTITY.dump_json(few) == ENTITY.dump_json(by_hand)
    assert replace(few, direction=4) == replace(by_hand, direction=4)
    assert vars(few).keys() == NEEDED.keys() | told.keys()


def test_every_field_that_may_be_left_out_has_its_default() -> None:
    entity = ENTITY.validate_json(json.dumps(NEEDED))
    left_out = [each for each in fields(SnapshotEntity) if each.name not in NEEDED]
    assert len(left_out) > 30
    for each in left_out:
        assert each.default is not MISSING
        assert getattr(entity, each.name) == each.default


@pytest.mark.parametrize("missing", NEEDED)
def test_a_needed_field_is_missed_by_name(missing: str) -> None:
    with pytest.raises(ValidationError) as caught:
        ENTITY.validate_json(json.dumps({name: value for name, value in NEEDED.items() if name != missing}))
    assert [(fault["type"], fault["loc"]) for fault in caught.value.errors()] == [("missing", (missing,))]


@pytest.mark.parametrize("wrong", [{"unit": 1.5}, {"unit": "1"}, {"x": True}, {"mirrored": 1}, {"name": None}])
def test_types_stay_exact(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ENTITY.validate_json(json.dumps({**NEEDED, **wrong}))


@pytest.mark.parametrize("entity", [SnapshotEntity(**NEEDED), ENTITY.validate_json(json.dumps(NEEDED))])
def test_an_entity_cannot_be_changed(entity: SnapshotEntity) -> None:
    with pytest.raises(AttributeError):
        entity.x = 1.0  # type: ignore[misc]


def test_a_default_that_is_made_anew_is_refused_where_the_class_is_first_used() -> None:
    @dataclass(frozen=True)
    class Listed(Sparse):
        items: list[int] = field(default_factory=list)

    with pytest.raises(TypeError, match="items"):
        TypeAdapter(Listed)
