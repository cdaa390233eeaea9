"""What every file of the bridge has in common, and how text from outside becomes a checked document.

The protocol number stands here and in ``mod/gpt-assistant/scripts/protocol.lua``; a test holds the two equal.
A file with a newer minor number is read (unknown fields are kept and reported); another major number is refused with
the sentence which tells what to update.
"""

from __future__ import annotations

import gc
import math
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import CoreSchema, core_schema

from agent.contract.empty_tables import second_look
from agent.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

PROTOCOL_MAJOR = 1
PROTOCOL_MINOR = 0
PROTOCOL = f"{PROTOCOL_MAJOR}.{PROTOCOL_MINOR}"

ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,63}$"
_WINDOWS_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")
_PROTOCOL_TEXT = re.compile(r"^(\d{1,4})\.(\d{1,4})$")

#: Stored in file names on both sides, so nothing but lower-case letters, digits and hyphens.
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
#: Adler-32 as eight lower-case hex digits, `zlib.adler32` in Python and `scripts/adler32.lua` in the mod.
Adler32 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
MOST_INT = 2**53 - 1
"""The last whole number that Lua, whose numbers are doubles, tells from its neighbours; the ledger holds it too."""
Whole = Annotated[int, Field(ge=-MOST_INT, le=MOST_INT)]
Tick = Annotated[int, Field(ge=0, le=MOST_INT, description="Game ticks since the save began; 60 a second.")]

_Item = TypeVar("_Item")
#: Checked no further than its first fault: to tell all faults of a large file that is wrong all over takes gigabytes.
Several = Annotated[tuple[_Item, ...], Field(fail_fast=True)]
#: As `Several`, by name.
Table = Annotated[dict[str, _Item], Field(fail_fast=True)]

_Model = TypeVar("_Model", bound="Strict")


class Strict(BaseModel):
    """A part of a document: exact types, no NaN or infinity, unknown fields kept for the report."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="allow",
        allow_inf_nan=False,
        ser_json_inf_nan="constants",
        # Built when first used: a command that reads the status must not build the schema of a snapshot.
        defer_build=True,
    )


class Document(Strict):
    """The envelope of every file: which protocol, what it is, which one, of which save, at which tick."""

    protocol: Annotated[str, StringConstraints(pattern=r"^\d{1,4}\.\d{1,4}$")]
    kind: str
    id: Id
    session: Annotated[Id, Field(description="One per save: eight hex digits made when the save met the mod.")]
    tick: Tick


class LargeDocument(Document):
    """A file that grows with the factory or the mods."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        """End at the first field that a file lacks: pydantic keeps a copy of the whole document for each of them."""
        whole = cast("core_schema.ModelSchema", {**handler.resolve_ref_schema(handler(source))})
        del whole["ref"]
        inner = cast("core_schema.ModelFieldsSchema", whole["schema"])
        fields = {name: _or_missed(name, field) for name, field in inner["fields"].items()}
        of_a_file = cast("core_schema.ModelSchema", {**whole, "schema": {**inner, "fields": fields}})
        name = f"{__name__}.{cls.__qualname__}:{id(cls)}"
        return core_schema.json_or_python_schema(of_a_file, whole, ref=name)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell the schema with the fields that are needed."""
        return handler(cast("core_schema.JsonOrPythonSchema", schema)["python_schema"])


class Envelope(Strict):
    """As much of a file as can be read whatever else is wrong with it, for telling the player."""

    protocol: str | None = None
    kind: str | None = None
    id: Id | None = None
    session: Id | None = None
    nonce: str | None = None
    locale: str | None = None
    tick: Whole | None = None


