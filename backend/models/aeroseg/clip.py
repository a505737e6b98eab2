"""CLIP as dense image encoder and text encoder (spec A2, A3), over the modules of ``open_clip``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.errors import UnsupportedArchitecture
from backend.models.aeroseg.constants import Constants
from backend.models.aeroseg.encoder_config import ClipConfig
from backend.models.aeroseg.preparation import SquareInput
from backend.models.aeroseg.tokens import clip_tokens
from backend.torchvision_ops import ensure_torchvision

__all__ = [
    "ClipBackbone",
    "ImageFeatures",
    "check_activations",
    "encode_causal_text",
    "resample_positions",
]

# 255 times the statistics of OpenAI's CLIP (spec A1), RGB.
CLIP_MEAN = (122.7709383, 116.7460125, 104.09373615)
CLIP_STD = (68.5005327, 66.6321579, 70.3231630)


@dataclass(slots=True)
class ImageFeatures:
    """Dense features (B, C, g, g), not of unit length, and the levels that may guide."""

    dense: Tensor
    levels: tuple[Tensor, ...] = ()


def resample_positions(table: Tensor, grid: int) -> Tensor:
    """Position embeddings of a square map, resampled to another grid (spec A2.2).

    Bicubic without antialias: open_clip's own helper antialiases, which is another function.

    Args:
        table: (g0*g0 + 1, D), class token first.
        grid: side of the new map.

    Returns:
        (grid*grid + 1, D).
    """
    side = round((table.shape[0] - 1) ** 0.5)
    if side == grid:
        return table
    square = table[1:].T.reshape(1, -1, side, side)
    square = F.interpolate(square, size=(grid, grid), mode="bicubic", align_corners=False)
    return torch.cat([table[:1], square[0].flatten(1).T])


class ClipBackbone(nn.Module):
    """A CLIP whose last image block gives dense features (spec A2)."""

    def __init__(self, config: ClipConfig) -> None:
        super().__init__()
        ensure_torchvision()
        from open_clip.model import CLIP, CLIPTextCfg, CLIPVisionCfg

        self.config = config
        self.vl = CLIP(
            embed_dim=config.embed_dim,
            vision_cfg=CLIPVisionCfg(
                layers=config.layers,
                width=config.width,
                head_width=config.head_width,
                patch_size=config.patch_px,
                image_size=config.native_px,
            ),
            text_cfg=CLIPTextCfg(
                context_length=config.context_length,
                vocab_size=config.vocab_size,
                width=config.text_width,
                heads=config.text_heads,
                layers=config.text_layers,
            ),
            quick_gelu=config.quick_gelu,
        )
        check_activations(self.vl, config.quick_gelu)
        self._constants = Constants()
        self.prepare = SquareInput(CLIP_MEAN, CLIP_STD, config.input_px)

    def forward(self, x: Tensor) -> ImageFeatures:
        """Dense features and taps of prepared images (B, 3, input_px, input_px)."""
        visual = self.vl.visual
        grid = self.config.grid
        x = visual.conv1(x).flatten(2).transpose(1, 2)  # (B, L, D)
        cls = visual.class_embedding.to(x.dtype).expand(x.shape[0], 1, -1)
        table = visual.positional_embedding
        positions = self._constants.get("positions", table, grid, resample_positions)
        x = visual.ln_pre(torch.cat([cls, x], dim=1) + positions.to(x.dtype))
        *blocks, last = visual.transformer.resblocks
        taps = {}
        for index, block in enumerate(blocks):
            x = block(x)
            if index in self.config.taps:
                taps[index] = _as_map(x[:, 1:], grid)
        dense = visual.ln_post(self._dense_last(last, x)) @ visual.proj
        return ImageFeatures(_as_map(dense, grid), tuple(taps[i] for i in self.config.taps))

    @staticmethod
    def _dense_last(block: Any, x: Tensor) -> Tensor:
        """Value path of the last block on every patch token; the class token's residual is added.

        ``W_o (W_v y + b_v) + b_o + x_cls``: query and key are never needed (spec A2.4, F3).
        """
        attention, width = block.attn, x.shape[-1]
        y = block.ln_1(x[:, 1:])
        value = F.linear(y, attention.in_proj_weight[-width:], attention.in_proj_bias[-width:])
        z = attention.out_proj(value) + x[:, :1]
        return z + block.mlp(block.ln_2(z))

    def tokenize(self, texts: list[str]) -> Tensor:
        """Token ids (N, context_length) of CLIP's byte-pair tokenizer."""
        return clip_tokens(texts, self.config.context_length)

    def encode_text(self, tokens: Tensor) -> Tensor:
        """Text embeddings (N, C), not of unit length."""
        return encode_causal_text(self.vl, tokens)


def check_activations(towers: nn.Module, quick_gelu: bool) -> None:
    """Make sure that every block has the activation that its weights were trained with.

    ``open_clip`` does not choose it by the weights, and a wrong one changes all features without
    any other sign (spec C).

    Args:
        towers: a CLIP of ``open_clip``, image and text.
        quick_gelu: what the configuration asks for.

    Raises:
        UnsupportedArchitecture: a block has another activation, or none was found.
    """
    from open_clip.transformer import QuickGELU

    wanted = QuickGELU if quick_gelu else nn.GELU
    blocks = {n: m for n, m in towers.named_modules() if n.endswith(".mlp.gelu")}
    wrong = [name for name, module in blocks.items() if type(module) is not wanted]
    if wrong or not blocks:
        where = f'the block "{wrong[0]}" has another one' if wrong else "no block was found"
        raise UnsupportedArchitecture(
            f"The configuration asks for the activation {wanted.__name__} "
            f"(backbone.quick_gelu: {str(quick_gelu).lower()}), but {where}.",
            hint="Install the version of open_clip_torch that requirements/worker.txt names.",
        )


def encode_causal_text(text: Any, tokens: Tensor) -> Tensor:
    """Run a text tower in the form of CLIP: the row of the end token, projected.

    The transformer is causal and only that row is read, so the context is cut behind the last
    end token of the batch (spec F7).

    Args:
        text: module with CLIP's names (token_embedding, positional_embedding, transformer, ...).
        tokens: (N, L) ids; the end token has the largest id.

    Returns:
        (N, C), not of unit length.
    """
    end = tokens.argmax(dim=-1)
    length = int(end.max()) + 1
    x = text.token_embedding(tokens[:, :length]) + text.positional_embedding[:length]
    x = text.transformer(x, attn_mask=text.attn_mask[:length, :length])
    x = text.ln_final(x)[torch.arange(x.shape[0], device=x.device), end]
    return x @ text.text_projection


def _as_map(tokens: Tensor, grid: int) -> Tensor:
    """(B, L, D) row-major -> (B, D, g, g)."""
    return tokens.transpose(1, 2).unflatten(2, (grid, grid))
