"""Quotas are read from headers as the providers give them, whatever our own clock says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.models.rate_headers import RateWindow, rate_windows, retry_after_s, seconds_until

NOW = datetime(2025, 3, 6, 22, 0, 0, tzinfo=UTC)
NOW_S = NOW.timestamp()
DATE = {"date": format_datetime(NOW, usegmt=True)}

# As the providers' own references show them (OpenAI «Rate limits», Groq «Rate limits», Anthropic «Rate limits», Azure
# OpenAI «Quotas», Cerebras «Rate limits», OpenRouter «Limits», Mistral and Together answers, IETF draft 03 and 07).
RECORDED: dict[str, tuple[dict[str, str], dict[str, RateWindow]]] = {
    "OpenAI": (
        {
            "x-ratelimit-limit-requests": "60",
            "x-ratelimit-limit-tokens": "150000",
            "x-ratelimit-remaining-requests": "59",
            "x-ratelimit-remaining-tokens": "149984",
            "x-ratelimit-reset-requests": "1s",
            "x-ratelimit-reset-tokens": "6m0s",
        },
        {"requests": RateWindow(60, 59, 1.0), "tokens": RateWindow(150_000, 149_984, 360.0)},
    ),
    "OpenAI, milliseconds": (
        {
            "x-ratelimit-remaining-requests": "9999",
            "x-ratelimit-reset-requests": "8.64s",
            "x-ratelimit-reset-tokens": "20ms",
        },
        {"requests": RateWindow(None, 9999, 8.64), "tokens": RateWindow(None, None, 0.02)},
    ),
    "Groq": (
        {
            "x-ratelimit-limit-requests": "14400",
            "x-ratelimit-limit-tokens": "18000",
            "x-ratelimit-remaining-requests": "14370",
            "x-ratelimit-remaining-tokens": "17997",
            "x-ratelimit-reset-requests": "2m59.56s",
            "x-ratelimit-reset-tokens": "7.66s",
        },
        {"requests": RateWindow(14_400, 14_370, 179.56), "tokens": RateWindow(18_000, 17_997, 7.66)},
    ),
    "a day": (
        {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "23h59m59s"},
        {"requests": RateWindow(None, 0, 86_399.0)},
    ),
    "Azure": (
        {"x-ratelimit-remaining-requests": "119", "x-ratelimit-remaining-tokens": "119984"},
        {"requests": RateWindow(None, 119, None), "tokens": RateWindow(None, 119_984, None)},
    ),
    "Azure, nothing known": (
        {
            "x-ratelimit-remaining-requests": "-1",
            "x-ratelimit-remaining-tokens": "-1",
            "x-ratelimit-limit-tokens": "-1",
        },
        {},
    ),
    "Cerebras": (
        {
            "x-ratelimit-limit-requests-day": "14400",
            "x-ratelimit-remaining-requests-day": "14399",
            "x-ratelimit-reset-requests-day": "33011.382867",
            "x-ratelimit-remaining-tokens-minute": "59000",
            "x-ratelimit-reset-tokens-minute": "11.382867",
        },
        {
            "requests-day": RateWindow(14_400, 14_399, 33_011.382867),
            "tokens-minute": RateWindow(None, 59_000, 11.382867),
        },
    ),
    "Anthropic": (
        {
            "anthropic-ratelimit-requests-limit": "50",
            "anthropic-ratelimit-requests-remaining": "49",
            "anthropic-ratelimit-requests-reset": (NOW + timedelta(seconds=90)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "anthropic-ratelimit-input-tokens-remaining": "39000",
            "anthropic-ratelimit-input-tokens-reset": (NOW + timedelta(seconds=5)).isoformat(),
        },
        {"requests": RateWindow(50, 49, 90.0), "input-tokens": RateWindow(None, 39_000, 5.0)},
    ),
    "OpenRouter": (
        {
            "x-ratelimit-limit": "20",
            "x-ratelimit-remaining": "0",
            "x-ratelimit-reset": str(int((NOW_S + 55) * 1000)),
        },
        {"requests": RateWindow(20, 0, 55.0)},
    ),
    "GitHub": (
        {"x-ratelimit-limit": "5000", "x-ratelimit-remaining": "4999", "x-ratelimit-reset": str(int(NOW_S) + 3600)},
        {"requests": RateWindow(5000, 4999, 3600.0)},
    ),
    "Together": (
        {"x-ratelimit-limit": "1", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"},
        {"requests": RateWindow(1, 0, 1.0)},
    ),
    "IETF": (
        {"ratelimit-limit": "100", "ratelimit-remaining": "50", "ratelimit-reset": "30"},
        {"requests": RateWindow(100, 50, 30.0)},
    ),
    "spelled with a hyphen, an HTTP date": (
        {"x-rate-limit-remaining": "3", "x-rate-limit-reset": format_datetime(NOW + timedelta(hours=1), usegmt=True)},
        {"requests": RateWindow(None, 3, 3600.0)},
    ),
    "a reset that is over": (
        {"x-ratelimit-remaining": "3", "x-ratelimit-reset": str(int(NOW_S) - 10)},
        {"requests": RateWindow(None, 3, 0.0)},
    ),
    "nonsense": (
        {
            "x-ratelimit-remaining-requests": "many",
            "x-ratelimit-reset-requests": "soon",
            "x-ratelimit-limit-tokens": "1e9999",
            "x-ratelimit-reset": "99999999999999999999",
            "x-ratelimit": "5",
            "content-length": "17",
        },
        {},
    ),
    "none": ({}, {}),
}


@pytest.mark.parametrize("provider", RECORDED)
@pytest.mark.parametrize("wrong_by_s", [0.0, 86_400.0, -86_400.0])
def test_a_providers_headers_are_read_exactly_however_wrong_our_clock_is(provider: str, wrong_by_s: float) -> None:
    headers, expected = RECORDED[provider]
    found = rate_windows(headers | DATE, NOW_S + wrong_by_s)
    assert found.keys() == expected.keys()
    for key, window in expected.items():
        assert (found[key].limit, found[key].remaining) == (window.limit, window.remaining)
        assert found[key].resets_in_s == pytest.approx(window.resets_in_s)


@pytest.mark.parametrize("provider", RECORDED)
def test_without_a_date_our_own_clock_is_used(provider: str) -> None:
    headers, expected = RECORDED[provider]
    assert {key: window.remaining for key, window in rate_windows(headers, NOW_S).items()} == {
        key: window.remaining for key, window in expected.items()
    }


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "20"}, 20.0),
        ({"retry-after": " 0.75 "}, 0.75),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": format_datetime(NOW + timedelta(seconds=33), usegmt=True)} | DATE, 33.0),
        ({"retry-after": format_datetime(NOW - timedelta(seconds=33), usegmt=True)} | DATE, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after-ms": "x", "retry-after": "9"}, 9.0),
        ({}, None),
    ],
)
def test_the_time_to_wait_is_read_in_all_its_forms(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after_s(headers, NOW_S) == seconds


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999))
def test_a_duration_is_the_sum_of_its_parts(hours: int, minutes: int, seconds: int, milliseconds: int) -> None:
    text = f"{hours}h{minutes}m{seconds}s{milliseconds}ms"
    assert seconds_until(text, NOW_S) == pytest.approx(hours * 3600 + minutes * 60 + seconds + milliseconds / 1000)


@given(st.integers(0, 30 * 86_400))
def test_all_forms_of_one_moment_say_the_same(seconds: int) -> None:
    then = NOW + timedelta(seconds=seconds)
    forms = [
        str(seconds),
        f"{seconds}s",
        f"{seconds * 1000}ms",
        then.isoformat(),
        then.strftime("%Y-%m-%dT%H:%M:%SZ"),
        format_datetime(then, usegmt=True),
        str(int(then.timestamp())),
        str(int(then.timestamp()) * 1000),
    ]
    assert [seconds_until(form, NOW_S) for form in forms] == [pytest.approx(seconds)] * len(forms)


@given(st.dictionaries(st.text(max_size=40), st.text(max_size=40)), st.floats(0, 4e9))
def test_no_header_does_any_harm(headers: dict[str, str], wall_s: float) -> None:
    hostile = {f"x-ratelimit-{name.lower()}": value for name, value in headers.items()}
    hostile |= {"x-ratelimit-reset": next(iter(headers.values()), ""), "retry-after": next(iter(headers), "")}
    for window in rate_windows(hostile, wall_s).values():
        assert window.remaining is None or window.remaining >= 0
        assert window.resets_in_s is None or 0 <= window.resets_in_s <= 32 * 86_400
    waited = retry_after_s(hostile, wall_s)
    assert waited is None or waited >= 0
