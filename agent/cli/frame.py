"""Commands whose help speaks the player's language: every help text is a catalogue key until it is shown."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import click

from agent.cli.failure import ABORTED_EXIT_CODE, report
from agent.cli.screen import Screen, language_from_environment, language_in_doubt, prepare_streams, silence_output
from agent.i18n import LANGUAGES

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _translate(ctx: click.Context, key: str) -> str:
    found = ctx.find_root().obj
    return found.text(key) if isinstance(found, Screen) else key


class Command(click.Command):
    """A command whose help and option texts are catalogue keys."""

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - the catalogue's sentence is short as it is
        """Return the first line of the translated help."""
        ctx = click.get_current_context(silent=True)
        if ctx is None or not self.help:
            return ""
        return _translate(ctx, self.help).splitlines()[0]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_translate(ctx, "cli-usage") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the translated description."""
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(_translate(ctx, self.help))

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments with their translated texts."""
        arguments = [param for param in self.get_params(ctx) if isinstance(param, click.Argument)]
        self._format_params(ctx, formatter, "cli-arguments", arguments)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options with their translated texts."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        self._format_params(ctx, formatter, "cli-options", options)

    def _format_params(
        self, ctx: click.Context, formatter: click.HelpFormatter, title: str, params: Sequence[click.Parameter]
    ) -> None:
        records = []
        for param in params:
            record = param.get_help_record(ctx)
            if record is not None:
                # click puts what it knows of the value (a range, a default) behind the text.
                key, gap, extra = record[1].partition("  ")
                text = _translate(ctx, "cli-option-help" if "--help" in param.opts else key)
                records.append((record[0], text + gap + extra))
        if records:
            with formatter.section(_translate(ctx, title)):
                formatter.write_dl(records)


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options, then commands."""
        Command.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their short texts."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        records = [(name, command.get_short_help_str()) for name, command in found if command is not None]
        with formatter.section(_translate(ctx, "cli-commands")):
            formatter.write_dl(records)


class Root(Group):
    """`agent`: loads a command's module when it is asked for, and serves when none is."""

    modules: Final = {
        "run": "cli-run-help",
        "host": "cli-host-help",
        "setup": "cli-setup-help",
        "profiles": "cli-profiles-help",
        "demo": "cli-demo-help",
        "ask": "cli-ask-help",
        "preview": "cli-preview-help",
        "analyse": "cli-analyse-help",
        "calculate-requirements": "requirements-help",
        "catalog-blueprint": "catalog-help",
        "compose-factory": "compose-help",
        "verify-blueprint": "verify-help",
        "draw": "draw-help",
        "doctor": "cli-doctor-help",
        "status": "cli-status-help",
        "report": "cli-report-help",
        "mod": "cli-mod-help",
        "completion": "cli-completion-help",
    }
    default: Final = "run"

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands in the order a player meets them."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Load one command."""
        if cmd_name not in self.modules:
            return None
        command = importlib.import_module(f"agent.cli.commands.{cmd_name.replace('-', '_')}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands without loading their modules, so that help comes at once."""
        with formatter.section(_translate(ctx, "cli-commands")):
            formatter.write_dl([(name, _translate(ctx, key)) for name, key in self.modules.items()])

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401
    ) -> click.Context:
        """Know the language before anything is parsed: help and errors must speak it."""
        extra.setdefault("obj", _screen_for(args))
        return super().make_context(info_name, args, parent, **extra)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command where none is named."""
        index = 0
        while index < len(args) and args[index] in {"--quiet", "--json", "--language"}:
            index += 2 if args[index] == "--language" else 1
        if index < len(args) and args[index] == "--setup":
            args = [*args[:index], "setup", *args[index + 1 :]]
        named = index < len(args) and (not args[index].startswith("-") or args[index] in {"--help", "--version"})
        inline = index < len(args) and args[index].startswith("--language=")
        if not named and not inline:
            args = [*args[:index], self.default, *args[index:]]
        return super().parse_args(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,  # noqa: ANN401 - click's signature
    ) -> Any:  # noqa: ANN401 - click's signature
        """Run a command; every error ends as one sentence, the next step and an honest exit code."""
        prepare_streams()
        arguments = list(sys.argv[1:] if args is None else args)
        try:
            code = super().main(arguments, prog_name, complete_var, standalone_mode=False, **extra)
            sys.stdout.flush()
        except BrokenPipeError:
            silence_output()
            code = 0
        except Exception as error:  # noqa: BLE001 - the one place where everything ends
            code = _complain(error, arguments)
        except KeyboardInterrupt:
            code = ABORTED_EXIT_CODE
        if not standalone_mode:
            return code
        sys.exit(code if isinstance(code, int) else 0)


def _complain(error: Exception, arguments: Sequence[str]) -> int:
    """Print an error; where standard output itself takes nothing any more, at least on the other stream."""
    screen = _screen_for(arguments)
    try:
        code = report(error, screen)
        sys.stdout.flush()
    except OSError:
        screen.as_json = False
        code = report(error, screen)
    if isinstance(error, OSError):
        silence_output()
    return code


def _screen_for(args: Sequence[str]) -> Screen:
    if "--" in args:
        args = args[: list(args).index("--")]
    wanted = ""
    for index, argument in enumerate(args):
        if argument == "--language" and index + 1 < len(args):
            wanted = args[index + 1]
        elif argument.startswith("--language="):
            wanted = argument.partition("=")[2]
    chosen = next((language for language in LANGUAGES if language == wanted), None)
    system = language_from_environment(os.environ)
    return Screen(
        chosen or system or language_in_doubt(),
        as_json="--json" in args,
        quiet="--quiet" in args,
        told_by="option" if chosen else "system" if system else "nothing",
    )


def _set_json(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    ctx.find_root().obj.as_json |= value


def _set_quiet(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    ctx.find_root().obj.quiet |= value


def spoken(function: _Function) -> _Function:
    """Add ``--language``; its value is read before anything is parsed (`Root.make_context`)."""
    option = click.option("--language", type=click.Choice(LANGUAGES), expose_value=False, help="cli-option-language")
    return option(function)


def common(function: _Function) -> _Function:
    """Add what every command with results takes: ``--language``, ``--json``, ``--quiet``."""
    quiet = click.option("--quiet", is_flag=True, expose_value=False, callback=_set_quiet, help="cli-option-quiet")
    as_json = click.option("--json", is_flag=True, expose_value=False, callback=_set_json, help="cli-option-json")
    return spoken(as_json(quiet(function)))
