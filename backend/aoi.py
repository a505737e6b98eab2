"""Areas of interest: which pixels lie inside polygons, and what of a run they need.

Whether a pixel is inside depends on the pixel and the polygons alone, never on the part that is
looked at: vertices lie on fractions of a pixel, and masks are made in pieces at fixed places.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from affine import Affine
from rasterio.features import rasterize

from backend.cells import CellSet, Needed
from backend.errors import NoOverlap
from backend.grid import Box
from backend.tiling import Cell, TilePlan

__all__ = ["Aoi", "PixelPolygons", "needed_of"]

FRACTIONS = 256  # of a pixel, on which vertices lie: moving by whole pixels is then exact
FAR_PX = 2.0**30  # vertices beyond are brought here
PIECE_ROWS, PIECE_COLUMNS = 256, 4096
KEPT_PIECES = 16  # of 1 MiB each
NEAR_PX = 2  # around a piece, within which vertices are taken as they are

Bools = npt.NDArray[np.bool_]
Ring = npt.NDArray[np.float64]  # (n, 2) of column, row; not closed
Polygon = list[Ring]  # the outer ring, then its holes


class PixelPolygons:
    """Polygons on a grid of pixels, where the pixel (c, r) covers c..c+1 and r..r+1.

    A pixel is inside when its centre is inside any polygon. A ring that crosses itself holds what
    it winds around an odd number of times.

    Args:
        polygons: rings in pixels.
        touched: whether every pixel that a polygon touches counts as inside.
    """

    def __init__(self, polygons: Sequence[Polygon], touched: bool = False) -> None:
        self._polygons = [[_snapped(ring) for ring in rings] for rings in polygons]
        self._touched = touched
        outer = [rings[0] for rings in self._polygons]
        self._low = np.array([ring.min(axis=0) for ring in outer]).reshape(-1, 2)
        self._high = np.array([ring.max(axis=0) for ring in outer]).reshape(-1, 2)
        self._pieces: OrderedDict[tuple[int, int], Bools] = OrderedDict()
        self._strip: tuple[int, list[Polygon]] | None = None

    @property
    def box(self) -> Box:
        """Pixels that the polygons reach into."""
        left, top = np.floor(self._low.min(axis=0))
        right, bottom = np.ceil(self._high.max(axis=0))
        return Box(int(left), int(top), int(right), int(bottom))

    @property
    def digest(self) -> str:
        """Hash of all vertices, in pixels."""
        found = hashlib.sha256()
        for rings in self._polygons:
            found.update(f"{[len(ring) for ring in rings]}".encode())
            for ring in rings:
                found.update(ring.astype("<f8").tobytes())
        return found.hexdigest()

    def mask(self, box: Box) -> Bools:
        """(height, width), which pixels of a box are inside."""
        out = np.zeros((box.height, box.width), dtype=bool)
        for piece, flags in self._pieces_in(box):
            part = piece.intersect(box)
            out[part.top - box.top : part.bottom - box.top,
                part.left - box.left : part.right - box.left] = flags[
                part.top - piece.top : part.bottom - piece.top,
                part.left - piece.left : part.right - piece.left]  # fmt: skip
        return out

    def any_in(self, box: Box) -> bool:
        """Whether a pixel of a box is inside."""
        for piece, flags in self._pieces_in(box):
            part = piece.intersect(box)
            if flags[
                part.top - piece.top : part.bottom - piece.top,
                part.left - piece.left : part.right - piece.left,
            ].any():
                return True
        return False

    def _pieces_in(self, box: Box) -> Iterator[tuple[Box, Bools]]:
        """Pieces that a box and the polygons reach into, row by row."""
        box = box.intersect(self.box)
        if box.empty:
            return
        for row in range(box.top // PIECE_ROWS, -(-box.bottom // PIECE_ROWS)):
            for column in range(box.left // PIECE_COLUMNS, -(-box.right // PIECE_COLUMNS)):
                x, y = column * PIECE_COLUMNS, row * PIECE_ROWS
                yield Box(x, y, x + PIECE_COLUMNS, y + PIECE_ROWS), self._piece(row, column)

    def _piece(self, row: int, column: int) -> Bools:
        key = (row, column)
        flags = self._pieces.get(key)
        if flags is None:
            flags = self._drawn(row, column)
            self._pieces[key] = flags
            if len(self._pieces) > KEPT_PIECES:
                self._pieces.popitem(last=False)
        else:
            self._pieces.move_to_end(key)
        return flags

    def _drawn(self, row: int, column: int) -> Bools:
        x, y = column * PIECE_COLUMNS, row * PIECE_ROWS
        parts = _cut(self._in_strip(row), 0, x - NEAR_PX, x + PIECE_COLUMNS + NEAR_PX)
        shapes = [({"type": "Polygon", "coordinates": _lists(p, x, y)}, 1) for p in parts]
        shape = (PIECE_ROWS, PIECE_COLUMNS)
        if not shapes:
            return np.zeros(shape, dtype=bool)
        drawn: npt.NDArray[Any] = rasterize(
            shapes, out_shape=shape, transform=Affine.identity(), all_touched=self._touched,
            dtype="uint8",
        )  # fmt: skip
        return drawn.astype(bool)

    def _in_strip(self, row: int) -> list[Polygon]:
        """Polygons near a row of pieces, without what lies above and below."""
        if self._strip is None or self._strip[0] != row:
            low, high = row * PIECE_ROWS - NEAR_PX, (row + 1) * PIECE_ROWS + NEAR_PX
            near = np.flatnonzero((self._low[:, 1] <= high) & (self._high[:, 1] >= low))
            self._strip = (row, _cut([self._polygons[i] for i in near], 1, low, high))
        return self._strip[1]


def _snapped(ring: Ring) -> Ring:
    return np.rint(ring.clip(-FAR_PX, FAR_PX) * FRACTIONS) / FRACTIONS


def _cut(polygons: Sequence[Polygon], axis: int, low: float, high: float) -> list[Polygon]:
    """Polygons without the vertices that make no difference between two lines.

    Between them the same edges remain, end to end; of the ways around on either side only the first
    and the last vertex are kept, so that as many edges lie beside each pixel as before, or fewer by
    an even number.
    """
    out = []
    for rings in polygons:
        kept = [cut for ring in rings if (cut := _cut_ring(ring, axis, low, high)) is not None]
        if kept:
            out.append(kept)
    return out


def _cut_ring(ring: Ring, axis: int, low: float, high: float) -> Ring | None:
    values = ring[:, axis]
    below, above = values < low, values > high
    if below.all() or above.all():
        return None
    inner = np.zeros(len(ring), dtype=bool)
    for side in (below, above):
        inner |= side & np.roll(side, 1) & np.roll(side, -1)
    return ring[~inner]


def _lists(rings: Polygon, x: int, y: int) -> list[list[tuple[float, float]]]:
    """Closed rings as GDAL takes them, counted from (x, y)."""
    out = []
    for ring in rings:
        points = [(float(column - x), float(row - y)) for column, row in ring]
        points += [points[0]] * max(1, 4 - len(points))
        out.append(points)
    return out


class Aoi:
    """Polygons on the working pixels of a run, and on the pixels of its result.

    Args:
        polygons: in the coordinates of the image.
        transform: of the image's pixels.
        factor: image pixels per working pixel.
        origin: working pixel of the image's first pixel.
        native: whether the result has the image's own pixels.
    """

    def __init__(
        self,
        polygons: Sequence[Polygon],
        transform: Affine,
        factor: int,
        origin: Sequence[int],
        native: bool,
    ) -> None:
        a, b, c, d, e, f = (~transform)[:6]
        in_file = [
            [np.stack([r[:, 0] * a + r[:, 1] * b + c, r[:, 0] * d + r[:, 1] * e + f], axis=1)
             for r in rings] for rings in polygons
        ]  # fmt: skip
        shift = np.array(origin, dtype=np.float64)
        on_lattice = [[ring / factor + shift for ring in rings] for rings in in_file]
        self.native = native
        self.working = PixelPolygons(on_lattice)
        self.output = PixelPolygons(in_file) if native else self.working
        # Interpolation looks beyond a pixel's own working pixel, which may be a sliver's only one.
        self._reach_px = 2 if native else 0
        self._wanted = PixelPolygons(on_lattice, touched=True) if native else self.working

    def require(self, window: Box, output: Box) -> None:
        """Raise NoOverlap where no pixel is inside.

        Args:
            window: in working pixels.
            output: the same in pixels of the result.
        """
        if self.output.any_in(output):
            return
        if self.working.box.intersect(window).empty:
            raise NoOverlap(
                "The polygons do not touch the chosen area of the image.",
                hint="Check that both layers are where they should be, or choose other polygons.",
            )
        raise NoOverlap(
            "The polygons hold no pixel of the image: they are empty, or smaller than a pixel.",
            hint="Choose larger polygons, or a finer resolution.",
        )

    def needed(self, plan: TilePlan) -> Needed:
        """Cells and tiles of a plan that the polygons need."""
        return needed_of(self._wanted, plan, self._reach_px)


def needed_of(polygons: PixelPolygons, plan: TilePlan, reach_px: int = 0) -> Needed:
    """Cells and tiles that hold a pixel inside, within the window of the plan.

    Args:
        polygons: on the plan's pixels.
        plan: all cells and tiles.
        reach_px: how far beyond a cell or a tile pixels count.
    """
    window = plan.window
    found = [
        (CellSet(*plan.cell_ranges()), plan.cell_box),
        (CellSet(*plan.tile_ranges()), plan.tile_box),
    ]
    within = polygons.box.intersect(window)
    # Strips at the places of the pieces, so that each piece is drawn once.
    for top in range(within.top - within.top % PIECE_ROWS, within.bottom, PIECE_ROWS):
        strip = Box(window.left, top, window.right, top + PIECE_ROWS).intersect(window)
        mask = polygons.mask(strip)
        if mask.any():
            for cells, box_of in found:
                _flag(cells, box_of, mask, strip, reach_px)
    return Needed(found[0][0], found[1][0])


def _flag(
    cells: CellSet, box_of: Callable[[Cell], Box], mask: Bools, strip: Box, reach_px: int
) -> None:
    """Put those cells in that hold a flagged pixel of a strip."""
    if not cells.rows or not cells.columns:
        return
    first = cells.columns.start
    spans = [box_of((cells.rows.start, column)) for column in cells.columns]
    starts = np.array([max(box.left - reach_px - strip.left, 0) for box in spans])
    ends = np.array([min(box.right + reach_px - strip.left, strip.width) for box in spans])
    for row in cells.rows:
        box = box_of((row, first)).grow(reach_px)
        rows = slice(max(box.top - strip.top, 0), min(box.bottom - strip.top, strip.height))
        if rows.start < rows.stop:
            sums = np.concatenate([[0], np.cumsum(mask[rows].any(axis=0))])
            cells.add_row(row, sums[np.maximum(ends, starts)] > sums[starts])
