"""JSON schemas of every file, generated from the models; ``state/generate.py`` writes them."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from agent.contract.ack import Ack
from agent.contract.answer import BlueprintFile, Delivery, Response, Status
from agent.contract.base import PROTOCOL
from agent.contract.hello import Hello
from agent.contract.journal import JournalLine
from agent.contract.observation import Observation
from agent.contract.prototypes import LocalisedNames, Prototypes
from agent.contract.request import Request
from agent.contract.selftest import Selftest
from agent.contract.snapshot import Snapshot

#: Schema file (without ``.schema.json``) → what it describes.
SCHEMA_MODELS: dict[str, Any] = {
    "ack": Ack,
    "blueprint": BlueprintFile,
    "delivery": Delivery,
    "hello": Hello,
    "journal": Annotated[JournalLine, Field(discriminator="entry")],
    "names": LocalisedNames,
    "observation": Observation,
    "prototypes": Prototypes,
    "request": Annotated[Request, Field(discriminator="request")],
    "response": Response,
    "selftest": Selftest,
    "snapshot": Snapshot,
    "status": Status,
}


def schema_text(name: str) -> str:
    """Return the schema of one kind of file as pretty JSON with a line end."""
    schema = TypeAdapter(SCHEMA_MODELS[name]).json_schema(mode="validation")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{name} ({PROTOCOL})"}
    return json.dumps({**head, **{k: v for k, v in schema.items() if k != "title"}}, indent=1, sort_keys=True) + "\n"
