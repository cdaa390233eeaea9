"""The tree of errors a player can meet.

Every error carries a code. Its sentence and the next step live in the catalogues under ``error-<code>`` and
``error-<code>-next``; `agent.i18n` turns them into the player's language, `agent.cli` into exit codes.

    AgentError
     ├── UsageError        what the player typed cannot be meant            exit 1
     ├── ContractError     a file or text from outside breaks the contract  exit 2
     ├── GameDataError     a recipe, entity or data set is not there        exit 3
     ├── RefusedError      computed, and refused with the reason            exit 6
     │    └── NoRoomError  it does not fit into the room it was given       exit 4
     ├── BridgeError       the folder, the journal, the ledger, a door      exit 5
     └── ModelError        the language model or its endpoint               exit 7
"""

from __future__ import annotations

from typing import ClassVar


class AgentError(Exception):
    """Root of the tree: a code, and the parameters of its sentence.

    Args:
        code: Catalogue key without its ``error-`` prefix, in kebab-case.
        **params: Values the sentence names (strings and numbers only).
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **params: str | float) -> None:
        self.code = code
        self.params = params
        super().__init__(code, params)

    def __str__(self) -> str:
        """Name the code and its parameters, for logs; players get the catalogue's sentence."""
        details = ", ".join(f"{name}={value!r}" for name, value in sorted(self.params.items()))
        return f"{self.code} ({details})" if details else self.code


class UsageError(AgentError):
    """What was typed or configured cannot be meant."""

    exit_code = 1


class ContractError(AgentError):
    """A file or text from outside breaks the contract."""

    exit_code = 2


class GameDataError(AgentError):
    """A recipe, an entity or a data set is not there."""

    exit_code = 3


class BridgeError(AgentError):
    """The bridge folder, the journal, the ledger or a door does not do what it must."""

    exit_code = 5


class RefusedError(AgentError):
    """The answer was computed and is refused, with the reason."""

    exit_code = 6


class NoRoomError(RefusedError):
    """It does not fit into the room it was given; the error says what it needs."""

    exit_code = 4


class ModelError(AgentError):
    """The language model or its endpoint failed; the embedded analyst answers instead."""

    exit_code = 7
