"""Two hundred thousand generated names and ids in journals and requests: nothing outside the folder is touched."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from agent.bridge import intake
from agent.contract import is_safe_id
from tests.bridge.kit import adler
from tests.service.kit import Table

if TYPE_CHECKING:
    from pathlib import Path

ALL = 200_000
TENTH = 10
AT_ONCE = 2_000
PIECES = (
    "..", ".", "/", "\\", "//", "../../", "..\\..\\", "%2e%2e%2f", "\u2025", "\u2215", "~", "~root", "$HOME", "%TEMP%",
    "C:", "\\\\?\\", "con", "nul", "aux", "com1", "a", "0", "-", "_", "\x00", "\n", "\r", "\t", "\u202e", "é", "ы",
    "🦆", "A", "*", "?", "<", ">", "|", '"', "'", "`id`", ";", " ", "a" * 255, "response", "request", "status",
    ":stream", "tmp", "rejected", "etc", "passwd", "secret",
)  # fmt: skip
FAMILIES = ("request", "snapshot", "ack", "prototypes", "names", "observation", "response", "blueprint", "hello")


def generated(chance: random.Random) -> str:
    """An id of pieces that paths are made of; one in five is a good one."""
    if chance.random() < 0.2:
        return f"0a1b2c3d-{chance.randrange(10**6)}"
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 5)))


def outside(table: Table) -> dict[str, bytes | None]:
    """Everything under the root that is neither the bridge folder's nor the agent's own data, with its content."""
    ours = (table.bridge, table.root / "data")
    return {
        str(path): path.read_bytes() if path.is_file() else None
        for path in sorted(table.root.rglob("*"))
        if not any(path == own or own in path.parents for own in ours) and path != table.inbox
    }


def swarm(count: int, seed: int, root: Path) -> Table:
    chance = random.Random(seed)  # noqa: S311 - reproducible
    table = Table(root)
    table.mod.hello()
    (table.bridge.parent / "secret.json").write_text("secret")
    (table.root / "secret.json").write_text("secret")
    table.serve()
    before = outside(table)
    for done in range(0, count, AT_ONCE):
        lines = []
        for number in range(min(AT_ONCE, count - done)):
            hostile = generated(chance)
            body = table.mod.request_body("chat", mode="chat", prompt="?") | {"id": hostile}
            data = json.dumps(body, ensure_ascii=False).encode()
            name = f"{chance.choice(FAMILIES)}-{hostile}.json"
            if number % 20 == 0:  # a good name whose content gives itself a hostile id
                name = f"request-0a1b2c3d-{10**7 + done + number}.json"
                (table.bridge / name).write_bytes(data)
            line = table.mod.header("journal", "0a1b2c3d-journal")
            line |= {"entry": "file", "name": name, "bytes": len(data), "adler32": adler(data)}
            lines.append(json.dumps(line).encode() + b"\n")
        with (table.bridge / "journal.jsonl").open("ab") as out:
            out.writelines(lines)
        table.serve()
        table.events.clear()
    assert outside(table) == before
    return table


def names_in(table: Table) -> set[str]:
    """What the agent wrote into the bridge folder, by the family of its name."""
    mine = {path.name for path in table.bridge.iterdir() if path.is_file()}
    return {name.partition("-")[0].removesuffix(".json") for name in mine}


def test_no_generated_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    chance = random.Random(20)  # noqa: S311 - reproducible
    good = 0
    for _ in range(ALL // TENTH):
        name = f"{chance.choice(FAMILIES)}-{generated(chance)}.json"
        known = intake.family_of(name)
        if known is None:
            continue
        good += 1
        assert is_safe_id(known[1]) or known[0] == known[1]
        assert (tmp_path / name).resolve().parent == tmp_path.resolve()
        assert name.encode("ascii").islower() or name.startswith("hello")
    assert good > ALL // TENTH // 20


@pytest.mark.timeout(600)
def test_generated_ids_touch_nothing_outside_the_folder(tmp_path: Path) -> None:
    table = swarm(ALL // TENTH, 21, tmp_path)
    assert names_in(table) <= {"hello", "journal.jsonl", "status", "request", "response", ".gpta"}
    assert len(list((table.bridge / "rejected").iterdir())) > 10
    table.mod.ask("Ты жив?")
    table.serve()
    assert table.assistant.asked[-1].request.prompt == "Ты жив?"


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_two_hundred_thousand_generated_ids_touch_nothing_outside_the_folder(tmp_path: Path) -> None:
    swarm(ALL, 22, tmp_path)


def test_a_name_that_is_believed_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def believed(self: object, path: Path, reason: object) -> None:
        del self, reason
        path.unlink(missing_ok=True)
        path.parent.parent.joinpath("secret.json").unlink(missing_ok=True)

    monkeypatch.setattr("agent.bridge.rejected.RejectedFolder.set_aside", believed)
    with pytest.raises(AssertionError):
        swarm(200, 23, tmp_path)
