"""Circuit settings of an entity: one shape for a snapshot and for the blueprint strings of 2.0 and later.

Names and defaults are the game's own (runtime API, concepts ``…BlueprintControlBehavior``,
``ArithmeticCombinatorParameters``, ``DeciderCombinatorParameters``, ``SelectorCombinatorParameters``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pydantic import ConfigDict, with_config

from agent.contract.base import Several, Table, Whole

_PART = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)

Comparator = Literal["<", ">", "=", "≥", "≤", "≠", ">=", "<=", "!=", "=="]


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class SignalId:
    """A signal: an item, a fluid, a virtual signal, an entity, a recipe … of one quality."""

    name: str
    type: str = "item"
    quality: str = "normal"


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class SignalCount:
    """How much of a signal there is on a network; 32 bits, signed."""

    name: str
    count: Whole
    type: str = "item"
    quality: str = "normal"


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Colours:
    """From which of the two wires an operand is read."""

    red: bool = True
    green: bool = True


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison of a signal with another one or with a constant.

    ``compare_type`` joins it to the condition before it (deciders and wait conditions since 2.0).
    """

    first_signal: SignalId | None = None
    comparator: Comparator = "<"
    constant: Whole | None = None
    second_signal: SignalId | None = None
    first_signal_networks: Colours = Colours()
    second_signal_networks: Colours = Colours()
    compare_type: Literal["and", "or"] = "or"
    fulfilled: bool | None = None


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class ArithmeticConditions:
    """An arithmetic combinator: ``first`` ``operation`` ``second`` → ``output_signal``."""

    operation: str = "*"
    first_signal: SignalId | None = None
    first_constant: Whole | None = None
    second_signal: SignalId | None = None
    second_constant: Whole | None = None
    output_signal: SignalId | None = None
    first_signal_networks: Colours = Colours()
    second_signal_networks: Colours = Colours()


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class DeciderOutput:
    """What a decider gives; ``constant`` (1 where none is said) unless it copies the input's count."""

    signal: SignalId | None = None
    copy_count_from_input: bool = True
    constant: Whole | None = None
    networks: Colours = Colours()


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class DeciderConditions:
    """A decider combinator; ``else_outputs`` are 2.1's."""

    conditions: Several[Condition] = ()
    outputs: Several[DeciderOutput] = ()
    else_outputs: Several[DeciderOutput] = ()


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class SectionFilter:
    """One slot of a section: of a constant combinator a signal's count, of a requester so many of an item."""

    name: str
    count: Whole
    type: str = "item"
    quality: str | None = "normal"
    max_count: Whole | None = None
    index: Whole = 0


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Section:
    """A group of slots that is switched and multiplied as one."""

    filters: Several[SectionFilter] = ()
    group: str = ""
    active: bool = True
    multiplier: float = 1.0
    index: Whole = 0


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of a combinator or container."""

    sections: Several[Section] = ()


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class QualityFilter:
    """Which qualities a selector passes on; without a quality all of them."""

    quality: str | None = None
    comparator: Comparator = "="


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Control:
    """What a player set about circuits at one entity; which fields it can have depends on its type.

    Attributes:
        is_on: A constant combinator's switch.
        operation: A selector's; ``select_max``, ``index_…``, ``count_signal``, ``random_update_interval`` and
            ``quality_filter`` go with it.
        circuit_enabled: The condition switches the entity; a power switch, lamp and so on always obey it.
        read: What it puts on the network, by the mod's short names (`scripts/collect/control.lua`), with the signal it
            is told on where that can be chosen: ``{"contents": null, "charge": {"name": …}}``.
        set: What the network may set, in the same way: ``filters``, ``trains_limit`` and so on.
    """

    arithmetic_conditions: ArithmeticConditions | None = None
    decider_conditions: DeciderConditions | None = None
    sections: Sections | None = None
    is_on: bool = True
    operation: str | None = None
    select_max: bool = True
    index_constant: Whole | None = None
    index_signal: SignalId | None = None
    count_signal: SignalId | None = None
    random_update_interval: Whole | None = None
    quality_filter: QualityFilter | None = None
    circuit_enabled: bool = False
    circuit_condition: Condition | None = None
    connect_to_logistic_network: bool = False
    logistic_condition: Condition | None = None
    read: Table[SignalId | None] = field(default_factory=dict)
    set: Table[SignalId | None] = field(default_factory=dict)


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class SnapshotCircuit:
    """Wires and settings of an entity.

    ``connectors``: id of the network at each connector that has a wire, by the member name of
    ``defines.wire_connector_id`` (``circuit_red``, ``combinator_output_green``, ``power_switch_left_copper`` …).
    ``disabled``: a condition has switched it off at this moment. ``sent``: what a combinator sent in the last tick.
    """

    connectors: Table[Whole] = field(default_factory=dict)
    control: Control | None = None
    disabled: bool = False
    sent: Several[SignalCount] | None = None


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class CircuitNetwork:
    """One network of one colour that reaches into the area, with what is on it at this moment.

    ``connectors`` counts every connector of it, also those outside the area.
    """

    id: Whole
    colour: Literal["red", "green"]
    signals: Several[SignalCount] = ()
    connectors: Whole = 0
