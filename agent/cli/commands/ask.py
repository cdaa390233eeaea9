"""`agent ask`: one question answered without a game, about a snapshot file or about nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agent.assistant.costs import cost_notes
from agent.cli.answer_view import answer_data, say_answer
from agent.cli.ask_options import Asked, ask_options
from agent.cli.frame import Command, common
from agent.cli.picture import offered, write_svg
from agent.cli.screen import screen
from agent.cli.shelf_options import model_option, open_shelf
from agent.cli.spoken_in import speak_for
from agent.cli.waiting import waiting
from agent.errors import RefusedError
from agent.setup.engine import Engines
from agent.setup.folders import data_folder

if TYPE_CHECKING:
    from agent.assistant.question import Answer
    from agent.i18n import Catalogue


@click.command("ask", cls=Command, help="cli-ask-help")
@ask_options
@click.option("--svg", type=click.Path(path_type=Path), metavar="FILE", help="cli-option-svg")
@model_option
@common
def command(asked: Asked, svg: Path | None, model: str | None, config_dir: Path | None) -> None:
    """Answer, and draw the blueprint if one is offered."""
    out = screen()
    shelf = open_shelf(out, config_dir)
    speak_for(asked.words, shelf.settings.language, out)
    question, source = asked.question(out)
    engines = Engines(shelf, model, data_folder())
    engine = engines.current()
    if engine.trouble is not None and model is not None:
        raise engine.trouble
    with waiting(out, "waiting-ask"):
        answer = _with_cost(engines.answer(question), out.catalogue)
    say_answer(answer, answer.blueprint, out)
    spent = {"prompt_tokens": answer.prompt_tokens, "reply_tokens": answer.reply_tokens, "cost_usd": answer.cost_usd}
    out.data({**answer_data(answer, answer.blueprint), **spent, "data_set_source": source})
    if svg is not None and answer.blueprint is not None:
        write_svg(svg, *offered(answer.blueprint.string))
        out.note("cli-picture-written", path=str(svg))
    if not answer.ok:
        click.get_current_context().exit(RefusedError.exit_code)


def _with_cost(answer: Answer, words: Catalogue) -> Answer:
    return replace(answer, notes=(*answer.notes, *cost_notes(answer, words)))
