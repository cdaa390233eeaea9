"""`agent profiles caps`: the player's own bounds, seen and changed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Final

import click

from agent.cli.frame import Command, common
from agent.cli.screen import screen
from agent.cli.shelf_options import config_option, open_shelf
from agent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent.cli.screen import Screen
    from agent.models import Caps

_NONE: Final = "none"
_SPANS: Final = ("question", "day")
_UNITS: Final = ("requests", "tokens", "usd")


class _Bound(click.ParamType):  # type: ignore[type-arg]
    """A number of its kind, or ``none``, which bounds nothing."""

    name = "bound"

    def __init__(self, unit: str) -> None:
        self._unit = unit

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """Read it; `agent.models.Caps` knows how much is possible."""
        del param, ctx
        if value == _NONE:
            return _NONE
        try:
            return float(value) if self._unit == "usd" else int(value)
        except ValueError:
            raise UsageError("profiles-cap-invalid", value=str(value)[:40]) from None


def _bounds(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add an option for each bound."""
    for span in reversed(_SPANS):
        for unit in reversed(_UNITS):
            option = click.option(
                f"--{span}-{unit}", type=_Bound(unit), metavar="N|none", help=f"cli-profiles-option-{span}-{unit}"
            )
            function = option(function)
    return function


@click.command("caps", cls=Command, help="cli-profiles-caps-help")
@_bounds
@config_option
@common
def caps(config_dir: Path | None, **said: Any) -> None:  # noqa: ANN401 - the options of `_bounds`
    """Change the bounds that are named, and show all of them."""
    out = screen()
    shelf = open_shelf(out, config_dir)
    changes = {name: None if value == _NONE else value for name, value in said.items() if value is not None}
    if changes:
        changed = dataclasses.replace(shelf.book.caps, **changes)
        shelf = shelf.with_book(shelf.book.with_choice(caps=changed))
        out.note("profiles-caps-saved")
    say_caps(shelf.book.caps, out)
    out.data({"caps": dataclasses.asdict(shelf.book.caps)})


def say_caps(bounds: Caps, out: Screen) -> None:
    """Print the bounds, one line for a question and one for a day."""
    for span in _SPANS:
        parts = []
        for unit in _UNITS:
            value = getattr(bounds, f"{span}_{unit}")
            if value is not None:
                parts.append(out.text(f"profiles-cap-{unit}", value=value))
        out.say(out.text(f"profiles-caps-{span}", list=", ".join(parts) or out.text("profiles-caps-none")))
