"""A schedule offered for a train: shown, applied on the player's click alone, never to a train that has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from agent.contract import ScheduleOffer
from tests.game.world.scenarios import fill, place

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract.request import Request
    from tests.game.world.trains import LuaTrain
    from tests.mod.scene import Scene

FULL = {"type": "full", "compare_type": "and"}
TEN_SECONDS = {"type": "inactivity", "compare_type": "or", "ticks": 600}
RECORDS = [{"station": "Mine", "wait_conditions": [FULL]}, {"station": "Smeltre", "wait_conditions": [TEN_SECONDS]}]
COAL_LOW = {
    "type": "fuel_item_count_any",
    "condition": {"first_signal": {"name": "coal", "type": "item"}, "comparator": "<", "constant": 5},
}
INTERRUPT = {
    "name": "Ждать",
    "conditions": [{"type": "destination_full_or_no_path"}],
    "targets": [{"station": "Depot"}],
}


def railway(world: Any) -> None:  # noqa: ANN401 - the simulated world
    """A train whose second station is misspelled in its schedule."""
    for y in range(1, 40, 2):
        place(world.nauvis, "straight-rail", 1, y)
    for name, y in (("Mine", 5), ("Smelter", 15)):
        place(world.nauvis, "train-stop", 3, y).backer_name = name
    engine = place(world.nauvis, "locomotive", 1, 20)
    fill(engine, {"fuel": [("coal", 12)]})
    train = engine.train
    assert train is not None
    train.manual_mode = False
    train.schedule = {"current": 2, "records": RECORDS}
    train.state = "no_path"


def train_of(here: Scene, peer: int = 0) -> LuaTrain:
    trains: list[LuaTrain] = here.game.peers[peer].world.trains.all()
    return trains[0]


def schedule_of(train: LuaTrain) -> tuple[int, list[Any]]:
    said = train.schedule_said or {"current": 0, "records": []}
    return said["current"], [(record.get("station"), record.get("wait_conditions", [])) for record in said["records"]]


def offer(here: Scene, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    whole = {
        "number": 1,
        "train": train_of(here).id,
        "text": "Вместо станции «Smeltre» — «Smelter».",
        "before": [{"station": "Mine", "wait": ["full"]}, {"station": "Smeltre", "wait": ["inactivity"]}],
        "stops": [{"keep": 1}, {"keep": 2, "station": "Smelter"}],
        "current": 2,
    } | changes
    ScheduleOffer.model_validate(whole, strict=False)
    return whole


def offered(scene: Callable[..., Scene], *, world: Callable[[Any], None] = railway, **changes: Any) -> Scene:  # noqa: ANN401 - JSON
    """A player who asked and has the offer in his transcript."""
    here = scene(inbox=False, world=world)
    here.consent()
    give(here, here.ask("Почему поезд стоит?"), **changes)
    return here


def give(here: Scene, request: Request, **changes: Any) -> None:  # noqa: ANN401 - JSON
    here.paste(here.delivery(request, here.response(request, "Вот расписание.", schedules=[offer(here, **changes)])))


def last_ack(here: Scene) -> tuple[str, str, int | None, str | None]:
    ack = here.acks()[-1]
    return ack.what, ack.result, ack.detail.train, ack.detail.reason


def look(here: Scene) -> str:
    here.player.click("gpta-schedule-show-1")
    return here.said()


def apply(here: Scene) -> None:
    here.player.click("gpta-schedule-show-1")
    here.player.click("gpta-schedule-apply")


AFTER = (2, [("Mine", [FULL]), ("Smelter", [TEN_SECONDS])])


def test_nothing_changes_before_the_click(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    before = schedule_of(train_of(here))
    shown = look(here)
    assert "1. Mine (полный груз)" in shown
    assert "2. Smeltre (без погрузки и разгрузки 10 с)" in shown
    assert "2. Smelter (без погрузки и разгрузки 10 с)" in shown
    here.player.click("gpta-schedule-leave")
    here.game.tick(60)
    assert schedule_of(train_of(here)) == before
    assert [ack.what for ack in here.acks()] == ["response"]
    assert here.problems == []


def test_the_click_applies_it_and_one_more_takes_it_back(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    train = train_of(here)
    before = schedule_of(train)
    apply(here)
    assert schedule_of(train) == AFTER
    assert last_ack(here) == ("schedule", "applied", train.id, None)
    assert "Прежнее: Mine → Smeltre." in here.said()
    here.player.click("gpta-schedule-undo")
    assert schedule_of(train) == before
    assert last_ack(here) == ("schedule", "undone", train.id, None)
    assert here.player.find("gpta-schedule-undo") is None
    assert here.problems == []


def test_a_train_without_stops_gets_a_whole_schedule(scene: Callable[..., Scene]) -> None:
    def idle(world: Any) -> None:  # noqa: ANN401 - the simulated world
        railway(world)
        (train,) = world.trains.all()
        train.schedule, train.state = None, "no_schedule"

    stops = [{"station": "Mine", "wait": [FULL]}, {"station": "Smelter", "wait": [COAL_LOW]}]
    here = offered(scene, world=idle, before=[], stops=stops, current=1)
    assert "без остановок" in look(here)
    apply(here)
    current, records = schedule_of(train_of(here))
    assert (current, [name for name, _ in records]) == (1, ["Mine", "Smelter"])
    (wait,) = records[1][1]
    assert (wait["type"], wait["condition"]["constant"]) == ("fuel_item_count_any", 5)
    here.player.click("gpta-schedule-undo")
    assert schedule_of(train_of(here)) == (0, [])
    assert here.problems == []


def test_an_interrupt_is_added_and_taken_away(scene: Callable[..., Scene]) -> None:
    here = offered(scene, stops=[{"keep": 1}, {"keep": 2}], interrupts=[INTERRUPT])
    assert "Прерывание «Ждать»: если станция занята или к ней нет пути, ехать на «Depot»." in look(here)
    apply(here)
    train = train_of(here)
    (added,) = train.interrupts_said
    assert (added["name"], added["targets"][0]["station"]) == ("Ждать", "Depot")
    assert schedule_of(train)[1] == [(record["station"], record["wait_conditions"]) for record in RECORDS]
    here.player.click("gpta-schedule-undo")
    assert list(train.interrupts_said) == []


def remove(world: Any) -> None:  # noqa: ANN401 - the simulated world
    world.nauvis.find_entities_filtered(type="locomotive")[0].destroy()


def take_over(world: Any) -> None:  # noqa: ANN401 - the simulated world
    world.nauvis.find_entities_filtered(type="locomotive")[0].force = "enemy"


def mend_by_hand(world: Any) -> None:  # noqa: ANN401 - the simulated world
    (train,) = world.trains.all()
    train.schedule = {"current": 1, "records": [RECORDS[0]]}


def wait_differently(world: Any) -> None:  # noqa: ANN401 - the simulated world
    (train,) = world.trains.all()
    train.schedule = {"current": 2, "records": [RECORDS[0], {"station": "Smeltre", "wait_conditions": [FULL]}]}


def forbid(world: Any) -> None:  # noqa: ANN401 - the simulated world
    world.players[1].forbidden = {"add_train_station"}


@pytest.mark.parametrize(
    ("meanwhile", "reason", "sentence"),
    [
        (forbid, "not-allowed", "не разрешено"),
        (remove, "train-gone", "больше нет"),
        (take_over, "other-force", "не ваш"),
        (mend_by_hand, "changed", "изменилось после снимка"),
        (wait_differently, "changed", "изменилось после снимка"),
    ],
)
def test_a_train_that_is_another_by_now_is_left_alone_and_that_is_said(
    scene: Callable[..., Scene], meanwhile: Callable[[Any], None], reason: str, sentence: str
) -> None:
    here = offered(scene)
    number = train_of(here).id
    here.player.click("gpta-schedule-show-1")
    here.build(meanwhile)
    state = [schedule_of(train) for train in here.game.peers[0].world.trains.all()]
    here.player.click("gpta-schedule-apply")
    assert sentence in here.said()
    assert last_ack(here) == ("schedule", "failed", number, reason)
    assert [schedule_of(train) for train in here.game.peers[0].world.trains.all()] == state
    assert here.player.find("gpta-schedule-undo") is None
    assert look(here).count(sentence) == 2, "in the window too"
    assert here.player.find("gpta-schedule-apply") is None, "there is nothing to click"
    assert here.problems == []


def test_a_schedule_that_was_changed_since_is_not_taken_back(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    apply(here)
    here.build(mend_by_hand)
    here.player.click("gpta-schedule-undo")
    assert schedule_of(train_of(here)) == (1, [("Mine", [FULL])])
    assert last_ack(here) == ("schedule", "failed", train_of(here).id, "changed")


def test_what_the_game_refuses_leaves_the_former_schedule(scene: Callable[..., Scene]) -> None:
    unknown = {"type": "item_count", "condition": {"first_signal": {"name": "no-such-item"}, "comparator": ">"}}
    here = offered(scene, stops=[{"keep": 1}, {"station": "Smelter", "wait": [unknown]}])
    before = schedule_of(train_of(here))
    apply(here)
    assert schedule_of(train_of(here)) == before
    assert last_ack(here)[1:] == ("failed", train_of(here).id, "refused")


def test_a_manual_train_stays_manual(scene: Callable[..., Scene]) -> None:
    here = offered(scene)

    def by_hand(world: Any) -> None:  # noqa: ANN401 - the simulated world
        world.trains.all()[0].manual_mode = True

    here.build(by_hand)
    apply(here)
    assert train_of(here).manual_mode
    assert schedule_of(train_of(here))[1] == AFTER[1]


def test_a_group_is_named_with_the_number_of_its_trains(scene: Callable[..., Scene]) -> None:
    def grouped(world: Any) -> None:  # noqa: ANN401 - the simulated world
        railway(world)
        other = place(world.nauvis, "locomotive", 11, 20).train
        assert other is not None
        (first, second) = world.trains.all()
        second.schedule, second.manual_mode = first.schedule, False
        first.group = second.group = "Руда"

    here = offered(scene, world=grouped)
    assert "Поезд в группе «Руда»: расписание сменится у всех её поездов (2)." in look(here)
    apply(here)
    assert [schedule_of(train)[1] for train in here.game.peers[0].world.trains.all()] == [AFTER[1]] * 2


BROKEN: list[dict[str, Any]] = [
    {"train": "1"},
    {"current": 3},
    {"stops": [{"keep": 3}]},
    {"stops": [{}]},
    {"stops": [{"station": "A", "wait": [{"type": "explode"}]}]},
    {"stops": [{"station": "A", "wait": [{"type": "time"}]}]},
    {"stops": "Mine"},
    {"interrupts": [{"name": "A", "conditions": [], "targets": []}]},
]


def test_an_offer_that_is_not_whole_is_not_shown(scene: Callable[..., Scene]) -> None:
    here = scene(inbox=False, world=railway)
    here.consent()
    request = here.ask("?")
    answer = here.response(request, "Вот.")
    delivery = here.delivery(request, answer)
    whole = offer(here) | {"number": 9}
    answer["schedules"] = [*(offer(here) | {"number": at} | broken for at, broken in enumerate(BROKEN, 1)), whole]
    here.paste(delivery | {"responses": [answer]})
    assert "Вот." in here.said()
    shown = [number for number in range(1, 10) if here.player.find(f"gpta-schedule-show-{number}") is not None]
    assert shown == [9]
    assert here.problems == []


def test_all_peers_apply_alike_and_only_the_asker_sees_it(scene: Callable[..., Scene]) -> None:
    here = scene(multiplayer=True, players=("anna", "boris"), world=railway)
    here.player.change_setting("gpta-host", "anna")
    boris = here.game.players[2]
    here.consent()
    here.consent(boris)
    give(here, here.ask("Почему поезд стоит?", boris))
    assert here.player.find("gpta-schedule-show-1") is None
    boris.click("gpta-schedule-show-1")
    boris.click("gpta-schedule-apply")
    here.game.tick(10)
    assert [schedule_of(train_of(here, peer)) for peer in range(2)] == [AFTER] * 2
    assert last_ack(here)[:2] == ("schedule", "applied")
    assert [(peer.script_output / "state").exists() for peer in here.game.peers] == [True, False]
    assert here.problems == []


def test_revoking_consent_forgets_offers(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    apply(here)
    here.player.change_setting("gpta-allow-data", False)  # noqa: FBT003 - a setting's value
    kept = here.game.eval("gpt-assistant", "local own = storage.players[1] return #own.schedules, own.rescheduled")
    assert kept in (0, (0, None), [0, None])
