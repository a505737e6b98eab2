"""A checkpoint of one's own: added on the page in QGIS's Options dialog, offered, run, removed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

sys.path.insert(0, str(Path(__file__).parent))
from dialogs import choose_model, in_options

MINE = os.environ["MINE"]


def run(desk) -> None:
    desk.open_raster(os.environ["IMAGE"])
    desk.wait_until(lambda: desk.dock.chosen_model() is not None, 120)
    in_options(desk, "optionsButton", 1, add)
    desk.wait_until(lambda: desk.plugin.catalogue.find(MINE), 120)
    choose_model(desk, MINE)
    assert desk.dock.model.currentText().endswith("(mine.safetensors)")
    desk.type("classInput", "building")
    finished = []
    desk.plugin.runner.finished.connect(finished.append)
    desk.wait_until(lambda: desk.dock.segment.isEnabled(), 120)
    desk.click("segmentButton")
    desk.wait_until(lambda: finished, 400)
    assert finished[0].result.model["id"] == MINE
    desk.picture("own_model.png")

    in_options(desk, "optionsButton", 1, remove)
    desk.wait_until(lambda: not desk.plugin.catalogue.is_loading, 60)
    assert desk.plugin.catalogue.find(MINE) is None and Path(MINE).exists()
    assert desk.dock.model.findData(MINE) < 0
    assert desk.dock.chosen_model().id == "builtin"


def add(desk, page) -> None:
    page.models.add_checkpoint(MINE)
    desk.wait_until(lambda: page.models.add.isEnabled(), 60)
    assert "joins the list" in page.models.model_message.text(), page.models.model_message.text()


def remove(desk, page) -> None:
    table = page.models.table
    for row in range(table.topLevelItemCount()):
        if table.topLevelItem(row).data(0, int(Qt.ItemDataRole.UserRole)) == MINE:
            table.setCurrentItem(table.topLevelItem(row))
    QTest.mouseClick(page.models.remove, Qt.MouseButton.LeftButton)
