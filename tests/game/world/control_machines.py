"""Control behaviours of everything but combinators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.world.control_base import LuaControlBehavior

if TYPE_CHECKING:
    from tests.game.world.geometry import Value


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


class LuaFurnaceControlBehavior(LuaGenericOnOffControlBehavior):
    """A furnace's."""

    api_class = "LuaFurnaceControlBehavior"
    kind = "furnace"

    @property
    def circuit_read_contents(self) -> bool:
        return bool(self.said("read_contents", default=False))

    @property
    def circuit_read_ingredients(self) -> bool:
        return bool(self.said("read_ingredients", default=False))

    @property
    def circuit_read_recipe_finished(self) -> bool:
        return bool(self.said("read_recipe_finished", default=False))

    @property
    def circuit_recipe_finished_signal(self) -> Value:
        return self.said("recipe_finished_signal")

    @property
    def circuit_read_working(self) -> bool:
        return bool(self.said("read_working", default=False))

    @property
    def circuit_working_signal(self) -> Value:
        return self.said("working_signal")


class LuaAssemblingMachineControlBehavior(LuaFurnaceControlBehavior):
    """An assembling machine's."""

    api_class = "LuaAssemblingMachineControlBehavior"
    kind = "assembling_machine"

    @property
    def circuit_set_recipe(self) -> bool:
        return bool(self.said("set_recipe", default=False))


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

    @property
    def read_stopped_train(self) -> bool:
        return bool(self.said("read_stopped_train", default=False))

    @property
    def stopped_train_signal(self) -> Value:
        return self.said("train_stopped_signal")

    @property
    def read_trains_count(self) -> bool:
        return bool(self.said("read_trains_count", default=False))

    @property
    def trains_count_signal(self) -> Value:
        return self.said("trains_count_signal")

    @property
    def set_trains_limit(self) -> bool:
        return bool(self.said("set_trains_limit", default=False))

    @property
    def trains_limit_signal(self) -> Value:
        return self.said("trains_limit_signal")

    @property
    def set_priority(self) -> bool:
        return bool(self.said("set_priority", default=False))

    @property
    def priority_signal(self) -> Value:
        return self.said("priority_signal")


class LuaPumpControlBehavior(LuaGenericOnOffControlBehavior):
    """A pump's."""

    api_class = "LuaPumpControlBehavior"
    kind = "pump"

    @property
    def set_filter(self) -> bool:
        return bool(self.said("set_filter", default=False))


class LuaMiningDrillControlBehavior(LuaGenericOnOffControlBehavior):
    """A mining drill's."""

    api_class = "LuaMiningDrillControlBehavior"
    kind = "mining_drill"

    @property
    def circuit_read_resources(self) -> bool:
        return bool(self.said("circuit_read_resources", default=False))


class LuaTurretControlBehavior(LuaGenericOnOffControlBehavior):
    """A turret's."""

    api_class = "LuaTurretControlBehavior"
    kind = "turret"

    @property
    def read_ammo(self) -> bool:
        return bool(self.said("read_ammo", default=False))

    @property
    def set_priority_list(self) -> bool:
        return bool(self.said("set_priority_list", default=False))


class LuaContainerControlBehavior(LuaControlBehavior):
    """A chest's."""

    api_class = "LuaContainerControlBehavior"
    kind = "container"

    @property
    def read_contents(self) -> bool:
        return bool(self.said("read_contents", default=True))


class LuaLogisticContainerControlBehavior(LuaControlBehavior):
    """A logistic chest's: one mode on 2.0 (blueprints: circuit_mode_of_operation 0 sends the contents, 1 sets the
    requests), two switches on 2.1."""

    api_class = "LuaLogisticContainerControlBehavior"
    kind = "logistic_container"

    @property
    def circuit_exclusive_mode_of_operation(self) -> str:
        return ("send_contents", "set_requests", "none")[int(self.said("circuit_mode_of_operation", 0))]

    @property
    def read_contents(self) -> bool:
        return bool(self.said("read_contents", default=False))

    @property
    def set_requests(self) -> bool:
        return bool(self.said("set_requests", default=False))

    @property
    def circuit_condition_enabled(self) -> bool:
        return bool(self.said("circuit_condition_enabled", default=False))

    @property
    def circuit_condition(self) -> Value:
        return self.said("circuit_condition", {})


