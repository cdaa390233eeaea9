"""From the box to the ghosts with a language model: two processes, real files, a real HTTP server on loopback."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from agent.cli.main import cli
from tests.game.world.scenarios import gear_factory
from tests.loop.agent_process import wait_until
from tests.loop.match import Match
from tests.loop.model_side import CANARY, PROFILE, choose_model, leaks, spellings
from tests.loopback.scripted_server import Said, ScriptedServer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.game.world.world import World

BOX = (19.0, 19.0), (80.0, 60.0)
WHY = "Почему машины стоят и что с этим делать?"
FALSE_NUMBER = "98765"


def furnish(world: World) -> None:
    gear_factory(world, at=(20, 20))


@pytest.fixture(params=["2.0", "2.1"])
def match(request: pytest.FixtureRequest, tmp_path: Path) -> Match:
    return Match(tmp_path, request.param, locale="ru", world=furnish)


@pytest.fixture
def newest(tmp_path: Path) -> Match:
    return Match(tmp_path, "2.1", locale="ru", world=furnish)


def tool_results(body: dict[str, Any]) -> list[dict[str, Any]]:
    return [json.loads(message["content"]) for message in body["messages"] if message["role"] == "tool"]


def composing_model(body: dict[str, Any]) -> Said:
    """Looks at the snapshot, has a row composed, then tells both, with one number that nobody computed."""
    results = tool_results(body)
    if not results:
        calls = (
            ("query_snapshot", {"what": "machines"}),
            ("compose_factory", {"item": "iron-gear-wheel", "rate_per_min": 60}),
        )
        return Said(calls=calls)
    composed = next(result for result in results if "entities" in result or "blueprint" in result or "size" in result)
    entities = composed.get("entities")
    return Said(
        text=f"Машинам не хватает железа. Я приложил чертёж, в нём предметов: {entities}. "
        f"Кстати, у вас {FALSE_NUMBER} станков."
    )


def test_from_the_box_to_the_ghosts_with_tools_and_grounded_words(match: Match) -> None:
    scene = match.scene
    scene.consent()
    with ScriptedServer(composing_model, key=CANARY) as server:
        choose_model(server.url, match.folder / "agent-data")
        with match.agent() as agent:
            match.select(*BOX)
            match.snapshot_written()
            question = match.ask(WHY)
            match.receive(agent)
            screen = scene.said()
            assert "Машинам не хватает железа" in screen
            assert f"Ответил: {PROFILE}" in screen
            assert FALSE_NUMBER in screen
            assert "не подтвержд" in screen, "the number that nobody computed is marked"
            assert "$" in screen, "what it cost is said"
            assert [body["stream"] for body in server.requests] == [True] * len(server.requests)
            assert len(server.requests) == 2
            assert {result.get("error") for result in tool_results(server.requests[1])} == {None}
            match.place_newest()
            assert match.ghosts()
            assert match.ghosts() == match.offered(agent, question)
            key = (question.id, scene.digest(question))
            wait_until(lambda: agent.states().get(key) == "applied", "the ledger to say applied")
            rows = agent.query("SELECT model, prompt_tokens > 0, cost_usd > 0 FROM usage")
            assert rows == [(PROFILE, 1, 1)]
            assert "Осталось" in screen, "the player's own bounds are counted down"
    assert scene.game.problems == []


OPENAI_ERRORS = {
    "key": (401, {"message": "Incorrect API key provided", "code": "invalid_api_key"}),
    "credit": (429, {"message": "You exceeded your current quota", "code": "insufficient_quota"}),
    "model": (404, {"message": "The model does not exist", "code": "model_not_found"}),
}
"""As OpenAI documents them (platform documentation, error codes)."""


def refusal(name: str) -> Said:
    status, error = OPENAI_ERRORS[name]
    return Said(status=status, error={"type": "invalid_request_error", **error})


FAULTS: dict[str, tuple[Said, str, str]] = {
    "refused key": (refusal("key"), "не принимает ключ", "does not accept the key"),
    "no credit": (refusal("credit"), "закончились средства", "credit"),
    "wrong model name": (refusal("model"), "нет модели", "has no model"),
    "garbage": (
        Said(raw=b"data: {iron}\n\n", content_type="text/event-stream"),
        "не является JSON",
        "not JSON",
    ),
    "another page": (Said(raw=b"<html>login</html>", content_type="text/html"), "не языковая модель", "language model"),
    "empty": (Said(text=""), "пустой ответ", "empty"),
    "endless": (Said(text="железо и медь " * 100_000), "не кончался", "end"),
    "wrong language": (Said(text="Αυτή είναι μια απάντηση σε άλλη γλώσσα, αρκετά μεγάλη."), "не годится", "of no use"),
    "tools that do not exist": (Said(calls=(("make_coffee", {"sugar": 2}),)), "инструмент", "tool"),
}
"""Rows of SPEC section 6 for models, and a word of how each is named in Russian and in English."""


@pytest.mark.parametrize(("version", "language"), [("2.0", "ru"), ("2.1", "en")])
def test_whatever_a_model_does_it_is_named_and_the_analyst_answers(version: str, language: str, tmp_path: Path) -> None:
    match = Match(tmp_path, version, locale=language, world=furnish)
    scene, now = match.scene, [Said()]
    scene.player.change_setting("gpta-questions-per-minute", 60)
    scene.consent()
    with ScriptedServer(lambda _body: now[0], key=CANARY) as server:
        choose_model(server.url, match.folder / "agent-data")
        with match.agent() as agent:
            match.select(*BOX)
            match.snapshot_written()
            for number, (name, (said, russian, english)) in enumerate(FAULTS.items()):
                now[0] = said
                asked = len(server.requests)
                question = match.ask(f"{WHY} ({number})")
                match.receive(agent, first=number == 0)
                wait_until(lambda: "seq = 0" in agent.inbox(), "a pristine inbox")
                (row,) = agent.query("SELECT response FROM questions WHERE id = ?", question.id)
                assert isinstance(row[0], bytes)
                response = json.loads(row[0])
                told = " ".join(response["notes"])
                assert (russian if language == "ru" else english) in told, f"{name}: {told}"
                assert response["engine"] == "embedded", name
                assert response["findings"], name
                assert len(server.requests) > asked, f"{name}: the model was asked"
                assert response["notes"][0] in scene.said(language=language).replace("\n", " "), name
    assert scene.problems == []


def test_an_answer_that_was_stored_is_not_paid_for_again_after_a_kill(newest: Match) -> None:
    scene = newest.scene
    scene.consent()
    with ScriptedServer(lambda _body: Said(text="Машинам не хватает железа."), key=CANARY) as server:
        choose_model(server.url, newest.folder / "agent-data")
        agent = newest.agent()
        with agent:
            newest.select(*BOX)
            newest.snapshot_written()
            newest.ask(WHY)
            wait_until(lambda: agent.query("SELECT final FROM questions") == [(1,)], "the answer to be stored")
            agent.kill()
        with newest.agent() as again:
            newest.receive(again)
            assert "Машинам не хватает железа" in scene.said()
            wait_until(lambda: set(again.states().values()) == {"applied"}, "applied")
        assert len(server.requests) == 1


def test_a_cancel_in_the_game_reaches_a_model_that_hangs_and_the_next_question_is_answered(newest: Match) -> None:
    scene = newest.scene
    scene.consent()
    with ScriptedServer(lambda _body: Said(text="Машинам не хватает железа."), key=CANARY) as server:
        choose_model(server.url, newest.folder / "agent-data")
        server.hold.clear()
        with newest.agent() as agent:
            newest.select(*BOX)
            newest.snapshot_written()
            first = newest.ask(WHY)
            wait_until(lambda: len(server.requests) == 1, "the model to be asked")
            scene.player.click("gpta-cancel")
            key = (first.id, scene.digest(first))
            wait_until(lambda: agent.states().get(key) == "cancelled", "the cancel to arrive")
            newest.ask(f"{WHY} Ещё раз.")
            wait_until(lambda: len(server.requests) == 2, "the next question to be asked though the first hangs")
            server.hold.set()
            newest.receive(agent)
            assert scene.said().count("Машинам не хватает железа") == 1


def agent_command(*arguments: str) -> str:
    """Another command of the agent, and everything it printed."""
    result = CliRunner().invoke(cli, arguments, prog_name="agent")
    return result.output + result.stderr + repr(result.exception)


def echoing(body: dict[str, Any]) -> Said:
    """A server that repeats the key in everything it says, as careless proxies do."""
    text = f"Ваш ключ {CANARY}. Машинам не хватает железа, ключ {CANARY}."
    if "ошибка" in json.dumps(body["messages"], ensure_ascii=False):
        return Said(status=400, error={"message": f"bad key {CANARY}", "param": CANARY, "code": CANARY})
    return Said(text=text, headers={"x-request-id": CANARY})


def test_the_key_is_sent_to_the_endpoint_and_is_nowhere_else(newest: Match, monkeypatch: pytest.MonkeyPatch) -> None:
    scene, folder = newest.scene, newest.folder
    data = folder / "agent-data"
    scene.consent()
    with ScriptedServer(echoing, key=CANARY) as server:
        choose_model(server.url, data)
        with newest.agent() as agent:
            newest.select(*BOX)
            newest.snapshot_written()
            newest.ask(WHY)
            newest.receive(agent)
            wait_until(lambda: "seq = 0" in agent.inbox(), "a pristine inbox")
            newest.ask("Почему ошибка?")
            newest.receive(agent, first=False)
            assert "Машинам не хватает железа" in scene.said()
        places = ["--bridge", str(scene.state), "--data-dir", str(data)]
        texts = {
            "doctor": agent_command("doctor", *places),
            "doctor json": agent_command("doctor", "--json", *places),
            "status": agent_command("status", "--json", *places),
            "profiles": agent_command("profiles", "show", PROFILE, "--json"),
            "test": agent_command("profiles", "test"),
            "preview": agent_command("preview", WHY, "--json"),
            "ask": agent_command("ask", f"{WHY} ошибка"),
            "report": agent_command("report", "--output", str(folder / "report.zip"), *places),
            "screen": scene.said(),
        }
        monkeypatch.setenv("GPTA_KEY_LOOPBACK", CANARY)
        texts["from the environment"] = agent_command("doctor", *places) + agent_command("ask", f"{WHY} ошибка")
        assert "sk-…4b06" in texts["doctor"], "shown masked"
        assert (folder / "report.zip").exists()
    assert server.headers
    assert {headers["authorization"] for headers in server.headers} == {f"Bearer {CANARY}"}
    assert leaks(CANARY, folder, texts=texts) == []


@pytest.mark.parametrize("form", sorted(spellings(CANARY)))
def test_the_search_for_leaks_finds_every_spelling(form: str, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"before " + spellings(CANARY)[form] + b" after")
    assert [line.split(": ")[-1] for line in leaks(CANARY, tmp_path)].count(form) == 1
