"""Lockstep: whether two peers are in the same state, and where they differ if not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.errors import ApiError, DesyncError
from tests.game.gui import LuaGui, LuaGuiElement, LuaStyle
from tests.game.objects import SimObject, Value

if TYPE_CHECKING:
    from tests.game.peer import Peer

_ATOMS = frozenset({str, int, float, bool, type(None)})
REFERENCES = frozenset({"gui", "parent", "children", "_style"})
"""Attributes of an element that lead to other objects, which are compared by themselves."""
PLAYER_PARTS = ("console", "flying_texts", "settings")


def compare_peers(peers: list[Peer]) -> None:
    """DesyncError naming the path of the first difference to the server.

    Peers are compared in whatever this tick could have changed on any of them; in the rest they are as they were when
    last compared. Outside Lua nothing changes but by an input or by a script's use of a LuaObject (a peer was
    `reached`), and `storage` only while a script runs (a peer was `touched`).
    """
    reached = any(peer.reached for peer in peers)
    touched = reached or any(peer.touched for peer in peers)
    server, *others = (peer_state(peer, scripts=touched, outside=reached) for peer in peers)
    for peer, state in zip(peers[1:], others, strict=True):
        for part, value in server.items():
            if not alike(value, state[part]):
                raise DesyncError(
                    f"tick {peer.map.tick}: peer {peer.number} differs: "
                    f"{difference(part, plain_state(value), plain_state(state[part]))}"
                )
    for peer in peers:
        peer.reached = peer.touched = False


def peer_state(peer: Peer, *, scripts: bool = True, outside: bool = True) -> dict[str, Value]:
    """Everything that must be equal on every peer, independent of the order of tables; see `alike`."""
    state: dict[str, Value] = {
        "tick": (peer.map.tick, peer.map.tick_paused, peer.map.speed, peer.map.generated_events),
        "world": peer.world.digest(),
        "reload_requested": peer.reload_requested,
    }
    if scripts:
        state["storage"] = {mod: storage_state(peer, mod) for mod in peer.states}
    if outside:
        state["random"] = peer.map.random.getstate()
        state["handlers"] = {mod: script.handlers.signature() for mod, script in peer.bootstraps.items()}
        state["commands"] = sorted(peer.commands.added)
        state["remote"] = peer.remote.interfaces
        state["global_settings"] = peer.map.global_settings
        state["drawn"] = {n: (o.type, o.spec) for n, o in peer.map.drawn.items()}
        state["translations"] = peer.map.translations
        state["players"] = sorted(peer.map.players)
        for index, data in peer.map.players.items():
            state[f"player {index}"] = {part: getattr(data, part) for part in PLAYER_PARTS}
            state[f"gui of player {index}"] = data.gui
    return state


def storage_state(peer: Peer, mod: str) -> Value:
    """A mod's storage as its canonical text and its objects' identities."""
    try:
        text, objects = peer.states[mod].storage_now()
    except ApiError as problem:
        return ("unserialisable", str(problem))
    return text, [plain(each) for each in objects]


def alike(one: Value, other: Value) -> bool:
    """Whether two peers' values are equal as plain data, without making it where that can be seen before."""
    if isinstance(one, LuaGui) and isinstance(other, LuaGui):
        return guis_alike(one, other)
    return bool(one == other or plain(one) == plain(other))


def plain_state(value: Value) -> Value:
    """What `alike` compares as plain data."""
    return gui_state(value) if isinstance(value, LuaGui) else plain(value)


def guis_alike(one: LuaGui, other: LuaGui) -> bool:
    """Whether two peers' GUIs of one player give the same `gui_state`."""
    if one.roots.keys() != other.roots.keys() or gui_rest(one) != gui_rest(other):
        return False
    return all(elements_alike(root, other.roots[name]) for name, root in one.roots.items())


def elements_alike(one: LuaGuiElement, other: LuaGuiElement) -> bool:
    """Whether two elements give the same `element_state`."""
    ours, theirs = vars(one), vars(other)
    if ours.keys() != theirs.keys() or len(one.children) != len(other.children):
        return False
    for name, value in ours.items():
        found = theirs[name]
        if value is not found and name not in REFERENCES and value != found and plain(value) != plain(found):
            return False
    if style_state(one) != style_state(other):
        return False
    return all(map(elements_alike, one.children, other.children))


def gui_state(gui: LuaGui) -> dict[str, Value]:
    """A player's GUI as plain data."""
    return {
        "roots": {name: element_state(root) for name, root in gui.roots.items()},
        **gui_rest(gui),
    }


def gui_rest(gui: LuaGui) -> dict[str, Value]:
    """What a player's GUI is beside its elements."""
    return {
        "opened": plain(gui.opened),
        "focused": plain(gui.focused),
        "scrolled": dict(gui.scrolled),
        "selected": gui.selected_text,
    }


def element_state(element: LuaGuiElement) -> dict[str, Value]:
    """One element and what is below it as plain data."""
    state = {name: plain(value) for name, value in vars(element).items() if name not in REFERENCES}
    state["style"] = style_state(element)
    state["children"] = [element_state(child) for child in element.children]
    return state


def style_state(element: LuaGuiElement) -> Value:
    """An element's style as plain data."""
    style = element.style
    return style.name, plain(style.overrides)


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
