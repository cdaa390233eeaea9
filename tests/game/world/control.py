"""Control behaviours: the circuit settings of entities, as blueprints write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.objects import SimObject
from tests.game.world import kinds

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.circuit import LuaCircuitNetwork
    from tests.game.world.entity_wires import EntityWires
    from tests.game.world.geometry import Value


class LuaControlBehavior(SimObject):
    """Settings are kept at the entity, under the names a blueprint's `control_behavior` uses."""

    api_class: ClassVar[str] = "LuaControlBehavior"
    kind: ClassVar[str] = ""

    def __init__(self, entity: EntityWires) -> None:
        self.of = entity

    @property
    def object_id(self) -> Hashable:
        return *self.of.key, "control"

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the entity
        return self.of.valid

    @property
    def entity(self) -> EntityWires:
        return self.of

    @property
    def type(self) -> str:
        return self.kind

    def get_circuit_network(self, wire_connector_id: str) -> LuaCircuitNetwork | None:
        return self.of.get_circuit_network(wire_connector_id)

    def said(self, name: str, default: Value = None) -> Value:
        """One setting."""
        return (self.of.settings or {}).get(name, default)

    def say(self, name: str, value: Value) -> None:
        """Changes one setting."""
        self.of.settings = {**(self.of.settings or {}), name: value}


class LuaGenericOnOffControlBehavior(LuaControlBehavior):
    """Things that a condition switches on and off."""

    api_class = "LuaGenericOnOffControlBehavior"
    kind = "generic_on_off"

    @property
    def circuit_enable_disable(self) -> bool:
        return bool(self.said("circuit_enabled", default=False))

    @circuit_enable_disable.setter
    def circuit_enable_disable(self, enabled: bool) -> None:
        self.say("circuit_enabled", enabled)

    @property
    def circuit_condition(self) -> Value:
        return self.said("circuit_condition", {})

    @circuit_condition.setter
    def circuit_condition(self, condition: Value) -> None:
        self.say("circuit_condition", condition)

    @property
    def logistic_condition(self) -> Value:
        return self.said("logistic_condition", {})

    @property
    def connect_to_logistic_network(self) -> bool:
        return bool(self.said("connect_to_logistic_network", default=False))

    @property
    def disabled(self) -> bool:
        return self.of.disabled_by_control_behavior


class LuaInserterControlBehavior(LuaGenericOnOffControlBehavior):
    """An inserter's."""

    api_class = "LuaInserterControlBehavior"
    kind = "inserter"

    @property
    def circuit_set_filters(self) -> bool:
        return bool(self.said("circuit_set_filters", default=False))

    @property
    def circuit_read_hand_contents(self) -> bool:
        return bool(self.said("circuit_read_hand_contents", default=False))

    @property
    def circuit_set_stack_size(self) -> bool:
        return bool(self.said("circuit_set_stack_size", default=False))

    @property
    def circuit_stack_control_signal(self) -> Value:
        return self.said("stack_control_input_signal")


class LuaTransportBeltControlBehavior(LuaGenericOnOffControlBehavior):
    """A belt's."""

    api_class = "LuaTransportBeltControlBehavior"
    kind = "transport_belt"

    @property
    def read_contents(self) -> bool:
        return bool(self.said("circuit_read_hand_contents", default=False))


class LuaLampControlBehavior(LuaGenericOnOffControlBehavior):
    """A lamp's."""

    api_class = "LuaLampControlBehavior"
    kind = "lamp"

    @property
    def use_colors(self) -> bool:
        return bool(self.said("use_colors", default=False))


class LuaAssemblingMachineControlBehavior(LuaGenericOnOffControlBehavior):
    """An assembling machine's."""

    api_class = "LuaAssemblingMachineControlBehavior"
    kind = "assembling_machine"

    @property
    def circuit_set_recipe(self) -> bool:
        return bool(self.said("set_recipe", default=False))

    @property
    def circuit_read_contents(self) -> bool:
        return bool(self.said("read_contents", default=False))


class LuaTrainStopControlBehavior(LuaGenericOnOffControlBehavior):
    """A train stop's."""

    api_class = "LuaTrainStopControlBehavior"
    kind = "train_stop"

    @property
    def send_to_train(self) -> bool:
        return bool(self.said("send_to_train", default=True))

    @property
    def read_from_train(self) -> bool:
        return bool(self.said("read_from_train", default=False))


