"""Saves: the world, the map's state and every mod's `storage`, pickled together so that references survive."""

from __future__ import annotations

import io
import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.game.errors import ApiError, GameOverError

if TYPE_CHECKING:
    from tests.game.objects import SimObject, Value
    from tests.game.peer import Peer

SINGLES = ("game", "settings", "helpers", "rendering", "remote", "commands")


@dataclass(frozen=True, slots=True)
class Save:
    """One save file's content."""

    data: bytes

    def storages_of(self, peer: Peer) -> dict[str, tuple[str, list[SimObject]]]:
        """Each mod's storage text with its objects, as unpickled for this peer."""
        return peer.loaded_storages


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
    storages = {}
    for mod, state in peer.states.items():
        try:
            storages[mod] = state.freeze_storage()
        except ApiError as problem:
            raise GameOverError(f"The mod {mod} cannot be saved: {problem}") from None
    file = io.BytesIO()
    _Pickler(file, peer).dump({"world": peer.world, "map": peer.map, "storages": storages})
    return Save(file.getvalue())


def load_peer(peer: Peer, save: Save) -> None:
    """Gives a peer the world and map of a save; its Lua is started afterwards."""
    data = _Unpickler(io.BytesIO(save.data), peer).load()  # our own bytes, made by save_peer
    peer.world, peer.map, peer.loaded_storages = data["world"], data["map"], data["storages"]
