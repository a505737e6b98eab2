"""One run, from the click to the layers, as a small state machine.

    IDLE -> EXPORTING (only layers that QGIS draws) -> SEGMENTING -> IDLE

A run segments, or looks inside the model. Exactly one of finished, explained, failed, cancelled
follows a successful start() or resume(). cancel() brings the runner back to IDLE at once; what the
worker still has to put away is put away behind the scenes, and only then is the run's folder
unlocked: kept where blocks are finished, removed otherwise.
"""

from __future__ import annotations

import enum
import logging
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from . import unfinished
from .class_background import own_file
from .export import ExportTask
from .inside import add_maps
from .messages import BlockNotice, ExplainParams, ExplainResult, SegmentParams, SegmentResult
from .problems import Cancelled, Problem
from .progress import Progress
from .request import (
    Request,
    aoi_file,
    background_params,
    copied,
    origin_of,
    repeated_params,
    run_params,
)
from .results import RunFolder, add_result, folder_for, layer_of
from .settings import Settings
from .text import count, duration, tr
from .unfinished import Unfinished
from .worker import Worker

__all__ = ["Explained", "Finished", "Runner", "State"]

logger = logging.getLogger(__name__)


class State(enum.Enum):
    """Where a run is."""

    IDLE = "idle"
    EXPORTING = "exporting"
    SEGMENTING = "segmenting"


@dataclass(frozen=True)
class Finished:
    """What a run has brought."""

    layer: QgsRasterLayer
    result: SegmentResult
    image_name: str
    seconds: float


@dataclass(frozen=True)
class Explained:
    """What a look inside the model has brought; `layers` in the order of the layer tree."""

    layers: list[QgsRasterLayer]
    result: ExplainResult
    image_name: str
    seconds: float
    class_count: int


