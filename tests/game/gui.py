"""GUI trees: LuaGui, LuaGuiElement and LuaStyle of one player."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, ClassVar

from tests.game.context import current_mod, current_peer, raise_event
from tests.game.errors import ApiError
from tests.game.gui_attributes import COMMON, FOR_TYPE, STYLE_KINDS, STYLE_SHORTHANDS
from tests.game.objects import SimObject, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOTS = {
    "top": "flow",
    "left": "flow",
    "center": "flow",
    "goal": "flow",
    "screen": "empty-widget",
    "relative": "empty-widget",
}
CONTAINERS = {"flow", "frame", "table", "scroll-pane", "tabbed-pane", "empty-widget", "tab"}


class LuaStyle(SimObject):
    """Style of one element: its prototype's name and what the mod has overridden."""

    api_class: ClassVar[str] = "LuaStyle"

    def __init__(self, element: LuaGuiElement, name: str) -> None:
        self.element = element
        self.name = name
        self.overrides: dict[str, Value] = {}

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows its element
        return self.element.valid

    @property
    def gui(self) -> LuaGui:
        return self.element.gui

    @property
    def subclasses(self) -> frozenset[str]:
        return STYLE_KINDS.get(self.element.type, frozenset())

    @property
    def column_alignments(self) -> Value:
        return self.overrides.setdefault("column_alignments", _Alignments())

    def __getattr__(self, name: str) -> Value:
        overrides = self.__dict__.get("overrides", {})
        if name in overrides:
            return overrides[name]
        raise AttributeError(name)

    def set_member(self, name: str, value: Value) -> None:
        """Assignment from Lua; shorthands such as `padding` set all their parts."""
        for each in STYLE_SHORTHANDS.get(name, (name,)):
            self.overrides[each] = value


class _Alignments(dict[int, str]):
    def assign(self, key: Value, value: Value) -> None:
        self[int(key)] = value