class LuaArithmeticCombinatorControlBehavior(LuaControlBehavior):
    """An arithmetic combinator's."""

    api_class = "LuaArithmeticCombinatorControlBehavior"
    kind = "arithmetic_combinator"

    @property
    def parameters(self) -> Value:
        return self.said("arithmetic_conditions", {"operation": "*"})

    @parameters.setter
    def parameters(self, parameters: Value) -> None:
        self.say("arithmetic_conditions", parameters)

    @property
    def signals_last_tick(self) -> Value:
        return self.of.signals_said or []


class LuaDeciderCombinatorControlBehavior(LuaControlBehavior):
    """A decider combinator's."""

    api_class = "LuaDeciderCombinatorControlBehavior"
    kind = "decider_combinator"

    @property
    def parameters(self) -> Value:
        return self.said("decider_conditions", {"conditions": [], "outputs": []})

    @parameters.setter
    def parameters(self, parameters: Value) -> None:
        self.say("decider_conditions", parameters)

    @property
    def signals_last_tick(self) -> Value:
        return self.of.signals_said or []


class LuaConstantCombinatorControlBehavior(LuaControlBehavior):
    """A constant combinator's."""

    api_class = "LuaConstantCombinatorControlBehavior"
    kind = "constant_combinator"

    @property
    def enabled(self) -> bool:
        return bool(self.said("is_on", default=True))

    @enabled.setter
    def enabled(self, enabled: bool) -> None:
        self.say("is_on", enabled)

    @property
    def sections(self) -> list[LuaLogisticSection]:
        given = self.said("sections", {}).get("sections", ())
        return [LuaLogisticSection(self.of, number) for number in range(1, len(given) + 1)]

    @property
    def sections_count(self) -> int:
        return len(self.sections)


class LuaLogisticSection(SimObject):
    """One section of filters of a constant combinator or a requester."""

    api_class: ClassVar[str] = "LuaLogisticSection"

    def __init__(self, entity: EntityWires, number: int) -> None:
        self.of = entity
        self.number = number

    @property
    def object_id(self) -> Hashable:
        return *self.of.key, "section", self.number

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the entity
        return self.of.valid and self.number <= len(sections(self.of))

    @property
    def given(self) -> Value:
        """The section as a blueprint writes it."""
        return sections(self.of)[self.number - 1]

    @property
    def owner(self) -> EntityWires:
        return self.of

    @property
    def index(self) -> int:
        return self.number

    @property
    def group(self) -> str:
        return str(self.given.get("group", ""))

    @property
    def active(self) -> bool:
        return bool(self.given.get("active", True))

    @property
    def multiplier(self) -> float:
        return float(self.given.get("multiplier", 1))

    @property
    def is_manual(self) -> bool:
        return True

    @property
    def type(self) -> str:
        return "manual"

    @property
    def filters_count(self) -> int:
        return max((int(one["index"]) for one in self.given.get("filters", ())), default=0)

    @property
    def filters(self) -> list[Value]:
        return [self.get_slot(slot) for slot in range(1, self.filters_count + 1)]

    def get_slot(self, slot: int) -> Value:
        """A LogisticFilter; an empty one where nothing is set."""
        found = next((one for one in self.given.get("filters", ()) if int(one["index"]) == slot), None)
        if found is None:
            return {}
        value = {"type": found.get("type", "item"), "name": found["name"], "quality": found.get("quality", "normal")}
        value["comparator"] = found.get("comparator", "=")
        return {"value": value, "min": found["count"], **({"max": found["max_count"]} if "max_count" in found else {})}


def sections(entity: EntityWires) -> list[Value]:
    """Sections of an entity: a combinator's settings, a requester's requests."""
    return list((entity.settings or {}).get("sections", {}).get("sections", ()))


_BY_TYPE: dict[str, type[LuaControlBehavior]] = {
    "inserter": LuaInserterControlBehavior,
    "transport-belt": LuaTransportBeltControlBehavior,
    "lamp": LuaLampControlBehavior,
    "assembling-machine": LuaAssemblingMachineControlBehavior,
    "train-stop": LuaTrainStopControlBehavior,
    "arithmetic-combinator": LuaArithmeticCombinatorControlBehavior,
    "decider-combinator": LuaDeciderCombinatorControlBehavior,
    "constant-combinator": LuaConstantCombinatorControlBehavior,
}
_ON_OFF = frozenset({"pump", "power-switch", "mining-drill"})


def behavior(entity: EntityWires) -> LuaControlBehavior | None:
    """The behaviour of an entity, as far as its type is modelled; nil for what the circuit network cannot control."""
    if entity.inner is not None or entity.type in kinds.NATURE | kinds.LOOSE:
        return None
    made = _BY_TYPE.get(entity.type)
    if made is None and entity.type in _ON_OFF:
        made = LuaGenericOnOffControlBehavior
    return made(entity) if made else None
