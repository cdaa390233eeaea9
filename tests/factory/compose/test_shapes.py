"""Chains, trees and many modules: joined, apart, and level with one another."""

from fractions import Fraction

from agent.factory.compose import Block, compose
from agent.factory.verify import verify
from agent.game.bundled import load
from tests.factory.compose.shapes import chain, shaped, tree

DATA = load("base-2.0.77")


def apart(block: Block) -> bool:
    """Tell whether two tiles lie between any two modules."""
    boxes = [(m.x, m.y, m.x + m.width + 2, m.y + m.height + 2) for m in block.modules]
    return not any(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for n, a in enumerate(boxes) for b in boxes[n + 1 :]
    )


def test_a_chain_of_ten_levels_is_aligned_throughout() -> None:
    links = chain(10)
    wanted, data = shaped(links, ("link-9",), DATA)
    found = compose(wanted, data, "chain")
    assert len(found.modules) == 10
    assert found.alignment == 1
    assert apart(found)
    assert verify(found.blueprint, data, found.expectation).errors == ()


def test_a_tree_of_thirty_modules_is_aligned_and_its_bound_is_told() -> None:
    made, leaves = tree(30)
    wanted, data = shaped(made, leaves, DATA)
    found = compose(wanted, data, "tree")
    assert len(found.modules) == 30
    assert apart(found)
    assert found.bound == 1
    assert found.alignment >= 0.95


def test_a_hundred_modules_are_placed_and_joined() -> None:
    links = chain(10)
    made = {
        f"{item}-{n}": tuple(p if p == "iron-plate" else f"{p}-{n}" for p in parts)
        for n in range(10)
        for item, parts in links.items()
    }
    wanted, data = shaped(made, tuple(f"link-9-{n}" for n in range(10)), DATA)
    found = compose(wanted, data, "hundred")
    assert len(found.modules) == 100
    assert apart(found)
    assert len(found.inner) == 90
    assert found.bound is not None
    assert found.alignment >= min(found.bound, Fraction(95, 100))
