"""The world of a simulated game: surfaces, forces, players' bodies, and what hangs on them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.game.errors import ApiError
from tests.game.world.changes import Changes
from tests.game.world.force import LuaForce
from tests.game.world.inventory import LuaInventory
from tests.game.world.logistics import Logistics
from tests.game.world.planet import LuaPlanet
from tests.game.world.player import LuaPlayer
from tests.game.world.prototype_combat import map_settings
from tests.game.world.prototypes import LuaPrototypes
from tests.game.world.surface import LuaSurface
from tests.game.world.thing import Key, Thing
from tests.game.world.trains import LuaTrainManager, Trains

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.game.world.basedata import Raw
    from tests.game.world.entity import LuaEntity
    from tests.game.world.geometry import Value


class World:
    """Everything of a game that is saved, but for the mods' `storage`.

    `player_class` lets the frame give players windows. `on_event` hears every event the world raises, as
    `on_event(name, fields)`; it belongs to the running game and is no part of a saved or copied world.
    """

    def __init__(
        self,
        version: str = "2.0",
        data_raw: Raw | None = None,
        player_class: type[LuaPlayer] = LuaPlayer,
    ) -> None:
        self.version = version
        self.tick = 0
        self.on_event: Callable[[str, dict[str, Value]], None] | None = None
        self.player_class = player_class
        self.changes = Changes()
        self.numbers = 0
        self.prototypes = LuaPrototypes(data_raw, version)
        self.forces: dict[str, LuaForce] = {}
        self.surfaces: dict[str, LuaSurface] = {}
        self.surfaces_by_index: dict[int, LuaSurface] = {}
        self.planets: dict[str, LuaPlanet] = {}
        self.players: dict[int, LuaPlayer] = {}
        self.script_inventories: dict[int, LuaInventory] = {}
        self.logistics = Logistics(self)
        self.trains = Trains(self)
        for name in ("player", "enemy", "neutral"):
            self.create_force(name)
        self.forces["player"].set_friend("neutral", friend=True)
        self.forces["neutral"].set_friend("player", friend=True)
        self.forces["neutral"].set_cease_fire("enemy", cease_fire=True)
        self.forces["enemy"].set_cease_fire("neutral", cease_fire=True)
        self.planets["nauvis"] = LuaPlanet(self, "nauvis")
        self.create_surface("nauvis")
        self.scripts = _Scripts(self)

    def __getstate__(self) -> dict[str, Value]:
        return {**self.__dict__, "on_event": None}

    def advance(self) -> None:
        """One tick: crafting progress, statistics and the like stay what the scenario said; time goes on."""
        self.tick += 1

    def next_number(self) -> int:
        """A number no other entity, train or tag of this world has."""
        self.numbers += 1
        return self.numbers

    def raise_event(self, name: str, **fields: Value) -> None:
        """Tells the running game of an event at once; nil fields are left out."""
        if self.on_event is not None:
            self.on_event(name, {key: value for key, value in fields.items() if value is not None})

    @property
    def train_manager(self) -> LuaTrainManager:
        """`game.train_manager`."""
        return LuaTrainManager(self)

    @property
    def map_settings(self) -> dict[str, dict[str, Value]]:
        """`game.map_settings`: the defaults of the base game, as far as mods of ours ask for them."""
        return map_settings(self.prototypes)

    # Parts

    def create_force(self, name: str) -> LuaForce:
        """A new force."""
        force = self.forces[name] = LuaForce(self, len(self.forces) + 1, name)
        return force

    def create_surface(self, name: str, default_tile: str = "grass-1") -> LuaSurface:
        """A new surface with the same ground everywhere."""
        surface = LuaSurface(self, len(self.surfaces_by_index) + 1, name, default_tile)
        self.surfaces[name] = self.surfaces_by_index[surface.index] = surface
        surface.changed()
        return surface

    @property
    def nauvis(self) -> LuaSurface:
        """The first surface."""
        return self.surfaces["nauvis"]

    def add_player(self, name: str, *, locale: str = "en", admin: bool = True, character: bool = True) -> LuaPlayer:
        """A player who joined, with a character at the origin unless told otherwise."""
        index = len(self.players) + 1
        player = self.players[index] = self.player_class(self, index, name, self.forces["player"])
        player.locale, player.admin = locale, admin
        if character:
            player.create_character()
        return player

    def create_inventory(self, size: int, mod: str = "level") -> LuaInventory:
        """A script's inventory."""
        if not 0 <= size <= 65535:
            raise ApiError("Inventory size is out of bounds (0 to 65535).")
        number = self.next_number()
        inventory = LuaInventory(self.scripts, "script", size, number=number, mod=mod)
        self.script_inventories[number] = inventory
        return inventory

    @contextmanager
    def passing_inventory(self, name: str) -> Iterator[LuaInventory]:
        """An empty inventory that an event carries and that is gone after it."""
        inventory = LuaInventory(self.scripts, name, 0)
        try:
            yield inventory
        finally:
            inventory.destroyed = True

    # Looking things up the way the API does

    def entity(self, number: int) -> LuaEntity | None:
        """An entity by its number (its unit number, if it has one)."""
        for surface in self.surfaces.values():
            found = surface.index_entities.entities.get(number)
            if found is not None:
                return found
        return None

    def force_of(self, force: Value) -> LuaForce:
        """A force from any ForceID."""
        if isinstance(force, LuaForce):
            return force
        for known in self.forces.values():
            if force in (known.name, known.index):
                return known
        raise ApiError(f"Unknown force: {force}")

    def surface_of(self, surface: Value) -> LuaSurface:
        """A surface from any SurfaceIdentification."""
        if isinstance(surface, LuaSurface):
            return surface
        found = self.surfaces.get(surface) if isinstance(surface, str) else self.surfaces_by_index.get(int(surface))
        if found is None:
            raise ApiError(f"Unknown surface: {surface}")
        return found

    def player_of(self, player: Value) -> LuaPlayer:
        """A player from any PlayerIdentification."""
        if isinstance(player, LuaPlayer):
            return player
        for known in self.players.values():
            if player in (known.name, known.index):
                return known
        raise ApiError(f"Unknown player: {player}")

    # State

    def things(self) -> list[Thing]:
        """Everything that has a state, by key."""
        found: list[Thing] = [*self.forces.values(), *self.players.values(), *self.trains.all()]
        found += [inventory for player in self.players.values() for inventory in (player.cursor, player.god)]
        found += self.script_inventories.values()
        for force in self.forces.values():
            found += force.statistics.values()
        for surface in self.surfaces.values():
            found += [surface, *surface.statistics.values(), *surface.grids.statistics.values()]
            for entity in surface.index_entities.entities.values():
                found += [entity, *entity.held()]
        return found

    def state(self) -> dict[str, Value]:
        """The whole world as plain data; the same in every peer, whatever way it came there."""
        things = sorted(self.things(), key=lambda thing: repr(thing.key))
        return {
            "version": self.version,
            "tick": self.tick,
            "numbers": self.numbers,
            "things": [[list(thing.key), thing.facts()] for thing in things if not thing.blank],
        }

    def digest(self) -> str:
        """A short text that is equal where `state()` is; costs time only for what changed since the last call."""
        return f"{self.tick}-{self.numbers}-{self.changes.digest()}"


class _Scripts(Thing):
    """Owner of the inventories of scripts."""

    def __init__(self, world: World) -> None:
        self.world = world

    @property
    def key(self) -> Key:
        return ("scripts",)

    @property
    def blank(self) -> bool:
        return True
