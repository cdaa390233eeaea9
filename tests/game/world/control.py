"""Which control behaviour an entity has: the circuit settings of entities, as blueprints write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.world import kinds
from tests.game.world.control_base import LuaLogisticSection, sections
from tests.game.world.control_combinators import (
    LuaArithmeticCombinatorControlBehavior,
    LuaConstantCombinatorControlBehavior,
    LuaDeciderCombinatorControlBehavior,
    LuaSelectorCombinatorControlBehavior,
)
from tests.game.world.control_machines import (
    LuaAccumulatorControlBehavior,
    LuaAssemblingMachineControlBehavior,
    LuaContainerControlBehavior,
    LuaFurnaceControlBehavior,
    LuaGenericOnOffControlBehavior,
    LuaInserterControlBehavior,
    LuaLampControlBehavior,
    LuaLogisticContainerControlBehavior,
    LuaMiningDrillControlBehavior,
    LuaProgrammableSpeakerControlBehavior,
    LuaPumpControlBehavior,
    LuaRailChainSignalControlBehavior,
    LuaRailSignalControlBehavior,
    LuaReactorControlBehavior,
    LuaRoboportControlBehavior,
    LuaSingleFluidBoxControlBehavior,
    LuaStorageTankControlBehavior,
    LuaTrainStopControlBehavior,
    LuaTransportBeltControlBehavior,
    LuaTurretControlBehavior,
    LuaWallControlBehavior,
)

if TYPE_CHECKING:
    from tests.game.world.control_base import LuaControlBehavior
    from tests.game.world.entity_wires import EntityWires

__all__ = ["LuaLogisticSection", "behavior", "sections"]

_BY_TYPE: dict[str, type[LuaControlBehavior]] = {
    "accumulator": LuaAccumulatorControlBehavior,
    "ammo-turret": LuaTurretControlBehavior,
    "arithmetic-combinator": LuaArithmeticCombinatorControlBehavior,
    "assembling-machine": LuaAssemblingMachineControlBehavior,
    "constant-combinator": LuaConstantCombinatorControlBehavior,
    "container": LuaContainerControlBehavior,
    "decider-combinator": LuaDeciderCombinatorControlBehavior,
    "electric-turret": LuaTurretControlBehavior,
    "fluid-turret": LuaTurretControlBehavior,
    "furnace": LuaFurnaceControlBehavior,
    "inserter": LuaInserterControlBehavior,
    "lamp": LuaLampControlBehavior,
    "logistic-container": LuaLogisticContainerControlBehavior,
    "mining-drill": LuaMiningDrillControlBehavior,
    "programmable-speaker": LuaProgrammableSpeakerControlBehavior,
    "pump": LuaPumpControlBehavior,
    "rail-chain-signal": LuaRailChainSignalControlBehavior,
    "rail-signal": LuaRailSignalControlBehavior,
    "reactor": LuaReactorControlBehavior,
    "roboport": LuaRoboportControlBehavior,
    "selector-combinator": LuaSelectorCombinatorControlBehavior,
    "train-stop": LuaTrainStopControlBehavior,
    "transport-belt": LuaTransportBeltControlBehavior,
    "wall": LuaWallControlBehavior,
}
_ON_OFF = frozenset({"offshore-pump", "power-switch"})


def behavior(entity: EntityWires) -> LuaControlBehavior | None:
    """The behaviour of an entity, as far as its type is modelled; nil for what the circuit network cannot control."""
    if entity.inner is not None or entity.type in kinds.NATURE | kinds.LOOSE:
        return None
    if entity.type == "storage-tank":
        old = entity.world.version == "2.0"
        return LuaStorageTankControlBehavior(entity) if old else LuaSingleFluidBoxControlBehavior(entity)
    made = _BY_TYPE.get(entity.type)
    if made is None and entity.type in _ON_OFF:
        made = LuaGenericOnOffControlBehavior
    return made(entity) if made else None
