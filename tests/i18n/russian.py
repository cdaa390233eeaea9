"""Russian sentences with numbers: every one that the catalogues can make, and how nouns and verbs go with numerals.

Rule (Розенталь, «Справочник по правописанию», §§ 164-166 and 183-184; CLDR gives the classes): 1, 21 take the singular;
2-4, 22 the genitive singular; 5-20 and 0 the genitive plural; a fraction the genitive singular. In oblique cases 1
takes the case's singular and all else its plural. A verb is singular for 1 and 21, else plural.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fluent.syntax import FluentParser, ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.i18n import Catalogue

NUMBERS = (0, 1, 2, 5, 11, 21, 1.5, 1_000_000)
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
CLASSES = {0: "many", 1: "one", 2: "few", 5: "many", 11: "many", 21: "one", 1.5: "other", 1_000_000: "many"}
NOUNS = {
    # nominative singular: genitive singular, nominative plural is not needed, genitive plural, and the oblique cases
    "машина": ("машина", "машины", "машин"),
    "бур": ("бур", "бура", "буров"),
    "манипулятор": ("манипулятор", "манипулятора", "манипуляторов"),
    "объект": ("объект", "объекта", "объектов"),
    "сундук": ("сундук", "сундука", "сундуков"),
    "маяк": ("маяк", "маяка", "маяков"),
    "комбинатор": ("комбинатор", "комбинатора", "комбинаторов"),
    "тик": ("тик", "тика", "тиков"),
    "поезд": ("поезд", "поезда", "поездов"),
    "вид": ("вид", "вида", "видов"),
    "клетка": ("клетка", "клетки", "клеток"),
    "гнездо": ("гнездо", "гнезда", "гнёзд"),
    "чанк": ("чанк", "чанка", "чанков"),
    "враг": ("враг", "врага", "врагов"),
    "турель": ("турель", "турели", "турелей"),
    "замечание": ("замечание", "замечания", "замечаний"),
    "призрак": ("призрак", "призрака", "призраков"),
    "предмет": ("предмет", "предмета", "предметов"),
    "станция": ("станция", "станции", "станций"),
    "лаборатория": ("лаборатория", "лаборатории", "лабораторий"),
    "место": ("место", "места", "мест"),
    "ошибка": ("ошибка", "ошибки", "ошибок"),
    "рецепт": ("рецепт", "рецепта", "рецептов"),
    "модуль": ("модуль", "модуля", "модулей"),
    "число": ("число", "числа", "чисел"),
    "сообщение": ("сообщение", "сообщения", "сообщений"),
    "снимок": ("снимок", "снимка", "снимков"),
    "робот": ("робот", "робота", "роботов"),
    "ячейка": ("ячейка", "ячейки", "ячеек"),
    "ход": ("ход", "хода", "ходов"),
    "насос": ("насос", "насоса", "насосов"),
    "генератор": ("генератор", "генератора", "генераторов"),
    "потребитель": ("потребитель", "потребителя", "потребителей"),
    "расписание": ("расписание", "расписания", "расписаний"),
    "факт": ("факт", "факта", "фактов"),
    "раз": ("раз", "раза", "раз"),
    "печь": ("печь", "печи", "печей"),
    "бойлер": ("бойлер", "бойлера", "бойлеров"),
    "пакет": ("пакет", "пакета", "пакетов"),
    "минута": ("минута", "минуты", "минут"),
    "модель": ("модель", "модели", "моделей"),
    # Adjectives beside a counted noun take the genitive plural from two on.
    "прежняя": ("прежняя", "прежние", "прежних"),
    "паровой": ("паровой", "паровых", "паровых"),
    "такая": ("такая", "таких", "таких"),
    "известное": ("известное", "известного", "известных"),
    "реплика": ("реплика", "реплики", "реплик"),
}
"""Nominative singular, genitive singular, genitive plural of what the modes count."""
OBLIQUE = {
    "машина": {"acc": ("машину", "машины", "машин")},
    "клетка": {"acc": ("клетку", "клетки", "клеток")},
    "турель": {"acc": ("турель", "турели", "турелей")},
    "станция": {"acc": ("станцию", "станции", "станций")},
    "враг": {"gen": ("врага", "врагов", "врагов")},
    "место": {"pre": ("месте", "местах", "местах")},
}
"""Cases whose forms are neither those of the nominative nor of the plain genitive."""
VERBS = {
    "ждёт": "ждут",
    "стоит": "стоят",
    "работает": "работают",
    "может": "могут",
    "берёт": "берут",
    "переносит": "переносят",
    "просит": "просят",
    "выключен": "выключены",
    "выключена": "выключены",
    "полон": "полны",
    "ускоряет": "ускоряют",
    "подключён": "подключены",
    "нужна": "нужно",
}
"""Singular and plural of what stands behind a counted noun."""
BESIDE = {
    *("из", "и", "на", "до", "в", "при", "вместо", "за", "с", "по", "либо", "или", "а", "у", "к", "от", "для", "не"),
    *("кл", "мин", "ч", "клеток", "ещё", "через", "около", "о", "он"),
}
"""Words that may stand behind a number and are not counted by it."""
_FIXED = re.compile(r"(?:10 минут|30 пакетов)(?![а-яё])")
"""What a sentence always says with the same number."""
_COUNTED = re.compile(
    "(?P<number>\\d{1,3}(?:[\u00a0\u202f]\\d{3})+|\\d+(?:,\\d+)?) (?P<word>[а-яё]+)(?: «[^»]*»)?(?: (?P<next>[а-яё]+))?"
)
_LABEL = re.compile(r"(?:сет(?:ь|и|ью)|поезд[аеу]?|№|уровень) $", re.IGNORECASE)
"""What stands before a number that names one of several and counts nothing."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its numeric parameters, and the values that its other choices can take."""

    key: str
    numbers: tuple[str, ...]
    choices: dict[str, tuple[str, ...]]
    others: tuple[str, ...]


