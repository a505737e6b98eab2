"""Polygons: which pixels are inside, what of a run they need, and the files that hold them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.features import rasterize

from backend import aoi
from backend.aoi import Aoi, PixelPolygons, needed_of
from backend.aoi_file import IMAGE, in_image, read_polygons, write_polygons
from backend.errors import ExtentError
from backend.grid import Box
from backend.tiling import TilePlan

Points = Sequence[tuple[float, float]]


def polygons(*parts: Sequence[Points]) -> list[list[NDArray[np.float64]]]:
    return [[np.array(ring, dtype=np.float64) for ring in rings] for rings in parts]


def box_ring(left: float, top: float, right: float, bottom: float) -> Points:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


BOX = box_ring(3, 2, 9, 7)
HOLE = box_ring(5, 4, 7, 6)
BOW_TIE: Points = [(0, 0), (40, 40), (40, 0), (0, 40)]
PENTAGRAM: Points = [(50, 0), (80, 95), (2, 36), (98, 36), (20, 95)]
CASES: dict[str, list[list[Points]]] = {
    "square": [[BOX]],
    "hole": [[BOX, HOLE]],
    "two parts": [[BOX], [box_ring(20, 30, 44, 61)]],
    "parts that overlap": [[BOX], [box_ring(5, 5, 30, 30)]],
    "crosses itself": [[BOW_TIE]],
    "crosses itself five times": [[PENTAGRAM]],
    "hole that crosses the border": [[BOX, box_ring(7, 4, 12, 5.5)]],
    "closed in itself": [[[(1, 1), (30, 3), (30, 3), (17, 39), (1, 1)]]],
}


def valid(parts: list[list[Points]], shape: tuple[int, int]) -> NDArray[np.bool_]:
    """What GEOS makes of it, drawn as a whole."""
    made = [shapely.make_valid(shapely.Polygon(rings[0], rings[1:])) for rings in parts]
    area = shapely.union_all([part for one in made for part in shapely.get_parts(one)
                              if part.geom_type in ("Polygon", "MultiPolygon")])  # fmt: skip
    drawn: NDArray[np.uint8] = rasterize(
        [(shapely.geometry.mapping(area), 1)], out_shape=shape, transform=Affine.identity()
    )
    return drawn.astype(bool)


@pytest.mark.parametrize("name", CASES)
def test_mask_is_that_of_the_valid_polygon(name: str) -> None:
    found = PixelPolygons(polygons(*CASES[name])).mask(Box(0, 0, 110, 100))
    assert found.any()
    assert np.array_equal(found, valid(CASES[name], (100, 110)))


def test_pixels_count_by_their_centre() -> None:
    found = PixelPolygons(polygons([box_ring(0.6, 0.4, 2.6, 2.4)])).mask(Box(0, 0, 4, 4))
    assert found.astype(int).tolist() == [[0, 1, 1, 0], [0, 1, 1, 0], [0] * 4, [0] * 4]


@settings(max_examples=20)
@given(
    ring=st.lists(st.tuples(st.floats(-300, 9_000), st.floats(-300, 700)), min_size=3, max_size=12),
    at=st.tuples(st.integers(-50, 8_000), st.integers(-50, 600)),
)
def test_part_of_a_mask_equals_the_mask_of_the_part(
    ring: list[tuple[float, float]], at: tuple[int, int]
) -> None:
    """Over the borders of pieces, which are 4096 columns and 256 rows."""
    whole = Box(0, 0, 8_300, 600)
    mask = PixelPolygons(polygons([ring])).mask(whole)
    assert np.array_equal(mask, _at_once(ring, whole))
    part = Box(at[0], at[1], at[0] + 300, at[1] + 77)
    inside = part.intersect(whole)
    found = PixelPolygons(polygons([ring])).mask(part)
    assert np.array_equal(
        found[inside.top - part.top : inside.bottom - part.top,
              inside.left - part.left : inside.right - part.left],
        mask[inside.top : inside.bottom, inside.left : inside.right],
    )  # fmt: skip


def _at_once(ring: list[tuple[float, float]], box: Box) -> NDArray[np.bool_]:
    """The mask without pieces and without leaving vertices out."""
    snapped = (np.rint(np.array(ring) * aoi.FRACTIONS) / aoi.FRACTIONS).tolist()
    shape = {"type": "Polygon", "coordinates": [[*snapped, snapped[0]]]}
    drawn = rasterize([(shape, 1)], out_shape=(box.height, box.width), transform=Affine.identity())
    return drawn.astype(bool)


@settings(max_examples=20)
@given(shift=st.tuples(st.integers(-(2**20), 2**20), st.integers(-(2**20), 2**20)))
def test_mask_moves_with_the_polygon(shift: tuple[int, int]) -> None:
    x, y = shift
    moved = [(px + x, py + y) for px, py in PENTAGRAM]
    found = PixelPolygons(polygons([moved])).mask(Box(x, y, x + 110, y + 100))
    assert np.array_equal(found, PixelPolygons(polygons([PENTAGRAM])).mask(Box(0, 0, 110, 100)))


@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize("reach_px", [0, 2])
def test_needed_is_what_holds_a_pixel(windows: bool, reach_px: int) -> None:
    bounds, window = Box(0, 0, 700, 600), Box(40, 30, 660, 590)
    plan = TilePlan(64, 48, bounds, window, windows)
    shape = PixelPolygons(
        polygons([[(60, 50), (640, 300), (90, 580)]], [box_ring(600, 35, 603, 37)])
    )
    needed = needed_of(shape, plan, reach_px)
    mask = shape.mask(bounds)
    mask[: window.top] = mask[window.bottom :] = False
    mask[:, : window.left] = mask[:, window.right :] = False

    def holds(box: Box) -> bool:
        part = box.grow(reach_px).intersect(bounds)
        return bool(mask[part.top : part.bottom, part.left : part.right].any())

    rows, columns = plan.cell_ranges()
    cells = {(r, c) for r in rows for c in columns}
    assert set(needed.cells) == {cell for cell in cells if holds(plan.cell_box(cell))} != cells
    tiles = set(plan.tiles_for(window))
    assert set(needed.tiles) == {tile for tile in tiles if holds(plan.tile_box(tile))} != tiles


def test_many_vertices_and_many_parts_are_quick() -> None:
    """A coastline of a million points, and ten thousand buildings, on 20,000 x 20,000 pixels."""
    turn = np.linspace(0, 2 * np.pi, 1_000_000, endpoint=False)
    radius = 9_000 + 300 * np.sin(turn * 5_000)
    coast = np.stack([10_000 + radius * np.cos(turn), 10_000 + radius * np.sin(turn)], axis=1)
    corners = np.random.default_rng(1).uniform(0, 19_900, (10_000, 2))
    houses = polygons(*([box_ring(x, y, x + 15, y + 12)] for x, y in corners))
    shape = PixelPolygons([[coast], *houses])
    box = Box(9_000, 1_000, 13_000, 1_400)
    assert 0 < shape.mask(box).mean() < 1


# --- files ---------------------------------------------------------------------------------------

GEOMETRY = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]]}


def written(tmp_path: Path, content: object) -> str:
    path = tmp_path / "polygons.geojson"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (GEOMETRY, 1),
        ({"type": "Feature", "properties": {}, "geometry": GEOMETRY}, 1),
        ({"type": "MultiPolygon", "coordinates": [GEOMETRY["coordinates"]] * 3}, 3),
        ({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {}, "geometry": None},
            {"type": "Feature", "properties": {}, "geometry": GEOMETRY},
            {"type": "Feature", "properties": {}, "geometry": {
                "type": "GeometryCollection", "geometries": [GEOMETRY, GEOMETRY]}},
        ]}, 3),
        ({"type": "Polygon", "coordinates": [[[0, 0, 7], [4, 0, 7], [4, 4, 7]]]}, 1),
    ],
    ids=["geometry", "feature", "multi", "collection", "heights, not closed"],
)  # fmt: skip
def test_every_form_of_geojson_is_read(tmp_path: Path, content: object, count: int) -> None:
    file = read_polygons(written(tmp_path, content))
    assert len(file.polygons) == count
    assert file.crs == "OGC:CRS84"
    assert all(ring.shape[1] == 2 for rings in file.polygons for ring in rings)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("", "is no GeoJSON"),
        ("{", "is no GeoJSON"),
        ("[" * 100_000, "is no GeoJSON"),
        ([], "an object was expected"),
        ({"type": "Point", "coordinates": [0, 0]}, 'not "Point"'),
        ({"type": "Polygon"}, "is no GeoJSON"),
        ({"type": "Polygon", "coordinates": [[["a", 0], [1, 1], [2, 0]]]}, "is no GeoJSON"),
        ('{"type": "Polygon", "coordinates": [[[NaN, 0], [1, 1], [2, 0]]]}', "no number"),
        ({"type": "Polygon", "coordinates": []}, "holds no polygon"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}, "holds no polygon"),
        ({"type": "FeatureCollection", "features": []}, "holds no polygon"),
        ({**GEOMETRY, "crs": {"type": "link", "properties": {}}}, "coordinate system"),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_file_without_polygons_is_told(tmp_path: Path, content: object, part: str) -> None:
    with pytest.raises(ExtentError, match=part) as caught:
        read_polygons(written(tmp_path, content))
    assert "polygons.geojson" in caught.value.message and caught.value.hint


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExtentError, match="cannot be read: No such file"):
        read_polygons(str(tmp_path / "gone.geojson"))


def test_coordinates_are_what_the_file_or_the_user_says(tmp_path: Path) -> None:
    utm = CRS.from_epsg(32636)
    ground = {"type": "Polygon", "coordinates": [[[33.0, 0.36], [33.01, 0.36], [33.01, 0.37]]]}
    moved = in_image(read_polygons(written(tmp_path, ground)), None, utm)
    assert moved[0][0][0] == pytest.approx((500_000, 39_792), abs=50)
    named: dict[str, Any] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32636"}}
    here = {"type": "Polygon", "coordinates": [[[5e5, 4e4], [5e5 + 9, 4e4], [5e5, 4e4 + 9]]]}
    same = in_image(read_polygons(written(tmp_path, {**here, "crs": named})), None, utm)
    assert same[0][0].tolist() == here["coordinates"][0]
    assert in_image(read_polygons(written(tmp_path, here)), IMAGE, None)[0][0][0, 0] == 5e5
    with pytest.raises(ExtentError, match="no place there"):
        in_image(read_polygons(written(tmp_path, ground)), None, None)
    with pytest.raises(ExtentError, match="cannot be brought from"):
        in_image(read_polygons(written(tmp_path, ground)), "EPSG:999999", utm)
    with pytest.raises(ExtentError, match="cannot be brought from"):
        in_image(read_polygons(written(tmp_path, here)), None, utm)


def test_written_polygons_are_those_of_the_image(tmp_path: Path) -> None:
    path = tmp_path / "aoi.geojson"
    write_polygons(path, polygons([BOX, HOLE]), "fields.geojson", "EPSG:25833")
    file = read_polygons(str(path))
    assert (file.name, file.crs, file.given_crs) == ("fields.geojson", IMAGE, "EPSG:25833")
    assert [ring.tolist() for ring in file.polygons[0]] == [
        [list(p) for p in r] for r in (BOX, HOLE)
    ]


def test_polygons_follow_any_transform() -> None:
    """A turned image, two image pixels to a working pixel, in a part of a layer."""
    transform = Affine.translation(500, 900) @ Affine.rotation(30) @ Affine.scale(2, -2)
    corners = [transform @ corner for corner in box_ring(10, 20, 30, 60)]
    area = Aoi(polygons([corners]), transform, 2, (100, 200), native=True)
    assert area.working.box == Box(105, 210, 115, 230)
    assert area.working.mask(Box(100, 200, 200, 300)).sum() == 10 * 20
    assert area.output.mask(Box(0, 0, 100, 100)).sum() == 20 * 40
