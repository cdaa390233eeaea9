"""Find the bridge folder and prove it: players' first complaint about file bridges is the wrong folder.

The proof is a valid `hello.json` that the mod wrote there. Without one the likeliest folder is a guess, and said to be
one; without any game the bridge folder is one in the user's data folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from agent.bridge import disk
from agent.bridge.installs import all_write_data
from agent.contract import Hello, parse_document
from agent.errors import AgentError, BridgeError

if TYPE_CHECKING:
    from agent.bridge.installs import Evidence, Surroundings

BRIDGE_BELOW_WRITE_DATA = Path("script-output", "state")
_HELLO_CAP_BYTES = 1 << 20
_HELLO = "hello.json"
_CERTAIN = frozenset({"named", "config", "own"})

State = Literal["proven", "hello-broken", "waiting", "game-missing"]
_RANK: dict[State, int] = {"proven": 3, "hello-broken": 2, "waiting": 1, "game-missing": 0}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One folder that was looked at.

    Attributes:
        bridge: The bridge folder.
        write_data: The game's write-data folder; None where only the bridge folder is known.
        mods: The mods folder beside it, None likewise.
        evidence: What led there.
        state: ``proven``: a valid hello; ``hello-broken``: one that cannot be read; ``waiting``: the game is there and
            has not written yet (no consent); ``game-missing``: there is no such folder.
        hello: The hello that proves it.
        hello_ns: When it was written last, in ns.
        fault: Why the hello cannot be read.
    """

    bridge: Path
    write_data: Path | None
    mods: Path | None
    evidence: Evidence
    state: State
    hello: Hello | None = None
    hello_ns: int = 0
    fault: AgentError | None = None


def find_candidates(
    place: Surroundings, *, own: Path, bridge: Path | None = None, config: Path | None = None
) -> list[Candidate]:
    """Return every folder looked at, the best first; never empty, each once.

    Args:
        place: The machine.
        own: The bridge folder to use without a game.
        bridge: The folder given with ``--bridge``; it then decides alone.
        config: The game's configuration file given with ``--config``; the search is then bound to what it says.
    """
    if bridge is not None:
        inside = bridge.absolute().parts[-2:] == BRIDGE_BELOW_WRITE_DATA.parts
        return [_look(bridge, bridge.absolute().parent.parent if inside else None, "named")]
    found: dict[str, Candidate] = {}
    for item in all_write_data(place, config):
        candidate = _look(item.folder / BRIDGE_BELOW_WRITE_DATA, item.folder, item.evidence)
        found.setdefault(str(_real(item.folder)), candidate)
    plain = [item for item in found.values() if item.evidence != "game-folder" or _is_used(item)]
    plain.sort(key=lambda item: (-_RANK[item.state], -item.hello_ns))
    return [*plain, _look(own, None, "own")]


def locate(
    place: Surroundings, *, own: Path, bridge: Path | None = None, config: Path | None = None
) -> tuple[Candidate, list[Candidate]]:
    """Return the folder to serve and all that were looked at.

    Raises:
        BridgeError: ``bridge-config-unreadable``: the file given with ``--config`` names no write-data folder.
    """
    candidates = find_candidates(place, own=own, bridge=bridge, config=config)
    if config is not None and all(item.evidence != "config" for item in candidates) and bridge is None:
        raise BridgeError("bridge-config-unreadable", path=str(config))
    usable = (item for item in candidates if item.state != "game-missing" or item.evidence in _CERTAIN)
    return next(usable), candidates


def _look(bridge: Path, write_data: Path | None, evidence: Evidence) -> Candidate:
    mods = write_data / "mods" if write_data is not None else None
    path = bridge / _HELLO
    try:
        raw = disk.read_whole(path, cap_bytes=_HELLO_CAP_BYTES)
        written_ns = disk.stamp(path).written_ns
    except (OSError, AgentError) as fault:
        broken = fault if isinstance(fault, AgentError) else None
        there = write_data.is_dir() if write_data is not None else bridge.is_dir()
        state: State = "hello-broken" if broken is not None else "waiting" if there else "game-missing"
        return Candidate(bridge, write_data, mods, evidence, state, fault=broken)
    try:
        hello = parse_document(Hello, raw)
    except AgentError as fault:
        return Candidate(bridge, write_data, mods, evidence, "hello-broken", hello_ns=written_ns, fault=fault)
    return Candidate(bridge, write_data, mods, evidence, "proven", hello, written_ns)


def _is_used(candidate: Candidate) -> bool:
    """A game's own folder is its write-data folder only if the game writes there."""
    folder = candidate.write_data
    return folder is not None and any((folder / name).exists() for name in ("script-output", "factorio-current.log"))


def _real(folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return folder
