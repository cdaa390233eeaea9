"""Chooses the door and keeps in it exactly what the running game is still to be shown."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from agent.bridge import disk
from agent.contract import PROTOCOL, BlueprintFile, Delivery, Response, Status
from agent.errors import BridgeError
from agent.service.events import Delivered, DoorChanged, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.bridge.doors import Door, Sight
    from agent.bridge.ledger import Key, Ledger, Question
    from agent.service.events import Listener

_LOG = logging.getLogger(__name__)
_SHUT_FOR_S = 30.0
_BODY_LIMIT_BYTES = 8 << 20
_CONSOLE_LIMIT_BYTES = 1 << 20
"""At a console a large delivery takes its time: what does not fit goes with the next one."""


class Dispatcher:
    """The doors, best first.

    Args:
        doors: In order of preference; the last must be open everywhere.
        ledger: Where deliveries are numbered and recorded.
        monotonic: Seconds that only grow.
        tell: Told of deliveries, changes of door, trouble.
    """

    def __init__(
        self, doors: Sequence[Door], ledger: Ledger, *, monotonic: Callable[[], float], tell: Listener
    ) -> None:
        self._doors = doors
        self._ledger = ledger
        self._monotonic = monotonic
        self._tell = tell
        self._shut_until_s: dict[str, float] = {}
        self._inside: tuple[str, frozenset[tuple[Key, int]], int | None] | None = None
        # An agent that was killed may have left something in any door.
        self._unclean: set[str] = {door.name for door in doors}
        self._taken_back = False
        self.door: Door | None = None
        self.manual = False

    def choose(self, sight: Sight | None, *, manual: bool) -> None:
        """Choose the door for the game as it is now; the one left behind is made pristine, now or later."""
        chosen = self._best(sight) if sight is not None else None
        if chosen is not self.door:
            if self.door is not None:
                self._unclean.add(self.door.name)
            self._inside = None
        elif manual == self.manual:
            return
        self.door, self.manual = chosen, manual
        self._tell(DoorChanged(chosen.name if chosen is not None else "none", manual))

    def refresh(self, session: str, waiting: Sequence[Question], status: Status, *, beat: int | None) -> None:
        """Put what is still to be shown into the door, or make it pristine when there is nothing.

        Args:
            session: The save being played.
            waiting: What it is still to be shown.
            status: Goes with every delivery.
            beat: Not None while a long answer is made: the game hears that the agent lives, anew at every number.

        Raises:
            OSError: A door could not be written; nothing is lost, try again.
        """
        door = self.door
        self._clean(door)
        if door is None:
            return
        if door.name == "paste":
            beat = None  # the clipboard is the player's: it changes for an answer only
        # At a console the status alone costs one line; but who took his consent back may be the last who listened.
        if not waiting and beat is None and (door.name != "console" or self._taken_back):
            self.clear()
            return
        self._taken_back = False
        content = (session, frozenset((question.key, question.revision) for question in waiting), beat)
        if content == self._inside:
            return
        delivery = self._delivery(session, waiting, status)
        try:
            door.deliver(delivery)
        except OSError as fault:
            self._shut_until_s[door.name] = self._monotonic() + _SHUT_FOR_S
            self._tell(Trouble(BridgeError("bridge-door-failed", door=door.name, reason=str(fault))))
            raise
        self._inside = content
        self._unclean.discard(door.name)
        shown = {response.id for response in delivery.responses}
        self._ledger.questions.mark_delivered([q.key for q in waiting if q.final and q.key.id in shown])
        if shown or door.name != "console":  # the status alone goes there often
            self._tell(Delivered(tuple(sorted(shown)), session, door.name, delivery.seq))

    def clear(self) -> None:
        """Make the door pristine.

        Raises:
            OSError: It could not be written; try again.
        """
        if self.door is not None and (self._inside is not None or self.door.name in self._unclean):
            self.door.withdraw()
            self._unclean.discard(self.door.name)
        self._inside = None

    def _clean(self, used: Door | None) -> None:
        """Make the doors that are not used pristine; what fails is tried again at the next turn."""
        for door in self._doors:
            if door is not used and door.name in self._unclean:
                try:
                    door.withdraw()
                except OSError as fault:
                    _LOG.warning("the %s door is not pristine: %s", door.name, fault)
                else:
                    self._unclean.discard(door.name)

    def clear_all(self) -> None:
        """Make every door pristine, whatever was put there by whom; the agent ends."""
        for door in self._doors:
            if (fault := disk.at_last(door.withdraw)) is not None:
                _LOG.warning("the %s door is not pristine: %s", door.name, fault)
        self._inside = None

    def deliver_again(self) -> None:
        """Forget what is inside: the game was loaded and may have lost it."""
        self._inside = None

    def take_back(self) -> None:
        """Stop a delivery that is still on its way, as what is in it may not be sent any more; the rest goes anew."""
        if self.door is not None and self.door.name == "console":  # the others hold a whole one, and are made anew
            self.door.withdraw()
            self._inside = None
            self._taken_back = True

    def greet(self) -> None:
        """The game introduced itself: it listens."""
        self._taken_back = False

    def _best(self, sight: Sight) -> Door:
        now = self._monotonic()
        for door in self._doors[:-1]:
            if self._shut_until_s.get(door.name, now) <= now and door.available(sight):
                return door
        return self._doors[-1]

    def _delivery(self, session: str, waiting: Sequence[Question], status: Status) -> Delivery:
        responses: list[Response] = []
        blueprints: list[BlueprintFile] = []
        console = self.door is not None and self.door.name == "console"
        room = _CONSOLE_LIMIT_BYTES if console else _BODY_LIMIT_BYTES
        for question in waiting:
            if question.response is None:
                continue
            room -= len(question.response) + len(question.blueprint or b"")
            if room < 0 and responses:
                break
            try:
                response = Response.model_validate_json(question.response)
                blueprint = BlueprintFile.model_validate_json(question.blueprint) if question.blueprint else None
            except ValueError:
                _LOG.exception("the stored answer to %s cannot be read and is made anew", question.key.id)
                self._ledger.questions.ask_anew(question)
                continue
            responses.append(response)
            if blueprint is not None:
                blueprints.append(blueprint)
        seq = self._ledger.records.next_seq(session)
        return Delivery(
            protocol=PROTOCOL,
            kind="delivery",
            id=f"{session}-d{seq}",
            session=session,
            tick=max((response.tick for response in responses), default=0),
            seq=seq,
            status=status,
            responses=tuple(responses),
            blueprints=tuple(blueprints),
        )
