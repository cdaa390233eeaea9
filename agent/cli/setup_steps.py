"""The steps of `agent setup`: each is answered by a flag or by whoever sits at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urlsplit

import click

from agent.cli.profile_table import say_profiles
from agent.cli.screen import one_line
from agent.cli.setup_key import Draft, place_key, say_error, take_key, type_key
from agent.errors import ModelError, UsageError
from agent.models import EMBEDDED, check_model, missing_model
from agent.setup.onboarding import CONSENT_LINES, Plan, changed_fields, own_profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.cli.asking import Asking
    from agent.cli.screen import Screen
    from agent.cli.setup_key import Flags
    from agent.models import ModelCheck
    from agent.setup.shelf import Shelf

_Result = TypeVar("_Result")
_WINDOW: Final = 32_768
"""Tokens; what most models served by somebody have at least."""
_LISTED: Final = 15
_OWN: Final = "own"
_LOCAL: Final = "local"
_SCRATCH: Final = "x"
"""Name of a profile before it has one."""
_OPENAI: Final = "openai"


def agree(flags: Flags, shelf: Shelf, asking: Asking) -> bool:
    """Show what is sent where and ask whether to go on.

    Raises:
        UsageError: ``setup-consent-needed``: nobody is there and the flag was not given.
    """
    out = asking.screen
    out.heading("setup-title")
    out.note("setup-licence")
    out.say()
    say_consent(out)
    if flags.accept_consent:
        return True
    if not asking.interactive and not shelf.settings.consented:
        raise UsageError("setup-consent-needed")
    default = True if shelf.settings.consented else None
    return asking.confirm("setup-continue", "--accept-consent", default=default)


def say_consent(out: Screen) -> None:
    """Print the text; it lists what the game's own consent window lists."""
    out.heading("setup-consent-title")
    out.paragraph(out.text("setup-consent-files"))
    for line in CONSENT_LINES:
        out.paragraph(f"  • {out.text(f'setup-consent-{line}')}", hang=4)
    out.paragraph(out.text("setup-consent-where"))
    for line in ("embedded", "local", "remote"):
        out.paragraph(f"  • {out.text(f'setup-consent-to-{line}')}", hang=4)
    out.paragraph(out.text("setup-consent-key"))
    out.paragraph(out.text("setup-consent-preview"))
    out.paragraph(out.text("setup-consent-revoke"))


def decide(flags: Flags, shelf: Shelf, asking: Asking) -> Plan:
    """Go through profile, address, key and model.

    Raises:
        AgentError: A flag cannot be meant, or the endpoint refuses and nobody is there to answer.
    """
    name = flags.profile or _choose_profile(flags, shelf, asking)
    if name == EMBEDDED:
        return Plan(None, {})
    draft = _own(flags, shelf, asking) if name == _OWN else _known(name, flags, shelf)
    if draft.profile.kind == _OPENAI:
        take_key(draft, flags, shelf, asking)
        if draft.profile.needs_key:
            _ask_organisation(draft, flags, asking)
    _check(draft, flags, asking)
    new_key = place_key(draft, flags, shelf, asking)
    for other in flags.fall_over:
        draft.book.get(other)
    return Plan(draft.profile.name, draft.fields, flags.fall_over, new_key)


def _choose_profile(flags: Flags, shelf: Shelf, asking: Asking) -> str:
    out = asking.screen
    if flags.url is not None:
        return _OWN
    out.say()
    out.heading("setup-profiles")
    names = [*say_profiles(shelf, out, numbered=True), _OWN]
    out.say(f"{len(names):>2}  {out.text('setup-own-endpoint')}", style="bold")
    if not asking.interactive:
        raise UsageError("setup-flag-needed", flag="--profile")
    chosen = names.index(shelf.book.default) if shelf.book.default in names else 0
    return names[asking.number("setup-which-profile", len(names), chosen)]


def _known(name: str, flags: Flags, shelf: Shelf) -> Draft:
    profile = shelf.book.get(name)
    draft = Draft(profile, shelf.book, changed_fields(profile, shelf.book))
    if name not in shelf.book.profiles:  # a raw tag of Ollama's
        draft.fields = {"based_on": "ollama", "model": profile.model}
        draft.book = shelf.book.with_profile(name, draft.fields)
    changes = {"base_url": flags.url, "model": flags.model, "context_tokens": flags.context_tokens}
    given = {field: value for field, value in changes.items() if value is not None}
    if given:
        draft.change(**given)
    return draft


