"""What a number is the number of within its fact: of those that wait or of those that charge.

A fact gives the role by the name of its argument, a reply by the words of the number's own clause.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.assistant.grounding.units import Dimension

_WHOLE = re.compile(
    r"(?:\bиз(?!\sних\b)|\bfrom"
    r"|(?<!limit )(?<!demand )(?<!supply )(?<!capacity )(?<!average )\bof(?!\sthem\b))\s(?:[^\W\d_]+\s){0,2}$",
    re.IGNORECASE,
)
"""«Из двенадцати печей восемь без топлива»: what is said behind is said of the eight."""
_NUMBERED = re.compile(
    r"(?:\b(?:train|network|поезд\w*|(?:электро)?сет[иьяюей]+)\s(?:no\.?\s?)?|[№#]\s?)$", re.IGNORECASE
)
_APART = re.compile(
    r"\b(?:больше|меньше|выше|ниже|вместо|против|above|below|than|instead|versus|vs|exceed\w*|разниц\w+)\b"
    r"|\b(?:если|был[аои]?\sбы|if|would|could)\b",
    re.IGNORECASE,
)
"""What sets two numbers against each other, or supposes one, tells the role of neither."""
_BOUND = re.compile(r"\b(?:(?:more|less|fewer) than|больше(?: чем)?|меньше(?: чем)?|выше|ниже)\s*$", re.IGNORECASE)
"""«Больше половины» bounds the number and sets it against no other."""
_BESIDE = re.compile(
    r"\b(?:at|on|in|near|for|with|(?<!used )by|to|на|в|возле|по|с|для|к|при|за)\s"
    r"(?:(?:the|these|those|all|both|your|its|their|[\w-]+['’]s|всех|этих|ваших|их)\s){0,2}$",
    re.IGNORECASE,
)
"""«Ждут на 2 дронстанциях»: those do not wait."""
_NOBODY = re.compile(r"\b(?:никто|ни один|nobody|no one|none)\b", re.IGNORECASE)
"""Of those that nobody is, no number is told: «Никто не едет: 4 поезда делят станции»."""
_AT_NEED = re.compile(
    r"\b(?:при|против|вместо|against|versus|vs\.?)\s(?:a |the )?(?:потребност\w+|спрос\w*|demand|need)"
    r"\s?(?:в |на |of )?$",
    re.IGNORECASE,
)
"""«Не выходит вовсе при потребности 300/мин»: what comes out is said of no number."""
_AT_ONE = re.compile(
    r"\s(?:при|на|против|with|against|versus|vs\.?|for|to)\s(?:a |the |its |an )?(?:предел\w*|лимит\w*|limit\w*)\s?"
    r"(?:of |в |на )?(?:one|один|одного|одному|одно)\b",
    re.IGNORECASE,
)
"""«3 поезда при пределе один»: one is a number that is not read as one."""
_NEXT = re.compile(
    r"\s(?:at|on|in|near|for|with|by|to|of|against|versus|vs\.?|than|на|в|возле|по|с|для|к|при|за|из|против|вместо|чем)"
    r"\s(?:[^\W\d_]+\s){0,3}$",
    re.IGNORECASE,
)
"""«3 поезда при лимите 1»: the limit is that of the next number."""
_PAIRED = re.compile(r"\s*(?:of|из|against|против|vs\.?|versus|instead of|вместо)\s", re.IGNORECASE)
_OWN_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_OF_WHOLE = re.compile(r"^(\s(?:из|of|out of)\s)(?:the\s)?[^\W\d_]+\s(?=\d)", re.IGNORECASE)
"""«45 из нужных 104 МДж»: not the 45 are needed."""
_WHOLE_NEEDED = re.compile(
    r"^(\s(?:из|of|out of)\s(?:the\s)?[\d.,\s\u00a0\u202f]+\s[^\W\d_]+)\s(?:that\s(?:is|are)\s)?"
    r"(?:needed|required|нужн\w+|необходим\w+|требуем\w+)",
    re.IGNORECASE,
)
"""«45 MJ of the 104 MJ needed»: the same behind the whole."""
_ASIDE = re.compile(r"\s[(\[⟨][^()\[\]⟨⟩]*[)\]⟩]")
_BREAK = re.compile(
    r"\b(?:because|since|so|that|which|where|when|after|once|потому|так как|поскольку|что|чтобы|котор\w+|где|когда)\b"
    r"|[()\[\]{}⟨⟩|]|\b(?:it|they|you)\s+(?:need|want|ask)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Role:
    name: str
    args: frozenset[str]
    dimensions: frozenset[str]
    said: re.Pattern[str]
    unsaid: re.Pattern[str] | None
    behind: re.Pattern[str] | None = None
    rest_of: str = ""
    strict: bool = False
    alone: bool = False


def is_part(between: str) -> bool:
    """Tell whether the words between two numbers make the first a part of the second: «3 из 7»."""
    return re.fullmatch(r"\s(?:из|of)\s(?:[^\W\d_]+\s){0,2}", between, re.IGNORECASE) is not None


def complement_of(roles: frozenset[str]) -> frozenset[str]:
    """Return the roles of what shares of these roles leave: 28 % are unmet where 72 % are met."""
    return frozenset(role.name for role in _roles() if role.rest_of in roles)


def roles_of(key: str, arg: str) -> frozenset[str]:
    """Return the roles of a finding's argument, of those that are told apart."""
    return frozenset(role.name for role in _roles() if role.args & {f"{key}.{arg}", f".{arg}"})


