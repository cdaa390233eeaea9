"""The simulated game: mods loaded through their stages, peers in lockstep, saves."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.game import coverage
from tests.game.api import load_surface
from tests.game.compare import compare_peers
from tests.game.context import calling
from tests.game.disk import Disk
from tests.game.driver import SimPlayer
from tests.game.errors import FaultError, GameOverError, JoinRefusedError, LoadError
from tests.game.luastate import LuaFailureError
from tests.game.mods import load_order, read_mod, renames
from tests.game.peer import Peer
from tests.game.save import Save, Storages, freeze_storages, load_peer, save_peer
from tests.game.stages import load_rules
from tests.game.world.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from tests.game.objects import Value

BASE_VERSIONS = {"2.0": "2.0.77", "2.1": "2.1.9"}

LOG = (
    "   0.000 2026-01-01 00:00:00; Factorio {version} (build 1, linux64, full)\n"
    "   0.001 Write data path: {folder} [9999/99999MB]\n"
)
"""Head of factorio-current.log, as far as programs beside the game read it."""


class Game:
    """A running game.

    `mods` are mod folders (or folders that hold them); `write_data` is the server's write-data folder, further peers
    get `write_data/peer-<n>`. `world` furnishes the new world before any mod runs.
    """

    def __init__(  # noqa: PLR0913 (each is one condition a test may set)
        self,
        mods: Iterable[Path],
        write_data: Path,
        *,
        version: str = "2.0",
        multiplayer: bool = False,
        players: Iterable[str] = ("player",),
        headless: bool = False,
        seed: int = 1,
        locale: str = "en",
        startup: Mapping[str, Value] | None = None,
        prefix: str = "gpta",
        world: Callable[[World], None] | None = None,
        torn_writes: bool = False,
        between_writes: Callable[[Path, int, int], None] | None = None,
        stale_passes: int = 0,
        save: Save | None = None,
        measure: Mapping[str, bool] | None = None,
    ) -> None:
        self.version = version
        self.write_data = write_data
        self.seed = seed
        self.multiplayer = multiplayer
        self.headless = headless
        self._torn, self._between = torn_writes, between_writes
        self._scenario = world
        self._measure = dict(measure) if measure is not None else None
        if coverage.folder() is not None and measure is None:  # who counts instructions has no lines noted beside
            self._measure = {"lines": True}
        self.stale_passes = stale_passes
        self.reloads = 0
        self.saves: dict[str, Save] = {}
        self.over: GameOverError | None = None
        folders = [folder for each in mods for folder in mod_folders(each)]
        surface = load_surface(version)
        base = BASE_VERSIONS[version]
        ordered = load_order([read_mod(folder, version) for folder in folders], base)
        self.rules = load_rules(
            surface,
            ordered,
            version=version,
            multiplayer=multiplayer,
            startup=startup or {},
            prefix=prefix,
            base_version=base,
        )
        self._files = self._read_files()
        self.peers: list[Peer] = []
        self.players: dict[int, SimPlayer] = {}
        self._queue: list[Callable[[Peer], None]] = []
        if coverage.folder() is not None:
            coverage.watch(self)
        self._start(save, list(players), locale)

    # --- starting --------------------------------------------------------------------------------------------

    def _read_files(self) -> dict[tuple[str, str], str]:
        found = {}
        for mod in self.rules.mods:
            for file in mod.folder.rglob("*.lua"):
                found[mod.name, file.relative_to(mod.folder).as_posix()] = file.read_text("utf-8", "surrogateescape")
        return found

    def _file(self, mod: str, path: str) -> str | None:
        return self._files.get((mod, path))

    def _new_peer(self, number: int) -> Peer:
        folder = self.write_data if number == 0 else self.write_data / f"peer-{number}"
        output = folder / "script-output"
        output.mkdir(parents=True, exist_ok=True)
        log = LOG.format(version=self.rules.game_version, folder=folder.resolve())
        (folder / "factorio-current.log").write_text(log, encoding="utf-8")
        disk = Disk(torn=self._torn, between=self._between)
        peer = Peer(self.rules, number, output, seed=self.seed, disk=disk)
        peer.measuring = self._measure
        return peer

    def _start(self, save: Save | None, players: list[str], locale: str) -> None:
        server = self._new_peer(0)
        self.peers.append(server)
        if save is None:
            made = World(self.version, self.rules.data_raw)
            if self._scenario is not None:
                self._scenario(made)
            server.adopt_world(made)
            with calling(server, ""):
                self._control(server, None)
        else:
            storages = load_peer(server, save)
            with calling(server, ""):
                self._control(server, storages)
        self._register_known_players()
        for at, name in enumerate(players):
            self.join(name, locale=locale, at_server=at == 0 and not self.headless)

    def _register_known_players(self) -> None:
        for index, player in self.peers[0].world.players.items():
            player.connected = False
            self.players[index] = SimPlayer(self, index, player.name)

    def _control(self, peer: Peer, storages: Storages | None, *, configuration: bool = True) -> None:
        try:
            self._run_control(peer, storages, configuration=configuration)
        except LuaFailureError as failure:
            self.over = GameOverError(str(failure))
            raise self.over from None
        except (GameOverError, LoadError) as problem:
            self.over = problem if isinstance(problem, GameOverError) else GameOverError(str(problem))
            raise

    def _run_control(self, peer: Peer, storages: Storages | None, *, configuration: bool) -> None:
        """Control stage of a new game (`storages` None), a loaded one or one that reloads its mods."""
        peer.start_lua(self._file)
        fresh = storages is None
        known = {} if fresh else dict(peer.map.mod_versions)
        for mod, (text, objects) in (storages or {}).items():
            if mod in peer.states:
                peer.states[mod].thaw_storage(text, objects)
        newcomers = [mod for mod in peer.states if mod not in known]
        for mod in newcomers:
            peer.states[mod].new_storage()
        self._on_load(peer, [mod for mod in peer.states if mod not in newcomers])
        peer.begin_running()
        changes = version_changes(known, self.rules.active_mods)
        migrated = self._migrate(peer, newcomers) if configuration else None
        for mod in newcomers:
            self._lifecycle(peer, mod, "on_init", peer.bootstraps[mod].handlers.on_init, None)
        if configuration and not fresh and (changes or migrated is not None or peer.map.startup != self.rules.startup):
            data = {
                "mod_changes": changes,
                "mod_startup_settings_changed": peer.map.startup != self.rules.startup,
                "migration_applied": migrated is not None,
                "migrations": migrated or {},
            }
            for mod, script in peer.bootstraps.items():
                if mod not in newcomers:
                    self._lifecycle(
                        peer, mod, "on_configuration_changed", script.handlers.on_configuration_changed, data
                    )
        peer.map.mod_versions = self.rules.active_mods
        peer.map.startup = dict(self.rules.startup)

    def _lifecycle(self, peer: Peer, mod: str, what: str, handler: Value, data: dict[str, Value] | None) -> None:
        if handler is not None:
            peer.run_handler(mod, what, handler, data, "ConfigurationChangedData")

    def _on_load(self, peer: Peer, mods: list[str]) -> None:
        for mod in mods:
            handler = peer.bootstraps[mod].handlers.on_load
            if handler is None:
                continue
            state = peer.states[mod]
            before = state.freeze_storage()[0]
            peer.run_handler(mod, "on_load", handler, None, "")
            if state.freeze_storage()[0] != before:
                raise GameOverError(
                    f"Detected modifications to the 'storage' table in {mod}::on_load, which is not allowed."
                )

    def _migrate(self, peer: Peer, newcomers: list[str]) -> dict[str, dict[str, str]] | None:
        """Runs migrations this save has not seen; the renamed prototypes, None when there was nothing to run."""
        renamed: dict[str, dict[str, str]] = {}
        applied = False
        for mod in self.rules.mods:
            for file in sorted((mod.folder / "migrations").glob("*")):
                key = (mod.name, file.name)
                if file.suffix not in {".lua", ".json"} or key in peer.map.migrations:
                    continue
                peer.map.migrations.add(key)
                if mod.name in newcomers or mod.name not in peer.states:
                    continue
                applied = True
                if file.suffix == ".json":
                    for kind, pairs in renames(mod.name, file).items():
                        renamed.setdefault(kind, {}).update(pairs)
                else:
                    peer.states[mod.name].run_file(f"migrations/{file.name}")
        return renamed if applied else None

    # --- players ---------------------------------------------------------------------------------------------

    def join(self, name: str, *, locale: str = "en", at_server: bool = False) -> SimPlayer:
        """A player joins; in multiplayer he brings a peer of his own, unless he sits at the server."""
        index = next((i for i, p in self.peers[0].world.players.items() if p.name == name), None)
        if self.multiplayer and not at_server:
            self._add_peer()
            peer_of_player = self.peers[-1]
        else:
            peer_of_player = self.peers[0]
        created = index is None

        def action(peer: Peer) -> None:
            number = index
            if number is None:
                number = peer.add_player(name, locale)
            player = peer.world.players[number]
            player.connected = True
            if created:
                peer.raise_event("on_player_created", {"player_index": number})
            if self.multiplayer:
                peer.raise_event("on_player_joined_game", {"player_index": number})

        self.act(action)
        number = next(i for i, p in self.peers[0].world.players.items() if p.name == name)
        peer_of_player.player_index = number
        self.players[number] = SimPlayer(self, number, name)
        return self.players[number]

    def _add_peer(self) -> None:
        server = self.peers[0]
        save = save_peer(server)
        peer = self._new_peer(max(p.number for p in self.peers) + 1)
        storages = load_peer(peer, save)
        with calling(peer, ""):
            self._control(peer, storages, configuration=False)
        for mod, script in server.bootstraps.items():
            if script.handlers.signature() != peer.bootstraps[mod].handlers.signature():
                raise JoinRefusedError(
                    f"mod event handlers are not identical between you and the server: {mod}: "
                    f"{script.handlers.signature()} on the server, {peer.bootstraps[mod].handlers.signature()} here"
                )
        self.peers.append(peer)

    def leave(self, player_index: int, reason: str = "quit") -> None:
        """A player leaves (`reason` of defines.disconnect_reason); his peer goes with him."""

        def action(peer: Peer) -> None:
            peer.raise_event("on_pre_player_left_game", {"player_index": player_index, "reason": reason})
            peer.world.players[player_index].connected = False
            peer.raise_event("on_player_left_game", {"player_index": player_index, "reason": reason})

        self.act(action)
        self.peers = [p for p in self.peers if p.number == 0 or p.player_index != player_index]

    # --- time ------------------------------------------------------------------------------------------------

    def queue(self, action: Callable[[Peer], None]) -> None:
        """An input action for the next tick, run on every peer."""
        self._queue.append(action)

    def act(self, action: Callable[[Peer], None]) -> None:
        """Queues an input action and runs the tick it falls into."""
        self.queue(action)
        self.tick()

    def tick(self, count: int = 1) -> None:
        """Runs so many ticks; DesyncError or GameOverError end the game."""
        for _ in range(count):
            self._tick()

    def run_until(self, done: Callable[[], bool], limit: int = 3600) -> int:
        """Ticks until `done()`; the number of ticks it took. FaultError after `limit` ticks."""
        for at in range(limit):
            if done():
                return at
            self.tick()
        if done():
            return limit
        raise FaultError(f"not done after {limit} ticks")

    def _tick(self) -> None:
        if self.over is not None:
            raise self.over
        actions, self._queue = self._queue, []
        for peer in self.peers:
            try:
                self._tick_peer(peer, actions)
            except GameOverError as over:
                self.over = over
                raise
        if len(self.peers) > 1:
            compare_peers(self.peers)
        self._after_tick()

    def _tick_peer(self, peer: Peer, actions: list[Callable[[Peer], None]]) -> None:
        with calling(peer, ""):
            if not peer.map.tick_paused:
                peer.world.advance()
                peer.map.tick = peer.world.tick
                peer.run_tick_handlers()
                peer.after_world()
            for action in actions:
                peer.reached = peer.touched = True
                action(peer)
        peer.raise_fatal()
        peer.note_cost()

    def _after_tick(self) -> None:
        server = self.peers[0]
        for name in server.saves_requested:
            self.saves[name] = self.save()
        requested = server.reload_requested
        for peer in self.peers:
            peer.reload_requested = False
            peer.saves_requested.clear()
        if requested and not self.multiplayer:
            self._reload()

    def _reload(self) -> None:
        self.reloads += 1
        if self.reloads > self.stale_passes:
            self._files = self._read_files()
        server = self.peers[0]
        storages = freeze_storages(server)
        with calling(server, ""):
            self._control(server, storages)

    # --- saves -----------------------------------------------------------------------------------------------

    def save(self) -> Save:
        """The game as a save; ApiError where a mod's `storage` cannot be saved."""
        return save_peer(self.peers[0])

    # --- looking in ------------------------------------------------------------------------------------------

    @property
    def server(self) -> Peer:
        """The first peer."""
        return self.peers[0]

    @property
    def world(self) -> Value:
        """The server's world. Change worlds with `change_world`, so that every peer gets the change."""
        return self.peers[0].world

    def change_world(self, change: Callable[[Value], None]) -> None:
        """Applies a change to every peer's world within the next tick (a scenario's doing, not a mod's)."""
        self.act(lambda peer: change(peer.world))

    def eval(self, mod: str, code: str, peer: int = 0) -> Value:
        """Runs Lua in a mod's globals on one peer and returns its first result."""
        chosen = self.peers[peer]
        with calling(chosen, mod):
            return chosen.states[mod].eval(code)

    @property
    def problems(self) -> list[str]:
        """Locale problems and API calls that were refused (also those a mod's pcall hid)."""
        return self.rules.problems + [error for peer in self.peers for error in peer.api_errors]

    def console(self, line: str) -> bool:
        """A command typed at the server's own console (player_index is nil)."""
        known = line.removeprefix("/").split(" ")[0] in self.server.commands.added
        self.act(lambda peer: _run_command(peer, line))
        return known

    def script_output(self, peer: int = 0) -> Path:
        """Folder of a peer's script-output."""
        return self.peers[peer].script_output

    def largest_tick(self) -> int:
        """Instructions of the costliest tick since measuring began."""
        return max((peer.largest_tick for peer in self.peers), default=0)

    def remove_files(self) -> None:
        """Deletes every peer's write-data."""
        shutil.rmtree(self.write_data, ignore_errors=True)


def _run_command(peer: Peer, line: str) -> None:
    peer.commands.run(line, None, peer.map.tick)


def mod_folders(path: Path) -> list[Path]:
    """The mod folders in a folder, or the folder itself when it is one."""
    if (path / "info.json").is_file():
        return [path]
    return sorted(folder for folder in path.iterdir() if (folder / "info.json").is_file())


def version_changes(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """`mod_changes` of on_configuration_changed."""
    changes: dict[str, dict[str, str]] = {}
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            pair = {"old_version": before.get(name), "new_version": after.get(name)}
            changes[name] = {key: value for key, value in pair.items() if value is not None}
    return changes
