"""Runs that did not come to their end: what is kept, shown and taken over; images that go away."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from rasterio.shutil import copy

from backend import image_files, preview
from backend import protocol as p
from backend.engine import Engine
from backend.errors import Cancelled, CannotResume, ImageChanged, LayerError
from tests.backend import toy
from tests.backend.conftest import StopAfter, WorkerProcess, draw, read, write_tif
from tests.backend.test_same_pixel import aoi_file

Make = Callable[..., p.SegmentParams]
RESULTS = {"classes.qml", "classes.tif", "run.json", "scores.tif"}


def names(folder: str | Path) -> set[str]:
    return {path.name for path in Path(folder).iterdir()}


def bytes_of(result: p.SegmentResult) -> list[bytes]:
    return [Path(result.paths.classes).read_bytes(), Path(result.paths.scores).read_bytes()]


def interrupted(request: p.SegmentParams, count: int = 45) -> p.SegmentParams:
    """The request of a run that was cancelled, as it is sent to resume it."""
    with pytest.raises(Cancelled):
        Engine(device="cpu").segment(request, cancelled=StopAfter(count))
    assert {"blocks", "journal.jsonl", "request.json"} <= names(request.out_dir)
    return request.model_copy(update={"resume": True})


# --- through the worker --------------------------------------------------------------------------


def test_killed_run_is_listed_shown_and_resumed(
    new_worker: Callable[..., WorkerProcess], tmp_path: Path, request_for: Make
) -> None:
    image = write_tif(tmp_path / "image.tif", draw(480, 300))
    slow = toy.save_toy(tmp_path / "slow.safetensors", slow_s=0.05)
    aoi = aoi_file(tmp_path / "aoi.geojson", [[[(0, 0), (480, 0), (480, 250), (0, 250)]]])
    request = request_for(
        image, image={"layer_name": "Größe"}, aoi=aoi, model=str(slow), keep_unfinished=True,
        preview=True, device="cpu", grid={"window": [0, 0, 480, 300]},
    )  # fmt: skip
    folder = Path(request.out_dir)
    worker = new_worker()
    sent = worker.send("segment", request.model_dump())
    blocks: list[dict[str, Any]] = []
    while len(blocks) < 2:
        message = worker.next()
        assert "error" not in message, message
        if message.get("method") == "block":
            blocks.append(p.BlockParams.model_validate(message["params"]).model_dump())
    with rasterio.open(blocks[-1]["preview"]) as file:
        shown = file.read(1)
        assert (file.width, file.height, file.nodata) == (480, 300, 255)
        with rasterio.open(image) as source:
            assert (file.crs, file.transform) == (source.crs, source.transform)
        assert file.colormap(1)[1][3] == 255
    assert {int(v) for v in np.unique(shown)} > {255} and (shown[250:] == 255).all()
    assert [b["id"] for b in blocks] == [sent, sent]
    assert 0 < blocks[0]["done"] < blocks[1]["done"] < blocks[0]["total"] == 10 * 6
    worker.process.send_signal(signal.SIGKILL)
    worker.process.wait(10)

    kept = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    assert set(kept) == {"version", "params", "started", "layer_name"}
    assert (kept["version"], kept["layer_name"]) == (1, "Größe")
    age = datetime.now(timezone.utc) - datetime.fromisoformat(kept["started"])
    assert 0 <= age.total_seconds() < 300
    assert p.SegmentParams.model_validate(kept["params"]) == request
    first, *lines = (folder / "journal.jsonl").read_text().splitlines()
    assert json.loads(first)["blocks_total"] == 60 > len(lines) >= blocks[-1]["done"]

    again = new_worker().call("segment", {**kept["params"], "resume": True})
    assert any(f"{len(lines)} of 60 blocks" in notice for notice in again["notices"])
    assert names(folder) == RESULTS
    whole = Engine(device="cpu").segment(
        request.model_copy(update={"out_dir": str(tmp_path / "whole")})
    )
    assert bytes_of(whole) == bytes_of(p.SegmentResult.model_validate(again))
    classes = read(whole.paths.classes)[0]
    assert (shown[shown != 255] == classes[shown != 255]).all()


# --- what is kept --------------------------------------------------------------------------------


@pytest.mark.parametrize("keep", [False, True])
def test_run_without_a_block_is_kept_on_request(
    keep: bool, engine: Engine, scene: Path, request_for: Make
) -> None:
    request = request_for(scene, keep_unfinished=keep)
    with pytest.raises(Cancelled):
        engine.segment(request, cancelled=StopAfter(3))
    assert Path(request.out_dir).exists() == keep
    if keep:
        assert {"journal.jsonl", "request.json"} <= names(request.out_dir)


def test_time_of_the_start_stays(scene: Path, request_for: Make) -> None:
    request = interrupted(request_for(scene))
    path = Path(request.out_dir) / "request.json"
    path.write_text(path.read_text().replace('"started": "20', '"started": "19'))
    interrupted(request, 2)
    assert json.loads(path.read_text())["started"].startswith("19")


def test_folder_without_a_journal_begins_anew(
    engine: Engine, scene: Path, request_for: Make
) -> None:
    request = request_for(scene, resume=True)
    Path(request.out_dir).mkdir()
    engine.segment(request)
    assert names(request.out_dir) == RESULTS


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"classes": ["blue", "red", "grey"]}, "the classes is not"),
        ({"grid": {"window": [0, 0, 150, 150]}}, "the area is not"),
        ({"grid": {"factor": 2}}, "the area, the resolution are not"),
        ({"grid": {"output": "native"}}, "the resolution is not"),
        ({"image": {"bands": [3, 2, 1]}}, "the bands or the stretch is not"),
        ({"model": "other"}, "the model is not"),
        ({"aoi": "some"}, "the area is not"),
        ({"touch": True}, "the image file is not"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_blocks_of_other_settings_are_refused_and_kept(
    change: dict[str, Any], what: str, engine: Engine, scene: Path, request_for: Make,
    tmp_path: Path,
) -> None:  # fmt: skip
    request = interrupted(request_for(scene))
    before = sorted(path.name for path in (Path(request.out_dir) / "blocks").iterdir())
    values = request.model_dump()
    if change.get("model"):
        change = {"model": str(toy.save_toy(tmp_path / "other.safetensors", gsd_m=1.1))}
    if change.get("aoi"):
        change = {"aoi": aoi_file(tmp_path / "a.geojson", [[[(5, 5), (150, 9), (90, 99)]]])}
    if change.pop("touch", False):
        os.utime(scene, ns=(1, 1))
    for key, value in change.items():
        values[key] = {**values[key], **value} if isinstance(value, dict) else value
    with pytest.raises(CannotResume, match=what) as caught:
        engine.segment(p.SegmentParams.model_validate(values))
    assert caught.value.hint
    assert sorted(path.name for path in (Path(request.out_dir) / "blocks").iterdir()) == before


def test_a_database_that_was_only_looked_at_is_the_same_image(tmp_path: Path) -> None:
    path = tmp_path / "image.gpkg"
    path.write_bytes(b"x")
    before = image_files.file_state(str(path))
    os.utime(path, ns=(1, 1))
    assert image_files.file_state(str(path)) == before is not None


# --- previews ------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", [1000, 90, 64, 3])
def test_preview_is_every_nth_pixel(
    side: int, engine: Engine, scene: Path, request_for: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "MAX_SIDE_PX", side)
    seen: list[tuple[np.ndarray, rasterio.Affine]] = []

    def shown(path: Path, done: int, total: int) -> None:
        assert 0 < done <= total
        with rasterio.open(path) as file:
            seen.append((file.read(1), file.transform))

    window = [7, 5, 171, 133]
    request = interrupted(request_for(scene, grid={"window": window}, preview=True), 30)
    result = engine.segment(request, shown=shown)
    found, transform = seen[-1]
    step = -(-171 // side)
    classes = read(result.paths.classes)[0]
    assert np.array_equal(found, classes[step // 2 :: step, step // 2 :: step])
    assert max(found.shape) <= side
    with rasterio.open(result.paths.classes) as file:
        assert transform == file.transform @ rasterio.Affine.scale(step)
    assert len(seen) >= 2  # what was taken over, and the end
    assert names(request.out_dir) == RESULTS


def test_preview_is_sent_only_where_it_is_asked_for(
    engine: Engine, scene: Path, request_for: Make
) -> None:
    seen: list[Path] = []
    engine.segment(request_for(scene), shown=lambda path, done, total: seen.append(path))
    assert not seen


def test_preview_that_cannot_be_written_is_left_out(
    engine: Engine, scene: Path, request_for: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: preview.Preview) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(preview.Preview, "_write", fail)
    request = request_for(scene, preview=True)
    engine.segment(request, shown=lambda path, done, total: None)
    assert names(request.out_dir) == RESULTS


def test_preview_takes_another_name_where_the_old_one_is_held(
    engine: Engine, scene: Path, request_for: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where QGIS holds the file open that it shows."""
    replace, seen = Path.replace, []

    def held(self: Path, target: Path) -> Path:
        if Path(target).name == "preview.tif" and Path(target).exists():
            raise PermissionError(13, "used by another process")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(preview, "EVERY_S", 0.0)
    request = request_for(scene, preview=True)
    engine.segment(request, shown=lambda path, done, total: seen.append(path.name))
    assert set(seen) == {"preview.tif", "preview-2.tif"}
    assert names(request.out_dir) == RESULTS


