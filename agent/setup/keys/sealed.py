"""Keys in a file of one's own, each sealed with scrypt and Fernet.

What opens a seal is never beside it: a passphrase that the player keeps in his head, or a value that only this account
on this machine has. The second only hides a key from copies of the file (backups, a folder sent to a friend); every
program of the same account could open it, and the player is told so.
"""

from __future__ import annotations

import base64
import getpass
import hashlib
import os
import secrets
import stat
from typing import TYPE_CHECKING, Annotated, Final, Literal

import machineid
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.bridge.disk import write_atomically
from agent.errors import ModelError
from agent.models import Secret

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "keys.json"
COST: Final = 1 << 17
"""scrypt's N; with r = 8 it takes 128 MB and a fraction of a second (OWASP's password storage cheat sheet, 2024)."""
Lock = Literal["passphrase", "machine"]
_SALT_BYTES: Final = 16
_CAP_BYTES: Final = 1 << 20
_OWNER: Final = stat.S_IRUSR | stat.S_IWUSR
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_APP: Final = "factorio-gpt-assistant"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Seal(_Strict):
    """One sealed key; ``digest`` tells a damaged token from a wrong passphrase."""

    lock: Lock
    salt: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    cost: Annotated[int, Field(ge=2, le=1 << 20)]
    token: Annotated[str, Field(max_length=4000)]
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Seals(_Strict):
    version: Literal[1] = 1
    keys: dict[str, _Seal] = Field(default_factory=dict)


class SealedFile:
    """The file.

    Args:
        folder: Where it lies; made when the first key is kept.
        cost: scrypt's N for new seals, a power of two.
    """

    def __init__(self, folder: Path, *, cost: int = COST) -> None:
        self.path = folder / FILE
        self._cost = cost

    def lock_of(self, profile: str) -> Lock | None:
        """Tell what opens a profile's key; None where the file has none.

        Raises:
            ModelError: ``key-file-damaged``, ``key-file-unreadable``, ``key-file-open``.
        """
        seal = self._read().keys.get(profile)
        return None if seal is None else seal.lock

    def read(self, profile: str, passphrase: Secret | None = None) -> Secret | None:
        """Return a profile's key; None where the file has none.

        Raises:
            ModelError: As `lock_of`; ``key-passphrase-needed``, ``key-passphrase-wrong``, ``key-other-machine``,
                ``key-no-machine``.
        """
        seal = self._read().keys.get(profile)
        if seal is None:
            return None
        if hashlib.sha256(seal.token.encode()).hexdigest() != seal.digest:
            raise ModelError("key-file-damaged", path=str(self.path))
        fernet = _fernet(_opener(seal.lock, passphrase), bytes.fromhex(seal.salt), seal.cost)
        try:
            return Secret(fernet.decrypt(seal.token).decode())
        except InvalidToken:
            code = "key-passphrase-wrong" if seal.lock == "passphrase" else "key-other-machine"
            raise ModelError(code, profile=profile) from None

    def write(self, profile: str, key: Secret, passphrase: Secret | None) -> None:
        """Seal a profile's key, with a passphrase or, without one, to this machine.

        Raises:
            ModelError: As `lock_of`; ``key-no-machine``, ``key-file-unwritable``, ``key-file-not-private``.
        """
        lock: Lock = "machine" if passphrase is None else "passphrase"
        salt = secrets.token_bytes(_SALT_BYTES)
        token = _fernet(_opener(lock, passphrase), salt, self._cost).encrypt(key.reveal().encode()).decode()
        digest = hashlib.sha256(token.encode()).hexdigest()
        seal = _Seal(lock=lock, salt=salt.hex(), cost=self._cost, token=token, digest=digest)
        self._write(_Seals(keys={**self._read().keys, profile: seal}))

    def remove(self, profile: str) -> bool:
        """Forget a profile's key; False where there was none. The last one takes the file along.

        Raises:
            ModelError: As `write`.
        """
        kept = dict(self._read().keys)
        if kept.pop(profile, None) is None:
            return False
        if kept:
            self._write(_Seals(keys=kept))
        else:
            self.path.unlink(missing_ok=True)
        return True

    def discard(self) -> None:
        """Delete the whole file, damaged or not."""
        self.path.unlink(missing_ok=True)

    def _read(self) -> _Seals:
        try:
            descriptor = os.open(self.path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        except (FileNotFoundError, NotADirectoryError):
            return _Seals()
        except OSError as fault:
            raise ModelError("key-file-unreadable", path=str(self.path), reason=fault.strerror or "?") from fault
        with os.fdopen(descriptor, "rb") as stream:
            if _is_open(os.fstat(stream.fileno()).st_mode):
                raise ModelError("key-file-open", path=str(self.path))
            raw = stream.read(_CAP_BYTES + 1)
        try:
            return _Seals.model_validate_json(raw)
        except ValidationError:
            raise ModelError("key-file-damaged", path=str(self.path)) from None

    def _write(self, seals: _Seals) -> None:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self.path, seals.model_dump_json(indent=1).encode(), mode=_OWNER)
            private = not _is_open(self.path.stat().st_mode)
        except OSError as fault:
            raise self._unwritable(fault) from fault
        if not private:
            self.path.unlink()
            raise ModelError("key-file-not-private", folder=str(self.path.parent))

    def _unwritable(self, fault: OSError) -> ModelError:
        return ModelError("key-file-unwritable", path=str(self.path), reason=fault.strerror or "?")


def _is_open(mode: int) -> bool:
    """Tell whether others may read; on Windows modes say nothing: files are the user's by his folder's rights."""
    return os.name != "nt" and bool(mode & _OTHERS)


def _opener(lock: Lock, passphrase: Secret | None) -> bytes:
    if lock == "passphrase":
        if passphrase is None:
            raise ModelError("key-passphrase-needed")
        return passphrase.reveal().encode()
    try:
        machine = machineid.hashed_id(_APP)
    except machineid.MachineIdNotFound:
        raise ModelError("key-no-machine") from None
    return f"{machine}:{getpass.getuser()}".encode()


def _fernet(opener: bytes, salt: bytes, cost: int) -> Fernet:
    if cost & (cost - 1):
        raise ModelError("key-file-damaged", path=FILE)
    derived = Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(opener)
    return Fernet(base64.urlsafe_b64encode(derived))
