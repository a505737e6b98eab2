"""A compact pair of towers behind the interface of CLIP, small enough for a CPU.

The image side is a convolutional trunk with a feature pyramid in the form of SAM 2's neck
(spec A4): top-down addition only into stride 16, lateral convolutions at strides 8 and 4. The
text side is a short causal transformer, the text tower of CLIP at a small size.
"""

from __future__ import annotations

from typing import Any, cast

import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.aeroseg.clip import ImageFeatures, encode_causal_text
from backend.models.aeroseg.config import CompactConfig
from backend.models.aeroseg.preparation import SquareInput
from backend.models.aeroseg.tokens import ShortTokenizer
from backend.torchvision_ops import ensure_torchvision

__all__ = ["CompactBackbone"]


class CompactBackbone(nn.Module):
    """EfficientNet trunk, feature pyramid, projection; and a text tower."""

    def __init__(self, config: CompactConfig) -> None:
        super().__init__()
        ensure_torchvision()
        import timm
        from open_clip.transformer import TextTransformer

        self.config = config
        self.trunk: Any = timm.create_model(config.trunk, features_only=True, pretrained=False)
        _, c4, c8, c16, c32 = cast(Any, self.trunk).feature_info.channels()
        neck = config.neck
        self.lateral = nn.ModuleList(nn.Conv2d(c, neck, 1) for c in (c4, c8, c16, c32))
        self.mix = nn.Sequential(
            nn.Conv2d(neck, neck, 3, padding=1), nn.GroupNorm(neck // 16 or 1, neck), nn.GELU()
        )
        self.project = nn.Conv2d(neck, config.embed_dim, 1)
        self.tokenizer = ShortTokenizer(config.merges)
        self.text = TextTransformer(
            context_length=config.context_length,
            vocab_size=self.tokenizer.size,
            width=config.text_width,
            heads=config.text_heads,
            layers=config.text_layers,
            output_dim=config.embed_dim,
        )
        # The statistics of the trunk's ImageNet weights: (x - 127) / 128.
        self.prepare = SquareInput((127.0,) * 3, (128.0,) * 3)

    def forward(self, x: Tensor) -> ImageFeatures:
        """Dense features at stride 16 and the levels of stride 16, 8, 4 of prepared images."""
        _, f4, f8, f16, f32 = self.trunk(x)
        l4, l8, l16, l32 = (
            layer(f) for layer, f in zip(self.lateral, (f4, f8, f16, f32), strict=True)
        )
        top = l16 + F.interpolate(l32, scale_factor=2.0, mode="nearest")
        return ImageFeatures(self.project(self.mix(top)), (top, l8, l4))

    def tokenize(self, texts: list[str]) -> Tensor:
        """Token ids (N, context_length) of the shortened byte-pair table."""
        return self.tokenizer(texts, self.config.context_length)

    def encode_text(self, tokens: Tensor) -> Tensor:
        """Text embeddings (N, C), not of unit length; the context is cut at the last end (F7)."""
        return encode_causal_text(self.text, tokens)
