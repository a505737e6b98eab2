"""Any configuration of the family at a small size: the same structure, few and narrow layers."""

from __future__ import annotations

from dataclasses import dataclass

from backend.models.aeroseg.config import (
    AerOSegConfig,
    ClipConfig,
    ClipGuidance,
    Sam2Guidance,
    SamGuidance,
)

__all__ = ["SmallSize", "shrunk"]

PATCH_PX = 16


@dataclass(frozen=True, slots=True)
class SmallSize:
    """Sizes of a small model.

    Attributes:
        tile_px: side of a tile, a multiple of 32; the correlation grid has a token every 16 px.
        overlap_px: of neighbouring tiles, even.
        clip_width: channels of the image tower, a multiple of 64.
        clip_layers: of the image tower.
        embed_dim: numbers of an embedding of text or image.
        text_width: channels of the text tower, for one head a 16th of it.
        text_layers: of the text tower.
        sam_width: channels of a SAM-like encoder, a multiple of 4.
        sam_layers: of it.
        hidden: channels of the refinement, a multiple of 4; the decoder has as many and half.
        window: side of its windows, in tokens.
    """

    tile_px: int = 128
    overlap_px: int = 32
    clip_width: int = 128
    clip_layers: int = 4
    embed_dim: int = 64
    text_width: int = 64
    text_layers: int = 2
    sam_width: int = 96
    sam_layers: int = 3
    hidden: int = 32
    window: int = 4


def shrunk(config: AerOSegConfig, size: SmallSize) -> AerOSegConfig:
    """The configuration with small encoders and a small head.

    Kinds, rotations, prompts, how many taps and their order, targets, and whether positions are
    resampled stay: they are what an ablation is about. Names of public weights go, as none fit.
    """
    raw = config.model_dump()
    raw.update(tile_px=size.tile_px, stride_px=size.tile_px - size.overlap_px)
    grid = size.tile_px // PATCH_PX
    if isinstance(config.backbone, ClipConfig):
        patch = config.backbone.patch_px
        native = grid if config.backbone.native_px == config.backbone.input_px else grid * 2 // 3
        raw["backbone"].update(
            weights=None, input_px=grid * patch, native_px=native * patch, width=size.clip_width,
            layers=size.clip_layers, embed_dim=size.embed_dim, text_width=size.text_width,
            text_layers=size.text_layers, text_heads=max(1, size.text_width // 16),
            taps=_thirds(size.clip_layers)[:2],
        )  # fmt: skip
    guidance = raw["guidance"]
    if isinstance(config.guidance, SamGuidance):
        last = size.sam_layers - 1
        guidance.update(
            weights=None, input_px=size.tile_px, native_px=size.tile_px * 4 // 3 // 16 * 16,
            width=size.sam_width, layers=size.sam_layers, heads=4, window=size.window,
            global_blocks=(last,), neck=16, taps=_thirds(size.sam_layers),
        )  # fmt: skip
    elif isinstance(config.guidance, Sam2Guidance):
        guidance.update(
            weights=None, input_px=size.tile_px, embed=16, heads=2, stages=(1, 1, 2, 1),
            windows=(8, 4, max(2, grid), max(1, grid // 2)), global_blocks=(3,), position_side=4,
            neck=16,
        )  # fmt: skip
    elif isinstance(config.guidance, ClipGuidance):
        guidance.update(upsampled=(16, 8))
    raw["refinement"].update(
        hidden=size.hidden, window=size.window, appearance=size.hidden // 2,
        text_guidance=size.hidden // 2, pad_len=8,
    )  # fmt: skip
    raw["decoder"].update(channels=(size.hidden, size.hidden // 2), guidance=(8, 4))
    if config.backprojection is not None:
        raw["backprojection"]["hidden"] = size.hidden
    return AerOSegConfig.model_validate(raw)


def _thirds(layers: int) -> tuple[int, int, int]:
    """Blocks a third and two thirds of the way, and the last."""
    last = layers - 1
    return (max(0, round(layers / 3) - 1), min(last, max(1, round(2 * layers / 3) - 1)), last)
