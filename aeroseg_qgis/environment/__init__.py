"""The worker's Python: which one it is, and how a private one is made, checked and repaired.

    choice      which Python runs the worker
    places      where the private environment and its tools lie
    pins        which packages it must hold
    machine     what the computer is
    builds      which builds of PyTorch fit it, and how large they are
    wish        what the user wants of the installer, and what there is
    installer   makes, completes, checks and removes it; one step after the other:
        filling     which packages, from where, whether they fit
        tools   uv, or venv and pip
        lock    which files a tool has chosen
        fetch   their download, which goes on where it was cut
        integrity   whether every file is as it was installed
        flow    steps that wait for processes and downloads without stopping QGIS
        trial       the real import and the one-tile run
        indexes     the user's settings of pip, uv and QGIS's network

Nothing is ever installed into QGIS's own Python.
"""

from __future__ import annotations

from .choice import (
    MODELS_VARIABLE,
    Environment,
    PythonChoice,
    code_root,
    command_for,
    missing_python,
    python_in,
)

__all__ = [
    "MODELS_VARIABLE",
    "Environment",
    "PythonChoice",
    "code_root",
    "command_for",
    "missing_python",
    "python_in",
]
