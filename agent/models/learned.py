"""What endpoints turned out not to take, remembered for as long as the agent runs.

Profiles say what a model can do as data; endpoints change. Where one refuses a field by name, the field is left out or
renamed and the request sent once more; where a way to JSON fails, the next one down the ladder is where it begins.
"""

from __future__ import annotations

import dataclasses
import re
import threading
from collections.abc import Callable
from typing import Final

from agent.models.profile import Abilities, JsonStep, Profile, ReplyLimitField

_Step = Callable[[Abilities, Abilities], Abilities | None]

LADDER: Final[tuple[JsonStep, ...]] = ("schema", "object", "tool", "text")


def _rename_limit(said: Abilities, known: Abilities) -> Abilities | None:
    """Take the other name than the profile's, once: an endpoint that refuses both means the number."""
    if known.reply_limit != said.reply_limit:
        return None
    other: ReplyLimitField = "max_tokens" if said.reply_limit == "max_completion_tokens" else "max_completion_tokens"
    return dataclasses.replace(known, reply_limit=other)


def _without_temperature(_: Abilities, known: Abilities) -> Abilities | None:
    return dataclasses.replace(known, temperature=False) if known.temperature else None


def _without_usage(_: Abilities, known: Abilities) -> Abilities | None:
    return dataclasses.replace(known, stream_usage=False) if known.stream_usage else None


def _without_tools(_: Abilities, known: Abilities) -> Abilities | None:
    return dataclasses.replace(known, tools=False) if known.tools else None


#: Words of a refusal → what to do about it, from what the profile says and what is known; None where nothing is left.
_STEPS: Final[tuple[tuple[re.Pattern[str], _Step], ...]] = (
    (re.compile(r"(?<![a-z_])max_(?:completion_)?tokens(?![a-z_])"), _rename_limit),
    (re.compile(r"(?<![a-z_])temperature(?![a-z_])"), _without_temperature),
    (re.compile(r"(?<![a-z_])stream_options(?![a-z_])"), _without_usage),
    (
        re.compile(r"not support (?:tools?|function)|(?:tools?|function calling)\W+(?:is|are) not supported"),
        _without_tools,
    ),
)


class Learned:
    """Abilities by endpoint and model, beginning with the profile's own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str, str], tuple[Abilities, Abilities]] = {}
        self._windows: dict[tuple[str, str, str], int] = {}

    def abilities(self, profile: Profile) -> Abilities:
        """Return what the model can do as far as is known by now; a profile that was changed begins anew."""
        with self._lock:
            said, known = self._known.get(_key(profile), (profile.abilities, profile.abilities))
            return known if said == profile.abilities else profile.abilities

    def refused(self, profile: Profile, words: str) -> bool:
        """Learn from a refusal that names a field; tells whether another try makes sense."""
        known = self.abilities(profile)
        for pattern, step in _STEPS:
            lower = step(profile.abilities, known) if pattern.search(words.lower()) else None
            if lower is not None:
                self._keep(profile, lower)
                return True
        return False

    def step_down(self, profile: Profile, failed: JsonStep) -> JsonStep | None:
        """Begin below a way to JSON from now on; returns the next one, None below the last."""
        place = LADDER.index(failed) + 1
        if place == len(LADDER):
            return None
        self._keep(profile, dataclasses.replace(self.abilities(profile), json=LADDER[place]))
        return LADDER[place]

    def window(self, profile: Profile) -> int | None:
        """Return the model's own window in tokens as its server tells it; None before it was asked."""
        return self._windows.get(_key(profile))

    def shown(self, profile: Profile, window_tokens: int, *, tools: bool | None) -> None:
        """Keep what the server tells of the model: its own window, and whether it can use tools (None: untold)."""
        self._windows[_key(profile)] = window_tokens
        known = self.abilities(profile)
        if tools is False and known.tools:
            self._keep(profile, dataclasses.replace(known, tools=False))

    def _keep(self, profile: Profile, abilities: Abilities) -> None:
        with self._lock:
            self._known[_key(profile)] = (profile.abilities, abilities)


def _key(profile: Profile) -> tuple[str, str, str]:
    return profile.name, profile.base_url, profile.model


LEARNED: Final = Learned()
"""What this process learned."""
