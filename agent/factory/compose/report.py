"""A block as a person reads it: target, size, modules, what comes in and leaves, what is joined to what."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from agent.factory.compose.block import Block, Edge
    from agent.i18n import Catalogue

RATE_DIGITS = 2
EFFICIENCY_DIGITS = 4


def report(block: Block, catalogue: Catalogue) -> Iterator[str]:
    """Yield the report's lines."""
    names = {entry.number: entry.name for entry in block.modules}
    title = catalogue.text("compose-title", name=block.name)
    yield title
    yield "=" * len(title)
    for item, rate in block.targets_per_min.items():
        yield catalogue.text("compose-target", item=item, rate=_rate(rate))
    yield catalogue.text("compose-dimensions", width=block.box[2], height=block.box[3])
    if block.turned:
        yield catalogue.text("compose-turned")
    yield catalogue.text("compose-modules-count", count=len(block.modules))
    inner = block.inner
    yield catalogue.text(
        "compose-alignment",
        score=block.alignment,
        aligned=sum(one.aligned for one in inner),
        assigned=len(inner),
    )
    if block.bound is not None:
        yield catalogue.text("compose-bound", bound=block.bound)
    yield ""
    yield catalogue.text("compose-modules")
    for entry in block.modules:
        yield (
            "  "
            + catalogue.text(
                "compose-module",
                number=entry.number + 1,
                name=entry.name,
                x=entry.x,
                y=entry.y,
                machine=entry.machine,
                machines=entry.machines,
            )
            + ("" if entry.needed is None else " " + catalogue.text("compose-needed", machines=_exact(entry.needed)))
        )
        if entry.origin is not None:
            yield "     " + catalogue.text("compose-from-catalog", id=entry.origin.id, label=_plain(entry.origin.label))
    if any(entry.needed is not None and entry.machines > ceil(entry.needed) for entry in block.modules):
        yield "  " + catalogue.text("compose-spare")
    for key, edges in (("compose-inputs", block.inputs), ("compose-outputs", block.outputs)):
        yield ""
        yield catalogue.text(key)
        yield from (_edge(edge, catalogue) for edge in edges)
    yield ""
    yield catalogue.text("compose-connections", count=len(inner))
    for one in inner:
        yield f"  {one.item}: {names[one.supplier]} -> {names[one.taker]}"
    if block.roboports:
        places = ", ".join(f"({x}, {y})" for x, y in block.roboports)
        yield ""
        yield catalogue.text("compose-roboports", count=len(block.roboports), places=places)
    yield ""
    yield catalogue.text("compose-efficiency", efficiency=_shown(block.efficiency))


def _edge(edge: Edge, catalogue: Catalogue) -> str:
    return "  - " + catalogue.text(
        "compose-edge", item=edge.item, rate=_rate(edge.per_min), x=edge.tile[0], y=edge.tile[1]
    )


def _plain(label: str) -> str:
    """Return a player's label on one line."""
    return " ".join(label.split())


def _shown(efficiency: Fraction) -> float:
    """Round to what the report has room for, which must not leave nothing of a slow block."""
    return round(float(efficiency), EFFICIENCY_DIGITS) or float(f"{float(efficiency):.1g}")


def _exact(machines: Fraction) -> float:
    """Round as `_rate`, but never a part of a machine to none."""
    return round(float(machines), RATE_DIGITS) or float(f"{float(machines):.1g}")


def _rate(rate: Fraction) -> float:
    return round(float(rate), RATE_DIGITS)
