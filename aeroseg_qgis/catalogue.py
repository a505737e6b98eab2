"""The models that can be chosen: those that ship, and the checkpoints that the user added.

The list comes from the worker, which reads headers only. It is fetched when someone looks, never
at the start of QGIS.
"""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .download import Downloads
from .environment import code_root
from .messages import ModelInfo
from .problems import Problem
from .settings import Settings
from .text import tr
from .worker import Worker

__all__ = ["Catalogue", "title_of"]


def title_of(model: ModelInfo) -> str:
    """The model's title; the user's own files, whose titles may be alike, with the file's name."""
    if model.path and model.path == model.id:
        return tr("{title} ({file})").format(title=model.title, file=Path(model.path).name)
    return model.title


class Catalogue(QObject):
    """Models and their state."""

    changed = pyqtSignal()

    def __init__(self, worker: Worker, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._settings = settings
        self._is_loading = False
        self._again = False
        self._was_asked = False
        self.models: list[ModelInfo] = []
        self.problem: Problem | None = None
        self.downloads = Downloads(worker, self)
        self.downloads.finished.connect(lambda _id: self.refresh())

    def recall(self) -> bool:
        """Show the list of the last time, until the worker is asked; says whether there is one.

        So that opening the panel starts nothing: a worker with its libraries takes seconds and
        hundreds of megabytes. Only a list with a model that can run is worth recalling.
        """
        known = self._settings.known_models
        if known.get("key") != self._key():
            return False
        try:
            self.models = [ModelInfo.from_dict(item) for item in known.get("models", [])]
        except (ValueError, TypeError):
            return False
        self.changed.emit()
        return bool(self.models)

    def refresh_once(self) -> None:
        """Ask the worker, if it has not been asked since the start."""
        if not self._was_asked:
            self.refresh()

    def _key(self) -> list:
        """What the list depends on."""
        settings = self._settings
        return [str(code_root()), settings.python, settings.models_folder, *settings.checkpoints]

    @property
    def is_loading(self) -> bool:
        """Whether the worker has been asked and has not answered yet."""
        return self._is_loading

    def find(self, model_id: str) -> ModelInfo | None:
        """The model with this id."""
        return next((model for model in self.models if model.id == model_id), None)

    def refresh(self) -> None:
        """Ask the worker for the list."""
        if self._is_loading:
            self._again = True
            return
        self._is_loading = True
        self._was_asked = True
        self._worker.call(
            "models",
            {"user_checkpoints": self._settings.checkpoints},
            on_result=self._on_models,
            on_error=self._on_problem,
        )
        self.changed.emit()

    def clear(self) -> None:
        """Forget the list (the worker's Python is being changed)."""
        self.models = []
        self.problem = None
        self.changed.emit()

    def inspect(
        self,
        path: str,
        on_done: Callable[[ModelInfo], None],
        on_problem: Callable[[Problem], None],
    ) -> None:
        """Look into a checkpoint file."""

        def done(result: dict) -> None:
            try:
                model = ModelInfo.from_dict(result)
            except ValueError as error:
                on_problem(Problem(str(error), name="version_mismatch"))
                return
            on_done(model)

        self._worker.call("inspect", {"path": path}, on_result=done, on_error=on_problem)

    def add(self, path: str) -> None:
        """Add a checkpoint that was inspected."""
        paths = self._settings.checkpoints
        if path not in paths:
            self._settings.checkpoints = [*paths, path]
        self.refresh()

    def remove(self, path: str) -> None:
        """Take a checkpoint off the list; the file stays."""
        self._settings.checkpoints = [
            known for known in self._settings.checkpoints if known != path
        ]
        self.refresh()

    def _on_models(self, result: dict) -> None:
        self._is_loading = False
        try:
            self.models = [ModelInfo.from_dict(item) for item in result.get("models", [])]
            self.problem = None
            if any(model.is_ready for model in self.models):
                self._settings.known_models = {"key": self._key(), "models": result["models"]}
        except (ValueError, TypeError) as error:
            self.problem = Problem(str(error), name="version_mismatch")
        self._finish()

    def _on_problem(self, problem: Problem) -> None:
        self._is_loading = False
        if problem.name != "cancelled":
            self.problem = problem
        self._finish()

    def _finish(self) -> None:
        if self._again:
            self._again = False
            self.refresh()
        self.changed.emit()
