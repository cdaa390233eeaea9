"""Freezes what a model is shown of factories of the scenarios, and writes the prompts for those who write replies.

    python -m tests.assistant.blind.sheets /where/the/prompts/go

The facts go to `sheets/<factory>-<mode>.json`, both languages in one file. A sheet that is there already is left as it
is: replies are judged by what they were written of.
"""

from __future__ import annotations

import argparse
import importlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from agent.analysis.findings import Amounts, Formula, Name, Names, Quantity, Word
from agent.assistant import telling
from agent.assistant.given_names import name_book
from agent.assistant.grounding import present_in
from agent.assistant.pipeline import Assistant
from agent.assistant.question import Question
from agent.game.bundled import load
from tests.assistant.blind.frozen import SHEETS, russian
from tests.assistant.blind.kit import chat_request
from tests.assistant.scripted import Script, saying
from tests.scenarios.kit import ASKED, LANGUAGES, Scenario

if TYPE_CHECKING:
    from agent.analysis.findings import Arg, Finding
    from agent.assistant.grounding.present import Present
    from agent.assistant.telling import Brief
    from agent.contract import Language

OF_SCENARIOS: Final[dict[str, tuple[str, str]]] = {
    "mixed_belt": ("bottleneck.planted_transport", "mixed_belt"),
    "blocked_supplier": ("bottleneck.test_causes", "starved_because_blocked"),
    "depleted_patch": ("bottleneck.planted_supply", "depleted_patch"),
    "refinery": ("bottleneck.planted_flows", "a_blocked_by_product"),
    "how_much_power": ("chat.test_factory", "how much power"),
    "who_stands_still": ("chat.test_first_words", "who stands still"),
    "memory_cell": ("circuits.test_memory", "a cell that is written by a pulse"),
    "latch": ("circuits.test_sequences", "reset beats set"),
    "everything": ("circuits.test_recognised", "the numbers of everything"),
    "three_nests": ("defence.test_waves", "enemies_by_kind"),
    "hole_in_the_wall": ("defence.test_waves", "a_hole_towards_the_nests"),
    "cloud": ("forecast.test_pollution", "what would lower it"),
    "gleba": ("forecast.test_evolution", "spores on Gleba"),
    "two_stocks": ("logistics.test_requests", "each_network_has_its_own_stock"),
    "few_robots": ("logistics.test_robots_and_storage", "too_few_robots"),
    "reactor": ("power.test_fuel_and_switches", "a_reactor_without_cells"),
    "networks_apart": ("power.test_networks", "networks_apart"),
    "last_minutes": ("power.test_supply", "minutes_left_in_the_accumulators"),
    "first_coal": ("starter.test_steps", "then_coal"),
    "red_packs": ("starter.test_needs", "only_red_packs_are_near"),
    "full_stations": ("trains.test_endless", "every place taken, so nobody can move"),
    "face_to_face": ("trains.test_standing_trains", "face to face on one track"),
    "two_ores": ("trains.test_waits", "two ores that do not fit together"),
}
"""Module and name of the scenario that a sheet is made of."""


def scenario_of(factory: str) -> Scenario:
    """Return the scenario of a sheet."""
    where, name = OF_SCENARIOS[factory]
    module = importlib.import_module(f"tests.scenarios.{where}")
    every = getattr(module, "SCENARIOS", {})
    found: Scenario = every[name] if isinstance(every, dict) else getattr(module, name)()
    return found


def asked(scenario: Scenario, language: Language) -> Question:
    """Return the question of a scenario, of a player who has the game in that language."""
    snapshot = scenario.snapshot
    assert snapshot is not None
    prompt = (scenario.ask or (ASKED["ru"], ASKED["en"]))[LANGUAGES.index(language)]
    request = chat_request(snapshot, scenario.mode, language, prompt)
    return Question(
        request,
        language,
        snapshot,
        snapshots=(*scenario.earlier, snapshot),
        data=load(scenario.data_set),
        localised=russian() if language == "ru" else {},
    )


