"""The worker is killed at random moments of runs, COUNT times; after each all must be as it was.

Runs are begun anew or resumed in turn. What is looked at after each kill: the panel can be used,
no process is left, no file is half-written, no layer of the dead run is in the project. In the
end every run that is left is resumed, and gives the pixels of a run that nobody disturbed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path

from osgeo import gdal
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

RESUMED, STARTING = 0.5, 0.25  # shares of the kills
MOST_LEFT = 4  # unfinished runs; more are removed
RESULT_FILES = ("classes.tif", "scores.tif", "classes.qml")


def run(desk) -> None:
    chance = random.Random(int(os.environ.get("SEED", "1")))
    image = desk.open_raster(os.environ["IMAGE"], "ortho")
    desk.dock.whole.setChecked(True)
    desk.type("classInput", "building, road")
    reference = desk.segment()
    run_s = reference.result.seconds - sum(
        reference.result.stages.get(name, 0.0) for name in ("start", "load_model")
    )
    wanted = gdal.Open(reference.layer.source()).ReadRaster()
    killer = Killer(desk, Path(os.environ["RESULTS"]))
    desk.plugin.worker.stop()
    while killer.kills < int(os.environ["COUNT"]):
        killer.kill_one(
            chance.uniform(0.0, run_s),
            resumes=chance.random() < RESUMED,
            while_starting=chance.random() < STARTING,
        )
        killer.check(image)
        (desk.out / "kills.json").write_text(json.dumps(killer.told()), encoding="utf-8")
    desk.picture("killed.png")
    while killer.card.chosen() is not None:
        done = killer.to_end(killer.card.resume)
        assert gdal.Open(done.layer.source()).ReadRaster() == wanted, "a resumed run differs"
        killer.resumed_to_end += 1
    killer.check(image)
    (desk.out / "kills.json").write_text(json.dumps(killer.told()), encoding="utf-8")
    desk.picture("after.png")


class Killer:
    """Begins runs, kills their worker, and looks at what is left."""

    def __init__(self, desk, results: Path) -> None:
        self.desk = desk
        self.results = results
        self.card = desk.dock.unfinished
        self.kills = self.resumes = self.too_late = self.removed = self.resumed_to_end = 0
        self.pids: set[int] = set()
        self.moments: dict[str, int] = {}
        self.ended: list = []
        runner = desk.plugin.runner
        for ending in (runner.failed, runner.finished):
            ending.connect(self.ended.append)

    def told(self) -> dict:
        names = ("kills", "resumes", "too_late", "removed", "resumed_to_end", "moments")
        return {name: getattr(self, name) for name in names} | {"workers": len(self.pids)}

    def kill_one(self, after_s: float, *, resumes: bool, while_starting: bool) -> None:
        desk, worker = self.desk, self.desk.plugin.worker
        self.ended.clear()
        if resumes and self.card.chosen() is not None:
            self.card.resume()
            self.resumes += 1
        else:
            desk.click("segmentButton")
        desk.wait_until(lambda: worker.pid, 60)
        if not while_starting:
            text = desk.dock.status
            desk.wait_until(lambda: "tile" in text.full_text or self.ended, 300)
        end = time.monotonic() + after_s
        desk.wait_until(lambda: time.monotonic() >= end or self.ended, after_s + 5)
        if self.ended:
            assert not isinstance(self.ended[0], Exception), self.ended[0]
            self._come_too_late()
            return
        pid, said = worker.pid, desk.dock.status.full_text
        self.pids.add(pid)
        os.kill(pid, signal.SIGKILL)
        desk.wait_until(lambda: self.ended, 30)
        if not isinstance(self.ended[0], Exception):  # its answer was on the way
            desk.wait_until(lambda: not worker.is_running, 30)
            self._come_too_late()
            return
        assert self.ended[0].name == "worker_died", self.ended[0]
        self.kills += 1
        stage = " ".join(said.split()[:2])
        self.moments[stage] = self.moments.get(stage, 0) + 1

    def _come_too_late(self) -> None:
        """The run is done. The next one has to encode again, or it would be over in no time."""
        self.too_late += 1
        self.desk.plugin.worker.stop()

    def to_end(self, begin):
        self.ended.clear()
        begin()
        self.desk.wait_until(lambda: self.ended, 400)
        if isinstance(self.ended[0], Exception):
            raise self.ended[0]
        self.desk.rest(100)
        return self.ended[0]

    def check(self, image) -> None:
        """All is as it was before the run."""
        desk, dock = self.desk, self.desk.dock
        desk.rest(100)
        # The panel can be used.
        desk.wait_until(lambda: dock.segment.isEnabled(), 20)
        assert dock.segment.text().startswith("Segment") and not desk.plugin.runner.is_busy
        QTest.keyClicks(dock.input, "x")
        assert dock.input.text() == "x"
        QTest.keyClick(dock.input, Qt.Key.Key_Backspace)
        assert dock.lines.lines == ["building", "road"]
        # No process is left.
        live = [pid for pid in self.pids if is_alive(pid) and pid != desk.plugin.worker.pid]
        assert not live, f"workers live on: {live}"
        # No file is half-written, and what is unfinished is in the list.
        listed = set()
        for row in range(self.card.tree.topLevelItemCount()):
            listed.add(self.card.tree.topLevelItem(row).data(0, RUN_ROLE).folder)
        for folder in self.results.iterdir():
            names = {path.name for path in folder.iterdir()}
            assert not [name for name in names if ".part" in name], names
            assert "run.lock" not in names, names
            if "run.json" in names:
                assert names >= set(RESULT_FILES) and "blocks" not in names, names
            else:
                assert folder in listed, (folder, names)
        # No layer of it is in the project.
        for layer in QgsProject.instance().mapLayers().values():
            assert layer.isValid()
            if layer is not image:
                assert (Path(layer.source()).parent / "run.json").is_file(), layer.source()
        while self.card.tree.topLevelItemCount() > MOST_LEFT:
            self.remove_one()

    def remove_one(self) -> None:
        tree, boxes = self.card.tree, []
        tree.setCurrentItem(tree.topLevelItem(tree.topLevelItemCount() - 1))
        self.card.questionShown.connect(boxes.append)
        self.desk.click("removeUnfinishedButton")
        self.card.questionShown.disconnect(boxes.append)
        box = boxes[0]
        agree = next(b for b in box.buttons() if b.objectName() == "removeAgreeButton")
        QTest.mouseClick(agree, Qt.MouseButton.LeftButton)
        tree.setCurrentItem(tree.topLevelItem(0))
        self.removed += 1


RUN_ROLE = int(Qt.ItemDataRole.UserRole)


def is_alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
