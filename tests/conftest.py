"""What every test shares: settings and keys of its own, and coverage of the mods' Lua.

It is measured when GPTA_LUA_COVERAGE names a folder, and a gate when GPTA_LUA_COVERAGE_MIN says how many per cent of
the mods' executable lines must have run.
"""

from __future__ import annotations

import gc
import os
import signal
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.game import coverage

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")
"""How long an example takes says how busy the machine is, nothing about the code: no test fails for it."""

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Whoever runs the tests in the background ignores Ctrl-C, and every agent that they start would ignore it with him.
    signal.signal(signal.SIGINT, signal.default_int_handler)

GATE_VARIABLE = "GPTA_LUA_COVERAGE_MIN"
OF_PROCESSES = "COVERAGE_PROCESS_CONFIG"
"""By this a new Python process knows that it is measured; it takes some two seconds of its start."""


WITHOUT_THE_AGENT = [
    Path(__file__).parent / name
    for name in (
        # What these test is the mods' Lua and the simulated game: only readers of the contract run there.
        *("mod", "sim", "surface", "world"),
        # These go over the same lines again and again, in simulations that tracing makes three times as long; the
        # lines have lighter tests beside them, which are measured.
        *("scenarios", "crash", "loop", "assistant/blind", "assistant/blueprints", "assistant/starter"),
        "assistant/test_planted_causes.py",
        *(
            f"factory/compose/test_{name}.py"
            for name in (
                *("beacons", "contract_examples", "golden", "packs", "real_modules", "recipe_shapes", "roboports"),
                *("same_bytes", "shapes", "space_age"),
            )
        ),
        *(f"factory/verify/test_{name}.py" for name in ("launches", "planted_faults", "seeded_faults")),
    )
]
"""Tests under which the agent's coverage is not measured."""


YOUNG_OBJECTS = 50_000
"""So many more objects than were let go of, before they are looked through for cycles; Python's own figure is 700."""


def pytest_collection_finish() -> None:
    """Spares the garbage collector what all tests share: some million objects that stay until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measures the agent's coverage only where the agent runs."""
    for path, of_path in groupby(items, key=lambda item: item.path):
        if any(path.is_relative_to(folder) for folder in WITHOUT_THE_AGENT):
            for item in of_path:
                item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measures the processes that a test starts only where the test itself is measured."""
    measured = os.environ.get(OF_PROCESSES)
    if item.get_closest_marker("no_cover") is not None:
        os.environ.pop(OF_PROCESSES, None)
    try:
        return (yield)
    finally:
        if measured is not None:
            os.environ[OF_PROCESSES] = measured


@pytest.fixture(autouse=True)
def _nobodys_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps whoever runs the tests out of them: his settings, his keys, his catalogue, his network's proxy."""
    monkeypatch.setenv("GPTA_CONFIG_DIR", str(tmp_path / "nobodys-config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nobodys-data"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    for name in os.environ:
        if name.startswith(("OPENAI_", "GPTA_KEY_", "GPTA_PASSPHRASE")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _lua_coverage() -> Iterator[None]:
    """Takes over each test's executed Lua lines before its games are gone."""
    yield
    coverage.collect_all()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Writes the figures of this process; the last one (no xdist worker) judges all of them by the gate."""
    folder = coverage.folder()
    if folder is None:
        return
    coverage.write(folder)
    least = os.environ.get(GATE_VARIABLE)
    if least and not hasattr(session.config, "workerinput") and _share(folder) < float(least):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Shows the coverage of the mods' Lua, and whether it passes the gate."""
    folder, least = coverage.folder(), os.environ.get(GATE_VARIABLE)
    if folder is not None and least:
        share = _share(folder)
        terminalreporter.section("coverage of the mods' Lua")
        terminalreporter.write_line(coverage.report(_ours(folder)))
        verdict = "reached" if share >= float(least) else "NOT reached"
        terminalreporter.write_line(f"{share:.1f} % of the executable lines ran; required {least} %: {verdict}")


def _ours(folder: Path) -> dict[str, tuple[set[int], set[int]]]:
    merged = coverage.merge(folder.glob("lua-*.json"))
    return {name: figures for name, figures in merged.items() if name.startswith("__gpt-assistant")}


def _share(folder: Path) -> float:
    figures = _ours(folder).values()
    executable = sum(len(lines) for _, lines in figures)
    return 100 * sum(len(run & lines) for run, lines in figures) / executable if executable else 0.0
