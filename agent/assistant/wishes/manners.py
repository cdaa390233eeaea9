"""How something is to be built: «не шире 40», "fit in 20x30", «ряд», "on yellow belts only", «из руды», «в литейке»."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agent.assistant.wishes.machines import machine_of
from agent.assistant.wishes.request import Manner, Reading
from agent.assistant.wishes.vocabulary import colour_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.assistant.wishes.request import MadeFrom
    from agent.assistant.wishes.vocabulary import Found, Vocabulary

_TILES = r"(?:\s*(?:тайл\w*|клет\w+|tiles?))"
_UP_TO = (
    r"(?:(?:не\s+(?:больше|более|шире|выше)|до|max(?:imum)?|at\s+most|up\s+to|no\s+more\s+than|максимум|under|within)"
    r"\s+)?"
)
_FIT = (
    r"(?:(?:(?:it\s+|which\s+|that\s+)?(?:needs?\s+to|has\s+to|must|should|to)\s+)?fit(?:s|ting)?\s+(?:it\s+)?(?:in|into|within)"
    r"|(?:но\s+)?(?:(?:так(?:\s*,)?\s+)?чтобы?\s+|должн\w+\s+)?(?:влез|поме[сщ]|умес|умещ)\w*(?:\s+должн\w+)?\s+в)"
)
_AREA = r"(?:(?:квадрат|прямоугольник|area|space|box|участок)\s+)?"
_BOX = re.compile(
    rf"(?:\b(?:{_FIT}|in|into|within|inside|в\s+пределах|в|на|размером)\s+)?{_AREA}"
    rf"{_UP_TO}(?<![\d.,])(\d{{1,3}})\s*[xх×*]\s*(\d{{1,3}})(?![\d.,]){_TILES}?",
    re.IGNORECASE,
)
_BOX_IN_WORDS = re.compile(
    rf"\b{_FIT}\s+{_AREA}{_UP_TO}(?<![\d.,])(\d{{1,3}})\s+(?:на|by)\s+(\d{{1,3}})(?![\d.,]){_TILES}?",
    re.IGNORECASE,
)
_SAID_TO_BE = r"\s*(?:of\s+|до\s+|не\s+более\s+|не\s+больше\s+|:?\s*)(?:чем\s+)?"
_BEFORE = r"(?:за|на|в|до|не\s+более|не\s+больше|at\s+most|up\s+to|max)\s+"
_WIDE = r"\s*(?:в\s+ширину|по\s+ширине|шириной|wide|in\s+width)"
_HIGH = r"\s*(?:в\s+высоту|по\s+высоте|high|tall|in\s+height)"
_WIDER_THAN = r"(?:не\s+шире|шириной|ширина|no\s+wider\s+than|max(?:imum)?\s+width(?:\s+of)?|width)"
_HIGHER_THAN = r"(?:не\s+выше|высотой|высота|no\s+(?:taller|higher)\s+than|max(?:imum)?\s+height(?:\s+of)?|height)"
_WIDTH = (
    re.compile(rf"{_WIDER_THAN}{_SAID_TO_BE}(\d{{1,3}}){_TILES}?", re.IGNORECASE),
    re.compile(rf"(?:{_BEFORE})?(?<!\d)(\d{{1,3}}){_TILES}?{_WIDE}", re.IGNORECASE),
)
_HEIGHT = (
    re.compile(rf"{_HIGHER_THAN}{_SAID_TO_BE}(\d{{1,3}}){_TILES}?", re.IGNORECASE),
    re.compile(rf"(?:{_BEFORE})?(?<!\d)(\d{{1,3}}){_TILES}?{_HIGH}", re.IGNORECASE),
)
_BELT_NOUN = r"(?:belts?|пояс\w{0,3}|конвейер\w{0,3}|лент\w{0,2})"
_BELT = re.compile(
    rf"(?:(?:only|just|только|лишь)\s+(?:(?:на|on|with)\s+)?(?P<a>{colour_words()})\s+{_BELT_NOUN}"
    rf"|{_BELT_NOUN}\s+(?:only|только)\s+(?P<b>{colour_words()})"
    rf"|(?:using|with|с|через)\s+(?:an?\s+|the\s+)?(?P<c>{colour_words()})\s+{_BELT_NOUN}"
    rf"|(?:на|on)\s+(?:an?\s+|the\s+)?(?P<d>{colour_words()})\s+{_BELT_NOUN})(?:\s+(?:only|только))?(?!\w)",
    re.IGNORECASE,
)
_BELTS = {
    "yellow": "transport-belt",
    "red": "fast-transport-belt",
    "blue": "express-transport-belt",
    "green": "turbo-transport-belt",
}
_NONE_OF = re.compile(
    r"\b(?:без|without|(?:with\s+)?no)\s+(?:(?:any|всяких|каких-либо)\s+)?(?:модул\w+|modules?|маяк\w+|beacons?)"
    r"(?:\s*(?:,|и|or|and|или)\s*(?:без\s+|no\s+)?(?:модул\w+|modules?|маяк\w+|beacons?))*",
    re.IGNORECASE,
)
_MODULES = re.compile(
    r"\b(?:с|со|with|using|на)\s+"
    r"(?:модул\w+\s+(?P<ru>продуктивности|производительности|скорости|эффективности|качества)(?:\s*(?P<n>[123]))?"
    r"|(?P<en>prod(?:uctivity)?|speed|eff(?:iciency)?|quality)(?:\s*(?P<m>[123]))?\s*(?:modules?)?(?:\s*(?P<k>[123]))?)(?![\w/])",
    re.IGNORECASE,
)
_KINDS = {"прод": "productivity", "prod": "productivity", "прои": "productivity", "скор": "speed", "spee": "speed"}
_KINDS |= {"эффе": "efficiency", "effi": "efficiency", "eff": "efficiency", "каче": "quality", "qual": "quality"}
_ROW = re.compile(
    r"\b(?:(?:один|one|a|single)\s+)?(?:row|ряд\w*)(?:\s+(?:of|из)\s+(?:assemblers?|assembling\s+machines|machines|автоматов|"
    r"сборочных\s+автоматов|сборщиков|машин|печей|печек|furnaces)|\s+(?:автоматов|сборочных\s+автоматов|машин|печей|сборщиков))?"
    r"(?!\w)",
    re.IGNORECASE,
)
_RAW = re.compile(
    r"\b(?:from\s+scratch|from\s+(?:the\s+)?raw(?:\s+(?:materials?|resources?|ores?))?|from\s+(?:the\s+)?ores?|с\s+нуля|из\s+сырья|от\s+сырья"
    r"|(?:прямо\s+)?(?:из|от|с)\s+руд[ыу]?)(?![\w-])(?!\s+(?:желез|мед))",
    re.IGNORECASE,
)
_PLATES = re.compile(
    r"\b(?:from\s+(?:the\s+)?plates|из\s+(?:готовых\s+)?(?:плит|пластин|листов))(?![\w-])(?!\s+(?:желез|мед))",
    re.IGNORECASE,
)
_INGREDIENTS = re.compile(
    r"\b(?:from\s+(?:its\s+|the\s+|their\s+)?ingredients|из\s+(?:готовых\s+)?(?:компонентов|ингредиентов))(?!\w)",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:(?:с|with|using)\s+(?:\d+\s+)?(?:маяк\w+|beacons?)|(?:и\s+)?(?:компактн\w+|compact(?:ly)?|as\s+small\s+as\s+possible|"
    r"tileable|тайлящ\w+|симметричн\w+|красив\w+|beautiful|pretty))(?!\w)",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:\b(?:из|from|using|out\s+of|made\s+(?:of|from)|на\s+основе)\s+(?:the\s+|готов\w+\s+)?)$", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:,|\+|и|and|&|с|with)\s*", re.IGNORECASE)
_BROUGHT_AFTER = re.compile(
    r"\s*(?:(?:will\s+|all\s+)?(?:comes?|coming|arrives?|arriving)(?:\s+in)?(?:\s+(?:on|by|via)\s+(?:the\s+|a\s+)?(?:belts?|bus|trains?|pipes?))?"
    r"|(?:is|are)\s+(?:already\s+)?(?:supplied|provided|available|on\s+the\s+bus|brought\s+in|imported)"
    r"|(?:уже\s+)?(?:подвожу|подвезу|подведу|подам|подаю|привожу|привезу|даю|дам|обеспечу|завожу|заведу|при[ехй]\w+|подвод(?:ят|ит)ся)"
    r"|(?:уже\s+)?(?:есть|имеется|имеются|готов\w*)(?:\s+(?:на\s+шине|на\s+входе|в\s+наличии))?)"
    r"(?:\s+(?:сам(?:а|и)?|myself|отдельно|separately|(?:по|на)\s+(?:лент\w+|конвейер\w*|шине|труб\w+|поезд\w*)))*(?![\w-])",
    re.IGNORECASE,
)
_BROUGHT_BEFORE = re.compile(
    r"(?:\b(?:i(?:'ll|\s+will|\s+can)?|we(?:'ll|\s+will|\s+can)?)\s+(?:supply|provide|bring(?:\s+in)?|feed(?:\s+in)?|import)"
    r"|\b(?:inputs?|supplied\s+with|given|на\s+вход(?:е)?|вход)\s*:?"
    r"|(?<!\w)(?:сам(?:а|и)?\s+)?(?:подвожу|подвезу|подведу|подам|подаю|привожу|привезу|завожу|обеспечу)(?:\s+сам(?:а|и)?)?)"
    r"\s+(?:the\s+|готов\w+\s+)?$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:в|во|на|in|inside|with|using|through|via|by)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)


@dataclass(slots=True)
class Read:
    """What was read of a text so far: ``rest`` is the text with what was read blanked out, so that places stay."""

    rest: str
    manner: Manner = field(default_factory=Manner)
    readings: list[Reading] = field(default_factory=list)

    def blank(self, start: int, end: int) -> None:
        """Mark a place as read."""
        self.rest = f"{self.rest[:start]}{' ' * (end - start)}{self.rest[end:]}"

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read the first place that matches."""
        found = pattern.search(self.rest)
        if found is not None:
            self.blank(found.start(), found.end())
        return found


