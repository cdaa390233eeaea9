"""Whether a player asks where to begin, and which step he names."""

from __future__ import annotations

import re

from agent.assistant.sanitise import clean_text

_START = re.compile(
    r"\b(?:с\s+чего\s+(?:мне\s+|бы\s+|лучше\s+|вообще\s+)*нач\w+|что\s+(?:мне\s+|бы\s+|нам\s+)*(?:строить|построить|делать|ставить|поставить)"
    r"\s+(?:сначала|сперва|первым|первой|дальше|в\s+начале|потом)|с\s+чего\s+стартовать|стартов\w+\s+(?:баз\w+|чертеж\w*|чертёж\w*)"
    r"|(?:where|how)\s+(?:do|should|can|to)\s*(?:i|we)?\s*(?:start|begin)|what\s+(?:do|should|to|can)\s*(?:i|we)?\s*build\s+(?:first|next)"
    r"|what\s+(?:should|do)\s+(?:i|we)\s+(?:start|begin)\s+with|starter\s+base)\b",
    re.IGNORECASE,
)

_WORDS: tuple[tuple[str, str], ...] = (
    (r"электрич\w*|электростанц\w*|энерги\w*|пар|паров\w+|power|electricity|steam", "steam-engine"),
    (r"желез\w*|iron(?:\s+plates?)?", "iron-plate"),
    (r"мед[иь]|медн\w+|copper(?:\s+plates?)?", "copper-plate"),
    (r"угол\w*|угля|coal", "coal"),
    (r"сталь\w*|стали|steel(?:\s+plates?)?", "steel-plate"),
    (r"кирпич\w*|bricks?", "stone-brick"),
    (r"красн\w+\s+(?:наук\w*|банк\w*|пакет\w*|колб\w*)|red\s+science", "automation-science-pack"),
    (r"зел[её]н\w+\s+(?:наук\w*|банк\w*|пакет\w*|колб\w*)|green\s+science", "logistic-science-pack"),
)
"""What players call the steps of a young game."""
_NAMED = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), item) for words, item in _WORDS)


def asked_steps(text: str) -> tuple[str, ...]:
    """Return what the steps make that a text names in players' words."""
    plain = clean_text(text)
    return tuple(item for pattern, item in _NAMED if pattern.search(plain))


def asks_where_to_start(text: str) -> bool:
    """Tell whether a text asks what to build first or next: «с чего начать?», "what do I build first?"."""
    return _START.search(clean_text(text)) is not None
