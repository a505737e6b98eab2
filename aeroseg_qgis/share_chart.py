"""A small bar chart of a result: the share of each class, in its colour."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, QPoint, QRect, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPaintEvent, QPalette
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from .figures import Figures
from .text import percent, tr

__all__ = ["ShareChart"]

ROW_GAP_PX = 3
TEXT_GAP_PX = 6
NAME_SHARE = 0.36  # of the width, at most
MOST_BARS = 12
OTHER_ALPHA = 90


class ShareChart(QWidget):
    """Horizontal bars, largest class first; "other" last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: list = []  # (name, share, colour or None for other)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> list:
        """(name, share, colour) from top to bottom; the colour of "other" is None."""
        return list(self._bars)

    def show_figures(self, figures: Figures) -> None:
        """Draw other figures."""
        found = sorted(figures.classes, key=lambda item: -item.share)
        bars = [(item.name, item.share, QColor(item.color)) for item in found[:MOST_BARS]]
        rest = found[MOST_BARS:]
        if rest:
            share = sum(item.share for item in rest)
            bars.append((tr("{n} more classes").format(n=len(rest)), share, None))
        bars.append((tr("other"), figures.other_share, None))
        self._bars = bars
        self.setAccessibleDescription(
            ", ".join(f"{name} {percent(share)}" for name, share, _ in bars)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each bar."""
        return QSize(100, len(self._bars) * self._row_px())

    def minimumSizeHint(self) -> QSize:
        """As high as the bars, any width."""
        return QSize(0, self.sizeHint().height())

    def _row_px(self) -> int:
        return self.fontMetrics().height() + ROW_GAP_PX

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names on the left, bars from one line, shares behind them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        metrics, row_px = self.fontMetrics(), self._row_px()
        text = self.palette().color(QPalette.ColorRole.WindowText)
        widest = max((metrics.horizontalAdvance(name) for name, _, _ in self._bars), default=0)
        name_px = min(widest, round(NAME_SHARE * self.width()))
        share_px = metrics.horizontalAdvance(percent(1.0)) + 2
        left = name_px + TEXT_GAP_PX
        room = max(10, self.width() - left - share_px - TEXT_GAP_PX)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        beside = flags.value if hasattr(flags, "value") else int(flags)  # Qt 6, Qt 5
        largest = max((share for _, share, _ in self._bars), default=0.0) or 1.0
        for row, (name, share, color) in enumerate(self._bars):
            top = row * row_px
            painter.setPen(text)
            painter.drawText(
                QRect(0, top, name_px, row_px),
                beside,
                metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, name_px),
            )
            length = round(room * share / largest)
            if share > 0:
                bar = QRect(left, top + 2, max(1, length), row_px - 4)
                if color is None:
                    grey = QColor(text)
                    grey.setAlpha(OTHER_ALPHA)
                    painter.fillRect(bar, grey)
                else:
                    painter.fillRect(bar, color)
            painter.drawText(
                QRect(left + length + TEXT_GAP_PX, top, share_px, row_px),
                beside,
                percent(share),
            )
        painter.end()

    def event(self, event: QEvent) -> bool:
        """The whole name where it is cut."""
        if event.type() == QEvent.Type.ToolTip:
            position: QPoint = event.pos()
            row = position.y() // max(1, self._row_px())
            if 0 <= row < len(self._bars):
                name, share, _ = self._bars[row]
                text = tr("{name}: {share} of the pixels").format(name=name, share=percent(share))
                QToolTip.showText(self.mapToGlobal(position), text, self)
            return True
        return super().event(event)
