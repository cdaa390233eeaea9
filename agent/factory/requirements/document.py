"""A plan as JSON: camelCase, the unit in each field's name, exact values as fractions beside the rounded ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from agent.factory.requirements.process import Setup
    from agent.factory.requirements.requirement import ProductionRequirement, Step

Json = dict[str, Any]
KIND = "production-requirement"


def document(plan: ProductionRequirement) -> Json:
    """Return the plan as plain JSON; rates are per minute, exact ones per second."""
    return {
        "kind": KIND,
        "dataSet": plan.data_set,
        "place": plan.place,
        "targets": [_flow(plan, target.name, target.rate_per_s) for target in plan.targets],
        "recipes": [_step(plan, step) for step in plan.steps],
        "rawInputs": _flows(plan, plan.raw),
        "byProducts": _flows(plan, plan.by_products),
        "belts": [
            {**_flow(plan, name, plan.flows[name]), "belt": plan.belt[0], "belts": float(count)}
            for name, count in plan.belts.items()
        ],
        "machineTotals": [{"machine": name, "count": count} for name, count in plan.machines.items()],
        "powerW": float(plan.power_w),
        "beaconPowerW": float(plan.beacon_power_w),
        "pollutionPerMin": _floats(plan.pollution_per_min),
        "cycles": [list(names) for names in plan.cycles],
        "startItems": [
            {"item": start.name, "amount": float(start.amount), "recipe": start.recipe} for start in plan.starts
        ],
        "utilisation": {
            name: {"share": float(part), "shareExact": str(part)} for name, part in plan.utilisation.items()
        },
        "notes": list(plan.notes),
    }


def _flow(plan: ProductionRequirement, name: str, rate_per_s: Fraction) -> Json:
    return {
        "item": name,
        "fluid": name in plan.fluids,
        "ratePerMin": float(rate_per_s * 60),
        "ratePerSecExact": str(rate_per_s),
    }


def _flows(plan: ProductionRequirement, rates: Mapping[str, Fraction]) -> list[Json]:
    return [_flow(plan, name, rate) for name, rate in rates.items()]


def _floats(values: Mapping[str, Fraction]) -> dict[str, float]:
    return {name: float(value) for name, value in values.items()}


def _step(plan: ProductionRequirement, step: Step) -> Json:
    setup = step.process.setup
    found: Json = {
        "recipe": step.process.name,
        "kind": step.process.kind,
        "craftsPerMin": float(step.crafts_per_s * 60),
        "craftsPerSecExact": str(step.crafts_per_s),
        "inputs": _flows(plan, step.inputs),
        "outputs": _flows(plan, step.outputs),
        "cycle": step.group,
        "sharesMachinesOf": step.process.shares,
        "machine": None,
    }
    if setup is not None and step.machines is not None:
        found |= {
            "machine": setup.machine,
            "machines": float(step.machines),
            "machinesExact": str(step.machines),
            "machinesRoundedUp": step.standing,
            **_setup(setup),
            "fuel": _flow(plan, *step.fuel) if step.fuel is not None else None,
            "powerW": float(step.power_w),
            "beaconPowerW": float(step.beacon_power_w),
            "pollutionPerMin": _floats(step.pollution_per_min),
        }
    return found


def _setup(setup: Setup) -> Json:
    return {
        "quality": setup.quality,
        "modules": [{"name": m.name, "quality": m.quality, "count": m.count} for m in setup.modules],
        "beacons": [
            {
                "beacon": group.beacon,
                "count": group.count,
                "modules": [{"name": m.name, "quality": m.quality, "count": m.count} for m in group.modules],
            }
            for group in setup.beacons
        ],
        "speedBonus": float(setup.speed_bonus),
        "productivityBonus": float(setup.productivity),
        "qualityChance": float(setup.quality_chance),
    }
