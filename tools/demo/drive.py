"""Runs a scenario inside a QGIS desktop (qgis --code) and leaves its exit code in OUT/status.

The scenario is a Python file with a function run(desk); desk gives it hands and eyes. It runs on
the main thread in a nested event loop, so that QGIS stays alive. A modal dialog that nobody
expects ends the scenario with a picture of it, never with a hang.
"""

from __future__ import annotations

import os
import runpy
import time
import traceback
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QEventLoop, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QWidget
from qgis.utils import iface, plugins, unloadPlugin

PLUGIN = "aeroseg_qgis"
START_MS = 500
MODAL_LIMIT_MS = 4_000  # a dialog that a scenario opens on purpose is answered sooner
FAILED = 3
WINDOW = (0, 0, 1600, 1000)


class Desk:
    """What a scenario sees of QGIS: the plugin's panel, keys, clicks, pictures, patience."""

    def __init__(self, out: Path) -> None:
        self.iface = iface
        self.window = iface.mainWindow()
        self.canvas = iface.mapCanvas()
        self.out = out
        self.is_live = os.environ.get("LIVE") == "1"
        self.stays_open = False
        self.closes_itself = False  # a scenario that ends QGIS in its own way

    @property
    def plugin(self):
        """The loaded plugin object."""
        return plugins[PLUGIN]

    @property
    def dock(self):
        """The AerOSeg panel."""
        return self.plugin.dock

    def find(self, name: str, kind: type = QWidget):
        """The widget with an object name."""
        widget = self.window.findChild(kind, name)
        if widget is None:
            raise LookupError(f"there is no widget {name}")
        return widget

    def wait(self, signal, limit_s: float = 60.0, before=None):
        """The next emission's arguments; `before` is called once the signal is listened to."""
        loop, got = QEventLoop(), []

        def slot(*arguments) -> None:
            got.append(arguments)
            loop.quit()

        signal.connect(slot)
        QTimer.singleShot(int(limit_s * 1000), loop.quit)
        if before is not None:
            QTimer.singleShot(0, before)
        loop.exec()
        signal.disconnect(slot)
        if not got:
            raise TimeoutError(f"nothing happened within {limit_s:g} s")
        return got[0]

    def wait_until(self, condition, limit_s: float = 60.0) -> None:
        """Let QGIS go on until a condition holds."""
        end = time.monotonic() + limit_s
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"the condition did not hold within {limit_s:g} s")
            QTest.qWait(20)

    def rest(self, ms: int = 300) -> None:
        """Let QGIS draw."""
        QTest.qWait(ms)

    def click(self, name: str) -> None:
        """Click a widget with the left button."""
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def segment(self, limit_s: float = 400.0):
        """Click Segment and wait for the result; what failed is raised."""
        self.wait_until(lambda: self.dock.segment.isEnabled(), 120)
        ended: list = []
        runner = self.plugin.runner
        for signal in (runner.failed, runner.finished):
            signal.connect(ended.append)
        try:
            self.click("segmentButton")
            self.wait_until(lambda: ended, limit_s)
        finally:
            for signal in (runner.failed, runner.finished):
                signal.disconnect(ended.append)
        if isinstance(ended[0], Exception):
            raise ended[0]
        self.drawn()
        return ended[0]

    def type(self, name: str, text: str, *, enter: bool = True) -> None:
        """Type into a field, key by key."""
        field = self.find(name)
        field.setFocus()
        QTest.keyClicks(field, text)
        if enter:
            QTest.keyClick(field, Qt.Key.Key_Return)

    def open_raster(self, path: str, name: str = ""):
        """Open a raster as a user does, zoom to it and wait until it is drawn."""
        layer = self.iface.addRasterLayer(path, name or Path(path).stem, "gdal")
        if layer is None or not layer.isValid():
            raise ValueError(f"QGIS cannot open {path}")
        self.iface.setActiveLayer(layer)
        self.show_layer(layer)
        return layer

    def show_layer(self, layer) -> None:
        """Zoom to a layer and wait until the map is drawn."""
        self.iface.setActiveLayer(layer)
        self.wait(self.canvas.mapCanvasRefreshed, before=self.iface.zoomToActiveLayer)
        self.rest()

    def drawn(self) -> None:
        """Wait until the map is drawn anew."""
        self.wait(self.canvas.mapCanvasRefreshed, before=self.canvas.refresh)
        self.rest()

    def picture(self, name: str) -> Path:
        """Save a picture of the whole window."""
        path = self.out / name
        self.rest(100)
        self.window.grab().save(str(path))
        return path

    def dock_picture(self, name: str) -> Path:
        """Save a picture of the panel alone."""
        path = self.out / name
        self.rest(100)
        self.dock.grab().save(str(path))
        return path


class ModalWatch:
    """Closes modal dialogs that stay, and remembers them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._since: dict[int, float] = {}
        self.closed: list[str] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(250)

    def _look(self) -> None:
        modal = QApplication.activeModalWidget()
        if modal is None or self._desk.stays_open:
            self._since.clear()
            return
        since = self._since.setdefault(id(modal), time.monotonic())
        if time.monotonic() - since > MODAL_LIMIT_MS / 1000:
            self.closed.append(modal.windowTitle() or type(modal).__name__)
            modal.grab().save(str(self._desk.out / "unexpected_dialog.png"))
            self._since.clear()
            modal.close()


def go() -> None:
    """Run the scenario and leave the verdict."""
    out = Path(os.environ["OUT"])
    desk = Desk(out)
    watch = ModalWatch(desk)
    code = 0
    try:
        if not desk.is_live:
            desk.window.setGeometry(*WINDOW)
        if PLUGIN not in plugins:
            raise RuntimeError("the plugin was not loaded")
        desk.plugin.settings.results_folder = os.environ["RESULTS"]
        code = runpy.run_path(os.environ["SCENARIO"])["run"](desk) or 0
        if watch.closed:
            raise RuntimeError(f"unexpected dialogs: {watch.closed}")
    except BaseException:
        code = FAILED
        (out / "error.txt").write_text(traceback.format_exc(), encoding="utf-8")
        desk.window.grab().save(str(out / "failed.png"))
    (out / "status").write_text(str(code), encoding="utf-8")
    if desk.closes_itself and code == 0:
        return
    if desk.is_live and code == 0:
        desk.stays_open = True
        return  # the window is the user's now
    if PLUGIN in plugins:
        unloadPlugin(PLUGIN)
    QgsProject.instance().clear()
    QgsProject.instance().setDirty(False)
    QTimer.singleShot(0, lambda: QApplication.exit(code))


QTimer.singleShot(START_MS, go)
