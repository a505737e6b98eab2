"""Many images: results equal to those of single runs, whatever process made them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from affine import Affine
from rasterio.warp import transform

from backend.batch import find_images, result_paths
from backend.cli import run
from backend.errors import BadRequest
from tests.backend import toy
from tests.backend.conftest import ROOT, draw, read, write_tif

CLASSES = "red, blue, grey"
START = (
    "from tests.backend import toy; toy.register(); from backend.__main__ import main; import sys; "
)


@pytest.fixture
def flight(tmp_path: Path) -> Path:
    """Three images that differ, in a folder of their own."""
    folder = tmp_path / "flight"
    folder.mkdir()
    for number in range(3):
        write_tif(folder / f"{number}.tif", np.roll(draw(200, 260), 17 * number, axis=-1))
    return folder


@pytest.fixture
def field(tmp_path: Path) -> tuple[str, str]:
    """Options for a polygon with a hole, in longitude and latitude."""
    x, y = 500_000, 40_000
    rings = [
        [(x - 5, y - 9), (x + 150, y - 30), (x + 90, y - 240), (x - 5, y - 9)],
        [(x + 60, y - 60), (x + 100, y - 60), (x + 80, y - 120), (x + 60, y - 60)],
    ]
    on_ground = []
    for ring in rings:
        lon, lat = transform("EPSG:32636", "EPSG:4326", *zip(*ring, strict=True))
        on_ground.append(list(zip(lon, lat, strict=True)))
    path = tmp_path / "field.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": on_ground}), encoding="utf-8")
    return "--aoi", str(path)


def batch(flight: Path, out: Path, model: Path, *more: str) -> list[str]:
    return [
        "segment", "--inputs", str(flight / "*.tif"), "--out", str(out), "--classes", CLASSES,
        "--model", str(model), "--device", "cpu", *more,
    ]  # fmt: skip


def single(flight: Path, folder: Path, model: Path, *more: str) -> dict[str, np.ndarray]:
    """Class rasters of single runs, by name."""
    folder.mkdir()
    for image in sorted(flight.glob("*.tif")):
        target = folder / image.name
        assert run(["segment", str(image), str(target), "--classes", CLASSES, "--model",
                    str(model), "--device", "cpu", *more]) == 0  # fmt: skip
    return {path.name: read(path) for path in folder.glob("*.tif")}


def same(folder: Path, wanted: dict[str, np.ndarray]) -> bool:
    found = {path.name: read(path) for path in folder.glob("*.tif")}
    assert found.keys() == wanted.keys()
    return all(np.array_equal(found[name], wanted[name]) for name in wanted)


def test_patterns_are_found_once_and_in_order(flight: Path) -> None:
    images = find_images([str(flight / "[01].tif"), str(flight / "*.tif")])
    assert [image.name for image in images] == ["0.tif", "1.tif", "2.tif"]
    assert len(find_images([str(flight.parent / "**" / "*.tif")])) == 3
    with pytest.raises(BadRequest, match=r"none\.tif"):
        find_images([str(flight / "none.tif")])


def test_equal_names_do_not_replace_each_other(tmp_path: Path) -> None:
    images = [tmp_path / "a" / "x.tif", tmp_path / "b" / "x.tif", tmp_path / "c" / "b_x.tif",
              tmp_path / "a" / "x.jp2"]  # fmt: skip
    paths = result_paths(images, tmp_path / "out")
    assert [path.name for path in paths] == ["a_x.tif", "b_x.tif", "b_x_2.tif", "a_x_2.tif"]


def test_results_never_lie_among_the_images(flight: Path, toy_checkpoint: Path) -> None:
    assert run(batch(flight, flight, toy_checkpoint)) == 2


def test_batch_equals_single_runs(
    flight: Path, tmp_path: Path, toy_checkpoint: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = single(flight, tmp_path / "single", toy_checkpoint)
    capsys.readouterr()
    scores = ("--scores", str(tmp_path / "scores"))
    assert run([*batch(flight, tmp_path / "out", toy_checkpoint, "--json"), *scores]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["done"] == 3 and report["failed"] == 0
    assert [Path(i["image"]).name for i in report["images"]] == ["0.tif", "1.tif", "2.tif"]
    assert all(Path(i["report"]["paths"]["classes"]).exists() for i in report["images"])
    assert same(tmp_path / "out", wanted)
    assert sorted(p.name for p in (tmp_path / "scores").iterdir()) == sorted(wanted)


def test_bad_image_fails_alone(
    flight: Path, tmp_path: Path, toy_checkpoint: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = single(flight, tmp_path / "single", toy_checkpoint)
    del wanted["1.tif"]
    (flight / "1.tif").write_text("no raster", encoding="utf-8")
    capsys.readouterr()
    assert run(batch(flight, tmp_path / "out", toy_checkpoint, "--json")) == 3
    printed = capsys.readouterr()
    assert "1.tif failed." in printed.err
    report = json.loads(printed.out)
    assert (report["done"], report["failed"]) == (2, 1)
    assert report["images"][1]["error"]["name"] and "report" not in report["images"][1]
    assert same(tmp_path / "out", wanted)


def test_kept_results_are_not_made_again(
    flight: Path, tmp_path: Path, toy_checkpoint: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(batch(flight, out, toy_checkpoint)) == 0
    (out / "1.tif").unlink()
    before = (out / "0.tif").stat().st_mtime_ns
    capsys.readouterr()
    assert run(batch(flight, out, toy_checkpoint, "--resume")) == 0
    printed = capsys.readouterr()
    assert "2 results are there already" in printed.err
    assert printed.out.split() == [str(out / "1.tif")]
    assert (out / "0.tif").stat().st_mtime_ns == before


def test_polygons_leave_images_out_that_they_do_not_touch(
    flight: Path, tmp_path: Path, toy_checkpoint: Path, field: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    away = Affine(1, 0, 700_000, 0, -1, 40_000)
    write_tif(flight / "3.tif", draw(), away)
    out = tmp_path / "out"
    assert run(batch(flight, out, toy_checkpoint, "--json", *field)) == 0
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert (report["done"], report["failed"], report["left_out"]) == (3, 0, 1)
    assert "3.tif was left out. The polygons do not touch" in printed.err
    assert "do not touch" in report["images"][3]["left_out"]
    (flight / "3.tif").unlink()
    assert same(out, single(flight, tmp_path / "single", toy_checkpoint, *field))
    found = read(out / "0.tif")[0]
    # Cut to the polygon, its hole and its outside without data.
    assert found.shape == (231, 150) and 0.4 < (found == 255).mean() < 0.7


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["a.tif", "b.tif", "--aoi-crs", "image"], "--aoi-crs is for polygons"),
        (["a.tif", "b.tif", "--inputs", "*.tif", "--out", "o"], "beside --inputs"),
        (["--inputs", "*.tif"], "--out DIR"),
        (["--inputs", "*.tif", "--out", "o", "--window", "0,0,5,5"], "--window"),
        (["--inputs", "*.tif", "--out", "o", "--workers", "2"], "--workers"),
        (["a.tif"], "IN OUT"),
        (["a.tif", "b.tif", "--dask"], "--dask"),
        (["--inputs", "*.none", "--out", "o"], "No file matches"),
    ],
)
def test_options_that_do_not_fit_each_other(
    words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run(["segment", *words, "--classes", CLASSES]) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.glob("*.tif"))


# ---------------------------------------------------------------- Dask


def on_dask(*words: str) -> subprocess.Popen[str]:
    """A command line whose processes know the toy model."""
    env = {
        **os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1",
        "DASK_DISTRIBUTED__WORKER__PRELOAD": "tests.backend.toy_preload",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-c", f"{START}main(sys.argv[1:])", *words], env=env, cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def children(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """Processes of the cluster that compute: those that run a spawned main."""
    found = psutil.Process(process.pid).children(recursive=True)
    return [p for p in found if "spawn_main" in " ".join(p.cmdline())]


def wait_until(check: object, process: subprocess.Popen[str], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not check():  # type: ignore[operator]
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Path]:
    yield toy.save_toy(tmp_path / "slow.safetensors", slow_s=0.3)


@pytest.mark.parametrize("polygons", [False, True])
def test_lost_process_is_survived_and_results_are_equal(
    polygons: bool, flight: Path, tmp_path: Path, slow: Path, field: tuple[str, str]
) -> None:
    more = field if polygons else ()
    wanted = single(flight, tmp_path / "single", slow, *more)
    out = tmp_path / "out"
    words = batch(flight, out, slow, "--dask", "--workers", "2", "--json", *more)
    with on_dask(*words) as process:
        wait_until(lambda: out.exists() and len(list(out.glob(".*.run"))) == 2, process)
        at_work = children(process)
        assert len(at_work) == 2
        at_work[0].kill()
        printed, told = process.communicate(timeout=180)
    assert process.returncode == 0, told
    report = json.loads(printed)
    assert (report["done"], report["failed"]) == (3, 0)
    assert same(out, wanted)
    assert not list(out.glob(".*"))
    assert re.search(r"3 of 3: \d\.tif", told)


def test_cancelled_batch_ends_and_leaves_whole_results_only(
    flight: Path, tmp_path: Path, slow: Path
) -> None:
    out = tmp_path / "out"
    with on_dask(*batch(flight, out, slow, "--dask")) as process:
        wait_until(lambda: out.exists() and list(out.glob(".*.run")), process)
        at_work = children(process)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert not list(out.glob(".*"))
    assert not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in at_work)


def test_scheduler_that_does_not_answer_is_told(
    flight: Path, tmp_path: Path, toy_checkpoint: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr("backend.batch.CONNECT_S", 1)
    address = "tcp://127.0.0.1:9"
    assert run(batch(flight, tmp_path / "out", toy_checkpoint, "--dask", address)) == 4
    assert address in capsys.readouterr().err
