"""A check of the doctor, in the player's words and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.cli.screen import one_line

if TYPE_CHECKING:
    from agent.cli.screen import Screen
    from agent.setup.doctor import Check


def check_words(check: Check, screen: Screen) -> tuple[str, str]:
    """Return the sentence and the next step; the step is empty where there is none."""
    args = {name: one_line(value) if isinstance(value, str) else value for name, value in check.args.items()}
    if "evidence" in args:
        args["evidence"] = screen.text(f"evidence-{args['evidence']}")
    key = f"doctor-{check.code}"
    step = f"{key}-next"
    return screen.text(key, **args), screen.text(step, **args) if screen.catalogue.has(step) else ""


def check_data(check: Check, screen: Screen) -> dict[str, object]:
    """Return the check as JSON."""
    text, step = check_words(check, screen)
    return {"check": check.code, "state": check.state.value, "text": text, "next": step, **check.args}
