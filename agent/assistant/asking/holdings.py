"""How much of a thing there is and where it lies: in chests, tanks, furnaces, trains, the network, the ground."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Formula, Name, Word, amounts, count, names, percent
from agent.assistant.asking.stock import APART, TYPES, Place
from agent.assistant.asking.view import told, told_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.analysis.findings import Amounts, Arg, Finding, Position
    from agent.assistant.asking.stock import Lot
    from agent.assistant.asking.view import View

PLACES: tuple[Place, ...] = tuple(dict.fromkeys((*TYPES.values(), "modules", "network", "other")))
FULL_YIELD = 3000
"""Amount of a field that yields 100 % (wiki: Crude oil)."""
WHERE_SHOWN = 4
LISTED = 10
OUTSIDE = {"trains": "trains", "network": "logistic_networks"}
"""Places whose contents stand in lists of their own, by the name of the list."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: things by internal name, where, and of which quality (None: normal ones, others told apart).

    ``places`` are kinds of place and ``holders`` entities by name, neither: anywhere. ``maybe`` are things that only
    may be meant («руда» is any ore): they are missed only where none of them is found.
    ``of`` are ids of trains.
    """

    things: tuple[str, ...]
    places: frozenset[Place] = frozenset()
    holders: frozenset[str] = frozenset()
    quality: str | None = None
    maybe: frozenset[str] = frozenset()
    of: frozenset[int] = frozenset()

    @property
    def is_anywhere(self) -> bool:
        """Tell whether any place will do."""
        return not self.places and not self.holders

    def takes(self, lot: Lot) -> bool:
        """Tell whether something is what is looked for, wherever it lies."""
        return lot.name in self.things and (self.quality is None or lot.quality == self.quality)

    def is_within(self, lot: Lot) -> bool:
        """Tell whether something lies where it is looked for."""
        if self.holders:
            return lot.holder in self.holders
        if self.of and lot.place == "trains":
            return lot.of in self.of
        return not self.places or lot.place in self.places

    def missed(self, found: Iterable[Lot]) -> list[str]:
        """Return what is missing of the things, given what was found."""
        seen = {lot.name for lot in found}
        spared = self.maybe if seen & self.maybe else frozenset()
        return [name for name in self.things if name not in seen | spared]


def held(view: View, sought: Sought) -> Iterator[Finding]:
    """Yield how much lies where it is looked for, where else it lies, and what is nowhere."""
    found = [lot for lot in view.lots if sought.takes(lot)]
    asked = [lot for lot in found if sought.is_within(lot)]
    yield from _by_place(view, asked, sought.quality)
    if sought.is_anywhere:
        yield from _in_all(asked, sought.quality)
    missing = sought.missed(asked)
    if not missing:
        return
    unseen = [place for place, part in OUTSIDE.items() if place in sought.places and not view.looked_at(part)]
    if unseen:
        yield from (told(f"chat-unseen-{place}") for place in unseen)
    elif not sought.is_anywhere:
        yield from _none(missing, sought)
    yield from _by_place(view, (lot for lot in found if lot.name in missing), sought.quality)
    nowhere = [name for name in missing if name not in {lot.name for lot in found}]
    if nowhere and sought.is_anywhere:
        belts = any(entity.type == "transport-belt" for entity in view.snapshot.entities)
        yield told("chat-nowhere-belts" if belts else "chat-nowhere", list=names("item", nowhere))


def _none(missing: Iterable[str], sought: Sought) -> Iterator[Finding]:
    listed, places = names("item", missing), _ordered(sought.places)
    if sought.holders:
        yield told("chat-none-holders", list=listed, holders=names("entity", sought.holders))
    elif sought.quality is not None:
        kind = Name("quality", sought.quality)
        yield from (told("chat-none-quality", place=_word(place), list=listed, quality=kind) for place in places)
    else:
        yield from (told("chat-none", place=_word(place), list=listed) for place in places)


def _ordered(places: frozenset[Place]) -> list[Place]:
    return [place for place in PLACES if place in places]


def _word(place: Place) -> Word:
    return Word(f"chat-place-{place}")


def _by_place(view: View, found: Iterable[Lot], quality: str | None) -> Iterator[Finding]:
    """Yield one sentence a place; qualities beyond the normal one, trains and networks apart."""
    groups: dict[tuple[Place, str, int | None], dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for lot in found:
        apart = lot.of if lot.place == "network" else None
        groups[lot.place, lot.quality, apart][lot.name] += lot.amount
    ordered = sorted(groups.items(), key=lambda entry: (PLACES.index(entry[0][0]), *_rank(*entry[0][1:])))
    for (place, kind, of), each in ordered:
        infinite = {name for name in each if place == "ground" and _is_infinite(view, name)}
        finite = {name: amount for name, amount in each.items() if name not in infinite}
        yield from (_field(view, name) for name in sorted(infinite))
        if not finite:
            continue
        special = kind != "normal" or quality is not None
        args: dict[str, Arg] = {"list": _listed(finite)}
        args |= {"place": _word(place)} if of is None else {"id": of}
        args |= {"quality": Name("quality", kind)} if special else {}
        yield told("chat-stock" + ("" if of is None else "-network") + ("-quality" if special else ""), **args)


def _rank(quality: str, of: int | None) -> tuple[bool, str, int]:
    return quality != "normal", quality, of or 0


def _listed(amount: dict[str, Fraction]) -> Amounts:
    ordered = sorted(amount.items(), key=lambda entry: (-entry[1], entry[0]))
    return amounts(((Name("item", name), count(_whole(value))) for name, value in ordered), LISTED)


def _whole(value: Fraction) -> Fraction:
    """Round what nobody counts in parts: fluids beyond a few units."""
    return Fraction(round(value)) if value >= LISTED else value


def _in_all(found: Iterable[Lot], quality: str | None) -> Iterator[Finding]:
    """Yield the sum over the stores of the area, where there are several."""
    sums: dict[str, Fraction] = defaultdict(Fraction)
    places: dict[str, set[str]] = defaultdict(set)
    for lot in found:
        if lot.place not in APART and (quality is not None or lot.quality == "normal"):
            sums[lot.name] += lot.amount
            places[lot.name].add(lot.place)
    several = {name: value for name, value in sums.items() if len(places[name]) > 1}
    if several:
        yield told("chat-stock-sum", list=_listed(several))


def _is_infinite(view: View, name: str) -> bool:
    resource = view.data.resources.get(name)
    return resource is not None and resource.infinite


def _field(view: View, name: str) -> Finding:
    fields = [entity for entity in view.snapshot.entities if entity.type == "resource" and entity.name == name]
    yields = sum((Fraction(round(entity.amount or 0)) for entity in fields), Fraction(0)) / FULL_YIELD
    return told("chat-fields", item=Name("item", name), count=count(len(fields)), rate=percent(yields / 100))


def contents(view: View, sought: Sought, *, fluids: bool = False) -> Iterator[Finding]:
    """Yield what lies in some places, whatever it is, the most first."""
    found = [lot for lot in view.lots if sought.is_within(lot) and (not fluids or lot.fluid)]
    if found:
        yield from _by_place(view, found, None)
        return
    for place in _ordered(sought.places):
        part = OUTSIDE.get(place)
        unseen = part is not None and not view.looked_at(part)
        yield told(f"chat-unseen-{place}") if unseen else told("chat-empty", place=_word(place))
    if sought.holders:
        yield told("chat-empty-holders", holders=names("entity", sought.holders))


def where(view: View, sought: Sought) -> Iterator[Finding]:
    """Yield the holders and patches with the most of a thing, each with its place to click."""
    for name in sought.things:
        found: dict[tuple[str, Position, int | None], Fraction] = defaultdict(Fraction)
        for lot in view.lots:
            if lot.name != name or not sought.takes(lot) or not sought.is_within(lot):
                continue
            if lot.x is not None and lot.y is not None and lot.place != "ground":
                found[lot.holder, (lot.x, lot.y), lot.of] += lot.amount
        ordered = sorted(found.items(), key=lambda entry: (-entry[1], entry[0][1]))
        for (holder, at, of), amount in ordered[:WHERE_SHOWN]:
            args: dict[str, Arg] = {"item": Name("item", name), "amount": count(_whole(amount)), "at": place_of(at)}
            if of is not None and not holder:
                yield told_at(view, at, "chat-where-train", train=of, **args)
            else:
                yield told_at(view, at, "chat-where", holder=Name("entity", holder), **args)
        yield from _ground(view, name)


def _ground(view: View, name: str) -> Iterator[Finding]:
    tiles = [each for each in view.snapshot.entities if each.type == "resource" and each.name == name]
    if tiles:
        x = sum(tile.x for tile in tiles) / len(tiles)
        y = sum(tile.y for tile in tiles) / len(tiles)
        nearest = min(tiles, key=lambda tile: (tile.x - x) ** 2 + (tile.y - y) ** 2)
        at = (nearest.x, nearest.y)
        args: dict[str, Arg] = {"item": Name("item", name), "tiles": count(len(tiles)), "at": place_of(at)}
        yield told_at(view, at, "chat-where-ground", **args)


def place_of(position: Position) -> Formula:
    """Return a place of the map as it is written, the numbers the language's way."""
    x, y = (count(Fraction(round(each * 10), 10)) for each in position)
    return Formula(("(", x, "; ", y, ")"))
