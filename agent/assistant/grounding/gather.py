"""Gathers all that is known for a question: findings, results of tools, the draft, and what stands in the area."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from agent.assistant.grounding.advised import driven_by, kin_of
from agent.assistant.grounding.claims import Claim
from agent.assistant.grounding.from_findings import take_finding
from agent.assistant.grounding.known import Known
from agent.assistant.grounding.lexicon import Lexicon, ingredients_of
from agent.assistant.grounding.together import take_grids, take_sums
from agent.game.held import Held

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.analysis.findings import Finding, NameKind
    from agent.assistant.grounding.present import Present
    from agent.game.gamedata import GameData


@lru_cache(maxsize=4)
def _lexicon(data: Held, localised: frozenset[tuple[tuple[NameKind, str], str]]) -> Lexicon:
    return Lexicon(data.data, dict(localised))


def known_of(
    data: GameData,
    localised: Mapping[tuple[NameKind, str], str],
    findings: Iterable[tuple[Finding, str]],
    *,
    texts: Iterable[str] = (),
    results: Iterable[Mapping[str, Any]] = (),
    shown_names: Iterable[str] = (),
    present: Present | None = None,
) -> Known:
    """Gather what is known.

    Args:
        data: The game data.
        localised: Names in the player's language.
        findings: Each with its line as it was told.
        texts: Plain lines: the draft, the question.
        results: What tools said.
        shown_names: Names and labels as they are shown, whose digits state nothing.
        present: What stands and lies in the area.
    """
    known = Known(_lexicon(Held(data), frozenset(localised.items())))
    known.shown_names |= {name for name in shown_names if name.strip()}
    if present is not None:
        known.present |= present.names
        known.makers = present.makers
        known.counts = present.counts
        for name, count in present.counts.items():
            known.add(Claim(frozenset({name}), "count", Fraction(count)))
        if present.total:
            known.add(Claim(frozenset(), "count", Fraction(present.total)))
        if len(present.crews) > 1:
            known.add(Claim(frozenset(), "count", Fraction(sum(present.crews.values())), derived=True, kind="sum"))
        for recipe, count in present.crews.items():
            made = frozenset({recipe})
            known.add(Claim(made | present.makers[recipe], "count", Fraction(count), makes=made))
    for finding, line in findings:
        take_finding(known, finding, line)
    take_sums(known)
    take_grids(known)
    for result in results:
        known.add_result(dict(result))
    known.names |= ingredients_of(known.recipes, data)
    known.names |= driven_by(known.names | known.present, data)
    for text in texts:
        known.add_text(text)
    known.kin = kin_of(known.names | known.present, data)
    return known
