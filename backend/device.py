"""Which device runs the model, said in words, and the lock that keeps two workers off one GPU.

torch is imported inside the functions, so that a message can be refused without it.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import logging
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from backend.errors import BadRequest, Cancelled, DeviceBusy, NotAvailable

if TYPE_CHECKING:
    import torch

__all__ = [
    "DeviceChoice",
    "Precision",
    "choose_device",
    "device_lock",
    "free_memory",
    "give_back_heap",
    "missing_package",
    "try_lock",
]

logger = logging.getLogger(__name__)

DeviceType = Literal["cpu", "cuda", "mps"]
Precision = Literal["fp32", "fp16", "bf16"]
# Tiles encoded at once. Fixed, because another batch size may round the last digit differently.
ENCODE_BATCH: dict[DeviceType, int] = {"cpu": 1, "cuda": 8, "mps": 4}
LOCK_POLL_S = 0.2
LOCK_PATIENCE_S = 30 * 60.0  # longer than any single run of the other worker should take

if sys.platform == "win32":
    import msvcrt

    def try_lock(file: int) -> bool:
        """Lock the first byte of an open file for this process; False where another holds it."""
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def try_lock(file: int) -> bool:
        """Lock an open file for this process; False where another holds it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """A device and why it was taken.

    Attributes:
        type: "cpu", "cuda" or "mps".
        name: what the maker calls it.
        reason: one sentence.
        memory_mib: memory of the device (of the machine for the CPU), 0 when it cannot be told.
        unit: something that tells two devices of one machine apart; empty for the CPU.
    """

    type: DeviceType
    name: str
    reason: str
    memory_mib: int
    unit: str = ""

    @property
    def torch(self) -> torch.device:
        """The device as torch names it."""
        import torch

        return torch.device(self.type)

    @property
    def precision(self) -> Precision:
        """Precision of the image encoders: half on CUDA, where it is several times as fast."""
        return "fp16" if self.type == "cuda" else "fp32"

    @property
    def encode_batch(self) -> int:
        """Tiles encoded at once."""
        return ENCODE_BATCH[self.type]


def choose_device(wanted: str) -> DeviceChoice:
    """Pick a device.

    Args:
        wanted: "auto" takes CUDA, else MPS, else the CPU; another name takes just that.

    Raises:
        NotAvailable: the device that was named cannot be used here; the message says why.
    """
    if wanted == "cpu":
        return _cpu("It was chosen in the settings.")
    if wanted not in ("auto", "cuda", "mps"):
        raise BadRequest(f'The device "{wanted}" is not known; there are auto, cuda, mps and cpu.')
    cuda, why_no_cuda = _cuda() if wanted != "mps" else (None, "")
    if cuda is not None:
        return cuda
    mps, why_no_mps = _mps() if wanted != "cuda" else (None, "")
    if mps is not None:
        return mps
    if wanted != "auto":
        raise NotAvailable(
            f'The device "{wanted}" cannot be used. {why_no_cuda or why_no_mps}',
            hint='Choose the device "auto" or "cpu".',
        )
    return _cpu(why_no_cuda)


def missing_package(error: ImportError) -> NotAvailable:
    """The error for a package of the worker's Python that is missing or does not load."""
    name = error.name or "a package"
    return NotAvailable(
        f'The worker\'s Python cannot load "{name}": {error}.',
        hint="Install the packages of requirements/worker.txt into it, or choose another Python.",
        detail=sys.executable,
    )


def free_memory() -> None:
    """Give back what torch keeps of the accelerators' memory."""
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    elif torch.backends.mps.is_available():
        torch.mps.empty_cache()


def give_back_heap() -> None:
    """Give freed memory of this process back to the system; the C library of Linux keeps it.

    Tiles, maps and blocks come and go in many sizes, and what lies free between them adds up.
    """
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):  # another C library than glibc
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def _cpu(reason: str) -> DeviceChoice:
    return DeviceChoice("cpu", _cpu_name(), reason, _machine_memory_mib())


