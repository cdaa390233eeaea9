"""The circuit of a blueprint string, of any format from 0.13 to 2.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from agent.analysis.circuits.model import COMBINATORS, Circuit, Known, Net, Node
from agent.contract import Control

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.analysis.circuits.model import Colour, Kind
    from agent.game.blueprint import Blueprint, BlueprintEntity
    from agent.game.gamedata import GameData

_CONTROL = TypeAdapter(Control)
_RED, _GREEN, _OUT_RED, _OUT_GREEN = 1, 2, 3, 4
"""Numbers of ``defines.wire_connector_id`` as strings write them."""
_COLOURS: dict[int, Colour] = {_RED: "red", _GREEN: "green", _OUT_RED: "red", _OUT_GREEN: "green"}

READS = {
    "read_contents": "contents",
    "circuit_read_hand_contents": "hand_contents",
    "read_ingredients": "ingredients",
    "read_working": "working",
    "read_recipe_finished": "recipe_finished",
    "read_charge": "charge",
    "read_stopped_train": "stopped_train",
    "read_trains_count": "trains_count",
    "read_from_train": "train_contents",
    "read_logistics": "contents",
    "read_robot_stats": "robots",
    "circuit_read_signal": "signal",
    "circuit_read_sensor": "sensor",
    "circuit_read_resources": "resources",
    "read_ammo": "ammo",
    "read_fuel": "fuel",
    "read_temperature": "temperature",
    "circuit_read_transfers": "transfers",
}
"""Keys of strings that put something on the network, by the short names of the contract."""
SIGNAL_KEYS = {
    "working": "working_signal",
    "recipe_finished": "recipe_finished_signal",
    "charge": "output_signal",
    "stopped_train": "train_stopped_signal",
    "trains_count": "trains_count_signal",
    "sensor": "output_signal",
    "temperature": "temperature_signal",
}
SETS = {
    "circuit_set_filters": "filters",
    "circuit_set_stack_size": "stack_size",
    "set_recipe": "recipe",
    "set_filter": "filter",
    "set_trains_limit": "trains_limit",
    "set_priority": "priority",
    "set_requests": "requests",
    "circuit_close_signal": "close",
    "circuit_open_gate": "gate",
}
SET_SIGNALS = {
    "stack_size": "stack_control_input_signal",
    "trains_limit": "trains_limit_signal",
    "priority": "priority_signal",
}
UNKNOWN = "unknown"
READ_UNASKED = {
    "container": "contents",
    "logistic-container": "contents",
    "storage-tank": "contents",
    "accumulator": "charge",
    "roboport": "contents",
}
"""What these types put on a wire unless told otherwise."""


def circuit_of_blueprint(blueprint: Blueprint, data: GameData) -> Circuit:
    """View a normalised blueprint: its circuit wires and every combinator, wired or not."""
    net_of = _nets(blueprint)
    nodes: list[Node] = []
    undecoded: set[str] = set()
    for entity in blueprint.entities:
        prototype = data.entities.get(entity.name)
        kind_name = prototype.type if prototype is not None else _guess(entity.name)
        kind = COMBINATORS.get(kind_name, "other")
        ends = {end: net for end in _COLOURS if (net := net_of.get((entity.number, end))) is not None}
        if not ends and kind == "other":
            continue
        try:
            control = decode(entity.settings.get("control_behavior"), kind, kind_name)
        except ValidationError:
            undecoded.add(entity.name)
            control = None
        nodes.append(_node(entity, kind, kind_name, ends, control))
    nets = {
        net: Net(net, _COLOURS[end], complete=True)
        for (_, end), net in sorted(net_of.items(), key=lambda item: item[1], reverse=True)
    }
    return Circuit(tuple(nodes), nets, not_modelled=tuple(sorted(undecoded)), known=Known.of(data))


def decode(raw: object, kind: Kind, type_name: str) -> Control:
    """Read the settings of one entity as its string has them.

    Raises:
        ValidationError: They are not what any version of the game writes.
    """
    given: dict[str, Any] = dict(raw) if isinstance(raw, dict) else {}
    if kind == "decider":
        given["decider_conditions"] = _decider(given.get("decider_conditions"))
    elif kind == "constant":
        given["sections"] = _sections(given)
    elif kind == "other":
        given["circuit_enabled"] = _enabled(given)
        given["read"] = _flags(given, READS, SIGNAL_KEYS)
        if type_name == UNKNOWN:
            given["read"]["unknown"] = None
        unasked = READ_UNASKED.get(type_name)
        if unasked and _reads_unasked(given, type_name):
            given["read"].setdefault(unasked, None)
        given["set"] = _flags(given, SETS, SET_SIGNALS)
    return _CONTROL.validate_python({key: value for key, value in given.items() if value is not None}, strict=False)


def _reads_unasked(given: Mapping[str, Any], type_name: str) -> bool:
    if type_name in {"logistic-container", "storage-tank"} and given.get("circuit_mode_of_operation", 0) != 0:
        return False
    off = {"accumulator": "read_charge", "roboport": "read_logistics"}.get(type_name, "read_contents")
    return given.get(off) is not False


def _enabled(given: Mapping[str, Any]) -> bool:
    """Before 2.0 a condition that stood in the string switched the entity, unless it said otherwise."""
    for key in ("circuit_enabled", "circuit_enable_disable", "circuit_condition_enabled"):
        if key in given:
            return given[key] is True
    condition = given.get("circuit_condition")
    return (
        isinstance(condition, dict) and "first_signal" in condition and given.get("circuit_mode_of_operation", 0) == 0
    )


def _flags(given: Mapping[str, Any], keys: Mapping[str, str], signals: Mapping[str, str]) -> dict[str, Any]:
    found = {}
    for key, name in keys.items():
        if given.get(key) is True:
            signal = given.get(signals.get(name, ""))
            found[name] = signal if isinstance(signal, dict) and signal.get("name") else None
    return found


def _decider(given: object) -> dict[str, Any]:
    """Bring a decider of before 2.0, with one condition and one output, into the shape of lists."""
    if not isinstance(given, dict):
        return {}
    if "conditions" in given or "outputs" in given:
        return {key: value for key, value in given.items() if value != {}}
    condition = {key: given[key] for key in ("first_signal", "second_signal", "constant", "comparator") if key in given}
    output = {"signal": given.get("output_signal"), "copy_count_from_input": given.get("copy_count_from_input", True)}
    return {"conditions": [condition], "outputs": [output] if output["signal"] else []}


def _sections(given: Mapping[str, Any]) -> dict[str, Any]:
    """Bring the flat filters of before 2.0 into one section."""
    sections = given.get("sections")
    if isinstance(sections, dict):
        found = sections.get("sections") or []
        return {"sections": [{**each, "filters": _slots(each.get("filters"))} for each in found]}
    flat = given.get("filters")
    slots = [
        {**row["signal"], "count": row.get("count", 0), "index": row.get("index", 0)}
        for row in (flat if isinstance(flat, list) else [])
        if isinstance(row, dict) and isinstance(row.get("signal"), dict) and row["signal"].get("name")
    ]
    return {"sections": [{"filters": slots, "index": 1}] if slots else []}


def _slots(filters: object) -> list[Any]:
    rows = filters if isinstance(filters, list) else []
    return [row for row in rows if isinstance(row, dict) and row.get("name")]


def _guess(name: str) -> str:
    """Combinators of mods are told by their names; what everything else sends is not known."""
    return next((kind for kind in COMBINATORS if kind in name), UNKNOWN)


def _node(
    entity: BlueprintEntity, kind: Kind, type_name: str, ends: Mapping[int, int], control: Control | None
) -> Node:
    computing = kind in {"arithmetic", "decider", "selector"}
    outputs = (_OUT_RED, _OUT_GREEN) if computing else (_RED, _GREEN)
    return Node(
        number=entity.number,
        name=entity.name,
        type=type_name,
        kind=kind,
        x=entity.x,
        y=entity.y,
        control=control,
        inputs={_COLOURS[end]: ends[end] for end in (_RED, _GREEN) if end in ends},
        outputs={_COLOURS[end]: ends[end] for end in outputs if end in ends},
        ghost=True,
    )


def _nets(blueprint: Blueprint) -> dict[tuple[int, int], int]:
    """Return by entity number and connector the number of its net, counted from 1 in the order of the string."""
    parent: dict[tuple[int, int], tuple[int, int]] = {}

    def root(end: tuple[int, int]) -> tuple[int, int]:
        while parent.setdefault(end, end) != end:
            parent[end] = parent[parent[end]]
            end = parent[end]
        return end

    for one, other in _circuit_wires(blueprint):
        parent[root(other)] = root(one)
    numbers: dict[tuple[int, int], int] = {}
    return {end: numbers.setdefault(root(end), len(numbers) + 1) for end in sorted(parent)}


def _circuit_wires(blueprint: Blueprint) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for wire in blueprint.wires:
        if wire.source_connector in _COLOURS and wire.target_connector in _COLOURS:
            yield (wire.source, wire.source_connector), (wire.target, wire.target_connector)
