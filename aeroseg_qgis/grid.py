"""The working grid: pixel lattice, ladder of resolutions, tiles. Pure arithmetic, no QGIS, no Qt.

The lattice belongs to the layer (its origin is the layer's first pixel), so the same pixel gets
the same answer whatever area was asked for. Points are (x, y), windows (column, row).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = [
    "Affine",
    "Tiling",
    "Window",
    "covering_window",
    "degrees_to_metres",
    "nearest_step",
]

EARTH_A_M = 6378137.0  # WGS84
EARTH_E2 = 0.00669437999014
EDGE_SLACK_PX = (
    1e-6  # an area that ends on a pixel edge up to rounding does not take the next pixel
)


@dataclass(frozen=True)
class Window:
    """A rectangle of lattice pixels."""

    col: int
    row: int
    cols: int
    rows: int

    @property
    def is_empty(self) -> bool:
        """Whether it holds no pixel."""
        return self.cols <= 0 or self.rows <= 0

    @property
    def pixels(self) -> int:
        """Number of pixels (of cells, for a window of cells)."""
        return max(0, self.cols) * max(0, self.rows)

    def clipped(self, other: Window) -> Window:
        """The part that lies in another window (empty when there is none)."""
        left, top = max(self.col, other.col), max(self.row, other.row)
        right = min(self.col + self.cols, other.col + other.cols)
        bottom = min(self.row + self.rows, other.row + other.rows)
        return Window(left, top, max(0, right - left), max(0, bottom - top))

    def grown(self, margin: int) -> Window:
        """The window with a margin on each side."""
        return Window(
            self.col - margin, self.row - margin, self.cols + 2 * margin, self.rows + 2 * margin
        )

    def cells(self, size: int) -> Window:
        """The squares of a lattice (as a window of cell indices) that the window lies on."""
        left, top = self.col // size, self.row // size
        right, bottom = -(-(self.col + self.cols) // size), -(-(self.row + self.rows) // size)
        return Window(left, top, right - left, bottom - top)

    def times(self, size: int) -> Window:
        """The pixels of a window of cells."""
        return Window(self.col * size, self.row * size, self.cols * size, self.rows * size)

    def as_list(self) -> list[int]:
        """[column, row, columns, rows], as in the protocol."""
        return [self.col, self.row, self.cols, self.rows]

    def as_bounds(self) -> list[int]:
        """[column, row, end column, end row], as in the protocol."""
        return [self.col, self.row, self.col + self.cols, self.row + self.rows]


@dataclass(frozen=True)
class Affine:
    """Pixel to map, in GDAL's order: x = a + b*col + c*row, y = d + e*col + f*row."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def apply(self, col: float, row: float) -> tuple[float, float]:
        """Map position of a pixel position."""
        return self.a + self.b * col + self.c * row, self.d + self.e * col + self.f * row

    def invert(self, x: float, y: float) -> tuple[float, float]:
        """Pixel position of a map position."""
        determinant = self.b * self.f - self.c * self.e
        dx, dy = x - self.a, y - self.d
        return (self.f * dx - self.c * dy) / determinant, (self.b * dy - self.e * dx) / determinant

    def scaled(self, factor: float) -> Affine:
        """The same grid with pixels `factor` times as large."""
        return Affine(
            self.a, self.b * factor, self.c * factor, self.d, self.e * factor, self.f * factor
        )

    def moved(self, col: float, row: float) -> Affine:
        """The same grid counted from another pixel."""
        x, y = self.apply(col, row)
        return Affine(x, self.b, self.c, y, self.e, self.f)

    def as_gdal(self) -> tuple[float, float, float, float, float, float]:
        """The six numbers in GDAL's order."""
        return self.a, self.b, self.c, self.d, self.e, self.f


