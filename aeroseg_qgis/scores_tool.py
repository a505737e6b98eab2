"""The scores of a pixel: point at the map, and see what the model thought of each class there."""

from __future__ import annotations

from html import escape

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsPointXY, QgsProject
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtWidgets import QToolTip

from .class_raster import score_of_code
from .live_result import LiveResult
from .text import decimal, tr

__all__ = ["ScoresTool", "tip_html"]

HOVER_MS = 60
MOST_CLASSES = 6
BAR_PX = 110
LONGEST_NAME = 28


class ScoresTool(QgsMapTool):
    """Shows the scores under the cursor; a click keeps them in view a little longer."""

    def __init__(self, canvas: QgsMapCanvas, result: LiveResult) -> None:
        super().__init__(canvas)
        self._canvas, self._result = canvas, result
        self._place = QPoint()
        self.shown = ""  # the last tip
        self._timer = QTimer(canvas)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HOVER_MS)
        self._timer.timeout.connect(lambda: self._show(self._place))
        self.setCursor(Qt.CursorShape.CrossCursor)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Wait until the cursor rests for a moment."""
        self._place = event.pos()
        self._timer.start()

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Show at once."""
        self._timer.stop()
        self._show(event.pos())

    def deactivate(self) -> None:
        """Another tool is taken."""
        self._timer.stop()
        QToolTip.hideText()
        super().deactivate()

    def _show(self, place: QPoint) -> None:
        self.shown = self.tip_at(self.toMapCoordinates(place))
        if self.shown:
            QToolTip.showText(self._canvas.mapToGlobal(place), self.shown, self._canvas)
        else:
            QToolTip.hideText()

    def tip_at(self, point: QgsPointXY) -> str:
        """What to show of a map point; empty off the result."""
        result, layer = self._result, self._result.layer
        if layer is None:
            return ""
        crs = self._canvas.mapSettings().destinationCrs()
        try:
            to_layer = QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance())
            point = to_layer.transform(point)
        except QgsCsException:
            return ""
        col, row = _pixel(result.scores.affine, point)
        if not (0 <= col < result.scores.cols and 0 <= row < result.scores.rows):
            return ""
        return tip_html(result.scores.codes_at(col, row), result)


def _pixel(affine: tuple, point: QgsPointXY) -> tuple:
    """Column and row of the pixel under a map point."""
    a, b, c, d, e, f = affine
    x, y, size = point.x() - a, point.y() - d, b * f - c * e
    if not size:
        return -1, -1
    return int((f * x - c * y) // size), int((b * y - e * x) // size)


def tip_html(scores: list, result: LiveResult) -> str:
    """Names, bars and numbers, the best first; the class that the pixel has in bold."""
    if not scores:
        return escape(tr("No data here"))
    state = result.state
    named = {entry.id: entry for entry in state.entries}
    (first, best), rows = scores[0], []
    for number, code in scores[:MOST_CLASSES]:
        score = score_of_code(code)
        entry = named.get(number)
        name = entry.name if entry is not None else tr("other")
        color = entry.color if entry is not None else "#a0a0a0"
        if len(name) > LONGEST_NAME:
            name = name[: LONGEST_NAME - 1] + "…"
        text, width = escape(name), max(1, round(BAR_PX * score))
        if number == first:
            text = f"<b>{text}</b>"
        bar = (
            f'<table cellspacing="0" cellpadding="0"><tr>'
            f'<td width="{width}" bgcolor="{color}">&nbsp;</td>'
            f'<td width="{BAR_PX - width}"></td></tr></table>'
        )
        rows.append(
            f"<tr><td>{text}</td><td>{bar}</td><td align=right>{decimal(score, 2)}</td></tr>"
        )
    below = ""
    if first in named and best < state.codes[first]:
        limit = dict(zip(named, state.thresholds))[first]
        below = tr("The best score is below its threshold of {value}: no class.").format(
            value=decimal(limit, 2)
        )
    elif len(scores) > 1:
        margin = score_of_code(best) - score_of_code(scores[1][1])
        below = tr("Margin to the second: {value}").format(value=decimal(margin, 2))
    return (
        f'<table cellspacing="0" cellpadding="2">{"".join(rows)}</table>'
        f"<p style='margin: 2px'>{escape(below)}</p>"
    )
