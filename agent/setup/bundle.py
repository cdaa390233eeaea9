"""The bundle for a bug report: what tells what went wrong, and nothing that tells who the player is.

No snapshot, question or answer goes in; everything that does has passed the `Redactor`.
"""

from __future__ import annotations

import io
import json
import platform
import sys
import zipfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final

from agent import __version__
from agent.bridge.rejected import FOLDER as REJECTED
from agent.contract import PROTOCOL, Hello
from agent.errors import BridgeError
from agent.resources import bundled
from agent.setup import mods
from agent.setup.doctor import read_bridge_file
from agent.setup.ledger_view import counts, reload_lengths_s

if TYPE_CHECKING:
    from pathlib import Path

    from agent.setup.folders import Places
    from agent.setup.redaction import Redactor

CONTENTS: Final = "contents.json"
_LIBRARIES: Final = ("babel", "click", "filelock", "fluent.runtime", "pydantic", "pyperclip", "rich", "watchdog")
_LOG_TAIL_BYTES: Final = 256 << 10
_REASON_CAP_BYTES: Final = 16 << 10
_LISTED: Final = 500
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PRIVATE_SETTING: Final = "gpta-host"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the bundle."""

    name: str
    data: bytes


def collect(places: Places, ledger: Path, log: Path, *, doctor: Any, redactor: Redactor) -> tuple[Entry, ...]:  # noqa: ANN401 - any JSON
    """Collect what goes in, redacted; what cannot be read says so in its place.

    Args:
        places: The folders found.
        ledger: The ledger of the bridge folder.
        log: The log file.
        doctor: What `agent doctor --json` says.
        redactor: Takes out what is nobody's business.
    """
    hello = read_bridge_file(places.bridge / "hello.json", Hello)
    documents = {
        "versions.json": _versions(hello if isinstance(hello, Hello) else None),
        "doctor.json": doctor,
        "ledger.json": _ledger(ledger),
        "bridge.json": _bridge(places.bridge),
    }
    entries = [Entry(name, _json(redactor.data(document))) for name, document in documents.items()]
    entries.append(Entry("log-tail.txt", redactor.text(_tail(log)).encode()))
    schemas = sorted((bundled("state") / "schema").glob("*.json"))
    entries += [Entry(f"schema/{path.name}", path.read_bytes()) for path in schemas]
    listing = [{"name": entry.name, "bytes": len(entry.data)} for entry in entries]
    return (Entry(CONTENTS, _json(listing)), *entries)


def pack(entries: tuple[Entry, ...]) -> bytes:
    """Return the zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry.name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, entry.data)
    return stream.getvalue()


def _versions(hello: Hello | None) -> dict[str, Any]:
    game = None
    if hello is not None:
        game = hello.model_dump(exclude={"player", "id", "session"})
        game["settings"] = {name: value for name, value in hello.settings.items() if name != _PRIVATE_SETTING}
    return {
        "agent": __version__,
        "protocol": PROTOCOL,
        "mods": {name: mods.bundled_version(name) for name in mods.NAMES},
        "python": sys.version,
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "encodings": {"stdout": sys.stdout.encoding, "files": sys.getfilesystemencoding()},
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "game": game,
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _ledger(ledger: Path) -> dict[str, Any]:
    try:
        return {"questions_by_state": counts(ledger), "reload_lengths_s": reload_lengths_s(ledger)}
    except BridgeError as fault:
        return {"error": str(fault)}


def _bridge(bridge: Path) -> dict[str, Any]:
    """List the folder by name and size, and why files were refused; never what is in them."""
    try:
        found = sorted(path for path in bridge.iterdir() if not path.is_dir())
    except OSError as fault:
        return {"error": str(fault)}
    files = [{"name": path.name, "bytes": path.lstat().st_size} for path in found[:_LISTED]]
    return {"files": files, "file_count": len(found), "rejected": _rejected(bridge / REJECTED)}


def _rejected(folder: Path) -> list[dict[str, Any]]:
    reasons = []
    for path in sorted(folder.glob("*.reason.json"))[-_LISTED:] if folder.is_dir() else ():
        try:
            with path.open("rb") as stream:
                reason = json.loads(stream.read(_REASON_CAP_BYTES))
            reasons.append({name: reason.get(name) for name in ("name", "code", "journal")})
        except (OSError, ValueError, AttributeError, RecursionError) as fault:
            reasons.append({"name": path.name, "code": type(fault).__name__, "journal": None})
    return reasons


def _tail(log: Path) -> str:
    """Return the last whole lines of the log."""
    try:
        with log.open("rb") as stream:
            size = stream.seek(0, io.SEEK_END)
            stream.seek(max(0, size - _LOG_TAIL_BYTES))
            tail = stream.read(_LOG_TAIL_BYTES)
    except OSError as fault:
        return f"{fault}\n"
    if size > _LOG_TAIL_BYTES:
        tail = tail[tail.find(b"\n") + 1 :]
    return tail.decode("utf-8", "replace")


def _json(document: Any) -> bytes:  # noqa: ANN401 - any JSON
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
