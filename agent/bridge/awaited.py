"""The files that journal lines named: waited for, judged, recorded, or set aside with the reason."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from agent.bridge import disk, intake
from agent.bridge.arrivals import TakenIn, TurnedAway
from agent.bridge.intake import Arrived, Refused, Waiting
from agent.bridge.ledger import REFUSED, AckRow, Awaited, Key, SnapshotRow
from agent.bridge.rejected import Reason
from agent.errors import BridgeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent.bridge.arrivals import Arrival
    from agent.bridge.ledger import Ledger
    from agent.bridge.rejected import RejectedFolder
    from agent.contract import Ack, Observation, Request, Snapshot

_LOG = logging.getLogger(__name__)
_BATCH = 256
_FIRST_RETRY_S = 0.05
OTHER_MAJOR = frozenset({"protocol-newer", "protocol-older"})


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the intake.

    Attributes:
        cap_bytes: Larger files are refused before they are read.
        missing_s: How long a named file may be missing.
        rest_s: How long a file may stay shorter than its line says without growing.
        replacement_s: How long a complete but different file may stay unchanged.
    """

    cap_bytes: int = 64 << 20
    missing_s: float = 60.0
    rest_s: float = 10.0
    replacement_s: float = 2.0

    def patience_s(self, verdict: Waiting) -> float:
        """Return how long a file may stay like that."""
        return {"file": self.missing_s, "rest": self.rest_s, "replacement": self.replacement_s}[verdict.what]


@dataclass(slots=True)
class _Look:
    """When a file was first seen in its present state, and when it is worth another look."""

    stamp: disk.Stamp | None
    since_s: float
    next_s: float


