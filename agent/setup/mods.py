"""Putting both mods where the game looks, taking them away again, packing them for other players.

The main mod and the inbox are installed as unzipped folders: the reload door works only on files that the game reads
from disk again. Only our own copies are ever touched: a name that is ours with an ``info.json`` that is not is refused.
Which mods are enabled stays the player's business (``mod-list.json`` is read, never written).
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from agent.errors import BridgeError, UsageError
from agent.resources import bundled

if TYPE_CHECKING:
    from pathlib import Path

MAIN: Final = "gpt-assistant"
INBOX: Final = "gpt-assistant-inbox"
NAMES: Final = (MAIN, INBOX)
_BASE_DEPENDENCY: Final = re.compile(r"\s*base\b")
_OLDEST_BASE: Final = {"2.0": "2.0.75", "2.1": "2.1.7"}
"""Oldest release of each version whose API the mods are held against: fluids_count and the crafter_* inventories are
younger than 2.0 itself, and a game that lacks them must say so instead of failing in play."""
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The oldest time a zip can hold: the same source packs to the same bytes."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of one of our mods in a mods folder.

    Attributes:
        name: Mod name.
        version: From its info.json.
        factorio_version: ``2.0`` or ``2.1``; empty where the info.json states none.
        path: Folder or zip.
    """

    name: str
    version: str
    factorio_version: str
    path: Path

    @property
    def zipped(self) -> bool:
        """Whether the game reads it from a zip, and so never again while it runs."""
        return self.path.suffix == ".zip"


@dataclass(frozen=True, slots=True)
class Change:
    """What an installation or removal did.

    Attributes:
        installed: The copies that are there now.
        removed: Paths of our copies that are gone.
        disabled: Names of our mods that the player's mod-list.json switches off.
    """

    installed: tuple[Copy, ...]
    removed: tuple[Path, ...]
    disabled: tuple[str, ...]


def install(mods: Path, factorio_version: str) -> Change:
    """Copy both mods into the folder, in place of every older copy of them.

    Each is written beside the old copy first and moved into place, so that a full disk leaves the old one standing.

    Raises:
        UsageError: ``mod-foreign``: something else bears our name.
        BridgeError: ``mods-unwritable``.
    """
    _refuse_foreign(mods)
    installed: list[Copy] = []
    removed: list[Path] = []
    try:
        mods.mkdir(parents=True, exist_ok=True)
        for name in NAMES:
            fresh = mods / f".{name}.new"
            _discard(fresh)
            _write_folder(name, fresh, factorio_version)
            for old in copies(mods, name):
                _discard(old.path)
                removed.append(old.path)
            target = mods / name
            fresh.rename(target)
            installed.extend(copies(mods, name))
    except OSError as error:
        raise BridgeError("mods-unwritable", folder=str(mods), reason=error.strerror or str(error)) from error
    replaced = {copy.path for copy in installed}
    return Change(tuple(installed), tuple(path for path in removed if path not in replaced), disabled(mods))


def uninstall(mods: Path) -> Change:
    """Take away every copy of both mods, and nothing else.

    Raises:
        UsageError: ``mod-foreign``: something else bears our name.
        BridgeError: ``mods-unwritable``.
    """
    _refuse_foreign(mods)
    removed: list[Path] = []
    try:
        for name in NAMES:
            for old in copies(mods, name):
                _discard(old.path)
                removed.append(old.path)
    except OSError as error:
        raise BridgeError("mods-unwritable", folder=str(mods), reason=error.strerror or str(error)) from error
    return Change((), tuple(removed), ())


