"""The player's settings for a model on loopback, as `agent setup` leaves them, and a key that must appear nowhere."""

from __future__ import annotations

import base64
import os
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote

from agent.models import Secret
from agent.setup.onboarding import NewKey, Plan, carry_out
from agent.setup.settings import config_folder
from agent.setup.shelf import Shelf
from tests.loopback.scripted_server import MODEL

if TYPE_CHECKING:
    from pathlib import Path

    from agent.setup.keys import Place

CANARY = "sk-canary-7f3a9c51e2d84b06"
PROFILE = "loopback"


def choose_model(url: str, data: Path, *, key: str | None = CANARY, place: Place = "machine") -> Shelf:
    """Consent given, one profile of one's own, its key kept; in the folder that the environment names."""
    shelf = Shelf.open(config_folder(None, os.environ), data, os.environ)
    fields = {
        "kind": "openai",
        "base_url": url,
        "model": MODEL,
        "context_tokens": 32_768,
        "needs_key": key is not None,
        "price": {"prompt_usd_per_million": 1.0, "reply_usd_per_million": 2.0},
    }
    new_key = NewKey(Secret(key), place) if key is not None else None
    return carry_out(Plan(PROFILE, fields, new_key=new_key), shelf)


def spellings(secret: str) -> dict[str, bytes]:
    """A secret as it could be written down: plain, in base64 at every offset, percent-encoded, backwards, in hex."""
    raw = secret.encode()
    forms = {"plain": raw, "quoted": quote(secret, safe="").encode(), "backwards": raw[::-1], "hex": raw.hex().encode()}
    forms |= {"utf-16": secret.encode("utf-16-le")}
    for offset in range(3):
        encoded = base64.b64encode(b"x" * offset + raw)
        forms[f"base64-{offset}"] = encoded[4 if offset else 0 : -4]
    return forms


def leaks(secret: str, *places: Path, texts: dict[str, str] | None = None) -> list[str]:
    """Every file below some folders, and every text, that holds a secret in any spelling; archives are looked into."""
    found = []
    contents = {f"<{name}>": text.encode() for name, text in (texts or {}).items()}
    for path in (path for place in places for path in (place.rglob("*") if place.is_dir() else (place,))):
        if path.is_file():
            contents[str(path)] = path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    contents |= {f"{path}!{name}": archive.read(name) for name in archive.namelist()}
    for name, data in contents.items():
        found += [f"{name}: {form}" for form, spelled in spellings(secret).items() if spelled in data]
    return found
