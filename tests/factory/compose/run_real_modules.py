"""Put real blueprints into a catalogue, compose blocks, and print which were used and what the judge said.

Not collected by pytest: the strings stay outside the repository.

    uv run python tests/factory/compose/run_real_modules.py BLUEPRINTS_FOLDER [--png FOLDER]

Each blueprint that can be a module is tried twice, alone in the catalogue: for its own product, and in a chain with
modules that supply it or take from it. Then all of them share one catalogue, and blocks choose. All goes through the
command line, as a player would: `catalog-blueprint add`, `calculate-requirements`, `compose-factory`.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from agent.cli.main import cli
from agent.errors import AgentError
from agent.factory.compose.real import Real, real_module
from agent.game.blueprint import decode, encode, leaves, normalise, version_for
from agent.game.bundled import load

DATA_SET = "base-2.0.77"
MOST_ENTITIES = 3000
OIL = ("petroleum-gas", "water", "sulfuric-acid", "light-oil", "heavy-oil", "crude-oil")
PLATES = ("iron-plate", "copper-plate", "steel-plate", "stone-brick", "plastic-bar", "coal", *OIL)
CHAINS: dict[str, tuple[str, float, tuple[str, ...]]] = {
    "iron-gear-wheel": ("automation-science-pack", 1, PLATES),
    "iron-plate": ("iron-gear-wheel", 0.5, ("iron-ore", "coal")),
    "advanced-circuit": ("speed-module", 0.2, PLATES),
    "chemical-science-pack": ("chemical-science-pack", 1, PLATES),
    "military-science-pack": ("military-science-pack", 1, (*(p for p in PLATES if p != "stone-brick"), "stone")),
}
"""By product: the chain's target, how much of it for one product, and what comes in from outside."""
SHARED = (
    ("iron-gear-wheel", 40), ("iron-gear-wheel", 90), ("iron-gear-wheel", 190), ("iron-gear-wheel", 800),
    ("automation-science-pack", 45), ("automation-science-pack", 90), ("logistic-science-pack", 45),
    ("chemical-science-pack", 24), ("military-science-pack", 28), ("speed-module", 14),
)  # fmt: skip


def run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
    found = CliRunner().invoke(cli, ["--language", "en", *arguments], input=io.BytesIO(stdin.encode()))
    return found.exit_code, found.stdout, found.stderr


def block(item: str, rate: float, supplied: tuple[str, ...], folder: Path, png: Path | None) -> dict[str, Any]:
    """Compose a block out of a catalogue; where it is refused, the answer holds the reason alone."""
    supply = [part for name in supplied for part in ("--supply", name)]
    code, plan, error = run(
        *("calculate-requirements", "--item", item, "--rate", f"{rate:g}", *supply),
        *("--data-set", DATA_SET, "--json"),
    )
    if code:
        return {"refused": error.strip()}
    picture = () if png is None else ("--png", str(png))
    code, found, error = run(
        "compose-factory", "--requirements", "-", "--data-dir", str(folder), "--json", *picture, stdin=plan
    )
    return json.loads(found) if code in (0, 6) else {"refused": error.strip(), "code": code}


def line(title: str, found: dict[str, Any], names: dict[str, str], took: float) -> set[str]:
    """Print what came of a block; return the ids used in it if it is sound."""
    if "verification" not in found:
        say(f"{title:54} refused: {str(found['refused']).splitlines()[0] if found['refused'] else found}")
        return set()
    used = [module["catalogId"] for module in found["modules"] if module["catalogId"]]
    rate = found["verification"]["rates"][0]
    size = f"{found['dimensions']['width']}x{found['dimensions']['height']}"
    sound = "sound" if found["verification"]["sound"] else "REFUSED"
    say(
        f"{title:54} {sound:7} {rate['simulatedPerMin']:7.1f}/{rate['promisedPerMin']:<7.1f} {size:>8} "
        f"{len(found['modules']):3} modules {took:5.1f} s  used: {', '.join(names[one] for one in used) or '-'}"
        + "".join(f"  dropped: {names[one['id']]} ({one['code']})" for one in found["dropped"])
    )
    return set(used) if found["verification"]["sound"] else set()


def candidates(folder: Path) -> list[tuple[str, str, Real]]:
    """Return name, string and module of every blueprint that can be one."""
    data = load(DATA_SET)
    found = []
    for path in sorted(folder.glob("*.txt")):
        for place, leaf in enumerate(leaves(decode(path.read_text().strip()))):
            try:
                blueprint = normalise(leaf.body, target=version_for(data))
            except AgentError:
                continue
            if len(blueprint.entities) > MOST_ENTITIES:
                continue
            real = real_module(blueprint, data)
            if real is not None:
                found.append((f"{path.name[:3]}.{place}", encode({"blueprint": leaf.body}), real))
    return found


def main() -> int:
    """Print the table; the exit code is 0 where ten or more blueprints stand in sound blocks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--png", type=Path)
    asked = parser.parse_args()
    found = candidates(asked.folder)
    names = {real.id: name for name, _, real in found}
    alone: set[str] = set()
    chained: set[str] = set()
    shared: set[str] = set()
    with tempfile.TemporaryDirectory() as place:
        for name, string, real in found:
            folder = Path(place) / name
            run("catalog-blueprint", "add", string, "--data-set", DATA_SET, "--data-dir", str(folder))
            run("catalog-blueprint", "add", string, "--data-set", DATA_SET, "--data-dir", str(Path(place) / "all"))
            rate = float(real.per_min)
            picture = None if asked.png is None else asked.png / f"{name}.png"
            itself = (real.item, 1.0, tuple(real.takes))
            for title, (item, factor, supplied), sound in (
                ("alone", itself, alone),
                ("chain", CHAINS.get(real.item, itself), chained),
            ):
                began = time.perf_counter()
                made = block(item, int(rate * factor * 10) / 10, supplied, folder, picture)
                sound.update(line(f"{name} {title}: {item}", made, names, time.perf_counter() - began))
        for item, rate in SHARED:
            began = time.perf_counter()
            made = block(item, rate, PLATES, Path(place) / "all", None)
            shared |= line(f"all: {item} {rate}/min", made, names, time.perf_counter() - began)
    say(
        f"{len(found)} blueprints can be modules; in sound blocks: {len(alone)} alone, {len(chained)} in chains, "
        f"{len(shared)} out of the catalogue of all; {len(alone | chained | shared)} in any"
    )
    return 0 if len(alone | chained | shared) >= 10 else 1


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
