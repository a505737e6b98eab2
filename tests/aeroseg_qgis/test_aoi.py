"""Polygons as an area: any coordinate system, any shape, and in words what cannot be used."""

from __future__ import annotations

import errno
import json
import math
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QTransform
from qgis.PyQt.QtTest import QTest

from aeroseg_qgis import area
from aeroseg_qgis.aoi import Aoi, read_aoi
from aeroseg_qgis.area import Step
from aeroseg_qgis.grid import Affine, Tiling, Window
from aeroseg_qgis.problems import Problem
from aeroseg_qgis.source import RasterSource, describe

from .conftest import wait_until

UTM33 = QgsCoordinateReferenceSystem("EPSG:32633")
HOLE = "POLYGON((20 20,180 20,180 120,20 120,20 20),(60 50,60 90,120 90,120 50,60 50))"
FAR = "POLYGON((5000 0,5010 0,5010 10,5000 10,5000 0))"
BOW_TIE = "POLYGON((20 20,180 120,180 20,20 120,20 20))"


def polygons(
    *shapes: str, crs: str = "EPSG:32633", to_map: bool = True, name: str = "fields"
) -> QgsVectorLayer:
    """A layer of shapes in metres from the image's corner, x right and y down."""
    layer = QgsVectorLayer(f"Polygon?crs={crs}", name, "memory")
    transform = QgsCoordinateTransform(UTM33, layer.crs(), QgsProject.instance())
    features = []
    for wkt in shapes:
        shape = QgsGeometry.fromWkt(wkt)
        if to_map:
            shape.transform(QTransform(1, 0, 0, -1, 500000, 4000000))
            shape = shape.densifyByDistance(1.0) if crs != "EPSG:32633" else shape
            shape.transform(transform)
        feature = QgsFeature()
        feature.setGeometry(shape)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def on_image(layer: QgsVectorLayer | None, image) -> Aoi:
    source = describe(image)
    return read_aoi(layer, source.affine, source.width, source.height, source.crs)


def in_pixels(aoi: Aoi) -> QgsGeometry:
    return aoi._pixels


def test_polygon_with_a_hole_keeps_it(make_raster):
    aoi = on_image(polygons(HOLE), make_raster())
    # metres x 2 = pixels of 0.5 m
    assert in_pixels(aoi).area() == pytest.approx(4 * (160 * 100 - 60 * 40))
    assert aoi.window(1.0, Window(0, 0, 400, 300)) == Window(40, 40, 320, 200)
    assert aoi.note == "1 polygon"
    assert not aoi.touches(Window(130, 110, 80, 50), 1.0)  # in the hole
    assert aoi.touches(Window(110, 110, 80, 50), 1.0)


def test_polygon_that_crosses_itself_is_mended_and_said(make_raster):
    aoi = on_image(polygons(BOW_TIE, "POLYGON((0 0,10 0,10 10,0 10,0 0))"), make_raster())
    assert in_pixels(aoi).area() == pytest.approx(4 * (160 * 100 / 2 + 100))
    assert aoi.geometry.isGeosValid()
    assert aoi.note == "2 polygons, 1 crosses itself, mended"


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:32634", "EPSG:3035", "EPSG:2154"])
def test_polygons_in_another_coordinate_system_come_to_the_same_place(make_raster, crs):
    plain = in_pixels(on_image(polygons(HOLE), make_raster("a")))
    moved = in_pixels(on_image(polygons(HOLE, crs=crs), make_raster("b")))
    assert moved.symDifference(plain).area() < 2.0  # of 54,400 pixels
    assert moved.boundingBox().xMinimum() == pytest.approx(40, abs=0.05)


def test_long_edges_follow_the_projection(make_raster):
    """A parallel of latitude is bent in UTM: two points are not enough for it."""
    image = make_raster(size=(4000, 4000), transform=(400000.0, 25.0, 0.0, 6400000.0, 0.0, -25.0))
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", "band", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(10.0, 57.0, 20.0, 57.3)))
    layer.dataProvider().addFeatures([feature])
    shape = on_image(layer, image).geometry
    transform = QgsCoordinateTransform(layer.crs(), image.crs(), QgsProject.instance())
    for index in range(101):
        lon = 13.5 + 1.4 * index / 100
        for lat, edge in ((57.0, 0.1), (57.3, -0.1)):
            inside = transform.transform(QgsPointXY(lon, lat + edge * 1e-4))
            outside = transform.transform(QgsPointXY(lon, lat - edge * 1e-4))
            if image.extent().contains(inside):
                assert shape.contains(inside) and not shape.contains(outside)


