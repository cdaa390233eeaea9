"""One file from the bridge folder to a checked document, or the reason why not. Judges; changes nothing.

A file is *there* once it is as long as its journal line says and has the digest the line says. Shorter or missing: the
game, or a slow share, is still at it. Complete but different: it is being replaced, or it is damaged; time tells which.
"""

from __future__ import annotations

import re
import zlib
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from agent.bridge import disk
from agent.bridge.sight import LARGE, SMALL, Sight, see
from agent.contract import (
    Ack,
    Document,
    Envelope,
    Hello,
    LocalisedNames,
    Observation,
    Prototypes,
    Selftest,
    Snapshot,
    is_safe_id,
    parse_document,
    parse_request,
    read_envelope,
    unknown_fields,
)
from agent.errors import AgentError, BridgeError

if TYPE_CHECKING:
    from pathlib import Path

    from agent.bridge.ledger import Awaited

Family = Literal["hello", "selftest", "request", "snapshot", "ack", "prototypes", "names", "observation"]
WaitingFor = Literal["file", "rest", "replacement"]

_LARGE: frozenset[Family] = frozenset({"snapshot", "prototypes", "names", "observation"})
SMALL_CAP_BYTES = 4 << 20
"""Of what people type and of what the mod says of itself; only these grow with the factory and with the mods."""
_NAME = re.compile(r"(?:(hello|selftest)|(request|snapshot|ack|prototypes|names|observation)-([a-z0-9-]+))\.json\Z")
_MODELS: dict[str, type[Document]] = {
    "hello": Hello,
    "selftest": Selftest,
    "snapshot": Snapshot,
    "ack": Ack,
    "prototypes": Prototypes,
    "names": LocalisedNames,
    "observation": Observation,
}
_NONCE = re.compile(rb'"nonce"\s*:\s*"([0-9a-f]{8})"')
_LOCALE = re.compile(rb'"locale"\s*:\s*"([A-Za-z_-]{2,12})"')
_NOTHING_READ = Envelope()


@dataclass(frozen=True, slots=True)
class Arrived:
    """A checked document, with the bytes it was read from and fields this agent does not know."""

    family: Family
    document: Document
    raw: bytes
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Not there yet. ``file``: missing; ``rest``: shorter than it will be; ``replacement``: complete but different."""

    what: WaitingFor


@dataclass(frozen=True, slots=True)
class Refused:
    """It can never be read.

    Attributes:
        error: Why.
        family: By its name, None for a name of no family.
        envelope: What could be read of it, for telling the player.
    """

    error: AgentError
    family: Family | None
    envelope: Envelope


Verdict = Arrived | Waiting | Refused


def adler32_of(data: bytes) -> str:
    """Return the contract's digest: Adler-32 as eight lower-case hex digits."""
    return f"{zlib.adler32(data):08x}"


def family_of(name: str) -> tuple[Family, str] | None:
    """Return a file name's family and id (the family itself where there is only one), None for any other name."""
    match = _NAME.match(name)
    if match is None:
        return None
    if match[1] is not None:
        return ("hello", "hello") if match[1] == "hello" else ("selftest", "selftest")
    family = cast("Family", match[2])
    return (family, match[3]) if is_safe_id(match[3]) else None


def is_name_of_the_game(name: str) -> bool:
    """Tell whether a name is of the shape of the game's files, though its id may be too long or no good one."""
    return _NAME.match(name) is not None


def examine(folder: Path, awaited: Awaited, *, cap_bytes: int) -> Verdict:
    """Judge one named file.

    Raises:
        OSError: It cannot be read now (permissions, input or output error); worth trying again.
    """
    known = family_of(awaited.name)
    if known is None:
        return Refused(BridgeError("bridge-file-bad-name", name=awaited.name), None, Envelope())
    family, file_id = known
    try:
        raw = _read(folder / awaited.name, awaited, family, cap_bytes)
    except FileNotFoundError:
        return Waiting("file")
    except disk.UnfitFileError as fault:
        return Refused(fault, family, Envelope(id=file_id, session=awaited.session))
    if isinstance(raw, Waiting):
        return raw
    if isinstance(raw, Sight):
        return Refused(cast("AgentError", raw.fault), family, _glean(raw.head, file_id, awaited.session))
    return _check(family, file_id, awaited, raw)


def _read(path: Path, awaited: Awaited, family: Family, cap_bytes: int) -> bytes | Waiting | Sight:
    """Return the bytes of a file that is there and can be parsed, or what was seen of one that never can be."""
    limits, cap_bytes = (LARGE, cap_bytes) if family in _LARGE else (SMALL, min(cap_bytes, SMALL_CAP_BYTES))
    seen = see(path, limits, cap_bytes=cap_bytes)
    if awaited.bytes is not None and seen.size < awaited.bytes:
        return Waiting("rest")
    if seen.digest != awaited.digest:
        return Waiting("replacement")
    if seen.fault is not None:
        return seen
    if seen.size == len(seen.head):
        return seen.head
    raw = disk.read_whole(path, cap_bytes=cap_bytes)
    # What is put in its place between the two looks is not what its line says.
    return raw if adler32_of(raw) == awaited.digest else Waiting("replacement")


def refuse_as_it_is(folder: Path, awaited: Awaited, error: AgentError, *, cap_bytes: int) -> Refused:
    """Refuse a file that never became what its line says, reading what can be read for telling the player."""
    known = family_of(awaited.name)
    try:
        with closing(disk.read_pieces(folder / awaited.name, cap_bytes=cap_bytes)) as pieces:
            head = next(pieces, b"")
    except (OSError, disk.UnfitFileError):
        head = b""
    family, file_id = known or (None, None)
    return Refused(error, family, _glean(head, file_id, awaited.session, read_envelope(head)))


def _check(family: Family, file_id: str, awaited: Awaited, raw: bytes) -> Arrived | Refused:
    try:
        document = parse_request(raw) if family == "request" else parse_document(_MODELS[family], raw)
    except MemoryError:
        error: AgentError = BridgeError("bridge-file-no-memory", name=awaited.name)
        return Refused(error, family, _glean(raw[: disk.PIECE_BYTES], file_id, awaited.session))
    except AgentError as fault:
        # What it came through holds the bytes of the file.
        error = fault.with_traceback(None)
        error.__context__ = None
    else:
        if document.session == awaited.session and file_id in {family, document.id}:
            return Arrived(family, document, raw, unknown_fields(document))
        error = BridgeError("bridge-file-mixed-up", name=awaited.name, id=document.id, session=document.session)
    told = _NOTHING_READ if error.params.get("fault") == "json_invalid" else read_envelope(raw)
    return Refused(error, family, _glean(raw[: disk.PIECE_BYTES], file_id, awaited.session, told))


def _glean(head: bytes, file_id: str | None, session: str, read: Envelope = _NOTHING_READ) -> Envelope:
    """Say what a refusal needs: what was read of the file, or what looks like it in its first piece."""
    nonce = read.nonce or _first(_NONCE, head)
    return Envelope(
        protocol=read.protocol,
        kind=read.kind,
        id=file_id,
        session=session,
        nonce=nonce if nonce and _NONCE.match(b'"nonce":"' + nonce.encode() + b'"') else None,
        locale=read.locale or _first(_LOCALE, head),
        tick=read.tick,
    )


def _first(pattern: re.Pattern[bytes], head: bytes) -> str | None:
    match = pattern.search(head)
    return match[1].decode("ascii") if match else None
