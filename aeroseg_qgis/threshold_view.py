"""The threshold sliders: one for all classes, and one per class on request.

It shows thresholds and tells which the user wants; it changes nothing by itself.
"""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence, QWheelEvent
from qgis.PyQt.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .class_lines import SWATCH_PX, swatch
from .result_state import ResultState
from .text import tr
from .widgets import ElidedLabel, tool_button

__all__ = ["ThresholdView"]

STEPS = 100  # of a slider, from 0 to 1
PAGE_STEPS = 5
PAUSE_MS = 400  # keys and clicks closer together than this are one move
MOST_ROWS = 6  # shown at once; more scroll
ALL = 0  # in the place of a class id


class _Slider(QSlider):
    """A slider that the wheel only moves while it has the focus, so that the panel scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, STEPS)
        self.setPageStep(PAGE_STEPS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the panel, unless the slider is in use."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Row(QWidget):
    """A slider with its value."""

    begun = pyqtSignal()
    moved = pyqtSignal(float)
    ended = pyqtSignal()

    def __init__(self, name: str, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.slider = _Slider(self)
        self.slider.setObjectName(f"{name}Slider")
        self.slider.setToolTip(tip)
        self.slider.setMinimumWidth(50)
        self.value = QDoubleSpinBox(self)
        self.value.setObjectName(f"{name}Value")
        self.value.setRange(-0.01, 1.0)
        self.value.setSpecialValueText("–")  # classes differ
        self.value.setDecimals(2)
        self.value.setSingleStep(0.01)
        self.value.setKeyboardTracking(False)
        self.value.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.value.setToolTip(tip)
        self.value.setFixedWidth(self.fontMetrics().horizontalAdvance("0.00") + 16)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.ended)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.value)
        self.slider.sliderPressed.connect(self.begun)
        self.slider.sliderReleased.connect(self._on_released)
        self.slider.valueChanged.connect(self._on_slider)
        self.value.valueChanged.connect(self._on_value)

    def show_value(self, threshold: float | None) -> None:
        """Show a threshold; None: classes differ."""
        for widget in (self.slider, self.value):
            widget.blockSignals(True)
        if threshold is None:
            self.value.setValue(self.value.minimum())
        else:
            if round(self.slider.value() / STEPS, 2) != round(threshold, 2):
                self.slider.setValue(round(threshold * STEPS))
            self.value.setValue(threshold)
        for widget in (self.slider, self.value):
            widget.blockSignals(False)

    def _on_slider(self, step: int) -> None:
        if not self.slider.isSliderDown():
            self._touch()
        self.moved.emit(step / STEPS)

    def _on_value(self, value: float) -> None:
        if value < 0.0:
            return
        self._touch()
        self.moved.emit(round(value, 4))

    def _touch(self) -> None:
        if not self._pause.isActive():
            self.begun.emit()
        self._pause.start()

    def _on_released(self) -> None:
        self._pause.stop()
        self.ended.emit()


class ThresholdView(QWidget):
    """Sliders for thresholds."""

    begun = pyqtSignal()
    moved = pyqtSignal(dict)  # threshold by class id
    ended = pyqtSignal()
    undoAsked = pyqtSignal()
    redoAsked = pyqtSignal()
    resetAsked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, _Row] = {}
        self._ids: tuple = ()
        self.all = _Row(
            "threshold",
            tr("A pixel with a lower score gets no class. Moving it changes the map at once."),
            self,
        )
        self._connect(self.all, ALL)
        self.label = QLabel(tr("Threshold"), self)
        self.label.setBuddy(self.all.slider)
        icon = QgsApplication.getThemeIcon
        self.undo = tool_button(
            "thresholdUndo", icon("/mActionUndo.svg"), tr("Undo the last threshold"), self
        )
        self.redo = tool_button(
            "thresholdRedo", icon("/mActionRedo.svg"), tr("Redo the threshold"), self
        )
        self.reset = tool_button(
            "thresholdReset", icon("/mActionReload.svg"), tr("Back to the run's thresholds"), self
        )
        self.undo.clicked.connect(self.undoAsked)
        self.redo.clicked.connect(self.redoAsked)
        self.reset.clicked.connect(self.resetAsked)
        self.per_class = QToolButton(self)
        self.per_class.setObjectName("thresholdPerClass")
        self.per_class.setText(tr("Per class"))
        self.per_class.setToolTip(tr("A slider for each class"))
        self.per_class.setCheckable(True)
        self.per_class.setArrowType(Qt.ArrowType.RightArrow)
        self.per_class.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.per_class.setAutoRaise(True)
        self.per_class.toggled.connect(self._show_rows)
        self._list = QWidget(self)
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(2)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("thresholdScroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._list)
        self._scroll.hide()
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.label)
        top.addWidget(self.all, 1)
        below = QHBoxLayout()
        below.setSpacing(2)
        below.addWidget(self.per_class)
        below.addStretch(1)
        for button in (self.undo, self.redo, self.reset):
            below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addLayout(below)
        layout.addWidget(self._scroll)

    def _connect(self, row: _Row, class_id: int) -> None:
        row.begun.connect(self.begun)
        row.ended.connect(self.ended)
        row.moved.connect(lambda value: self._on_moved(class_id, value))

    def _on_moved(self, class_id: int, value: float) -> None:
        ids = self._ids if class_id == ALL else (class_id,)
        self.moved.emit(dict.fromkeys(ids, value))

    def show_state(self, state: ResultState, *, can_undo: bool, can_redo: bool) -> None:
        """Show the thresholds of a result."""
        ids = tuple(entry.id for entry in state.entries)
        names = [(entry.id, entry.name, entry.color) for entry in state.entries]
        if self._grid.property("names") != repr(names):
            self._grid.setProperty("names", repr(names))
            self._ids = ids
            self._make_rows(state)
        self.all.show_value(state.common_threshold)
        for entry, value in zip(state.entries, state.thresholds):
            self._rows[entry.id].show_value(value)
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)
        self.reset.setEnabled(state.thresholds != state.of_run)

    def set_ready(self, is_ready: bool, why_not: str) -> None:
        """Let the sliders be moved, or say why not."""
        for row in (self.all, *self._rows.values()):
            row.setEnabled(is_ready)
        self.label.setToolTip("" if is_ready else why_not)
        self.all.setToolTip("" if is_ready else why_not)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo by their keys."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undoAsked.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redoAsked.emit()
        else:
            super().keyPressEvent(event)

    def _make_rows(self, state: ResultState) -> None:
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            widget.setParent(None)
            widget.deleteLater()
        self._rows = {}
        for place, entry in enumerate(state.entries):
            color = QLabel(self._list)
            color.setPixmap(swatch(QColor(entry.color)).pixmap(SWATCH_PX, SWATCH_PX))
            name = ElidedLabel(entry.name, self._list)
            row = _Row(
                f"threshold{entry.id}", tr("Threshold of “{name}”").format(name=entry.name), self
            )
            self._connect(row, entry.id)
            self._rows[entry.id] = row
            self._grid.addWidget(color, place, 0)
            self._grid.addWidget(name, place, 1)
            self._grid.addWidget(row, place, 2)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(2, 3)
        self._grid.setRowStretch(len(state.entries), 1)
        shown = min(len(state.entries), MOST_ROWS)
        height = self._rows[state.entries[0].id].sizeHint().height() + 2 if state.entries else 0
        self._scroll.setFixedHeight(shown * height + 2)

    def _show_rows(self, is_wanted: bool) -> None:
        self.per_class.setArrowType(
            Qt.ArrowType.DownArrow if is_wanted else Qt.ArrowType.RightArrow
        )
        self._scroll.setVisible(is_wanted)