def test_polygon_around_the_globe_is_cut_to_the_image(make_raster):
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", "world", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(-180, -90, 180, 90)))
    layer.dataProvider().addFeatures([feature])
    aoi = on_image(layer, make_raster())
    assert aoi.window(1.0, Window(0, 0, 400, 300)) == Window(0, 0, 400, 300)


@pytest.mark.parametrize(
    "transform",
    [
        (500000.0, 0.5, 0.0, 3999850.0, 0.0, 0.5),  # south-up
        (500000.0, 0.4, 0.3, 4000000.0, 0.3, -0.4),  # turned
    ],
)
def test_polygons_on_turned_images_lie_on_the_file_s_own_pixels(make_raster, transform):
    image = make_raster(transform=transform)
    affine = describe(image).affine
    corners = [affine.apply(*corner) for corner in ((100, 80), (140, 80), (140, 110), (100, 110))]
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633", "one", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPolygonXY([[QgsPointXY(*point) for point in corners]]))
    layer.dataProvider().addFeatures([feature])
    aoi = on_image(layer, image)
    assert aoi.window(1.0, Window(0, 0, 400, 300)) == Window(100, 80, 40, 30)


def test_image_without_georeference_takes_numbers_as_they_are(make_raster):
    image = make_raster(transform=None, epsg=None)
    layer = polygons("POLYGON((10 -20,60 -20,60 -50,10 -50,10 -20))", to_map=False)
    aoi = on_image(layer, image)
    assert aoi.window(1.0, Window(0, 0, 400, 300)) == Window(10, 20, 50, 30)


def test_selected_features_alone_count_where_some_are_selected(make_raster):
    layer = polygons("POLYGON((0 0,10 0,10 10,0 10,0 0))", HOLE)
    image = make_raster()
    assert on_image(layer, image).note == "2 polygons"
    layer.selectByIds([1])
    aoi = on_image(layer, image)
    assert aoi.note == "1 selected polygon"
    assert aoi.window(1.0, Window(0, 0, 400, 300)) == Window(0, 0, 20, 20)


@pytest.mark.parametrize(
    ("shapes", "select", "words"),
    [
        ((), False, ("has no polygons", "Draw one")),
        (
            ("POLYGON((5000 0,5010 0,5010 10,5000 10,5000 0))",),
            False,
            ("do not touch", "elsewhere"),
        ),
        (
            ("POLYGON((5000 0,5010 0,5010 10,5000 10,5000 0))", HOLE),
            True,
            ("selected polygons", "clear the selection"),
        ),
        (("POLYGON((10 10,20 20,10 10))",), False, ("do not touch", "so thin")),
    ],
    ids=["empty", "elsewhere", "selected elsewhere", "without an inside"],
)
def test_what_cannot_be_used_is_said_in_words(make_raster, shapes, select, words):
    layer = polygons(*shapes)
    if select:
        layer.selectByIds([1])
    with pytest.raises(Problem) as caught:
        on_image(layer, make_raster())
    assert caught.value.name == "bad_area"
    for word in words:
        assert word in caught.value.text


def test_no_layer_of_polygons_is_said(make_raster):
    with pytest.raises(Problem, match="No layer of polygons"):
        on_image(None, make_raster())


def test_overlapping_polygons_count_once(make_raster):
    one, other = "POLYGON((0 0,20 0,20 20,0 20,0 0))", "POLYGON((10 0,30 0,30 20,10 20,10 0))"
    assert in_pixels(on_image(polygons(one, other), make_raster())).area() == pytest.approx(2400)


# Sizes


