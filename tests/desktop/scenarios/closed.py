"""QGIS is closed, or dies, when blocks of a run are finished (HOW: exit or kill)."""

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
    notices = []
    desk.plugin.runner.blocksDone.connect(notices.append)
    desk.wait_until(lambda: notices, 300)  # blocks are on disk
    (desk.out / "blocks").write_text(str(notices[0].total))
    (desk.out / "pid").write_text(str(desk.plugin.worker.pid))
    if os.environ["HOW"] == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    desk.closes_itself = True
    QTimer.singleShot(0, lambda: leave(desk))


def leave(desk) -> None:
    """Exit without the question whether to save, whatever the run has changed up to now."""
    QgsProject.instance().setDirty(False)
    desk.iface.actionExit().trigger()
