"""Learning from what a user drew: ``teach`` from marks, ``calibrate`` from reference polygons."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from backend.protocol.base import ClassTexts, Message, Path_, UserCheckpoints
from backend.protocol.images import GridSpec, ImageSpec
from backend.protocol.runs import ModelUse

__all__ = [
    "CalibrateParams",
    "CalibrateResult",
    "CalibrateSite",
    "CalibratedClass",
    "CalibratedWord",
    "TeachParams",
    "TeachResult",
    "TeachSite",
]


class TeachSite(Message):
    """One image and its marks, a GeoJSON file; a mark with ``positive`` false shows it not."""

    image: ImageSpec
    grid: GridSpec = Field(default_factory=GridSpec)
    marks: Path_


class TeachParams(Message):
    """A word to learn from marked places. ``classes``: the other class lines, which compete."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    sites: Annotated[list[TeachSite], Field(min_length=1, max_length=64)]
    classes: ClassTexts = Field(default_factory=list)
    model: Path_ = "builtin"
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    out: Path_
    cache_mib: Annotated[int, Field(ge=0, le=1_048_576)] = 1_024
    user_checkpoints: UserCheckpoints = Field(default_factory=list)


class TeachResult(Message):
    """A learned word: its file, and how well it fits the marks (lower losses fit better)."""

    path: str
    name: str
    sha256: str
    model: ModelUse
    positive: int
    negative: int
    tiles: int
    steps: int
    loss_before: float
    loss_after: float
    encode_seconds: float
    seconds: float
    notices: list[str]


class CalibrateSite(Message):
    """A score raster and its reference polygons, a GeoJSON file; ``image``: to compare words."""

    scores: Path_
    reference: Path_
    image: ImageSpec | None = None
    place: Annotated[str, Field(max_length=200)] = ""


class CalibrateParams(Message):
    """Reference polygons with a class field. ``classes``: the list now; empty: that of the run."""

    sites: Annotated[list[CalibrateSite], Field(min_length=1, max_length=200)]
    field: Annotated[str, Field(min_length=1, max_length=200)]
    place_field: Annotated[str, Field(max_length=200)] | None = None
    classes: ClassTexts = Field(default_factory=list)
    others: Literal["none", "leave"] = "none"
    words: bool = False
    model: Path_ = "builtin"
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    cache_mib: Annotated[int, Field(ge=0, le=1_048_576)] = 1_024
    user_checkpoints: UserCheckpoints = Field(default_factory=list)


class CalibratedWord(Message):
    """A wording of a class alone: its fitted threshold and its cross-validated IoU."""

    word: str
    threshold: float | None
    iou: float | None


class CalibratedClass(Message):
    """What was fitted for one class; ``cross_``: on places that it was not fitted on."""

    name: str
    line_before: str
    line: str
    best_line: str | None
    words: list[CalibratedWord]
    before: float
    after: float | None
    iou_before: float
    iou_fitted: float
    cross_before: float | None
    cross_after: float | None
    places: int
    pixels: int
    worthwhile: bool


class CalibrateResult(Message):
    """Class lines to take over; the means are over the classes that could be cross-validated."""

    classes: list[CalibratedClass]
    mean_before: float | None
    mean_after: float | None
    places: list[str]
    seconds: float
    notices: list[str]
