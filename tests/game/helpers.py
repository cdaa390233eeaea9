"""`helpers`: files below script-output, JSON, encoded strings."""

from __future__ import annotations

import base64
import binascii
import json
import math
import shutil
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, ClassVar

from tests.game.context import current_peer
from tests.game.errors import ApiError
from tests.game.objects import SimObject, Value
from tests.game.text import to_bytes

if TYPE_CHECKING:
    from tests.game.peer import Peer


class LuaHelpers(SimObject):
    """Backing of `helpers` on one peer."""

    api_class: ClassVar[str] = "LuaHelpers"

    def __init__(self, peer: Peer) -> None:
        self._peer = peer

    @property
    def game_version(self) -> str:
        return self._peer.rules.game_version

    def _below_output(self, name: str) -> Path:
        parts = PurePosixPath(name.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or not parts.parts or "\0" in name or ":" in name:
            raise ApiError(f"Invalid path: {name!r} must stay below script-output.")
        return self._peer.script_output.joinpath(*parts.parts)

    def write_file(self, filename: str, data: Value, append: bool | None = None, for_player: int | None = None) -> None:
        path = self._below_output(filename)
        text = data if isinstance(data, str) else self._peer.render(data)
        if not self._peer.writes_for(for_player):
            return
        self._peer.disk.write(path, to_bytes(text), append=bool(append))

    def remove_path(self, path: str) -> None:
        target = self._below_output(path)
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)

    def table_to_json(self, data: Value) -> str:
        _refuse_objects(data)
        return json.dumps(_shuffled(data, self._peer), ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    def json_to_table(self, json: str) -> Value:
        return parse_json(json)

    def encode_string(self, string: str) -> str:
        return base64.b64encode(zlib.compress(to_bytes(string), 9)).decode()

    def decode_string(self, string: str) -> str | None:
        try:
            return zlib.decompress(base64.b64decode(to_bytes(string), validate=True)).decode("utf-8", "surrogateescape")
        except (binascii.Error, zlib.error, ValueError):
            return None

    def compare_versions(self, first: str, second: str) -> int:
        one, two = ([int(part) for part in text.split(".")] for text in (first, second))
        return (one > two) - (one < two)

    def is_valid_sprite_path(self, sprite_path: str) -> bool:
        return self._peer.rules.has_sprite(sprite_path)

    def multilingual_to_lower(self, text: str) -> str:
        return text.lower()

    def direction_to_string(self, direction: str) -> str:
        return direction

    def check_prototype_translations(self) -> None:
        current_peer().check_prototype_translations()


def parse_json(text: str) -> Value:
    """JSON as the game's reader gives it: None for text that is no JSON, null values left out."""
    try:
        return _without_null(json.loads(text, parse_constant=_no_constant))
    except (ValueError, RecursionError):
        return None


def _no_constant(name: str) -> Value:
    raise ValueError(name)


def _without_null(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _without_null(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_null(inner) for inner in value]
    return value


def _refuse_objects(value: Value) -> None:
    if isinstance(value, SimObject):
        raise ApiError(f"table_to_json: cannot convert a {value.api_class}.")
    if isinstance(value, float) and not math.isfinite(value):
        raise ApiError("table_to_json: cannot convert an infinite number or NaN.")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_objects(inner)


def _shuffled(value: Value, peer: Peer) -> Value:
    """Tables with keys of their own come in the peer's order, as `pairs` does."""
    if isinstance(value, dict):
        keys = list(value)
        peer.local_random.shuffle(keys)
        return {str(key): _shuffled(value[key], peer) for key in keys}
    if isinstance(value, list):
        return [_shuffled(inner, peer) for inner in value]
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value
