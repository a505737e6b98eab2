"""Work on finished rasters, without a model: ``relabel``, ``best`` and ``correct``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from backend.protocol.base import MAX_CLASS_LINES, Message, Path_, UnitFloat
from backend.protocol.runs import ClassResult, OtherResult

__all__ = [
    "BestParams",
    "BestResult",
    "CorrectParams",
    "CorrectResult",
    "RasterParams",
    "RelabelParams",
    "RelabelResult",
    "RelabelThresholds",
]


class RelabelThresholds(Message):
    """Thresholds for a new class raster; ``default`` null takes those of the run."""

    default: UnitFloat | None = None
    per_class: Annotated[dict[str, UnitFloat], Field(max_length=MAX_CLASS_LINES)] = Field(
        default_factory=dict
    )


class RelabelParams(Message):
    """A score raster of an earlier run, and where the new class raster goes."""

    scores: Path_
    thresholds: RelabelThresholds = Field(default_factory=RelabelThresholds)
    corrections: Path_ | None = None
    out: Path_


class RelabelResult(Message):
    """The new class raster, its style and its counts."""

    path: str
    style: str
    classes: list[ClassResult]
    other: OtherResult


class BestParams(Message):
    """A score raster, and where the raster of the best classes and their codes goes."""

    scores: Path_
    corrections: Path_ | None = None
    out: Path_


class BestResult(Message):
    """The raster of the best classes."""

    path: str


class CorrectParams(Message):
    """A class raster, the ids that it should have (``edits``), and where corrections go."""

    scores: Path_
    classes: Path_
    edits: Path_
    corrections: Path_ | None = None
    out: Path_


class CorrectResult(Message):
    """The raster of corrections, and how many pixels it changes."""

    path: str
    pixels: int


RasterParams = RelabelParams | BestParams | CorrectParams
