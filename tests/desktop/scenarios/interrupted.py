"""Cancel, a killed worker, and running again after each; nothing half-done is left."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QLabel


def run(desk) -> None:
    image = desk.open_raster(os.environ["IMAGE"])
    results = Path(os.environ["RESULTS"])
    desk.dock.whole.setChecked(True)
    desk.type("classInput", "building, road")
    desk.wait_until(lambda: desk.dock.segment.isEnabled(), 120)

    # Cancel in the middle of the run: usable within a second.
    begin(desk)
    clicked = time.monotonic()
    desk.click("segmentButton")
    desk.wait_until(lambda: desk.dock.segment.text().startswith("Segment"), 1.0)
    assert time.monotonic() - clicked < 1.0
    assert desk.dock.segment.isEnabled() and "Cancelled" in desk.dock.status.full_text
    desk.wait_until(lambda: not locked(results), 60)
    assert layers() == [image.name()] and only_unfinished(desk, results)
    desk.picture("cancelled.png")

    # The worker is killed in the middle of a run, and while it starts.
    for wait_for_tiles in (True, False):
        problems = []
        desk.dock.problemShown.connect(problems.append)
        if wait_for_tiles:
            begin(desk)
        else:
            desk.click("segmentButton")
            desk.wait_until(lambda: desk.plugin.worker.pid, 60)
        pid = desk.plugin.worker.pid
        os.kill(pid, signal.SIGKILL)
        desk.wait_until(lambda: problems, 30)  # noqa: B023 - waited for in this turn
        assert problems[0].name == "worker_died", problems[0].name
        desk.rest(300)
        message = desk.window.findChild(QLabel, "aerosegMessage").text()
        assert "signal 9" in message and "Run again" in message
        assert desk.dock.segment.isEnabled() and layers() == [image.name()]
        desk.wait_until(lambda: not locked(results), 60)
        assert only_unfinished(desk, results)
        desk.dock.problemShown.disconnect(problems.append)
    desk.picture("killed.png")

    # And it runs again.
    finished = []
    desk.plugin.runner.finished.connect(finished.append)
    desk.click("segmentButton")
    desk.wait_until(lambda: finished, 400)
    assert layers() == [image.name(), "building, road"]
    desk.wait_until(lambda: not locked(results), 60)
    assert sum((results / name / "run.json").is_file() for name in folders(results)) == 1
    desk.picture("after.png")


def begin(desk) -> None:
    desk.click("segmentButton")
    desk.wait_until(lambda: "tile" in desk.dock.status.full_text, 200)


def folders(parent: Path) -> list[str]:
    return sorted(path.name for path in parent.iterdir()) if parent.is_dir() else []


def locked(parent: Path) -> bool:
    return any((parent / name / "run.lock").exists() for name in folders(parent))


def only_unfinished(desk, parent: Path) -> bool:
    """What is left is in the list, and holds nothing that looks finished."""
    names = folders(parent)
    is_listed = desk.dock.unfinished.tree.topLevelItemCount() == len(names)
    return is_listed and not any((parent / name / "classes.tif").exists() for name in names)


def layers() -> list[str]:
    names = [layer.name() for layer in QgsProject.instance().mapLayers().values()]
    return sorted(names, key=lambda name: ("," in name, name))
