"""Bytes to documents where the kind inside decides the model."""

from __future__ import annotations

from typing import cast

from pydantic import Field

from agent.contract.base import Strict, check_protocol, parse_document
from agent.contract.journal import JOURNAL_MODELS, JournalLine
from agent.contract.request import REQUEST_MODELS, Request
from agent.errors import ContractError


class _Selector(Strict):
    """The fields that choose a model."""

    protocol: str | None = None
    request: str | None = Field(default=None, max_length=40)
    entry: str | None = Field(default=None, max_length=40)


def parse_request(raw: bytes) -> Request:
    """Check a request file of any kind.

    Raises:
        ContractError: ``contract-invalid``, ``request-unknown`` (a kind this agent does not know), or ``protocol-…``.
    """
    selector = parse_document(_Selector, raw)
    check_protocol(selector.protocol)
    model = REQUEST_MODELS.get(selector.request or "")
    if model is None:
        raise ContractError("request-unknown", request=selector.request or "?")
    return cast("Request", parse_document(model, raw))


def parse_journal_line(raw: bytes) -> JournalLine:
    """Check one complete line of the journal, without its line end.

    Raises:
        ContractError: As `parse_request`; ``journal-entry-unknown`` for an entry this agent does not know.
    """
    selector = parse_document(_Selector, raw)
    check_protocol(selector.protocol)
    model = JOURNAL_MODELS.get(selector.entry or "")
    if model is None:
        raise ContractError("journal-entry-unknown", entry=selector.entry or "?")
    return cast("JournalLine", parse_document(model, raw))
