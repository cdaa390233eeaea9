"""Words that change nothing about a wish, and words for quality, which changes much."""

from __future__ import annotations

import re

_FILLERS = (
    # English
    r"please|pls|plz|thanks|thank\s+you|thx|hi|hello|hey|yo|ok|okay|so|well|now|just|really|also|some|me|us|i|we|my\s+friend|you|u"
    r"|a|an|the|of|for\s+me|for\s+us|for|at|to|with\s+a\s+rate\s+of|with\s+a\s+throughput\s+of|and|it|that|which|can|could|would|will"
    r"|want|need|like|let's|lets|let|have|get|be|do|built|making|producing|makes|produces|produced|made"
    r"|rate(?:\s+of)?|throughput|output|outputs|outputting|speed|target|about|around|approximately|roughly|exactly|at\s+least|minimum"
    r"|block|factory|setup|set-up|build|blueprint|bp|production|line|assembly\s+line|module\s+block|array|plant|design|layout|smelter"
    r"|whole|here|asap|quick|quickly|there|total|in\s+total|worth|pieces?|pcs|items?|each|every|science\s+per\s+minute|as|how|in"
    r"|from\s+you|something|that\s+makes|good|nice|new|another|more\s+please|kindly|how\s+do\s+i|how\s+to|how\s+can\s+i"
    # Russian
    r"|пожалуйста|пож|плиз|плз|пжлст|пжл|спасибо|спс|привет|здравствуй(?:те)?|хай|эй|слушай|ну|так|вот|а|и|да|же|ка|бы|б|нам|мне|меня|я|мы|ты|вы|тебя|вас"
    r"|на|по|с|со|в|для|под|для\s+меня|для\s+нас|чтобы|что-?то|чтоб|это|этот|эту|такой|такую|котор\w+\s+(?:делает|производит|выда[её]т|выпускает|будет\s+(?:делать|производить|выдавать))|котор\w+"
    r"|скорость(?:ю)?|со\s+скоростью|темп\w*|производительность(?:ю)?|выход\w*|выпуск\w*|выпускал\w*|выдавал\w*|делал\w*|производил\w*|примерно|около|где-то|ровно|весь|целый|целую"
    r"|минимум|хотя\s+бы|не\s+менее|не\s+меньше|как\s+минимум|от|штук[аиу]?|шт|предмет\w*|единиц\w*"
    r"|блок\w*|фабрик\w*|завод(?:ик)?\w{0,2}|цех\w{0,2}|лини[яюи]|установк\w+|схем(?:ку)|производств\w*|чертежик|чертёжик|проект|сборк[ауи]|модуль-блок|комплекс"
    r"|здесь|тут|сюда|быстр(?:о|енько)|срочно|скорее|поскорее|прямо|сейчас|ещё|еще|тоже|просто|хорош\w+|нормальн(?:ый|ую|ое)|новый|новую|новое"
    r"|хочу|хотел\w*|нужно|надо|нужен|нужна|нужны|можешь|можете|можно|мог|могла|могли|сможешь|пора|давай|давайте|построишь|сделаешь|как|под\s+ключ|всего|каждой|каждого|будь\s+добр\w*|дружище|бро|друг|чувак"
)
FILLER = re.compile(rf"(?<![\w-])(?:{_FILLERS})(?![\w-])", re.IGNORECASE)
QUALITY = re.compile(
    r"(?<!\w)(?:legendary|epic|rare|uncommon|quality|легендарн\w+|эпическ\w+|редк(?:ая|ой|ую|ие|их|ий|ого)|необычн\w+|качеств(?:а|о|ом|енн\w+))(?!\w)",
    re.IGNORECASE,
)
