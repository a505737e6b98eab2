"""From blocks to the pixels of a result: cut to polygons, interpolated where that is wanted."""

from __future__ import annotations

from dataclasses import dataclass

from backend.aoi import Aoi
from backend.blocks import BlockStore
from backend.codes import CodeLayout, Codes, resample_codes
from backend.grid import Box, Lattice
from backend.outputs import OutputGrid
from backend.rasters import ImageReader
from backend.tiling import TilePlan

__all__ = ["RunOutput", "native_box", "output_grid"]


def native_box(lattice: Lattice, window: Box) -> Box:
    """The file's own pixels under working pixels."""
    left, top = (int(value) for value in lattice.file_pixel(window.left, window.top))
    return Box(
        left,
        top,
        left + min(window.width * lattice.factor, lattice.file_width - left),
        top + min(window.height * lattice.factor, lattice.file_height - top),
    )


def output_grid(reader: ImageReader, lattice: Lattice, window: Box, native: bool) -> OutputGrid:
    """Pixels of the result of a run on a window."""
    scale = 1 if native else lattice.factor
    box = native_box(lattice, window) if native else window
    size_m = lattice.pixel_size_m
    return OutputGrid(
        box.width,
        box.height,
        lattice.output_transform(window, scale),
        reader.crs,
        lattice.native_m * scale,
        None if size_m is None else size_m * scale,
    )


@dataclass
class RunOutput:
    """Codes of a run in pixels of its result (``CodeSource``).

    Attributes:
        store: finished blocks.
        plan: of the run.
        layout: bands of the codes.
        reader: the image.
        lattice: working pixels.
        window: those that were asked for.
        native: whether the result has the file's own pixels.
        aoi: polygons, or None.
    """

    store: BlockStore
    plan: TilePlan
    layout: CodeLayout
    reader: ImageReader
    lattice: Lattice
    window: Box
    native: bool
    aoi: Aoi | None

    def __post_init__(self) -> None:
        """Find where the result begins."""
        self._box = native_box(self.lattice, self.window) if self.native else self.window

    def read(self, left: int, top: int, width: int, height: int) -> Codes:
        """Codes (bands, height, width)."""
        x, y = self._box.left + left, self._box.top + top
        box = Box(x, y, x + width, y + height)
        inside = None if self.aoi is None else self.aoi.output.mask(box)
        codes = self._resampled(box) if self.native else self.store.read(box)
        if inside is not None:
            codes[:, ~inside] = self.layout.nodata
        return codes

    def _resampled(self, box: Box) -> Codes:
        """Codes interpolated to the file's pixels."""
        factor, window = self.lattice.factor, self.window
        left, top = box.left - self._box.left, box.top - self._box.top
        around = Box(
            window.left + left // factor,
            window.top + top // factor,
            window.left + -(-(left + box.width) // factor),
            window.top + -(-(top + box.height) // factor),
        ).grow(1).intersect(self.plan.window)  # fmt: skip
        codes = resample_codes(
            self.layout, self.store.read(around), factor,
            left + (window.left - around.left) * factor,
            top + (window.top - around.top) * factor, box.width, box.height,
        )  # fmt: skip
        valid = self.reader.file_valid(box.left, box.top, box.width, box.height)
        codes[:, ~valid] = self.layout.nodata
        return codes
