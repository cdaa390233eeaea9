"""What the running mods are made of leaves the game once per mod set, and their names once per language."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from agent.contract import FileLine, LocalisedNames, MarkLine, Prototypes
from tests.game.world import scenarios
from tests.mod.scene import MAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.mod.scene import Scene

NOT_TOLD = {
    "attack.damage of streams and beams",
    "enemies.absorptions_per_second",
    "entities.power.movement_j",
    "entities.power.rotation_j",
    "entities.roboport.recharge_minimum_j",
}
"""What no script of game 2.0 is told (its runtime API has no such member)."""
PLAYERS = ("anna", "boris", "vera")


@pytest.fixture
def used_before() -> bool:
    return False


def exports(here: Scene) -> list[str]:
    """Names of the exported files in the order of their journal lines."""
    names = [line.name for line in here.journal() if isinstance(line, FileLine)]
    return [name for name in names if name.startswith(("prototypes-", "names-"))]


def ends(here: Scene) -> int:
    return sum(isinstance(line, MarkLine) and line.mark == "export-end" for line in here.journal())


def exported(here: Scene, times: int = 1) -> None:
    """Lets the game run until an export is over."""
    here.game.run_until(lambda: ends(here) == times, limit=2000)


def under_way(here: Scene) -> bool:
    return bool(here.game.eval(MAIN, "return storage.export ~= nil"))


def ticking(here: Scene) -> bool:
    return "on_tick" in here.game.server.bootstraps[MAIN].handlers.events


def prototypes(here: Scene) -> Prototypes:
    (name,) = [name for name in here.files() if name.startswith("prototypes-")]
    return here.document(name, Prototypes)  # type: ignore[no-any-return]


def names(here: Scene, locale: str) -> LocalisedNames:
    (name,) = [name for name in here.files() if name.endswith(f"-{locale}.json")]
    return here.document(name, LocalisedNames)  # type: ignore[no-any-return]


def test_the_first_question_exports_and_the_next_ones_do_not(scene: Callable[..., Scene]) -> None:
    here = scene(locale="ru")
    here.consent()
    here.game.tick(300)
    assert exports(here) == [], "not before the first use"
    here.ask("Почему?")
    exported(here)
    modset = here.hello().modset
    assert exports(here) == [f"prototypes-{modset}.json", f"names-{modset}-ru.json"]
    here.ask("А теперь?")
    here.load(here.game.save())
    here.ask("А после загрузки?")
    here.game.tick(100)
    assert (len(exports(here)), ends(here)) == (2, 1)
    here.check_files()
    assert here.problems == []


def test_the_first_snapshot_exports_as_well(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.build(lambda world: scenarios.gear_factory(world, machines=2))
    here.consent()
    here.player.hotkey("gpta-take-analyzer")
    here.player.select_area((-10, -10), (80, 80))
    exported(here)
    order = [line.name for line in here.journal() if isinstance(line, FileLine)]
    kinds = [name.split("-")[0] for name in order]
    assert list(dict.fromkeys(kinds)) == ["hello.json", "snapshot", "prototypes", "names"], (
        "what the player waits for comes first"
    )
    assert here.problems == []


def test_nothing_is_left_behind_when_it_is_done(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.ask("?")
    exported(here)
    here.player.click("gpta-cancel")
    here.game.tick(120)
    assert not under_way(here)
    assert not ticking(here)


def test_it_holds_what_the_game_has(scene: Callable[..., Scene], version: str) -> None:
    here = scene(locale="ru")
    here.consent()
    here.ask("?")
    exported(here)
    document = prototypes(here)
    assert set(document.not_read) == (NOT_TOLD if version == "2.0" else set())
    assert document.game_version.startswith(version)
    assert document.mods == here.hello().mods
    raw = here.game.world.prototypes.raw
    assert {recipe.name for recipe in document.recipes} == set(raw["recipe"])
    assert {item.name for item in document.items} == set(here.game.world.prototypes.item)
    assert {technology.name for technology in document.technologies} == set(raw["technology"])
    machine = next(entity for entity in document.entities if entity.name == "assembling-machine-2")
    # data stage of the base game: 150 kW, 1/30 of it as drain, speed 0.75, two slots, 3 pollution a minute
    assert (machine.power.usage_w, machine.power.drain_w, machine.speed) == (150_000, 5_000, 0.75)
    assert machine.effects is not None
    assert machine.effects.slots == 2
    assert round(machine.power.emissions_per_j["pollution"] * 150_000 * 60, 9) == 3
    assert not any(entity.type in {"tree", "character", "corpse"} for entity in document.entities)


def test_names_are_the_games_own_and_what_it_does_not_translate_is_left_out(scene: Callable[..., Scene]) -> None:
    here = scene(locale="ru")
    here.consent()
    here.ask("?")
    exported(here)
    document = names(here, "ru")
    assert document.locale == "ru"
    said = {(kind, name): text for kind, name, text in document.names}
    assert said["item", "iron-gear-wheel"] == "Железная шестерня"
    assert said["recipe", "iron-gear-wheel"] == "Железная шестерня"
    assert said["entity", "steel-chest"] == "Стальной сундук"
    assert not any("Unknown key" in text for text in said.values())
    assert ("item", "coin") not in said


def test_the_budgets_spread_it_over_ticks(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.player.change_setting("gpta-entities-per-tick", 10)
    here.ask("?")
    begun = here.game.world.tick
    exported(here)
    count = sum(len(getattr(prototypes(here), key)) for key in ("recipes", "entities", "items", "technologies"))
    assert here.game.world.tick - begun > count / 10


def test_a_piece_is_no_larger_than_its_budget(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.player.change_setting("gpta-entities-per-tick", 5000)
    here.player.change_setting("gpta-bytes-per-tick", 4096)
    here.ask("?")
    sizes = [0]
    while ends(here) == 0:
        here.game.tick()
        sizes.append(sum(len(data) for name, data in here.files().items() if name.startswith("prototypes-")))
    largest_entry = 1500
    assert max(after - before for before, after in pairwise(sizes)) < 4096 + largest_entry


def test_a_save_in_the_middle_goes_on_after_the_load(scene: Callable[..., Scene]) -> None:
    here = scene(locale="ru")
    here.consent()
    here.player.change_setting("gpta-entities-per-tick", 20)
    here.ask("?")
    here.game.tick(8)
    assert under_way(here)
    save = here.game.save()
    exported(here)
    whole = prototypes(here)
    here.load(save)
    exported(here, 2)
    here.check_files()
    assert prototypes(here).recipes == whole.recipes
    assert names(here, "ru").names


def test_without_consent_nothing_is_written(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.player.shortcut("gpta-take-analyzer")
    here.player.select_area((-10, -10), (80, 80))
    here.game.tick(300)
    assert here.files() == {}
    assert not under_way(here)


def test_revoking_in_the_middle_leaves_no_file_and_consenting_again_exports_again(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.ask("?")
    here.game.tick(4)
    assert under_way(here)
    here.player.change_setting("gpta-allow-data", value=False)
    here.game.tick(60)
    assert here.files() == {}
    assert not under_way(here)
    here.player.change_setting("gpta-allow-data", value=True)
    here.consent()
    here.ask("?")
    exported(here)
    assert len(exports(here)) == 2
    here.check_files()


def test_only_the_hosts_disk_gets_it_and_a_second_language_only_its_names(scene: Callable[..., Scene]) -> None:
    here = scene(multiplayer=True, players=PLAYERS, locale="ru")
    here.player.change_setting("gpta-host", "anna")
    grisha = here.game.join("grisha", locale="en")
    here.consent()
    here.consent(grisha)
    here.ask("?")
    exported(here)
    here.ask("?", grisha)
    exported(here, 2)
    modset = here.hello().modset
    assert exports(here) == [f"prototypes-{modset}.json", f"names-{modset}-ru.json", f"names-{modset}-en.json"]
    assert ("item", "iron-plate", "Iron plate") in names(here, "en").names
    assert [(peer.script_output / "state").exists() for peer in here.game.peers] == [True, False, False, False]
    here.check_files()
    assert here.problems == []


def test_a_player_who_leaves_stops_his_names_and_the_next_use_asks_again(scene: Callable[..., Scene]) -> None:
    here = scene(multiplayer=True, players=PLAYERS, locale="ru")
    here.player.change_setting("gpta-host", "anna")
    here.player.change_setting("gpta-entities-per-tick", 20)
    boris = here.game.players[2]
    here.consent()
    here.consent(boris)
    here.ask("?", boris)
    here.game.run_until(lambda: here.game.eval(MAIN, "return storage.export.stage") == "names", limit=2000)
    here.game.tick(3)
    boris.leave()
    exported(here)
    assert [name.split("-")[0] for name in exports(here)] == ["prototypes"]
    assert not under_way(here)
    here.ask("?")
    exported(here, 2)
    assert [name.split("-")[0] for name in exports(here)] == ["prototypes", "names"]
    assert here.problems == []


def test_a_game_that_translates_nothing_is_not_waited_for_for_ever(scene: Callable[..., Scene]) -> None:
    here = scene(locale="ru")
    here.consent()
    here.ask("?")
    here.game.run_until(lambda: here.game.eval(MAIN, "return storage.export.stage") == "names", limit=2000)
    here.game.server._take_translations = list  # type: ignore[method-assign]  # the player's game stays silent
    exported(here)
    assert [name.split("-")[0] for name in exports(here)] == ["prototypes"]
    assert not under_way(here)
