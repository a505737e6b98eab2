"""Rasters of 50,000 x 50,000 pixels: found at their far end, and planned in little memory.

The memory of whole runs is measured by tools/measure_memory.py.
"""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.windows import Window

from backend.aoi import PixelPolygons, needed_of
from backend.cells import CellSet
from backend.cli import run
from backend.grid import Box
from backend.rasters import MOST_CACHE_BYTES, ImageReader, gdal_env
from backend.tiling import TilePlan
from tests.backend.conftest import NORTH_UP, UTM, read

SIDE = 50_000
WHOLE = Box(0, 0, SIDE, SIDE)
MIB = 2**20


@pytest.fixture(scope="module")
def sparse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A raster of 7.5 GB, a few kilobytes on disk; a red square near its last corner."""
    path = tmp_path_factory.mktemp("large") / "sparse.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=SIDE, height=SIDE, count=3, dtype="uint8", crs=UTM,
        transform=NORTH_UP, tiled=True, blockxsize=512, blockysize=512, compress="deflate",
        sparse_ok=True, bigtiff="yes",
    ) as file:  # fmt: skip
        square = np.array([[[255]], [[0]], [[0]]], np.uint8).repeat(60, 1).repeat(80, 2)
        file.write(square, window=Window(49_850, 49_900, 80, 60))
    assert path.stat().st_size < 2 * MIB
    return path


@pytest.mark.parametrize("how", ["polygon", "window"])
def test_far_corner_is_found(how: str, sparse: Path, tmp_path: Path, toy_checkpoint: Path) -> None:
    x, y = 500_000 + 49_800, 40_000 - 49_850
    ring = [[x, y], [x + 200, y], [x + 200, y - 150], [x, y - 150], [x, y]]
    aoi = tmp_path / "aoi.geojson"
    aoi.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    place = {"polygon": ["--aoi", str(aoi), "--aoi-crs", "image"],
             "window": ["--window", "49800,49850,200,150"]}[how]  # fmt: skip
    out = tmp_path / "out.tif"
    words = ["--classes", "red, black", "--model", str(toy_checkpoint), "--device", "cpu"]
    assert run(["segment", str(sparse), str(out), *words, *place]) == 0
    with rasterio.open(out) as file:
        assert file.shape == (150, 200)
        assert file.transform == NORTH_UP @ Affine.translation(49_800, 49_850)
    rows, columns = np.nonzero(read(out)[0] == 1)
    assert (columns.min(), columns.max()) == pytest.approx((50, 129), abs=1)
    assert (rows.min(), rows.max()) == pytest.approx((50, 109), abs=1)


def test_plan_of_a_large_run_takes_little_memory() -> None:
    """Forty thousand cells of a million, each finished in its turn."""
    plan = TilePlan(64, 48, WHOLE, Box(0, 0, SIDE, 2_000))
    done = CellSet(*TilePlan(64, 48, WHOLE, WHOLE).cell_ranges())
    tracemalloc.start()
    tiles = 0
    for panel in plan.panels(4, 64, done):
        tiles += len(panel.tiles)
        for cell in panel.cells:
            done.add(cell)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(done) == plan.cell_count == 42 * 1042
    assert tiles >= plan.tile_count
    assert peak < 4 * MIB


def test_polygons_on_a_large_layer_take_little_memory() -> None:
    turn = np.linspace(0, 2 * np.pi, 20_000, endpoint=False)
    radius = 24_000 + 800 * np.sin(turn * 700)
    star = np.stack([25_000 + radius * np.cos(turn), 25_000 + radius * np.sin(turn)], axis=1)
    plan = TilePlan(384, 320, WHOLE, Box(0, 0, SIDE, 4_000))
    shape = PixelPolygons([[star]])
    tracemalloc.start()
    needed = needed_of(shape, plan)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert 0 < len(needed.cells) < len(needed.tiles) < plan.tile_count
    assert peak < 64 * MIB


@pytest.mark.parametrize("layout", ["tiles", "strips"])
def test_blocks_of_a_row_of_tiles_are_kept(layout: str, tmp_path: Path) -> None:
    """So that none is unpacked twice, within a budget."""
    options = {"tiled": True, "blockxsize": 512, "blockysize": 512} if layout == "tiles" else {}
    path = tmp_path / "image.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=SIDE, height=3_000, count=3, dtype="uint8", crs=UTM,
        transform=NORTH_UP, sparse_ok=True, compress="deflate", **options,
    ):  # fmt: skip
        pass
    with gdal_env(), ImageReader(str(path)) as reader:
        row = reader.cache_bytes(384, 16 * 320)
        assert row <= (40 * MIB if layout == "tiles" else 100 * MIB)
        assert row >= 384 * (5_120 if layout == "tiles" else SIDE) * 3
        assert reader.cache_bytes(384 * 8, 16 * 320 * 8) <= MOST_CACHE_BYTES
