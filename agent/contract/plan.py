"""What the player has planned in a planning mod (Factory Planner). Rates are per second, as that mod keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ConfigDict, with_config

from agent.contract.base import Several

_PART = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item or fluid with its rate; ``type`` is the plan's own word (``item``, ``fluid`` …)."""

    name: str
    per_s: float
    type: str = "item"


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class PlannedModule:
    """Modules in each machine of a line."""

    name: str
    count: float = 0
    quality: str = "normal"


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One recipe of the plan: which machine makes it, how many of them (a fraction; None: not told), and how much."""

    recipe: str
    machine: str | None = None
    quality: str = "normal"
    count: float | None = None
    modules: Several[PlannedModule] = ()
    products: Several[PlannedItem] = ()


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Plan:
    """The plan that is open in the planning mod; ``targets`` is what it is to make, ``cut``: it has more lines."""

    mod: str
    name: str = ""
    targets: Several[PlannedItem] = ()
    lines: Several[PlannedLine] = ()
    cut: bool = False
