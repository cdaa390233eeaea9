"""Rules of the house which no linter knows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".lua", ".md", ".toml", ".cfg", ".ftl", ".json", ".jsonl", ".txt", ".mjs", ".sh", ".yml", ""}


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listing.decode().split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def texts() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in tracked() if path.suffix in TEXT}


def offenders(texts: dict[Path, str], pattern: str) -> list[str]:
    found = re.compile(pattern)
    here = Path(__file__).resolve()
    return [str(path.relative_to(ROOT)) for path, text in texts.items() if path != here and found.search(text)]


def test_no_file_names_the_host_of_a_package_registry(texts: dict[Path, str]) -> None:
    assert offenders(texts, r"(pypi|pythonhosted|npmjs|debian)\.(org|com)") == []


def test_no_file_names_a_path_of_the_machine_it_was_written_on(texts: dict[Path, str]) -> None:
    assert offenders(texts, r"(^|[^a-zA-Z.])/(work|root|farm|tmp/bash_jobs)/") == []


def test_the_lock_file_is_not_tracked() -> None:
    assert ROOT / "uv.lock" not in tracked()


def test_no_file_of_code_holds_two_things_in_one(texts: dict[Path, str]) -> None:
    long = {
        str(path.relative_to(ROOT)): text.count("\n") for path, text in texts.items() if path.suffix in {".py", ".lua"}
    }
    assert {name: lines for name, lines in long.items() if lines > 500} == {}


def test_nothing_is_left_for_later_in_code(texts: dict[Path, str]) -> None:
    code = {path: text for path, text in texts.items() if path.suffix in {".py", ".lua"}}
    assert offenders(code, r"NotImplementedError|(#|--)\s*(TODO|FIXME|XXX)") == []


def test_the_direct_dependencies_are_pinned(texts: dict[Path, str]) -> None:
    project = texts[ROOT / "pyproject.toml"]
    block = project[project.index("dependencies = [") : project.index("[project.scripts]")]
    names = re.findall(r'"([^"]+)"', block)
    assert names
    assert [name for name in names if not re.fullmatch(r"[\w.-]+(\[[\w,]+\])?==[\w.]+", name)] == []
