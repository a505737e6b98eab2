"""What is trained beside the upsampler and thrown away afterwards (spec part C, steps 3 and 5)."""

from __future__ import annotations

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

__all__ = ["AttentionDownsampler", "ImageHead", "Uncertainty", "blur"]

BLUR_SIGMA, BLUR_REACH = 1.0, 2  # 5 x 5 px
DROPPED = 0.2  # features, and positions whose attention is left out
LEAST_SCALE = 1e-4


def blur(x: Tensor) -> Tensor:
    """Gaussian blur of (B, C, H, W), 5 x 5, sigma 1, reflected at the borders."""
    place = torch.arange(-BLUR_REACH, BLUR_REACH + 1, dtype=x.dtype, device=x.device)
    line = torch.exp(-place.square() / (2 * BLUR_SIGMA**2))
    line = line / line.sum()
    channels = x.shape[1]
    x = F.pad(x, (BLUR_REACH,) * 4, mode="reflect")
    x = F.conv2d(x, line.view(1, 1, 1, -1).expand(channels, 1, 1, -1), groups=channels)
    return F.conv2d(x, line.view(1, 1, -1, 1).expand(channels, 1, -1, 1), groups=channels)


class AttentionDownsampler(nn.Module):
    """Pixels back to patches: of each patch the mean, weighted by what the features say.

    Args:
        channels: of the features.
        patch_px: side of a patch. Patches lie side by side: with a tile of ``grid`` patches the
            published stride (tile - patch) // (grid - 1) is the patch itself.
    """

    def __init__(self, channels: int, patch_px: int) -> None:
        super().__init__()
        self.patch_px = patch_px
        self.attention = nn.Linear(channels, 1)
        self.weight = nn.Parameter(1.0 + 0.01 * torch.randn(patch_px, patch_px))
        self.bias = nn.Parameter(0.01 * torch.randn(patch_px, patch_px))

    def forward(self, x: Tensor) -> Tensor:
        """Patch features (B, C, h, w) of pixel features (B, C, H, W)."""
        side = self.patch_px
        grid = (x.shape[2] // side, x.shape[3] // side)
        x = blur(x)
        seen = F.dropout(x, DROPPED, self.training)
        scores = F.conv2d(seen, self.attention.weight[:, :, None, None], self.attention.bias)
        # (B, h, p, w, p): the pixels of each patch
        scores = scores[:, 0].unflatten(2, (grid[1], side)).unflatten(1, (grid[0], side))
        # Also outside of training, as published: at such a position only the learned bias counts.
        kept = torch.rand(x.shape[0], grid[0], 1, grid[1], 1, device=x.device) > DROPPED
        scores = scores * kept * self.weight[:, None, :] + self.bias[:, None, :]
        shares = scores.transpose(2, 3).flatten(3).softmax(dim=-1)  # (B, h, w, p*p)
        shares = shares.unflatten(3, (side, side)).transpose(2, 3).flatten(3, 4).flatten(1, 2)
        return F.avg_pool2d(x * shares[:, None], side) * side**2


class Uncertainty(nn.Module):
    """How far off a reconstruction may be at each patch, from the features to be reconstructed."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.net = nn.Conv2d(channels, 1, 1)
        with torch.no_grad():
            for parameter in self.net.parameters():
                parameter.mul_(0.1)

    def forward(self, features: Tensor) -> Tensor:
        """Standard deviations (B, 1, h, w) for features (B, C, h, w)."""
        return torch.exp(self.net(features) + 0.1).clamp(min=LEAST_SCALE)


class ImageHead(nn.Module):
    """Draws the image from pixel features, so that the upsampler keeps its detail."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        # 1x1 convolutions, written for channels last.
        self.layers = nn.Sequential(
            nn.Linear(channels, channels), nn.LayerNorm(channels, eps=1e-6), nn.GELU(),
            nn.Linear(channels, 3), nn.Tanh(),
        )  # fmt: skip

    def forward(self, features: Tensor) -> Tensor:
        """Normalised image (B, 3, H, W), within -1..1, of features (B, C, H, W)."""
        return cast(Tensor, self.layers(features.permute(0, 2, 3, 1))).permute(0, 3, 1, 2)
