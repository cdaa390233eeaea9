"""Sums that players do in their heads: power plants, labs, inserters and machines for a belt, belts, pipes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.assistant.asking import carrying, lore
from agent.assistant.asking.energy import power_asked
from agent.assistant.asking.phrases import spans, spoken_words
from agent.assistant.asking.plant import SUNNY, WET, Plant
from agent.assistant.asking.science import labs_for
from agent.assistant.asking.sunlight import given_by_panels, panels_for, store_of, stores_for, sun_of
from agent.assistant.wishes.rates import parse_rate
from agent.game.machinery import SolarPanel
from agent.game.prototypes import Belt, Inserter, Lab

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.analysis.findings import Finding
    from agent.assistant.asking.reading import Asked, Thing
    from agent.assistant.wishes.belts import BeltAmount
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Entity

_HERE = re.compile(
    r"\b(?:тут|здесь|там|участк\w*|стоит|стоят|построен\w*|у\s+меня|here|there|area|have|got)\b", re.IGNORECASE
)
"""«Сколько здесь бойлеров»: they are counted, not computed."""
_WITHIN = re.compile(r"\b(?:в|во|внутри|in|inside|aboard)\s+(?:[^\W\d]+\s+)?$", re.IGNORECASE)
"""«Сколько угля в бойлерах» looks into them."""
_COUNT = re.compile(r"(?<![\w.,/-])(\d{1,3}(?:[ \u00a0]\d{3})+|\d{1,6})[- ]+(?:[^\W\d]+\s+)?$")
_ONE = re.compile(
    r"\b(?:one|an?|single|each|every|per|один|одну|одна|одной|одного|одним|кажд\w+|на|к)\s+(?:[^\W\d]+\s+)?$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:сколько|скок[ао]?|how\s+many|number\s+of|количество|число)\s+(?:[^\W\d]+\s+){0,3}$", re.IGNORECASE
)
_TIME = re.compile(
    r"(?P<before>(?:/|\b(?:в|за|per|every|in|каждые)\s+)?)(?<![\w.,])(?P<count>\d+(?:[.,]\d+)?)[\s-]*"
    r"(?:(?P<second>с|сек\w*|s|secs?|seconds?)|(?P<minute>м|мин\w*|m|mins?|minutes?)|(?P<hour>ч|час\w*|h|hours?))(?!\w)",
    re.IGNORECASE,
)
_BONUS = re.compile(r"\+?\s*(?<![\w.,])(\d+(?:[.,]\d+)?)\s*(?:%|процент\w*|percent)", re.IGNORECASE)
_SMELTED = ("iron-plate", "steel-plate")
"""What a furnace makes where the question does not say it; copper takes as long as iron (wiki: Furnace)."""
_MINED = "iron-ore"
"""What a drill mines where the question does not say it: all solid ores of Nauvis but uranium take as long."""
_CHOICES = {"furnaces": _SMELTED, "drills": (_MINED,)}
_POWER = re.compile(
    r"\b(?:мощност\w*|энерги\w*|электричеств\w*|power|electricity|[kкmмgг](?:вт|w)|мегаватт\w*|megawatts?)\b",
    re.IGNORECASE,
)
_SQUARE = re.compile(r"\d\s*[xх×]\s*\d", re.IGNORECASE)
"""Reactors side by side give more than as many alone: that is no plain ratio."""
_AND = re.compile(r"\b(?:and|и)\b", re.IGNORECASE)
_MOST_INSERTERS = 8
_PANELS = 25
"""The ratio of panels and accumulators is told for so many of them, as players do (wiki: Power production, 25 : 21)."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of the table «sums» with its place, and the number before it."""

    kind: str
    start: int
    end: int
    count: int | None


