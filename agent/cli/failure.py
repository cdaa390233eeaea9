"""Errors as a player meets them: one sentence, the next step, an honest exit code, never a traceback."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from agent.cli.screen import one_line
from agent.errors import AgentError, BridgeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.cli.screen import Screen

USAGE_EXIT_CODE: Final = 1
INTERNAL_EXIT_CODE: Final = 70
"""As sysexits.h has it: an internal software error."""
ABORTED_EXIT_CODE: Final = 130
_LONGEST_PARAM: Final = 500
"""Characters of one parameter that a sentence can show and a player would read."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error, ready to be printed.

    Attributes:
        code: Of the error tree.
        text: What is wrong.
        next_step: What to do about it.
        exit_code: Of the process.
    """

    code: str
    text: str
    next_step: str
    exit_code: int


def report(error: Exception, screen: Screen) -> int:
    """Print an error and return the exit code."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.Abort):
        return ABORTED_EXIT_CODE
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return USAGE_EXIT_CODE
    failure = describe(error, screen)
    if screen.as_json:
        screen.data({"error": {"code": failure.code, "text": failure.text, "next": failure.next_step}})
    else:
        screen.paragraph(screen.text("cli-error", text=failure.text), style="red", error=True)
        screen.paragraph(screen.text("cli-suggestion", text=failure.next_step), error=True)
    if failure.exit_code == INTERNAL_EXIT_CODE:
        place = traceback.extract_tb(error.__traceback__)[-1]
        details = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
        screen.console(error=True).print(one_line(details), style="dim", soft_wrap=True)
    return failure.exit_code


def describe(error: Exception, screen: Screen) -> Failure:
    """Turn any error into its sentence and next step."""
    if isinstance(error, AgentError):
        return _failure(screen, error.code, error.exit_code, error.params)
    if isinstance(error, click.UsageError):
        return _misused(screen, error)
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        reason = (error.strerror or str(error)) + where
        return _failure(screen, "system-refused", BridgeError.exit_code, {"reason": reason})
    return _failure(screen, "internal", INTERNAL_EXIT_CODE, {})


def _misused(screen: Screen, error: click.UsageError) -> Failure:
    params: dict[str, str | int | float] = {"command": error.ctx.command_path if error.ctx else "agent"}
    code = "cli-usage"
    if isinstance(error, click.exceptions.NoSuchOption):
        code, params["name"] = "cli-no-such-option", error.option_name
        params["near"] = _nearest(error.option_name, error.possibilities or ())
    elif isinstance(error, click.exceptions.NoSuchCommand):
        code, params["name"] = "cli-no-such-command", error.command_name
        params["near"] = _nearest(error.command_name, _commands(error))
    elif isinstance(error, click.MissingParameter):
        code, params["name"] = "cli-missing", _missing(error)
    elif isinstance(error, click.BadParameter) and error.param and error.param.opts:
        code, params["name"] = "cli-value", error.param.opts[0]
        if isinstance(error.param.type, click.Choice):
            code, params["choices"] = "cli-choice", ", ".join(map(str, error.param.type.choices))
    elif isinstance(error, click.BadOptionUsage):
        code, params["name"] = "cli-no-value", error.option_name
    return _failure(screen, f"{code}-near" if params.get("near") else code, USAGE_EXIT_CODE, params)


def _failure(screen: Screen, code: str, exit_code: int, params: Mapping[str, str | int | float]) -> Failure:
    safe: dict[str, str | int | float] = {
        name: one_line(value)[:_LONGEST_PARAM] if isinstance(value, str) else value for name, value in params.items()
    }
    try:
        text, next_step = screen.catalogue.error(AgentError(code, **safe))
    except KeyError:
        # A sentence that names what the error does not carry must not hide the error itself.
        details = f"{code} {safe}"[:_LONGEST_PARAM]
        text, next_step = screen.text("error-unknown", details=details), screen.text("error-unknown-next", code=code)
    return Failure(code, text, next_step, exit_code)


def _missing(error: click.MissingParameter) -> str:
    """Name what is missing as it would be typed: an option with its value, an argument by its place."""
    if error.param is None or error.ctx is None:
        return ""
    value = error.param.make_metavar(error.ctx)
    return f"{error.param.opts[0]} {value}" if isinstance(error.param, click.Option) else value


def _nearest(name: str, known: Sequence[str]) -> str:
    return next(iter(get_close_matches(name, known, n=1)), "")


def _commands(error: click.UsageError) -> Sequence[str]:
    group = error.ctx.command if error.ctx else None
    return group.list_commands(error.ctx) if isinstance(group, click.Group) and error.ctx else ()
