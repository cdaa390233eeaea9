"""An offered blueprint becomes ghosts in one tick, all or none; each outcome is acknowledged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.game.world import scenarios
from tests.game.world.blueprint import encode

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Observation
    from agent.contract.request import Request
    from tests.mod.scene import Scene

ROW = [
    ("assembling-machine-2", 1.5, 3.5),
    ("assembling-machine-2", 4.5, 3.5),
    ("inserter", 1.5, 1.5),
    ("inserter", 4.5, 1.5),
    *[("transport-belt", 0.5 + column, 0.5) for column in range(6)],
]


def blueprint_string(entities: list[tuple[str, float, float]] = ROW) -> str:
    return encode(
        {
            "blueprint": {
                "item": "blueprint",
                "version": 562949954076673,
                "icons": [{"index": 1, "signal": {"name": "iron-gear-wheel"}}],
                "entities": [
                    {"entity_number": number, "name": name, "position": {"x": x, "y": y}}
                    for number, (name, x, y) in enumerate(entities, 1)
                ],
            }
        }
    )


def offer(here: Scene, request: Request | Observation, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {
        "protocol": "1.0",
        "kind": "blueprint",
        "id": request.id,
        "session": request.session,
        "tick": request.tick,
        "request_digest": here.digest(request),
        "nonce": request.nonce,
        "label": "Шестерёнки [item=iron-gear-wheel]",
        "string": blueprint_string(),
        "entity_count": len(ROW),
        "size": {"width": 6, "height": 5},
        "position": {"x": 20, "y": 20.5},
        "direction": 0,
        "surface": "nauvis",
        "required": [{"name": "assembling-machine-2", "quality": "normal", "count": 2, "have": 1}],
        "missing_research": ["automation-2"],
        "promised": [{"name": "iron-gear-wheel", "rate_per_min": 90}],
        "power_w": 300000,
        "verified_by": ["rules"],
    } | changes


def offered(scene: Callable[..., Scene], build: Callable[[Any], Any] | None = None, **changes: Any) -> Scene:  # noqa: ANN401 - JSON
    """A player who asked for gears and has the blueprint in his transcript."""
    here = scene(inbox=False)
    if build:
        here.build(build)
    here.consent()
    here.player.pick("gpta-item", "iron-gear-wheel")
    here.player.click("gpta-build")
    request = here.requests()[-1]
    answer = here.response(request, "Вот чертёж.", has_blueprint=True, mode=None)
    here.paste(here.delivery(request, answer, blueprints=[offer(here, request, **changes)]))
    return here


def ghosts(here: Scene) -> list[tuple[str, float, float]]:
    found = here.game.world.nauvis.find_entities_filtered(type="entity-ghost")
    return sorted((ghost.ghost_name, ghost.position["x"], ghost.position["y"]) for ghost in found)


def last_ack(here: Scene) -> tuple[str, str, int | None]:
    ack = here.acks()[-1]
    return ack.what, ack.result, ack.detail.ghosts


def test_the_preview_shows_what_it_brings_and_takes(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    here.player.click("gpta-place")
    shown = here.said()
    assert "Размер 6 × 5, объектов: 10" in shown
    assert "2, есть 1" in shown
    assert "90 в минуту" in shown
    assert "Не изучено:" in shown
    assert ghosts(here) == []
    assert here.game.problems == []


def test_placing_makes_exactly_the_blueprints_ghosts(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    assert ghosts(here) == sorted((name, x + 17, y + 18) for name, x, y in ROW)
    assert last_ack(here) == ("blueprint", "placed", 10)
    assert "Призраки расставлены: 10" in here.said()


@pytest.mark.parametrize("obstacle", ["steel-chest", "assembling-machine-2"])
def test_one_thing_in_the_way_and_no_ghost_is_left(scene: Callable[..., Scene], obstacle: str) -> None:
    here = offered(scene, lambda world: scenarios.field_with_obstacle(world, (18.5, 21.5), obstacle))
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    assert ghosts(here) == []
    assert last_ack(here) == ("blueprint", "blocked", 0)
    (blocker,) = here.acks()[-1].detail.blockers
    assert (blocker.name, blocker.position.x, blocker.position.y) == (obstacle, 18.5, 21.5)
    assert "Мешает: " in here.said()
    assert "(18.5; 21.5)" in here.said()


def test_water_blocks_and_is_named(scene: Callable[..., Scene]) -> None:
    here = offered(scene, lambda world: scenarios.lake(world, (17, 18), 2))
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    assert ghosts(here) == []
    assert {blocker.name for blocker in here.acks()[-1].detail.blockers} == {"water"}


def test_trees_make_way(scene: Callable[..., Scene]) -> None:
    def plant(world: Any) -> None:  # noqa: ANN401 - the simulated world
        world.nauvis.create_entity(name="tree-01", position={"x": 18.5, "y": 21.5})

    here = offered(scene, plant)
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    assert len(ghosts(here)) == 10


def test_one_step_back_removes_the_ghosts(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    here.player.click("gpta-undo")
    assert ghosts(here) == []
    assert last_ack(here) == ("blueprint", "undone", 10)
    assert here.player.find("gpta-undo") is None


def test_undo_leaves_what_was_built_meanwhile(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")

    def build_one(world: Any) -> None:  # noqa: ANN401 - the simulated world
        world.nauvis.find_entities_filtered(ghost_name="inserter")[0].revive()

    here.game.change_world(build_one)
    here.player.click("gpta-undo")
    assert ghosts(here) == []
    assert last_ack(here) == ("blueprint", "undone", 9)
    assert here.game.world.nauvis.count_entities_filtered(name="inserter") == 1


def test_the_player_may_point_at_the_place(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    here.player.click("gpta-place")
    here.player.click("gpta-place-point")
    here.player.select_area((-30.0, -30.0), (-30.0, -30.0))
    assert len(ghosts(here)) == 10
    assert all(x < -25 and y < -25 for _, x, y in ghosts(here))
    assert last_ack(here) == ("blueprint", "placed", 10)


def test_without_a_place_of_its_own_it_goes_to_the_player(scene: Callable[..., Scene]) -> None:
    here = offered(scene, position=None, surface=None)
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    assert len(ghosts(here)) == 10
    assert all(abs(x) <= 4 and abs(y) <= 4 for _, x, y in ghosts(here))


def test_to_the_cursor(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    here.player.click("gpta-cursor")
    assert here.player.body.cursor_stack.name == "blueprint"
    assert last_ack(here) == ("blueprint", "cursor", None)
    assert here.player.build((50.0, 50.0), build_mode="normal") == 10


def test_a_quarter_turn(scene: Callable[..., Scene]) -> None:
    here = offered(scene, direction=4, position={"x": 20.5, "y": 20})
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    assert len(ghosts(here)) == 10
    machines = [(x, y) for name, x, y in ghosts(here) if name == "assembling-machine-2"]
    assert machines[0][0] == machines[1][0], "the row stands upright now"
    assert last_ack(here) == ("blueprint", "placed", 10)


def test_a_string_that_is_none_fails_without_harm(scene: Callable[..., Scene]) -> None:
    here = offered(scene, string="0eNoAAAA=")
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    assert last_ack(here) == ("blueprint", "failed", None)
    here.player.click("gpta-cursor")
    assert last_ack(here) == ("blueprint", "failed", None)
    assert here.game.eval("gpt-assistant", "return next(storage.broken) == nil") is True


def test_a_blueprint_for_another_question_is_dropped(scene: Callable[..., Scene]) -> None:
    here = offered(scene, nonce="00000000")
    assert here.player.find("gpta-place") is None
    assert here.acks()[0].result == "dropped"


def test_the_offer_outlives_a_load(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    here.load(here.game.save())
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    assert len(ghosts(here)) == 10


def test_three_peers_get_the_same_ghosts(scene: Callable[..., Scene]) -> None:
    here = scene(multiplayer=True, players=("anna", "boris", "vera"))
    here.player.change_setting("gpta-host", "anna")
    here.consent()
    boris = here.game.players[2]
    here.consent(boris)
    boris.pick("gpta-item", "iron-gear-wheel")
    boris.click("gpta-build")
    request = here.requests()[-1]
    answer = here.response(request, "Вот чертёж.", has_blueprint=True)
    here.paste(here.delivery(request, answer, blueprints=[offer(here, request)]))
    boris.click("gpta-place")
    boris.click("gpta-place-here")
    here.game.tick(10)
    assert len(ghosts(here)) == 10
    assert here.player.find("gpta-place") is None, "the offer is the asker's"


@pytest.mark.parametrize("button", ["gpta-place-cursor", "gpta-place-point"])
def test_what_the_player_holds_is_never_written_over(scene: Callable[..., Scene], button: str) -> None:
    here = offered(scene)

    def burden(world: Any) -> None:  # noqa: ANN401 - the simulated world
        body = world.players[1]
        main = body.get_main_inventory()
        for slot in range(1, len(main) + 1):
            main[slot].set_stack({"name": "iron-plate", "count": 100})
        body.cursor_stack.set_stack({"name": "steel-chest", "count": 7})

    here.game.change_world(burden)
    here.player.click("gpta-place")
    here.player.click(button)
    held = here.player.body.cursor_stack
    assert (held.name, held.count) == ("steel-chest", 7)
    assert "Освободите руку" in here.said()
    assert here.game.problems == []


def with_tree(world: Any) -> None:  # noqa: ANN401 - the simulated world
    world.nauvis.create_entity(name="tree-01", position={"x": 18.5, "y": 21.5})


def trees_marked(here: Scene) -> list[bool]:
    return [tree.to_be_deconstructed() for tree in here.game.world.nauvis.find_entities_filtered(name="tree-01")]


def test_one_step_back_spares_the_trees_that_were_to_make_way(scene: Callable[..., Scene]) -> None:
    here = offered(scene, with_tree)
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    assert trees_marked(here) == [True]
    here.player.click("gpta-undo")
    assert trees_marked(here) == [False]


def test_one_step_back_leaves_the_marks_of_others(scene: Callable[..., Scene]) -> None:
    here = offered(scene, with_tree)

    def mark(world: Any) -> None:  # noqa: ANN401 - the simulated world
        world.nauvis.find_entities_filtered(name="tree-01")[0].order_deconstruction(world.forces["player"])

    here.game.change_world(mark)
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    here.player.click("gpta-undo")
    assert trees_marked(here) == [True]


def test_the_tile_in_the_way_is_named_not_the_one_in_the_middle(scene: Callable[..., Scene]) -> None:
    # The left machine covers the tiles 17…19 × 20…22; only the one in its lower left corner is water.
    here = offered(scene, lambda world: scenarios.lake(world, (17, 22), 1))
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    blockers = here.acks()[-1].detail.blockers
    assert {blocker.name for blocker in blockers} == {"water"}
    assert ghosts(here) == []
