"""What the game tells of its mods is kept by mod set and used for every question of that mod set."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from agent.resources import bundled
from agent.service.exports import Exports

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bridge.kit import PlayedMod
    from tests.service.kit import Table

MODSET = "0bad0bad"  # what the played mod says in its hello
PROTOTYPES = json.loads((bundled("state") / "examples" / "prototypes-0a1b2c3d.json").read_text("utf-8"))
GEAR = ("item", "iron-gear-wheel")


def prototypes(mod: PlayedMod, **changes: object) -> None:
    body = PROTOTYPES | mod.header("prototypes", MODSET) | {"modset": MODSET} | changes
    mod.send(f"prototypes-{MODSET}.json", body)


def names(mod: PlayedMod, *found: list[str], locale: str = "ru") -> None:
    body: dict[str, Any] = mod.header("names", f"{MODSET}-{locale}") | {"modset": MODSET, "locale": locale}
    mod.send(f"names-{MODSET}-{locale}.json", body | {"names": list(found)})


def export(mod: PlayedMod) -> None:
    mod.mark("export-begin", player_index=1)
    prototypes(mod)
    names(mod, [*GEAR, "Железная шестерня"])
    mod.mark("export-end", player_index=1)


def test_a_question_is_computed_on_the_running_games_own_data_and_names(table: Table) -> None:
    table.mod.hello()
    export(table.mod)
    table.mod.ask()
    table.serve()
    (asked,) = table.assistant.asked
    assert asked.data is not None
    assert asked.data.label == f"Factorio 2.0.77 ({MODSET})"
    assert asked.localised == {GEAR: "Железная шестерня"}


def test_what_was_told_once_serves_after_a_restart_and_without_the_bridge_folder(table: Table) -> None:
    table.mod.hello()
    export(table.mod)
    table.serve()
    for path in table.bridge.glob("*-0bad0bad*.json"):
        path.unlink()
    table.restart()
    table.mod.ask()
    table.serve()
    (asked,) = table.assistant.asked
    assert asked.data is not None
    assert asked.data.modset == MODSET
    assert asked.localised == {GEAR: "Железная шестерня"}


def test_what_was_taken_in_but_not_kept_is_found_in_the_bridge_folder(table: Table) -> None:
    table.mod.hello()
    export(table.mod)
    table.serve()
    for path in table.config().exports_dir.iterdir():
        path.unlink()
    table.restart()
    table.mod.ask()
    table.serve()
    (asked,) = table.assistant.asked
    assert asked.data is not None
    assert asked.data.modset == MODSET


def test_another_mod_set_is_answered_with_the_bundled_data(table: Table) -> None:
    table.mod.hello()
    body = PROTOTYPES | table.mod.header("prototypes", "0a1b2c3d")
    table.mod.send("prototypes-0a1b2c3d.json", body)
    table.mod.ask()
    table.serve()
    (asked,) = table.assistant.asked
    assert asked.data is not None
    assert asked.data.label == "base 2.0.77"
    assert asked.localised == {}


def test_a_newer_export_of_the_same_mods_takes_the_place_of_the_older(table: Table) -> None:
    table.mod.hello()
    export(table.mod)
    table.mod.ask("Раз")
    table.serve()
    names(table.mod, [*GEAR, "Шестерня"])
    prototypes(table.mod, recipes={})
    table.mod.ask("Два")
    table.serve()
    assert table.assistant.asked[1].localised == {GEAR: "Шестерня"}
    assert table.assistant.asked[1].data is not None
    assert not table.assistant.asked[1].data.recipes


def test_a_question_waits_for_an_export_that_was_begun(table: Table) -> None:
    table.mod.hello()
    table.mod.mark("export-begin", player_index=1)
    table.mod.ask()
    table.serve()
    assert table.assistant.asked == []
    prototypes(table.mod)
    table.serve()
    assert table.assistant.asked == []
    names(table.mod, [*GEAR, "Железная шестерня"])
    table.mod.mark("export-end", player_index=1)
    table.serve()
    (asked,) = table.assistant.asked
    assert asked.localised == {GEAR: "Железная шестерня"}


@pytest.mark.parametrize("end", ["export-end", "revoked", None])
def test_an_export_that_never_comes_is_not_waited_for_for_ever(table: Table, end: str | None) -> None:
    table.mod.hello()
    table.mod.mark("export-begin", player_index=1)
    table.serve()
    if end is None:
        table.time.pass_s(5.1)
    else:
        table.mod.mark(end, player_index=7)
    table.mod.ask()
    table.serve()
    assert len(table.assistant.asked) == 1


def test_who_waits_is_woken_when_his_patience_ends(table: Table) -> None:
    table.mod.hello()
    table.mod.mark("export-begin", player_index=1)
    table.mod.ask()
    table.serve()
    table.time.pass_s(4.9)
    assert table.service._nap_s() == pytest.approx(0.1)


def test_names_of_another_language_serve_where_the_questions_own_are_missing(table: Table) -> None:
    table.mod.hello()  # played in Russian
    export(table.mod)
    table.mod.ask(locale="en")
    table.serve()
    (asked,) = table.assistant.asked
    assert asked.localised == {GEAR: "Железная шестерня"}


def test_a_name_that_a_mod_made_of_markup_is_a_plain_name(table: Table) -> None:
    table.mod.hello()
    names(table.mod, [*GEAR, "[color=red]Шес\u202eтерня[/color]\x1b[31m\n!"], ["item", "far", "[item=far]"])
    table.mod.ask()
    table.serve()
    (asked,) = table.assistant.asked
    assert asked.localised == {GEAR: "Шестерня !", ("item", "far"): "far"}


def test_only_the_latest_exports_are_kept(table: Table) -> None:
    for number in range(45):
        modset = f"{number:08x}"
        body = table.mod.header("names", f"{modset}-ru") | {"modset": modset, "locale": "ru", "names": []}
        table.mod.send(f"names-{modset}-ru.json", body)
        table.serve()
    kept = {path.name for path in table.config().exports_dir.iterdir()}
    assert len(kept) == 40
    assert "names-0000002c-ru.json" in kept


def test_a_kept_file_that_was_damaged_is_passed_over(tmp_path: Path) -> None:
    kept, bridge = tmp_path / "kept", tmp_path / "bridge"
    for folder in (kept, bridge):
        folder.mkdir()
    (kept / f"names-{MODSET}-ru.json").write_bytes(b"{")
    exports = Exports(kept, bridge, cap_bytes=1000, pause=lambda _: None)
    assert exports.names(MODSET, ("ru",)) == {}
    (bridge / f"names-{MODSET}-ru.json").write_bytes(b" " * 1001)
    assert exports.names(MODSET, ("ru",)) == {}
