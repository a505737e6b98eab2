"""Maps from inside the model: ``explain``."""

from __future__ import annotations

from backend.protocol.base import ClassTexts, Message, Path_
from backend.protocol.runs import CacheUse, DeviceUse, ModelUse, RunParams

__all__ = [
    "MAX_EXPLAINED_CLASSES",
    "MAX_EXPLAINED_PIXELS",
    "ExplainParams",
    "ExplainPaths",
    "ExplainResult",
    "ExplainedClass",
    "ExplainedMap",
    "ExplainedModel",
    "ExplainedStage",
]

MAX_EXPLAINED_CLASSES = 64
MAX_EXPLAINED_PIXELS = 4096 * 4096  # working pixels; maps are held in memory until all are there


class ExplainParams(RunParams):
    """Maps from inside the model. ``only``: lines of ``classes`` whose maps are wanted."""

    only: ClassTexts | None = None
    against: Path_ | None = None


class ExplainPaths(Message):
    """Files of a finished look inside, beside the maps."""

    sheet: str
    record: str


class ExplainedMap(Message):
    """One map of a class: a band of a raster."""

    stage: str
    title: str
    path: str
    band: int


class ExplainedClass(Message):
    """The maps of one class, in the order in which the model makes them."""

    id: int
    name: str
    color: str
    maps: list[ExplainedMap]


class ExplainedStage(Message):
    """A step of the model, and the values that are shown darkest and brightest."""

    key: str
    title: str
    minimum: float
    maximum: float


class ExplainedModel(Message):
    """What was seen inside one model. ``pixel_px``: working pixels per side of a map pixel."""

    model: ModelUse
    stages: list[ExplainedStage]
    classes: list[ExplainedClass]
    unknown: list[str]
    pixel_px: int


class ExplainResult(Message):
    """A finished look inside. ``ramp``: the colours of the sheet, from low to high."""

    paths: ExplainPaths
    models: list[ExplainedModel]
    ramp: list[str]
    stages: dict[str, float]
    cache: CacheUse
    device: DeviceUse
    notices: list[str]
    tiles: int
    gsd_m: float
    seconds: float
