"""The programs that install packages: uv where it can be had, else Python's own venv and pip.

Both make an environment, say which files they would take, and install files. Neither is ever run
with QGIS's own environment as its target.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable
from urllib.parse import urljoin

from ..problems import Problem
from ..text import tr
from .builds import installer_facts
from .fetch import Tally, fetch_all, fetch_text
from .flow import Run
from .indexes import PipSettings, general_index
from .lock import Package, read_lock
from .machine import Python, platform_key
from .pins import Pins
from .places import Places, python_in

__all__ = ["Context", "PipTool", "UvTool", "find_uv"]

STANDALONE_PYTHON = "3.12"
UV_PROBE_S = 10.0
NO_SPACE = ("No space left on device", "os error 28", "There is not enough space on the disk")
NETWORK = (
    "dns error", "error sending request", "tcp connect", "connection", "timed out", "certificate",
    "network", "proxy",
)  # fmt: skip


@dataclass(frozen=True)
class Context:
    """What both tools need to know.

    Attributes:
        wheels: folder of packages to take instead of the network; empty for the network.
        variables: of the network, for the tool's environment.
        log: called with each line worth keeping.
        say: called with what goes on now, for the user.
    """

    places: Places
    pins: Pins
    pip: PipSettings
    wheels: str = ""
    variables: dict[str, str] = field(default_factory=dict)
    log: Callable[[str], None] = lambda line: None
    say: Callable[[str], None] = lambda text: None


class UvTool:
    """uv: resolves in seconds, brings a Python where there is none."""

    name = "uv"

    def __init__(self, program: str, context: Context) -> None:
        self.program = program
        self._context = context

    def make(self, target: Path, base: Python | None):
        """Steps that make an environment without packages.

        Args:
            target: its folder, which does not exist.
            base: a Python of the system; None lets uv fetch one.
        """
        words = ["venv", "--relocatable", "--no-project"]
        if base is None:
            words += ["--managed-python", "--python", STANDALONE_PYTHON]
        else:
            words += ["--python", base.path, "--no-python-downloads"]
        said = yield self._run([*words, str(target)])
        if said.code != 0 and base is None:
            raise Problem(
                tr("The environment was not made."),
                tr(
                    "No Python {oldest} to {newest} was found here, and none could be fetched."
                ).format(oldest="3.10", newest="3.14"),
                tr("Install a Python from your system's packages or python.org, then try again."),
                name="no_python",
                detail=said.said,
            )
        if said.code != 0:
            raise self.problem(said.said)

    def resolve(self, environment: Path, backend: str):
        """Steps that choose the files of all packages.

        Args:
            environment: whose Python they must fit.
            backend: "cpu", "auto" (CUDA, by the driver) or "" for the plain package index.

        Returns:
            the packages.

        Raises:
            Problem: they cannot be chosen.
        """
        out = self._context.places.root / "pylock.toml"
        words = [
            "pip", "compile", str(self._context.pins.requirements),
            "--constraint", str(self._context.pins.constraints),
            "--python", str(python_in(environment)),
            "--format", "pylock.toml", "--only-binary", ":all:", "--no-header",
            "--output-file", str(out),
        ]  # fmt: skip
        if out.exists():
            out.unlink()  # it would prefer the versions of the last time
        if backend and not self._context.wheels:
            words += ["--torch-backend", backend]
        said = yield self._run(words)
        if said.code != 0:
            raise self.problem(said.said)
        try:
            packages = read_lock(out.read_text(encoding="utf-8"), out.parent)
        except (OSError, ValueError) as error:
            raise Problem(
                tr("The packages could not be chosen."),
                tr("The installer's answer was not understood: {error}.").format(error=error),
                tr("Update AerOSeg, and report this with “Copy diagnostics”."),
                name="install_failed",
            ) from error
        out.unlink()
        return packages

    def install(self, environment: Path, files: list[Path]):
        """Steps that install files that are here, in place of what is there of these packages."""
        words = [
            "pip", "install", "--python", str(python_in(environment)), "--no-deps",
            "--reinstall", "--offline", "--no-index", *map(str, files),
        ]  # fmt: skip
        said = yield self._run(words, plain=True)
        if said.code != 0:
            raise self.problem(said.said)

    def _run(self, words: list[str], *, plain: bool = False) -> Run:
        context = self._context
        variables = {
            **context.variables,
            "UV_CACHE_DIR": str(context.places.cache),
            "UV_PYTHON_INSTALL_DIR": str(context.places.pythons),
            "UV_NO_PROGRESS": "1",
            "UV_HTTP_TIMEOUT": os.environ.get("UV_HTTP_TIMEOUT", "60"),
            "NO_COLOR": "1",
        }
        if context.wheels:
            if not plain:
                words = [*words, "--offline"]
                if words[0] == "pip":
                    words += ["--no-index", "--find-links", context.wheels]
        elif not plain and words[0] == "pip":
            words = [*words, *context.pip.uv_arguments()]
            variables.update(context.pip.uv_variables())
        context.log(f"uv {' '.join(words)}")
        return Run(
            self.program,
            words,
            variables=variables,
            folder=str(context.places.root),
            on_line=context.log,
        )

    def problem(self, said: str) -> Problem:
        """What a message of uv means."""
        return tool_problem(said, self._context)


class PipTool:
    """Python's own tools, where uv cannot be had. They need a Python with `venv`."""

    name = "pip"

    def __init__(self, context: Context) -> None:
        self._context = context

    def make(self, target: Path, base: Python | None):
        """Steps that make an environment without packages."""
        if base is None or not base.has_venv:
            raise Problem(
                tr("The environment was not made."),
                tr("The installer “uv” could not be fetched, and no Python with “venv” was found."),
                tr(
                    "Connect to the network, put a file “uv-….whl” into the folder of packages, "
                    "or install Python (on Debian and Ubuntu the package python3-venv)."
                ),
                name="no_python",
            )
        said = yield self._run(base.path, ["-I", "-m", "venv", str(target)])
        if said.code != 0:
            raise tool_problem(said.said, self._context)

    def install_all(self, environment: Path, backend: str, only: list[str]):
        """Steps that let pip choose, fetch and install.

        Args:
            environment: the environment.
            backend: "cpu", or "" for the user's package index.
            only: names of packages that are installed anew; empty for what is missing.
        """
        pins, context = self._context.pins, self._context
        words = [
            "-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input",
            "--progress-bar", "off", "--only-binary", ":all:",
            "-r", str(pins.requirements), "-c", str(pins.constraints),
        ]  # fmt: skip
        if context.wheels:
            words += ["--no-index", "--find-links", context.wheels]
        elif backend == "cpu":
            words += ["--extra-index-url", "https://download.pytorch.org/whl/cpu"]
        if only:
            remove = ["-I", "-m", "pip", "uninstall", "-y", *only]
            yield self._run(str(python_in(environment)), remove)
        said = yield self._run(str(python_in(environment)), words)
        if said.code != 0:
            raise tool_problem(said.said, context)

    def _run(self, program: str, words: list[str]) -> Run:
        context = self._context
        variables = {**context.variables, "PIP_CACHE_DIR": str(context.places.downloads / "pip")}
        context.log(f"{program} {' '.join(words)}")
        return Run(
            program,
            words,
            variables=variables,
            folder=str(context.places.root),
            on_line=context.log,
        )


