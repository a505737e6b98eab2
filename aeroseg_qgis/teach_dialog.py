"""Teaching a word in three steps: its name, where it is, learn and look.

The dialog stays beside the map, so that one can mark, zoom and look while it is open. Nothing is
kept until the user says so.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsMapLayerProxyModel, QgsVectorLayer, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from . import taught_words
from .class_text import short_name, wording_keys
from .mark_tool import Mark, Marks, MarkTool
from .messages import ModelInfo, TeachResult
from .problems import Cancelled, Problem
from .progress import Progress
from .teach_job import TeachJob, TeachRequest
from .text import count, tr

__all__ = ["TeachDialog"]

WIDTH = 340
SHOWN_BY = (True, False)


def _explained(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


class TeachDialog(QDialog):
    """Teaches one word to one model.

    Args:
        name: The word, which may be changed; empty for a new one.
        canvas: Where it is marked.
        job: Does the work.
        model: To which it is taught.
        lines: The class list, whose other classes compete.
        place: Gives the image as it is chosen in the panel now, or says why there is none.
    """

    tried = pyqtSignal(str, str)  # name and file of what was learned: to be shown on the map
    kept = pyqtSignal(str)  # name of a word that is kept from now on
    discarded = pyqtSignal(str)
    problemShown = pyqtSignal(object)

    def __init__(
        self,
        name: str,
        canvas: QgsMapCanvas,
        job: TeachJob,
        model: ModelInfo,
        lines: list[str],
        place,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("teachDialog")
        self.setWindowTitle(tr("Teach a word"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._canvas, self._job, self._model = canvas, job, model
        self._lines, self._place = lines, place
        self._learned: Path | None = None
        self._is_kept = False
        self.marks = Marks(canvas, self)
        self._tool = MarkTool(canvas, self.marks)
        self._tool_before = canvas.mapTool()
        layout = QVBoxLayout(self)
        layout.addWidget(self._name_step(name))
        layout.addWidget(self._mark_step())
        layout.addWidget(self._learn_step())
        layout.addStretch(1)
        self.marks.changed.connect(self._show_state)
        self.name.textChanged.connect(self._show_state)
        job.progressed.connect(self._on_progress)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        canvas.mapToolSet.connect(self._on_tool)
        self.finished.connect(self._put_away)
        self.resize(WIDTH, self.sizeHint().height())
        self._show_state()
        self.mark.setChecked(bool(name))
        (self.mark if name else self.name).setFocus()

    # The three steps

    def _name_step(self, name: str) -> QGroupBox:
        box = QGroupBox(tr("1. The word"), self)
        form = QFormLayout(box)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.name = QLineEdit(name, box)
        self.name.setObjectName("teachName")
        self.name.setPlaceholderText(tr("for example: greenhouse"))
        self.name.setToolTip(
            tr("What it is called in the legend. The model need not know the word.")
        )
        form.addRow(tr("Name"), self.name)
        form.addRow(
            _explained(tr("It is taught to the model “{model}”.").format(model=self._title()), box)
        )
        return box

    def _title(self) -> str:
        return self._model.title

    def _mark_step(self) -> QGroupBox:
        box = QGroupBox(tr("2. Where it is"), self)
        column = QVBoxLayout(box)
        column.addWidget(
            _explained(
                tr(
                    "Click or draw around a few places that show it with the left button, and some "
                    "that could be mistaken for it with the right."
                ),
                box,
            )
        )
        row = QHBoxLayout()
        self.mark = QPushButton(tr("Mark on the map"), box)
        self.mark.setObjectName("teachMark")
        self.mark.setCheckable(True)
        self.mark.setToolTip(
            tr("Left button: it is here. Right: it is not. Click for a spot, drag for an area")
        )
        self.mark.toggled.connect(self._on_mark)
        self.undo = QPushButton(tr("Undo"), box)
        self.undo.setObjectName("teachUndo")
        self.undo.setToolTip(tr("Take the last mark back (Ctrl+Z on the map)"))
        self.undo.clicked.connect(self.marks.undo)
        row.addWidget(self.mark, 1)
        row.addWidget(self.undo)
        column.addLayout(row)
        self.layer = QgsMapLayerComboBox(box)
        self.layer.setObjectName("teachLayer")
        filters = QgsMapLayerProxyModel.Filter
        self.layer.setFilters(filters.PolygonLayer | filters.PointLayer)
        self.layer.setToolTip(tr("Features of this layer; of those that are selected, if any are"))
        self.kind = QComboBox(box)
        self.kind.setObjectName("teachKind")
        self.kind.addItem(tr("show it"), True)
        self.kind.addItem(tr("do not"), False)
        self.kind.setToolTip(tr("Whether the features show the word, or what it is not"))
        self.take = QPushButton(tr("Take"), box)
        self.take.setObjectName("teachTake")
        self.take.setToolTip(tr("Take the features of the layer as marks"))
        self.take.clicked.connect(self._take_features)
        features = QHBoxLayout()
        features.addWidget(self.layer, 1)
        features.addWidget(self.kind)
        features.addWidget(self.take)
        column.addLayout(features)
        has_layer = self.layer.count() > 0
        for widget in (self.layer, self.kind, self.take):
            widget.setVisible(has_layer)
        self.marked = _explained("", box)
        self.marked.setObjectName("teachMarked")
        column.addWidget(self.marked)
        return box

    def _learn_step(self) -> QGroupBox:
        box = QGroupBox(tr("3. Learn and look"), self)
        column = QVBoxLayout(box)
        self.learn = QPushButton(tr("Learn"), box)
        self.learn.setObjectName("teachLearn")
        self.learn.setToolTip(tr("Learn from the marks, and show the class on the map"))
        self.learn.clicked.connect(self._on_learn)
        column.addWidget(self.learn)
        self.bar = QProgressBar(box)
        self.bar.setObjectName("teachProgress")
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        self.bar.setToolTip(tr("How far the learning is"))
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.hide()
        column.addWidget(self.bar)
        self.status = _explained("", box)
        self.status.setObjectName("teachStatus")
        self.status.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.status.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.status)
        row = QHBoxLayout()
        self.keep = QPushButton(tr("Keep"), box)
        self.keep.setObjectName("teachKeep")
        self.keep.setToolTip(tr("From now on the word means this, whenever the list has it"))
        self.keep.clicked.connect(self._on_keep)
        self.discard = QPushButton(tr("Discard"), box)
        self.discard.setObjectName("teachDiscard")
        self.discard.setToolTip(tr("Forget what was learned; close"))
        self.discard.clicked.connect(self.reject)
        row.addWidget(self.keep, 1)
        row.addWidget(self.discard, 1)
        column.addLayout(row)
        return box

    # State

    @property
    def word(self) -> str:
        """The word as typed."""
        return " ".join(self.name.text().split())

    def blocked_by(self) -> str:
        """Why Learn cannot be clicked; empty when it can."""
        if not self.word:
            return tr("Type the word first.")
        if any(sign in self.word for sign in "|,=@#"):
            return tr("A name cannot hold any of these signs: {signs}").format(signs="| , = @ #")
        if not self.marks.count(True):
            return tr("Mark at least one place that shows it.")
        return ""

    def _show_state(self) -> None:
        yes, no = self.marks.count(True), self.marks.count(False)
        text = tr("{yes} that show it, {no} that do not").format(yes=count(yes), no=count(no))
        if yes and not no:
            text += ". " + tr("A few that do not make it better.")
        self.marked.setText(text if yes or no else tr("Nothing is marked yet."))
        self.undo.setEnabled(bool(yes or no))
        reason = self.blocked_by()
        busy = self._job.is_busy
        self.learn.setText(tr("Cancel") if busy else tr("Learn"))
        self.learn.setEnabled(busy or not reason)
        again = tr("Learn again with the marks as they are now")
        plain = tr("Learn from the marks, and show the class on the map")
        self.learn.setToolTip(reason or (again if self._learned else plain))
        self.keep.setEnabled(self._learned is not None and not busy)
        if not busy and self._learned is None:
            self.status.setText(reason)
        for widget in (self.name, self.mark, self.take):
            widget.setEnabled(not busy)

    def _on_mark(self, is_on: bool) -> None:
        if is_on and self._canvas.mapTool() is not self._tool:
            self._tool_before = self._canvas.mapTool()
            self._canvas.setMapTool(self._tool)
        elif not is_on and self._canvas.mapTool() is self._tool:
            self._return_tool()

    def _return_tool(self) -> None:
        if self._tool_before is not None:
            self._canvas.setMapTool(self._tool_before)
        else:
            self._canvas.unsetMapTool(self._tool)

    def _on_tool(self, tool, *_) -> None:
        self.mark.setChecked(tool is self._tool)

    def _take_features(self) -> None:
        layer = self.layer.currentLayer()
        if not isinstance(layer, QgsVectorLayer):
            return
        chosen = layer.selectedFeatures() if layer.selectedFeatureCount() else layer.getFeatures()
        kinds = QgsWkbTypes.GeometryType
        for feature in chosen:
            geometry = feature.geometry()
            if geometry.type() in (kinds.PointGeometry, kinds.PolygonGeometry):
                self.marks.add(Mark(geometry, layer.crs(), bool(self.kind.currentData())))

    # Learning

    def _on_learn(self) -> None:
        if self._job.is_busy:
            self._job.cancel()
            return
        key = next(iter(wording_keys(self.word)))
        others = [line for line in self._lines if key not in wording_keys(line)]
        try:
            layer, plan = self._place()
            self._job.start(
                TeachRequest(self.word, self.marks.all, layer, plan, others, self._model)
            )
        except Problem as problem:
            self._on_failed(problem)
            return
        self.bar.show()
        self.bar.setRange(0, 0)
        self.status.setText(tr("starting"))
        self._show_state()

    def _on_progress(self, progress: Progress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.status.setText(progress.line)

    def _on_finished(self, result: TeachResult) -> None:
        self.bar.hide()
        self._learned = Path(result.path)
        text = tr("Learned in {seconds} s. Look at the map, add marks where it is wrong and learn "
                  "again, or keep it.").format(seconds=f"{result.seconds:.0f}")  # fmt: skip
        self._show_state()
        self.status.setText(" ".join([text, *result.notices]))
        self.tried.emit(result.name, result.path)

    def _on_failed(self, problem: Problem) -> None:
        self.bar.hide()
        self._show_state()
        if isinstance(problem, Cancelled):
            self.status.setText(tr("Cancelled. Nothing was learned."))
            return
        self.status.setText(problem.text)
        self.problemShown.emit(problem)

    def _on_keep(self) -> None:
        try:
            taught_words.keep(self._learned)
        except Problem as problem:
            self._on_failed(problem)
            return
        self._is_kept = True
        self.kept.emit(short_name(self.word))
        self.accept()

    def _put_away(self) -> None:
        """The dialog closes, however it is closed."""
        self._job.cancel()
        for signal, slot in (
            (self._job.progressed, self._on_progress),
            (self._job.finished, self._on_finished),
            (self._job.failed, self._on_failed),
            (self._canvas.mapToolSet, self._on_tool),
        ):
            signal.disconnect(slot)
        if self._canvas.mapTool() is self._tool:
            self._return_tool()
        self.marks.clear()
        if not self._is_kept:
            self.discarded.emit(self.word)
        self._job.clean()
