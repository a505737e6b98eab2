"""How the worker process is started, and what it means when it cannot start or has died.

Guarantees: the worker's environment is free of QGIS's own Python settings. Both the panel, whose
worker lives in an event loop, and Processing, whose worker does not, start theirs here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from qgis.PyQt.QtCore import QObject, QProcess, QProcessEnvironment

from .problems import Problem
from .text import tr

__all__ = [
    "Command",
    "clean_environment",
    "other_version",
    "process_for",
    "why_it_did_not_start",
    "why_it_died",
]

MAX_LINE_BYTES = 64 * 1024 * 1024
KEPT_LOG_LINES = 40
# Set by QGIS or by the shell it was started from; each of them breaks another Python or its GDAL.
FOREIGN_PREFIXES = ("PYTHON", "LD_", "DYLD_", "PROJ_")
FOREIGN_NAMES = (
    "VIRTUAL_ENV",
    "CONDA_PREFIX",
    "__PYVENV_LAUNCHER__",
    "GDAL_DATA",
    "GDAL_DRIVER_PATH",
)


@dataclass(frozen=True)
class Command:
    """How the worker is started."""

    program: str
    arguments: list[str]
    variables: dict[str, str] = field(default_factory=dict)  # beside the user's environment


def process_for(command: Command, parent: QObject | None = None) -> QProcess:
    """A process that is not started yet, with the environment that the worker needs."""
    process = QProcess(parent)
    environment = clean_environment()
    for name, value in command.variables.items():
        environment.insert(name, value)
    process.setProcessEnvironment(environment)
    return process


def clean_environment() -> QProcessEnvironment:
    """The user's environment without what QGIS set for its own Python and libraries."""
    environment = QProcessEnvironment.systemEnvironment()
    names = environment.keys()
    for name in names:
        if name.upper().startswith(FOREIGN_PREFIXES) or name.upper() in FOREIGN_NAMES:
            environment.remove(name)
    environment.insert("PYTHONUNBUFFERED", "1")
    environment.insert("PYTHONUTF8", "1")
    return environment


def why_it_died(code: int, crashed: bool, log: list[str]) -> Problem:
    """Why a worker ended that nobody had told to, in words."""
    detail = "\n".join(log)
    todo = tr("Run again: a new worker is started.")
    missing = [line for line in log if "ModuleNotFoundError" in line or "ImportError" in line]
    if missing:
        return Problem(
            tr("The AerOSeg worker could not start."),
            tr("Its Python lacks something: {line}.").format(line=missing[-1].strip().rstrip(".")),
            tr("Choose or repair the Python in the AerOSeg options, Environment tab."),
            name="worker_died",
            detail=detail,
        )
    if crashed and code == 9:
        why = tr("The system ended it (signal 9), often because memory ran out.")
        todo = tr("Run again, with a smaller area if it was memory.")
    elif crashed:
        why = tr("It crashed (signal {code}).").format(code=code)
    else:
        why = tr("It ended by itself with exit code {code}.").format(code=code)
    return Problem(
        tr("The AerOSeg worker ended in the middle of its work."),
        why,
        todo,
        name="worker_died",
        detail=detail,
    )


def other_version(detail: str) -> Problem:
    """Plugin and worker come from different versions."""
    return Problem(
        tr("The plugin and its worker do not fit together."),
        tr("They speak different versions of their protocol."),
        tr("Install the plugin again, so that both parts are of one version."),
        name="version_mismatch",
        detail=detail,
    )


def why_it_did_not_start(program: str) -> Problem:
    """The system refused to start the program."""
    return Problem(
        tr("The AerOSeg worker could not be started."),
        tr("“{path}” is not a program that runs here.").format(path=program),
        tr("Choose another Python in the AerOSeg options, Environment tab."),
        name="worker_not_started",
    )
