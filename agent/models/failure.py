"""Why a model did not answer: one table of all causes, and what each means for trying again or elsewhere.

The sentences are in ``agent/i18n/*/models.ftl`` under ``error-<code>``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from agent.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.models.profile import Profile


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from a cause: is the same request worth repeating, and may the next profile be asked?"""

    retried: bool = False
    falls_over: bool = True


_ONCE: Final = Consequence()
_AGAIN: Final = Consequence(retried=True)
_HERE: Final = Consequence(falls_over=False)

CAUSES: Final[Mapping[str, Consequence]] = {
    # The key and what it may do.
    "model-key-missing": _ONCE,
    "model-key-refused": _ONCE,
    "model-key-expired": _ONCE,
    "model-key-unsafe": _ONCE,
    "model-key-malformed": _ONCE,
    "model-forbidden": _ONCE,
    "model-wrong-organisation": _ONCE,
    "model-no-credit": _ONCE,
    # The model.
    "model-not-found": _ONCE,
    "model-not-pulled": _ONCE,
    # The way there.
    "model-wrong-url": _ONCE,
    "model-redirected": _ONCE,
    "model-offline": _AGAIN,
    "model-unreachable": _AGAIN,
    "model-ollama-not-running": _ONCE,
    "model-tls": _ONCE,
    "model-ca-file": _ONCE,
    "model-proxy": _ONCE,
    "model-timeout": _AGAIN,
    "model-broken-stream": _AGAIN,
    # What the endpoint says.
    "model-busy": _AGAIN,
    "model-wait": _ONCE,
    "model-server-failed": _AGAIN,
    "model-request-refused": _ONCE,
    "model-prompt-too-long": _ONCE,
    "model-prompt-cut": _ONCE,
    "model-content-refused": _HERE,
    # What it answers.
    "model-garbage": _AGAIN,
    "model-wrong-shape": _ONCE,
    "model-empty": _AGAIN,
    "model-endless": _ONCE,
    "model-truncated": _ONCE,
    "model-no-json": _ONCE,
    # Ours.
    "model-cancelled": _HERE,
    "model-cap-question": _ONCE,
    "model-cap-day": _ONCE,
    "model-none-answered": _HERE,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer told beside its cause: see the attributes of `EndpointError`."""

    status: int | None = None
    request_id: str | None = None
    retry_after_s: float | None = None


class EndpointError(ModelError):
    """A `ModelError` that keeps what the endpoint said.

    Args:
        code: One of `CAUSES`.
        told: What came with it.
        **params: Values of the sentence.

    Attributes:
        status: HTTP status, where there was an answer.
        request_id: The endpoint's own name for the request (``x-request-id``), for asking its support.
        retry_after_s: How long the endpoint wants to be left alone.
    """

    def __init__(self, code: str, told: Told, **params: str | float) -> None:
        super().__init__(code, **params)
        self.status = told.status
        self.request_id = told.request_id
        self.retry_after_s = told.retry_after_s


def fault(profile: Profile, code: str, told: Told | None = None, **params: str | float) -> EndpointError:
    """Return the error of a cause, with what every sentence may name: server, profile, the model there."""
    known: dict[str, str | float] = {"host": profile.host, "model": profile.name, "id": profile.model}
    return EndpointError(code, told or Told(), **(known | params))


class NoneAnsweredError(ModelError):
    """No profile of the fall-over order answered.

    Attributes:
        causes: Name of each profile that was tried, with its error, in that order.
    """

    def __init__(self, causes: tuple[tuple[str, ModelError], ...]) -> None:
        super().__init__("model-none-answered", models=", ".join(name for name, _ in causes), count=len(causes))
        self.causes = causes


def consequence(error: ModelError) -> Consequence:
    """Return what follows from an error; one that is not of the table ends the question."""
    return CAUSES.get(error.code, _HERE)
