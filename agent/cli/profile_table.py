"""Profiles as a player compares them: who answers, where, how much fits, what it costs, what it can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich import box
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from agent.cli.screen import one_line
from agent.errors import ModelError
from agent.models import EMBEDDED

if TYPE_CHECKING:
    from agent.cli.screen import Screen
    from agent.models import Profile
    from agent.setup.shelf import Shelf

_WIDEST = 1000
"""Columns; so wide a table is never cut, and its true width is seen."""
_COLUMNS = ("name", "where", "window", "price", "abilities", "limits", "key")
_NAMED = frozenset({"window", "price", "key"})
"""Cells that say nothing without their column's name."""


def say_profiles(shelf: Shelf, out: Screen, *, numbered: bool = False) -> list[str]:
    """Print all profiles and the embedded analyst and return their names in that order.

    They are a table where the screen is wide enough for one, else two lines each.
    """
    chosen = shelf.book.default if shelf.settings.use_model else EMBEDDED
    names = [EMBEDDED, *shelf.book.profiles]
    rows = [_embedded(out) if name == EMBEDDED else _cells(shelf.book.profiles[name], shelf, out) for name in names]
    for name, row in zip(names, rows, strict=True):
        row[0] += " ←" if name == chosen else ""
    marks = [f"{number:>2}  " if numbered else "" for number in range(1, len(names) + 1)]
    if out.as_json:
        return names
    table, console = _table(rows, marks, out), out.console()
    if Measurement.get(console, console.options.update(max_width=_WIDEST), table).maximum <= console.width:
        console.print(table)
    else:
        _say_lines(rows, marks, out)
    return names


def _table(rows: list[list[str]], marks: list[str], out: Screen) -> Table:
    table = Table(box=box.SIMPLE, header_style="bold", pad_edge=False)
    for key in _COLUMNS:
        table.add_column(out.text(f"profiles-column-{key}"), no_wrap=True)
    for row, mark in zip(rows, marks, strict=True):
        table.add_row(*(Text(one_line(cell)) for cell in (mark + row[0], *row[1:])))
    return table


def _say_lines(rows: list[list[str]], marks: list[str], out: Screen) -> None:
    free = out.text("profiles-free")
    for row, mark in zip(rows, marks, strict=True):
        named = (
            f"{out.text(f'profiles-line-{key}')}: {cell}" if key in _NAMED and cell != free else cell
            for key, cell in zip(_COLUMNS[1:], row[1:], strict=True)
            if cell
        )
        out.say(mark + one_line(row[0]), style="bold")
        indent = len(mark or "  ")
        out.paragraph(" " * indent + one_line(" · ".join(named)), style="dim", hang=indent)


def profile_data(profile: Profile, shelf: Shelf) -> dict[str, Any]:
    """Return a profile as JSON: prices in US dollars per million tokens; of the key only where it is."""
    price = profile.price
    return {
        "name": profile.name,
        "kind": profile.kind,
        "base_url": profile.base_url,
        "model": profile.model,
        "context_tokens": profile.context_tokens,
        "max_tokens": profile.max_tokens,
        "temperature": profile.temperature,
        "prompt_usd_per_million": price.prompt_usd_per_million if price else None,
        "reply_usd_per_million": price.reply_usd_per_million if price else None,
        "tools": profile.abilities.tools,
        "json": profile.abilities.json,
        "streaming": profile.abilities.streaming,
        "requests_per_min": profile.limits.requests_per_min,
        "tokens_per_min": profile.limits.tokens_per_min,
        "requests_per_day": profile.limits.requests_per_day,
        "organisation": profile.organisation,
        "needs_key": profile.needs_key,
        "key": key_state(profile, shelf),
        "own": profile.name in shelf.book.own,
        "default": shelf.settings.use_model and profile.name == shelf.book.default,
    }


def key_state(profile: Profile, shelf: Shelf) -> str:
    """Tell where a profile's key is, without opening a seal: a place, ``none``, ``not-needed`` or an error's code."""
    if not profile.needs_key:
        return "not-needed"
    try:
        return shelf.key_place(profile) or "none"
    except ModelError as error:
        return error.code


def price_words(profile: Profile, out: Screen) -> str:
    """Return what a million tokens cost, both ways; a local server may lead to one that is paid."""
    price = profile.price
    if price is None:
        return out.text("profiles-free" if profile.is_local else "profiles-price-unknown")
    number = out.catalogue.number
    there, back = number(price.prompt_usd_per_million), number(price.reply_usd_per_million)
    return out.text("profiles-price", prompt=there, reply=back)


def _embedded(out: Screen) -> list[str]:
    return [EMBEDDED, out.text("profiles-embedded"), "", out.text("profiles-free"), "", "", ""]


def _cells(profile: Profile, shelf: Shelf, out: Screen) -> list[str]:
    model = f"{profile.model} · {profile.host}" if profile.model != profile.name else profile.host
    return [
        profile.name,
        model,
        out.text("profiles-window", thousands=out.catalogue.number(profile.context_tokens / 1000, 0)),
        price_words(profile, out),
        abilities_words(profile, out),
        limits_words(profile, out),
        _key(key_state(profile, shelf), out),
    ]


def abilities_words(profile: Profile, out: Screen) -> str:
    """Return what a model can do."""
    can = profile.abilities
    named = (("tools", can.tools), ("json", can.json in {"schema", "object"}), ("streaming", can.streaming))
    return ", ".join(out.text(f"profiles-ability-{name}") for name, has in named if has)


def limits_words(profile: Profile, out: Screen) -> str:
    """Return what the provider is known to allow."""
    limits = profile.limits
    known = (
        ("profiles-limit", limits.requests_per_min),
        ("profiles-limit-tokens", limits.tokens_per_min),
        ("profiles-limit-day", limits.requests_per_day),
    )
    told = [out.text(key, count=count) for key, count in known if count is not None]
    return ", ".join(told) or out.text("profiles-not-limited" if profile.is_local else "profiles-limits-unknown")


def _key(state: str, out: Screen) -> str:
    known = {"environment", "keyring", "passphrase", "machine", "run", "none", "not-needed"}
    return out.text(f"key-state-{state}" if state in known else "key-state-trouble")
