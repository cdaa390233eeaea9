"""Which attributes an element of each type starts with; the surface says who may touch them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.game.objects import Value

COMMON: dict[str, Value] = {
    "caption": "",
    "tooltip": "",
    "enabled": True,
    "visible": True,
    "ignored_by_interaction": False,
    "tags": {},
    "anchor": None,
    "elem_tooltip": None,
    "raise_hover_events": False,
    "game_controller_interaction": "normal",
    "_location": None,
    "_centre": False,
}
_BUTTON: dict[str, Value] = {"auto_toggle": False, "toggled": False, "mouse_button_filter": {"left-and-right": True}}
_ITEMS: dict[str, Value] = {"_items": [], "_selected_index": 0}
FOR_TYPE: dict[str, dict[str, Value]] = {
    "button": _BUTTON,
    "sprite-button": _BUTTON
    | {
        "sprite": "",
        "hovered_sprite": "",
        "clicked_sprite": "",
        "number": None,
        "quality": None,
        "show_percent_for_small_numbers": False,
    },
    "sprite": {"sprite": "", "resize_to_sprite": True},
    "checkbox": {"state": False},
    "radiobutton": {"state": False},
    "flow": {"direction": "horizontal", "drag_target": None},
    "frame": {"direction": "horizontal", "drag_target": None, "auto_center": False},
    "line": {"direction": "horizontal"},
    "label": {"drag_target": None},
    "empty-widget": {"drag_target": None},
    "table": {
        "column_count": 1,
        "drag_target": None,
        "draw_horizontal_line_after_headers": False,
        "draw_horizontal_lines": False,
        "draw_vertical_lines": False,
        "vertical_centering": True,
    },
    "textfield": {
        "text": "",
        "numeric": False,
        "allow_decimal": False,
        "allow_negative": False,
        "is_password": False,
        "lose_focus_on_confirm": False,
        "icon_selector": False,
    },
    "text-box": {"text": "", "read_only": False, "selectable": True, "word_wrap": False, "icon_selector": False},
    "drop-down": _ITEMS,
    "list-box": _ITEMS,
    "scroll-pane": {"horizontal_scroll_policy": "auto", "vertical_scroll_policy": "auto"},
    "progressbar": {"value": 0.0},
    "slider": {"slider_value": 0.0, "_slider": {"minimum": 0.0, "maximum": 30.0, "step": 1.0, "discrete": False}},
    "switch": {
        "switch_state": "left",
        "allow_none_state": False,
        "left_label_caption": "",
        "left_label_tooltip": "",
        "right_label_caption": "",
        "right_label_tooltip": "",
    },
    "tabbed-pane": {"_tabs": [], "_selected_tab": None},
    "tab": {"badge_text": ""},
    "choose-elem-button": {"elem_type": "item", "elem_filters": None, "locked": False, "_elem_value": None},
    "camera": {"position": {"x": 0.0, "y": 0.0}, "surface_index": 1, "zoom": 0.75, "entity": None},
    "minimap": {
        "position": {"x": 0.0, "y": 0.0},
        "surface_index": 1,
        "zoom": 0.75,
        "entity": None,
        "force": None,
        "minimap_player_index": 0,
    },
    "entity-preview": {"entity": None},
}
STYLE_KINDS: dict[str, frozenset[str]] = {
    "button": frozenset({"LuaButtonStyle"}),
    "sprite-button": frozenset({"LuaButtonStyle"}),
    "choose-elem-button": frozenset({"LuaButtonStyle"}),
    "label": frozenset({"LuaLabelStyle", "LabelStyle"}),
    "textfield": frozenset({"LuaTextBoxStyle"}),
    "text-box": frozenset({"LuaTextBoxStyle"}),
    "table": frozenset({"LuaTableStyle"}),
    "flow": frozenset({"LuaFlowStyle", "LuaHorizontalFlowStyle", "LuaVerticalFlowStyle"}),
    "frame": frozenset({"LuaFrameStyle", "LuaFlowStyle"}),
    "progressbar": frozenset({"LuaProgressBarStyle"}),
    "scroll-pane": frozenset({"ScrollPaneStyle"}),
    "tab": frozenset({"TabStyle", "LuaTabStyle"}),
    "tabbed-pane": frozenset({"LuaTabbedPaneStyle"}),
    "sprite": frozenset({"ImageStyle"}),
}
STYLE_SHORTHANDS: dict[str, tuple[str, ...]] = {
    "width": ("minimal_width", "natural_width", "maximal_width"),
    "height": ("minimal_height", "natural_height", "maximal_height"),
    "size": (
        "minimal_width", "natural_width", "maximal_width", "minimal_height", "natural_height", "maximal_height",
    ),
    "padding": ("top_padding", "right_padding", "bottom_padding", "left_padding"),
    "margin": ("top_margin", "right_margin", "bottom_margin", "left_margin"),
    "cell_padding": ("top_cell_padding", "right_cell_padding", "bottom_cell_padding", "left_cell_padding"),
}  # fmt: skip
