"""Why an endpoint refused: from status, headers and the words of the body to one of the causes.

Bodies differ; what is read is OpenAI's ``{"error": {"message", "type", "code", "param"}}``, Ollama's and others'
``{"error": "…"}``, and ``{"message": …}`` or ``{"detail": …}`` of the many that imitate them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from agent.models.failure import Told, fault
from agent.models.rate_headers import seconds_until
from agent.models.wire import looks_like_html

if TYPE_CHECKING:
    from agent.models.failure import EndpointError
    from agent.models.profile import Profile

_NO_CREDIT: Final = r"insufficient_quota|insufficient (?:balance|credits?|funds)|billing|exceeded your current quota"
_REFUSED: Final = r"content_filter|content_policy|content management policy|responsibleai|safety system|moderation"
_TOO_LONG: Final = (
    r"context_length|maximum context|context (?:window|length|size)|exceed_context|too many (?:input )?tokens"
    r"|prompt is too long|(?:prompt|input)\W.{0,20}(?:longer|exceeds)|input length"
)
_NO_MODEL: Final = r"model_not_found|model\W.{0,100}(?:does not exist|not found)|invalid model|unknown model"
_LATER: Final = r"(?s)\A(?!.*\blimit: 0\b).*(?:retry|try again) in \d"
"""Google's interface says «exceeded your current quota» of a quota of a minute too, and then when to come back; with
«limit: 0» it means a model that the account may not use at all."""
_IN: Final = re.compile(r"(?:retry|try again) in ((?:\d+(?:\.\d+)?(?:ms|[hms]))+)")
_ANY: Final = range(100, 600)


@dataclass(frozen=True, slots=True)
class _Rule:
    """One row: which statuses, which words of the body, what the body must be, and the cause."""

    statuses: range | frozenset[int]
    words: str
    code: str
    body: Literal["json", "html", "any"] = "any"


#: The first that fits holds. 401, 403: the key and its rights; 402: payment; 407: a proxy; 408, 409, 425, 429: later.
_RULES: Final = (
    _Rule(frozenset({402}), "", "model-no-credit"),
    _Rule(frozenset({429}), _LATER, "model-busy"),
    _Rule(frozenset({400, 401, 403, 429}), _NO_CREDIT, "model-no-credit"),
    _Rule(frozenset({401, 403}), r"organi[sz]ation", "model-wrong-organisation"),
    _Rule(frozenset({401, 403}), r"expired|deactivated|revoked|disabled", "model-key-expired"),
    _Rule(frozenset({401}), "", "model-key-refused"),
    _Rule(frozenset({403}), _REFUSED, "model-content-refused"),
    _Rule(frozenset({403}), "", "model-wrong-url", "html"),
    _Rule(frozenset({403}), "", "model-forbidden"),
    _Rule(frozenset({407}), "", "model-proxy"),
    _Rule(frozenset({408, 409, 425, 429}), "", "model-busy"),
    _Rule(range(500, 600), _TOO_LONG, "model-prompt-too-long", "json"),
    _Rule(range(500, 600), "", "model-server-failed"),
    _Rule(frozenset({413}), "", "model-prompt-too-long"),
    _Rule(_ANY, "", "model-wrong-url", "html"),
    _Rule(_ANY, _TOO_LONG, "model-prompt-too-long"),
    _Rule(frozenset({404, 405, 410}), "model", "model-not-found", "json"),
    _Rule(frozenset({404, 405, 410}), "", "model-wrong-url"),
    _Rule(_ANY, _REFUSED, "model-content-refused"),
    _Rule(_ANY, _NO_MODEL, "model-not-found"),
    _Rule(range(1000), "", "model-request-refused"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a body says: its sentence as it is, and all of it in lower case for looking things up."""

    message: str = ""
    all: str = ""
    is_json: bool = False


def words_of(body: bytes) -> Words:
    """Read what can be read of an error's body."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        text = "" if looks_like_html(body) else body.decode("utf-8", "replace")
        return Words(text, text.lower())
    error: Any = data
    if isinstance(data, list) and data:
        error = data[0]
    for name in ("error", "detail"):
        if isinstance(error, dict) and error.get(name):
            error = error[name]
    fields = error if isinstance(error, dict) else {"message": error}
    parts = [str(fields[name]) for name in ("message", "code", "type", "param") if fields.get(name) is not None]
    return Words(parts[0] if parts else "", " ".join(parts).lower(), is_json=True)


def refusal(profile: Profile, told: Told, words: Words, *, is_html: bool, detail: str) -> EndpointError:
    """Name the cause.

    Args:
        profile: Whom it is about.
        told: Status, request id, time to wait.
        words: What the body says.
        is_html: It is a web page.
        detail: The sentence, fit to be shown.
    """
    status = told.status or 0
    body = "html" if is_html else "json" if words.is_json else "any"
    code = next(
        rule.code
        for rule in _RULES
        if status in rule.statuses and rule.body in {"any", body} and re.search(rule.words, words.all)
    )
    told = Told(told.status, told.request_id, told.retry_after_s or _asked_s(words))
    return fault(profile, code, told, status=status, detail=detail or "?", near="none")


def _asked_s(words: Words) -> float | None:
    """Return in how many seconds a body asks to come again; None where it does not say."""
    found = _IN.search(words.all)
    return None if found is None else seconds_until(found[1], 0.0)
