"""Every test here watches for the key: it may be seen in the Authorization header and nowhere else."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from tests.loopback.fault_server import FaultServer
from tests.loopback.kit import CANARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.loopback.fault_server import Seen


def leaks(seen: Seen) -> list[str]:
    """Name the places of a request where the key is and must not be."""
    places = [name for name, value in seen.headers.items() if CANARY in value and name != "authorization"]
    places += ["target"] if CANARY in seen.target else []
    return places + (["body"] if CANARY.encode() in seen.raw_body else [])


@pytest.fixture(autouse=True)
def _canary(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Fails the test whose log or output shows the key, at whatever level."""
    caplog.set_level(logging.DEBUG)
    yield
    log = "\n".join(record.getMessage() + str(record.exc_text or "") for record in caplog.get_records("call"))
    output = capfd.readouterr()
    assert CANARY not in log + output.out + output.err


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running
    assert [(seen.target, leaks(seen)) for seen in running.seen if leaks(seen)] == []
