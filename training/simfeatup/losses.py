"""The loss of one moved copy of a batch (spec part C, steps 4 and 5)."""

from __future__ import annotations

import torch
from torch import Tensor

__all__ = ["draw_projection", "image_loss", "reconstruction_loss"]


def draw_projection(batch: int, channels: int, directions: int, device: torch.device) -> Tensor:
    """Random directions (B, C, directions), each of unit length."""
    drawn = torch.randn(batch, channels, directions, device=device)
    return drawn / drawn.norm(dim=1, keepdim=True)


def reconstruction_loss(
    found: Tensor, wanted: Tensor, projection: Tensor, scale: Tensor
) -> Tensor:  # fmt: skip
    """Mean of squared difference / (2 scale^2) + log scale, along some directions.

    Args:
        found: (B, C, h, w), of the downsampler.
        wanted: (B, C, h, w), CLIP's features.
        projection: (B, C, n), of :func:`draw_projection`.
        scale: (B, 1, h, w), of the uncertainty.
    """
    apart = torch.einsum("bchw,bcn->bnhw", found - wanted, projection)
    return (apart.square() / (2 * scale.square()) + scale.log()).mean()


def image_loss(drawn: Tensor, image: Tensor) -> Tensor:
    """Mean squared difference of two normalised images (B, 3, H, W)."""
    return (image - drawn).square().mean()
