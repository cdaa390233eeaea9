"""A question asked in the game comes back answered: two processes, real files, nothing else between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.game.world.scenarios import gear_factory, place
from tests.loop.agent_process import wait_until
from tests.loop.match import Match

if TYPE_CHECKING:
    from pathlib import Path

    from tests.game.world.world import World

BOX = (19.0, 19.0), (80.0, 60.0)


def furnish(world: World) -> None:
    gear_factory(world, at=(20, 20))


@pytest.fixture(params=["2.0", "2.1"])
def match(request: pytest.FixtureRequest, tmp_path: Path) -> Match:
    return Match(tmp_path, request.param, locale="ru", world=furnish)


def test_from_the_box_to_the_ghosts(match: Match) -> None:
    scene, player = match.scene, match.scene.player
    match.select(*BOX)
    assert not scene.state.exists(), "nothing may be written before consent"
    player.click("gpta-consent-accept")
    with match.agent() as agent:
        assert match.select(*BOX) == 200
        match.snapshot_written()
        assert scene.snapshots()[0].entity_count == 200
        question = match.ask()
        match.receive(agent)
        assert scene.game.reloads <= 3
        screen = scene.said()
        assert "iron gear wheel" in screen or "iron-gear-wheel" in screen
        match.place_newest()
        assert match.ghosts() == match.offered(agent, question)
        assert match.ghosts()
        key = (question.id, scene.digest(question))
        wait_until(lambda: agent.states().get(key) == "applied", "the ledger to say applied")
        wait_until(lambda: ("blueprint", "placed") in agent.query("SELECT what, result FROM acks"), "the second ack")
        assert agent.answers_begun() == 1
        wait_until(lambda: "seq = 0" in agent.inbox(), "a pristine inbox")
    assert scene.game.problems == []


def test_a_request_in_words_leads_to_the_ghosts_of_a_whole_chain(match: Match) -> None:
    scene = match.scene
    scene.consent()
    with match.agent() as agent:
        question = match.ask("построй мне 45 зелёных микросхем в минуту")
        match.receive(agent)
        assert "45" in scene.said()
        match.place_newest()
        ghosts = match.ghosts()
        assert ghosts == match.offered(agent, question)
        # Circuits and, as plates are what comes in, the cable for them.
        assert {recipe for *_, recipe in ghosts if recipe} == {"electronic-circuit", "copper-cable"}
        key = (question.id, scene.digest(question))
        wait_until(lambda: agent.states().get(key) == "applied", "the ledger to say applied")
        wait_until(lambda: "seq = 0" in agent.inbox(), "a pristine inbox")
    assert scene.game.problems == []


def test_one_entity_in_the_way_leaves_no_ghost_and_is_listed(match: Match) -> None:
    scene, player = match.scene, match.scene.player
    scene.consent()
    with match.agent() as agent:
        question = match.ask("Построй [item=iron-gear-wheel] 60 в минуту")
        match.receive(agent)
        middle = player.body.position

        def obstruct(world: World) -> None:
            place(world.surface_of("nauvis"), "steel-chest", round(middle["x"]) + 0.5, round(middle["y"]) + 0.5)

        scene.game.change_world(obstruct)
        player.click("gpta-place")
        player.click("gpta-place-point")
        player.select_area((middle["x"], middle["y"]), (middle["x"], middle["y"]))
        assert match.ghosts() == []
        assert "steel-chest" in scene.said() or "Стальной сундук" in scene.said()
        wait_until(lambda: ("blueprint", "blocked") in agent.query("SELECT what, result FROM acks"), "the ack")
        assert [ack.detail.blockers[0].name for ack in scene.acks() if ack.result == "blocked"] == ["steel-chest"]
        assert agent.states()[question.id, scene.digest(question)] == "applied"


def test_the_same_after_save_and_load(match: Match) -> None:
    scene = match.scene
    scene.consent()
    with match.agent() as agent:
        first = match.ask()
        match.receive(agent)
        scene.load(scene.game.save())
        match.open_chat()
        assert "iron" in scene.said(), "the transcript is part of the save"
        wait_until(lambda: "seq = 0" in agent.inbox(), "a pristine inbox")
        second = match.ask("Построй [item=iron-gear-wheel] 30 в минуту")
        assert second.id != first.id
        match.receive(agent, first=False)
        match.place_newest()
        assert match.ghosts() == match.offered(agent, second)
        wait_until(lambda: set(agent.states().values()) == {"applied"}, "both to be applied")


def test_after_an_older_save_the_same_id_means_another_question(match: Match) -> None:
    scene = match.scene
    scene.consent()
    older = scene.game.save()
    with match.agent() as agent:
        first = match.ask("Построй [item=iron-gear-wheel] 60 в минуту")
        match.receive(agent)
        first_digest = scene.digest(first)
        wait_until(lambda: "seq = 0" in agent.inbox(), "a pristine inbox")
        scene.load(older)
        scene.game.tick(30)
        match.open_chat()
        second = match.ask("Построй [item=copper-cable] 60 в минуту")
        assert second.id == first.id
        match.receive(agent)
        assert "copper" in scene.said()
        assert "iron" not in scene.said()
        assert first_digest != scene.digest(second)
        wait_until(
            lambda: agent.states().get((second.id, scene.digest(second))) == "applied", "the second to be applied"
        )
        assert agent.answers_begun() == 2


def test_a_save_made_while_the_question_was_pending_gets_the_same_answer_without_the_model(match: Match) -> None:
    scene = match.scene
    scene.consent()
    with match.agent() as agent:
        question = match.ask()
        scene.allow_reloads()
        pending = scene.game.save()
        wait_until(lambda: "seq = 0" not in agent.inbox(), "the answer to be at the door")
        scene.game.run_until(lambda: scene.player.find("gpta-place") is not None, limit=3600)
        key = (question.id, scene.digest(question))
        wait_until(lambda: agent.states().get(key) == "applied", "applied")
        wait_until(lambda: "seq = 0" in agent.inbox(), "a pristine inbox")
        answered = agent.query("SELECT response FROM questions")
        scene.load(pending)
        match.open_chat()
        assert scene.player.find("gpta-place") is None
        scene.game.tick(5)
        wait_until(lambda: "seq = 0" not in agent.inbox(), "the answer to be delivered again")
        scene.game.run_until(lambda: scene.player.find("gpta-place") is not None, limit=3600)
        assert agent.answers_begun() == 1
        assert agent.query("SELECT response FROM questions") == answered
        wait_until(lambda: agent.states() == {key: "applied"}, "applied once more")


def test_an_agent_that_comes_late_answers_what_was_asked_meanwhile(match: Match) -> None:
    scene = match.scene
    scene.consent()
    question = match.ask()
    scene.game.tick(10)
    with match.agent() as agent:
        match.receive(agent)
        key = (question.id, scene.digest(question))
        wait_until(lambda: agent.states().get(key) == "applied", "the ledger to say applied")
