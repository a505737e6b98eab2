"""Any configuration at a small size: the same structure, few and narrow layers."""

from __future__ import annotations

from backend.models.aeroseg.config import (
    AerOSegConfig,
    ClipConfig,
    ClipGuidance,
    Sam2Guidance,
    SamGuidance,
)

TILE = 96  # px: a grid of 6 x 6
CLASSES = ("building", "road", "tree")


def shrunk(config: AerOSegConfig) -> AerOSegConfig:
    """A model of a few hundred thousand parameters with the structure of ``config``.

    Kinds, rotations, prompts, taps and their order, targets and resampled positions stay.
    """
    raw = config.model_dump()
    raw.update(tile_px=TILE, stride_px=80)
    if isinstance(config.backbone, ClipConfig):
        patch, native = config.backbone.patch_px, config.backbone.native_px
        grid = 6 if native == config.backbone.input_px else 4
        raw["backbone"].update(
            input_px=6 * patch, native_px=grid * patch, width=64, layers=4, embed_dim=32,
            text_width=32, text_layers=2, text_heads=2, taps=(0, 2),
        )  # fmt: skip
    guidance = raw["guidance"]
    if isinstance(config.guidance, SamGuidance):
        guidance.update(
            input_px=TILE, native_px=128, width=48, layers=3, heads=4, window=4,
            global_blocks=(2,), neck=16, taps=(0, 1, 2),
        )  # fmt: skip
    elif isinstance(config.guidance, Sam2Guidance):
        guidance.update(
            input_px=TILE, embed=16, heads=2, stages=(1, 1, 2, 1), windows=(8, 4, 6, 3),
            global_blocks=(3,), position_side=4, neck=16,
        )  # fmt: skip
    elif isinstance(config.guidance, ClipGuidance):
        guidance.update(upsampled=(12, 8))
    raw["refinement"].update(hidden=32, window=3, appearance=16, text_guidance=16, pad_len=8)
    raw["decoder"].update(channels=(32, 16), guidance=(8, 4))
    if config.backprojection is not None:
        raw["backprojection"]["hidden"] = 16
    return AerOSegConfig.model_validate(raw)
