"""The tools of one question: told to a model, run for it, their results as JSON text."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from agent.assistant.given_names import NameBook
from agent.assistant.prompts import prompt_text
from agent.assistant.sanitise import plain_name
from agent.assistant.tools import look_up, planning, snapshots
from agent.assistant.tools.arguments import (
    Arguments,
    CatalogArguments,
    CompareArguments,
    ComposeArguments,
    MachineArguments,
    RecipeArguments,
    RequirementsArguments,
    SnapshotArguments,
    VerifyArguments,
    schema,
)
from agent.assistant.tools.naming import Naming
from agent.errors import AgentError, GameDataError
from agent.factory.verify import Expectation
from agent.models import ToolSpec

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.assistant.case import Case
    from agent.assistant.question import BlueprintOffer
    from agent.assistant.tools.ports import CatalogSearch
    from agent.models import ToolCall

RESULT_CHARACTERS = 8000
ARGUMENT_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What a tool said: JSON text for the model, and the same as values for grounding (empty where it failed)."""

    call: ToolCall
    text: str
    values: dict[str, Any] = field(default_factory=dict)
    ok: bool = True


@dataclass(slots=True)
class Toolbox:
    """Tools bound to one question.

    ``pasted`` is a blueprint string from the question, ``book`` holds the names that a model is not to see; ``offer``
    is the last blueprint that a tool composed: it goes with the answer.
    """

    case: Case
    catalog: CatalogSearch | None = None
    pasted: str | None = None
    book: NameBook = field(default_factory=NameBook)
    offer: BlueprintOffer | None = None
    _promise: Expectation = field(default_factory=Expectation)

    def specs(self) -> tuple[ToolSpec, ...]:
        """Return the tools as a model is told of them, in its language."""
        described = _descriptions(prompt_text(self.case.analyst.catalogue.language, "tools"))
        return tuple(ToolSpec(name, described[name], schema(model)) for name, model in _ARGUMENTS.items())

    def run(self, call: ToolCall) -> ToolResult:
        """Run one call; whatever is wrong with it comes back as a result that says so."""
        model = _ARGUMENTS.get(call.name)
        try:
            if model is None:
                raise GameDataError("tool-unknown", name=plain_name(call.name), known=", ".join(_ARGUMENTS))
            values = self._tools()[call.name](_arguments(model, call.arguments))
        except AgentError as error:
            return self.refusal(call, error)
        return ToolResult(call, _capped(self.book.hide_in(values)), values)

    def refusal(self, call: ToolCall, error: AgentError) -> ToolResult:
        """Return an error as a result: our own sentence and the next step."""
        reason, step = self.case.analyst.reason(error)
        values = {"error": error.code, "reason": reason, "next": step}
        return ToolResult(call, _capped(self.book.hide_in(values)), ok=False)

    def _tools(self) -> dict[str, Callable[[Any], dict[str, Any]]]:
        question = self.case.question
        snapshot = question.snapshot
        naming = Naming(self.case.data, self.case.analyst)
        return {
            "calculate_requirements": lambda a: planning.calculate_requirements(a, naming),
            "search_catalog": lambda a: planning.search_catalog(a, naming, self.catalog, snapshot),
            "compose_factory": lambda a: self._compose(a, naming),
            "verify_blueprint": lambda a: self._verify(a, naming),
            "query_snapshot": lambda a: snapshots.query_snapshot(a, naming, snapshot),
            "compare_snapshots": lambda a: snapshots.compare_snapshots(a, naming, snapshot, question.snapshots),
            "look_up_recipe": lambda a: look_up.look_up_recipe(a, naming),
            "look_up_machine": lambda a: look_up.look_up_machine(a, naming),
        }

    def _compose(self, arguments: ComposeArguments, naming: Naming) -> dict[str, Any]:
        self.offer, self._promise, values = planning.compose_factory(arguments, naming, self.case.question.snapshot)
        return values

    def _verify(self, arguments: VerifyArguments, naming: Naming) -> dict[str, Any]:
        offered = arguments.blueprint == "offered"
        string = (self.offer.string if self.offer is not None else None) if offered else self.pasted
        if string is None:
            raise GameDataError("tool-no-blueprint")
        promise = self._promise if offered else Expectation()
        if arguments.item is not None and arguments.rate_per_min is not None:
            rates = {naming.find(arguments.item, "item"): Fraction(repr(arguments.rate_per_min))}
            promise = replace(promise, rates_per_min=rates)
        return planning.verify_blueprint(string, promise, naming, self.case.question.snapshot)


_ARGUMENTS: dict[str, type[Arguments]] = {
    "calculate_requirements": RequirementsArguments,
    "search_catalog": CatalogArguments,
    "compose_factory": ComposeArguments,
    "verify_blueprint": VerifyArguments,
    "query_snapshot": SnapshotArguments,
    "compare_snapshots": CompareArguments,
    "look_up_recipe": RecipeArguments,
    "look_up_machine": MachineArguments,
}
TOOL_NAMES = tuple(_ARGUMENTS)


def _arguments(model: type[Arguments], text: str) -> Arguments:
    """Check the arguments that a model wrote.

    Raises:
        GameDataError: ``tool-arguments`` with the first fault's place and kind.
    """
    if len(text) > ARGUMENT_CHARACTERS:
        raise GameDataError("tool-arguments", place=".", fault="too_long")
    try:
        return model.model_validate_json(text.strip() or "{}")
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "."
        raise GameDataError("tool-arguments", place=plain_name(place), fault=first["type"]) from None


def _descriptions(text: str) -> dict[str, str]:
    """Read «name: description» lines; a line without a tool's name goes on with the one before."""
    found: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        name, colon, rest = line.partition(": ")
        if colon and name in _ARGUMENTS:
            last = name
            found[name] = rest.strip()
        elif last:
            found[last] += f" {line.strip()}"
    return found


def _capped(values: dict[str, Any]) -> str:
    """Return a result as JSON text, its longest lists shortened until it is small enough."""
    shown = dict(values)
    text = _dumped(shown)
    while len(text) > RESULT_CHARACTERS:
        lists = {key: value for key, value in shown.items() if isinstance(value, list) and value}
        if not lists:
            break
        longest = max(lists, key=lambda key: len(_dumped(lists[key])))
        shown |= {longest: lists[longest][: len(lists[longest]) // 2], "cut": True}
        text = _dumped(shown)
    return text


def _dumped(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return JSON in which no name can open or end a block of a prompt."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
