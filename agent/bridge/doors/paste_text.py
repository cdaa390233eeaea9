"""The one text that carries a delivery through a text box: `gpta1:` + base64 of zlib + checksum."""

from __future__ import annotations

import base64
import binascii
import zlib

from agent.errors import ContractError

_PREFIX = "gpta1:"
_ROOM_BYTES = 64 << 20


def encode_paste(body: bytes) -> str:
    """Return the text for a delivery's JSON. The checksum is Adler-32 of the base64 text, eight hex digits."""
    text = base64.b64encode(zlib.compress(body, 9)).decode("ascii")
    return f"{_PREFIX}{text}:{zlib.adler32(text.encode('ascii')):08x}"


def decode_paste(text: str) -> bytes:
    """Return the JSON in a pasted text; line breaks and spaces that a text box added are ignored.

    Raises:
        ContractError: ``paste-not-ours``, ``paste-incomplete`` (checksum) or ``paste-damaged``.
    """
    packed = "".join(text.split())
    if not packed.startswith(_PREFIX):
        raise ContractError("paste-not-ours")
    payload, separator, checksum = packed.removeprefix(_PREFIX).rpartition(":")
    if not separator or f"{zlib.adler32(payload.encode('utf-8', 'replace')):08x}" != checksum:
        raise ContractError("paste-incomplete")
    unpacker = zlib.decompressobj()
    try:
        body = unpacker.decompress(base64.b64decode(payload, validate=True), _ROOM_BYTES)
    except (zlib.error, binascii.Error, ValueError) as fault:
        raise ContractError("paste-damaged") from fault
    if not unpacker.eof:
        raise ContractError("paste-damaged")
    return body
