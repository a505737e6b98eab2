"""A small move of an image, applied to its features in the same way (spec part C, steps 1 and 2).

Published: reflect 20 px around, enlarge (bilinear), cut out a part of the first size, flip. All of
it is linear and the same for every channel, and rows and columns are apart; so it is one product
with a matrix for the rows and one for the columns, and only the part that stays is ever computed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

__all__ = ["Jitter", "draw_jitter"]


@dataclass(frozen=True, slots=True)
class Jitter:
    """One move, for a whole batch.

    Attributes:
        pad_px: pixels reflected at every border.
        zoom: factor on the sides of the padded image; 1 leaves it.
        row: where the part begins in the padded and enlarged image.
        column: likewise.
        flip: left and right are exchanged, last.
    """

    pad_px: int = 0
    zoom: float = 1.0
    row: int = 0
    column: int = 0
    flip: bool = False

    def __call__(self, x: Tensor) -> Tensor:
        """Move (B, C, H, W); the size stays."""
        rows = self._matrix(x.shape[2], self.row, x)
        columns = self._matrix(x.shape[3], self.column, x)
        if self.flip:
            columns = columns.flip(0)
        moved: Tensor = rows @ x @ columns.T
        return moved

    def _matrix(self, side: int, first: int, like: Tensor) -> Tensor:
        """(side, side): each row the weights of the pixels that a new pixel is made of."""
        padded = side + 2 * self.pad_px
        new = torch.arange(side, dtype=torch.float64)
        # Pixel centres, as torch's bilinear resize with a scale factor has them.
        place = ((new + first + 0.5) / self.zoom - 0.5).clamp(min=0)
        low = place.floor().long().clamp(max=padded - 1)
        high = (low + 1).clamp(max=padded - 1)
        share = place - low
        matrix = torch.zeros(side, side, dtype=torch.float64)
        for at, weight in ((low, 1 - share), (high, share)):
            source = (at - self.pad_px).abs()
            source = torch.where(source > side - 1, 2 * (side - 1) - source, source)
            matrix[torch.arange(side), source] += weight
        return matrix.float().to(like)  # in this order: not every device has doubles


def draw_jitter(
    rng: np.random.Generator, size: tuple[int, int], pad_px: int, largest_zoom: float
) -> Jitter:
    """Draw a move: enlarged every second time, flipped every second time, anywhere.

    Args:
        rng: is drawn from.
        size: rows and columns of the images.
        pad_px: pixels reflected at every border.
        largest_zoom: factors are drawn between 1 and this.
    """
    zoom = float(rng.uniform(1.0, largest_zoom)) if rng.random() < 0.5 else 1.0
    free = [int((side + 2 * pad_px) * zoom) - side + 1 for side in size]
    return Jitter(
        pad_px, zoom, int(rng.integers(free[0])), int(rng.integers(free[1])),
        bool(rng.random() < 0.5),
    )  # fmt: skip
