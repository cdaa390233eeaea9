"""Words around a number that tell what it may be: a number of a network, a part, a whole, something to be added."""

from __future__ import annotations

import re
from fractions import Fraction

from agent.assistant.grounding.words import vocabulary

STORES = vocabulary("stores")
TILES, STANDING, HOLDING = vocabulary("tiles"), vocabulary("standing"), vocabulary("holding")
DIFFERENCE, SUM, WAITING = vocabulary("difference"), vocabulary("sum"), vocabulary("waiting")
HYPOTHETICAL = vocabulary("hypothetical")
LEFT = vocabulary("left")
NETWORK = re.compile(r"\b(?:электросет|сет|network)\w*:?\s+(?:№\s?|no\.?\s?|#)?$", re.IGNORECASE)
MORE_BEFORE = re.compile(r"\b(?:ещё|еще|another)\s+$", re.IGNORECASE)
MORE_AFTER = re.compile(r"\s+(?:more|additional|extra|дополнительн\w+)\b", re.IGNORECASE)
ADDED = re.compile(r"\b(?:ещё|еще|another|more|additional|extra)\b", re.IGNORECASE)
SPOKEN = {
    "difference": DIFFERENCE,
    "sum": SUM,
    "waiting": WAITING | SUM,
    "enough": vocabulary("enough"),
    "rest": vocabulary("rest") | DIFFERENCE,
}
ORDER = re.compile(
    r"\W*(?:(?:сначала|сперва|срочно|first|then|now)\s)?"
    r"(?:\w+(?:ите|йте|ьте)|bring|add|build|fix|load|supply|place|fill|refuel)\b",
    re.IGNORECASE,
)
OF_THE = re.compile(
    r"(?:^|[,;:(—–])[\s*]*(?:of|из)\s(?:the\s|these\s|those\s|этих\s|тех\s|все[хй]\s)?[*]*$", re.IGNORECASE
)
"""«Of the 1.13 MW»: the whole that others are parts of."""
GAP = (
    r"\s?(?:(?:more|other|such|idle|working|empty|new|missing|additional|extra|remaining|full|active"
    r"|of|of the|of your|of them|ещё|еще|таких|из них|[а-яё]+(?:ых|их|ые|ие|ая|ую|ой)|\*\*|[«“\"`])\s?){0,2}"
)
"""What may stand between a number and the name of what it counts."""
MACHINES = (
    r"[»”\"`*]*\s(?:machines?|assemblers?|furnaces?|makers?|smelters?|plants?)\b",
    (
        r"(?:машин\w*|автомат\w*|печ\w+|сборщик\w*|machines?|assemblers?)\s(?:на|по|для|for|on|making|that make)?"
        r"\s?[«“\"`*]*"
    ),
)
"""«Five inserter machines», «пять машин манипуляторов», "four machines for circuits"."""
PART_OF = re.compile(r"\s+(?:out\s+of|of|из)\s+(?:the\s+|its\s+|a\s+|их\s+|все[хй]\s+|возможных\s+)?", re.IGNORECASE)
UNMET = re.compile(
    r"\b(?:не\s+(?:покры|обеспеч|удовлетвор)|(?:not|isn't|isn’t|aren't)\s+(?:met|covered)\b"
    r"|uncovered|unmet)",
    re.IGNORECASE,
)
"""Speaks of what is lacking, as «28 % спроса не покрыто» does."""
BLUEPRINT = re.compile(r"\b(?:blueprint|черт[её]ж)", re.IGNORECASE)
OF_MACHINES = re.compile(r"\b(?:network|demand|supply|existing|сет[ьи]|потребност|имеющ)", re.IGNORECASE)
NOT_SO = re.compile(
    r"\b(?:не\s+(?:свобод|готов|заряж|ед|движ|работ|пуст)|not\s+(?:idle|free|ready|moving|loaded|working|empty))",
    re.IGNORECASE,
)
"""Speaks of what a part leaves by what it is not: «84 из них не свободны»."""
COLOURED = re.compile(
    r"(?P<colour>\bred|\bgreen|\bкрасн\w+|\bзел[её]н\w+)\s+(?:circuit\s+)?(?:network|wire|сет\w+|провод\w*)\s+"
    r"(?:№\s?|#)?[*]*$",
    re.IGNORECASE,
)
EVERY = re.compile(
    r"\b(?:every|each|(?:раз|од(?:ин|на|ну|но)|штук\w) в|кажд\w+)\s+(?:about |around |примерно |около )?$",
    re.IGNORECASE,
)
WAVE = re.compile(r"\b(?:waves?|волн\w*)\b", re.IGNORECASE)
INSTEAD = re.compile(r"\b(?:instead|rather|today|now|вместо|сейчас|нынешн\w+|from|с)\b", re.IGNORECASE)
POINTED = re.compile(
    r"\b(?:the (?:next|first|last|other|remaining)|these|those|эти|этих|остальные|остальных|другие"
    r"|оставшиеся|следующие)\s+$",
    re.IGNORECASE,
)
DEFINITE = re.compile(r"\b(?:the|these|those|all|эти|этих|все|всех)\s+$", re.IGNORECASE)
TOP = re.compile(r"\b(?:top|лучшие|первые)\s+$", re.IGNORECASE)
NO_NOUN = re.compile(
    r"\s*(?:[.,;:)\[⟦⟨]|$|\s(?:together|combined|in all|in total|altogether"
    r"|have|has|are|is|were|will|must|can|could|would|wait|do|don't|need"
    r"|нужн\w+|нечем|нет|не хватает|take|make|run|stand|work|then"
    r"|берут|ждут|стоят|ездят|вместе|работают|заняты|не|простаивают|будут|могут|едят|подождут|должны|и|в)\b)",
    re.IGNORECASE,
)
NEAR_PART = 12
LEAST_COMPARED = 10
"""Smaller numbers of formulas may as well be counts."""
MOST_POINTED = 5
MOST_NETWORKS = 1000
"""«В сети 4 800 древесины» numbers no network."""
KINDS = (
    ("construction-robot", re.compile(r"\b(?:строительн\w+|construction)\b", re.IGNORECASE)),
    (
        "logistic-robot",
        re.compile(r"\b(?:логистическ\w+(?!\w|\s(?:сет|пакет|наук))|logistics?\s(?:ro)?bots?\b)", re.IGNORECASE),
    ),
)
"""Robots by their kind alone: «все двадцать строительных свободны»."""
ROBOTS = re.compile(r"\b(?:robots?|bots?|робот\w{0,3}|дрон\w{0,3}|бот(?:а|ы|ов|ам)?)\b", re.IGNORECASE)
FORMULA = re.compile(
    r"(?<![\w-])(?P<signal>[\w-]+)[»”\"*`]*\s*(?P<sign>[=<>≤≥≠]|\bis\b|\bequals\b|\bрав(?:но?|ен|на)\b)\s*[*`]*$"
)
"""A signal with its sign before a number: «A > 1000»."""
AXIS = re.compile(r"(?<!\w)(?P<axis>[xyху])\s*[=:≈]\s*$", re.IGNORECASE)
NONE = re.compile(r"\b(?:ни|not|not even)\s+$", re.IGNORECASE)
HOUR = re.compile(r"\b(?:hour|час)\b", re.IGNORECASE)
SIGN = re.compile(r"(?P<sign>[<>])\s*[*`]*$")
"""A condition whose signal was named before: "red: needed > 4"."""
CITED = re.compile(r"[\[⟦](f\d+)[\]⟧]")
CITATIONS = re.compile(rf"{CITED.pattern}(?:[,\s]*{CITED.pattern})*")
APIECE = re.compile(
    r"\s+(?:\w+\s+){0,2}(?:each|apiece|per (?!min|sec|hour|tick)\w+"
    r"|на (?:машину|сундук|панель|печь|турель|штуку|кажд\w+))\b",
    re.IGNORECASE,
)
EACH_OF = re.compile(r"\b(?:each|кажд\w+)\b[^.;:]{0,60}$", re.IGNORECASE)
PAIR = re.compile(r"\W{0,4}(?:,|and|и|or|или|&|/)\W{0,4}", re.IGNORECASE)
ALONG = re.compile(r"\s+(?:in|along|on|по|вдоль)\s+(?:the\s+|оси\s+)?[xyхуXY]\b", re.IGNORECASE)
RECKONED = re.compile(
    r"\b(?:amounts? to|comes? to|works? out|adds? up|keep\w*|leav\w+|это|значит|выйдет|получ\w+|состав\w+|остан\w+"
    r"|excess|surplus|remain\w*|остат\w+|разниц\w+)\b",
    re.IGNORECASE,
)
"""Words that announce what was reckoned."""
SET_TO = re.compile(
    r"\b(?:опуст|сниз|пониз|подн(?:им|ят)|повыс|увелич|уменьш|выстав|поменя|смен|lower|rais|set|reduc|increas|chang|drop"
    r"|cut|bump|стан|becom|goes)\w*[^.;:!?]{0,40}[\s(](?:до|на|to)\s+(?:[A-Za-z]\s*=\s*)?[*]*$"
    r"|\b(?:если|if)\s[A-Z]\s(?:станет|будет|был[аои]?|becomes?|were|was|drops to|fell to)\s+[*]*$",
    re.IGNORECASE,
)
APART_BY = re.compile(
    r"\s+(?:below|above|less|more|short|under|over|lower|higher|away|ниже|меньше|больше|выше)\b", re.IGNORECASE
)
JOINED_ROLE = re.compile(r"\s*(?:or|или|and|и)\s+((?:\w+\s?){1,3})", re.IGNORECASE)
ONE_MORE = re.compile(
    r"\b(?:one more|another|a second|(?:ещ[её] )?од(?:ин|на|но|ним|ной|ну|ного)|one)\b", re.IGNORECASE
)
BECOMES = re.compile(r"\b(?:станет|будет|выйдет|would be|will be|becomes?|makes)\s+(?:уже\s+)?[*]*$", re.IGNORECASE)
WHILES = (
    (Fraction(1800), re.compile(r"\b(?:half an hour|30 minutes|полчаса|пол-часа)\b", re.IGNORECASE)),
    (Fraction(3600), re.compile(r"\b(?:(?:an|one|per|each) hour|hourly|за час|в час)\b", re.IGNORECASE)),
)
"""Whiles that a reply reckons over."""
ANY_OF = re.compile(r"\b(?:любо\w+|either|any|any one)\s(?:из|of)\s(?:the\s|these\s|этих\s)?$", re.IGNORECASE)
TERM = re.compile(r"\s*[×x*+−/-]\s*\d")
SUCH = re.compile(r"\b(?:such|like (?:it|that|this)|таки(?:х|е|ми)|подобных|одинаковых)\b", re.IGNORECASE)
NUMBERED = re.compile(
    r"\b(?:trains?|networks?|numbers?|номер\w{0,3}|поезд\w{0,3}|(?:электро|логист\w+ )?сет\w{1,3})\s"
    r"(?:№\s?|no\.?\s?|#)?[*]*"
    r"(?:\d+[*]*\s?(?:,\s|[,\s]*(?:и|and|or|или|&|/)\s?|[-–]\s?)(?:№\s?|no\.?\s?|#)?[*]*)*$",
    re.IGNORECASE,
)
ITS_NUMBER = re.compile(
    r"\b(?:trains?|networks?|поезд\w{0,2}|(?:электро)?сет(?:ь|и|ью|ей|ях))\s+(?:№\s?|no\.?\s?|#)?$", re.IGNORECASE
)
