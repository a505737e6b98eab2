"""Maps from inside a model over an area: their grids, their stitching, their scales of colours.

Maps lie on the grids on which the model makes them: correlation and refined maps with one pixel a
token, scores on the decoder's grid of four pixels a token side. Where the tokens of neighbouring
tiles do not fall on one grid (a tile that is not a whole number of tokens), the nearest finer grid
is taken on which they do, and maps are interpolated to it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import torch.nn.functional as F
from torch import Tensor

from backend import protocol as p
from backend.encoding import ReadTile
from backend.grid import Box
from backend.tiling import Cell, TilePlan
from backend.vocabulary import Entry

__all__ = ["MapGrid", "SeenModel", "map_step", "on_grid"]

PERCENTILES = (2.0, 98.0)  # shown darkest and brightest; the scores are shown from 0 to 1
SCALE_SAMPLE = 2_000_000

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]


def map_step(tile_px: int, stride_px: int, cells: int) -> int:
    """Working pixels per side of a map's pixel.

    Args:
        tile_px: side of a tile.
        stride_px: step between tiles.
        cells: side of the model's own map of a tile.

    Returns:
        the coarsest size, not coarser than the model's own, whose pixels are the same squares in
        overlapping tiles.
    """
    common = math.gcd(tile_px, stride_px, (tile_px - stride_px) // 2)
    return max(d for d in range(1, common + 1) if common % d == 0 and d * cells <= tile_px)


def on_grid(maps: Tensor, side: int) -> Tensor:
    """(Q, h, h) -> (Q, side, side); as they are where the sizes agree."""
    if maps.shape[-1] == side:
        return maps
    return F.interpolate(maps[None], size=(side, side), mode="bilinear", align_corners=False)[0]


@dataclass(slots=True)
class MapGrid:
    """Maps of one resolution over the window, while they are stitched."""

    step: int
    plan: TilePlan
    maps: Floats  # (classes, maps a class, H, W)
    valid: Bools  # (H, W)

    @classmethod
    def over(
        cls, window: Box, bounds: Box, tile_px: int, stride_px: int, step: int, shape: list[int]
    ) -> MapGrid:
        """Grid over all map pixels that touch a window of working pixels."""
        plan = TilePlan(
            tile_px // step, stride_px // step, outward(bounds, step), outward(window, step)
        )
        size = (plan.window.height, plan.window.width)
        return cls(
            step, plan, np.full((*shape, *size), np.nan, np.float32), np.zeros(size, dtype=bool)
        )

    def put(self, cell: Cell, blended: Tensor) -> None:
        """Take over a finished cell: (Q, S, S), empty where no tile had data."""
        if blended.shape[0]:
            rows, columns, there = self.place(cell)
            maps = blended.cpu().numpy().reshape(*self.maps.shape[:2], *blended.shape[1:])
            self.maps[:, :, rows, columns] = maps[:, :, there[0], there[1]]

    def put_valid(self, cell: Cell, valid: Bools) -> None:
        """Take over which working pixels of a cell (S, S) have data; one of a map's is enough."""
        rows, columns, there = self.place(cell)
        side = self.plan.stride_px
        blocks = valid.reshape(side, self.step, side, self.step)
        some = np.asarray(blocks.any(axis=(1, 3)), dtype=np.bool_)
        self.valid[rows, columns] = some[there]

    def blank(self) -> None:
        """No value where the image has no data."""
        self.maps[:, :, ~self.valid] = np.nan

    def place(self, cell: Cell) -> tuple[slice, slice, tuple[slice, slice]]:
        """Where the wanted part of a cell lies in the maps, and in the cell."""
        inner, outer, window = self.plan.inner_box(cell), self.plan.cell_box(cell), self.plan.window
        return (
            slice(inner.top - window.top, inner.bottom - window.top),
            slice(inner.left - window.left, inner.right - window.left),
            (
                slice(inner.top - outer.top, inner.bottom - outer.top),
                slice(inner.left - outer.left, inner.right - outer.left),
            ),
        )


@dataclass(slots=True)
class SeenModel:
    """What was seen inside one model."""

    use: p.ModelUse
    unknown: list[str]
    entries: list[Entry]
    angles: tuple[int, ...]
    blocks: int
    coarse: MapGrid
    fine: MapGrid
    colors: npt.NDArray[np.uint8]  # (3, H, W) on the fine grid
    tiles: int
    stages: list[p.ExplainedStage] = field(default_factory=list)

    @property
    def titles(self) -> list[tuple[str, str]]:
        """Stage and title of every map of a class, in the order of the model."""
        out = [("correlation", f"correlation {angle}°") for angle in self.angles]
        out += [(_block_key(block), _block_title(block)) for block in range(self.blocks + 1)]
        return [*out, ("score", "score")]

    def map_of(self, row: int, number: int) -> tuple[MapGrid, Floats]:
        """Grid and values of one map of one class."""
        coarse = len(self.angles) + 1 + self.blocks
        if number < coarse:
            return self.coarse, self.coarse.maps[row, number]
        return self.fine, self.fine.maps[row, 0]

    def take_pixels(self, tile: ReadTile, plan: TilePlan) -> None:
        """Take over a tile's own cell: where it has data, and its colours on the fine grid.

        Args:
            tile: a tile whose cell lies in the window.
            plan: the tiles, in working pixels.
        """
        begin, end = plan.margin_px, plan.margin_px + plan.stride_px
        valid = tile.pixels.valid[begin:end, begin:end]
        for grid in (self.coarse, self.fine):
            grid.put_valid(tile.cell, valid)
        step, side = self.fine.step, self.fine.plan.stride_px
        cell = tile.pixels.rgb[:, begin:end, begin:end].reshape(3, side, step, side, step)
        colors = (cell.mean(axis=(2, 4)) + 0.5).astype(np.uint8)
        rows, columns, there = self.fine.place(tile.cell)
        self.colors[:, rows, columns] = colors[:, there[0], there[1]]

    def fix_scales(self) -> None:
        """One scale of colours a stage, for all classes and angles."""
        angles, maps = len(self.angles), self.coarse.maps
        scales = [("correlation", "correlation", *_scale(maps[:, :angles]))]
        scales += [
            (_block_key(block), _block_title(block), *_scale(maps[:, angles + block]))
            for block in range(self.blocks + 1)
        ]
        scales.append(("score", "score", 0.0, 1.0))
        self.stages = [
            p.ExplainedStage(key=key, title=title, minimum=low, maximum=high)
            for key, title, low, high in scales
        ]

    def scale(self, stage: str) -> tuple[float, float]:
        """Values shown darkest and brightest."""
        found = next(item for item in self.stages if item.key == stage)
        return found.minimum, found.maximum


def _block_key(block: int) -> str:
    return "before" if block == 0 else f"block{block}"


def _block_title(block: int) -> str:
    return "before refinement" if block == 0 else f"after block {block}"


def outward(box: Box, step: int) -> Box:
    """Map pixels that touch a box of working pixels."""
    return Box(box.left // step, box.top // step, -(-box.right // step), -(-box.bottom // step))


def _scale(maps: Floats) -> tuple[float, float]:
    """Values shown darkest and brightest."""
    values = maps[np.isfinite(maps)]
    if values.size == 0:
        return 0.0, 1.0
    low, high = np.percentile(values[:: 1 + values.size // SCALE_SAMPLE], PERCENTILES)
    return float(low), float(high) if high > low else float(low) + 1.0
