"""A service over a real folder, driven tick by tick, with an assistant that counts how often it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agent.assistant.question import Answer, BlueprintOffer
from agent.bridge.doors.reload import pristine_box
from agent.contract import MessageAction, PromisedRate, Required, ShownFinding, Size
from agent.service import Clock, Service, ServiceConfig, Standing
from agent.service.answering import Job, Workers
from tests.bridge.kit import FakeTime, PlayedMod, Typed, install_inbox, read_delivery

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent.assistant.question import Question
    from agent.assistant.watching import Watched
    from agent.contract import Action
    from agent.models import Listener
    from agent.service import Event

BLUEPRINT_STRING = "0eNqrVkrKKU0tykwtUrJSqFYqLkksKk5VqlWqBQBYxAZ7"


class InlineWorkers(Workers):
    """Answer at once, in the calling thread."""

    def has_thread(self) -> bool:
        return True

    def start(self, job: Job) -> None:
        self.jobs[job.key] = job
        self._put(job.run())


class HeldWorkers(Workers):
    """Answer when told: a slow model."""

    def has_thread(self) -> bool:
        return True

    def start(self, job: Job) -> None:
        self.jobs[job.key] = job

    @property
    def job(self) -> Job | None:
        """The oldest job that was not released."""
        return next(iter(self.jobs.values()), None)

    def release(self, *, newest: bool = False) -> None:
        job = list(self.jobs.values())[-1 if newest else 0]
        self._put(job.run())


@dataclass
class CountingAssistant:
    """Answers with the prompt turned round."""

    asked: list[Question] = field(default_factory=list)
    urgent: bool = False
    offers: bool = False
    fault: Exception | None = None
    text: str | None = None
    cost: tuple[int | None, int | None, float | None] = (None, None, None)
    forgotten: int = 0
    watched: list[Watched] = field(default_factory=list)
    actions: tuple[Action, ...] = (MessageAction(action="message", text="Всё под присмотром"),)

    def urgent_answer(self, question: Question) -> Answer | None:
        if not self.urgent or question.snapshot is None:
            return None
        finding = ShownFinding(id="power", severity="critical", text="Нет энергии")
        return self._answer(question, "Сначала главное", findings=(finding,), final=False)

    def decide(self, watched: Watched, listener: Listener | None = None) -> Answer:
        del listener
        self.watched.append(watched)
        if self.fault is not None:
            raise self.fault
        return Answer(
            text="",
            mode="chat",
            language=watched.language,
            engine="counting",
            data_set="base 2.0.77",
            actions=self.actions,
            prompt_tokens=self.cost[0],
            reply_tokens=self.cost[1],
            cost_usd=self.cost[2],
        )

    def forget(self) -> None:
        self.forgotten += 1

    def answer(self, question: Question, listener: Listener | None = None) -> Answer:
        del listener
        self.asked.append(question)
        if self.fault is not None:
            raise self.fault
        prompt = question.request.prompt
        return self._answer(question, self.text if self.text is not None else f"Ответ: {prompt}")

    def _answer(
        self, question: Question, text: str, *, findings: tuple[ShownFinding, ...] = (), final: bool = True
    ) -> Answer:
        offer = BlueprintOffer(
            label="Шестерёнки",
            string=BLUEPRINT_STRING,
            entity_count=1,
            size=Size(width=3, height=3),
            position=None,
            surface="nauvis",
            required=(Required(name="assembling-machine-1", count=1),),
            missing_research=(),
            promised=(PromisedRate(name="iron-gear-wheel", rate_per_min=60.0),),
            power_w=75_000.0,
            verified_by=("static",),
        )
        return Answer(
            text=text,
            mode="chat",
            language=question.language,
            engine="counting",
            data_set="base 2.0.77",
            findings=findings,
            blueprint=offer if self.offers and final else None,
            final=final,
            memory=question.memory and question.memory.with_exchange(question.request.prompt, text, "chat"),
            prompt_tokens=self.cost[0],
            reply_tokens=self.cost[1],
            cost_usd=self.cost[2],
        )


@dataclass
class Table:
    """Everything a test of the service needs on one table."""

    root: Path
    time: FakeTime = field(default_factory=FakeTime)
    assistant: CountingAssistant = field(default_factory=CountingAssistant)
    events: list[Event] = field(default_factory=list)
    clipboard: list[str] = field(default_factory=list)
    chosen: list[str | None] = field(default_factory=list)
    workers: Callable[[Callable[[], None], int], Workers] = InlineWorkers
    console: Typed | None = None

    def __post_init__(self) -> None:
        self.bridge = self.root / "script-output" / "state"
        self.bridge.mkdir(parents=True)
        self.inbox = install_inbox(self.root / "mods", pristine_box())
        self.mod = PlayedMod(self.bridge)
        self.service = self.make()

    def config(self, **changes: object) -> ServiceConfig:
        clock = Clock(monotonic=self.time.monotonic, wall=self.time.wall, pause=self.time.pause)
        values = {"bridge": self.bridge, "data_dir": self.root / "data", "clock": clock, "watch": "poll"} | changes
        return ServiceConfig(**values)  # type: ignore[arg-type]

    def make(self, **changes: object) -> Service:
        return Service(
            self.config(**changes),
            self.assistant,
            standing=lambda: Standing("counting"),
            choose=self.chosen.append,
            listen=self.events.append,
            copy=self.clipboard.append,
            workers=self.workers,
            console=self.console,
        )

    def serve(self) -> None:
        """Let the service do everything that can be done now."""
        for _ in range(100):
            if not self.service.tick():
                return
        raise AssertionError("the service never rests")

    def restart(self, **changes: object) -> None:
        self.service.close()
        self.service = self.make(**changes)

    def delivery(self) -> dict[str, Any] | None:
        return read_delivery(self.inbox)

    def texts(self) -> list[str]:
        """What the game would show now."""
        delivery = read_delivery(self.inbox)
        return [] if delivery is None else [response["text"] for response in delivery["responses"]]

    def seen(self, kind: type) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]


def counts(table: Table) -> dict[str, int]:
    """How many questions are in which state, as the service tells it."""
    return {str(state): count for state, count in (table.service.status().counts or {}).items()}
