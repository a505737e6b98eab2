"""Pixels to the normalised square that an encoder was trained on (spec A1)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

__all__ = ["SquareInput"]


class SquareInput(nn.Module):
    """Normalises RGB in 0..255 and resizes to a square, bilinear without antialias.

    Args:
        mean: of R, G, B.
        std: of R, G, B.
        side: pixels; None leaves the size as it is.
    """

    mean: Tensor
    std: Tensor

    def __init__(
        self,
        mean: tuple[float, float, float],
        std: tuple[float, float, float],
        side: int | None = None,
    ) -> None:
        super().__init__()
        self.side = side
        # Not in checkpoints: they belong to the architecture, and published files lack them.
        self.register_buffer("mean", torch.tensor(mean)[:, None, None], persistent=False)
        self.register_buffer("std", torch.tensor(std)[:, None, None], persistent=False)

    def forward(self, image: Tensor) -> Tensor:
        """Prepare (B, 3, H, W)."""
        x = (image - self.mean) / self.std
        if self.side is None or x.shape[-2:] == (self.side, self.side):
            return x
        return F.interpolate(x, size=(self.side, self.side), mode="bilinear", align_corners=False)
