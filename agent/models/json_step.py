"""The ladder to JSON: a schema, an object, a forced tool, plain text. How each step is asked for, and read.

Endpoints that know a step enforce it; nothing is believed all the same before it was checked against the schema.
"""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from string import Template
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from agent.models.port import Message, ToolSpec
from agent.resources import bundled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.models.port import JsonShape, Prompt, Reply
    from agent.models.profile import JsonStep
    from agent.models.wire import Ask

_FAULT_CHARACTERS = 200
_FURTHEST_OPENINGS = 50
"""How many opening braces are tried in a text before it counts as one without JSON."""


def json_prompt(prompt: Prompt, step: JsonStep | None) -> Prompt:
    """Return the prompt as a step needs it: where nothing enforces the schema, the model is told of it in words."""
    if prompt.shape is None or step not in {"object", "text"}:
        return prompt
    words = Template(_text("json")).substitute(schema=json.dumps(prompt.shape.schema, ensure_ascii=False))
    return dataclasses.replace(prompt, system=f"{prompt.system}\n\n{words}")


def asked_again(prompt: Prompt, reply: str, fault: str) -> Prompt:
    """Return the prompt with the reply that would not do and what was wrong with it."""
    again = Message("user", Template(_text("json_again")).substitute(fault=fault))
    return dataclasses.replace(prompt, messages=(*prompt.messages, Message("assistant", reply), again))


def sent_tools(prompt: Prompt, ask: Ask) -> tuple[ToolSpec, ...]:
    """Return the tools that the model is told of; at the step of the forced tool the shape is one of them."""
    tools = prompt.tools if ask.abilities.tools else ()
    if ask.step == "tool" and prompt.shape is not None:
        return (*tools, ToolSpec(prompt.shape.name, "The answer.", prompt.shape.schema))
    return tools


def shaped(shape: JsonShape, reply: Reply) -> tuple[str | None, str]:
    """Return a reply's JSON of the shape; None with the fault where there is none."""
    texts = [call.arguments for call in reply.calls if call.name == shape.name] or [reply.text]
    fault = "no JSON"
    for value in _objects(texts[0]):
        fault = _fault_of(shape, value)
        if not fault:
            return json.dumps(value, ensure_ascii=False), ""
    return None, fault


def _objects(text: str) -> Iterator[Any]:
    """Yield the JSON objects in a text, outermost first: models put them in code fences and between sentences."""
    decoder = json.JSONDecoder()
    place, tried = text.find("{"), 0
    while place >= 0 and tried < _FURTHEST_OPENINGS:
        tried += 1
        try:
            value, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            end = place + 1
        else:
            yield value
        place = text.find("{", end)


def _fault_of(shape: JsonShape, value: object) -> str:
    error = next(iter(Draft202012Validator(dict(shape.schema)).iter_errors(value)), None)
    return "" if error is None else f"{error.json_path}: {error.validator}"[:_FAULT_CHARACTERS]


@cache
def _text(name: str) -> str:
    return (bundled("prompts") / "any" / f"{name}.txt").read_text(encoding="utf-8").strip()
