"""A real QgsApplication, rasters of every kind made in code, and the fake worker."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from pathlib import Path

import pytest
from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsProject,
    QgsRasterLayer,
    QgsSettings,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtTest import QTest
from qgis.testing import start_app

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
APP = start_app(cleanup=False)
if os.environ.get("GDAL_RAISES"):  # as in newer QGIS, whose Processing switches it on
    gdal.UseExceptions()
    ogr.UseExceptions()
    osr.UseExceptions()
REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
FAKE_WORKER = Path(__file__).with_name("fake_worker.py")

from aeroseg_qgis.messages import ModelInfo  # noqa: E402 - needs the application
from aeroseg_qgis.settings import Settings  # noqa: E402
from aeroseg_qgis.worker import Command, Worker  # noqa: E402


def pytest_sessionfinish() -> None:
    """Empty QGIS's store of transforms, as QGIS does at its end.

    Without it C++ takes it apart when PROJ has gone already, and the process of QGIS 3.44 crashes.
    """
    QgsCoordinateTransform.invalidateCache()


@pytest.fixture(autouse=True)
def clean_slate():
    """Each test starts with an empty project and no settings."""
    QgsProject.instance().clear()
    QgsSettings().remove("aeroseg")
    yield
    QgsProject.instance().clear()


@pytest.fixture(autouse=True)
def no_error_in_a_slot(monkeypatch):
    """An exception in a slot would only be shown by QGIS; here it fails the test."""
    errors = []
    monkeypatch.setattr(
        sys, "excepthook", lambda *error: errors.append("".join(traceback.format_exception(*error)))
    )
    yield
    assert not errors, "\n".join(errors)


@pytest.fixture
def settings(tmp_path) -> Settings:
    settings = Settings()
    settings.results_folder = str(tmp_path / "results")
    return settings


@pytest.fixture
def model() -> ModelInfo:
    return ModelInfo("builtin", "Built-in", tile_px=64, stride_px=48, margin_px=8, gsd_m=0.5)


@pytest.fixture
def canvas():
    canvas = QgsMapCanvas()
    canvas.resize(400, 300)
    yield canvas
    canvas.stopRendering()
    canvas.deleteLater()


class FakeMode:
    """How the fake worker behaves, and what it was sent."""

    def __init__(self, monkeypatch, log: Path) -> None:
        self._monkeypatch = monkeypatch
        self._log = log
        monkeypatch.setenv("AEROSEG_FAKE_LOG", str(log))
        self.set("")

    def set(self, mode: str) -> None:
        self._monkeypatch.setenv("AEROSEG_FAKE", mode)

    def requests(self, method: str) -> list[dict]:
        if not self._log.exists():
            return []
        lines = [json.loads(line) for line in self._log.read_text().splitlines()]
        return [line["params"] for line in lines if line["method"] == method]


@pytest.fixture
def fake(monkeypatch, tmp_path) -> FakeMode:
    return FakeMode(monkeypatch, tmp_path / "requests.jsonl")


def fake_command() -> Command:
    return Command(sys.executable, ["-I", str(FAKE_WORKER)])


@pytest.fixture
def worker(fake):
    worker = Worker(fake_command)
    yield worker
    worker.stop()


@pytest.fixture
def bench(canvas, settings, worker, fake):
    """The panel over the fake worker."""
    from .bench import Bench

    bench = Bench(canvas, settings, worker, fake)
    yield bench
    bench.close()


@pytest.fixture
def ready(bench, add_raster):
    """The panel with an image and models."""
    layer = add_raster()
    bench.show()
    bench.look_at(layer)
    return bench


def wait_until(condition, limit_s: float = 20.0) -> None:
    """Let Qt work until a condition holds."""
    end = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < end, "the condition did not come to hold"
        QTest.qWait(10)


def wkt_of(epsg: int) -> str:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    return reference.ExportToWkt()


@pytest.fixture
def make_raster(tmp_path):
    """Make a GeoTIFF with a gradient and a white square, and open it as a layer."""
    made = []

    def make(
        name: str = "image",
        *,
        size: tuple[int, int] = (400, 300),
        transform: tuple | None = (500000.0, 0.5, 0.0, 4000000.0, 0.0, -0.5),
        epsg: int | None = 32633,
        bands: int = 3,
        data_type: int = gdal.GDT_Byte,
        alpha: bool = False,
    ) -> QgsRasterLayer:
        cols, rows = size
        path = tmp_path / f"{name}.tif"
        options = ["ALPHA=YES"] if alpha else []
        driver = gdal.GetDriverByName("GTiff")
        dataset = driver.Create(str(path), cols, rows, bands, data_type, options)
        if transform is not None:
            dataset.SetGeoTransform(transform)
        if epsg is not None:
            dataset.SetProjection(wkt_of(epsg))
        for band in range(1, bands + 1):
            line = bytes((x * 37 + band * 11) % 251 for x in range(cols))
            for row in range(rows):
                turned = line[row % cols :] + line[: row % cols]
                dataset.GetRasterBand(band).WriteRaster(
                    0, row, cols, 1, turned, cols, 1, gdal.GDT_Byte
                )
        if alpha:
            dataset.GetRasterBand(bands).Fill(255)
            dataset.GetRasterBand(bands).WriteRaster(
                0, 0, 20, 20, bytes(400), 20, 20, gdal.GDT_Byte
            )
        del dataset
        layer = QgsRasterLayer(str(path), name, "gdal")
        assert layer.isValid()
        made.append(layer)
        return layer

    return make


@pytest.fixture
def add_raster(make_raster):
    """The same, added to the project."""

    def add(*args, **kwargs) -> QgsRasterLayer:
        layer = make_raster(*args, **kwargs)
        QgsProject.instance().addMapLayer(layer)
        return layer

    return add


def theme_is_there() -> bool:
    return not QgsApplication.getThemeIcon("/mIconWarning.svg").isNull()
