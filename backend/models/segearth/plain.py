"""The upsampling of SegEarth-OV as published: all channels at full size (spec B.1, B.2, A.4).

Nothing is folded, projected or shared here. The product never runs it; measurements and tests
compare with it.
"""

from __future__ import annotations

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.segearth.upsampler import CLOSING_WEIGHT, BilateralStep, LearnedUpsampler

__all__ = ["plain_cosines", "plain_features", "plain_kernels"]


def plain_kernels(step: BilateralStep, guidance: Tensor) -> Tensor:
    """Kernels of a step from unfolded neighbourhoods.

    Args:
        step: its weights.
        guidance: (B, 3, H, W).

    Returns:
        (B, d*d, H, W).
    """
    batch, _, height, width = guidance.shape
    r, d = step.radius, 2 * step.radius + 1
    keys = step.range_proj(guidance)
    around = F.unfold(F.pad(keys, (r, r, r, r), mode="reflect"), d)
    around = around.reshape(batch, keys.shape[1], d * d, height * width)
    likeness = torch.einsum("bctp,bcp->btp", around, keys.flatten(2))
    kernel = (step.range_temp.exp().clamp(1e-4, 1e4) * likeness).softmax(dim=1)
    kernel = (kernel * step.spatial_kernel()[:, None]).unflatten(2, (height, width))
    kernel = kernel / kernel.sum(dim=1, keepdim=True).clamp(min=1e-7)
    return kernel + 0.1 * step.fixup_proj(torch.cat([kernel, guidance], dim=1))


def plain_features(upsampler: LearnedUpsampler, source: Tensor, image: Tensor) -> Tensor:
    """Features (B, C, 16h, 16w) of features (B, C, h, w): every channel goes through every step.

    Args:
        upsampler: its weights.
        source: as CLIP gives them.
        image: (B, 3, H, W), normalised.
    """
    x = source
    for step in upsampler.steps:
        size = (2 * x.shape[2], 2 * x.shape[3])
        kernel = plain_kernels(step, F.adaptive_avg_pool2d(image, size))
        r, d = step.radius, 2 * step.radius + 1
        fine = F.interpolate(x, size=size, mode="bicubic", align_corners=False)
        fine = F.pad(fine, (r, r, r, r), mode="reflect")
        x = torch.zeros_like(fine[:, :, : size[0], : size[1]])
        for tap in range(d * d):
            row, column = divmod(tap, d)
            part = fine[:, :, row : row + size[0], column : column + size[1]]
            x.addcmul_(kernel[:, tap : tap + 1], part)
    closing = cast(nn.Conv2d, upsampler.fixup_proj[1])
    return x + CLOSING_WEIGHT * closing(x)


def plain_cosines(
    upsampler: LearnedUpsampler, source: Tensor, image: Tensor, text: Tensor
) -> Tensor:
    """Cosine (B, Q, 16h, 16w) of every pixel with every query (Q, C)."""
    fine = F.normalize(plain_features(upsampler, source, image), dim=1, eps=1e-12)
    return torch.einsum("qc,bchw->bqhw", text, fine)
