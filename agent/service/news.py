"""What came in: told to whoever watches, and to the parts of the service it concerns."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from agent.bridge.arrivals import Loaded, Marked, TakenIn, TurnedAway
from agent.bridge.ledger import EVERYBODY
from agent.contract import Ack, Hello, LocalisedNames, Observation, Prototypes, Snapshot, read_hello
from agent.i18n import catalogue
from agent.service import events
from agent.service.housekeeping import remove_if_recorded
from agent.service.reloads import ReloadClock
from agent.service.watchman import Watchman

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.bridge.arrivals import Arrival
    from agent.bridge.ledger import Key, Ledger
    from agent.contract import Request
    from agent.service.config import ServiceConfig
    from agent.service.dispatch import Dispatcher
    from agent.service.events import Listener
    from agent.service.exports import Exports
    from agent.service.jobs import JobMaker, Snapshots

_LOG = logging.getLogger(__name__)
_HITCHES = "reload_lengths_s"
_EXPORT_PATIENCE_S = 5.0


class News:
    """Hears every arrival; remembers what the game's marks say of reloads and exports.

    Args:
        config: The limit of a reload, and the clock.
        ledger: Remembers the lengths of reloads.
        snapshots: Their bodies.
        exports: What the running mods are made of.
        jobs: Knows a player's language.
        dispatcher: Is to deliver again after a load.
        listen: Told of everything that happens.
        watching: Tells whether changes are reported at once, so that arrival times mean something.
    """

    def __init__(
        self,
        config: ServiceConfig,
        ledger: Ledger,
        snapshots: Snapshots,
        exports: Exports,
        jobs: JobMaker,
        dispatcher: Dispatcher,
        *,
        listen: Listener,
        watching: Callable[[], bool],
    ) -> None:
        self._bridge = config.bridge
        self._cap_bytes = config.limits.cap_bytes
        self._looked_at: list[Key] = []
        self._watchman = Watchman()
        self._ledger = ledger
        self._snapshots = snapshots
        self._exports = exports
        self._jobs = jobs
        self._dispatcher = dispatcher
        self._listen = listen
        self._watching = watching
        self._rehearses = config.rehearses
        self._introduced: str | None = None
        self._monotonic = config.clock.monotonic
        self._exporting: dict[str, float] = {}
        remembered = [float(text) for text in (ledger.store.fact(_HITCHES) or "").split()]
        self.reloads = ReloadClock(config.hitch_limit_s, remembered)

    def exporting(self, session: str) -> bool:
        """Tell whether a game is about to say what its mods are made of; it takes a second or two, once."""
        until_s = self._exporting.get(session)
        return until_s is not None and self._monotonic() < until_s

    def due_s(self) -> float:
        """Return after how many seconds an export is waited for no more; infinity where none is."""
        now = self._monotonic()
        return min((until_s - now for until_s in self._exporting.values() if until_s > now), default=float("inf"))

    def notice(self, arrival: Arrival) -> None:
        """Tell of one arrival and act on it."""
        if isinstance(arrival, TurnedAway):
            self._listen(events.Rejected(arrival.name, arrival.refused.error))
        elif isinstance(arrival, Marked):
            self._notice_mark(arrival)
        elif isinstance(arrival, Loaded):
            self._dispatcher.deliver_again()
        elif isinstance(arrival, TakenIn):
            self._notice_document(arrival)

    def _notice_mark(self, marked: Marked) -> None:
        line = marked.line
        if line.mark == "reload-begin":
            self.reloads.begin(line.session, marked.at_s)
        elif line.mark == "reload-end" and self._watching():
            if self.reloads.end(line.session, marked.at_s):
                self._remember_hitches()
        elif line.mark == "export-begin":
            self._exporting[line.session] = marked.at_s + _EXPORT_PATIENCE_S
        elif line.mark == "export-end":
            self._exporting.pop(line.session, None)
        elif line.mark == "revoked":
            self._exporting.pop(line.session, None)
            self._snapshots.forget(line.session)
            self._watchman.forget(line.session)
            self._jobs.forget_replies()
            self._dispatcher.take_back()
            self._listen(events.Cancelled("", line.session))

    def prepare(self) -> None:
        """Prepare for the next question, now that nothing else is to be done."""
        if not self._rehearses:
            return
        session, self._introduced = self._introduced, None
        raw = self._ledger.records.hello(session) if session is not None else None
        if raw is not None:
            self._jobs.prepare(read_hello(raw))
        self._jobs.prepare_snapshot()

    def clear_away(self) -> None:
        """Delete the observations that were taken in: what they say is said, and a new one comes every few seconds.

        Nothing tells what happened in them again, so the ledger has to survive a power failure before they go.

        Raises:
            sqlite3.Error: The ledger cannot be written; they stay until it can.
        """
        if not self._looked_at:
            return
        with self._ledger.transaction(synced=True):
            pass  # all that was recorded before goes with it
        looked_at, self._looked_at = self._looked_at, []
        for key in looked_at:
            with suppress(OSError):
                path = self._bridge / f"observation-{key.id}.json"
                remove_if_recorded(path, {key.digest}, cap_bytes=self._cap_bytes)

    def _remember_hitches(self) -> None:
        self._ledger.store.set_fact(_HITCHES, " ".join(repr(length) for length in self.reloads.lengths_s))

    def _notice_document(self, taken: TakenIn) -> None:
        document, key = taken.arrived.document, taken.key
        if taken.arrived.unknown:
            _LOG.warning("%s has fields this agent does not know: %s", key.id, ", ".join(taken.arrived.unknown))
            self._listen(events.UnknownFields(key.id, taken.arrived.unknown))
        if taken.arrived.family == "request":
            request = cast("Request", document)
            text = getattr(request, "prompt", "") or getattr(request, "item", "")
            player = request.player.name
            self._listen(events.RequestSeen(key.id, key.session, request.request, player, text, taken.new))
        elif isinstance(document, Snapshot):
            self._snapshots.keep(key, document)
            self._jobs.note_snapshot(key)
            self._listen(events.SnapshotSeen(key.id, key.session, len(document.entities), len(taken.arrived.raw)))
        elif isinstance(document, Observation):
            for finding in self._watchman.fresh(document):
                self._listen(events.AlarmRaised(key.session, document.player.name, finding))
            self._looked_at.append(key)
        elif isinstance(document, Prototypes | LocalisedNames):
            self._exports.keep(document, taken.arrived.raw)
            self._introduced = document.session
        elif isinstance(document, Ack):
            self._listen(
                events.Applied(document.request_id, key.session, document.what, document.result, document.detail.reason)
            )
        elif isinstance(document, Hello):
            # Reading a catalogue takes longer than an answer; it is better done before the first question.
            catalogue(self._jobs.language_for(key.session, None, document.locale))
            if (profile := document.settings.get("gpta-profile")) is not None:
                self._ledger.records.prefer(key.session, EVERYBODY, "profile", str(profile))
            self._introduced = key.session
            self._dispatcher.greet()
            self._listen(
                events.HelloHeard(key.session, document.game_version, document.mod_version, document.multiplayer)
            )
