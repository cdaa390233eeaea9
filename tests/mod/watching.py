"""A player on watch: what the game tells the agent, and what the agent answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.contract import Observation, parse_document

if TYPE_CHECKING:
    from tests.game.driver import SimPlayer
    from tests.mod.scene import Scene

LOOK = 600
"""Ticks between two looks, as the setting comes."""
REVOKED = False


def watch(here: Scene, player: SimPlayer | None = None, *, seconds: int | None = None) -> None:
    """Consents and switches the watch on; the first look follows at once, then one every so many seconds."""
    here.consent(player)
    who = player or here.player
    if seconds is not None:
        who.change_setting("gpta-watch-seconds", seconds)
    who.hotkey("gpta-toggle-watch")
    here.game.tick(5)


def observations(here: Scene, player: int = 1) -> list[Observation]:
    """All of a player's that the game keeps, oldest first."""
    names = [name for name in here.files() if name.startswith("observation-") and f"-o{player}-" in name]
    found = [parse_document(Observation, (here.state / name).read_bytes()) for name in names]
    return sorted(found, key=lambda each: int(each.id.rsplit("-", 1)[1]))


def newest(here: Scene, player: int = 1) -> Observation:
    return observations(here, player)[-1]


def looked(here: Scene, player: int = 1) -> Observation:
    """Lets the game run until its next look, and returns what it told."""
    before = newest(here, player).id
    here.game.run_until(lambda: newest(here, player).id != before, limit=2 * LOOK)
    return newest(here, player)


def decision(here: Scene, observation: Observation, *actions: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """A response of the agent to an observation."""
    return {
        "protocol": "1.0",
        "kind": "response",
        "id": observation.id,
        "session": observation.session,
        "tick": observation.tick,
        "request_digest": here.digest(observation),
        "nonce": observation.nonce,
        "revision": 1,
        "final": True,
        "ok": True,
        "mode": "chat",
        "language": "ru",
        "text": "",
        "engine": "gemma3:1b",
        "actions": list(actions),
    } | more


def decide(here: Scene, *actions: dict[str, Any], observation: Observation | None = None, **more: Any) -> None:  # noqa: ANN401 - JSON
    """The agent answers the newest observation, through the paste door."""
    seen = observation or newest(here)
    delivered = here.delivery(seen, decision(here, seen, **more))
    delivered["responses"][0]["actions"] = list(actions)  # the game must bear what the contract forbids
    here.paste(delivered)


def outcomes(observation: Observation) -> list[tuple[str, str, str | None]]:
    return [(each.action, each.result, each.reason) for each in observation.action_log]
