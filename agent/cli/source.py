"""What a player hands to a command: a snapshot, a blueprint string, a book; as text, a file, or standard input."""

from __future__ import annotations

import errno
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import from_json

from agent.cli.handed_in import is_longer, look_at
from agent.contract import Snapshot, parse_document
from agent.errors import ContractError, UsageError
from agent.game.blueprint import decode, leaves, normalise, version_for
from agent.game.blueprint.normalise import NEWEST

if TYPE_CHECKING:
    from agent.game.blueprint import Blueprint, Document
    from agent.game.blueprint.codec import Leaf
    from agent.game.blueprint.model import Version
    from agent.game.gamedata import GameData

MAX_BYTES: Final = 64 * 1024 * 1024
_STANDARD_INPUT: Final = frozenset({"-", "/dev/stdin"})
_BLUEPRINT_KINDS: Final = ("blueprint", "blueprint_book", "deconstruction_planner", "upgrade_planner")
_SHORTEST_STRING: Final = 20
"""No blueprint is packed into fewer characters; a shorter argument is the name of a file that is not there."""


@dataclass(frozen=True, slots=True)
class Part:
    """One blueprint of what was handed in, or why it cannot be one.

    Attributes:
        path: Place in its book, ``1`` or ``2.1``.
        kind: ``blueprint``, ``deconstruction_planner``, ``upgrade_planner``.
        blueprint: None for a planner and for a broken one.
        error: What is wrong with a broken one.
        document: The blueprint alone, as the string had it.
    """

    path: str
    kind: str
    blueprint: Blueprint | None = None
    error: ContractError | None = None
    document: Document | None = None


def read_source(argument: str, data: GameData | None = None) -> Snapshot | tuple[Part, ...]:
    """Read a snapshot or the blueprints of a string.

    Args:
        argument: Text, the name of a file, or ``-``.
        data: The data set whose names are wanted; recipes differ between 2.0 and 2.1. None: those of the newest game.

    Raises:
        UsageError: ``source-not-found``, ``source-unreadable``, ``source-too-large``.
        ContractError: It is neither a snapshot nor a blueprint; the code says where it breaks. ``source-too-much``.
    """
    raw = _bytes(argument)
    text = raw.strip()
    target = NEWEST if data is None else version_for(data)
    if text.startswith(b"{"):
        look_at(raw, argument)
        return _from_json(raw, argument, target)
    return _parts(decode(_utf8(text)), target)


def read_snapshot(path: Path) -> Snapshot:
    """Read a snapshot file.

    Raises:
        UsageError: See `read_source`.
        ContractError: It is no snapshot; ``source-too-much``.
    """
    raw = _file(path)
    look_at(raw, str(path))
    return _snapshot(raw, str(path))


def is_standard_input(argument: str) -> bool:
    """Tell whether an argument names no file but what is piped in."""
    return argument in _STANDARD_INPUT


def _bytes(argument: str) -> bytes:
    if is_standard_input(argument):
        return _capped(sys.stdin.buffer.read(MAX_BYTES + 1), "-")
    path = Path(argument)
    looks_like_string = argument.startswith("0") and len(argument) >= _SHORTEST_STRING
    try:
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if not there and looks_like_string:
        return argument.encode()
    return _file(path)


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            if is_longer(stream, MAX_BYTES):
                raise _too_large(str(path))
            return _capped(stream.read(MAX_BYTES + 1), str(path))
    except (FileNotFoundError, ValueError) as error:
        raise UsageError("source-not-found", path=str(path)) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise UsageError("source-not-found", path=str(path)) from error
        raise UsageError("source-unreadable", path=str(path), reason=error.strerror or str(error)) from error


def _capped(raw: bytes, name: str) -> bytes:
    if len(raw) > MAX_BYTES:
        raise _too_large(name)
    return raw


def _too_large(name: str) -> UsageError:
    return UsageError("source-too-large", path=name, limit=MAX_BYTES // 1024 // 1024)


def _utf8(text: bytes) -> str:
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContractError("blueprint-not-base64", position=error.start + 1) from None


def _snapshot(raw: bytes, name: str) -> Snapshot:
    try:
        return parse_document(Snapshot, raw)
    except RecursionError:
        raise ContractError("snapshot-unreadable", path=name, place="{") from None
    except ContractError as error:
        if error.code != "contract-invalid":
            raise
        raise ContractError("snapshot-unreadable", path=name, place=error.params["place"]) from error


def _from_json(raw: bytes, name: str, target: Version) -> Snapshot | tuple[Part, ...]:
    """Tell a snapshot from a blueprint that was unpacked already."""
    try:
        document = from_json(raw, allow_inf_nan=False)
    except (ValueError, RecursionError):
        return _snapshot(raw, name)
    if isinstance(document, dict) and any(isinstance(document.get(kind), dict) for kind in _BLUEPRINT_KINDS):
        return _parts(document, target)
    return parse_document(Snapshot, raw)


def _whole(leaf: Leaf, target: Version) -> Part:
    document = {leaf.kind: leaf.body}
    return Part(leaf.path, leaf.kind, normalise(leaf.body, target=target, path=leaf.path), document=document)


def _parts(document: dict[str, Any], target: Version) -> tuple[Part, ...]:
    found: list[Part] = []
    for leaf in leaves(document):
        if leaf.kind != "blueprint":
            found.append(Part(leaf.path, leaf.kind))
            continue
        try:
            found.append(_whole(leaf, target))
        except ContractError as error:
            found.append(Part(leaf.path, leaf.kind, error=error))
    if len(found) == 1 and found[0].error is not None:
        raise found[0].error
    return tuple(found)
