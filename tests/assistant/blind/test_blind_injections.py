"""Thirty hostile names and words: what is sent over the wire holds them as quoted data and is otherwise the same.

Each is sent to a real server on loopback beside a twin in which a harmless word stands in the same place.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest

from agent.assistant.pipeline import Assistant
from agent.contract import Player, Snapshot
from agent.models import Message
from tests.assistant.blind.factories import FACTORIES
from tests.assistant.blind.frozen import HERE
from tests.assistant.blind.kit import question
from tests.loopback.fault_server import FaultServer, answer, completion
from tests.loopback.kit import CANARY, Bench, profile

if TYPE_CHECKING:
    from agent.assistant.question import Answer, Question
    from agent.contract import Language, Mode
    from tests.loopback.fault_server import Seen

INJECTIONS: list[dict[str, str]] = json.loads((HERE / "injections.json").read_text("utf-8"))
HARMLESS = "Depot"
CHAT = "/v1/chat/completions"
PLACES: dict[str, tuple[str, Mode]] = {
    "station": ("trains", "trains"),
    "schedule": ("trains", "trains"),
    "train_group": ("trains", "trains"),
    "interrupt": ("trains", "trains"),
    "network_name": ("robots", "logistics"),
    "section_group": ("robots", "logistics"),
    "display_panel": ("circuits", "circuits"),
    "surface": ("green_science", "bottleneck"),
    "mod_item": ("green_science", "chat"),
    "mod_name": ("green_science", "bottleneck"),
    "player": ("steel", "bottleneck"),
    "chat": ("green_science", "chat"),
    "history": ("green_science", "chat"),
}
_BLOCK = re.compile(r"<(data_set|facts|not_modelled|draft|memory|question)>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"</?(?:data_set|facts|not_modelled|draft|memory|question|system)>")


def hostile(case: dict[str, str], words: str) -> Question:
    """Return a question with words in the place that a case names."""
    channel = case["channel"]
    factory, mode = PLACES[channel]
    language: Language = "ru" if case["language"] == "ru" else "en"
    asked = question(factory, mode, language, words if channel == "chat" else "")
    if channel == "mod_name":
        return replace(asked, localised={**asked.localised, ("item", "copper-cable"): words})
    if channel == "history":
        return replace(asked, history=(Message("user", words), Message("assistant", "Понятно.")))
    if channel == "player":
        who = asked.request.model_copy(update={"player": Player(index=1, name=words)})
        snapshot = FACTORIES[factory]().model_copy(update={"player": Player(index=1, name=words)})
        return replace(asked, request=who, snapshot=snapshot)
    told = FACTORIES[factory]().model_dump(mode="json")
    _planted(told, channel, words)
    return replace(asked, snapshot=Snapshot.model_validate(told, strict=False))


def _planted(told: dict[str, Any], channel: str, words: str) -> None:
    train = told["trains"][0] if told["trains"] else {}
    if channel == "station":
        told["train_stops"][0]["station"] = words
        for each in told["trains"][1:]:
            each["stops"][0]["station"] = words
    elif channel == "schedule":
        train["stops"][0]["station"] = words
    elif channel == "train_group":
        train["group"] = words
    elif channel == "interrupt":
        train["interrupts"] = [{"name": words, "targets": [{"station": words}]}]
    else:
        _planted_beside(told, channel, words)


def _planted_beside(told: dict[str, Any], channel: str, words: str) -> None:
    if channel == "network_name":
        told["logistic_networks"][0]["name"] = words
    elif channel == "section_group":
        told["logistic_points"][0]["sections"] = [{"group": words}]
    elif channel == "display_panel":
        told["entities"].append({"type": "display-panel", "name": "display-panel", "x": 1.5, "y": 1.5, "text": words})
    elif channel == "surface":
        told["surface"]["name"] = words
    else:
        told["entities"][0]["name"] = words


def sent(asked: Question) -> tuple[list[Seen], Answer]:
    """Return what went over the wire for a question, and what the player got. The model looks at the area first."""
    looks = {"name": "query_snapshot", "arguments": '{"what": "entities", "limit": 20}'}
    called = completion(None, finish="tool_calls", tool_calls=[{"id": "call_1", "type": "function", "function": looks}])
    with FaultServer() as server:
        words = "Всё видно в списке ниже." if asked.language == "ru" else "See the list below."
        server.on(CHAT, answer(200, called), answer(200, completion(words)))
        got = Assistant(Bench(profile(server.url)).model).answer(asked)
        assert [seen.target for seen in server.seen] == [CHAT, CHAT]
        assert got.text.endswith(words)
        return server.seen, got


@lru_cache
def twin(channel: str, language: str) -> list[Seen]:
    """Return what goes over the wire where a harmless word stands in the place."""
    words = "What is wrong?" if channel == "chat" else HARMLESS
    return sent(hostile({"channel": channel, "language": language}, words))[0]


def skeleton(text: str) -> str:
    """Return a message without what stands in its blocks of data, each of which must be one."""
    tags = _TAG.findall(text)
    assert len(tags) == len(set(tags)), "a block was forged"
    return _BLOCK.sub(r"<\1></\1>", text)


def data(text: str) -> list[str]:
    """Return what stands in the blocks, line by line: each a JSON string and nothing beside it."""
    lines = [line for block in _BLOCK.finditer(text) for line in block[2].strip().splitlines() if line.strip()]
    read = [json.loads(line) for line in lines]
    assert all(isinstance(each, str) for each in read)
    return read


def around(body: dict[str, Any]) -> dict[str, Any]:
    """Return all of a request but its messages: the model, the tools, the limits."""
    return {key: value for key, value in body.items() if key != "messages"}


@pytest.mark.parametrize("case", INJECTIONS, ids=lambda case: f"{case['id']}-{case['channel']}")
def test_hostile_words_change_nothing_but_the_data(case: dict[str, str]) -> None:
    requests, got = sent(hostile(case, case["text"]))
    twins = twin(case["channel"], case["language"])
    for request, other in zip(requests, twins, strict=True):
        messages, same = request.body["messages"], other.body["messages"]
        assert around(request.body) == around(other.body)
        assert [each["role"] for each in messages] == [each["role"] for each in same]
        assert messages[0] == same[0]  # rules and language
        *earlier, asked = (each["content"] for each in messages if each["role"] == "user")
        *_, asked_same = (each["content"] for each in same if each["role"] == "user")
        assert skeleton(asked) == skeleton(asked_same)  # the mode's task
        assert data(asked)
        assert all(isinstance(json.loads(each), str) for each in earlier)
        results = [each["content"] for each in messages if each["role"] == "tool"]
        assert all(isinstance(json.loads(each), dict) and not _TAG.search(each) for each in results)
        assert CANARY.encode() not in request.raw_body
        assert [name for name, value in request.headers.items() if CANARY in value] == ["authorization"]
    assert (got.mode, got.language) == (PLACES[case["channel"]][1], case["language"])
    assert CANARY not in repr(got)


@pytest.mark.parametrize("channel", ["station", "schedule", "interrupt", "chat", "mod_item", "mod_name", "history"])
def test_words_of_these_places_do_reach_the_model(channel: str) -> None:
    """Else the test above would hold because nothing was sent; the other places are not told to a model at all."""
    case = next(each for each in INJECTIONS if each["channel"] == channel)
    (request, _), _ = sent(hostile(case, "Zanzibar what is wrong?" if channel == "chat" else "Zanzibar"))
    assert any("Zanzibar" in str(each["content"]) for each in request.body["messages"] if each["role"] == "user")
