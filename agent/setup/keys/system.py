"""Keys in the operating system's keyring, through the `keyring` library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

import keyring
from keyring.errors import KeyringError, KeyringLocked, NoKeyringError, PasswordDeleteError

from agent.errors import ModelError
from agent.models import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "factorio-gpt-assistant"


def available() -> bool:
    """Tell whether there is a keyring that keeps what it is given."""
    return _is_usable(keyring.get_keyring())


def name() -> str:
    """Name the keyring as its system does."""
    return str(keyring.get_keyring().name)


def read(profile: str) -> Secret | None:
    """Return a profile's key, None where there is none or no keyring.

    Raises:
        ModelError: ``key-keyring-locked``, ``key-keyring-failed``.
    """
    if not available():
        return None
    try:
        found = keyring.get_password(SERVICE, profile)
    except NoKeyringError:
        return None
    except KeyringError as fault:
        _complain(fault)
    return Secret(found) if found else None


def write(profile: str, key: Secret) -> None:
    """Keep a profile's key.

    Raises:
        ModelError: ``key-no-keyring``, ``key-keyring-locked``, ``key-keyring-failed``.
    """
    if not available():
        raise ModelError("key-no-keyring")
    try:
        keyring.set_password(SERVICE, profile, key.reveal())
    except KeyringError as fault:
        _complain(fault)


def remove(profile: str) -> bool:
    """Forget a profile's key; False where there was none.

    Raises:
        ModelError: ``key-keyring-locked``, ``key-keyring-failed``.
    """
    if read(profile) is None:
        return False
    try:
        keyring.delete_password(SERVICE, profile)
    except PasswordDeleteError as fault:
        _complain(fault)
    except KeyringError as fault:
        _complain(fault)
    return True


def _is_usable(backend: KeyringBackend) -> bool:
    """Back ends of no or negative priority are those that refuse or forget (keyring's `fail` and `null`)."""
    return float(backend.priority) > 0


def _complain(fault: KeyringError) -> NoReturn:
    """Name what happened without the fault's own words or chain: a back end may have put the secret into them."""
    code = "key-keyring-locked" if isinstance(fault, KeyringLocked) else "key-keyring-failed"
    raise ModelError(code, reason=type(fault).__name__) from None
