"""A player's screen as text: what a person would see, for tests and for looking at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.game.gui import LuaGui, LuaGuiElement
    from tests.game.objects import Value
    from tests.game.peer import Peer


def draw_screen(peer: Peer, gui: LuaGui, language: str) -> str:
    """One line per element, indented by depth; hidden elements are left out."""
    lines: list[str] = []
    for name, root in gui.roots.items():
        if root.children:
            lines.append(f"[{name}]")
            for child in root.children:
                lines.extend(_element(peer, child, language, 1))
    return "\n".join(lines)


def _element(peer: Peer, element: LuaGuiElement, language: str, depth: int) -> Iterator[str]:
    if not element.visible:
        return
    yield "  " * depth + " ".join(_words(peer, element, language))
    for child in element.children:
        yield from _element(peer, child, language, depth + 1)


def _words(peer: Peer, element: LuaGuiElement, language: str) -> Iterator[str]:  # noqa: C901 (one branch per kind of element)
    def text(value: Value) -> str:
        return peer.render(value, language)

    yield element.type
    if element.name:
        yield f"#{element.name}"
    caption = text(element.caption)
    if caption:
        yield f"«{caption}»"
    for attribute in ("text", "value", "slider_value", "switch_state", "number", "sprite", "badge_text"):
        value = getattr(element, attribute, None)
        if value not in (None, ""):
            yield f"{attribute}={text(value)!r}"
    if element.type in {"checkbox", "radiobutton"}:
        yield "[x]" if element.state else "[ ]"
    if element.type in {"drop-down", "list-box"}:
        shown = [text(item) for item in element.items]
        yield (
            "("
            + " | ".join(f">{item}<" if at == element.selected_index else item for at, item in enumerate(shown, 1))
            + ")"
        )
    if element.type == "choose-elem-button":
        yield f"elem={element.elem_value!r}"
    if not element.enabled:
        yield "(disabled)"
    tooltip = text(element.tooltip)
    if tooltip:
        yield f"?{tooltip}"