def read_manner(text: str, vocabulary: Vocabulary) -> Read:
    """Read everything that says how to build; what it is to be is for others."""
    read = Read(text)
    box = read.take(_BOX_IN_WORDS) or read.take(_BOX)
    width = int(box[1]) if box else _number(read, _WIDTH)
    height = int(box[2]) if box else _number(read, _HEIGHT)
    made_from: MadeFrom = "raw" if read.take(_RAW) else "ingredients" if read.take(_INGREDIENTS) else "plates"
    read.take(_PLATES)
    read.take(_NONE_OF)
    read.manner = Manner(
        made_from=made_from,
        row=read.take(_ROW) is not None,
        modules=_modules(read, vocabulary),
        belt=_belt(read, vocabulary),
        max_width_tiles=width or None,
        max_height_tiles=height or None,
    )
    while (left_out := read.take(_NOT_DONE)) is not None:
        read.readings.append(Reading("reading-left-out", (("words", left_out.group().strip()),)))
    return read


def _number(read: Read, patterns: Sequence[re.Pattern[str]]) -> int | None:
    for pattern in patterns:
        found = read.take(pattern)
        if found is not None:
            return int(found[1])
    return None


def _belt(read: Read, vocabulary: Vocabulary) -> str | None:
    found = _BELT.search(read.rest)
    if found is None:
        return None
    words = next(filter(None, found.group("a", "b", "c", "d")))
    name = _BELTS.get(vocabulary.colour(words) or "")
    if name is None or name not in vocabulary.data.entities:
        return None
    if found["d"] and not re.search(r"\d", read.rest):
        return None  # «шестерёнки на красный пояс»: how much, not how.
    read.blank(found.start(), found.end())
    return name


