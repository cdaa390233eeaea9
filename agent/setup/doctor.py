"""What is wrong between the game and the agent, and what to do about it: one check, one sentence, one step.

The checks can run beside a serving agent; they change nothing. What only the game can bring about (the
consent, the first start with the mods) is *waiting*, not *wrong*.
"""

from __future__ import annotations

import tempfile
from statistics import median
from typing import TYPE_CHECKING, Final, TypeVar

import pyperclip

from agent.bridge import disk
from agent.bridge.doors import find_inbox
from agent.bridge.doors.reload import INBOX_FILE, pristine_box
from agent.contract import Hello, Selftest, Status, Strict, parse_document
from agent.errors import AgentError
from agent.setup import mods
from agent.setup.check import Check, State
from agent.setup.folder_checks import examine_access, examine_folder
from agent.setup.game_version import detect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from agent.setup.folders import Places

_CAP_BYTES: Final = 1 << 20
_SLOW_RELOAD_MS: Final = 250
"""A longer hitch than this and only the button polls (FACTORIO.md, the reload door)."""
_Document = TypeVar("_Document", bound=Strict)


def examine(
    places: Places, *, clipboard: bool, served: bool = False, reloads_s: Sequence[float] = ()
) -> tuple[Check, ...]:
    """Look at everything a round trip needs.

    Args:
        places: The folders found.
        clipboard: Whether there is one (`has_clipboard`).
        served: Whether an agent ever served this bridge folder: one that is missing then has vanished.
        reloads_s: Lengths of the last reloads that the service measured, in seconds.
    """
    hello = read_bridge_file(places.bridge / "hello.json", Hello)
    return (
        *examine_folder(places, hello, served=served),
        *_main_mod(places),
        *_inbox_mod(places, hello),
        *_game(hello),
        *_door(places, hello),
        *_selftest(places, reloads_s),
        *examine_access(places.bridge),
        *_data_folder(places),
        _clipboard(clipboard),
    )


def _main_mod(places: Places) -> Iterator[Check]:
    folder = places.mods
    if folder is None:
        if places.evidence != "own":
            yield Check("mods-unknown", State.WRONG)
        return
    copies = mods.copies(folder, mods.MAIN)
    bundled = mods.bundled_version(mods.MAIN)
    if not copies:
        yield Check("mod-missing", State.WRONG, {"folder": str(folder)})
        return
    if len(copies) > 1:
        yield Check("mod-twice", State.WRONG, {"name": mods.MAIN, "count": len(copies)})
    for copy in copies:
        if copy.version != bundled:
            yield Check("mod-version", State.WRONG, {"found": copy.version, "expected": bundled})
        else:
            yield Check("mod-fine", State.FINE, {"name": copy.name, "version": copy.version})
        yield from _factorio_version(folder, copy)
    for name in mods.disabled(folder):
        yield Check("mod-disabled", State.WRONG, {"name": name})


def _factorio_version(folder: Path, copy: mods.Copy) -> Iterator[Check]:
    try:
        game = detect(folder.resolve().parent)
    except AgentError:
        yield Check("game-version-unknown", State.NOTE, {"found": copy.factorio_version})
        return
    if game.minor == copy.factorio_version:
        yield Check("game-version-fine", State.FINE, {"version": game.minor})
    else:
        yield Check("game-version-wrong", State.WRONG, {"found": copy.factorio_version, "game": game.full})


def _inbox_mod(places: Places, hello: Hello | AgentError | None) -> Iterator[Check]:
    if places.mods is None:
        return
    folder = find_inbox(places.mods)
    copies = mods.copies(places.mods, mods.INBOX)
    multiplayer = isinstance(hello, Hello) and hello.multiplayer
    needed = State.NOTE if multiplayer else State.WRONG
    if folder is None:
        yield Check("inbox-zipped" if copies else "inbox-missing", needed, {"name": mods.INBOX})
        return
    try:
        pristine = disk.read_whole(folder / INBOX_FILE, cap_bytes=64 * _CAP_BYTES) == pristine_box()
    except (OSError, AgentError):
        yield Check("inbox-broken", needed, {"folder": str(folder)})
        return
    if pristine:
        yield Check("inbox-fine", State.FINE, {"folder": str(folder)})
    elif multiplayer:
        yield Check("inbox-not-pristine", State.WRONG, {"folder": str(folder)})
    else:
        yield Check("inbox-full", State.FINE, {"folder": str(folder)})


def _game(hello: Hello | AgentError | None) -> Iterator[Check]:
    if not isinstance(hello, Hello):
        return
    bundled = mods.bundled_version(mods.MAIN)
    if hello.mod_version != bundled:
        yield Check("running-other-version", State.WRONG, {"found": hello.mod_version, "expected": bundled})
    if not hello.inbox_mod and not hello.multiplayer:
        yield Check("running-without-inbox", State.NOTE, {"name": mods.INBOX})


def _door(places: Places, hello: Hello | AgentError | None) -> Iterator[Check]:
    """Tell the door, as the agent chose it, else as it would."""
    status = read_bridge_file(places.bridge / "status.json", Status)
    chosen = status.door if isinstance(status, Status) else "none"
    if isinstance(hello, Hello) and hello.writer.role == "headless" and chosen != "console":
        yield Check("door-headless", State.NOTE)
    elif isinstance(status, Status) and status.door != "none":
        code = "door-manual" if status.poll_manual else "door"
        yield Check(code, State.NOTE if status.poll_manual else State.FINE, {"door": status.door})
    elif isinstance(hello, Hello):
        reload = not hello.multiplayer and hello.inbox_mod and places.mods is not None
        yield Check("door", State.FINE, {"door": "reload" if reload else "paste"})


def _selftest(places: Places, reloads_s: Sequence[float]) -> Iterator[Check]:
    test = read_bridge_file(places.bridge / "selftest.json", Selftest)
    if not isinstance(test, Selftest):
        yield Check("selftest-missing", State.NOTE)
    elif failed := [result.name for result in test.results if result.outcome == "fail"]:
        yield Check("selftest-failed", State.NOTE, {"list": ", ".join(failed), "version": test.game_version})
    else:
        yield Check("selftest-fine", State.FINE, {"count": len(test.results), "version": test.game_version})
    # The game's clock stands still during a reload: its length is what the service measured from outside.
    if reloads_s:
        milliseconds = median(reloads_s) * 1000
        slow = milliseconds > _SLOW_RELOAD_MS
        state = State.NOTE if slow else State.FINE
        yield Check("reload-slow" if slow else "reload-fast", state, {"milliseconds": round(milliseconds)})


def _data_folder(places: Places) -> Iterator[Check]:
    folder = places.data
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".gpta-doctor-"):
            pass
    except OSError as fault:
        yield Check("data-unwritable", State.WRONG, {"folder": str(folder), "reason": _reason(fault)})
    else:
        yield Check("data-fine", State.FINE, {"folder": str(folder)})


def _clipboard(usable: bool) -> Check:
    return Check("clipboard-fine", State.FINE) if usable else Check("clipboard-missing", State.NOTE)


def has_clipboard() -> bool:
    """Tell whether there is a clipboard, without touching what is on it."""
    copy, _ = pyperclip.determine_clipboard()
    return bool(copy)


def read_bridge_file(path: Path, model: type[_Document]) -> _Document | AgentError | None:
    """Read a small file of the bridge; None where there is none, the error where it is broken."""
    try:
        return parse_document(model, disk.read_whole(path, cap_bytes=_CAP_BYTES))
    except OSError:
        return None
    except AgentError as error:
        return error


def _reason(fault: OSError) -> str:
    return fault.strerror or str(fault)
