"""Named configurations: the rows of the papers' tables (spec part C).

A preset is the whole network at its real size, without weights. Where it has a back-projection,
the classes are left to the training run (:meth:`AerOSegConfig.with_classes`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backend.models.aeroseg.config import (
    GENERIC_PROMPT,
    AerOSegConfig,
    BackProjectionConfig,
    ClipConfig,
    ClipGuidance,
    DecoderConfig,
    Sam2Guidance,
    SamGuidance,
)

__all__ = ["PRESETS", "WEIGHTS", "Preset", "preset"]

# Inferred: the ablation section of the paper writes "a scene" where CAT-Seg has "the scene".
ABLATION_PROMPT = ("A photo of a {} in a scene",)

# Public weights that a configuration names, in words.
WEIGHTS = {
    "openai/ViT-B-16": "CLIP ViT-B/16 of OpenAI",
    "openai/ViT-L-14": "CLIP ViT-L/14 of OpenAI",
    "openai/ViT-L-14-336": "CLIP ViT-L/14@336 of OpenAI",
    "georsclip/ViT-L-14": "GeoRSCLIP ViT-L/14",
    "skyclip/ViT-L-14": "SkyCLIP ViT-L/14",
    "sam_vit_b": "SAM ViT-B",
    "sam_vit_l": "SAM ViT-L",
    "sam_vit_h": "SAM ViT-H",
    "sam2_hiera_b+": "SAM 2 Hiera-B+",
    "sam2.1_hiera_b+": "SAM 2.1 Hiera-B+",
}

_CAT_SEG = "CAT-Seg: cost aggregation for open-vocabulary semantic segmentation"
_OVRS = "OVRS: open-vocabulary remote sensing image semantic segmentation"
_AEROSEG = "AerOSeg: harnessing SAM for open-vocabulary segmentation in remote sensing images"

VIT_B16 = ClipConfig(weights="openai/ViT-B-16")


def _vit_l14(weights: str, native_px: int) -> ClipConfig:
    """A ViT-L/14; each of them sees 336 px, so the grid is 24 x 24 (spec A1)."""
    return ClipConfig(
        weights=weights, patch_px=14, input_px=336, native_px=native_px, width=1024, layers=24,
        embed_dim=768, text_width=768, text_heads=12, taps=(7, 15),
    )  # fmt: skip


# Inferred: the "ViT-L" of the paper is the one at 336 px; the others were trained at 224 px.
VIT_L14_336 = _vit_l14("openai/ViT-L-14-336", 336)

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


def _cat_seg(backbone: ClipConfig) -> AerOSegConfig:
    return _by_clip(backbone, rotated=False, prompts=GENERIC_PROMPT)


def _ovrs(backbone: ClipConfig) -> AerOSegConfig:
    return _by_clip(backbone, rotated=True, prompts=GENERIC_PROMPT)


def _ablation(*, reconstructs: bool) -> AerOSegConfig:
    """Config-A and, with the back-projection, Config-B: SAM guides, one generic prompt."""
    return AerOSegConfig(
        backbone=VIT_B16,
        guidance=SAM_L,
        prompts=ABLATION_PROMPT,
        backprojection=BackProjectionConfig() if reconstructs else None,
    )


def _full(
    backbone: ClipConfig = VIT_B16,
    guidance: SamGuidance | Sam2Guidance = SAM_L,
    backprojection: BackProjectionConfig | None = None,
) -> AerOSegConfig:
    """Config-C, which is AerOSeg, or one of its variants."""
    pyramid = isinstance(guidance, Sam2Guidance)
    return AerOSegConfig(
        backbone=backbone,
        guidance=guidance,
        decoder=DecoderConfig(guidance_upsampling="none" if pyramid else "nearest"),
        backprojection=backprojection or BackProjectionConfig(),
    )


@dataclass(frozen=True, slots=True)
class Preset:
    """A configuration with a name that people understand.

    Attributes:
        title: shown in lists of models.
        build: makes the configuration.
        credit: whose method it is.
        published: file of public weights that ``python -m backend convert`` can read, if any.
    """

    title: str
    build: Callable[[], AerOSegConfig]
    credit: str = _AEROSEG
    published: str | None = None

    @property
    def encoders(self) -> tuple[str, ...]:
        """Public weights from which its training starts, in words."""
        config = self.build()
        names = [getattr(part, "weights", None) for part in (config.backbone, config.guidance)]
        return tuple(WEIGHTS[name] for name in names if name)

    @property
    def needs(self) -> tuple[str, ...]:
        """What is missing before it can run."""
        if self.published:
            return (f"{self.published} of CAT-Seg, converted",)
        return ("a checkpoint trained with training/",)

    @property
    def reason(self) -> str:
        """Why it cannot run yet, and what to do."""
        if self.published:
            return (
                "Its public weights are not here. Turn "
                f"{self.published} of CAT-Seg into a checkpoint with "
                '"python -m backend convert", then add that on the options page.'
            )
        return (
            "No public weights of this model exist. Train it with the scripts in training/ "
            f"(it starts from {' and '.join(self.encoders)}), "
            "or add a checkpoint on the options page."
        )


PRESETS: dict[str, Preset] = {
    "catseg-b16": Preset(
        "CAT-Seg, CLIP ViT-B/16", lambda: _cat_seg(VIT_B16), _CAT_SEG, "model_base.pth"
    ),
    "catseg-l14-336": Preset(
        "CAT-Seg, CLIP ViT-L/14@336", lambda: _cat_seg(VIT_L14_336), _CAT_SEG, "model_large.pth"
    ),
    "ovrs-b16": Preset("OVRS, CLIP ViT-B/16", lambda: _ovrs(VIT_B16), _OVRS),
    "ovrs-l14-336": Preset("OVRS, CLIP ViT-L/14@336", lambda: _ovrs(VIT_L14_336), _OVRS),
    "aeroseg-baseline": Preset(
        "AerOSeg Baseline: CLIP guides, one prompt",
        lambda: _by_clip(VIT_B16, rotated=True, prompts=ABLATION_PROMPT),
    ),
    "aeroseg-config-a": Preset(
        "AerOSeg Config-A: SAM guides, one prompt", lambda: _ablation(reconstructs=False)
    ),
    "aeroseg-config-b": Preset(
        "AerOSeg Config-B: Config-A with back-projection", lambda: _ablation(reconstructs=True)
    ),
    "aeroseg": Preset("AerOSeg, CLIP ViT-B/16 with SAM ViT-L (the paper's)", _full),
    "aeroseg-recon-rgb": Preset(
        "AerOSeg, reconstructs the image (RGB)",
        lambda: _full(backprojection=BackProjectionConfig(target="rgb")),
    ),
    "aeroseg-recon-clip": Preset(
        "AerOSeg, reconstructs CLIP's features",
        lambda: _full(backprojection=BackProjectionConfig(target="clip")),
    ),
    "aeroseg-guidance-tuned": Preset(
        "AerOSeg, SAM fine-tuned",
        lambda: _full(guidance=SAM_L.model_copy(update={"trained": True})),
    ),
    "aeroseg-sam-b": Preset("AerOSeg with SAM ViT-B", lambda: _full(guidance=SAM_B)),
    "aeroseg-sam-h": Preset("AerOSeg with SAM ViT-H", lambda: _full(guidance=SAM_H)),
    "aeroseg-sam2-b-plus": Preset(
        "AerOSeg with SAM 2 Hiera-B+",
        lambda: _full(guidance=Sam2Guidance(weights="sam2_hiera_b+")),
    ),
    "aeroseg-sam2.1-b-plus": Preset(
        "AerOSeg with SAM 2.1 Hiera-B+",
        lambda: _full(guidance=Sam2Guidance(weights="sam2.1_hiera_b+")),
    ),
    "aeroseg-l14": Preset(
        "AerOSeg, CLIP ViT-L/14", lambda: _full(_vit_l14("openai/ViT-L-14", 224))
    ),
    "aeroseg-l14-336": Preset("AerOSeg, CLIP ViT-L/14@336", lambda: _full(VIT_L14_336)),
    "aeroseg-georsclip-l14": Preset(
        "AerOSeg, GeoRSCLIP ViT-L/14", lambda: _full(_vit_l14("georsclip/ViT-L-14", 224))
    ),
    "aeroseg-skyclip-l14": Preset(
        "AerOSeg, SkyCLIP ViT-L/14", lambda: _full(_vit_l14("skyclip/ViT-L-14", 224))
    ),
}


def preset(name: str) -> AerOSegConfig:
    """Configuration of a preset.

    Raises:
        KeyError: no preset of that name.
    """
    found = PRESETS[name]
    return found.build().model_copy(update={"title": found.title})
