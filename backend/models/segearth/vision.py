"""CLIP with a changed last block: what SegEarth-OV and its relatives read from it (spec A.3)."""

from __future__ import annotations

from typing import Any, Literal

import torch
import torch.nn.functional as F
from torch import Tensor

from backend.models.aeroseg.clip import ClipBackbone
from backend.models.aeroseg.encoder_config import ClipConfig
from backend.models.aeroseg.preparation import SquareInput
from backend.models.segearth.config import Mode

__all__ = ["DenseClip", "attend", "positions_for"]

# Published, rounded figures (spec A.1); RGB in 0..255.
MEAN = (122.771, 116.746, 104.094)
STD = (68.501, 66.632, 70.323)
HALF = (127.5, 127.5, 127.5)


class DenseClip(ClipBackbone):
    """CLIP whose last image blocks give dense features without residual and feed-forward.

    Args:
        config: sizes; ``taps`` are not used.
        mode: attention of the last blocks.
        residual: keep residual and feed-forward there.
        last_layers: how many last blocks are summed.
        pixels: by which statistics they are normalised.
    """

    def __init__(
        self,
        config: ClipConfig,
        mode: Mode,
        residual: bool = False,
        last_layers: int = 1,
        pixels: Literal["clip", "inception"] = "clip",
    ) -> None:
        super().__init__(config)
        self.mode: Mode = mode
        self.residual = residual
        self.last_layers = last_layers
        mean, std = (MEAN, STD) if pixels == "clip" else (HALF, HALF)
        self.prepare = SquareInput(mean, std)

    def dense(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Features of normalised images of any size that is a multiple of the patch.

        Args:
            x: (B, 3, H, W).

        Returns:
            class feature (B, C) and patch features (B, C, h, w), neither of unit length.
        """
        visual = self.vl.visual
        grid = (x.shape[2] // self.config.patch_px, x.shape[3] // self.config.patch_px)
        x = self.embed_patches(x, grid)
        blocks = visual.transformer.resblocks
        first = len(blocks) - self.last_layers
        total: Tensor | None = None
        for index, block in enumerate(blocks):
            if index >= first:
                out = self.last_block(block, x, grid)
                total = out if total is None else total + out
            if index < len(blocks) - 1:  # the ordinary last block is never needed
                x = block(x)
        tokens = visual.ln_post(total) @ visual.proj  # (B, h*w + 1, C)
        return tokens[:, 0], tokens[:, 1:].transpose(1, 2).unflatten(2, grid)

    def embed_patches(self, x: Tensor, grid: tuple[int, int]) -> Tensor:
        """Tokens (B, h*w + 1, D) that enter the first block, class token first."""
        visual = self.vl.visual
        x = visual.conv1(x).flatten(2).transpose(1, 2)  # (B, h*w, D)
        cls = visual.class_embedding.to(x.dtype).expand(x.shape[0], 1, -1)
        positions = positions_for(visual.positional_embedding, grid)
        return visual.ln_pre(torch.cat([cls, x], dim=1) + positions.to(x.dtype))

    def last_block(self, block: Any, x: Tensor, grid: tuple[int, int]) -> Tensor:
        """Output (B, h*w + 1, D) of a block in this mode."""
        out = attend(block.attn, block.ln_1(x), self.mode, grid)
        if not self.residual:
            return out
        x = x + out
        return x + block.mlp(block.ln_2(x))


def positions_for(table: Tensor, grid: tuple[int, int]) -> Tensor:
    """Position embeddings (h*w + 1, D) of a grid, in the published form (spec A.3.2).

    A grid with as many patches as the table gets it unchanged, whatever its shape. Others are
    resampled by the scale (h + 0.1) / side, which is not the same as a resize to h rows.

    Args:
        table: (side * side + 1, D), class token first.
        grid: rows and columns of patches.
    """
    height, width = grid
    if height * width + 1 == table.shape[0]:
        return table
    side = round((table.shape[0] - 1) ** 0.5)
    square = table[1:].T.reshape(1, -1, side, side)
    scale = ((height + 0.1) / side, (width + 0.1) / side)
    square = F.interpolate(
        square, scale_factor=scale, mode="bicubic", align_corners=False,
        recompute_scale_factor=False,
    )  # fmt: skip
    return torch.cat([table[:1], square[0].flatten(1).T])


def attend(attention: Any, y: Tensor, mode: Mode, grid: tuple[int, int]) -> Tensor:
    """Attention of a block with the weights of a mode, and its output projection.

    Args:
        attention: module with ``in_proj_weight``, ``in_proj_bias``, ``num_heads``, ``out_proj``.
        y: (B, N, D), after the first norm.
        mode: sums of softmaxes are not divided by their number (spec A.3.4).
        grid: rows and columns of patches, N = h*w + 1.

    Returns:
        (B, N, D), without residual.
    """
    batch, count, width = y.shape
    qkv = F.linear(y, attention.in_proj_weight, attention.in_proj_bias)
    q, k, v = qkv.reshape(batch, count, 3, attention.num_heads, -1).permute(2, 0, 3, 1, 4)
    scale = q.shape[-1] ** -0.5

    def weights(a: Tensor, b: Tensor, extra: Tensor | None = None) -> Tensor:
        scores = scale * a @ b.transpose(-2, -1)  # (B, heads, N, N)
        return (scores if extra is None else scores + extra).softmax(dim=-1)

    match mode:
        case "MaskCLIP":
            mixed = v
        case "vanilla":
            mixed = weights(q, k) @ v
        case "NACLIP":
            mixed = weights(k, k, _nearness(grid, y)) @ v
        case _:
            sources = {"ClearCLIP": (q,), "SCLIP": (q, k), "SegEarth": (q, k, v)}[mode]
            total = weights(sources[0], sources[0])
            for source in sources[1:]:
                total = total + weights(source, source)
            mixed = total @ v
    out = mixed.transpose(1, 2).reshape(batch, count, width)
    return attention.out_proj(out)


def _nearness(grid: tuple[int, int], like: Tensor) -> Tensor:
    """(N, N): exp(-distance^2 / 2) between patches in patch units; 0 for the class token."""
    rows, columns = torch.meshgrid(
        torch.arange(grid[0], device=like.device), torch.arange(grid[1], device=like.device),
        indexing="ij",
    )  # fmt: skip
    places = torch.stack([rows.flatten(), columns.flatten()], dim=1).to(like.dtype)
    squares = (places[:, None] - places[None]).square().sum(dim=-1)
    return F.pad(torch.exp(-squares / 2), (1, 0, 1, 0))
