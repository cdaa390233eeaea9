"""What comes from the game or a model as text is made harmless before it is shown, sent or printed.

Three places must not be reached by a name that a player gave to a station or a sign: the game's rich text
(``[img=…]``, ``[color=…]``), the terminal (escape sequences, Rich markup) and the prompt, where it is data.
"""

from __future__ import annotations

import json
import re
import unicodedata

NAME_LENGTH = 80
"""Characters kept of one name; longer ones end in an ellipsis."""

_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequences: colours, cursor
    r"|(?:\x1b\]|\x9d).*?(?:\x07|\x1b\\|\x9c|$)"  # operating system commands: titles, links, clipboard
    r"|\x1b[PX^_].*?(?:\x1b\\|$)"  # device control and application strings
    r"|\x1b[ -/]*[0-~]",  # two-character escapes
    re.DOTALL,
)
_TAG = re.compile(r"\[[/.]?[a-zA-Z][a-zA-Z0-9-]*(?:=[^\[\]]*)?\]")
_ICON_TAG = re.compile(
    r"\[(?:item|recipe|entity|fluid|technology|virtual-signal|quality|planet|space-location)="
    r"([a-zA-Z0-9_-]+)(?:,quality=[a-zA-Z0-9_-]+)?\]"
)
_SPACE = re.compile(r"[^\S\n]+")
_MANY_BREAKS = re.compile(r"\n{3,}")
_HARMLESS = str.maketrans("", "", "\n\u00a0\u202f")
"""Not printable by themselves in Python's eyes, and kept: line breaks, and the spaces within numbers."""
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_BRACKETS = str.maketrans("[]", "()")


def clean_text(text: str) -> str:
    """Return ``text`` without escape sequences, control, bidirectional and other invisible characters.

    Line breaks stay, tabs and the exotic kinds of line break become spaces or line breaks; brackets stay.
    """
    if unicodedata.is_normalized("NFC", text) and (text.isprintable() or text.translate(_HARMLESS).isprintable()):
        return text  # Nearly every text is; looking at each character takes ten times as long.
    text = _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = []
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if character == "\n" or category in {"Zl", "Zp"}:
            kept.append("\n")
        elif character == "\t":
            kept.append(" ")
        elif category not in _INVISIBLE:
            kept.append(character)
    return "".join(kept)


def plain_name(name: str) -> str:
    """Return a name from the game as one line that no reader takes for markup.

    Rich text tags are removed (an icon tag leaves the name of its thing), the brackets that remain become round ones,
    white space is folded, and the length is capped at `NAME_LENGTH`.
    """
    text = clean_text(name).replace("\n", " ")
    text = _TAG.sub("", _ICON_TAG.sub(r"\1", text)).translate(_BRACKETS)
    text = _SPACE.sub(" ", text).strip()
    return text if len(text) <= NAME_LENGTH else text[: NAME_LENGTH - 1].rstrip() + "…"


def plain_text(text: str) -> str:
    """Return a text of several lines without markup of game or terminal, for showing in either."""
    text = clean_text(text)
    if "[" in text or "]" in text:
        text = _TAG.sub("", _ICON_TAG.sub(r"\1", text)).translate(_BRACKETS)
    if "\n" not in text:
        return _SPACE.sub(" ", text).rstrip()
    lines = [_SPACE.sub(" ", line).rstrip() for line in text.split("\n")]
    return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip("\n")


def quoted(text: str) -> str:
    """Return ``text`` as a JSON string for a prompt: it cannot end its own quotes or the block it stands in."""
    return json.dumps(clean_text(text), ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
