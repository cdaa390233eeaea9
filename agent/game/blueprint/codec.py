"""Blueprint strings ↔ JSON, without loss: «0», then base64 of zlib of UTF-8 JSON (wiki: Blueprint string format)."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from agent.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Iterator

Document = dict[str, Any]

VERSION_BYTE = "0"
KINDS = ("blueprint", "blueprint_book", "deconstruction_planner", "upgrade_planner")
MAX_JSON_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 64
_CONTAINERS, _CONTAINER_BYTES = 200_000, 16
_VALUES, _VALUE_BYTES = 1_000_000, 4
"""Lists, tables and values of any string, and one more for so many bytes: a parser makes 3 GB of 60 MB of small lists.
The densest of a blueprint are its wires, `[10000,5,10010,5],`."""
NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/=]")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One blueprint or planner of a book, with its place in it («1», «2.1») and its own object."""

    path: str
    kind: str
    body: Document


def decode(text: str, *, max_json_bytes: int = MAX_JSON_BYTES) -> Document:
    """Decode a blueprint string into the JSON object the game wrote.

    Raises:
        ContractError: ``blueprint-empty``, ``blueprint-version-byte`` (found), ``blueprint-not-base64`` (position of
            the first bad character, from 1), ``blueprint-not-zlib``, ``blueprint-cut-short``, ``blueprint-too-large``
            (limit in bytes), ``blueprint-too-much``, ``blueprint-not-json`` (position), ``blueprint-not-an-object``,
            ``blueprint-kind``.
    """
    packed = "".join(text.split())
    if not packed:
        raise ContractError("blueprint-empty")
    if packed[0] != VERSION_BYTE:
        raise ContractError("blueprint-version-byte", found=packed[0])
    return _document(_inflate(_from_base64(packed), max_json_bytes))


def encode(document: Document) -> str:
    """Encode a JSON object as a blueprint string; decoding it gives the same object again."""
    plain = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")
    return VERSION_BYTE + base64.b64encode(zlib.compress(plain, 9)).decode("ascii")


def leaves(document: Document) -> Iterator[Leaf]:
    """Walk a document's blueprints and planners in the order of the book.

    Raises:
        ContractError: ``blueprint-shape`` when a part of a book is not what the format says.
    """
    yield from _leaves(document, "", 0)


def _leaves(document: Document, path: str, depth: int) -> Iterator[Leaf]:
    kind = next((kind for kind in KINDS if isinstance(document.get(kind), dict)), None)
    if kind is None or depth > MAX_DEPTH:
        raise ContractError("blueprint-shape", where=path or "/")
    body = document[kind]
    if kind != "blueprint_book":
        yield Leaf(path or "1", kind, body)
        return
    children = body.get("blueprints") or []
    if not isinstance(children, list):
        raise ContractError("blueprint-shape", where=f"{path or '/'} blueprints")
    for place, child in enumerate(children, 1):
        where = f"{path}.{place}" if path else str(place)
        if not isinstance(child, dict):
            raise ContractError("blueprint-shape", where=where)
        if any(isinstance(child.get(name), dict) for name in KINDS):
            yield from _leaves(child, where, depth + 1)


def _from_base64(packed: str) -> bytes:
    bad = NOT_BASE64.search(packed)
    if bad:
        raise ContractError("blueprint-not-base64", position=bad.start() + 1)
    try:
        return base64.b64decode(packed[1:], validate=True)
    except (binascii.Error, ValueError):
        raise ContractError("blueprint-not-base64", position=len(packed)) from None


def _inflate(packed: bytes, limit: int) -> bytes:
    """Unpack with a bound, so that a small string cannot fill the memory."""
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(packed, limit + 1)
    except zlib.error:
        raise ContractError("blueprint-not-zlib") from None
    if len(plain) > limit:
        raise ContractError("blueprint-too-large", limit=limit)
    if not unpacker.eof:
        raise ContractError("blueprint-cut-short")
    return plain


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _document(plain: bytes) -> Document:
    if (
        plain.count(b"[") + plain.count(b"{") > _CONTAINERS + len(plain) // _CONTAINER_BYTES
        or plain.count(b",") > _VALUES + len(plain) // _VALUE_BYTES
    ):
        raise ContractError("blueprint-too-much")
    try:
        document = json.loads(plain.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise ContractError("blueprint-not-json", position=error.start + 1) from None
    except json.JSONDecodeError as error:
        raise ContractError("blueprint-not-json", position=error.pos + 1) from None
    except (ValueError, RecursionError):
        raise ContractError("blueprint-not-json", position=1) from None
    if not isinstance(document, dict):
        raise ContractError("blueprint-not-an-object")
    if not any(isinstance(document.get(kind), dict) for kind in KINDS):
        raise ContractError("blueprint-kind", found=", ".join(sorted(map(str, document)))[:80])
    return document
