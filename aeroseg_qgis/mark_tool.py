"""Marked places on the map: the tool that draws them, and what has been drawn.

Left button: the place shows the word. Right button: it does not. A click marks a spot, dragging an
area.
"""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QApplication

__all__ = ["Mark", "MarkTool", "Marks"]

SHOWS = QColor(46, 160, 67)
SHOWS_NOT = QColor(207, 34, 46)
FILL_ALPHA = 70
LINE_PX = 3
ICON_PX = 13
FEWEST_CORNERS = 3


@dataclass(frozen=True)
class Mark:
    """One place.

    Args:
        geometry: A point or a polygon.
        crs: Its coordinate system.
        positive: Whether it shows the word.
    """

    geometry: QgsGeometry
    crs: QgsCoordinateReferenceSystem
    positive: bool


def _style(band: QgsRubberBand, positive: bool, is_point: bool) -> None:
    """Two signs and two colours, so that they are told apart by either."""
    color = SHOWS if positive else SHOWS_NOT
    band.setStrokeColor(color)
    fill = QColor(color)
    fill.setAlpha(FILL_ALPHA)
    band.setFillColor(fill)
    band.setWidth(LINE_PX)
    if is_point:
        kinds = QgsRubberBand.IconType
        band.setIcon(kinds.ICON_CIRCLE if positive else kinds.ICON_X)
        band.setIconSize(ICON_PX)
    elif not positive:
        band.setLineStyle(Qt.PenStyle.DashLine)


class Marks(QObject):
    """What has been marked; shown on the map while it is here."""

    changed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._marks: list[Mark] = []
        self._bands: list[QgsRubberBand] = []

    @property
    def all(self) -> list[Mark]:
        """In the order in which they were made."""
        return list(self._marks)

    def count(self, positive: bool) -> int:
        """How many show the word, or do not."""
        return sum(1 for mark in self._marks if mark.positive == positive)

    def add(self, mark: Mark) -> None:
        """One more."""
        self._marks.append(mark)
        is_point = mark.geometry.type() == QgsWkbTypes.GeometryType.PointGeometry
        kind = QgsWkbTypes.GeometryType
        band = QgsRubberBand(
            self._canvas, kind.PointGeometry if is_point else kind.PolygonGeometry
        )  # fmt: skip
        _style(band, mark.positive, is_point)
        band.setToGeometry(mark.geometry, mark.crs)
        self._bands.append(band)
        self.changed.emit()

    def undo(self) -> None:
        """Take the last one back."""
        if self._marks:
            self._marks.pop()
            self._remove(self._bands.pop())
            self.changed.emit()

    def clear(self) -> None:
        """Take all back."""
        while self._bands:
            self._remove(self._bands.pop())
        if self._marks:
            self._marks.clear()
            self.changed.emit()

    def _remove(self, band: QgsRubberBand) -> None:
        self._canvas.scene().removeItem(band)


class MarkTool(QgsMapTool):
    """Draws marks; see the module."""

    def __init__(self, canvas: QgsMapCanvas, marks: Marks) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._marks = marks
        self._drawn: list[QgsPointXY] = []
        self._start = None
        self._button = None
        self._band: QgsRubberBand | None = None

    def flags(self):
        """No menu: the right button marks too."""
        return QgsMapTool.Flags()

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """A mark begins."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._button, self._start = event.button(), event.pos()
            self._drawn = [event.mapPoint()]

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """An area grows."""
        if self._start is None:
            return
        if (event.pos() - self._start).manhattanLength() >= QApplication.startDragDistance():
            if self._band is None:
                kind = QgsWkbTypes.GeometryType.PolygonGeometry
                self._band = QgsRubberBand(self.canvas(), kind)
                _style(self._band, self._button == Qt.MouseButton.LeftButton, False)
                self._band.addPoint(self._drawn[0])
            self._drawn.append(event.mapPoint())
            self._band.addPoint(event.mapPoint())

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """A mark is made."""
        if self._start is None or event.button() != self._button:
            return
        positive = self._button == Qt.MouseButton.LeftButton
        crs = self.canvas().mapSettings().destinationCrs()
        geometry = QgsGeometry.fromPointXY(self._drawn[0])
        if self._band is not None and len(self._drawn) >= FEWEST_CORNERS:
            ring = QgsGeometry.fromPolygonXY([self._drawn])
            geometry = ring.makeValid() if not ring.isGeosValid() else ring
        self._forget()
        if geometry.type() != QgsWkbTypes.GeometryType.LineGeometry and not geometry.isEmpty():
            self._marks.add(Mark(geometry, crs, positive))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo, or give up the area that is being drawn."""
        if event.matches(QKeySequence.StandardKey.Undo) or event.key() == Qt.Key.Key_Backspace:
            self._marks.undo()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self._start is not None:
            self._forget()
            event.accept()

    def deactivate(self) -> None:
        """Another tool was taken."""
        self._forget()
        super().deactivate()

    def _forget(self) -> None:
        if self._band is not None:
            self.canvas().scene().removeItem(self._band)
        self._band, self._start, self._button, self._drawn = None, None, None, []
