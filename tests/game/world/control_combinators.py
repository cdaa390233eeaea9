"""Control behaviours of combinators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.world.control_base import LuaControlBehavior, LuaLogisticSection

if TYPE_CHECKING:
    from tests.game.world.geometry import Value


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


class LuaSelectorCombinatorControlBehavior(LuaControlBehavior):
    """A selector combinator's; its settings stand beside one another."""

    api_class = "LuaSelectorCombinatorControlBehavior"
    kind = "selector_combinator"

    @property
    def parameters(self) -> Value:
        return {"operation": "select", **(self.of.settings or {})}

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
