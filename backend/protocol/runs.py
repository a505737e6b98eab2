"""What runs have in common: their parameters, and the parts that results of several kinds hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from backend.protocol.base import ClassTexts, Message, Path_, UserCheckpoints
from backend.protocol.images import GridSpec, ImageSpec

__all__ = ["CacheUse", "ClassResult", "DeviceUse", "ModelUse", "OtherResult", "RunParams"]


class RunParams(Message):
    """What every kind of run needs; the worker does one run at a time."""

    image: ImageSpec
    grid: GridSpec = Field(default_factory=GridSpec)
    classes: ClassTexts
    model: Path_ = "builtin"
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    out_dir: Path_
    cache_mib: Annotated[int, Field(ge=0, le=1_048_576)] = 1_024
    user_checkpoints: UserCheckpoints = Field(default_factory=list)


class ClassResult(Message):
    """What a run found of one class. ``mean_score`` is null where it has no pixel."""

    id: int
    name: str
    color: str
    pixels: int
    area_m2: float
    mean_score: float | None
    known: bool


class OtherResult(Message):
    """Pixels of none of the classes (id 0)."""

    pixels: int
    area_m2: float


class CacheUse(Message):
    """Encoded tiles taken from memory, and encoded anew."""

    hits: int
    misses: int


class ModelUse(Message):
    """The model that answered."""

    id: str
    title: str
    sha256: str
    gsd_m: float


class DeviceUse(Message):
    """The device that it ran on, and why."""

    type: Literal["cpu", "cuda", "mps"]
    reason: str
