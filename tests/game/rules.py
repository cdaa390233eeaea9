"""What a set of mods makes of the game: settings, prototypes, styles, sprites, locale; fixed while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.game.errors import ApiError

if TYPE_CHECKING:
    from tests.game.api import Surface
    from tests.game.locale import Locale
    from tests.game.mods import Mod
    from tests.game.objects import Value

FILTERS = {
    "on_built_entity": "LuaPlayerBuiltEntityEventFilter",
    "on_cancelled_deconstruction": "LuaEntityDeconstructionCancelledEventFilter",
    "on_cancelled_upgrade": "LuaUpgradeCancelledEventFilter",
    "on_entity_cloned": "LuaEntityClonedEventFilter",
    "on_entity_damaged": "LuaEntityDamagedEventFilter",
    "on_entity_died": "LuaEntityDiedEventFilter",
    "on_marked_for_deconstruction": "LuaEntityMarkedForDeconstructionEventFilter",
    "on_marked_for_upgrade": "LuaEntityMarkedForUpgradeEventFilter",
    "on_player_mined_entity": "LuaPlayerMinedEntityEventFilter",
    "on_player_repaired_entity": "LuaPlayerRepairedEntityEventFilter",
    "on_post_entity_died": "LuaPostEntityDiedEventFilter",
    "on_pre_ghost_deconstructed": "LuaPreGhostDeconstructedEventFilter",
    "on_pre_ghost_upgraded": "LuaPreGhostUpgradedEventFilter",
    "on_pre_player_mined_item": "LuaPrePlayerMinedEntityEventFilter",
    "on_pre_robot_mined_entity": "LuaPreRobotMinedEntityEventFilter",
    "on_robot_built_entity": "LuaRobotBuiltEntityEventFilter",
    "on_robot_mined_entity": "LuaRobotMinedEntityEventFilter",
    "on_sector_scanned": "LuaSectorScannedEventFilter",
    "script_raised_built": "LuaScriptRaisedBuiltEventFilter",
    "script_raised_destroy": "LuaScriptRaisedDestroyEventFilter",
    "script_raised_revive": "LuaScriptRaisedReviveEventFilter",
    "script_raised_teleported": "LuaScriptRaisedTeleportedEventFilter",
}
DEFAULT_STYLES = {
    "sprite-button": "button",
    "text-box": "textbox",
    "choose-elem-button": "button",
    "drop-down": "dropdown",
    "list-box": "list_box",
    "scroll-pane": "scroll_pane",
    "sprite": "image",
    "tabbed-pane": "tabbed_pane",
    "empty-widget": "empty_widget",
    "textfield": "textbox",
    "flow": "horizontal_flow",
    "entity-preview": "camera",
}
ELEM_KINDS = {"item-with-quality": "item", "entity-with-quality": "entity", "recipe-with-quality": "recipe"}
SPRITE_PREFIXES = frozenset(
    [
        "item",
        "entity",
        "technology",
        "recipe",
        "item-group",
        "fluid",
        "tile",
        "virtual-signal",
        "achievement",
        "equipment",
        "file",
        "utility",
        "quality",
        "space-location",
        "asteroid-chunk",
        "space-connection",
        "surface",
        "shortcut",
        "airborne-pollutant",
        "decorative",
    ]
)


@dataclass(slots=True)
class GameRules:
    """Outcome of the settings and data stage, with the game's own names beside the mods'."""

    version: str
    surface: Surface
    mods: list[Mod]
    multiplayer: bool
    settings: dict[str, dict[str, Value]]
    startup: dict[str, Value]
    data_raw: dict[str, dict[str, dict[str, Value]]]
    styles: dict[str, str | None]
    base_names: dict[str, frozenset[str]]
    locale: Locale
    base_version: str
    startup_changed: bool = False
    stale_passes: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def game_version(self) -> str:
        """The full version of the running game."""
        return self.base_version

    @property
    def active_mods(self) -> dict[str, str]:
        """Every active mod's version, base included."""
        return {"base": self.base_version} | {mod.name: mod.version for mod in self.mods}

    @property
    def event_prototypes(self) -> frozenset[str]:
        """Names usable as events: custom inputs and custom events."""
        return frozenset(self.data_raw.get("custom-input", {})) | frozenset(self.data_raw.get("custom-event", {}))

    def filters_of(self, event: str) -> frozenset[str] | None:
        """Filter names an event allows; None when it has no filters."""
        concept = FILTERS.get(event)
        if concept is None or concept not in self.surface.concepts:
            return None
        options = self.surface.concepts[concept]["table"]["filter"]["t"]["union"]
        return frozenset(option["lit"] for option in options)

    # --- names that only fail at run time --------------------------------------------------------------------

    def default_style(self, kind: str) -> str:
        """Style of an element that was given none."""
        return DEFAULT_STYLES.get(kind, kind)

    def require_style(self, name: str, kind: str) -> None:
        """ApiError for a style that does not exist or belongs to another widget."""
        if name not in self.styles:
            raise ApiError(f"Unknown style: {name}")
        own = self.styles[name]
        wanted = STYLE_TYPES.get(kind)
        if own is not None and wanted is not None and own not in wanted:
            raise ApiError(f"Style {name} is a {own}, it cannot be used for a {kind}.")

    def has_sprite(self, path: str) -> bool:
        """Whether a SpritePath names something that exists."""
        prefix, slash, name = path.partition("/")
        if not slash:
            return path in self.data_raw.get("sprite", {})
        if prefix not in SPRITE_PREFIXES:
            return False
        if prefix == "file":
            return True
        return name in self.names_of(prefix)

    def names_of(self, kind: str) -> frozenset[str]:
        """Names of the base game and the mods of one kind (`item`, `entity`, `utility`…)."""
        own = frozenset(
            name
            for group, specs in self.data_raw.items()
            if sprite_prefix(self.surface, group) == kind
            for name in specs
        )
        return own | self.base_names.get(kind, frozenset())

    def require_sprite(self, path: str) -> None:
        """ApiError for an unknown SpritePath."""
        if not self.has_sprite(path):
            raise ApiError(f"Unknown sprite {path!r}.")

    def require_elem(self, elem_type: str, value: Value) -> None:
        """ApiError for an element value that names no prototype."""
        name = value.get("name") if isinstance(value, dict) else value
        if elem_type == "signal":
            return
        if name not in self.names_of(ELEM_KINDS.get(elem_type, elem_type)):
            raise ApiError(f"Unknown {elem_type} name: {name}")