class _EnvelopeAsTold(BaseModel):
    """The same whatever it is; nothing else of a large file is kept."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    protocol: object = None
    kind: object = None
    id: object = None
    session: object = None
    nonce: object = None
    locale: object = None
    tick: object = None


def _or_missed(name: str, field: core_schema.ModelField) -> core_schema.ModelField:
    if field["schema"]["type"] == "default":
        return field

    def missed() -> None:
        raise ContractError("contract-invalid", place=name, fault="missing", more=0)

    schema = core_schema.with_default_schema(field["schema"], default_factory=missed)
    return cast("core_schema.ModelField", {**field, "schema": schema})


def is_safe_id(text: str) -> bool:
    """Tell whether an id may become part of a file name on every system (Windows device names may not)."""
    return re.fullmatch(ID_PATTERN, text) is not None and _WINDOWS_RESERVED.match(text) is None


def check_protocol(text: str | None) -> None:
    """Refuse another major protocol.

    Raises:
        ContractError: ``protocol-newer`` (the agent must be updated), ``protocol-older`` (the mod must), or
            ``protocol-missing``.
    """
    match = _PROTOCOL_TEXT.match(text or "")
    if match is None:
        raise ContractError("protocol-missing")
    major = int(match[1])
    if major != PROTOCOL_MAJOR:
        raise ContractError(
            "protocol-newer" if major > PROTOCOL_MAJOR else "protocol-older", found=text or "", expected=PROTOCOL
        )


def parse_document(model: type[_Model], raw: bytes) -> _Model:
    """Check one file's bytes against a model.

    ``{}`` where a list is meant is accepted, because Lua cannot tell an empty list from an empty table.

    Raises:
        ContractError: ``contract-invalid`` with the first fault's place and kind; ``protocol-…`` by `check_protocol`.
    """
    try:
        with _nothing_collected():
            document = model.model_validate_json(raw)
    except ContractError:
        _complain_about_protocol_first(raw)
        raise
    except ValidationError as fault:
        if not _is_no_json(fault):
            _complain_about_protocol_first(raw)
        document = second_look(model, raw, fault)
    check_protocol(getattr(document, "protocol", PROTOCOL))
    _refuse_non_finite_extras(document)
    return document


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Let the collector wait: a document is all of use and without cycles, and it is looked through again and again.

    Of 100,000 entities that is a third of the time that reading them takes.
    """
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()


def read_envelope(raw: bytes) -> Envelope:
    """Read what can be read of a refused file; empty where nothing can."""
    try:
        told = _EnvelopeAsTold.model_validate_json(raw)
    except ValidationError:
        return Envelope()
    known = {}
    for name in Envelope.model_fields:
        try:
            Envelope.model_validate({name: getattr(told, name)})
        except ValidationError:
            continue
        known[name] = getattr(told, name)
    return Envelope.model_validate(known)


def unknown_fields(document: BaseModel) -> tuple[str, ...]:
    """Name the fields that this agent does not know, as dotted paths; a newer mod may send them."""
    return tuple(sorted(_walk_unknown(document, "")))


def _walk_unknown(part: object, path: str) -> set[str]:
    found: set[str] = set()
    if isinstance(part, BaseModel):
        found |= {f"{path}{name}" for name in (part.model_extra or {})}
        for name in type(part).model_fields:
            found |= _walk_unknown(getattr(part, name), f"{path}{name}.")
    elif isinstance(part, tuple) and part and isinstance(part[0], BaseModel):
        for item in part:
            found |= _walk_unknown(item, path)
    return found


def _is_no_json(fault: ValidationError) -> bool:
    """Tell whether the text cannot be parsed: then no second look at it can find more."""
    return (
        fault.error_count() == 1 and fault.errors(include_url=False, include_input=False)[0]["type"] == "json_invalid"
    )


def _complain_about_protocol_first(raw: bytes) -> None:
    """A file of another major protocol breaks many rules; the one worth naming is the number."""
    protocol = read_envelope(raw).protocol
    if protocol is not None:
        check_protocol(protocol)


def _refuse_non_finite_extras(document: BaseModel) -> None:
    for name, value in (document.model_extra or {}).items():
        if _has_non_finite(value):
            raise ContractError("contract-invalid", place=name, fault="finite_number", more=0)


def _has_non_finite(value: object) -> bool:
    if isinstance(value, float):
        return not math.isfinite(value)
    if isinstance(value, dict):
        return any(_has_non_finite(item) for item in value.values())
    if isinstance(value, list):
        return any(_has_non_finite(item) for item in value)
    return False


Mode = Literal["chat", "logistics", "power", "bottleneck", "defence", "trains", "circuits", "starter", "forecast"]
Language = Literal["ru", "en"]
