"""What can be done with a result: thresholds, table, chart, polygons, corrections.

Joins the table of the panel to the result under it, and asks the questions that need a dialog.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsSettings,
    QgsTask,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QMenu, QToolButton, QWidget

from . import results
from .class_raster import ClassRaster
from .correction_dialog import CorrectionDialog
from .corrections import EditsTask, shapes_by_class
from .figures import as_csv, as_text
from .live_result import LiveResult
from .live_style import uncertainty_renderer
from .measure import project_ellipsoid
from .polygon_dialog import PolygonDialog
from .polygon_task import PolygonTask, add_polygons, safe_stem
from .problems import Cancelled, Problem
from .result_view import ResultView
from .run import Finished
from .scores_tool import ScoresTool
from .text import count, ground, tr
from .threshold_view import ThresholdView
from .vectorise import PolygonOptions
from .worker import Worker

__all__ = ["ResultTools"]

UNCERTAINTY_PROPERTY = "aeroseg/uncertainty"
LARGE_PX = 30_000_000
CHART_KEY = "aeroseg/shows_chart"
EDITS_NAME = ".edits.tif"


class ResultTools(QObject):
    """The controls around the table of the result."""

    problemShown = pyqtSignal(object)  # Problem
    said = pyqtSignal(str)  # a sentence for the status line
    dialogShown = pyqtSignal(object)  # QDialog that is open

    def __init__(
        self, view: ResultView, canvas: QgsMapCanvas, worker: Worker, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._view, self._canvas, self._parent = view, canvas, parent
        self._name = ""
        self._tasks: list[QgsTask] = []  # kept until they have ended
        self.live = LiveResult(worker, self)
        self.thresholds = ThresholdView(view)
        self.thresholds.setObjectName("thresholdView")
        self.thresholds.hide()
        view.above_table.addWidget(self.thresholds)
        self.scores_tool = ScoresTool(canvas, self.live)
        self._build_menu()
        self._connect()
        self._show_chart(self._chart_is_wanted())

    # Building

    def _build_menu(self) -> None:
        self.more = QToolButton(self._view)
        self.more.setObjectName("resultMore")
        self.more.setText(tr("More"))
        self.more.setToolTip(tr("Polygons, table, chart, scores of a pixel, corrections"))
        self.more.setAutoRaise(True)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self.menu.setObjectName("resultMenu")
        self.menu.setToolTipsVisible(True)
        icon = QgsApplication.getThemeIcon

        def add(name: str, icon_name: str, text: str, tip: str, slot, *, checkable: bool = False):
            action = self.menu.addAction(icon(icon_name), text)
            action.setObjectName(name)
            action.setToolTip(tip)
            action.setCheckable(checkable)
            (action.toggled if checkable else action.triggered).connect(slot)
            return action

        self.polygons = add(
            "polygonsAction", "/mActionAddOgrLayer.svg", tr("&Polygons…"),
            tr("Make polygons with area, perimeter and mean score, in a GeoPackage"),
            self._ask_polygons,
        )  # fmt: skip
        self.correct = add(
            "correctAction", "/mActionToggleEditing.svg", tr("&Burn edited polygons…"),
            tr("Take what you changed in polygons back into the class raster"),
            self._ask_corrections,
        )  # fmt: skip
        self.menu.addSeparator()
        self.copy = add(
            "copyTableAction", "/mActionEditCopy.svg", tr("&Copy the table"),
            tr("Class, pixels, area, share and mean score, for a spreadsheet"), self.copy_table,
        )  # fmt: skip
        self.csv = add(
            "saveTableAction", "/mActionFileSave.svg", tr("&Save the table…"),
            tr("As comma-separated values"), self._ask_csv,
        )  # fmt: skip
        self.chart = add(
            "chartAction", "/histogram.svg", tr("C&hart"),
            tr("Show the shares of the classes as bars"), self._show_chart, checkable=True,
        )  # fmt: skip
        self.menu.addSeparator()
        self.point = add(
            "scoresAction", "/mActionIdentify.svg", tr("Scores of a p&ixel"),
            tr("Point at the map to see the score of each class there"), self._take_tool,
            checkable=True,
        )  # fmt: skip
        self.fade = add(
            "fadeAction", "/mActionTouch.svg", tr("&Fade by score"),
            tr("Draw pixels more faintly the nearer their score is to the threshold"),
            self._fade, checkable=True,
        )  # fmt: skip
        self.uncertainty = add(
            "uncertaintyAction", "/mActionAddRasterLayer.svg", tr("&Uncertainty layer"),
            tr("Add a layer of how close the two best classes are"), self.add_uncertainty,
        )  # fmt: skip
        self.menu.addSeparator()
        self.folder = add(
            "folderAction", "/mActionFileOpen.svg", tr("Open the f&older"),
            tr("The folder with the files of this result"), self._open_folder,
        )  # fmt: skip
        self.more.setMenu(self.menu)
        self._view.top.addWidget(self.more)

    def _connect(self) -> None:
        live, thresholds = self.live, self.thresholds
        live.opened.connect(self._on_opened)
        live.stateChanged.connect(self._show_state)
        live.readyChanged.connect(self._show_state)
        live.figuresChanged.connect(self._show_figures)
        live.problemShown.connect(self._on_problem)
        thresholds.begun.connect(live.begin_move)
        thresholds.moved.connect(live.move)
        thresholds.ended.connect(live.end_move)
        thresholds.undoAsked.connect(live.undo)
        thresholds.redoAsked.connect(live.redo)
        thresholds.resetAsked.connect(live.reset)
        self._view.visibilityChanged.connect(
            lambda class_id, is_shown: live.set_hidden(class_id, not is_shown)
        )
        self._canvas.mapToolSet.connect(self._on_tool)
        QgsProject.instance().ellipsoidChanged.connect(live.count_again)

    def stop(self) -> None:
        """Before the panel goes."""
        self._canvas.mapToolSet.disconnect(self._on_tool)
        QgsProject.instance().ellipsoidChanged.disconnect(self.live.count_again)
        self._canvas.unsetMapTool(self.scores_tool)
        for task in list(self._tasks):  # a task that has not begun leaves the list at once
            task.cancel()
        self.live.stop()

    # Which result

    def show_finished(self, finished: Finished) -> None:
        """A run has ended."""
        self._name = finished.image_name
        self.live.open(finished.layer)

    def follow(self, layer: QgsMapLayer | None) -> None:
        """A layer was chosen in the layer tree: take it when it is a result."""
        if not isinstance(layer, QgsRasterLayer) or not results.is_made_here(layer):
            return
        if layer is self.live.layer or layer.customProperty(UNCERTAINTY_PROPERTY):
            return
        image = QgsProject.instance().mapLayer(layer.customProperty("aeroseg/image_layer") or "")
        name = self._name
        self._name = image.name() if image is not None else ""
        if not self.live.open(layer):
            self._name = name

    def clear(self) -> None:
        """Another project is open."""
        self.live.close()

    def _on_opened(self) -> None:
        has_result = self.live.layer is not None
        self.thresholds.setVisible(has_result)
        for action in (self.polygons, self.correct, self.point, self.fade, self.uncertainty,
                       self.folder):  # fmt: skip
            action.setEnabled(has_result)
        if not has_result:
            self._canvas.unsetMapTool(self.scores_tool)
            return
        self._show_state()

    def _show_state(self) -> None:
        live = self.live
        if live.state is None:
            return
        self.thresholds.show_state(live.state, can_undo=live.can_undo, can_redo=live.can_redo)
        self.thresholds.set_ready(
            live.is_ready, tr("The scores are being prepared; this takes a moment.")
        )
        self._view.show_hidden(live.state.hidden)
        self.fade.blockSignals(True)
        self.fade.setChecked(live.state.faded)
        self.fade.blockSignals(False)

    def _show_figures(self) -> None:
        figures = self.live.figures
        if figures is None:
            return
        path = str(self.live.folder / (self.live.state.classes or "classes.tif"))
        if self._view.isHidden():  # a result of an earlier session
            size = (self.live.scores.record.get("grid") or {}).get("gsd_m")
            self._view.stages.show_text(ground(float(size)) if size else "")
            self._view.show()
        self._view.show_title(self._name, figures, path)
        self._view.show_figures(figures)
        self._view.show_hidden(self.live.state.hidden)

    def _on_problem(self, problem: Problem) -> None:
        self.thresholds.set_ready(False, problem.text)
        self.problemShown.emit(problem)

    # Table and chart

    def copy_table(self) -> None:
        """Put the table on the clipboard."""
        if self._view.figures is not None:
            units = QgsProject.instance().areaUnits()
            QApplication.clipboard().setText(as_text(self._view.figures, units))
            self.said.emit(tr("The table is on the clipboard."))

    def _ask_csv(self) -> None:
        dialog = QFileDialog(self._parent, tr("Save the table"))
        dialog.setObjectName("tableDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("Comma-separated values (*.csv)"), tr("All files (*)")])
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_table)
        dialog.open()
        self.dialogShown.emit(dialog)

    def save_table(self, path: str) -> None:
        """Write the table to a file."""
        try:
            text = as_csv(self._view.figures, QgsProject.instance().areaUnits())
            Path(path).write_text(text, encoding="utf-8")
        except OSError as error:
            self.problemShown.emit(
                Problem(
                    tr("The table was not saved."),
                    tr("“{file}”: {reason}.").format(
                        file=Path(path).name, reason=(error.strerror or str(error)).rstrip(".")
                    ),
                    tr("Choose another folder, or free some space."),
                    name="disk",
                    detail=path,
                )
            )
            return
        self.said.emit(tr("The table is saved as “{name}”.").format(name=Path(path).name))

    @staticmethod
    def _chart_is_wanted() -> bool:
        return str(QgsSettings().value(CHART_KEY, "false")).lower() == "true"

    def _show_chart(self, is_wanted: bool) -> None:
        QgsSettings().setValue(CHART_KEY, "true" if is_wanted else "false")
        self.chart.blockSignals(True)
        self.chart.setChecked(is_wanted)
        self.chart.blockSignals(False)
        self._view.chart.setVisible(is_wanted)

    # Drawing

    def _fade(self, is_wanted: bool) -> None:
        if self.live.state is not None:
            self.live.set_faded(is_wanted)

    def add_uncertainty(self) -> None:
        """Add the margin between the two best classes as a layer above the result."""
        live = self.live
        best = live.folder / live.state.best
        if not best.is_file():
            self.said.emit(tr("The scores are being prepared; this takes a moment."))
            return
        for layer in QgsProject.instance().mapLayers().values():
            if layer.customProperty(UNCERTAINTY_PROPERTY) == str(best):
                node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
                node.setItemVisibilityChecked(True)
                return
        layer = QgsRasterLayer(str(best), tr("Uncertainty"), "gdal")
        crs = live.layer.crs()
        if crs.isValid() and layer.crs() != crs:
            layer.setCrs(crs)
        layer.setRenderer(uncertainty_renderer(layer))
        layer.setCustomProperty(UNCERTAINTY_PROPERTY, str(best))
        layer.setCustomProperty("aeroseg/classes", "[]")  # made here: no image to work on
        QgsProject.instance().addMapLayer(layer, False)
        self._insert_above_result(layer)
        self.said.emit(tr("Dark places are unsure: two classes are almost equal there."))

    def _insert_above_result(self, layer: QgsMapLayer) -> None:
        root = QgsProject.instance().layerTreeRoot()
        node = root.findLayer(self.live.layer.id())
        parent = node.parent() if node is not None else root
        parent.insertLayer(parent.children().index(node) if node is not None else 0, layer)

    # Scores of a pixel

    def _take_tool(self, is_wanted: bool) -> None:
        if is_wanted:
            self._before_tool = self._canvas.mapTool()
            self._canvas.setMapTool(self.scores_tool)
            self.said.emit(tr("Point at the map to see the scores there."))
        elif self._canvas.mapTool() is self.scores_tool:
            self._canvas.unsetMapTool(self.scores_tool)
            if getattr(self, "_before_tool", None) is not None:
                self._canvas.setMapTool(self._before_tool)

    def _on_tool(self, tool, _before=None) -> None:
        self.point.blockSignals(True)
        self.point.setChecked(tool is self.scores_tool)
        self.point.blockSignals(False)

    # Polygons

    def _ask_polygons(self) -> None:
        live = self.live
        stem = safe_stem(live.folder.name) + "-polygons"
        path = live.folder / f"{stem}.gpkg"
        if path.exists():
            path = live.free_path(stem, ".gpkg")
        is_large = live.scores.cols * live.scores.rows > LARGE_PX
        dialog = PolygonDialog(path, is_large, self._parent)
        dialog.chosen.connect(self.make_polygons)
        dialog.open()
        self.dialogShown.emit(dialog)

    def make_polygons(self, options: PolygonOptions, target: str) -> None:
        """Make polygons of the present state, in the background."""
        shown = {
            Path(layer.source().split("|")[0])
            for layer in QgsProject.instance().mapLayers().values()
        }
        if Path(target) in shown:
            self.problemShown.emit(
                Problem(
                    tr("The polygons were not written."),
                    tr("“{file}” is open in this project.").format(file=Path(target).name),
                    tr("Choose another name, or remove its layer first."),
                    name="disk",
                )
            )
            return
        self.live.with_classes(lambda classes: self._start_polygons(classes, options, target))

    def _start_polygons(self, classes: Path, options: PolygonOptions, target: str) -> None:
        layer, project = self.live.layer, QgsProject.instance()
        options = PolygonOptions(
            dissolve=options.dissolve,
            min_area_m2=options.min_area_m2,
            shape=options.shape,
            crs=layer.crs(),
            ellipsoid=project_ellipsoid(),
            context=project.transformContext(),
        )
        layer_id = layer.id()
        task = PolygonTask(classes, Path(self.live.scores.path), Path(target), options)

        def done() -> None:
            polygons = task.polygons
            try:
                add_polygons(polygons, project.mapLayer(layer_id), classes)
            except Problem as problem:
                self.problemShown.emit(problem)
                return
            parts = [
                tr("{name} {n}").format(name=item.name, n=count(item.objects))
                for item in polygons.classes
            ]
            self.said.emit(
                tr("{n} objects: {classes}").format(
                    n=count(polygons.objects), classes=", ".join(parts)
                )
            )

        self._run(task, done)
        self.said.emit(tr("Making polygons in the background; QGIS shows how far it is."))

    def _run(self, task: QgsTask, done) -> None:
        """Start a task; problems are told."""

        def forget() -> None:
            if task in self._tasks:
                self._tasks.remove(task)

        def failed() -> None:
            forget()
            problem = task.problem
            if problem is None or isinstance(problem, Cancelled):
                self.said.emit(tr("Cancelled. Nothing was added to the project."))
            else:
                self.problemShown.emit(problem)

        def completed() -> None:
            forget()
            done()

        task.taskCompleted.connect(completed)
        task.taskTerminated.connect(failed)
        self._tasks.append(task)
        QgsApplication.taskManager().addTask(task)

    # Corrections

    def _ask_corrections(self) -> None:
        dialog = CorrectionDialog(self._parent)
        dialog.chosen.connect(self.burn)
        dialog.open()
        self.dialogShown.emit(dialog)

    def burn(
        self, layer: QgsVectorLayer, field: str, only_selected: bool, replaces_all: bool
    ) -> None:
        """Take polygons into the class raster, as a new version of it."""

        def with_classes(classes_path: Path) -> None:
            try:
                classes = ClassRaster.open(str(classes_path))
                crs = self.live.layer.crs()
                shapes = shapes_by_class(layer, field, classes, crs, only_selected=only_selected)
            except Problem as problem:
                self.problemShown.emit(problem)
                return
            edits = self.live.folder / EDITS_NAME
            task = EditsTask(shapes, classes, edits, replaces_all)

            def told(pixels: int) -> None:
                edits.unlink(missing_ok=True)
                self.said.emit(
                    tr(
                        "{n} pixels were corrected. Undo beside the threshold takes it back."
                    ).format(n=count(pixels))
                )

            self._run(task, lambda: self.live.correct(edits, told))

        self.live.with_classes(with_classes)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.live.folder)))
