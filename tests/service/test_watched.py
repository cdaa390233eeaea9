"""A watched game writes observations: the rules run on each as it comes, and what was said is not said again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from agent.cli.event_lines import line_of
from agent.cli.screen import Screen
from agent.service import AlarmRaised, Rejected

if TYPE_CHECKING:
    from agent.assistant.question import Answer
    from tests.service.kit import Table

DARK = {"id": 7, "satisfaction": 0.0, "demand_w": 1e6, "supply_w": 0.0, "poles": 1, "consumers": 5, "no_power": 5}
QUIET = 5 * 60 * 60


def observe(table: Table, number: int, tick: int, *, player: int = 1, **more: Any) -> str:  # noqa: ANN401 - JSON
    """The mod writes an observation; its name."""
    body = table.mod.header("observation", f"{table.mod.session}-o{player}-{number}") | {
        "tick": tick,
        "player": {"index": player, "name": "Анна"},
        "locale": "ru",
        "nonce": "0c1d2e3f",
        "surface": {"name": "nauvis", "index": 1},
        "position": {"x": 1.0, "y": 2.0},
        "standing_on": "nauvis",
        "electric_networks": [DARK],
        **more,
    }
    name = f"observation-{body['id']}.json"
    table.mod.send(name, body)
    return name


def alarms(table: Table) -> list[AlarmRaised]:
    return [event for event in table.events if isinstance(event, AlarmRaised)]


def raised(table: Table) -> list[str]:
    return [alarm.finding.id for alarm in alarms(table)]


def test_an_emergency_is_said_at_once_and_its_file_is_gone(table: Table) -> None:
    table.mod.hello()
    name = observe(table, 1, 600)
    table.serve()
    assert raised(table) == ["network-without-power-7"]
    assert not (table.bridge / name).exists()
    assert table.seen(Rejected) == []


def test_a_file_that_was_written_anew_meanwhile_stays_until_its_own_line_is_read(table: Table) -> None:
    """A save was loaded while the agent decided: the same name again, with what happened since then."""
    table.mod.hello()
    decide = table.assistant.decide
    anew = table.mod.header("observation", f"{table.mod.session}-o1-1")

    def while_it_is_decided(*what: Any, **more: Any) -> Answer:  # noqa: ANN401 - as it is called
        (table.bridge / name).write_bytes(json.dumps(anew).encode())
        return decide(*what, **more)

    table.assistant.decide = while_it_is_decided  # type: ignore[method-assign]
    name = observe(table, 1, 600)
    table.serve()
    assert len(table.assistant.watched) == 1
    assert json.loads((table.bridge / name).read_bytes()) == anew


def test_it_is_said_again_after_five_minutes_and_in_an_older_save(table: Table) -> None:
    table.mod.hello()
    for number, tick in enumerate((600, 1200, QUIET + 599, QUIET + 600, 300), 1):
        observe(table, number, tick)
        table.serve()
    assert len(raised(table)) == 3, "at 600, five minutes later, and in the save that was loaded"


def test_of_what_gathered_while_nobody_listened_the_newest_counts(table: Table) -> None:
    """The game keeps its five newest files: older ones that the journal names are gone, and nobody misses them."""
    table.mod.hello()
    for number in range(1, 9):
        name = observe(table, number, 600 * number, health_ratio=0.1 if number == 8 else 1.0)
        if number < 4:
            (table.bridge / name).unlink()
    table.serve()
    table.time.pass_s(3600)
    table.serve()
    assert sorted(raised(table)) == ["health-low", "network-without-power-7"]
    assert table.seen(Rejected) == []


def test_observations_of_games_that_are_over_do_not_gather(table: Table) -> None:
    table.mod.hello()
    for number in range(30):
        (table.bridge / f"observation-0ld{number}-o1-1.json").write_text("{}")
    observe(table, 1, 600)
    table.serve()
    assert len(list(table.bridge.glob("observation-*.json"))) == 20
    assert raised(table) == ["network-without-power-7"]


def test_the_line_in_the_terminal_says_what_and_what_to_do(table: Table) -> None:
    table.mod.hello()
    observe(table, 1, 600)
    table.serve()
    (event,) = alarms(table)
    words, style = line_of(event, Screen("ru"))
    assert words.startswith("Срочно (Анна): ")
    assert style == "red"