def shown(question: Question) -> tuple[str, Brief]:
    """Return the prompt that a model is sent, and all that it tells of."""
    script, briefs = Script([saying("Да, вот так [f1]." if question.language == "ru" else "So it is [f1].")]), []
    known_in = telling.known_in

    def noted(brief: Brief, talk: Any) -> Any:  # noqa: ANN401 - passed on as it comes
        briefs.append(brief)
        return known_in(brief, talk)

    with patch.object(telling, "known_in", noted):
        Assistant(script).answer(question)
    return "\n\n".join(f"[{said.role}]\n{said.text}" for said in script.asked[0].messages), briefs[0]


def frozen(scenario: Scenario, briefs: dict[Language, Brief]) -> dict[str, Any]:
    """Return what `frozen.facts` reads."""
    told = {language: brief.told for language, brief in briefs.items()}
    assert told["ru"] == told["en"]
    snapshot = scenario.snapshot
    assert snapshot is not None
    return {
        "mode": briefs["en"].case.mode_id,
        "data": scenario.data_set,
        "shown": [finding.id for finding in briefs["en"].shown],
        "present": there(present_in(snapshot)),
        "told": {language: _told(brief) for language, brief in briefs.items()},
        "findings": [
            {**_finding(finding), "line": {each: brief.case.analyst.line(finding) for each, brief in briefs.items()}}
            for finding in told["en"]
        ],
    }


def there(present: Present) -> dict[str, Any]:
    """Return what stands in a factory as JSON."""
    return {
        "names": sorted(present.names),
        "makers": {recipe: sorted(names) for recipe, names in present.makers.items()},
        "counts": dict(present.counts),
        "crews": dict(present.crews),
        "total": present.total,
    }


def _told(brief: Brief) -> dict[str, Any]:
    case = brief.case
    names = [*case.analyst.names(brief.told), case.data_set, *name_book(case.question, case.data).names.values()]
    return {
        "question": brief.question,
        "urgent": case.analyst.urgent(case.urgent),
        "draft": brief.draft,
        "names": list(dict.fromkeys(names)),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "key": finding.key,
        "severity": finding.severity,
        "position": list(finding.position) if finding.position else None,
        "args": {key: _arg(arg) for key, arg in finding.args.items()},
    }


def _arg(arg: Arg) -> Any:  # noqa: ANN401 - any JSON value
    told: Any = arg
    match arg:
        case Quantity(value, unit):
            told = {"quantity": [str(value), unit]}
        case Name(kind, name):
            told = {"name": [kind, name]}
        case Names(kind, names, more):
            told = {"names": [kind, list(names), more]}
        case Amounts(amounts, more):
            listed = [[name.kind, name.name, str(amount.value), amount.unit] for name, amount in amounts]
            told = {"amounts": listed, "more": more}
        case Word(key):
            told = {"word": key}
        case Formula(parts):
            told = {"formula": [_arg(part) for part in parts]}
    return told


def written(sheet: dict[str, Any]) -> str:
    """Return a sheet as JSON of a finding a line."""
    findings = ",\n ".join(json.dumps(each, ensure_ascii=False) for each in sheet.pop("findings"))
    parts = [f"{json.dumps(key)}: {json.dumps(part, ensure_ascii=False)}" for key, part in sheet.items()]
    return "{" + ",\n".join([*parts, f'"findings": [\n {findings}\n]']) + "}\n"


def main() -> None:
    """Write the prompts to the folder that is named, and the sheets that are not there yet."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    for factory in OF_SCENARIOS:
        scenario, briefs = scenario_of(factory), {}
        for language in LANGUAGES:
            prompt, briefs[language] = shown(asked(scenario, language))
            (folder / f"{factory}-{briefs[language].case.mode_id}-{language}.txt").write_text(prompt, "utf-8")
        sheet = SHEETS / f"{factory}-{briefs['en'].case.mode_id}.json"
        if not sheet.exists():
            sheet.write_text(written(frozen(scenario, briefs)), "utf-8")


if __name__ == "__main__":
    main()
