"""`agent profiles`: who can answer, at what price, with what limits; and the player's own."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Final

import click

from agent.cli.asking import Asking, somebody_is_there
from agent.cli.check_view import check_data, say_checks
from agent.cli.commands.profiles_caps import caps, say_caps
from agent.cli.completing import profiles
from agent.cli.frame import Command, Group, common
from agent.cli.profile_table import abilities_words, key_state, limits_words, price_words, profile_data, say_profiles
from agent.cli.screen import one_line, screen
from agent.cli.shelf_options import config_option, open_shelf
from agent.errors import ModelError, UsageError
from agent.models import EMBEDDED
from agent.setup.additions import additions
from agent.setup.check import State
from agent.setup.model_checks import examine_models

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from agent.cli.screen import Screen
    from agent.models import Profile
    from agent.setup.shelf import Shelf

_KINDS: Final = ("openai", "ollama")
_JSON_STEPS: Final = ("schema", "object", "tool", "text")
_PARTS: Final = {
    "tools": ("abilities", "tools"),
    "json_step": ("abilities", "json"),
    "total_timeout": ("timeouts", "total_s"),
}
"""Option → where its value stands in a profile."""
_KEPT: Final = frozenset({"keyring", "passphrase", "machine", "environment"})
_PRICE: Final = ("prompt_usd_per_million", "reply_usd_per_million")


def _fields(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that are fields of a profile."""
    options = (
        click.option("--based-on", metavar="NAME", help="cli-profiles-option-based-on"),
        click.option("--kind", type=click.Choice(_KINDS), help="cli-profiles-option-kind"),
        click.option("--base-url", metavar="URL", help="cli-setup-option-url"),
        click.option("--model", metavar="NAME", help="cli-setup-option-model"),
        click.option("--context-tokens", type=click.IntRange(1), metavar="N", help="cli-setup-option-context-tokens"),
        click.option("--max-tokens", type=click.IntRange(1), metavar="N", help="cli-profiles-option-max-tokens"),
        click.option("--temperature", type=click.FloatRange(0, 2), metavar="T", help="cli-profiles-option-temperature"),
        click.option("--prompt-file", metavar="NAME", help="cli-profiles-option-prompt-file"),
        click.option("--prompt-text", metavar="TEXT", help="cli-profiles-option-prompt-text"),
        click.option("--price", type=(float, float), metavar="IN OUT", help="cli-profiles-option-price"),
        click.option("--tools/--no-tools", default=None, help="cli-profiles-option-tools"),
        click.option("--json-step", type=click.Choice(_JSON_STEPS), help="cli-profiles-option-json-step"),
        click.option("--needs-key/--no-key", default=None, help="cli-profiles-option-needs-key"),
        click.option("--organisation", metavar="ID", help="cli-setup-option-organisation"),
        click.option("--ca-file", metavar="FILE", help="cli-profiles-option-ca-file"),
        click.option("--proxy", metavar="URL", help="cli-profiles-option-proxy"),
        click.option("--total-timeout", type=click.FloatRange(1), metavar="S", help="cli-profiles-option-timeout"),
    )
    for option in reversed(options):
        function = option(function)
    return function


@click.group("profiles", cls=Group, help="cli-profiles-help")
@common
def command() -> None:
    """Hold the commands together."""


command.add_command(caps)


@command.command("list", cls=Command, help="cli-profiles-list-help")
@config_option
@common
def list_(config_dir: Path | None) -> None:
    """Print the table, the order of falling over and the bounds."""
    out = screen()
    shelf = open_shelf(out, config_dir)
    say_profiles(shelf, out)
    if shelf.book.fall_over:
        out.say(out.text("profiles-fall-over", list=", ".join(shelf.book.fall_over)))
    say_caps(shelf.book.caps, out)
    out.note("profiles-hint")
    chosen = shelf.book.default if shelf.settings.use_model else EMBEDDED
    out.data(
        {
            "default": chosen,
            "fall_over": list(shelf.book.fall_over),
            "caps": dataclasses.asdict(shelf.book.caps),
            "profiles": [profile_data(profile, shelf) for profile in shelf.book.profiles.values()],
        }
    )


@command.command("show", cls=Command, help="cli-profiles-show-help")
@click.argument("name", shell_complete=profiles, help="cli-profiles-name")
@config_option
@common
def show(name: str, config_dir: Path | None) -> None:
    """Print all of one profile but its key."""
    out = screen()
    shelf = open_shelf(out, config_dir)
    _say_profile(shelf.book.get(name), shelf, out)


@command.command("add", cls=Command, help="cli-profiles-add-help")
@click.argument("name", help="cli-profiles-name")
@_fields
@config_option
@common
def add(name: str, config_dir: Path | None, **said: Any) -> None:  # noqa: ANN401 - the options of `_fields`
    """Add a profile of the player's own."""
    out = screen()
    shelf = open_shelf(out, config_dir)
    if name in shelf.book.profiles or name == EMBEDDED:
        raise UsageError("profiles-name-taken", name=name)
    shelf = _with_profile(shelf, name, _entry(said))
    out.note("profiles-saved", name=name)
    _say_profile(shelf.book.get(name), shelf, out)


