"""Every touch of the bridge folder goes through here: safe reading, atomic writing.

The game does not write atomically and players' folders hold surprises, so nothing is opened without looking at what it
is, and nothing is written where a reader could see half of it. Tests replace this module's ``os`` to make the N-th call
fail.
"""
# Descriptors and flags need `os`, and tests replace it to make any call fail.
# ruff: noqa: PTH103, PTH105, PTH108, PTH208

from __future__ import annotations

import errno
import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from agent.errors import BridgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

_CHUNK_BYTES = 1 << 30
PIECE_BYTES = 1 << 18
"""Of a file that is looked at and not kept: what stays in the processor's own memory."""
_FIRST_RETRY_S = 0.01
_TMP_PREFIX = ".gpta-"
_TMP_SUFFIX = ".tmp"
_HELPER = ThreadPoolExecutor(1, thread_name_prefix="syncing")
"""Begins its thread when it is first needed; beginning one for every answer takes longer than it saves."""
_FOLDER_SYNC_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF})


class UnfitFileError(BridgeError):
    """The entry is none that may be read: a link, a pipe, a device, a folder, or too large.

    Attributes:
        reason: One of ``symlink``, ``not-a-file``, ``too-large``, ``bad-name``.
    """

    def __init__(self, reason: str, name: str, **params: str | float) -> None:
        self.reason = reason
        super().__init__(f"bridge-file-{reason}", name=name, **params)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a file from another: size in bytes, time of the last write in ns, identity."""

    size_bytes: int
    written_ns: int
    inode: int


def stamp(path: Path) -> Stamp:
    """Return the stamp of the entry itself, links not followed.

    Raises:
        FileNotFoundError: There is no such entry.
    """
    found = os.lstat(path)
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)


def open_regular(path: Path) -> int:
    """Open a plain file for reading and return its descriptor; never follows a link, never blocks on a pipe.

    Raises:
        UnfitFileError: The entry is a link, a pipe, a device or a folder.
        OSError: It is not there or may not be read.
    """
    before = os.lstat(path)
    if stat.S_ISLNK(before.st_mode):
        raise UnfitFileError("symlink", path.name)
    if not stat.S_ISREG(before.st_mode):
        raise UnfitFileError("not-a-file", path.name)
    flags = os.O_RDONLY
    for extra in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, extra, 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as failure:
        if failure.errno == errno.ELOOP:
            raise UnfitFileError("symlink", path.name) from failure
        raise
    try:
        _refuse_another(before, os.fstat(descriptor), path.name)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _refuse_another(before: os.stat_result, opened: os.stat_result, name: str) -> None:
    """Refuse what was put in a file's place after it was looked at: a link, a pipe.

    Another plain file is none of these: a writer that moves whole files into place, as share synchronisers do, may
    have come in between. Where opening cannot be told not to follow links (Windows), it must be the same file.
    """
    followed = not hasattr(os, "O_NOFOLLOW") and not os.path.samestat(before, opened)
    if not stat.S_ISREG(opened.st_mode) or followed:
        raise UnfitFileError("not-a-file", name)


def close(descriptor: int) -> None:
    """Close what `open_regular` opened."""
    os.close(descriptor)


def is_folder(path: Path) -> bool:
    """Tell whether the entry itself (links not followed) is a folder."""
    return stat.S_ISDIR(os.lstat(path).st_mode)


def read_whole(path: Path, *, cap_bytes: int) -> bytes:
    """Return a plain file's bytes, refusing before the first byte is read what is larger than the cap.

    Raises:
        UnfitFileError: See `open_regular`; also ``too-large``.
        OSError: It is not there or cannot be read.
    """
    descriptor, size = _open_capped(path, cap_bytes)
    try:
        # One byte more than it has tells its end; what grows meanwhile is not yet what its journal line says.
        return read_at(descriptor, 0, size + 1)
    finally:
        os.close(descriptor)


def read_pieces(path: Path, *, cap_bytes: int) -> Generator[bytes]:
    """Yield a plain file's bytes piece by piece, refusing as `read_whole` does.

    Raises:
        UnfitFileError: See `open_regular`; also ``too-large``.
        OSError: It is not there or cannot be read.
    """
    descriptor, size = _open_capped(path, cap_bytes)
    try:
        left = size + 1
        while left > 0 and (piece := os.read(descriptor, min(left, PIECE_BYTES))):
            yield piece
            left -= len(piece)
    finally:
        os.close(descriptor)


def _open_capped(path: Path, cap_bytes: int) -> tuple[int, int]:
    """Return the descriptor of a plain file and its size in bytes."""
    descriptor = open_regular(path)
    try:
        size = os.fstat(descriptor).st_size
    except BaseException:
        os.close(descriptor)
        raise
    if size > cap_bytes:
        os.close(descriptor)
        raise UnfitFileError("too-large", path.name, bytes=size, cap=cap_bytes)
    return descriptor, size


def read_at(descriptor: int, offset: int, limit_bytes: int) -> bytes:
    """Return up to `limit_bytes` bytes from `offset` to the file's present end."""
    os.lseek(descriptor, offset, os.SEEK_SET)
    pieces: list[bytes] = []
    left = limit_bytes
    while left > 0:
        piece = os.read(descriptor, min(left, _CHUNK_BYTES))
        if not piece:
            break
        pieces.append(piece)
        left -= len(piece)
    # Mostly it comes in one piece, and then it is not copied.
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def list_names(folder: Path) -> list[str]:
    """Return the names in a folder, unsorted.

    Raises:
        OSError: The folder is not there or may not be read.
    """
    return os.listdir(folder)


