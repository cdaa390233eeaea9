"""Keyrings whose inside a test can see; ``PYTHON_KEYRING_BACKEND`` takes `FileKeyring` into other processes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

if TYPE_CHECKING:
    from typing import NoReturn

FILE_VARIABLE = "GPTA_TEST_KEYRING"
BACKEND = f"{__name__}.FileKeyring"


class MemoryKeyring(KeyringBackend):
    """Unlocked, as on a desktop after login."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


class LockedKeyring(KeyringBackend):
    """The player closed the dialogue which asks to unlock it. Its complaint quotes what it was given."""

    priority = 1

    def get_password(self, service: str, username: str) -> NoReturn:
        raise KeyringLocked(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> NoReturn:
        raise KeyringLocked(f"{service}/{username} {password}")

    def delete_password(self, service: str, username: str) -> NoReturn:
        raise KeyringLocked(f"{service}/{username}")


class FileKeyring(KeyringBackend):
    """Keeps everything in the file that the environment names: stands in for a system's service in other processes."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        found = self._all().get(f"{service}/{username}")
        return None if found is None else str(found)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._put({**self._all(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        kept = self._all()
        if kept.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError(username)
        self._put(kept)

    def _all(self) -> dict[str, str]:
        path = Path(os.environ[FILE_VARIABLE])
        return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}

    def _put(self, kept: dict[str, str]) -> None:
        Path(os.environ[FILE_VARIABLE]).write_text(json.dumps(kept), "utf-8")
