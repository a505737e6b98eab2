"""The plugin's run over the real worker and the built-in model: files, drawn layers, web tiles."""

from __future__ import annotations

import dataclasses
import http.server
import json
import threading
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice
from qgis.PyQt.QtGui import QImage

from aeroseg_qgis import area
from aeroseg_qgis.area import View
from aeroseg_qgis.catalogue import Catalogue
from aeroseg_qgis.environment import Environment
from aeroseg_qgis.messages import ParsedLines
from aeroseg_qgis.request import Request
from aeroseg_qgis.run import Runner
from aeroseg_qgis.source import describe
from aeroseg_qgis.worker import Worker

from .conftest import REPOSITORY, wait_until

SAMPLE = REPOSITORY / "resources" / "sample" / "sample.tif"
CROP = (800, 500, 450, 400)
LIMIT_S = 300.0  # a busy machine takes its time


class Bench:
    """Worker, models and runner, as the plugin has them."""

    def __init__(self, settings) -> None:
        self.environment = Environment(settings)
        self.worker = Worker(self.environment.command)
        self.catalogue = Catalogue(self.worker, settings)
        self.runner = Runner(self.worker, settings)
        self.catalogue.refresh()
        wait_until(lambda: not self.catalogue.is_loading, LIMIT_S)
        assert self.catalogue.problem is None, str(self.catalogue.problem)
        self.model = self.catalogue.find("builtin")
        assert self.model.is_ready, self.model.reason

    def run(self, layer, plan, names=("building", "road", "tree")):
        ended = []
        self.runner.finished.connect(ended.append)
        self.runner.failed.connect(ended.append)
        self.runner.start(Request(layer, plan, list(names), self.model))
        wait_until(lambda: ended, LIMIT_S)
        self.runner.finished.disconnect(ended.append)
        self.runner.failed.disconnect(ended.append)
        assert not isinstance(ended[0], Exception), str(ended[0])
        return ended[0]


@pytest.fixture
def bench(settings):
    bench = Bench(settings)
    yield bench
    bench.runner.close()
    bench.worker.stop()


@pytest.fixture
def crop(tmp_path) -> QgsRasterLayer:
    path = str(tmp_path / "crop.tif")
    gdal.Translate(path, str(SAMPLE), srcWin=list(CROP))
    layer = QgsRasterLayer(path, "crop", "gdal")
    QgsProject.instance().addMapLayer(layer)
    return layer


def raster(path: str) -> bytes:
    return gdal.Open(path).ReadRaster()


def test_file_and_picture_of_the_same_pixels_give_the_same_classes(bench, crop):
    """Both ways to the worker end in one engine on one lattice."""
    source = describe(crop)
    ladder = area.ladder_of(source, bench.model.gsd_m, None, None)
    step = ladder.steps[0]
    whole = bench.run(crop, area.plan(source, step, bench.model, None))
    drawn = dataclasses.replace(source, path=None)
    picture = bench.run(crop, area.plan(drawn, step, bench.model, None))
    assert raster(picture.result.paths["classes"]) == raster(whole.result.paths["classes"])
    assert raster(picture.result.paths["scores"]) == raster(whole.result.paths["scores"])
    assert picture.layer.extent() == whole.layer.extent() == crop.extent()
    assert picture.result.classes == whole.result.classes
    # Asked once more, by whichever way, nothing is encoded anew.
    assert picture.result.cache_hits > 0 and picture.result.stages["encode"] == 0.0

    # A view of it has the same answer, pixel by pixel.
    extent = QgsRectangle(crop.extent())
    extent.scale(0.5)
    for way in (source, drawn):
        plan = area.plan(way, step, bench.model, View(extent, crop.crs()))
        part = bench.run(crop, plan)
        col, row, cols, rows = plan.window.as_list()
        same = gdal.Open(whole.result.paths["classes"]).ReadRaster(col, row, cols, rows)
        assert raster(part.result.paths["classes"]) == same


def test_worker_and_plugin_understand_each_other(bench):
    heard = []
    lines = ["building | house = #112233 @ 0.4", "helicopter", ""]
    bench.worker.call(
        "parse",
        {"classes": lines, "model": "builtin", "user_checkpoints": []},
        on_result=heard.append,
        on_error=heard.append,
    )
    wait_until(lambda: heard, LIMIT_S)
    parsed = ParsedLines.from_dict(heard[0])
    assert parsed.classes[0].color == "#112233" and parsed.classes[0].threshold == 0.4
    assert parsed.classes[0].known and not parsed.classes[1].known and parsed.classes[1].reason
    assert bench.model.tile_px > bench.model.stride_px > 0 and bench.model.gsd_m > 0


def test_300_names_run(bench, crop):
    names = ["building", "road", *(f"thing number {number}" for number in range(298))]
    source = describe(crop)
    step = area.ladder_of(source, bench.model.gsd_m, None, None).steps[1]
    finished = bench.run(crop, area.plan(source, step, bench.model, None), names)
    assert [item.name for item in finished.result.classes] == names
    assert gdal.Open(finished.result.paths["scores"]).RasterCount == 8  # the four best
    assert len(finished.layer.renderer().classes()) == 300


class SceneTiles(http.server.BaseHTTPRequestHandler):
    """The sample scene, cut into web tiles."""

    def do_GET(self):
        _, x, y = (int(part) for part in self.path.strip("/").split(".")[0].split("/"))
        image = self.server.scene.copy((x % 4) * 256, (y % 4) * 256, 256, 256)
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


def test_web_tiles_are_segmented_on_their_own_lattice(bench):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), SceneTiles)
    server.scene = QImage(str(SAMPLE)).convertToFormat(QImage.Format.Format_RGB32)
    assert not server.scene.isNull()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"type=xyz&url=http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
    layer = QgsRasterLayer(f"{url}&zmin=0&zmax=19", "tiles", "wms")
    QgsProject.instance().addMapLayer(layer)
    resolution = 156543.03392804097 / 2**19
    x0, y0 = 1_000_000.0, 200_000.0
    view = View(
        QgsRectangle(x0, y0, x0 + 300 * resolution, y0 + 250 * resolution),
        QgsCoordinateReferenceSystem("EPSG:3857"),
    )
    try:
        source = describe(layer)
        ladder = area.ladder_of(source, bench.model.gsd_m, view, None)
        plan = area.plan(source, ladder.steps[ladder.recommended], bench.model, view)
        assert plan.step.zoom == 19
        finished = bench.run(layer, plan)
    finally:
        server.shutdown()
        server.server_close()
    transform = gdal.Open(finished.result.paths["classes"]).GetGeoTransform()
    col = (transform[0] + 20037508.342789244) / resolution
    row = (20037508.342789244 - transform[3]) / resolution
    assert abs(col - round(col)) < 1e-4 and abs(row - round(row)) < 1e-4
    assert transform[1] == pytest.approx(resolution)
    assert (round(col), round(row)) == (plan.window.col, plan.window.row)
    assert finished.layer.crs().authid() == "EPSG:3857"
    assert finished.layer.extent().contains(view.extent)
    pixels = sum(item.pixels for item in finished.result.classes) + finished.result.other_pixels
    assert pixels == plan.window.pixels
    area_m2 = sum(item.area_m2 for item in finished.result.classes)
    area_m2 += finished.result.other_area_m2
    assert area_m2 == pytest.approx(plan.window.pixels * 0.2985**2, rel=0.01)
    record = json.loads(Path(finished.result.paths["record"]).read_text(encoding="utf-8"))
    assert "tiles" in json.dumps(record)
