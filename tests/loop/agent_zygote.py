"""A process that forks agents on demand: each is one of its own, and none loads what all of them load.

It reads requests from the socket whose descriptor is its argument: the command line of an agent and its environment
as JSON, and with them three descriptors: the agent's standard input, its two outputs, and where its process id and then
its exit code are told, a line each. It ends when the socket does.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import traceback
from typing import NoReturn

from agent.cli.commands import host, run
from agent.cli.main import main as start
from agent.game.bundled import load, set_for
from agent.service.rehearsal import rehearse

LOADED = (host, run)
REQUEST_BYTES = 1 << 16


def become(arguments: list[str], environment: dict[str, str]) -> NoReturn:
    """Be an agent as `python -m agent` is one."""
    sys.argv = ["agent", *arguments]
    os.environ.clear()
    os.environ.update(environment)
    code: object = 0
    try:
        start()
    except SystemExit as over:
        code = over.code
    except BaseException:  # noqa: BLE001 - what the interpreter would print
        traceback.print_exc()
        code = 1
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code if isinstance(code, int) else int(code is not None))


def keep(arguments: list[str], environment: dict[str, str], stdin: int, output: int, told: int) -> None:
    """Fork the agent and tell of it; this process is its parent, as a shell would be."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    agent = os.fork()
    if agent == 0:
        os.close(told)
        for descriptor, place in ((stdin, 0), (output, 1), (output, 2)):
            os.dup2(descriptor, place)
        os.close(stdin)
        os.close(output)
        become(arguments, environment)
    os.close(stdin)
    os.close(output)
    os.write(told, f"{agent}\n".encode())
    _, status = os.waitpid(agent, 0)
    os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def main() -> None:
    # What an agent loads beside everything that it answers, in the language that most of the tests speak.
    for version in ("2.0.77", "2.1.20"):
        rehearse("ru", load(set_for(version, space_age=False)))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the keepers are nobody's concern
    requests = socket.socket(fileno=int(sys.argv[1]))
    while True:
        request, descriptors, _, _ = socket.recv_fds(requests, REQUEST_BYTES, 3)
        if not request:
            return
        if os.fork() == 0:
            try:
                requests.close()
                keep(*json.loads(request), *descriptors)
            finally:
                os._exit(0)
        for descriptor in descriptors:
            os.close(descriptor)


if __name__ == "__main__":
    main()
