"""`agent demo`: a whole round trip through the bridge, with no game, no key and no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from agent.analysis.bottleneck import bottlenecks
from agent.analysis.from_snapshot import factory_of_snapshot
from agent.analysis.wording import sentence
from agent.cli.answer_view import answer_data, say_answer
from agent.cli.frame import Command, common
from agent.cli.picture import offered, write_svg
from agent.cli.screen import screen
from agent.errors import BridgeError
from agent.game.bundled import load, set_for
from agent.service import ServiceConfig
from agent.setup.demo import Played, play
from agent.setup.demo_names import localised
from agent.setup.demo_player import GAME_VERSION
from agent.setup.ledger_view import question_state

if TYPE_CHECKING:
    from pathlib import Path

    from agent.cli.screen import Screen


@click.command("demo", cls=Command, help="cli-demo-help")
@common
def command() -> None:
    """Play it, show it, and fail if it did not go through."""
    out = screen()
    prompt = out.text("cli-demo-prompt")
    out.note("cli-demo-begin")
    played = play(prompt, out.language, _state)
    pictures = _draw(played)
    out.heading("cli-demo-question")
    out.say(prompt)
    out.say()
    facts = _facts(played, out)
    out.heading("cli-demo-facts")
    for fact in facts:
        out.say(f"  • {fact}")
    out.say()
    out.heading("cli-demo-answer")
    names = {name: shown for (kind, name), shown in localised(out.language).items() if kind == "item"}
    say_answer(played.received.response, played.received.blueprint, out, told=facts, names=names)
    for picture in pictures:
        out.say(out.text("cli-picture-written", path=str(picture)))
    out.say()
    _say_files(played, out)
    out.data(_data(played, prompt, facts, pictures))
    if not _went_through(played):
        click.get_current_context().exit(BridgeError.exit_code)


def _state(bridge: Path, data: Path, request_id: str) -> str:
    return question_state(ServiceConfig(bridge=bridge, data_dir=data).ledger_path, request_id)


def _facts(played: Played, out: Screen) -> list[str]:
    """Compute here what the agent computed there: the same pure function on the same snapshot."""
    analysis = bottlenecks(factory_of_snapshot(played.snapshot, load(set_for(GAME_VERSION, space_age=False))))
    return [sentence(finding, out.catalogue, localised(out.language)) for finding in analysis.facts]


def _draw(played: Played) -> tuple[Path, ...]:
    offer = played.received.blueprint
    if offer is None:
        return ()
    path = played.root / "blueprint.svg"
    write_svg(path, *offered(offer.string))
    return (path,)


def _say_files(played: Played, out: Screen) -> None:
    out.heading("cli-demo-files", folder=str(played.root))
    for file in played.files:
        out.say(f"{out.catalogue.number(file.size_bytes):>10}  {file.name}")
    out.say()
    out.say(out.text("cli-demo-answered", seconds=out.catalogue.number(played.answer_s)))
    if _went_through(played):
        out.say(out.text("cli-demo-applied"), style="green")
    else:
        out.say(out.text("cli-demo-not-applied", state=played.state), style="red")


def _went_through(played: Played) -> bool:
    received = played.received
    return played.state == "applied" and played.pristine and received.response.ok and received.blueprint is not None


def _data(played: Played, prompt: str, facts: list[str], pictures: tuple[Path, ...]) -> dict[str, Any]:
    return {
        "question": prompt,
        "facts": facts,
        "answer": answer_data(played.received.response, played.received.blueprint),
        "pictures": [str(path) for path in pictures],
        "folder": str(played.root),
        "files": [{"name": file.name, "bytes": file.size_bytes} for file in played.files],
        "ledger": played.state,
        "inbox_pristine": played.pristine,
        "answer_s": round(played.answer_s, 3),
        "went_through": _went_through(played),
    }
