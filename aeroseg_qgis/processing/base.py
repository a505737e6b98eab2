"""What the algorithms share: icon, help, messages in three parts, progress in words."""

from __future__ import annotations

import contextlib
import shutil
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtGui import QIcon

from ..environment import Environment, code_root
from ..problems import Cancelled, Problem
from ..progress import Progress
from ..settings import Settings
from ..text import tr
from .session import WorkerSession

__all__ = [
    "AeroSegAlgorithm",
    "Told",
    "Words",
    "move",
    "not_written",
    "plugin_icon",
    "raster_path",
    "run_folder",
]

TOLD_EVERY_S = 5.0  # a new line in Processing's log, while a stage goes on
RASTER_ENDINGS = (".tif", ".tiff")


def icon_path() -> Path:
    """The plugin's icon."""
    return code_root() / "resources" / "icons" / "aeroseg.svg"


def plugin_icon() -> QIcon:
    """The plugin's icon."""
    return QIcon(str(icon_path()))


@dataclass(frozen=True)
class Words:
    """What an algorithm is called and what it says of itself; tags with commas between."""

    title: str
    short: str
    help: str
    tags: str


class AeroSegAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of AerOSeg. A subclass has a NAME and gives words() and work()."""

    NAME = ""

    def words(self) -> Words:
        """Title, tip, help and tags, translated."""
        raise NotImplementedError

    def createInstance(self) -> QgsProcessingAlgorithm:
        """A fresh one for each run."""
        return type(self)()

    def name(self) -> str:
        """For scripts: aeroseg:NAME."""
        return self.NAME

    def displayName(self) -> str:
        """For people."""
        return self.words().title

    def shortDescription(self) -> str:
        """The tip in the toolbox."""
        return self.words().short

    def shortHelpString(self) -> str:
        """The text beside the parameters."""
        return self.words().help

    def tags(self) -> list[str]:
        """Other words under which it is found."""
        return [tag.strip() for tag in self.words().tags.split(",")]

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return plugin_icon()

    def svgIconPath(self) -> str:
        """The plugin's icon."""
        return str(icon_path())

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        """Do the work; what goes wrong is told as the panel would tell it."""
        try:
            return self.work(parameters, context, feedback)
        except Cancelled:
            return {}
        except Problem as problem:
            raise self.failure(problem, feedback) from problem

    def work(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        """The algorithm itself.

        Raises:
            Problem: Something went wrong; Cancelled when the user wished so.
        """
        raise NotImplementedError

    @staticmethod
    def failure(problem: Problem, feedback: QgsProcessingFeedback) -> QgsProcessingException:
        """A problem as Processing's exception; the details go to the log."""
        if problem.detail:
            feedback.pushDebugInfo(problem.detail)
        return QgsProcessingException(f"{problem.text} [{problem.name}]")

    @staticmethod
    def worker(feedback: QgsProcessingFeedback) -> WorkerSession:
        """A worker of its own for this run.

        Raises:
            Problem: There is no Python for it.
        """
        return WorkerSession(Environment(Settings()).command(), feedback)


class Told:
    """Tells Processing how far a run is: the bar always, words when they are news.

    Args:
        feedback: Processing's.
        begin: Where on the bar (percent) this part begins.
        end: Where it ends.
    """

    def __init__(self, feedback: QgsProcessingFeedback, begin: float, end: float) -> None:
        self._feedback = feedback
        self._begin, self._end = begin, end
        self._stage, self._at = "", 0.0

    def say(self, stage: str, progress: Progress) -> None:
        """Tell one step; each new stage at once, the same one now and then."""
        if progress.total > 0:
            share = progress.permille / 1000
            self._feedback.setProgress(self._begin + (self._end - self._begin) * share)
        now = time.monotonic()
        if stage != self._stage or now - self._at > TOLD_EVERY_S:
            self._stage, self._at = stage, now
            self._feedback.setProgressText(progress.line)

    def notified(self, params: dict) -> None:
        """A progress notification of the worker."""
        progress, stage = Progress.of(params), str(params.get("stage", ""))
        # Encoding and decoding take turns, tile by tile: one stage for the log.
        if stage in ("encoding", "decoding"):
            stage = "tiles"
        elif stage == "starting":
            stage = progress.text
        self.say(stage, progress)


def raster_path(text: str, what: str) -> Path:
    """A raster to write.

    Raises:
        Problem: It has no name that ends with .tif.
    """
    path = Path(text)
    if path.suffix.lower() not in RASTER_ENDINGS:
        raise Problem(
            tr("{what} is not written to “{file}”.").format(what=what, file=path.name),
            tr("Results are GeoTIFF files."),
            tr("Give it a name that ends with “.tif”."),
            name="bad_request",
        )
    return path


@contextlib.contextmanager
def run_folder(beside: Path) -> Iterator[Path]:
    """A hidden folder beside a result, whose files are renamed into place; it goes at the end.

    Raises:
        Problem: It cannot be made.
    """
    folder = beside.absolute().parent / f".{beside.stem}-{uuid.uuid4().hex[:8]}.run"
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise not_written(beside, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def move(source: Path, target: Path) -> None:
    """Rename a finished file into place; an older one is replaced.

    Raises:
        Problem: It cannot be.
    """
    try:
        if source.stat().st_dev == target.absolute().parent.stat().st_dev:
            source.replace(target)
            return
        temporary = target.with_name(f".{target.name}.part")  # another disk
        shutil.move(str(source), str(temporary))
        temporary.replace(target)
    except OSError as error:
        raise not_written(target, error) from error


def not_written(path: Path, error: OSError) -> Problem:
    """A result has no place to go."""
    return Problem(
        tr("The result “{file}” cannot be written.").format(file=path.name),
        tr("“{folder}”: {error}.").format(
            folder=path.parent, error=error.strerror or type(error).__name__
        ),
        tr("Choose a folder that you may write to, and close programs that use the file."),
        name="disk",
        detail=repr(error),
    )