class Sums:
    """One clause, and what it asks to be computed from the game data.

    Args:
        asked: The clause.
        data: The game data.
        snapshot: What was selected, for the bonuses of its force and the light of its surface.
    """

    def __init__(self, asked: Asked, data: GameData, snapshot: Snapshot | None) -> None:
        self.asked = asked
        self.data = data
        self.snapshot = snapshot
        spoken = spoken_words(asked.text)
        self.parts = [
            _Part(kind, spoken[start].start, spoken[end - 1].end, _number(asked.text, spoken[start].start))
            for start, end, kind in spans("sums", spoken)
        ]
        self.kinds = {part.kind for part in self.parts}

    def answers(self) -> Iterator[Finding]:
        """Yield what is computed; nothing where the clause asks for something else."""
        asked = self.asked
        if asked.states or "where" in asked.wants or _HERE.search(asked.text):
            return
        if any(_WITHIN.search(asked.text[: each.start]) for each in asked.things):
            return
        steps = (
            *(self._sunlit, self._plant, self._labs, self._of_belt, self._belts),
            *(self._moved, self._piped, self._stored),
        )
        for answer in steps:
            found = list(answer())
            if found:
                yield from found
                return

    @property
    def _counts(self) -> bool:
        return "count" in self.asked.wants or "need" in self.asked.wants

    def _sunlit(self) -> Iterator[Finding]:
        """Panels and accumulators for a power, day and night; accumulators alone for a time."""
        power_w = power_asked(self.asked.text)
        panels = next((part for part in self.parts if part.kind == "panels"), None)
        if panels is not None and panels.count and power_w is None and _POWER.search(self.asked.text):
            yield from self._given_by(panels.count)
            return
        if power_w is None or not self.kinds & SUNNY or not self._counts or self.kinds & WET:
            return
        sun = sun_of(self.asked.text, self.snapshot, self.data)
        plant = Plant(self.data, sun)
        panel, store, time = plant.entity("panels"), store_of(self.data), _TIME.search(self.asked.text)
        if time is not None and "panels" not in self.kinds and store is not None:
            yield stores_for(power_w, _seconds(time), store)
        elif isinstance(panel, SolarPanel) and sun.factor:
            yield panels_for(power_w, panel, sun, self.data)

    def _given_by(self, panels: int) -> Iterator[Finding]:
        sun = sun_of(self.asked.text, self.snapshot, self.data)
        panel = Plant(self.data, sun).entity("panels")
        if isinstance(panel, SolarPanel):
            yield given_by_panels(panels, panel, sun)

    def _plant(self) -> Iterator[Finding]:
        """How many of one part of a power plant go with others."""
        parts = [part for part in self.parts if part.kind in SUNNY | WET]
        kinds = list(dict.fromkeys(part.kind for part in parts))
        ratio = "ratio" in self.asked.wants
        power_w = power_asked(self.asked.text)
        if not (ratio or self._counts) or ("reactors" in kinds and _SQUARE.search(self.asked.text)):
            return
        if any(part.kind == "pipes" and _ASKED.search(self.asked.text[: part.start]) for part in self.parts):
            return  # «Сколько труб от насоса до бойлера» asks for neither of them.
        plant = Plant(self.data, sun_of(self.asked.text, self.snapshot, self.data))
        if power_w is not None:
            if kinds == ["pumps"]:
                yield from plant.pumps_for(power_w)
            return
        if len(kinds) == 1 and "water" in self.kinds and not ratio:
            yield from plant.drinks(kinds[0], parts[0].count or 1)
            return
        if len(kinds) < 2:  # noqa: PLR2004 - a ratio takes two
            return
        if ratio:
            first = plant.first(kinds)
            number = _PANELS if first in SUNNY else 1
            yield from plant.ratio(first, number, [kind for kind in kinds if kind != first], near=first in SUNNY)
            return
        given = self._given(parts)
        others = [kind for kind in kinds if given is not None and kind != given.kind]
        counted = {part.kind for part in parts if part.count is not None}
        known = given is not None and given.count is not None and "pumps" not in kinds and not set(kinds) <= SUNNY
        if given is not None and not known and len(counted) <= 1:
            yield from plant.ratio(given.kind, given.count or 1, others)

    def _given(self, parts: Sequence[_Part]) -> _Part | None:
        """Return the part whose number is known: that with a number, else with «one», else what is not asked for."""
        text = self.asked.text
        counted = [part for part in parts if part.count is not None]
        ones = [part for part in parts if _ONE.search(text[: part.start]) and not _ASKED.search(text[: part.start])]
        wanted = next((part.kind for part in parts if _ASKED.search(text[: part.start])), None)
        others = [part for part in parts if wanted is not None and part.kind != wanted]
        return next(iter([*counted, *ones, *others]), None)

    def _labs(self) -> Iterator[Finding]:
        """Labs for a rate of science."""
        part = next((p for p in self.parts if p.kind in {"labs", "biolabs"}), None)
        if part is None or part.count is not None or not self._counts:
            return
        text = _blanked(self.asked.text, [(part.start, part.end)])
        every = [each for each in self.data.entities.values() if isinstance(each, Lab)]
        packs = sorted({n for thing in self.asked.things for n in thing.names if any(n in lab.inputs for lab in every)})
        if not packs and "science" not in self.kinds:
            return
        time, bonus = next(self._unit_times(text), None), _BONUS.search(text)
        spoken = [(thing.start, thing.end) for thing in self.asked.things]
        spoken += [
            (p.start, p.end) for p in self.parts if p.kind == "science" and text[p.start : p.end].lower() != "spm"
        ]
        spoken += [each.span() for each in (time, bonus) if each is not None]
        belts, plain = self.asked.belts, _blanked(text, spoken)
        rate = belts[0].rate_per_min if len(belts) == 1 else parse_rate(plain).rate_per_min
        if rate is None and len(set(re.findall(r"\d+(?:[.,]\d+)?", plain))) == 1:  # «30 синих в минуту и 30 красных»
            rate = parse_rate(_AND.split(plain)[0]).rate_per_min
        labs = [lab for lab in every if (lab.name == "lab") == (part.kind == "labs")]
        if rate:
            yield from labs_for(
                rate,
                labs,
                packs if len(packs) == 1 else (),
                self.data,
                time_s=None if time is None else _seconds(time),
                bonus=None if bonus is None else Fraction(bonus[1].replace(",", ".")) / 100,
                snapshot=self.snapshot,
            )

    def _unit_times(self, text: str) -> Iterator[re.Match[str]]:
        """Yield times that are no period of a rate («по 30 секунд», not «60 за 30 секунд»)."""
        return (found for found in _TIME.finditer(text) if not found["before"])

    def _of_belt(self) -> Iterator[Finding]:
        """Inserters or machines for whole belts of something."""
        if len(self.asked.belts) != 1 or not self._counts:
            return
        belt = self.asked.belts[0]
        things = [each for each in self.asked.things if not belt.start <= each.start < belt.end]
        inserters = self._inserters(things)
        if inserters:
            fast = self.data.entity(belt.belt, Belt)
            lift = "lift" in self.kinds or ("out" in self.kinds and "fill" not in self.kinds)
            yield from carrying.inserters_for_belt(inserters, fast, belt.belts, self.data, self.snapshot, lift=lift)
            return
        yield from self._machines(belt, things)

    def _machines(self, belt: BeltAmount, things: Sequence[Thing]) -> Iterator[Finding]:
        families = [each.family for each in things if each.family]
        named = [each for each in self._entities(things) if each.power.source is not None]
        goods = [each.names for each in things if each.names and not self._entities([each])]
        kind = next((family for family in families if family in _CHOICES), None)
        chosen = [self._mined(goods[-1][0], named)] if len(goods) == 1 and len(goods[0]) == 1 else []
        if not chosen and not goods:
            kind = kind or next((_kind_of(each) for each in named if _kind_of(each)), None)
            chosen = [each for each in _CHOICES.get(kind or "", ()) if each in self.data.items]
        if not (named or kind or "machines" in families or "assemblers" in families):
            return
        for item in chosen:
            makers = [each for each in named if lore.rate_of(item, each, self.data)]
            if named and not makers:
                return
            makers = makers or lore.makers(item, self.data)
            yield from lore.machines_for(item, belt.rate_per_min, makers, self.data)

    def _mined(self, item: str, named: Sequence[Entity]) -> str:
        """Return a thing, or what it is smelted from where only that comes from the machine: copper ore from drills."""
        if any(lore.rate_of(item, each, self.data) for each in named):
            return item
        parts = [part.name for recipe in lore.recipes_of(item, self.data)[:1] for part in recipe.ingredients]
        return next((p for p in parts if any(lore.rate_of(p, each, self.data) for each in named)), item)

    def _belts(self) -> Iterator[Finding]:
        """Belts for a rate."""
        text, rate = self.asked.text, self.asked.rate_per_min
        thing = next((each for each in self.asked.things if _ASKED.search(text[: each.start])), None)
        if rate is None or thing is None or not self._counts or thing.count is not None:
            return
        if len([each for each in self.asked.things if each is not thing and each.names]) > 1:
            return  # «Лент железа на 45 схем в секунду» asks what goes into them.
        named = [each for each in self._entities([thing]) if isinstance(each, Belt) and each.type == "transport-belt"]
        if not named and thing.family != "belts":
            return
        every = [each for each in self.data.entities.values() if isinstance(each, Belt)]
        plain = thing.family == "belts" and " " not in text[thing.start : thing.end]
        yield from carrying.belts_for(
            rate, named if named and not plain else [each for each in every if each.type == "transport-belt"]
        )

    def _moved(self) -> Iterator[Finding]:
        """Inserters for a rate between machines."""
        text, rate = self.asked.text, self.asked.rate_per_min
        thing = next((each for each in self.asked.things if _ASKED.search(text[: each.start])), None)
        if rate is not None and thing is not None and self._counts and thing.count is None:
            inserters = self._inserters([thing])
            if inserters:
                yield from carrying.inserters_for_rate(inserters, rate, self.data, self.snapshot)

    def _piped(self) -> Iterator[Finding]:
        """What a pipe or a pump carries."""
        flows = "flows" in self.kinds or "speed" in self.asked.wants
        rated = self.asked.rate_per_min is not None and any(
            name in self.data.fluids for thing in self.asked.things for name in thing.names
        )
        if not (flows or rated) or (not rated and ("need" in self.asked.wants or any(p.count for p in self.parts))):
            return
        pipe = next((part for part in self.parts if part.kind == "pipes"), None)
        if not flows and (pipe is None or not _ASKED.search(self.asked.text[: pipe.start])):
            return
        if "pipes" in self.kinds:
            yield from carrying.pipes(self.data)
        elif "pumps" in self.kinds and not self.kinds & WET - {"pumps"}:
            yield from carrying.pumps(self.data, self.asked.rate_per_min)

    def _stored(self) -> Iterator[Finding]:
        """Chests or wagons for so many of a thing."""
        text = self.asked.text
        thing = next((each for each in self.asked.things if _ASKED.search(text[: each.start])), None)
        others = [(each.names, _number(text, each.start)) for each in self.asked.things if each is not thing]
        if thing is None or not self._counts or not all(number for _, number in others):
            return
        if self.snapshot is not None and "need" not in self.asked.wants:
            return  # «Сколько сундуков с 500 угля» looks for them.
        found = [each for each in self._entities([thing]) if each.stacks]
        if thing.family == "chests" and not found:
            every = (each for each in self.data.entities.values() if each.type == "container" and each.item)
            found = [each for each in every if each.stacks]
        stores = sorted(found, key=lambda each: (each.stacks, each.name))
        for items, number in others:
            for item in items:
                if item in self.data.items and stores and number:
                    yield carrying.stored(item, number, stores, self.data)

    def _inserters(self, things: Sequence[Thing]) -> list[Inserter]:
        named = [each for each in self._entities(things) if isinstance(each, Inserter)]
        if named or not any(each.family == "inserters" for each in things):
            return named
        every = [each for each in self.data.entities.values() if isinstance(each, Inserter) and each.item is not None]
        return sorted(every, key=lambda each: (each.rotation_speed, each.stack_bonus, each.bulk, each.name))[
            :_MOST_INSERTERS
        ]

    def _entities(self, things: Sequence[Thing]) -> list[Entity]:
        found = (lore.entity_of(name, self.data) for thing in things for name in thing.names)
        return [each for each in found if each is not None]


def sums_of(asked: Asked, data: GameData, snapshot: Snapshot | None) -> Iterator[Finding]:
    """Yield what a clause asks to be computed; nothing where it asks for something else."""
    return Sums(asked, data, snapshot).answers()


def _kind_of(machine: Entity) -> str | None:
    return {"furnace": "furnaces", "mining-drill": "drills"}.get(machine.type)


def _number(text: str, start: int) -> int | None:
    found = _COUNT.search(text[:start])
    return None if found is None else int(re.sub(r"\D", "", found[1]))


def _seconds(found: re.Match[str]) -> Fraction:
    each = 1 if found["second"] else 60 if found["minute"] else 3600
    return Fraction(found["count"].replace(",", ".")) * each


def _blanked(text: str, places: Sequence[tuple[int, int]]) -> str:
    for start, end in places:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text
