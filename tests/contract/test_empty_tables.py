"""Rounds of looking again are for the few names that are a list's here and another thing's there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from agent.contract import LocalisedNames, Observation, Prototypes, Snapshot, parse_document
from agent.contract.empty_tables import MOST_ROUNDS, _names_of_lists
from agent.resources import bundled

if TYPE_CHECKING:
    from agent.contract.base import Document

SNAPSHOT = (bundled("state") / "examples" / "snapshot-5a3f19c2-s1.json").read_bytes()


@pytest.mark.parametrize("model", [Snapshot, Observation, Prototypes, LocalisedNames])
def test_no_document_has_more_doubtful_names_of_lists_than_there_are_rounds(model: type[Document]) -> None:
    schema = model.model_json_schema()
    places = [
        name
        for part in (schema, *schema.get("$defs", {}).values())
        for name, field in part.get("properties", {}).items()
        if "array" in {each.get("type") for each in (field, *field.get("anyOf", ()))}
    ]
    assert len(places) > 0
    assert len([name for name in places if name not in _names_of_lists(model)]) < MOST_ROUNDS // 2


def test_every_list_of_a_snapshot_may_be_an_empty_table() -> None:
    told = json.loads(SNAPSHOT)
    lists = {name for name, field in Snapshot.model_json_schema()["properties"].items() if field.get("type") == "array"}
    assert len(lists) > 10
    read = parse_document(Snapshot, json.dumps(told | {name: {} for name in lists}).encode())
    assert all(getattr(read, name) == () for name in lists)
    # What is a list of an entity's is a table of a train's.
    entity = told["entities"][0] | {"fluids": {}, "inventories": {}}
    trains = [told["trains"][0] | {"fluids": fluids} for fluids in ({}, {"water": 5.0})]
    read = parse_document(Snapshot, json.dumps(told | {"entities": [entity], "trains": trains}).encode())
    assert read.entities[0].fluids == ()
    assert [each.fluids for each in read.trains] == [{}, {"water": 5.0}]
