"""The `agent` command, and `python -m agent`."""

from __future__ import annotations

import sys

from agent import __version__

INTERRUPTED = 130


def main() -> None:
    """Start the command line; the version is told at once, without what a command needs.

    Who interrupts it while it still loads is shown no place in it.
    """
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        try:
            print(f"agent, version {__version__}", flush=True)  # noqa: T201 - what was asked for
        except OSError:
            pass  # Nobody reads, or a disk is full: the command line knows how to end then.
        else:
            return
    try:
        from agent.cli.main import main as start  # noqa: PLC0415 - as above
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    start()


if __name__ == "__main__":
    main()
