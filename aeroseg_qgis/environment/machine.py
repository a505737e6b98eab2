"""What the computer is: system, processor, memory, disk, graphics, Pythons that are there.

Looking runs two or three small programs, as steps of a flow, so that QGIS goes on meanwhile.
"""

from __future__ import annotations

import ctypes
import json
import os
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from .flow import Run
from .places import free_bytes

__all__ = ["Gpu", "Machine", "Python", "look", "platform_key", "pythons"]

OLDEST, NEWEST = (3, 10), (3, 14)  # that the pinned packages have files for
# The order in which a Python is taken: those for which packages appear first and stay longest.
LIKED = ((3, 12), (3, 11), (3, 13), (3, 10), (3, 14))
PROBE_LIMIT_S = 10.0
PROBE = (
    "import json, struct, sys, sysconfig; print(json.dumps({'version': list(sys.version_info[:3]),"
    "'prefix': sys.base_prefix, 'bits': 8 * struct.calcsize('P'),"
    "'free': bool(sysconfig.get_config_var('Py_GIL_DISABLED')),"
    "'venv': all(map(__import__('importlib.util').util.find_spec, ('venv', 'ensurepip')))}))"
)
NVIDIA_FIELDS = "name,driver_version,memory.total"


@dataclass(frozen=True)
class Gpu:
    """A graphics processor that PyTorch can compute on."""

    name: str
    kind: str  # "cuda" or "mps"
    driver: str = ""
    memory_mib: int = 0


@dataclass(frozen=True)
class Python:
    """A Python that is on this computer and fits."""

    path: str
    version: tuple[int, ...]
    has_venv: bool

    @property
    def tag(self) -> str:
        """As file names of packages write it."""
        return "cp{}{}".format(*self.version)


@dataclass(frozen=True)
class Machine:
    """All that matters for the choice of a build."""

    key: str  # system and processor, as in "linux-x86_64"
    system: str
    memory_bytes: int
    free_bytes: int
    gpu: Gpu | None
    pythons: list[Python]


def platform_key() -> str:
    """System and processor, as in "windows-x86_64"."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    if system != "linux" and machine == "aarch64":
        machine = "arm64"
    return f"{system}-{machine}"


def look(place: Path):
    """Steps that look at the machine; give a Machine.

    Args:
        place: where the environment will lie, for the free space.
    """
    gpu = yield from _gpu()
    found = yield from pythons()
    return Machine(
        platform_key(),
        f"{platform.system()} {platform.release()}",
        _memory_bytes(),
        free_bytes(place),
        gpu,
        found,
    )


def _gpu():
    if platform_key() == "macos-arm64":
        return Gpu("Apple GPU", "mps")
    program = shutil.which("nvidia-smi")
    if program is None and sys.platform == "win32":
        usual = Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32" / "nvidia-smi.exe"
        program = str(usual) if usual.is_file() else None
    if program is None:
        return None
    words = [f"--query-gpu={NVIDIA_FIELDS}", "--format=csv,noheader,nounits"]
    said = yield Run(program, words, limit_s=PROBE_LIMIT_S)
    rows = [line.split(", ") for line in said.lines if line.count(", ") == 2]
    if said.code != 0 or not rows:
        return None
    name, driver, memory = rows[0]
    return Gpu(name.strip(), "cuda", driver.strip(), int(memory) if memory.isdigit() else 0)


def pythons(first: str = ""):
    """Steps that find the Pythons that fit, the preferred one first.

    Args:
        first: a Python that the user chose; the only one that is looked at then.
    """
    candidates = [first] if first else (yield from _candidates())
    found, seen = [], set()
    for path in candidates:
        said = yield Run(path, ["-I", "-c", PROBE], limit_s=PROBE_LIMIT_S)
        try:
            facts = json.loads(said.lines[-1]) if said.code == 0 and said.lines else None
        except ValueError:
            facts = None
        if not isinstance(facts, dict):
            continue
        version = tuple(facts["version"])
        fits = OLDEST <= version[:2] <= NEWEST and facts["bits"] == 64 and not facts["free"]
        if fits and version[:2] not in seen and (first or not _is_qgis_own(facts["prefix"])):
            seen.add(version[:2])
            found.append(Python(path, version, bool(facts["venv"])))
    return sorted(found, key=lambda python: LIKED.index(python.version[:2]))


def _candidates():
    names = [f"python{major}.{minor}" for major, minor in LIKED] + ["python3", "python"]
    found = []
    if sys.platform == "win32":
        launcher = shutil.which("py")
        if launcher:
            said = yield Run(launcher, ["-0p"], limit_s=PROBE_LIMIT_S)
            found += [line.split()[-1] for line in said.lines if line.strip().endswith(".exe")]
    folders = os.get_exec_path()
    if sys.platform != "win32":
        folders += ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
    for name in names:
        for folder in folders:
            path = shutil.which(name, path=folder)
            if path is not None and path not in found:
                found.append(path)
                break
    return found


def _is_qgis_own(prefix: str) -> bool:
    """Whether a Python belongs to QGIS's bundle; one of the system, which QGIS uses, does not."""
    if sys.platform.startswith("linux"):
        return False
    return os.path.normcase(prefix) == os.path.normcase(sys.base_prefix)


def _memory_bytes() -> int:
    """Memory of the computer; 0 when it cannot be told."""
    if sys.platform == "win32":

        class Status(ctypes.Structure):
            _fields_ = (
                ("length", ctypes.c_ulong),
                ("load", ctypes.c_ulong),
                *((f"field{number}", ctypes.c_ulonglong) for number in range(7)),
            )

        status = Status()
        status.length = ctypes.sizeof(Status)
        ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.field0)
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return 0
