"""Runs over the real worker, repeated from the list and from the copied command: the same bytes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsContrastEnhancement,
    QgsFeature,
    QgsGeometry,
    QgsMultiBandColorRenderer,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from aeroseg_qgis import area
from aeroseg_qgis.aoi import Aoi, read_aoi
from aeroseg_qgis.class_background import BackgroundGroup, own_file, save_groups
from aeroseg_qgis.messages import ModelInfo
from aeroseg_qgis.past_runs import look
from aeroseg_qgis.request import Request
from aeroseg_qgis.run import Runner
from aeroseg_qgis.source import describe

from .conftest import REPOSITORY, wait_until
from .test_end_to_end import SAMPLE, Bench

WORKER_PYTHON = REPOSITORY / ".venv" / "bin" / "python"
SMALL_SEGEARTH = (
    "import sys, torch\n"
    "from backend.checkpoint import save_checkpoint\n"
    "from tests.backend.models.test_segearth import known_answer\n"
    "save_checkpoint(sys.argv[1], known_answer()[0], title='Small SegEarth-OV', training={},\n"
    "                classes=[], licence='', credits=[], dtype=torch.float32)\n"
)


@pytest.fixture
def bench(settings):
    bench = Bench(settings)
    yield bench
    bench.runner.close()
    bench.worker.stop()


def deep_layer(tmp_path) -> QgsRasterLayer:
    """16 bit, four bands, of which the layer shows 3, 1 and 2, each stretched in its own way."""
    path = str(tmp_path / "deep é image.tif")
    gdal.Translate(
        path, str(SAMPLE), srcWin=[800, 500, 130, 110], outputType=gdal.GDT_UInt16,
        bandList=[1, 2, 3, 1], scaleParams=[[0, 255, 100, 9000]],
    )  # fmt: skip
    layer = QgsRasterLayer(path, "deep", "gdal")
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), 3, 1, 2)
    for number, (band, low, high) in enumerate(((3, 150, 8000), (1, 220.5, 8800), (2, 90, 7777))):
        stretch = QgsContrastEnhancement(layer.dataProvider().dataType(band))
        stretch.setMinimumValue(low)
        stretch.setMaximumValue(high)
        stretch.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
        )
        (
            renderer.setRedContrastEnhancement,
            renderer.setGreenContrastEnhancement,
            renderer.setBlueContrastEnhancement,
        )[number](stretch)
    layer.setRenderer(renderer)
    QgsProject.instance().addMapLayer(layer)
    return layer


def triangle_on(layer: QgsRasterLayer, source) -> Aoi:
    """A polygon on the layer's upper left half."""
    box = layer.extent()
    left, right, low, high = box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum()
    polygons = QgsVectorLayer(f"Polygon?crs={layer.crs().authid()}", "part", "memory")
    feature = QgsFeature()
    corners = [QgsPointXY(left, low), QgsPointXY(left, high), QgsPointXY(right, high)]
    feature.setGeometry(QgsGeometry.fromPolygonXY([corners]))
    polygons.dataProvider().addFeatures([feature])
    return read_aoi(polygons, source.affine, source.width, source.height, source.crs)


def run(runner: Runner, request: Request):
    ended = []
    for signal in (runner.finished, runner.failed):
        signal.connect(ended.append)
    runner.start(request)
    wait_until(lambda: ended, 300)
    for signal in (runner.finished, runner.failed):
        signal.disconnect(ended.append)
    assert not isinstance(ended[0], Exception), str(ended[0])
    return look(Path(ended[0].result.paths["classes"]).parent)


def repeated_both_ways(bench, first) -> None:
    # What is set now must not matter.
    bench.runner._settings.asks_background = not bench.runner._settings.asks_background
    again = run(
        bench.runner,
        Request(
            first.origin.find_layer(), None, first.origin.params["classes"],
            ModelInfo(first.model_id, first.model_title), origin=first.origin,
        ),
    )  # fmt: skip
    assert again.folder != first.folder
    for name in ("classes.tif", "scores.tif"):
        assert (again.folder / name).read_bytes() == (first.folder / name).read_bytes()
    line = first.command(str(WORKER_PYTHON)).text("posix")
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{line}\n{done.stderr}"
    repeated = first.folder / "classes-repeated.tif"
    assert repeated.read_bytes() == first.classes_path.read_bytes()


def test_everything_that_can_be_chosen_is_repeated(bench, settings, tmp_path):
    """Bands, stretch, step, polygons, thresholds, own background words and an own checkpoint."""
    checkpoint = tmp_path / "my models" / "small.safetensors"
    checkpoint.parent.mkdir()
    subprocess.run(
        [str(WORKER_PYTHON), "-c", SMALL_SEGEARTH, str(checkpoint)],
        cwd=REPOSITORY, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    settings.checkpoints = [str(checkpoint)]
    save_groups([BackgroundGroup(("meadow", "lake"), ("water",)), BackgroundGroup(("moor",))])
    try:
        assert own_file() is not None
        bench.catalogue.refresh()
        wait_until(lambda: bench.catalogue.find(str(checkpoint)), 300)
        model = bench.catalogue.find(str(checkpoint))
        layer = deep_layer(tmp_path)
        source = describe(layer)
        assert source.bands == [3, 1, 2] and source.ranges[1] == [220.5, 8800]
        step = area.ladder_of(source, model.gsd_m, None, None).steps[0]
        plan = area.plan(source, step, model, None, aoi=triangle_on(layer, source))
        lines = ['building | house\'s "roof" = #112233 @ 0.35', "barn"]
        first = run(bench.runner, Request(layer, plan, lines, model, threshold=0.61))
        assert first.record["background"]["from"] == "file" and "aoi" in first.record
        assert [item["threshold"] for item in first.record["classes"]] == [0.35, 0.61]
        assert "--threshold 0.61" in first.record["command"]
        repeated_both_ways(bench, first)
    finally:
        Path(own_file() or checkpoint).unlink()
