"""Small circuits, written as the strings of the game have them since 2.0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.analysis.circuits import Circuit, circuit_of_blueprint
from agent.game import bundled
from agent.game.blueprint import normalise

if TYPE_CHECKING:
    from agent.game.gamedata import GameData

DATA = bundled.load("base-2.0.77")
GAME_2_0 = 562949958402048
Json = dict[str, Any]


def virtual(name: str) -> Json:
    """A virtual signal by its letter or word."""
    return {"type": "virtual", "name": f"signal-{name}"}


def constant(number: int, *, on: bool = True, multiplier: float = 1, **signals: int) -> Json:
    """A constant combinator that sends letters."""
    filters = [
        {"index": place, **virtual(name), "quality": "normal", "comparator": "=", "count": count}
        for place, (name, count) in enumerate(signals.items(), 1)
    ]
    section = {"index": 1, "filters": filters, **({"multiplier": multiplier} if multiplier != 1 else {})}
    return _entity(number, "constant-combinator", {"sections": {"sections": [section]}, "is_on": on})


def arithmetic(number: int, first: str | int, operation: str, second: str | int, output: str, **more: Any) -> Json:  # noqa: ANN401 - JSON
    """An arithmetic combinator over letters, «each» and numbers."""
    given: Json = {"operation": operation, "output_signal": virtual(output), **more}
    for side, operand in (("first", first), ("second", second)):
        given[f"{side}_constant" if isinstance(operand, int) else f"{side}_signal"] = (
            operand if isinstance(operand, int) else virtual(operand)
        )
    return _entity(number, "arithmetic-combinator", {"arithmetic_conditions": given})


def condition(first: str, comparator: str, second: str | int, **more: Any) -> Json:  # noqa: ANN401 - JSON
    """One comparison of letters and numbers."""
    other = {"constant": second} if isinstance(second, int) else {"second_signal": virtual(second)}
    return {"first_signal": virtual(first), "comparator": comparator, **other, **more}


def output(signal: str, number: int | None = None, **more: Any) -> Json:  # noqa: ANN401 - JSON
    """An output that copies its input, or gives a number."""
    made = {} if number is None else {"copy_count_from_input": False, "constant": number}
    return {"signal": virtual(signal), **made, **more}


def decider(number: int, conditions: list[Json], outputs: list[Json]) -> Json:
    """A decider combinator."""
    return _entity(number, "decider-combinator", {"decider_conditions": {"conditions": conditions, "outputs": outputs}})


def selector(number: int, **settings: Any) -> Json:  # noqa: ANN401 - JSON
    """A selector combinator."""
    return _entity(number, "selector-combinator", settings)


def thing(number: int, name: str, **settings: Any) -> Json:  # noqa: ANN401 - JSON
    """Anything else with circuit settings."""
    return _entity(number, name, settings)


def circuit(
    entities: list[Json],
    wires: list[tuple[int, int, int, int]],
    version: int = GAME_2_0,
    data: GameData = DATA,
) -> Circuit:
    """Read them as a blueprint. Connectors: 1 red and 2 green (a combinator's input), 3 and 4 its outputs."""
    body = {"version": version, "entities": entities, "wires": [list(wire) for wire in wires]}
    return circuit_of_blueprint(normalise(body), data)


def _entity(number: int, name: str, settings: Json) -> Json:
    return {
        "entity_number": number,
        "name": name,
        "position": {"x": number * 2.0, "y": 0.5},
        "control_behavior": settings,
    }
