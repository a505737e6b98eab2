"""Brings the packages into an environment: which, from where, how much, and whether they fit."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from ..problems import Cancelled, Problem
from ..text import data_size, tr
from . import integrity
from .fetch import Tally, fetch_all
from .flow import Work
from .indexes import network_variables, pip_settings
from .machine import pythons
from .pins import Record
from .places import folder_bytes, free_bytes
from .tools import Context, PipTool, UvTool, find_uv
from .wish import Wish

if TYPE_CHECKING:
    from .installer import Installer

__all__ = ["Filling"]

MB = 1_000_000
MORE_THAN_SAID = 1.5  # a download so much larger than proposed is asked about
UNPACKED = 3.4  # size on disk for each byte of a package, CPU and CUDA builds alike


class Filling:
    """One wish, and the steps that fulfil it.

    Args:
        installer: knows the machine, shows what goes on, keeps the log.
        wish: what the user wants.
    """

    def __init__(self, installer: Installer, wish: Wish) -> None:
        self._installer = installer
        self._wish = wish
        self._places = installer.places

    def fill(self, target: Path, is_new: bool):
        """Steps that bring all packages into the target; give what is to be recorded."""
        places, wish = self._places, self._wish
        settings = pip_settings()
        context = Context(
            places, self._installer.pins, settings, wish.wheels,
            network_variables(settings, places.root),
            self._installer.note, self._installer.say,
        )  # fmt: skip
        self._installer.say(tr("preparing the installer"))
        program = yield from find_uv(context)
        tool = UvTool(program, context) if program is not None else PipTool(context)
        self._installer.note(f"installer: {tool.name} {program or ''}")
        if is_new:
            shutil.rmtree(target, ignore_errors=True)
            self._installer.say(tr("making the environment"))
            base = yield from self._base(settings.find_links)
            self._installer.note(f"Python: {base.path if base else 'fetched by uv'}")
            yield from tool.make(target, base)
        if isinstance(tool, UvTool):
            yield from self._with_uv(tool, target)
        else:
            yield from self._with_pip(tool, target)
        return Record(self._installer.pins.stamp(), wish.build, tool=tool.name, wheels=wish.wheels)

    def _base(self, links: list[str]):
        """Steps that choose the Python of a new environment; None: uv fetches one."""
        if self._wish.python:
            found = yield from pythons(self._wish.python)
            if not found:
                raise Problem(
                    tr("The environment was not made."),
                    tr("“{path}” is no Python 3.10 to 3.14 (64 bit) that runs here.").format(
                        path=self._wish.python
                    ),
                    tr("Choose another one, or leave the field empty."),
                    name="no_python",
                )
            return found[0]
        known = self._installer.machine.pythons
        for folder in [self._wish.wheels] if self._wish.wheels else links:
            # A folder holds PyTorch for one Python, as a rule.
            names = [path.name for path in Path(folder).glob("torch-*.whl")]
            fitting = [one for one in known if any(f"-{one.tag}-" in name for name in names)]
            if fitting:
                return fitting[0]
        return known[0] if known else None

    def _with_uv(self, tool: UvTool, target: Path):
        packages = yield from self._choose(tool, target)
        self._installer.say(tr("comparing with what is here"))
        broken = yield Work(tr("Looking at the packages"), lambda: integrity.damage(target))
        bad = {one.package for one in broken}
        here = integrity.installed(target)
        wanted = [one for one in packages if one.name in bad or here.get(one.name) != one.version]
        total = sum(one.size or _size_of(one) for one in wanted)
        self._installer.note(f"{len(wanted)} of {len(packages)} packages, {total / MB:,.0f} MB")
        self._check_space(total)
        tally = Tally(total, changed=lambda: self._show_tally(tally))
        files = yield from fetch_all(wanted, self._places.downloads, tally, self._installer.note)
        if files:
            self._installer.aboutToChange.emit()
            self._unmark(target)
            self._installer.say(tr("installing {n} packages").format(n=len(files)))
            yield from tool.install(target, files)

    def _choose(self, tool: UvTool, target: Path):
        """Steps that choose the packages: official PyTorch index, user's index, the general one."""
        is_linux = self._installer.machine.key.startswith("linux")
        official = {"cpu": "cpu" if is_linux else "", "cuda": "auto"}.get(self._wish.build, "")
        tries = [official, ""] if official else [""]
        if pip_settings().is_own:
            tries.reverse()  # the user has said where packages come from
        said = next((one for one in self._installer.builds() if one.key == self._wish.build), None)
        limit = MORE_THAN_SAID * said.download_bytes if said is not None else 0
        best, first_problem = None, None
        for backend in tries if not self._wish.wheels else [""]:
            self._installer.say(tr("choosing the packages"))
            try:
                packages = yield from tool.resolve(target, backend)
            except Problem as problem:
                if isinstance(problem, Cancelled) or problem.name == "disk":
                    raise
                first_problem = first_problem or problem
                self._installer.note(problem.text)
                continue
            total = _total(packages)
            if best is None or total < _total(best):
                best = packages
            if not limit or total <= limit:
                return best
        if best is None:
            raise first_problem
        total = _total(best)
        self._installer.note(f"the download is larger than proposed: {total / MB:,.0f} MB")
        self._installer.say(tr("waiting for your answer"))
        if not (yield self._installer.ask_larger(total)):
            raise Cancelled()
        return best

    def _with_pip(self, tool: PipTool, target: Path):
        broken = yield Work(tr("Looking at the packages"), lambda: integrity.damage(target))
        self._installer.aboutToChange.emit()
        self._unmark(target)
        self._installer.say(tr("fetching and installing the packages"))
        is_linux = self._installer.machine.key.startswith("linux")
        own = pip_settings().is_own
        backend = "cpu" if self._wish.build == "cpu" and is_linux and not own else ""
        names = [one.package for one in broken]
        try:
            yield from tool.install_all(target, backend, names)
        except Problem as problem:
            if not backend or problem.name == "disk":
                raise
            self._installer.note(problem.text)
            yield from tool.install_all(target, "", names)

    def _unmark(self, target: Path) -> None:
        """An interruption from here on leaves an environment that is known to be broken."""
        for path in target.glob("aeroseg.json"):
            path.unlink()

    # Room

    def check_room(self) -> None:
        """Before anything is fetched: whether the proposal can fit at all."""
        build = next((one for one in self._installer.builds() if one.key == self._wish.build), None)
        if build is None or self._places.environment.is_dir():
            return
        needed = (
            build.disk_bytes
            if self._wish.wheels
            else build.needed_bytes - self._installer.kept_bytes
        )
        self._refuse_if_short(needed)

    def _check_space(self, download_bytes: int) -> None:
        """Once the exact size is known."""
        here = folder_bytes(self._places.downloads)
        self._refuse_if_short(int(UNPACKED * download_bytes) + max(0, download_bytes - here))

    def _refuse_if_short(self, needed: int) -> None:
        free = free_bytes(self._places.root)
        if 0 < free < needed:
            raise Problem(
                tr("The environment was not made, and nothing of it was kept."),
                tr("It needs {needed} in “{folder}”, and {free} are free.").format(
                    needed=data_size(needed), folder=self._places.root, free=data_size(free)
                ),
                tr("Make room, or choose another folder in the options, Environment tab."),
                name="disk",
            )

    def _show_tally(self, tally: Tally) -> None:
        text = tr("downloading, {done} of {total}").format(
            done=data_size(tally.done_bytes), total=data_size(tally.total_bytes)
        )
        self._installer.say(text, tally.done_bytes, tally.total_bytes, tally.seconds_left)


def _total(packages) -> int:
    """Bytes to fetch, as far as the index tells them."""
    return sum(one.size for one in packages)


def _size_of(package) -> int:
    local = package.local
    return local.stat().st_size if local is not None and local.is_file() else 0
