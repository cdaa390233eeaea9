"""How many inserters fill or empty a belt, how many belts a rate takes, what pipes and pumps carry."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Name, Quantity, Unit, amounts, count, per_min
from agent.assistant.asking.view import told
from agent.game.fluids import PIPELINE_EXTENT_TILES, SOCKET_PER_S
from agent.game.inserting import hand_size, items_per_s, reach_ticks, swing_ticks
from agent.game.machinery import Pump
from agent.game.prototypes import Belt, Inserter, OffshorePump

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.analysis.findings import Arg, Finding
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Entity

TICKS_PER_S = 60
PER_MIN = 60
_EXACT = 100
_FIRST_BULK_BONUS = 1
"""What the technology that unlocks bulk inserters gives them at once (technology «bulk-inserter»)."""
_OF_ALL, _OF_BULK = "inserter-stack-size-bonus", "bulk-inserter-capacity-bonus"


def inserters_for_belt(
    inserters: Sequence[Inserter], belt: Belt, belts: Fraction, data: GameData, snapshot: Snapshot | None, *, lift: bool
) -> Iterator[Finding]:
    """Yield how many inserters fill belts from chests, or empty them into chests (``lift``).

    An inserter puts on the far lane only (wiki: Inserters, «Insertion»), so each lane has its own. Throughput as
    the tables «Chest to belt» and «Belt to chest» of the same page measure it, without research and with all of it.
    """
    lanes = belts * 2
    lane_per_s = belt.items_per_s / 2
    for inserter in inserters:
        hands = _hands(inserter, data, snapshot)
        counted = [_per_lanes(lanes, lane_per_s, _belt_rate(inserter, hand, belt, lift=lift)) for hand in hands]
        args: dict[str, Arg] = {
            "machine": Name("entity", inserter.name),
            "belt": Name("entity", belt.name),
            "rate": Quantity(lane_per_s * lanes, Unit.PER_S),
            "count": count(counted[0]),
            "each": Quantity(_belt_rate(inserter, hands[0], belt, lift=lift), Unit.PER_S),
            "hand": hands[0],
        }
        key = "chat-sum-unload" if lift else "chat-sum-fill"
        if len(hands) == 1:
            yield told(key, **args)
        else:
            each_most = Quantity(_belt_rate(inserter, hands[1], belt, lift=lift), Unit.PER_S)
            yield told(f"{key}-both", **args, count_most=count(counted[1]), each_most=each_most, hand_most=hands[1])


def inserters_for_rate(
    inserters: Sequence[Inserter], rate_per_min: Fraction, data: GameData, snapshot: Snapshot | None
) -> Iterator[Finding]:
    """Yield how many inserters move a rate between chests or machines (wiki: Inserters, «Chest to chest»)."""
    for inserter in inserters:
        hands = _hands(inserter, data, snapshot)
        each = [items_per_s(inserter, hand) for hand in hands]
        needed = [count(math.ceil(rate_per_min / PER_MIN / speed)) for speed in each]
        args: dict[str, Arg] = {
            "machine": Name("entity", inserter.name),
            "rate": per_min(rate_per_min),
            "count": needed[0],
            "each": Quantity(each[0], Unit.PER_S),
            "hand": hands[0],
        }
        if len(hands) == 1:
            yield told("chat-sum-move", **args)
        else:
            more: dict[str, Arg] = {"each_most": Quantity(each[1], Unit.PER_S), "hand_most": hands[1]}
            yield told("chat-sum-move-both", **args, count_most=needed[1], **more)


def belts_for(rate_per_min: Fraction, belts: Sequence[Belt]) -> Iterator[Finding]:
    """Yield how many belts of each speed carry a rate on both lanes."""
    ordered = sorted(belts, key=lambda each: (each.speed, each.name))
    needed = [(Name("entity", each.name), rate_per_min / (each.items_per_s * PER_MIN)) for each in ordered]
    yield told(
        "chat-sum-belts",
        rate=per_min(rate_per_min),
        list=amounts((name, count(math.ceil(value))) for name, value in needed),
        exact=amounts((name, count(Fraction(round(value * _EXACT), _EXACT))) for name, value in needed),
    )


def pipes(data: GameData) -> Iterator[Finding]:
    """Yield what a pipeline carries, and what pumps do (wiki: Fluid system, Pump, Offshore pump)."""
    extent = Quantity(Fraction(PIPELINE_EXTENT_TILES), Unit.COUNT)
    yield told("chat-sum-pipe", extent=extent, socket=Quantity(Fraction(SOCKET_PER_S), Unit.PER_S))
    yield from pumps(data)


def pumps(data: GameData, rate_per_min: Fraction | None = None) -> Iterator[Finding]:
    """Yield how much fluid each pump moves in a second, and how many of each move a rate."""
    found = [each for each in data.entities.values() if isinstance(each, (Pump, OffshorePump))]
    if found and rate_per_min:
        needed = ((Name("entity", each.name), rate_per_min / PER_MIN / each.fluid_per_s) for each in found)
        yield told(
            "chat-sum-pumps",
            rate=per_min(rate_per_min),
            list=amounts((name, count(math.ceil(value))) for name, value in needed),
        )
    if found:
        yield told(
            "chat-sum-pump",
            list=amounts((Name("entity", each.name), Quantity(each.fluid_per_s, Unit.PER_S)) for each in found),
        )


def stored(item: str, pieces: int, stores: Sequence[Entity], data: GameData) -> Finding:
    """Say how many chests or wagons hold so many of a thing: each as many stacks as its prototype says."""
    stack = data.items[item].stack
    return told(
        "chat-sum-stored",
        item=Name("item", item),
        count=count(pieces),
        stack=count(stack),
        list=amounts((Name("entity", each.name), count(math.ceil(pieces / (each.stacks * stack)))) for each in stores),
    )


def _hands(inserter: Inserter, data: GameData, snapshot: Snapshot | None) -> list[int]:
    """Return the hand with the snapshot's research; without one that of no research and of all."""
    if snapshot is not None and snapshot.inserter_stack_bonus is not None:
        bulk = snapshot.bulk_inserter_stack_bonus or _FIRST_BULK_BONUS
        return [hand_size(inserter, snapshot.inserter_stack_bonus, bulk)]
    effects = [effect for technology in data.technologies.values() for effect in technology.effects]
    every, bulk = (int(sum(e.modifier for e in effects if e.type == kind)) for kind in (_OF_ALL, _OF_BULK))
    hands = [hand_size(inserter, 0, _FIRST_BULK_BONUS), hand_size(inserter, every, bulk)]
    return sorted(set(hands))


def _belt_rate(inserter: Inserter, hand: int, belt: Belt, *, lift: bool) -> Fraction:
    """Return what one inserter puts on a lane, or takes off a full one, in a second."""
    if not lift:
        return min(items_per_s(inserter, hand, belt.speed), belt.items_per_s / 2)
    ticks = 2 * swing_ticks(inserter) + (hand - 1) * reach_ticks(inserter)
    return min(Fraction(hand * TICKS_PER_S, ticks), belt.items_per_s / 2)


def _per_lanes(lanes: Fraction, lane_per_s: Fraction, each: Fraction) -> int:
    whole, part = divmod(lanes, 1)
    return int(whole) * math.ceil(lane_per_s / each) + math.ceil(part * lane_per_s / each)
