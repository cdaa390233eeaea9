"""Expected rates: wiki «Assembling machine 2» (speed 0.75), «Copper cable» (0.5 s, 2 of 1 copper plate)."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from agent.cli.main import cli
from agent.contract import Player
from agent.game.blueprint import encode
from agent.setup.demo_factory import factory

VERSION_2_0 = 2 << 48


def _blueprint(*entities: dict[str, Any], label: str = "") -> dict[str, Any]:
    rows = [{"entity_number": n, **entity} for n, entity in enumerate(entities, 1)]
    return {"blueprint": {"item": "blueprint", "label": label, "version": VERSION_2_0, "entities": rows}}


def _machine(x: float, recipe: str, name: str = "assembling-machine-2") -> dict[str, Any]:
    return {"name": name, "position": {"x": x, "y": 1.5}, "recipe": recipe}


CABLES = _blueprint(_machine(1.5, "copper-cable"), _machine(5.5, "copper-cable"), label="Cables")


def _run(*arguments: str, stdin: bytes = b"", language: str = "en") -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["--language", language, "analyse", *arguments], input=io.BytesIO(stdin))
    return result.exit_code, result.stdout, result.stderr


def _json(*arguments: str, stdin: bytes = b"") -> Any:  # noqa: ANN401 - any JSON
    code, out, err = _run(*arguments, "--json", stdin=stdin)
    assert code == 0, err
    return json.loads(out)


def test_machines_recipes_and_rates_per_minute_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "cables.txt"
    path.write_text(encode(CABLES), encoding="utf-8")
    report = _json(str(path))["blueprints"][0]
    assert report["machines"] == {"assembling-machine-2": 2}
    (recipe,) = report["recipes"]
    assert recipe["recipe"] == "copper-cable"
    assert recipe["machines"] == 2
    assert recipe["makes_per_min"] == {"copper-cable": 360}
    assert recipe["takes_per_min"] == {"copper-plate": 180}
    assert report["output_per_min"] == {"copper-cable": 360}
    assert report["input_per_min"] == {"copper-plate": 180}
    # Wiki «Assembling machine 2»: 150 kW, and a drain of a thirtieth of it.
    assert report["power_w"] == 2 * 155_000
    assert report["not_modelled"] == []


@pytest.mark.parametrize(("language", "words"), [("en", ("Machines:", "360/min")), ("ru", ("Машины:", "360/мин"))])
def test_people_read_the_same_in_their_language(language: str, words: tuple[str, ...]) -> None:
    code, out, _ = _run(encode(CABLES), language=language)
    assert code == 0
    for word in words:
        assert word in out


def test_the_power_of_machines_is_not_called_that_of_the_whole() -> None:
    """Wiki, Beacon: 480 kW; Assembling machine 2: 150 kW and a drain of 5 kW."""
    entities: list[dict[str, object]] = [
        {
            "entity_number": 1,
            "name": "assembling-machine-2",
            "position": {"x": 1.5, "y": 1.5},
            "recipe": "copper-cable",
            "recipe_quality": "normal",
        },
        {"entity_number": 2, "name": "beacon", "position": {"x": 5.5, "y": 1.5}},
    ]
    string = encode({"blueprint": {"item": "blueprint", "version": 562949958402048, "entities": entities}})
    _, out, _ = _run(string, language="ru")
    assert "Мощность машин при полной работе: 155 кВт" in out.replace("\u00a0", " ")
    assert "Вместе с манипуляторами, маяками и прочим: 635 кВт" in out.replace("\u00a0", " ")


@pytest.mark.parametrize("given", ["string", "file", "stdin", "dev-stdin", "json", "bom"])
def test_a_blueprint_is_read_wherever_it_comes_from(tmp_path: Path, given: str) -> None:
    string = encode(CABLES)
    path = tmp_path / "blueprint"
    stdin = b""
    argument = str(path)
    if given == "string":
        argument = string
    elif given in {"stdin", "dev-stdin"}:
        argument, stdin = {"stdin": "-", "dev-stdin": "/dev/stdin"}[given], string.encode() + b"\n"
    elif given == "json":
        path.write_text(json.dumps(CABLES), encoding="utf-8")
    else:
        path.write_text(f" {string}\r\n", encoding="utf-8-sig" if given == "bom" else "utf-8")
    report = _json(argument, stdin=stdin)["blueprints"][0]
    assert report["output_per_min"] == {"copper-cable": 360}


def test_every_blueprint_of_a_book_is_reported_with_its_place() -> None:
    inner = {"blueprint_book": {"blueprints": [{"index": 0, **_blueprint(_machine(1.5, "pipe"), label="P")}]}}
    book = {
        "blueprint_book": {
            "blueprints": [{"index": 0, **CABLES}, {"index": 1, **inner}, {"index": 2, "upgrade_planner": {}}]
        }
    }
    found = _json(encode(book))["blueprints"]
    assert [(part["path"], part["kind"]) for part in found] == [
        ("1", "blueprint"),
        ("2.1", "blueprint"),
        ("3", "upgrade_planner"),
    ]


def test_a_broken_blueprint_in_a_book_is_named_and_the_others_go_on() -> None:
    broken = {"blueprint": {"version": VERSION_2_0, "entities": [{"entity_number": 1, "name": 7}]}}
    book = {"blueprint_book": {"blueprints": [broken, CABLES]}}
    code, out, _ = _run(encode(book), "--json")
    assert code == 2
    first, second = json.loads(out)["blueprints"]
    assert first["error"]["code"] == "blueprint-shape"
    assert second["output_per_min"] == {"copper-cable": 360}


def test_what_is_unknown_is_listed_as_not_modelled_and_never_counted_as_zero() -> None:
    document = _blueprint(_machine(1.5, "se-unobtainium"), {"name": "se-drill", "position": {"x": 9, "y": 1}})
    report = _json(encode(document))["blueprints"][0]
    assert set(report["not_modelled"]) == {"se-unobtainium", "se-drill"}
    assert report["recipes"] == []
    code, out, _ = _run(encode(document))
    assert code == 0
    assert "Not modelled: se-drill, se-unobtainium" in out


def test_a_snapshot_is_reported_with_its_bottleneck(tmp_path: Path) -> None:
    taken = factory("0123abcd", "0123abcd-s1", 60, Player(index=1, name="x"))
    path = tmp_path / "snapshot.json"
    path.write_bytes(taken.model_dump_json(exclude_none=True).encode())
    report = _json(str(path))
    assert report["kind"] == "snapshot"
    assert report["machines"] == {"assembling-machine-2": 8}
    # Three circuit machines take 3 cables each 0.5 s at speed 0.75; two cable machines make 2 each 0.5 s.
    assert report["input_per_min"]["copper-cable"] == 3 * 270 - 2 * 180
    assert any(finding["severity"] != "info" for finding in report["findings"])


def test_labels_from_strangers_cannot_steer_the_terminal() -> None:
    document = _blueprint(_machine(1.5, "pipe"), label="[red]a\x1b[2J\u202eb\nc")
    code, out, _ = _run(encode(document))
    assert code == 0
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[red]ab c" in out


@pytest.mark.parametrize(
    ("argument", "stdin", "exit_code", "step"),
    [
        ("nowhere.txt", b"", 1, "- for standard input"),
        ("\x00", b"", 1, "- for standard input"),
        ("x" * 5000, b"", 1, "- for standard input"),
        ("-", b"", 2, ""),
        ("-", b"hello", 2, ""),
        ("-", b"\xff\xfe", 2, ""),
        ("-", b"0eNp", 2, ""),
        ("-", b"{}", 2, ""),
        ("-", b'{"blueprint": 1}', 2, ""),
        ("-", b"[" * 10_000, 2, ""),
        ("-", b"{" + b'"a":{' * 10_000, 2, ""),
        ("-", b'{"kind": "snapshot", "protocol": "9.0"}', 2, ""),
        ("-", b"0" + b"A" * 400, 2, ""),
    ],
)
def test_bad_input_is_one_sentence_and_a_next_step(argument: str, stdin: bytes, exit_code: int, step: str) -> None:
    code, out, err = _run(argument, stdin=stdin)
    assert code == exit_code, err
    assert out == ""
    assert len(err.strip().splitlines()) >= 2
    assert step in err
    assert "Traceback" not in err
    assert "Something went wrong" not in err, "the sentence is missing in the catalogues"


def test_a_folder_is_no_source(tmp_path: Path) -> None:
    code, _, err = _run(str(tmp_path))
    assert code == 1
    assert "cannot be read" in err


def test_each_blueprint_of_a_book_is_drawn_into_its_own_file(tmp_path: Path) -> None:
    book = {"blueprint_book": {"blueprints": [{"index": 0, **CABLES}, {"index": 1, **CABLES}]}}
    assert _run(encode(book), "--svg", str(tmp_path / "b.svg"))[0] == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b-1.svg", "b-2.svg"]
    assert _run(encode(CABLES), "--svg", str(tmp_path / "one.svg"))[0] == 0
    assert (tmp_path / "one.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_snapshot_is_not_drawn(tmp_path: Path) -> None:
    taken = factory("0123abcd", "0123abcd-s1", 60, Player(index=1, name="x"))
    path = tmp_path / "snapshot.json"
    path.write_bytes(taken.model_dump_json(exclude_none=True).encode())
    code, _, err = _run(str(path), "--svg", str(tmp_path / "s.svg"))
    assert code == 1
    assert "--svg" in err
    assert not (tmp_path / "s.svg").exists()
