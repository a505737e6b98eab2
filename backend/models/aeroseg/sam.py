"""SAM's image encoder with taps, at any input size (spec A1, A4).

The modules are those of ``segment_anything``; attention runs as one scaled dot product with the
decomposed positions as bias, which is the same function without two n^2 x n^2 temporaries (F10).
"""

from __future__ import annotations

from functools import partial
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.aeroseg.config import SamGuidance
from backend.models.aeroseg.preparation import SquareInput
from backend.torchvision_ops import ensure_torchvision

__all__ = ["SamEncoder"]

SAM_MEAN = (123.675, 116.28, 103.53)
SAM_STD = (58.395, 57.12, 57.375)


class SamEncoder(nn.Module):
    """Frozen guidance encoder: outputs of three depths."""

    def __init__(self, config: SamGuidance) -> None:
        super().__init__()
        ensure_torchvision()
        from segment_anything.modeling import ImageEncoderViT

        self.config = config
        self.image_encoder: Any = ImageEncoderViT(
            img_size=config.native_px,
            patch_size=config.patch_px,
            embed_dim=config.width,
            depth=config.layers,
            num_heads=config.heads,
            mlp_ratio=4.0,
            out_chans=config.neck,
            qkv_bias=True,
            norm_layer=partial(nn.LayerNorm, eps=1e-6),
            use_rel_pos=True,
            rel_pos_zero_init=True,
            window_size=config.window,
            global_attn_indexes=config.global_blocks,
        )
        self.prepare = SquareInput(SAM_MEAN, SAM_STD, config.input_px)

    def _positions(self, grid: int) -> Tensor:
        table: Tensor = self.image_encoder.pos_embed  # (1, n, n, Cs)
        if table.shape[1] == grid:
            return table
        square = F.interpolate(
            table.permute(0, 3, 1, 2), size=(grid, grid), mode="bicubic", align_corners=False
        )
        return square.permute(0, 2, 3, 1)

    def blocks(self, x: Tensor) -> list[Tensor]:
        """Outputs (B, h, w, Cs) of every block of prepared images, up to the last tap."""
        encoder = self.image_encoder
        x = encoder.patch_embed(x)
        x = x + self._positions(x.shape[1])
        out = []
        for block in encoder.blocks[: max(self.config.taps) + 1]:
            x = sam_block(block, x)
            out.append(x)
        return out

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Taps (B, Cs, h, w) in the order of the configuration."""
        outputs = self.blocks(x)
        early, middle, final = (outputs[i].permute(0, 3, 1, 2) for i in self.config.taps)
        if self.config.final_tap == "neck":
            final = self.image_encoder.neck(final)
        return early, middle, final


def sam_block(block: Any, x: Tensor) -> Tensor:
    """One block of SAM; windows are padded with zeros after the norm, unmasked (spec A4)."""
    shortcut, (_, height, width, _) = x, x.shape
    x = block.norm1(x)
    size = block.window_size
    if size > 0:
        pad_h, pad_w = -height % size, -width % size
        x = F.pad(x, (0, 0, 0, pad_w, 0, pad_h))
        b, hp, wp, c = x.shape
        x = x.view(b, hp // size, size, wp // size, size, c).transpose(2, 3)
        x = sam_attention(block.attn, x.reshape(-1, size, size, c))
        x = x.view(b, hp // size, wp // size, size, size, c).transpose(2, 3)
        x = x.reshape(b, hp, wp, c)[:, :height, :width]
    else:
        x = sam_attention(block.attn, x)
    x = shortcut + x
    return x + block.mlp(block.norm2(x))


def sam_attention(attention: Any, x: Tensor) -> Tensor:
    """Attention with decomposed relative positions as an additive bias (spec A4, F10 form 1)."""
    b, h, w, c = x.shape
    heads = attention.num_heads
    qkv = attention.qkv(x).reshape(b, h * w, 3, heads, c // heads).permute(2, 0, 3, 1, 4)
    q, k, v = qkv.unbind(0)  # (B, heads, h*w, hd)
    square = q.reshape(b, heads, h, w, -1)
    rows = _relative(attention.rel_pos_h, h)  # (h, h, hd)
    cols = _relative(attention.rel_pos_w, w)
    bias_h = torch.einsum("bnhwc,hkc->bnhwk", square, rows)[..., :, None]
    bias_w = torch.einsum("bnhwc,wkc->bnhwk", square, cols)[..., None, :]
    bias = (bias_h + bias_w).reshape(b, heads, h * w, h * w)
    out = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
    return attention.proj(out.transpose(1, 2).reshape(b, h, w, c))


def _relative(table: Tensor, size: int) -> Tensor:
    """Rows of a relative position table for every pair of a side, resampled when needed (A1)."""
    length = 2 * size - 1
    if table.shape[0] != length:
        table = F.interpolate(table.T[None], size=length, mode="linear")[0].T
    index = torch.arange(size, device=table.device)
    return table[index[:, None] - index[None, :] + size - 1]
