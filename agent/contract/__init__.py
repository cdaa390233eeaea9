"""The contract of the bridge: every file that crosses it, as strict models.

``state/schema/`` is generated from these models and ``state/examples/`` holds a valid example of each file; tests fail
when models, schemas, examples or the protocol number in the mod's Lua drift apart.
"""

from agent.contract.ack import Ack, AckDetail, Blocker
from agent.contract.answer import (
    BlueprintFile,
    Delivery,
    PromisedRate,
    Required,
    Response,
    ShownFinding,
    Size,
    Status,
)
from agent.contract.base import (
    PROTOCOL,
    PROTOCOL_MAJOR,
    PROTOCOL_MINOR,
    Adler32,
    Document,
    Envelope,
    Id,
    Language,
    Mode,
    Strict,
    check_protocol,
    is_safe_id,
    parse_document,
    read_envelope,
    unknown_fields,
)
from agent.contract.hello import Hello, Writer
from agent.contract.journal import FileLine, JournalLine, MarkLine, PendingId, PendingLine
from agent.contract.observation import ActionOutcome, Event, Observation
from agent.contract.parse import parse_journal_line, parse_request
from agent.contract.parts import Area, Direction16, Player, Position, Stack
from agent.contract.prototypes import LocalisedNames, Prototypes
from agent.contract.request import (
    BlueprintRequest,
    CancelRequest,
    ChatRequest,
    ConfigChanges,
    ConfigRequest,
    Request,
    StatusRequest,
)
from agent.contract.schema import SCHEMA_MODELS, schema_text
from agent.contract.selftest import Selftest, SelftestResult
from agent.contract.snapshot import (
    ElectricNetwork,
    Snapshot,
    SnapshotBeacon,
    SnapshotEntity,
    SnapshotFluid,
    SnapshotInventory,
    SnapshotStack,
    Surface,
)

__all__ = [
    "PROTOCOL",
    "PROTOCOL_MAJOR",
    "PROTOCOL_MINOR",
    "SCHEMA_MODELS",
    "Ack",
    "AckDetail",
    "ActionOutcome",
    "Adler32",
    "Area",
    "Blocker",
    "BlueprintFile",
    "BlueprintRequest",
    "CancelRequest",
    "ChatRequest",
    "ConfigChanges",
    "ConfigRequest",
    "Delivery",
    "Direction16",
    "Document",
    "ElectricNetwork",
    "Envelope",
    "Event",
    "FileLine",
    "Hello",
    "Id",
    "JournalLine",
    "Language",
    "LocalisedNames",
    "MarkLine",
    "Mode",
    "Observation",
    "PendingId",
    "PendingLine",
    "Player",
    "Position",
    "PromisedRate",
    "Prototypes",
    "Request",
    "Required",
    "Response",
    "Selftest",
    "SelftestResult",
    "ShownFinding",
    "Size",
    "Snapshot",
    "SnapshotBeacon",
    "SnapshotEntity",
    "SnapshotFluid",
    "SnapshotInventory",
    "SnapshotStack",
    "Stack",
    "Status",
    "StatusRequest",
    "Strict",
    "Surface",
    "Writer",
    "check_protocol",
    "is_safe_id",
    "parse_document",
    "parse_journal_line",
    "parse_request",
    "read_envelope",
    "schema_text",
    "unknown_fields",
]
