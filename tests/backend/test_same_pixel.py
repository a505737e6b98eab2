"""Same pixel, same answer: whatever extent, polygon or resume made it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.features import rasterize

from backend import encoding
from backend import protocol as p
from backend.engine import Engine
from backend.errors import Cancelled, ExtentError
from tests.backend import toy
from tests.backend.conftest import NORTH_UP, StopAfter, draw, read, write_tif

Make = Callable[..., p.SegmentParams]
Points = list[tuple[float, float]]

WIDTH, HEIGHT = 330, 270
# In pixels of the image: crossing itself, with a hole, of two parts; at a border; less than a tile.
SHAPES: dict[str, list[list[Points]]] = {
    "one": [[[(30, 20), (200, 60), (170, 240), (60, 180)]]],
    "hole": [[[(10, 10), (300, 10), (300, 250), (10, 250)],
              [(60, 50), (60, 200), (240, 200), (240, 50)]]],
    "two parts": [[[(5, 5), (40, 5), (40, 60)]], [[(250, 180), (329, 180), (329, 269)]]],
    "crosses itself": [[[(20, 20), (300, 250), (300, 20), (20, 250)]]],
    "beyond the border": [[[(-500, 100), (90, 100), (90, 900), (-500, 900)]]],
    "less than a tile": [[[(151.2, 100.7), (163.9, 101), (158, 117.3)]]],
}  # fmt: skip


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("same") / "image.tif"
    return write_tif(path, draw(WIDTH, HEIGHT), tiled=True, blockxsize=64, blockysize=64)


@pytest.fixture(scope="module")
def windows_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A toy that sees windows inside the layer, of equal weight."""
    path = tmp_path_factory.mktemp("models") / "windows.safetensors"
    return toy.save_toy(path, in_windows=True, stride_px=32)


def aoi_file(path: Path, shape: list[list[Points]], transform: Affine = NORTH_UP) -> str:
    """A file of polygons, given in pixels, as the plugin writes it."""
    parts = [[[list(transform @ xy) for xy in [*ring, ring[0]]] for ring in rings]
             for rings in shape]  # fmt: skip
    content = {"type": "MultiPolygon", "coordinates": parts, "aeroseg": {"coordinates": "image"}}
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


