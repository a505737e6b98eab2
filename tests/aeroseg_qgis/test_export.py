"""Pictures of layers: right pixels, right place, averaged, masked, complete or not there."""

from __future__ import annotations

import http.server
import threading
from functools import partial

import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice
from qgis.PyQt.QtGui import QColor, QImage

from aeroseg_qgis import area
from aeroseg_qgis.area import Step, View
from aeroseg_qgis.export import ExportTask
from aeroseg_qgis.problems import Cancelled
from aeroseg_qgis.source import RasterSource, describe

from .conftest import wait_until

MERCATOR = QgsCoordinateReferenceSystem("EPSG:3857")


def drawn(layer: QgsRasterLayer) -> RasterSource:
    """The layer as if its look were more than bands and a stretch."""
    return RasterSource(**{**describe(layer).__dict__, "path": None})


def export(layer, plan, path) -> ExportTask:
    task = ExportTask(layer, plan, path)
    assert task.run(), task.problem
    return task


def pixels(path, band: int) -> list[list[int]]:
    dataset = gdal.Open(str(path))
    cols, rows = dataset.RasterXSize, dataset.RasterYSize
    data = dataset.GetRasterBand(band).ReadRaster(0, 0, cols, rows, buf_type=gdal.GDT_Byte)
    return [list(data[row * cols : (row + 1) * cols]) for row in range(rows)]


def test_native_picture_equals_the_file(make_raster, model, tmp_path):
    layer = make_raster()
    plan = area.plan(drawn(layer), Step(1.0, 0.5), model, None)
    export(layer, plan, tmp_path / "out.tif")
    for band in (1, 2, 3):
        assert pixels(tmp_path / "out.tif", band) == pixels(layer.source(), band)
    assert {value for row in pixels(tmp_path / "out.tif", 4) for value in row} == {255}
    dataset = gdal.Open(str(tmp_path / "out.tif"))
    assert dataset.GetGeoTransform() == (500000.0, 0.5, 0.0, 4000000.0, 0.0, -0.5)
    assert QgsCoordinateReferenceSystem.fromWkt(dataset.GetProjection()) == layer.crs()


def test_picture_of_a_view_has_the_margins_of_the_tiles_and_lies_on_the_lattice(
    make_raster, model, tmp_path
):
    layer = make_raster()
    view = View(QgsRectangle(500060, 3999900, 500090, 3999920), layer.crs())
    plan = area.plan(drawn(layer), Step(1.0, 0.5), model, view)
    assert plan.reach.cols > plan.window.cols
    export(layer, plan, tmp_path / "out.tif")
    got, whole = pixels(tmp_path / "out.tif", 1), pixels(layer.source(), 1)
    reach = plan.reach
    assert got == [
        row[reach.col : reach.col + reach.cols] for row in whole[reach.row : reach.row + reach.rows]
    ]
    assert gdal.Open(str(tmp_path / "out.tif")).GetGeoTransform()[0] == 500000 + reach.col * 0.5


@pytest.mark.parametrize("factor", [2, 4, 8])
def test_reduced_picture_is_the_mean_of_whole_blocks(make_raster, model, tmp_path, factor):
    layer = make_raster(size=(160, 96))
    plan = area.plan(drawn(layer), Step(float(factor), 0.5 * factor), model, None)
    export(layer, plan, tmp_path / "out.tif")
    got, whole = pixels(tmp_path / "out.tif", 2), pixels(layer.source(), 2)
    for row, line in enumerate(got):
        for col, value in enumerate(line):
            block = [
                whole[row * factor + y][col * factor + x]
                for y in range(factor)
                for x in range(factor)
            ]
            assert abs(value - sum(block) / len(block)) <= 1.5


def test_blocks_join_without_a_seam(make_raster, model, tmp_path, monkeypatch):
    layer = make_raster(size=(200, 150))
    plan = area.plan(drawn(layer), Step(2.0, 1.0), model, None)
    export(layer, plan, tmp_path / "one.tif")
    monkeypatch.setattr("aeroseg_qgis.area.BLOCK_PX", 32)
    export(layer, plan, tmp_path / "many.tif")
    for band in (1, 2, 3, 4):
        assert pixels(tmp_path / "one.tif", band) == pixels(tmp_path / "many.tif", band)


def test_opacity_of_the_layer_does_not_reach_the_picture(make_raster, model, tmp_path):
    layer = make_raster()
    layer.setOpacity(0.3)
    plan = area.plan(drawn(layer), Step(1.0, 0.5), model, None)
    export(layer, plan, tmp_path / "out.tif")
    assert pixels(tmp_path / "out.tif", 1) == pixels(layer.source(), 1)
    assert layer.opacity() == pytest.approx(0.3)


def test_transparent_pixels_are_no_data(make_raster, model, tmp_path):
    layer = make_raster(bands=4, alpha=True)
    plan = area.plan(drawn(layer), Step(1.0, 0.5), model, None)
    export(layer, plan, tmp_path / "out.tif")
    alpha = pixels(tmp_path / "out.tif", 4)
    assert alpha[5][5] == 0 and alpha[25][25] == 255


