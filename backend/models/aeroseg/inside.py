"""What AerOSeg holds between its modules, as maps that can be looked at (paper, supplement).

The correlation is shown as it is: the cosine of each token with the name, per rotation. A refined
map has many channels (spec A5 to A8), of which one number is shown: how far it lies along the
direction that the decoder reads. That direction comes from the decoder's weights alone, probed with
noise, so it is the same for every picture, name and stage. On the built-in model its cosine with
the gradient of the logits, averaged over pictures and names, is 0.96. The plain mean
over the channels would mislead: their signs are arbitrary, and on the built-in model the mean
falls where the class is (correlation with the logits -0.9 before refinement).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

from backend.models.aeroseg.correlation import unit
from backend.models.aeroseg.decoder import Decoder, DecoderStage
from backend.models.aeroseg.model import AerOSeg
from backend.models.base import Features

__all__ = ["Inside", "Stages", "decoder_direction"]

# Noise that the decoder is probed with: maps, their side, and their standard deviation, the one of
# 0.5 to 4 whose direction came nearest to the gradients on the drawn scene.
PROBES, PROBE_SIDE, PROBE_DEVIATION = 8, 16, 0.5


@dataclass(frozen=True, slots=True)
class Stages:
    """Maps of one batch of tiles; T classes, A angles, h the side of the correlation grid.

    Attributes:
        correlation: (B, T, A, h, h) cosine, mean over the prompt templates, in [-1, 1].
        refinement: (B, T, 1 + blocks, h, h) before refinement and after each block.
        score: (B, T, 4h, 4h) probability, on the decoder's own grid.
    """

    correlation: Tensor
    refinement: Tensor
    score: Tensor


def decoder_direction(head: nn.Module) -> Tensor:
    """Unit vector (F,) along which a refined map raises the logit, from the weights alone.

    The mean gradient of the logits of the decoder (spec A10) at noise without guidance: unlike a
    product of its kernels it knows how often each unit of the decoder is awake.
    """
    decoder = cast(Decoder, head.decoder)
    first, second = (cast(DecoderStage, stage) for stage in decoder.stages)
    weight = first.up.weight
    dice = torch.Generator().manual_seed(0)
    noise = torch.randn(PROBES, 1, weight.shape[0], PROBE_SIDE, PROBE_SIDE, generator=dice)
    with torch.inference_mode(False), torch.enable_grad():
        maps = (PROBE_DEVIATION * noise).to(weight).requires_grad_(True)
        guides = (
            maps.new_zeros(PROBES, first.guidance_proj.out_channels, *[PROBE_SIDE * 2] * 2),
            maps.new_zeros(PROBES, second.guidance_proj.out_channels, *[PROBE_SIDE * 4] * 2),
        )
        (slope,) = torch.autograd.grad(decoder(maps, guides).sum(), maps)
    return unit(slope.mean(dim=(0, 1, 3, 4)).float(), dim=0)


class Inside:
    """Looks into a model.

    Args:
        model: with its weights.
    """

    def __init__(self, model: AerOSeg) -> None:
        self._model = model
        self._direction = decoder_direction(model.head).detach()

    @property
    def angles(self) -> tuple[int, ...]:
        """Rotations that the model encodes, in degrees."""
        config = self._model.config
        return tuple(config.used_angles or config.angles)

    @property
    def blocks(self) -> int:
        """Refinement blocks."""
        return len(self._model.head.refine)

    @property
    def grid(self) -> int:
        """Side of the correlation grid, in tokens."""
        return self._model.config.grid

    @property
    def most_classes(self) -> int | None:
        """With more classes only the best of each tile are refined (spec A7); None: no limit."""
        return self._model.config.refinement.pad_len or None

    @torch.inference_mode()
    def stages(self, features: Features, text: Tensor) -> Stages:
        """The maps of encoded tiles, computed as ``AerOSeg.decode`` does.

        Args:
            features: from ``AerOSeg.encode``.
            text: (T, P, C) from ``AerOSeg.embed``.

        Raises:
            ValueError: more classes than :attr:`most_classes`.
        """
        if self.most_classes is not None and len(text) > self.most_classes:
            raise ValueError(f"{len(text)} classes, at most {self.most_classes} are refined")
        model, head = self._model, self._model.head
        chunk = model.config.inference_chunk
        tensors = {name: tensor.float() for name, tensor in features.tensors.items()}
        text = text.float()
        corr = model.correlation(tensors.pop("dense"), text, self.angles)  # (B, T, A*P, h, h)
        x = head.embed_correlation(corr, chunk)  # (B, T, h, h, F)
        tau = head.text_guidance(text[None])
        direction = self._direction.to(x)
        seen = [x @ direction]
        for block in head.refine:
            x = block(x, tensors.get("appearance"), tau, 1, chunk)
            seen.append(x @ direction)
        maps = x.permute(0, 1, 4, 2, 3)
        logits = head.decoder(maps, (tensors["guide1"], tensors["guide2"]), chunk)
        return Stages(self._per_angle(corr), torch.stack(seen, dim=2), logits.sigmoid())

    def _per_angle(self, corr: Tensor) -> Tensor:
        """(B, T, A*P, h, h) -> (B, T, used angles, h, h), mean over the prompts."""
        config = self._model.config
        means = corr.unflatten(2, (len(config.angles), len(config.prompts))).mean(dim=3)
        return means[:, :, [config.angles.index(angle) for angle in self.angles]]
