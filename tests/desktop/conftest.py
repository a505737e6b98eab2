"""Runs scenarios in a whole QGIS on a virtual display, as a user would sit before it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from osgeo import gdal

REPOSITORY = Path(__file__).resolve().parents[2]
SCENARIOS = Path(__file__).with_name("scenarios")
SAMPLE = REPOSITORY / "resources" / "sample" / "sample.tif"
BUILTIN = REPOSITORY / "resources" / "builtin.safetensors"
WORKER_PYTHON = REPOSITORY / ".venv" / "bin" / "python"
LIMIT_S = 540  # generous: the machine may be busy, and a hang is ended by it all the same


@pytest.fixture(scope="session", autouse=True)
def staged() -> None:
    """The plugin folder is put together as the demo does it."""
    subprocess.run([sys.executable, "tools/stage.py"], cwd=REPOSITORY, check=True, timeout=120)
    assert BUILTIN.is_file(), "the built-in checkpoint is missing"


@pytest.fixture
def play(tmp_path):
    """Play a scenario; gives the folder of what it left."""

    def run(name: str, *, expected: int = 0, out: Path | None = None, **variables: str) -> Path:
        out = out or tmp_path / name
        out.mkdir(exist_ok=True)
        environment = {
            **os.environ,
            "LIMIT": str(LIMIT_S),
            "LIVE": "",
            "RESULTS": str(tmp_path / "results é 結果"),
            **{key: str(value) for key, value in variables.items()},
        }
        environment.pop("PYTHONPATH", None)
        command = [
            str(REPOSITORY / "tools" / "demo" / "run_qgis.sh"),
            str(SCENARIOS / f"{name}.py"),
            str(out),
        ]
        done = subprocess.run(
            command,
            cwd=REPOSITORY,
            env=environment,
            capture_output=True,
            text=True,
            timeout=LIMIT_S + 60,
            check=False,
        )
        error = out / "error.txt"
        said = error.read_text(encoding="utf-8") if error.exists() else done.stderr
        assert done.returncode == expected, (
            f"{said}\nQGIS: {(out / 'qgis.err').read_text()[-2000:]}"
        )
        return out

    return run


@pytest.fixture
def qgis_process(tmp_path):
    """Run qgis_process with the staged plugin and a profile of its own, without any display."""
    # The wrapper of Debian 12 passes an option that the program does not know.
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")

    def run(*words: str) -> str:
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            "QT_QPA_PLATFORM": "offscreen",
            "QGIS_PLUGINPATH": str(REPOSITORY / "build" / "plugin"),
            "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path / "profile"),
        }
        environment.pop("DISPLAY", None)
        done = subprocess.run(
            [program, *map(str, words)],
            env=environment, capture_output=True, text=True, timeout=LIMIT_S, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("plugins", "enable", "aeroseg_qgis")
    return run


@pytest.fixture
def results(tmp_path) -> Path:
    """Where the runs of a scenario go: with a space and letters of other scripts."""
    return tmp_path / "results é 結果"


@pytest.fixture
def small_image(tmp_path) -> Path:
    """A part of the sample scene: a few tiles, so that a run takes seconds."""
    path = tmp_path / "small.tif"
    gdal.Translate(str(path), str(SAMPLE), srcWin=[800, 500, 620, 480])
    return path


@pytest.fixture
def larger_image(tmp_path) -> Path:
    """A larger part, so that a run goes on for a while after its first blocks."""
    path = tmp_path / "larger.tif"
    gdal.Translate(str(path), str(SAMPLE), srcWin=[400, 300, 1200, 900])
    return path


def is_alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
