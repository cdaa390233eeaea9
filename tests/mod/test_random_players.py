"""Five peers, a hundred thousand ticks of whatever players do: no peer ever differs, and clients write not a byte.

The simulated game compares all peers after every tick and raises `DesyncError` where one differs. A client is whoever
is not the host at the moment of a write; the host changes too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.game.coverage import FOLDER_VARIABLE
from tests.game.errors import DesyncError
from tests.mod.players_at_random import FIVE, Crowd
from tests.mod.scene import MAIN, copy_mods

if TYPE_CHECKING:
    from pathlib import Path

TICKS = 100_000
TENTH = 10
KINDS = ("select", "ask", "revoke", "join", "leave", "save", "load", "change the host")
"""What the players must have done, each of it again and again."""
OFTEN = 10
SHORT_PAUSE = 40
"""Ticks between two deeds at most, where few ticks are played: all kinds are to come up."""


def play(ticks: int, seed: int, folder: Path, version: str, **how: int) -> Crowd:
    crowd = Crowd(folder, version, seed)
    crowd.play(ticks, **how)
    assert crowd.scene.problems == []
    assert crowd.written_by_clients() == []
    return crowd


@pytest.fixture(autouse=True)
def _no_lines_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line that such players reach has a test of its own; to note them again would take as long as to play."""
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)


@pytest.mark.timeout(900)
@pytest.mark.parametrize(("version", "seed"), [("2.0", 6), ("2.1", 7)])
def test_five_peers_stay_alike_whatever_their_players_do(version: str, seed: int, tmp_path: Path) -> None:
    crowd = play(TICKS // TENTH // 2, seed, tmp_path, version, pause=SHORT_PAUSE)
    assert {kind for kind in KINDS if not crowd.did[kind]} == set()
    assert len(crowd.wrote) > 1, "the host never changed, or nothing was written"


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize(("version", "seed"), [("2.0", 3), ("2.1", 4)])
def test_five_peers_stay_alike_for_a_hundred_thousand_ticks(version: str, seed: int, tmp_path: Path) -> None:
    crowd = play(TICKS, seed, tmp_path, version)
    assert {kind: crowd.did[kind] for kind in KINDS if crowd.did[kind] < OFTEN} == {}
    assert {host for host in FIVE if not crowd.wrote[host]} == set(), "somebody was never host, or wrote nothing"


# --- planted faults ---


def test_a_storage_that_differs_is_noticed(tmp_path: Path) -> None:
    crowd = Crowd(tmp_path, "2.0", 5)
    crowd.play(100)
    crowd.scene.game.peers[1].states[MAIN].eval("storage.differs = true")
    with pytest.raises(DesyncError, match="peer 1 differs: storage"):
        crowd.scene.game.tick()


def test_a_screen_that_differs_is_noticed_at_the_next_use_of_any(tmp_path: Path) -> None:
    crowd = Crowd(tmp_path, "2.0", 5)
    crowd.play(100)
    gui: Any = crowd.scene.game.peers[2].map.players[1].gui
    gui.roots["screen"].children[0].caption = "another"
    with pytest.raises(DesyncError, match="peer 2 differs: gui of player 1"):
        crowd.do("press a key", crowd.scene.game.players[3])


def test_a_file_that_no_host_wrote_is_noticed(tmp_path: Path) -> None:
    crowd = Crowd(tmp_path, "2.0", 5)
    crowd.play(100)
    assert crowd.written_by_clients() == []
    (tmp_path / "write-data" / "peer-1" / "script-output" / "leak.json").write_text("{}")
    assert len(crowd.written_by_clients()) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("helpers.write_file(constants.FOLDER .. name, data, append, for_player)",
         "helpers.write_file(constants.FOLDER .. name, data, append)"),
        ("local _, for_player = writer.role()\n  if for_player then",
         "local _, for_player = writer.role()\n  for_player = for_player and 1\n  if for_player then"),
    ],
    ids=["everybody-writes", "the-first-host-goes-on-writing"],
)  # fmt: skip
def test_a_mod_whose_clients_write_is_noticed(before: str, after: str, tmp_path: Path) -> None:
    mods = copy_mods(tmp_path / "mods", "2.0")
    writer = mods / MAIN / "scripts" / "writer.lua"
    text = writer.read_text("utf-8")
    assert text.count(before) == 1
    writer.write_text(text.replace(before, after), "utf-8")
    crowd = Crowd(tmp_path, "2.0", 5, mods=mods)
    boris = crowd.scene.game.players[2]
    crowd.scene.consent(boris)
    crowd.change_host("boris", boris)
    crowd.do("ask", boris)
    assert crowd.did["ask"] == 1
    assert any("wrote" in line for line in crowd.written_by_clients())
