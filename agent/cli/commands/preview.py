"""`agent preview`: exactly what `agent ask` with the same words would send, and to whom. Nothing is sent."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import click

from agent.cli.ask_options import Asked, ask_options
from agent.cli.frame import Command, common
from agent.cli.screen import screen
from agent.cli.shelf_options import model_option, open_shelf
from agent.cli.spoken_in import speak_for
from agent.models import first_request
from agent.setup.engine import Engines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from agent.assistant.preview import Preview
    from agent.cli.screen import Screen


@click.command("preview", cls=Command, help="cli-preview-help")
@ask_options
@model_option
@common
def command(asked: Asked, model: str | None, config_dir: Path | None) -> None:
    """Print the prompt as it would be sent."""
    out = screen()
    shelf = open_shelf(out, config_dir)
    speak_for(asked.words, shelf.settings.language, out)
    question, _ = asked.question(out)
    engines = Engines(shelf, model, sends=False)
    engine = engines.current()
    if engine.trouble is not None:
        raise engine.trouble
    preview = engines.preview(question)
    request: Mapping[str, Any] = {}
    if engine.profile is not None and preview.prompt is not None:
        request = first_request(engine.profile, preview.prompt, max_tokens=engine.assistant.most_tokens)
    host = engine.profile.host if engine.profile is not None else None
    _say(preview, request, host, out)
    out.data(_data(preview, request, host))


def _say(preview: Preview, request: Mapping[str, Any], host: str | None, out: Screen) -> None:
    if preview.prompt is None:
        out.say(out.text(f"preview-{preview.silence}"))
        return
    number = out.catalogue.number
    out.heading("cli-preview-to", model=preview.model, host=host or "—")
    tokens, window = number(preview.tokens, 0), number(preview.window, 0)
    out.say(out.text("cli-preview-tokens", tokens=tokens, window=window))
    for title, text in (("system", preview.prompt.system), *((m.role, m.text) for m in preview.prompt.messages)):
        out.say()
        out.heading("cli-preview-part", name=title)
        out.say(text)
    for tool in preview.prompt.tools:
        out.say()
        out.heading("cli-preview-tool", name=tool.name)
        out.say(tool.description)
        out.say(json.dumps(tool.parameters, ensure_ascii=False), style="dim")
    out.say()
    out.heading("cli-preview-rest")
    rest = {name: value for name, value in request.items() if name not in {"messages", "tools"}}
    out.say(json.dumps(rest, ensure_ascii=False))
    if preview.replaced:
        out.say()
        out.heading("cli-preview-replaced")
        for given, name in preview.replaced.items():
            out.say(f"  {given} ← {name}")


def _data(preview: Preview, request: Mapping[str, Any], host: str | None) -> dict[str, Any]:
    prompt = preview.prompt
    return {
        "model": preview.model,
        "host": host,
        "silence": preview.silence,
        "tokens": preview.tokens,
        "window_tokens": preview.window,
        "cut_facts": preview.cut_facts,
        "cut_turns": preview.cut_turns,
        "cut_tools": preview.cut_tools,
        "replaced_names": dict(preview.replaced),
        "system": prompt.system if prompt else None,
        "messages": [{"role": m.role, "text": m.text} for m in prompt.messages] if prompt else [],
        "tools": [dataclasses.asdict(tool) for tool in prompt.tools] if prompt else [],
        "request": dict(request),
    }
