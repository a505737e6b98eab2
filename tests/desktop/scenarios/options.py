"""A checkpoint of one's own: added on the page in QGIS's Options dialog, offered, run, removed."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox

MINE = os.environ["MINE"]


def run(desk) -> None:
    desk.open_raster(os.environ["IMAGE"])
    desk.wait_until(lambda: desk.dock.chosen_model() is not None, 120)
    in_dialog(desk, add)
    desk.wait_until(lambda: desk.plugin.catalogue.find(MINE), 120)
    index = desk.dock.model.findData(MINE)
    assert index >= 0 and desk.dock.model.itemText(index).endswith("(mine.safetensors)")
    desk.dock.model.setCurrentIndex(index)
    desk.dock.model.activated.emit(index)
    desk.type("classInput", "building")
    finished = []
    desk.plugin.runner.finished.connect(finished.append)
    desk.wait_until(lambda: desk.dock.segment.isEnabled(), 120)
    desk.click("segmentButton")
    desk.wait_until(lambda: finished, 400)
    assert finished[0].result.model["id"] == MINE
    desk.picture("own_model.png")

    in_dialog(desk, remove)
    desk.wait_until(lambda: not desk.plugin.catalogue.is_loading, 60)
    assert desk.plugin.catalogue.find(MINE) is None and Path(MINE).exists()
    assert desk.dock.model.findData(MINE) < 0
    assert desk.dock.chosen_model().id == "builtin"


def in_dialog(desk, work) -> None:
    """Open QGIS's Options dialog by the panel's button, work on our page, press OK."""
    errors, done = [], []

    def operate() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            page = dialog.findChild(QgsOptionsPageWidget, "aerosegOptionsPage")
            assert page.isVisible(), "the button did not open our page"
            page.tabs.setCurrentIndex(1)
            work(desk, page)
            dialog.grab().save(str(desk.out / f"options_{work.__name__}.png"))
        except BaseException as error:
            errors.append(error)
        buttons = dialog.findChild(QDialogButtonBox)
        QTest.mouseClick(
            buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton
        )
        done.append(1)

    QTimer.singleShot(1000, operate)
    desk.click("optionsButton")
    desk.wait_until(lambda: done, 120)
    desk.rest(300)
    if errors:
        raise errors[0]


def add(desk, page) -> None:
    page.add_checkpoint(MINE)
    desk.wait_until(lambda: page.add.isEnabled(), 60)
    assert "joins the list" in page.model_message.text(), page.model_message.text()


def remove(desk, page) -> None:
    table = page.models
    for row in range(table.topLevelItemCount()):
        if table.topLevelItem(row).data(0, int(Qt.ItemDataRole.UserRole)) == MINE:
            table.setCurrentItem(table.topLevelItem(row))
    QTest.mouseClick(page.remove, Qt.MouseButton.LeftButton)
