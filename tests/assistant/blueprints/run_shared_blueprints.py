"""Ask every mode about every blueprint of a folder, planned and built, in both languages, and print what is not there.

Not collected by pytest: the strings stay outside the repository. Ends with 1 if one answer claims what is not in its
snapshot, or cannot be given.

    uv run python -m tests.assistant.blueprints.run_shared_blueprints FOLDER [MOST_OF_A_BOOK]
"""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from agent.assistant.modes import MODES
from agent.assistant.pipeline import Assistant
from agent.assistant.question import Question
from agent.contract import PROTOCOL, ChatRequest
from agent.errors import AgentError
from agent.game.blueprint import decode, leaves, normalise
from agent.game.bundled import load
from agent.i18n import LANGUAGES
from tests.assistant.blueprints.kit import Present, false_claims, false_words, snapshot_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.contract import Language, Mode, Snapshot
    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData

MOST = 6


def blueprints(path: Path, most: int) -> list[Blueprint]:
    """Return the largest blueprints of a file that can be read."""
    found = []
    for leaf in leaves(decode(path.read_text("utf-8").strip())):
        if leaf.kind == "blueprint":
            try:
                found.append(normalise(leaf.body, path=leaf.path))
            except AgentError:
                continue
    return sorted(found, key=lambda blueprint: -len(blueprint.entities))[:most]


def question(snapshot: Snapshot, data: GameData, mode: Mode, language: Language) -> Question:
    """Return the plainest question: nothing but the mode."""
    request = ChatRequest(
        protocol=PROTOCOL,
        session=snapshot.session,
        tick=snapshot.tick,
        kind="request",
        id="5a3f19c2-1",
        player=snapshot.player,
        locale=language,
        nonce="0badcafe",
        multiplayer=False,
        request="chat",
        mode=mode,
        prompt="",
        snapshot=snapshot.id,
    )
    return Question(request, language, snapshot, data=data)


def asked(snapshot: Snapshot, data: GameData, spent: Counter[str]) -> Iterator[str]:
    """Ask all modes in both languages and yield what is wrong with the answers."""
    present = Present.of(snapshot, data)
    for mode in MODES.values():
        began = time.perf_counter()
        try:
            yield from (f"{mode.id}: {fault}" for fault in false_claims(mode.analyse(snapshot, (), data), present))
            for language in LANGUAGES:
                answer = Assistant().answer(question(snapshot, data, mode.id, language))
                faults = false_words(answer, snapshot, data, present)
                yield from (f"{mode.id} {language}: {fault}" for fault in faults)
        except Exception:  # noqa: BLE001 - a crash is what is looked for
            yield f"{mode.id}: {traceback.format_exc(limit=-3)}"
        spent[mode.id] += round((time.perf_counter() - began) * 1000)


def main() -> int:
    """Print every fault with its blueprint, and the sums."""
    data = load("space-age-2.1.20")
    most = int(sys.argv[2]) if len(sys.argv) > 2 else MOST
    out = sys.stdout.write
    snapshots, entities, faults, files = 0, 0, 0, 0
    spent: Counter[str] = Counter()
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        files += 1
        for blueprint in blueprints(path, most):
            for ghosts in (True, False):
                snapshot = snapshot_of(blueprint, data, ghosts=ghosts)
                snapshots, entities = snapshots + 1, entities + len(snapshot.entities)
                for fault in dict.fromkeys(asked(snapshot, data, spent)):
                    faults += 1
                    out(f"{path.stem} {blueprint.path} {'planned' if ghosts else 'built'}: {fault}\n")
    out(
        f"{files} files, {snapshots} snapshots of {entities:,} entities, {len(MODES)} modes, {len(LANGUAGES)} languages"
    )
    out(f": {faults} faults; ms by mode: {dict(spent)}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