def write_atomically(
    path: Path,
    data: bytes,
    *,
    touch: bool = False,
    durable: bool = True,
    moved: bool = True,
    mode: int = 0o644,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Put `data` under `path`: every reader sees the old file or the whole new one, even after a power failure.

    Args:
        path: Target; its folder must exist and is where the temporary file is written.
        data: The whole content.
        touch: Set the time of the last write once more after the move; some watchers look at nothing else.
        durable: Wait until it is on the disk. Not worth it for what is written anew at every start: only a power
            failure could tell the difference.
        moved: Wait until the move is on the disk as well. Not worth it where after a power failure the file as it was
            is as good.
        mode: Who may read it, where the system knows modes.
        pause: Called with seconds between attempts; Windows refuses the move while a reader holds the file open.

    Raises:
        OSError: The disk is full, the folder read-only or gone; the target is untouched and no temporary file is left
            unless even deleting failed.
    """
    temporary = _beside(path)
    try:
        descriptor = _open_for_writing(temporary, mode)
        try:
            _write_whole(descriptor, data)
            if durable:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
        replace(temporary, path, pause=pause)
    except BaseException:
        _unlink_quietly(temporary)
        raise
    if touch:
        os.utime(path)
    if durable and moved:
        sync_folder(path.parent)


def write_together(files: Sequence[tuple[Path, bytes]], *, pause: Callable[[float], None] = time.sleep) -> None:
    """Put several files of a folder under their names, in their order; a reader of the last finds the others whole.

    All are on the disk before the first is moved. They are waited for side by side, which takes a disk about as long as
    one of them. The moves are not waited for: `sync_folder` does that, for all that was moved.

    Raises:
        OSError: As `write_atomically`; files before the one that could not be moved are in their places.
    """
    temporaries = [(_beside(path), path) for path, _ in files]
    descriptors: list[int] = []
    try:
        with ExitStack() as opened:
            for (temporary, _), (_, data) in zip(temporaries, files, strict=True):
                descriptors.append(_open_for_writing(temporary, 0o644))
                opened.callback(os.close, descriptors[-1])
                _write_whole(descriptors[-1], data)
            _sync_side_by_side(descriptors)
        for temporary, path in temporaries:
            replace(temporary, path, pause=pause)
    except BaseException:
        for temporary, _ in temporaries:
            _unlink_quietly(temporary)
        raise


def _beside(path: Path) -> Path:
    return path.with_name(f"{_TMP_PREFIX}{path.name[:200]}.{os.getpid()}{_TMP_SUFFIX}")


def _open_for_writing(temporary: Path, mode: int) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for extra in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, extra, 0)
    return os.open(temporary, flags, mode)


def _write_whole(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _sync_side_by_side(descriptors: Sequence[int]) -> None:
    *others, last = descriptors
    here = [last]
    waited: list[Future[None]] = []
    for descriptor in others:
        try:
            waited.append(_HELPER.submit(os.fsync, descriptor))
        except RuntimeError:  # the system lets no thread begin
            here.append(descriptor)
    try:
        for descriptor in here:
            os.fsync(descriptor)
    finally:
        wait(waited)  # none may be closed while it is waited for
    for each in waited:
        each.result()


def replace(source: Path, target: Path, *, pause: Callable[[float], None] = time.sleep) -> None:
    """Move `source` over `target`, trying again for about a second while somebody holds the target open (Windows)."""
    try:
        os.replace(source, target)
    except PermissionError:
        pause(_FIRST_RETRY_S)
    else:
        return
    for attempt in Retrying(
        retry=retry_if_exception_type(PermissionError),
        stop=stop_after_attempt(6 if os.name == "nt" else 1),
        wait=wait_exponential(multiplier=2 * _FIRST_RETRY_S, max=0.5),
        sleep=pause,
        reraise=True,
    ):
        with attempt:
            os.replace(source, target)


def sync_folder(folder: Path) -> None:
    """Make a move in the folder survive a power failure, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    except OSError as failure:
        # Network file systems refuse to sync a folder; the move itself is done.
        if failure.errno not in _FOLDER_SYNC_UNSUPPORTED:
            raise
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Delete a file or a link; one that is gone already is fine."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return


def at_last(step: Callable[[], None]) -> OSError | None:
    """Do what nobody comes back to, and once more where it fails; return why it failed again.

    For an agent that ends: it has no next turn, and what it leaves tells of an agent until one starts here again.
    """
    fault: OSError | None = None
    for _ in range(2):
        try:
            step()
        except OSError as failure:
            fault = failure
        else:
            return None
    return fault


def make_folder(folder: Path) -> None:
    """Create the folder and its parents; refuses one that is a link.

    Raises:
        UnfitFileError: The entry is a link or no folder.
        OSError: It cannot be created.
    """
    try:
        os.makedirs(folder, exist_ok=True)
    except FileExistsError:  # a plain file, or a link to nowhere
        if not stat.S_ISLNK(os.lstat(folder).st_mode):
            raise
    if stat.S_ISLNK(os.lstat(folder).st_mode):
        raise UnfitFileError("symlink", folder.name)


def leftovers(folder: Path) -> Iterator[Path]:
    """Yield temporary files that a killed agent left behind."""
    for name in list_names(folder):
        if name.startswith(_TMP_PREFIX) and name.endswith(_TMP_SUFFIX):
            yield folder / name


def _unlink_quietly(path: Path) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
