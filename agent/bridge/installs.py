"""Where Factorio keeps its data on each system, and how its own configuration files move it.

Facts: the wiki's pages "Application directory" and "User data directory"; 427520 is Factorio's number on Steam.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

System = Literal["windows", "macos", "linux"]
Evidence = Literal[
    "named", "config", "log", "config-path", "standard", "flatpak", "game-folder", "proton", "wsl", "own"
]  # fmt: skip

_STEAM_APP = "427520"
_TEXT_CAP_BYTES = 64 << 10
_LOG_LINE = re.compile(r"Write data path: (.+?)(?: \[\d+ ?MB\])?\s*$", re.MULTILINE)
_LIBRARY = re.compile(r'"path"\s+"((?:[^"\\]|\\.)*)"')
_FLATPAK_STEAM = ".var/app/com.valvesoftware.Steam"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The machine as far as it matters; injected, so that every system is tested on one.

    Attributes:
        home: The user's home folder.
        environment: Environment variables.
        root: What absolute places (`/opt`, `/mnt/c`, `/Applications`) are below.
    """

    system: System
    home: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    root: Path = Path("/")


@dataclass(frozen=True, slots=True)
class WriteData:
    """A write-data folder that may be the game's, and what led there."""

    folder: Path
    evidence: Evidence


def this_machine() -> Surroundings:
    """Return the machine the agent runs on."""
    system: System = "linux"
    if sys.platform == "win32":
        system = "windows"
    elif sys.platform == "darwin":
        system = "macos"
    return Surroundings(system, Path.home(), dict(os.environ))


def standard_write_data(place: Surroundings) -> Path:
    """Return the system's usual write-data folder."""
    if place.system == "windows":
        roaming = place.environment.get("APPDATA")
        return Path(roaming) / "Factorio" if roaming else place.home / "AppData" / "Roaming" / "Factorio"
    if place.system == "macos":
        return place.home / "Library" / "Application Support" / "factorio"
    return place.home / ".factorio"


def all_write_data(place: Surroundings, config: Path | None) -> Iterator[WriteData]:
    """Yield every write-data folder that may be the game's, the likeliest first; some twice, many not there.

    Args:
        place: The machine.
        config: The file given with ``--config``; it then decides alone.
    """
    if config is not None:
        for found in (write_data_of_config(config, _executable_of_config(config), standard_write_data(place)),):
            if found is not None:
                yield WriteData(found, "config")
        return
    usual = [WriteData(standard_write_data(place), "standard")]
    if place.system == "linux":
        usual.append(WriteData(place.home / _FLATPAK_STEAM / ".factorio", "flatpak"))
    for item in usual:
        yield item
        yield from _by_log(item.folder)
    for game, system_write_data in _game_folders(place):
        yield from _of_game_folder(game, system_write_data, place.system)
    yield from _foreign(place)


def write_data_of_config(config: Path, executable: Path, system_write_data: Path) -> Path | None:
    """Return what a `config.ini` says; None when it cannot be read or says nothing.

    Args:
        config: The file.
        executable: Folder of the game's program, for ``__PATH__executable__``.
        system_write_data: For ``__PATH__system-write-data__``.
    """
    text = read_text(config)
    section = ""
    for line in (text or "").splitlines():
        bare = line.strip().lstrip("\ufeff")
        if bare.startswith("["):
            section = bare.strip("[]").strip().lower()
        key, separator, value = bare.partition("=")
        if separator and section == "path" and key.strip() == "write-data" and value.strip():
            return _expand(value.strip(), executable, system_write_data)
    return None


def write_data_of_log(log: Path) -> Path | None:
    """Return what `factorio-current.log` says; None when it cannot be read or says nothing."""
    match = _LOG_LINE.search(read_text(log) or "")
    return Path(match[1].strip()) if match else None


def write_data_of_game(game: Path, place: Surroundings) -> Path:
    """Return what the game in a folder writes to: what its configuration says, else what it will say once started."""
    for found in _of_game_folder(game, standard_write_data(place), place.system):
        if found.evidence == "config-path":
            return found.folder
    for line in (read_text(game / "config-path.cfg") or "").splitlines():
        key, separator, value = line.partition("=")
        if separator and key.strip() == "use-system-read-write-data-directories" and value.strip() == "true":
            return standard_write_data(place)
    return game


