"""The panel with all that it needs over the fake worker, and hands to use it."""

from __future__ import annotations

from qgis.core import QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from aeroseg_qgis.catalogue import Catalogue
from aeroseg_qgis.dock import AeroSegDock
from aeroseg_qgis.environment import Environment, missing_python
from aeroseg_qgis.run import Runner

from .conftest import fake_command, wait_until


class FakeEnvironment(Environment):
    """Has a Python, or has none."""

    has_python = True

    def is_usable(self) -> bool:
        return self.has_python

    def command(self):
        if not self.has_python:
            raise missing_python()
        return fake_command()


class Bench:
    """The panel with all that it needs, and hands to use it."""

    def __init__(self, canvas, settings, worker, fake) -> None:
        self.fake = fake
        self.canvas, self.settings, self.worker = canvas, settings, worker
        self.environment = FakeEnvironment(settings)
        self.catalogue = Catalogue(worker, settings)
        self.runner = Runner(worker, settings)
        self.dock = AeroSegDock(
            canvas, settings, self.environment, worker, self.catalogue, self.runner
        )
        self.problems, self.results, self.questions = [], [], []
        self.dock.problemShown.connect(self.problems.append)
        self.dock.resultShown.connect(self.results.append)
        self.dock.questionShown.connect(self.questions.append)

    def show(self) -> None:
        self.dock.resize(320, 800)
        self.dock.show()
        if self.environment.has_python:
            wait_until(lambda: self.catalogue.models)

    def look_at(self, layer, extent: QgsRectangle | None = None) -> None:
        self.canvas.setDestinationCrs(layer.crs())
        self.canvas.setExtent(extent or layer.extent())
        QTest.qWait(200)

    def type(self, text: str, *, enter: bool = True) -> None:
        QTest.keyClicks(self.dock.input, text)
        if enter:
            QTest.keyClick(self.dock.input, Qt.Key.Key_Return)

    def click(self) -> None:
        QTest.mouseClick(self.dock.segment, Qt.MouseButton.LeftButton)

    def behave(self, mode: str) -> None:
        """Let the next worker process behave in another way."""
        self.worker.stop()
        self.fake.set(mode)

    def settle(self) -> None:
        """Let the worker say how it understands the names."""
        wait_until(lambda: self.dock.lines.color_of(0) is not None)

    def run_to_end(self) -> None:
        ends = len(self.results) + len(self.problems)
        self.click()
        wait_until(lambda: len(self.results) + len(self.problems) > ends)

    def close(self) -> None:
        """As the plugin does when it is unloaded."""
        self.dock.disconnect_all()
        self.runner.close()
        self.worker.stop()
        self.environment.stop()
        self.dock.close()
        self.dock.deleteLater()
