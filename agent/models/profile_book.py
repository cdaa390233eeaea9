"""The profiles that there are: the built-in ones of ``profiles.json`` and the player's own file, in one format.

An entry of the player's file names only what differs: from the profile it is ``based_on``, or from the built-in one of
the same name. Unknown fields are refused, because a misspelt bound would silently bound nothing.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from agent.errors import ContractError, UsageError
from agent.models.profile import Caps, Profile, ProfileName

if TYPE_CHECKING:
    from pathlib import Path

VERSION: Final = 1
_OLLAMA: Final = "ollama"
_OLLAMA_TAG: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*:[A-Za-z0-9._-]+")
_LARGEST_BYTES: Final = 1 << 20
_PROFILE: Final = TypeAdapter(Profile)


class _File(BaseModel):
    """The file's outer form; each profile is checked when it is laid over what it is based on."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    version: Literal[1]
    sources: tuple[str, ...] = ()
    default: ProfileName | None = None
    fall_over: tuple[ProfileName, ...] | None = None
    caps: Caps | None = None
    profiles: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileBook:
    """All profiles by name, which one is used, and which follow when it cannot answer.

    Attributes:
        profiles: The built-in ones, changed where the player changed them, then the player's.
        own: The entries of the player's file, as they stand there.
        is_ordered: The player said himself which follow; else the order is the built-in one.
        default: Name of the profile that answers unless another is asked for.
        fall_over: Names in the order in which they are tried after the chosen one.
        caps: The player's bounds.
    """

    profiles: Mapping[str, Profile]
    default: str
    fall_over: tuple[str, ...] = ()
    caps: Caps = field(default_factory=Caps)
    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)
    is_ordered: bool = False

    def get(self, name: str) -> Profile:
        """Return the profile of that name; a raw Ollama tag such as ``gemma3:1b`` is one by itself.

        Raises:
            UsageError: ``model-profile-unknown`` with the names that are nearest.
        """
        known = self.profiles.get(name)
        if known is not None:
            return known
        if _OLLAMA_TAG.fullmatch(name) and _OLLAMA in self.profiles:
            return dataclasses.replace(self.profiles[_OLLAMA], name=name, model=name)
        near = get_close_matches(name, self.profiles, n=3, cutoff=0.3) or list(self.profiles)
        raise UsageError("model-profile-unknown", name=name, near=", ".join(near))

    def order(self, first: str | None = None) -> tuple[Profile, ...]:
        """Return the profiles in the order they are tried, beginning with the one asked for (or the default).

        Raises:
            UsageError: ``model-profile-unknown``.
        """
        names = dict.fromkeys((first or self.default, *self.fall_over))
        return tuple(self.get(name) for name in names)

    def with_profile(self, name: str, fields: Mapping[str, Any]) -> ProfileBook:
        """Return the book with an entry of the player's added or replaced; ``fields`` as in the file, but ``name``.

        Raises:
            UsageError: ``model-profile-invalid`` with the field and its fault; ``model-profile-unknown``.
        """
        return _book(self._contents() | {"profiles": [*self._entries(without=name), {**fields, "name": name}]})

    def without(self, name: str) -> ProfileBook:
        """Return the book without an entry of the player's; a built-in profile is what it was built in as again.

        Raises:
            UsageError: ``model-profile-not-own`` where the player's file has none of that name;
                ``model-profile-unknown`` where default or fall-over still name it.
        """
        if name not in self.own:
            raise UsageError("model-profile-not-own", name=name)
        return _book(self._contents() | {"profiles": self._entries(without=name)})

    def with_choice(
        self, *, default: str | None = None, fall_over: tuple[str, ...] | None = None, caps: Caps | None = None
    ) -> ProfileBook:
        """Return the book with another default, order or bounds.

        Raises:
            UsageError: ``model-profile-unknown``.
        """
        changed = {"default": default or self.default, "caps": dataclasses.asdict(caps or self.caps)}
        if fall_over is not None:
            changed["fall_over"] = list(fall_over)
        return _book(self._contents() | changed)

    def save(self, path: Path) -> None:
        """Write the player's file, for its owner alone, in one step.

        Raises:
            OSError: It cannot be written.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.new")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - made with its rights from the start
            json.dump(self._contents(), file, ensure_ascii=False, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)

    def _contents(self) -> dict[str, Any]:
        return {
            "version": VERSION,
            "default": self.default,
            **({"fall_over": list(self.fall_over)} if self.is_ordered else {}),
            "caps": dataclasses.asdict(self.caps),
            "profiles": self._entries(without=None),
        }

    def _entries(self, *, without: str | None) -> list[dict[str, Any]]:
        return [dict(entry) for name, entry in self.own.items() if name != without]


def load_profiles(path: Path | None = None) -> ProfileBook:
    """Return the built-in profiles and those of the player's file; a missing file is an empty one.

    Raises:
        ContractError: ``model-profiles-invalid`` with the file, the place and the fault.
        OSError: It is there and cannot be read.
    """
    if path is None or not path.exists():
        return _built_in()
    with path.open("rb") as file:
        raw = file.read(_LARGEST_BYTES + 1)
    try:
        if len(raw) > _LARGEST_BYTES:
            raise ContractError("model-profiles-invalid", file=str(path), place=".", fault="too_large")
        return _book(json.loads(raw))
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError
        raise ContractError("model-profiles-invalid", file=str(path), place=".", fault="json_invalid") from None
    except UsageError as error:
        place = str(error.params.get("place", error.params.get("name", ".")))
        fault = str(error.params.get("fault", "unknown_profile"))
        raise ContractError("model-profiles-invalid", file=str(path), place=place, fault=fault) from None


@cache
def _built_in() -> ProfileBook:
    text = resources.files("agent.models").joinpath("profiles.json").read_text(encoding="utf-8")
    file = _File.model_validate_json(text)
    profiles = {profile.name: profile for profile in (_profile(entry, None) for entry in file.profiles)}
    return ProfileBook(profiles, file.default or "", file.fall_over or (), file.caps or Caps())


def _book(contents: object) -> ProfileBook:
    built_in = _built_in()
    try:
        file = _File.model_validate_json(json.dumps(contents))
    except ValidationError as error:
        raise _invalid(error) from None
    profiles, own = dict(built_in.profiles), {}
    for entry in file.profiles:
        profile = _profile(entry, _base(entry, profiles))
        profiles[profile.name] = profile
        own[profile.name] = entry
    is_ordered = file.fall_over is not None
    book = ProfileBook(
        profiles,
        file.default or built_in.default,
        built_in.fall_over if file.fall_over is None else file.fall_over,
        file.caps or built_in.caps,
        own,
        is_ordered,
    )
    book.order()
    return book


def _base(entry: Mapping[str, Any], known: Mapping[str, Profile]) -> Profile | None:
    named = entry.get("based_on")
    if named is None:
        return known.get(str(entry.get("name")))
    if not isinstance(named, str) or named not in known:
        raise UsageError("model-profile-unknown", name=str(named), near=", ".join(known))
    return known[named]


def _profile(entry: Mapping[str, Any], base: Profile | None) -> Profile:
    """Lay an entry over what it is based on, part by part, and check the whole."""
    fields = {} if base is None else dataclasses.asdict(base)
    for name, value in entry.items():
        if name == "based_on":
            continue
        both_are_parts = isinstance(value, Mapping) and isinstance(fields.get(name), Mapping) and name != "headers"
        fields[name] = {**fields[name], **value} if both_are_parts else value
    try:
        return _PROFILE.validate_json(json.dumps(fields))
    except ValidationError as error:
        raise _invalid(error, str(entry.get("name", ""))) from None


def _invalid(error: ValidationError, name: str = "") -> UsageError:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join([*([name] if name else []), *(str(step) for step in first["loc"])]) or "."
    return UsageError("model-profile-invalid", place=place[:120], fault=first["type"])
