"""Layers of servers: what is asked for, how fast, and what is said when nothing comes."""

from __future__ import annotations

import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsNetworkAccessManager,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from aeroseg_qgis import area, export
from aeroseg_qgis.aoi import read_aoi
from aeroseg_qgis.area import View
from aeroseg_qgis.export import ExportTask
from aeroseg_qgis.large_run import LargeRunQuestion
from aeroseg_qgis.problems import Cancelled
from aeroseg_qgis.server_talk import host_of
from aeroseg_qgis.source import describe

from .conftest import wait_until, wkt_of
from .map_server import MapServer, color_at
from .test_export import MERCATOR, pixels

PLACE = (1_200_000.0, 6_300_000.0)


@pytest.fixture
def server():
    server = MapServer()
    yield server
    server.close()


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(export, "WEB_TILES_PER_S", 10_000.0)


def layer_of(server: MapServer, kind: str) -> QgsRasterLayer:
    layer = QgsRasterLayer(server.source(kind), kind, "wms")
    assert layer.isValid(), layer.error().summary()
    return layer


def plan_of(layer, model, *, side_m: float = 300.0, gsd_m: float = 0.5, aoi=None):
    source = describe(layer)
    x, y = PLACE
    view = View(QgsRectangle(x, y - side_m, x + side_m, y), MERCATOR)
    ladder = area.ladder_of(source, gsd_m, view, None)
    step = ladder.steps[ladder.recommended]
    return area.plan(source, step, model, None if aoi else view, aoi=aoi)


def run(task: ExportTask, limit_s: float = 60) -> ExportTask:
    ended = []
    task.taskCompleted.connect(lambda: ended.append(1))
    task.taskTerminated.connect(lambda: ended.append(0))
    QgsApplication.taskManager().addTask(task)
    wait_until(lambda: ended, limit_s)
    return task