class Runner(QObject):
    """Runs one request at a time."""

    stateChanged = pyqtSignal()
    progressed = pyqtSignal(object)  # Progress
    finished = pyqtSignal(object)  # Finished
    explained = pyqtSignal(object)  # Explained
    failed = pyqtSignal(object)  # Problem
    cancelled = pyqtSignal()
    blocksDone = pyqtSignal(object)  # BlockNotice of the run that goes on
    putAway = pyqtSignal()  # the folder of a run that ended is as it will stay

    def __init__(self, worker: Worker, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._settings = settings
        self._state = State.IDLE
        self._request: Request | None = None
        self._image_name = ""
        self.image_id = ""
        self.classes: list[str] = []  # of the run that goes on
        self._model_id, self._model_title = "", ""
        self._notice = ""  # of the drawing
        self._folder: RunFolder | None = None
        self._task: ExportTask | None = None
        self._call_id: int | None = None
        self._clicked_at = 0.0
        self._sent_at = 0.0
        self._is_cold = False
        self._abandoned_tasks: list[ExportTask] = []
        self._cleaned: set[Path] = set()
        worker.notified.connect(self._on_notified)
        # A result must not land in another project than the one it was asked for in.
        QgsProject.instance().cleared.connect(self.cancel)

    @property
    def state(self) -> State:
        """Where the run is."""
        return self._state

    @property
    def is_busy(self) -> bool:
        """Whether a run is going on."""
        return self._state is not State.IDLE

    def start(self, request: Request) -> None:
        """Begin a run.

        Raises:
            Problem: It cannot begin; nothing was changed.
        """
        if self.is_busy:
            raise _busy()
        parent = folder_for(self._settings)
        if parent not in self._cleaned:
            self._cleaned.add(parent)
            unfinished.clean(parent)
        self._settings.remember_folder(str(parent))
        name = request.image_name
        folder = RunFolder.new(parent, f"{name}-inside" if request.is_look else name)
        self._folder = folder
        self._request = request
        self._begin(name, request.layer, request.classes)
        self._model_id, self._model_title = request.model.id, request.model.title
        self._settings.last_classes = request.classes
        if request.is_drawn:
            self._export()
        else:
            self._segment(request.image_path)

    def resume(self, run: Unfinished, title: str) -> None:
        """Go on with a run that ended halfway.

        Args:
            run: As its folder says.
            title: Of its model, for the layer's notes.

        Raises:
            Problem: It cannot go on now; nothing was changed.
        """
        if self.is_busy:
            raise _busy()
        folder = RunFolder(run.folder) if run.folder.is_dir() else None
        if folder is None or not folder.is_ours:
            raise Problem(
                tr("The run of “{name}” cannot go on.").format(name=run.image_name),
                tr("Its folder is gone, or another QGIS works on it."),
                tr("Click Segment to run it anew."),
                name="cannot_resume",
            )
        self._folder, self._request = folder, None
        lines = [str(line) for line in run.params["classes"]]
        image = layer_of(run.image_name, run.params["image"]["path"])
        self._begin(run.image_name, image, lines)
        self._model_id, self._model_title = run.model_id, title
        self._send(unfinished.resumed_params(run, self._settings), is_look=False)

    def _begin(self, name: str, image: QgsRasterLayer | None, classes: list[str]) -> None:
        self._image_name, self.image_id = name, image.id() if image is not None else ""
        self.classes = classes
        self._clicked_at, self._is_cold, self._notice = time.monotonic(), False, ""

    def cancel(self) -> None:
        """Stop the run. What is finished of it is kept."""
        if not self.is_busy:
            return
        if self._task is not None:
            task, self._task = self._task, None
            task.blockDone.disconnect(self._on_block)
            task.taskCompleted.disconnect(self._on_exported)
            task.taskTerminated.disconnect(self._on_export_failed)
            self._abandoned_tasks.append(task)  # kept until it has ended
            put_away = self._folder_closer(task)
            task.taskTerminated.connect(put_away)
            task.taskCompleted.connect(put_away)
            task.cancel()
            self._end()
            self.cancelled.emit()
        elif self._call_id is not None:
            self._worker.cancel(self._call_id)  # answers with Cancelled, at once

    def close(self) -> None:
        """The plugin is being unloaded."""
        QgsProject.instance().cleared.disconnect(self.cancel)
        self._worker.notified.disconnect(self._on_notified)
        self.cancel()

    # Exporting

    def _export(self) -> None:
        path = self._folder.path / unfinished.PICTURE_NAME
        task = ExportTask(self._request.layer, self._request.plan, path)
        task.blockDone.connect(self._on_block)
        task.taskCompleted.connect(self._on_exported)
        task.taskTerminated.connect(self._on_export_failed)
        self._task = task
        self._set_state(State.EXPORTING)
        self.progressed.emit(Progress(tr("reading the layer")))
        QgsApplication.taskManager().addTask(task)

    def _on_block(self, done: int, total: int) -> None:
        if self._state is State.EXPORTING and total > 1:
            self.progressed.emit(
                Progress(
                    tr("reading the layer, part {done} of {total}").format(
                        done=count(done), total=count(total)
                    ),
                    done,
                    total,
                )
            )

    def _on_exported(self) -> None:
        task, self._task = self._task, None
        self._notice = task.notice
        self._segment(str(self._folder.path / unfinished.PICTURE_NAME))

    def _on_export_failed(self) -> None:
        task, self._task = self._task, None
        problem = (task.problem if task is not None else None) or Cancelled()
        self._folder.close()
        self._end()
        if isinstance(problem, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(problem)

    # Segmenting

    def _segment(self, path: str) -> None:
        try:
            params = self._params(path)
        except OSError as error:
            self._folder.close()
            self._fail(_not_written(self._folder.path, error))
            return
        origin = origin_of(self._request, params)
        if origin is not None:
            origin.write(self._folder.path)
        self._send(params.to_dict(), is_look=self._request.is_look)

    def _send(self, params: dict, *, is_look: bool) -> None:
        self._set_state(State.SEGMENTING)
        self._is_cold = self._worker.info is None
        self._sent_at = time.monotonic()
        if self._is_cold:
            known = self._settings.start_seconds
            text = tr("starting the model")
            if known is not None:
                text = tr("starting the model, about {time}").format(time=duration(known))
            self.progressed.emit(Progress(text))
        else:
            self.progressed.emit(Progress(tr("sending the request")))
        self._call_id = self._worker.call(
            "explain" if is_look else "segment",
            params,
            on_result=self._on_maps if is_look else self._on_result,
            on_error=self._on_problem,
            on_progress=self._on_progress,
            on_settled=self._folder_closer(),
            is_job=True,
        )

    def _params(self, path: str) -> SegmentParams | ExplainParams:
        request = self._request
        if request.origin is not None:
            return repeated_params(request.origin, path, self._folder.path)
        common = run_params(request, path, self._folder.path, self._image_name, self._settings)
        if request.is_look:
            return ExplainParams(only=request.only, **common)
        asks = self._settings.asks_background
        return SegmentParams(
            threshold=request.threshold,
            aoi=aoi_file(request.plan, self._folder.path),
            cached_only=request.is_automatic,
            keep_unfinished=not request.is_automatic,
            preview=not request.is_automatic,
            taught=copied(request.taught or [], self._folder.path),
            **background_params(asks, own_file()),
            **common,
        )

    def _on_progress(self, params: dict) -> None:
        if self._state is not State.SEGMENTING:
            return
        if self._is_cold and params.get("stage") != "starting":
            self._is_cold = False
            self._settings.start_seconds = time.monotonic() - self._sent_at
        self.progressed.emit(Progress.of(params))

    def _on_notified(self, method: str, params: dict) -> None:
        """Finished blocks of the run that goes on, as a picture."""
        if method != "block" or params.get("id") != self._call_id or not self.is_busy:
            return
        try:
            self.blocksDone.emit(BlockNotice.from_dict(params))
        except ValueError:
            logger.info("a notice of blocks was not understood")

    def _on_result(self, values: dict) -> None:
        seconds = time.monotonic() - self._clicked_at
        try:
            result = SegmentResult.from_dict(values)
            result.notices[:0] = [self._notice] if self._notice else []
            image = QgsProject.instance().mapLayer(self.image_id)
            layer = add_result(result, image, self._image_name, self._model_title)
        except (ValueError, Problem) as error:
            self._fail(error)
            return
        if self._request is not None:  # of a run that went on, not all was done now
            self._learn_speed(self._model_id, result)
        finished = Finished(layer, result, self._image_name, seconds)
        self._end()
        self.finished.emit(finished)

    def _on_maps(self, values: dict) -> None:
        seconds = time.monotonic() - self._clicked_at
        try:
            result = ExplainResult.from_dict(values)
            image = QgsProject.instance().mapLayer(self.image_id)
            layers = add_maps(result, image, self._image_name)
        except (ValueError, Problem) as error:
            self._fail(error)
            return
        explained = Explained(layers, result, self._image_name, seconds, len(self.classes))
        self._end()
        self.explained.emit(explained)

    def _fail(self, error: ValueError | Problem) -> None:
        """An answer that cannot be shown."""
        self._end()
        if not isinstance(error, Problem):
            error = Problem(
                tr("The worker gave an answer that does not fit."),
                todo=tr("Install the plugin again, so that both parts are of one version."),
                name="version_mismatch",
                detail=str(error),
            )
        self.failed.emit(error)

    def _learn_speed(self, model_id: str, result: SegmentResult) -> None:
        """Keep this machine's speed for the next estimate; runs from the cache tell nothing."""
        if result.cache_hits == 0 and result.tiles > 0:
            slow = sum(result.stages.get(name, 0.0) for name in ("start", "load_model"))
            self._settings.remember_speed(
                model_id, max(0.0, result.seconds - slow), tiles=result.tiles
            )

    def _on_problem(self, problem: Problem) -> None:
        self._end()
        if isinstance(problem, Cancelled):
            self.cancelled.emit()
        else:
            logger.info("run failed: %s", problem.name)
            self.failed.emit(problem)

    def _folder_closer(self, task: ExportTask | None = None) -> Callable[[], None]:
        """What puts away this run's folder once nobody writes any more."""
        folder, request = self._folder, self._request
        keeps = request is None or not request.is_automatic

        def close() -> None:
            folder.close(keeps=keeps)
            if task in self._abandoned_tasks:
                self._abandoned_tasks.remove(task)
            self.putAway.emit()

        return close

    def _end(self) -> None:
        self._request = None
        self._folder = None
        self._call_id = None
        self._set_state(State.IDLE)

    def _set_state(self, state: State) -> None:
        if state is not self._state:
            self._state = state
            self.stateChanged.emit()


def _busy() -> Problem:
    return Problem(tr("A run is going on."), todo=tr("Wait for it, or cancel it."), name="run_busy")


def _not_written(folder: Path, error: OSError) -> Problem:
    return Problem(
        tr("The run could not begin."),
        tr("The folder “{folder}” gave an error: {error}.").format(
            folder=folder, error=error.strerror or type(error).__name__
        ),
        tr("Free some space, or choose another results folder in the options."),
        name="disk",
        detail=repr(error),
    )
