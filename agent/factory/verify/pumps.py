"""Pumps in the simulation: what each moves in a beat, and whether its circuit condition lets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.factory.verify.pipelines import PUMP_PER_S, TANK_VOLUME
from agent.game.inserting import TICKS_PER_S

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.factory.verify.boxes import Tank
    from agent.factory.verify.pipelines import Pipeline, Pipelines
    from agent.factory.verify.switches import Switch


@dataclass(frozen=True, slots=True)
class Beat:
    """A pump: units of fluid a beat from one pipeline (None: the shore) to another, while its switch is closed.

    ``gauges`` are the pipelines of the wired tanks with the part of their fluid that these tanks hold.
    """

    source: Tank | None
    target: Tank
    fluids: tuple[str, ...]
    amount: float
    switch: Switch | None = None
    gauges: tuple[tuple[Tank, float], ...] = ()

    def flows(self) -> bool:
        """Move what can be moved and tell whether that was anything."""
        if self.switch is not None:
            fluid = self.switch.fluid
            if not self.switch.closes(sum(tank.has(fluid) * part for tank, part in self.gauges)):
                return False
        moved = False
        for fluid in self.fluids:
            part = min(self.amount, self.source.has(fluid) if self.source else self.amount, self.target.room())
            if part > 0:
                if self.source is not None:
                    self.source.draw(fluid, part)
                self.target.put(fluid, part)
                moved = True
        return moved


def beats(pipelines: Pipelines, tanks: Mapping[Pipeline, Tank], every_ticks: int) -> list[Beat]:
    """Return all pumps between pipelines and on shores as they beat every so many ticks."""
    amount = PUMP_PER_S * every_ticks / TICKS_PER_S
    found = []
    for link in pipelines.links:
        gauges = [pipelines.holding(thing) for thing in link.switch.tanks] if link.switch is not None else []
        found.append(
            Beat(
                tanks[link.source],
                tanks[link.target],
                tuple(sorted(link.source.carries)),
                amount,
                link.switch,
                tuple((tanks[one], TANK_VOLUME / one.volume) for one in gauges if one is not None),
            )
        )
    for spring in pipelines.springs:
        amount = float(spring.fluid_per_s) * every_ticks / TICKS_PER_S
        found.append(Beat(None, tanks[spring.target], (spring.fluid,), amount))
    return found
