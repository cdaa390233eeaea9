"""The starter mode's analysis: the ground's facts, and the steps with what each needs and what is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.analysis.facts import fact
from agent.analysis.findings import Name, Word, amounts, count, duration, names, per_min, watts
from agent.analysis.starter import starter_analysis
from agent.assistant.starter.steps import Course, Step, course
from agent.assistant.starter.there import generated_w, made

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.analysis.findings import Analysis, Finding
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData

COURSE = "fact-starter-course-"
"""How the keys of the facts on steps begin; all others are on the ground."""


def starter_mode_analysis(snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData) -> Analysis:
    """Return what lacks on the ground, and as facts the steps before the ground's own."""
    ground = starter_analysis(snapshot, earlier, data)
    found = course_of(snapshot, data)
    return replace(ground, facts=(*course_facts(found), *ground.facts))


def course_of(snapshot: Snapshot, data: GameData) -> Course:
    """Return the steps of a snapshot."""
    return course(snapshot, data, made(snapshot, data), generated_w(snapshot, data))


def course_facts(found: Course) -> Iterator[Finding]:
    """Yield a fact for each step, then the labs."""
    for step in found.steps:
        yield _fact(step)
    if found.steps:
        yield fact("fact-starter-course-labs", count=found.labs, unit=duration(found.unit_s))


def _fact(step: Step) -> Finding:
    if step.done:
        state = "starter-state-done" if step.there >= step.per_min else "starter-state-nearly"
    elif step.locks:
        state = "starter-state-locked"
    else:
        state = "starter-state-missing"
    if step.kind == "power":
        key = "fact-starter-course-power-locked" if step.locks and not step.done else "fact-starter-course-power"
        return fact(
            key,
            needed=watts(step.per_min),
            there=watts(step.there),
            state=Word(state),
            locks=names("technology", step.locks),
        )
    key = "fact-starter-course-step-locked" if step.locks and not step.done else "fact-starter-course-step"
    return fact(
        key,
        item=Name("item", step.item),
        needed=per_min(step.per_min),
        there=per_min(step.there),
        list=amounts((Name("entity", name), count(number)) for name, number in step.machines.items()),
        state=Word(state),
        locks=names("technology", step.locks),
    )
