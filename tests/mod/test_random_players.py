"""Five peers, a hundred thousand ticks of whatever players do: no peer ever differs, and clients write not a byte.

The simulated game compares the whole state of all peers after every tick and raises `DesyncError` where one differs.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from agent.contract import Observation
from tests.game.coverage import FOLDER_VARIABLE
from tests.game.errors import DesyncError, FaultError
from tests.game.world import scenarios
from tests.mod.scene import MAIN, Scene
from tests.mod.watching import decision

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.game.driver import SimPlayer

TICKS = 100_000
TENTH = 10
FIVE = ("anna", "boris", "vera", "grisha", "dasha")
MOST_TICKS_BETWEEN = 120
TYPED = ("Почему стоят машины?", "Построй [item=iron-gear-wheel] 60 в минуту", "", "[color=red]x", "gpta1:junk:0")
WORN = ("button", "sprite-button", "checkbox", "drop-down", "textfield", "text-box", "switch")


class Crowd:
    """Players who do anything at any time; `did` counts what they did."""

    def __init__(self, folder: Path, version: str, seed: int) -> None:
        self.scene = Scene(folder, version, multiplayer=True, players=FIVE, world=scenarios.gear_factory)
        self.chance = random.Random(seed)  # noqa: S311 - reproducible
        self.did: Counter[str] = Counter()
        self.scene.player.change_setting("gpta-host", "anna")
        self.scene.consent()
        self._ticks_before = 0
        self._deeds: dict[str, tuple[int, Callable[[SimPlayer], object]]] = {
            "press a key": (8, self._press),
            "use the screen": (40, self._use),
            "select": (6, self._select),
            "ask": (10, self._ask),
            "answer": (8, self._answer),
            "set": (4, self._set),
            "happen": (6, self._happen),
            "decide": (6, self._decide),
            "leave": (2, self._leave),
            "join": (3, lambda _player: self._join()),
            "load": (1, lambda _player: self._load()),
        }

    @property
    def ticks(self) -> int:
        """Ticks since the beginning, over all loads."""
        return self._ticks_before + self.scene.game.server.map.tick

    def play(self, ticks: int) -> None:
        names = list(self._deeds)
        weights = [weight for weight, _ in self._deeds.values()]
        while self.ticks < ticks:
            (deed,) = self.chance.choices(names, weights)
            player = self._somebody()
            if player is not None:
                try:
                    self._deeds[deed][1](player)
                    self.did[deed] += 1
                except FaultError:
                    self.did[f"cannot {deed}"] += 1  # a hidden or disabled element: no player could either
            self.scene.game.tick(self.chance.randint(1, MOST_TICKS_BETWEEN))

    def _somebody(self) -> SimPlayer | None:
        game = self.scene.game
        here = [player for player in game.players.values() if player.body.connected]
        return self.chance.choice(here) if here else None

    def _press(self, player: SimPlayer) -> None:
        player.hotkey(self.chance.choice(("gpta-toggle-chat", "gpta-take-analyzer", "gpta-toggle-watch")))

    def _use(self, player: SimPlayer) -> None:
        elements = player.peer.map.players[player.index].gui.elements
        usable = [each for each in elements.values() if each.valid and each.type in WORN]
        if not usable:
            player.hotkey("gpta-toggle-chat")
            return
        element = self.chance.choice(sorted(usable, key=lambda each: each.index))
        if element.type in {"textfield", "text-box"}:
            player.type_text(element, self.chance.choice(TYPED))
        elif element.type == "drop-down":
            player.choose(element, self.chance.randint(1, max(1, len(element.items))))
        elif element.type == "switch":
            player.switch(element, self.chance.choice(("left", "right")))
        else:
            player.click(element)

    def _select(self, player: SimPlayer) -> None:
        player.hotkey("gpta-take-analyzer")
        x, y = self.chance.uniform(-20.0, 40.0), self.chance.uniform(-20.0, 20.0)
        player.select_area((x, y), (x + self.chance.uniform(1.0, 40.0), y + self.chance.uniform(1.0, 20.0)))

    def _ask(self, player: SimPlayer) -> None:
        if player.find("gpta-prompt") is None:
            player.hotkey("gpta-toggle-chat")
        for wanted in ("gpta-consent-accept", "gpta-notice-automatic"):
            if player.find(wanted) is not None:
                player.click(wanted)
        player.type_text("gpta-prompt", self.chance.choice(TYPED[:2]))
        player.click("gpta-send")

    def _answer(self, player: SimPlayer) -> None:
        """The newest question's answer, pasted by anybody: only the host's counts."""
        asked = self.scene.requests()
        if not asked:
            return
        question = self.chance.choice(asked[-3:])
        if player.find("gpta-prompt") is None:
            player.hotkey("gpta-toggle-chat")
        self.scene.paste(self.scene.delivery(question, self.scene.response(question, "Ответ.")), player)

    def _happen(self, player: SimPlayer) -> None:
        """Somebody speaks to the assistant, or something is lost."""
        if self.chance.random() < 1 / 2:
            player.chat(self.chance.choice(("gpt, ау", "@gpt [color=red]x", "Всем привет")))
            return
        number = self.chance.randint(0, 30)

        def fall(world: Any) -> None:  # noqa: ANN401 - the simulated world
            found = world.nauvis.find_entities_filtered(type="inserter")
            if found:
                found[number % len(found)].die("enemy")

        self.scene.game.change_world(fall)

    def _decide(self, player: SimPlayer) -> None:
        """What answers one of the latest observations, pasted by anybody: only the host's counts."""
        names = sorted(name for name in self.scene.files() if name.startswith("observation-"))
        if not names:
            return
        seen = self.scene.document(self.chance.choice(names[-3:]), Observation)
        at = {"position": {"x": self.chance.uniform(-30, 30), "y": 0.5}, "surface": "nauvis"}
        known: list[dict[str, Any]] = [
            {"action": "message", "text": "Слова."},
            {"action": "alert", "text": "Здесь", **at},
            {"action": "tag", "text": "Метка", **at},
            {"action": "highlight", **at},
            {"action": "offer-blueprint", "text": "Чертёж"},
            {"action": "propose-schedule", "text": "Поезд", "number": 1},
        ]
        proposed = self.chance.sample(known, 3)
        if player.find("gpta-prompt") is None:
            player.hotkey("gpta-toggle-chat")
        self.scene.paste(self.scene.delivery(seen, decision(self.scene, seen, *proposed)), player)

    def _set(self, player: SimPlayer) -> None:
        # The host stays at the first peer, where the files are watched; he may be nobody for a while.
        name, values = self.chance.choice(
            (
                ("gpta-host", ("anna", "anna", "")),
                ("gpta-language", ("ru", "en", "auto")),
                ("gpta-watch-seconds", (1, 2, 10)),
            )
        )
        player.change_setting(name, self.chance.choice(values))

    def _leave(self, player: SimPlayer) -> None:
        if player.index != 1:
            player.leave()

    def _join(self) -> None:
        game = self.scene.game
        away = [player.name for player in game.players.values() if not player.body.connected]
        if away:
            game.join(self.chance.choice(away))

    def _load(self) -> None:
        self._ticks_before = self.ticks - self.scene.game.server.map.tick
        self.scene.load(self.scene.game.save())

    def written_by_clients(self) -> list[str]:
        """Files in any folder but the host's, of peers that are here or were."""
        return sorted(str(path) for path in (self.scene.folder / "write-data").glob("peer-*/script-output/**/*.*"))


