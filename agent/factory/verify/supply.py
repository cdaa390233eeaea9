"""What comes in from outside and what leaves: as told, or found at open belt ends and chests at the edge."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.verify.belts import Piece
from agent.factory.verify.lanes import Carried, Node, hand_on
from agent.factory.verify.verdict import LANES, Fault, Feed, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.factory.verify.arms import Arm
    from agent.factory.verify.belts import Belts
    from agent.factory.verify.crafters import Crafter, Crafters
    from agent.factory.verify.layout import Layout, Standing
    from agent.factory.verify.verdict import Expectation, Lane
    from agent.game.geometry import Tile
    from agent.game.prototypes import Recipe


class Supply:
    """Feeds, outlets and the items on every lane that follow from them."""

    def __init__(self, layout: Layout, belts: Belts, crafters: Crafters, expect: Expectation) -> None:
        self.layout, self.belts, self.crafters = layout, belts, crafters
        self.faults: list[Fault] = []
        self.guessed = False
        """Whether feeds were shared out among lanes that could carry several items."""
        self.feeds: tuple[Feed, ...] = ()
        self.into: dict[Standing, list[Arm]] = defaultdict(list)
        self._from: dict[Tile | Standing, list[Arm]] = defaultdict(list)
        self._onto: set[Tile] = set()
        for arm in layout.arms:
            if arm.drop not in belts.pieces and arm.target is not None:
                self.into[arm.target].append(arm)
            if arm.drop in belts.pieces:
                self._onto.add(arm.drop)
            key = arm.pickup if arm.pickup in belts.pieces else arm.source
            if key is not None:
                self._from[key].append(arm)
        if expect.feeds is not None:
            self.feeds = tuple(self._checked(expect.feeds))
            while self._furnaces(self.carried(), expect):
                """What one furnace makes is what the next one melts: steel from plates from ore."""
        else:
            self._furnaces(None, expect)
            self.feeds = tuple(self.found())
        self.final = self.carried()
        self.outlets = self._outlets(expect)
        self.sinks = {thing for thing in self.into if thing not in crafters.by_thing and not self._from[thing]}

    def taking_at(self, tile: Tile) -> list[Arm]:
        """Return the arms that take from a belt's tile."""
        return self._from.get(tile, [])

    def brought_to(self, thing: Standing) -> set[str]:
        """Return the items that arms may bring to a thing that is no belt."""
        return {item for arm in self.into[thing] for item in self.final.brought(arm)}

    def carried(self) -> Carried:
        """Spread the feeds and what machines make."""
        found = Carried(self.layout, self.belts, self.crafters)
        for crafter in self.crafters.by_thing.values():
            found.hold(crafter.launch.pad if crafter.launch else crafter.thing, crafter.makes)
        for feed in self.feeds:
            if feed.tile in self.belts.pieces:
                for lane in LANES if feed.lane == "both" else (feed.lane,):
                    found.put((feed.tile, lane), (feed.item,))
            elif (chest := self.layout.at(feed.tile)) is not None:
                found.hold(chest, (feed.item,))
        return found

    def _checked(self, feeds: tuple[Feed, ...]) -> Iterator[Feed]:
        for feed in feeds:
            if feed.item in self.layout.data.fluids:
                continue
            thing = self.layout.at(feed.tile)
            if feed.tile in self.belts.pieces or (thing is not None and thing.prototype.stacks):
                yield feed
            else:
                place = feed.tile[0] + 0.5, feed.tile[1] + 0.5
                self.faults.append(Fault("no-intake", place, {"item": feed.item}))

    def _furnaces(self, carried: Carried | None, expect: Expectation) -> bool:
        """Choose furnaces' recipes: by what reaches them, else by what is wanted from them; tell whether any was."""
        found = False
        for crafter in self.crafters.by_thing.values():
            if not crafter.chooses or crafter.recipe is not None:
                continue
            fitting = [
                recipe
                for recipe in self.layout.data.recipes.values()
                if crafter.prototype.categories & set(recipe.categories) and recipe.ingredients
            ]
            if carried is not None:
                here: set[str] = set()
                for arm in self.into[crafter.thing]:
                    here |= carried.at(arm)
                fitting = [recipe for recipe in fitting if all(part.name in here for part in recipe.ingredients)]
            else:
                wanted = self._wanted_after(crafter) | set(expect.rates_per_min)
                fitting = [recipe for recipe in fitting if any(part.name in wanted for part in recipe.products)]
            chosen = _plain(fitting)
            if chosen is not None:
                self.crafters.set_recipe(crafter, chosen)
                found = True
        return found

    def _wanted_after(self, crafter: Crafter) -> set[str]:
        wanted: set[str] = set()
        for arm in self._from[crafter.thing]:
            for other in self.reached(arm):
                wanted |= set(other.needs)
        return wanted

    def reached(self, first: Arm | Piece) -> set[Crafter]:
        """Return the machines that something can get to, through belts, arms and chests."""
        found: set[Crafter] = set()
        seen: set[Tile | Standing] = set()
        waiting: list[Tile | Standing] = []

        def through(arm: Arm) -> None:
            if arm.drop in self.belts.pieces:
                waiting.append(arm.drop)
            elif arm.target in self.crafters.by_thing:
                found.add(self.crafters.by_thing[arm.target])
            elif arm.target is not None:
                waiting.append(arm.target)

        if isinstance(first, Piece):
            waiting.append(first.tile)
        else:
            through(first)
        while waiting:
            place = waiting.pop()
            if place in seen:
                continue
            seen.add(place)
            for arm in self._from[place]:
                through(arm)
            if isinstance(place, tuple):
                piece = self.belts.pieces[place]
                waiting += [target.tile for lane in LANES for target, _ in hand_on(piece, lane)]
        return found

    def missing(self) -> dict[Crafter, dict[str, Fraction]]:
        """Return what each machine needs and nothing inside brings, in items a second.

        What machines only give back of what they take themselves comes from outside but for that part: Kovarex takes
        five uranium-238 and returns two.
        """
        inside = self.carried()
        given_back = self._given_back()
        missing: dict[Crafter, dict[str, Fraction]] = {}
        for crafter in self.crafters.by_thing.values():
            brought: set[str] = set()
            for arm in self.into[crafter.thing]:
                brought |= inside.brought(arm)
            lacks = {
                name: amount * crafter.crafts_per_s for name, amount in crafter.needs.items() if name not in brought
            }
            lacks |= {
                name: -crafter.net(name) * crafter.crafts_per_s
                for name in sorted(given_back & brought & set(crafter.needs))
            }
            if crafter.fuels and not crafter.fuels & brought:
                fuel = "coal" if "coal" in crafter.fuels else min(crafter.fuels)
                lacks[fuel] = crafter.burns_w / self.layout.data.items[fuel].fuel_j + lacks.get(fuel, Fraction(0))
            if lacks:
                missing[crafter] = lacks
        return missing

    def _given_back(self) -> set[str]:
        """Return the items that no machine inside makes more of than it uses."""
        made = {name for crafter in self.crafters.by_thing.values() for name in crafter.makes}
        return {name for name in made if not self.crafters.gained(name)}

    def found(self) -> Iterator[Feed]:
        """Give every need that nothing inside meets to the open belts and chests that lead there.

        A belt that machines fill before anybody takes from it brings their products; it counts only for what no other
        belt could bring.
        """
        missing = self.missing()
        starts = [piece for piece in self.belts.pieces.values() if self.belts.is_open_start(piece)]
        for filled in (False, True):
            served: dict[Crafter, set[str]] = defaultdict(set)
            groups: list[_Group] = []
            for piece in starts:
                if self._is_filled(piece) is not filled:
                    continue
                reached = self.reached(piece) & set(missing)
                items = frozenset(name for crafter in reached for name in missing[crafter])
                if items:
                    groups = _joined(groups, _Group(items, [piece], reached))
            for group in groups:
                demand: dict[str, Fraction] = defaultdict(Fraction)
                for crafter in group.reached:
                    for name, rate in missing[crafter].items():
                        demand[name] += rate
                        served[crafter].add(name)
                own = self._own_lanes(group)
                yield from own or self._share(group.starts, group.items, demand)
            missing = _less(missing, served)
        yield from self._chests(self.missing())

    def _own_lanes(self, group: _Group) -> list[Feed]:
        """Feed what machines give back in part on the lanes that it comes back on, where these are others' no more.

        In a ring that has a lane for each of two things, one from outside on both lanes would drive the other out.
        """
        if len(group.items) != 1 or not group.items <= self._given_back():
            return []
        (item,), inside = group.items, self.carried()
        feeds: list[Feed] = []
        for piece in group.starts:
            for lane in LANES:
                on = self._on_the_way(piece, lane, inside)
                if not on or item in on:
                    feeds.append(Feed(item, piece.tile, lane))
        return feeds if len(feeds) < len(group.starts) * len(LANES) else []

    def _on_the_way(self, start: Piece, lane: Lane, inside: Carried) -> set[str]:
        """Return what machines inside put on the lanes that a lane leads to."""
        found: set[str] = set()
        seen: set[Node] = set()
        waiting: list[Node] = [(start.tile, lane)]
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                found |= inside.on.get(node, set())
                waiting += [(target.tile, to) for target, to in hand_on(self.belts.pieces[node[0]], node[1])]
        return found

    def _is_filled(self, start: Piece) -> bool:
        """Tell whether an arm puts something on a belt before another takes from it."""
        piece: Piece | None = start
        seen: set[Tile] = set()
        while piece is not None and piece.tile not in seen:
            seen.add(piece.tile)
            if self._from[piece.tile] or piece.kind == "splitter":
                return False
            if piece.tile in self._onto:
                return True
            piece = piece.next
        return False

    def _chests(self, missing: dict[Crafter, dict[str, Fraction]]) -> Iterator[Feed]:
        """Take chests that nobody inside fills for what comes from outside."""
        for thing, arms in list(self._from.items()):
            if isinstance(thing, tuple) or thing in self.crafters.by_thing or self.into[thing]:
                continue
            if thing.prototype.stacks:
                wanted = {n for arm in arms for crafter in self.reached(arm) for n in missing.get(crafter, ())}
                yield from (Feed(name, thing.tile, "both") for name in sorted(wanted))

    def _share(self, starts: list[Piece], items: frozenset[str], demand: dict[str, Fraction]) -> Iterator[Feed]:
        """Share lanes among items: each one, what is left to those that need most for a lane."""
        lanes = len(starts) * 2
        self.guessed |= len(items) > 1
        ranked = sorted(items, key=lambda name: (-demand[name], name))
        count = dict.fromkeys(ranked, 1)
        for _ in range(lanes - len(ranked)):
            count[max(ranked, key=lambda name: (demand[name] / count[name], name))] += 1
        if len(ranked) > lanes:
            self.faults.append(
                Fault("feed-unclear", starts[0].centre, {"items": ", ".join(ranked), "lanes": lanes}, Severity.WARNING)
            )
        order = [name for name in sorted(ranked, key=lambda name: -count[name]) for _ in range(count[name])]
        for place, name in enumerate(order):
            yield Feed(name, starts[place // 2 % len(starts)].tile, LANES[place % 2])

    def _outlets(self, expect: Expectation) -> tuple[Tile, ...]:
        if expect.outlets is not None:
            for tile in expect.outlets:
                piece, thing = self.belts.pieces.get(tile), self.layout.at(tile)
                if piece is None and thing is not None and (thing.prototype.pipes or thing.prototype.stacks):
                    continue
                if piece is None or piece.next is not None:
                    self.faults.append(Fault("no-outlet", (tile[0] + 0.5, tile[1] + 0.5)))
            return tuple(tile for tile in expect.outlets if tile in self.belts.pieces)
        made = {name for crafter in self.crafters.by_thing.values() for name in crafter.makes}
        return tuple(
            piece.tile
            for piece in self.belts.pieces.values()
            if self.belts.is_open_end(piece) and any(self.final.on[piece.tile, lane] & made for lane in LANES)
        )


@dataclass(frozen=True, slots=True)
class _Group:
    """Belts that could bring the same items to some of the same machines."""

    items: frozenset[str]
    starts: list[Piece]
    reached: set[Crafter]


def _joined(groups: list[_Group], new: _Group) -> list[_Group]:
    """Add a belt to the groups, with those it belongs to made one."""
    apart = []
    for group in groups:
        if group.items == new.items and group.reached & new.reached:
            new = _Group(new.items, group.starts + new.starts, group.reached | new.reached)
        else:
            apart.append(group)
    return [*apart, new]


def _less(
    missing: dict[Crafter, dict[str, Fraction]], served: dict[Crafter, set[str]]
) -> dict[Crafter, dict[str, Fraction]]:
    """Return what is still missing."""
    left = {c: {name: rate for name, rate in lacks.items() if name not in served[c]} for c, lacks in missing.items()}
    return {crafter: lacks for crafter, lacks in left.items() if lacks}


def _plain(recipes: list[Recipe]) -> Recipe | None:
    """Return the one recipe that is not hidden, if there is one."""
    seen = [recipe for recipe in recipes if not recipe.hidden] or recipes
    return seen[0] if len({recipe.name for recipe in seen}) == 1 else None


def led_away(belts: Belts, supply: Supply) -> dict[Node, set[str]]:
    """Return for every lane the items that something on it or downstream takes off, or that leave."""
    final = supply.final
    back: dict[tuple[Node, str], list[Node]] = defaultdict(list)
    away: dict[Node, set[str]] = defaultdict(set)
    waiting: list[tuple[Node, str]] = []
    outlets = set(supply.outlets)
    for (tile, lane), items in final.on.items():
        piece = belts.pieces[tile]
        for item in items:
            for target, to in hand_on(piece, lane, item):
                back[(target.tile, to), item].append((tile, lane))
            if tile in outlets or any(final.moves(arm, item) for arm in supply.taking_at(tile)):
                waiting.append(((tile, lane), item))
    while waiting:
        node, item = waiting.pop()
        if item not in away[node]:
            away[node].add(item)
            waiting += [(before, item) for before in back[node, item]]
    return away
