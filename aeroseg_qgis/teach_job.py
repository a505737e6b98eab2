"""One teaching, from the click to the file: export where QGIS draws the layer, then the worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsApplication, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, QTemporaryDir, pyqtSignal

from .area import Plan
from .export import ExportTask
from .feature_file import placed, write_features
from .mark_tool import Mark
from .messages import GridParams, ImageParams, ModelInfo, SiteParams, TeachParams, TeachResult
from .problems import Cancelled, Problem
from .progress import Progress
from .settings import Settings
from .taught_words import file_name
from .text import tr
from .worker import Worker

__all__ = ["TeachJob", "TeachRequest"]

FIELD = "positive"


@dataclass(frozen=True)
class TeachRequest:
    """What is to be learned.

    Args:
        name: The word.
        marks: Where it is and is not.
        layer: The image.
        plan: Pixels of the image; of a layer that QGIS draws, the ones that are drawn.
        others: The other class lines.
        model: To which it is taught.
    """

    name: str
    marks: list[Mark]
    layer: QgsRasterLayer
    plan: Plan
    others: list[str]
    model: ModelInfo


class TeachJob(QObject):
    """Teaches one word at a time; finished or failed follows each start."""

    progressed = pyqtSignal(object)  # Progress
    finished = pyqtSignal(object)  # TeachResult
    failed = pyqtSignal(object)  # Problem

    def __init__(self, worker: Worker, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker, self._settings = worker, settings
        self._request: TeachRequest | None = None
        self._folder: QTemporaryDir | None = None
        self._task: ExportTask | None = None
        self._call_id: int | None = None
        self._count = 0

    @property
    def is_busy(self) -> bool:
        """Whether something is being learned."""
        return self._request is not None

    def start(self, request: TeachRequest) -> None:
        """Begin.

        Raises:
            Problem: it cannot begin.
        """
        if self._folder is None:
            self._folder = QTemporaryDir()
        folder = Path(self._folder.path())
        crs = request.layer.crs()
        self._write(folder / "marks.geojson", request.marks, crs)
        self._request = request
        if not request.plan.source.is_rendered:
            self._teach(request.plan.source.path)
            return
        task = ExportTask(request.layer, request.plan, folder / "image.tif")
        task.taskCompleted.connect(self._on_exported)
        task.taskTerminated.connect(self._on_not_exported)
        self._task = task
        self.progressed.emit(Progress(tr("reading the layer")))
        QgsApplication.taskManager().addTask(task)

    def cancel(self) -> None:
        """Stop; nothing is learned."""
        if self._task is not None:
            self._task.cancel()  # tells when it has ended
        elif self._call_id is not None:
            self._worker.cancel(self._call_id)

    def clean(self) -> None:
        """Remove what was tried."""
        if self._folder is not None and not self.is_busy:
            self._folder.remove()
            self._folder = None

    @staticmethod
    def _write(path: Path, marks: list[Mark], target) -> None:
        """All marks, in the coordinates of the image; they may be drawn in several."""
        features = [
            (placed(mark.geometry, mark.crs, target), {FIELD: mark.positive}) for mark in marks
        ]
        write_features(path, features, target)

    def _on_exported(self) -> None:
        self._task = None
        self._teach(str(Path(self._folder.path()) / "image.tif"))

    def _on_not_exported(self) -> None:
        task, self._task = self._task, None
        self._end((task.problem if task is not None else None) or Cancelled())

    def _teach(self, path: str) -> None:
        request, plan = self._request, self._request.plan
        source = plan.source
        if source.is_rendered:
            grid = GridParams(
                image_origin=[plan.reach.col, plan.reach.row],
                bounds=plan.bounds.as_bounds(),
                pixel_size_m=plan.pixel_size_m,
            )
        else:
            grid = GridParams(factor=plan.step.factor, pixel_size_m=plan.pixel_size_m)
        folder = Path(self._folder.path())
        self._count += 1
        tried = folder / str(self._count)  # a folder each: a run may still read the one before
        tried.mkdir()
        image = ImageParams(path, source.bands, source.ranges, request.layer.name())
        params = TeachParams(
            name=request.name,
            sites=[SiteParams(image, grid, str(folder / "marks.geojson"))],
            classes=request.others,
            model=request.model.id,
            out=str(tried / file_name(request.name, request.model)),
            device=self._settings.device,
            cache_mib=self._settings.cache_mib,
            user_checkpoints=self._settings.checkpoints,
        )
        self._call_id = self._worker.call(
            "teach",
            params.to_dict(),
            on_result=self._on_result,
            on_error=self._end,
            on_progress=lambda values: self.progressed.emit(Progress.of(values)),
            is_job=True,
        )

    def _on_result(self, values: dict) -> None:
        self._request, self._call_id = None, None
        try:
            result = TeachResult.from_dict(values)
        except ValueError as error:
            self.failed.emit(
                Problem(
                    tr("The word was not learned."),
                    tr("The worker answered in another form than this plugin knows."),
                    tr("Update the plugin and restart QGIS."),
                    name="version_mismatch",
                    detail=str(error),
                )
            )
            return
        self.finished.emit(result)

    def _end(self, problem: Problem) -> None:
        self._request, self._call_id = None, None
        self.failed.emit(problem)
