"""A player took his consent back: his questions, answers, snapshots and memory go, from the folder, then the ledger.

The game deletes its own files in single-player only (in multiplayer a client would lose files of his own), so the agent
does it for every save. Killed between the two steps, it meets the same mark again and finishes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.bridge import disk

if TYPE_CHECKING:
    from pathlib import Path

    from agent.bridge.ledger import Ledger

_FILES_OF_A_QUESTION = ("request-{}.json", "response-{}.json", "blueprint-{}.json", "paste-{}.txt")


def forget_player(folder: Path, ledger: Ledger, session: str, player_index: int | None) -> None:
    """Delete all that one player of a save has sent and was answered; None: of all its players.

    Raises:
        OSError: A file could not be deleted; try again, nothing was struck from the ledger.
        sqlite3.Error: The ledger cannot be written; try again.
    """
    questions = [
        question
        for question in ledger.questions.of_session(session)
        if player_index is None or question.player in {player_index, None}
    ]
    snapshots = [
        row
        for row in ledger.records.snapshots_of(session)
        if player_index is None or row.player in {player_index, None}
    ]
    for question in questions:
        for pattern in _FILES_OF_A_QUESTION:
            disk.remove(folder / pattern.format(question.key.id))
    for row in snapshots:
        disk.remove(folder / row.name)
    with ledger.transaction(synced=True):
        ledger.questions.delete([question.key for question in questions])
        ledger.records.delete_snapshots([row.key for row in snapshots])
        ledger.memories.forget(session, player_index)
        ledger.watches.forget(session, player_index)
        ledger.spending.forget_whose(session, player_index)
