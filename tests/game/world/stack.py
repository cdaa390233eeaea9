"""Item stacks: a slot that may hold items of one name and quality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from tests.game.errors import ApiError
from tests.game.objects import SimObject
from tests.game.world.blueprint_item import BlueprintItem

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.geometry import Value
    from tests.game.world.inventory import LuaInventory
    from tests.game.world.prototype_base import LuaQualityPrototype
    from tests.game.world.prototype_crafting import LuaItemPrototype


@dataclass(frozen=True, slots=True)
class Items:
    """So many items of one name and quality."""

    name: str
    count: int = 1
    quality: str = "normal"


def identify(items: Value) -> Items:
    """Items from any ItemStackIdentification or ItemWithQualityID."""
    if isinstance(items, Items):
        return items
    if isinstance(items, str):
        return Items(items)
    if isinstance(items, LuaItemStack):
        return Items(items.name, items.count, items.quality.name)
    if isinstance(items, dict):
        name, quality = items["name"], items.get("quality") or "normal"
        return Items(
            name if isinstance(name, str) else name.name,
            int(items.get("count", 1)),
            quality if isinstance(quality, str) else quality.name,
        )
    return Items(items.name)


class LuaItemStack(BlueprintItem, SimObject):
    """One slot. Reading an empty one is an error, as in the game: ask `valid_for_read` first."""

    api_class: ClassVar[str] = "LuaItemStack"

    def __init__(self, inventory: LuaInventory, index: int) -> None:
        self.inventory = inventory
        self.index = index
        self.held: str | None = None
        self.amount = 0
        self.grade = "normal"
        self.extra: dict[str, Value] = {}

    @property
    def object_id(self) -> Hashable:
        return *self.inventory.key, self.index

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the inventory
        return self.inventory.valid

    @property
    def subclasses(self) -> frozenset[str]:
        return _SUBCLASSES.get(self.type, frozenset()) if self.held else frozenset()

    def facts(self) -> Value:
        """Plain data; an empty slot is nothing."""
        if self.held is None:
            return None
        extra = [[key, self.extra[key]] for key in sorted(self.extra)]
        return [self.held, self.amount, self.grade, *([extra] if extra else [])]

    def changed(self) -> None:
        """Notes a change in the inventory."""
        self.inventory.changed()

    @property
    def valid_for_read(self) -> bool:
        return self.held is not None

    def _reading(self) -> str:
        if self.held is None:
            raise ApiError("LuaItemStack API call when LuaItemStack was not valid for read.")
        return self.held

    @property
    def name(self) -> str:
        return self._reading()

    @property
    def prototype(self) -> LuaItemPrototype:
        return self.inventory.world.prototypes.item[self._reading()]

    @property
    def type(self) -> str:
        return self.prototype.type

    @property
    def quality(self) -> LuaQualityPrototype:
        self._reading()
        return self.inventory.world.prototypes.quality[self.grade]

    @property
    def count(self) -> int:
        self._reading()
        return self.amount

    @count.setter
    def count(self, count: int) -> None:
        self._reading()
        if count <= 0:
            self.clear()
        else:
            self.amount = min(int(count), self.prototype.stack_size)
            self.changed()

    @property
    def health(self) -> float:
        self._reading()
        return float(self.extra.get("health", 1.0))

    @health.setter
    def health(self, health: float) -> None:
        self._reading()
        self.extra["health"] = health
        self.changed()

    @property
    def is_module(self) -> bool:
        return self.type == "module"

    def clear(self) -> None:
        """Empties the slot."""
        self.held, self.amount, self.grade, self.extra = None, 0, "normal", {}
        self.changed()

    def can_set_stack(self, stack: Value = None) -> bool:
        """Whether the slot takes these items."""
        return stack is None or self.inventory.accepts(identify(stack).name, self.index)

    def set_stack(self, stack: Value = None) -> bool:
        """Replaces what the slot holds; an unknown item is an error."""
        if stack is None:
            self.clear()
            return True
        items = identify(stack)
        known = self.inventory.world.prototypes
        if items.name not in known.item:
            raise ApiError(f"Unknown item name: {items.name}")
        if items.quality not in known.quality:
            raise ApiError(f"Unknown quality name: {items.quality}")
        if not self.can_set_stack(items):
            return False
        extra = dict(stack.extra) if isinstance(stack, LuaItemStack) else {}
        self.held, self.grade, self.extra = items.name, items.quality, extra
        self.amount = min(items.count, known.item[items.name].stack_size)
        self.changed()
        return True

    def swap_stack(self, stack: LuaItemStack) -> bool:
        """Exchanges the contents of two slots."""
        if (self.held and not stack.inventory.accepts(self.held, stack.index)) or (
            stack.held and not self.inventory.accepts(stack.held, self.index)
        ):
            return False
        mine = (self.held, self.amount, self.grade, self.extra)
        self.held, self.amount, self.grade, self.extra = stack.held, stack.amount, stack.grade, stack.extra
        stack.held, stack.amount, stack.grade, stack.extra = mine
        self.changed()
        stack.changed()
        return True

    def transfer_stack(self, stack: Value, amount: int | None = None) -> bool:
        """Moves items here from another slot; true when all of them came."""
        items = identify(stack)
        wanted = items.count if amount is None else min(amount, items.count)
        added = self.add(Items(items.name, wanted, items.quality))
        if isinstance(stack, LuaItemStack):
            stack.count = stack.count - added
        return added == wanted

    def room(self, name: str, quality: str) -> int:
        """How many more of an item fit."""
        if not self.inventory.accepts(name, self.index):
            return 0
        size = self.inventory.slot_limit(name)
        if self.held is None:
            return size
        return max(0, size - self.amount) if (self.held, self.grade) == (name, quality) else 0

    def add(self, items: Items) -> int:
        """Puts in what fits; how many went in."""
        count = min(items.count, self.room(items.name, items.quality))
        if count > 0:
            if self.held is None:
                self.held, self.grade, self.extra = items.name, items.quality, {}
            self.amount += count
            self.changed()
        return count

    def take(self, count: int) -> int:
        """Takes out up to so many; how many came out."""
        taken = min(count, self.amount)
        if taken == self.amount:
            self.clear()
        else:
            self.amount -= taken
            self.changed()
        return taken


_SUBCLASSES = {
    "blueprint": frozenset({"BlueprintItem", "ItemWithLabel"}),
    "blueprint-book": frozenset({"BlueprintBookItem", "ItemWithLabel"}),
    "deconstruction-item": frozenset({"DeconstructionItem", "ItemWithLabel"}),
    "upgrade-item": frozenset({"UpgradeItem", "ItemWithLabel"}),
    "item-with-tags": frozenset({"ItemWithTags", "ItemWithLabel"}),
    "item-with-entity-data": frozenset({"ItemWithEntityData"}),
    "selection-tool": frozenset({"ItemWithLabel"}),
    "ammo": frozenset({"AmmoItem"}),
    "tool": frozenset({"Tool", "ToolItem"}),
    "repair-tool": frozenset({"Tool", "ToolItem"}),
}
