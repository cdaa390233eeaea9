"""What the judge did not look at, in the player's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.cli.screen import one_line

if TYPE_CHECKING:
    from agent.cli.screen import Screen
    from agent.factory.verify import Unseen, Verdict

_LONGEST = 200


def say_unseen(verdict: Verdict, out: Screen) -> None:
    """Print one line that names it all; nothing where the judge looked at everything."""
    if verdict.not_modelled:
        listed = ", ".join(_text(unseen, out) for unseen in verdict.not_modelled)
        out.say(f"{out.text('verify-not-modelled')} {listed}", style="yellow")


def _text(unseen: Unseen, out: Screen) -> str:
    name = one_line(unseen.name)[:_LONGEST]
    return out.text(f"verify-unseen-{unseen.part}", name=name) if unseen.part else name
