"""Which pixels: the image file with its bands and ranges, and the working grid over it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from backend.protocol.base import Finite, Message, Path_

__all__ = ["LATTICE_LIMIT", "MAX_FACTOR", "GridSpec", "ImageSpec", "Lattice"]

LATTICE_LIMIT = 2**40
MAX_FACTOR = 2**20

Lattice = Annotated[int, Field(ge=-LATTICE_LIMIT, le=LATTICE_LIMIT)]


class ImageSpec(Message):
    """The image file and how its bands become red, green and blue."""

    path: Path_
    bands: Annotated[list[Annotated[int, Field(ge=1, le=65_535)]], Field(max_length=4)] | None = (
        None
    )
    ranges: (
        Annotated[
            list[Annotated[list[Finite], Field(min_length=2, max_length=2)]],
            Field(min_length=1, max_length=4),
        ]
        | None
    ) = None
    layer_name: Annotated[str, Field(max_length=1_000)] = ""

    @field_validator("bands")
    @classmethod
    def _three_or_one(cls, bands: list[int] | None) -> list[int] | None:
        if bands is not None and len(bands) not in (1, 3):
            raise ValueError(
                f"{len(bands)} bands were given, allowed are 1 (grey) or 3 (red, green, blue)"
            )
        return bands

    @field_validator("ranges")
    @classmethod
    def _rising(cls, ranges: list[list[float]] | None) -> list[list[float]] | None:
        for low, high in ranges or []:
            if low >= high:
                raise ValueError(
                    f"the range {low:g} to {high:g} is empty; the first number must be the smaller"
                )
        if ranges is not None and len(ranges) not in (1, 3):
            raise ValueError(f"{len(ranges)} ranges were given, allowed are 1 (for all bands) or 3")
        return ranges


class GridSpec(Message):
    """The working grid: the image's pixels averaged ``factor`` by ``factor``; lattice pixels."""

    factor: Annotated[int, Field(ge=1, le=MAX_FACTOR)] = 1
    window: Annotated[list[Lattice], Field(min_length=4, max_length=4)] | None = None
    image_origin: Annotated[list[Lattice], Field(min_length=2, max_length=2)] = Field(
        default_factory=lambda: [0, 0]
    )
    bounds: Annotated[list[Lattice], Field(min_length=4, max_length=4)] | None = None
    output: Literal["working", "native"] = "working"
    pixel_size_m: Annotated[float, Field(gt=0.0, le=1e6, allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> GridSpec:
        if self.window is not None and min(self.window[2:]) < 1:
            raise ValueError("the window is empty; columns and rows must be 1 or more")
        if self.bounds is not None:
            left, top, right, bottom = self.bounds
            if right <= left or bottom <= top:
                raise ValueError(
                    "the bounds are empty; they are [column, row, end column, end row]"
                )
        if self.factor & (self.factor - 1):
            raise ValueError(f"factor {self.factor} is not a power of two")
        return self
