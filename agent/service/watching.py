"""Watched games: what they write is gathered until it is news, and then decided upon, at most once in an interval.

An observation stays in the ledger until it was looked at, and what it told stays in the watch's own text until a
decision has taken it along, so a kill at any point loses no event and decides nothing twice. The decision itself is a
question of the ledger, of the kind ``observation``: answered, delivered and acknowledged like one that a player asked.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.assistant.watching import Noticed, noticed
from agent.assistant.watching.offering import BLUEPRINT, SCHEDULE
from agent.bridge.arrivals import Loaded, Marked
from agent.bridge.ledger import OBSERVED, Key
from agent.contract import ActionOutcome, Event, Observation, Response, parse_document
from agent.service import events
from agent.service.answering import Job
from agent.service.jobs import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agent.bridge.arrivals import Arrival
    from agent.bridge.ledger import Ledger, Question, Sighting
    from agent.service.answering import Workers
    from agent.service.config import ServiceConfig
    from agent.service.events import Listener
    from agent.service.jobs import JobMaker

_LOG = logging.getLogger(__name__)
_LOOKS_AT_ONCE: Final = 50
MOST_EVENTS: Final = 200
MOST_ALERTS: Final = 20
MOST_OUTCOMES: Final = 50
MOST_UNREAD: Final = 3
"""Decisions that the game has not fetched; older ones make room: what they were about is over.

