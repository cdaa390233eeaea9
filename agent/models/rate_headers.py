"""What endpoints say in headers about how much is left and when it comes back, in the forms that are in use.

=================  ==========================================================  =====================================
who                names                                                       reset
=================  ==========================================================  =====================================
OpenAI             ``x-ratelimit-{limit,remaining,reset}-{requests,tokens}``    ``6m0s``, ``1s``, ``20ms``
Azure OpenAI       ``x-ratelimit-remaining-{requests,tokens}``                 none
Groq               as OpenAI; requests are those of a day                      ``2m59.56s``
Cerebras           ``x-ratelimit-…-{requests-day,tokens-minute}``              ``33011.38`` (seconds)
Together, IETF     ``x-ratelimit-reset``, ``ratelimit-reset``                  ``1`` (seconds)
OpenRouter         ``x-ratelimit-{limit,remaining,reset}``                     ``1741305600000`` (ms since 1970)
GitHub             ``x-ratelimit-{limit,remaining,reset}``                     ``1741305600`` (seconds since 1970)
Anthropic          ``anthropic-ratelimit-{requests,input-tokens}-{limit,…}``   ``2026-01-01T00:00:00Z``
=================  ==========================================================  =====================================

Points in time become seconds from now by the answer's own ``Date``, so that a wrong clock here does not matter.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME: Final = re.compile(r"(?:^|-)rate-?limit-(.+)$")
_ROLES: Final = ("limit", "remaining", "reset")
_DURATION: Final = re.compile(r"(?:\d+(?:\.\d*)?(?:ms|us|µs|ns|[dhms]))+")
_DURATION_PART: Final = re.compile(r"(\d+(?:\.\d*)?)(ms|us|µs|ns|[dhms])")
_UNIT_S: Final = {"d": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9}
_NUMBER: Final = re.compile(r"\d{1,20}(?:\.\d{1,12})?")
_INTEGER: Final = re.compile(r"\d{1,15}(?:\.0*)?")
_EPOCH_S_FROM: Final = 1e9
_EPOCH_MS_FROM: Final = 1e11
_LONGEST_S: Final = 32 * 86400.0
"""No quota is longer than a month; whatever says so is no reset time."""


@dataclass(frozen=True, slots=True)
class RateWindow:
    """One quota as the endpoint told it: how much it is, how much is left, in how many seconds it is whole again."""

    limit: int | None = None
    remaining: int | None = None
    resets_in_s: float | None = None


def rate_windows(headers: Mapping[str, str], wall_s: float) -> dict[str, RateWindow]:
    """Return the quotas that headers tell of, by what they count: ``requests``, ``tokens``, ``requests-day`` and so on.

    Args:
        headers: Names in lower case.
        wall_s: Our clock, for points in time where the answer has no ``Date``.
    """
    now = server_now(headers, wall_s)
    found: dict[str, dict[str, int | float]] = {}
    for name, value in headers.items():
        match = _NAME.search(name)
        words = match[1].split("-") if match else []
        role = next((word for word in _ROLES if word in words), None)
        if role is None:
            continue
        key = "-".join(word for word in words if word not in {role, "after"}) or "requests"
        number = seconds_until(value, now) if role == "reset" else _count(value)
        if number is not None:
            found.setdefault(key, {})[role] = number
    return {key: _window(parts) for key, parts in found.items()}


def retry_after_s(headers: Mapping[str, str], wall_s: float) -> float | None:
    """Return how long the endpoint wants to be left alone: ``retry-after-ms``; ``retry-after``, seconds or a date."""
    milliseconds = headers.get("retry-after-ms", "").strip()
    if _NUMBER.fullmatch(milliseconds):
        return float(milliseconds) / 1000.0
    text = headers.get("retry-after", "").strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    return seconds_until(text, server_now(headers, wall_s))


def server_now(headers: Mapping[str, str], wall_s: float) -> float:
    """Return the time of an answer by its own ``Date``, in seconds since 1970; ours where it has none."""
    dated = _http_date(headers.get("date", ""))
    return wall_s if dated is None else dated


def seconds_until(text: str, now_s: float) -> float | None:
    """Return in how many seconds a reset is, whatever its form; None where it cannot be meant."""
    text = text.strip()
    if _DURATION.fullmatch(text):
        seconds = sum(float(number) * _UNIT_S[unit] for number, unit in _DURATION_PART.findall(text))
    elif _NUMBER.fullmatch(text):
        seconds = float(text)
        if seconds >= _EPOCH_MS_FROM:
            seconds = seconds / 1000.0 - now_s
        elif seconds >= _EPOCH_S_FROM:
            seconds -= now_s
    else:
        point = _rfc3339(text)
        point = _http_date(text) if point is None else point
        if point is None:
            return None
        seconds = point - now_s
    return max(0.0, seconds) if math.isfinite(seconds) and seconds <= _LONGEST_S else None


def _window(parts: Mapping[str, int | float]) -> RateWindow:
    limit, remaining = parts.get("limit"), parts.get("remaining")
    return RateWindow(
        None if limit is None else int(limit), None if remaining is None else int(remaining), parts.get("reset")
    )


def _count(text: str) -> int | None:
    text = text.strip()
    return int(float(text)) if _INTEGER.fullmatch(text) else None


def _rfc3339(text: str) -> float | None:
    try:
        point = datetime.fromisoformat(text)
        return (point if point.tzinfo else point.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _http_date(text: str) -> float | None:
    try:
        point = parsedate_to_datetime(text)
        return (point if point.tzinfo else point.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
