"""What tests of models share: a key that must be seen nowhere, a clock that skips waits, a listener, a prompt."""

from __future__ import annotations

import dataclasses
import time
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from agent.errors import ModelError
from agent.i18n import LANGUAGES, catalogue
from agent.models import Clock, Learned, Limits, Message, Profile, Prompt, Secret, Timeouts, open_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.models import EndpointModel

CANARY = "sk-canary-7Yq2vW9xTz4LmN8bR3cK5dJ6"
KEY = Secret(CANARY)
PROMPT = Prompt("You help.", (Message("user", "Why is there no iron?"),), "Too few drills.")


@dataclass
class SkippingClock:
    """Real time plus all that was slept, which takes none; the wall can be moved."""

    slept: list[float] = field(default_factory=list)
    wall_s: float = 1_750_000_000.0
    skipped_s: float = 0.0

    def clock(self) -> Clock:
        start = time.monotonic()
        return Clock(
            monotonic=lambda: time.monotonic() + self.skipped_s,
            wall=lambda: self.wall_s + time.monotonic() - start + self.skipped_s,
            sleep=self._sleep,
        )

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.skipped_s += seconds


@dataclass
class Ear:
    """A listener that remembers; it wants no more after so many pieces."""

    enough: int | None = None
    pieces: list[str] = field(default_factory=list)
    restarts: int = 0

    def heard(self, piece: str) -> None:
        self.pieces.append(piece)

    def restarted(self) -> None:
        self.restarts += 1
        self.pieces.clear()

    def cancelled(self) -> bool:
        return self.enough is not None and len(self.pieces) >= self.enough


def profile(url: str, **changes: Any) -> Profile:  # noqa: ANN401 - any field
    """A profile at a server of ours, with short patience."""
    base = Profile(
        name="mine",
        kind="openai",
        base_url=f"{url}/v1",
        model="gpt-4o",
        context_tokens=16_000,
        max_tokens=500,
        timeouts=Timeouts(connect_s=2.0, read_s=5.0, total_s=30.0),
    )
    return dataclasses.replace(base, **changes)


@dataclass
class Bench:
    """A model on a skipping clock, with nothing learned before."""

    profile: Profile
    key: Secret | None = KEY
    time: SkippingClock = field(default_factory=SkippingClock)
    learned: Learned = field(default_factory=Learned)
    limits: Limits = field(init=False)
    model: EndpointModel = field(init=False)

    def __post_init__(self) -> None:
        clock = self.time.clock()
        self.limits = Limits(clock=clock)
        self.model = open_model(self.profile, self.key, limits=self.limits, learned=self.learned, clock=clock)


def refused(call: Callable[[], object]) -> ModelError:
    """Return the error of a call that must fail, once it is sure that all its forms hide the key."""
    with pytest.raises(ModelError) as caught:
        call()
    fault = caught.value
    texts = [repr(fault), str(fault), "".join(traceback.format_exception(fault))]
    seen: BaseException | None = fault
    while seen is not None:
        texts += [repr(seen), str(seen)]
        seen = seen.__cause__ or seen.__context__
    for language in LANGUAGES:
        sentence, step = catalogue(language).error(fault)
        assert fault.code not in sentence, f"no sentence for {fault.code}"
        texts += [sentence, step]
    assert not [text for text in texts if CANARY in text]
    return fault
