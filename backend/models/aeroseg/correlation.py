"""Rotated views of an image and the correlation of their features with text (spec A2, A5)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

__all__ = ["correlate", "rotate_back", "rotated_views", "unit"]


def unit(x: Tensor, dim: int) -> Tensor:
    """Vectors of length 1 along ``dim`` (divisor at least 1e-12)."""
    return F.normalize(x, dim=dim, eps=1e-12)


def rotated_views(image: Tensor, angles: Sequence[int]) -> Tensor:
    """Counter-clockwise rotations of square images.

    Args:
        image: (B, C, H, H), normalised: what an oblique rotation uncovers becomes 0, the mean.
        angles: in degrees. Multiples of 90 move pixels; others resample them.

    Returns:
        (A*B, C, H, H), angle-major.
    """
    return torch.cat([_turned(image, angle) for angle in angles])


def rotate_back(dense: Tensor, angles: Sequence[int]) -> Tensor:
    """Feature maps of rotated views, turned back to the unrotated grid.

    Cells of which an oblique rotation saw less than half are filled with those of the first view:
    their correlation is then that of the upright image (spec A2).

    Args:
        dense: (A*B, C, h, h), angle-major.
        angles: how far each view was turned, in degrees; the first is 0 where any is oblique.

    Returns:
        (B, A, C, h, h), not of unit length unless all angles are multiples of 90.
    """
    views = dense.chunk(len(angles))
    back = []
    for view, angle in zip(views, angles, strict=True):
        turned = _turned(view, -angle)
        if angle % 90:
            seen = torch.ones_like(view[:1, :1])
            seen = _turned(_turned(seen, angle), -angle)  # (1, 1, h, h), in [0, 1]
            turned = torch.where(seen < 0.5, views[0], turned)
        back.append(turned)
    return torch.stack(back, dim=1)


def _turned(x: Tensor, angle: int) -> Tensor:
    """(B, C, H, H) turned counter-clockwise on the same canvas, bilinear where needed."""
    if angle % 90 == 0:
        return torch.rot90(x, angle // 90, dims=(2, 3))
    radians = math.radians(angle)
    cos, sin = math.cos(radians), math.sin(radians)
    # Where each new pixel comes from; x to the right, y down, the centre at 0.
    matrix = x.new_tensor([[cos, -sin, 0.0], [sin, cos, 0.0]]).expand(x.shape[0], 2, 3)
    grid = F.affine_grid(matrix, list(x.shape), align_corners=False)
    return F.grid_sample(x, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def correlate(dense: Tensor, text: Tensor) -> Tensor:
    """Cosine of every feature of every rotation with every prompt (spec A5).

    Args:
        dense: (B, A, C, h, w), unit length along C.
        text: (T, P, C) or (B, T, P, C), unit length along C.

    Returns:
        (B, T, A*P, h, w), in [-1, 1]; channels angle-major, prompt-minor.
    """
    batch, angles, _, h, w = dense.shape
    classes, prompts = text.shape[-3:-1]
    equation = "bachw,tpc->btaphw" if text.dim() == 3 else "bachw,btpc->btaphw"
    corr = torch.einsum(equation, dense, text)
    return corr.reshape(batch, classes, angles * prompts, h, w)
