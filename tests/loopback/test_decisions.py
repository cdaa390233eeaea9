"""Decisions about a watched game over real HTTP: the shape is asked for, mended, bounded by the player's caps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from agent.assistant.pipeline import Assistant
from agent.assistant.watching import Watched
from agent.models import Caps, Limits, open_model
from tests.assistant.test_observing import network, observation
from tests.loopback.fake_ollama import FakeOllama
from tests.loopback.fault_server import answer, completion
from tests.loopback.kit import KEY, Bench, profile

if TYPE_CHECKING:
    from agent.assistant.question import Answer
    from agent.models import LanguageModel
    from tests.loopback.fault_server import FaultServer

CHAT = "/v1/chat/completions"
DARK = {
    "electric_networks": [network(satisfaction=0.5, supply_w=5e5, low_power=18)],
    "network_places": [{"network": 7, "position": {"x": 12.5, "y": 4.5}}],
}


def decision(target: str = "P1") -> str:
    tag = {"action": "tag", "target": target, "text": "Мало энергии"}
    return json.dumps({"verdict": "override", "actions": [tag]}, ensure_ascii=False)


def decided(model: LanguageModel, reply_tokens: int = 300) -> Answer:
    who = Assistant(model, reply_tokens=reply_tokens, most_tokens=reply_tokens)
    return who.decide(Watched(observation(**DARK), "ru"))


def labels(schema: dict[str, Any]) -> list[str]:
    found: list[str] = schema["properties"]["actions"]["items"]["properties"]["target"]["enum"]
    return found


def test_an_endpoint_gets_the_closed_list_as_a_strict_schema(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion(decision())))
    told = decided(Bench(profile(server.url)).model)
    assert [each.action for each in told.actions] == ["tag"]
    (seen,) = server.asked(CHAT)
    shape = seen.body["response_format"]["json_schema"]
    assert shape["strict"] is True
    assert labels(shape["schema"]) == ["-", "P1"]


def test_a_label_that_is_not_there_is_asked_for_again_with_what_was_wrong(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion(decision("P9"))))
    told = decided(Bench(profile(server.url)).model)
    assert len(server.asked(CHAT)) > 1, "the ladder goes on"
    assert told.engine == "embedded"
    assert "не ответила" in told.notes[0]


def test_a_raw_tag_of_ollamas_gets_the_shape_as_its_format(server: FaultServer) -> None:
    FakeOllama(models=("gemma3:1b",), says={"content": decision()}).serve_on(server)
    small = profile(server.url, kind="ollama", base_url=server.url, model="gemma3:1b", needs_key=False)
    told = decided(Bench(small, None).model)
    assert [each.action for each in told.actions] == ["tag"]
    (seen,) = server.asked("/api/chat")
    assert labels(seen.body["format"]) == ["-", "P1"]


def test_when_the_days_cap_is_reached_the_rules_decide_and_nothing_is_sent(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion(decision())))
    limits = Limits(Caps(day_requests=1))
    model = open_model(profile(server.url), KEY, limits=limits)
    with limits.question():
        assert decided(model).engine != "embedded"
    with limits.question():
        told = decided(model)
    assert told.engine == "embedded"
    assert [each.action for each in told.actions] == ["message", "alert"]
    assert len(server.asked(CHAT)) == 1
