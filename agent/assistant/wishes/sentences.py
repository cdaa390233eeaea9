"""What a sentence is: a wish to have something built, a question, a refusal; and what is asked beside a wish."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.assistant.sanitise import clean_text

if TYPE_CHECKING:
    from agent.assistant.wishes.vocabulary import Vocabulary

_VERBS = (
    r"build|make|smelt|compose|create|blueprint|produce|craft|assemble|design|construct|generate|automate|set\s+up|setup"
    r"|lay\s+out|give\s+me|gimme|get\s+me|throw\s+together|whip\s+up|row"
    r"|(?:i|we)(?:\s+(?:really\s+|just\s+|also\s+)?(?:want|need|require)|'?d\s+like|\s+would\s+like)"
    r"|постро(?:й(?:те|ка)?|ить|им|ишь|ите)|строй(?:те)?|строить|сдела(?:й(?:те|ка)?|ть|ем|ешь|ете)|делай(?:те)?"
    r"|собери(?:те)?|собрать|созда(?:й(?:те)?|ть)|соору(?:ди(?:те)?|дить)|замути(?:те)?|замутить|запили(?:те)?|запилить"
    r"|забацай(?:те)?|слепи(?:те)?|накидай(?:те)?|накида(?:ть|ешь)|набросай(?:те)?|начерти(?:те)?|нарисуй(?:те)?"
    r"|спроектируй(?:те)?|спроектировать|скомпонуй(?:те)?|скомпоновать|организуй(?:те)?|организовать|налад(?:ь|ить)"
    r"|автоматизируй(?:те)?|автоматизировать|запусти(?:те)?|сваргань|состряпай|сгенерируй(?:те)?|сгенерировать"
    r"|чертеж\w*|чертёж\w*|блюпринт\w*|бп|ряд\w*|произво(?:ди(?:те)?|дить)|производство|поставь(?:те)?|поставить"
    r"|нуж(?:ен|на|но|ны)|надо|хочу|хотим|хоте(?:л|ла|лось)\s+бы|хочется|требу(?:ется|ются)|необходим[аоы]?|мне\s+бы"
    r"|да(?:й|йте|вай|вайте)|выдай(?:те)?|подготовь(?:те)?|крафти(?:те)?|скрафти(?:те)?|клепай(?:те)?|гони(?:те)?"
)
VERB = re.compile(rf"(?<![\w-])(?:{_VERBS})(?:-ка)?(?![\w-])", re.IGNORECASE)
_ASKING = re.compile(
    r"^\W*(?:(?:а|и|ну|так|слушай|скажи|подскажи|hey|so|and|tell\s+me|do\s+you\s+know)\W+)*"
    r"(?:how|is|are|does|do|did|should|was|were|will\s+(?:i|it|this|that|they)|как|чем|чего|из\s+(?:чего|каких)|хватит|хватает|можно\s+ли"
    r"|стоит\s+(?:(?:вообще|мне|нам|уже)\s+)*(?:ли|строить|делать|ставить)|нужно\s+ли|надо\s+ли|есть\s+ли)\b"
    r"|\b(?:why|what|where|when|who|which|how\s+(?:many|much|long|often)|почему|зачем|отчего|сколько|скольк\w+|скок[ао]?|где|когда"
    r"|кто|что(?!-)|какой|какая|какие|каких|каким|какое|ли)\b",
    re.IGNORECASE,
)
_HOW_TO_BUILD = re.compile(
    r"^\W*(?:(?:а|и|ну|so|and)\W+)*(?:как(?:\s+мне|\s+нам|\s+бы)?|how\s+(?:do|can|would|should|could)\s+(?:i|we|you)|how\s+to)"
    r"\s+(?:build|make|set\s+up|produce|craft|automate|построить|сделать|собрать|организовать|наладить)\b",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^\W*(?:(?:а|и|ну|hey|hi|hello|please|so|привет|слушай|пожалуйста)\W+)*"
    r"(?:(?:can|could|would|will)\s+(?:you|u|we)|can\s+i\s+(?:get|have)|may\s+i\s+have|(?:не\s+)?мо(?:жешь|жете|г\s+бы|гла\s+бы|гли\s+бы)"
    r"|(?:ты\s+|вы\s+)?(?:не\s+)?(?:с?мо(?:жешь|жете|г\s+бы))|можно(?!\s+ли)"
    r"|(?:ты\s+|вы\s+)?(?:построишь|сделаешь|построите|сделаете|накидаешь))\b",
    re.IGNORECASE,
)
_THEY_MAKE = re.compile(
    r"(?<!can )(?<!could )(?<!should )(?<!do )\b(?:i|we|they|you|it|he|she|factory|base|mall)\s+"
    r"(?:already\s+|only\s+|now\s+)?(?:make|makes|build|builds|produce|produces|craft|crafts)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"\b(?:already|only\s+(?:get|getting|making)|currently|at\s+the\s+moment|my|our|have|has|had|was|were|built|made|runs?|consum\w+"
    r"|is|are|not\s+enough|ran\s+out|out\s+of|short)\b"
    r"|\b(?:уже|сейчас|всего\s+лишь|только|лишь|у\s+меня|у\s+нас|мо[йяеи]|наш\w?|дела(?:ет|ют|ется)|производ(?:ит|ят|ится)|выход(?:ит|ят)"
    r"|выда(?:ёт|ет|ют)|потребля\w+|ид(?:ёт|ет|ут)|конч\w+|закончил\w+|хвата\w+|маловато|мало|стоит|стоят|построил\w*|сделал\w*|было|был[аи]?"
    r"|получа\w+)\b",
    re.IGNORECASE,
)
_REFUSING = re.compile(
    rf"(?<![\w-])(?:не|don'?t|do\s+not|never|нельзя|stop|хватит|перестань(?:те)?|прекрати(?:те)?)"
    rf"\s+(?:\w+\s+){{0,2}}?(?:{_VERBS}|building|making|producing|want|need|хочу|стоит)(?![\w-])"
    r"|\b(?:no\s+need|needn'?t|отмени(?:те)?|отмена|отбой|cancel|forget|передумал\w*)\b",
    re.IGNORECASE,
)
_TO_CLAUSE_END = re.compile(r"[^,;.!?\n]*(?:[,;.!?\n]|$)")
_WHY = re.compile(
    r"\b(?:why|wrong|problem\w*|bottleneck\w*|stuck|slow\w*|stand\w*|stop\w*|lack\w*|short\w*|missing|not\s+work\w*"
    r"|почему|отчего|зачем|не\s+так|не\s+хватает|не\s+работа\w*|проблем\w*|узк\w+|мешает|тормоз\w*|медленно|стоит|стоят"
    r"|нехватк\w*|мало)\b",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"^\W*(?:что(?!\s+(?:(?:здесь|тут|там|сейчас|у\s+меня)\s+)*(?:не\s+так|мешает|случилось|тормозит|делать|сломалось))|сколько|скок[ао]?|как(?:ие|ой|ая|ое)|где|кто"
    r"|what(?!(?:\s+is|'s)?\s+(?:wrong|the\s+(?:problem|bottleneck)|limit\w*|slow\w*|stop\w*|missing))"
    r"|how\s+(?:many|much)|which|where|list)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^?!\n]+?(?:[?!]+|\n|$|\.(?=\s))", re.DOTALL)
_BEFORE_A_WISH = re.compile(
    rf"(?:[,;]\s*|\s+)(?:и|а|а\s+ещё|а\s+еще|and|then|also|плюс)\s+(?:ещё\s+|еще\s+|also\s+|please\s+)?(?=(?:{_VERBS})(?![\w-]))",
    re.IGNORECASE,
)
YES = re.compile(
    r"\W*(?:да|ага|угу|давай(?:те)?|ок(?:ей)?|верно|именно|точно|строй|построй|конечно|yes|yep|yeah|ok(?:ay)?|sure|correct|do\s+it"
    r"|go|go\s+ahead|build\s+it|right|так)\W*",
    re.IGNORECASE,
)


def is_question(sentence: str) -> bool:
    """Tell whether a sentence asks for an answer, not for something to be built."""
    wants = VERB.search(sentence) is not None
    if _HOW_TO_BUILD.search(sentence) or (wants and _POLITE.search(sentence)):
        return False
    if _ASKING.search(sentence):
        return True
    return sentence.rstrip().endswith("?") and not wants


def is_wished(text: str) -> bool:
    """Tell whether a text has a word that wishes or orders; «we make 60 gears» has none."""
    return VERB.search(_THEY_MAKE.sub(" ", text)) is not None


def is_told(sentence: str) -> bool:
    """Tell whether a sentence says how things are."""
    return _TELLING.search(sentence) is not None or _THEY_MAKE.search(sentence) is not None


def refused(text: str) -> list[tuple[int, int]]:
    """Return the clauses that say what is not to be built, by start and end."""
    spans = []
    for found in _REFUSING.finditer(text):
        end = _TO_CLAUSE_END.match(text, found.end())
        spans.append((found.start(), end.end() if end else len(text)))
    return spans


def split_prompt(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Part the sentences that only ask from those that may wish something built; either may be empty.

    «Почему машины стоят? Построй [item=iron-gear-wheel] 60/мин» is a question and a wish.
    """
    whole = [sentence.strip() for sentence in _SENTENCE.findall(clean_text(text)) if sentence.strip()]
    sentences = [part for sentence in whole for part in _clauses(sentence)]
    wishes = [sentence for sentence in sentences if not is_question(sentence)]
    if not any(VERB.search(sentence) or vocabulary.find(sentence) or "[" in sentence for sentence in wishes):
        return "", text
    asked = [sentence for sentence in sentences if sentence not in wishes]
    return " ".join(asked), " ".join(wishes)


def _clauses(sentence: str) -> list[str]:
    """Part «почему стоят машины и построй …» in two; a sentence that does not begin with a question stays whole."""
    cut = _BEFORE_A_WISH.search(sentence)
    if cut is None or not is_question(sentence[: cut.start()]) or not _ASKING.match(sentence[: cut.start()]):
        return [sentence]
    return [sentence[: cut.start()].strip(), sentence[cut.end() :].strip()]


def asks_why(text: str) -> bool:
    """Tell whether a text asks what is wrong rather than what is there."""
    text = clean_text(text)
    return _WHY.search(text) is not None and _WHAT.search(text) is None
