"""Upsampling decoder with guidance weighted by attention (spec A10).

The guidance half of the first convolution is computed once per image and added to every class
(spec F4), and the attention needs only the class mean of a stage's input (F5), so classes can be
decoded in chunks with equal results.
"""

from __future__ import annotations

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.aeroseg.config import DecoderConfig

__all__ = ["Decoder", "DecoderStage"]

GROUP = 16  # channels a group of the group norms


class DecoderStage(nn.Module):
    """Doubles the resolution of every class map."""

    def __init__(
        self,
        channels_in: int,
        channels: int,
        guidance: int,
        guidance_in: int,
        config: DecoderConfig,
        enlarge: tuple[int, int] | None = None,
    ) -> None:
        super().__init__()
        self.up_channels = channels_in - guidance
        self.activation = config.attention_activation
        self.up = nn.ConvTranspose2d(channels_in, self.up_channels, 2, stride=2)
        # (channels, scale) of the transposed convolution that enlarges a CLIP tap (spec A10)
        self.guidance_up = (
            nn.ConvTranspose2d(guidance_in, enlarge[0], enlarge[1], stride=enlarge[1])
            if enlarge
            else None
        )
        self.guidance_proj = nn.Conv2d(
            enlarge[0] if enlarge else guidance_in, guidance, 3, padding=1
        )
        self.conv1 = nn.Conv2d(channels_in, channels, 3, padding=1, bias=False)
        self.norm1 = nn.GroupNorm(max(1, channels // GROUP), channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norm2 = nn.GroupNorm(max(1, channels // GROUP), channels)
        self.channel_att = nn.Conv2d(self.up_channels, guidance, 1) if config.attention else None
        self.spatial_att = nn.Conv2d(1, 1, 1) if config.attention else None

    def project(self, guide: Tensor) -> Tensor:
        """Guidance map of this stage (B, guidance, ., .) from a tap (B, guidance_in, h, w).

        It is on the tap's grid when that is enlarged by nearest neighbour, which is left to
        :class:`Decoder`.
        """
        if self.guidance_up is not None:
            guide = self.guidance_up(guide)
        return F.relu(self.guidance_proj(guide))

    def attention(self, mean: Tensor) -> tuple[Tensor, Tensor]:
        """Channel (B, Cg, 1, 1) and spatial (B, 1, 2h, 2w) weights from the class mean.

        Args:
            mean: (B, Cin, h, w), mean over the real classes of the stage's input.
        """
        if self.channel_att is None or self.spatial_att is None:
            raise RuntimeError("this stage has no attention")
        up = self.up(mean)  # the mean of the affine ups is the up of the mean (F5)
        channel = self.channel_att(up.mean(dim=(2, 3), keepdim=True))
        spatial = self.spatial_att(up.mean(dim=1, keepdim=True))
        if self.activation == "sigmoid":
            return channel.sigmoid(), spatial.sigmoid()
        return channel, spatial

    def guidance_term(self, mean: Tensor, guide: Tensor) -> Tensor:
        """Guidance half of the first convolution, (B, channels, 2h, 2w), once per image."""
        if self.channel_att is not None:
            channel, spatial = self.attention(mean)
            guide = channel * guide + spatial * guide + guide
        return F.conv2d(guide, self.conv1.weight[:, self.up_channels :], padding=1)

    def forward(self, x: Tensor, term: Tensor) -> Tensor:
        """Upsample class maps.

        Args:
            x: (B, T, Cin, h, w).
            term: (B, channels, 2h, 2w), from :meth:`guidance_term`.

        Returns:
            (B, T, channels, 2h, 2w).
        """
        b, t = x.shape[:2]
        y = F.conv2d(self.up(x.flatten(0, 1)), self.conv1.weight[:, : self.up_channels], padding=1)
        y = (y.unflatten(0, (b, t)) + term[:, None]).flatten(0, 1)
        y = F.relu(self.norm1(y))
        y = F.relu(self.norm2(self.conv2(y)))
        return y.unflatten(0, (b, t))


class Decoder(nn.Module):
    """Two stages and a classifier: one logit map a class at four times the grid."""

    def __init__(
        self, hidden: int, guidance_in: tuple[int, int], upsampled: tuple[int, int] | None,
        config: DecoderConfig,
    ) -> None:  # fmt: skip
        super().__init__()
        first, second = config.channels
        enlarge = [(upsampled[0], 2), (upsampled[1], 4)] if upsampled else [None, None]
        self.stages = nn.ModuleList(
            DecoderStage(source, channels, guidance, tap, config, larger)
            for source, channels, guidance, tap, larger in zip(
                (hidden, first), (first, second), config.guidance, guidance_in, enlarge, strict=True
            )
        )
        self.classifier = nn.Conv2d(second, 1, 3, padding=1)

    def _stages(self) -> tuple[DecoderStage, DecoderStage]:
        return cast(tuple[DecoderStage, DecoderStage], tuple(self.stages))

    def project(self, guides: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        """Projected guidance of both stages: what of the image the decoder ever needs.

        Args:
            guides: raw taps, stage 1 and stage 2.
        """
        first, second = self._stages()
        return first.project(guides[0]), second.project(guides[1])

    def forward(self, x: Tensor, guides: tuple[Tensor, Tensor], chunk: int | None = None) -> Tensor:
        """Logits of every class.

        Args:
            x: (B, T, hidden, h, h), refined maps.
            guides: projected guidance of both stages.
            chunk: classes decoded at a time; None decodes all at once.

        Returns:
            (B, T, 4h, 4h).
        """
        chunk = chunk or x.shape[1]
        first, second = self._stages()
        y = _through(first, x, guides[0], chunk)
        b = x.shape[0]
        term = second.guidance_term(y.mean(dim=1), _to_grid(guides[1], y.shape[-1] * 2))
        logits = [
            self.classifier(second(part, term).flatten(0, 1)).unflatten(0, (b, part.shape[1]))
            for part in y.split(chunk, dim=1)
        ]
        return torch.cat(logits, dim=1)[:, :, 0]


def _through(stage: DecoderStage, x: Tensor, guide: Tensor, chunk: int) -> Tensor:
    term = stage.guidance_term(x.mean(dim=1), _to_grid(guide, x.shape[-1] * 2))
    return torch.cat([stage(part, term) for part in x.split(chunk, dim=1)], dim=1)


def _to_grid(guide: Tensor, side: int) -> Tensor:
    return guide if guide.shape[-1] == side else F.interpolate(guide, size=side, mode="nearest")
