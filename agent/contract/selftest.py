"""``selftest.json``: what could only be measured in the player's own game (``/gpta-selftest``).

The length of a reload is not in it: the game's clock stands still meanwhile. The agent measures it by when the two
marks of a reload arrive in the journal.
"""

from __future__ import annotations

from typing import Literal

from agent.contract.base import Document, Several, Strict
from agent.contract.parts import Count, ShortText


class SelftestResult(Strict):
    """One measurement: passed, failed, or could not be made here (multiplayer has no reload)."""

    name: ShortText
    outcome: Literal["pass", "fail", "unavailable"]
    value: float | None = None
    unit: ShortText | None = None
    detail: ShortText | None = None


class Selftest(Document):
    """All measurements of one run, with the game they were made in."""

    kind: Literal["selftest"]
    game_version: ShortText
    mod_version: ShortText
    second_pass_needed: bool | None = None
    text_box_chars: Count | None = None
    results: Several[SelftestResult]
