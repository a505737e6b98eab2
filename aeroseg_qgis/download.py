"""Downloads of models: what the worker is asked, and how far it is. No widgets.

One download goes on at a time; it belongs to the plugin, not to a panel or a dialog, so that
closing either ends nothing.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .messages import DownloadParams, ModelInfo
from .network import network_params
from .problems import Problem
from .progress import Progress
from .text import data_size, tr
from .worker import Worker

__all__ = ["Downloads", "can_download", "consent_text", "size_text"]

NEEDS_DOWNLOAD = "needs download"
BROKEN = "broken"


class Downloads(QObject):
    """The one download that may go on, and how the last one of each model ended."""

    changed = pyqtSignal()
    finished = pyqtSignal(str)  # id of the model, which is ready now
    failed = pyqtSignal(object)  # Problem

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._request = 0
        self._problems: dict[str, Problem] = {}
        self._paused: dict[str, Progress] = {}
        self.model_id = ""  # of the download that goes on
        self.progress: Progress | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a download goes on."""
        return bool(self.model_id)

    def problem(self, model_id: str) -> Problem | None:
        """How the last download of a model failed; None where it did not."""
        return self._problems.get(model_id)

    def paused(self, model_id: str) -> Progress | None:
        """How far a download was when it was paused; None where none was."""
        return self._paused.get(model_id)

    def start(self, model: ModelInfo, *, consent: bool = False, files: tuple = ()) -> None:
        """Ask the worker for a model; nothing happens while another download goes on."""
        if self.is_busy:
            return
        self._problems.pop(model.id, None)
        self._paused.pop(model.id, None)
        self.model_id = model.id
        self.progress = Progress(tr("starting the worker"))
        params = DownloadParams(model.id, consent, [str(path) for path in files], network_params())
        self._request = self._worker.call(
            "download",
            params.to_dict(),
            on_result=lambda result: self._on_done(model.id),
            on_error=lambda problem: self._on_problem(model.id, problem),
            on_progress=self._on_progress,
            is_transfer=True,
        )
        self.changed.emit()

    def cancel(self) -> None:
        """Pause the download: what has come is kept, and the next start goes on there."""
        if self.is_busy:
            if self.progress is not None and self.progress.done:
                self._paused[self.model_id] = self.progress
            self._worker.cancel(self._request)

    def _on_progress(self, params: dict) -> None:
        self.progress = Progress.of(params)
        self.changed.emit()

    def _on_done(self, model_id: str) -> None:
        self._end()
        self.finished.emit(model_id)

    def _on_problem(self, model_id: str, problem: Problem) -> None:
        if problem.name != "cancelled":
            self._problems[model_id] = problem
        self._end()
        if problem.name not in ("cancelled", "needs_consent"):
            self.failed.emit(problem)

    def _end(self) -> None:
        self.model_id, self.progress, self._request = "", None, 0
        self.changed.emit()


def can_download(model: ModelInfo | None) -> bool:
    """Whether a download would make a model usable."""
    return model is not None and bool(model.files) and model.state in (NEEDS_DOWNLOAD, BROKEN)


def missing(model: ModelInfo) -> list:
    """Files of a model that have to be fetched."""
    return [item for item in model.files if not item.get("here")]


def size_text(model: ModelInfo) -> str:
    """How much has to be fetched; empty where nobody knows."""
    files = missing(model)
    size = sum(int(item.get("size_bytes") or 0) for item in files)
    if not size:
        return ""
    text = data_size(size)
    if all(item.get("exact") for item in files):
        return text
    return tr("about {size}").format(size=text)


def unchecked(model: ModelInfo) -> list:
    """Files for whose bytes nobody vouches: fetching them needs the user's consent."""
    return [item for item in missing(model) if not item.get("sha256")]


def consent_text(model: ModelInfo) -> str:
    """The question before a file is fetched that cannot be checked."""
    names = ", ".join(str(item.get("name")) for item in unchecked(model))
    hosts = {urlsplit(str(item.get("url"))).hostname or "" for item in unchecked(model)}
    parts = [
        tr("“{title}” needs the file {files}, from {host}.").format(
            title=model.title, files=names, host=", ".join(sorted(hosts))
        ),
        tr(
            "Nobody states a checksum for it, so it cannot be checked that this first download is "
            "what its publisher meant."
        ),
        tr(
            "AerOSeg reads the file as data and never runs anything in it. Its checksum is "
            "remembered, and later downloads must be the same."
        ),
        tr("Terms of use: {licence}.").format(licence=model.licence),
    ]
    return "\n\n".join(parts)
