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

from backend.models.aeroseg.constants import Constants
from backend.models.aeroseg.encoder_config import SamGuidance
from backend.models.aeroseg.guidance import GuidanceEncoder
from backend.torchvision_ops import ensure_torchvision

__all__ = ["SamEncoder"]

BIAS_TOKENS = 1024  # up to here a bias of tokens x tokens a head is small and quicker


class SamEncoder(GuidanceEncoder):
    """Outputs of three depths."""

    def __init__(self, config: SamGuidance) -> None:
        super().__init__(config)
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
        self._constants = Constants()
        self.freeze_unless_trained()

    def _positions(self, table: Tensor, grid: int) -> Tensor:
        """(1, n, n, Cs) -> (1, grid, grid, Cs) (spec A1)."""
        if table.shape[1] == grid:
            return table
        square = F.interpolate(
            table.permute(0, 3, 1, 2),
            size=(grid, grid),
            mode=self.config.position_resampling,
            align_corners=False,
        )
        return square.permute(0, 2, 3, 1)

    def blocks(self, x: Tensor) -> list[Tensor]:
        """Outputs (B, h, w, Cs) of every block of prepared images, up to the last tap."""
        encoder = self.image_encoder
        x = encoder.patch_embed(x)
        x = x + self._constants.get("map", encoder.pos_embed, x.shape[1], self._positions)
        out = []
        for index, block in enumerate(encoder.blocks[: max(self.config.taps) + 1]):
            side = block.window_size or x.shape[1]
            rows, cols = (
                self._constants.get((index, name), getattr(block.attn, name), side, relative)
                for name in ("rel_pos_h", "rel_pos_w")
            )
            x = sam_block(block, x, rows, cols)
            out.append(x)
        return out

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Taps (B, Cs, h, w) in the order of the configuration."""
        outputs = self.blocks(x)
        early, middle, final = (outputs[i].permute(0, 3, 1, 2) for i in self.config.taps)
        if self.config.final_tap == "neck":
            final = self.image_encoder.neck(final)
        return early, middle, final


def sam_block(block: Any, x: Tensor, rows: Tensor, cols: Tensor) -> Tensor:
    """One block of SAM; windows are padded with zeros after the norm, unmasked (spec A4).

    Args:
        block: of ``segment_anything``.
        x: (B, h, w, Cs), square.
        rows: relative positions (side, side, head size) of the attended square; see `relative`.
        cols: the same of the columns.
    """
    shortcut, (_, height, width, _) = x, x.shape
    x = block.norm1(x)
    size = block.window_size
    if size > 0:
        pad_h, pad_w = -height % size, -width % size
        x = F.pad(x, (0, 0, 0, pad_w, 0, pad_h))
        b, hp, wp, c = x.shape
        x = x.view(b, hp // size, size, wp // size, size, c).transpose(2, 3)
        x = sam_attention(block.attn, x.reshape(-1, size, size, c), rows, cols)
        x = x.view(b, hp // size, wp // size, size, size, c).transpose(2, 3)
        x = x.reshape(b, hp, wp, c)[:, :height, :width]
    else:
        x = sam_attention(block.attn, x, rows, cols)
    x = shortcut + x
    return x + block.mlp(block.norm2(x))


def sam_attention(attention: Any, x: Tensor, rows: Tensor, cols: Tensor) -> Tensor:
    """Attention with decomposed relative positions as one scaled dot product (spec A4, F10).

    Small squares add the positions as a bias. For large ones that bias would take a gigabyte, so
    the positions ride along inside the product instead: to the query its numbers for every row
    and column are appended, to each key the one-hot codes of its own row and column.
    """
    b, h, w, c = x.shape
    heads, scale = attention.num_heads, attention.scale
    qkv = attention.qkv(x).reshape(b, h * w, 3, heads, c // heads).permute(2, 0, 3, 1, 4)
    q, k, v = qkv.unbind(0)  # (B, heads, h*w, hd)
    square = q.reshape(b, heads, h, w, -1)
    by_row = torch.einsum("bnhwc,hkc->bnhwk", square, rows)
    by_column = torch.einsum("bnhwc,wkc->bnhwk", square, cols)
    if h * w <= BIAS_TOKENS:
        bias = by_row[..., :, None] + by_column[..., None, :]
        bias = bias.reshape(b, heads, h * w, h * w)
        out = F.scaled_dot_product_attention(q, k, v, attn_mask=bias, scale=scale)
    else:
        size = v.shape[-1]
        longer = torch.cat([square, by_row / scale, by_column / scale], dim=-1).flatten(2, 3)
        row = torch.eye(h, dtype=k.dtype, device=k.device)[:, None].expand(h, w, h)
        column = torch.eye(w, dtype=k.dtype, device=k.device)[None].expand(h, w, w)
        place = torch.cat([row, column], dim=-1).flatten(0, 1).expand(b, heads, -1, -1)
        k, v = torch.cat([k, place], dim=-1), F.pad(v, (0, h + w))  # one length, as kernels want
        out = F.scaled_dot_product_attention(longer, k, v, scale=scale)[..., :size]
    return attention.proj(out.transpose(1, 2).reshape(b, h, w, c))


def relative(table: Tensor, size: int) -> Tensor:
    """Relative positions (size, size, hd) of every pair along a side (spec A1, A4).

    Args:
        table: (2n - 1, hd); resampled linearly where n is another side.
        size: side of the attended square.
    """
    length = 2 * size - 1
    if table.shape[0] != length:
        table = F.interpolate(table.T[None], size=length, mode="linear")[0].T
    index = torch.arange(size, device=table.device)
    return table[index[:, None] - index[None, :] + size - 1]
