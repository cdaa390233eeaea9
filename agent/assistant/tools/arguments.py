"""The arguments of each tool: checked here, and told to a model as a JSON schema."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

NameText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Rate = Annotated[float, Field(gt=0, le=1_000_000)]
Tiles = Annotated[int, Field(ge=1, le=1000)]
MOST_TARGETS = 8
MOST_ROWS = 20


class Arguments(BaseModel):
    """Nothing but what the tool knows, and no NaN."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class TargetArgument(Arguments):
    """An item or fluid and its rate."""

    item: NameText
    rate_per_min: Rate


class RequirementsArguments(Arguments):
    """Machines, inputs and power for a production target."""

    targets: Annotated[list[TargetArgument], Field(min_length=1, max_length=MOST_TARGETS)]
    supplied: Annotated[list[NameText], Field(max_length=20)] = []
    machines: Annotated[list[NameText], Field(max_length=8)] = []


class CatalogArguments(Arguments):
    """Blueprints that make an item."""

    item: NameText
    min_rate_per_min: Rate | None = None
    max_width_tiles: Tiles | None = None
    max_height_tiles: Tiles | None = None
    researched_only: bool = False


class ComposeArguments(Arguments):
    """A blueprint that makes an item at a rate, of its ingredients or with everything they are made of."""

    item: NameText
    rate_per_min: Rate
    made_from: Literal["ingredients", "raw"] = "ingredients"


class VerifyArguments(Arguments):
    """Which blueprint is to be judged: the one on offer, or the string that the player pasted."""

    blueprint: Literal["offered", "pasted"]
    item: NameText | None = None
    rate_per_min: Rate | None = None


class NearArgument(Arguments):
    """A circle on the map."""

    x: float
    y: float
    radius_tiles: Annotated[float, Field(gt=0, le=500)] = 16.0


class SnapshotArguments(Arguments):
    """Entities or electric networks of the selected area."""

    what: Literal["entities", "machines", "networks", "counts"] = "entities"
    name: NameText | None = None
    recipe: NameText | None = None
    status: NameText | None = None
    near: NearArgument | None = None
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 10


class CompareArguments(Arguments):
    """What changed since an earlier snapshot: 1 is the one before the present one."""

    back: Annotated[int, Field(ge=1, le=5)] = 1


class RecipeArguments(Arguments):
    """A recipe by its name, or the recipes that make an item."""

    name: NameText


class MachineArguments(Arguments):
    """A machine, belt, inserter, pole or other entity by its name."""

    name: NameText


def schema(model: type[Arguments]) -> dict[str, Any]:
    """Return the JSON schema of a tool's arguments: references resolved, as many servers know none; no titles."""
    whole = model.model_json_schema()
    parts = whole.pop("$defs", {})
    resolved = _resolved(whole, parts)
    resolved.pop("description", None)
    return dict(resolved)


def _resolved(node: Any, parts: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(node, list):
        return [_resolved(each, parts) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _resolved(parts[node["$ref"].rsplit("/", 1)[1]], parts)
    # A property may be called «title»: only a text beside a type is one.
    return {
        key: _resolved(value, parts) for key, value in node.items() if not (key == "title" and isinstance(value, str))
    }
