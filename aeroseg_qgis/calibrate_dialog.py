"""Fitting thresholds on reference polygons: choose the layer, look at before and after, apply."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsFieldProxyModel, QgsMapLayerProxyModel, QgsProject, QgsRasterLayer
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, QTemporaryDir, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .class_lines import ClassLines, right_aligned
from .feature_file import placed, write_features
from .messages import (
    CalibratedClass,
    CalibrateParams,
    CalibrateResult,
    ImageParams,
    ModelInfo,
    ReferenceParams,
)
from .problems import Cancelled, Problem
from .progress import Progress
from .results import PROPERTY
from .settings import Settings
from .source import RasterSource
from .text import count, decimal, tr, value_text
from .worker import Worker

__all__ = ["CalibrateDialog", "score_layers"]

FIELD, PLACE = "class", "place"
COLUMNS = 4
SHOWN_ROWS = 7


def score_layers() -> list[QgsRasterLayer]:
    """Results in the project whose scores are there, the newest first."""
    found = [
        layer
        for layer in QgsProject.instance().mapLayers().values()
        if isinstance(layer, QgsRasterLayer)
        and Path(str(layer.customProperty(PROPERTY + "scores") or "")).is_file()
    ]
    return sorted(
        found,
        key=lambda layer: Path(layer.customProperty(PROPERTY + "scores")).stat().st_mtime,
        reverse=True,
    )


class CalibrateDialog(QDialog):
    """Calibrates the class list on one result.

    Args:
        lines: The class list; applying is one step that can be undone.
        worker: Does the work.
        settings: Device and memory.
        model: In the panel now; for comparing words.
        source: The image in the panel now, or None; words can be compared on it.
    """

    applied = pyqtSignal(int)  # how many lines were changed
    problemShown = pyqtSignal(object)

    def __init__(
        self,
        lines: ClassLines,
        worker: Worker,
        settings: Settings,
        model: ModelInfo | None,
        source: RasterSource | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("calibrateDialog")
        self.setWindowTitle(tr("Calibrate"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lines, self._worker, self._settings = lines, worker, settings
        self._model, self._source = model, source
        self._folder = QTemporaryDir()
        self._call_id: int | None = None
        self._result: CalibrateResult | None = None
        layout = QVBoxLayout(self)
        about = QLabel(
            tr(
                "Fits the threshold of each class on polygons of which you know the class. "
                "The figures are of places that were left out of the fitting."
            ),
            self,
        )
        about.setWordWrap(True)
        layout.addWidget(about)
        layout.addLayout(self._form())
        self.start = QPushButton(tr("Fit"), self)
        self.start.setObjectName("calibrateStart")
        self.start.clicked.connect(self._on_start)
        layout.addWidget(self.start)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("calibrateProgress")
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        self.bar.setToolTip(tr("How far the fitting is"))
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.hide()
        layout.addWidget(self.bar)
        self.status = QLabel(self)
        self.status.setObjectName("calibrateStatus")
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.status.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.status)
        layout.addWidget(self._table(), 1)
        self.best_only = QCheckBox(tr("Keep only the best word where it does better alone"), self)
        self.best_only.setObjectName("calibrateBestOnly")
        self.best_only.setToolTip(tr("Otherwise the best word comes first, and all are searched"))
        self.best_only.hide()
        layout.addWidget(self.best_only)
        layout.addWidget(self._buttons())
        self.resize(420, 480)
        self._show_state()

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.scores = QComboBox(self)
        self.scores.setObjectName("calibrateScores")
        self.scores.setToolTip(tr("The result whose scores are compared with the polygons"))
        self.scores.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for layer in score_layers():
            self.scores.addItem(layer.name(), layer.id())
        self.layer = QgsMapLayerComboBox(self)
        self.layer.setObjectName("calibrateLayer")
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.layer.setToolTip(tr("Polygons of which you know the class; of those selected, if any"))
        self.field = QgsFieldComboBox(self)
        self.field.setObjectName("calibrateField")
        self.field.setFilters(QgsFieldProxyModel.Filter.String)
        self.field.setToolTip(
            tr("Holds the class names; “background” is ground that is none of the classes")
        )
        self.place = QgsFieldComboBox(self)
        self.place.setObjectName("calibratePlace")
        self.place.setAllowEmptyFieldName(True)
        self.place.setToolTip(
            tr("Which polygons belong together. Empty: up to five parts of the ground")
        )
        self.layer.layerChanged.connect(self._on_layer)
        self.field.fieldChanged.connect(lambda *_: self._show_state())
        self.words = QCheckBox(tr("Compare the words of a class too"), self)
        self.words.setObjectName("calibrateWords")
        self.others = QCheckBox(tr("Other classes of the layer are none of these"), self)
        self.others.setObjectName("calibrateOthers")
        self.others.setChecked(True)
        self.others.setToolTip(
            tr(
                "Polygons whose class is not in the list are ground where none of its classes is; "
                "otherwise they are left out"
            )
        )
        form.addRow(tr("Result"), self.scores)
        form.addRow(tr("Polygons"), self.layer)
        form.addRow(tr("Class field"), self.field)
        form.addRow(tr("Place field"), self.place)
        form.addRow("", self.others)
        form.addRow("", self.words)
        reason = self._no_words()
        self.words.setEnabled(not reason)
        self.words.setToolTip(
            reason or tr("Tries each word of a class alone on the image; takes a while")
        )
        self._on_layer(self.layer.currentLayer())
        return form

    def _no_words(self) -> str:
        """Why words cannot be compared; empty when they can."""
        if not any("|" in line for line in self._lines.lines):
            return tr("No class of the list has other words.")
        if self._source is None or self._source.is_rendered or self._model is None:
            return tr("Words can be compared on images in files only.")
        return ""

    def _table(self) -> QTreeWidget:
        self.table = QTreeWidget(self)
        self.table.setObjectName("calibrateTable")
        self.table.setColumnCount(COLUMNS)
        self.table.setHeaderLabels([tr("Class"), tr("Threshold"), tr("IoU before"), tr("after")])
        self.table.setToolTip(
            tr("Ticked classes get the new threshold: those that did better on places left out")
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setMinimumHeight(SHOWN_ROWS * self.fontMetrics().height() * 3 // 2)
        for column in range(1, COLUMNS):
            self.table.headerItem().setTextAlignment(column, right_aligned())
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, COLUMNS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.table.itemChanged.connect(lambda *_: self._show_state())
        return self.table

    def _buttons(self) -> QDialogButtonBox:
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Apply | kinds.Close, self)
        self.apply = buttons.button(kinds.Apply)
        self.apply.setObjectName("calibrateApply")
        self.apply.clicked.connect(self._on_apply)
        buttons.button(kinds.Close).setToolTip(tr("Leave the class list as it is"))
        buttons.rejected.connect(self.reject)
        return buttons

    # State

    def _on_layer(self, layer) -> None:
        self.field.setLayer(layer)
        self.place.setLayer(layer)
        self.place.setField("")
        if layer is not None and not self.field.currentField():
            fields = [item.name() for item in layer.fields()]
            self.field.setField(next((name for name in fields if "class" in name.lower()), ""))
        if hasattr(self, "start"):
            self._show_state()

    def blocked_by(self) -> str:
        """Why Fit cannot be clicked; empty when it can."""
        if not self.scores.count():
            return tr("Segment something first: the scores of a result are needed.")
        if self.layer.currentLayer() is None:
            return tr("Open a layer with polygons of which you know the class.")
        if not self.field.currentField():
            return tr("Choose the field that holds the class names.")
        return ""

    def _show_state(self) -> None:
        busy, reason = self._call_id is not None, self.blocked_by()
        self.start.setText(tr("Cancel") if busy else tr("Fit"))
        self.start.setEnabled(busy or not reason)
        self.start.setToolTip(reason or tr("Compare the scores with the polygons"))
        ticked = len(self._chosen())
        self.apply.setEnabled(not busy and ticked > 0)
        self.apply.setToolTip(
            tr("Write the new thresholds into the class list; it can be undone")
            if ticked
            else tr("Nothing is ticked that would change the list")
        )
        if self._result is None and not busy:
            self.status.setText(reason)

    # Fitting

    def _on_start(self) -> None:
        if self._call_id is not None:
            self._worker.cancel(self._call_id)
            return
        try:
            params = self._params()
        except Problem as problem:
            self._on_error(problem)
            return
        self.table.clear()
        self._result = None
        self.bar.show()
        self.bar.setRange(0, 0)
        self._call_id = self._worker.call(
            "calibrate",
            params.to_dict(),
            on_result=self._on_result,
            on_error=self._on_error,
            on_progress=self._on_progress,
            is_job=True,
        )
        self._show_state()

    def _params(self) -> CalibrateParams:
        result = QgsProject.instance().mapLayer(self.scores.currentData())
        if result is None:
            raise Problem(tr("The result has left the project."), name="bad_places")
        layer, field = self.layer.currentLayer(), self.field.currentField()
        place = self.place.currentField()
        chosen = layer.selectedFeatures() if layer.selectedFeatureCount() else layer.getFeatures()
        features = []
        for feature in chosen:
            fields = {FIELD: value_text(feature.attribute(field))}
            if place:
                fields[PLACE] = value_text(feature.attribute(place))
            features.append((placed(feature.geometry(), layer.crs(), result.crs()), fields))
        path = Path(self._folder.path()) / "reference.geojson"
        write_features(path, features, result.crs())
        image = None
        if self.words.isEnabled() and self.words.isChecked():
            source = self._source
            image = ImageParams(source.path, source.bands, source.ranges)
        return CalibrateParams(
            sites=[
                ReferenceParams(str(result.customProperty(PROPERTY + "scores")), str(path), image)
            ],
            field=FIELD,
            classes=self._lines.lines,
            model=self._model.id if self._model is not None else "builtin",
            place_field=PLACE if place else None,
            others="none" if self.others.isChecked() else "leave",
            words=image is not None,
            device=self._settings.device,
            cache_mib=self._settings.cache_mib,
            user_checkpoints=self._settings.checkpoints,
        )

    def _on_progress(self, values: dict) -> None:
        progress = Progress.of(values)
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.status.setText(progress.line)

    def _on_error(self, problem: Problem) -> None:
        self._call_id = None
        self.bar.hide()
        self._show_state()
        if isinstance(problem, Cancelled):
            self.status.setText(tr("Cancelled."))
            return
        self.status.setText(problem.text)
        self.problemShown.emit(problem)

    def _on_result(self, values: dict) -> None:
        self._call_id = None
        self.bar.hide()
        try:
            self._result = CalibrateResult.from_dict(values)
        except ValueError as error:
            self._on_error(
                Problem(
                    tr("The answer of the model cannot be read."),
                    todo=tr("Update the plugin and restart QGIS."),
                    name="version_mismatch",
                    detail=str(error),
                )
            )
            return
        self._fill()
        self.best_only.setVisible(any(one.best_line for one in self._result.classes))
        self._show_state()
        self.status.setText(self._summary())

    def _summary(self) -> str:
        result = self._result
        if result.mean_before is None:
            text = tr("Nothing could be tried on other places.")
        else:
            text = tr("Mean IoU {before} before, {after} after, on {n} places left out in turn.")
            text = text.format(
                before=decimal(result.mean_before, 3), after=decimal(result.mean_after, 3),
                n=count(len(result.places)),
            )  # fmt: skip
        return " ".join([text, *result.notices])

    def _fill(self) -> None:
        self.table.blockSignals(True)
        self.table.setRootIsDecorated(any(one.words for one in self._result.classes))
        for one in self._result.classes:
            item = QTreeWidgetItem(self.table, _row(one))
            item.setData(0, Qt.ItemDataRole.UserRole, one.name)
            changes = one.line != one.line_before or one.best_line is not None
            wanted = changes and (one.worthwhile or bool(one.words))
            state = Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked
            item.setCheckState(0, state)
            if not changes:  # nothing to take over: the box stands there for the line's sake
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            item.setToolTip(0, _tip(one))
            for column in range(1, COLUMNS):
                item.setTextAlignment(column, right_aligned())
            for word in one.words:
                iou = "–" if word.get("iou") is None else decimal(word["iou"], 3)
                child = QTreeWidgetItem(item, [str(word["word"]), "", "", iou])
                child.setTextAlignment(COLUMNS - 1, right_aligned())
                child.setToolTip(0, tr("This word alone, with a threshold fitted for it"))
            item.setExpanded(True)
        self.table.blockSignals(False)

    def _chosen(self) -> list[CalibratedClass]:
        """Classes that are ticked."""
        if self._result is None:
            return []
        names = set()
        for row in range(self.table.topLevelItemCount()):
            item = self.table.topLevelItem(row)
            if item.checkState(0) == Qt.CheckState.Checked:
                names.add(item.data(0, Qt.ItemDataRole.UserRole))
        return [one for one in self._result.classes if one.name in names]

    def _on_apply(self) -> None:
        lines = list(self._lines.lines)
        changed = 0
        only = not self.best_only.isHidden() and self.best_only.isChecked()
        known = self._result.classes
        by_line = {one.line_before: one for one in known}
        chosen = {one.name for one in self._chosen()}
        for row, line in enumerate(lines):
            one = by_line.get(" ".join(line.split())) or by_line.get(line)
            if one is not None and one.name in chosen:
                new = one.best_line if only and one.best_line else one.line
                changed += new != line
                lines[row] = new
        if changed:
            self._lines.replace_all(lines)
        self.applied.emit(changed)
        self.accept()

    def done(self, result: int) -> None:
        """The dialog closes, however it is closed."""
        if self._call_id is not None:
            self._worker.cancel(self._call_id)
        self._folder.remove()
        super().done(result)


def _row(one: CalibratedClass) -> list[str]:
    def shown(value: float | None) -> str:
        return "–" if value is None else decimal(value, 3)

    threshold = decimal(one.before, 2)
    if one.after is not None and one.after != one.before:
        threshold = tr("{before} → {after}").format(
            before=threshold, after=decimal(one.after, 2)
        )  # fmt: skip
    return [one.name, threshold, shown(one.cross_before), shown(one.cross_after)]


def _tip(one: CalibratedClass) -> str:
    text = tr("{name}: {pixels} pixels of reference in {places} places").format(
        name=one.name, pixels=count(one.pixels), places=count(one.places)
    )
    if one.after is None:
        return text + "\n" + tr("Too few polygons of this class, or none of anything else.")
    if one.cross_after is None:
        return text + "\n" + tr("All in one place, so it could not be tried on another.")
    if not one.worthwhile:
        return text + "\n" + tr("A new threshold did no better on the places left out.")
    return text
