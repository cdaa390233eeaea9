"""`agent host` as people start it: the agent, and below it the server, a process of its own, joined by real pipes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from tests.loop.agent_process import AgentProcess, wait_until
from tests.loop.forked import PATIENCE_S, ForkedAgent
from tests.mod.scene import copy_mods

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


class HostProcess(AgentProcess):
    """Both processes; a context manager that types `/quit` and checks that both end cleanly.

    Args:
        folder: Everything is below it.
        version: Of the game.
        players: Join in this order.
        faults: What happens to pieces on their way (`tests.game.server`).
        options: More options of the server.
    """

    def __init__(
        self,
        folder: Path,
        version: str,
        *,
        players: tuple[str, ...] = ("anna",),
        faults: str = "",
        options: tuple[str, ...] = (),
    ) -> None:
        self.write_data = folder / "write-data"
        mods = folder / "mods"
        if not mods.exists():
            copy_mods(mods, version)
        super().__init__(self.write_data / "script-output" / "state", mods, folder / "agent-data")
        self.save = folder / "save.zip"
        self._control = folder / "control.jsonl"
        self._answers = folder / "control.answers"
        for path in (self._control, self._answers):
            path.unlink(missing_ok=True)
        self._said = 0
        server = ["--write-data", self.write_data, "--mods", mods, "--save", self.save, "--control", self._control]
        server += ["--version", version, "--faults", faults, *options]
        for player in players:
            server += ["--player", player]
        self._server = [sys.executable, "-m", "tests.game.server", *map(str, server)]
        self.write_data.mkdir(exist_ok=True)

    def __enter__(self) -> Self:
        command = ["host"]
        for option, folder in {"--bridge": self.bridge, "--mods": self.mods, "--data-dir": self.data_dir}.items():
            command += [option, str(folder)]
        with self.output.open("wb") as output:
            self._process = agent = ForkedAgent([*command, "--", *self._server], output, typed=True)
        self._terminal = agent.stdin
        try:
            wait_until(lambda: self._ended() or self._answered() > 0, "the server to run")
            assert not self._ended(), self.told()
        except BaseException:
            self._process.kill()
            self._process.wait(PATIENCE_S)
            raise
        self._said = 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._killed:
            return
        self.type("/quit")
        code = self.wait()
        if kind is None:
            assert code == 0, self.told()

    def wait(self) -> int:
        """Wait for the end; the exit code."""
        assert self._process is not None
        try:
            return self._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(PATIENCE_S)
            raise
        finally:
            self._let_go()
            self._killed = True

    def kill(self) -> None:
        """End the agent as a power failure would; the server has lost its console then."""
        super().kill()
        self._let_go()

    def _let_go(self) -> None:
        assert self._process is not None
        with suppress(BrokenPipeError):
            self._terminal.close()

    def told(self) -> str:
        """What is on the terminal: the agent's lines and the server's."""
        return self.output.read_text("utf-8", "replace")

    def type(self, line: str) -> None:
        """Type a line in the terminal."""
        with suppress(BrokenPipeError):  # the server has ended already, and the agent with it
            self._terminal.write(line.encode() + b"\n")
            self._terminal.flush()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the agent, as a terminal or a service manager does."""
        assert self._process is not None
        self._process.send_signal(number)

    def end_orphan(self) -> None:
        """Let the server of a killed agent save and end; it is nobody's child that could be waited for."""
        pid = int(json.loads(self._answers.read_text("utf-8").splitlines()[0])["result"])
        os.kill(pid, signal.SIGTERM)
        wait_until(lambda: "Goodbye" in self.told(), "the server to save")

    def open_chat(self, player: int = 1) -> None:
        if not self.play("exists", player, path="gpta-prompt"):
            self.play("hotkey", player, name="gpta-toggle-chat")

    def play(self, do: str, player: int = 1, **arguments: object) -> Any:  # noqa: ANN401 - whatever the game answers
        """Let a player do something in the game; what the game says to it."""
        with self._control.open("a", encoding="utf-8") as control:
            control.write(json.dumps({"do": do, "player": player, **arguments}) + "\n")
        self._said += 1
        wait_until(lambda: self._ended() or self._answered() >= self._said, f"the game to {do}")
        result = json.loads(self._answers.read_text("utf-8").splitlines()[self._said - 1])
        assert result["ok"], result
        return result["result"]

    def consent(self, player: int = 1) -> None:
        self.play("hotkey", player, name="gpta-toggle-chat")
        self.play("click", player, path="gpta-consent-accept")

    def ask(self, prompt: str, player: int = 1) -> None:
        self.play("type_text", player, path="gpta-prompt", text=prompt)
        self.play("click", player, path="gpta-send")

    def screen(self, player: int = 1, language: str = "ru") -> str:
        return str(self.play("screen", player, language=language))

    def _answered(self) -> int:
        try:
            return self._answers.read_bytes().count(b"\n")
        except FileNotFoundError:
            return 0
