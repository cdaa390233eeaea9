import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from agent.cli.failure import describe
from agent.cli.frame import Command, Group, Root
from agent.cli.main import cli
from agent.cli.screen import Screen, language_from_environment, one_line
from agent.errors import BridgeError
from agent.game.blueprint import encode
from agent.i18n import catalogue
from agent.resources import bundled

ROOT = Path(__file__).resolve().parents[2]


def _commands(group: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [path]
    if isinstance(group, click.Group):
        ctx = click.Context(group)
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            assert command is not None
            found += _commands(command, (*path, name))
    return found


COMMANDS = _commands(cli)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_in_both_languages(path: tuple[str, ...], language: str) -> None:
    result = CliRunner().invoke(cli, [*path, "--help", "--language", language])
    assert result.exit_code == 0, result.output
    assert catalogue("ru" if language == "ru" else "en").text("cli-usage") in result.output
    assert "cli-" not in result.output, "a catalogue key instead of its sentence"
    letters = sum("а" <= character.lower() <= "я" for character in result.output)
    assert (letters > 40) == (language == "ru")


def test_the_range_of_a_number_stands_behind_its_translated_text() -> None:
    option = click.Option(["--height"], type=click.IntRange(1, 9), help="cli-option-quiet")
    shown = Screen("en")
    context = click.Context(Command("probe", params=[option]), obj=shown)
    formatter = context.make_formatter()
    Command("probe", params=[option]).format_options(context, formatter)
    assert f"{shown.text('cli-option-quiet')}  [1<=x<=9]" in " ".join(formatter.getvalue().split("\n"))


def test_every_command_is_of_the_kind_that_speaks_the_players_language() -> None:
    for path in COMMANDS:
        command: click.Command = cli
        for name in path:
            assert isinstance(command, click.Group)
            found = command.get_command(click.Context(command), name)
            assert found is not None
            command = found
        assert isinstance(command, Command | Group), path


@pytest.mark.parametrize(
    ("arguments", "sentence", "step"),
    [
        (["mod", "instal"], "no command “instal”", "Did you mean “install”?"),
        (["mod", "install", "--mod", "x"], "no option --mod", "Did you mean --mods?"),
        (["mod", "install", "--mods"], "--mods wants a value", "`agent"),
        (["mod", "package", "a"], "not expected", "`agent mod package --help`"),
        (["completion"], "missing", "`agent completion --help`"),
        (["completion", "tcsh"], "does not take this value", "bash, zsh, fish"),
        (["mod", "install", "--mods", "m", "--game-version", "1.1"], "does not serve Factorio 1.1", "2.0, 2.1"),
    ],
)
def test_a_slip_of_typing_is_named_with_the_next_step(arguments: list[str], sentence: str, step: str) -> None:
    result = CliRunner().invoke(cli, ["--language", "en", *arguments], prog_name="agent")
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert step in result.stderr
    assert result.stdout == ""


def test_errors_are_json_for_programs(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["mod", "install", "--mods", str(tmp_path / "mods"), "--json"])
    assert result.exit_code == 1
    error = json.loads(result.stdout)["error"]
    assert error["code"] == "game-version-unknown"
    assert error["text"]
    assert "--game-version" in error["next"]


def test_an_unforeseen_error_is_our_mistake_and_no_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError("\x1b[31mred")

    monkeypatch.setattr("agent.cli.commands.mod.installer.uninstall", broken)
    result = CliRunner().invoke(cli, ["--language", "en", "mod", "uninstall", "--mods", str(tmp_path)])
    assert result.exit_code == 70
    assert "The mistake is ours" in result.stderr
    assert "ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_ALL": "ru_RU"}, "ru"),
        ({"LC_ALL": "C.UTF-8", "LANG": "en_US.UTF-8"}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert language_from_environment(environment) == language


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_ask_the_program_itself(shell: str) -> None:
    result = CliRunner().invoke(cli, ["completion", shell])
    assert result.exit_code == 0
    assert "_AGENT_COMPLETE" in result.stdout


def test_completion_offers_commands_and_options() -> None:
    environment = {**os.environ, "_AGENT_COMPLETE": "bash_complete", "COMP_WORDS": "agent mod ", "COMP_CWORD": "2"}
    done = subprocess.run([sys.executable, "-m", "agent"], env=environment, capture_output=True, text=True, check=False)
    assert {"plain,install", "plain,uninstall", "plain,package"} <= set(done.stdout.split())


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "latin-1", "utf-8"])
def test_no_terminal_is_too_odd_for_russian(encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "LANG": "ru_RU.UTF-8", "LC_ALL": ""}
    done = subprocess.run([sys.executable, "-m", "agent", "--help"], env=environment, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"mod" in done.stdout


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m agent completion bash | true"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""


def test_text_from_outside_cannot_steer_the_terminal() -> None:
    assert one_line("a\x1b[2Jb\u202ec\nd") == "abc d"


def test_the_version_is_the_packages_own() -> None:
    result = CliRunner().invoke(cli, ["--version"])
    assert result.exit_code == 0
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert result.stdout == f"agent, version {project['version']}\n"


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    assert isinstance(cli, Root)
    for name, key in Root.modules.items():
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        assert command.help == key


def test_an_error_whose_sentence_cannot_be_made_is_still_named() -> None:
    failure = describe(BridgeError("bridge-locked"), Screen("en"))
    assert "bridge-locked" in failure.text
    assert failure.exit_code == 5


def _agent(arguments: str, *, redirect: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    program = f'exec "$0" -c "from agent.cli.main import main; main()" {arguments} {redirect}'
    plain = {name: value for name, value in os.environ.items() if name not in {"LC_ALL", "PYTHONIOENCODING"}}
    return subprocess.run(
        ["/bin/sh", "-c", program, sys.executable], capture_output=True, env={**plain, **environment}, check=False
    )


@pytest.mark.skipif(os.name == "nt", reason="the shell's redirections")
class TestStreamsThatTakeNothing:
    def test_a_closed_output_ends_no_command(self) -> None:
        done = _agent("ask hello", redirect=">&-")
        assert (done.returncode, done.stderr) == (0, b"")

    def test_a_closed_input_is_an_empty_one(self) -> None:
        done = _agent("analyse - --language en", redirect="<&-")
        assert done.returncode == 2
        assert done.stderr.startswith(b"Error: The blueprint string is empty.")

    def test_a_reader_that_has_seen_enough_is_no_failure(self) -> None:
        """What `| head` does: the pipe is closed while much is still to come."""
        program = "from agent.cli.main import main; main()"
        arguments = ["calculate-requirements", "--item", "rocket-silo", "--rate", "1", "--language", "en"]
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments], stdout=write, stderr=subprocess.PIPE, check=False
        )
        os.close(write)
        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    @pytest.mark.parametrize("option", ["", "--json"])
    def test_output_that_cannot_be_written_is_named_and_no_mistake_of_ours(self, option: str) -> None:
        done = _agent(f"ask hello --language en {option}", redirect=">/dev/full")
        assert done.returncode == 5
        assert done.stderr.decode().splitlines() == [
            "Error: The system refused: No space left on device.",
            "Suggestion: Free some disk space, allow access there, or name another place; then try again.",
        ]


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "utf-8"])
def test_json_is_whole_whatever_the_stream_can_show(encoding: str) -> None:
    done = _agent("nosuch --json --language ru", PYTHONIOENCODING=encoding)
    assert json.loads(done.stdout.decode("utf-8"))["error"]["text"] == "Команды «nosuch» нет."


