"""The demo: opens a raster, types class names into the panel, clicks Segment, shows the result.

RASTER, CLASSES, MODEL come from the environment (tools/demo/run.sh). Leaves screenshot.png,
classes.tif and scores.tif in OUT, and says in OUT/log.txt what it does and what came of it.
"""

from __future__ import annotations

import os
import runpy
import shutil
import time
from pathlib import Path

import numpy as np
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample" / "sample.tif"
SAMPLE_LABEL = ROOT / "resources" / "sample" / "sample_label.png"
LABEL_NAMES = ROOT / "training" / "data" / "drawing" / "labels.py"
SAMPLE_CLASSES = "building, road, tree, water, solar panel, cropland, bare land"
M2_PER_HECTARE = 10_000
ALIGNED_PX = 1e-6


class Failed(Exception):  # noqa: N818 - reads as what happened
    """The demo cannot go on."""


def run(desk) -> int:
    """Drive the panel as a user would."""
    log = (desk.out / "log.txt").open("a", encoding="utf-8", buffering=1)

    def say(text: str = "") -> None:
        log.write(text + "\n")

    try:
        return _run(desk, say)
    except (Failed, TimeoutError, LookupError, ValueError) as error:
        say(f"The demo failed: {error}")
        raise
    finally:
        log.close()


def _run(desk, say) -> int:
    raster = os.environ.get("RASTER") or str(SAMPLE)
    classes = os.environ.get("CLASSES") or SAMPLE_CLASSES
    limit_s = float(os.environ.get("LIMIT", "1800")) - 60
    plugin, dock = desk.plugin, desk.dock
    dock.setUserVisible(True)
    say(f"image    {raster}")
    image = desk.open_raster(raster)
    _choose_model(desk, os.environ.get("MODEL", ""), say)

    dock.input.setFocus()
    desk.type("classInput", classes)
    if not dock.lines.lines:
        raise Failed("no class name was typed")
    say(f"classes  {', '.join(dock.lines.lines)}")
    desk.wait_until(lambda: dock.planner.plan is not None or dock.blocked_by(), 60)
    desk.rest(500)
    if not dock.segment.isEnabled():
        raise Failed(dock.blocked_by())
    say(f"area     {dock.size.full_text} at {dock.resolution.currentText()}")
    finished = _segment(desk, limit_s, say)
    result = finished.result

    for name in ("classes", "scores"):
        shutil.copyfile(result.paths[name], desk.out / f"{name}.tif")
    _check_raster(desk.out / "classes.tif", image)
    _check_legend(finished)
    desk.drawn()
    desk.picture("screenshot.png")
    _report(finished, say)
    if Path(raster).resolve() == SAMPLE.resolve():
        _compare(desk.out / "classes.tif", image, finished, say)
    say()
    say(f"{desk.out / 'screenshot.png'}, classes.tif and scores.tif are written.")
    QgsProject.instance().setDirty(False)
    plugin.dock.input.setFocus()
    return 0


def _choose_model(desk, wanted: str, say) -> None:
    plugin, dock = desk.plugin, desk.dock
    if wanted and Path(wanted).is_file():
        wanted = str(Path(wanted).resolve())
        plugin.settings.checkpoints = [wanted]
    plugin.catalogue.refresh()
    desk.wait_until(lambda: not plugin.catalogue.is_loading, 180)
    if plugin.catalogue.problem is not None:
        raise Failed(plugin.catalogue.problem.text)
    if wanted:
        index = dock.model.findData(wanted)
        listed = plugin.catalogue.find(wanted)
        if index < 0 and listed is not None:
            raise Failed(f"the model {wanted} cannot run here. {listed.reason}")
        if index < 0:
            known = ", ".join(model.id for model in plugin.catalogue.models)
            raise Failed(f"there is no model {wanted}; there are {known}")
        dock.model.setCurrentIndex(index)
        dock.model.activated.emit(index)
    say(f"model    {dock.model.currentText()}")


