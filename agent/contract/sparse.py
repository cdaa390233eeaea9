"""Dataclasses of many fields of which a file tells few: an object holds what was told, its class knows the rest.

Filling forty defaults into each of 100,000 entities costs twice what reading their text does, and more memory than the
text itself. So a file is checked against the same fields as a dictionary of what is there, and that dictionary becomes
the object's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, cast

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


class Sparse:
    """Base of a frozen dataclass without slots whose defaults are plain values and so stand at its class.

    Reading, comparing, hashing, `dataclasses.replace`, the JSON schema, serialising and what is refused stay those of
    the dataclass; only ``vars()`` of an object read from a file holds no more than the file told.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Self], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Derive the check of a file from the check of the dataclass."""
        whole = cast("core_schema.DataclassSchema", {**handler.resolve_ref_schema(handler(source))})
        del whole["ref"]
        fields = cast("core_schema.DataclassArgsSchema", whole["schema"])["fields"]
        told = core_schema.typed_dict_schema(
            {field["name"]: _as_told(field) for field in fields}, config=whole.get("config"), cls_name=cls.__name__
        )
        # What refers to the class means both ways of checking it: another name than the dataclass has for itself.
        name = f"{__name__}.{cls.__qualname__}:{id(cls)}"
        made = core_schema.no_info_after_validator_function(cls._of, told)
        # The second step lets the object pass as it is; by it the object is serialised.
        return core_schema.json_or_python_schema(core_schema.chain_schema([made, whole]), whole, ref=name)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell the schema of the dataclass, with its defaults."""
        return handler(cast("core_schema.JsonOrPythonSchema", schema)["python_schema"])

    @classmethod
    def _of(cls, told: dict[str, Any]) -> Self:
        made = object.__new__(cls)
        object.__setattr__(made, "__dict__", told)
        return made


def _as_told(field: core_schema.DataclassField) -> core_schema.TypedDictField:
    """Return a field as one that may be missing, where it has a default."""
    schema = field["schema"]
    if schema["type"] != "default":
        return core_schema.typed_dict_field(schema)
    if "default_factory" in schema:
        raise TypeError(f"{field['name']}: a default that is made anew for each object cannot stand at the class")
    return core_schema.typed_dict_field(schema["schema"], required=False)
