"""From an installed wheel, outside the clone, with no network: the mods, prompts and schemas travel inside."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from agent.setup import mods

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel holds, as an installer unpacks it."""
    folder = tmp_path_factory.mktemp("wheel")
    # `uv run` names itself in UV; whoever starts pytest otherwise has it on the path.
    uv = os.environ.get("UV") or shutil.which("uv")
    assert uv is not None, "uv builds the wheel"
    subprocess.run(
        [uv, "build", "--wheel", "--offline", "--quiet", "--out-dir", str(folder), str(ROOT)], check=True, timeout=100
    )
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


def _agent(installed: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "LC_ALL": "en_US.UTF-8", "PYTHONIOENCODING": "utf-8"}
    environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(cwd))
    return subprocess.run(
        [sys.executable, "-m", "agent", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_the_program_runs_from_the_wheel_and_not_from_the_clone(installed: Path, tmp_path: Path) -> None:
    code = "import agent, agent.resources as r; print(agent.__file__); print(r.bundled('mod'))"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert all(line.startswith(str(installed)) for line in done.stdout.splitlines())


@pytest.mark.parametrize("folder", ["mod", "prompts", "state"])
def test_everything_in_the_bundled_folders_is_in_the_wheel(installed: Path, folder: str) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    tracked = {name for name in listed if name and (ROOT / name).is_file()}
    assert tracked
    missing = {name for name in tracked if not (installed / "agent" / "_bundled" / name).is_file()}
    assert missing == set()


def test_mods_are_installed_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = _agent(installed, tmp_path, "mod", "install", "--mods", "mods", "--game-version", "2.0")
    assert done.returncode == 0, done.stderr
    assert {copy.name for name in mods.NAMES for copy in mods.copies(tmp_path / "mods", name)} == set(mods.NAMES)


def test_the_demo_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = _agent(installed, tmp_path, "demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the ledger says applied" in done.stdout
