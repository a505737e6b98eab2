"""The table under the dock: what the last run found."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QResizeEvent
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
from .figures import Figure, Figures
from .messages import SegmentResult
from .run import Finished
from .share_chart import ShareChart
from .text import areas, count, decimal, duration, elide_names, ground, percent, tr
from .widgets import ElidedLabel, heading_label

__all__ = ["ResultView"]

COLUMN_CLASS, COLUMN_AREA, COLUMN_PIXELS, COLUMN_SCORE = range(4)
CLASS_ROLE = int(Qt.ItemDataRole.UserRole)
STAGES_SHOWN = 2
LEAST_STAGE_S = 1.0
LONGEST_NAME_EM = 12  # a longer one is elided before a column of numbers goes
MOST_ROWS = 10  # shown at once; more scroll


class ResultView(QWidget):
    """Area, pixels and mean score of each class; hidden before the first run."""

    visibilityChanged = pyqtSignal(int, bool)  # class id, whether it is drawn

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures: Figures | None = None
        self._ids: list[int] = []
        self._hidden: frozenset = frozenset()
        self._is_filling = False
        heading = heading_label(tr("Result"), self)
        self.title = ElidedLabel(parent=self, mode=Qt.TextElideMode.ElideRight)
        self.title.set_muted()
        self.title.setObjectName("resultTitle")
        self.table = QTreeWidget(self)
        self.table.setObjectName("resultTable")
        self.table.setHeaderLabels(
            [tr("Class"), tr("Area", "how large"), tr("Pixels"), tr("Score")]
        )
        self.table.headerItem().setToolTip(
            COLUMN_SCORE, tr("Mean score of the pixels of the class, from 0 to 1")
        )
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setIconSize(QSize(SWATCH_PX, SWATCH_PX))
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setToolTip(tr("What was found. A class without its tick is not drawn"))
        self.table.itemChanged.connect(self._on_item)
        self.chart = ShareChart(self)
        self.chart.setObjectName("resultChart")
        self.chart.hide()
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(COLUMN_CLASS, QHeaderView.ResizeMode.Stretch)
        for column in (COLUMN_AREA, COLUMN_PIXELS, COLUMN_SCORE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.table.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        self.stages = ElidedLabel(parent=self, mode=Qt.TextElideMode.ElideRight)
        self.stages.setObjectName("resultStages")
        self.stages.set_muted()
        self.top = QHBoxLayout()
        self.top.addWidget(heading)
        self.top.addWidget(self.title, 1)
        self.above_table = QVBoxLayout()  # where the thresholds go
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self.top)
        layout.addLayout(self.above_table)
        layout.addWidget(self.table)
        layout.addWidget(self.chart)
        layout.addWidget(self.stages)
        self.hide()

    def show_result(self, finished: Finished) -> None:
        """Fill the table from a run."""
        result = finished.result
        shares = result.shares()
        figures = Figures(
            tuple(
                Figure(
                    item.id, item.name, item.color, item.pixels, item.area_m2,
                    shares[item.name], item.mean_score, item.known,
                )
                for item in result.classes
            ),
            result.other_pixels,
            result.other_area_m2,
        )  # fmt: skip
        self._hidden = frozenset()
        self.show_title(finished.image_name, figures, result.paths.get("classes", ""))
        self.show_figures(figures)
        self.stages.show_text(summary(result), stage_list(result))
        self.show()

    def show_title(self, image_name: str, figures: Figures, path: str) -> None:
        """Name the image and the classes."""
        names = elide_names([item.name for item in figures.classes], limit=200)
        text = tr("{image}: {names}").format(image=image_name, names=names) if image_name else names
        self.title.show_text(text, path)

    def show_figures(self, figures: Figures) -> None:
        """Fill the table; the rows stay where the classes are the same."""
        self._is_filling = True
        self.figures = figures
        if self._ids != [item.id for item in figures.classes]:
            self._make_rows(figures)
        sizes_m2 = [item.area_m2 for item in figures.classes] + [figures.other_area_m2]
        sizes = areas(sizes_m2, QgsProject.instance().areaUnits())
        for number, item in enumerate(figures.classes):
            row = self.table.topLevelItem(number)
            row.setIcon(COLUMN_CLASS, swatch(QColor(item.color)))
            is_hidden = item.id in self._hidden
            row.setCheckState(
                COLUMN_CLASS, Qt.CheckState.Unchecked if is_hidden else Qt.CheckState.Checked
            )
            row.setText(COLUMN_AREA, sizes[number])
            row.setText(COLUMN_PIXELS, count(item.pixels))
            row.setText(COLUMN_SCORE, _score(item.mean_score))
            tip = tr("{name}: {share} of the pixels, {n}; mean score {score}").format(
                name=item.name,
                share=percent(item.share),
                n=count(item.pixels),
                score=_score(item.mean_score),
            )
            if not item.known:
                tip = tr("{name}: not known to this model").format(name=item.name)
            row.setToolTip(COLUMN_CLASS, tip)
        other = self.table.topLevelItem(len(figures.classes))
        other.setText(COLUMN_AREA, sizes[-1])
        other.setText(COLUMN_PIXELS, count(figures.other_pixels))
        self.chart.show_figures(figures)
        self._fit()
        self._fit_columns()
        self._is_filling = False

    def show_hidden(self, hidden: frozenset) -> None:
        """Show which classes are not drawn."""
        self._hidden = hidden
        if self.figures is not None:
            self.show_figures(self.figures)

    def _make_rows(self, figures: Figures) -> None:
        self.table.clear()
        for item in figures.classes:
            row = QTreeWidgetItem([item.name, "", "", ""])
            row.setData(COLUMN_CLASS, CLASS_ROLE, item.id)
            for column in (COLUMN_AREA, COLUMN_PIXELS, COLUMN_SCORE):
                row.setTextAlignment(column, right_aligned())
            self.table.addTopLevelItem(row)
        other = QTreeWidgetItem([tr("other"), "", "", ""])
        other.setToolTip(COLUMN_CLASS, tr("Pixels of none of the classes; not drawn on the map"))
        for column in (COLUMN_AREA, COLUMN_PIXELS):
            other.setTextAlignment(column, right_aligned())
        italic = self.table.font()
        italic.setItalic(True)
        other.setFont(COLUMN_CLASS, italic)
        self.table.addTopLevelItem(other)
        self._ids = [item.id for item in figures.classes]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow panel the names need the room more than the counts of pixels."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Leave out pixels, then scores, until the names have room."""
        header, em = self.table.header(), self.fontMetrics().horizontalAdvance("m")
        names = min(self.table.sizeHintForColumn(COLUMN_CLASS), LONGEST_NAME_EM * em)
        room = self.width() - 2 * self.table.frameWidth() - names
        if self.table.topLevelItemCount() > MOST_ROWS:
            room -= self.table.verticalScrollBar().sizeHint().width()
        needed = {
            column: max(self.table.sizeHintForColumn(column), header.sectionSizeHint(column))
            for column in (COLUMN_AREA, COLUMN_SCORE, COLUMN_PIXELS)
        }
        for column, width in needed.items():  # the most wanted first
            self.table.setColumnHidden(column, room < width and column != COLUMN_AREA)
            room -= width

    def _fit(self) -> None:
        """As high as its rows, up to a limit; a row with a tick is higher than its text."""
        rows = min(self.table.topLevelItemCount(), MOST_ROWS)
        heights = [
            self.table.sizeHintForRow(0),
            self.table.rowHeight(self.table.model().index(0, 0)),
        ]
        self.table.setFixedHeight(
            self.table.header().sizeHint().height()
            + rows * max(*heights, SWATCH_PX + 2)
            + 2 * self.table.frameWidth()
        )

    def _on_item(self, row: QTreeWidgetItem, column: int) -> None:
        class_id = row.data(COLUMN_CLASS, CLASS_ROLE)
        if self._is_filling or column != COLUMN_CLASS or class_id is None:
            return
        is_shown = row.checkState(COLUMN_CLASS) == Qt.CheckState.Checked
        if is_shown == (class_id in self._hidden):
            self.visibilityChanged.emit(class_id, is_shown)


def _score(value: float | None) -> str:
    return "–" if value is None else decimal(value, 2)


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
