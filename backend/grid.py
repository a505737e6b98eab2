"""The geometry of a run: ground size of a pixel, the working lattice, windows and transforms.

The working lattice is the image's own pixel grid reduced by a whole factor and anchored at the
layer's first pixel, so every affine transform works and nothing is ever warped. Points are (x, y)
or (column, row); the plugin computes the same numbers (a test holds the two together).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from affine import Affine
from rasterio._err import CPLE_BaseError  # what GDAL says, where rasterio has no class of its own
from rasterio.crs import CRS
from rasterio.errors import CRSError, RasterioError
from rasterio.warp import transform as warp_points

from backend.errors import ExtentError, LayerError

__all__ = ["Box", "Lattice", "choose_factor", "ground_size_m", "native_gsd_m", "place"]

WGS84_A_M = 6_378_137.0
WGS84_E2 = 0.00669437999014
MAX_STEPS = 20
SNAP_TOLERANCE_PX = 1e-6  # an extent that was typed from printed coordinates stays on its pixels


@dataclass(frozen=True, slots=True)
class Box:
    """Rectangle of lattice pixels: first column and row, and the ones after the last."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Columns."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top

    @property
    def empty(self) -> bool:
        """Whether no pixel is inside."""
        return self.right <= self.left or self.bottom <= self.top

    def intersect(self, other: Box) -> Box:
        """What both cover; may be empty."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def grow(self, pixels: int) -> Box:
        """The same with a border around."""
        return Box(self.left - pixels, self.top - pixels, self.right + pixels, self.bottom + pixels)

    @property
    def as_window(self) -> list[int]:
        """[column, row, columns, rows]."""
        return [self.left, self.top, self.width, self.height]


def place(transform: Affine, col: float, row: float) -> tuple[float, float]:
    """Map coordinates of a point in pixels."""
    a, b, c, d, e, f = transform[:6]
    return a * col + b * row + c, d * col + e * row + f


def ground_size_m(transform: Affine, crs: CRS, col: float, row: float) -> tuple[float, float]:
    """Width and height on the ground, in metres, of the pixel whose centre is (col, row).

    Raises:
        LayerError: the coordinate system cannot be brought to longitude and latitude.
    """
    points = [(col, row), (col - 0.5, row), (col + 0.5, row), (col, row - 0.5), (col, row + 0.5)]
    placed = [place(transform, *point) for point in points]
    try:
        lons, lats = warp_points(
            crs, CRS.from_epsg(4326), [p[0] for p in placed], [p[1] for p in placed]
        )[:2]
    except (CPLE_BaseError, CRSError, RasterioError, ValueError) as error:
        raise LayerError(
            f"The coordinate system of the image cannot be related to the ground: {error}.",
            hint="Give the size of its pixels in metres.",
        ) from error
    if not all(math.isfinite(value) for value in (*lons, *lats)):
        raise LayerError(
            "The image lies outside the area of its coordinate system, so the size of its pixels "
            "is not known.",
            hint="Correct its coordinate system, or give the size of its pixels in metres.",
        )
    sin2 = math.sin(math.radians(lats[0])) ** 2
    meridian = WGS84_A_M * (1 - WGS84_E2) / (1 - WGS84_E2 * sin2) ** 1.5
    normal = WGS84_A_M / math.sqrt(1 - WGS84_E2 * sin2)

    def distance(a: int, b: int) -> float:
        dlon = (lons[b] - lons[a] + 180.0) % 360.0 - 180.0
        east = math.radians(dlon) * normal * math.cos(math.radians(lats[0]))
        return math.hypot(east, math.radians(lats[b] - lats[a]) * meridian)

    return distance(1, 2), distance(3, 4)


def native_gsd_m(transform: Affine, crs: CRS, width: int, height: int) -> float:
    """Ground sample distance of the image's own pixels, at its centre."""
    across, down = ground_size_m(transform, crs, width // 2 + 0.5, height // 2 + 0.5)
    return math.sqrt(across * down)


def choose_factor(native_m: float, wanted_m: float) -> int:
    """The factor 2^k, k >= 0, whose resolution is nearest to the wanted one in log scale."""
    best = min(range(MAX_STEPS + 1), key=lambda k: (abs(math.log(native_m * 2**k / wanted_m)), k))
    return int(2**best)


@dataclass(frozen=True, slots=True)
class Lattice:
    """The working lattice of one image file.

    Attributes:
        factor: file pixels per working pixel.
        origin: lattice pixel of the file's first pixel.
        bounds: the whole layer.
        file_width: columns of the file.
        file_height: rows of the file.
        transform: of the file's pixels.
        crs: of the file, or None.
        pixel_size_m: given size of a file pixel where there is no usable CRS.
    """

    factor: int
    origin: tuple[int, int]
    bounds: Box
    file_width: int
    file_height: int
    transform: Affine
    crs: CRS | None
    pixel_size_m: float | None

    @staticmethod
    def of_file(
        transform: Affine,
        crs: CRS | None,
        width: int,
        height: int,
        *,
        factor: int,
        origin: Sequence[int] = (0, 0),
        bounds: Sequence[int] | None = None,
        pixel_size_m: float | None = None,
    ) -> Lattice:
        """Lattice of a file; ``bounds`` None means that the file is the whole layer."""
        left, top = origin
        own = Box(left, top, left + -(-width // factor), top + -(-height // factor))
        whole = own if bounds is None else Box(*bounds)
        return Lattice(factor, (left, top), whole, width, height, transform, crs, pixel_size_m)

    @property
    def file_box(self) -> Box:
        """What the file covers."""
        left, top = self.origin
        return Box(
            left,
            top,
            left + -(-self.file_width // self.factor),
            top + -(-self.file_height // self.factor),
        )

    def window(self, window: Sequence[int] | None) -> Box:
        """The asked window, cut to the layer and the file.

        Raises:
            ExtentError: nothing of it is left.
        """
        available = self.bounds.intersect(self.file_box)
        if window is None:
            return available
        left, top, columns, rows = window
        box = Box(left, top, left + columns, top + rows).intersect(available)
        if box.empty:
            raise ExtentError(
                "The chosen area does not touch the image.",
                hint="Zoom to the layer, or choose an area that overlaps it.",
            )
        return box

    def window_of_extent(self, extent: Sequence[float]) -> Box:
        """Working pixels that cover (xmin, ymin, xmax, ymax) in the image's CRS, cut to the image.

        Raises:
            ExtentError: nothing of it lies on the image.
        """
        xmin, ymin, xmax, ymax = extent
        inverse = ~self.transform
        corners = [place(inverse, x, y) for x in (xmin, xmax) for y in (ymin, ymax)]
        cols = [c / self.factor for c, _ in corners]
        rows = [r / self.factor for _, r in corners]
        left = math.floor(min(cols) + SNAP_TOLERANCE_PX) + self.origin[0]
        top = math.floor(min(rows) + SNAP_TOLERANCE_PX) + self.origin[1]
        right = math.ceil(max(cols) - SNAP_TOLERANCE_PX) + self.origin[0]
        bottom = math.ceil(max(rows) - SNAP_TOLERANCE_PX) + self.origin[1]
        return self.window([left, top, max(right - left, 1), max(bottom - top, 1)])

    def file_pixel(self, col: float, row: float) -> tuple[float, float]:
        """File pixel coordinates of a lattice point."""
        return (col - self.origin[0]) * self.factor, (row - self.origin[1]) * self.factor

    def output_transform(self, box: Box, scale: int) -> Affine:
        """Transform of an output that begins at ``box``; ``scale`` file pixels per output pixel."""
        col, row = self.file_pixel(box.left, box.top)
        a, b, _, d, e, _ = self.transform[:6]
        x, y = place(self.transform, col, row)
        return Affine(a * scale, b * scale, x, d * scale, e * scale, y)

    @property
    def native_m(self) -> float:
        """Ground sample distance of the file's pixels."""
        if self.pixel_size_m is not None:
            return self.pixel_size_m
        if self.crs is None:
            raise LayerError(
                "The image has no georeference, so the size of its pixels is not known.",
                hint="Give the size of its pixels in metres (command line: --pixel-size).",
            )
        return native_gsd_m(self.transform, self.crs, self.file_width, self.file_height)
