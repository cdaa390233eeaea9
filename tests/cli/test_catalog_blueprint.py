"""Exit codes and suggestions are those of the product's specification: 1 arguments, 2 input, 3 none, 5 unwritable."""

import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from agent.cli.main import cli
from agent.game.blueprint import encode
from agent.setup.catalog_store import FILE, CatalogStore, Kept, Wanted

VERSION_2_0 = 2 << 48


def _blueprint(recipe: str, label: str = "", x: float = 1.5) -> dict[str, Any]:
    machine = {"entity_number": 1, "name": "assembling-machine-2", "position": {"x": x, "y": 1.5}, "recipe": recipe}
    return {"blueprint": {"item": "blueprint", "label": label, "version": VERSION_2_0, "entities": [machine]}}


def _book(*blueprints: dict[str, Any]) -> dict[str, Any]:
    rows = [{"index": place, **blueprint} for place, blueprint in enumerate(blueprints)]
    return {"blueprint_book": {"item": "blueprint-book", "blueprints": rows, "version": VERSION_2_0}}


def _run(*arguments: str, stdin: str = "", language: str = "en") -> tuple[int, str, str]:
    arguments = ("--language", language, "catalog-blueprint", *arguments)
    result = CliRunner().invoke(cli, arguments, input=io.BytesIO(stdin.encode()))
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill a catalogue with its cells once; nobody adds to it."""
    folder = tmp_path_factory.mktemp("filled")
    assert _run("search", "--data-dir", str(folder))[0] == 0
    return folder


def _json(folder: Path, *arguments: str, stdin: str = "") -> Any:  # noqa: ANN401 - any JSON
    code, out, err = _run(*arguments, "--data-dir", str(folder), "--json", stdin=stdin)
    assert code == 0, out + err
    return json.loads(out)


def test_a_blueprint_is_added_found_shown_and_removed(tmp_path: Path) -> None:
    string = encode(_blueprint("copper-cable", "Cables"))
    (added,) = _json(tmp_path, "add", string)["added"]
    assert added["new"]
    found = _json(tmp_path, "search", "--item", "copper-cable")["found"]
    assert added["id"] in {entry["id"] for entry in found if entry["origin"] == "player"}
    shown = _json(tmp_path, "show", added["id"])
    # Wiki «Assembling machine 2» (speed 0.75), «Copper cable» (0.5 s, 2 of 1 plate).
    assert shown["makes_per_min"] == {"copper-cable": 180}
    assert shown["takes_per_min"] == {"copper-plate": 90}
    assert (shown["width_tiles"], shown["height_tiles"], shown["area_tiles"]) == (3, 3, 9)
    assert shown["per_min_and_tile"] == 20
    assert shown["string"] == string
    assert _json(tmp_path, "remove", added["id"]) == {"removed": added["id"]}
    assert _run("show", added["id"], "--data-dir", str(tmp_path))[0] == 3


def test_the_same_blueprint_is_known_again_whatever_its_label_and_place(tmp_path: Path) -> None:
    (first,) = _json(tmp_path, "add", "-", stdin=encode(_blueprint("copper-cable", "one")))["added"]
    (second,) = _json(tmp_path, "add", "-", stdin=encode(_blueprint("copper-cable", "two", x=41.5)))["added"]
    assert second["id"] == first["id"]
    assert (first["new"], second["new"]) == (True, False)


def test_of_a_book_every_blueprint_is_added_and_a_broken_one_named(tmp_path: Path) -> None:
    path = tmp_path / "book.txt"
    path.write_text(encode(_book(_blueprint("copper-cable"), _blueprint("iron-gear-wheel"))), encoding="utf-8")
    assert len({row["id"] for row in _json(tmp_path, "add", str(path))["added"]}) == 2
    broken = _blueprint("pipe")
    broken["blueprint"]["entities"] = [{"name": 5}]
    string = encode(_book(_blueprint("iron-stick"), broken))
    code, out, _ = _run("add", string, "--data-dir", str(tmp_path), "--json")
    assert code == 2
    good, bad = sorted(json.loads(out)["added"], key=lambda row: str(row["path"]))
    assert good["new"]
    assert bad["error"]["code"] == "blueprint-shape"


def test_an_empty_catalogue_offers_a_cell_of_the_rate_asked_for(filled: Path) -> None:
    found = _json(filled, "search", "--item", "electronic-circuit", "--min-rate", "300")["found"]
    assert found
    assert all(entry["origin"] == "parametric" for entry in found)
    assert all(entry["makes_per_min"]["electronic-circuit"] >= 300 for entry in found)


def test_every_science_pack_of_the_base_game_has_a_cell(filled: Path) -> None:
    packs = ("automation", "logistic", "military", "chemical", "production", "utility")
    for pack in packs:
        item = f"{pack}-science-pack"
        assert _json(filled, "search", "--item", item)["found"][0]["makes_per_min"][item] > 0


def test_fluids_have_cells_with_pipes(filled: Path) -> None:
    found = _json(filled, "search", "--item", "petroleum-gas")["found"]
    assert any(port["way"] == "pipe" and port["flow"] == "out" for entry in found for port in entry["ports"])


def test_size_and_technology_limit_what_is_found(filled: Path) -> None:
    item = ("--item", "iron-gear-wheel")
    all_ids = {entry["id"] for entry in _json(filled, "search", *item)["found"]}
    small = _json(filled, "search", *item, "--max-width", "9", "--max-height", "5")["found"]
    assert all(entry["width_tiles"] <= 9 and entry["height_tiles"] <= 5 for entry in small)
    assert {entry["id"] for entry in small} < all_ids
    early = _json(filled, "search", *item, "--technology", "automation", "--technology", "logistics")["found"]
    assert {technology for entry in early for technology in entry["technologies"]} <= {
        *("automation", "automation-science-pack", "logistics", "electronics", "steam-power")
    }


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("search", "--item", "iron-gear-whel"), 1, "internal name"),
        (("search", "--item", "iron-gear-wheel", "--max-width", "1"), 3, "catalog-blueprint add"),
        (("search", "--item", "iron-gear-wheel", "--technology", "no-such"), 1, "internal name"),
        (("add", "no-such-file"), 1, "blueprint"),
        (("add", "0eNqV!!!!!!!!!!!!!!!!!!!!!!!!!!"), 2, ""),
        (("show", "bp-none"), 3, "search"),
        (("remove", "bp-none"), 3, "search"),
        (("search", "--max-width", "0"), 1, "--help"),
    ],
)
def test_bad_input_ends_with_its_code_and_the_next_step(
    filled: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    found, _, err = _run(*arguments, "--data-dir", str(filled))
    assert found == code
    assert words in err


def test_nothing_found_is_said_in_the_words_of_the_specification(filled: Path) -> None:
    arguments = ("search", "--item", "iron-gear-wheel", "--max-width", "1", "--data-dir", str(filled))
    assert "No blueprint found producing 'iron-gear-wheel'" in _run(*arguments)[2]
    assert "iron-gear-wheel" in _run(*arguments, language="ru")[2]


def test_a_planner_alone_is_nothing_to_add(tmp_path: Path) -> None:
    planner = {"deconstruction_planner": {"item": "deconstruction-planner", "settings": {}, "version": VERSION_2_0}}
    assert _run("add", encode(planner), "--data-dir", str(tmp_path))[0] == 2


def test_a_folder_that_cannot_be_made_ends_with_code_five(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _, err = _run("search", "--data-dir", str(tmp_path / "file" / "below"))
    assert code == 5
    assert "--data-dir" in err


def test_a_damaged_catalogue_is_named_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    code, _, err = _run("search", "--data-dir", str(tmp_path))
    assert code == 5
    assert str(tmp_path / FILE) in err
    assert (tmp_path / FILE).read_bytes() == b"no database at all" * 100


def test_a_catalogue_of_a_newer_agent_is_not_touched(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / FILE)
    database.execute("PRAGMA user_version = 99")
    database.close()
    assert _run("search", "--data-dir", str(tmp_path))[0] == 5


@pytest.mark.parametrize(("language", "word"), [("en", "Makes:"), ("ru", "Делает:")])
def test_people_read_an_entry_in_their_language(tmp_path: Path, language: str, word: str) -> None:
    (added,) = _json(tmp_path, "add", encode(_blueprint("copper-cable", "Cables")))["added"]
    code, out, err = _run("show", added["id"], "--data-dir", str(tmp_path), language=language)
    assert code == 0, err
    assert word in out
    assert "copper-cable 180" in out


def test_a_failure_among_many_adds_none_of_them(tmp_path: Path) -> None:
    (added,) = _json(tmp_path, "add", encode(_blueprint("copper-cable")))["added"]
    with CatalogStore(tmp_path) as store:
        kept = store.get(added["id"])
        assert kept is not None
        other = Kept("player", kept.string, {**kept.body, "id": "bp-other"})
        with pytest.raises(KeyError):
            store.add([other, Kept("player", "", {"id": "bp-broken"})])
        assert store.get("bp-other") is None
        assert len(store.search(Wanted("copper-cable", 100.0), 5)) == 1


def test_search_begins_with_the_most_per_tile_of_what_is_asked_for(filled: Path) -> None:
    found = _json(filled, "search", "--item", "iron-gear-wheel")["found"]
    per_tile = [entry["makes_per_min"]["iron-gear-wheel"] / entry["area_tiles"] for entry in found]
    assert per_tile == sorted(per_tile, reverse=True)


def test_hands_and_beacons_are_those_that_were_named(tmp_path: Path) -> None:
    (plain,) = _json(tmp_path, "add", encode(_blueprint("copper-cable")))["added"]
    shown = _json(tmp_path, "show", plain["id"])
    assert (shown["stack_bonus_items"], shown["bulk_bonus_items"]) == (0, 1)
    (old,) = _json(
        *(tmp_path, "add", encode(_blueprint("iron-stick")), "--stack-bonus", "3", "--bulk-bonus", "11"),
        *("--beacon-rule", "1.1"),
    )["added"]
    shown = _json(tmp_path, "show", old["id"])
    assert (shown["stack_bonus_items"], shown["bulk_bonus_items"]) == (3, 11)


def test_an_entry_is_shown_with_its_picture(tmp_path: Path) -> None:
    (added,) = _json(tmp_path, "add", encode(_blueprint("copper-cable")))["added"]
    png = tmp_path / "picture.png"
    code, out, _ = _run("show", added["id"], "--data-dir", str(tmp_path), "--png", str(png))
    assert code == 0
    assert "AAAAA" in out
    assert png.read_bytes().startswith(b"\x89PNG")
    assert _run("show", added["id"], "--data-dir", str(tmp_path), "--png", str(tmp_path / "no" / "p.png"))[0] == 5


def test_names_are_read_for_the_data_set_they_are_derived_on(tmp_path: Path) -> None:
    # 2.1 renamed the recipe of molten iron; on 2.0 it keeps its old name.
    foundry = {"entity_number": 1, "name": "foundry", "position": {"x": 2.5, "y": 2.5}, "recipe": "molten-iron"}
    string = encode({"blueprint": {"item": "blueprint", "label": "", "version": VERSION_2_0, "entities": [foundry]}})
    for data_set in ("space-age-2.0.77", "space-age-2.1.20"):
        (added,) = _json(tmp_path / data_set, "add", string, "--data-set", data_set)["added"]
        assert "molten-iron" in _json(tmp_path / data_set, "show", added["id"])["makes_per_min"]


def test_an_empty_book_and_a_string_cut_short_are_named(tmp_path: Path) -> None:
    code, _, err = _run("add", encode(_book()), "--data-dir", str(tmp_path))
    assert code == 2
    assert "Give a blueprint" in err
    string = encode(_blueprint("copper-cable"))
    assert _run("add", string[: len(string) // 2], "--data-dir", str(tmp_path))[0] == 2


def test_a_catalogue_that_cannot_be_opened_ends_with_code_five(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    for arguments in (("add", encode(_blueprint("iron-stick"))), ("search",), ("show", "bp-1"), ("remove", "bp-1")):
        code, _, err = _run(*arguments, "--data-dir", str(tmp_path))
        assert code == 5
        assert "--data-dir" in err


def test_a_better_quality_is_searched_for_by_its_name(tmp_path: Path) -> None:
    blueprint = _blueprint("iron-gear-wheel")
    blueprint["blueprint"]["entities"][0]["recipe_quality"] = "rare"
    (added,) = _json(tmp_path, "add", encode(blueprint))["added"]
    found = _json(tmp_path, "search", "--item", "iron-gear-wheel@rare")["found"]
    assert [entry["id"] for entry in found] == [added["id"]]