def _own(flags: Flags, shelf: Shelf, asking: Asking) -> Draft:
    out = asking.screen
    out.note("setup-own-hint")
    if flags.model is None and not asking.interactive:
        raise UsageError("setup-flag-needed", flag="--model")

    window = flags.context_tokens or _WINDOW
    fields = {"url": "", "name": _SCRATCH, "model": "?"}

    def taken(field: str, flag: str | None, ask: Callable[[], str]) -> Draft:
        """Take a field from its flag, or have it typed until it can be meant."""

        def once() -> Draft:
            fields[field] = flag or ask()
            entry = own_profile(fields["name"], fields["url"], fields["model"], window, needs_key=True)
            try:
                book = shelf.book.with_profile(fields["name"], entry)
            except UsageError as error:
                place = str(error.params.get("place", "")).removeprefix(f"{_SCRATCH}.")
                raise UsageError(error.code, **(error.params | {"place": place})) from None
            return Draft(book.get(fields["name"]), book, entry)

        return once() if flag else _until_meant(once, asking)

    def ask_name() -> str:
        host = urlsplit(fields["url"]).hostname or ""
        suggested = _LOCAL if _is_address(host) else host.removeprefix("api.").split(".")[0]
        name = asking.text("setup-name", "--name", suggested or None)
        if name == EMBEDDED or (name in shelf.book.profiles and name not in shelf.book.own):
            raise UsageError("profiles-name-taken", name=name)
        return name

    taken("url", flags.url, lambda: asking.text("setup-url", "--url"))
    taken("name", flags.name, ask_name)
    draft = taken("model", flags.model, lambda: asking.text("setup-model", "--model"))
    if flags.context_tokens is None:
        out.note("setup-window-assumed", count=_WINDOW, profile=draft.profile.name)
    return draft


def _ask_organisation(draft: Draft, flags: Flags, asking: Asking) -> None:
    if flags.organisation is not None:
        draft.change(organisation=flags.organisation or None)
    elif asking.interactive:
        _until_meant(lambda: _type_organisation(draft, draft.profile.organisation or "", asking), asking)


def _type_organisation(draft: Draft, default: str, asking: Asking) -> None:
    draft.change(organisation=asking.text("setup-organisation", "--organisation", default) or None)


def _until_meant(do: Callable[[], _Result], asking: Asking) -> _Result:
    """Do what may be refused for what was typed: whoever types is asked once more."""
    while True:
        try:
            return do()
        except UsageError as error:
            if not asking.interactive:
                raise
            say_error(error, asking.screen)


def _is_address(host: str) -> bool:
    """Tell whether a host names nobody in particular."""
    return host == "localhost" or ":" in host or host.replace(".", "").isdigit()


def _check(draft: Draft, flags: Flags, asking: Asking) -> None:
    """Ask the endpoint; whoever is there may mend what it names, or go on without it."""
    out = asking.screen
    if not flags.check:
        out.note("setup-not-checked", host=draft.profile.host)
        return
    while True:
        out.note("setup-checking", host=draft.profile.host)
        try:
            check = check_model(draft.profile, draft.key)
        except ModelError as error:
            if not asking.interactive:
                raise
            say_error(error, out)
            if not _mend(draft, asking):
                return
            continue
        if not check.is_there:
            _other_model(draft, check, asking)
        out.say(out.text("setup-checked", host=draft.profile.host, model=draft.profile.model), style="green")
        return


def _mend(draft: Draft, asking: Asking) -> bool:
    """Let something be changed before the next try; False to go on unchecked."""
    out = asking.screen
    ways = ["again", *(["key"] if draft.profile.needs_key else []), "url", "organisation", "unchecked", "stop"]
    if draft.profile.kind != _OPENAI:
        ways.remove("organisation")
    way = ways[asking.pick("setup-what-now", "--no-check", [out.text(f"setup-mend-{way}") for way in ways])]
    if way == "stop":
        raise click.Abort
    if way == "key":
        draft.found = None
        type_key(draft, asking)
    elif way == "url":
        _until_meant(lambda: _type_url(draft, asking), asking)
    elif way == "organisation":
        _until_meant(lambda: _type_organisation(draft, "", asking), asking)
    return way != "unchecked"


def _type_url(draft: Draft, asking: Asking) -> None:
    draft.change(base_url=asking.text("setup-url", "--url", draft.profile.base_url))


def _other_model(draft: Draft, check: ModelCheck, asking: Asking) -> None:
    """The endpoint has no such model: the nearest of its own are offered."""
    error, near = missing_model(draft.profile, check), check.near
    if not asking.interactive or not check.names:
        raise error
    asking.screen.paragraph(f"✗ {one_line(asking.screen.catalogue.error(error)[0])}", style="red", hang=2)
    offered = (*near, *(model for model in sorted(check.names) if model not in near))[:_LISTED]
    draft.change(model=offered[asking.pick("setup-which-model", "--model", offered)])