class AwaitedFiles:
    """The named files that are not taken in yet.

    Args:
        folder: The bridge folder.
        ledger: Where everything is recorded.
        rejected: Where refused files go.
        limits: Bounds.
        monotonic: Seconds that only grow.
        explain: Makes the response bytes that tell a player that his request was refused; None where nobody can be
            told (no request, or its nonce cannot be read).
    """

    def __init__(
        self,
        folder: Path,
        ledger: Ledger,
        rejected: RejectedFolder,
        *,
        limits: Limits,
        monotonic: Callable[[], float],
        explain: Callable[[Refused, Key], bytes | None],
    ) -> None:
        self._folder = folder
        self._ledger = ledger
        self._rejected = rejected
        self._limits = limits
        self._monotonic = monotonic
        self._explain = explain
        self._looks: dict[str, _Look] = {}
        self._refused_stamps: dict[str, disk.Stamp] = {}

    @property
    def waiting(self) -> bool:
        """Tell whether named files are not there yet."""
        return bool(self._looks)

    def expect(self, awaited: Awaited) -> None:
        """Wait for a file; what was seen of an earlier one of this name counts no more."""
        self._looks.pop(awaited.name, None)
        self._ledger.inflow.expect(awaited)

    def take(self, arrivals: list[Arrival]) -> None:
        """Take in every named file that is there and add it to the arrivals, batch by batch.

        Raises:
            sqlite3.Error: The ledger cannot be written; nothing is lost, try again.
        """
        expected = self._ledger.inflow.expected()
        for start in range(0, len(expected), _BATCH):
            batch = expected[start : start + _BATCH]
            found: list[Arrival] = []
            refused: list[Awaited] = []
            with self._ledger.transaction():
                for awaited in batch:
                    self._take(awaited, found, refused)
            arrivals.extend(found)
            settled = [awaited.name for awaited in refused if self._move_away(awaited)]
            if settled:
                with self._ledger.transaction():
                    for name in settled:
                        self._ledger.inflow.settle(name)

    def _take(self, awaited: Awaited, found: list[Arrival], refused: list[Awaited]) -> None:
        if awaited.refusal is not None:
            refused.append(awaited)
            return
        try:
            verdict = self._judge(awaited)
        except OSError as fault:
            _LOG.warning("cannot read %s yet: %s", awaited.name, fault)
            return
        if verdict is None:
            return
        look = self._looks.pop(awaited.name, None)
        if isinstance(verdict, Arrived):
            key = Key(awaited.session, verdict.document.id, awaited.digest)
            found.append(TakenIn(verdict, key, self._keep(verdict, key, awaited.name)))
            self._ledger.inflow.settle(awaited.name)
            return
        known = intake.family_of(awaited.name)
        key_of_refused = Key(awaited.session, known[1], awaited.digest) if known else None
        if verdict.family == "request" and key_of_refused is not None:
            self._tell(verdict, key_of_refused)
        self._ledger.inflow.refuse(awaited.name, verdict.error.code)
        if look is not None and look.stamp is not None:
            self._refused_stamps[awaited.name] = look.stamp
        found.append(TurnedAway(awaited.name, verdict, key_of_refused))
        refused.append(
            Awaited(
                awaited.name,
                awaited.session,
                awaited.bytes,
                awaited.digest,
                awaited.source,
                awaited.since_s,
                refusal=str(verdict.error),
            )
        )

    def _judge(self, awaited: Awaited) -> Arrived | Refused | None:
        """Return what is to be done about a file; None: look again later."""
        path = self._folder / awaited.name
        try:
            stamp: disk.Stamp | None = disk.stamp(path)
        except FileNotFoundError:
            stamp = None
        now = self._monotonic()
        look = self._looks.get(awaited.name)
        if look is None or look.stamp != stamp:
            look = self._looks[awaited.name] = _Look(stamp, now, now)
        if now < look.next_s:
            return None
        verdict = intake.examine(self._folder, awaited, cap_bytes=self._limits.cap_bytes)
        if not isinstance(verdict, Waiting):
            return verdict
        patience_s = self._limits.patience_s(verdict)
        if now - look.since_s >= patience_s:
            return self._give_up(awaited, verdict)
        # The time of the last write is coarse on some systems, so an unchanged stamp is looked behind now and then.
        look.next_s = min(look.since_s + patience_s, now + max(_FIRST_RETRY_S, now - look.since_s))
        return None

    def _give_up(self, awaited: Awaited, verdict: Waiting) -> Refused | None:
        if verdict.what == "file" or awaited.bytes is None:
            _LOG.warning("%s never came (%s)", awaited.name, awaited.source)
            self._ledger.inflow.settle(awaited.name)
            del self._looks[awaited.name]
            return None
        code = "bridge-file-truncated" if verdict.what == "rest" else "bridge-file-damaged"
        error = BridgeError(code, name=awaited.name, bytes=awaited.bytes)
        return intake.refuse_as_it_is(self._folder, awaited, error, cap_bytes=self._limits.cap_bytes)

    def _keep(self, arrived: Arrived, key: Key, name: str) -> bool:
        if arrived.family == "request":
            request = cast("Request", arrived.document)
            new = self._ledger.questions.add(key, request.request, arrived.raw)
            for ack in self._ledger.records.acks(key):
                self._ledger.apply(ack)
            return new
        if arrived.family == "snapshot":
            player = cast("Snapshot", arrived.document).player.index
            return self._ledger.records.add_snapshot(SnapshotRow(key, name, len(arrived.raw), player))
        if arrived.family == "observation":
            self._ledger.watches.add(key, cast("Observation", arrived.document).player.index, arrived.raw)
        elif arrived.family == "hello":
            self._ledger.records.hear(key.session, arrived.raw)
        elif arrived.family == "ack":
            document = cast("Ack", arrived.document)
            about = Key(key.session, document.request_id, document.request_digest)
            ack = AckRow(key, about, document.what, document.result, document.revision, arrived.raw)
            new = self._ledger.records.add_ack(ack)
            self._ledger.apply(ack)
            return new
        return True

    def _tell(self, refused: Refused, key: Key) -> None:
        response = self._explain(refused, key)
        if response is not None and self._ledger.questions.add(key, REFUSED, b""):
            self._ledger.questions.store_answer(key, response, 1, None)

    def _move_away(self, awaited: Awaited) -> bool:
        """Set a refused file aside; False where it cannot be moved now: it is tried again at the next scan."""
        code, _, _ = (awaited.refusal or "").partition(" ")
        path = self._folder / awaited.name
        judged = self._refused_stamps.pop(awaited.name, None)
        try:
            # What was written anew since it was judged is not what was refused; its own journal line follows.
            anew = judged is not None and disk.stamp(path) != judged
            # The hello of another major version still proves the folder.
            stays = anew or (awaited.name == "hello.json" and code in OTHER_MAJOR)
            if intake.is_name_of_the_game(awaited.name) and not stays:
                self._rejected.set_aside(path, Reason(code, awaited.refusal or "", awaited.source))
        except FileNotFoundError:
            pass
        except (OSError, BridgeError) as fault:
            _LOG.warning("cannot set %s aside yet: %s", awaited.name, fault)
            return False
        return True