@pytest.mark.parametrize("windows", [False, True])
def test_only_tiles_that_see_something_are_counted(make_raster, windows):
    aoi = on_image(polygons(HOLE, "POLYGON((0 0,1 0,1 1,0 1,0 0))"), make_raster())
    tiling = Tiling(32, 24, windows)
    for scale in (1.0, 2.0):
        some = Window(0, 0, math.ceil(400 / scale), math.ceil(300 / scale))
        cells = tiling.cells(some, some)
        seen = sum(
            aoi.touches(tiling.seen_by(Window(col, row, 1, 1), some), scale)
            for col in range(cells.col, cells.col + cells.cols)
            for row in range(cells.row, cells.row + cells.rows)
        )
        counted = aoi.count(cells, lambda part: tiling.seen_by(part, some), scale)  # noqa: B023
        assert counted == seen
        assert scale > 1 or counted < cells.pixels


def test_plan_of_polygons_is_as_large_as_they_are(make_raster, model):
    image = make_raster()
    aoi = on_image(polygons(HOLE), image)
    whole = area.plan(describe(image), Step(1.0, 0.5), model, None)
    plan = area.plan(
        describe(image), Step(1.0, 0.5), model, None, aoi=aoi, class_count=2, seconds_per_tile=2.0
    )
    assert plan.window == Window(40, 40, 320, 200) and plan.aoi is aoi
    assert plan.size.inside == 4 * (160 * 100 - 60 * 40) == plan.size.pixels
    assert plan.size.disk_bytes == 3 * plan.size.inside
    assert 0 < plan.size.tiles < whole.size.tiles and plan.size.seconds == 2 * plan.size.tiles
    coarse = area.plan(describe(image), Step(4.0, 2.0), model, None, aoi=aoi)
    assert coarse.window == Window(10, 10, 80, 50)


def test_blocks_that_no_polygon_needs_are_not_drawn(make_raster, model, monkeypatch):
    monkeypatch.setattr(area, "BLOCK_PX", 32)
    image = make_raster()
    source = RasterSource(**{**describe(image).__dict__, "path": None})
    corners = (
        "POLYGON((0 0,2 0,2 2,0 2,0 0))",
        "POLYGON((198 148,200 148,200 150,198 150,198 148))",
    )
    aoi = on_image(polygons(*corners), image)
    plan = area.plan(source, Step(1.0, 0.5), model, None, aoi=aoi)
    blocks = list(plan.blocks())
    assert plan.window == Window(0, 0, 400, 300) and len(blocks) < 40
    needed = Tiling(64, 48).reach(Window(0, 0, 4, 4), plan.bounds)
    drawn = {(block.col, block.row) for block in blocks}
    for col in range(0, needed.cols, 32):
        for row in range(0, needed.rows, 32):
            assert (col, row) in drawn


def test_file_holds_the_coordinates_of_the_image(make_raster, tmp_path):
    aoi = on_image(polygons(HOLE, crs="EPSG:4326"), make_raster())
    content = json.loads(aoi.write(tmp_path).read_text())
    assert content["type"] == "FeatureCollection"
    assert content["aeroseg"] == {"coordinates": "image"}
    shape = QgsGeometry.fromWkt(aoi.geometry.asWkt(17))
    written = content["features"][0]["geometry"]
    assert written["type"] == "MultiPolygon"
    x, y = written["coordinates"][0][0][0]
    assert shape.distance(QgsGeometry.fromPointXY(QgsPointXY(x, y))) < 1e-6
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_affine_of_a_turned_image_is_undone():
    affine = Affine(1000.0, 0.4, 0.3, 2000.0, 0.3, -0.4)
    aoi = Aoi(QgsGeometry.fromPolygonXY([[QgsPointXY(*affine.apply(c, r)) for c, r in (
        (3, 4), (9, 4), (9, 8), (3, 8))]]), affine)  # fmt: skip
    assert aoi.window(1.0, Window(0, 0, 50, 50)) == Window(3, 4, 6, 4)


def test_layer_of_one_pixel_and_polygon_within_it(make_raster, model):
    image = make_raster(size=(1, 1))
    plan = area.plan(describe(image), Step(1.0, 0.5), model, None)
    assert plan.window == Window(0, 0, 1, 1) and plan.size.tiles == 1
    dot = polygons("POLYGON((0.1 0.1,0.2 0.1,0.2 0.2,0.1 0.2,0.1 0.1))")
    aoi = on_image(dot, image)
    assert area.plan(describe(image), Step(1.0, 0.5), model, None, aoi=aoi).window.pixels == 1


# The panel


