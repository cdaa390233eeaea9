"""Whether the words of its clause give a number a role in which the facts have another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.assistant.grounding import hints
from agent.assistant.grounding.claims import agrees
from agent.assistant.grounding.roles import are_strict, roles_named, roles_said

if TYPE_CHECKING:
    from agent.assistant.grounding.claims import Cell
    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.place import Place


def contradicts(place: Place, figure: Figure) -> bool:
    """Tell whether the clause gives a number a role in which facts about the same thing have other numbers."""
    if figure.dimension in {"ratio", "share"} and _sets_apart(place, figure):
        return True
    apiece = place.is_apiece and figure.dimension in {"power", "rate", "count"}
    # What one gives or takes has no role in the facts.
    said = () if apiece else roles_said(place.stated.before, place.stated.after, figure.dimension)
    roles = frozenset(said)
    if not roles and not apiece and figure.dimension in {"power", "size"} and hints.BLUEPRINT.search(place.text_before):
        roles = frozenset({"of the blueprint"}) if not hints.OF_MACHINES.search(place.stated.before) else roles
    strict = [cells for role in roles if are_strict(frozenset({role})) and (cells := _in_role(place, role, figure))]
    told = strict or [_in_role(place, role, figure) for role in roles]
    if not told or not all(told) or _is_beside_role(place, roles, figure):
        return False
    both = frozenset.intersection(*(frozenset(cell.claim.value for cell in cells) for cells in told))
    if any(agrees(figure, cell.claim) for cells in told for cell in cells if not both or cell.claim.value in both):
        return False
    # "26 charge or queue": those in either state.
    apart = [frozenset(cell.claim.value for cell in cells) for cells in told]
    either = len(apart) == len(("one", "other")) and any(figure.value == a + b for a in apart[0] for b in apart[1])
    if strict or either:
        return bool(strict)
    if place.asks_for_more and figure.dimension in {"power", "energy"}:
        return not any(claim.derived and agrees(figure, claim) for claim in place.known.claims[figure.dimension])
    # What several of them come to is a number of no single fact: «ждут 11 машин».
    return not any(
        (claim.kind in {"sum", "waiting", "rest"} or (claim.derived and not claim.subjects))
        and roles <= claim.roles
        and agrees(figure, claim)
        and place.admits(claim, ())
        for claim in place.known.claims[figure.dimension]
    )


def _is_beside_role(place: Place, roles: frozenset[str], figure: Figure) -> bool:
    """Tell whether it is those in its role and in the one that is joined to it: "26 charge or queue"."""
    tail = hints.JOINED_ROLE.match(place.text_behind[len(place.stated.after) :])
    others = roles_said("", f" {tail[1]}", figure.dimension) - roles if tail else frozenset[str]()
    return any(
        figure.value == one.claim.value + other.claim.value
        for role in roles
        for joined in others
        for one in _in_role(place, role, figure)
        for other in _in_role(place, joined, figure)
    )


def _sets_apart(place: Place, figure: Figure) -> bool:
    """Tell whether a ratio or share is none of two that are named: «спрос вдвое больше выработки»."""
    named = roles_named(f"{place.stated.before} {place.stated.after}")
    if len(named) < len(("one", "other")):
        return False
    every = place.known.claims[figure.dimension]
    if any(claim.derived and claim.subjects & place.own_names and agrees(figure, claim) for claim in every):
        return False  # It is so of what is named.
    both = [claim for claim in every if claim.derived and named <= claim.roles]
    return bool(both) and not any(agrees(figure, claim) for claim in both)


def is_strict(place: Place) -> bool:
    """Tell whether the clause gives the number a role that only a number of the facts can have."""
    return are_strict(roles_said(place.stated.before, place.stated.after, place.stated.figure.dimension))


def _in_role(place: Place, role: str, figure: Figure) -> list[Cell]:
    """Return what facts give as numbers of a role, of the thing that is spoken of."""
    clause = f"{place.stated.before} {place.stated.after}"
    kinds = frozenset(name for name, said in hints.KINDS if said.search(clause))
    counted = place.counted - place.known.lexicon.workers if figure.dimension == "count" else frozenset[str]()
    about = kinds or counted or place.stated.subjects or place.spoken
    strict = are_strict(frozenset({role}))
    cells = [
        cell
        for cell in place.known.cells
        if cell.role == role
        and cell.claim.dimension == figure.dimension
        and (
            not about or cell.claim.subjects & about
            if cell.claim.subjects
            else not counted and (not place.stated.firm or strict)
        )
    ]
    return [cell for cell in cells if any(label in place.sentence.text for label in cell.labels)] or cells
