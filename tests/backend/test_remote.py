"""Images on a server: read by ranges, and what is said when the server gives something else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from rasterio.shutil import copy

from backend import gdal
from backend import protocol as p
from backend.cli import run
from backend.engine import Engine
from backend.errors import LayerError
from tests.backend.conftest import draw, read, write_tif
from tests.backend.range_server import RangeServer
from tests.backend.test_same_pixel import aoi_file

Make = Callable[..., p.SegmentParams]


@pytest.fixture
def local(tmp_path: Path) -> Path:
    """A cloud-optimised GeoTIFF that is larger than what its parts take."""
    noise = np.random.default_rng(0).integers(0, 30, (3, 1200, 1600)).astype(np.uint8)
    plain = write_tif(tmp_path / "plain.tif", np.minimum(draw(1600, 1200), 225) + noise)
    path = tmp_path / "image.tif"
    copy(plain, path, driver="COG", blocksize=128, compress="deflate")
    return path


@pytest.fixture
def server(local: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RangeServer]:
    quick = {**gdal._SETTINGS, "GDAL_HTTP_RETRY_DELAY": "0.05", "GDAL_HTTP_LOW_SPEED_TIME": "1"}
    monkeypatch.setattr(gdal, "_SETTINGS", quick)
    found = RangeServer(local)
    yield found
    found.close()


def test_part_of_a_remote_image_is_read_by_ranges(
    server: RangeServer, local: Path, engine: Engine, request_for: Make, tmp_path: Path
) -> None:
    ring = [[[(900.0, 700.0), (1100.0, 720.0), (1000.0, 900.0)]]]
    grid = {"window": [850, 650, 300, 300]}
    aoi = aoi_file(tmp_path / "aoi.geojson", ring)
    found = engine.segment(request_for(Path("x"), image={"path": server.url}, grid=grid, aoi=aoi))
    expected = engine.segment(request_for(local, grid=grid, aoi=aoi))
    for kind in ("classes", "scores"):
        assert np.array_equal(read(getattr(found.paths, kind)), read(getattr(expected.paths, kind)))
    asked = server.asked
    assert sum(size for _, size in asked) < local.stat().st_size / 3
    assert {path for path, _ in asked} == {"/image.tif"}  # nothing beside it is looked for


def test_command_line_takes_an_address_and_records_no_key(
    server: RangeServer, local: Path, tmp_path: Path, toy_checkpoint: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    words = ["--classes", "red, blue", "--model", str(toy_checkpoint), "--window", "0,0,200,150"]
    outs = [tmp_path / "remote.tif", tmp_path / "local.tif"]
    for image, out in zip((f"{server.url}?key=secret", str(local)), outs, strict=True):
        assert run(["segment", image, str(out), *words]) == 0
    assert np.array_equal(read(outs[0]), read(outs[1]))
    assert b"secret" not in outs[0].read_bytes()
    with rasterio.open(outs[0]) as file:
        assert json.loads(file.tags()["AEROSEG_RECORD"])["image"]["file"] == "image.tif"


@pytest.mark.parametrize(
    ("answer", "part"),
    [
        ("404", "the server answered 404, it has no such file"),
        ("403", "the server answered 403, it does not allow this"),
        ("500", "the server answered 500, it has a fault"),
        ("page", "what the server gives is no raster; it may be a web page"),
        ("empty", "no raster; it may be a web page or nothing at all"),
        ("cut", "the server does not answer"),
        ("silence", "the server does not answer"),
    ],
)
def test_server_that_gives_something_else_is_told(
    answer: str, part: str, server: RangeServer, engine: Engine, request_for: Make
) -> None:
    server.answer(answer)
    request = request_for(Path("x"), image={"path": server.url}, grid={"window": [0, 0, 99, 99]})
    with pytest.raises(LayerError, match=part) as caught:
        engine.segment(request)
    assert '"image.tif"' in caught.value.message and "web browser" in caught.value.hint
    assert not Path(request.out_dir).exists()
    server.answer("file")  # a worker that lives on finds it now
    engine.segment(request)


def test_server_that_fails_in_mid_run_costs_no_finished_block(
    server: RangeServer, local: Path, request_for: Make
) -> None:
    fields: dict[str, Any] = {"grid": {"window": [0, 0, 800, 300]}, "keep_unfinished": True}
    request = request_for(Path("x"), image={"path": server.url}, **fields)

    def fail(stage: str, text: str, *_: object) -> None:
        if text.startswith("decoding tile 80 "):
            server.answer("500")

    with pytest.raises(LayerError, match="does not give all of its pixels") as caught:
        Engine(device="cpu").segment(request, fail)
    assert caught.value.hint
    kept = len(list((Path(request.out_dir) / "blocks").glob("*.z")))
    assert kept > 20
    server.answer("file")
    result = Engine(device="cpu").segment(request.model_copy(update={"resume": True}))
    assert any(f"{kept} of " in notice for notice in result.notices)
    expected = Engine(device="cpu").segment(request_for(local, **fields))
    assert np.array_equal(read(result.paths.scores), read(expected.paths.scores))


def test_server_that_stumbles_once_is_asked_again(
    server: RangeServer, engine: Engine, request_for: Make
) -> None:
    request = request_for(Path("x"), image={"path": server.url}, grid={"window": [0, 0, 900, 600]})

    def stumble(stage: str, text: str, *_: object) -> None:
        if text.startswith("decoding tile 30 "):
            server.answer("once503")

    engine.segment(request, stumble)