def test_what_is_missing_is_named_as_it_would_be_typed() -> None:
    option = CliRunner().invoke(cli, ["--language", "en", "compose-factory"])
    assert "Something is missing: --requirements FILE|-." in option.stderr
    argument = CliRunner().invoke(cli, ["--language", "en", "ask"])
    assert "Something is missing: QUESTION." in argument.stderr


def test_an_interruption_while_the_program_loads_shows_no_place_in_it() -> None:
    program = """
import sys
class Interrupting:
    def find_spec(self, name, path, target=None):
        if name == "agent.cli.frame":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
from agent.__main__ import main
main()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


EXPORT = bundled("state") / "examples" / "prototypes-0a1b2c3d.json"
PIPES = encode({"blueprint": {"item": "blueprint", "version": 562949958402048, "entities": [
    {"entity_number": 1, "name": "transport-belt", "position": {"x": 0.5, "y": 0.5}},
    {"entity_number": 2, "name": "medium-electric-pole", "position": {"x": 2.5, "y": 0.5}},
    {"entity_number": 3, "name": "medium-electric-pole", "position": {"x": 4.5, "y": 0.5}},
], "wires": [[2, 5, 3, 5]]}})  # fmt: skip


@pytest.mark.parametrize("command", ["analyse", "draw", "verify-blueprint"])
def test_blueprints_are_read_with_what_a_running_game_exported(command: str) -> None:
    named = CliRunner().invoke(cli, ["--language", "en", command, PIPES, "--data-set", str(EXPORT)])
    assert named.exit_code in {0, 6}, named.output
    assert "medium-electric-pole" in named.stdout  # The export of the example does not know it.
    assert "copper wire" not in named.stdout, "nobody can say what a wire between unknown things does"


@pytest.mark.parametrize("command", ["analyse", "draw", "verify-blueprint", "ask"])
def test_a_file_that_is_no_game_data_is_named_with_what_to_take(command: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no table", encoding="utf-8")
    result = CliRunner().invoke(cli, ["--language", "en", command, PIPES, "--data-set", str(path)])
    assert result.exit_code == 2
    assert f"“{path}” is no table of game data (at: " in result.stderr
    assert "prototypes-….json" in result.stderr
    assert CliRunner().invoke(cli, [command, PIPES, "--data-set", "nosuch"]).exit_code == 1


def test_recipes_of_an_older_game_keep_their_names_where_its_data_are_named() -> None:
    foundry = {"entity_number": 1, "name": "foundry", "position": {"x": 2.5, "y": 2.5}, "recipe": "molten-iron"}
    string = encode({"blueprint": {"item": "blueprint", "version": 562949958402048, "entities": [foundry]}})
    for data_set, recipe in (("space-age-2.0.77", "molten-iron"), ("space-age-2.1.20", "iron-ore-melting")):
        result = CliRunner().invoke(cli, ["--language", "en", "draw", string, "--data-set", data_set])
        assert f"foundry ({recipe})" in result.stdout
        judged = CliRunner().invoke(cli, ["--language", "en", "verify-blueprint", string, "--data-set", data_set])
        assert "recipe" not in judged.stdout.partition("Warnings")[0], judged.stdout


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("agent verify-blueprint ", "file,"),
        ("agent compose-factory --requirements pla", "file,pla"),
        ("agent draw --data-set ", "plain,base-2.0.77"),
        ("agent draw --data-set proto", "file,proto"),
        ("agent calculate-requirements --item iron-g", "plain,iron-gear-wheel"),
        ("agent compose-factory --technology logistics-", "plain,logistics-2"),
        ("agent profiles default gpt-4.1-", "plain,gpt-4.1-mini"),
        ("agent run --model emb", "plain,embedded"),
    ],
)
def test_what_is_typed_is_completed(typed: str, offered: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GPTA_CONFIG_DIR", str(tmp_path))
    words = typed.split(" ")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    monkeypatch.setenv("_AGENT_COMPLETE", "bash_complete")
    result = CliRunner().invoke(cli, prog_name="agent", complete_var="_AGENT_COMPLETE")
    assert offered in result.stdout.splitlines()