# --- images that go away -------------------------------------------------------------------------


def run_with(request: p.SegmentParams, at: int, act: Callable[[], object]) -> p.SegmentResult:
    """A run in which something happens at the n-th tile."""

    def progress(stage: str, text: str, *_: object) -> None:
        if text.startswith(f"decoding tile {at} "):
            act()

    return Engine(device="cpu").segment(request, progress)


@pytest.fixture
def always_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_files, "LOOK_S", 0.0)


@pytest.mark.usefixtures("always_look")
@pytest.mark.parametrize("what", ["deleted", "replaced", "source deleted"])
@pytest.mark.parametrize("at", [14, 20])
def test_image_that_goes_away_ends_the_run_and_keeps_the_blocks(
    what: str, at: int, tmp_path: Path, request_for: Make
) -> None:
    """In the middle, and with the last tile, when nothing more is read."""
    pixels = write_tif(tmp_path / "image.tif", draw(), tiled=True, blockxsize=64, blockysize=64)
    image = pixels
    if what == "source deleted":
        image = tmp_path / "image.vrt"
        copy(pixels, image, driver="VRT")
    aside = tmp_path / "aside.tif"
    request = request_for(image, keep_unfinished=True)

    def act() -> None:
        pixels.rename(aside)
        if what == "replaced":
            write_tif(pixels, draw(seed=3))

    with pytest.raises(ImageChanged, match=r"image\.tif.* (is gone|was changed)") as caught:
        run_with(request, at, act)
    assert caught.value.name == "image_changed" and caught.value.hint
    assert {"blocks", "journal.jsonl", "request.json"} == names(request.out_dir)
    assert list((Path(request.out_dir) / "blocks").glob("*.z"))
    aside.replace(pixels)  # the same file is back
    result = Engine(device="cpu").segment(request.model_copy(update={"resume": True}))
    assert any("taken over" in notice for notice in result.notices)
    expected = Engine(device="cpu").segment(request_for(image))
    assert bytes_of(result) == bytes_of(expected)


@pytest.mark.parametrize("count", [1, 2])
def test_missing_source_of_a_virtual_raster_is_named_before_any_work(
    count: int, engine: Engine, tmp_path: Path, request_for: Make
) -> None:
    sources = [write_tif(tmp_path / f"part{i}.tif", draw()) for i in range(count)]
    image = tmp_path / "mosaic.vrt"
    copy(sources[0], image, driver="VRT")
    text = image.read_text()
    image.write_text(text.replace("part0.tif", f"part{count - 1}.tif", 1))
    for source in sources:
        source.unlink()
    request = request_for(image)
    with pytest.raises(LayerError, match=r'"mosaic\.vrt" is made of other files, and ".*part') as e:
        engine.segment(request)
    assert ("and 1 more are missing" in e.value.message) == (count == 2)
    assert e.value.hint and not Path(request.out_dir).exists()


def test_statistics_beside_an_image_do_not_end_a_run(scene: Path, request_for: Make) -> None:
    beside = Path(f"{scene}.aux.xml")
    beside.write_text("<PAMDataset></PAMDataset>")
    request = request_for(scene)
    run_with(request, 9, lambda: beside.write_text("<PAMDataset>  </PAMDataset>"))
    assert names(request.out_dir) == RESULTS
