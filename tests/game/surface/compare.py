"""Compare a derived API surface with one made from the game's own API description. Run by hand; see README.md.

    python tests/game/surface/compare.py tests/game/surface/2.0.json OFFICIAL.json

Prints every difference and ends with 1 if there is one. The order of a union's members means nothing and is ignored.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

UNORDERED = {"union", "sub"}


def normal(value: Any) -> Any:  # noqa: ANN401 - arbitrary JSON
    """The value with unions flattened and put in order, and a union of one as that one."""
    if isinstance(value, list):
        return [normal(one) for one in value]
    if not isinstance(value, dict):
        return value
    done = {key: normal(inner) for key, inner in value.items()}
    for key in UNORDERED & {*done}:
        members = [done[key]] if isinstance(done[key], dict) else done[key]
        flat = [inner for one in members for inner in (one["union"] if "union" in one else [one])]
        distinct = {json.dumps(one, sort_keys=True): one for one in flat}
        done[key] = [distinct[text] for text in sorted(distinct)]
    return done["union"][0] if len(done) == 1 and len(done.get("union", [])) == 1 else done


def differences(ours: Any, theirs: Any, path: str = "") -> list[str]:  # noqa: ANN401 - arbitrary JSON
    """One line per difference: path, our value, theirs."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        found = []
        for key in sorted({*ours, *theirs}):
            where = f"{path}/{key}"
            if key not in ours:
                found.append(f"missing  {where}  {json.dumps(theirs[key])[:160]}")
            elif key not in theirs:
                found.append(f"extra    {where}  {json.dumps(ours[key])[:160]}")
            else:
                found += differences(ours[key], theirs[key], where)
        return found
    if ours != theirs:
        return [f"differs  {path}  {json.dumps(ours)[:300]}  instead of  {json.dumps(theirs)[:300]}"]
    return []


def load(path: str) -> Any:  # noqa: ANN401 - arbitrary JSON
    return normal(json.loads(Path(path).read_text(encoding="utf-8")))


def main(arguments: list[str]) -> int:
    ours, theirs = arguments
    found = differences(load(ours), load(theirs))
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(f"{len(found)} differences\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
