"""Which models an endpoint has, and which of their names are most like one that it has not."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from agent.models.failure import fault
from agent.models.retrying import retrying
from agent.models.transport import Deadline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.models.clock import Clock
    from agent.models.transport import Transport
    from agent.models.wire import Dialect

_LARGEST_BYTES: Final = 8 << 20
_LONGEST_S: Final = 30.0
_NEAREST: Final = 3
_LEAST_LIKENESS: Final = 0.4
_LATEST: Final = ":latest"
"""What Ollama adds to a name without a tag."""


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """What an endpoint's list says of a model; ``near`` are the names most like it where it is not there."""

    names: tuple[str, ...]
    is_there: bool
    near: tuple[str, ...] = ()


def fetch_names(transport: Transport, dialect: Dialect, clock: Clock) -> tuple[str, ...]:
    """Ask an endpoint for its list.

    Raises:
        ModelError: One of `agent.models.failure.CAUSES`.
    """
    profile = transport.profile
    deadline = Deadline(clock, min(_LONGEST_S, profile.timeouts.total_s))

    def once() -> tuple[str, ...]:
        with transport.send("GET", dialect.models_path, None, deadline=deadline) as response:
            if response.status != 200:  # noqa: PLR2004 - the one success of a list
                raise dialect.failure(transport, response)
            body = response.read(_LARGEST_BYTES)
            if body is None:
                raise fault(profile, "model-endless")
            return dialect.model_names(profile, body)

    return retrying(clock, deadline, None)(once)


def look_up(model: str, names: Sequence[str]) -> ModelCheck:
    """Look a name up in a list."""
    if model in names or f"{model}{_LATEST}" in names:
        return ModelCheck(tuple(names), is_there=True)
    lower = {name.lower(): name for name in names}
    near = get_close_matches(model.lower(), lower, n=_NEAREST, cutoff=_LEAST_LIKENESS)
    return ModelCheck(tuple(names), is_there=False, near=tuple(lower[name] for name in near))
