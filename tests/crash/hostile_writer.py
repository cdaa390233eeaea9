"""`python -m tests.crash.hostile_writer FOLDER SESSION SECONDS`: writes a bridge's files in place, half and late.

Overwrites requests that are waited for with halves of themselves, with other content of the same length, with nothing,
and at last with what their journal lines vouch for. Prints the prompts that were really asked.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from tests.bridge.kit import PlayedMod, adler

PAUSE_S = 0.005


def main(folder: Path, session: str, seconds: float) -> None:
    chance = random.Random(11)  # noqa: S311 - reproducible
    mod = PlayedMod(folder, session=session)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        prompt = f"{mod.requests} " + "слово " * chance.randint(1, 400)
        body = mod.request_body("chat", mode="chat", prompt=prompt.strip())
        data = json.dumps(body, ensure_ascii=False).encode()
        path = folder / f"request-{body['id']}.json"
        torn = data.replace("слово".encode(), "слива".encode())
        early = chance.random() < 0.5
        if early:
            mod.line_for(path.name, data)
        for _ in range(chance.randint(1, 12)):
            with path.open("r+b" if path.exists() else "wb") as out:
                cut = chance.randrange(len(data))
                out.write(chance.choice((torn, torn[:cut] + data[cut:], data[:cut])))
                if chance.random() < 0.3:
                    out.truncate(cut)
            time.sleep(PAUSE_S * chance.random())
        with path.open("r+b") as out:
            half = len(data) // 2
            out.write(data[:half])
            out.flush()
            time.sleep(PAUSE_S)
            out.write(data[half:])
            out.truncate()
        if not early:
            mod.line_for(path.name, data)
        assert adler(path.read_bytes()) == adler(data)
        sys.stdout.write(json.dumps(body["prompt"]) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
