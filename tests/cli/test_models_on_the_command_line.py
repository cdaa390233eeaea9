"""`agent setup` by flags, `agent profiles`, `agent preview`, `agent ask --model`; what `agent status` says then."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import keyring
import pytest
from click.testing import CliRunner

from agent.cli.main import cli
from agent.resources import bundled
from tests.loopback.scripted_server import Said, ScriptedServer
from tests.setup.keyring_for_tests import MemoryKeyring

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "sk-right-0123456789abcd"
SNAPSHOT = bundled("state") / "examples" / "snapshot-5a3f19c2-s1.json"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, where use is counted."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path / "share"


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(lambda _body: Said("Ничего плохого не вижу."), key=KEY) as server:
        yield server


def run(*arguments: str, typed: str = "", language: str = "en") -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["--language", language, *arguments], prog_name="agent", input=typed)
    return result.exit_code, result.output


def answer(*arguments: str) -> Any:  # noqa: ANN401 - any JSON
    result = CliRunner().invoke(cli, ["--language", "ru", *arguments, "--json"], prog_name="agent")
    return json.loads(result.stdout)


def set_up(url: str, tmp_path: Path, *more: str, typed: str = KEY + "\n", language: str = "en") -> tuple[int, str]:
    own = ("--url", url, "--name", "mine", "--model", "scripted-1", "--key-stdin")
    places = ("--data-dir", str(tmp_path / "share" / "factorio-gpt-assistant"))
    return run("setup", "--yes", "--accept-consent", *own, *places, *more, typed=typed, language=language)


def config() -> Path:
    return Path(os.environ["GPTA_CONFIG_DIR"])


def test_setup_by_flags_stores_the_key_in_the_keyring(
    server: ScriptedServer, ring: MemoryKeyring, tmp_path: Path
) -> None:
    code, shown = set_up(server.url, tmp_path)
    assert code == 0, shown
    assert ring.kept == {("factorio-gpt-assistant", "mine"): KEY}
    assert not (config() / "keys.json").exists()
    assert KEY not in shown
    assert answer("profiles", "list")["default"] == "mine"
    code, shown = run("setup", "--remove-key", "--yes")
    assert (code, ring.kept) == (0, {})
    assert answer("profiles", "list")["default"] == "embedded"


def test_without_consent_nothing_is_set_up(server: ScriptedServer, tmp_path: Path) -> None:
    code, shown = run("setup", "--yes", "--url", server.url, "--data-dir", str(tmp_path))
    assert code == 1
    assert "--accept-consent" in shown
    assert not config().exists()
    assert server.headers == []


OPENAI_ERROR = {"type": "invalid_request_error"}
REFUSALS: dict[str, tuple[Said, str, str]] = {
    "expired": (
        Said(status=401, error={"message": "Your API key has expired", "code": "expired_api_key"}),
        "просрочен", "expired",
    ),
    "no credit": (Said(status=429, error={"message": "q", "code": "insufficient_quota"}), "средства", "credit"),
    "organisation": (
        Said(status=401, error={"message": "No such organization: org-x", "code": "invalid_organization"}),
        "организаци", "organi",
    ),
    "a web page": (Said(raw=b"<html>hi</html>", content_type="text/html"), "не языковая модель", "language model"),
    "nothing there": (Said(status=404, raw=b"", content_type="text/plain"), "не языковая модель", "language model"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("name", REFUSALS)
def test_what_the_endpoint_refuses_is_named_and_nothing_is_stored(
    name: str, language: str, server: ScriptedServer, tmp_path: Path
) -> None:
    server.listing, russian, english = REFUSALS[name]
    code, shown = set_up(server.url, tmp_path, "--key-store", "machine", language=language)
    assert code == 7, shown
    assert (russian if language == "ru" else english) in shown
    assert not config().exists()


def test_a_refused_key_a_missing_v1_and_nobody_at_home_are_named(server: ScriptedServer, tmp_path: Path) -> None:
    code, shown = set_up(server.url, tmp_path, typed="sk-other-0123456789abcd\n")
    assert (code, "does not accept the key" in shown) == (7, True), shown
    code, shown = set_up(server.url.removesuffix("/v1"), tmp_path)
    assert (code, "/v1" in shown) == (7, True), shown
    code, shown = set_up(server.url.replace("http:", "https:"), tmp_path)
    assert code == 7, shown
    server.__exit__(None, None, None)
    code, shown = set_up(server.url, tmp_path)
    assert code == 7, shown
    server.__enter__()
    assert not config().exists()


@pytest.mark.parametrize("typed", ["два слова\n", "\n", "sk key\n"])
def test_what_can_be_no_key_is_not_sent(typed: str, server: ScriptedServer, tmp_path: Path) -> None:
    code, _ = set_up(server.url, tmp_path, typed=typed)
    assert code == 7
    assert server.headers == []


def test_profiles_are_added_changed_chosen_and_removed() -> None:
    local = ("--kind", "openai", "--base-url", "http://127.0.0.1:9/v1", "--model", "m", "--context-tokens", "8000")
    assert run("profiles", "add", "lab", *local, "--no-key", "--price", "1", "2")[0] == 0
    assert run("profiles", "add", "lab", *local)[0] == 1
    assert run("profiles", "edit", "lab", "--total-timeout", "30", "--no-tools", "--temperature", "0.5")[0] == 0
    shown = answer("profiles", "show", "lab")
    assert (shown["temperature"], shown["tools"], shown["context_tokens"]) == (0.5, False, 8000)
    assert (shown["prompt_usd_per_million"], shown["key"]) == (1.0, "not-needed")
    assert run("profiles", "edit", "lab")[0] == 1
    assert run("profiles", "default", "lab")[0] == 0
    assert answer("profiles", "list")["default"] == "lab"
    assert run("profiles", "default", "embedded")[0] == 0
    assert run("profiles", "remove", "gpt-4o", "--yes")[0] == 1
    assert run("profiles", "show", "nobody")[0] == 1


def test_a_damaged_file_of_keys_is_deleted_by_the_command_that_its_error_names(
    server: ScriptedServer, tmp_path: Path
) -> None:
    assert set_up(server.url, tmp_path, "--key-store", "machine")[0] == 0
    sealed = config() / "keys.json"
    sealed.write_text("{bad")
    _, shown = run("ask", "?", "--model", "mine")
    assert "agent setup --remove-key" in shown
    code, shown = run("setup", "--remove-key", "--yes", "--profile", "mine")
    assert (code, sealed.exists()) == (0, False), shown
    assert str(sealed) in shown.replace("\n", "")


def test_bounds_are_seen_changed_and_taken_away() -> None:
    before = answer("profiles", "caps")["caps"]
    assert run("profiles", "caps", "--day-usd", "2.5", "--question-tokens", "none", "--day-requests", "40")[0] == 0
    after = answer("profiles", "list")["caps"]
    assert after == before | {"day_usd": 2.5, "question_tokens": None, "day_requests": 40}
    code, shown = run("profiles", "caps", language="ru")
    assert code == 0
    assert "40 запросов" in shown
    assert "2,5 $" in shown


@pytest.mark.parametrize("value", ["-1", "many", "nan", "inf", "0", "1e400", "99999999999999"])
def test_what_can_be_no_bound_is_refused_and_nothing_changes(value: str) -> None:
    before = answer("profiles", "caps")["caps"]
    for option in ("--day-tokens", "--question-usd"):
        if (value, option) == ("0", "--question-usd"):
            continue  # nothing may be spent: a bound
        code, shown = run("profiles", "caps", option, value)
        assert code == 1, (option, value)
        assert "agent profiles" in shown
    assert answer("profiles", "caps")["caps"] == before


def test_a_bound_that_was_set_holds(server: ScriptedServer, tmp_path: Path) -> None:
    assert set_up(server.url, tmp_path, "--key-store", "machine")[0] == 0
    assert run("profiles", "caps", "--question-tokens", "10")[0] == 0
    _, shown = run("ask", "?", "--model", "mine")
    assert "agent profiles caps" in shown
    assert server.requests == []


def test_a_model_on_the_network_needs_consent_one_on_this_machine_does_not() -> None:
    code, shown = run("profiles", "default", "gpt-4o")
    assert (code, "agent setup" in shown) == (1, True)
    assert run("ask", "?", "--model", "gpt-4o")[0] == 1
    assert run("profiles", "default", "ollama")[0] == 0


def test_a_tag_of_ollamas_is_a_model_name() -> None:
    code, shown = run("ask", "What is wrong?", "--model", "gemma3:1b")
    assert code == 0, "the embedded analyst answers"
    assert "Ollama" in shown


def test_the_preview_is_what_is_sent(server: ScriptedServer, ring: MemoryKeyring, tmp_path: Path) -> None:
    del ring
    assert set_up(server.url, tmp_path)[0] == 0
    seen = len(server.headers)
    preview = answer("preview", "What is wrong with my factory?")
    assert len(server.headers) == seen, "nothing was sent"
    told = answer("ask", "What is wrong with my factory?")
    assert told["engine"] == "mine", told["notes"]
    assert told["text"] == "Ничего плохого не вижу."
    [sent] = server.requests
    shown = [{"role": "system", "content": preview["system"]}]
    shown += [{"role": message["role"], "content": message["text"]} for message in preview["messages"]]
    assert sent["messages"] == shown
    assert sent == preview["request"]
    assert [tool["function"]["name"] for tool in sent["tools"]] == [tool["name"] for tool in preview["tools"]]
    assert preview["host"] == f"127.0.0.1:{server.port}"
    status = answer("status", "--bridge", str(tmp_path / "state"))
    assert status["default_model"] == "mine"
    assert status["last_24_h"]["questions"] == 1
    assert status["last_24_h"]["prompt_tokens"] == told["prompt_tokens"] > 0


def test_what_would_be_sent_is_seen_before_consent_and_without_a_key() -> None:
    assert run("ask", "?", "--model", "gpt-4o")[0] == 1
    seen = answer("preview", "What is wrong with my factory?", "--model", "gpt-4o")
    assert (seen["host"], seen["request"]["model"]) == ("api.openai.com", "gpt-4o")
    assert "What is wrong with my factory?" in seen["messages"][-1]["text"]
    assert not config().exists()


def test_names_are_sent_as_ids_where_the_player_says_so(server: ScriptedServer, tmp_path: Path) -> None:
    player = json.loads(SNAPSHOT.read_bytes())["player"]["name"]
    question = ("preview", f"What does {player} do?", "--snapshot", str(SNAPSHOT))
    for flag, hidden in (("--names-as-ids", True), ("--names-as-given", False)):
        assert set_up(server.url, tmp_path, "--key-store", "machine", flag)[0] == 0
        sent = json.dumps(answer(*question)["request"], ensure_ascii=False)
        assert (player not in sent, "player-1" in sent) == (hidden, hidden)
    assert set_up(server.url, tmp_path, "--key-store", "machine")[0] == 0
    assert player in json.dumps(answer(*question)["request"], ensure_ascii=False), "what was said stays"


def test_bad_settings_are_named_and_not_replaced(tmp_path: Path) -> None:
    config().mkdir(parents=True)
    (config() / "settings.json").write_text('{\n "version": 1,\n "use_modell": true\n}', "utf-8")
    code, shown = run("ask", "?")
    assert code == 1
    assert "line 3" in shown
    assert "use_modell" in shown
    checks = answer("doctor", "--bridge", str(tmp_path / "state"))["checks"]
    assert any("use_modell" in check["text"] for check in checks), "the doctor tells it among the rest"
    assert (config() / "settings.json").read_text("utf-8").count("use_modell") == 1


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("columns", [60, 80, 119, 120, 121, 132, 133, 140, 200])
def test_no_name_and_no_price_is_cut_however_wide_the_screen_is(language: str, columns: int) -> None:
    arguments = ["--language", language, "profiles", "list"]
    shown = CliRunner().invoke(cli, arguments, prog_name="agent", env={"COLUMNS": str(columns)}).output
    assert "…" not in shown
    for name in ("embedded", "gpt-4o", "gpt-4.1", "gpt-4.1-mini", "ollama"):
        assert name in shown


def test_all_that_is_sent_for_an_answer_is_one_question_to_the_bounds(tmp_path: Path) -> None:
    def looks_first(body: dict[str, Any]) -> Said:
        looked = any(message["role"] == "tool" for message in body["messages"])
        return Said("Fine.") if looked else Said(calls=(("look_up_recipe", {"name": "iron-gear-wheel"}),))

    with ScriptedServer(looks_first, key=KEY) as server:
        assert set_up(server.url, tmp_path, "--key-store", "machine")[0] == 0
        assert run("profiles", "caps", "--question-requests", "1")[0] == 0
        _, shown = run("ask", "Why are there so few gears?", "--model", "mine")
        assert len(server.requests) == 1
    assert "agent profiles caps" in shown


def test_a_profile_without_its_key_leaves_the_question_to_the_next_one() -> None:
    same = ("--kind", "openai", "--model", "scripted-1", "--context-tokens", "32000")
    with ScriptedServer(lambda _body: Said("Ничего плохого не вижу.")) as near:
        assert run("profiles", "add", "keyless", *same, "--base-url", "http://127.0.0.1:9/v1", "--needs-key")[0] == 0
        assert run("profiles", "add", "near", *same, "--base-url", near.url, "--no-key")[0] == 0
        assert run("profiles", "default", "near", "--fall-over", "near")[0] == 0
        told = answer("ask", "What is wrong with my factory?", "--model", "keyless")
    assert (told["engine"], told["text"]) == ("near", "Ничего плохого не вижу."), told["notes"]
    assert any("keyless" in note and "near" in note for note in told["notes"]), told["notes"]


def test_the_longest_reply_that_a_profile_allows_is_what_is_asked_for(server: ScriptedServer, tmp_path: Path) -> None:
    assert set_up(server.url, tmp_path, "--key-store", "machine")[0] == 0
    assert run("profiles", "edit", "mine", "--max-tokens", "8000")[0] == 0
    assert answer("ask", "?")["engine"] == "mine"
    assert [request["max_tokens"] for request in server.requests] == [8000]


def test_what_was_paid_for_is_told_though_no_model_answered_in_the_end(tmp_path: Path) -> None:
    def breaks_down(body: dict[str, Any]) -> Said:
        looked = any(message["role"] == "tool" for message in body["messages"])
        if looked:
            return Said(status=400, error={"message": "no more"})
        return Said(calls=(("look_up_recipe", {"name": "iron-gear-wheel"}),))

    with ScriptedServer(breaks_down, key=KEY) as server:
        assert set_up(server.url, tmp_path, "--key-store", "machine")[0] == 0
        assert run("profiles", "edit", "mine", "--price", "10", "10")[0] == 0
        told = answer("ask", "?")
    assert (told["engine"], len(server.requests)) == ("embedded", 2)
    spent = answer("status", "--bridge", str(tmp_path / "state"))["last_24_h"]
    assert (told["prompt_tokens"], told["reply_tokens"]) == (spent["prompt_tokens"], spent["reply_tokens"])
    assert told["cost_usd"] == pytest.approx(10e-6 * (spent["prompt_tokens"] + spent["reply_tokens"]))
    assert told["cost_usd"] > 0
    assert any("$" in note for note in told["notes"])


def test_what_is_left_is_told_though_nobody_serves(server: ScriptedServer, tmp_path: Path) -> None:
    assert set_up(server.url, tmp_path, "--key-store", "machine")[0] == 0
    assert run("profiles", "caps", "--day-requests", "21")[0] == 0
    assert answer("ask", "?")["engine"] == "mine"
    code, shown = run("status", "--bridge", str(tmp_path / "state"), language="ru")
    assert code == 0
    assert "Осталось 20 сообщений (сброс в " in shown
    left = answer("status", "--bridge", str(tmp_path / "state"))["remaining"]
    assert (left["messages"], left["limited_by"]) == (20, "cap-requests")


def test_a_file_of_words_is_added_in_the_language_of_the_answer_and_a_missing_one_is_named(
    server: ScriptedServer, tmp_path: Path
) -> None:
    assert set_up(server.url, tmp_path, "--key-store", "machine")[0] == 0
    code, shown = run("profiles", "edit", "mine", "--prompt-file", "short")
    assert (code, "short.txt" in shown) == (7, True)
    assert answer("profiles", "show", "mine")["name"] == "mine", "nothing was changed"
    (config() / "prompts" / "ru").mkdir(parents=True)
    (config() / "prompts" / "ru" / "short.txt").write_text("Отвечай одной фразой.", "utf-8")
    assert run("profiles", "edit", "mine", "--prompt-file", "short")[0] == 7, "English has no words yet"
    (config() / "prompts" / "short.txt").write_text("One sentence only.", "utf-8")
    assert run("profiles", "edit", "mine", "--prompt-file", "short", "--prompt-text", "Be kind.")[0] == 0
    assert run("ask", "Что не так?", language="ru")[0] == run("ask", "What is wrong?")[0] == 0
    russian, english = (request["messages"][0]["content"] for request in server.requests)
    assert russian.endswith("Отвечай одной фразой.\n\nBe kind.")
    assert english.endswith("One sentence only.\n\nBe kind.")
    (config() / "prompts" / "short.txt").unlink()
    code, shown = run("ask", "What is wrong?")
    assert (code, "short.txt" in shown, len(server.requests)) == (0, True, 2), "the embedded analyst answers"


def test_setup_anew_keeps_the_order_that_was_named_and_ends_the_one_that_nobody_named(
    server: ScriptedServer, tmp_path: Path
) -> None:
    assert answer("profiles", "list")["fall_over"] == ["gpt-4.1-mini", "ollama"]
    assert set_up(server.url, tmp_path, "--key-store", "machine")[0] == 0
    assert answer("profiles", "list")["fall_over"] == []
    assert set_up(server.url, tmp_path, "--key-store", "machine", "--fall-over", "ollama")[0] == 0
    assert set_up(server.url, tmp_path, "--key-store", "machine")[0] == 0
    assert answer("profiles", "list")["fall_over"] == ["ollama"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_field_that_cannot_be_meant_is_explained_in_words(language: str) -> None:
    for field, value in (("--base-url", "ftp://x"), ("--base-url", "https://u:p@x/v1"), ("--organisation", "мы")):
        code, shown = run("profiles", "edit", "gpt-4o", field, value, language=language)
        assert code == 1
        assert "_" not in shown.split("gpt-4o.", 1)[1].split(":", 1)[1].split("\n", 1)[0], shown


def test_a_paid_model_behind_a_local_address_is_not_called_free(server: ScriptedServer) -> None:
    assert run("profiles", "add", "proxy", "--based-on", "gpt-4o", "--base-url", server.url)[0] == 0
    _, shown = run("profiles", "show", "proxy")
    assert "$2.5 / $10" in shown
    _, shown = run("profiles", "list")
    assert "30,000 tokens a min" in shown


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_profile_is_shown_in_words_and_an_empty_text_takes_a_field_away(language: str) -> None:
    assert run("profiles", "edit", "gpt-4o", "--organisation", "org-1", "--prompt-text", "Be kind.")[0] == 0
    code, shown = run("profiles", "edit", "gpt-4o", "--organisation", "", language=language)
    assert code == 0
    assert not set("{}") & set(shown)
    assert ("org-1" in shown, "Be kind." in shown) == (False, True)
    assert answer("profiles", "show", "gpt-4o")["organisation"] is None
    assert run("profiles", "edit", "gpt-4o", "--model", "")[0] == 1, "a model has a name"


def test_who_moves_a_profile_is_told_that_its_key_moves_too(
    server: ScriptedServer, ring: MemoryKeyring, tmp_path: Path
) -> None:
    del ring
    assert set_up(server.url, tmp_path)[0] == 0
    _, shown = run("profiles", "edit", "mine", "--temperature", "1")
    assert "goes to" not in shown
    _, shown = run("profiles", "edit", "mine", "--base-url", "https://models.example/v1")
    assert "goes to models.example" in shown
    assert "--remove-key --profile mine" in shown
    assert run("setup", "--remove-key", "--profile", "mine", "--yes")[0] == 0
    _, shown = run("profiles", "edit", "mine", "--base-url", server.url)
    assert "goes to" not in shown
