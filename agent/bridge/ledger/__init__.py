"""The ledger: what was asked, what was answered, what reached the game. One SQLite file per bridge folder.

A question is keyed by save, id *and* content, because loading an older save uses ids again. Its states are seen →
answered → delivered → applied, or cancelled. An answer is stored here before any reader can see it, so that a kill at
any instruction neither loses one nor asks the model twice.
"""

from agent.bridge.ledger.inflow import Awaited
from agent.bridge.ledger.ledger import Ledger
from agent.bridge.ledger.questions import OBSERVED, REFUSED, Key, Question, State
from agent.bridge.ledger.records import EVERYBODY, AckRow, SnapshotRow
from agent.bridge.ledger.spending import Usage
from agent.bridge.ledger.watches import Sighting

__all__ = [
    "EVERYBODY",
    "OBSERVED",
    "REFUSED",
    "AckRow",
    "Awaited",
    "Key",
    "Ledger",
    "Question",
    "Sighting",
    "SnapshotRow",
    "State",
    "Usage",
]
