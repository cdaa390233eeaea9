"""Combinators, lamps and networks as the mod exports them.

A signal of one capital letter is the virtual one of that letter, ``each``, ``anything`` and ``everything`` are the
wildcards; anything else is an item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.scenarios.build import network, snapshot

if TYPE_CHECKING:
    from agent.contract import Snapshot
    from tests.scenarios.build import Json

WILD: Final = frozenset({"each", "anything", "everything"})
RED_ONLY: Final = {"red": True, "green": False}
GREEN_ONLY: Final = {"red": False, "green": True}


def signal(name: str, quality: str = "normal") -> Json:
    """Return a signal's id."""
    virtual = len(name) == 1 or name in WILD
    return {"name": f"signal-{name}" if virtual else name, "type": "virtual" if virtual else "item", "quality": quality}


def counts(**values: int) -> list[Json]:
    """Return counts of signals; underscores stand for hyphens."""
    return [{**signal(name.replace("_", "-")), "count": count} for name, count in values.items()]


def wires(side: str = "circuit", **networks: int) -> Json:
    """Return connectors of one side by colour: ``circuit``, ``combinator_input`` or ``combinator_output``."""
    return {f"{side}_{colour}": number for colour, number in networks.items()}


def _entity(kind: str, x: float, y: float, connectors: Json, control: Json, **more: Any) -> Json:  # noqa: ANN401 - JSON
    name, circuit = more.pop("name", kind), more.pop("circuit", {})
    return {
        "type": kind,
        "name": name,
        "x": x,
        "y": y,
        "network": 7,
        "circuit": {"connectors": connectors, "control": control, **circuit},
        **more,
    }


def constant(x: float, y: float, connectors: Json, **values: int) -> Json:
    """Return a constant combinator."""
    sections = [{"filters": counts(**values)}]
    return _entity("constant-combinator", x, y, connectors, {"sections": {"sections": sections}})


def operand(side: str, value: str | int, colours: Json | None) -> Json:
    """Return one side of an operation or comparison: a signal or a constant, and the wires it is read from."""
    told: Json = {f"{side}_signal": signal(value)} if isinstance(value, str) else {f"{side}_constant": value}
    return told if colours is None else told | {f"{side}_signal_networks": colours}


def arithmetic(
    x: float,
    y: float,
    ports: tuple[Json, Json],
    formula: tuple[str | int, str, str | int, str],
    colours: Json | None = None,
    second_colours: Json | None = None,
    **circuit: Any,  # noqa: ANN401 - JSON
) -> Json:
    """Return an arithmetic combinator: first, operation, second, output; the wires each is read from."""
    first, operation, second, output = formula
    control = {
        "operation": operation,
        "output_signal": signal(output),
        **operand("first", first, colours),
        **operand("second", second, second_colours),
    }
    connectors = wires("combinator_input", **ports[0]) | wires("combinator_output", **ports[1])
    return _entity("arithmetic-combinator", x, y, connectors, {"arithmetic_conditions": control}, circuit=circuit)


def condition(
    first: str,
    comparator: str,
    second: str | int,
    join: str = "or",
    *,
    quality: str = "normal",
    colours: Json | None = None,
) -> Json:
    """Return a comparison of a signal with another one or a constant."""
    told: Json = {"first_signal": signal(first, quality), "comparator": comparator, "compare_type": join}
    told |= {"constant": second} if isinstance(second, int) else {"second_signal": signal(second)}
    return told if colours is None else told | {"first_signal_networks": colours}


def output(name: str, value: int | None = None) -> Json:
    """Return what a decider gives: so much of a signal, or (None) as much as came in."""
    copied = {"copy_count_from_input": True} if value is None else {"copy_count_from_input": False, "constant": value}
    return {"signal": signal(name), **copied}


def decider(
    x: float,
    y: float,
    ports: tuple[Json, Json],
    conditions: list[Json],
    outputs: list[Json],
    **circuit: Any,  # noqa: ANN401 - JSON
) -> Json:
    """Return a decider combinator."""
    connectors = wires("combinator_input", **ports[0]) | wires("combinator_output", **ports[1])
    control = {"decider_conditions": {"conditions": conditions, "outputs": outputs}}
    return _entity("decider-combinator", x, y, connectors, control, circuit=circuit)


def selector(x: float, y: float, ports: tuple[Json, Json], operation: str, **control: Any) -> Json:  # noqa: ANN401 - JSON
    """Return a selector combinator."""
    connectors = wires("combinator_input", **ports[0]) | wires("combinator_output", **ports[1])
    return _entity("selector-combinator", x, y, connectors, {"operation": operation, **control})


def lamp(x: float, y: float, connectors: Json, shines: Json) -> Json:
    """Return a lamp that obeys a condition."""
    control = {"circuit_enabled": True, "circuit_condition": shines}
    return _entity("lamp", x, y, connectors, control, name="small-lamp")


def inserter(x: float, y: float, connectors: Json, works: Json) -> Json:
    """Return an inserter that obeys a condition."""
    return _entity("inserter", x, y, connectors, {"circuit_enabled": True, "circuit_condition": works})


def chest(x: float, y: float, connectors: Json) -> Json:
    """Return a steel chest that reads its contents, as every chest with a wire does."""
    return _entity("container", x, y, connectors, {"read": {"contents": None}}, name="steel-chest")


def net(number: int, colour: str, connectors: int = 2, **values: int) -> Json:
    """Return a network with what is on it now."""
    return {"id": number, "colour": colour, "signals": counts(**values), "connectors": connectors}


def circuit(entities: list[Json], networks: list[Json]) -> Snapshot:
    """Return a snapshot of powered combinators and their networks."""
    return snapshot(entities, electric_networks=[network()], circuit_networks=networks, collected=["circuit_networks"])


def equals(name: str, value: int) -> tuple[str, str]:
    """Return the patterns of «name = value» in both languages' forms; a name of letters or of an item."""
    sign, digits = ("[-−]" if value < 0 else "(?<![-−])"), f"{abs(value):,}"
    ru = digits.replace(",", r"\s?")
    en = digits.replace(",", ",?")
    head = rf"(?<![\w-]){name.replace('-', '[- ]')}\W*(=|—|:)\s*{sign}"
    return f"{head}{ru}(?!\\d|,\\d)", f"{head}{en}(?!\\d|\\.\\d)"
