"""Questions that a snapshot answers: topics of the factory, trains, things that lie or stand, and what is made."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Word, names
from agent.assistant.analyst import named
from agent.assistant.asking import holdings, lore, standing, state
from agent.assistant.asking.view import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.analysis.findings import Finding
    from agent.assistant.asking.reading import Asked, Thing
    from agent.assistant.asking.stock import Place
    from agent.assistant.asking.view import View
    from agent.contract import SnapshotEntity, SnapshotTrain

PLACES: dict[str, Place] = {
    "chests": "chests",
    "tanks": "tanks",
    "furnaces": "furnaces",
    "assemblers": "machines",
    "machines": "machines",
    "drills": "drills",
    "labs": "labs",
    "turrets": "turrets",
    "inserters": "inserters",
    "boilers": "boilers",
    "reactors": "boilers",
    "pipes": "pipes",
    "trains": "trains",
    "roboports": "roboports",
    "network": "network",
    "ground": "ground",
}
"""Where a family of the table of phrases holds things."""
ROBOTS = frozenset({"logistic-robot", "construction-robot"})
_PLAIN_KINDS = frozenset({"furnaces", "drills", "labs", "turrets", "inserters", "boilers", "beacons", "roboports"})
_WITH_MODULES = frozenset({"assemblers", "machines", "furnaces", "labs", "drills"})


@dataclass(frozen=True, slots=True)
class OfArea:
    """Answers one clause; ``why``: what is wrong is asked, so that things and machines are left to the verdict."""

    asked: Asked
    view: View
    why: bool = False

    def answers(self) -> Iterator[Finding]:
        """Yield the answers, none where the clause asks nothing that is known of."""
        told_of = list(self._of_topics())
        if told_of or self.why:
            yield from told_of or self._why_they_stand()
        else:
            yield from self._of_things()

    def _why_they_stand(self) -> Iterator[Finding]:
        """Yield in which states machines of one kind are; of machines as such the verdict tells."""
        if any(each.family in _PLAIN_KINDS for each in self.asked.things if not each.inside):
            yield from standing.by_state(self._of_families(), idle=True)

    def in_store(self) -> Iterator[Finding]:
        """Yield how much of what is needed for something lies here."""
        goods = [name for name in self._goods() if name != self.asked.rated]
        if goods:
            yield from holdings.held(self.view, self._sought(goods, frozenset(), frozenset()))

    def _of_topics(self) -> Iterator[Finding]:
        asked, view = self.asked, self.view
        untold = sorted(asked.untold - {"belts", "total"}) or sorted(asked.untold - {"belts"} if self._makes else ())
        if untold:
            yield told(f"chat-untold-{untold[0]}")
        elif self._of_robots():
            yield from state.robots(view)
        elif "research" in asked.topics and (named_ := [*state.technologies(view, asked.text)]):
            yield from named_
        elif topics := self._topics():
            for topic in topics:
                yield from state.TOPICS[topic](view)
        elif not self._goods() and self._has("trains"):
            yield from self._trains()
        elif not self._goods() and self._has("stations"):
            yield from state.stations(view)

    @property
    def _makes(self) -> bool:
        return "make" in self.asked.wants

    def _has(self, family: str) -> bool:
        return any(each.family == family for each in self.asked.things)

    def _of_robots(self) -> bool:
        named_ = any(ROBOTS & set(each.names) for each in self.asked.things)
        return (
            named_ and "where" not in self.asked.wants and not any(self._is_place(each) for each in self.asked.things)
        )

    def _is_place(self, thing: Thing) -> bool:
        return thing.inside and thing.family in PLACES and thing.family != "network"

    def _trains(self) -> Iterator[Finding]:
        asked = self.asked
        named_ = self._numbered()
        if named_ and "list" not in asked.wants:
            for train in named_.values():
                yield from state.train(self.view, train)
            return
        if "no_fuel" in asked.states and self.view.looked_at("trains"):
            yield from state.trains_without_fuel(self.view)
            return
        if "list" in asked.wants:
            yield from holdings.contents(self.view, holdings.Sought((), frozenset({"trains"}), of=frozenset(named_)))
            return
        if "count" in asked.wants and "no_fuel" not in asked.states:
            yield from state.trains(self.view, stuck=False)
        stuck = bool(asked.states & {"stuck", "idle", "no_fuel"}) or self.why or "why" in asked.wants
        if stuck or "count" not in asked.wants:
            yield from state.trains(self.view, stuck=stuck)

    def _topics(self) -> list[str]:
        found = [key for key in state.TOPICS if key in self.asked.topics]
        if "nests" in found:
            found = [key for key in found if key != "enemies"]
        if any(each.family == "accumulators" for each in self.asked.things) or (
            self.asked.states and any(each.family or each.names for each in self.asked.things)
        ):
            found = [key for key in found if key != "power"]  # «Сколько машин без энергии»: asked of the machines.
        if self.asked.things and "full" not in self.asked.wants and self._goods():
            found = [key for key in found if key not in {"power", "research", "self"}]
        return found

    def _goods(self) -> list[str]:
        """Return the things that are asked for as goods: neither where to look nor what is called by a family."""
        goods = (
            name
            for thing in self.asked.things
            if thing.family is None and not (thing.inside and self._builds(thing))
            for name in thing.names
        )
        return list(dict.fromkeys(other for name in goods for other in self._related(name)))

    def _related(self, name: str) -> tuple[str, ...]:
        """Return a thing with the ore it is smelted from, where the word may mean both: «железо»."""
        data = self.view.data
        plain = any(each.how == "plain" and name in each.names for each in self.asked.things)
        found = lore.recipes_of(name, data)[:1] if plain else []
        ores = [part.name for each in found for part in each.ingredients if len(each.ingredients) == 1]
        mined = {product.name for resource in data.resources.values() for product in resource.products}
        return (name, *(ore for ore in ores if ore in mined))

    def _builds(self, thing: Thing) -> bool:
        return bool(self._built_by(thing.names))

    def _built_by(self, items: Iterable[str]) -> set[str]:
        found = (self.view.data.items.get(name) for name in items)
        return {item.builds for item in found if item is not None and item.builds}

    def _of_things(self) -> Iterator[Finding]:
        asked, view, goods = self.asked, self.view, self._goods()
        rates = bool(asked.wants & {"make", "speed", "use"}) and "where" not in asked.wants
        if "possible" in asked.topics and goods:
            yield from self._possible(goods)
        elif ("made" in asked.topics or (rates and goods)) and not asked.quality:
            yield from self._made(goods)
        elif "where" in asked.wants and goods:
            yield from self._where(goods)
        elif "where" in asked.wants and asked.things:
            yield from self._stand_at(self._of_families())
        elif "damaged" in asked.topics:
            yield from standing.damaged(view)
        elif goods and any(each.family == "belts" and each.inside for each in asked.things):
            yield told("chat-untold-belts")
        elif goods:
            yield from self._held(goods)
        else:
            yield from self._families()

    def _possible(self, goods: list[str]) -> Iterator[Finding]:
        """Yield how many could be made of what lies in stores of the area."""
        stored: Counter[str] = Counter()
        for lot in self.view.lots:
            if lot.place == "chests" and lot.quality == "normal":
                stored[lot.name] += int(lot.amount)
        for name in goods[: lore.RECIPES_SHOWN]:
            yield from lore.possible(name, {item: Fraction(number) for item, number in stored.items()}, self.view.data)

    def _places(self, goods: list[str]) -> tuple[frozenset[Place], frozenset[str]]:
        """Return where the question wants things looked for: kinds of place, and entities by name."""
        places: set[Place] = set()
        holders: set[str] = set()
        for thing in self.asked.things:
            if thing.family in _WITH_MODULES and goods and all("module" in name for name in goods):
                places.add("modules")
            elif thing.family in PLACES and (thing.inside or goods or "list" in self.asked.wants):
                places.add(PLACES[thing.family])
            elif thing.family is None and thing.inside:
                holders |= self._built_by(thing.names)
        return frozenset(places), frozenset(holders)

    def _held(self, goods: list[str]) -> Iterator[Finding]:
        asked, view = self.asked, self.view
        places, holders = self._places(goods)
        fluids = [each for each in goods if each in view.data.fluids]
        if "full" in asked.wants and fluids:
            yield from standing.fill(view, standing.of_family(view, "tanks"), fluids)
            return
        lying = {lot.name for lot in view.lots}
        built = [] if places or holders else [name for name in goods if self._built_by([name])]
        for name in built:
            if name not in lying or standing.of_names(view, self._built_by([name])):
                yield from self._built(name)
        rest = [name for name in goods if name not in built or (name in lying and not asked.states)]
        if rest:
            yield from holdings.held(view, self._sought(rest, places, holders))
            if "ahead" in asked.topics:
                yield told("chat-ahead")

    def _sought(self, goods: list[str], places: frozenset[Place], holders: frozenset[str]) -> holdings.Sought:
        certain = {name for each in self.asked.things if each.how == "name" for name in each.names}
        maybe, quality = frozenset(goods) - certain, self.asked.quality
        return holdings.Sought(tuple(goods), places, holders, quality, maybe, frozenset(self._numbered()))

    def _numbered(self) -> dict[int, SnapshotTrain]:
        """Return the trains that are named by their number, where trains are spoken of."""
        numbers = {int(number) for number in re.findall(r"\d+", self.asked.text)} if self._has("trains") else set()
        return {train.id: train for train in self.view.snapshot.trains if train.id in numbers}

    def _built(self, name: str) -> Iterator[Finding]:
        """Answer on what stands by one name: in which state, or how many."""
        entities = standing.of_names(self.view, self._built_by([name]))
        states = [each for each in standing.STATES if each in self.asked.states]
        if states and entities:
            yield from standing.in_state(self.view, entities, states)
        elif "idle" in self.asked.states and entities:
            yield from standing.by_state(entities, idle=True)
        else:
            listed = names("entity", self._built_by([name]))
            yield from standing.counted(entities, listed, self.asked.quality)

    def _where(self, goods: list[str]) -> Iterator[Finding]:
        lying = [*holdings.where(self.view, self._sought(goods, *self._places(goods)))]
        yield from lying
        built = standing.of_names(self.view, self._built_by(goods))
        if built:
            yield from self._stand_at(built)
        elif not lying:
            yield from holdings.held(self.view, self._sought(goods, frozenset(), frozenset()))

    def _of_families(self) -> list[SnapshotEntity]:
        families = [each.family for each in self.asked.things if each.family is not None]
        return [entity for family in families for entity in standing.of_family(self.view, family)]

    def _stand_at(self, entities: list[SnapshotEntity]) -> Iterator[Finding]:
        states = frozenset[str]().union(*(standing.STATES.get(each, ()) for each in self.asked.states))
        found = [each for each in entities if not states or each.status in states]
        for each in found[: holdings.WHERE_SHOWN]:
            yield standing.stands_at(each, self.view)
        if not found and not states:
            words = [
                Word(f"chat-family-{each.family}") for each in self.asked.things if each.family in standing.FAMILIES
            ]
            yield from (told("chat-standing-none", what=word) for word in words)

    def _families(self) -> Iterator[Finding]:
        """Answer on what players call by one word, and on states of what stands in the area."""
        asked, view = self.asked, self.view
        places, holders = self._places([])
        families = {each.family for each in asked.things if each.family is not None} & standing.FAMILIES.keys()
        entities = self._of_families()
        if not families and asked.states & {*standing.STATES, "idle"}:
            entities = standing.of_family(view, "machines")
        states = [each for each in standing.STATES if each in asked.states]
        if "empty_slots" in asked.topics or ("full" in asked.wants and "chests" in families):
            yield from standing.slots(entities or standing.of_family(view, "chests"))
        elif asked.wants & {"full", "stored"} and families & {"accumulators", "tanks"}:
            yield from self._fullness(families)
        elif (places or holders) and ("list" in asked.wants or any(each.inside for each in asked.things)):
            fluids = any(word in asked.text.lower() for word in ("fluid", "жидкост"))
            yield from holdings.contents(view, holdings.Sought((), places, holders), fluids=fluids)
        elif (asked.states & {"idle"} or "status" in asked.wants) and entities:
            yield from standing.by_state(entities, idle="idle" in asked.states)
        elif states and entities:
            yield from standing.in_state(view, entities, states)
            if "which" in asked.wants:
                yield from self._stand_at(entities)
        else:
            for family in sorted(families):
                word = Word(f"chat-family-{family}")
                yield from standing.counted(standing.of_family(view, family), word, asked.quality)

    def _fullness(self, families: set[str]) -> Iterator[Finding]:
        if "accumulators" in families:
            yield from state.charge(self.view, standing.of_family(self.view, "accumulators"))
        if "tanks" in families:
            yield from standing.fill(self.view, standing.of_family(self.view, "tanks"), ())

    def _made(self, goods: list[str]) -> Iterator[Finding]:
        """Yield at which rate things are made and used here, from the analyser's facts and the game's statistics."""
        families = {entity.recipe for entity in self._of_families() if entity.recipe is not None}
        wanted = set(goods) or families
        facts = [f for f in self.view.analysis.facts if not wanted or {name.name for name in named(f)} & wanted]
        makes = [fact for fact in facts if fact.key.startswith("fact-recipe")]
        yield from makes
        made = {name.name for fact in makes for name in named(fact)}
        used = "use" in self.asked.wants or not wanted & made
        yield from (fact for fact in facts if fact.key == "fact-output" or (used and fact.key == "fact-input"))
        spared = self._sought(goods, frozenset(), frozenset()).maybe if wanted & made else frozenset[str]()
        for name in goods:
            if name not in made | spared and "use" not in self.asked.wants:
                yield told("chat-made-none", item=names("item", (name,)))
            yield from state.production(self.view, name)
        if not goods and not makes:
            yield told("chat-made-nothing")
