"""A selection becomes a file, read and written piece by piece; what it holds is what stands there."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from agent.contract.request import ChatRequest
from tests.game.world import scenarios

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Snapshot, SnapshotEntity
    from tests.mod.scene import Scene

BOX = ((-10.0, -10.0), (80.0, 80.0))


def factory(scene: Callable[..., Scene], build: Callable[[Any], Any] = scenarios.gear_factory, **options: Any) -> Scene:  # noqa: ANN401 - scenario and Game options
    """A consenting player before a factory, the analyser in his hand."""
    here = scene(**options)
    here.build(build)
    here.consent()
    here.player.hotkey("gpta-take-analyzer")
    return here


def take(here: Scene, mode: str = "select") -> Snapshot:
    before = len(here.snapshots()) if here.state.is_dir() else 0
    here.player.select_area(*BOX, mode=mode)
    here.game.run_until(lambda: len(here.journal()) > 0 and finished(here) > before, limit=3000)
    here.check_files()
    assert here.game.problems == []
    return here.snapshots()[-1]


def finished(here: Scene) -> int:
    return len({line.name for line in here.journal() if getattr(line, "name", "").startswith("snapshot-")})  # type: ignore[union-attr]


def only(snapshot: Snapshot, name: str) -> list[SnapshotEntity]:
    return [entity for entity in snapshot.entities if entity.name == name]


def test_two_hundred_entities_are_all_there(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    snapshot = take(here)
    standing = {entity.unit_number: entity for entity in here.game.world.nauvis.find_entities_filtered(force="player")}
    wanted = Counter(entity.name for entity in standing.values() if entity.type != "character")
    assert snapshot.entity_count == len(snapshot.entities) == 200
    assert Counter(entity.name for entity in snapshot.entities) == wanted
    for entity in snapshot.entities:
        assert entity.unit is not None
        original = standing[entity.unit]
        assert (entity.x, entity.y) == (original.position["x"], original.position["y"])


def test_machines_tell_what_they_make_and_why_they_stand(scene: Callable[..., Scene]) -> None:
    snapshot = take(factory(scene))
    machines = only(snapshot, "assembling-machine-2")
    assert {machine.recipe for machine in machines} == {"iron-gear-wheel"}
    assert Counter(machine.status for machine in machines) == {
        "working": 13,
        "item_ingredient_shortage": 2,
        "full_output": 1,
    }
    with_modules = next(machine for machine in machines if machine.modules)
    assert {stack.name for stack in with_modules.modules} == {"speed-module", "productivity-module"}
    fed = next(machine for machine in machines if machine.status == "working")
    assert {inventory.inventory for inventory in fed.inventories} >= {"crafter_input", "crafter_output"}


def test_inserters_belts_and_chests(scene: Callable[..., Scene]) -> None:
    snapshot = take(factory(scene))
    inserter = only(snapshot, "inserter")[0]
    assert inserter.pickup is not None
    assert inserter.drop is not None
    first = next(belt for belt in only(snapshot, "transport-belt") if (belt.x, belt.y) == (0.5, 0.5))
    assert first.direction == 4, "east in sixteenths of a turn"
    (stack,) = only(snapshot, "steel-chest")[0].inventories[0].items
    assert (stack.name, stack.count) == ("iron-gear-wheel", 480)


def test_a_healthy_network_is_satisfied(scene: Callable[..., Scene], version: str) -> None:
    (network,) = take(factory(scene)).electric_networks
    assert network.satisfaction == 1
    assert network.estimated == (version == "2.0")
    assert network.consumers > 0


def test_a_brown_out_is_seen_on_both_versions(scene: Callable[..., Scene], version: str) -> None:
    here = factory(scene, lambda world: scenarios.brown_out(world, satisfaction=0.5))
    (network,) = take(here).electric_networks
    assert network.satisfaction == pytest.approx(0.5, abs=0.02)
    assert network.low_power > 0
    assert network.estimated == (version == "2.0")


def test_a_network_without_power(scene: Callable[..., Scene]) -> None:
    (network,) = take(factory(scene, scenarios.blackout)).electric_networks
    assert network.satisfaction == 0
    assert network.no_power > 0


def test_ghosts_and_marks_only_with_shift(scene: Callable[..., Scene]) -> None:
    here = factory(scene, scenarios.ghosts)
    plain = take(here)
    assert not any(entity.ghost or entity.deconstruct for entity in plain.entities)
    planned = take(here, "alt_select")
    assert planned.selection == "ghosts"
    ghosts = [entity for entity in planned.entities if entity.ghost]
    assert ghosts
    assert all(not entity.type.endswith("ghost") for entity in ghosts)
    assert any(entity.requests for entity in planned.entities)
    assert any(entity.deconstruct for entity in planned.entities)


def test_the_right_button_compares_with_the_last(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    first = take(here)
    second = take(here, "reverse_select")
    assert (second.selection, second.compare_with) == ("compare", first.id)
    question = here.ask("Что изменилось?")
    assert isinstance(question, ChatRequest)
    assert (question.snapshot, question.compare) == (second.id, first.id)


def test_ore_and_enemies_are_selectable(scene: Callable[..., Scene]) -> None:
    def build(world: Any) -> None:  # noqa: ANN401 - the simulated world
        scenarios.ore_patch(world, (0, 0))
        scenarios.nest(world, (30, 30))

    snapshot = take(factory(scene, build))
    resources = [entity for entity in snapshot.entities if entity.type == "resource"]
    assert resources
    assert all(entity.amount and entity.amount > 0 for entity in resources)
    assert {entity.force for entity in snapshot.entities if entity.type in {"unit", "unit-spawner"}} == {"enemy"}


def test_the_next_question_is_about_the_snapshot(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    snapshot = take(here)
    assert "Снимок готов, объектов: 200" in here.said()
    question = here.ask("Почему мало?")
    assert isinstance(question, ChatRequest)
    assert question.snapshot == snapshot.id
    here.player.choose("gpta-snapshots", 1)
    question = here.ask("А вообще?")
    assert isinstance(question, ChatRequest)
    assert question.snapshot is None


def test_the_players_own_health_is_told(scene: Callable[..., Scene]) -> None:
    here = factory(scene)

    def bitten(world: Any) -> None:  # noqa: ANN401 - the simulated world
        character = world.players[1].character
        character.health = character.max_health / 5

    here.build(bitten)
    told = take(here).character
    assert told is not None
    assert told.surface == "nauvis"
    assert told.health_ratio == pytest.approx(0.2)


def test_budgets_spread_the_work_over_ticks(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    here.player.change_setting("gpta-entities-per-tick", 10)
    sizes = []
    here.player.select_area(*BOX)
    path = next(iter(here.state.glob("snapshot-*")), None)
    for _ in range(300):
        here.game.tick()
        path = path or next(iter(here.state.glob("snapshot-*")), None)
        sizes.append(path.stat().st_size if path else 0)
    steps = [later - earlier for earlier, later in pairwise(sizes) if later > earlier]
    assert len(steps) >= 19
    assert finished(here) == 1
    here.check_files()


def test_the_byte_budget_holds(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    here.player.change_setting("gpta-entities-per-tick", 5000)
    here.player.change_setting("gpta-bytes-per-tick", 2048)
    here.player.select_area(*BOX)
    sizes = []
    while finished(here) == 0:
        here.game.tick()
        sizes += [path.stat().st_size for path in here.state.glob("snapshot-*")]
    steps = [later - earlier for earlier, later in pairwise(sizes)]
    assert max(steps[:-1]) < 2048 + 1200, "one entity may overshoot"


def test_the_journal_line_comes_last(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    here.player.change_setting("gpta-entities-per-tick", 10)
    here.player.select_area(*BOX)
    here.game.tick(5)
    assert any(here.state.glob("snapshot-*"))
    assert finished(here) == 0


def test_a_heavy_selection_is_asked_about(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    here.player.change_setting("gpta-score-warn", 100)
    here.player.select_area(*BOX)
    here.game.tick(60)
    assert finished(here) == 0
    assert "Большое выделение" in here.said()
    here.player.click("gpta-score-yes")
    here.game.tick(60)
    assert finished(here) == 1


def test_a_declined_selection_is_forgotten(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    here.player.change_setting("gpta-score-warn", 100)
    here.player.select_area(*BOX)
    here.player.click("gpta-score/gpta-close")
    here.game.tick(60)
    assert finished(here) == 0
    assert here.game.eval("gpt-assistant", "return storage.players[1].asked_about == nil") is True


def test_too_heavy_a_selection_is_refused_with_how_to_narrow_it(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    here.player.change_setting("gpta-score-limit", 150)
    here.player.select_area(*BOX)
    here.game.tick(60)
    assert finished(here) == 0
    assert "Выделите область поменьше" in here.said()


def test_an_empty_selection_says_so(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    here.player.select_area((500, 500), (510, 510))
    assert "В выделении ничего нет" in here.said()


def test_the_analyser_asks_for_consent_first(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.player.shortcut("gpta-take-analyzer")
    here.player.select_area(*BOX)
    assert here.player.find("gpta-consent") is not None
    assert not here.state.exists()


def test_the_first_snapshot_has_nothing_to_be_compared_with_and_says_so(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    first = take(here, "reverse_select")
    assert (first.selection, first.compare_with) == ("compare", None)
    assert "Сравнивать пока не с чем" in here.said()


def test_five_snapshots_first_in_first_out(scene: Callable[..., Scene]) -> None:
    here = factory(scene, lambda world: scenarios.gear_factory(world, machines=2))
    taken = [take(here).id for _ in range(6)]
    kept = here.game.eval(
        "gpt-assistant",
        "local t = {} for i, s in ipairs(storage.players[1].snapshots) do t[i] = s.id end return table.concat(t, ' ')",
    )
    assert kept.split() == taken[1:]
    assert len(here.player.element("gpta-snapshots").items) == 6


def test_idle_snapshots_are_forgotten(scene: Callable[..., Scene]) -> None:
    here = factory(scene, lambda world: scenarios.gear_factory(world, machines=2))
    here.player.change_setting("gpta-idle-minutes", 1)
    take(here)
    here.game.tick(3700)
    question = here.ask("Ещё помнишь?")
    assert isinstance(question, ChatRequest)
    assert question.snapshot is None


def test_the_save_holds_headers_and_not_bodies(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    take(here)
    assert here.game.eval("gpt-assistant", "return #storage.jobs") == 0
    text = here.game.server.states["gpt-assistant"].freeze_storage()[0]
    assert len(text) < 8000


def test_a_save_in_the_middle_goes_on_after_the_load(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    here.player.change_setting("gpta-entities-per-tick", 20)
    here.player.select_area(*BOX)
    here.game.tick(4)
    save = here.game.save()
    here.load(save)
    here.game.tick(60)
    assert finished(here) == 1
    here.check_files()
    assert here.snapshots()[-1].entity_count == 200


def test_revoking_in_the_middle_leaves_no_half_file(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    here.player.change_setting("gpta-entities-per-tick", 10)
    here.player.select_area(*BOX)
    here.game.tick(5)
    assert any(name.startswith("snapshot-") for name in here.files())
    here.player.change_setting("gpta-allow-data", value=False)
    here.game.tick(60)
    assert here.files() == {}
    assert here.problems == []


def test_entities_that_vanish_meanwhile_do_no_harm(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    here.player.change_setting("gpta-entities-per-tick", 20)
    here.player.select_area(*BOX)

    def raze(world: Any) -> None:  # noqa: ANN401 - the simulated world
        for entity in world.nauvis.find_entities_filtered(name=["inserter", "medium-electric-pole"]):
            entity.destroy()

    here.game.change_world(raze)
    here.game.tick(60)
    assert finished(here) == 1
    assert here.snapshots()[-1].entity_count == len(here.snapshots()[-1].entities) < 200
    assert here.game.problems == []


def test_three_peers_agree_while_a_client_takes_a_snapshot(scene: Callable[..., Scene]) -> None:
    here = scene(multiplayer=True, players=("anna", "boris", "vera"))
    here.build(scenarios.gear_factory)
    here.player.change_setting("gpta-host", "anna")
    here.consent()
    boris = here.game.players[2]
    here.consent(boris)
    boris.hotkey("gpta-take-analyzer")
    boris.select_area(*BOX)
    here.game.tick(60)
    assert here.snapshots()[0].player.name == "boris"
    here.check_files()
    assert not (here.game.peers[1].script_output / "state").exists()
