"""One file from the bridge folder to a checked document, or the reason why not. Judges; changes nothing.

A file is *there* once it is as long as its journal line says and has the digest the line says. Shorter or missing: the
game, or a slow share, is still at it. Complete but different: it is being replaced, or it is damaged; time tells which.
"""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from agent.bridge import disk
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
_PIECE_BYTES = 1 << 18
_GLEANED_BYTES = 1 << 20
"""Where a refused file is looked through for whom to tell."""
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
    if family not in _LARGE:
        cap_bytes = min(cap_bytes, SMALL_CAP_BYTES)
    try:
        raw = disk.read_whole(folder / awaited.name, cap_bytes=cap_bytes)
    except FileNotFoundError:
        return Waiting("file")
    except disk.UnfitFileError as fault:
        return Refused(fault, family, Envelope(id=file_id, session=awaited.session))
    if awaited.bytes is not None and len(raw) < awaited.bytes:
        return Waiting("rest")
    if adler32_of(raw) != awaited.digest:
        return Waiting("replacement")
    return _check(family, file_id, awaited, raw)


def refuse_as_it_is(folder: Path, awaited: Awaited, error: AgentError, *, cap_bytes: int) -> Refused:
    """Refuse a file that never became what its line says, reading what can be read for telling the player."""
    known = family_of(awaited.name)
    try:
        raw = disk.read_whole(folder / awaited.name, cap_bytes=cap_bytes)
    except (OSError, disk.UnfitFileError):
        raw = b""
    family, file_id = known or (None, None)
    return Refused(error, family, _glean(raw, file_id, awaited.session))


def _check(family: Family, file_id: str, awaited: Awaited, raw: bytes) -> Arrived | Refused:
    wrong_at = _no_utf8_at(raw)
    if wrong_at is not None:
        error = BridgeError("bridge-file-not-utf8", name=awaited.name, offset=wrong_at)
        return Refused(error, family, _glean(raw, file_id, awaited.session))
    try:
        document = parse_request(raw) if family == "request" else parse_document(_MODELS[family], raw)
    except AgentError as fault:
        return Refused(fault, family, _glean(raw, file_id, awaited.session))
    except (RecursionError, MemoryError):
        too_deep = BridgeError("bridge-file-too-deep", name=awaited.name)
        return Refused(too_deep, family, _glean(raw, file_id, awaited.session))
    if document.session != awaited.session or file_id not in {family, document.id}:
        mixed_up = BridgeError("bridge-file-mixed-up", name=awaited.name, id=document.id, session=document.session)
        return Refused(mixed_up, family, _glean(raw, file_id, awaited.session))
    return Arrived(family, document, raw, unknown_fields(document))


def _no_utf8_at(raw: bytes) -> int | None:
    """Return the offset of the first byte that is no UTF-8; None where all is. One wide letter makes a text fourfold.

    So it is looked at piece by piece.
    """
    if raw.isascii():
        return None
    decode = codecs.getincrementaldecoder("utf-8")().decode
    for start in range(0, len(raw), _PIECE_BYTES):
        end = start + _PIECE_BYTES
        try:
            decode(raw[start:end], final=end >= len(raw))
        except UnicodeDecodeError as fault:
            # What was left of the piece before is counted to this one.
            return start + fault.start - (len(fault.object) - len(raw[start:end]))
    return None


def _glean(raw: bytes, file_id: str | None, session: str) -> Envelope:
    """Read what a refusal needs, by its shape if by nothing better; only of well-formed pieces."""
    try:
        envelope = read_envelope(raw)
    except (RecursionError, MemoryError, ValueError):
        envelope = Envelope()
    nonce = envelope.nonce or _first(_NONCE, raw[:_GLEANED_BYTES])
    locale = envelope.locale or _first(_LOCALE, raw[:_GLEANED_BYTES])
    return Envelope(
        protocol=envelope.protocol,
        kind=envelope.kind,
        id=file_id,
        session=session,
        nonce=nonce if nonce and _NONCE.match(b'"nonce":"' + nonce.encode() + b'"') else None,
        locale=locale,
        tick=envelope.tick,
    )


def _first(pattern: re.Pattern[bytes], raw: bytes) -> str | None:
    match = pattern.search(raw)
    return match[1].decode("ascii") if match else None
