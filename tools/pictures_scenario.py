"""What the handbook shows: the panel, a result, the options, the first-run card (BARE=1).

QUICK=1: without a run, for looking at translations.
"""

from __future__ import annotations

import os

from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox

DOCK_PX = 340
HOME = "/home/you/.local/share/aeroseg"


def run(desk) -> None:
    """Take the pictures."""
    desk.window.setGeometry(0, 0, 1280, 860)
    dock, environment = desk.dock, desk.plugin.environment
    desk.window.resizeDocks([dock], [DOCK_PX], Qt.Orientation.Horizontal)
    desk.click("sampleButton")
    desk.rest(1200)
    if os.environ.get("BARE"):
        desk.wait_until(dock.card.isVisible, 30)
        desk.wait_until(lambda: environment.installer.machine is not None, 60)
        desk.rest(500)
        desk.dock_picture("first-run-card.png")
        options(desk, "installChoicesButton", {0: "options-environment.png"})
        return
    desk.wait_until(lambda: dock.chosen_model() is not None, 180)
    desk.type("classInput", "building | house, road, tree, water")
    desk.rest(800)
    desk.dock_picture("panel.png")
    if not os.environ.get("QUICK"):
        desk.segment()
        desk.rest(500)
        desk.picture("result.png")
        desk.dock_picture("panel-result.png")
    desk.picture("window.png")
    names = {0: "options-environment.png", 1: "options-models.png", 2: "options-results.png"}
    options(desk, "optionsButton", {**names, 3: "options-advanced.png", 4: "options-words.png"})


def options(desk, button: str, tabs: dict) -> None:
    """Open the options by a button and take a picture of some tabs."""
    errors, done = [], []

    def operate() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            dialog.resize(860, 700)
            page = dialog.findChild(QgsOptionsPageWidget, "aerosegOptionsPage")
            installer = desk.plugin.environment.installer
            desk.wait_until(lambda: installer.machine is not None and not installer.is_busy, 60)
            # As on a computer of a user's, not this scratch profile.
            page.environment.folder.lineEdit().setPlaceholderText(f"{HOME}/python")
            page.models.models_folder.lineEdit().setPlaceholderText(f"{HOME}/models")
            for tab, name in tabs.items():
                page.tabs.setCurrentIndex(tab)
                desk.rest(500)
                dialog.grab().save(str(desk.out / name))
        except BaseException as error:
            errors.append(error)
        box = dialog.findChild(QDialogButtonBox)
        box.button(QDialogButtonBox.StandardButton.Cancel).click()
        done.append(1)

    desk.stays_open = True
    QTimer.singleShot(1000, operate)
    desk.click(button)
    desk.wait_until(lambda: done, 180)
    desk.stays_open = False
    desk.rest(300)
    if errors:
        raise errors[0]
