"""Run every blueprint string of a folder through the codec and print what holds.

Not collected by pytest: the strings stay outside the repository.

    uv run python tests/game_data/run_shared_blueprints.py FOLDER [SCHEMA.json]

For each ``*.txt``: it decodes, encoded again it decodes to the same JSON, every blueprint of it normalises; with a
schema of blueprints, what we write of each on each bundled game version is checked against it.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema

from agent.errors import AgentError
from agent.game.blueprint import decode, encode, leaves, normalise, to_document
from agent.game.bundled import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.game.blueprint.codec import Leaf

SETS = ("space-age-2.0.77", "space-age-2.1.20")
PLANNERS = ("deconstruction_planner", "upgrade_planner")


@dataclass(slots=True)
class Tally:
    """What was counted over all strings."""

    strings: int = 0
    decoded: int = 0
    lossless: int = 0
    blueprints: int = 0
    planners: int = 0
    normalised: int = 0
    entities: int = 0
    written: int = 0
    valid: int = 0
    read_s: float = 0
    faults: list[str] = field(default_factory=list)


def opened(part: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """A schema whose references to files that do not lie beside it allow anything; whole numbers stay whole numbers."""
    if isinstance(part, list):
        return [opened(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    reference = part.get("$ref", "#")
    if not reference.startswith("#"):
        return {"type": "integer", "minimum": 0} if "/uint" in reference else {}
    made = {key: opened(value) for key, value in part.items()}
    if {} in made.get("anyOf", ()):
        del made["anyOf"]
    return made


def validator(path: Path) -> Any:  # noqa: ANN401 - jsonschema's validators have no common type
    """The schema's own validator."""
    schema = opened(json.loads(path.read_text("utf-8")))
    return jsonschema.validators.validator_for(schema)(schema)


def written(leaf: Leaf) -> Iterator[dict[str, Any]]:
    """One blueprint as we write it for each game version."""
    model = normalise(leaf.body, path=leaf.path)
    for name in SETS:
        yield decode(encode(to_document(model, load(name))))


def check(path: Path, schema: Any, tally: Tally) -> None:  # noqa: ANN401 - see validator
    """One string."""
    tally.strings += 1
    text = path.read_text("utf-8").strip()
    began = time.perf_counter()
    try:
        document = decode(text)
        tally.decoded += 1
        found = list(leaves(document))
        models = [normalise(leaf.body, path=leaf.path) for leaf in found if leaf.kind == "blueprint"]
    except AgentError as error:
        tally.faults.append(f"{path.name}: {error}")
        return
    tally.read_s += time.perf_counter() - began
    tally.lossless += decode(encode(document)) == document
    tally.blueprints += len(models)
    tally.planners += sum(leaf.kind in PLANNERS for leaf in found)
    tally.normalised += len(models)
    tally.entities += sum(len(model.entities) for model in models)
    if schema is None:
        return
    for leaf in found:
        for again in written(leaf) if leaf.kind == "blueprint" else ():
            tally.written += 1
            fault = next(schema.iter_errors(again), None)
            tally.valid += fault is None
            if fault is not None:
                where = "/".join(map(str, fault.absolute_path))
                tally.faults.append(f"{path.name} {leaf.path}: {where}: {fault.message[:120]}")


def main() -> int:
    """Check a whole folder; 0 when everything holds."""
    schema = validator(Path(sys.argv[2])) if len(sys.argv) > 2 else None
    tally = Tally()
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        check(path, schema, tally)
    out = sys.stdout.write
    out(f"{tally.decoded} of {tally.strings} decode, {tally.lossless} come back as the same JSON\n")
    out(f"{tally.normalised} of {tally.blueprints} blueprints normalise ({tally.entities:,} entities, ")
    out(f"{tally.planners} planners beside them), {tally.entities / max(tally.read_s, 1e-9):,.0f} entities/s\n")
    if schema is not None:
        out(f"{tally.valid} of {tally.written} written again pass the schema\n")
    for fault in tally.faults:
        out(f"  {fault}\n")
    return 1 if tally.faults or tally.lossless < tally.strings else 0


if __name__ == "__main__":
    sys.exit(main())
