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
from .fetch import Tally, disk_problem, fetch_all
from .flow import Call, Flow, Work
from .indexes import network_variables, pip_settings
from .machine import Machine, look, pythons
from .pins import Pins, Record, read_record, write_record
from .places import Places, folder_bytes, free_bytes, python_in
from .tools import Context, PipTool, UvTool, find_uv
from .trial import Trial
from .wish import State, Wish

__all__ = ["Installer", "State", "Wish"]

MB = 1_000_000
MORE_THAN_SAID = 1.5  # a download so much larger than proposed is asked about
UNPACKED = 3.4  # size on disk for each byte of a package, CPU and CUDA builds alike
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
        self._asked_bytes = 0
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
            self._log(f"[{problem.name}] {problem.text}")
            if problem.detail:
                self._log(problem.detail)
        self.changed.emit()
        if not isinstance(problem, Cancelled):
            self.failed.emit(problem)

    def _say(self, text: str, done: int = 0, total: int = 0, left: float | None = None) -> None:
        self.progress = Progress(text, done, total, left)
        self.changed.emit()

    def _log(self, line: str) -> None:
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
        self._check_room(wish)
        places.downloads.mkdir(exist_ok=True)
        try:
            if self.machine is None:
                self.machine = yield from look(places.root)
            record = yield from self._fill(wish, target, is_new)
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
        self._log(f"finished in {record.seconds:.0f} s, {record.bytes / MB:,.0f} MB on disk")

    def _fill(self, wish: Wish, target: Path, is_new: bool):
        """Steps that bring all packages into the target and try it; give what is to be recorded."""
        places = self.places
        settings = pip_settings()
        context = Context(
            places, self.pins, settings, wish.wheels, network_variables(settings, places.root),
            self._log, self._say,
        )  # fmt: skip
        self._say(tr("preparing the installer"))
        program = yield from find_uv(context)
        tool = UvTool(program, context) if program is not None else PipTool(context)
        self._log(f"installer: {tool.name} {program or ''}")
        if is_new:
            shutil.rmtree(target, ignore_errors=True)
            self._say(tr("making the environment"))
            base = yield from self._base(wish, settings.find_links)
            self._log(f"Python: {base.path if base else 'fetched by uv'}")
            yield from tool.make(target, base)
        if isinstance(tool, UvTool):
            yield from self._with_uv(tool, wish, target)
        else:
            yield from self._with_pip(tool, wish, target)
        yield from self._try(target)
        return Record(self.pins.stamp(), wish.build, tool=tool.name, wheels=wish.wheels)

    def _base(self, wish: Wish, links: list[str]):
        """Steps that choose the Python of a new environment; None: uv fetches one."""
        if wish.python:
            found = yield from pythons(wish.python)
            if not found:
                raise Problem(
                    tr("The environment was not made."),
                    tr("“{path}” is no Python 3.10 to 3.14 (64 bit) that runs here.").format(
                        path=wish.python
                    ),
                    tr("Choose another one, or leave the field empty."),
                    name="no_python",
                )
            return found[0]
        known = self.machine.pythons
        for folder in [wish.wheels] if wish.wheels else links:
            # A folder holds PyTorch for one Python, as a rule.
            names = [path.name for path in Path(folder).glob("torch-*.whl")]
            fitting = [one for one in known if any(f"-{one.tag}-" in name for name in names)]
            if fitting:
                return fitting[0]
        return known[0] if known else None

    def _with_uv(self, tool: UvTool, wish: Wish, target: Path):
        packages = yield from self._choose(tool, wish, target)
        self._say(tr("comparing with what is here"))
        broken = yield Work(tr("Looking at the packages"), lambda: integrity.damage(target))
        bad = {one.package for one in broken}
        here = integrity.installed(target)
        wanted = [one for one in packages if one.name in bad or here.get(one.name) != one.version]
        total = sum(one.size or _size_of(one) for one in wanted)
        self._log(f"{len(wanted)} of {len(packages)} packages, {total / MB:,.0f} MB")
        self._check_space(total)
        tally = Tally(total, changed=lambda: self._show_tally(tally))
        files = yield from fetch_all(wanted, self.places.downloads, tally, self._log)
        if files:
            self.aboutToChange.emit()
            self._unmark(target)
            self._say(tr("installing {n} packages").format(n=len(files)))
            yield from tool.install(target, files)

    def _choose(self, tool: UvTool, wish: Wish, target: Path):
        """Steps that choose the packages: official PyTorch index, user's index, the general one."""
        is_linux = self.machine.key.startswith("linux")
        official = {"cpu": "cpu" if is_linux else "", "cuda": "auto"}.get(wish.build, "")
        tries = [official, ""] if official else [""]
        if pip_settings().is_own:
            tries.reverse()  # the user has said where packages come from
        said = next((one for one in self.builds() if one.key == wish.build), None)
        limit = MORE_THAN_SAID * said.download_bytes if said is not None else 0
        best, first_problem = None, None
        for backend in tries if not wish.wheels else [""]:
            self._say(tr("choosing the packages"))
            try:
                packages = yield from tool.resolve(target, backend)
            except Problem as problem:
                if isinstance(problem, Cancelled) or problem.name == "disk":
                    raise
                first_problem = first_problem or problem
                self._log(problem.text)
                continue
            total = _total(packages)
            if best is None or total < _total(best):
                best = packages
            if not limit or total <= limit:
                return best
        if best is None:
            raise first_problem
        total = _total(best)
        self._log(f"the download is larger than proposed: {total / MB:,.0f} MB")
        self._say(tr("waiting for your answer"))
        self._asked_bytes = total
        if not (yield Call(self._ask)):
            raise Cancelled()
        return best

    def _ask(self, on_done: Callable[[object], None], _on_problem) -> None:
        self._answer = on_done
        self.larger.emit(self._asked_bytes)

    def _with_pip(self, tool: PipTool, wish: Wish, target: Path):
        broken = yield Work(tr("Looking at the packages"), lambda: integrity.damage(target))
        self.aboutToChange.emit()
        self._unmark(target)
        self._say(tr("fetching and installing the packages"))
        is_linux = self.machine.key.startswith("linux")
        own = pip_settings().is_own
        backend = "cpu" if wish.build == "cpu" and is_linux and not own else ""
        names = [one.package for one in broken]
        try:
            yield from tool.install_all(target, backend, names)
        except Problem as problem:
            if not backend or problem.name == "disk":
                raise
            self._log(problem.text)
            yield from tool.install_all(target, "", names)

    def _unmark(self, target: Path) -> None:
        """An interruption from here on leaves an environment that is known to be broken."""
        for path in target.glob("aeroseg.json"):
            path.unlink()

    def _try(self, target: Path):
        """Steps that prove that the environment works."""
        self._say(tr("looking at every file"))
        broken = yield Work(tr("Looking at the packages"), lambda: integrity.damage(target))
        if broken:
            raise damage_problem(broken)
        python = str(python_in(target))
        self._say(tr("loading the libraries"))
        info = yield from self._trial.libraries(python, self._log)
        self._say(tr("segmenting a tile"))
        yield from self._trial.tile(python, self.places.root, self._log)
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
        self._say(tr("looking at every file"))
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
        self._say(tr("removing the environment"))
        places = self.places
        yield Work(tr("Removing the environment"), places.remove)
        self.damaged = []

    # Room

    def _check_room(self, wish: Wish) -> None:
        """Before anything is fetched: whether the proposal can fit at all."""
        build = next((one for one in self.builds() if one.key == wish.build), None)
        if build is None or self.places.environment.is_dir():
            return
        needed = build.disk_bytes if wish.wheels else build.needed_bytes - self.kept_bytes
        self._refuse_if_short(needed)

    def _check_space(self, download_bytes: int) -> None:
        """Once the exact size is known."""
        here = folder_bytes(self.places.downloads)
        self._refuse_if_short(int(UNPACKED * download_bytes) + max(0, download_bytes - here))

    def _refuse_if_short(self, needed: int) -> None:
        free = free_bytes(self.places.root)
        if 0 < free < needed:
            raise Problem(
                tr("The environment was not made, and nothing of it was kept."),
                tr("It needs {needed} in “{folder}”, and {free} are free.").format(
                    needed=data_size(needed), folder=self.places.root, free=data_size(free)
                ),
                tr("Make room, or choose another folder in the options, Environment tab."),
                name="disk",
            )

    def _show_tally(self, tally: Tally) -> None:
        text = tr("downloading, {done} of {total}").format(
            done=data_size(tally.done_bytes), total=data_size(tally.total_bytes)
        )
        self._say(text, tally.done_bytes, tally.total_bytes, tally.seconds_left)


def _total(packages) -> int:
    """Bytes to fetch, as far as the index tells them."""
    return sum(one.size for one in packages)


def _size_of(package) -> int:
    local = package.local
    return local.stat().st_size if local is not None and local.is_file() else 0


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