def package(output: Path, factorio_version: str) -> tuple[Path, ...]:
    """Pack each mod as ``<name>_<version>.zip`` with one folder of the same name inside, as the game wants it.

    Raises:
        BridgeError: ``mods-unwritable``.
    """
    packed: list[Path] = []
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name in NAMES:
            source = bundled("mod") / name
            info = _info_for(source, factorio_version)
            stem = f"{name}_{info['version']}"
            target = output / f"{stem}.zip"
            fresh = output / f".{stem}.zip.new"
            with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
                for path in _files(source):
                    entry = zipfile.ZipInfo(f"{stem}/{path.relative_to(source).as_posix()}", _ZIP_EPOCH)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    entry.external_attr = 0o644 << 16
                    archive.writestr(entry, _dump(info) if path == source / "info.json" else path.read_bytes())
            fresh.replace(target)
            packed.append(target)
    except OSError as error:
        raise BridgeError("mods-unwritable", folder=str(output), reason=error.strerror or str(error)) from error
    return tuple(packed)


def copies(mods: Path, name: str) -> tuple[Copy, ...]:
    """List the copies of one of our mods in a folder: the folder, the versioned folder, the zip."""
    return tuple(copy for path in _candidates(mods, name) if (copy := _read_copy(path, name)))


def disabled(mods: Path) -> tuple[str, ...]:
    """Name those of our mods that the player switched off in the game's own list."""
    try:
        listed = json.loads((mods / "mod-list.json").read_text(encoding="utf-8"))["mods"]
        return tuple(
            name
            for name in NAMES
            if any(entry.get("name") == name and entry.get("enabled") is False for entry in listed)
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ()


def bundled_version(name: str) -> str:
    """Return the version of the mod that travels with this agent."""
    return str(_load_info(bundled("mod") / name)["version"])


def _candidates(mods: Path, name: str) -> list[Path]:
    shape = re.compile(rf"{re.escape(name)}(_\d+\.\d+\.\d+)?(\.zip)?\Z")
    try:
        return sorted(path for path in mods.iterdir() if shape.match(path.name))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _refuse_foreign(mods: Path) -> None:
    for name in NAMES:
        for path in _candidates(mods, name):
            if _read_copy(path, name) is None:
                raise UsageError("mod-foreign", path=str(path), name=name)


def _read_copy(path: Path, name: str) -> Copy | None:
    try:
        if path.is_dir():
            info = _load_info(path)
        else:
            with zipfile.ZipFile(path) as archive:
                inner = next(entry for entry in archive.namelist() if re.fullmatch(r"[^/]+/info\.json", entry))
                info = json.loads(archive.read(inner))
        if info["name"] != name:
            return None
        return Copy(name, str(info["version"]), str(info.get("factorio_version", "")), path)
    except (OSError, ValueError, KeyError, TypeError, StopIteration, zipfile.BadZipFile, RecursionError):
        return None


def _load_info(folder: Path) -> dict[str, object]:
    info: dict[str, object] = json.loads((folder / "info.json").read_text(encoding="utf-8"))
    return info


def _info_for(source: Path, factorio_version: str) -> dict[str, object]:
    """Return the mod's info.json as this version of the game must see it."""
    info = _load_info(source)
    info["factorio_version"] = factorio_version
    dependencies = info.get("dependencies")
    oldest = _OLDEST_BASE.get(factorio_version, factorio_version)
    if isinstance(dependencies, list):
        info["dependencies"] = [
            f"base >= {oldest}" if _BASE_DEPENDENCY.match(str(entry)) else entry for entry in dependencies
        ]
    return info


def _dump(info: dict[str, object]) -> bytes:
    return (json.dumps(info, indent=2, ensure_ascii=False) + "\n").encode()


def _write_folder(name: str, target: Path, factorio_version: str) -> None:
    source = bundled("mod") / name
    try:
        for path in _files(source):
            there = target / path.relative_to(source)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, there)
        (target / "info.json").write_bytes(_dump(_info_for(source, factorio_version)))
    except OSError:
        shutil.rmtree(target, ignore_errors=True)
        raise


def _files(source: Path) -> list[Path]:
    """List the files of a mod, hidden ones (an editor's, a file manager's) left out."""
    return sorted(
        path
        for path in source.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(source).parts)
    )


def _discard(path: Path) -> None:
    """Remove a folder or file; of a symbolic link only the link, never what it points to."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