class LuaGuiElement(SimObject):
    """One element; attributes are those its type has in the surface."""

    api_class: ClassVar[str] = "LuaGuiElement"

    _items: list[Value]
    _selected_index: int
    _tabs: list[tuple[LuaGuiElement, LuaGuiElement]]
    _selected_tab: int | None

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Value: ...  # attributes by type, see gui_attributes

        def __setattr__(self, name: str, value: Value) -> None: ...

    def __init__(self, gui: LuaGui, parent: LuaGuiElement | None, index: int, kind: str, name: str, mod: str) -> None:
        self.gui = gui
        self.parent = parent
        self.index = index
        self.type = kind
        self._name = name
        self.mod = mod
        self.children: list[LuaGuiElement] = []
        for attribute, default in (COMMON | FOR_TYPE.get(kind, {})).items():
            setattr(self, attribute, copy.copy(default))
        self._style = LuaStyle(self, "")

    # --- identity --------------------------------------------------------------------------------------------

    @property
    def subclasses(self) -> frozenset[str]:
        return frozenset({self.type})

    @property
    def player_index(self) -> int:
        return self.gui.player_index

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        if self.parent is not None and value:
            self.parent.refuse_name(value)
        self._name = value

    @property
    def children_names(self) -> list[str]:
        return [child.name for child in self.children]

    def __getitem__(self, key: Value) -> LuaGuiElement | None:
        return next((child for child in self.children if child.name == key and key != ""), None)

    def walk(self) -> Iterator[LuaGuiElement]:
        """This element and everything below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def refuse_name(self, name: str) -> None:
        """ApiError when a child of that name is there."""
        if self[name] is not None:
            raise ApiError(f"Gui element with name {name} already present in the parent element.")

    # --- building --------------------------------------------------------------------------------------------

    def add(self, **spec: Value) -> LuaGuiElement:
        kind, name = spec.pop("type"), spec.pop("name", "")
        if self.type not in CONTAINERS:
            raise ApiError(f"Gui element of type {self.type} cannot have children.")
        if name:
            self.refuse_name(name)
        at = spec.pop("index", None)
        element = LuaGuiElement(self.gui, self, self.gui.next_index(), kind, name, current_mod())
        rules = current_peer().rules
        style = spec.pop("style", None)
        if style is None:
            element._style.name = rules.default_style(kind)
        else:
            element.style = style
        if kind == "choose-elem-button":
            element.elem_type = spec.pop("elem_type")
            spec = {ELEM_KEY if name == element.elem_type else name: value for name, value in spec.items()}
        for attribute, value in spec.items():
            element.set_member(GIVEN_NAMES.get(attribute, attribute), value)
        element.note_locale_keys()
        if at is None:
            self.children.append(element)
        else:
            self.children.insert(at - 1, element)
        self.gui.elements[element.index] = element
        return element

    def note_locale_keys(self) -> None:
        """Has every localised text of the element checked against the locale files."""
        peer = current_peer()
        for attribute in ("caption", "tooltip", "items", "badge_text", "left_label_caption", "right_label_caption"):
            value = getattr(self, attribute, None)
            if isinstance(value, list):
                peer.check_localised(value if attribute != "items" else ["", *value])

    def set_member(self, name: str, value: Value) -> None:
        """Assignment from Lua (converted already); unknown styles, sprites and prototypes are refused."""
        rules = current_peer().rules
        if name in {"sprite", "hovered_sprite", "clicked_sprite"} and value:
            rules.require_sprite(value)
        if name in SLIDER_KEYS:
            self._slider[SLIDER_KEYS[name]] = value
        elif name == "value" and self.type == "slider":
            self.slider_value = value
        elif isinstance(getattr(type(self), name, None), property):
            setattr(self, name, value)
        elif name in self.__dict__:
            setattr(self, name, "" if value is None and isinstance(self.__dict__[name], str) else value)
        else:
            raise ApiError(f"LuaGuiElement::{name} can only be used if this is another type (it is {self.type}).")
        if name in {"caption", "tooltip", "items"}:
            self.note_locale_keys()

    @property
    def style(self) -> LuaStyle:
        return self._style

    @style.setter
    def style(self, value: Value) -> None:
        name = value.name if isinstance(value, LuaStyle) else value
        current_peer().rules.require_style(name, self.type)
        self._style = LuaStyle(self, name)

    def clear(self) -> None:
        for child in list(self.children):
            child.destroy()

    def destroy(self) -> None:
        if self.parent is None:
            raise ApiError("The root GUI elements cannot be destroyed.")
        self.parent.children.remove(self)
        closed = [element for element in self.walk() if self.gui.opened is element]
        for element in self.walk():
            element.valid = False
            self.gui.elements.pop(element.index, None)
        if self.gui.focused is not None and not self.gui.focused.valid:
            self.gui.focused = None
        if closed:
            self.gui.opened = None

    def swap_children(self, index_1: int, index_2: int) -> None:
        if not (1 <= index_1 <= len(self.children) and 1 <= index_2 <= len(self.children)):
            raise ApiError("swap_children: index out of range.")
        one, two = index_1 - 1, index_2 - 1
        self.children[one], self.children[two] = self.children[two], self.children[one]

    def get_index_in_parent(self) -> int:
        return 1 if self.parent is None else self.parent.children.index(self) + 1

    def get_mod(self) -> str | None:
        return self.mod or None

    def bring_to_front(self) -> None:
        if self.parent is None or self.parent.parent is not None or self.gui.roots["screen"] is not self.parent:
            raise ApiError("bring_to_front only works on direct children of gui.screen.")
        self.parent.children.remove(self)
        self.parent.children.append(self)

    # --- text, selection, scrolling --------------------------------------------------------------------------

    def focus(self) -> None:
        self.gui.focused = self

    def select(self, start_index: int, end_index: int) -> None:
        length = len(getattr(self, "text", ""))
        if not (1 <= start_index <= length + 1 and 0 <= end_index <= length):
            raise ApiError("select: index out of range.")
        self.gui.selected_text = (self.index, start_index, end_index)

    def select_all(self) -> None:
        self.gui.selected_text = (self.index, 1, len(getattr(self, "text", "")))

    def scroll_to_bottom(self) -> None:
        self.gui.scrolled[self.index] = "bottom"

    def scroll_to_top(self) -> None:
        self.gui.scrolled[self.index] = "top"

    def scroll_to_left(self) -> None:
        self.gui.scrolled[self.index] = "left"

    def scroll_to_right(self) -> None:
        self.gui.scrolled[self.index] = "right"

    def scroll_to_element(self, element: LuaGuiElement, _mode: str | None = None) -> None:
        if element not in self.walk():
            raise ApiError("scroll_to_element: the element is not inside this scroll pane.")
        self.gui.scrolled[self.index] = element.index

    def scroll_to_item(self, index: int, _mode: str | None = None) -> None:
        self._item_at(index)
        self.gui.scrolled[self.index] = index

    def force_auto_center(self) -> None:
        self._centre = True

    def close_dropdown(self) -> None:
        self.gui.scrolled.pop(self.index, None)

    @property
    def location(self) -> dict[str, int] | None:
        at: dict[str, int] | None = self.__dict__.get("_location")
        return at if self.parent is not None and self.parent is self.gui.roots["screen"] else None

    @location.setter
    def location(self, value: dict[str, int] | None) -> None:
        self._location = value

    # --- items -----------------------------------------------------------------------------------------------

    @property
    def items(self) -> list[Value]:
        return list(self._items)

    @items.setter
    def items(self, value: list[Value]) -> None:
        self._items = list(value)
        if self._selected_index > len(self._items):
            self._selected_index = 0

    @property
    def selected_index(self) -> int:
        return self._selected_index

    @selected_index.setter
    def selected_index(self, value: int) -> None:
        if value and value > len(self._items):
            raise ApiError(f"selected_index {value} is out of range (1..{len(self._items)}).")
        self._selected_index = value

    def _item_at(self, index: int) -> int:
        if not 1 <= index <= len(self._items):
            raise ApiError(f"Item index {index} is out of range (1..{len(self._items)}).")
        return index - 1

    def get_item(self, index: int) -> Value:
        return self._items[self._item_at(index)]

    def set_item(self, index: int, string: Value) -> None:
        self._items[self._item_at(index)] = string

    def add_item(self, string: Value, index: int | None = None) -> None:
        self._items.insert(len(self._items) if index is None else index - 1, string)

    def remove_item(self, index: int) -> None:
        del self._items[self._item_at(index)]
        self._selected_index = min(self._selected_index, len(self._items))

    def clear_items(self) -> None:
        self._items = []
        self._selected_index = 0

    # --- tabs ------------------------------------------------------------------------------------------------

    def add_tab(self, tab: LuaGuiElement, content: LuaGuiElement) -> None:
        if tab.type != "tab" or tab.parent is not self or content.parent is not self:
            raise ApiError("add_tab: tab and content must be children of this tabbed-pane.")
        self._tabs.append((tab, content))
        if self._selected_tab is None:
            self._selected_tab = 1

    def remove_tab(self, tab: LuaGuiElement | None = None) -> None:
        self._tabs = [pair for pair in self._tabs if tab is not None and pair[0] is not tab]

    @property
    def tabs(self) -> list[dict[str, LuaGuiElement]]:
        return [{"tab": tab, "content": content} for tab, content in self._tabs]

    @property
    def selected_tab_index(self) -> int | None:
        return self._selected_tab

    @selected_tab_index.setter
    def selected_tab_index(self, value: int | None) -> None:
        if value is not None and not 1 <= value <= len(self._tabs):
            raise ApiError(f"selected_tab_index {value} is out of range.")
        self._selected_tab = value

    # --- elements, sliders -----------------------------------------------------------------------------------

    @property
    def elem_value(self) -> Value:
        return self._elem_value

    @elem_value.setter
    def elem_value(self, value: Value) -> None:
        if value is not None:
            current_peer().rules.require_elem(self.elem_type, value)
        self._elem_value = value

    def get_slider_minimum(self) -> float:
        return float(self._slider["minimum"])

    def get_slider_maximum(self) -> float:
        return float(self._slider["maximum"])

    def get_slider_value_step(self) -> float:
        return float(self._slider["step"])

    def get_slider_discrete_values(self) -> bool:
        return bool(self._slider["discrete"])

    def set_slider_minimum_maximum(self, minimum: float, maximum: float) -> None:
        if minimum >= maximum:
            raise ApiError("Slider minimum must be below its maximum.")
        self._slider.update(minimum=minimum, maximum=maximum)

    def set_slider_value_step(self, value: float) -> None:
        self._slider["step"] = value

    def set_slider_discrete_values(self, value: bool) -> None:
        self._slider["discrete"] = value


ELEM_KEY = "elem_value"
SLIDER_KEYS = {
    "minimum_value": "minimum",
    "maximum_value": "maximum",
    "value_step": "step",
    "discrete_values": "discrete",
}
GIVEN_NAMES = {"chart_player_index": "minimap_player_index"}


class LuaGui(SimObject):
    """The whole GUI of one player."""

    api_class: ClassVar[str] = "LuaGui"

    def __init__(self, player_index: int) -> None:
        self.player_index = player_index
        self._next = 1
        self.elements: dict[int, LuaGuiElement] = {}
        self.focused: LuaGuiElement | None = None
        self.opened: Value = None
        self.selected_text: tuple[int, int, int] | None = None
        self.scrolled: dict[int, Value] = {}
        self.roots: dict[str, LuaGuiElement] = {}
        for name, kind in ROOTS.items():
            root = LuaGuiElement(self, None, self.next_index(), kind, name, "")
            self.roots[name] = root
            self.elements[root.index] = root

    def next_index(self) -> int:
        """A fresh element index; never used twice."""
        self._next += 1
        return self._next - 1

    @property
    def player(self) -> Value:
        return current_peer().world.players[self.player_index]

    @property
    def children(self) -> dict[str, LuaGuiElement]:
        return dict(self.roots)

    top = property(lambda self: self.roots["top"])
    left = property(lambda self: self.roots["left"])
    center = property(lambda self: self.roots["center"])
    goal = property(lambda self: self.roots["goal"])
    screen = property(lambda self: self.roots["screen"])
    relative = property(lambda self: self.roots["relative"])

    def walk(self) -> Iterator[LuaGuiElement]:
        """Every element, root by root."""
        for root in self.roots.values():
            yield from root.walk()

    def open(self, target: Value) -> None:
        """`player.opened = target`: closes what was open (with its event) and opens the target."""
        before = self.opened
        if before is not None and before is not target:
            self.opened = None
            if not isinstance(before, SimObject) or before.valid:
                raise_event("on_gui_closed", player_index=self.player_index, **_opened_fields(before))
        if target is not None and (not isinstance(target, SimObject) or target.valid):
            self.opened = target
            raise_event("on_gui_opened", player_index=self.player_index, **_opened_fields(target))


def _opened_fields(target: Value) -> dict[str, Value]:
    if isinstance(target, LuaGuiElement):
        return {"gui_type": "custom", "element": target}
    if getattr(target, "api_class", "") == "LuaEntity":
        return {"gui_type": "entity", "entity": target}
    if getattr(target, "api_class", "") == "LuaItemStack":
        return {"gui_type": "item", "item": target}
    return {"gui_type": "script_inventory", "inventory": target}
