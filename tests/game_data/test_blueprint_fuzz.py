"""Whatever stands in a blueprint string: it is read, or refused with one of our errors that says where."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.errors import ContractError
from agent.game.blueprint import decode, encode, leaves, normalise, to_document
from agent.game.bundled import load

SOUND: dict[str, Any] = {
    "blueprint_book": {
        "item": "blueprint-book",
        "active_index": 0,
        "version": 562949958402048,
        "blueprints": [
            {
                "index": 0,
                "blueprint": {
                    "item": "blueprint",
                    "label": "cell",
                    "icons": [{"index": 1, "signal": {"name": "iron-gear-wheel"}}],
                    "entities": [
                        {
                            "entity_number": 1,
                            "name": "assembling-machine-2",
                            "position": {"x": 1.5, "y": 1.5},
                            "recipe": "iron-gear-wheel",
                            "items": [{"id": {"name": "speed-module"}, "items": {"in_inventory": []}}],
                        },
                        {"entity_number": 2, "name": "inserter", "position": {"x": 1.5, "y": 3.5}, "direction": 8},
                        {"entity_number": 3, "name": "small-electric-pole", "position": {"x": 3.5, "y": 3.5}},
                        {"entity_number": 4, "name": "small-electric-pole", "position": {"x": 6.5, "y": 3.5}},
                    ],
                    "wires": [[3, 5, 4, 5]],
                    "tiles": [{"name": "concrete", "position": {"x": 0, "y": 0}}],
                    "version": 562949958402048,
                },
            },
            {
                "index": 1,
                "blueprint": {
                    "item": "blueprint",
                    "version": 73018179584,
                    "entities": [
                        {
                            "entity_number": 1,
                            "name": "filter-inserter",
                            "position": {"x": 0.5, "y": 0.5},
                            "direction": 2,
                            "connections": {"1": {"red": [{"entity_id": 2}]}},
                            "items": {"speed-module": 1},
                        },
                        {"entity_number": 2, "name": "iron-chest", "position": {"x": 0.5, "y": 1.5}, "neighbours": [1]},
                    ],
                },
            },
            {"index": 2, "upgrade_planner": {"item": "upgrade-planner", "settings": {"mappers": []}}},
            {"index": 3, "deconstruction_planner": {"item": "deconstruction-planner", "settings": {}}},
        ],
    }
}
words = st.sampled_from(["", "name", "quality", "x", "inserter", "1", "\x00", "normal", "north"])
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=6
)


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document but its root and its kind."""
    inner: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [path] if len(path) > 1 else []
    for key, child in inner:
        found += places(child, (*path, key))
    return found


PLACES = places(SOUND)


def replaced(path: tuple[Any, ...], value: object) -> dict[str, Any]:
    document = copy.deepcopy(SOUND)
    holder: Any = document
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return document


def read(text: str) -> bool:
    """Whether it is read to the end, or refused as it should be."""
    try:
        for leaf in leaves(decode(text)):
            if leaf.kind == "blueprint":
                to_document(normalise(leaf.body, path=leaf.path), load("space-age-2.1.20"))
    except ContractError as error:
        if not error.code.startswith("blueprint-"):
            raise
        return False
    return True


def test_the_sound_one_is_read() -> None:
    assert read(encode(SOUND))


@settings(max_examples=600)
@given(st.sampled_from(PLACES), anything)
def test_another_value_anywhere_is_read_or_refused(path: tuple[Any, ...], value: object) -> None:
    read(encode(replaced(path, value)))


def test_old_wires_of_another_shape_are_refused_by_their_place() -> None:
    entity = ("blueprint_book", "blueprints", 1, "blueprint", "entities", 0)
    for path, value in (((*entity, "connections", "1", "red"), 1), ((*entity, "neighbours"), "1")):
        with pytest.raises(ContractError) as caught:
            [normalise(leaf.body, path=leaf.path) for leaf in leaves(replaced(path, value)) if leaf.kind == "blueprint"]
        assert caught.value.code == "blueprint-shape"
        assert caught.value.params["where"] == "2 entities 1 connections"


@given(st.integers(0, 10_000), st.sampled_from([chr(code) for code in range(32, 127)]))
def test_a_changed_character_is_read_or_refused(place: int, character: str) -> None:
    text = encode(SOUND)
    at = place % len(text)
    read(text[:at] + character + text[at + 1 :])


@given(st.integers(0, 10_000), st.integers(0, 50))
def test_a_missing_piece_is_read_or_refused(place: int, length: int) -> None:
    text = encode(SOUND)
    at = place % len(text)
    read(text[:at] + text[at + length :])
