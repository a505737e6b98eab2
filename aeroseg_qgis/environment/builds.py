"""Which builds of PyTorch fit a machine, how large they are, and which one is recommended."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from ..text import data_size, tr
from .machine import Machine
from .places import code_root

__all__ = ["Build", "build_title", "installer_facts", "proposals"]

MB = 1_000_000
OLDEST_DRIVER = 525  # of the oldest CUDA that current builds of PyTorch are made for


@dataclass(frozen=True)
class Build:
    """A build and what it costs.

    Attributes:
        key: "cpu", "cuda" or "mps".
        why: one sentence on why it is, or is not, the one to take.
    """

    key: str
    download_bytes: int
    disk_bytes: int
    why: str

    @property
    def title(self) -> str:
        """What the user reads."""
        return build_title(self.key)

    @property
    def text(self) -> str:
        """The build with its sizes."""
        return tr("{build}: {download} to download, {disk} on disk").format(
            build=self.title,
            download=data_size(self.download_bytes),
            disk=data_size(self.disk_bytes),
        )

    @property
    def needed_bytes(self) -> int:
        """Disk space while it is made: the downloads lie beside what comes of them."""
        return self.download_bytes + self.disk_bytes


def build_title(key: str) -> str:
    """A build as the user reads it."""
    titles = {
        "cpu": tr("Processor (CPU)"),
        "cuda": tr("NVIDIA GPU (CUDA)"),
        "mps": tr("Apple GPU (MPS)"),
    }
    return titles.get(key, key)


@lru_cache(maxsize=1)
def installer_facts() -> dict:
    """resources/installer.json."""
    path = code_root() / "resources" / "installer.json"
    return json.loads(path.read_text(encoding="utf-8"))


def proposals(machine: Machine) -> list[Build]:
    """Builds that can be made for a machine, the recommended one first; empty where none can."""
    sizes = installer_facts()["builds"].get(machine.key, {})
    known = {key: (size["download_mb"] * MB, size["disk_mb"] * MB) for key, size in sizes.items()}
    gpu = machine.gpu
    if "mps" in known:
        return [Build("mps", *known["mps"], tr("This Mac's GPU computes several times faster."))]
    found = []
    has_new_driver = gpu is not None and _major(gpu.driver) >= OLDEST_DRIVER
    if "cuda" in known and gpu is not None and has_new_driver:
        why = tr("“{gpu}” computes many times faster than the processor.").format(gpu=gpu.name)
        found.append(Build("cuda", *known["cuda"], why))
    if "cpu" in known:
        if gpu is None:
            why = tr("No NVIDIA GPU was found on this computer.")
        elif not has_new_driver:
            why = tr("The driver {driver} of “{gpu}” is too old for CUDA: {oldest} is needed.")
            why = why.format(driver=gpu.driver, gpu=gpu.name, oldest=OLDEST_DRIVER)
        else:
            why = tr("Smaller, and slower.")
        found.append(Build("cpu", *known["cpu"], why))
    return found


def _major(version: str) -> int:
    head = version.split(".")[0]
    return int(head) if head.isdigit() else 0
