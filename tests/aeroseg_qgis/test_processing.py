"""The algorithms over the fake worker: same request as the panel, every way to end, in threads."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSingleBandGrayRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QTimer

from aeroseg_qgis import area
from aeroseg_qgis.plugin import AeroSegPlugin
from aeroseg_qgis.processing import base
from aeroseg_qgis.processing.inputs import scores_of
from aeroseg_qgis.processing.provider import AeroSegProvider
from aeroseg_qgis.processing.session import WorkerSession
from aeroseg_qgis.request import Request
from aeroseg_qgis.results import is_made_here
from aeroseg_qgis.run import Runner
from aeroseg_qgis.source import describe
from aeroseg_qgis.worker_start import Command

from .conftest import REPOSITORY, fake_command, wait_until

MODEL = REPOSITORY / "tests" / "desktop" / "segment_to_polygons.model3"


class Heard(QgsProcessingFeedback):
    """Keeps what an algorithm says."""

    def __init__(self) -> None:
        super().__init__(False)
        self.texts, self.infos, self.warnings, self.percents = [], [], [], []
        self.errors = []
        self.progressChanged.connect(self.percents.append)

    def setProgressText(self, text):
        self.texts.append(text)

    def pushInfo(self, text):
        self.infos.append(text)

    def pushWarning(self, text):
        self.warnings.append(text)

    def reportError(self, text, fatalError=False):
        self.errors.append(text)


@pytest.fixture(scope="module")
def provider():
    provider = AeroSegProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def sessions(monkeypatch, fake):
    """Workers that algorithms start."""
    started = []

    def worker(feedback):
        started.append(WorkerSession(fake_command(), feedback))
        return started[-1]

    monkeypatch.setattr(base.AeroSegAlgorithm, "worker", staticmethod(worker))
    return started


@pytest.fixture
def run(provider, sessions):
    """Run an algorithm as scripts do; gives its results and what it said."""

    def go(name: str, heard: Heard | None = None, **parameters):
        heard = heard or Heard()
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        algorithm = provider.algorithm(name)
        fits, why = algorithm.checkParameterValues(parameters, context)
        if not fits:
            raise QgsProcessingException(why)
        results, is_fine = algorithm.run(parameters, context, heard, catchExceptions=False)
        if not is_fine:  # what is wrong before it begins is told, not raised
            raise QgsProcessingException(" ".join(heard.errors))
        return results, heard

    return go


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# What is in the toolbox


def test_qgis_process_loads_the_provider_without_a_window():
    registry = QgsApplication.processingRegistry()
    plugin = AeroSegPlugin(None)
    plugin.initProcessing()
    assert registry.providerById("aeroseg").algorithm("segment") is not None
    plugin.unload()
    assert registry.providerById("aeroseg") is None


def test_algorithms_are_explained(provider):
    names = [algorithm.name() for algorithm in provider.algorithms()]
    assert sorted(names) == ["compare", "polygons", "relabel", "segment"]
    for algorithm in provider.algorithms():
        assert len(algorithm.shortHelpString()) > 200 and algorithm.shortDescription()
        assert len(algorithm.tags()) >= 5 and not algorithm.icon().isNull()
        assert Path(algorithm.svgIconPath()).is_file()
        for parameter in algorithm.parameterDefinitions():
            assert parameter.description(), parameter.name()


# Segment


def test_same_request_as_the_panel(run, fake, add_raster, tmp_path, worker, settings, model):
    layer = add_raster()
    out = tmp_path / "out.tif"
    results, heard = run(
        "segment", INPUT=layer, CLASSES="building | house, road\ntree", OUTPUT=str(out)
    )
    assert results["OUTPUT"] == str(out) and out.with_suffix(".qml").is_file()
    plan = area.plan(describe(layer), area.Step(1.0, 0.5), model, None)
    runner, ended = Runner(worker, settings), []
    runner.finished.connect(ended.append)
    runner.start(Request(layer, plan, ["building | house", "road", "tree"], model))
    wait_until(lambda: ended)
    runner.close()
    by_processing, by_panel = fake.requests("segment")
    for name in ("out_dir", "keep_unfinished", "preview"):  # nothing of it is shown meanwhile
        by_processing.pop(name), by_panel.pop(name)
    assert by_processing == by_panel
    # The panel's raster has the same pixels in the same place.
    mine, other = gdal.Open(str(out)), gdal.Open(ended[0].result.paths["classes"])
    assert mine.ReadRaster() == other.ReadRaster()
    assert mine.GetGeoTransform() == other.GetGeoTransform()
    found = json.loads(results["FOUND"])
    assert [item["name"] for item in found["classes"]] == ["building", "road", "tree"]
    assert heard.texts[0] == "starting the model" and "encoding tile 1 of 4" in heard.texts[-1]
    assert any("400 × 300 px" in text for text in heard.infos)
    assert heard.percents[-1] == 100 and sorted(heard.percents) == heard.percents
    assert left_in(tmp_path / "results") and not list(tmp_path.glob(".*"))  # no folder of its own


def test_every_choice_reaches_the_worker(run, fake, add_raster, tmp_path):
    layer = add_raster(size=(800, 600))
    extent = "500100,500200,3999750,3999900 [EPSG:32633]"
    words = tmp_path / "words.json"
    words.write_text("{}")
    pool = tmp_path / "pool.safetensors"
    pool.write_bytes(b"taught")
    results, _ = run(
        "segment", INPUT=layer, CLASSES="building", MODEL="builtin", EXTENT=extent,
        RESOLUTION=1.1, THRESHOLD=0.3, BACKGROUND=True, BACKGROUND_FILE=str(words),
        TAUGHT=[str(pool)], DEVICE="cpu", OUTPUT=str(tmp_path / "o.tif"),
        SCORES=str(tmp_path / "s.tif"),
    )  # fmt: skip
    sent = fake.requests("segment")[0]
    assert sent["threshold"] == 0.3 and sent["device"] == "cpu"
    assert sent["background"] == "hidden" and sent["background_file"] == str(words)
    assert sent["taught"] == [str(pool)]
    assert sent["grid"]["factor"] == 2 and sent["grid"]["window"] == [100, 100, 100, 150]
    assert Path(results["SCORES"]).is_file()
    run("segment", INPUT=layer, CLASSES="building", BACKGROUND=False, DEVICE=1, MODEL="0",
        OUTPUT=str(tmp_path / "o2.tif"))  # fmt: skip
    sent = fake.requests("segment")[1]
    assert sent["threshold"] is None and sent["background"] == "typed" and sent["device"] == "cpu"
    assert sent["model"] == "builtin"


def test_extent_in_another_crs_lands_on_the_image(run, fake, add_raster, tmp_path):
    layer = add_raster(size=(800, 600))
    lonlat = QgsCoordinateReferenceSystem("EPSG:4326")
    wanted = QgsRectangle(500100, 3999800, 500200, 3999900)
    there = QgsCoordinateTransform(layer.crs(), lonlat, QgsProject.instance())
    box = there.transformBoundingBox(wanted)
    text = f"{box.xMinimum()},{box.xMaximum()},{box.yMinimum()},{box.yMaximum()} [EPSG:4326]"
    run("segment", INPUT=layer, CLASSES="building", EXTENT=text, OUTPUT=str(tmp_path / "o.tif"))
    col, row, cols, _ = fake.requests("segment")[0]["grid"]["window"]
    assert abs(col - 200) <= 3 and abs(row - 200) <= 3 and cols == pytest.approx(200, abs=6)


def test_only_inside_polygons(run, fake, add_raster, tmp_path):
    image = add_raster(size=(800, 600))
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633", "fields", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(500100, 3999800, 500200, 3999900)))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    fine = {"INPUT": image, "CLASSES": "building", "OUTPUT": str(tmp_path / "o.tif")}
    run("segment", POLYGONS=layer, **fine)
    sent = fake.requests("segment")[0]
    assert sent["grid"]["window"] == [200, 200, 200, 200] and sent["aoi"].endswith("aoi.geojson")
    with pytest.raises(QgsProcessingException, match="either an extent or polygons"):
        run("segment", POLYGONS=layer, EXTENT="500100,500200,3999750,3999900", **fine)
    layer.dataProvider().truncate()
    with pytest.raises(QgsProcessingException, match="has no polygons"):
        run("segment", POLYGONS=layer, **fine)


def test_names_from_a_file(run, fake, add_raster, tmp_path):
    names = tmp_path / "names.txt"
    names.write_text("# mine\nbuilding | house\nroad @ 0.4\n")
    run("segment", INPUT=add_raster(), CLASSES=f"@{names}", OUTPUT=str(tmp_path / "o.tif"))
    assert fake.requests("segment")[0]["classes"] == ["building | house", "road @ 0.4"]


def test_drawn_layer_goes_as_a_picture_that_does_not_stay(run, fake, add_raster, tmp_path):
    layer = add_raster()
    renderer = QgsSingleBandGrayRenderer(layer.dataProvider(), 2)
    renderer.setGradient(QgsSingleBandGrayRenderer.Gradient.WhiteToBlack)
    layer.setRenderer(renderer)
    out = tmp_path / "out" / "o.tif"
    _, heard = run("segment", INPUT=layer, CLASSES="building", OUTPUT=str(out))
    sent = fake.requests("segment")[0]
    assert sent["image"]["path"].endswith("image.tif") and sent["image"]["bands"] is None
    assert not Path(sent["image"]["path"]).exists()
    assert left_in(out.parent) == ["o.qml", "o.tif"]
    assert "reading the layer" in heard.texts[1]


def test_three_rasters_in_three_crs_one_after_the_other(run, make_raster, tmp_path):
    """As the batch dialog does it: an algorithm, many parameters."""
    cases = {
        "utm": (32633, (500000.0, 0.5, 0.0, 4000000.0, 0.0, -0.5)),
        "lonlat": (4326, (15.0, 5e-6, 0.0, 36.0, 0.0, -5e-6)),
        "feet": (2263, (980000.0, 1.5, 0.0, 200000.0, 0.0, -1.5)),
    }
    for name, (epsg, transform) in cases.items():
        layer = make_raster(name, epsg=epsg, transform=transform)
        out = tmp_path / f"{name}-classes.tif"
        run("segment", INPUT=layer.source(), CLASSES="building, road", OUTPUT=str(out))
        image, result = gdal.Open(layer.source()), gdal.Open(str(out))
        assert result.GetProjection() == image.GetProjection()
        assert result.GetGeoTransform() == pytest.approx(image.GetGeoTransform())
        assert (result.RasterXSize, result.RasterYSize) == (400, 300)


def test_runs_in_a_thread_while_qgis_goes_on(provider, sessions, fake, add_raster, tmp_path):
    fake.set("slow")
    parameters = {
        "INPUT": add_raster(), "CLASSES": "building", "OUTPUT": str(tmp_path / "o.tif"),
    }  # fmt: skip
    context, heard = QgsProcessingContext(), Heard()
    context.setProject(QgsProject.instance())
    task = QgsProcessingAlgRunnerTask(provider.algorithm("segment"), parameters, context, heard)
    ended, ticks = [], []
    task.executed.connect(lambda is_fine, results: ended.append((is_fine, results)))
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start(20)
    QgsApplication.taskManager().addTask(task)
    wait_until(lambda: any("encoding" in text for text in heard.texts))
    before = len(ticks)
    wait_until(lambda: len(ticks) > before + 5, 5)
    begin = time.monotonic()
    heard.cancel()
    wait_until(lambda: ended)
    assert time.monotonic() - begin < 3
    wait_until(lambda: not list(tmp_path.glob("*.tif"))[1:])  # the image alone
    assert not list(tmp_path.glob(".*"))
    assert sessions[0].pid == 0


def test_result_is_styled_and_documented_when_it_is_loaded(
    provider, sessions, add_raster, tmp_path
):
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    out = str(tmp_path / "o.tif")
    details = QgsProcessingContext.LayerDetails("Classes", QgsProject.instance(), "OUTPUT")
    context.addLayerToLoadOnCompletion(out, details)
    parameters = {"INPUT": add_raster(), "CLASSES": "building, road", "OUTPUT": out}
    results, is_fine = provider.algorithm("segment").run(parameters, context, Heard())
    assert is_fine
    (tmp_path / "o.qml").write_text("<qgis/>")
    layer = QgsProcessingUtils.mapLayerFromString(results["OUTPUT"], context)
    context.layerToLoadOnCompletionDetails(out).postProcessor().postProcessLayer(
        layer, context, Heard()
    )
    assert layer.name() == "building, road" and is_made_here(layer)
    assert layer.customProperty("aeroseg/model") == "builtin"


# What can be wrong


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"CLASSES": " , "}, "No class name"),
        ({"CLASSES": "@/nowhere/names.txt"}, "cannot be read"),
        ({"OUTPUT": "/tmp/result.png"}, "ends with “.tif”"),
        ({"MODEL": "nobody"}, "There is no model “nobody”"),
        ({"MODEL": "other"}, "cannot run yet"),
        ({"THRESHOLD": 2}, "THRESHOLD"),
        ({"INPUT": "/nowhere.tif"}, "INPUT"),
        ({"EXTENT": "0,10,0,10 [EPSG:32633]"}, "Nothing to segment"),
        ({"OUTPUT": "/proc/nowhere/o.tif"}, "cannot be written"),
    ],
)  # fmt: skip
def test_bad_input_is_told_in_plain_words(run, add_raster, tmp_path, parameters, words):
    fine = {"INPUT": add_raster(), "CLASSES": "building", "OUTPUT": str(tmp_path / "o.tif")}
    with pytest.raises(QgsProcessingException) as raised:
        run("segment", **{**fine, **parameters})
    assert words in str(raised.value)
    assert left_in(tmp_path) in (["image.tif"], ["image.tif", "requests.jsonl"])


def test_image_without_georeference_asks_for_its_pixel_size(run, fake, add_raster, tmp_path):
    layer = add_raster(transform=None, epsg=None)
    layer.setCrs(QgsCoordinateReferenceSystem())
    out = str(tmp_path / "o.tif")
    with pytest.raises(QgsProcessingException, match="size of the image's pixels"):
        run("segment", INPUT=layer, CLASSES="building", OUTPUT=out)
    run("segment", INPUT=layer, CLASSES="building", OUTPUT=out, PIXEL_SIZE=0.25)
    grid = fake.requests("segment")[0]["grid"]
    assert grid["pixel_size_m"] == 0.25 and grid["factor"] == 2


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("die", "signal 9"),
        ("absent", "No module named 'torch'"),
        ("other", "different versions"),
        ("out_of_memory:The memory ran out.", "The memory ran out. Do something else."),
        ("device_busy:The GPU is held.", "device_busy"),
    ],
)
def test_trouble_of_the_worker_is_told_and_nothing_is_left(
    run, sessions, fake, add_raster, tmp_path, mode, words
):
    fake.set(mode)
    with pytest.raises(QgsProcessingException) as raised:
        run("segment", INPUT=add_raster(), CLASSES="building", OUTPUT=str(tmp_path / "o.tif"))
    assert words in str(raised.value)
    assert not list(tmp_path.glob("o.*")) and not list(tmp_path.glob(".*"))
    assert sessions[0].pid == 0


def test_worker_that_prints_between_its_lines_is_understood(run, fake, add_raster, tmp_path):
    fake.set("noise")
    run("segment", INPUT=add_raster(), CLASSES="building", OUTPUT=str(tmp_path / "o.tif"))


def test_program_that_is_none_is_told():
    with pytest.raises(Exception, match="could not be started"):
        WorkerSession(Command("/nowhere/python", []), Heard()).__enter__()


# Together


def test_model_of_the_designer_makes_polygons_of_what_it_segments(
    run, provider, sessions, add_raster, tmp_path
):
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(MODEL))
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {
        "image": add_raster(), "names": "building, road",
        "segment:classes": str(tmp_path / "c.tif"), "segment:scores": str(tmp_path / "s.tif"),
        "polygons:polygons": str(tmp_path / "p.gpkg"),
    }  # fmt: skip
    # The fake's score raster has no tags: the polygons go without it.
    child = model.childAlgorithm("polygons")
    child.addParameterSources("SCORES", [])
    model.setChildAlgorithm(child)
    heard = Heard()
    _, is_fine = model.run(parameters, context, heard, catchExceptions=False)
    assert is_fine
    layer = QgsVectorLayer(str(tmp_path / "p.gpkg"), "p", "ogr")
    found = {feature["class_id"] for feature in layer.getFeatures()}
    assert found == {1, 2} and layer.crs().authid() == "EPSG:32633"


def test_polygons_of_some_classes_only(run, add_raster, tmp_path):
    classes = tmp_path / "c.tif"
    run("segment", INPUT=add_raster(), CLASSES="building, road", OUTPUT=str(classes))
    results, heard = run("polygons", INPUT=str(classes), CLASSES="2", DISSOLVE=True,
                         OUTPUT=str(tmp_path / "p.gpkg"))  # fmt: skip
    assert results["FEATURES"] == 1 and len(heard.infos) == 1
    with pytest.raises(QgsProcessingException, match="There is no class “tree”"):
        run("polygons", INPUT=str(classes), CLASSES="tree", OUTPUT=str(tmp_path / "q.gpkg"))
    with pytest.raises(QgsProcessingException, match=r"ends with “\.gpkg”"):
        run("polygons", INPUT=str(classes), OUTPUT=str(tmp_path / "q.shp"))
    assert isinstance(QgsRasterLayer(str(classes)), QgsRasterLayer)


def test_scores_of_a_class_raster_are_found(make_raster, tmp_path):
    layer = make_raster("classes")
    assert scores_of(layer, layer.source()) is None
    beside, noted = tmp_path / "scores.tif", tmp_path / "other" / "s.tif"
    beside.write_bytes(b"")
    assert scores_of(layer, layer.source()) == str(beside)
    noted.parent.mkdir()
    noted.write_bytes(b"")
    layer.setCustomProperty("aeroseg/scores", str(noted))
    assert scores_of(layer, layer.source()) == str(noted)


@pytest.mark.parametrize("text", ["building", "building @ 2", "building @ x"])
def test_threshold_that_cannot_be_read_is_told(run, add_raster, tmp_path, text):
    with pytest.raises(QgsProcessingException, match="cannot be read"):
        run("relabel", INPUT=add_raster(), CLASS_THRESHOLDS=text, OUTPUT=str(tmp_path / "o.tif"))
