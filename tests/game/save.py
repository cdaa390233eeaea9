"""Saves: the world, the map's state and every mod's `storage`, pickled together so that references survive."""

from __future__ import annotations

import io
import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from tests.game.errors import ApiError, GameOverError

if TYPE_CHECKING:
    from tests.game.objects import SimObject, Value
    from tests.game.peer import Peer

Storages: TypeAlias = "dict[str, tuple[str, list[SimObject]]]"
SINGLES = ("game", "settings", "helpers", "rendering", "remote", "commands")


@dataclass(frozen=True, slots=True)
class Save:
    """One save file's content."""

    data: bytes


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, peer: Peer) -> None:
        super().__init__(file, protocol=5)
        self._names = {id(getattr(peer, name)): name for name in SINGLES}

    def persistent_id(self, obj: Value) -> str | None:
        return self._names.get(id(obj))


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, peer: Peer) -> None:
        super().__init__(file)
        self._peer = peer

    def persistent_load(self, pid: Value) -> Value:
        return getattr(self._peer, pid)


def save_peer(peer: Peer) -> Save:
    """Saves a peer's game; GameOverError when a mod's storage cannot be serialised, as in the game."""
    file = io.BytesIO()
    _Pickler(file, peer).dump({"world": peer.world, "map": peer.map, "storages": freeze_storages(peer)})
    return Save(file.getvalue())


def freeze_storages(peer: Peer) -> Storages:
    """Every mod's storage as text and objects; GameOverError when one cannot be serialised."""
    storages: Storages = {}
    for mod, state in peer.states.items():
        try:
            storages[mod] = state.freeze_storage()
        except ApiError as problem:
            raise GameOverError(f"The mod {mod} cannot be saved: {problem}") from None
    return storages


def load_peer(peer: Peer, save: Save) -> Storages:
    """Gives a peer the world and map of a save and returns the mods' storages for its Lua."""
    data = _Unpickler(io.BytesIO(save.data), peer).load()  # our own bytes, made by save_peer
    peer.adopt_world(data["world"])
    peer.map = data["map"]
    storages: Storages = data["storages"]
    return storages
