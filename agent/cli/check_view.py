"""A check of the doctor, in the player's words and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agent.cli.screen import one_line
from agent.setup.check import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.cli.screen import Screen
    from agent.setup.check import Check

_SIGNS: Final = {State.FINE: "✓", State.NOTE: "•", State.WAITING: "…", State.WRONG: "✗"}
_STYLES: Final = {State.FINE: "green", State.NOTE: "", State.WAITING: "yellow", State.WRONG: "red"}


def say_checks(checks: Iterable[Check], screen: Screen) -> None:
    """Print checks; in quiet only what keeps answers from coming."""
    for check in checks:
        if screen.quiet and not check.holds_up:
            continue
        text, step = check_words(check, screen)
        screen.paragraph(f"{_SIGNS[check.state]} {text}", style=_STYLES[check.state], hang=2)
        if step:
            screen.paragraph(f"  → {step}", hang=4)


def check_words(check: Check, screen: Screen) -> tuple[str, str]:
    """Return the sentence and the next step; the step is empty where there is none."""
    if check.error is not None:
        sentence, step = screen.catalogue.error(check.error)
        return one_line(sentence), one_line(step)
    args = {name: one_line(value) if isinstance(value, str) else value for name, value in check.args.items()}
    if "evidence" in args:
        args["evidence"] = screen.text(f"evidence-{args['evidence']}")
    if "place" in args:
        args["place"] = screen.text(f"key-state-{args['place']}")
    key = f"doctor-{check.code}"
    step = f"{key}-next"
    return screen.text(key, **args), screen.text(step, **args) if screen.catalogue.has(step) else ""


def check_data(check: Check, screen: Screen) -> dict[str, object]:
    """Return the check as JSON."""
    text, step = check_words(check, screen)
    return {"check": check.code, "state": check.state.value, "text": text, "next": step, **check.args}
