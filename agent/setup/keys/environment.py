"""Keys from the environment: for servers, containers and those who keep their secrets elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from agent.models import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping

OPENAI_VARIABLE: Final = "OPENAI_API_KEY"
_OPENAI_HOST: Final = "api.openai.com"


def variable_of(profile: str) -> str:
    """Return the name of a profile's own variable: ``GPTA_KEY_GPT_4_1_MINI``."""
    return "GPTA_KEY_" + re.sub(r"[^A-Za-z0-9]", "_", profile).upper()


def key_from(environment: Mapping[str, str], profile: str, base_url: str) -> tuple[Secret, str] | None:
    """Return a profile's key and the variable that holds it.

    ``OPENAI_API_KEY`` is for OpenAI's own address alone: it is never sent to any other.
    """
    names = [variable_of(profile)]
    if urlsplit(base_url).hostname == _OPENAI_HOST:
        names.append(OPENAI_VARIABLE)
    for name in names:
        value = environment.get(name, "").strip()
        if value:
            return Secret(value), name
    return None
