"""Background words: what SegEarth-OV compares the typed names with, so that one name is no answer.

The list that ships is resources/background.json; the user's own is a file of the same form in the
QGIS profile, and its path goes to the worker. Which words take part beside which names is the
worker's business.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QIODevice, QSaveFile

from .environment import code_root
from .problems import Problem
from .text import tr

__all__ = ["BackgroundGroup", "default_groups", "own_file", "own_groups", "save_groups"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class BackgroundGroup:
    """Words of one kind.

    Args:
        words: Each stands for everything else.
        unless: The group is left out when a typed name holds one of these words.
    """

    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


def default_groups() -> list[BackgroundGroup]:
    """The list that ships; empty where its file is damaged."""
    return _read(code_root() / "resources" / "background.json") or []


def _own_path() -> Path:
    return Path(QgsApplication.qgisSettingsDirPath()) / "aeroseg" / "background.json"


def own_file() -> str | None:
    """The user's list, for the worker; None where the default holds."""
    path = _own_path()
    return str(path) if path.is_file() else None


def own_groups() -> list[BackgroundGroup] | None:
    """The user's list; None where the default holds."""
    return _read(_own_path()) if own_file() else None


def save_groups(groups: list[BackgroundGroup]) -> None:
    """Keep a list; the default one leaves no file, so that later versions bring theirs.

    Raises:
        Problem: It cannot be written.
    """
    path = _own_path()
    try:
        if groups == default_groups():
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_written(path, error.strerror or str(error)) from error
    table = {
        "format": 1,
        "groups": [{"words": group.words, "unless": group.unless} for group in groups],
    }
    file = QSaveFile(str(path))
    if file.open(QIODevice.OpenModeFlag.WriteOnly):
        file.write(json.dumps(table, ensure_ascii=False, indent=1).encode("utf-8"))
        if file.commit():
            return
    raise _not_written(path, file.errorString())


def _not_written(path: Path, why: str) -> Problem:
    return Problem(
        tr("The background words cannot be saved."),
        tr("{reason}.").format(reason=why.rstrip(".")),
        tr("Free some space, or check the folder of your QGIS profile."),
        name="disk",
        detail=str(path),
    )


def _read(path: Path) -> list[BackgroundGroup] | None:
    try:
        groups = json.loads(path.read_text(encoding="utf-8"))["groups"]
        return [
            BackgroundGroup(tuple(map(str, one["words"])), tuple(map(str, one.get("unless", ()))))
            for one in groups
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("%s cannot be read: %r", path, error)
        return None
