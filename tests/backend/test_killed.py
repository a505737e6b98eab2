"""A worker that is killed at any moment leaves only what the next one can use."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest
import rasterio

from backend import protocol as p
from backend.engine import Engine
from tests.backend import toy
from tests.backend.conftest import draw, write_tif
from tests.backend.test_same_pixel import aoi_file

KILLS = 20


def everything(folder: Path) -> dict[str, object]:
    """Bytes of the rasters, and their tags as they are read."""
    found: dict[str, object] = {}
    for name in ("classes.tif", "scores.tif"):
        found[name] = (folder / name).read_bytes()
        with rasterio.open(folder / name) as file:
            found[f"{name} tags"] = file.tags()
            found[f"{name} bands"] = [file.tags(i) for i in file.indexes]
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_killed_at_random_moments_ends_in_the_same_files(tmp_path: Path) -> None:
    model = toy.save_toy(tmp_path / "toy.safetensors", slow_s=0.004)
    image = write_tif(tmp_path / "image.tif", draw(900, 700))
    ring = [[(-20.0, -20.0), (950.0, 100.0), (700.0, 800.0), (100.0, 600.0)]]
    aoi = aoi_file(tmp_path / "aoi.geojson", [ring])

    def params(folder: str) -> p.SegmentParams:
        return p.SegmentParams.model_validate({
            "image": {"path": str(image)}, "classes": ["red, blue"], "model": str(model),
            "device": "cpu", "out_dir": str(tmp_path / folder), "cache_mib": 0, "aoi": aoi,
            "resume": True, "keep_unfinished": True, "preview": True,
        })  # fmt: skip

    def shown(path: Path, done: int, total: int) -> None:
        assert path.exists()

    begin = time.monotonic()
    Engine(device="cpu").segment(params("whole"))
    whole_s = time.monotonic() - begin
    rng = random.Random(7)
    fork = multiprocessing.get_context("fork")
    killed = 0
    while killed < KILLS:
        worker = fork.Process(
            target=Engine(device="cpu").segment, args=(params("killed"),), kwargs={"shown": shown}
        )
        worker.start()
        # Early and late moments alike: while blocks are made, and while rasters are assembled.
        worker.join(rng.uniform(0.0, whole_s))
        if worker.exitcode is not None:
            # It came to its end; the next ones begin anew.
            assert worker.exitcode == 0
            assert everything(tmp_path / "killed") == everything(tmp_path / "whole")
            (tmp_path / "killed").rename(tmp_path / f"done{killed}-{time.monotonic_ns()}")
            continue
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        killed += 1
        for name in ("classes.tif", "scores.tif"):
            path = tmp_path / "killed" / name
            if path.exists():  # under its own name a raster is complete
                assert path.read_bytes() == (tmp_path / "whole" / name).read_bytes()
    Engine(device="cpu").segment(params("killed"))
    assert everything(tmp_path / "killed") == everything(tmp_path / "whole")
    left = {path.name for path in (tmp_path / "killed").iterdir()}
    assert left == {path.name for path in (tmp_path / "whole").iterdir()}
