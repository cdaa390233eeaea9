"""A game with both mods in one process, the agent in another; the player's steps from the box to the ghosts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.contract import BlueprintFile, FileLine, parse_document
from agent.game.blueprint.codec import decode
from tests.game.world.geometry import direction_number
from tests.loop.agent_process import AgentProcess, wait_until
from tests.mod.scene import Scene

if TYPE_CHECKING:
    from pathlib import Path

    from agent.contract import Request

QUESTION = "Почему машины стоят? Построй [item=iron-gear-wheel] 60 в минуту"
PRISTINE_SEQ = "seq = 0"
MODES = ("chat", "logistics", "power", "bottleneck", "defence", "trains", "circuits", "starter", "forecast")
"""The mode picker's entries (scripts/constants.lua)."""


class Match:
    """One save, one bridge folder, and an agent that can be started and stopped."""

    def __init__(self, folder: Path, version: str, **game: Any) -> None:  # noqa: ANN401 - passed on to Game
        self.scene = Scene(folder, version, **game)
        self.folder = folder

    def agent(self, *options: str) -> AgentProcess:
        """The agent, not started yet."""
        return AgentProcess(self.scene.state, self.scene.mods, self.folder / "agent-data", *options)

    def select(self, left_top: tuple[float, float], right_bottom: tuple[float, float]) -> int:
        """Takes the analyzer and drags a box; the number of entities in it."""
        player = self.scene.player
        player.hotkey("gpta-take-analyzer")
        return player.select_area(left_top, right_bottom)

    def snapshot_written(self) -> None:
        """Lets the game run until the journal says that the snapshot is whole."""

        def told() -> bool:
            return any(
                isinstance(line, FileLine) and line.name.startswith("snapshot-") for line in self.scene.journal()
            )

        self.scene.game.run_until(told, limit=600)

    def open_chat(self) -> None:
        """A window that was open when the game was saved is open after loading."""
        if self.scene.player.find("gpta-prompt") is None:
            self.scene.player.hotkey("gpta-toggle-chat")

    def ask(self, prompt: str = QUESTION) -> Request:
        """Sends a question from the chat window."""
        return self.scene.ask(prompt)

    def receive(self, agent: AgentProcess, *, first: bool = True) -> None:
        """Waits until the agent has answered through the door, then lets the game find the answer by polling."""
        game = self.scene.game
        if first:
            self.scene.allow_reloads()
        # A slow answer is announced by a sign of life, which fills the inbox as well.
        last = self.scene.requests()[-1]
        key = (last.id, self.scene.digest(last))
        wait_until(lambda: agent.states().get(key) in {"delivered", "applied"}, "the answer to be delivered")
        wait_until(lambda: PRISTINE_SEQ not in agent.inbox(), "the answer to be at the door")
        game.run_until(lambda: not game.eval("gpt-assistant", "return next(storage.pending) ~= nil"), limit=3600)
        game.tick(2)

    def place_newest(self) -> None:
        """«Разместить» under the newest answer, then the button of the preview which places at once."""
        player = self.scene.player
        elements = player.peer.map.players[player.index].gui.elements
        buttons = [element for element in elements.values() if element.name == "gpta-place" and element.valid]
        player.click(max(buttons, key=lambda element: element.index))
        player.click("gpta-place-here")

    def ghosts(self) -> list[tuple[str, float, float, int, str | None]]:
        """(name, x, y, direction in 16ths, recipe) of every ghost, relative to the upper left one."""
        surface = self.scene.game.world.surface_of("nauvis")
        found = []
        for ghost in surface.find_entities_filtered(type="entity-ghost"):
            recipe = ghost.get_recipe() if ghost.ghost_type == "assembling-machine" else None
            name = (recipe[0] if isinstance(recipe, tuple) else recipe).name if recipe else None
            position = ghost.position
            found.append((ghost.ghost_name, position["x"], position["y"], direction_number(ghost.direction), name))
        return relative(found)

    def offered(self, agent: AgentProcess, request: Request) -> list[tuple[str, float, float, int, str | None]]:
        """The same of the blueprint that the agent offered, as its file in the bridge folder holds it."""
        (row,) = agent.query("SELECT blueprint FROM questions WHERE id = ?", request.id)
        assert isinstance(row[0], bytes), "no blueprint was offered"
        body = decode(parse_document(BlueprintFile, row[0]).string)["blueprint"]
        return relative(
            [
                (e["name"], e["position"]["x"], e["position"]["y"], e.get("direction", 0), e.get("recipe"))
                for e in body["entities"]
            ]
        )


def relative(
    entities: list[tuple[str, float, float, int, str | None]],
) -> list[tuple[str, float, float, int, str | None]]:
    """Moved so that the least x and y are 0, sorted."""
    left = min((entity[1] for entity in entities), default=0.0)
    top = min((entity[2] for entity in entities), default=0.0)
    return sorted((name, x - left, y - top, direction, recipe or "") for name, x, y, direction, recipe in entities)
