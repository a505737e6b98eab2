"""Everything of AerOSeg after the encoders: correlation embedding, refinement, decoder."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.aeroseg.backprojection import BackProjection
from backend.models.aeroseg.config import AerOSegConfig
from backend.models.aeroseg.correlation import unit
from backend.models.aeroseg.decoder import Decoder
from backend.models.aeroseg.refinement import RefinementBlock, in_chunks

__all__ = ["Head"]

# Logit of a class that was not computed because more than pad_len were asked for (spec A7).
NOT_COMPUTED = -100.0


class Head(nn.Module):
    """Everything after the encoders."""

    def __init__(self, config: AerOSegConfig) -> None:
        super().__init__()
        self.config = config
        refinement, channels = config.refinement, config.guidance_channels
        hidden, kernel = refinement.hidden, refinement.embed_kernel
        self.correlation_embed = nn.Conv2d(
            config.correlation_channels, hidden, kernel, padding=kernel // 2
        )
        self.appearance_proj = (
            nn.Conv2d(channels[0], refinement.appearance, 3, padding=1)
            if refinement.appearance
            else None
        )
        self.text_proj = nn.Linear(config.backbone.embed_dim, refinement.text_guidance)
        self.refine = nn.ModuleList(RefinementBlock(refinement) for _ in range(refinement.blocks))
        self.decoder = Decoder(hidden, (channels[1], channels[2]), config.upsampled, config.decoder)
        self.backproj: BackProjection | None = None
        # Without classes it is a plan that the training run fills in.
        if config.backprojection is not None and config.backprojection.classes:
            target = config.backprojection.target
            size = {"guidance": channels[0], "clip": config.backbone.embed_dim, "rgb": 3}[target]
            self.backproj = BackProjection(config.backprojection, hidden, size)

    def project(self, appearance: Tensor, guides: tuple[Tensor, Tensor]) -> dict[str, Tensor]:
        """What the head needs of the guidance, once per image (spec F2, F4, F8)."""
        if self.config.decoder.tap_order == "later-first":
            guides = (guides[1], guides[0])
        first, second = self.decoder.project(guides)
        out = {"guide1": first, "guide2": second}
        if self.appearance_proj is not None:
            out["appearance"] = F.relu(self.appearance_proj(appearance))
        return out

    def text_guidance(self, text: Tensor) -> Tensor:
        """(B or 1, T, G) from unit embeddings (B or 1, T, P, C): mean over prompts, renormed."""
        return F.relu(self.text_proj(unit(text.mean(dim=2), dim=-1)))

    def embed_correlation(self, corr: Tensor, chunk: int | None = None) -> Tensor:
        """(B, T, A*P, h, w) -> (B, T, h, w, F), each class on its own (spec A5)."""

        def embed(part: Tensor) -> Tensor:
            maps = self.correlation_embed(part.flatten(0, 1))
            return maps.permute(0, 2, 3, 1).contiguous().unflatten(0, part.shape[:2])

        return in_chunks(embed, corr, chunk)

    def refined(
        self, corr: Tensor, text: Tensor, guides: dict[str, Tensor], pooling: int,
        chunk: int | None = None,
    ) -> Tensor:  # fmt: skip
        """Refined maps (B, T, h, w, F) of a correlation (B, T, A*P, h, w)."""
        x = self.embed_correlation(corr, chunk)
        tau = self.text_guidance(text)
        for block in self.refine:
            x = block(x, guides.get("appearance"), tau, pooling, chunk)
        return x

    def forward(
        self, corr: Tensor, text: Tensor, guides: dict[str, Tensor], pooling: int = 1,
        chunk: int | None = None,
    ) -> tuple[Tensor, Tensor]:  # fmt: skip
        """Logits (B, T, 4h, 4w) and refined maps (B, T', h, w, F).

        Args:
            corr: (B, T, A*P, h, w).
            text: (B or 1, T, P, C), unit length.
            guides: from :meth:`project`.
            pooling: side of the class block's pooling, 1 or 2.
            chunk: classes at a time; None for all at once.

        With more classes than ``pad_len`` only the best ``pad_len`` of each image are computed
        (spec A7); T' is then ``pad_len``.
        """
        limit, classes = self.config.refinement.pad_len, corr.shape[1]
        kept = None
        if limit and classes > limit:
            kept = corr.amax(dim=(2, 3, 4)).topk(limit, dim=1).indices  # (B, pad_len)
            rows = torch.arange(corr.shape[0], device=corr.device)[:, None]
            corr, text = corr[rows, kept], text.expand(corr.shape[0], -1, -1, -1)[rows, kept]
        x = self.refined(corr, text, guides, pooling, chunk)
        maps = x.permute(0, 1, 4, 2, 3)
        logits = self.decoder(maps, (guides["guide1"], guides["guide2"]), chunk)
        if kept is not None:
            full = logits.new_full((logits.shape[0], classes, *logits.shape[2:]), NOT_COMPUTED)
            logits = full.scatter(1, kept[:, :, None, None].expand_as(logits), logits)
        return logits, x
