"""Everything that comes in: journal lines to awaited files to checked documents, recorded before acted on."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from agent.bridge import disk, intake, journal
from agent.bridge.forget import forget_player
from agent.bridge.intake import Arrived, Refused, Waiting
from agent.bridge.ledger import AckRow, Awaited, Key, SnapshotRow
from agent.bridge.rejected import Reason, RejectedFolder
from agent.contract import PROTOCOL, Ack, Envelope, FileLine, MarkLine, PendingLine, parse_journal_line
from agent.errors import AgentError, BridgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from agent.bridge.ledger import Ledger
    from agent.contract import JournalLine, Request, Snapshot

_LOG = logging.getLogger(__name__)
_BATCH = 256
_FIRST_RETRY_S = 0.05
_OTHER_MAJOR = frozenset({"protocol-newer", "protocol-older"})


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


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A document was recorded. ``new`` is False when its content was known."""

    arrived: Arrived
    key: Key
    new: bool


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """A file or line was refused and set aside."""

    name: str
    refused: Refused
    key: Key | None


@dataclass(frozen=True, slots=True)
class Marked:
    """The game marked a moment (the two ends of a reload, a consent taken back); `at_s` is monotonic seconds."""

    line: MarkLine
    at_s: float


@dataclass(frozen=True, slots=True)
class Loaded:
    """A save was loaded; it waits for these questions."""

    session: str
    pending: tuple[Key, ...]


Arrival = TakenIn | TurnedAway | Marked | Loaded


@dataclass(slots=True)
class _Look:
    """When a file was first seen in its present state, and when it is worth another look."""

    stamp: disk.Stamp | None
    since_s: float
    next_s: float


