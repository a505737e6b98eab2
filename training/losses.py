"""Losses on partial labels: what a data set does not annotate takes no part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor

from training.data.concepts import UNKNOWN

__all__ = ["Labelled", "apply_ignore_policy", "count_labelled", "partial_bce", "partial_dice"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """What is labelled in a whole batch, of which a loss may see a part.

    Attributes:
        pixels: (T,) pixels of which the class is known to be there or not.
        area: pixels of the batch.
    """

    pixels: Tensor
    area: Tensor


def apply_ignore_policy(target: Tensor, policy: Literal["negatives", "mask"]) -> Tensor:
    """Targets (B, T, H, W) in which unlabelled pixels mean what the policy says (spec A11).

    Args:
        target: uint8: 1, 0, or 255 for unknown.
        policy: "negatives" makes them 0 for every class; "mask" leaves them unknown.
    """
    return target.masked_fill(target == UNKNOWN, 0) if policy == "negatives" else target


def _known(target: Tensor) -> Tensor:
    return (target != UNKNOWN).float()


def count_labelled(target: Tensor) -> Labelled:
    """Count what is labelled in targets (B, T, H, W)."""
    pixels = (target != UNKNOWN).sum(dim=(0, 2, 3))
    return Labelled(pixels, pixels.new_tensor(target[:, 0].numel()))


def partial_bce(logits: Tensor, target: Tensor, whole: Labelled | None = None) -> Tensor:
    """Binary cross entropy, averaged over the known pixels of each class, then over classes.

    Args:
        logits: (B, T, H, W).
        target: (B, T, H, W) uint8: 1, 0, or 255 for unknown.
        whole: what is labelled in the whole batch when these are a part of it: the losses of all
            parts then add up to that of the batch. None: these are the batch.

    Returns:
        scalar; 0 when nothing is known.
    """
    whole = whole or count_labelled(target)
    pixels = whole.pixels.to(logits.dtype)
    loss = F.binary_cross_entropy_with_logits(logits, (target == 1).float(), reduction="none")
    per_class = (loss * _known(target)).sum(dim=(0, 2, 3)) / pixels.clamp(min=1)
    # A class of which little is known in this batch must not speak as loudly as the others.
    weight = (pixels / (0.05 * whole.area.to(logits.dtype))).clamp(max=1)
    return (per_class * weight).sum() / weight.sum().clamp(min=1e-6)


def partial_dice(logits: Tensor, target: Tensor) -> Tensor:
    """Soft Dice over the batch for every class that has a positive pixel; 0 when none has."""
    known = _known(target)
    p, y = logits.sigmoid() * known, (target == 1).float()
    overlap = (p * y).sum(dim=(0, 2, 3))
    total = p.sum(dim=(0, 2, 3)) + y.sum(dim=(0, 2, 3))
    present = y.sum(dim=(0, 2, 3)) > 0
    dice = 1 - (2 * overlap + 1) / (total + 1)
    return dice[present].mean() if bool(present.any()) else torch.zeros((), device=logits.device)
