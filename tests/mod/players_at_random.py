"""Five players who do anything at any time, and who wrote what while they did."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any

from agent.contract import Observation
from agent.contract.parse import parse_request
from tests.game.context import current_peer
from tests.game.errors import FaultError
from tests.game.world import scenarios
from tests.mod.scene import MAIN, Scene
from tests.mod.watching import decision

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.game.driver import SimPlayer
    from tests.game.peer import Peer
    from tests.game.save import Save

FIVE = ("anna", "boris", "vera", "grisha", "dasha")
HOSTS = ("anna", "anna", *FIVE, "headless", "")
"""Who may write after the host changed: most often the one who sits at the server, now and then nobody."""
MOST_TICKS_BETWEEN = 120
MOST_SAVES = 5
TYPED = ("Почему стоят машины?", "Построй [item=iron-gear-wheel] 60 в минуту", "", "[color=red]x", "gpta1:junk:0")
WORN = ("button", "sprite-button", "checkbox", "drop-down", "textfield", "text-box", "switch")


class HostScene(Scene):
    """A scene read where its host's files are; where there is no host, at the server."""

    @property
    def state(self) -> Path:
        writer = next((peer for peer in self.game.peers if may_write(peer)), self.game.server)
        return writer.script_output / "state"

    def newest(self, kind: str, count: int) -> list[str]:
        """Names of the latest files of a kind, oldest first."""
        found = [path.name for path in self.state.glob(f"{kind}-*.json")]
        return sorted(found, key=lambda name: int(name.removesuffix(".json").rsplit("-", 1)[1]))[-count:]


def may_write(peer: Peer) -> bool:
    """Whether this peer is the host's by the setting that names him, as far as it knows."""
    host = peer.map.global_settings.get("gpta-host", "")
    if host == "headless":
        return peer.number == 0
    at = peer.player_index
    return at is not None and str(peer.world.players[at].name) == host