The last of them, and all that follow while none is fetched, are the rules' own: no model is paid for what nobody reads.
"""
QUIET_TICKS: Final = 5 * 60 * 60
"""An offer of one kind is made once in five minutes of the game."""
_OFFERS: Final = {"offer-blueprint": BLUEPRINT, "propose-schedule": SCHEDULE}


class _Watch(BaseModel):
    """What is remembered of one player's watch.

    ``newest`` is the last observation, its logs left out, ``key`` its id and digest; ``asked`` those of the one
    that was decided upon last; ``alerts`` those of the newest look, while a decision is due of all looks since then;
    ``offered`` tells at which tick each kind of offer was made last.
    """

    model_config = ConfigDict(frozen=True)

    values: dict[str, float] = {}
    recurring: dict[str, int] = {}
    digest: str = ""
    newest: Observation
    key: tuple[str, str]
    asked: tuple[str, str] | None = None
    log: tuple[Event, ...] = ()
    alerts: tuple[Event, ...] = ()
    outcomes: tuple[ActionOutcome, ...] = ()
    dropped: int = 0
    offered: dict[str, int] = {}
    due: bool = False
    called_s: float | None = None


class Watching:
    """Takes observations from the ledger and lets the assistant decide upon them.

    Args:
        config: The interval, and the clock.
        ledger: Observations, watches and decisions.
        jobs: Makes the work.
        workers: The threads that do it.
        exporting: Tells whether a save's game is about to say what its mods are made of.
        listen: Told of everything that happens.
    """

    def __init__(
        self,
        config: ServiceConfig,
        ledger: Ledger,
        jobs: JobMaker,
        workers: Workers,
        *,
        exporting: Callable[[str], bool],
        listen: Listener,
    ) -> None:
        self._interval_s = config.interval_s
        self._tries = config.tries
        self._ledger = ledger
        self._jobs = jobs
        self._workers = workers
        self._exporting = exporting
        self._listen = listen
        self._monotonic = config.clock.monotonic
        self._watches: dict[str, dict[int, _Watch]] = {}

    def work(self) -> bool:
        """Do all that can be done now; True when more is to be done at once."""
        unseen = self._ledger.watches.unseen(limit=_LOOKS_AT_ONCE)
        for sighting in unseen:
            try:
                self._look(sighting)
            except UNREADABLE:
                _LOG.exception("%s cannot be looked at and is forgotten", sighting.key.id)
                self._ledger.watches.drop(sighting)
        self._propose()
        return self._begin_next() or len(unseen) == _LOOKS_AT_ONCE

    def due_s(self) -> float:
        """Return after how many seconds a decision is due; infinity where none is."""
        session = self._ledger.records.playing()
        if session is None or not any(watch.due for watch in self._of(session).values()):
            return float("inf")
        wait_s = self._wait_s(session)
        return wait_s if wait_s > 0 else float("inf")

    def notice(self, arrival: Arrival) -> None:
        """Read the ledger anew when it has forgotten: a save was loaded, or a player took his consent back."""
        if isinstance(arrival, Loaded):
            self._watches.pop(arrival.session, None)
        elif isinstance(arrival, Marked) and arrival.line.mark == "revoked":
            self._watches.pop(arrival.line.session, None)

    def _of(self, session: str) -> dict[int, _Watch]:
        if session not in self._watches:
            self._watches = {session: dict(self._read(session))}  # Only one save is played at a time.
        return self._watches[session]

    def _read(self, session: str) -> Iterator[tuple[int, _Watch]]:
        for player, text in self._ledger.watches.of(session).items():
            try:
                yield player, _Watch.model_validate_json(text)
            except ValidationError:
                _LOG.warning("what was remembered of a watch cannot be read and begins anew", exc_info=True)

    def _keep(self, session: str, player: int, watch: _Watch, seen: Sighting | None = None) -> None:
        self._ledger.watches.write(session, player, watch.model_dump_json(), seen=seen)
        self._of(session)[player] = watch

    def _look(self, sighting: Sighting) -> None:
        """Gather what an observation tells."""
        observation = parse_document(Observation, sighting.body)
        session, player = sighting.key.session, sighting.player
        before = kept = self._of(session).get(player)
        if before is not None and observation.tick < before.newest.tick:
            before = None  # An older save was loaded.
        known = None if before is None else Noticed(before.values, before.recurring, before.digest, is_new=False)
        found = noticed(observation, known)
        happened = tuple(each for each in observation.event_log if each.event != "alert")
        log = (*(before.log if before else ()), *happened)
        watch = _Watch(
            values=found.values,
            recurring=dict(found.recurring),
            digest=found.digest,
            newest=observation.model_copy(update={"event_log": (), "action_log": ()}),
            key=(sighting.key.id, sighting.key.digest),
            log=log[-MOST_EVENTS:],
            alerts=_alerts(before, observation),
            outcomes=(*(before.outcomes if before else ()), *observation.action_log)[-MOST_OUTCOMES:],
            dropped=(before.dropped if before else 0) + observation.dropped_events + max(0, len(log) - MOST_EVENTS),
            offered=before.offered if before else {},
            due=found.is_new or (before is not None and before.due),
            called_s=kept.called_s if kept else None,
            asked=before.asked if before else None,
        )
        self._keep(session, player, watch, sighting)
        for outcome in observation.action_log:
            self._listen(
                events.ActionDone(session, observation.player.name, outcome.action, outcome.result, outcome.reason)
            )

    def _wait_s(self, session: str) -> float:
        """Return the seconds until the model may be called again, for whomever: the interval is the agent's own."""
        called_s = [watch.called_s for watch in self._of(session).values() if watch.called_s is not None]
        return max(called_s) + self._interval_s - self._ledger.served_s if called_s else 0.0

    def _propose(self) -> None:
        """Make a question of a watch that has news, once the interval is over: of that which waits longest."""
        session = self._ledger.records.playing()
        if session is None:
            return
        if self._wait_s(session) > 0:
            return
        deciding = {question.player for question in self._ledger.questions.unanswered((OBSERVED,), limit=-1)}
        for player, watch in sorted(self._of(session).items(), key=_called_s):
            if self._exporting(session) and self._jobs.lacks_export(session, watch.newest.locale):
                continue
            if watch.due and player not in deciding:
                self._ask(session, player, watch)
                return

    def _ask(self, session: str, player: int, watch: _Watch) -> None:
        told = watch.newest.model_copy(
            update={
                "event_log": (*watch.log, *watch.alerts),
                "action_log": watch.outcomes,
                "dropped_events": watch.dropped,
            }
        )
        rest = {
            "log": (),
            "alerts": (),
            "outcomes": (),
            "dropped": 0,
            "due": False,
            "called_s": self._ledger.served_s,
            "asked": watch.key,
            "offered": watch.offered | self._offered(session, watch.asked),
        }
        unread = self._unread(session, player)
        with self._ledger.transaction():
            for question in unread[: max(0, len(unread) + 1 - MOST_UNREAD)]:
                self._ledger.questions.cancel(question.key)
            self._ledger.questions.add(Key(session, *watch.key), OBSERVED, told.model_dump_json().encode())
            self._keep(session, player, watch.model_copy(update=rest))

    def _unread(self, session: str, player: int | None) -> list[Question]:
        """Return a player's decisions that the game has not fetched, oldest first."""
        waiting = self._ledger.questions.undelivered(session)
        return [each for each in waiting if each.kind == OBSERVED and each.player == player]

    def _offered(self, session: str, asked: tuple[str, str] | None) -> dict[str, int]:
        """Return the kinds of offers that a decision made, and when."""
        question = self._ledger.questions.get(Key(session, *asked)) if asked is not None else None
        if question is None or question.response is None:
            return {}
        try:
            response = Response.model_validate_json(question.response)
        except UNREADABLE:
            return {}
        return {_OFFERS[each.action]: response.tick for each in response.actions if each.action in _OFFERS}

    def _begin_next(self) -> bool:
        for question in self._ledger.questions.unanswered((OBSERVED,), limit=-1):
            if question.key in self._workers.jobs or not self._workers.has_room_to_spare:
                continue
            if question.attempts >= self._tries:
                self._ledger.questions.cancel(question.key)
                continue
            by_rules = len(self._unread(question.key.session, question.player)) >= MOST_UNREAD - 1
            try:
                work = self._jobs.decision(question, self._quiet(question), by_rules=by_rules)
            except UNREADABLE:
                _LOG.exception("%s cannot be decided upon and is forgotten", question.key.id)
                self._ledger.questions.cancel(question.key)
                continue
            if not self._workers.has_thread():
                return False
            self._ledger.questions.begin_answer(question.key)
            self._workers.start(Job(question.key, self._monotonic(), None, work, asked=False))
            return True
        return False

    def _quiet(self, question: Question) -> frozenset[str]:
        """Return the kinds of offers that were made to a player lately."""
        watch = self._of(question.key.session).get(question.player or 0)
        if watch is None:
            return frozenset()
        now = watch.newest.tick
        return frozenset(kind for kind, tick in watch.offered.items() if 0 <= now - tick < QUIET_TICKS)


def _called_s(watched: tuple[int, _Watch]) -> float:
    _, watch = watched
    return float("-inf") if watch.called_s is None else watch.called_s


def _alerts(before: _Watch | None, observation: Observation) -> tuple[Event, ...]:
    """Return the alerts of a look, after those that were seen since a decision is due and are over."""
    now = {_alike(each): each for each in observation.event_log if each.event == "alert"}
    earlier = before.alerts if before is not None and before.due else ()
    over = [each for each in earlier if _alike(each) not in now]
    return (*over, *now.values())[-MOST_ALERTS:]


def _alike(alert: Event) -> tuple[str | None, ...]:
    return alert.name, alert.detail, alert.surface
