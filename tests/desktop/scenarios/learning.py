"""Teaching a word in three steps and calibrating, in the whole QGIS with the built-in model.

IMAGE is a part of the sample scene, LABEL the same part of its label.
"""

from __future__ import annotations

import os

from osgeo import gdal, ogr
from qgis.core import QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

WORD = "zorb"  # no model knows it
SHOWN = 12  # grass in the label
NAMES = {
    1: "building", 2: "road", 4: "water", 5: "bare land", 6: "solar panel", 9: "tree",
    11: "cropland", 12: "grass",
}  # fmt: skip
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def places(label, wanted, count: int, step: int = 8) -> list[tuple[int, int]]:
    """Pixels in the middle of areas of a value, spread over the label."""
    found = []
    rows, cols = label.shape
    for row in range(12, rows - 12, step):
        for col in range(12, cols - 12, step):
            part = label[row - 6 : row + 7, col - 6 : col + 7]
            if (part == part[0, 0]).all() and wanted(int(part[0, 0])):
                found.append((col, row))
    return found[:: max(1, len(found) // count)][:count]


def reference(label_path: str, path: str) -> None:
    """The label as polygons with names."""
    source = gdal.Open(label_path)
    out = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    layer = out.CreateLayer("reference", source.GetSpatialRef(), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("value", ogr.OFTInteger))
    layer.CreateField(ogr.FieldDefn("class", ogr.OFTString))
    gdal.Polygonize(source.GetRasterBand(1), None, layer, 0)
    for feature in layer:
        feature["class"] = NAMES.get(feature["value"], "background")
        layer.SetFeature(feature)
    del layer, out


def run(desk) -> None:
    dock, canvas = desk.dock, desk.canvas
    image = desk.open_raster(os.environ["IMAGE"])
    image.setName("ortho")
    dock.whole.setChecked(True)
    desk.type("classInput", "building, road, tree, water")
    desk.wait_until(lambda: dock.chosen_model() and dock.lines.color_of(0), 120)
    label = gdal.Open(os.environ["LABEL"]).ReadAsArray()
    ended: list = []
    desk.plugin.runner.failed.connect(ended.append)
    dock.resultShown.connect(ended.append)

    def click(col: int, row: int, button=LEFT) -> None:
        grid = gdal.Open(os.environ["IMAGE"]).GetGeoTransform()
        at = canvas.getCoordinateTransform().transform(
            QgsPointXY(grid[0] + (col + 0.5) * grid[1], grid[3] + (row + 0.5) * grid[5])
        )
        QTest.mouseClick(
            canvas.viewport(), button, Qt.KeyboardModifier.NoModifier,
            QPoint(round(at.x()), round(at.y())),
        )  # fmt: skip

    # Teaching
    dock.more.menu().popup(dock.more.mapToGlobal(dock.more.rect().bottomLeft()))
    desk.rest(300)
    dock.more.menu().grab().save(str(desk.out / "menu.png"))
    dock.more.menu().hide()
    assert not dock.learning.cannot_teach(), dock.learning.cannot_teach()
    dock.learning.teach()
    dialog = dock.learning._dialog
    dialog.move(desk.plugin.iface.mainWindow().geometry().left() + 60, 160)
    desk.rest(400)
    desk.picture("teach-1.png")
    dialog.grab().save(str(desk.out / "teach-1-dialog.png"))
    QTest.keyClicks(dialog.name, WORD)
    QTest.mouseClick(dialog.mark, LEFT)
    for place in places(label, lambda value: value == SHOWN, 4):
        click(*place)
    for place in places(label, lambda value: value in NAMES and value != SHOWN, 5, 20):
        click(*place, RIGHT)
    desk.rest(400)
    assert dialog.marks.count(True) == 4 and dialog.marks.count(False) == 5, dialog.marked.text()
    desk.picture("teach-2.png")
    dialog.grab().save(str(desk.out / "teach-2-dialog.png"))
    QTest.mouseClick(dialog.learn, LEFT)
    desk.wait_until(lambda: dialog.bar.maximum() > 0 and dialog.bar.value() > 0, 200)
    dialog.grab().save(str(desk.out / "teach-learning.png"))
    desk.wait_until(lambda: dialog.keep.isEnabled() or "Learned" in dialog.status.text(), 300)
    desk.wait_until(lambda: ended, 300)
    assert not isinstance(ended[0], Exception), str(ended[0])
    desk.drawn()
    desk.picture("teach-3.png")
    dialog.grab().save(str(desk.out / "teach-3-dialog.png"))
    found = gdal.Open(ended[0].result.paths["classes"]).ReadAsArray()
    number = [item.name for item in ended[0].result.classes].index(WORD) + 1
    assert found.shape == label.shape
    both = ((found == number) & (label == SHOWN)).sum()
    either = ((found == number) | (label == SHOWN)).sum()
    (desk.out / "iou.txt").write_text(f"{both / either:.3f}")
    assert both / either > 0.3, both / either
    QTest.mouseClick(dialog.keep, LEFT)
    desk.rest(600)
    assert not dock.lines.unknown, dock.lines.unknown

    # Calibrating
    path = str(desk.out / "reference.gpkg")
    reference(os.environ["LABEL"], path)
    layer = QgsVectorLayer(path, "reference", "ogr")
    QgsProject.instance().addMapLayer(layer)
    dock.learning.calibrate()
    from aeroseg_qgis.calibrate_dialog import CalibrateDialog

    fit = dock.findChild(CalibrateDialog)
    fit.layer.setLayer(layer)
    fit.field.setField("class")
    desk.rest(300)
    fit.grab().save(str(desk.out / "calibrate-1.png"))
    QTest.mouseClick(fit.start, LEFT)
    desk.wait_until(lambda: fit.table.topLevelItemCount() > 0, 120)
    desk.rest(300)
    fit.grab().save(str(desk.out / "calibrate-2.png"))
    desk.picture("calibrate.png")
    if fit.apply.isEnabled():
        before = list(dock.lines.lines)
        QTest.mouseClick(fit.apply, LEFT)
        assert dock.lines.lines != before and any("@" in line for line in dock.lines.lines)
    else:
        fit.reject()
    desk.rest(400)
    QApplication.processEvents()
    desk.picture("after.png")
    canvas.unsetMapTool(canvas.mapTool())