class Crowd:
    """Players who do anything at any time; `did` counts what they did, `wrote` the bytes of each host."""

    def __init__(self, folder: Path, version: str, seed: int, *, mods: Path | None = None) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - reproducible
        self.did: Counter[str] = Counter()
        self.wrote: Counter[str] = Counter()
        self._by_hosts: set[Path] = set()
        self._by_clients: list[str] = []
        self._saves: list[Save] = []
        self._earlier_ticks = self._first_tick = 0
        self.scene = HostScene(
            folder,
            version,
            mods=mods,
            multiplayer=True,
            players=FIVE,
            world=scenarios.gear_factory,
            torn_writes=True,
            between_writes=self._written,
        )
        self.scene.player.change_setting("gpta-host", "anna")
        self.scene.consent()
        self._deeds: dict[str, tuple[int, Callable[[SimPlayer], bool]]] = {
            "press a key": (8, self._press),
            "use the screen": (40, self._use),
            "select": (6, self._select),
            "ask": (10, self._ask),
            "answer": (8, self._answer),
            "set": (4, self._set),
            "change the host": (4, self._change_host),
            "revoke": (3, self._revoke),
            "happen": (6, self._happen),
            "decide": (6, self._decide),
            "leave": (3, self._leave),
            "join": (6, lambda _player: self._join()),
            "save": (3, lambda _player: self._save()),
            "load": (2, lambda _player: self._load()),
        }

    @property
    def ticks(self) -> int:
        """Ticks played since the beginning, over all loads."""
        return self._earlier_ticks + self.scene.game.server.map.tick - self._first_tick

    def play(self, ticks: int, *, pause: int = MOST_TICKS_BETWEEN) -> None:
        """Until so many ticks have been played; between two deeds there are at most `pause`."""
        names = list(self._deeds)
        weights = [weight for weight, _ in self._deeds.values()]
        while self.ticks < ticks:
            (deed,) = self.chance.choices(names, weights)
            self.do(deed, self.chance.choice(self._here()))
            self.scene.game.tick(self.chance.randint(1, pause))

    def do(self, deed: str, player: SimPlayer) -> None:
        """One deed, counted by whether it could be done: no player could use a hidden or disabled element either."""
        try:
            done = self._deeds[deed][1](player)
        except FaultError:
            done = False
        self.did[deed if done else f"cannot {deed}"] += 1

    def _here(self) -> list[SimPlayer]:
        return [player for player in self.scene.game.players.values() if player.body.connected]

    def _known(self, code: str) -> Any:  # noqa: ANN401 - whatever the mod keeps
        return self.scene.game.eval(MAIN, f"return {code}")

    def _press(self, player: SimPlayer) -> bool:
        player.hotkey(self.chance.choice(("gpta-toggle-chat", "gpta-take-analyzer", "gpta-toggle-watch")))
        return True

    def _use(self, player: SimPlayer) -> bool:
        elements = player.peer.map.players[player.index].gui.elements
        usable = [each for each in elements.values() if each.valid and each.type in WORN]
        if not usable:
            player.hotkey("gpta-toggle-chat")
            return True
        element = self.chance.choice(sorted(usable, key=lambda each: each.index))
        if element.type in {"textfield", "text-box"}:
            player.type_text(element, self.chance.choice(TYPED))
        elif element.type == "drop-down":
            player.choose(element, self.chance.randint(1, max(1, len(element.items))))
        elif element.type == "switch":
            player.switch(element, self.chance.choice(("left", "right")))
        else:
            player.click(element)
        return True

    def _select(self, player: SimPlayer) -> bool:
        before = self._known("storage.counters.snapshot")
        player.hotkey("gpta-take-analyzer")
        x, y = self.chance.uniform(-20.0, 40.0), self.chance.uniform(-20.0, 20.0)
        player.select_area((x, y), (x + self.chance.uniform(1.0, 40.0), y + self.chance.uniform(1.0, 20.0)))
        return bool(self._known("storage.counters.snapshot") > before)

    def _open_chat(self, player: SimPlayer) -> None:
        """To the paste and the prompt, through whatever asks first."""
        if player.find("gpta-prompt") is None:
            player.hotkey("gpta-toggle-chat")
        for wanted in ("gpta-consent-accept", "gpta-notice-automatic"):
            if player.find(wanted) is not None:
                player.click(wanted)

    def _ask(self, player: SimPlayer) -> bool:
        before = self._known("storage.counters.request")
        self._host_agrees()
        self._open_chat(player)
        player.type_text("gpta-prompt", self.chance.choice(TYPED[:2]))
        player.click("gpta-send")
        return bool(self._known("storage.counters.request") > before)

    def _host(self) -> SimPlayer | None:
        """Whoever's disk is written to, if he is here."""
        return next((each for each in self._here() if may_write(each.peer)), None)

    def _host_agrees(self) -> None:
        """Every second time, lest most of what is done is done behind a closed bridge."""
        host = self._host()
        if host is not None and self.chance.random() < 1 / 2:
            self._open_chat(host)

    def _pasting(self, player: SimPlayer) -> SimPlayer:
        """Who pastes: anybody, but only the host's counts, so he does every second time."""
        return self.chance.choice((self._host() or player, player))

    def _answer(self, player: SimPlayer) -> bool:
        """One of the latest questions' answers."""
        asked = self.scene.newest("request", 3)
        if not asked:
            return False
        question = parse_request((self.scene.state / self.chance.choice(asked)).read_bytes())
        answer = self.scene.delivery(question, self.scene.response(question, "Ответ."))
        pasting = self._pasting(player)
        self._open_chat(pasting)
        self.scene.paste(answer, pasting)
        return True

    def _happen(self, player: SimPlayer) -> bool:
        """Somebody speaks to the assistant, or something is lost."""
        if self.chance.random() < 1 / 2:
            player.chat(self.chance.choice(("gpt, ау", "@gpt [color=red]x", "Всем привет")))
            return True
        number = self.chance.randint(0, 30)

        def fall(world: Any) -> None:  # noqa: ANN401 - the simulated world
            found = world.nauvis.find_entities_filtered(type="inserter")
            if found:
                found[number % len(found)].die("enemy")

        self.scene.game.change_world(fall)
        return True

    def _decide(self, player: SimPlayer) -> bool:
        """What answers one of the latest observations."""
        names = self.scene.newest("observation", 3)
        if not names:
            return False
        seen = self.scene.document(self.chance.choice(names), Observation)
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
        answer = self.scene.delivery(seen, decision(self.scene, seen, *proposed))
        pasting = self._pasting(player)
        self._open_chat(pasting)
        self.scene.paste(answer, pasting)
        return True

    def _set(self, player: SimPlayer) -> bool:
        name, values = self.chance.choice((("gpta-language", ("ru", "en", "auto")), ("gpta-watch-seconds", (1, 2, 10))))
        player.change_setting(name, self.chance.choice(values))
        return True

    def _change_host(self, player: SimPlayer) -> bool:
        before = self.scene.game.server.map.global_settings["gpta-host"]
        self.change_host(self.chance.choice([host for host in HOSTS if host != before]), player)
        return True

    def change_host(self, host: str, player: SimPlayer) -> None:
        """Names another host, who may agree at once to what is written on his disk."""
        player.change_setting("gpta-host", host)
        self._host_agrees()

    def _revoke(self, player: SimPlayer) -> bool:
        """Takes the consent back; the setting then allows to give it again."""
        if not self._known(f"storage.players[{player.index}] and storage.players[{player.index}].consent"):
            return False
        player.change_setting("gpta-allow-data", value=False)
        self.scene.game.tick(self.chance.randint(0, 10))
        player.change_setting("gpta-allow-data", value=True)
        if self.chance.random() < 1 / 2:
            self._open_chat(player)
        return True

    def _leave(self, player: SimPlayer) -> bool:
        if player.index == 1:  # the game goes where he goes
            return False
        player.leave()
        return True

    def _join(self) -> bool:
        away = [player.name for player in self.scene.game.players.values() if not player.body.connected]
        if not away:
            return False
        self.scene.game.join(self.chance.choice(away))
        return True

    def _save(self) -> bool:
        self._saves = [*self._saves, self.scene.game.save()][-MOST_SAVES:]
        return True

    def _load(self) -> bool:
        """One of the latest saves, also an older one: what was asked since then was never asked."""
        if not self._saves:
            return False
        self._earlier_ticks = self.ticks
        at = self.chance.randrange(len(self._saves))
        self._saves = self._saves[: at + 1]
        self.scene.load(self._saves[at])
        self._first_tick = self.scene.game.server.map.tick
        return True

    # --- who wrote ---

    def _written(self, path: Path, done: int, total: int) -> None:
        """Hears every piece of every write of every peer; the first call comes before the first piece."""
        peer = current_peer()
        if done == 0 and may_write(peer):
            self._by_hosts.add(path)
            self.wrote[peer.map.global_settings["gpta-host"]] += total
        elif done == 0:
            self._by_clients.append(f"tick {peer.map.tick}: peer {peer.number} wrote {total} bytes to {path}")

    def written_by_clients(self) -> list[str]:
        """Every write by a peer that was not the host's at that moment, and every file that no host ever wrote."""
        found = (self.scene.folder / "write-data").glob("**/script-output/**/*")
        strange = [f"{path} by no host" for path in found if path.is_file() and path not in self._by_hosts]
        return self._by_clients + sorted(strange)
