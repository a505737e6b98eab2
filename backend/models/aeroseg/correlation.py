"""Rotated views of an image and the correlation of their features with text (spec A2, A5)."""

from __future__ import annotations

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
        image: (B, C, H, H).
        angles: multiples of 90, in degrees.

    Returns:
        (A*B, C, H, H), angle-major.
    """
    return torch.cat([torch.rot90(image, angle // 90, dims=(2, 3)) for angle in angles])


def rotate_back(dense: Tensor, angles: Sequence[int]) -> Tensor:
    """Feature maps of rotated views, turned back to the unrotated grid.

    Args:
        dense: (A*B, C, h, h), angle-major.
        angles: how far each view was turned, in degrees.

    Returns:
        (B, A, C, h, h).
    """
    views = dense.chunk(len(angles))
    back = [torch.rot90(v, -(a // 90), dims=(2, 3)) for v, a in zip(views, angles, strict=True)]
    return torch.stack(back, dim=1)


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