@pytest.mark.parametrize("kind", ["xyz", "wms", "wmts"])
def test_pictures_come_from_every_kind_of_server(server, model, tmp_path, kind):
    layer = layer_of(server, kind)
    source = describe(layer)
    assert source.is_rendered and source.is_web and source.host == "127.0.0.1"
    plan = plan_of(layer, model)
    task = run(ExportTask(layer, plan, tmp_path / "out.tif"))
    assert task.problem is None and task.notice == ""
    red = pixels(tmp_path / "out.tif", 1)
    assert {value for row in pixels(tmp_path / "out.tif", 4) for value in row} == {255}
    if kind != "wms":  # there a picture is as large as what was asked for
        for col in (10, plan.reach.cols // 2, plan.reach.cols - 10):
            tile_m = 256 * plan.affine.b
            left, _ = plan.affine.apply(plan.reach.col + col, 0)
            index = (left + 20037508.342789244) // tile_m
            middle = (index + 0.5) * tile_m - 20037508.342789244
            assert red[40][col] == color_at(middle, 0).red()
    tiles = {path for _, path in server.asked if kind != "wms" and path.endswith(".png")}
    assert len(tiles) <= plan.size.web_tiles
    assert len(server.asked) == len(tiles) or kind == "wms"  # each is asked for once


REASONS = {
    "404": "knows no picture here (404",
    "500": "fault of its own (500",
    "403": "refuses to give pictures (403)",
    "html": "web page in place of pictures",
    "close": "cannot be reached",
}


@pytest.mark.parametrize("mode", sorted(REASONS))
@pytest.mark.parametrize("kind", ["xyz", "wms"])
def test_server_that_gives_nothing_is_told_with_the_reason(server, model, tmp_path, kind, mode):
    layer = layer_of(server, kind)
    server.mode = mode
    task = run(ExportTask(layer, plan_of(layer, model, side_m=100), tmp_path / "out.tif"))
    assert task.problem.name == "bad_image" and "empty picture" in task.problem.what
    assert REASONS[mode] in task.problem.why and task.problem.todo
    assert list(tmp_path.glob("out*")) == []


def test_server_that_is_not_there(server, model, tmp_path):
    layer = layer_of(server, "xyz")
    plan = plan_of(layer, model, side_m=100)
    server.close()
    task = run(ExportTask(layer, plan, tmp_path / "out.tif"))
    assert "cannot be reached" in task.problem.why


def test_server_that_never_answers(server, model, tmp_path, monkeypatch):
    before = QgsNetworkAccessManager.timeout()
    QgsNetworkAccessManager.setTimeout(300)
    monkeypatch.setattr("tests.aeroseg_qgis.map_server.picture", lambda *_: wait_for_ever())
    try:
        layer = layer_of(server, "xyz")
        task = run(ExportTask(layer, plan_of(layer, model, side_m=50), tmp_path / "out.tif"))
    finally:
        QgsNetworkAccessManager.setTimeout(before)
    assert "did not answer in time" in task.problem.why


def wait_for_ever() -> bytes:
    import time

    time.sleep(5)
    return b""


def test_broken_server_is_not_asked_for_the_rest(server, model, tmp_path, monkeypatch):
    monkeypatch.setattr(export, "WEB_TILES_PER_S", 60.0)
    layer = layer_of(server, "xyz")
    server.mode = "404"
    plan = plan_of(layer, model, side_m=2000)
    assert plan.size.web_tiles > 150
    task = run(ExportTask(layer, plan, tmp_path / "out.tif"))
    assert "404" in task.problem.why
    assert len(server.asked) < 0.7 * plan.size.web_tiles


def test_missing_pictures_leave_holes_and_a_notice(server, model, tmp_path):
    layer = layer_of(server, "xyz")
    server.mode = "half"
    task = run(ExportTask(layer, plan_of(layer, model), tmp_path / "out.tif"))
    assert task.problem is None
    assert "did not come" in task.notice and "(500" in task.notice
    assert {value for row in pixels(tmp_path / "out.tif", 4) for value in row} == {0, 255}


def test_server_is_asked_at_a_polite_rate_and_cancel_is_heard_meanwhile(
    server, model, tmp_path, monkeypatch
):
    monkeypatch.setattr(export, "WEB_TILES_PER_S", 100.0)
    layer = layer_of(server, "xyz")
    plan = plan_of(layer, model, side_m=1500)
    task = run(ExportTask(layer, plan, tmp_path / "out.tif"))
    assert task.problem is None
    times = [moment for moment, _ in server.asked]
    assert len(times) > 60 and len(times) / (times[-1] - times[0]) < 200  # a block comes at once
    monkeypatch.setattr(export, "WEB_TILES_PER_S", 0.1)
    task = ExportTask(layer, plan, tmp_path / "again.tif")
    ended = []
    task.taskTerminated.connect(lambda: ended.append(1))
    QgsApplication.taskManager().addTask(task)
    wait_until(lambda: task.status() == task.TaskStatus.Running)
    task.cancel()
    wait_until(lambda: ended, 5)
    assert isinstance(task.problem, Cancelled)


def test_only_pictures_that_polygons_need_are_asked_for(server, model, tmp_path):
    layer = layer_of(server, "xyz")
    source = describe(layer)
    x, y = PLACE
    layer_of_polygons = QgsVectorLayer("Polygon?crs=EPSG:3857", "corners", "memory")
    for left, top in ((x, y), (x + 2800, y - 2800)):
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(left, top - 60, left + 60, top)))
        layer_of_polygons.dataProvider().addFeatures([feature])
    aoi = read_aoi(layer_of_polygons, source.affine, source.width, source.height, source.crs)
    plan = plan_of(layer, model, aoi=aoi)
    whole = area.plan(source, plan.step, model, None, aoi=None).size
    assert plan.size.cols > 4000 and plan.size.web_tiles < 0.5 * (plan.size.cols / 256) ** 2
    assert whole.web_tiles > area.MOST_WEB_TILES
    task = run(ExportTask(layer, plan, tmp_path / "out.tif"))
    assert task.problem is None and len(server.asked) <= plan.size.web_tiles
    dataset = gdal.Open(str(tmp_path / "out.tif"))
    alpha = dataset.GetRasterBand(4)
    middle = alpha.ReadRaster(plan.reach.cols // 2, plan.reach.rows // 2, 1, 1)
    assert middle == b"\0" and alpha.ReadRaster(70, 70, 1, 1) == b"\xff"


def test_many_pictures_are_asked_about_and_too_many_refused(server, model):
    layer = layer_of(server, "xyz")
    many = plan_of(layer, model, side_m=8_000)
    assert area.POLITE_WEB_TILES < many.size.web_tiles < area.MOST_WEB_TILES
    assert area.needs_question(many.size) and not area.is_too_much(many.size)
    question = LargeRunQuestion(many, None, model)
    assert "map tiles, 20 a second at most" in question.informativeText()
    far = plan_of(layer, model, side_m=80_000)
    assert area.is_too_much(far.size)
    question = LargeRunQuestion(far, None, model)
    assert "more than is decent" in question.informativeText()
    assert all("all" not in button.text() for button in question.buttons())


def test_waiting_for_a_server_is_in_the_estimate(server, model):
    layer = layer_of(server, "xyz")
    source = describe(layer)
    view = View(QgsRectangle(*PLACE, PLACE[0] + 1000, PLACE[1] + 1000), MERCATOR)
    ladder = area.ladder_of(source, 0.5, view, None)
    step = ladder.steps[ladder.recommended]
    plan = area.plan(source, step, model, view, seconds_per_tile=0.01)
    waiting = plan.size.web_tiles / area.WEB_TILES_PER_S
    assert plan.size.seconds == pytest.approx(0.01 * plan.size.tiles + waiting)


@pytest.mark.parametrize(
    ("source", "host"),
    [
        ("type=xyz&url=https://tile.example.org/{z}/{x}/{y}.png", "tile.example.org"),
        ("type=xyz&url=https://{switch:a,b}.tile.example.org/{z}.png&zmin=0", "tile.example.org"),
        ("type=xyz&url=https%3A%2F%2Fa.example.org%3A80%2Fx&zmin=0", "a.example.org"),
        ("crs=EPSG:3857&layers=a&url=http://user@maps.example.org:8080/wms?x", "maps.example.org"),
        ("type=mbtiles&url=file:///tmp/a.mbtiles", ""),
    ],
)
def test_host_of_a_layer(source, host):
    assert host_of(source) == host


# Files that are near to that


def test_image_over_http_is_drawn_and_lies_in_its_place(server, model, tmp_path, make_raster):
    plain = make_raster(size=(600, 400))
    cog = tmp_path / "cog.tif"
    gdal.Translate(str(cog), plain.source(), format="COG")
    server.files["cog.tif"] = cog
    layer = QgsRasterLayer(f"/vsicurl/{server.url}/files/cog.tif", "cog", "gdal")
    assert layer.isValid()
    source = describe(layer)
    assert source.is_rendered and not source.is_web and source.affine == describe(plain).affine
    plan = area.plan(source, area.Step(1.0, 0.5), model, None)
    task = run(ExportTask(layer, plan, tmp_path / "out.tif"))
    assert task.problem is None
    for band in (1, 2, 3):
        assert pixels(tmp_path / "out.tif", band) == pixels(plain.source(), band)


@pytest.mark.parametrize(("suffix", "driver"), [("gpkg", "GPKG"), ("vrt", "VRT")])
def test_geopackage_and_vrt_go_to_the_worker_as_they_are(make_raster, tmp_path, suffix, driver):
    plain = make_raster()
    path = tmp_path / f"a.{suffix}"
    gdal.Translate(str(path), plain.source(), format=driver, outputSRS=wkt_of(32633))
    layer = QgsRasterLayer(str(path), "a", "gdal")
    assert layer.isValid() and describe(layer).path == str(path)
