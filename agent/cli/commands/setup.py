"""`agent setup`: consent, a model, its key, checked and stored; by questions or by flags."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

import click

from agent.cli.asking import Asking, somebody_is_there
from agent.cli.check_view import say_checks
from agent.cli.frame import Command, common
from agent.cli.places import Chosen, places_options
from agent.cli.profile_table import profile_data
from agent.cli.screen import one_line, screen
from agent.cli.setup_key import Flags, place_words
from agent.cli.setup_steps import agree, decide
from agent.cli.shelf_options import config_option, open_shelf
from agent.errors import ModelError
from agent.setup.doctor import examine, has_clipboard
from agent.setup.model_checks import examine_models
from agent.setup.onboarding import carry_out, without_key

if TYPE_CHECKING:
    from pathlib import Path

    from agent.cli.screen import Screen
    from agent.setup.keys import Place
    from agent.setup.shelf import Shelf

_STORES: Final = ("keyring", "passphrase", "machine", "run")


@click.command("setup", cls=Command, help="cli-setup-help")
@click.option("--accept-consent", is_flag=True, help="cli-setup-option-accept-consent")
@click.option("--profile", metavar="NAME", help="cli-setup-option-profile")
@click.option("--url", metavar="URL", help="cli-setup-option-url")
@click.option("--name", metavar="NAME", help="cli-setup-option-name")
@click.option("--model", metavar="NAME", help="cli-setup-option-model")
@click.option("--context-tokens", type=click.IntRange(min=1), metavar="N", help="cli-setup-option-context-tokens")
@click.option("--organisation", metavar="ID", help="cli-setup-option-organisation")
@click.option("--key-stdin", is_flag=True, help="cli-setup-option-key-stdin")
@click.option("--key-store", type=click.Choice(_STORES), help="cli-setup-option-key-store")
@click.option("--fall-over", multiple=True, metavar="NAME", help="cli-setup-option-fall-over")
@click.option("--answer-language", type=click.Choice(("auto", "ru", "en")), help="cli-setup-option-answer-language")
@click.option("--names-as-ids/--names-as-given", default=None, help="cli-setup-option-names-as-ids")
@click.option("--no-check", is_flag=True, help="cli-setup-option-no-check")
@click.option("--remove-key", is_flag=True, help="cli-setup-option-remove-key")
@click.option("--yes", is_flag=True, help="cli-setup-option-yes")
@config_option
@places_options
@common
def command(
    chosen: Chosen,
    config_dir: Path | None,
    *,
    remove_key: bool,
    yes: bool,
    answer_language: str | None,
    names_as_ids: bool | None,
    **said: Any,  # noqa: ANN401 - the fields of `Flags`
) -> None:
    """Ask what no flag says, check it, write it as one, and look at the rest."""
    out = screen()
    flags = _flags(**said)
    shelf = open_shelf(out, config_dir, chosen.data_dir)
    interactive = somebody_is_there() and not yes and not out.as_json and not flags.key_stdin
    asking = Asking(out, interactive)
    if remove_key:
        _remove_key(flags.profile or shelf.book.default, shelf, asking)
        return
    if not agree(flags, shelf, asking):
        out.say(out.text("setup-declined"))
        return
    plan = replace(decide(flags, shelf, asking), language=answer_language, names_as_ids=names_as_ids)
    shelf = carry_out(plan, shelf)
    _say_done(shelf, out)
    places = chosen.places()
    checks = (*examine(places, clipboard=has_clipboard()), *examine_models(shelf))
    out.say()
    out.heading("setup-diagnostics")
    say_checks(checks, out)
    profile = None if plan.profile is None else profile_data(shelf.book.get(plan.profile), shelf)
    out.data({"consent": shelf.settings.consent, "profile": profile, "config_dir": str(shelf.folder)})


def _flags(*, no_check: bool, key_store: str | None, fall_over: tuple[str, ...], **said: Any) -> Flags:  # noqa: ANN401
    return Flags(check=not no_check, key_store=cast("Place | None", key_store), fall_over=fall_over, **said)


def _say_done(shelf: Shelf, out: Screen) -> None:
    out.say()
    name = shelf.book.default if shelf.settings.use_model else out.text("setup-embedded")
    out.say(out.text("setup-done", model=name, folder=str(shelf.folder)), style="green")
    if not shelf.settings.use_model:
        return
    profile = shelf.book.get(name)
    place = shelf.key_place(profile)
    if place is not None:
        variable = shelf.key_of(profile) if place == "environment" else None
        words = place_words(place, variable.name if variable else "", shelf, out)
        out.say(out.text("setup-key-kept", place=words))
    if place == "run":
        out.note("setup-key-asked-again")


def _remove_key(name: str, shelf: Shelf, asking: Asking) -> None:
    out = asking.screen
    if not asking.confirm("setup-remove-key", "--yes", default=not asking.interactive or None, profile=name):
        return
    try:
        gone, after = without_key(shelf, name)
    except ModelError as error:
        if error.code != "key-file-damaged":
            raise
        # Nobody can read it any more: this command is what the error told the player to call.
        shelf.chest.sealed.discard()
        out.say(out.text("setup-damaged-keys-removed", path=one_line(str(shelf.chest.sealed.path))))
        gone, after = without_key(shelf, name)
    for place in gone:
        out.say(out.text("setup-key-removed", place=place_words(place, "", shelf, out)))
    if not gone:
        out.say(out.text("setup-no-key", profile=name))
    if after.settings.use_model != shelf.settings.use_model:
        out.note("setup-embedded-again")
    out.data({"profile": name, "removed_from": list(gone)})
