"""Lua cannot tell an empty list from an empty table: ``{}`` where a list is meant is taken for ``[]``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, from_json, to_json

from agent.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Iterable

_Model = TypeVar("_Model", bound=BaseModel)

MOST_ROUNDS = 16
"""So often, at most, a file is looked at again for the sake of ``{}``; a test counts the names that may need it."""


def second_look(model: type[_Model], raw: bytes, fault: ValidationError) -> _Model:
    """Turn ``{}`` into ``[]`` where a list is meant and check again, until nothing is found of which none was known.

    A check ends at the first fault of each list. So what can only be a list by its name is mended everywhere at once,
    and a fault in one item of a list in all its neighbours: rounds are left for names that are a list's here and a
    table's there alone.
    """
    data: Any = None
    for _ in range(MOST_ROUNDS):
        # Without what was found instead: of a large file that would be kept once more for each fault.
        faults = fault.errors(include_url=False, include_context=False, include_input=False)
        real = [item for item in faults if item["type"] not in {"tuple_type", "list_type"}]
        if not real:
            data = _with_lists(from_json(raw), _names_of_lists(model)) if data is None else data
            real = [item for item in faults if not _mended(data, item["loc"])]
        if real:
            raise ContractError("contract-invalid", **_first_fault(real)) from None
        try:
            return model.model_validate_json(to_json(data, inf_nan_mode="constants"))
        except ValidationError as again:
            fault = again
    raise ContractError("contract-invalid", **_first_fault(faults)) from None


@cache
def _names_of_lists(model: type[BaseModel]) -> frozenset[str]:
    """Return the names of fields that are lists wherever they stand in a document."""
    schema = model.model_json_schema()
    lists: set[str] = set()
    others: set[str] = set()
    for part in (schema, *schema.get("$defs", {}).values()):
        for name, field in part.get("properties", {}).items():
            kinds = {each.get("type") for each in (field, *field.get("anyOf", ()))} - {None, "null"}
            (lists if kinds == {"array"} else others).add(name)
    return frozenset(lists - others)


def _with_lists(data: Any, names: frozenset[str]) -> Any:  # noqa: ANN401 - any JSON value
    """Put ``[]`` in the place of every ``{}`` of these names; how deep a document goes is bounded before it is read."""
    if isinstance(data, list):
        for part in data:
            _with_lists(part, names)
    elif isinstance(data, dict):
        for name, part in data.items():
            if part == {} and name in names:
                data[name] = []
            else:
                _with_lists(part, names)
    return data


def _mended(data: Any, location: tuple[int | str, ...]) -> bool:  # noqa: ANN401 - any JSON value
    """Follow a location of pydantic's, and the same way through every other item of the lists on it.

    Steps that name a union's branch are no keys and are passed over.

    Returns:
        Whether an empty table stood at the location, or what was put there before.
    """
    inner = data
    way: list[Any] = []
    for step in location:
        if (isinstance(inner, dict) and step in inner) or (isinstance(inner, list) and isinstance(step, int)):
            inner = cast("Any", inner)[step]
            way.append(step)
    if inner not in ({}, []) or not way:
        return False
    *before, last = way
    holders = [data]
    for step in before:
        holders = [inner for holder in holders for inner in _alike(holder, step)]
    for holder in holders:
        if isinstance(holder, list):
            holder[:] = [[] if item == {} else item for item in holder]
        elif isinstance(holder, dict) and holder.get(last) == {}:
            holder[last] = []
    return True


def _alike(holder: Any, step: int | str) -> Iterable[Any]:  # noqa: ANN401 - any JSON value
    """Return every item of a list, the one field of a table."""
    if isinstance(holder, list):
        return holder
    return [holder[step]] if isinstance(holder, dict) and step in holder else []


def _first_fault(faults: list[ErrorDetails]) -> dict[str, str | int]:
    first = faults[0]
    place = ".".join(str(step) for step in first["loc"]) or "."
    return {"place": place[:120], "fault": first["type"], "more": len(faults) - 1}
