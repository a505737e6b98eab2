"""Ready class lists: those that ship, and the user's own, which are text files.

A file holds one class a line, as typed in the panel; lines that begin with # are comments. The
command line reads the same file (`--classes @FILE`).
"""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QDir, QFile, QIODevice, QSaveFile, QStandardPaths

from .class_text import OTHER_NAMES, split_lines, with_color, with_threshold, wordings
from .environment import code_root
from .messages import MAX_CLASS_LINES
from .problems import Problem
from .text import count, tr

__all__ = [
    "LIST_ENDING",
    "Preset",
    "delete_list",
    "own_folder",
    "own_lists",
    "read_list",
    "rename_list",
    "save_list",
    "shipped",
]

logger = logging.getLogger(__name__)

LIST_ENDING = ".txt"
MOST_BYTES = 4 * 2**20  # as the command line
EVERYTHING_ELSE = "background"
NOT_IN_A_FILE_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True)
class Preset:
    """A ready class list.

    Args:
        name: As people call it.
        classes: Class lines, synonyms behind bars.
        about: What it is for, in a few words.
        background: Which of `classes` means none of the others, from 0; None: none does.
        threshold: Below it a pixel is background, from 0 to 1; None where none was published.
        palette: Published colours "#rrggbb", one for each of `classes`; empty without.
    """

    name: str
    classes: tuple[str, ...]
    about: str = ""
    background: int | None = None
    threshold: float | None = None
    palette: tuple[str, ...] = ()

    @property
    def is_data_set(self) -> bool:
        """Whether it is the list of a published data set."""
        return self.background is not None

    def lines(self, *, colors: bool = False, thresholds: bool = False) -> list[str]:
        """The class lines, with the published colours and thresholds if wanted.

        The class that means none of the others begins with "background", so that it is no class
        of the result; its own words still take part in finding it.
        """
        found = []
        for number, line in enumerate(self.classes):
            if number == self.background:
                others = [word for word in wordings(line) if word not in OTHER_NAMES]
                found.append(" | ".join([EVERYTHING_ELSE, *others]))
                continue
            if colors and self.palette:
                line = with_color(line, self.palette[number])
            if thresholds and self.threshold:
                line = with_threshold(line, self.threshold)
            found.append(line)
        return found


def shipped() -> tuple[list[Preset], list[Preset]]:
    """General lists and those of data sets; nothing where the file is damaged."""
    path = code_root() / "resources" / "presets.json"
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return (
            [Preset(item["name"], tuple(item["classes"])) for item in table["general"]],
            [
                Preset(
                    item["name"],
                    tuple(item["classes"]),
                    item["about"],
                    int(item["background"]),
                    item.get("threshold"),
                    tuple(item.get("palette", ())),
                )
                for item in table["data_sets"]
            ],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("%s cannot be read: %r", path, error)
        return [], []


def own_folder() -> Path:
    """Where the user's lists lie: in the QGIS profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "aeroseg" / "class-lists"


def own_lists() -> list[Path]:
    """The user's lists, by name."""
    try:
        found = [path for path in own_folder().iterdir() if path.suffix.lower() == LIST_ENDING]
    except OSError:
        return []
    return sorted(found, key=lambda path: path.stem.casefold())


def read_list(path: Path) -> list[str]:
    """The class lines of a file.

    Raises:
        Problem: It cannot be read, or is no list of names.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Problem(
                tr("“{file}” is longer than any list of names.").format(file=path.name),
                todo=tr("Choose a text file with one class name on each line."),
                name="bad_list",
            )
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or tr("it is not a text in UTF-8")
        raise Problem(
            tr("The class list “{file}” cannot be read.").format(file=path.name),
            tr("{reason}.").format(reason=why[:1].upper() + why[1:]),
            tr("Choose a text file with one class name on each line."),
            name="bad_list",
            detail=f"{path}: {error!r}",
        ) from error
    lines = split_lines(text)[0]
    if not lines or "\0" in text:
        raise Problem(
            tr("There is no class name in “{file}”.").format(file=path.name),
            todo=tr("Choose a text file with one class name on each line."),
            name="bad_list",
        )
    if len(lines) > MAX_CLASS_LINES:
        raise Problem(
            tr("“{file}” holds {n} names, and {most} is the most.").format(
                file=path.name, n=count(len(lines)), most=count(MAX_CLASS_LINES)
            ),
            name="bad_list",
        )
    return lines


def save_list(path: Path, lines: list[str]) -> None:
    """Write class lines to a file; an old one is replaced whole or not at all.

    Raises:
        Problem: It cannot be written.
    """
    text = "# Class list for AerOSeg: name | synonym = #rrggbb @ threshold\n"
    text += "".join(line + "\n" for line in lines)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_written(path, error.strerror or str(error)) from error
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _not_written(path, file.errorString())
    file.write(text.encode("utf-8"))
    if not file.commit():
        raise _not_written(path, file.errorString())


def rename_list(path: Path, name: str) -> Path:
    """Give one of the user's lists another name; gives its new place.

    Raises:
        Problem: There is a list of that name, or the name cannot be used.
    """
    stem = NOT_IN_A_FILE_NAME.sub("-", name).strip(" .")
    if not stem:
        raise Problem(tr("A list needs a name."), name="bad_list")
    target = path.with_name(stem + path.suffix)
    if target == path:
        return path
    if target.exists() and not target.samefile(path):
        raise Problem(
            tr("There is a list “{name}” already.").format(name=stem),
            todo=tr("Choose another name."),
            name="bad_list",
        )
    try:
        path.rename(target)
    except OSError as error:
        raise _not_written(target, error.strerror or str(error)) from error
    return target


def delete_list(path: Path) -> bool:
    """Put a list into the trash; says whether it could, else the file is gone for good.

    Raises:
        Problem: It is still there.
    """
    # Without this folder Qt would make a trash in the current one.
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    if QDir().mkpath(data) and QFile.moveToTrash(str(path))[0]:
        return True
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(path, error.strerror or str(error)) from error
    return False


def _not_written(path: Path, why: str) -> Problem:
    return Problem(
        tr("The class list “{file}” cannot be written.").format(file=path.name),
        tr("{reason}.").format(reason=why.rstrip(".")),
        tr("Choose another folder, or free some space."),
        name="disk",
        detail=str(path),
    )