def play(ticks: int, seed: int, folder: Path, version: str) -> Crowd:
    crowd = Crowd(folder, version, seed)
    crowd.play(ticks)
    assert crowd.scene.problems == []
    assert crowd.written_by_clients() == []
    return crowd


@pytest.fixture(autouse=True)
def _no_lines_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line that such players reach has a test of its own; to note them again would take as long as to play."""
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)


@pytest.mark.timeout(900)
@pytest.mark.parametrize(("version", "seed"), [("2.0", 1), ("2.1", 2)])
def test_five_peers_stay_alike_whatever_their_players_do(version: str, seed: int, tmp_path: Path) -> None:
    crowd = play(TICKS // TENTH // 2, seed, tmp_path, version)
    assert crowd.did["use the screen"] > 0
    assert crowd.scene.requests()


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize(("version", "seed"), [("2.0", 3), ("2.1", 4)])
def test_five_peers_stay_alike_for_a_hundred_thousand_ticks(version: str, seed: int, tmp_path: Path) -> None:
    crowd = play(TICKS, seed, tmp_path, version)
    assert all(crowd.did[deed] for deed in ("leave", "join", "load"))


def test_a_peer_that_differs_and_a_client_that_writes_are_noticed(tmp_path: Path) -> None:
    crowd = Crowd(tmp_path, "2.0", 5)
    crowd.play(100)
    (tmp_path / "write-data" / "peer-1" / "script-output" / "leak.json").write_text("{}")
    assert len(crowd.written_by_clients()) == 1
    state: Any = crowd.scene.game.peers[1].states[MAIN]
    state.eval("storage.differs = true")
    crowd.scene.game.peers[1].touched = True
    with pytest.raises(DesyncError):
        crowd.play(200)
