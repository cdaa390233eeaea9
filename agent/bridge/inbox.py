"""Everything that comes in: journal lines to awaited files to checked documents, recorded before acted on."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from agent.bridge import disk, intake, journal
from agent.bridge.arrivals import Loaded, Marked, Transferred, TurnedAway
from agent.bridge.awaited import OTHER_MAJOR
from agent.bridge.forget import forget_player
from agent.bridge.intake import Refused
from agent.bridge.ledger import Awaited, Key
from agent.bridge.rejected import Reason
from agent.contract import PROTOCOL, Envelope, FileLine, MarkLine, PendingLine, TransferLine, parse_journal_line
from agent.errors import AgentError, BridgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from agent.bridge.arrivals import Arrival
    from agent.bridge.awaited import AwaitedFiles
    from agent.bridge.ledger import Ledger
    from agent.bridge.rejected import RejectedFolder
    from agent.contract import JournalLine

_LOG = logging.getLogger(__name__)
OBSERVATION = "observation-"
OBSERVATIONS_KEPT = 5
"""So many of a player's the game keeps (`scripts/observation.lua`)."""


class Inbox:
    """The bridge folder as the agent reads it.

    Args:
        folder: The bridge folder.
        ledger: Where everything is recorded.
        rejected: Where broken lines go.
        files: The files that the lines name.
        monotonic: Seconds that only grow.
    """

    def __init__(
        self,
        folder: Path,
        ledger: Ledger,
        rejected: RejectedFolder,
        files: AwaitedFiles,
        *,
        monotonic: Callable[[], float],
    ) -> None:
        self._folder = folder
        self._ledger = ledger
        self._rejected = rejected
        self._files = files
        self._monotonic = monotonic
        self._arrivals: list[Arrival] = []
        self._scanned_s = 0.0

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
        # The folder holds hundreds of other names.
        named = [name for name in disk.list_names(self._folder) if name.startswith(journal.PREFIX)]
        present = {name for name in named if journal.journal_number(name)}
        for name in positions.keys() - present:
            self._ledger.inflow.forget_journal(name)
        for name in sorted(present, key=self._age):
            self._tail(name, positions.get(name, journal.Position()))
        self._files.take(self._arrivals)
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
                    self._take_what_came_before()
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
            heard = ""
            for source, parsed in stretch:
                if parsed.session != heard:
                    heard = parsed.session
                    self._ledger.records.hear(heard)
                if isinstance(parsed, FileLine):
                    self._expect(source, parsed)
                elif isinstance(parsed, PendingLine):
                    found.append(self._load(source, parsed))
                elif isinstance(parsed, TransferLine):
                    found.append(Transferred(parsed))
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
        if error.code in OTHER_MAJOR and (line_of_other_major := _read_leniently(line.data)) is not None:
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
        self._set_aside_named_by(line.data, where)
        return rescued

    def _set_aside_named_by(self, data: bytes, where: str) -> None:
        """Set the file of a broken line aside where its name has the shape of the game's and is too long to be one."""
        named = _name_in(data)
        if named is None or not intake.is_name_of_the_game(named):
            return
        error = BridgeError("bridge-file-bad-name", name=named)
        with self._going_on(f"cannot set {named} aside"), suppress(FileNotFoundError):
            self._rejected.set_aside(self._folder / named, Reason(error.code, str(error), where))
            self._arrivals.append(TurnedAway(named, Refused(error, None, Envelope()), None))

    @contextmanager
    def _going_on(self, what: str) -> Iterator[None]:
        """Evidence that cannot be kept must not stop the tail."""
        try:
            yield
        except (OSError, BridgeError) as fault:
            _LOG.warning("%s: %s", what, fault)

    def _take_what_came_before(self) -> None:
        self._files.take(self._arrivals)

    def _expect(self, source: str, line: FileLine) -> None:
        if line.name.startswith(OBSERVATION):
            self._supersede(line)
        awaited = Awaited(line.name, line.session, line.bytes, line.adler32, source, self._ledger.served_s)
        self._files.expect(awaited)

    def _supersede(self, line: FileLine) -> None:
        """Wait no more for observations of the same player that the game has taken away, or that it will write anew.

        It keeps the newest few, and what each tells of events no other tells again. Higher numbers are those of a life
        after the save that was loaded.
        """
        of_player, number = _numbered(line.name)
        for name in self._ledger.inflow.expected_of(line.session, f"{of_player}-"):
            prefix, other = _numbered(name)
            if prefix == of_player and not number - OBSERVATIONS_KEPT < other <= number:
                self._ledger.inflow.settle(name)

    def _load(self, source: str, line: PendingLine) -> Loaded:
        """The game waits for exactly these; what is unknown is read again from its rewritten file."""
        keys = tuple(Key(line.session, item.id, item.adler32) for item in line.pending)
        self._ledger.questions.want_only(line.session, set(keys))
        self._ledger.watches.forget(line.session, None)  # what was observed belongs to the life before
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
                self._files.expect(Awaited(name, line.session, None, key.digest, source, self._ledger.served_s))
        return Loaded(line.session, keys)


def _numbered(name: str) -> tuple[str, int]:
    """Return a file's name up to its number, and the number; 0 where it has none."""
    prefix, _, number = name.removesuffix(".json").rpartition("-")
    return prefix, int(number) if number.isascii() and number.isdigit() else 0


def _name_in(data: bytes) -> str | None:
    """Return the name that a broken line names, if it does and it is none that a whole line may name."""
    try:
        name = json.loads(data)["name"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return name if isinstance(name, str) and intake.family_of(name) is None else None


def _read_leniently(data: bytes) -> FileLine | None:
    """Read a file line of another major protocol: its request is to be answered with what to update."""
    try:
        line = parse_journal_line(json.dumps({**json.loads(data), "protocol": PROTOCOL}).encode())
    except (AgentError, ValueError, TypeError, RecursionError):
        return None
    return line if isinstance(line, FileLine) else None
