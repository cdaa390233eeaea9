"""Packages whose names are looked up when they are first used.

A command that prints a version or a table must not wait for HTTP clients, solvers and models of files that it will not
use; who imports a name from a package pays for the module of that name and for no other (PEP 562).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def names_from(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """Return a package's ``__getattr__``.

    Args:
        package: Its ``__name__``.
        homes: Each public name, and the module of the package that holds it.
    """

    def find(name: str) -> Any:  # noqa: ANN401 - whatever the package offers
        home = homes.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{package}.{home}"), name)

    return find
