"""From mask to answer: thresholds on the map, figures, polygons, corrections, and a reload."""

from __future__ import annotations

import json
import os
from pathlib import Path

from osgeo import gdal
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QSlider

NAMES = "building, road, tree, solar panel"


def run(desk) -> None:
    dock = desk.dock
    live = dock.tools.live
    requests = heard(desk.plugin.worker)
    desk.open_raster(os.environ["IMAGE"])
    desk.wait_until(lambda: dock.chosen_model() is not None, 120)
    desk.type("classInput", NAMES)
    finished = desk.segment()
    original = Path(finished.result.paths["classes"]).read_bytes()
    desk.wait_until(lambda: live.is_ready, 60)
    assert dock.result.table.topLevelItemCount() == 5
    before = [item.pixels for item in live.figures.classes]
    assert before == [item.pixels for item in finished.result.classes]
    desk.picture("result.png")

    # A slider moves the map at once, with neither encoding nor decoding.
    asked = len(requests)
    slider = desk.find("thresholdSlider", QSlider)
    drag(slider, 0.8)
    assert live.layer.source().endswith("best.tif"), live.layer.source()
    assert sum(item.pixels for item in live.figures.classes) < sum(before)
    desk.drawn()
    desk.picture("threshold.png")
    desk.wait_until(lambda: live.state.classes, 60)
    assert live.layer.source().endswith("classes-2.tif")
    assert "segment" not in requests[asked:] and "explain" not in requests[asked:]
    assert counted(live.layer.source()) == [item.pixels for item in live.figures.classes]

    # Back to the thresholds of the run: the run's own file, which nobody touched.
    desk.click("thresholdUndo")
    assert Path(live.layer.source()).read_bytes() == original
    desk.click("thresholdRedo")
    desk.click("thresholdPerClass")
    slider = desk.find("threshold3Slider", QSlider)
    slider.setFocus()
    for _ in range(10):
        QTest.keyClick(slider, Qt.Key.Key_Left)
    desk.rest(600)
    assert live.state.common_threshold is None
    desk.wait_until(lambda: live.state.classes, 60)
    dock.tools.chart.setChecked(True)
    row = dock.result.table.topLevelItem(2)
    row.setCheckState(0, Qt.CheckState.Unchecked)
    assert live.state.hidden == {3}
    desk.drawn()
    desk.picture("per_class.png")
    row.setCheckState(0, Qt.CheckState.Checked)
    dock.tools.fade.setChecked(True)
    desk.drawn()
    desk.picture("faded.png")
    dock.tools.fade.setChecked(False)

    # The table, the scores of a pixel, the uncertainty.
    dock.tools.copy.trigger()
    text = QApplication.clipboard().text()
    assert text.splitlines()[0].startswith("class\tpixels\tarea [")
    assert len(text.splitlines()) == 6
    dock.tools.save_table(str(desk.out / "table.csv"))
    dock.tools.point.setChecked(True)
    place = QPoint(desk.canvas.width() // 2, desk.canvas.height() // 2)
    QTest.mouseClick(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.wait_until(lambda: dock.tools.scores_tool.shown, 10)
    assert "building" in dock.tools.scores_tool.shown
    desk.rest(400)
    screen = QApplication.primaryScreen().grabWindow(0)
    screen.save(str(desk.out / "scores.png"))
    dock.tools.point.setChecked(False)
    dock.tools.uncertainty.trigger()
    desk.drawn()
    desk.picture("uncertainty.png")

    polygons(desk)
    corrections(desk)
    reload(desk)


def heard(worker) -> list:
    """The methods that the worker is asked from now on."""
    methods, call = [], worker.call

    def listen(method: str, params: dict, **more):
        methods.append(method)
        return call(method, params, **more)

    worker.call = listen
    return methods


def drag(slider: QSlider, value: float) -> None:
    """Take hold of a slider, move it and let go."""
    slider.setSliderDown(True)
    for step in range(slider.value(), round(100 * value) + 1, 2):
        slider.setValue(step)
        QApplication.processEvents()
    slider.setSliderDown(False)


def counted(path: str) -> list:
    """Pixels of the classes 1.. of a class raster."""
    dataset = gdal.Open(path)
    return dataset.GetRasterBand(1).GetHistogram(0.5, 4.5, 4, approx_ok=0)


def polygons(desk) -> None:
    """Polygons add up to the table; a dialog asks how they are to be."""
    live, tools = desk.dock.tools.live, desk.dock.tools
    dialogs = []
    tools.dialogShown.connect(dialogs.append)
    tools.polygons.trigger()
    desk.wait_until(lambda: dialogs, 10)
    dialogs[0].grab().save(str(desk.out / "polygon_dialog.png"))
    dialogs[0].shape.setCurrentIndex(0)
    dialogs[0].accept()
    desk.wait_until(lambda: vectors(), 60)
    layer = vectors()[0]
    for item in live.figures.classes:
        found = [f for f in layer.getFeatures() if f["class_id"] == item.id]
        area = sum(feature["area_m2"] for feature in found)
        assert abs(area - item.area_m2) <= 1e-3 * max(item.area_m2, 1.0), (item.name, area)
        assert sum(feature["pixels"] for feature in found) == item.pixels
    desk.drawn()
    desk.picture("polygons.png")


def vectors() -> list:
    layers = QgsProject.instance().mapLayers().values()
    return [layer for layer in layers if isinstance(layer, QgsVectorLayer)]


def corrections(desk) -> None:
    """A polygon that is removed and one that changes its class are burnt back."""
    live, tools = desk.dock.tools.live, desk.dock.tools
    layer = vectors()[0]
    before = {item.id: item.pixels for item in live.figures.classes}
    largest = max((f for f in layer.getFeatures() if f["class_id"] == 1), key=lambda f: f["pixels"])
    layer.startEditing()
    layer.changeAttributeValue(largest.id(), layer.fields().indexOf("class"), "tree")
    gone = max((f for f in layer.getFeatures() if f["class_id"] == 2), key=lambda f: f["pixels"])
    layer.deleteFeature(gone.id())
    dialogs = []
    tools.dialogShown.connect(dialogs.append)
    tools.correct.trigger()
    desk.wait_until(lambda: dialogs, 10)
    dialogs[-1].outside.setChecked(True)
    dialogs[-1].grab().save(str(desk.out / "correction_dialog.png"))
    dialogs[-1].accept()
    desk.wait_until(lambda: live.state.corrections and live.state.classes and live.is_ready, 60)
    layer.rollBack()
    now = {item.id: item.pixels for item in live.figures.classes}
    assert now[1] == before[1] - largest["pixels"]
    assert now[3] == before[3] + largest["pixels"]
    assert now[2] == before[2] - gone["pixels"]
    assert counted(live.layer.source()) == [now[number] for number in (1, 2, 3, 4)]
    desk.drawn()
    desk.picture("corrected.png")


def reload(desk) -> None:
    """Everything is there again when the project is opened anew."""
    live = desk.dock.tools.live
    drag(desk.find("thresholdSlider", QSlider), 0.9)  # saved in the middle of a move
    assert not live.state.classes
    state, figures = live.state, live.figures
    path = str(desk.out / "project.qgz")
    QgsProject.instance().write(path)
    QgsProject.instance().clear()
    assert not desk.dock.result.isVisible()
    QgsProject.instance().read(path)
    results = [
        layer
        for layer in QgsProject.instance().mapLayers().values()
        if layer.customProperty("aeroseg/state")
    ]
    assert len(results) == 1 and results[0].isValid()
    desk.iface.setActiveLayer(results[0])
    desk.wait_until(lambda: live.is_ready, 60)
    assert live.state.thresholds == state.thresholds
    assert live.state.corrections == state.corrections
    assert [i.pixels for i in live.figures.classes] == [i.pixels for i in figures.classes]
    desk.drawn()
    desk.picture("reloaded.png")
    (desk.out / "found.json").write_text(
        json.dumps({"classes": [item.pixels for item in live.figures.classes]})
    )
    QgsProject.instance().setDirty(False)
