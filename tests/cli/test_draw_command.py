"""What a picture must hold: size of the PNG follows from the tiles; colours at places tell things apart."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from PIL import Image

from agent.cli.main import cli
from agent.factory.draw.png import MARGIN, TILE
from agent.game.blueprint import encode

VERSION_2_0 = 2 << 48
BELT = {"name": "transport-belt", "position": {"x": 0.5, "y": 0.5}, "direction": 4}
MACHINE = {"name": "assembling-machine-2", "position": {"x": 3.5, "y": 1.5}, "recipe": "copper-cable"}


def _string(*entities: dict[str, Any]) -> str:
    rows = [{"entity_number": number, **entity} for number, entity in enumerate(entities, 1)]
    return encode({"blueprint": {"item": "blueprint", "label": "L", "version": VERSION_2_0, "entities": rows}})


def _run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["--language", "en", "draw", *arguments], input=io.BytesIO(stdin.encode()))
    return result.exit_code, result.stdout, result.stderr


def _png(path: Path, *entities: dict[str, Any]) -> Image.Image:
    code, _, err = _run(_string(*entities), "--png", str(path), "--quiet")
    assert code == 0, err
    return Image.open(path).convert("RGB")


def test_text_goes_to_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text(_string(BELT, MACHINE), encoding="utf-8")
    for arguments, stdin in (((str(path),), ""), (("-",), _string(BELT, MACHINE))):
        code, out, err = _run(*arguments, stdin=stdin)
        assert code == 0, err
        assert "→" in out
        assert "copper-cable" in out


def test_the_data_set_is_named() -> None:
    code, out, err = _run("-", "--data-set", "base-2.0.77", stdin=_string(BELT))
    assert code == 0, err
    assert "base 2.0.77" in out
    assert json.loads(_run("-", "--json", stdin=_string(BELT))[1])["data_set"].startswith("space-age ")


def test_a_terminal_of_few_signs_gets_plain_ones_and_no_question_marks() -> None:
    turned = [{**BELT, "position": {"x": 0.5 + n, "y": 0.5}, "direction": 4 * n} for n in range(4)]
    arms = [
        {"name": name, "position": {"x": 0.5 + n, "y": 2.5 + 2 * row}, "direction": 4 * n}
        for row, name in enumerate(("inserter", "long-handed-inserter"))
        for n in range(4)
    ]
    things = [
        {"name": "medium-electric-pole", "position": {"x": 5.5, "y": 0.5}},
        {**MACHINE, "position": {"x": 7.5, "y": 1.5}},
    ]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "agent", "--language", "en", "draw", "-"]
    string = _string(*turned, *arms, *things)
    result = subprocess.run(command, input=string.encode(), env=environment, capture_output=True, check=True)
    picture = result.stdout.decode("ascii")
    assert "?" not in picture
    lines = picture.splitlines()
    assert " 0 ^ > v < . + AAAAA" in lines[2]
    assert len({line.split()[1] for line in lines if " x " in line}) > 3


def test_a_png_has_every_tile_a_margin_and_a_legend(tmp_path: Path) -> None:
    wide = _png(tmp_path / "b.png", BELT, {**BELT, "position": {"x": 19.5, "y": 2.5}})
    assert wide.size[0] == (20 + 2 * MARGIN) * TILE
    assert wide.size[1] > (3 + 2 * MARGIN) * TILE


def test_a_belt_turned_round_is_another_picture(tmp_path: Path) -> None:
    pictures = {_png(tmp_path / f"{turn}.png", {**BELT, "direction": turn}).tobytes() for turn in (0, 4, 8, 12)}
    assert len(pictures) == 4


def test_both_ends_of_an_underground_belt_look_different(tmp_path: Path) -> None:
    ends = [{**BELT, "name": "underground-belt", "type": end} for end in ("input", "output")]
    assert len({_png(tmp_path / "u.png", end).tobytes() for end in ends}) == 2


def test_joined_pipes_show_that_they_are_joined(tmp_path: Path) -> None:
    pipe = {"name": "pipe", "position": {"x": 0.5, "y": 0.5}}
    joined = _png(tmp_path / "p.png", pipe, {"name": "pipe", "position": {"x": 1.5, "y": 0.5}})
    apart = _png(tmp_path / "q.png", pipe, {"name": "pipe", "position": {"x": 2.5, "y": 0.5}})
    between = ((1 + MARGIN) * TILE, TILE // 2 + MARGIN * TILE)
    assert joined.getpixel(between) != apart.getpixel(between)


def test_of_a_book_each_blueprint_gets_its_file(tmp_path: Path) -> None:
    rows = [{"entity_number": 1, **BELT}]
    one = {"blueprint": {"item": "blueprint", "version": VERSION_2_0, "entities": rows}}
    string = encode({"blueprint_book": {"item": "blueprint-book", "blueprints": [one, one], "version": VERSION_2_0}})
    code, out, _ = _run(string, "--png", str(tmp_path / "b.png"), "--svg", str(tmp_path / "b.svg"), "--json")
    assert code == 0
    assert [Path(row["png"]).name for row in json.loads(out)["drawn"]] == ["b-1.png", "b-2.png"]
    assert (tmp_path / "b-2.svg").read_text("utf-8").startswith("<svg")


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    code, _, err = _run(_string(BELT), "--png", str(tmp_path / "none" / "b.png"))
    assert code != 0
    assert "b.png" in err


def test_a_picture_too_large_is_refused(tmp_path: Path) -> None:
    far = {**BELT, "position": {"x": 100_000.5, "y": 50_000.5}}
    assert _run(_string(BELT, far), "--png", str(tmp_path / "b.png"))[0] == 6


def test_a_broken_string_ends_with_code_two() -> None:
    assert _run("0eNqV!!!!!!!!!!!!!!!!!!!!!!!!!!")[0] == 2
