"""Lockstep: whether two peers are in the same state, and where they differ if not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.errors import ApiError, DesyncError
from tests.game.gui import LuaGui, LuaGuiElement, LuaStyle
from tests.game.objects import SimObject, Value

if TYPE_CHECKING:
    from tests.game.peer import Peer

_ATOMS = frozenset({str, int, float, bool, type(None)})
PLAYER_PARTS = ("console", "flying_texts", "settings")


def compare_peers(peers: list[Peer]) -> None:
    """DesyncError naming the path of the first difference to the server.

    All peers are compared in full, or in what a tick could have changed on any of them since they were last alike:
    outside Lua nothing changes but by an input or a script's use of a LuaObject (the peer was `reached`), in `storage`
    nothing while no script ran (it was `touched`) or while each of its tables still holds what it held.
    """
    reached = any(peer.reached for peer in peers)
    changed = [peer.storage_changed() for peer in peers] if reached or any(peer.touched for peer in peers) else []
    states = [peer_state(peer, scripts=any(changed), outside=reached) for peer in peers]
    for peer, state in zip(peers[1:], states[1:], strict=True):
        for part, value in states[0].items():
            if state[part] != value:
                raise DesyncError(
                    f"tick {peer.map.tick}: peer {peer.number} differs: {difference(part, value, state[part])}"
                )
    for peer in peers:
        peer.reached = peer.touched = False


def peer_state(peer: Peer, *, scripts: bool = True, outside: bool = True) -> dict[str, Value]:
    """Everything that must be equal on every peer, independent of the order of tables."""
    state: dict[str, Value] = {
        "tick": (peer.map.tick, peer.map.tick_paused, peer.map.speed, peer.map.generated_events),
        "world": peer.world.digest(),
        "reload_requested": peer.reload_requested,
    }
    if scripts or outside:  # an object in `storage` may have become another without any table's doing
        state["storage"] = {mod: storage_state(peer, mod) for mod in peer.states}
    if outside:
        state["random"] = peer.map.random.getstate()
        state["handlers"] = {mod: script.handlers.signature() for mod, script in peer.bootstraps.items()}
        state["commands"] = sorted(peer.commands.added)
        state["remote"] = peer.remote.interfaces
        state["global_settings"] = peer.map.global_settings
        state["drawn"] = {n: (o.type, plain(o.spec)) for n, o in peer.map.drawn.items()}
        state["translations"] = [(n, p, plain(text)) for n, p, text in peer.map.translations]
        for index, data in peer.map.players.items():
            state[f"player {index}"] = {part: plain(getattr(data, part)) for part in PLAYER_PARTS}
            state[f"gui of player {index}"] = gui_state(data.gui)
    return state


def storage_state(peer: Peer, mod: str) -> Value:
    """A mod's storage as its canonical text and its objects' identities."""
    try:
        text, objects = peer.states[mod].freeze_storage()
    except ApiError as problem:
        return ("unserialisable", str(problem))
    return text, [plain(each) for each in objects]


def gui_state(gui: LuaGui) -> dict[str, Value]:
    """A player's GUI as plain data."""
    return {
        "roots": {name: element_state(root) for name, root in gui.roots.items()},
        "opened": plain(gui.opened),
        "focused": plain(gui.focused),
        "scrolled": dict(gui.scrolled),
        "selected": gui.selected_text,
    }


def element_state(element: LuaGuiElement) -> dict[str, Value]:
    """One element and what is below it as plain data."""
    skipped = {"gui", "parent", "children", "_style"}
    state = {name: plain(value) for name, value in vars(element).items() if name not in skipped}
    state["style"] = (element.style.name, plain(element.style.overrides))
    state["children"] = [element_state(child) for child in element.children]
    return state


def plain(value: Value) -> Value:
    """Plain, comparable data; LuaObjects become class and identity."""
    if value.__class__ in _ATOMS:
        return value
    if isinstance(value, LuaGuiElement):
        return ("LuaGuiElement", value.player_index, value.index)
    if isinstance(value, (LuaStyle, LuaGui)):
        return type(value).__name__
    if isinstance(value, SimObject):
        key = getattr(value, "key", None)
        return (value.api_class, key if key is not None else getattr(value, "index", getattr(value, "name", None)))
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def difference(path: str, one: Value, other: Value) -> str:
    """Path and values of the first difference of two plain values."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys(), key=str):
            if one.get(key) != other.get(key):
                return difference(f"{path}.{key}", one.get(key), other.get(key))
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        for at, (a, b) in enumerate(zip(one, other, strict=False)):
            if a != b:
                return difference(f"{path}[{at}]", a, b)
        return f"{path}: {len(one)} against {len(other)} entries"
    if isinstance(one, str) and isinstance(other, str) and max(len(one), len(other)) > 80:
        at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        return f"{path}: …{one[max(0, at - 60) : at + 40]!r} against …{other[max(0, at - 60) : at + 40]!r}"
    return f"{path}: {one!r} against {other!r}"
