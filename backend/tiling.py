"""Tiles on the lattice, overlap weights, and stitching with bounded memory.

Cell i covers [i*S, (i+1)*S) of an axis, where S is the stride. Tiles lie in one of two ways:

* around their cells: tile i is [i*S - M, (i+1)*S + M) with the margin M, reaches over the border of
  the layer, and its weight falls off towards its own border;
* as windows of a published method (SegEarth spec A.9): tile i is [i*S, i*S + T), pushed inwards
  where it would reach over the border, and all weights are 1.

Either way tiles are added in row-major order and each cell is finished on its own, so a pixel's
answer depends on the layer alone, never on the window that was asked for.

What waits for a cell's last tile are the maps as the network gives them, a sixteenth of their
pixels on the tile: only the part that a cell takes is enlarged, and only while it is finished.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from backend.cells import Needed
from backend.grid import Box

if TYPE_CHECKING:
    import torch
    from torch import Tensor

__all__ = ["Blender", "Cell", "FinishedCell", "Panel", "TilePlan", "enlarge_part"]

Cell = tuple[int, int]  # (row, column) of a cell, or of a tile

MAX_PANEL_CELLS = 16
OPEN_MEMORY_BYTES = 1536 * 2**20  # reached with thousands of classes only
FINISH_BYTES = 32 * 2**20  # enlarged maps of a few classes, while a cell is finished


@dataclass(frozen=True, slots=True)
class Panel:
    """A column of cells that is walked from top to bottom before the next.

    Attributes:
        cells: cells to finish here.
        tiles: tiles that reach into them, row by row.
    """

    cells: tuple[Cell, ...]
    tiles: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TilePlan:
    """Which tiles a window needs.

    Attributes:
        tile_px: side of a tile, T.
        stride_px: step, S.
        bounds: the whole layer; tiles of cells outside it do not exist.
        window: pixels wanted, inside ``bounds``.
        windows: whether tiles are windows inside the layer instead of lying around their cells.
        needed: which cells and tiles polygons need; None where all of the window is wanted.
    """

    tile_px: int
    stride_px: int
    bounds: Box
    window: Box
    windows: bool = False
    needed: Needed | None = field(default=None, compare=False)

    @property
    def margin_px(self) -> int:
        """Context on each side of a cell, M."""
        return (self.tile_px - self.stride_px) // 2

    def cell_box(self, cell: Cell) -> Box:
        """Pixels of a cell."""
        row, column = cell
        size = self.stride_px
        return Box(column * size, row * size, (column + 1) * size, (row + 1) * size)

    def tile_box(self, tile: Cell) -> Box:
        """Pixels of a tile."""
        if not self.windows:
            return self.cell_box(tile).grow(self.margin_px)
        top = self._window_start(tile[0], self.bounds.top, self.bounds.bottom)
        left = self._window_start(tile[1], self.bounds.left, self.bounds.right)
        return Box(left, top, left + self.tile_px, top + self.tile_px)

    def _window_start(self, index: int, low: int, high: int) -> int:
        """First pixel of a window on an axis of the layer; an axis too short has one window."""
        return max(low, min(index * self.stride_px, high - self.tile_px))

    def _window_indices(self, start: int, end: int, low: int, high: int) -> range:
        """Windows of an axis of the layer that reach into [start, end)."""
        size, side = self.stride_px, self.tile_px
        first = low // size
        last = max(first, -(-(high - side) // size))
        found = [
            index
            for index in range(max(first, (start - side) // size), min(last, end // size + 1) + 1)
            if self._window_start(index, low, high) < end
            and self._window_start(index, low, high) + side > start
        ]
        return range(found[0], found[-1] + 1) if found else range(0)

    def own_tile(self, cell: Cell) -> Cell:
        """A tile that holds every pixel that a cell has in the layer."""
        if not self.windows:
            return cell
        box = self.cell_box(cell).intersect(self.bounds)
        rows, columns = self._tiles_of(Box(box.left, box.top, box.left + 1, box.top + 1))
        return max(row for row in rows if row <= cell[0]), max(c for c in columns if c <= cell[1])

    def _cells_of(self, box: Box) -> tuple[range, range]:
        """Rows and columns of the cells that a box touches."""
        size = self.stride_px
        return (
            range(box.top // size, -(-box.bottom // size)),
            range(box.left // size, -(-box.right // size)),
        )

    def cell_ranges(self) -> tuple[range, range]:
        """Rows and columns of the cells that the window touches."""
        return self._cells_of(self.window)

    def tile_ranges(self) -> tuple[range, range]:
        """Rows and columns of the tiles that reach into the window."""
        return self._tiles_of(self.window)

    def wants(self, cell: Cell) -> bool:
        """Whether a cell of the window is wanted."""
        return self.needed is None or cell in self.needed.cells

    def cells(self) -> Iterator[Cell]:
        """Cells of the window that are wanted, row by row."""
        if self.needed is not None:
            return iter(self.needed.cells)
        rows, columns = self.cell_ranges()
        return ((row, column) for row in rows for column in columns)

    @property
    def cell_count(self) -> int:
        """How many cells are wanted."""
        if self.needed is not None:
            return len(self.needed.cells)
        rows, columns = self.cell_ranges()
        return len(rows) * len(columns)

    @property
    def tile_count(self) -> int:
        """How many tiles are wanted."""
        if self.needed is not None:
            return len(self.needed.tiles)
        rows, columns = self.tile_ranges()
        return len(rows) * len(columns)

    def tiles_for(self, box: Box) -> list[Cell]:
        """Tiles that reach into a box and are wanted, row by row."""
        rows, columns = self._tiles_of(box)
        tiles = [(row, column) for row in rows for column in columns]
        return tiles if self.needed is None else [t for t in tiles if t in self.needed.tiles]

    def _tiles_of(self, box: Box) -> tuple[range, range]:
        """Rows and columns of the tiles that reach into a box."""
        whole = self.bounds
        if self.windows:
            return (
                self._window_indices(box.top, box.bottom, whole.top, whole.bottom),
                self._window_indices(box.left, box.right, whole.left, whole.right),
            )
        all_rows, all_columns = self._cells_of(whole)
        rows, columns = self._cells_of(box.grow(self.margin_px))
        return _shared(rows, all_rows), _shared(columns, all_columns)

    def touched(self, tile: Cell) -> list[Cell]:
        """Cells that a tile reaches into, with or without the window."""
        rows, columns = self._cells_of(self.tile_box(tile))
        return [(row, column) for row in rows for column in columns]

    def panels(
        self, maps: int, map_px: int, done: Container[Cell] = frozenset()
    ) -> Iterator[Panel]:
        """Columns of cells, so narrow that the tiles held at once fit the memory set for them.

        Each is made when the one before it is finished, so that ``done`` may grow meanwhile.

        Args:
            maps: how many maps the model gives, Q.
            map_px: side of such a map.
            done: cells finished in an earlier attempt; they are left out.
        """
        tile_bytes = max(maps, 1) * map_px**2 * 4
        # Two rows of tiles are held, each with one more at both ends, and the tile being added.
        width = (OPEN_MEMORY_BYTES // tile_bytes - 1) // 2 - 3
        width = max(1, min(MAX_PANEL_CELLS, width))
        rows, columns = self._cells_of(self.window)
        for first in range(columns.start, columns.stop, width):
            part = range(first, min(first + width, columns.stop))
            cells = tuple(
                (r, c) for r in rows for c in part if (r, c) not in done and self.wants((r, c))
            )
            wanted = set(cells)
            span = Box(
                part.start * self.stride_px,
                self.window.top,
                part.stop * self.stride_px,
                self.window.bottom,
            )
            # Tiles that reach into a cell's own pixels of the window; whole cells are finished, but
            # only these pixels are kept.
            tiles = tuple(
                tile
                for tile in self.tiles_for(span.intersect(self.window))
                if any(cell in wanted for cell in self.touched(tile))
            )
            if cells:
                yield Panel(cells, tiles)

    def inner_box(self, cell: Cell) -> Box:
        """The pixels of a cell that the window asks for."""
        return self.cell_box(cell).intersect(self.window)


def _shared(a: range, b: range) -> range:
    return range(max(a.start, b.start), min(a.stop, b.stop))


def taper(tile_px: int, stride_px: int) -> list[float]:
    """Weight of a tile along one axis: linear over the overlap, never 0."""
    overlap = tile_px - stride_px
    if not overlap:
        return [1.0] * tile_px
    return [min(1.0, (i + 0.5) / overlap, (tile_px - i - 0.5) / overlap) for i in range(tile_px)]


@dataclass(slots=True)
class FinishedCell:
    """A cell whose last tile was added: blended maps (Q, S, S), not to be kept."""

    cell: Cell
    maps: Tensor


@dataclass(slots=True)
class _HeldTile:
    """Maps (Q, s, s) of a tile, or None where it has no data, and how many cells need them."""

    maps: Tensor | None
    uses: int


@dataclass(slots=True)
class Blender:
    """Blends the maps of tiles into cells; holds only tiles that a cell still waits for.

    Args:
        plan: the tiles of the run.
        panel: what is being walked.
        device: where the cells are put together.
        enlarge: brings a part of a map to the tile's pixels.
    """

    plan: TilePlan
    panel: Panel
    device: torch.device
    enlarge: Callable[[Tensor, Box, int], Tensor] = field(default_factory=lambda: enlarge_part)
    _waiting: dict[Cell, int] = field(default_factory=dict)
    _held: dict[Cell, _HeldTile] = field(default_factory=dict)
    _weight: Tensor | None = None

    def __post_init__(self) -> None:
        """Count how many tiles each cell waits for, and make the weights."""
        import torch

        self._waiting = dict.fromkeys(self.panel.cells, 0)
        for tile in self.panel.tiles:
            for cell in self.plan.touched(tile):
                if cell in self._waiting:
                    self._waiting[cell] += 1
        side = self.plan.tile_px
        line = (
            torch.ones(side)
            if self.plan.windows
            else torch.tensor(taper(side, self.plan.stride_px))
        )
        self._weight = torch.outer(line, line).to(self.device)  # (T, T)

    def add(self, tile: Cell, maps: Tensor | None) -> Iterator[FinishedCell]:
        """Add a tile and yield the cells that it finishes.

        Args:
            tile: which one; the panel's order must be kept.
            maps: (Q, s, s) float32 with s up to the tile's side, or None for a tile without data.
        """
        cells = [cell for cell in self.plan.touched(tile) if cell in self._waiting]
        self._held[tile] = _HeldTile(maps, len(cells))
        for cell in cells:
            self._waiting[cell] -= 1
            if self._waiting[cell] == 0:
                del self._waiting[cell]
                yield FinishedCell(cell, self._blended(cell))
                self._release(cell)

    def _tiles_of(self, cell: Cell) -> list[Cell]:
        """Tiles held that reach into a cell, in the order in which they came."""
        return [tile for tile in self._held if cell in self.plan.touched(tile)]

    def _blended(self, cell: Cell) -> Tensor:
        """(Q, S, S), or no maps at all where no tile with data reaches the cell."""
        import torch

        size, cell_box = self.plan.stride_px, self.plan.cell_box(cell)
        parts: list[tuple[Cell, Tensor]] = []
        for tile in self._tiles_of(cell):
            whole = self._held[tile].maps
            if whole is not None:
                parts.append((tile, whole))
        maps = parts[0][1].shape[0] if parts else 0
        sums = torch.zeros((maps, size, size), device=self.device)
        weights = torch.zeros((size, size), device=self.device)
        some = max(1, FINISH_BYTES // (size * size * 4))
        for tile, whole in parts:
            tile_box = self.plan.tile_box(tile)
            shared = tile_box.intersect(cell_box)
            there, here = _slices(shared, cell_box), _slices(shared, tile_box)
            part = Box(here[1].start, here[0].start, here[1].stop, here[0].stop)
            weight = cast("Tensor", self._weight)[here]
            for first in range(0, maps, some):
                few = slice(first, first + some)
                piece = self.enlarge(whole[few], part, self.plan.tile_px)
                sums[(few, *there)].addcmul_(piece, weight)
            weights[there].add_(weight)
        # A pixel of the cell outside the window may have got no tile at all.
        return sums.div_(weights.clamp_(min=1e-12))

    def _release(self, cell: Cell) -> None:
        """Let go of tiles for which no cell waits any more."""
        for tile in self._tiles_of(cell):
            held = self._held[tile]
            held.uses -= 1
            if held.uses == 0:
                del self._held[tile]


def enlarge_part(maps: Tensor, part: Box, tile_px: int) -> Tensor:
    """A part of maps that are enlarged to a tile, bilinear, without the rest of them.

    Args:
        maps: (Q, s, s).
        part: wanted pixels of the tile.
        tile_px: side to which the maps are enlarged.

    Returns:
        (Q, part.height, part.width), equal to that part of the whole enlarged map.
    """
    import torch.nn.functional as F

    side = maps.shape[-1]
    if side == tile_px:
        return maps[:, part.top : part.bottom, part.left : part.right]
    if tile_px % side:
        whole = F.interpolate(maps[None], size=(tile_px, tile_px), mode="bilinear")[0]
        return whole[:, part.top : part.bottom, part.left : part.right]
    factor = tile_px // side
    # One map pixel more on each side: what bilinear weights can reach.
    top, left = max(part.top // factor - 1, 0), max(part.left // factor - 1, 0)
    bottom = min(-(-part.bottom // factor) + 1, side)
    right = min(-(-part.right // factor) + 1, side)
    cut = maps[None, :, top:bottom, left:right]
    large = F.interpolate(cut, scale_factor=float(factor), mode="bilinear")[0]
    row, column = part.top - top * factor, part.left - left * factor
    return large[:, row : row + part.height, column : column + part.width]


def _slices(part: Box, whole: Box) -> tuple[slice, slice]:
    """Rows and columns of ``part`` within ``whole``."""
    return (
        slice(part.top - whole.top, part.bottom - whole.top),
        slice(part.left - whole.left, part.right - whole.left),
    )
