"""The JSON of a blueprint, of any format from 0.15 to 2.1, to the one model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.errors import ContractError
from agent.game.blueprint.model import POLE_COPPER, Blueprint, BlueprintEntity, ItemRequest, Wire
from agent.game.blueprint.renames import GAME_2_0, renames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.game.blueprint.codec import Document
    from agent.game.blueprint.model import Version

NEWEST: Version = (2, 1, 20)
FIELDS = frozenset(
    {
        "entity_number",
        "name",
        "position",
        "direction",
        "quality",
        "recipe",
        "recipe_quality",
        "items",
        "type",
        "mirror",
        "connections",
        "neighbours",
    }
)
COLOURS = {"red": 1, "green": 2}
SECOND_SIDE = 2
COPPER_SIDES = {"Cu0": 5, "Cu1": 6}


def game_version(number: int) -> Version:
    """Unpack the game version of a string: 16 bits each of major, minor, patch, then developer."""
    return (number >> 48) & 0xFFFF, (number >> 32) & 0xFFFF, (number >> 16) & 0xFFFF


def normalise(body: Document, *, target: Version = NEWEST, path: str = "1") -> Blueprint:
    """Normalise the object under the key ``blueprint``.

    Args:
        body: The decoded object.
        target: The game that shall understand the names (recipes differ between 2.0 and 2.1).
        path: Where in its book the blueprint lies.

    Raises:
        ContractError: ``blueprint-shape``, naming the place, for anything the format does not allow.
    """
    raw_version = body.get("version", 0)
    if not isinstance(raw_version, int):
        raise ContractError("blueprint-shape", where=f"{path} version")
    version = game_version(raw_version)
    reader = _Reader(version, target, path)
    rows = _list(body.get("entities"), f"{path} entities")
    entities = tuple(reader.entity(row, place) for place, row in enumerate(rows, 1))
    wires = reader.old_wires(rows) if version < GAME_2_0 else ()
    wires += tuple(reader.wire(row, place) for place, row in enumerate(_list(body.get("wires"), f"{path} wires"), 1))
    return Blueprint(
        label=_text(body.get("label")),
        version=version,
        entities=entities,
        wires=wires,
        tiles=tuple(_tile(row, path) for row in _list(body.get("tiles"), f"{path} tiles")),
        description=_text(body.get("description")),
        icons=tuple(_icon(row) for row in _list(body.get("icons"), f"{path} icons") if isinstance(row, dict)),
        renamed=tuple(sorted(reader.renamed)),
        path=path,
    )


class _Reader:
    def __init__(self, version: Version, target: Version, path: str) -> None:
        self.old = version < GAME_2_0
        self.path = path
        self.names = {kind: renames(kind, version, target) for kind in ("entity", "item", "recipe")}
        self.renamed: set[tuple[str, str]] = set()

    def name(self, kind: str, name: str) -> str:
        new = self.names[kind].get(name, name)
        if new != name:
            self.renamed.add((name, new))
        return new

    def entity(self, row: object, place: int) -> BlueprintEntity:
        where = f"{self.path} entities {place}"
        if not isinstance(row, dict) or not isinstance(row.get("name"), str):
            raise ContractError("blueprint-shape", where=where)
        number = row.get("entity_number", place)
        if not isinstance(number, int):
            raise ContractError("blueprint-shape", where=f"{where} entity_number")
        x, y = _position(row.get("position"), where)
        recipe = row.get("recipe")
        return BlueprintEntity(
            number=number,
            name=self.name("entity", row["name"]),
            x=x,
            y=y,
            direction=self._direction(row, where),
            quality=_text(row.get("quality")) or "normal",
            recipe=self.name("recipe", recipe) if isinstance(recipe, str) else None,
            recipe_quality=_text(row.get("recipe_quality")) or "normal",
            items=tuple(self._items(row.get("items"), where)),
            end=_text(row.get("type")) or None,
            mirror=row.get("mirror") is True,
            settings={key: value for key, value in row.items() if key not in FIELDS},
        )

    def _direction(self, row: Mapping[str, Any], where: str) -> int:
        direction = row.get("direction", 0)
        if isinstance(direction, float) and direction.is_integer():
            direction = int(direction)
        if not isinstance(direction, int):
            raise ContractError("blueprint-shape", where=f"{where} direction")
        return (direction * 2 if self.old else direction) % 16

    def _items(self, items: object, where: str) -> Iterator[ItemRequest]:
        """Read requested items: 0.15 a list of pairs, 1.x a table by name, 2.x insert plans."""
        if isinstance(items, dict):
            for name, count in items.items():
                yield ItemRequest(self.name("item", str(name)), _count(count, where))
            return
        for plan in _list(items, f"{where} items"):
            if not isinstance(plan, dict):
                raise ContractError("blueprint-shape", where=f"{where} items")
            if isinstance(plan.get("item"), str):
                yield ItemRequest(self.name("item", plan["item"]), _count(plan.get("count", 1), where))
            else:
                yield self._plan(plan, where)

    def _plan(self, plan: Mapping[str, Any], where: str) -> ItemRequest:
        identity, places = plan.get("id"), plan.get("items") or {}
        if not isinstance(identity, dict) or not isinstance(identity.get("name"), str) or not isinstance(places, dict):
            raise ContractError("blueprint-shape", where=f"{where} items")
        stacks = _list(places.get("in_inventory"), f"{where} items")
        count = sum(_count(stack.get("count", 1), where) for stack in stacks if isinstance(stack, dict))
        count += _count(places.get("grid_count", 0), where)
        return ItemRequest(self.name("item", identity["name"]), count, _text(identity.get("quality")) or "normal")

    def wire(self, row: object, place: int) -> Wire:
        if not isinstance(row, list) or [type(part) for part in row] != [int] * 4:
            raise ContractError("blueprint-shape", where=f"{self.path} wires {place}")
        return Wire(*row)

    def old_wires(self, rows: list[Any]) -> tuple[Wire, ...]:
        """Read the wires that strings before 2.0 keep inside the entities; each is told at both ends."""
        found: dict[tuple[tuple[int, int], ...], Wire] = {}
        for place, row in enumerate(rows, 1):
            number = row.get("entity_number", place)
            where = f"{self.path} entities {place} connections"
            ends = [(POLE_COPPER, {"entity_id": other}) for other in _list(row.get("neighbours"), where)]
            connections = row.get("connections") or {}
            for side, colours in connections.items() if isinstance(connections, dict) else ():
                ends += _old_ends(side, colours, where)
            for connector, end in ends:
                other = end.get("entity_id")
                if not isinstance(other, int):
                    raise ContractError("blueprint-shape", where=where)
                wire = Wire(number, connector, other, _far_connector(connector, end))
                pair = sorted(((wire.source, wire.source_connector), (wire.target, wire.target_connector)))
                found.setdefault(tuple(pair), wire)
        return tuple(found.values())


def _old_ends(side: str, colours: object, where: str) -> list[tuple[int, dict[str, Any]]]:
    if side in COPPER_SIDES:
        ends = colours if isinstance(colours, list) else []
        return [(COPPER_SIDES[side], {**end, "copper": True}) for end in ends if isinstance(end, dict)]
    output = 2 if side == str(SECOND_SIDE) else 0
    table = colours if isinstance(colours, dict) else {}
    return [
        (COLOURS[colour] + output, {**end, "colour": colour})
        for colour in COLOURS
        for end in _list(table.get(colour), where)
        if isinstance(end, dict)
    ]


def _far_connector(connector: int, end: Mapping[str, Any]) -> int:
    if "colour" not in end:
        return POLE_COPPER if end.get("copper") else connector
    return COLOURS[end["colour"]] + (2 if end.get("circuit_id") == SECOND_SIDE else 0)


def _list(value: object, where: str) -> list[Any]:
    """Accept a list; an empty Lua table arrives as an object, and 0.15 wrote wires of one blueprint as one."""
    if value is None or value == {}:
        return []
    if isinstance(value, list):
        return value
    raise ContractError("blueprint-shape", where=where)


def _text(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def _count(value: object, where: str) -> int:
    if not isinstance(value, int) or value < 0:
        raise ContractError("blueprint-shape", where=f"{where} items")
    return value


FARTHEST = 1e9
"""Tiles; a map reaches a million from its middle."""


def _position(value: object, where: str) -> tuple[float, float]:
    if isinstance(value, dict):
        x, y = value.get("x"), value.get("y")
        if isinstance(x, (int, float)) and isinstance(y, (int, float)) and max(abs(x), abs(y)) < FARTHEST:
            return float(x), float(y)
    raise ContractError("blueprint-shape", where=f"{where} position")


def _tile(row: object, path: str) -> tuple[str, float, float]:
    if not isinstance(row, dict):
        raise ContractError("blueprint-shape", where=f"{path} tiles")
    return (_text(row.get("name")), *_position(row.get("position"), f"{path} tiles"))


def _icon(row: Mapping[str, Any]) -> tuple[str, str]:
    signal = row.get("signal")
    if isinstance(signal, dict):
        return _text(signal.get("type")) or "item", _text(signal.get("name"))
    return "item", _text(row.get("name"))