def tool_problem(said: str, context: Context) -> Problem:
    """What the message of a tool means for the user."""
    if any(words in said for words in NO_SPACE):
        return Problem(
            tr("The environment was not made, and nothing of it was kept."),
            tr("There is no space left in “{folder}”.").format(folder=context.places.root),
            tr("Make room, or choose another folder in the options, Environment tab."),
            name="disk",
            detail=said,
        )
    lacking = re.search(r"Because ([\w.-]+)\S* (?:was|were) not found", said) or re.search(
        r"No matching distribution found for ([\w.-]+)", said
    )
    if context.wheels:
        lacking = lacking or re.search(r"(?:only|no version of) ([\w.-]+?)[=<> ]", said)
        return Problem(
            tr("The folder of packages is not complete."),
            tr("“{name}” is missing in it, or does not fit this Python.").format(
                name=lacking.group(1) if lacking else "?"
            ),
            tr("Fill the folder as docs/install.md says, on a computer of the same kind."),
            name="wheel_missing",
            detail=said,
        )
    if any(words in said.lower() for words in NETWORK) and "satisf" not in said.lower():
        return Problem(
            tr("The packages were not downloaded."),
            tr("The package index could not be reached."),
            tr("Look after the network and QGIS's proxy settings, then try again."),
            name="download_failed",
            detail=said,
        )
    last = next((line for line in reversed(said.splitlines()) if line.strip()), "")
    return Problem(
        tr("The packages were not installed."),
        tr("The installer said: {line}").format(line=last.strip()),
        tr("The log has the details; report them with “Copy diagnostics”."),
        name="install_failed",
        detail=said,
    )