class Inbox:
    """The bridge folder as the agent reads it.

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
        self._arrivals: list[Arrival] = []
        self._scanned_s = 0.0

    @property
    def waiting(self) -> bool:
        """Tell whether named files are not there yet."""
        return bool(self._looks)

    def scan(self) -> list[Arrival]:
        """Read what is new in all journals and take in every named file that is there.

        Returns:
            What came in, in order. A fault of one file stops neither the others nor the tail; what came in before a
            fault of all is returned by the next scan.

        Raises:
            OSError: The folder itself cannot be read; nothing is lost, try again.
            sqlite3.Error: The ledger cannot be written; nothing is lost, try again.
        """
        self._scanned_s = self._monotonic()
        positions = self._ledger.inflow.positions()
        present = {name for name in disk.list_names(self._folder) if journal.journal_number(name)}
        for name in positions.keys() - present:
            self._ledger.inflow.forget_journal(name)
        for name in sorted(present, key=self._age):
            self._tail(name, positions.get(name, journal.Position()))
        self._take_files()
        arrivals, self._arrivals = self._arrivals, []
        return arrivals

    def _age(self, name: str) -> tuple[int, int]:
        """Order journals by their last line: saves rotate apart, and the save heard last is the one being played."""
        try:
            written_ns = disk.stamp(self._folder / name).written_ns
        except FileNotFoundError:
            written_ns = 0
        return written_ns, journal.journal_number(name) or 0

    def _tail(self, name: str, position: journal.Position) -> None:
        more = True
        while more:
            try:
                news = journal.read_news(self._folder / name, position)
            except FileNotFoundError:
                return
            except disk.UnfitFileError as fault:
                with self._going_on(f"cannot set {name} aside"):
                    self._rejected.set_aside(self._folder / name, Reason(fault.code, str(fault)))
                self._arrivals.append(TurnedAway(name, Refused(fault, None, Envelope()), None))
                return
            if news.restarted:
                _LOG.warning("%s was truncated or replaced, reading it from its start", name)
            more = news.more
            if news.position == position:
                return
            self._record_lines(name, news)
            position = news.position

    def _record_lines(self, name: str, news: journal.News) -> None:
        """Record a stretch of lines and the new offset; broken lines are set aside first.

        What was written before a load is taken in before the load is: an acknowledgement from the life before it must
        not close a question that the loaded save waits for again; so is what was written before a consent was taken
        back, because it has to go.
        """
        stretch: list[tuple[str, JournalLine]] = []
        for line in news.lines:
            for parsed in self._parse(name, line):
                source = f"{name}:{line.offset_bytes}"
                revoked = parsed if isinstance(parsed, MarkLine) and parsed.mark == "revoked" else None
                if revoked is not None or isinstance(parsed, PendingLine):
                    self._record(stretch)
                    self._take_files()
                    stretch = []
                if revoked is not None:
                    forget_player(self._folder, self._ledger, revoked.session, revoked.player_index)
                stretch.append((source, parsed))
        self._record(stretch, name, news.position)

    def _record(
        self, stretch: list[tuple[str, JournalLine]], name: str = "", position: journal.Position | None = None
    ) -> None:
        found: list[Arrival] = []
        with self._ledger.transaction():
            for source, parsed in stretch:
                self._ledger.records.hear(parsed.session)
                if isinstance(parsed, FileLine):
                    self._expect(source, parsed)
                elif isinstance(parsed, PendingLine):
                    found.append(self._load(source, parsed))
                else:
                    found.append(Marked(parsed, self._scanned_s))
            if position is not None:
                self._ledger.inflow.set_position(name, position)
        self._arrivals.extend(found)

    def _parse(self, name: str, line: journal.Line) -> list[JournalLine]:
        try:
            return [parse_journal_line(line.data)]
        except (AgentError, RecursionError) as fault:
            error = fault if isinstance(fault, AgentError) else BridgeError("bridge-file-too-deep", name=name)
        if error.code in _OTHER_MAJOR and (line_of_other_major := _read_leniently(line.data)) is not None:
            return [line_of_other_major]
        rescued: list[JournalLine] = []
        for piece in journal.salvage(line.data):
            try:
                rescued = [parse_journal_line(piece)]
            except (AgentError, RecursionError):
                continue
            break
        where = f"{name}:{line.offset_bytes}"
        with self._going_on(f"cannot keep the broken line {where}"):
            self._rejected.keep(f"{name}-{line.offset_bytes}.line", line.data, Reason(error.code, str(error), where))
        self._arrivals.append(TurnedAway(where, Refused(error, None, Envelope()), None))
        return rescued

    @contextmanager
    def _going_on(self, what: str) -> Iterator[None]:
        """Evidence that cannot be kept must not stop the tail."""
        try:
            yield
        except (OSError, BridgeError) as fault:
            _LOG.warning("%s: %s", what, fault)

    def _expect(self, source: str, line: FileLine) -> None:
        self._looks.pop(line.name, None)
        self._ledger.inflow.expect(
            Awaited(line.name, line.session, line.bytes, line.adler32, source, self._ledger.served_s)
        )

    def _load(self, source: str, line: PendingLine) -> Loaded:
        """The game waits for exactly these; what is unknown is read again from its rewritten file."""
        keys = tuple(Key(line.session, item.id, item.adler32) for item in line.pending)
        self._ledger.questions.want_only(line.session, set(keys))
        names = {f"request-{key.id}.json": key for key in keys}
        for awaited in self._ledger.inflow.expected():
            if awaited.session != line.session or awaited.refusal is not None:
                continue
            if awaited.name.startswith("ack-") or (awaited.name.startswith("request-") and awaited.name not in names):
                self._ledger.inflow.settle(awaited.name)
        for name, key in names.items():
            self._ledger.records.forget_acks(key)
            known = self._ledger.questions.want_again(key)
            if not known and not self._ledger.inflow.is_expected(name, key.digest):
                self._looks.pop(name, None)
                self._ledger.inflow.expect(Awaited(name, line.session, None, key.digest, source, self._ledger.served_s))
        return Loaded(line.session, keys)

    def _take_files(self) -> None:
        expected = self._ledger.inflow.expected()
        for start in range(0, len(expected), _BATCH):
            batch = expected[start : start + _BATCH]
            found: list[Arrival] = []
            refused: list[Awaited] = []
            with self._ledger.transaction():
                for awaited in batch:
                    self._take(awaited, found, refused)
            self._arrivals.extend(found)
            for awaited in refused:
                self._move_away(awaited)

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
        if arrived.family == "hello":
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
        if response is not None and self._ledger.questions.add(key, "refused", b""):
            self._ledger.questions.store_answer(key, response, 1, None)

    def _move_away(self, awaited: Awaited) -> None:
        """Set a refused file aside; what cannot be moved now is tried again at the next scan."""
        code, _, _ = (awaited.refusal or "").partition(" ")
        path = self._folder / awaited.name
        judged = self._refused_stamps.pop(awaited.name, None)
        try:
            # What was written anew since it was judged is not what was refused; its own journal line follows.
            anew = judged is not None and disk.stamp(path) != judged
            # The hello of another major version still proves the folder.
            stays = anew or (awaited.name == "hello.json" and code in _OTHER_MAJOR)
            if intake.family_of(awaited.name) is not None and not stays:
                self._rejected.set_aside(path, Reason(code, awaited.refusal or "", awaited.source))
        except FileNotFoundError:
            pass
        except (OSError, BridgeError) as fault:
            _LOG.warning("cannot set %s aside yet: %s", awaited.name, fault)
            return
        self._ledger.inflow.settle(awaited.name)


def _read_leniently(data: bytes) -> FileLine | None:
    """Read a file line of another major protocol: its request is to be answered with what to update."""
    try:
        line = parse_journal_line(json.dumps({**json.loads(data), "protocol": PROTOCOL}).encode())
    except (AgentError, ValueError, TypeError, RecursionError):
        return None
    return line if isinstance(line, FileLine) else None
