"""Which pixels: ladder, windows, ground sizes, estimates, over every kind of georeference."""

from __future__ import annotations

import json
import math
import subprocess

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer, QgsRectangle

from aeroseg_qgis import area
from aeroseg_qgis.area import View
from aeroseg_qgis.problems import Problem
from aeroseg_qgis.source import describe

from .conftest import REPOSITORY

UTM33 = QgsCoordinateReferenceSystem("EPSG:32633")
CASES = {
    "utm": ((500000.0, 0.3, 0, 4000000.0, 0, -0.3), 32633),
    "utm south": ((300000.0, 0.5, 0, 9000000.0, 0, -0.5), 32736),
    "mercator at 60 degrees": ((1000000.0, 0.6, 0, 8399737.0, 0, -0.6), 3857),
    "degrees": ((15.0, 3e-6, 0, 50.0, 0, -2e-6), 4326),
    "degrees, south": ((-70.0, 5e-6, 0, -33.0, 0, -5e-6), 4326),
    "feet": ((2000000.0, 1.0, 0, 600000.0, 0, -1.0), 2263),
    "lambert": ((700000.0, 0.2, 0, 6600000.0, 0, -0.2), 2154),
    "rotated": ((500000.0, 0.4, 0.3, 4000000.0, 0.3, -0.4), 32633),
    "south-up": ((500000.0, 0.5, 0, 4000000.0, 0, 0.5), 32633),
    "not square": ((500000.0, 0.5, 0, 4000000.0, 0, -1.0), 32633),
}


def source_of(make_raster, case: str, **more):
    transform, epsg = CASES[case]
    return describe(make_raster(case.replace(" ", "_"), transform=transform, epsg=epsg, **more))


