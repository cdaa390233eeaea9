"""The comparison with the game's own description sees what matters and nothing else."""

from __future__ import annotations

from tests.game.surface.compare import differences, normal


def compared(ours: object, theirs: object) -> list[str]:
    return [path for path, _ in differences(normal(ours), normal(theirs))]


def test_the_order_and_nesting_of_a_union_mean_nothing() -> None:
    nested = {"union": ["string", {"union": ["nil", "boolean"]}]}
    assert compared({"t": {"union": ["boolean", "string", "nil"]}}, {"t": nested}) == []


def test_a_union_of_one_is_that_one() -> None:
    assert compared({"t": {"lit": "type"}}, {"t": {"union": [{"lit": "type"}]}}) == []


def test_a_missing_an_extra_and_a_changed_member_are_each_found() -> None:
    ours = {"attrs": {"a": {"r": "string"}, "b": {"r": "string"}}}
    theirs = {"attrs": {"a": {"r": "uint32"}, "c": {"r": "string"}}}
    assert compared(ours, theirs) == ["/attrs/a/r", "/attrs/b", "/attrs/c"]


def test_the_order_of_parameters_matters() -> None:
    assert compared({"p": [{"n": "a"}, {"n": "b"}]}, {"p": [{"n": "b"}, {"n": "a"}]}) == ["/p"]
