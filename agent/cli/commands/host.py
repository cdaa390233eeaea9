"""`agent host -- <server command>`: start a headless server, hold its standard input, and serve until it ends."""

from __future__ import annotations

import logging
import os
import shlex
import subprocess
import sys
import threading
import time
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING

import click

from agent.bridge.doors import ReloadDoor
from agent.cli.frame import Command, common
from agent.cli.live import listener
from agent.cli.places import Chosen, places_options
from agent.cli.screen import screen, silence_output
from agent.cli.serving import ask_for_key, let_break_interrupt, make_service, service_config, serving_options
from agent.cli.shelf_options import open_shelf
from agent.contract import Hello
from agent.errors import AgentError, BridgeError, UsageError
from agent.service import open_log, run_beside
from agent.setup.doctor import read_bridge_file
from agent.setup.engine import Engines
from agent.setup.ledger_view import unshown
from agent.setup.server import GameServer, own_terminal, pass_on_lines
from agent.setup.server_places import server_places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from agent.cli.screen import Screen
    from agent.service import ServiceConfig
    from agent.setup.folders import Places


class _HostCommand(Command):
    """Wants the dashes: without them an option of the server's could be one of the agent's own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what stands before the server's command.

        Raises:
            UsageError: ``host-no-dashes``.
        """
        typed = list(args)
        rest = super().parse_args(ctx, args)
        server = ctx.params.get("server") or ()
        if server and typed[: -len(server)][-1:] != ["--"]:
            raise UsageError("host-no-dashes", command=_as_typed(server))
        return rest


@click.command("host", cls=_HostCommand, help="cli-host-help", context_settings={"allow_interspersed_args": False})
@places_options
@serving_options
@common
@click.argument(
    "server", nargs=-1, required=True, type=click.UNPROCESSED, metavar="-- COMMAND [ARGS]", help="cli-host-command"
)
def command(
    chosen: Chosen,
    config_dir: Path | None,
    *,
    poll: bool,
    interval: float,
    model: str | None,
    server: tuple[str, ...],
) -> None:
    """Start the server and serve; the server's exit code is the agent's."""
    out = screen()
    places = server_places(
        server, bridge=chosen.bridge, config=chosen.config, mods=chosen.mods, data_dir=chosen.data_dir
    )
    shelf = open_shelf(out, config_dir, chosen.data_dir)
    let_break_interrupt()
    handler = open_log(places.data, secrets=shelf.chest.known)
    try:
        engines = Engines(shelf, model, places.data)
        ask_for_key(engines, out)
        config = service_config(places, engines, poll=poll, interval_s=interval)
        code = _Hosting(places, config, engines, out, server).run()
    finally:
        logging.getLogger("agent").removeHandler(handler)
        handler.close()
    click.get_current_context().exit(code)


def _as_typed(command: Sequence[str]) -> str:
    return subprocess.list2cmdline(command) if os.name == "nt" else shlex.join(command)


class _Hosting:
    """A server and the service beside it. The server outlives no agent that ends by itself: it is told to end first."""

    def __init__(
        self, places: Places, config: ServiceConfig, engines: Engines, out: Screen, command: tuple[str, ...]
    ) -> None:
        self._places = places
        self._out = out
        self._ledger = config.ledger_path
        # What programs read is JSON alone; the server's own words go where notes go.
        self._server = GameServer(command, output=sys.stderr.fileno() if out.as_json else None)
        self._service = make_service(config, engines, listener(out), console=self._server)
        self._ended = threading.Event()
        self._wishes: SimpleQueue[None] = SimpleQueue()

    def run(self) -> int:
        """Serve until the server has ended; its exit code.

        Raises:
            AgentError: The folder is served already, the inbox cannot be made pristine, the server cannot be started.
        """
        self._service.start()
        try:
            self._make_pristine()
            run_beside(self._service, self._ended, lambda: self._wishes.put(None), begin=self._begin)
        finally:
            try:
                self._service.close()
            finally:
                if not self._server.asked_to_end:  # else it is saving, and a second signal is less polite
                    self._server.end()
                code = self._server.wait()
        try:
            self._say_end(code)
        except OSError:
            silence_output()  # nobody reads any more; the exit code is the server's all the same
        return code

    def _begin(self) -> None:
        self._server.start(on_end=self._on_end, on_deaf=self._on_deaf)
        # Not before: what was wished for while there was no server waits for it.
        threading.Thread(target=self._end_when_wished, name="server-ender", daemon=True).start()
        place = {"folder": str(self._places.bridge), "evidence": self._out.text(f"evidence-{self._places.evidence}")}
        self._out.note("host-serving", **place)
        hello = read_bridge_file(self._places.bridge / "hello.json", Hello)
        if not isinstance(hello, Hello) or hello.writer.role != "headless":
            self._out.note("host-first-time")
        terminal = own_terminal()
        if terminal is not None:
            pass_on_lines(self._server, terminal)

    def _make_pristine(self) -> None:
        """Peers compare their mods: whatever an earlier game left in the inbox must go before the server reads it."""
        mods = self._places.mods
        try:
            ReloadDoor(lambda: mods, pause=time.sleep).withdraw()
        except OSError as fault:
            raise BridgeError("host-inbox-not-pristine", folder=str(mods), reason=str(fault)) from fault

    def _on_end(self) -> None:
        self._ended.set()
        self._service.wake()

    def _on_deaf(self) -> None:
        self._service.wake()
        with suppress(OSError):
            self._out.say(self._out.text("host-deaf"), style="yellow", error=True)

    def _end_when_wished(self) -> None:
        while True:
            self._wishes.get()
            with suppress(OSError):  # a terminal that was closed takes no words; the server is to save all the same
                self._out.note("host-ending")
            self._server.end()

    def _say_end(self, code: int) -> None:
        try:
            left = unshown(self._ledger)
        except AgentError:
            left = 0  # the service has said what is wrong with it
        if self._out.as_json:
            self._out.line({"event": "ServerEnded", "code": code, "answers_left": left})
        self._out.note("host-ended" if code == 0 else "host-ended-badly", code=code)
        if left:
            self._out.note("host-answers-left", count=left)
