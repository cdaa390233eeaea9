"""Electric networks of a snapshot. Powers are watts, energies joules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config

from agent.contract.base import Several, Strict, Whole
from agent.contract.parts import Count

_PART = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class PowerFlow:
    """What all entities of one prototype in a network used or made, as the game's own statistics average it.

    ``now_w`` is the mean of five seconds, ``ten_minutes_w`` and ``hour_w`` of these spans; accumulators appear on
    both sides, charging and discharging.
    """

    name: str
    side: Literal["use", "make"]
    now_w: float
    ten_minutes_w: float = 0.0
    hour_w: float = 0.0


class ElectricNetwork(Strict):
    """One electric network that reaches into the area.

    ``satisfaction`` is 0…1; on game 2.0 it is an estimate from pole statistics and machine statuses, and says so.
    ``id`` is the game's ``electric_network_id``; since 2.1 that of a part between power switches, ``whole`` being one
    number for all parts that closed switches join. ``flows`` and the sums cover the whole network, the counts only
    what stands in the area; ``flows`` is empty on 2.0 where no pole of the network was found.
    """

    id: Whole
    whole: Whole | None = None
    satisfaction: Annotated[float, Field(ge=0, le=1)] | None = None
    estimated: bool = False
    demand_w: Annotated[float, Field(ge=0)] | None = None
    supply_w: Annotated[float, Field(ge=0)] | None = None
    maximum_w: Annotated[float, Field(ge=0, description="What its producers could give now; 2.1 only.")] | None = None
    stored_j: Annotated[float, Field(ge=0, description="In accumulators: of the network on 2.1, else of the area.")] = (
        0.0
    )
    storage_j: Annotated[float, Field(ge=0, description="Room in the same accumulators.")] = 0.0
    poles: Count = 0
    consumers: Count = 0
    accumulators: Count = 0
    low_power: Annotated[Count, Field(description="Entities in the area whose status is low_power.")] = 0
    no_power: Annotated[Count, Field(description="Entities in the area whose status is no_power.")] = 0
    flows: Several[PowerFlow] = ()
