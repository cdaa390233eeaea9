from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

from agent.bridge.doors.reload import pristine_box
from agent.service import Answered, Applied, Delivered, RequestSeen, Service, ServiceConfig, Standing
from agent.service.answering import Workers
from tests.service.kit import Table

if TYPE_CHECKING:
    from pathlib import Path


def test_a_question_is_answered_delivered_and_applied(table: Table) -> None:
    table.mod.hello()
    asked = table.mod.ask("Почему?")
    table.serve()
    assert table.texts() == ["Ответ: Почему?"]
    delivery = table.delivery()
    assert delivery is not None
    [response] = delivery["responses"]
    assert (response["id"], response["nonce"]) == (asked.id, asked.body["nonce"])
    assert response["request_digest"] == asked.digest
    on_disk = json.loads((table.bridge / f"response-{asked.id}.json").read_bytes())
    assert on_disk == response
    table.mod.ack(asked, revision=response["revision"])
    table.serve()
    assert table.inbox.read_bytes() == pristine_box()
    assert table.service.status().counts == {"applied": 1}
    kinds = [type(event) for event in table.events]
    assert kinds.index(RequestSeen) < kinds.index(Answered) < kinds.index(Delivered) < kinds.index(Applied)


def test_a_blueprint_travels_in_the_same_delivery(table: Table) -> None:
    table.assistant.offers = True
    table.mod.hello()
    asked = table.mod.request("blueprint", item="iron-gear-wheel", rate_per_min=60.0, prompt="")
    table.serve()
    delivery = table.delivery()
    assert delivery is not None
    assert delivery["responses"][0]["has_blueprint"] is True
    assert delivery["blueprints"][0]["nonce"] == asked.body["nonce"]
    assert (table.bridge / f"blueprint-{asked.id}.json").exists()


def test_numbers_are_computed_on_the_data_of_the_running_game(table: Table) -> None:
    table.mod.hello()  # Says base 2.0.77 without Space Age.
    table.mod.ask("Почему?")
    table.serve()
    [asked] = table.assistant.asked
    assert asked.data is not None
    assert asked.data.label == "base 2.0.77"


def test_before_the_game_has_said_what_it_is_the_default_data_serve(table: Table) -> None:
    table.mod.ask("Почему?")
    table.serve()
    [asked] = table.assistant.asked
    assert asked.data is None


def test_the_idle_loop_sleeps(tmp_path: Path) -> None:
    table = Table(tmp_path, workers=Workers)
    ticks: list[int] = []
    service = Service(
        ServiceConfig(bridge=table.bridge, data_dir=tmp_path / "data", poll_s=0.5),
        table.assistant,
        standing=lambda: Standing("counting"),
        copy=table.clipboard.append,
    )
    tick = service.tick

    def counted() -> bool:
        ticks.append(1)
        return tick()

    service.tick = counted  # type: ignore[method-assign]
    table.mod.hello()
    answered = threading.Event()
    service._listen = lambda event: answered.set() if isinstance(event, Applied) else None
    stop = threading.Event()
    serving = threading.Thread(target=service.run_forever, args=(stop,))
    serving.start()
    asked = table.mod.ask("?")
    table.mod.ack(asked, revision=2)
    assert answered.wait(20)
    before = len(ticks)
    assert not stop.wait(1.5)
    assert len(ticks) - before < 15
    stop.set()
    service.wake()
    serving.join(20)
    assert not serving.is_alive()