def read_text(path: Path) -> str | None:
    """Return the beginning of a small text file of the game; None when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(_TEXT_CAP_BYTES).decode("utf-8", "replace")
    except OSError:
        return None


def _by_log(folder: Path) -> Iterator[WriteData]:
    logged = write_data_of_log(folder / "factorio-current.log")
    if logged is not None:
        yield WriteData(logged, "log")


def _of_game_folder(game: Path, system_write_data: Path, system: System) -> Iterator[WriteData]:
    """Yield what a game's own folder leads to: by `config-path.cfg`, else the folder itself (zip, headless)."""
    if not game.is_dir():
        return
    executable = game / "MacOS" if system == "macos" else game / "bin" / "x64"
    config_folder = game / "config"
    for line in (read_text(game / "config-path.cfg") or "").splitlines():
        key, separator, value = line.partition("=")
        if separator and key.strip() == "config-path" and value.strip():
            config_folder = _expand(value.strip(), executable, system_write_data)
    configured = write_data_of_config(config_folder / "config.ini", executable, system_write_data)
    if configured is not None:
        yield WriteData(configured, "config-path")
    yield WriteData(game, "game-folder")
    yield from _by_log(game)


def _expand(value: str, executable: Path, system_write_data: Path) -> Path:
    text = value.replace("__PATH__executable__", executable.as_posix())
    text = text.replace("__PATH__system-write-data__", system_write_data.as_posix())
    text = text.replace("__PATH__system-read-data__", executable.parent.as_posix())
    if text != value:
        text = text.replace("\\", "/")
    return Path(os.path.normpath(Path(text).expanduser()))


def _executable_of_config(config: Path) -> Path:
    """A config.ini lies in `<game>/config` where it speaks of the executable at all."""
    return config.absolute().parent.parent / "bin" / "x64"


def _game_folders(place: Surroundings) -> Iterator[tuple[Path, Path]]:
    """Yield folders where the game itself may be, each with what its system write-data folder would be."""
    standard = standard_write_data(place)
    for steam, system_write_data in _steam_folders(place):
        for library in _libraries(steam):
            game = library / "steamapps" / "common" / "Factorio"
            yield game / "factorio.app" / "Contents" if place.system == "macos" else game, system_write_data
    if place.system == "windows":
        for name in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"):
            if name in place.environment:
                yield Path(place.environment[name]) / "Factorio", standard
    elif place.system == "macos":
        yield place.root / "Applications" / "factorio.app" / "Contents", standard
    else:
        for folder in (place.home / "factorio", place.home / "Factorio", place.home / "games" / "factorio"):
            yield folder, standard
        yield place.root / "opt" / "factorio", standard


def _steam_folders(place: Surroundings) -> Iterator[tuple[Path, Path]]:
    standard = standard_write_data(place)
    if place.system == "windows":
        for name in ("ProgramFiles(x86)", "ProgramFiles"):
            if name in place.environment:
                yield Path(place.environment[name]) / "Steam", standard
    elif place.system == "macos":
        yield place.home / "Library" / "Application Support" / "Steam", standard
    else:
        for folder in (place.home / ".local" / "share" / "Steam", place.home / ".steam" / "steam"):
            yield folder, standard
        flatpak = place.home / _FLATPAK_STEAM
        yield flatpak / ".local" / "share" / "Steam", flatpak / ".factorio"
        yield flatpak / "data" / "Steam", flatpak / ".factorio"


def _libraries(steam: Path) -> Iterator[Path]:
    """Yield a Steam folder's libraries, itself among them."""
    yield steam
    for match in _LIBRARY.finditer(read_text(steam / "steamapps" / "libraryfolders.vdf") or ""):
        yield Path(match[1].replace("\\\\", "\\"))


def _foreign(place: Surroundings) -> Iterator[WriteData]:
    """Yield folders of a Windows game seen from Linux: under Proton, and from inside WSL."""
    if place.system != "linux":
        return
    for steam, _ in _steam_folders(place):
        for library in _libraries(steam):
            drive = library / "steamapps" / "compatdata" / _STEAM_APP / "pfx" / "drive_c"
            for user in _subfolders(drive / "users"):
                yield WriteData(user / "AppData" / "Roaming" / "Factorio", "proton")
    if "WSL_DISTRO_NAME" in place.environment:
        for drive in _subfolders(place.root / "mnt"):
            for user in _subfolders(drive / "Users"):
                yield WriteData(user / "AppData" / "Roaming" / "Factorio", "wsl")


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if entry.is_dir())
    except OSError:
        return []
