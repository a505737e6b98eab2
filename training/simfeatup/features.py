"""The frozen CLIP whose features an upsampler learns to bring to pixels (spec part C).

They are those of the input of the last block, without the changed attention of SegEarth-OV: the
upsampler is meant to be independent of it. There is no norm over the channels.
"""

from __future__ import annotations

import copy
import hashlib
from typing import Any, Literal

import torch
from torch import Tensor, nn

from backend.models.aeroseg.preparation import SquareInput
from backend.models.segearth.vision import DenseClip

__all__ = ["Featuriser", "statistics"]

# As published (spec part C); RGB in 0..255.
IMAGENET = SquareInput(
    (0.485 * 255, 0.456 * 255, 0.406 * 255), (0.229 * 255, 0.224 * 255, 0.225 * 255)
)
HALVES = {"fp16": torch.float16, "bf16": torch.bfloat16}


def statistics(backbone: DenseClip, normalise: Literal["clip", "imagenet"]) -> SquareInput:
    """Normalises RGB in 0..255, as the engine does for this CLIP or as published."""
    return copy.deepcopy(backbone.prepare if normalise == "clip" else IMAGENET)


class Featuriser(nn.Module):
    """Features of the input of CLIP's last block.

    Args:
        backbone: CLIP; it is frozen here.
        precision: in which it computes on a CUDA device.
    """

    def __init__(self, backbone: DenseClip, precision: str = "fp32") -> None:
        super().__init__()
        self.backbone = backbone.eval().requires_grad_(False)
        self.lower = HALVES.get(precision)

    @torch.no_grad()
    def forward(self, x: Tensor) -> Tensor:
        """Patch features (B, C, h, w), float32, of normalised images (B, 3, H, W)."""
        visual = self.backbone.vl.visual
        patch = self.backbone.config.patch_px
        grid = (x.shape[2] // patch, x.shape[3] // patch)
        lower = self.lower if x.device.type == "cuda" else None
        with torch.autocast(x.device.type, lower, enabled=lower is not None):
            tokens = self.backbone.embed_patches(x, grid)
            for block in visual.transformer.resblocks[:-1]:
                tokens = block(tokens)
            tokens = visual.ln_post(tokens[:, 1:]) @ visual.proj  # (B, h*w, C)
        return tokens.float().transpose(1, 2).unflatten(2, grid)

    def to_device(self, device: torch.device) -> Featuriser:
        """Move what sees the image; the text tower is never used here."""
        self.backbone.vl.visual.to(device)
        return self

    def digest(self) -> str:
        """SHA-256 of the weights: a resumed run must have the same ones."""
        found = hashlib.sha256()
        state: dict[str, Any] = self.backbone.vl.visual.state_dict()
        for name, tensor in state.items():
            found.update(name.encode())
            found.update(tensor.detach().cpu().contiguous().view(torch.uint8).numpy())
        return found.hexdigest()
