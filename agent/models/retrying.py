"""When a request is sent again and after how long: small strategies for ``tenacity``, on a clock that can be given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential_jitter,
    wait_random,
)
from tenacity.stop import stop_base
from tenacity.wait import wait_base

from agent.errors import ModelError
from agent.models.failure import EndpointError, consequence

if TYPE_CHECKING:
    from agent.models.clock import Clock
    from agent.models.port import Listener
    from agent.models.transport import Deadline

LONGEST_WAIT_S: Final = 120.0
"""What an endpoint may ask to wait; beyond it the player is told when."""
MOST_ATTEMPTS: Final = 4
_FIRST_WAIT_S: Final = 0.5
_LONGEST_BACK_OFF_S: Final = 20.0
_LITTLE_S: Final = 0.25
"""So that those who were told the same time do not all come at once."""
_SLICE_S: Final = 0.25
"""How often it is looked whether the reply is still wanted."""


class WaitAsAsked(wait_base):
    """As long as the endpoint asked for and a little more; where it asked for nothing, what another strategy says.

    Args:
        otherwise: The other strategy.
    """

    def __init__(self, otherwise: wait_base) -> None:
        self._otherwise = otherwise
        self._little = wait_random(0.0, _LITTLE_S)

    def __call__(self, retry_state: RetryCallState) -> float:
        """Return the seconds to wait."""
        asked_s = _asked_s(retry_state)
        return self._otherwise(retry_state) if asked_s is None else asked_s + self._little(retry_state)


class StopBefore(stop_base):
    """Stops when the wait would outlast the deadline; what an endpoint asked to wait puts the deadline off.

    Args:
        deadline: The end of it all.
    """

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def __call__(self, retry_state: RetryCallState) -> bool:
        """Tell whether to stop."""
        if _asked_s(retry_state) is not None:
            self._deadline.extend(retry_state.upcoming_sleep)
        return retry_state.upcoming_sleep >= self._deadline.left_s


def retrying(clock: Clock, deadline: Deadline, listener: Listener | None, *, most: int = MOST_ATTEMPTS) -> Retrying:
    """Return what repeats a request while its failure is worth it; the last failure is raised as it is."""

    def sleep(seconds: float) -> None:
        end = clock.monotonic() + seconds
        while (left_s := end - clock.monotonic()) > 0:
            check_wanted(listener)
            clock.sleep(min(left_s, _SLICE_S))
        check_wanted(listener)

    back_off = wait_exponential_jitter(multiplier=_FIRST_WAIT_S, max=_LONGEST_BACK_OFF_S, jitter=_FIRST_WAIT_S)
    return Retrying(
        sleep=sleep,
        stop=stop_after_attempt(most) | StopBefore(deadline),
        wait=WaitAsAsked(back_off),
        retry=retry_if_exception(_is_worth_it),
        reraise=True,
    )


def check_wanted(listener: Listener | None) -> None:
    """Stop where the reply is no longer wanted.

    Raises:
        ModelError: ``model-cancelled``.
    """
    if listener is not None and listener.cancelled():
        raise ModelError("model-cancelled")


def _is_worth_it(error: BaseException) -> bool:
    return isinstance(error, ModelError) and consequence(error).retried


def _asked_s(state: RetryCallState) -> float | None:
    error = state.outcome.exception() if state.outcome is not None else None
    return error.retry_after_s if isinstance(error, EndpointError) else None
