"""`python -m tests.models.spender FILE REQUESTS CAP [unlocked]`: counts as an agent does, once its standard input ends.

Prints how many requests it was given leave for. ``unlocked`` is the fault that the lock guards against.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from agent.errors import ModelError
from agent.models import Caps, Limits, Profile, Usage, UsageFile

if TYPE_CHECKING:
    from collections.abc import Callable

PROFILE = Profile("mine", "openai", "http://127.0.0.1/v1", "gpt-4o", 100_000)
PROMPT, REPLY = 90, 10


class Unlocked(UsageFile):
    """Whoever writes last wins."""

    def change(self, change: Callable[[str | None], str]) -> None:
        self._save(change(self._read()))


def main(path: Path, requests: int, cap: int, *, locked: bool = True) -> None:
    limits = Limits(Caps(day_requests=cap), store=(UsageFile if locked else Unlocked)(path))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    given = 0
    for _ in range(requests):
        with contextlib.suppress(ModelError):
            ticket = limits.admit(PROFILE, prompt_tokens=PROMPT, reply_tokens=REPLY)
            limits.settle(ticket, Usage(PROMPT, REPLY))
            given += 1
    sys.stdout.write(f"{given}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), locked=len(sys.argv) == 4)
