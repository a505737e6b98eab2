"""The table under the dock: what the last run found."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .class_lines import SWATCH_PX, right_aligned, swatch
from .messages import SegmentResult
from .run import Finished
from .text import areas, count, decimal, duration, elide_names, ground, percent, tr
from .widgets import ElidedLabel, heading_label

__all__ = ["ResultView"]

COLUMN_CLASS, COLUMN_AREA, COLUMN_PIXELS, COLUMN_SCORE = range(4)
STAGES_SHOWN = 2
LEAST_STAGE_S = 1.0
MOST_ROWS = 10  # shown at once; more scroll


class ResultView(QWidget):
    """Area, pixels and mean score of each class; hidden before the first run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = heading_label(tr("Result"), self)
        self.title = ElidedLabel(parent=self, mode=Qt.TextElideMode.ElideRight)
        self.title.set_muted()
        self.title.setObjectName("resultTitle")
        self.table = QTreeWidget(self)
        self.table.setObjectName("resultTable")
        self.table.setHeaderLabels([tr("Class"), tr("Area"), tr("Pixels"), tr("Score")])
        self.table.headerItem().setToolTip(
            COLUMN_SCORE, tr("Mean score of the pixels of the class, from 0 to 1")
        )
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setIconSize(QSize(SWATCH_PX, SWATCH_PX))
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setToolTip(tr("What the last run found"))
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(COLUMN_CLASS, QHeaderView.ResizeMode.Stretch)
        for column in (COLUMN_AREA, COLUMN_PIXELS, COLUMN_SCORE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.table.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        self.stages = ElidedLabel(parent=self, mode=Qt.TextElideMode.ElideRight)
        self.stages.setObjectName("resultStages")
        self.stages.set_muted()
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addWidget(self.title, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.table)
        layout.addWidget(self.stages)
        self.hide()

    def show_result(self, finished: Finished) -> None:
        """Fill the table from a run."""
        result = finished.result
        names = elide_names([item.name for item in result.classes], limit=200)
        self.title.show_text(
            tr("{image}: {names}").format(image=finished.image_name, names=names),
            result.paths.get("classes", ""),
        )
        self.table.clear()
        sizes_m2 = [item.area_m2 for item in result.classes] + [result.other_area_m2]
        *sizes, other_size = areas(sizes_m2, QgsProject.instance().areaUnits())
        shares = result.shares()
        for item, size in zip(result.classes, sizes):
            score = "–" if item.mean_score is None else decimal(item.mean_score, 2)
            row = QTreeWidgetItem([item.name, size, count(item.pixels), score])
            row.setIcon(COLUMN_CLASS, swatch(QColor(item.color)))
            tip = tr("{name}: {share} of the pixels").format(
                name=item.name, share=percent(shares[item.name])
            )
            if not item.known:
                tip = tr("{name}: not known to this model").format(name=item.name)
            row.setToolTip(COLUMN_CLASS, tip)
            for column in (COLUMN_AREA, COLUMN_PIXELS, COLUMN_SCORE):
                row.setTextAlignment(column, right_aligned())
            self.table.addTopLevelItem(row)
        other = QTreeWidgetItem([tr("other"), other_size, count(result.other_pixels), ""])
        other.setToolTip(COLUMN_CLASS, tr("Pixels of none of the classes; not drawn on the map"))
        for column in (COLUMN_AREA, COLUMN_PIXELS):
            other.setTextAlignment(column, right_aligned())
        italic = self.table.font()
        italic.setItalic(True)
        other.setFont(COLUMN_CLASS, italic)
        self.table.addTopLevelItem(other)
        rows = min(self.table.topLevelItemCount(), MOST_ROWS)
        self.table.setFixedHeight(
            self.table.header().sizeHint().height()
            + rows * self.table.sizeHintForRow(0)
            + 2 * self.table.frameWidth()
        )
        self.stages.show_text(summary(result), stage_list(result))
        self.show()


def summary(result: SegmentResult) -> str:
    """Resolution, device, cache and the stages that took longest, in one line."""
    parts = [ground(result.gsd_m), str(result.device.get("type", "")).upper()]
    if result.cache_hits:
        parts.append(
            tr("{hits} of {tiles} tiles from memory").format(
                hits=count(result.cache_hits), tiles=count(result.cache_hits + result.cache_misses)
            )
        )
    slowest = sorted(result.stages.items(), key=lambda stage: -stage[1])[:STAGES_SHOWN]
    parts += [
        tr("{stage} {time}").format(stage=name.replace("_", " "), time=duration(seconds))
        for name, seconds in slowest
        if seconds >= LEAST_STAGE_S
    ]
    return " · ".join(part for part in parts if part)


def stage_list(result: SegmentResult) -> str:
    """The stages with their times, one a line."""
    return "\n".join(
        tr("{stage}: {seconds} s").format(stage=name.replace("_", " "), seconds=decimal(seconds, 2))
        for name, seconds in result.stages.items()
    )
