"""Which Python runs the worker, where its code lies, and whether that Python can do it.

Nothing is ever installed into QGIS's own Python.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..messages import WorkerInfo
from ..problems import Problem
from ..settings import Settings
from ..text import tr
from ..worker import Command, Worker
from .pins import RECORD_NAME
from .places import Places, code_root, python_in

if TYPE_CHECKING:
    from .installer import Installer

__all__ = ["Environment", "PythonChoice", "code_root", "command_for", "missing_python"]

PYTHON_VARIABLE = "AEROSEG_PYTHON"
MODELS_VARIABLE = "AEROSEG_MODELS"
START = (
    "import sys; sys.path.insert(0, {root!r}); from backend.__main__ import main; main(['serve'])"
)


@dataclass(frozen=True)
class PythonChoice:
    """A Python for the worker.

    Attributes:
        origin: where it was found: "settings", "variable", "private" or "checkout".
    """

    path: str
    origin: str


class Environment(QObject):
    """Finds and checks the worker's Python."""

    installerMade = pyqtSignal(object)  # Installer, the first time that it is needed

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._checks: list[Worker] = []
        self._installer: Installer | None = None

    @property
    def installer(self) -> Installer:
        """What makes and keeps the private environment; nothing of it is loaded before."""
        if self._installer is None:
            from .installer import Installer

            self._installer = Installer(self._settings, self)
            self.installerMade.emit(self._installer)
        return self._installer

    def private_state(self) -> str:
        """What the private environment is, one of installer.State; "missing" where it is not used.

        Cheap enough for every repaint: nothing is loaded while there is no such folder.
        """
        choice = self.python()
        is_other = choice is not None and choice.origin != "private"
        if is_other or not Places.of(self._settings).environment.is_dir():
            return "missing"
        return self.installer.state

    def python(self) -> PythonChoice | None:
        """The Python to use; None when there is none to be found."""
        chosen = self._settings.python
        if chosen:
            return PythonChoice(chosen, "settings")
        named = os.environ.get(PYTHON_VARIABLE, "")
        if named:
            return PythonChoice(named, "variable")
        private = Places.of(self._settings).environment
        found = python_in(private) if (private / RECORD_NAME).is_file() else None
        if found is not None:
            return PythonChoice(str(found), "private")
        # Resolved: the checkout that a staged (linked) plugin comes from.
        found = python_in(Path(__file__).resolve().parent.parent.parent / ".venv")
        return PythonChoice(str(found), "checkout") if found else None

    def is_usable(self) -> bool:
        """Whether a worker can be tried: a Python is known and the file exists."""
        choice = self.python()
        return choice is not None and Path(choice.path).is_file()

    def command(self) -> Command:
        """How the worker is started.

        Raises:
            Problem: No Python is known, or the one chosen is gone.
        """
        choice = self.python()
        if choice is None:
            raise missing_python()
        if not Path(choice.path).is_file():
            raise Problem(
                tr("The AerOSeg worker cannot be started."),
                tr("Its Python “{path}” does not exist any more.").format(path=choice.path),
                tr("Choose another one in the AerOSeg options, Environment tab."),
                name="no_environment",
            )
        return command_for(choice.path, self._settings.models_folder)

    def check(
        self,
        path: str,
        on_done: Callable[[WorkerInfo], None],
        on_problem: Callable[[Problem], None],
    ) -> None:
        """Start a worker with a Python and let it load its libraries, as a run would."""
        if not Path(path).is_file():
            on_problem(
                Problem(
                    tr("This Python was not checked."),
                    tr("There is no file “{path}”.").format(path=path),
                    tr("Choose the program file, for example “.venv/bin/python”."),
                    name="no_environment",
                )
            )
            return
        worker = Worker(lambda: command_for(path), self)
        self._checks.append(worker)

        def end() -> None:
            worker.stop()
            if worker in self._checks:
                self._checks.remove(worker)
            worker.deleteLater()

        def done(result: dict) -> None:
            try:
                info = WorkerInfo.from_dict(result)
            except ValueError as error:
                answer = tr("The worker gave an answer that does not fit.")
                failed(Problem(answer, str(error), name="internal"))
                return
            end()
            on_done(info)

        def failed(problem: Problem) -> None:
            end()
            on_problem(problem)

        worker.call(
            "hello",
            {"protocol": 1},
            on_result=lambda result: done(result),
            on_error=lambda problem: failed(problem),
        )

    def stop(self) -> None:
        """End every check, and an installation, that is still going on."""
        if self._installer is not None:
            self._installer.cancel()
        for worker in list(self._checks):
            worker.stop()
        self._checks.clear()


def command_for(python: str, models_folder: str = "") -> Command:
    """The worker's command line: isolated from the user's Python settings (-I)."""
    variables = {MODELS_VARIABLE: models_folder} if models_folder else {}
    arguments = ["-I", "-X", "utf8", "-c", START.format(root=str(code_root()))]
    return Command(python, arguments, variables)


def missing_python() -> Problem:
    """There is no Python for the worker yet."""
    return Problem(
        tr("AerOSeg has no Python for its model yet."),
        tr("The model runs in a Python of its own, with PyTorch, apart from QGIS."),
        tr("Click “Install”, or choose an existing Python with PyTorch."),
        name="no_environment",
    )
