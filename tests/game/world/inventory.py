"""Inventories: numbered slots that belong to an entity, a player or a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.errors import ApiError
from tests.game.world.stack import Items, LuaItemStack, identify
from tests.game.world.thing import Key, Thing

if TYPE_CHECKING:
    from tests.game.world.entity import LuaEntity
    from tests.game.world.geometry import Value
    from tests.game.world.player import LuaPlayer

_WITH_BAR = frozenset({"chest", "cargo_wagon", "car_trunk"})
_WITH_FILTERS = frozenset({"chest", "cargo_wagon", "character_main"})


class LuaInventory(Thing):
    """Slots numbered from 1. `owner` is the entity or player; a script's inventory has none but a number."""

    api_class: ClassVar[str] = "LuaInventory"
    hidden: ClassVar[frozenset[str]] = frozenset({"world", "owner", "slots"})

    def __init__(self, owner: Thing, index: str, size: int, *, number: int = 0, mod: str | None = None) -> None:
        self.owner = owner
        self.number = number
        self.place = index
        self.size = size
        self.mod_owner = mod
        self.bar = size + 1
        self.filters: dict[int, dict[str, Value]] = {}
        self.only: dict[int, str] = {}
        self.slots: dict[int, LuaItemStack] = {}
        self.destroyed = False
        self.world = owner.world
        if number:
            self.changed()

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the owner
        return self.owner.valid and not self.destroyed

    @property
    def key(self) -> Key:
        return *self.owner.key, "inventory", self.place, self.number

    def facts(self) -> Value:
        held = [(index, self.slots[index].facts()) for index in sorted(self.slots)]
        return [super().facts(), [entry for entry in held if entry[1] is not None]]

    @property
    def blank(self) -> bool:
        return not self.number and not self.filters and self.bar == self.size + 1 and not self.stacks()

    def __len__(self) -> int:
        return self.size

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, index: int) -> LuaItemStack:
        if not 1 <= index <= self.size:
            raise ApiError(f"Index {index} is out of bounds of the inventory (1 to {self.size}).")
        found = self.slots.get(index)
        if found is None:
            found = self.slots[index] = LuaItemStack(self, index)
        return found

    def stacks(self) -> list[LuaItemStack]:
        """The slots that hold something, in order."""
        return [self.slots[index] for index in sorted(self.slots) if self.slots[index].held is not None]

    # Whose it is

    @property
    def index(self) -> str | None:
        return None if self.mod_owner else self.place

    @property
    def name(self) -> str | None:
        return None if self.mod_owner else self.place

    @property
    def entity_owner(self) -> LuaEntity | None:
        return self.owner if self.owner.api_class == "LuaEntity" else None  # type: ignore[return-value]

    @property
    def player_owner(self) -> LuaPlayer | None:
        return self.owner if self.owner.api_class == "LuaPlayer" else None  # type: ignore[return-value]

    # What fits

    def accepts(self, name: str, slot: int) -> bool:
        """Whether a slot may hold an item: fuel in fuel slots, modules in module slots, filters."""
        item = self.world.prototypes.item[name]
        wanted = self.filters.get(slot)
        if wanted and wanted.get("name") not in (None, name):
            return False
        if self.only and self.only.get(slot) != name:
            return False
        if self.place.endswith("_modules"):
            return item.type == "module"
        if self.place == "fuel":
            return item.fuel_category is not None
        if self.place == "turret_ammo":
            return item.type == "ammo"
        return True

    def slot_limit(self, name: str) -> int:
        """How many of an item one slot holds."""
        return 1 if self.place.endswith("_modules") else self.world.prototypes.item[name].stack_size

    def can_insert(self, items: Value) -> bool:
        wanted = identify(items)
        return any(
            self[index].room(wanted.name, wanted.quality) for index in range(1, min(self.size, self.bar - 1) + 1)
        )

    def get_insertable_count(self, item: Value) -> int:
        wanted = identify(item)
        places = range(1, min(self.size, self.bar - 1) + 1)
        return sum(self[index].room(wanted.name, wanted.quality) for index in places)

    def insert(self, items: Value) -> int:
        wanted = identify(items)
        if wanted.name not in self.world.prototypes.item:
            raise ApiError(f"Unknown item name: {wanted.name}")
        left = wanted.count
        indices = range(1, min(self.size, self.bar - 1) + 1)
        same = [index for index in indices if index in self.slots and self.slots[index].held == wanted.name]
        for index in [*same, *indices]:
            if left <= 0:
                break
            left -= self[index].add(Items(wanted.name, left, wanted.quality))
        return wanted.count - left

    def remove(self, items: Value) -> int:
        wanted = identify(items)
        left = wanted.count
        for stack in reversed(self.stacks()):
            if left > 0 and stack.held == wanted.name and stack.grade == wanted.quality:
                left -= stack.take(left)
        return wanted.count - left

    def clear(self) -> None:
        for stack in self.stacks():
            stack.clear()

    # What is in it

    def is_empty(self) -> bool:
        return not self.stacks()

    def is_full(self) -> bool:
        return all(stack.amount >= self.slot_limit(stack.name) for stack in self.stacks()) and (
            len(self.stacks()) >= min(self.size, self.bar - 1)
        )

    def get_contents(self) -> list[dict[str, Value]]:
        """Counts by name and quality, in the order of the slots."""
        counts: dict[tuple[str, str], int] = {}
        for stack in self.stacks():
            pair = (stack.name, stack.grade)
            counts[pair] = counts.get(pair, 0) + stack.amount
        return [{"name": name, "quality": quality, "count": count} for (name, quality), count in counts.items()]

    def get_item_count(self, item: Value = None) -> int:
        if item is None:
            return sum(stack.amount for stack in self.stacks())
        wanted = identify(item)
        return sum(
            stack.amount for stack in self.stacks() if (stack.held, stack.grade) == (wanted.name, wanted.quality)
        )

    def get_item_quality_counts(self, item: Value = None) -> dict[str, int]:
        counts: dict[str, int] = {}
        for stack in self.stacks():
            if item is None or stack.held == identify(item).name:
                counts[stack.grade] = counts.get(stack.grade, 0) + stack.amount
        return counts

    def find_item_stack(self, item: Value) -> tuple[LuaItemStack | None, int | None]:
        wanted = identify(item)
        for stack in self.stacks():
            if (stack.held, stack.grade) == (wanted.name, wanted.quality):
                return stack, stack.index
        return None, None

    def find_empty_stack(self, item: Value = None) -> tuple[LuaItemStack | None, int | None]:
        for index in range(1, self.size + 1):
            fits = index not in self.filters if item is None else self.accepts(identify(item).name, index)
            if self[index].held is None and fits:
                return self[index], index
        return None, None

    def count_empty_stacks(self, include_filtered: bool = False, include_bar: bool = True) -> int:
        last = self.size if include_bar else min(self.size, self.bar - 1)
        return sum(
            1
            for index in range(1, last + 1)
            if (index not in self.slots or self.slots[index].held is None)
            and (include_filtered or index not in self.filters)
        )

    def sort_and_merge(self) -> None:
        contents = sorted(self.get_contents(), key=lambda entry: (entry["name"], entry["quality"]))
        self.clear()
        for entry in contents:
            self.insert(entry)

    # Filters and bar

    def supports_filters(self) -> bool:
        return self.place in _WITH_FILTERS

    def is_filtered(self) -> bool:
        return bool(self.filters)

    def can_set_filter(self, index: int, filter_: Value) -> bool:
        known = filter_ is None or identify(filter_).name in self.world.prototypes.item
        return known and self.supports_filters() and 1 <= index <= self.size

    def get_filter(self, index: int) -> dict[str, Value] | None:
        return dict(self.filters[index]) if index in self.filters else None

    def set_filter(self, index: int, filter_: Value) -> bool:
        if not self.can_set_filter(index, filter_):
            return False
        if filter_ is None:
            self.filters.pop(index, None)
        else:
            wanted = filter_ if isinstance(filter_, dict) else {"name": filter_}
            self.filters[index] = {"quality": "normal", "comparator": "=", **wanted}
        self.changed()
        return True

    def supports_bar(self) -> bool:
        return self.place in _WITH_BAR

    def get_bar(self) -> int:
        return self.bar

    def set_bar(self, bar: int | None = None) -> None:
        self.bar = self.size + 1 if bar is None else bar

    # Size

    def resize(self, size: int) -> None:
        """Changes the number of slots; what no longer fits is lost."""
        if not self.mod_owner:
            raise ApiError("Only script inventories can be resized.")
        self.set_size(size)

    def set_size(self, size: int) -> None:
        """`resize` for the game itself."""
        for index in [index for index in self.slots if index > size]:
            del self.slots[index]
        self.size, self.bar = size, size + 1

    def destroy(self) -> None:
        """Ends a script inventory; any other is not the script's to end."""
        if not self.mod_owner:
            raise ApiError("Only script inventories can be destroyed.")
        self.destroyed = True
        self.world.script_inventories.pop(self.number, None)
