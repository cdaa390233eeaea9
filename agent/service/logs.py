"""The log file: rotated, in the user data folder, without secrets."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

LOG_NAME = "agent.log"
_SIZE_BYTES = 1 << 20
_FILES = 5
_HIDDEN = "[hidden]"
#: Shapes of keys that providers give out, and of headers that carry one.
_SECRETS = re.compile(
    r"(?i)\b(?:sk|pk|rk|gsk|xai|key)-[A-Za-z0-9_-]{8,}"
    r"|\bbearer\s+\S+"
    r"|\b(?:authorization|api[-_ ]?key|token|password|passphrase|secret)\b"
    r"[\"']?\s*[:=]\s*[\"']?(?:bearer\s+|basic\s+)?[^\s\"',}]+"
)


class SecretFilter(logging.Filter):
    """Replaces secrets in everything that is logged, tracebacks included.

    Args:
        known: Returns the secrets that are known word for word, of whatever shape; they may change while logging.
    """

    def __init__(self, known: Callable[[], Iterable[str]] = tuple) -> None:
        super().__init__()
        self._known = known

    def hide(self, text: str) -> str:
        """Return the text without secrets."""
        for secret in sorted(filter(None, self._known()), key=len, reverse=True):
            text = text.replace(secret, _HIDDEN)
        return _SECRETS.sub(_HIDDEN, text)

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; always lets it pass."""
        record.msg = self.hide(record.getMessage())
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.hide(record.exc_text)
        return True


def open_log(
    data_dir: Path, *, secrets: Callable[[], Iterable[str]] = tuple, level: int = logging.INFO
) -> logging.Handler:
    """Add the rotating log file to the package's logger and return its handler, for closing.

    Raises:
        OSError: The data folder cannot be written.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(data_dir / LOG_NAME, maxBytes=_SIZE_BYTES, backupCount=_FILES, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(SecretFilter(secrets))
    logger = logging.getLogger("agent")
    logger.addHandler(handler)
    logger.setLevel(min(level, logger.level or level))
    return handler