@dataclass(frozen=True)
class Tiling:
    """Tiles of a model on the lattice.

    Cell i covers [i*stride, (i+1)*stride); its tile reaches a margin further. Tiles that are
    `windows` begin at i*stride instead, and are pushed inwards at the border of the layer.
    """

    tile_px: int
    stride_px: int
    windows: bool = False

    @property
    def margin_px(self) -> int:
        """What a tile sees around its cell."""
        return (self.tile_px - self.stride_px) // 2

    def _cells(self, start: int, count: int, low: int, high: int) -> tuple[int, int]:
        """First and end index of the cells that a run on [start, start + count) uses."""
        if self.windows:
            first, last = self._window_range(low, high)
            places = [
                index
                for index in range(
                    max(first, (start - self.tile_px) // self.stride_px),
                    min(last, (start + count) // self.stride_px + 1) + 1,
                )
                if start - self.tile_px < self._window_start(index, low, high) < start + count
            ]
            return (places[0], places[-1] + 1) if places else (first, first)
        first = (start - self.margin_px) // self.stride_px
        last = -((-(start + count + self.margin_px)) // self.stride_px) - 1
        return max(first, low // self.stride_px), min(last, -(-high // self.stride_px) - 1) + 1

    def _window_range(self, low: int, high: int) -> tuple[int, int]:
        """First and last window of a layer's axis."""
        first = low // self.stride_px
        return first, max(first, -(-(high - self.tile_px) // self.stride_px))

    def _window_start(self, index: int, low: int, high: int) -> int:
        return max(low, min(index * self.stride_px, high - self.tile_px))

    def cells(self, window: Window, bounds: Window) -> Window:
        """The cells (as a window of cell indices) that a run on `window` uses."""
        left, right = self._cells(window.col, window.cols, bounds.col, bounds.col + bounds.cols)
        top, bottom = self._cells(window.row, window.rows, bounds.row, bounds.row + bounds.rows)
        return Window(left, top, max(0, right - left), max(0, bottom - top))

    def reach(self, window: Window, bounds: Window) -> Window:
        """Every pixel that the tiles of a run on `window` see, inside the layer's bounds."""
        return self.seen_by(self.cells(window, bounds), bounds)

    def seen_by(self, cells: Window, bounds: Window) -> Window:
        """Every pixel that the tiles of some cells see, inside the layer's bounds."""
        if self.windows:
            sides = []
            for first, count, low, size in (
                (cells.col, cells.cols, bounds.col, bounds.cols),
                (cells.row, cells.rows, bounds.row, bounds.rows),
            ):
                start = self._window_start(first, low, low + size)
                last = self._window_start(first + max(1, count) - 1, low, low + size)
                sides.append((start, last + self.tile_px - start))
            (left, cols), (top, rows) = sides
            return Window(left, top, cols, rows).clipped(bounds)
        left = cells.col * self.stride_px - self.margin_px
        top = cells.row * self.stride_px - self.margin_px
        seen = Window(
            left,
            top,
            cells.cols * self.stride_px + 2 * self.margin_px,
            cells.rows * self.stride_px + 2 * self.margin_px,
        )
        return seen.clipped(bounds)


def degrees_to_metres(dlon: float, dlat: float, lat: float) -> float:
    """Length on the ground of a small step in longitude and latitude (degrees) at a latitude."""
    sin2 = math.sin(math.radians(lat)) ** 2
    meridian_m = EARTH_A_M * (1 - EARTH_E2) / (1 - EARTH_E2 * sin2) ** 1.5
    normal_m = EARTH_A_M / math.sqrt(1 - EARTH_E2 * sin2)
    dlon = (dlon + 180.0) % 360.0 - 180.0  # a step over the date line is still a small one
    return math.hypot(
        math.radians(dlon) * normal_m * math.cos(math.radians(lat)), math.radians(dlat) * meridian_m
    )


def nearest_step(sizes_m: list[float], wanted_m: float) -> int:
    """Index of the ground size nearest to the wanted one in log scale; ties go to the finer one.

    Args:
        sizes_m: Ground sizes, finest first, all above zero.
        wanted_m: The model's ground size.
    """
    return min(
        range(len(sizes_m)),
        key=lambda index: (round(abs(math.log(sizes_m[index] / wanted_m)), 9), index),
    )


def covering_window(points: Iterable[tuple[float, float]], bounds: Window) -> Window:
    """The smallest window of whole pixels over all positions, clipped to the bounds."""
    positions = [point for point in points if all(math.isfinite(value) for value in point)]
    if not positions:
        return Window(bounds.col, bounds.row, 0, 0)
    # Clamped first: positions off the layer may be astronomically far away.
    cols = [min(max(col, bounds.col), bounds.col + bounds.cols) for col, _ in positions]
    rows = [min(max(row, bounds.row), bounds.row + bounds.rows) for _, row in positions]
    left, top = math.floor(min(cols) + EDGE_SLACK_PX), math.floor(min(rows) + EDGE_SLACK_PX)
    right, bottom = math.ceil(max(cols) - EDGE_SLACK_PX), math.ceil(max(rows) - EDGE_SLACK_PX)
    return Window(left, top, max(0, right - left), max(0, bottom - top))