def _modules(read: Read, vocabulary: Vocabulary) -> str | None:
    found = _MODULES.search(read.rest)
    if found is None:
        return None
    word = (found["ru"] or found["en"]).lower()
    tier = found["n"] or found["m"] or found["k"] or "1"
    kind = _KINDS.get(word[:4])
    name = f"{kind}-module" + ("" if tier == "1" else f"-{tier}")
    if kind is None or name not in vocabulary.data.items:
        return None
    read.blank(found.start(), found.end())
    return name


def parted(text: str, found: Sequence[Found], read: Read, vocabulary: Vocabulary) -> list[Found]:
    """Take out of what a text names the things it is made from and the machines it is made in; the rest is wanted."""
    brought = _brought(text, found, read)
    wanted: list[Found] = []
    supplied: list[str] = [name for mention in brought for name in mention.names]
    machines: list[str] = []
    chained = False
    found = [mention for mention in found if mention not in brought and read.rest[mention.start : mention.end].strip()]
    for place, mention in enumerate(found):
        before = text[: mention.start]
        linked = chained and _AND.fullmatch(text[found[place - 1].end : mention.start]) is not None
        given = _FROM.search(before)
        within = _WITHIN.search(before)
        chained = False
        if (given or linked) and mention.how != "several":
            read.blank(given.start() if given else found[place - 1].end, mention.start)
            supplied += mention.names
            chained = True
        elif within and mention.how != "several" and machine_of(mention.names[0], vocabulary.data) is not None:
            read.blank(within.start(), mention.start)
            machines += mention.names
        else:
            wanted.append(mention)
    if not wanted and supplied:
        return [*found, *brought]
    stray = [name for name in supplied if wanted and not _goes_into(wanted[0].names[0], name, vocabulary)]
    if stray:
        return [*found, *brought]  # «трубы из железа и шестерёнки»: the second is no ingredient of the first.
    ores = {"iron-ore", "copper-ore", "uranium-ore", "stone", "coal"}
    read.manner = replace(
        read.manner,
        supplied=tuple(dict.fromkeys(supplied)),
        machines=tuple(machines),
        made_from="raw" if supplied and set(supplied) <= ores else read.manner.made_from,
    )
    return wanted


def _brought(text: str, found: Sequence[Found], read: Read) -> list[Found]:
    """Take out the things of a clause that tells what the player brings himself, and blank what tells it."""
    runs: list[list[Found]] = []
    for mention in found:
        if runs and _AND.fullmatch(text[runs[-1][-1].end : mention.start]):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    brought: list[Found] = []
    for run in runs:
        before = _BROUGHT_BEFORE.search(text[: run[0].start])
        after = _BROUGHT_AFTER.match(text, run[-1].end)
        if (before is None and after is None) or any(mention.how == "several" for mention in run):
            continue
        start = run[0].start if before is None else before.start()
        read.blank(start, run[-1].end if after is None else after.end())
        brought += run
    return brought


def _goes_into(product: str, name: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a thing is needed anywhere on the way to a product."""
    data = vocabulary.data
    seen, waiting = set[str](), [product]
    while waiting:
        here = waiting.pop()
        for recipe in data.recipes_making(here):
            if recipe.hidden:
                continue
            needs = {each.name for each in recipe.ingredients}
            if name in needs:
                return True
            waiting += needs - seen
            seen |= needs
    return False