def test_ground_size_equals_the_worker_s(make_raster):
    """One formula in two programs: held to 1e-6, over every kind of coordinate system."""
    plugin_m, paths = {}, {}
    for case in CASES:
        source = source_of(make_raster, case)
        plugin_m[case] = area.native_size_m(source)
        paths[case] = source.path
    script = (
        "import sys, json, rasterio; sys.path.insert(0, sys.argv[1])\n"
        "from backend.grid import native_gsd_m\n"
        "out = {}\n"
        "for case, path in json.loads(sys.argv[2]).items():\n"
        "    with rasterio.open(path) as f:\n"
        "        out[case] = native_gsd_m(f.transform, f.crs, f.width, f.height)\n"
        "print(json.dumps(out))\n"
    )
    python = REPOSITORY / ".venv" / "bin" / "python"
    done = subprocess.run(
        [str(python), "-I", "-c", script, str(REPOSITORY), json.dumps(paths)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    worker_m = json.loads(done.stdout.splitlines()[-1])
    for case in CASES:
        assert plugin_m[case] == pytest.approx(worker_m[case], rel=1e-6), case


@pytest.mark.parametrize(
    ("case", "expected_m"),
    [("utm", 0.3), ("mercator at 60 degrees", 0.3), ("feet", 0.3048), ("rotated", 0.5)],
)
def test_ground_size_is_in_metres_on_the_ground(make_raster, case, expected_m):
    assert area.native_size_m(source_of(make_raster, case)) == pytest.approx(expected_m, rel=3e-3)


def test_ladder_recommends_the_step_nearest_to_the_model(make_raster):
    ladder = area.ladder_of(source_of(make_raster, "utm"), 1.3, None, None)
    assert [round(step.scale) for step in ladder.steps[:3]] == [1, 2, 4]
    assert ladder.steps[ladder.recommended].scale == 4  # 1.2 m
    finer = area.ladder_of(source_of(make_raster, "utm"), 0.01, None, None)
    assert finer.recommended == 0  # never finer than the image


def test_ladder_reaches_the_recommended_step_of_a_tiny_image(make_raster):
    source = source_of(make_raster, "utm", size=(20, 10))
    ladder = area.ladder_of(source, 5.0, None, None)
    assert ladder.steps[ladder.recommended].scale == 16


def test_whole_layer_is_the_whole_lattice_also_where_it_does_not_divide(make_raster, model):
    source = source_of(make_raster, "utm", size=(403, 301))
    step = area.ladder_of(source, 0.6, None, None).steps[1]
    plan = area.plan(source, step, model, None)
    assert plan.window.as_list() == [0, 0, 202, 151]
    assert plan.size.pixels == 202 * 151


def test_view_takes_whole_pixels_of_the_layer(make_raster, model):
    source = source_of(make_raster, "utm")
    step = area.ladder_of(source, 0.3, None, None).steps[0]
    view = View(QgsRectangle(500010.1, 3999980.1, 500019.8, 3999995.05), UTM33)
    plan = area.plan(source, step, model, view)
    # 10.1 / 0.3 = 33.67; 19.8 / 0.3 = 66; 4.95 / 0.3 = 16.5; 19.9 / 0.3 = 66.33
    assert plan.window.as_list() == [33, 16, 33, 51]
    left, top = plan.affine.apply(plan.window.col, plan.window.row)
    assert (left - 500000) / 0.3 == pytest.approx(33) and (4000000 - top) / 0.3 == pytest.approx(16)


@pytest.mark.parametrize("case", sorted(CASES))
def test_window_covers_the_view_and_not_more_in_any_georeference(make_raster, model, case):
    """A view around a pixel in the middle gives a window around that pixel."""
    source = source_of(make_raster, case)
    step = area.ladder_of(source, 0.01, None, None).steps[0]
    x, y = source.affine.apply(200.5, 150.5)
    half = 10 * max(abs(source.affine.b) + abs(source.affine.c), abs(source.affine.f))
    view = View(QgsRectangle(x - half, y - half, x + half, y + half), source.crs)
    window = area.plan(source, step, model, view).window
    assert window.col <= 200 < window.col + window.cols
    assert window.row <= 150 < window.row + window.rows
    assert 8 <= window.cols <= 48 and 8 <= window.rows <= 48


def test_view_in_another_coordinate_system_finds_the_same_pixels(make_raster, model):
    from qgis.core import QgsCoordinateTransform, QgsProject

    source = source_of(make_raster, "utm")
    step = area.ladder_of(source, 0.3, None, None).steps[0]
    extent = QgsRectangle(500030, 3999950, 500060, 3999980)
    plain = area.plan(source, step, model, View(extent, UTM33)).window
    for name in ("EPSG:3857", "EPSG:4326"):
        other = QgsCoordinateReferenceSystem(name)
        moved = QgsCoordinateTransform(UTM33, other, QgsProject.instance())
        view = View(moved.transformBoundingBox(extent), other)
        window = area.plan(source, step, model, view).window
        assert abs(window.col - plain.col) <= 2 and abs(window.row - plain.row) <= 2
        assert abs(window.cols - plain.cols) <= 4 and abs(window.rows - plain.rows) <= 4


def test_world_wide_view_shows_the_whole_layer(make_raster, model):
    source = source_of(make_raster, "utm")
    step = area.ladder_of(source, 0.3, None, None).steps[0]
    for extent, name in (
        (QgsRectangle(-180, -90, 180, 90), "EPSG:4326"),
        (QgsRectangle(-4e7, -4e7, 4e7, 4e7), "EPSG:3857"),
    ):
        view = View(extent, QgsCoordinateReferenceSystem(name))
        assert area.plan(source, step, model, view).window.as_list() == [0, 0, 400, 300]


def test_view_off_the_image_is_said_in_words(make_raster, model):
    source = source_of(make_raster, "utm")
    step = area.ladder_of(source, 0.3, None, None).steps[0]
    with pytest.raises(Problem, match="does not touch the image") as caught:
        area.plan(source, step, model, View(QgsRectangle(0, 0, 10, 10), UTM33))
    assert "Zoom to the layer" in caught.value.todo


def test_image_without_georeference_needs_the_user_s_pixel_size(make_raster, model):
    layer = make_raster("plain", transform=None, epsg=None)
    source = describe(layer)
    assert not source.has_georeference and source.path is not None
    assert area.ladder_of(source, 0.5, None, None) is None
    ladder = area.ladder_of(source, 0.5, None, 0.25)
    assert ladder.steps[ladder.recommended].scale == 2
    nowhere = QgsCoordinateReferenceSystem()
    view = View(QgsRectangle(10, -40, 30, -20), nowhere)
    plan = area.plan(source, ladder.steps[0], model, view, user_pixel_size_m=0.25)
    assert plan.window.as_list() == [10, 20, 20, 20]
    assert plan.pixel_size_m == 0.25


def test_coordinate_system_given_in_qgis_only_is_told_to_the_worker(make_raster, model):
    layer = make_raster("no_crs", epsg=None)
    layer.setCrs(UTM33)
    source = describe(layer)
    assert source.has_georeference and not source.file_has_crs
    ladder = area.ladder_of(source, 1.0, None, None)
    plan = area.plan(source, ladder.steps[1], model, None)
    assert plan.pixel_size_m == pytest.approx(0.5, rel=1e-3)  # of a file pixel


def test_georeferenced_file_is_asked_for_no_pixel_size(make_raster, model):
    source = source_of(make_raster, "degrees")
    plan = area.plan(source, area.ladder_of(source, 0.3, None, None).steps[0], model, None)
    assert plan.pixel_size_m is None


def xyz_layer(zmax: int = 19) -> QgsRasterLayer:
    url = f"type=xyz&url=http://127.0.0.1:9/{{z}}/{{x}}/{{y}}.png&zmin=0&zmax={zmax}"
    return QgsRasterLayer(url, "tiles", "wms")


def test_xyz_ladder_is_made_of_zoom_levels_at_the_latitude_of_the_view():
    source = describe(xyz_layer())
    assert source.is_web and source.is_rendered and source.zoom == 19
    mercator = QgsCoordinateReferenceSystem("EPSG:3857")
    equator = View(QgsRectangle(-100, -100, 100, 100), mercator)
    north = View(QgsRectangle(1e6, 8399737, 1e6 + 200, 8399937), mercator)  # 60 degrees north
    at_equator = area.ladder_of(source, 0.3, equator, None)
    at_north = area.ladder_of(source, 0.3, north, None)
    assert at_equator.steps[at_equator.recommended].zoom == 19
    assert at_north.steps[at_north.recommended].zoom == 18
    assert at_north.steps[at_north.recommended].gsd_m == pytest.approx(0.2986, rel=5e-3)


def test_xyz_windows_lie_on_the_tile_lattice(model):
    source = describe(xyz_layer())
    mercator = QgsCoordinateReferenceSystem("EPSG:3857")
    resolution = 156543.03392804097 / 2**19
    x0 = -20037508.342789244 + 1000 * resolution
    y0 = 20037508.342789244 - 2000 * resolution
    view = View(
        QgsRectangle(x0 + 0.1, y0 - 30 * resolution, x0 + 20.3 * resolution, y0 - 0.1), mercator
    )
    ladder = area.ladder_of(source, 0.3, view, None)
    plan = area.plan(source, ladder.steps[0], model, view)
    assert plan.window.as_list() == [1000, 2000, 21, 30]
    assert plan.bounds.cols == 256 * 2**19


def test_world_zoom_of_a_basemap_is_questioned_and_too_much(model):
    source = describe(xyz_layer())
    view = View(QgsRectangle(-2e7, -2e7, 2e7, 2e7), QgsCoordinateReferenceSystem("EPSG:3857"))
    ladder = area.ladder_of(source, 0.3, view, None)
    plan = area.plan(source, ladder.steps[ladder.recommended], model, view)
    assert area.needs_question(plan.size) and area.is_too_much(plan.size)
    coarse = area.plan(source, ladder.steps[-3], model, view)
    assert not area.needs_question(coarse.size)


def test_large_raster_is_questioned_and_a_view_of_it_is_not(make_raster, model):
    source = source_of(make_raster, "utm")
    source = type(source)(**{**source.__dict__, "width": 50_000, "height": 50_000})
    step = area.ladder_of(source, 0.3, None, None).steps[0]
    whole = area.plan(source, step, model, None, seconds_per_tile=0.2, class_count=3)
    assert area.needs_question(whole.size)
    assert whole.size.disk_bytes == 50_000**2 * 4
    tiles = math.ceil(50_000 / 48) ** 2
    assert whole.size.tiles == pytest.approx(tiles, rel=0.01)
    assert whole.size.seconds == pytest.approx(whole.size.tiles * 0.2)
    view = View(QgsRectangle(500100, 3999700, 500300, 3999900), UTM33)
    assert not area.needs_question(area.plan(source, step, model, view).size)


def test_top4_scores_bound_the_disk_of_many_names(make_raster, model):
    source = source_of(make_raster, "utm")
    step = area.ladder_of(source, 0.3, None, None).steps[0]
    size = area.plan(source, step, model, None, class_count=300).size
    assert size.disk_bytes == size.pixels * 9


def test_model_that_does_not_tell_its_tiles_still_gives_a_size(make_raster):
    from aeroseg_qgis.messages import ModelInfo

    source = source_of(make_raster, "utm")
    plan = area.plan(source, area.Step(1, 0.3), ModelInfo("x", "X", state="needs weights"), None)
    assert plan.size.tiles == 0 and plan.size.pixels == 120_000
