"""Named configurations: the rows of the papers' tables (spec part C)."""

from __future__ import annotations

from collections.abc import Callable

from backend.models.aeroseg.config import (
    GENERIC_PROMPT,
    AerOSegConfig,
    ClipConfig,
    ClipGuidance,
    DecoderConfig,
    SamGuidance,
)

__all__ = ["PRESETS", "preset"]

# The ablation section of the paper writes "a scene" where CAT-Seg and OVRS have "the scene".
ABLATION_PROMPT = ("A photo of a {} in a scene",)

VIT_B16 = ClipConfig(weights="openai/ViT-B-16")


def _vit_l14(weights: str, native_px: int) -> ClipConfig:
    return ClipConfig(
        weights=weights, patch_px=14, input_px=336, native_px=native_px, width=1024, layers=24,
        embed_dim=768, text_width=768, text_heads=12, taps=(7, 15),
    )  # fmt: skip


SAM_L = SamGuidance(weights="sam_vit_l")
SAM_B = SamGuidance(
    weights="sam_vit_b", width=768, layers=12, heads=12, global_blocks=(2, 5, 8, 11),
    taps=(3, 7, 11),
)  # fmt: skip
SAM_H = SamGuidance(
    weights="sam_vit_h", width=1280, layers=32, heads=16, global_blocks=(7, 15, 23, 31),
    taps=(10, 20, 31),
)  # fmt: skip


def _by_clip(backbone: ClipConfig, *, rotated: bool, prompts: tuple[str, ...]) -> AerOSegConfig:
    return AerOSegConfig(
        backbone=backbone,
        guidance=ClipGuidance(),
        angles=(0, 90, 180, 270) if rotated else (0,),
        prompts=prompts,
        decoder=DecoderConfig(attention=rotated, guidance_upsampling="transposed"),
    )


def _by_sam(backbone: ClipConfig = VIT_B16, guidance: SamGuidance = SAM_L) -> AerOSegConfig:
    return AerOSegConfig(backbone=backbone, guidance=guidance)


# Titles and builders; back-projection is left to the training run, whose class list it needs.
PRESETS: dict[str, tuple[str, Callable[[], AerOSegConfig]]] = {
    "catseg-b16": (
        "CAT-Seg, CLIP ViT-B/16",
        lambda: _by_clip(VIT_B16, rotated=False, prompts=GENERIC_PROMPT),
    ),
    "catseg-l14-336": (
        "CAT-Seg, CLIP ViT-L/14@336",
        lambda: _by_clip(
            _vit_l14("openai/ViT-L-14-336", 336), rotated=False, prompts=GENERIC_PROMPT
        ),
    ),
    "ovrs-b16": (
        "OVRS, CLIP ViT-B/16",
        lambda: _by_clip(VIT_B16, rotated=True, prompts=GENERIC_PROMPT),
    ),
    "aeroseg-baseline": (
        "AerOSeg Baseline",
        lambda: _by_clip(VIT_B16, rotated=True, prompts=ABLATION_PROMPT),
    ),
    "aeroseg-config-a": (
        "AerOSeg Config-A",
        lambda: _by_sam().model_copy(update={"prompts": ABLATION_PROMPT}),
    ),
    "aeroseg": ("AerOSeg, CLIP ViT-B/16 with SAM ViT-L (the paper's)", _by_sam),
    "aeroseg-sam-b": ("AerOSeg with SAM ViT-B", lambda: _by_sam(guidance=SAM_B)),
    "aeroseg-sam-h": ("AerOSeg with SAM ViT-H", lambda: _by_sam(guidance=SAM_H)),
    "aeroseg-l14-336": (
        "AerOSeg, CLIP ViT-L/14@336",
        lambda: _by_sam(_vit_l14("openai/ViT-L-14-336", 336)),
    ),
}


def preset(name: str) -> AerOSegConfig:
    """Configuration of a preset.

    Raises:
        KeyError: no preset of that name.
    """
    title, build = PRESETS[name]
    return build().model_copy(update={"title": title})
