"""Correlation layers in the whole QGIS: the menu, the group of layers, then Segment as ever."""

from __future__ import annotations

import os

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

TITLES = [
    "correlation 0°", "correlation 90°", "correlation 180°", "correlation 270°",
    "before refinement", "after block 1", "after block 2", "score",
]  # fmt: skip


def run(desk) -> None:
    dock = desk.dock
    image = desk.open_raster(os.environ["IMAGE"])
    image.setName("ortho")
    dock.whole.setChecked(True)
    desk.type("classInput", "building | house, road, water")
    desk.wait_until(lambda: dock.look.isEnabled(), 120)
    desk.rest(500)

    # The list of models is short, whatever the table of models holds.
    box = dock.model
    assert box.count() <= 4 and box.itemData(0) == "builtin", box.count()
    assert "more models" in box.more_text
    box.showPopup()
    desk.rest(300)
    box.view().window().grab().save(str(desk.out / "models.png"))
    box.hidePopup()
    desk.rest(200)

    # The menu, opened with the keyboard.
    ended: list = []
    dock.mapsShown.connect(lambda explained, text: ended.append(explained))
    desk.plugin.runner.failed.connect(ended.append)
    dock.more.setFocus()
    menu = dock.more.menu()
    menu.popup(dock.more.mapToGlobal(dock.more.rect().bottomLeft()))
    desk.rest(300)
    menu.grab().save(str(desk.out / "menu.png"))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    desk.wait_until(lambda: desk.plugin.runner.is_busy or ended, 30)
    assert dock.segment.text() == "Cancel"
    desk.wait_until(lambda: ended, 400)
    assert not isinstance(ended[0], Exception), str(ended[0])
    explained = ended[0]
    desk.drawn()

    root = QgsProject.instance().layerTreeRoot()
    group = root.children()[0]
    assert group.name() == "Correlation: ortho, building, road, water", group.name()
    for part in group.children():
        assert [node.name() for node in part.children()] == TITLES
    for layer in explained.layers:
        assert layer.isValid() and layer.crs() == image.crs()
        offset = (layer.extent().xMinimum() - image.extent().xMinimum()) / (
            image.rasterUnitsPerPixelX()
        )
        assert abs(offset - round(offset)) < 1e-6
    visible = [node.name() for node in root.findLayers() if node.isVisible()]
    assert visible == ["correlation 0°", "ortho"], visible
    desk.picture("correlation.png")
    group.children()[0].setExpanded(True)
    group.children()[0].children()[6].setItemVisibilityChecked(True)
    desk.drawn()
    desk.picture("refined.png")

    finished = desk.segment()
    assert finished.result.cache_misses == 0, "the encoded picture was not shared"
    assert dock.image.currentLayer() is image
    visible = [node.name() for node in root.findLayers() if node.isVisible()]
    assert visible == ["building, road, water", "ortho"], visible
    desk.picture("after.png")