def test_layer_without_any_pixel_here_is_said_in_words(make_raster, model, tmp_path):
    layer = make_raster(bands=4, alpha=True, size=(60, 60))
    view = View(QgsRectangle(500000, 3999997, 500003, 4000000), layer.crs())
    small = type(model)("m", "M", tile_px=8, stride_px=8, gsd_m=0.5)
    plan = area.plan(drawn(layer), Step(1.0, 0.5), small, view)
    task = ExportTask(layer, plan, tmp_path / "out.tif")
    assert not task.run()
    assert "no pixels in this area" in task.problem.what
    assert list(tmp_path.glob("out*")) == []


def test_cancelled_picture_leaves_no_file(make_raster, model, tmp_path):
    layer = make_raster()
    plan = area.plan(drawn(layer), Step(1.0, 0.5), model, None)
    task = ExportTask(layer, plan, tmp_path / "out.tif")
    task.cancel()
    assert not task.run()
    assert isinstance(task.problem, Cancelled)
    assert list(tmp_path.glob("out*")) == []


def test_folder_that_cannot_be_written_is_named(make_raster, model, tmp_path):
    layer = make_raster()
    plan = area.plan(drawn(layer), Step(1.0, 0.5), model, None)
    task = ExportTask(layer, plan, tmp_path / "gone" / "out.tif")
    assert not task.run()
    assert task.problem.name == "disk" and str(tmp_path / "gone") in task.problem.text


def test_picture_is_made_on_a_thread_of_the_task_manager(make_raster, model, tmp_path):
    layer = make_raster()
    plan = area.plan(drawn(layer), Step(1.0, 0.5), model, None)
    task = ExportTask(layer, plan, tmp_path / "out.tif")
    ended = []
    task.taskCompleted.connect(lambda: ended.append("done"))
    task.taskTerminated.connect(lambda: ended.append("failed"))
    QgsApplication.taskManager().addTask(task)
    wait_until(lambda: ended)
    assert ended == ["done"]
    assert pixels(tmp_path / "out.tif", 1) == pixels(layer.source(), 1)


class Tiles(http.server.BaseHTTPRequestHandler):
    """Tiles whose colour says which they are; 404 outside column 300000."""

    def do_GET(self):
        zoom, x, y = (int(part) for part in self.path.strip("/").split(".")[0].split("/"))
        self.server.asked.append((zoom, x, y))
        if self.server.is_broken:
            self.send_error(404)
            return
        image = QImage(256, 256, QImage.Format.Format_RGB888)
        image.fill(QColor(x % 256, y % 256, zoom * 10))
        image.setPixelColor(10, 20, QColor(255, 255, 255))
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(bytes(data))

    def log_message(self, *_):
        pass


@pytest.fixture
def tile_server():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Tiles))
    server.asked, server.is_broken = [], False
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def tile_layer(server, name: str) -> QgsRasterLayer:
    url = f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
    return QgsRasterLayer(f"type=xyz&url={url}&zmin=0&zmax=19", name, "wms")


def run_in_task(task: ExportTask) -> None:
    ended = []
    task.taskCompleted.connect(lambda: ended.append(1))
    task.taskTerminated.connect(lambda: ended.append(0))
    QgsApplication.taskManager().addTask(task)
    wait_until(lambda: ended, 60)


def test_tiles_of_a_server_come_at_their_own_resolution(tile_server, model, tmp_path):
    layer = tile_layer(tile_server, "tiles")
    source = describe(layer)
    resolution = 156543.03392804097 / 2**19
    x0 = -20037508.342789244 + 300000 * 256 * resolution
    y0 = 20037508.342789244 - 200000 * 256 * resolution
    view = View(
        QgsRectangle(
            x0 + 100.2 * resolution,
            y0 - 400 * resolution,
            x0 + 500 * resolution,
            y0 - 30.3 * resolution,
        ),
        MERCATOR,
    )
    ladder = area.ladder_of(source, 0.3, view, None)
    plan = area.plan(source, ladder.steps[0], model, view)
    task = ExportTask(layer, plan, tmp_path / "out.tif")
    run_in_task(task)
    assert task.problem is None
    assert {zoom for zoom, _, _ in tile_server.asked} == {19}
    red, blue = pixels(tmp_path / "out.tif", 1), pixels(tmp_path / "out.tif", 3)
    # the white mark of each tile sits at (10, 20) of it, within a pixel (newer QGIS may shift one)
    marks = [
        (plan.reach.col + col, plan.reach.row + row)
        for row, line in enumerate(blue)
        for col, value in enumerate(line)
        if value > 225
    ]
    assert marks
    for col, row in marks:
        assert abs(col % 256 - 10) <= 1 and abs(row % 256 - 20) <= 1
    col = 300000 * 256 + 200 - plan.reach.col
    assert red[50][col] == 300000 % 256


def test_server_that_gives_nothing_is_said_in_words(tile_server, model, tmp_path):
    tile_server.is_broken = True
    layer = tile_layer(tile_server, "broken")
    source = describe(layer)
    view = View(QgsRectangle(1000, 1000, 1030, 1030), MERCATOR)
    ladder = area.ladder_of(source, 0.3, view, None)
    plan = area.plan(source, ladder.steps[0], model, view)
    task = ExportTask(layer, plan, tmp_path / "out.tif")
    run_in_task(task)
    assert task.problem is not None and "empty picture" in task.problem.what
    assert list(tmp_path.glob("out*")) == []
