"""What stands between the agent and its model: consent, key, endpoint, the model's name, what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.errors import ModelError, UsageError
from agent.models import EMBEDDED, check_model, missing_model
from agent.setup.check import Check, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.models import Profile, Secret
    from agent.setup.shelf import Shelf


def examine_models(shelf: Shelf, wanted: str | None = None) -> tuple[Check, ...]:
    """Look at what answers: as wanted, else as decided. Asks the endpoint for its models and for nothing else."""
    return tuple(_examined(shelf, wanted))


def _examined(shelf: Shelf, wanted: str | None) -> Iterator[Check]:
    try:
        name = shelf.chosen(wanted)
        if name == EMBEDDED:
            yield Check("model-embedded", State.FINE)
            return
        profile = shelf.book.get(name)
    except UsageError as error:
        yield Check("model-choice", State.WRONG, error=error)
        return
    yield Check("model-chosen", State.FINE, {"name": name, "model": profile.model, "host": profile.host})
    try:
        found = shelf.needed_key_of(profile)
    except ModelError as error:
        yield Check("model-key", State.WRONG, {"name": name}, error)
        return
    if found is not None:
        yield Check("model-key-fine", State.FINE, {"shown": found.key.masked, "place": found.place})
    yield from _endpoint(profile, found.key if found is not None else None)
    left = shelf.limits.remaining(profile)
    if left.messages is not None and left.resets_at is not None:
        yield Check("model-left-reset", State.NOTE, {"count": left.messages, "time": left.resets_at})
    elif left.messages is not None:
        yield Check("model-left", State.NOTE, {"count": left.messages})


def _endpoint(profile: Profile, key: Secret | None) -> Iterator[Check]:
    try:
        check = check_model(profile, key)
    except ModelError as error:
        yield Check("model-endpoint", State.WRONG, {"host": profile.host}, error)
        return
    yield Check("model-endpoint-fine", State.FINE, {"host": profile.host, "count": len(check.names)})
    if check.is_there:
        yield Check("model-listed", State.FINE, {"model": profile.model})
    else:
        yield Check("model-not-listed", State.WRONG, error=missing_model(profile, check))
