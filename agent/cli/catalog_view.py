"""Entries of the catalogue as a player reads them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from agent.analysis.findings import watts
from agent.analysis.wording import quantity
from agent.cli.screen import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.cli.screen import Screen
    from agent.setup.catalog_store import Kept

_ARROWS: Final = {0: "↑", 4: "→", 8: "↓", 12: "←"}


def say_line(kept: Kept, out: Screen, item: str | None = None) -> None:
    """Print an entry in one line: id, what it makes (the item asked for first), size, confidence."""
    body = kept.body
    made = {**body["furnaces_may_make_per_min"], **body["makes_per_min"]}
    shown = {item: made[item]} if item is not None and item in made else dict(list(body["makes_per_min"].items())[:3])
    out.say(
        out.text(
            "catalog-line",
            id=body["id"],
            label=out.label(body["label"]),
            makes=_rates(shown, out) or out.text("catalog-makes-nothing"),
            width=body["width_tiles"],
            height=body["height_tiles"],
            percent=round(100 * body["confidence"]),
        )
    )


def say_entry(kept: Kept, out: Screen, picture: str | None = None) -> None:
    """Print all of an entry, its picture if it is small enough for one, its string last."""
    body = kept.body
    out.heading("catalog-title", id=body["id"], label=out.label(body["label"]))
    nothing = out.text("catalog-makes-nothing")
    out.say(out.text("catalog-makes", rates=_rates(body["makes_per_min"], out) or nothing))
    if body["furnaces_may_make_per_min"]:
        out.say(out.text("catalog-choice", rates=_rates(body["furnaces_may_make_per_min"], out)))
    out.say(out.text("catalog-takes", rates=_rates(body["takes_per_min"], out) or nothing))
    out.say(out.text("catalog-machine-rates", rates=_rates(body["machine_rates_per_min"], out) or nothing))
    out.say(out.text("catalog-machine-takes", rates=_rates(body["machine_takes_per_min"], out) or nothing))
    out.say(
        out.text(
            "catalog-size",
            width=body["width_tiles"],
            height=body["height_tiles"],
            area=body["area_tiles"],
            entities=body["entities"],
        )
    )
    out.say(out.text("catalog-per-tile", rate=out.catalogue.number(body["per_min_and_tile"])))
    out.say(out.text("catalog-power", power=_power(body["power_w"], out)))
    machines = ", ".join(f"{name} × {count}" for name, count in body["machines"].items())
    out.say(out.text("catalog-machines", machines=machines or nothing))
    out.say(out.text("catalog-technologies", names=", ".join(body["technologies"]) or nothing))
    for port in body["ports"]:
        out.say(_port(port, out))
    out.say(out.text("catalog-confidence", percent=round(100 * body["confidence"])))
    for doubt, names in body["doubts"].items():
        out.say("  " + out.text(f"catalog-doubt-{doubt}", names=one_line(", ".join(names))))
    out.say(
        out.text(
            "catalog-data-set", name=body["data_set"], stack=body["stack_bonus_items"], bulk=body["bulk_bonus_items"]
        )
    )
    if picture is not None:
        out.say(picture)
    out.say(kept.string)


def say_rates(body: Mapping[str, Any], out: Screen) -> None:
    """Print what the machines alone could do, balanced, and what belts and inserters leave of it."""
    nothing = out.text("catalog-makes-nothing")
    for key, rates in (
        ("catalog-machine-rates", body["machine_rates_per_min"]),
        ("catalog-machine-takes", body["machine_takes_per_min"]),
        ("catalog-real-rates", body["makes_per_min"]),
    ):
        out.say(out.text(key, rates=_rates(rates, out) or nothing))


def say_power(body: Mapping[str, Any], out: Screen) -> None:
    """Print what all of it draws, which is more than its machines do; nothing where nothing draws any."""
    if body["power_w"]:
        out.say(out.text("cli-analyse-power-whole", power=_power(body["power_w"], out)))


def _power(power_w: float, out: Screen) -> str:
    return str(quantity(watts(Fraction(str(power_w))), out.catalogue))


def _port(port: Mapping[str, Any], out: Screen) -> str:
    return "  " + out.text(
        f"catalog-port-{port['flow']}",
        way=out.text(f"catalog-way-{port['way']}"),
        lane=out.text(f"catalog-lane-{port['lane']}") if port["way"] == "belt" else "",
        x=port["x_tile"],
        y=port["y_tile"],
        arrow=_ARROWS.get(port["direction"], ""),
        items=", ".join(port["items"]),
        rate=out.catalogue.number(port["rate_per_min"]),
    )


def _rates(rates: Mapping[str, float], out: Screen) -> str:
    return ", ".join(out.text("catalog-rate", item=i, rate=out.catalogue.number(r)) for i, r in rates.items())
