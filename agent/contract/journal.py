"""``journal*.jsonl``: one line per finished file, appended last; a file is there once its line is whole and agrees."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter

from agent.contract.base import Adler32, Document, Id, Several, Strict
from agent.contract.parts import Count, ShortText

MOST_PIECES = 5000
"""So many pieces a delivery may have at the console door (`scripts/constants.lua`)."""
FileName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,95}\.json$")]


class JournalBase(Document):
    """The id of a line is its number within the save, for people; order in the file is what counts."""

    kind: Literal["journal"]


class FileLine(JournalBase):
    """A file was written completely."""

    entry: Literal["file"]
    name: FileName
    bytes: Count
    adler32: Adler32


class PendingId(Strict):
    """A question without an answer yet; the digest tells which content, because older saves use ids again."""

    id: Id
    adler32: Adler32


class PendingLine(JournalBase):
    """After a load: the ids that the game still waits for."""

    entry: Literal["pending"]
    pending: Several[PendingId]


class MarkLine(JournalBase):
    """Something happened at this moment: a reload or an export began or ended, a consent was taken back."""

    entry: Literal["mark"]
    mark: Literal["reload-begin", "reload-end", "revoked", "selftest", "export-begin", "export-end"]
    player_index: Count | None = None


class PieceSpan(Strict):
    """Pieces of a transfer, both ends included, counted from 1."""

    first: Annotated[int, Field(ge=1, le=MOST_PIECES)]
    last: Annotated[int, Field(ge=1, le=MOST_PIECES)]


class TransferLine(JournalBase):
    """What the console door brought: the delivery ``transfer`` is whole, or pieces are missing, or it is refused.

    ``missing`` holds the first spans only; more are told when these are there. ``reason`` is the mod's own key.
    """

    entry: Literal["transfer"]
    transfer: Id
    result: Literal["whole", "missing", "refused"]
    missing: Annotated[Several[PieceSpan], Field(max_length=60)] = ()
    reason: ShortText | None = None


JournalLine = FileLine | PendingLine | MarkLine | TransferLine
JournalAdapter: TypeAdapter[JournalLine] = TypeAdapter(Annotated[JournalLine, Field(discriminator="entry")])
JOURNAL_MODELS: dict[str, type[JournalBase]] = {
    "file": FileLine,
    "pending": PendingLine,
    "mark": MarkLine,
    "transfer": TransferLine,
}
