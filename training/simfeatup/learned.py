"""Everything that is trained, and the losses of one moved copy of a batch (spec part C)."""

from __future__ import annotations

from typing import NamedTuple, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.segearth import SegEarth
from backend.models.segearth.upsampler import LearnedUpsampler
from training.simfeatup.features import Featuriser
from training.simfeatup.jitter import Jitter
from training.simfeatup.losses import draw_projection, image_loss, reconstruction_loss
from training.simfeatup.networks import AttentionDownsampler, ImageHead, Uncertainty

__all__ = ["Copy", "Learned"]


class Copy(NamedTuple):
    """What came of one moved copy: both losses, and the features that were compared."""

    reconstruction: Tensor
    image: Tensor
    found: Tensor
    wanted: Tensor


class Learned(nn.Module):
    """The upsampler, and what only its training needs.

    Args:
        model: whose upsampler is trained.
    """

    def __init__(self, model: SegEarth) -> None:
        super().__init__()
        channels, patch_px = model.config.backbone.embed_dim, model.config.backbone.patch_px
        self.upsampler = cast(LearnedUpsampler, model.upsampler)
        self.downsampler = AttentionDownsampler(channels, patch_px)
        self.uncertainty = Uncertainty(channels)
        self.head = ImageHead(channels)

    def upsample(self, features: Tensor, x: Tensor) -> Tensor:
        """Features (B, C, H, W) of features (B, C, h, w) and the normalised image (B, 3, H, W)."""
        fine = self.upsampler(features, x)
        if fine.shape[2:] == x.shape[2:]:
            return cast(Tensor, fine)
        # Patches that are not 16 px wide: the four doublings end at another size.
        return F.interpolate(fine, size=x.shape[2:], mode="bilinear", align_corners=False)

    def copy(
        self, featuriser: Featuriser, features: Tensor, x: Tensor, jitter: Jitter, directions: int
    ) -> Copy:
        """Losses of one moved copy.

        Args:
            featuriser: gives what is to be reconstructed, without gradient.
            features: (B, C, h, w) of the image where it is.
            x: (B, 3, H, W), normalised.
            jitter: the same move for all.
            directions: random ones, drawn anew, in which features are compared.
        """
        fine = jitter(self.upsample(features, x))
        with torch.no_grad():
            moved = jitter(x)
            wanted = featuriser(moved)
        found = self.downsampler(fine)
        projection = draw_projection(x.shape[0], wanted.shape[1], directions, x.device)
        return Copy(
            reconstruction_loss(found, wanted, projection, self.uncertainty(wanted)),
            image_loss(self.head(fine), moved), found, wanted,
        )  # fmt: skip
