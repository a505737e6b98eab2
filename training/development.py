"""Measures a model while it is trained, on crops of places that are kept out of the training."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from backend.models.aeroseg import AerOSeg
from training.data.concepts import UNKNOWN, Concepts
from training.feed import CropSet
from training.tracking import picture_of

__all__ = ["EXAMPLES", "development_iou", "development_maps"]

DEV_CROPS = 64
EXAMPLES = 4  # pictures for TensorBoard at each evaluation


@torch.no_grad()
def development_maps(model: AerOSeg, image: Tensor, text: Tensor, views: str) -> Tensor:
    """Logits (1, T, h, w) of one crop (3, H, W), as in evaluation: without pooling (spec A7)."""
    angles = model.config.angles if views == "all" else (0,)
    dense, guides, _, _ = model.encode_image(image[None].float().to(text.device), angles)
    logits: Tensor
    logits, _ = model.head(model.correlation(dense, text, angles), text[None], guides, pooling=1)
    return logits


@torch.no_grad()
def development_iou(
    model: AerOSeg, crops: CropSet, concepts: Concepts, views: str = "sampled",
    pictures: list[Tensor] | None = None,
) -> dict[str, float]:  # fmt: skip
    """IoU of every concept at its threshold over fixed crops of the development places.

    Args:
        model: averaged weights.
        crops: of places that are not trained on.
        concepts: what is measured.
        views: "all" rotations, or "sampled": the upright one alone, as most steps have it.
        pictures: gets some examples (see :func:`picture_of`).
    """
    model.eval()
    text = model.encode_phrases(concepts.names)
    hits = np.zeros((3, len(concepts.items)), np.int64)  # true, predicted and both
    for index in range(DEV_CROPS):
        image, target = crops[index][:2]
        logits = development_maps(model, image, text, views)
        logits = F.interpolate(logits, size=target.shape[-2:], mode="bilinear")[0].cpu()
        if pictures is not None and index < EXAMPLES:
            pictures.append(picture_of(image, target, logits.sigmoid()))
        known, truth = target != UNKNOWN, target == 1
        found = (logits > 0) & known
        for row, mask in zip(hits, (truth, found, truth & found), strict=True):
            row += mask.flatten(1).sum(1).numpy()
    union = hits[0] + hits[1] - hits[2]
    return {
        c.name: float(hits[2, i] / union[i]) for i, c in enumerate(concepts.items) if hits[0, i] > 0
    }