def messages(source: str) -> Iterator[Message]:
    """Yield the messages of a Fluent file with what they take, those they refer to included."""
    resource = FluentParser().parse(source)
    known = {entry.id.name: entry for entry in resource.body if isinstance(entry, ast.Message)}
    for key, entry in known.items():
        numbers: set[str] = set()
        choices: dict[str, set[str]] = {}
        names: set[str] = set()
        _read(entry, known, numbers, choices, names, {key})
        plain = {name: tuple(sorted(values)) for name, values in choices.items() if name not in numbers}
        yield Message(key, tuple(sorted(numbers)), plain, tuple(sorted(names - numbers - set(plain))))


def _read(
    node: object,
    known: dict[str, ast.Message],
    numbers: set[str],
    choices: dict[str, set[str]],
    names: set[str],
    seen: set[str],
) -> None:
    if isinstance(node, ast.SelectExpression) and isinstance(node.selector, ast.VariableReference):
        name = node.selector.id.name
        for variant in node.variants:
            if isinstance(variant.key, ast.NumberLiteral) or variant.key.name in PLURALS - {"other"}:
                numbers.add(name)
            else:
                choices.setdefault(name, set()).add(variant.key.name)
    if isinstance(node, ast.VariableReference):
        names.add(node.id.name)
    if isinstance(node, ast.MessageReference) and node.id.name in known and node.id.name not in seen:
        seen.add(node.id.name)
        _read(known[node.id.name], known, numbers, choices, names, seen)
    if isinstance(node, ast.BaseNode):
        for value in vars(node).values():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, ast.BaseNode):
                    _read(each, known, numbers, choices, names, seen)


def rendered(message: Message, catalogue: Catalogue, more: frozenset[str]) -> Iterator[tuple[float, str]]:
    """Yield a message with each number in all its numeric places; ``more`` are parameters that are numbers elsewhere.

    Every value of its other choices comes up with each number.
    """
    bare = [name for name in message.others if name in more]
    turns = max((len(values) for values in message.choices.values()), default=1)
    for number in NUMBERS:
        for turn in range(turns):
            args: dict[str, str | float] = dict.fromkeys(message.others, "X")
            args |= dict.fromkeys((*message.numbers, *bare), number)
            args |= {name: values[turn % len(values)] for name, values in message.choices.items()}
            yield number, catalogue.text(message.key, **args)


def counted(text: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield what a text counts: the number as it is written, the word behind it, and the word after that."""
    for found in _COUNTED.finditer(text):
        if _LABEL.search(text[: found.start()]) or _FIXED.match(text, found.start()):
            continue
        yield found["number"], found["word"], found["next"]


def paradigms(word: str) -> Iterator[tuple[str, str]]:
    """Yield the nouns and cases that a word may be a form of."""
    for noun, forms in NOUNS.items():
        if word in forms:
            yield noun, "nom"
            yield noun, "gen"
        for case, others in OBLIQUE.get(noun, {}).items():
            if word in others:
                yield noun, case


def form(noun: str, case: str, number: float) -> str:
    """Return the form of a noun that goes with a number in a case."""
    one, few, many = NOUNS[noun]
    kind = CLASSES[number]
    if case == "gen":
        # «у 1 объекта», «у 2 объектов», «до 1,5 объекта».
        return few if kind in {"one", "other"} else many
    if case in OBLIQUE.get(noun, {}):
        one, few, many = OBLIQUE[noun][case]
    return {"one": one, "few": few, "other": few, "many": many}[kind]
