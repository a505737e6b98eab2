"""Norms, logits and classes (spec A.4, A.6) in the cheap forms of spec part E."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from backend.models.segearth.upsampler import Upsampler

__all__ = ["class_probabilities", "cosines", "feature_norms", "label_map"]

LEAST_NORM = 1e-12


def feature_norms(
    upsampler: Upsampler, dense: Tensor, kernels: Sequence[Tensor], size: tuple[int, int]
) -> Tensor:
    """Lengths of the upsampled features, from as many channels as there are patches.

    With dense = O R (thin QR) the features are O (R U) + c, and O keeps lengths (spec E.4).

    Args:
        upsampler: gives U and c.
        dense: (B, C, h, w), the closing convolution applied.
        kernels: of the image.
        size: rows and columns of the result.

    Returns:
        (B, H, W).
    """
    constant = upsampler.constant()
    flat = dense.flatten(2)  # (B, C, N)
    channels, patches = flat.shape[1:]
    if channels <= patches:
        fine = _spread(upsampler, dense, kernels, size)
        if constant is not None:
            fine = fine + constant[:, None, None]
        return fine.norm(dim=1)
    basis, coordinates = torch.linalg.qr(flat)  # (B, C, N), (B, N, N)
    fine = _spread(upsampler, coordinates.unflatten(2, dense.shape[2:]), kernels, size)
    squares = torch.linalg.vecdot(fine, fine, dim=1)  # (B, H, W)
    if constant is not None:
        along = constant @ basis  # (B, N)
        squares = squares + 2 * torch.einsum("bn,bnhw->bhw", along, fine) + constant.square().sum()
    return squares.clamp(min=0).sqrt()


def cosines(
    upsampler: Upsampler, dense: Tensor, norms: Tensor, kernels: Sequence[Tensor], text: Tensor
) -> Tensor:
    """Cosine of every pixel with every query; only Q channels are upsampled (spec E.3).

    Args:
        upsampler: gives U and c.
        dense: (B, C, h, w), the closing convolution applied.
        norms: (B, H, W), of :func:`feature_norms`.
        kernels: of the image.
        text: (Q, C), unit length.

    Returns:
        (B, Q, H, W).
    """
    coarse = torch.einsum("qc,bchw->bqhw", text, dense)
    size = (norms.shape[1], norms.shape[2])
    fine = _spread(upsampler, coarse, kernels, size)
    constant = upsampler.constant()
    if constant is not None:
        fine = fine + (text @ constant)[:, None, None]
    return fine / norms.clamp(min=LEAST_NORM)[:, None]


def _spread(
    upsampler: Upsampler, source: Tensor, kernels: Sequence[Tensor], size: tuple[int, int]
) -> Tensor:
    """Upsampled, and resized to the window where the patch is not 16 px wide (spec A.4)."""
    fine = upsampler.spread(source, kernels)
    if fine.shape[-2:] == size:
        return fine
    return F.interpolate(fine, size=size, mode="bilinear", align_corners=False)


def class_probabilities(logits: Tensor, owners: Sequence[Sequence[int]], scale: float) -> Tensor:
    """Softmax over all queries, then the maximum over those of each class (spec A.6).

    Args:
        logits: (Q, H, W), averaged and at their final size. Rows without an owner take part in
            the softmax all the same.
        owners: rows of each class, K lists, none empty.
        scale: factor before the softmax.

    Returns:
        (K, H, W) in [0, 1]; they need not sum to 1.
    """
    total = torch.logsumexp(scale * logits, dim=0)
    # exp grows, so the largest probability is that of the largest logit.
    best = torch.stack([logits[list(rows)].amax(dim=0) for rows in owners])
    return (scale * best - total).exp()


def label_map(probabilities: Tensor, threshold: float, background: int) -> Tensor:
    """Index of the best class, or of the background where the best is below the threshold.

    Args:
        probabilities: (K, H, W).
        threshold: in [0, 1].
        background: index of the background class.

    Returns:
        (H, W) int64; ties go to the lower index.
    """
    best, labels = probabilities.max(dim=0)
    return torch.where(best < threshold, background, labels)
