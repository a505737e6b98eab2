"""What the panel does with finished runs: opens them again, takes their settings, repeats them."""

from __future__ import annotations

import filecmp
from dataclasses import replace
from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .catalogue import Catalogue
from .environment import Environment
from .messages import BACKGROUND_HIDDEN, ModelInfo
from .past_runs import PastRun, find_runs, result_folders
from .problems import Problem
from .request import Request
from .results import add_result, folder_for
from .run import Finished, Runner
from .runs_dialog import RunsDialog
from .settings import Settings
from .shell_command import Invocation
from .text import tr

if TYPE_CHECKING:
    from .dock import AeroSegDock

__all__ = ["RunHistory"]

MOST_COMPARED_BYTES = 256 * 2**20


class RunHistory(QObject):
    """The list of runs behind the panel's button."""

    problemShown = pyqtSignal(object)  # Problem

    def __init__(
        self,
        dock: AeroSegDock,
        runner: Runner,
        settings: Settings,
        environment: Environment,
        catalogue: Catalogue,
    ) -> None:
        super().__init__(dock)
        self._dock = dock
        self._runner = runner
        self._settings = settings
        self._environment = environment
        self._catalogue = catalogue
        self._repeated: PastRun | None = None
        self.dialog: RunsDialog | None = None
        runner.stateChanged.connect(self._on_state)
        runner.finished.connect(self._on_finished)
        runner.failed.connect(self._on_given_up)
        runner.cancelled.connect(self._on_given_up)

    def show(self) -> None:
        """Open the list, or bring it to the front."""
        if self.dialog is None:
            self.dialog = RunsDialog(self.runs, self.command, self._dock)
            self.dialog.openAsked.connect(self.open)
            self.dialog.useAsked.connect(self.use)
            self.dialog.repeatAsked.connect(self.repeat)
            self.dialog.destroyed.connect(self._forget_dialog)
            self.dialog.set_busy(self._runner.is_busy)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def runs(self) -> list[PastRun]:
        """All finished runs, the newest first."""
        return find_runs(result_folders(self._settings, folder_for(self._settings)))

    def command(self, run: PastRun) -> Invocation:
        """The command line that repeats a run."""
        choice = self._environment.python()
        python = choice.path if choice is not None else "python"
        return run.command(python, self._settings.models_folder)

    # Actions

    def open(self, run: PastRun) -> QgsRasterLayer | None:
        """Add the class raster of a run to the project again."""
        image = run.origin.find_layer() if run.origin is not None else None
        try:
            layer = add_result(run.result(), image, run.image_name, run.model_title)
        except (ValueError, Problem) as error:
            self._tell(error if isinstance(error, Problem) else _damaged(run, error))
            return None
        self._say(tr("“{name}” is on the map again.").format(name=layer.name()))
        return layer

    def use(self, run: PastRun) -> None:
        """Fill the panel with names, model and resolution of a run, for another part of the map."""
        dock, missing = self._dock, []
        dock.lines.replace_all(run.lines)
        if not dock.choose_model(run.model_id):
            missing.append(tr("its model “{title}”").format(title=run.model_title))
        if run.origin is not None:
            background = run.origin.params.get("background", BACKGROUND_HIDDEN)
            dock.background.setChecked(background == BACKGROUND_HIDDEN)
            layer = run.origin.find_layer()
            if layer is None:
                layer = run.origin.open_layer()
                if layer is not None:
                    QgsProject.instance().addMapLayer(layer)
            if layer is None:
                missing.append(tr("its image “{name}”").format(name=run.image_name))
            else:
                dock.image.setLayer(layer)
                dock.planner.set_scale((run.origin.plan or {}).get("scale"))
        if missing:
            self._say(
                tr("The panel has its names. Not there any more: {what}.").format(
                    what=", ".join(missing)
                )
            )
        else:
            self._say(tr("The panel has its settings. Choose the area, then Segment."))

    def repeat(self, run: PastRun) -> None:
        """Run exactly the same once more."""
        try:
            self._runner.start(self._request(run))
        except Problem as problem:
            self._tell(problem)
            return
        self._repeated = run
        self._say(tr("Repeating the run of “{name}”.").format(name=run.image_name))

    def _request(self, run: PastRun) -> Request:
        """The same wish again.

        Raises:
            Problem: What it needs is gone.
        """
        why = run.why_no_repeat()
        if why:
            raise Problem(tr("The run cannot be repeated."), why, name="bad_result")
        origin, plan = run.origin, None
        layer = origin.find_layer()
        if origin.is_drawn:
            layer = layer or origin.open_layer()
            if layer is None:
                raise Problem(
                    tr("The run cannot be repeated."),
                    tr("Its image “{name}” is gone.").format(name=run.image_name),
                    tr("Open the image again, then use the settings of the run."),
                    name="bad_image",
                )
            try:
                plan = origin.drawn_plan(layer)
            except ValueError as error:
                raise _damaged(run, error) from error
        model = self._catalogue.find(run.model_id) or ModelInfo(run.model_id, run.model_title)
        # The layer may be called otherwise by now; what it was called belongs to the record.
        lines = [str(line) for line in origin.params["classes"]]
        return Request(layer, plan, lines, replace(model), origin=origin)

    # What comes of it

    def _on_state(self) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(self._runner.is_busy)

    def _on_given_up(self, *_) -> None:
        self._repeated = None

    def _on_finished(self, finished: Finished) -> None:
        repeated, self._repeated = self._repeated, None
        if self.dialog is not None:
            self.dialog.refresh()
        if repeated is not None:
            self._say(_verdict(repeated, finished.result.paths["classes"]))

    def _forget_dialog(self, *_) -> None:
        self.dialog = None

    def _say(self, text: str) -> None:
        if self.dialog is not None:
            self.dialog.say(text)

    def _tell(self, problem: Problem) -> None:
        self._say(problem.text)
        self.problemShown.emit(problem)


def _verdict(run: PastRun, path: str) -> str:
    """Whether a repeated run gave the same."""
    try:
        if run.classes_path.stat().st_size > MOST_COMPARED_BYTES:
            return tr("The run was repeated.")
        is_same = filecmp.cmp(str(run.classes_path), path, shallow=False)
    except OSError:
        return tr("The run was repeated; the earlier result is gone.")
    if is_same:
        return tr("The repeated run gave the same class raster, byte for byte.")
    return tr(
        "The repeated run gave another class raster: the image, the model, the device or the "
        "version has changed since."
    )


def _damaged(run: PastRun, error: Exception) -> Problem:
    return Problem(
        tr("The run of “{name}” cannot be opened.").format(name=run.image_name),
        tr("Its record in “{folder}” is damaged.").format(folder=run.folder),
        tr("Segment the image again."),
        name="bad_result",
        detail=repr(error),
    )
