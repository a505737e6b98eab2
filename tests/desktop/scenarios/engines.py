"""AerOSeg and SegEarth-OV in turns, in one QGIS, with one worker and what each keeps in memory."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from qgis.core import QgsPalettedRasterRenderer, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMenu

sys.path.insert(0, str(Path(__file__).parent))
from dialogs import choose_model, in_options

SEGEARTH = os.environ["SEGEARTH"]
NAMES = ["building", "road"]


def run(desk) -> None:
    dock = desk.dock
    desk.open_raster(os.environ["IMAGE"])
    desk.wait_until(lambda: dock.chosen_model() is not None, 120)
    dock.whole.setChecked(True)
    desk.type("classInput", "building | house | roof, road @ 0.3")
    assert not dock.background.isVisible()
    first = desk.segment()
    check(dock, first, "builtin")
    pid = desk.plugin.worker.pid

    in_options(desk, "optionsButton", 1, add)
    desk.wait_until(lambda: desk.plugin.catalogue.find(SEGEARTH), 120)
    choose_model(desk, SEGEARTH)
    assert dock.background.isVisible() and dock.background.isChecked()
    desk.picture("switched.png")
    second = desk.segment()
    check(dock, second, SEGEARTH)
    assert second.result.cache_misses > 0

    # Back and forth: the same worker, and both models' encoded tiles are still there.
    for model_id in ("builtin", SEGEARTH):
        choose_model(desk, model_id)
        again = desk.segment()
        check(dock, again, model_id)
        result = again.result
        assert result.cache_hits > 0 and result.cache_misses == 0, (model_id, result)
    assert desk.plugin.worker.pid == pid
    desk.picture("both.png")

    # A single name does not fill the map, unless the user wants it so.
    desk.open_raster(os.environ["HALVES"])
    desk.wait_until(lambda: dock.image.currentLayer().name() == "halves", 20)
    # It was opened beside the selected result, and does not belong to that one's group.
    top = [child.name() for child in QgsProject.instance().layerTreeRoot().children()]
    assert top == ["halves", "AerOSeg: small", "small"], top
    assert desk.iface.activeLayer().name() == "halves"
    dock.lines.replace_all([])
    desk.type("classInput", "building")
    desk.segment()
    share = shown_share(dock, "building")
    assert 0.35 < share < 0.65, share
    desk.click("backgroundCheck")
    assert "each pixel gets one of your names" in dock.notice.text
    desk.segment()
    assert shown_share(dock, "building") == 1.0
    desk.click("backgroundCheck")

    # The words themselves: a table in the options.
    in_options(desk, "backgroundListButton", 4, edit_words)
    desk.segment()
    assert 0.35 < shown_share(dock, "building") < 0.65
    take_preset(desk)


def check(dock, finished, model_id: str) -> None:
    """One entry for each class in the legend, the table and the list, whatever its synonyms."""
    assert finished.result.model["id"] == model_id
    renderer = finished.layer.renderer()
    assert isinstance(renderer, QgsPalettedRasterRenderer)
    assert [entry.label for entry in renderer.classes()] == NAMES
    table = dock.result.table
    shown = [table.topLevelItem(row).text(0) for row in range(table.topLevelItemCount())]
    assert shown == [*NAMES, "other"]
    assert dock.lines.rowCount() == len(NAMES)
    assert dock.image.currentLayer().name() == "small"


def shown_share(dock, name: str) -> float:
    """A class's share of the pixels, from the table as it is shown."""
    table, pixels = dock.result.table, {}
    for row in range(table.topLevelItemCount()):
        item = table.topLevelItem(row)
        pixels[item.text(0)] = int(item.text(2).replace(",", ""))
    return pixels[name] / sum(pixels.values())


def add(desk, page) -> None:
    page.models.add_checkpoint(SEGEARTH)
    desk.wait_until(lambda: page.models.add.isEnabled(), 60)
    assert "joins the list" in page.models.model_message.text(), page.models.model_message.text()


def edit_words(desk, page) -> None:
    assert page.background.isVisible()
    page.background.table.item(0, 0).setText("background, everything else")


def take_preset(desk) -> None:
    """A list of a data set, taken with the keyboard; with thresholds, as the model is the one."""
    dock = desk.dock
    menu = dock.preset_menu
    menu.popup(dock.presets.mapToGlobal(dock.presets.rect().bottomLeft()))
    desk.rest(300)
    sets = menu.findChild(QMenu, "dataSetsMenu")
    menu.setActiveAction(sets.menuAction())
    QTest.keyClick(menu, Qt.Key.Key_Right)
    desk.rest(300)
    sets.grab().save(str(desk.out / "data_sets.png"))
    for _ in range(3):  # the first entry is active: to the fourth, Potsdam
        QTest.keyClick(sets, Qt.Key.Key_Down)
    QTest.keyClick(sets, Qt.Key.Key_Return)
    desk.rest(300)
    lines = dock.lines.lines
    assert lines[0] == "road | parking lot @ 0.1" and len(lines) == 6, lines
    assert lines[-1] == "background | clutter"
    desk.wait_until(lambda: dock.lines.color_of(0) is not None, 60)
    assert dock.lines.problems == [], dock.lines.problems
    assert not dock.background.isEnabled()
    desk.picture("preset.png")
    finished = desk.segment()
    labels = [entry.label for entry in finished.layer.renderer().classes()]
    assert labels == ["road", "building", "low vegetation", "tree", "car"], labels
    QTest.mouseClick(dock.undo, Qt.MouseButton.LeftButton)
    assert dock.lines.lines == ["building"], dock.lines.lines
