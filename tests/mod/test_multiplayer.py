"""Several peers: one writes, everyone computes alike, and an answer is its asker's alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.mod.scene import Scene

PLAYERS = ("anna", "boris", "vera")


def hosted(scene: Callable[..., Scene], host: str = "anna", *, headless: bool = False) -> Scene:
    here = scene(multiplayer=True, players=PLAYERS, headless=headless)
    if host:
        here.player.change_setting("gpta-host", host)
    return here


def everything_written(here: Scene) -> list[str]:
    folders = [peer.script_output / "state" for peer in here.game.peers]
    return sorted(str(path) for folder in folders if folder.exists() for path in folder.iterdir())


def test_without_a_host_nobody_writes(scene: Callable[..., Scene]) -> None:
    here = hosted(scene, host="")
    for player in here.game.players.values():
        here.consent(player)
        player.type_text("gpta-prompt", "Есть кто?")
        player.click("gpta-send")
        assert "никто не назначен" in here.said(player)
    here.game.tick(200)
    assert everything_written(here) == []


def test_the_hosts_consent_opens_the_bridge(scene: Callable[..., Scene]) -> None:
    here = hosted(scene)
    boris = here.game.players[2]
    here.consent(boris)
    boris.type_text("gpta-prompt", "Есть кто?")
    boris.click("gpta-send")
    assert "Ведущий игры ещё не дал согласия" in here.said(boris)
    assert everything_written(here) == []
    here.consent()
    assert here.hello().writer.player_index == 1
    assert here.hello().writer.role == "host"


def test_files_appear_on_the_hosts_disk_only(scene: Callable[..., Scene]) -> None:
    here = hosted(scene)
    here.consent()
    here.consent(here.game.players[2])
    question = here.ask("От Бориса", here.game.players[2])
    here.game.tick(100)
    assert question.player.name == "boris"
    assert question.multiplayer
    assert [(peer.script_output / "state").exists() for peer in here.game.peers] == [True, False, False]
    here.check_files()


def test_the_host_pastes_and_only_the_asker_reads(scene: Callable[..., Scene]) -> None:
    here = hosted(scene)
    here.consent()
    boris, vera = here.game.players[2], here.game.players[3]
    here.consent(boris)
    here.consent(vera)
    question = here.ask("От Бориса", boris)
    here.paste(here.delivery(question, here.response(question, "Только Борису.")))
    assert "Только Борису." in here.said(boris)
    assert "Только Борису." not in here.said(here.player)
    assert "Только Борису." not in here.said(vera)
    assert here.acks()[-1].door == "paste"


def test_a_client_cannot_paste(scene: Callable[..., Scene]) -> None:
    here = hosted(scene)
    here.consent()
    boris = here.game.players[2]
    here.consent(boris)
    question = here.ask("От Бориса", boris)
    here.paste(here.delivery(question, here.response(question, "Сам себе.")), boris)
    assert "Сам себе." not in here.said(boris)
    assert "вставляет только ведущий" in here.said(boris)


def test_nobody_reloads_in_multiplayer(scene: Callable[..., Scene]) -> None:
    here = hosted(scene)
    here.consent()
    here.ask("?")
    here.game.tick(1000)
    here.player.click("gpta-check")
    here.game.tick(100)
    assert here.game.reloads == 0
    assert not [line for line in here.journal() if line.entry == "mark" and line.mark.startswith("reload")]


def test_a_client_who_joins_while_a_question_waits_does_not_differ(scene: Callable[..., Scene]) -> None:
    here = hosted(scene)
    here.consent()
    question = here.ask("?")
    grisha = here.game.join("grisha")
    here.game.tick(50)
    grisha.hotkey("gpta-toggle-chat")
    here.paste(here.delivery(question, here.response(question, "Всем привет.")))
    here.game.tick(50)
    assert "Всем привет." in here.said()
    assert [(peer.script_output / "state").exists() for peer in here.game.peers] == [True, False, False, False]


def test_a_loaded_multiplayer_game_tells_its_pending_questions_again(scene: Callable[..., Scene]) -> None:
    here = hosted(scene)
    here.consent()
    here.ask("?")
    here.load(here.game.save())
    here.game.tick(30)
    assert "pending" in [line.entry for line in here.journal()]
    here.player.hotkey("gpta-toggle-chat")
    here.game.tick(30)
    here.check_files()


def test_revoking_keeps_files_in_multiplayer_and_closes_the_bridge(scene: Callable[..., Scene]) -> None:
    here = hosted(scene)
    here.consent()
    here.consent(here.game.players[2])
    question = here.ask("?")
    here.player.change_setting("gpta-allow-data", value=False)
    assert f"request-{question.id}.json" in here.files()
    lines = len(here.journal())
    here.game.players[2].type_text("gpta-prompt", "А я?")
    here.game.players[2].click("gpta-send")
    assert len(here.journal()) == lines


def test_who_may_ask_is_a_setting(scene: Callable[..., Scene]) -> None:
    here = hosted(scene)
    here.consent()
    boris = here.game.players[2]
    here.consent(boris)
    here.player.change_setting("gpta-who", "host")
    boris.type_text("gpta-prompt", "Можно?")
    boris.click("gpta-send")
    assert "не всем" in here.said(boris)
    here.player.change_setting("gpta-who", "everyone")
    boris.click("gpta-send")
    assert len(here.requests()) == 1


def test_only_admins_may_ask_where_the_setting_says_so(scene: Callable[..., Scene]) -> None:
    here = hosted(scene)
    here.consent()
    boris = here.game.players[2]
    here.consent(boris)
    here.player.change_setting("gpta-who", "admins")
    make_admin(here, 2, admin=False)
    boris.type_text("gpta-prompt", "Можно?")
    boris.click("gpta-send")
    assert "не всем" in here.said(boris)
    assert here.requests() == []
    make_admin(here, 2, admin=True)
    boris.click("gpta-send")
    assert len(here.requests()) == 1


def make_admin(here: Scene, index: int, *, admin: bool) -> None:
    """The server's /promote and /demote."""
    here.game.change_world(lambda world: setattr(world.players[index], "admin", admin))


def test_on_a_headless_server_only_an_admin_opens_the_bridge_and_pastes(scene: Callable[..., Scene]) -> None:
    here = hosted(scene, "headless", headless=True)
    make_admin(here, 2, admin=False)
    boris = here.game.players[2]
    here.consent(boris)
    assert not here.state.exists(), "his consent is for his own data only"
    here.consent()
    question = here.ask("?", boris)
    here.paste(here.delivery(question, here.response(question, "Подброшено.")), boris)
    assert "Подброшено." not in here.said(boris)
    assert "ответ вставляет только ведущий" in here.said(boris)


def test_a_headless_server_writes_and_an_admin_pastes(scene: Callable[..., Scene]) -> None:
    here = hosted(scene, "headless", headless=True)
    here.consent()
    assert (here.hello().writer.role, here.hello().writer.player_index) == ("headless", 0)
    question = here.ask("?")
    here.paste(here.delivery(question, here.response(question, "С сервера.")))
    assert "С сервера." in here.said()
    assert [(peer.script_output / "state").exists() for peer in here.game.peers][1:] == [False] * 3


def test_the_inbox_is_ignored_in_multiplayer(scene: Callable[..., Scene]) -> None:
    here = hosted(scene)
    here.consent()
    question = here.ask("?")
    here.put_into_inbox(here.delivery(question, here.response(question, "Мимо.")))
    here.game.tick(600)
    here.player.click("gpta-check")
    here.game.tick(10)
    assert "Мимо." not in here.said()
