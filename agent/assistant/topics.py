"""What a player asks the forecast for: deposits, research, rockets, the power that is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from agent.analysis.facts import fact
from agent.assistant.analyst import named
from agent.assistant.sanitise import clean_text
from agent.assistant.wishes import named_things

if TYPE_CHECKING:
    from agent.analysis.findings import Analysis, Finding
    from agent.assistant.case import Case

_FORECAST: Final = "fact-forecast-"
_TOPICS: Final = {
    "ore": (
        ("ore", "field", "untouched"),
        (
            r"\b(?:руд|месторожд|залеж|нефт|угол[ья]|угля\b|кам(?:ень|н)|уран)|кончи[тл]|истощ|исся[кч]|исчерп|\b(?:ores?"
            r"|deposits?|patch(?:es)?|oil|coal|stone|uranium|scrap|deplet\w*|run(?:s|ning)? out|exhaust\w*)\b"
        ),
    ),
    "research": (
        ("research", "queue", "no-research"),
        r"\b(?:исследова|технолог|лаборатор|изуч)|\b(?:research\w*|technolog\w*|labs?)\b",
    ),
    "rockets": (("rocket", "launched"), r"\b(?:ракет|запуск)|\b(?:rockets?|launch\w*|silos?)\b"),
    "power": (
        ("power",),
        r"\b(?:энерги|мощност|электри|электросет)|\b(?:power|electric\w*|energy)\b",
    ),
}
"""By topic: the facts that answer it, and how players ask for it."""
_SPECIFIC: Final = ("research", "rockets", "power", "ore")
"""The order of asking: «when will the power run out» is about power."""


def forecast_topic(prompt: str) -> str | None:
    """Return what a question to the forecast is about, None where it is about what comes in general."""
    plain = clean_text(prompt).casefold()
    return next((topic for topic in _SPECIFIC if re.search(_TOPICS[topic][1], plain)), None)


def on_topic(analysis: Analysis, prompt: str, case: Case) -> tuple[Finding, ...]:
    """Return the facts that answer a question, those on the things it names first; where there is none, that is said.

    Nothing where the question is about what comes in general.
    """
    topic = forecast_topic(prompt)
    if topic is None:
        return ()
    keys = tuple(_FORECAST + key for key in _TOPICS[topic][0])
    found = [each for each in analysis.facts if each.key.startswith(keys)]
    if not found and not any(each.key.startswith(f"finding-forecast-{topic}-") for each in analysis.findings):
        return (fact("fact-forecast-untold", topic=topic),)
    things = set(named_things(prompt, case.vocabulary))
    return tuple(sorted(found, key=lambda each: not {name.name for name in named(each)} & things))