class LuaStorageTankControlBehavior(LuaControlBehavior):
    """A tank's on 2.0."""

    api_class = "LuaStorageTankControlBehavior"
    kind = "storage_tank"

    @property
    def read_contents(self) -> bool:
        return bool(self.said("read_contents", default=True))


class LuaSingleFluidBoxControlBehavior(LuaControlBehavior):
    """A tank's on 2.1."""

    api_class = "LuaSingleFluidBoxControlBehavior"
    kind = "single_fluid_box"

    @property
    def circuit_exclusive_mode_of_operation(self) -> str:
        return ("none", "send_contents", "send_segment_contents")[int(self.said("circuit_mode_of_operation", 1))]


class LuaAccumulatorControlBehavior(LuaControlBehavior):
    """An accumulator's."""

    api_class = "LuaAccumulatorControlBehavior"
    kind = "accumulator"

    @property
    def read_charge(self) -> bool:
        return bool(self.said("read_charge", default=True))

    @property
    def output_signal(self) -> Value:
        return self.said("output_signal", {"type": "virtual", "name": "signal-A"})


class LuaRoboportControlBehavior(LuaControlBehavior):
    """A roboport's."""

    api_class = "LuaRoboportControlBehavior"
    kind = "roboport"

    @property
    def read_logistics(self) -> bool:
        return bool(self.said("read_logistics", default=True))

    @property
    def read_robot_stats(self) -> bool:
        return bool(self.said("read_robot_stats", default=False))

    @property
    def available_logistic_output_signal(self) -> Value:
        return self.said("available_logistic_output_signal")

    @property
    def total_logistic_output_signal(self) -> Value:
        return self.said("total_logistic_output_signal")

    @property
    def available_construction_output_signal(self) -> Value:
        return self.said("available_construction_output_signal")

    @property
    def total_construction_output_signal(self) -> Value:
        return self.said("total_construction_output_signal")


class LuaRailSignalControlBehavior(LuaControlBehavior):
    """A rail signal's."""

    api_class = "LuaRailSignalBaseControlBehavior"
    kind = "rail_signal"

    @property
    def circuit_condition(self) -> Value:
        return self.said("circuit_condition", {})

    @property
    def close_signal(self) -> bool:
        return bool(self.said("circuit_close_signal", default=False))

    @property
    def read_signal(self) -> bool:
        return bool(self.said("circuit_read_signal", default=True))


class LuaRailChainSignalControlBehavior(LuaRailSignalControlBehavior):
    """A chain signal's."""

    kind = "rail_chain_signal"


class LuaWallControlBehavior(LuaControlBehavior):
    """A wall's, of a gate beside it."""

    api_class = "LuaWallControlBehavior"
    kind = "wall"

    @property
    def circuit_condition(self) -> Value:
        return self.said("circuit_condition", {})

    @property
    def open_gate(self) -> bool:
        return bool(self.said("circuit_open_gate", default=False))

    @property
    def read_sensor(self) -> bool:
        return bool(self.said("circuit_read_sensor", default=False))

    @property
    def output_signal(self) -> Value:
        return self.said("output_signal")


class LuaReactorControlBehavior(LuaControlBehavior):
    """A reactor's."""

    api_class = "LuaReactorControlBehavior"
    kind = "reactor"

    @property
    def read_fuel(self) -> bool:
        return bool(self.said("read_fuel", default=False))

    @property
    def read_temperature(self) -> bool:
        return bool(self.said("read_temperature", default=False))

    @property
    def temperature_signal(self) -> Value:
        return self.said("temperature_signal")


class LuaProgrammableSpeakerControlBehavior(LuaControlBehavior):
    """A speaker's."""

    api_class = "LuaProgrammableSpeakerControlBehavior"
    kind = "programmable_speaker"

    @property
    def circuit_condition(self) -> Value:
        return self.said("circuit_condition", {})