def inside(shape: list[list[Points]], factor: int = 1) -> NDArray[np.bool_]:
    """(H, W) of pixels ``factor`` times as large, whose centre is inside."""
    shapes = [({"type": "Polygon", "coordinates": [[*r, r[0]] for r in rings]}, 1)
              for rings in shape]  # fmt: skip
    drawn = rasterize(
        shapes, out_shape=(-(-HEIGHT // factor), -(-WIDTH // factor)),
        transform=Affine.scale(factor),
    )  # fmt: skip
    return np.asarray(drawn, dtype=bool)


class Walked:
    """Which tiles were read, and how many were encoded."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[tuple[int, int]] = []
        self.encoded = 0
        read_tile, encode = encoding.TileFeed._read, toy.Toy.encode

        def reading(feed: encoding.TileFeed, cell: tuple[int, int]) -> encoding.ReadTile:
            self.read.append(cell)
            return read_tile(feed, cell)

        def encoding_(model: toy.Toy, images: Any) -> Any:
            self.encoded += len(images)
            return encode(model, images)

        monkeypatch.setattr(encoding.TileFeed, "_read", reading)
        monkeypatch.setattr(toy.Toy, "encode", encoding_)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("kind", ["around", "windows"])
def test_polygon_has_the_pixels_of_the_whole_layer(
    name: str, kind: str, engine: Engine, image: Path, request_for: Make, tmp_path: Path,
    windows_model: Path, toy_checkpoint: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    model = str(windows_model if kind == "windows" else toy_checkpoint)
    whole = engine.segment(request_for(image, model=model))
    walked = Walked(monkeypatch)
    aoi = aoi_file(tmp_path / "aoi.geojson", SHAPES[name])
    part = Engine(device="cpu").segment(request_for(image, model=model, aoi=aoi))
    mask = inside(SHAPES[name])
    for raster in ("classes", "scores"):
        found, expected = read(getattr(part.paths, raster)), read(getattr(whole.paths, raster))
        assert np.array_equal(found[:, mask], expected[:, mask])
        assert (found[:, ~mask] == 255).all()
    assert sum(c.pixels for c in part.classes) + part.other.pixels == mask.sum()
    # What no polygon needs is neither read nor encoded.
    assert len(walked.read) == part.tiles == len(set(walked.read))
    assert walked.encoded <= part.tiles
    if name != "hole":
        assert part.tiles < whole.tiles
    if name == "less than a tile":
        assert part.tiles <= (9 if kind == "windows" else 4)


def test_tiles_in_a_large_hole_are_left_out(
    engine: Engine, tmp_path: Path, request_for: Make
) -> None:
    image = write_tif(tmp_path / "large.tif", draw(600, 600))
    ring: list[list[Points]] = [
        [[(0, 0), (600, 0), (600, 600), (0, 600)], [(90, 90), (90, 510), (510, 510), (510, 90)]]
    ]
    part = engine.segment(request_for(image, aoi=aoi_file(tmp_path / "a.geojson", ring)))
    assert part.tiles < 0.75 * 13 * 13
    assert (read(part.paths.classes)[0, 90:510, 90:510] == 255).all()


@pytest.mark.parametrize("name", ["one", "two parts", "less than a tile"])
@pytest.mark.parametrize("factor", [2, 4])
def test_native_pixels_of_a_polygon_are_those_of_the_whole(
    name: str, factor: int, engine: Engine, image: Path, request_for: Make, tmp_path: Path
) -> None:
    """Interpolation looks beyond the polygon, and pixels count by their own centre."""
    grid = {"factor": factor, "output": "native"}
    whole = engine.segment(request_for(image, grid=grid))
    aoi = aoi_file(tmp_path / "aoi.geojson", SHAPES[name])
    part = engine.segment(request_for(image, grid=grid, aoi=aoi))
    mask = inside(SHAPES[name])
    found, expected = read(part.paths.scores), read(whole.paths.scores)
    assert found.shape == expected.shape == (3, HEIGHT, WIDTH)
    assert np.array_equal(found[:, mask], expected[:, mask])
    assert (found[:, ~mask] == 255).all()


@pytest.mark.parametrize("factor", [1, 2])
def test_extents_polygons_and_resumed_runs_agree(
    factor: int, image: Path, request_for: Make, tmp_path: Path
) -> None:
    """Whole layer, two extents that overlap, a polygon in a part, and both interrupted."""
    columns, rows = -(-WIDTH // factor), -(-HEIGHT // factor)
    windows = {
        "whole": [0, 0, columns, rows],
        "left": [0, 7, columns * 2 // 3, rows - 20],
        "right": [columns // 3, 0, columns - columns // 3, rows - 3],
        "one pixel": [columns // 2, rows // 2, 1, 1],
    }
    aoi = aoi_file(tmp_path / "aoi.geojson", SHAPES["crosses itself"])
    engine = Engine(device="cpu")
    answers: dict[str, tuple[list[int], NDArray[Any]]] = {}
    for name, window in windows.items():
        for polygon in (None, aoi):
            for resumed in (False, True):
                request = request_for(image, grid={"factor": factor, "window": window}, aoi=polygon)
                if name == "one pixel" and (polygon is not None or resumed):
                    continue
                if resumed:
                    with pytest.raises(Cancelled):
                        Engine(device="cpu").segment(request, cancelled=StopAfter(48 // factor))
                    request = request.model_copy(update={"resume": True})
                result = engine.segment(request)
                assert any("taken over" in text for text in result.notices) == resumed
                both = np.concatenate([read(result.paths.classes), read(result.paths.scores)])
                answers[f"{name} {polygon is None} {resumed}"] = (window, both)
    mask = inside(SHAPES["crosses itself"], factor)
    expected = answers["whole True False"][1]
    for name, (window, found) in answers.items():
        left, top, width, height = window
        part = expected[:, top : top + height, left : left + width].copy()
        if " False " in name:
            part[:, ~mask[top : top + height, left : left + width]] = 255
        assert np.array_equal(found, part), name


def test_polygon_and_whole_agree_with_the_built_in_model(
    engine: Engine, tmp_path: Path, request_for: Make
) -> None:
    image = write_tif(tmp_path / "image.tif", draw(400, 200), Affine(0.3, 0, 5e5, 0, -0.3, 4e4))
    shape: list[list[Points]] = [[[(356, 20), (396, 60), (370, 170)]]]
    aoi = aoi_file(tmp_path / "aoi.geojson", shape, Affine(0.3, 0, 5e5, 0, -0.3, 4e4))
    fields = {"classes": ["building", "road", "tree"], "model": "builtin"}
    whole = engine.segment(request_for(image, **fields))
    part = Engine(device="cpu").segment(request_for(image, aoi=aoi, **fields))
    assert part.tiles < whole.tiles
    found, expected = read(part.paths.scores), read(whole.paths.scores)
    mask = found[0] != 255
    assert 1_500 < mask.sum() < 4_000
    assert np.array_equal(found[:, mask], expected[:, mask])


# --- polygons that cannot be used ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "part"),
    [
        ([[[(-90, -90), (-50, -90), (-50, -40)]]], "do not touch"),
        ([[[(50.6, 40), (50.9, 40), (50.9, 90), (50.6, 90)]]], "hold no pixel"),
        ([[[(10, 10), (60, 60), (110, 110)]]], "hold no pixel"),
    ],
    ids=["outside", "between two centres", "a line"],
)
@pytest.mark.parametrize("output", ["working", "native"])
def test_polygon_without_a_pixel_is_told_before_any_work(
    shape: list[list[Points]], part: str, output: str, engine: Engine, image: Path,
    request_for: Make, tmp_path: Path,
) -> None:  # fmt: skip
    request = request_for(
        image, aoi=aoi_file(tmp_path / "a.geojson", shape), grid={"output": output}
    )
    with pytest.raises(ExtentError, match=part) as caught:
        engine.segment(request)
    assert caught.value.hint and not Path(request.out_dir).exists()


def test_polygon_beside_the_window_is_told(
    engine: Engine, image: Path, request_for: Make, tmp_path: Path
) -> None:
    aoi = aoi_file(tmp_path / "a.geojson", SHAPES["one"])
    with pytest.raises(ExtentError, match="do not touch the chosen area"):
        engine.segment(request_for(image, aoi=aoi, grid={"window": [250, 0, 80, 200]}))


def test_polygon_on_an_image_without_georeference(
    engine: Engine, request_for: Make, tmp_path: Path
) -> None:
    """x is the column, y minus the row, as QGIS shows it."""
    with pytest.warns(rasterio.errors.NotGeoreferencedWarning):
        image = write_tif(tmp_path / "plain.tif", draw(), transform=None, crs=None)
    shape = [[[(20.0, 30.0), (80.0, 30.0), (80.0, 50.0), (20.0, 50.0)]]]
    aoi = aoi_file(tmp_path / "a.geojson", shape, Affine.scale(1, -1))
    result = engine.segment(request_for(image, aoi=aoi, grid={"pixel_size_m": 1.0}))
    rows, columns = np.nonzero(read(result.paths.classes)[0] != 255)
    assert (columns.min(), rows.min(), columns.max(), rows.max()) == (20, 30, 79, 49)


def test_layer_of_one_pixel(engine: Engine, request_for: Make, tmp_path: Path) -> None:
    image = write_tif(tmp_path / "one.tif", np.array([[[255]], [[0]], [[0]]], np.uint8))
    result = engine.segment(request_for(image))
    assert read(result.paths.classes).tolist() == [[[1]]]
