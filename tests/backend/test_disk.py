"""Folders that are full or cannot be written: real ones, mounted for the test."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from backend import protocol as p
from backend.cli import run
from backend.engine import Engine
from backend.errors import DiskFull
from tests.backend.conftest import write_tif

Make = Callable[..., p.SegmentParams]
KIB = 1024


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A file system in memory, of a size of its own."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        pytest.skip(f"nothing can be mounted here: {error}")
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is Linux's")


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """Noise, so that results stay large when packed."""
    noise = np.random.default_rng(2).integers(0, 256, (3, 400, 500)).astype(np.uint8)
    return write_tif(tmp_path / "image.tif", noise)


@pytest.fixture
def needed_kib(image: Path, request_for: Make) -> tuple[int, int]:
    """What all blocks take, and what the results take beside them."""
    request = request_for(image)
    result = Engine(device="cpu").segment(request)
    stored = 0

    def measure(stage: str, *_: object) -> None:
        nonlocal stored
        if stage == "writing":
            files = (Path(request.out_dir) / "blocks").glob("*.z")
            stored = max(stored, sum(-(-f.stat().st_size // 4096) * 4 for f in files))

    Engine(device="cpu").segment(request, measure)
    files = [Path(path) for path in (result.paths.classes, result.paths.scores)]
    return stored, sum(f.stat().st_size for f in files) // KIB


@pytest.mark.parametrize("full", ["blocks", "results"])
def test_full_disk_is_told_and_the_run_goes_on_with_more_space(
    full: str, image: Path, tmp_path: Path, request_for: Make, needed_kib: tuple[int, int]
) -> None:
    blocks, results = needed_kib
    size = blocks // 2 if full == "blocks" else blocks + results // 2
    with mounted(tmp_path / "small", f"size={size}k") as disk:
        request = request_for(image, out_dir=str(disk / "run"), keep_unfinished=True, preview=True)
        with pytest.raises(DiskFull, match=r"cannot be written: (the disk is full|No space)") as e:
            Engine(device="cpu").segment(request, shown=lambda path, done, total: None)
        assert str(disk) in e.value.message and "Free some space" in e.value.hint
        folder = Path(request.out_dir)
        assert {f.name for f in folder.iterdir()} == {"blocks", "journal.jsonl", "request.json"}
        kept = len(list((folder / "blocks").glob("*.z")))
        assert kept == 99 if full == "results" else 0 < kept < 99
        assert not list(folder.glob("**/*.part*"))
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        again = Engine(device="cpu").segment(request.model_copy(update={"resume": True}))
        assert any(f"{kept} of 99 blocks" in notice for notice in again.notices)
        found = Path(again.paths.scores).read_bytes()
    expected = Engine(device="cpu").segment(request_for(image))
    assert found == Path(expected.paths.scores).read_bytes()


def test_disk_without_any_space_is_told(image: Path, tmp_path: Path, request_for: Make) -> None:
    with mounted(tmp_path / "small", "size=4k") as disk:
        (disk / "filler").write_bytes(b"x" * 4096)
        request = request_for(image, out_dir=str(disk / "run"))
        with pytest.raises(DiskFull, match="the disk is full"):
            Engine(device="cpu").segment(request)


def test_read_only_folder_is_told(
    image: Path, tmp_path: Path, request_for: Make, toy_checkpoint: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    with mounted(tmp_path / "locked", "ro") as disk:
        request = request_for(image, out_dir=str(disk / "run"))
        with pytest.raises(DiskFull, match="cannot be written: Read-only file system") as caught:
            Engine(device="cpu").segment(request)
        assert "that you may write to" in caught.value.hint
        for more in ([], ["--resume"]):
            words = ["segment", str(image), str(disk / "out.tif"), "--classes", "red"]
            assert run([*words, "--model", str(toy_checkpoint), *more]) == 5
            assert "Read-only file system" in capsys.readouterr().err


def test_folder_that_becomes_read_only_keeps_the_blocks(
    image: Path, tmp_path: Path, request_for: Make
) -> None:
    with mounted(tmp_path / "small", "size=64m") as disk:
        request = request_for(image, out_dir=str(disk / "run"), keep_unfinished=True)

        def lock(stage: str, text: str, *_: object) -> None:
            if "tile 60 " in text:
                subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)

        with pytest.raises(DiskFull, match="Read-only file system"):
            Engine(device="cpu").segment(request, lock)
        kept = len(list((Path(request.out_dir) / "blocks").glob("*.z")))
        assert kept > 9
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        again = Engine(device="cpu").segment(request.model_copy(update={"resume": True}))
        assert any(f"{kept} of 99 blocks" in notice for notice in again.notices)