@command.command("edit", cls=Command, help="cli-profiles-edit-help")
@click.argument("name", shell_complete=profiles, help="cli-profiles-name")
@_fields
@config_option
@common
def edit(name: str, config_dir: Path | None, **said: Any) -> None:  # noqa: ANN401 - the options of `_fields`
    """Change fields of a profile; what is not named stays."""
    out = screen()
    shelf = open_shelf(out, config_dir)
    host = shelf.book.get(name).host
    fields = _entry(said)
    if not fields:
        raise UsageError("profiles-nothing-to-change", name=name)
    before = {key: value for key, value in shelf.book.own.get(name, {}).items() if key != "name"}
    shelf = _with_profile(shelf, name, _merged(before, fields))
    out.note("profiles-saved", name=name)
    profile = shelf.book.get(name)
    if profile.host != host and key_state(profile, shelf) in _KEPT:
        out.paragraph(out.text("profiles-key-goes-elsewhere", host=profile.host, profile=name), style="yellow")
    _say_profile(shelf.book.get(name), shelf, out)


@command.command("remove", cls=Command, help="cli-profiles-remove-help")
@click.argument("name", shell_complete=profiles, help="cli-profiles-name")
@click.option("--yes", is_flag=True, help="cli-setup-option-yes")
@config_option
@common
def remove(name: str, config_dir: Path | None, *, yes: bool) -> None:
    """Remove a profile of the player's own; a changed built-in one is as it was built in again."""
    out = screen()
    shelf = open_shelf(out, config_dir)
    book = shelf.book.without(name)
    asking = Asking(out, somebody_is_there() and not yes and not out.as_json)
    if not asking.confirm("profiles-remove", "--yes", default=True, name=name):
        return
    shelf = shelf.with_book(book)
    gone = () if name in book.profiles else shelf.chest.remove(name)
    out.note("profiles-removed", name=name)
    out.data({"removed": name, "key_removed_from": list(gone)})


@command.command("default", cls=Command, help="cli-profiles-default-help")
@click.argument("name", shell_complete=profiles, help="cli-profiles-name")
@click.option("--fall-over", multiple=True, metavar="NAME", help="cli-setup-option-fall-over")
@config_option
@common
def default(name: str, config_dir: Path | None, fall_over: tuple[str, ...]) -> None:
    """Choose what answers from now on."""
    out = screen()
    shelf = open_shelf(out, config_dir)
    if name != EMBEDDED:
        shelf.chosen(name)
        book = shelf.book.with_choice(default=name, fall_over=fall_over or None)
        shelf = shelf.with_book(book)
    shelf = shelf.with_settings(shelf.settings.model_copy(update={"use_model": name != EMBEDDED}))
    out.say(out.text("profiles-default", name=name))
    out.data({"default": name, "fall_over": list(shelf.book.fall_over)})


@command.command("test", cls=Command, help="cli-profiles-test-help")
@click.argument("name", required=False, shell_complete=profiles, help="cli-profiles-name")
@config_option
@common
def test(name: str | None, config_dir: Path | None) -> None:
    """Look whether key, endpoint and model are right; asks for the list of models and nothing that costs."""
    out = screen()
    shelf = open_shelf(out, config_dir)
    checks = examine_models(shelf, name)
    say_checks(checks, out)
    fine = all(check.state is not State.WRONG for check in checks)
    out.data({"fine": fine, "checks": [check_data(check, out) for check in checks]})
    if not fine:
        click.get_current_context().exit(ModelError.exit_code)


def _with_profile(shelf: Shelf, name: str, fields: Mapping[str, Any]) -> Shelf:
    """Write a profile, once its file of words was found."""
    book = shelf.book.with_profile(name, fields)
    additions(book.get(name), shelf.folder)
    return shelf.with_book(book)


def _entry(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entry of the profile file that the options mean."""
    entry: dict[str, Any] = {}
    for option, value in said.items():
        if value is None:
            continue
        if option == "price":
            entry["price"] = dict(zip(_PRICE, value, strict=True))
        elif option in _PARTS:
            part, field = _PARTS[option]
            entry.setdefault(part, {})[field] = value
        else:
            entry[option] = None if value == "" else value  # An empty text takes the field away.
    return entry


def _merged(before: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(before)
    for field, value in changes.items():
        known = merged.get(field)
        merged[field] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def _say_profile(profile: Profile, shelf: Shelf, out: Screen) -> None:
    data = profile_data(profile, shelf)
    out.heading("profiles-one", name=one_line(profile.name))
    rows = {
        "where": f"{profile.kind} · {profile.base_url}",
        "model": profile.model,
        "window": out.text("profiles-tokens", count=profile.context_tokens),
        "max-tokens": out.text("profiles-tokens", count=profile.max_tokens),
        "temperature": "—" if profile.temperature is None else out.catalogue.number(profile.temperature),
        "price": price_words(profile, out),
        "abilities": abilities_words(profile, out),
        "limits": limits_words(profile, out),
        "organisation": profile.organisation or "—",
        "prompt": " + ".join(part for part in (profile.prompt_file, profile.prompt_text) if part) or "—",
        "key": _key_words(key_state(profile, shelf), out),
    }
    for key, value in rows.items():
        out.say(f"  {out.text(f'profiles-field-{key}')}: {one_line(value)}")
    out.data(data)


def _key_words(state: str, out: Screen) -> str:
    key = f"key-state-{state}"
    return out.text(key if out.catalogue.has(key) else "key-state-trouble")
