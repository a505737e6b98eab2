"""Tiles on the lattice, overlap weights, and stitching with bounded memory.

Cell i covers [i*S, (i+1)*S) of an axis and its tile [i*S - M, (i+1)*S + M), where S is the stride
and M the margin. Tiles are added in row-major order and each cell is finished on its own, so a
pixel's answer depends on the layer alone, never on the window that was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backend.grid import Box

if TYPE_CHECKING:
    import torch
    from torch import Tensor

__all__ = ["Blender", "Cell", "FinishedCell", "Panel", "TilePlan"]

Cell = tuple[int, int]  # (row, column) of a cell, and of its tile

MAX_PANEL_CELLS = 16
OPEN_MEMORY_BYTES = 1536 * 2**20  # reached with hundreds of classes only


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
    """

    tile_px: int
    stride_px: int
    bounds: Box
    window: Box

    @property
    def margin_px(self) -> int:
        """Context on each side of a cell, M."""
        return (self.tile_px - self.stride_px) // 2

    def cell_box(self, cell: Cell) -> Box:
        """Pixels of a cell."""
        row, column = cell
        size = self.stride_px
        return Box(column * size, row * size, (column + 1) * size, (row + 1) * size)

    def tile_box(self, cell: Cell) -> Box:
        """Pixels of a cell's tile."""
        return self.cell_box(cell).grow(self.margin_px)

    def _cells_of(self, box: Box) -> tuple[range, range]:
        """Rows and columns of the cells that a box touches."""
        size = self.stride_px
        return (
            range(box.top // size, -(-box.bottom // size)),
            range(box.left // size, -(-box.right // size)),
        )

    def cells(self) -> list[Cell]:
        """Cells that the window touches, row by row."""
        rows, columns = self._cells_of(self.window)
        return [(row, column) for row in rows for column in columns]

    def tiles_for(self, box: Box) -> list[Cell]:
        """Tiles that reach into a box, row by row."""
        all_rows, all_columns = self._cells_of(self.bounds)
        rows, columns = self._cells_of(box.grow(self.margin_px))
        return [
            (row, column)
            for row in rows
            if row in all_rows
            for column in columns
            if column in all_columns
        ]

    def touched(self, tile: Cell) -> list[Cell]:
        """Cells that a tile reaches into, with or without the window."""
        rows, columns = self._cells_of(self.tile_box(tile))
        return [(row, column) for row in rows for column in columns]

    def panels(self, maps: int, done: frozenset[Cell] | set[Cell] = frozenset()) -> list[Panel]:
        """Columns of cells, so narrow that the cells open at once fit the memory set for them.

        Args:
            maps: how many maps the model gives, Q.
            done: cells finished in an earlier attempt; they are left out.
        """
        cell_bytes = max(maps, 1) * self.stride_px**2 * 4
        width = OPEN_MEMORY_BYTES // cell_bytes // 2 - 2  # two rows of cells are open, and the ends
        width = max(1, min(MAX_PANEL_CELLS, width))
        rows, columns = self._cells_of(self.window)
        panels = []
        for first in range(columns.start, columns.stop, width):
            part = range(first, min(first + width, columns.stop))
            cells = tuple((r, c) for r in rows for c in part if (r, c) not in done)
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
                panels.append(Panel(cells, tiles))
        return panels

    def inner_box(self, cell: Cell) -> Box:
        """The pixels of a cell that the window asks for."""
        return self.cell_box(cell).intersect(self.window)


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
class _OpenCell:
    sums: Tensor | None
    weights: Tensor | None
    waiting: int


@dataclass(slots=True)
class Blender:
    """Adds the maps of tiles into cells; holds only cells that are not finished.

    Args:
        plan: the tiles of the run.
        panel: what is being walked.
        device: where the sums lie.
    """

    plan: TilePlan
    panel: Panel
    device: torch.device
    _open: dict[Cell, _OpenCell] = field(default_factory=dict)
    _free: list[tuple[Tensor, Tensor]] = field(default_factory=list)
    _weight: Tensor | None = None

    def __post_init__(self) -> None:
        """Count how many tiles each cell waits for, and make the weights."""
        import torch

        for cell in self.panel.cells:
            self._open[cell] = _OpenCell(None, None, 0)
        for tile in self.panel.tiles:
            for cell in self.plan.touched(tile):
                if cell in self._open:
                    self._open[cell].waiting += 1
        line = torch.tensor(taper(self.plan.tile_px, self.plan.stride_px), dtype=torch.float32)
        self._weight = torch.outer(line, line).to(self.device)  # (T, T)

    def add(self, tile: Cell, maps: Tensor | None) -> Iterator[FinishedCell]:
        """Add a tile and yield the cells that it finishes.

        Args:
            tile: which one; the panel's order must be kept.
            maps: (Q, T, T) float32, or None for a tile without any data.
        """
        weight = self._weight
        tile_box = self.plan.tile_box(tile)
        for cell in self.plan.touched(tile):
            state = self._open.get(cell)
            if state is None:
                continue
            if maps is not None and weight is not None:
                if state.sums is None or state.weights is None:
                    state.sums, state.weights = self._buffers(maps.shape[0], maps)
                cell_box = self.plan.cell_box(cell)
                shared = tile_box.intersect(cell_box)
                there = _slices(shared, cell_box)
                here = _slices(shared, tile_box)
                state.sums[(slice(None), *there)].addcmul_(maps[(slice(None), *here)], weight[here])
                state.weights[there].add_(weight[here])
            state.waiting -= 1
            if state.waiting == 0:
                del self._open[cell]
                if state.sums is not None and state.weights is not None:
                    # A pixel of the cell outside the window may have got no tile at all.
                    yield FinishedCell(cell, state.sums.div_(state.weights.clamp_(min=1e-12)))
                    self._free.append((state.sums, state.weights))
                else:
                    yield FinishedCell(cell, self._nothing())

    def _buffers(self, maps: int, like: Tensor) -> tuple[Tensor, Tensor]:
        """Zeroed sums and weights, from finished cells where there are any."""
        if self._free:
            sums, weights = self._free.pop()
            return sums.zero_(), weights.zero_()
        size = self.plan.stride_px
        return like.new_zeros((maps, size, size)), like.new_zeros((size, size))

    def _nothing(self) -> Tensor:
        """Maps of a cell to which no tile with data reached."""
        import torch

        return torch.empty((0, self.plan.stride_px, self.plan.stride_px), device=self.device)


def _slices(part: Box, whole: Box) -> tuple[slice, slice]:
    """Rows and columns of ``part`` within ``whole``."""
    return (
        slice(part.top - whole.top, part.bottom - whole.top),
        slice(part.left - whole.left, part.right - whole.left),
    )
