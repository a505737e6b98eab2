"""Semantic back-projection: refined class maps must explain the guidance (spec A9).

A training-only regulariser, tied to a fixed, ordered list of training classes.
"""

from __future__ import annotations

from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.aeroseg.config import BackProjectionConfig

__all__ = ["BackProjection"]


class BackProjection(nn.Module):
    """Three linear layers with GELU from all class maps to the target's channels."""

    def __init__(self, config: BackProjectionConfig, hidden: int, target: int) -> None:
        super().__init__()
        self.config = config
        sizes = (len(config.classes) * hidden, config.hidden, config.hidden, target)
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))

    def forward(self, refined: Tensor, slots: Tensor | None = None) -> Tensor:
        """Reconstruct the target.

        Args:
            refined: (B, T, h, w, F) refined maps.
            slots: (<= T,) slots of the first classes, or None when T is the whole list in its
                order. Slots of classes that were not drawn in a step stay zero (own choice, for
                training with random subsets of names).

        Returns:
            (B, h, w, Ct).
        """
        b, _, h, w, dim = refined.shape
        if slots is not None:
            full = refined.new_zeros(b, len(self.config.classes), h, w, dim)
            refined = full.index_copy(1, slots, refined[:, : len(slots)])
        axes = (0, 2, 3, 1, 4) if self.config.order == "class-major" else (0, 2, 3, 4, 1)
        x = refined.permute(axes).flatten(3)  # (B, h, w, N*F)
        for i, layer in enumerate(self.layers):
            x = layer(x if i == 0 else F.gelu(x))
        return x

    def loss(self, reconstruction: Tensor, target: Tensor) -> Tensor:
        """Distance to the target (B, Ct, h, w), through which no gradient flows."""
        goal = target.detach().permute(0, 2, 3, 1)
        if self.config.normalise_target:
            goal = F.layer_norm(goal, goal.shape[-1:])
        if self.config.loss == "mse":
            return F.mse_loss(reconstruction, goal)
        if self.config.loss == "smooth_l1":
            return F.smooth_l1_loss(reconstruction, goal)
        return torch.mean(1 - F.cosine_similarity(reconstruction, goal, dim=-1))
