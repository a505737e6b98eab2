"""One process or several, on one machine or many (``torchrun``)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import Tensor

from backend.errors import InputError, NotAvailable
from training.config import RunSettings

__all__ = ["ALONE", "Ranks", "processes"]


@dataclass(frozen=True, slots=True)
class Ranks:
    """This process among all that train one model.

    Attributes:
        rank: number of this process, from 0.
        world: how many there are.
        device: where this one computes.
    """

    rank: int
    world: int
    device: torch.device

    @property
    def first(self) -> bool:
        """Whether this is the process that writes files and reports."""
        return self.rank == 0

    def total(self, values: Tensor) -> Tensor:
        """Sum of a tensor over all processes, on the CPU."""
        if self.world == 1:
            return values
        there = values.to(self.device)
        dist.all_reduce(there)
        return there.to("cpu")

    def share(self, config: RunSettings) -> int:
        """Crops of a batch that fall to each process.

        Raises:
            InputError: the batch cannot be shared out evenly.
        """
        parts = self.world * config.accumulate
        if config.batch % parts:
            raise InputError(
                f"A batch of {config.batch} cannot be shared out among {self.world} processes "
                f"in {config.accumulate} parts each.",
                hint=f"Set batch to a multiple of {parts}.",
            )
        return config.batch // self.world


ALONE = Ranks(0, 1, torch.device("cpu"))


def _device(name: str) -> torch.device:
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    if name == "cuda" and not torch.cuda.is_available():
        raise NotAvailable("This machine has no CUDA device.", hint="Set device=cpu.")
    return torch.device(name)


@contextmanager
def processes(device: str) -> Iterator[Ranks]:
    """Join the processes that ``torchrun`` started, or be the only one.

    Args:
        device: "auto", "cpu", "cuda" or "mps"; each process of a machine takes a GPU of its own.
    """
    kind = _device(device)
    world = int(os.environ.get("WORLD_SIZE", "1"))
    if world == 1:
        yield Ranks(0, 1, kind)
        return
    if kind.type == "cuda":
        kind = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
        torch.cuda.set_device(kind)
    dist.init_process_group("nccl" if kind.type == "cuda" else "gloo")
    try:
        yield Ranks(dist.get_rank(), world, kind)
    finally:
        dist.destroy_process_group()