def roles_said(before: str, after: str, dimension: Dimension) -> frozenset[str]:
    """Return the roles that the words of a clause before and after a number give it.

    Args:
        before: The clause from the number before to this one.
        after: What follows the number and its unit, up to the next number.
        dimension: What the number measures.
    """
    aside = _OWN_ASIDE.match(after)
    own = _given("", aside[1], dimension) if aside else frozenset[str]()
    if own:  # «7.1 MW (hour average)».
        return own
    before = _BOUND.sub("", before)
    if _WHOLE.search(before) or _NUMBERED.search(before) or _APART.search(before) or _APART.search(after):
        return frozenset()
    after = _AT_ONE.sub("", after)
    need = _AT_NEED.search(before)
    before = need.group() if need else before
    after = _WHOLE_NEEDED.sub(r"\1", _OF_WHOLE.sub(r"\1", _ASIDE.sub(" ", after)))
    if dimension == "count" and _BESIDE.search(before):
        return frozenset(role.name for role in _roles() if role.behind is not None and role.behind.match(after))
    before = _BREAK.split(before)[-1]
    behind = _NEXT.sub("", _BREAK.split(after)[0].split(":")[0])
    _, colon, close = before.rpartition(":")
    if colon and _PAIRED.match(after):  # «Меньше, чем нужно на ночь: 45 из 104 МДж».
        return _given(close, behind, dimension)
    if colon and (
        _NOBODY.search(before) or _given(close, behind, dimension)
    ):  # «26 у станций или в очереди: 8 заряжаются».
        before = close
    return _given(before, behind, dimension)


def roles_named(text: str) -> frozenset[str]:
    """Return the roles of quantities that a text names, whatever stands between them: demand and supply."""
    flows = {"power", "energy", "rate"}
    return frozenset(role.name for role in _roles() if role.dimensions & flows and role.said.search(text))


def are_strict(roles: frozenset[str]) -> bool:
    """Tell whether one of the roles lets no other number of the fact be spoken of, nor one reckoned from it."""
    return any(role.strict for role in _roles() if role.name in roles)


def _given(before: str, behind: str, dimension: Dimension) -> frozenset[str]:
    clause = f"{before} {behind}"
    found = [
        role
        for role in _roles()
        if dimension in role.dimensions
        and (role.said.search(clause) or role.said.match(behind) or (role.behind and role.behind.match(behind)))
        and not (role.unsaid is not None and role.unsaid.search(clause))
    ]
    return frozenset(role.name for role in [each for each in found if each.alone] or found)


@cache
def _roles() -> tuple[_Role, ...]:
    raw = (resources.files("agent.assistant.grounding") / "roles.json").read_text(encoding="utf-8")
    return tuple(
        _Role(
            name,
            frozenset(given["args"]),
            frozenset(given["dimensions"]),
            re.compile("|".join(given["said"]), re.IGNORECASE),
            re.compile("|".join(given["not"]), re.IGNORECASE) if "not" in given else None,
            re.compile("|".join(given["behind"]), re.IGNORECASE) if "behind" in given else None,
            given.get("rest of", ""),
            given.get("strict", False),
            given.get("alone", False),
        )
        for name, given in json.loads(raw).items()
    )
