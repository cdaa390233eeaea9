from __future__ import annotations

import json
from typing import TYPE_CHECKING

from agent.bridge.doors.reload import pristine_box
from agent.service import Answered, Applied, Delivered, RequestSeen

if TYPE_CHECKING:
    from tests.service.kit import Table


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