ANCESTORS = {"ItemPrototype": "item", "EntityPrototype": "entity", "EquipmentPrototype": "equipment"}


def sprite_prefix(surface: Surface, kind: str) -> str:
    """SpritePath prefix of a prototype type: `item` for every type of item and so on."""
    spec = surface.prototypes.get(kind)
    name: str | None = spec["name"] if spec else None
    while name:
        if name in ANCESTORS:
            return ANCESTORS[name]
        name = surface.proto_classes[name]["parent"]
    return kind


STYLE_TYPES: dict[str, frozenset[str]] = {
    "button": frozenset({"button_style"}),
    "sprite-button": frozenset({"button_style"}),
    "choose-elem-button": frozenset({"button_style"}),
    "label": frozenset({"label_style"}),
    "frame": frozenset({"frame_style"}),
    "flow": frozenset({"horizontal_flow_style", "vertical_flow_style", "flow_style"}),
    "table": frozenset({"table_style"}),
    "textfield": frozenset({"textbox_style"}),
    "text-box": frozenset({"textbox_style"}),
    "checkbox": frozenset({"checkbox_style"}),
    "radiobutton": frozenset({"radiobutton_style"}),
    "drop-down": frozenset({"dropdown_style"}),
    "list-box": frozenset({"list_box_style"}),
    "scroll-pane": frozenset({"scroll_pane_style"}),
    "progressbar": frozenset({"progressbar_style"}),
    "tabbed-pane": frozenset({"tabbed_pane_style"}),
    "tab": frozenset({"tab_style"}),
    "line": frozenset({"line_style"}),
    "empty-widget": frozenset({"empty_widget_style"}),
    "sprite": frozenset({"image_style"}),
    "slider": frozenset({"slider_style"}),
    "switch": frozenset({"switch_style"}),
}