def find_uv(context: Context):
    """Steps that find uv: in the folder of packages, kept from last time, the user's, the index.

    Returns:
        its path, or None where it cannot be had.
    """
    facts = installer_facts()["uv"]
    kept = context.places.tools / f"uv-{facts['version']}" / _program_name()
    if kept.is_file():
        return str(kept)
    if context.wheels:
        for path in sorted(Path(context.wheels).glob("uv-*.whl"), reverse=True):
            found = _take_out(path, kept)
            if found and (yield from _runs(found)):
                return found
    own = shutil.which("uv")
    if own and (yield from _runs(own)):
        return own
    file = facts["files"].get(platform_key())
    if context.wheels or file is None:
        return None
    context.say(tr("fetching the installer “uv”"))
    wheel = yield from _fetch_uv(file, context)
    return _take_out(wheel, kept) if wheel is not None else None


def _program_name() -> str:
    return "uv.exe" if sys.platform == "win32" else "uv"


def _runs(program: str):
    """Steps that tell whether this uv is new enough and runs here."""
    said = yield Run(program, ["--version"], limit_s=UV_PROBE_S)
    version = re.search(r"uv (\d+)\.(\d+)", said.said)
    oldest = tuple(map(int, installer_facts()["uv"]["oldest"].split(".")[:2]))
    return said.code == 0 and version is not None and tuple(map(int, version.groups())) >= oldest


def _fetch_uv(file: dict, context: Context):
    """Steps that fetch uv's wheel from the user's index, or the general one; None on failure."""
    index = context.pip.index or general_index()
    if not index:
        context.log("uv: there is no pip here that knows an index")
        return None
    page = yield from fetch_text(index.rstrip("/") + "/uv/")
    if page is None:
        context.log(f"uv: {index} could not be read")
        return None
    link = re.search(r'href="([^"]*/' + re.escape(file["name"]) + r'(?:#[^"]*)?)"', page)
    if link is None:
        link = re.search(r'href="(' + re.escape(file["name"]) + r'(?:#[^"]*)?)"', page)
    if link is None:
        context.log(f"uv: {file['name']} is not listed")
        return None
    url = urljoin(index.rstrip("/") + "/uv/", html.unescape(link.group(1))).split("#")[0]
    digest = file["sha256"].replace(" ", "")
    package = Package("uv", installer_facts()["uv"]["version"], url, 0, digest)
    try:
        paths = yield from fetch_all([package], context.places.downloads, Tally(0), context.log)
    except Problem as problem:
        if problem.name == "disk":
            raise
        context.log(f"uv: {problem.text}")
        return None
    return paths[0]


def _take_out(wheel: Path, target: Path) -> str | None:
    """Copy the program out of uv's wheel; None when it is not in there."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            ending = f".data/scripts/{_program_name()}"
            inside = [name for name in archive.namelist() if name.endswith(ending)]
            if not inside:
                return None
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(target.name + ".part")
            with archive.open(inside[0]) as source, part.open("wb") as file:
                shutil.copyfileobj(source, file)
    except (OSError, zipfile.BadZipFile):
        return None
    part.chmod(0o700)
    part.replace(target)
    return str(target)