def _cuda() -> tuple[DeviceChoice | None, str]:
    """The first CUDA device, or why there is none."""
    import torch

    if torch.version.cuda is None and getattr(torch.version, "hip", None) is None:
        return None, f"This PyTorch ({torch.__version__}) is built without GPU support."
    if not torch.cuda.is_available():
        return None, "PyTorch finds no GPU with a working driver."
    try:
        # A driver may list a device that this build has no code for; only running something tells.
        torch.zeros(8, device="cuda").add_(1).sum().item()
        properties = torch.cuda.get_device_properties(0)
    except RuntimeError as error:
        first = str(error).strip().splitlines()[0]
        return None, f"The GPU does not run a test computation: {first}."
    unit = str(getattr(properties, "uuid", "")) or f"{properties.name}-0"
    return (
        DeviceChoice(
            "cuda",
            properties.name,
            "A GPU was found and runs a test computation.",
            properties.total_memory // 2**20,
            unit,
        ),
        "",
    )


def _mps() -> tuple[DeviceChoice | None, str]:
    """Apple's GPU, or why there is none."""
    import torch

    if not torch.backends.mps.is_available():
        return None, "PyTorch finds no Apple GPU."
    try:
        torch.zeros(8, device="mps").add_(1).sum().item()
    except RuntimeError as error:
        first = str(error).strip().splitlines()[0]
        return None, f"The Apple GPU does not run a test computation: {first}."
    reason = "An Apple GPU was found and runs a test computation."
    return DeviceChoice("mps", "Apple GPU", reason, _machine_memory_mib(), "mps"), ""


def _cpu_name() -> str:
    """Model of the processor as the system tells it, else its architecture."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    for line in lines:
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine() or "CPU"


def _machine_memory_mib() -> int:
    """Memory of the machine, 0 where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    except (AttributeError, ValueError, OSError):
        return 0


@contextmanager
def device_lock(
    device: DeviceChoice,
    waiting: Callable[[str], None],
    cancelled: Callable[[], bool],
    patience_s: float = LOCK_PATIENCE_S,
) -> Iterator[None]:
    """Hold a GPU alone; nothing is locked for the CPU.

    Args:
        device: the device of the run.
        waiting: told once in words when another worker has to be waited for.
        cancelled: asked while waiting.
        patience_s: how long to wait.

    Raises:
        DeviceBusy: the other worker did not finish in time.
        Cancelled: asked for while waiting.
    """
    if not device.unit:
        yield
        return
    key = hashlib.sha256(device.unit.encode()).hexdigest()[:16]
    path = Path(tempfile.gettempdir()) / f"aeroseg-{device.type}-{key}.lock"
    file = _open_lock(path)
    if file is None:
        yield
        return
    try:
        end = time.monotonic() + patience_s
        told = False
        while not try_lock(file):
            if not told:
                waiting(f"waiting for {device.name}, another worker uses it")
                told = True
            if cancelled():
                raise Cancelled("The run was cancelled while it waited for the GPU.")
            if time.monotonic() > end:
                raise DeviceBusy(
                    f'The GPU "{device.name}" is held by another worker, which did not finish '
                    f"within {patience_s / 60:.0f} minutes.",
                    hint='End the other run, or choose the device "cpu".',
                )
            time.sleep(LOCK_POLL_S)
        yield
    finally:
        os.close(file)  # releases the lock; the file stays, removing it would race


def _open_lock(path: Path) -> int | None:
    """The lock file, made where there is none; None where it cannot be had.

    Another user's file can be read, not written; a lock needs no more.
    """
    no_link = getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | no_link, 0o666)
    except OSError as error:
        why = error
    try:
        return os.open(path, os.O_RDONLY | no_link)
    except OSError:
        # Sharing the GPU is slower, refusing to work is worse.
        logger.warning("The lock file of the GPU cannot be opened, going on without it: %s", why)
        return None
