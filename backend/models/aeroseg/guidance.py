"""What SAM and SAM 2 have in common as guidance: frozen or trained, taps on the head's grids."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.aeroseg.correlation import rotate_back, rotated_views
from backend.models.aeroseg.encoder_config import EncoderGuidance
from backend.models.aeroseg.preparation import SquareInput

__all__ = ["SAM_MEAN", "SAM_STD", "GuidanceEncoder", "Taps", "fit"]

# Statistics of every SAM (spec A1), RGB.
SAM_MEAN = (123.675, 116.28, 103.53)
SAM_STD = (58.395, 57.12, 57.375)

Taps = tuple[Tensor, Tensor, Tensor]


def fit(tap: Tensor, side: int, resize: str = "average") -> Tensor:
    """A tap (B, C, h, h) on another square grid (spec A1).

    Args:
        tap: any side.
        side: wanted.
        resize: "average" of areas or "bilinear" where it shrinks; it always grows bilinearly.
    """
    if tap.shape[-1] == side:
        return tap
    if tap.shape[-1] > side and resize == "average":
        return F.adaptive_avg_pool2d(tap, side)
    return F.interpolate(tap, size=(side, side), mode="bilinear", align_corners=False)


class GuidanceEncoder(nn.Module, ABC):
    """A second encoder, of which three taps guide the head.

    Frozen (the default) it needs no gradients, stays in evaluation mode and is never changed.
    """

    def __init__(self, config: EncoderGuidance) -> None:
        super().__init__()
        self.settings = config
        self.prepare = SquareInput(SAM_MEAN, SAM_STD, config.input_px)

    @abstractmethod
    def forward(self, x: Tensor) -> Taps:
        """Taps (B, C, h, h) of prepared images: the earlier, the later, the last."""

    def train(self, mode: bool = True) -> GuidanceEncoder:
        """Training mode, unless the encoder is frozen."""
        return super().train(mode and self.settings.trained)

    def freeze_unless_trained(self) -> None:
        """Called by subclasses when their layers exist."""
        self.requires_grad_(self.settings.trained)

    def taps(self, image: Tensor, sides: tuple[int, int, int], angles: Sequence[int]) -> Taps:
        """Taps of raw images on the grids where they are used.

        Args:
            image: (B, 3, H, H) float, 0..255, RGB.
            sides: wanted of the earlier, the later and the last tap.
            angles: rotations of the model; encoded only when the configuration wants all views.

        Returns:
            (B, C, side, side) each. Gradients reach the encoder only when it is trained.
        """
        settings = self.settings
        views = tuple(angles) if settings.views == "all" else (0,)
        with torch.set_grad_enabled(torch.is_grad_enabled() and settings.trained):
            early, late, last = (
                fit(tap, side, settings.tap_resize)
                for tap, side in zip(self._upright(image, views), sides, strict=True)
            )
            if settings.tap_norm == "layer":
                early, late, last = (_normed(tap) for tap in (early, late, last))
        return early, late, last

    def _upright(self, image: Tensor, views: tuple[int, ...]) -> Taps:
        x = self.prepare(image)
        if views == (0,):
            taps: Taps = self(x)
            return taps
        early, late, last = (
            rotate_back(tap, views).mean(dim=1) for tap in self(rotated_views(x, views))
        )
        return early, late, last


def _normed(tap: Tensor) -> Tensor:
    """LayerNorm over the channels of (B, C, h, w), without parameters."""
    return F.layer_norm(tap.permute(0, 2, 3, 1), tap.shape[1:2]).permute(0, 3, 1, 2)
