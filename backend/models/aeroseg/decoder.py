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
from backend.models.aeroseg.refinement import in_chunks

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

        Both read a mean of the upsampled maps, and the transposed convolution is affine: its
        kernel is averaged instead of its output (spec F5).

        Args:
            mean: (B, Cin, h, w), mean over the real classes of the stage's input.
        """
        if self.channel_att is None or self.spatial_att is None:
            raise RuntimeError("this stage has no attention")
        weight, bias = self.up.weight, cast(Tensor, self.up.bias)  # (Cin, Cup, 2, 2), (Cup,)
        over_space = mean.mean(dim=(2, 3)) @ weight.mean(dim=(2, 3)) + bias
        over_channels = F.conv_transpose2d(
            mean, weight.mean(dim=1, keepdim=True), bias.mean()[None], stride=2
        )
        channel, spatial = self.channel_att(over_space[:, :, None, None]), over_channels
        spatial = self.spatial_att(spatial)
        if self.activation == "sigmoid":
            return channel.sigmoid(), spatial.sigmoid()
        return channel, spatial

    def guidance_term(self, mean: Tensor, guide: Tensor) -> Tensor:
        """What conv1 gives that is the same for every class, (B, channels, 2h, 2w).

        The guidance half of its input (spec F4), and the bias of the transposed convolution.
        """
        if self.channel_att is not None:
            channel, spatial = self.attention(mean)
            guide = (channel + spatial + 1) * guide
        kernel, side = self.conv1.weight, guide.shape[-1]
        bias = cast(Tensor, self.up.bias)[None, :, None, None].expand(1, -1, 3, 3)
        # A constant map through a padded 3 x 3 kernel has nine values: corners, edges, inside.
        nine = F.conv2d(bias, kernel[:, : self.up_channels], padding=1)
        place = torch.ones(side, dtype=torch.long, device=guide.device)
        place[0], place[-1] = 0, 2
        term = F.conv2d(guide, kernel[:, self.up_channels :], padding=1)
        return term + nine[:, :, place[:, None], place[None, :]]

    def _upsampling_kernel(self) -> Tensor:
        """conv1 after the transposed convolution as one kernel, (4 * channels, Cin, 2, 2).

        Between them stands nothing but a bias, so their product is again a convolution: each of
        the 2 x 2 pixels that an input pixel becomes sees 2 x 2 input pixels. That is half of the
        arithmetic, and the upsampled maps are never made.
        """
        up, kernel = self.up.weight, self.conv1.weight[:, : self.up_channels]
        taps = torch.einsum("opyx,cpsu->oycsxu", kernel, up)
        pick = _PHASES.to(taps)
        taps = torch.einsum("aiys,oycsxu->aoicxu", pick, taps)
        taps = torch.einsum("bjxu,aoicxu->abocij", pick, taps)
        return taps.flatten(0, 2)

    def forward(self, x: Tensor, term: Tensor) -> Tensor:
        """Upsample class maps.

        Args:
            x: (B, T, Cin, h, w); fastest with the channels last in memory.
            term: (B, channels, 2h, 2w), from :meth:`guidance_term`.

        Returns:
            (B, T, channels, 2h, 2w), channels last in memory.
        """
        b, t, _, h, w = x.shape
        last = torch.channels_last
        flat = x.flatten(0, 1).contiguous(memory_format=last)
        kernel = self._upsampling_kernel().contiguous(memory_format=last)
        phases = F.conv2d(flat, kernel, padding=1)  # (B*T, 4*channels, h+1, w+1)
        phases = phases.permute(0, 2, 3, 1).unflatten(3, (2, 2, -1))  # (B*T, h+1, w+1, 2, 2, C)
        y = phases.new_empty(b * t, h, 2, w, 2, phases.shape[-1])
        for i in (0, 1):
            for j in (0, 1):
                y[:, :, i, :, j] = phases[:, i : i + h, j : j + w, i, j]
        y = y.view(b, t, 2 * h, 2 * w, -1) + term.permute(0, 2, 3, 1)[:, None]
        y = y.flatten(0, 1).permute(0, 3, 1, 2)
        y = F.relu(self.norm1(y), inplace=True)
        y = F.relu(self.norm2(self.conv2(y)), inplace=True)
        return y.unflatten(0, (b, t))


def _phases() -> Tensor:
    """(phase a, kernel index i, row y of a 3-kernel, row s of a 2-kernel): 1 where they meet.

    Row ``2i + a`` of the doubled map sees rows ``2i + a - 1 + y`` of it; such a row ``r`` comes
    from input row ``r // 2`` through row ``r % 2`` of the transposed kernel. Phase 0 therefore
    reads the input rows -1 and 0, phase 1 the rows 0 and 1.
    """
    out = torch.zeros(2, 2, 3, 2)
    for a in (0, 1):
        for y in (0, 1, 2):
            row = a - 1 + y
            out[a, row // 2 + 1 - a, y, row % 2] = 1.0
    return out


_PHASES = _phases()


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
        first, second = self._stages()
        # Channels last in memory, as the stages want them: then a chunk of classes is a view.
        terms = first.guidance_term(x.mean(dim=1), _to_grid(guides[0], x.shape[-1] * 2))
        y = in_chunks(lambda part: first(part, terms).permute(0, 1, 3, 4, 2), x, chunk)
        y = y.permute(0, 1, 4, 2, 3)
        more = second.guidance_term(y.mean(dim=1), _to_grid(guides[1], y.shape[-1] * 2))

        def finish(part: Tensor) -> Tensor:
            maps = self.classifier(second(part, more).flatten(0, 1))
            return maps.unflatten(0, part.shape[:2])[:, :, 0]

        return in_chunks(finish, y, chunk)


def _to_grid(guide: Tensor, side: int) -> Tensor:
    return guide if guide.shape[-1] == side else F.interpolate(guide, size=side, mode="nearest")
