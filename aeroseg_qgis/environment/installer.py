"""Makes, completes, checks and removes the private environment, one step after the other.

Making, repairing and updating are the same work: choose the files, compare with what is there,
fetch what is missing, put it in, try it. An environment appears under its name only when a model
has run in it; what was downloaded stays when something fails, so that the next try goes on there.
"""

from __future__ import annotations

import datetime
import shutil
import time
from collections import deque
from pathlib import Path
from typing import Callable

from qgis.PyQt.QtCore import QLockFile, QObject, pyqtSignal

from ..problems import Cancelled, Problem
from ..progress import Progress
from ..settings import Settings
from ..text import data_size, tr
from . import integrity
from .builds import Build, build_title, proposals
from .fetch import disk_problem
from .filling import Filling
from .flow import Call, Flow, Work
from .machine import Machine, look
from .pins import Pins, Record, read_record, write_record
from .places import Places, folder_bytes, python_in
from .trial import Trial
from .wish import State, Wish

__all__ = ["Installer", "State", "Wish"]

MB = 1_000_000
KEPT_LOG_LINES = 300


class Installer(QObject):
    """The private environment's keeper. One thing goes on at a time.

    Args:
        settings: where the user wants the environment.
        trial: how a finished environment is tried; tests give one of their own.
    """

    changed = pyqtSignal()
    logged = pyqtSignal(str)
    finished = pyqtSignal(str)  # "made", "repaired", "checked", "removed"
    failed = pyqtSignal(object)  # Problem
    aboutToChange = pyqtSignal()  # the worker must not use the environment now
    larger = pyqtSignal(object)  # bytes: the download is larger than proposed; answer() goes on

    def __init__(
        self, settings: Settings, parent: QObject | None = None, *, trial: Trial | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._trial = trial or Trial()
        self._flow: Flow | None = None
        self._answer: Callable[[bool], None] | None = None
        self.pins = Pins.shipped()
        self.machine: Machine | None = None
        self.progress: Progress | None = None
        self.problem: Problem | None = None  # how the last thing ended; None when well
        self.damaged: list[integrity.Damage] = []
        self.log: deque[str] = deque(maxlen=KEPT_LOG_LINES)

    # What there is

    @property
    def places(self) -> Places:
        """Where it lies."""
        return Places.of(self._settings)

    @property
    def record(self) -> Record | None:
        """The finished environment's record; None where there is no finished one."""
        return read_record(self.places.environment)

    @property
    def python(self) -> Path | None:
        """The finished environment's Python."""
        return python_in(self.places.environment) if self.record is not None else None

    @property
    def state(self) -> str:
        """One of State."""
        if not self.places.environment.is_dir():
            return State.MISSING
        record = self.record
        if record is None or self.damaged or self.python is None:
            return State.BROKEN
        return State.READY if record.stamp == self.pins.stamp() else State.OUTDATED

    @property
    def is_busy(self) -> bool:
        """Whether something goes on."""
        return self._flow is not None

    @property
    def kept_bytes(self) -> int:
        """Size of downloads that wait for the next try."""
        return folder_bytes(self.places.downloads)

    def builds(self) -> list[Build]:
        """What can be made; empty before look()."""
        return proposals(self.machine) if self.machine is not None else []

    # What can be asked

    def look(self) -> None:
        """Look at the machine; `changed` follows."""
        if self.machine is None and not self.is_busy:
            self._begin(look(self.places.root), "", quiet=True)

    def make(self, wish: Wish) -> None:
        """Make the environment, or complete the one that is there."""
        done = "repaired" if self.places.environment.is_dir() else "made"
        self._begin(self._locked(self._complete(wish)), done)

    def repair(self) -> None:
        """Bring back what is broken or outdated, with the build that was chosen."""
        record = self.record
        if record is not None:
            self.make(Wish(record.build, record.wheels))
        else:
            first = next(iter(self.builds()), None)
            self.make(Wish(first.key if first is not None else "cpu"))

    def check(self) -> None:
        """Look at every file, load the libraries, run a tile."""
        self._begin(self._check(), "checked")

    def remove(self) -> None:
        """Remove the environment and everything that was fetched for it."""
        self._begin(self._locked(self._remove()), "removed")

    def cancel(self) -> None:
        """End what goes on. Downloads stay; nothing half-made does."""
        if self._flow is not None:
            self._flow.cancel()

    def answer(self, is_wanted: bool) -> None:
        """Whether the larger download is wanted."""
        answer, self._answer = self._answer, None
        if answer is not None:
            answer(is_wanted)

    def discard(self) -> None:
        """Remove downloads that wait for the next try."""
        if not self.is_busy:
            self.places.clear_leftovers()
            self.changed.emit()

    def ask_larger(self, size_bytes: int) -> Call:
        """An operation that asks whether a larger download is wanted."""

        def ask(on_done: Callable[[object], None], _on_problem) -> None:
            self._answer = on_done
            self.larger.emit(size_bytes)

        return Call(ask)

    # How it goes

    def _begin(self, steps, done: str, *, quiet: bool = False) -> None:
        if self.is_busy:
            return
        self.problem = None
        if not quiet:
            self.progress = Progress(tr("beginning"))
        self._flow = Flow(
            steps,
            lambda value: self._on_done(value, done),
            self._on_problem,
            self,
        )
        self._flow.start()
        self.changed.emit()

    def _on_done(self, value: object, done: str) -> None:
        self._flow = self.progress = None
        if isinstance(value, Machine):
            self.machine = value
        self.changed.emit()
        if done:
            self.finished.emit(done)

    def _on_problem(self, problem: Problem) -> None:
        self._flow = self.progress = self._answer = None
        if not isinstance(problem, Cancelled):
            self.problem = problem
            self.note(f"[{problem.name}] {problem.text}")
            if problem.detail:
                self.note(problem.detail)
        self.changed.emit()
        if not isinstance(problem, Cancelled):
            self.failed.emit(problem)

    def say(self, text: str, done: int = 0, total: int = 0, left: float | None = None) -> None:
        """Tell the user what goes on now, and how far it is."""
        self.progress = Progress(text, done, total, left)
        self.changed.emit()

    def note(self, line: str) -> None:
        """Keep a line in the log."""
        self.log.append(line)
        self.logged.emit(line)
        try:
            with self.places.log.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        except OSError:
            pass  # the log is also in memory and in QGIS's panel

    def _locked(self, steps):
        """The steps, while no other QGIS installs in the same folder."""
        root = self.places.root
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise disk_problem(error, root) from error
        lock = QLockFile(str(self.places.lock))
        lock.setStaleLockTime(0)
        if not lock.tryLock(100):
            raise Problem(
                tr("The environment was not changed."),
                tr("Another QGIS is installing into “{folder}”.").format(folder=root),
                tr("Wait until it has ended, then try again."),
                name="install_busy",
            )
        try:
            return (yield from steps)
        except OSError as error:
            raise disk_problem(error, root) from error
        finally:
            lock.unlock()
            if root.is_dir() and not any(root.iterdir()):
                root.rmdir()

    def _complete(self, wish: Wish):
        begun, places = time.monotonic(), self.places
        if places.log.exists():
            places.log.unlink()
        is_new = python_in(places.environment) is None
        target = places.building if is_new else places.environment
        filling = Filling(self, wish)
        filling.check_room()
        places.downloads.mkdir(exist_ok=True)
        try:
            if self.machine is None:
                self.machine = yield from look(places.root)
            record = yield from filling.fill(target, is_new)
            yield from self._try(target)
            record = self._finish(record, target, begun)
            if is_new:
                shutil.rmtree(places.environment, ignore_errors=True)
                target.replace(places.environment)
        except Problem as problem:
            places.clear_half_made()
            if problem.name == "disk":
                places.clear_leftovers()  # the room that is left is the user's
            raise
        self.damaged = []
        places.clear_leftovers()
        self.note(f"finished in {record.seconds:.0f} s, {record.bytes / MB:,.0f} MB on disk")

    def _try(self, target: Path):
        """Steps that prove that the environment works."""
        self.say(tr("looking at every file"))
        broken = yield Work(tr("Looking at the packages"), lambda: integrity.damage(target))
        if broken:
            raise damage_problem(broken)
        python = str(python_in(target))
        self.say(tr("loading the libraries"))
        info = yield from self._trial.libraries(python, self.note)
        self.say(tr("segmenting a tile"))
        yield from self._trial.tile(python, self.places.root, self.note)
        return info

    def _finish(self, record: Record, target: Path, begun: float) -> Record:
        packages = integrity.installed(target)
        finished = Record(
            record.stamp, record.build, _version_of(target), record.tool, record.wheels,
            datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
            folder_bytes(target), round(time.monotonic() - begun, 1), packages,
        )  # fmt: skip
        write_record(target, finished)
        return finished

    def _check(self):
        self.say(tr("looking at every file"))
        environment = self.places.environment
        if python_in(environment) is None:
            raise missing_problem(environment)
        self.damaged = yield Work(
            tr("Looking at the packages"), lambda: integrity.damage(environment, thorough=True)
        )
        if self.damaged:
            raise damage_problem(self.damaged)
        yield from self._try(environment)

    def _remove(self):
        self.aboutToChange.emit()
        self.say(tr("removing the environment"))
        places = self.places
        yield Work(tr("Removing the environment"), places.remove)
        self.damaged = []


def _version_of(environment: Path) -> str:
    try:
        text = (environment / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return ""
    pairs = dict(line.partition(" = ")[::2] for line in text.splitlines())
    return pairs.get("version_info") or pairs.get("version", "")


def damage_problem(broken: list[integrity.Damage]) -> Problem:
    """Which packages are damaged, by name."""
    first = broken[0]
    count = sum(len(one.files) for one in broken)
    names = ", ".join(one.package for one in broken)
    if count == 1:
        why = tr("“{package}” lacks its file “{file}”, or it was changed.")
    else:
        why = tr("{n} files of {names} are missing or were changed, “{file}” among them.")
    return Problem(
        tr("The environment is damaged."),
        why.format(package=first.package, file=first.first, n=count, names=names),
        tr("Click “Repair”: only what is damaged is fetched again."),
        name="environment_broken",
        detail="\n".join(f"{one.package}: {', '.join(one.files[:20])}" for one in broken),
    )


def missing_problem(environment: Path) -> Problem:
    """The environment's folder, or its Python, is gone."""
    return Problem(
        tr("The environment is damaged."),
        tr("There is no Python in “{folder}”.").format(folder=environment),
        tr("Click “Repair” to make it anew."),
        name="environment_broken",
    )


def record_text(record: Record) -> str:
    """A finished environment in one line."""
    return tr("{build}, PyTorch {torch}, Python {python}, {size}").format(
        build=build_title(record.build),
        torch=record.packages.get("torch", "?"),
        python=record.python,
        size=data_size(record.bytes),
    )