def _segment(desk, limit_s: float, say):
    """Click Segment and wait; a question about the size is answered with its default."""
    dock, runner = desk.dock, desk.plugin.runner
    ends, shown = [], [""]

    def tell(progress) -> None:
        tenth = f"{10 * progress.done // progress.total}" if progress.total else progress.text
        if tenth != shown[0]:
            shown[0] = tenth
            say(f"         {progress.text}")

    def answer(box: QMessageBox) -> None:
        say(f"asked    {box.text()} {box.informativeText()}")
        say(f"answered {box.defaultButton().text()}")
        box.defaultButton().click()

    runner.progressed.connect(tell)
    runner.finished.connect(lambda finished: ends.append(finished))
    runner.failed.connect(lambda problem: ends.append(problem))
    runner.cancelled.connect(lambda: ends.append(Failed("the run was cancelled")))
    dock.questionShown.connect(answer)
    QTest.mouseClick(dock.segment, Qt.MouseButton.LeftButton)
    begun = time.monotonic()
    desk.wait_until(lambda: ends or (not runner.is_busy and time.monotonic() - begun > 30), limit_s)
    if not ends:
        raise Failed("Segment did not begin: " + (dock.blocked_by() or dock.status.full_text))
    if isinstance(ends[0], Exception):
        raise Failed(str(ends[0]))
    return ends[0]


def _check_raster(path: Path, image) -> None:
    """The class raster has the image's coordinate system and lies on its pixels."""
    dataset, source = gdal.Open(str(path)), gdal.Open(image.source())
    if dataset is None:
        raise Failed(f"GDAL cannot read {path}")
    result_crs = QgsCoordinateReferenceSystem.fromWkt(dataset.GetProjection())
    source_crs = QgsCoordinateReferenceSystem.fromWkt(source.GetProjection())
    if result_crs != source_crs:
        raise Failed(f"the result is in {result_crs.authid()}, the image in {source_crs.authid()}")
    a, b, _, d, _, f = source.GetGeoTransform()
    x, width, _, y, _, height = dataset.GetGeoTransform()
    for position in ((x - a) / b, (y - d) / f, width / b, height / f):
        if abs(position - round(position)) > ALIGNED_PX * max(1.0, abs(position)):
            raise Failed(f"the result does not lie on the image's pixels ({position})")


def _check_legend(finished) -> None:
    labels = [entry.label for entry in finished.layer.renderer().classes()]
    for item, label in zip(finished.result.classes, labels):
        if not label.startswith(item.name):
            raise Failed(f"the legend says {label} for {item.name}")


def _report(finished, say) -> None:
    result = finished.result
    say()
    say(f"{'class':<28}{'pixels':>12}{'hectares':>12}{'mean score':>12}")
    for item in result.classes:
        score = "" if item.mean_score is None else f"{item.mean_score:.2f}"
        name = item.name if item.known else f"{item.name} (not known)"
        say(f"{name:<28}{item.pixels:>12,}{item.area_m2 / M2_PER_HECTARE:>12.2f}{score:>12}")
    hectares = result.other_area_m2 / M2_PER_HECTARE
    say(f"{'other':<28}{result.other_pixels:>12,}{hectares:>12.2f}")
    say()
    stages = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in result.stages.items())
    say(f"stages   {stages}")
    say(f"in all   {finished.seconds:.1f} s, {result.tiles} tiles, {result.device.get('type')}")


def _compare(path: Path, image, finished, say) -> None:
    """Mean IoU of the typed classes against what was drawn."""
    names = runpy.run_path(str(LABEL_NAMES))["LABELS"]
    ids = {name: number for number, name in names.items()}
    label = gdal.Open(str(SAMPLE_LABEL)).ReadAsArray()
    dataset, source = gdal.Open(str(path)), gdal.Open(image.source())
    found = dataset.ReadAsArray()
    x, width, _, y, _, height = dataset.GetGeoTransform()
    a, b, _, d, _, f = source.GetGeoTransform()
    cols = ((x - a + width * (np.arange(found.shape[1]) + 0.5)) / b).astype(int)
    rows = ((y - d + height * (np.arange(found.shape[0]) + 0.5)) / f).astype(int)
    inside = (rows < label.shape[0])[:, None] & (cols < label.shape[1])[None, :]
    truth = label[np.minimum(rows, label.shape[0] - 1)][:, np.minimum(cols, label.shape[1] - 1)]
    scores = []
    say()
    for item in finished.result.classes:
        if item.name not in ids:
            continue
        drawn, said = (truth == ids[item.name]) & inside, (found == item.id) & inside
        union = np.count_nonzero(drawn | said)
        scores.append(np.count_nonzero(drawn & said) / union if union else 1.0)
        say(f"IoU      {item.name:<20}{scores[-1]:.3f}")
    if scores:
        say(f"mean IoU {sum(scores) / len(scores):.3f} against the drawn truth")
