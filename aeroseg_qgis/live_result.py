"""One result that is worked on: thresholds that act at once, what is drawn, and undo.

    classes.tif  --a threshold moves-->  best.tif, drawn with the new thresholds
                 <--it rests, and the worker has written classes-2.tif--

So at rest the layer always shows a class raster, which other tools may read, and while a slider
moves nothing is read or written but a table of colours. Files get new names: none that is open is
ever replaced. Neither the model nor the encoded tiles are needed.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Callable

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .class_raster import ScoreRaster
from .figures import Counts, CountTask, Figures
from .live_style import class_renderer, live_renderer, show_in_legend, write_faded
from .measure import project_ellipsoid
from .problems import Cancelled, Problem
from .result_state import ResultState, scores_path_of, state_of
from .text import tr
from .worker import Worker

__all__ = ["LiveResult"]

logger = logging.getLogger(__name__)

REST_MS = 1_200  # without a move, before the class raster is written
MOST_PIXELS_BY_ITSELF = 100_000_000  # above, the class raster is written when it is asked for
MOST_UNDO_STEPS = 100


class LiveResult(QObject):
    """The result under the sliders."""

    opened = pyqtSignal()  # another result, or none
    stateChanged = pyqtSignal()  # thresholds, visibility, colours; undo
    figuresChanged = pyqtSignal()
    readyChanged = pyqtSignal()
    problemShown = pyqtSignal(object)  # Problem

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._layer_id = ""
        self._opacity = 1.0
        self.scores: ScoreRaster | None = None
        self.state: ResultState | None = None
        self._counts: dict[str, Counts] = {}
        self._before: list[ResultState] = []
        self._after: list[ResultState] = []
        self._held: ResultState | None = None  # the state before the move that goes on
        self._task: CountTask | None = None
        self._best_call: int | None = None
        self._classes_call: int | None = None
        self._waiting: list[Callable[[Path], None]] = []
        self._written: list[Path] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._on_rest)
        QgsProject.instance().layersWillBeRemoved.connect(self._on_removed)

    def stop(self) -> None:
        """Listen to nothing any more."""
        QgsProject.instance().layersWillBeRemoved.disconnect(self._on_removed)
        self.close()

    # Which result

    @property
    def layer(self) -> QgsRasterLayer | None:
        """The layer; None without a result."""
        return QgsProject.instance().mapLayer(self._layer_id) if self._layer_id else None

    @property
    def folder(self) -> Path:
        """Where the run's files lie."""
        return Path(self.scores.path).parent

    @property
    def counts(self) -> Counts | None:
        """The counts behind the figures; None until they are there."""
        return self._counts.get(self.state.best) if self.state is not None else None

    @property
    def is_ready(self) -> bool:
        """Whether thresholds can be moved."""
        return self.counts is not None

    @property
    def is_huge(self) -> bool:
        """Whether writing a class raster takes so long that it waits until it is asked for."""
        return self.scores.cols * self.scores.rows > MOST_PIXELS_BY_ITSELF

    @property
    def figures(self) -> Figures | None:
        """Figures at the present thresholds."""
        counts = self.counts
        return counts.figures(self.state) if counts is not None else None

    def open(self, layer: QgsRasterLayer) -> bool:
        """Work on a result; says whether it has scores to work with."""
        if layer.id() == self._layer_id:
            return True
        try:
            scores = ScoreRaster.open(scores_path_of(layer))
            state = state_of(layer, scores)
        except Problem as problem:
            logger.info("no live result: %s", problem.text)
            self.close()
            return False
        self.close()
        self._layer_id, self.scores, self.state = layer.id(), scores, state
        self._written = []
        self.opened.emit()
        self._prepare()
        return True

    def close(self) -> None:
        """Work on nothing; what is written already stays."""
        had = bool(self._layer_id)
        self._rest.stop()
        for call in (self._best_call, self._classes_call):
            if call is not None:
                self._worker.cancel(call)
        self._best_call = self._classes_call = None
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._layer_id, self.scores, self.state = "", None, None
        self._counts.clear()
        self._before.clear()
        self._after.clear()
        self._waiting.clear()
        self._held = None
        if had:
            self.opened.emit()

    def _on_removed(self, ids: list) -> None:
        if self._layer_id in ids:
            self.close()

    # Getting ready

    def _prepare(self) -> None:
        """Let the best classes be written and counted, where they are not yet."""
        if self.state is None or self.is_ready or self._task is not None:
            return
        best = self.folder / self.state.best
        if best.is_file():
            self._count(best)
            return
        if self._best_call is not None:
            return
        state = self.state
        corrections = str(self.folder / state.corrections) if state.corrections else None

        def done(_result: dict) -> None:
            self._best_call = None
            if self.state is not None and best.is_file():
                self._prepare()
                if self.state.faded:  # asked for before there was anything to fade by
                    self._draw()

        def failed(problem: Problem) -> None:
            self._best_call = None
            self._tell(problem)

        self._best_call = self._worker.call(
            "best",
            {"scores": self.scores.path, "corrections": corrections, "out": str(best)},
            on_result=done,
            on_error=failed,
            is_transfer=True,
        )

    def _count(self, best: Path) -> None:
        layer, name = self.layer, best.name
        project = QgsProject.instance()
        task = CountTask(
            str(best),
            layer.crs(),
            self.scores.affine,
            project_ellipsoid(),
            self.scores.pixel_m,
            project.transformContext(),
        )

        def done() -> None:
            if self._task is not task:
                return
            self._task = None
            self._counts[name] = task.counts
            self.readyChanged.emit()
            self.figuresChanged.emit()
            self._prepare()  # the state may want another raster by now

        def failed() -> None:
            if self._task is task:
                self._task = None
                self._tell(task.problem or Cancelled())

        task.taskCompleted.connect(done)
        task.taskTerminated.connect(failed)
        self._task = task
        QgsApplication.taskManager().addTask(task)

    def count_again(self) -> None:
        """The project measures on another ellipsoid."""
        if self.state is not None and self._counts:
            self._counts.clear()
            self._prepare()

    def _tell(self, problem: Problem) -> None:
        if not isinstance(problem, Cancelled):
            self.problemShown.emit(problem)

    # Thresholds

    def begin_move(self) -> None:
        """A slider is taken hold of: everything until end_move() is one step of undo."""
        if self._held is None:
            self._held = self.state

    def move(self, values: dict) -> None:
        """Set thresholds by class id, and show them at once."""
        if self.state is None or not self.is_ready:
            return
        state = self.state.with_thresholds(values)
        if state.thresholds == self.state.thresholds:
            return
        if self._held is None:
            self._remember(self.state)
        self._take(state)

    def end_move(self) -> None:
        """The slider is let go."""
        held, self._held = self._held, None
        if held is not None and held.thresholds != self.state.thresholds:
            self._remember(held)
            self.stateChanged.emit()

    def reset(self) -> None:
        """Back to the thresholds of the run."""
        self.move({entry.id: entry.threshold for entry in self.state.entries})

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return bool(self._after)

    def undo(self) -> None:
        """Back to the thresholds, or corrections, before the last step."""
        if self._before:
            self._after.append(self.state)
            self._take(self._as_shown(self._before.pop()))

    def redo(self) -> None:
        """Take the last undo back."""
        if self._after:
            self._before.append(self.state)
            self._take(self._as_shown(self._after.pop()))

    def _as_shown(self, state: ResultState) -> ResultState:
        """An earlier decision, drawn as things are drawn now."""
        now = self.state
        name = state.classes if state.classes and (self.folder / state.classes).is_file() else ""
        return replace(state, entries=now.entries, hidden=now.hidden, faded=now.faded, classes=name)

    def _remember(self, state: ResultState) -> None:
        self._before.append(state)
        del self._before[:-MOST_UNDO_STEPS]
        self._after.clear()

    def _take(self, state: ResultState) -> None:
        if not state.classes and state.is_of_run:
            state = replace(state, classes="classes.tif")
        self.state = state
        self._cancel_classes()
        self._draw()
        self._prepare()
        self.stateChanged.emit()
        self.figuresChanged.emit()
        self._rest.start()

    # What is drawn

    def set_hidden(self, class_id: int, is_hidden: bool) -> None:
        """Take a class off the map, or bring it back; it stays in the figures."""
        hidden = set(self.state.hidden)
        (hidden.add if is_hidden else hidden.discard)(class_id)
        self._draw_as(replace(self.state, hidden=frozenset(hidden)))

    def set_faded(self, is_faded: bool) -> None:
        """Let what is less sure fade, or draw everything alike."""
        self._draw_as(replace(self.state, faded=is_faded))

    def set_colors(self, colors: dict) -> None:
        """Give classes other colours, by id."""
        self._draw_as(self.state.with_colors(colors))

    def _draw_as(self, state: ResultState) -> None:
        if state != self.state:
            self.state = state
            self._draw()
            self.stateChanged.emit()

    def _draw(self) -> None:
        """Show the state: its class raster where there is one, else the best classes."""
        layer, state = self.layer, self.state
        if layer is None:
            return
        state.write(layer)
        is_live = not state.classes
        best = self.folder / state.best
        path = best if is_live else self.folder / state.classes
        if not is_live and state.faded and best.is_file():
            path = self._faded(path, best)
        if not path.is_file():
            return  # the best classes of new corrections are still being written
        opacity = layer.opacity()
        if Path(layer.source()) != path:
            crs = layer.crs()
            layer.setDataSource(str(path), layer.name(), "gdal")
            if crs.isValid() and layer.crs() != crs:
                layer.setCrs(crs)
        make = live_renderer if is_live else class_renderer
        layer.setRenderer(make(layer, state))
        layer.setOpacity(opacity)
        show_in_legend(layer, state, is_live=is_live)
        layer.triggerRepaint()

    def _faded(self, classes: Path, best: Path) -> Path:
        path = classes.with_name(f"{classes.stem}-faded.vrt")
        if not path.exists():
            try:
                write_faded(path, classes, best, self.state, self.scores)
            except OSError as error:
                self._tell(_not_written(path, error))
                return classes
        return path

    # The class raster

    def with_classes(self, then: Callable[[Path], None]) -> None:
        """Call back with the class raster of the present state, once it is written."""
        if self.state is None:
            return
        if self.state.classes:
            then(self.folder / self.state.classes)
            return
        self._waiting.append(then)
        self._rest.stop()
        self._write_classes()

    def _on_rest(self) -> None:
        if self._held is not None:
            self._rest.start()  # still in hand
        elif self.state is not None and not self.state.classes and not self.is_huge:
            self._write_classes()

    def _write_classes(self) -> None:
        """Let the worker write the class raster of this state, under a new name."""
        if self._classes_call is not None:
            return
        state, path = self.state, self.free_path("classes", ".tif")

        def done(_result: dict) -> None:
            self._classes_call = None
            if self.state is None or not path.is_file():
                return
            self._written.append(path)
            if self.state.decides_like(state):
                self.state = replace(self.state, classes=path.name)
                self._draw()
                self._forget_old(path)
                waiting, self._waiting = self._waiting, []
                for then in waiting:
                    then(path)
                self.stateChanged.emit()

        def failed(problem: Problem) -> None:
            self._classes_call = None
            self._waiting.clear()
            self._tell(problem)

        self._classes_call = self._worker.call(
            "relabel",
            {
                "scores": self.scores.path,
                "thresholds": {"default": None, "per_class": state.moved},
                "corrections": str(self.folder / state.corrections) if state.corrections else None,
                "out": str(path),
            },
            on_result=done,
            on_error=failed,
            is_transfer=True,
        )

    def _cancel_classes(self) -> None:
        call, self._classes_call = self._classes_call, None
        if call is not None:
            self._worker.cancel(call)

    def free_path(self, stem: str, ending: str) -> Path:
        """A name in the run's folder that no file has: classes-2.tif, classes-3.tif, ..."""
        number = 2
        while (self.folder / f"{stem}-{number}{ending}").exists():
            number += 1
        return self.folder / f"{stem}-{number}{ending}"

    def _forget_old(self, current: Path) -> None:
        """Remove class raster versions of this session that nothing shows any more."""
        used = {Path(layer.source()) for layer in QgsProject.instance().mapLayers().values()}
        for path in [path for path in self._written if path != current]:
            faded = path.with_name(f"{path.stem}-faded.vrt")
            if path in used or faded in used:
                continue
            self._written.remove(path)
            for old in (faded, path, path.with_suffix(".qml"), Path(f"{path}.aux.xml")):
                with suppress(OSError):  # another program reads it: it stays
                    old.unlink(missing_ok=True)

    # Corrections

    def correct(self, edits: Path, then: Callable[[int], None]) -> None:
        """Take what people changed: ids that the class raster should have, nodata elsewhere."""

        def with_classes(classes: Path) -> None:
            state, out = self.state, self.free_path("corrections", ".tif")
            before = str(self.folder / state.corrections) if state.corrections else None

            def done(result: dict) -> None:
                if self.state is None or not out.is_file():
                    return
                self._remember(self.state)
                self._take(replace(self.state, corrections=out.name, classes=""))
                self.with_classes(lambda _path: then(int(result.get("pixels", 0))))

            self._worker.call(
                "correct",
                {
                    "scores": self.scores.path,
                    "classes": str(classes),
                    "edits": str(edits),
                    "corrections": before,
                    "out": str(out),
                },
                on_result=done,
                on_error=self._tell,
                is_transfer=True,
            )

        self.with_classes(with_classes)


def _not_written(path: Path, error: OSError) -> Problem:
    return Problem(
        tr("“{file}” cannot be written.").format(file=path.name),
        tr("{reason}.").format(reason=(error.strerror or str(error)).rstrip(".")),
        tr("Free some space, or make the results folder writable."),
        name="disk",
        detail=str(path),
    )