def test_polygons_are_chosen_run_and_remembered(ready, fake):
    dock = ready.dock
    assert not dock.where.polygons.isEnabled()
    layer = polygons(HOLE, crs="EPSG:4326")
    QgsProject.instance().addMapLayer(layer)
    QTest.mouseClick(dock.where.within, Qt.MouseButton.LeftButton)
    dock.planner.settle()
    assert dock.where.polygons.isEnabled() and dock.where.polygons.currentLayer() is layer
    assert dock.where.hint.full_text == "1 polygon"
    assert dock.size.full_text.startswith("320 × 200 px, 85 % inside")
    ready.type("building, road")
    ready.run_to_end()
    assert ready.problems == []
    sent = fake.requests("segment")[0]
    assert sent["grid"]["window"] == [40, 40, 320, 200]
    assert sent["aoi"].endswith("aoi.geojson") and sent["out_dir"] in sent["aoi"]
    result = ready.results[0].layer
    provider = result.dataProvider()
    hole = QgsPointXY(500000 + 90, 4000000 - 70)
    assert not provider.sample(hole, 1)[1]
    assert provider.sample(QgsPointXY(500000 + 30, 4000000 - 30), 1)[1]
    # A project that is opened again has the same area.
    memory = QgsProject.instance().readEntry("AeroSeg", "/polygons", "")[0]
    assert memory == layer.id()
    dock.view.setChecked(True)
    QgsProject.instance().writeEntry("AeroSeg", "/area", "polygons")
    dock.read_project()
    assert dock.where.within.isChecked() and dock.where.polygons.currentLayer() is layer
    assert ready.settings.area == "view"  # other projects may have no polygons


def test_selection_and_edits_are_noticed(ready):
    layer = polygons("POLYGON((0 0,10 0,10 10,0 10,0 0))", HOLE)
    QgsProject.instance().addMapLayer(layer)
    ready.dock.where.within.setChecked(True)
    ready.dock.planner.settle()
    assert ready.dock.where.hint.full_text == "2 polygons"
    layer.selectByIds([1])
    wait_until(lambda: ready.dock.where.hint.full_text == "1 selected polygon")
    assert ready.dock.size.full_text.startswith("20 × 20 px")
    layer.removeSelection()
    layer.startEditing()
    layer.deleteFeature(1)
    wait_until(lambda: ready.dock.where.hint.full_text == "1 polygon")
    layer.rollBack()
    wait_until(lambda: ready.dock.where.hint.full_text == "2 polygons")


def test_area_without_polygons_says_what_to_do(ready):
    ready.type("building")
    ready.dock.where.within.setChecked(True)
    ready.dock.planner.settle()
    assert not ready.dock.segment.isEnabled()
    assert "No layer of polygons is chosen" in ready.dock.status.full_text
    layer = polygons(name="nothing yet")
    QgsProject.instance().addMapLayer(layer)
    ready.dock.planner.settle()
    assert "“nothing yet” has no polygons" in ready.dock.status.full_text
    QgsProject.instance().removeMapLayer(layer.id())
    ready.dock.planner.settle()
    assert "No layer of polygons is chosen" in ready.dock.status.full_text
    ready.dock.whole.setChecked(True)
    ready.dock.planner.settle()
    assert ready.dock.segment.isEnabled()


def test_polygons_that_cannot_be_written_end_the_run_and_leave_nothing(ready, monkeypatch):
    QgsProject.instance().addMapLayer(polygons(HOLE))
    ready.dock.where.within.setChecked(True)
    ready.dock.planner.settle()
    ready.type("building")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Aoi, "write", full)
    ready.run_to_end()
    assert ready.problems[0].name == "disk" and "No space left" in ready.problems[0].why
    assert ready.dock.segment.isEnabled() and not ready.runner.is_busy
    assert list(Path(ready.settings.results_folder).iterdir()) == []


def test_worker_that_finds_no_pixel_inside_is_passed_on(ready):
    QgsProject.instance().addMapLayer(polygons(HOLE))
    ready.dock.where.within.setChecked(True)
    ready.behave("bad_area:The polygons hold no pixel.")
    ready.type("building")
    ready.run_to_end()
    assert ready.problems[0].name == "bad_area" and ready.dock.segment.isEnabled()
