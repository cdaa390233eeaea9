"""``hello.json``: the game introduces itself; also the proof that a folder is the right one."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, WithJsonSchema

from agent.contract.base import MOST_INT, Adler32, Document, Strict, Table, Whole
from agent.contract.parts import Count, Player, ShortText


def _kind_of(value: object) -> str:
    """A whole number too large for one is refused; as a fraction it would be another number."""
    return type(value).__name__


_WHOLE = {"maximum": MOST_INT, "minimum": -MOST_INT, "type": "integer"}
Setting = Annotated[
    Annotated[bool, Tag("bool")]
    | Annotated[Whole, Tag("int")]
    | Annotated[float, Tag("float")]
    | Annotated[str, Tag("str")],
    Discriminator(_kind_of),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, _WHOLE, {"type": "number"}, {"type": "string"}]}),
]
"""The value of a setting of the mod."""


class Writer(Strict):
    """Which peer writes the files: the only one, the hosting player, or the headless server (index 0)."""

    role: Literal["single", "host", "headless"]
    player_index: Count | None = None


class Hello(Document):
    """Written after consent, after a change of mods, and again after loads.

    ``modset`` is the Adler-32 of the sorted ``name=version`` lines, so that a prototype export is made once per set.
    """

    kind: Literal["hello"]
    mod_version: ShortText
    game_version: ShortText
    mods: Table[str]
    modset: Adler32
    player: Player | None = None
    locale: ShortText
    multiplayer: bool
    writer: Writer
    inbox_mod: Annotated[bool, Field(description="The companion mod of the reload door is active.")]
    settings: Table[Setting] = Field(default_factory=dict)


@lru_cache(maxsize=8)
def read_hello(raw: bytes) -> Hello:
    """Read a hello that was checked when it came; it is asked for at every turn, and changes with the mods."""
    return Hello.model_validate_json(raw)
