"""Compare a derived API surface with one made from the game's own API description. Run by hand; see README.md.

    python tests/game/surface/compare.py tests/game/surface/2.0.json OFFICIAL.json

Prints every difference known_differences.toml does not explain, every entry there which fits none, and ends with 1 if
there is one of either. The order of a union's members means nothing and is ignored.
"""

from __future__ import annotations

import json
import sys
import tomllib
from fnmatch import fnmatchcase
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
        flat: list[Any] = []
        for one in done[key]:
            flat += one["union"] if isinstance(one, dict) and "union" in one else [one]
        distinct = {json.dumps(one, sort_keys=True): one for one in flat}
        done[key] = [distinct[text] for text in sorted(distinct)]
    return done["union"][0] if len(done) == 1 and len(done.get("union", [])) == 1 else done


def differences(ours: Any, theirs: Any, path: str = "") -> list[tuple[str, str]]:  # noqa: ANN401 - arbitrary JSON
    """Path and description of each difference."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        found: list[tuple[str, str]] = []
        for key in sorted({*ours, *theirs}):
            where = f"{path}/{key}"
            if key not in ours:
                found.append((where, f"missing: {json.dumps(theirs[key])}"))
            elif key not in theirs:
                found.append((where, f"extra: {json.dumps(ours[key])}"))
            else:
                found += differences(ours[key], theirs[key], where)
        return found
    return [] if ours == theirs else [(path, f"{json.dumps(ours)} instead of {json.dumps(theirs)}")]


def load(path: str) -> Any:  # noqa: ANN401 - arbitrary JSON
    return normal(json.loads(Path(path).read_text(encoding="utf-8")))


def main(arguments: list[str]) -> int:
    ours, theirs = (load(path) for path in arguments)
    game = ours["version"].rpartition(".")[0]
    listed = tomllib.loads(Path(__file__).with_name("known_differences.toml").read_text(encoding="utf-8"))
    known = listed["both"] | listed[game]
    unused = {*known}
    explained = unexplained = 0
    for path, text in differences(ours, theirs):
        fitting = {pattern for pattern in known if fnmatchcase(path, pattern)}
        unused -= fitting
        if fitting:
            explained += 1
        else:
            unexplained += 1
            sys.stdout.write(f"{path}  {text[:600]}\n")
    for pattern in sorted(unused):
        sys.stdout.write(f"{pattern}  listed in known_differences.toml, fits no difference\n")
    sys.stdout.write(f"{unexplained} unexplained, {explained} known, {len(unused)} no longer there\n")
    return 1 if unexplained or unused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
