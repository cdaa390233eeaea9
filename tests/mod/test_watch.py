"""The watch: the emergency rules in the game itself, switched by a key, with no agent and no file."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from agent.assistant.emergency import EMERGENCY_RULES
from agent.assistant.observing import observed
from agent.bridge.inbox import OBSERVATIONS_KEPT
from agent.contract import Observation, parse_document
from tests.game.world.scenarios import gear_factory
from tests.mod.crowd import TICK_BUDGET, box, crowd
from tests.mod.disaster import BOX, disaster
from tests.mod.scene import MAIN, MODS, Scene
from tests.mod.test_snapshot import finished

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

QUIET = 5 * 60 * 60
SENTENCES = {
    "network-without-power": "без энергии, стоит машин: 12",
    "network-brownout": "покрыто 50 % потребности, замедлено машин: 18",
    # 2 MJ at 60 kW more than is made.
    "accumulators-dry": "опустеют через 33 с",
    "nightfall": "живёт от солнца: запасено",
    "turrets-empty": "Турели без патронов: 4 из 4, а врагов рядом: 12",
    "enemies-close": "Врагов рядом: 12.",
    "health-low": "У вас осталось здоровья: 20 %",
    "train-deadlock": "взаимную блокировку, поездов в ней: 2",
    "robots-uncharged": "без питания станций — 1 из 1, роботов: 30",
}


def watched(here: Scene, world: Callable[[Any], object], corners: Any = BOX) -> Scene:  # noqa: ANN401 - two corners
    """A player who has selected the place and switched the watch on."""
    here.build(world)
    here.consent()
    here.player.hotkey("gpta-take-analyzer")
    here.player.select_area(*corners)
    here.game.run_until(lambda: finished(here) > 0, limit=3000)
    here.player.hotkey("gpta-toggle-watch")
    here.game.tick(5)
    return here


def alarms(here: Scene) -> list[str]:
    return [line for line in here.player.console if "срочно" in line]


def test_the_thresholds_are_the_agents() -> None:
    text = (MODS / MAIN / "scripts" / "emergency.lua").read_text("utf-8")
    table = text[text.index("emergency.THRESHOLDS = {") : text.index("}\nlocal LIMIT")]
    told = {name: Fraction(value) for name, value in re.findall(r'\["([a-z-]+)"\] = ([0-9.]+),', table)}
    assert told == {rule.id: rule.threshold for rule in EMERGENCY_RULES}


def test_every_rule_is_said_once_with_its_place(scene: Callable[..., Scene]) -> None:
    here = watched(scene(locale="ru"), disaster)
    assert set(SENTENCES) == {rule.id for rule in EMERGENCY_RULES}
    said = alarms(here)
    for rule, sentence in SENTENCES.items():
        (line,) = [line for line in said if sentence in line]
        assert "[gps=" in line, rule
        assert sentence in here.said(), f"{rule}: in the transcript too"
    here.game.tick(60 * 25)
    assert alarms(here) == said, "nothing is said twice"
    elements = here.player.peer.map.players[1].gui.elements.values()
    shown = [each for each in elements if each.valid and each.tags.get("x") and "turrets-empty" in str(each.caption)]
    here.player.click(shown[0])
    assert (here.player.body.position["x"], here.player.body.position["y"]) == (10, 60)
    assert here.problems == []


def test_after_five_minutes_it_is_said_again(tmp_path: Path) -> None:
    here = watched(Scene(tmp_path, "2.1", locale="ru"), disaster)
    before = len(alarms(here))
    here.player.change_setting("gpta-watch-seconds", 300)
    here.game.tick(QUIET + 700)
    assert len(alarms(here)) >= 2 * before - 2, "but for night, which is over, and what hangs on it"


def observations(here: Scene) -> list[Observation]:
    """All that the watch has written and not taken away, oldest first."""
    found = [
        parse_document(Observation, data) for name, data in here.files().items() if name.startswith("observation-")
    ]
    return sorted(found, key=lambda each: int(each.id.rsplit("-", 1)[1]))


def test_what_is_watched_is_written_and_the_agents_rules_find_in_it_what_the_game_found(
    scene: Callable[..., Scene],
) -> None:
    here = watched(scene(locale="ru"), disaster)
    written = observations(here)[0]
    found = {finding.id for finding in observed(written)}
    for rule in EMERGENCY_RULES:
        assert any(each.startswith(rule.id) for each in found), rule.id
    assert written.attack is not None
    assert (written.attack.enemies, written.attack.turrets, written.attack.empty) == (12, 4, 4)
    assert written.solar_panels == ("solar-panel",)
    here.check_files()
    here.game.tick(60 * 120)
    assert len(observations(here)) == OBSERVATIONS_KEPT, "older ones are taken away"
    remembered = here.game.eval(MAIN, "return #storage.written")
    assert remembered == len(here.files()), "what is gone takes no place from what a revoked consent has to delete"
    assert here.problems == []


def test_a_sound_factory_shows_the_agent_no_emergency(scene: Callable[..., Scene]) -> None:
    here = watched(scene(locale="ru"), partial(gear_factory, at=(0, 0)), ((-2.0, -2.0), (60.0, 40.0)))
    (written,) = observations(here)
    assert observed(written) == ()
    assert written.electric_networks


def handlers(here: Scene) -> bool:
    return "on_tick" in here.game.server.bootstraps[MAIN].handlers.events


def test_it_is_off_by_default_and_costs_nothing_then(scene: Callable[..., Scene]) -> None:
    here = scene(locale="ru")
    here.build(disaster)
    here.consent()
    here.game.tick(60 * 20)
    assert alarms(here) == []
    assert not handlers(here)
    here.player.hotkey("gpta-toggle-watch")
    here.game.tick(5)
    assert alarms(here), "without a snapshot it looks around the player"
    assert handlers(here)
    here.player.hotkey("gpta-toggle-watch")
    here.game.tick(60 * 20)
    assert not handlers(here)


def test_a_sound_factory_raises_no_alarm(scene: Callable[..., Scene]) -> None:
    here = watched(scene(locale="ru"), partial(gear_factory, at=(0, 0)), ((-2.0, -2.0), (60.0, 40.0)))
    here.game.tick(60 * 25)
    assert alarms(here) == []
    assert here.problems == []


def test_without_consent_there_is_no_watch(scene: Callable[..., Scene]) -> None:
    here = scene(locale="ru")
    here.build(disaster)
    here.player.hotkey("gpta-toggle-watch")
    here.game.tick(60 * 20)
    assert alarms(here) == []
    here.player.click("gpta-consent-accept")
    here.player.hotkey("gpta-toggle-watch")
    here.game.tick(5)
    assert alarms(here)
    here.player.change_setting("gpta-allow-data", False)  # noqa: FBT003 - a setting's value
    here.game.tick(60)
    assert not handlers(here)


def test_one_look_stays_within_the_budget_of_a_tick(tmp_path: Path) -> None:
    here = Scene(tmp_path, "2.1", measure={})
    watched(here, partial(crowd, entities=1_600), box(1_600))
    here.game.server.largest_tick = 0
    for state in here.game.server.states.values():
        state.take_count()
    here.game.tick(60 * 11)
    assert 5_000 < here.game.largest_tick() <= TICK_BUDGET


def test_in_multiplayer_only_who_switched_it_on_hears_it(scene: Callable[..., Scene]) -> None:
    here = scene(multiplayer=True, players=("anna", "boris"), locale="ru")
    here.build(disaster)
    here.consent()
    here.player.hotkey("gpta-toggle-watch")
    here.game.tick(20)
    assert alarms(here)
    assert not [line for line in here.game.players[2].console if "срочно" in line]
