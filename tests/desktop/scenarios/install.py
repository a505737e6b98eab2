"""From a profile without anything: the card installs, the first Segment runs, Remove cleans up.

WHEELS: a folder of packages, taken in the options; empty: the card's own button, from the network.
BREAK=1: a file of PyTorch is deleted in between, named by Check and brought back by Repair.
FULL=1: the place is too small; only the message is looked at.
Leaves found.json with seconds and bytes, and pictures of each state.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication

sys.path.insert(0, str(Path(__file__).parent))
from dialogs import in_options

WHEELS, LIMIT_S = os.environ.get("WHEELS", ""), 1500.0


def run(desk) -> None:
    installer, dock, found = desk.plugin.environment.installer, desk.dock, {}
    if os.environ.get("PLACE"):
        desk.plugin.settings.environment_folder = os.environ["PLACE"]
    assert desk.plugin.environment.python() is None, "this profile has a Python already"
    desk.click("sampleButton")
    desk.wait_until(dock.card.isVisible, 30)
    desk.wait_until(lambda: installer.machine is not None and not installer.is_busy, 60)
    desk.rest(500)
    desk.picture("card.png")
    desk.dock_picture("card_dock.png")
    assert not dock.segment.isEnabled()
    ended = []
    installer.finished.connect(ended.append)
    installer.failed.connect(ended.append)
    begun = time.monotonic()
    if WHEELS:
        options(desk, "installChoicesButton", start_from_folder)
    else:
        desk.click("installButton")
    desk.wait_until(lambda: installer.progress is not None or ended, 30)
    pictured = False
    while not ended and time.monotonic() - begun < LIMIT_S:
        QTest.qWait(100)
        progress = installer.progress
        if progress is not None and progress.permille > 300 and not pictured:
            pictured = True
            desk.dock_picture("installing_dock.png")
    if os.environ.get("FULL"):
        desk.rest(300)
        desk.picture("full.png")
        assert ended[0].name == "disk", ended
        left = [path.name for path in installer.places.root.rglob("*")]
        print("left over:", left)
        assert not {"environment", "environment.new", "downloads"} & set(left), left
        return
    assert ended == ["made"], [str(one) for one in ended] + list(installer.log)[-20:]
    record = installer.record
    found.update(
        seconds=round(time.monotonic() - begun, 1), bytes=record.bytes, build=record.build,
        packages=len(record.packages), tool=record.tool, python=record.python,
        torch=record.packages["torch"],
    )  # fmt: skip
    assert not dock.card.isVisible()
    desk.wait_until(lambda: dock.chosen_model() is not None, 120)
    desk.type("classInput", "building | house, road, tree")
    finished = desk.segment(1200)
    found["first_segment_s"] = round(finished.seconds, 1)
    desk.picture("segmented.png")
    options(desk, "optionsButton", look_at_tab)
    if os.environ.get("BREAK"):
        gone = next(installer.places.environment.rglob("torch/nn/modules/linear.py"))
        gone.unlink()
        options(desk, "optionsButton", check_and_repair)
        assert gone.is_file() and installer.state == "ready"
        desk.segment(1200)
    options(desk, "optionsButton", remove)
    desk.wait_until(lambda: not installer.is_busy, 120)
    desk.wait_until(dock.card.isVisible, 30)
    left = installer.places.root
    found["left_over"] = [path.name for path in left.iterdir()] if left.exists() else []
    assert found["left_over"] == []
    assert desk.plugin.environment.python() is None
    desk.picture("removed.png")
    (desk.out / "found.json").write_text(json.dumps(found, indent=1))


def options(desk, button: str, work) -> None:
    """Work in the tab Environment; the dialog may be open for longer than the watch allows."""
    desk.stays_open = True
    in_options(desk, button, 0, work, LIMIT_S)
    desk.stays_open = False


def click(widget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def start_from_folder(desk, page) -> None:
    page.environment.wheels.setFilePath(WHEELS)
    desk.rest(200)
    grab(desk, page, "options_before.png")
    click(page.environment.install)
    desk.rest(400)
    grab(desk, page, "options_installing.png")


def look_at_tab(desk, page) -> None:
    desk.rest(300)
    grab(desk, page, "options_ready.png")


def check_and_repair(desk, page) -> None:
    installer = desk.plugin.environment.installer
    ended = []
    installer.finished.connect(ended.append)
    installer.failed.connect(ended.append)
    click(page.environment.test)
    wait_here(desk, lambda: ended)
    assert ended[0].name == "environment_broken", ended
    assert "torch/nn/modules/linear.py" in ended[0].why, ended[0].why
    grab(desk, page, "options_broken.png")
    ended.clear()
    click(page.environment.install)
    wait_here(desk, lambda: ended)
    assert ended == ["repaired"], [str(one) for one in ended]
    grab(desk, page, "options_repaired.png")


def remove(desk, page) -> None:
    click(page.environment.remove)
    desk.rest(300)
    question = page.environment.question
    question.grab().save(str(desk.out / "remove_question.png"))
    click(question.findChild(QAbstractButton, "removeEnvironmentYes"))
    wait_here(desk, lambda: not desk.plugin.environment.installer.is_busy)


def wait_here(desk, condition) -> None:
    desk.wait_until(condition, LIMIT_S)
    desk.rest(300)


def grab(desk, page, name: str) -> None:
    dialog = QApplication.activeModalWidget() or page.window()
    dialog.grab().save(str(desk.out / name))
