"""Asks again by itself when the class list changes: trying words feels immediate.

Only decoding happens: the run before must have been on the same pixels with the same model, and
the worker is told to encode nothing. Where a tile is not in its memory any more, the panel waits
for Segment. Colours and thresholds alone need no run: they act on the result that is there.
"""

from __future__ import annotations

import logging
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Callable

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .class_lines import ClassLines
from .class_text import is_everything_else, short_name, threshold_of, wordings
from .live_result import LiveResult
from .problems import Problem
from .request import Request
from .run import Finished, Runner
from .settings import Settings

__all__ = ["AutoRun"]

logger = logging.getLogger(__name__)

PAUSE_MS = 900  # after the last change of the list
LONGEST_S = 30.0  # a decoding that took longer is not started by itself
NOT_CACHED = "not_cached"
RUN_FOLDER = re.compile(r".+-\d{4,}")


@dataclass(frozen=True)
class _Known:
    """The run whose pixels are in the worker's memory."""

    request: Request
    setting: tuple
    words: list
    layer_id: str
    folder: str
    decode_s: float
    was_automatic: bool


class AutoRun(QObject):
    """Starts runs on pixels that are encoded already.

    Args:
        request_now: The request that Segment would send now; None when it could not.
    """

    startAsked = pyqtSignal(object)  # Request

    def __init__(
        self,
        runner: Runner,
        lines: ClassLines,
        live: LiveResult,
        settings: Settings,
        request_now: Callable[[], Request | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner, self._lines, self._live = runner, lines, live
        self._settings, self._request_now = settings, request_now
        self._last: _Known | None = None
        self._sent: Request | None = None
        self._carried: dict[str, float] = {}
        self._is_stopping = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._go)
        live.readyChanged.connect(self._carry_over)

    def stop(self) -> None:
        """Start nothing any more."""
        self._timer.stop()

    @property
    def is_running(self) -> bool:
        """Whether a run goes on that nobody clicked for."""
        return self._sent is not None and self._sent.is_automatic and self._runner.is_busy

    def forget(self) -> None:
        """Another project: nothing of the last run counts."""
        self._timer.stop()
        self._last = self._sent = None
        self._carried.clear()

    # What the panel tells

    def begins(self, request: Request) -> None:
        """A run is about to start; one that nobody clicked for makes way."""
        self.give_way()
        self._sent = request

    def give_way(self) -> None:
        """End a run that nobody clicked for."""
        self._timer.stop()
        if self.is_running:
            self._is_stopping = True
            self._runner.cancel()
            self._is_stopping = False

    def finished(self, finished: Finished) -> bool:
        """A run has ended; says whether nobody clicked for it."""
        request, self._sent = self._sent, None
        if request is None or request.is_look:
            return False
        before, result = self._last, finished.result
        stages = result.stages
        self._last = _Known(
            request,
            _setting(request),
            _words(request.classes),
            finished.layer.id(),
            str(Path(result.paths["scores"]).parent),
            result.seconds - sum(stages.get(n, 0.0) for n in ("start", "load_model", "encode")),
            request.is_automatic,
        )
        if request.is_automatic and before is not None and before.was_automatic:
            self._retire(before)
        return request.is_automatic

    def ended(self, problem: Problem | None = None) -> bool:
        """A run was cancelled or has failed; says whether the user need not hear of it."""
        request, self._sent = self._sent, None
        if request is None or not request.is_automatic:
            return False
        if self._is_stopping or problem is None:
            return True
        if problem.name == NOT_CACHED:
            self._last = None  # the next run has to be asked for
            return True
        return False

    def list_changed(self) -> None:
        """The class list was edited."""
        if self._last is not None and self._settings.asks_again:
            self._timer.start()

    # Asking again

    def _go(self) -> None:
        known, request = self._last, self._request_now()
        if known is None or request is None or _setting(request) != known.setting:
            return
        if _words(request.classes) == known.words:
            self._restyle(request.classes)
            return
        if known.decode_s > LONGEST_S or self._lines.problems or not self._lines.has_known:
            return
        if self._runner.is_busy and not self.is_running:
            return
        if self._live.state is not None:
            self._carried.update(self._live.state.moved)
        logger.info("asking again about %d names", len(request.classes))
        self.startAsked.emit(replace(request, is_automatic=True))

    def _restyle(self, lines: list) -> None:
        """Colours and thresholds of the list, on the result that is there."""
        live = self._live
        if live.state is None or live.layer is None or live.layer.id() != self._last.layer_id:
            return
        ids = {entry.name.casefold(): entry.id for entry in live.state.entries}
        colors, limits = {}, {}
        before = dict(zip(map(_key, self._last.request.classes), self._last.request.classes))
        for row, line in enumerate(lines):
            number = ids.get(_key(line))
            if number is None:
                continue
            color = self._lines.color_of(row)
            if color is not None:
                colors[number] = color.name()
            own = threshold_of(line)
            if own is not None and own != threshold_of(before.get(_key(line), "")):
                limits[number] = own
        live.set_colors(colors)
        if limits:
            live.move(limits)
        self._last = replace(self._last, request=replace(self._last.request, classes=lines))

    def _carry_over(self) -> None:
        """Thresholds that were moved on the result before hold on the new one, by name."""
        live = self._live
        if not self._carried or not live.is_ready or self._last is None:
            return
        if live.layer is None or live.layer.id() != self._last.layer_id:
            return
        values = {
            entry.id: self._carried[entry.name]
            for entry in live.state.entries
            if entry.name in self._carried
        }
        if values:
            live.move(values)
        self._carried.clear()

    @staticmethod
    def _retire(known: _Known) -> None:
        """Remove a result between two words, unless somebody has made something of it."""
        project = QgsProject.instance()
        folder = Path(known.folder)
        for layer in project.mapLayers().values():
            if layer.id() != known.layer_id and known.folder in layer.source():
                return
        layer = project.mapLayer(known.layer_id)
        if layer is None or any(folder.glob("corrections-*")) or any(folder.glob("*.gpkg")):
            return
        project.removeMapLayer(known.layer_id)
        if RUN_FOLDER.fullmatch(folder.name) and (folder / "scores.tif").is_file():
            shutil.rmtree(folder, ignore_errors=True)


def _setting(request: Request) -> tuple:
    """All that has to be the same for encoded tiles to be of use."""
    plan = request.plan
    return (
        request.layer.id(),
        request.model.id,
        plan.source,
        plan.step,
        plan.window,
        plan.bounds,
        plan.affine,
        plan.pixel_size_m,
        repr(getattr(plan, "aoi", None)),
    )


def _words(lines: list) -> list:
    """Names and synonyms, without colours and thresholds, which need no run."""
    return [
        ["background", *wordings(line)[1:]] if is_everything_else(line) else wordings(line)
        for line in lines
    ]


def _key(line: str) -> str:
    return short_name(line).casefold()
