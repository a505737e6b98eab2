"""A run that makes class and score rasters: ``segment``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from backend.protocol.base import Message, Path_, UnitFloat
from backend.protocol.runs import CacheUse, ClassResult, DeviceUse, ModelUse, OtherResult, RunParams

__all__ = ["OutputPaths", "SegmentParams", "SegmentResult", "TaughtFiles"]

TaughtFiles = Annotated[list[Path_], Field(max_length=100)]


class SegmentParams(RunParams):
    """One run: the same request for the dock, Processing, the command line and evaluation."""

    threshold: UnitFloat | None = None
    inference: Literal["map", "published"] = "map"
    long_side: Annotated[int, Field(ge=32, le=8_192)] | None = None
    background: Literal["hidden", "typed"] = "hidden"
    background_file: Path_ | None = None
    aoi: Path_ | None = None
    resume: bool = False
    keep_unfinished: bool = False
    preview: bool = False
    cached_only: bool = False
    taught: TaughtFiles = Field(default_factory=list)

    @model_validator(mode="after")
    def _taught_on_maps(self) -> SegmentParams:
        if self.taught and self.inference != "map":
            raise ValueError('taught words were given, which the inference "map" alone takes')
        return self

    @model_validator(mode="after")
    def _long_side_of_an_image(self) -> SegmentParams:
        if self.long_side is not None and self.inference != "published":
            raise ValueError('a long side was given, which the inference "published" alone has')
        return self


class OutputPaths(Message):
    """Files of a finished run."""

    classes: str
    scores: str
    style: str
    record: str


class SegmentResult(Message):
    """A finished run."""

    paths: OutputPaths
    classes: list[ClassResult]
    other: OtherResult
    stages: dict[str, float]
    cache: CacheUse
    model: ModelUse
    device: DeviceUse
    unknown: list[str]
    notices: list[str]
    width: int
    height: int
    tiles: int
    gsd_m: float
    seconds: float
