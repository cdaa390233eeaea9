"""A post written as a string, read back, and judged as far as the judge goes.

It judges what stands where, inserters and their ends, belts, poles and wires. Whether turrets hit is not its matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.errors import RefusedError
from agent.factory.post.draw import build_post
from agent.factory.propose import lock_of
from agent.factory.verify import Expectation, Feed, verify
from agent.game.blueprint import decode, encode, normalise, to_document, version_for

if TYPE_CHECKING:
    from collections.abc import Collection

    from agent.factory.post.draw import Post, PostOrder
    from agent.game.gamedata import GameData
    from agent.game.geometry import Tile

CHECK_TICKS = 3600
IDLE = frozenset({"inserter-idle", "inserter-useless", "no-pole"})
"""Warnings that are errors here: every inserter must have ammunition to take and somebody to give it to."""


@dataclass(frozen=True, slots=True)
class ProvenPost:
    """A post that was judged, its string, and the technologies still missing for it."""

    order: PostOrder
    post: Post
    string: str
    missing_research: tuple[str, ...]


def prove_post(order: PostOrder, data: GameData, researched: Collection[str] | None = None) -> ProvenPost:
    """Build a post, write it as a string, read the string back and have that judged.

    Raises:
        RefusedError: As `build_post`, and ``post-check-failed`` with the first error.
    """
    post = build_post(order, data)
    string = encode(to_document(post.blueprint, data))
    blueprint = normalise(decode(string)["blueprint"], target=version_for(data))
    feeds: tuple[Feed, ...] = ()
    outlets: tuple[Tile, ...] = ()
    if order.ammo is not None and post.feed is not None and post.belt_end is not None:
        feeds, outlets = (Feed(order.ammo, post.feed, "both"),), (post.belt_end,)
    verdict = verify(blueprint, data, Expectation(feeds=feeds, outlets=outlets), CHECK_TICKS)
    faults = [*verdict.errors, *(fault for fault in verdict.warnings if fault.code in IDLE)]
    if faults:
        raise RefusedError("post-check-failed", fault=faults[0].code, count=len(faults))
    names = [*post.required, *([order.ammo] if order.ammo is not None else [])]
    locks = {lock for name in names if (lock := lock_of(name, data)) is not None}
    missing = () if researched is None else tuple(sorted(locks - set(researched)))
    return ProvenPost(order, post, string, missing)
