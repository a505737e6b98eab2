"""QGIS is closed, or dies, in the middle of a run (HOW: exit or kill)."""

from __future__ import annotations

import os
import signal

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer


def run(desk) -> None:
    desk.open_raster(os.environ["IMAGE"])
    desk.dock.whole.setChecked(True)
    desk.type("classInput", "building, road")
    desk.wait_until(lambda: desk.dock.segment.isEnabled(), 120)
    desk.click("segmentButton")
    desk.wait_until(lambda: "tile" in desk.dock.status.full_text, 200)
    (desk.out / "pid").write_text(str(desk.plugin.worker.pid))
    if os.environ["HOW"] == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    QgsProject.instance().setDirty(False)
    desk.closes_itself = True
    QTimer.singleShot(0, desk.iface.actionExit().trigger)
