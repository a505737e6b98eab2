"""Further public CLIPs that SegEarth-OV runs on, all of them without an upsampler (spec A.8).

The published upsampler was fitted to OpenAI's ViT-B/16; with another CLIP the logits of the patches
are resized instead. A new file of weights is one row here and one in ``resources/models.json``.
"""

from __future__ import annotations

from typing import Any, Literal

from backend.models.aeroseg.encoder_config import ClipConfig
from backend.models.segearth.config import SegEarthConfig

__all__ = ["PUBLIC_CLIPS"]

SIZES: dict[str, dict[str, Any]] = {
    "ViT-B/16": {"patch_px": 16},
    "ViT-B/32": {"patch_px": 32},
    "ViT-L/14": {
        "patch_px": 14, "width": 1024, "layers": 24, "embed_dim": 768, "text_width": 768,
        "text_heads": 12, "taps": (7, 15),
    },
}  # fmt: skip


def _model(
    name: str,
    size: str,
    weights: str,
    *,
    quick_gelu: bool,
    pixels: Literal["clip", "inception"] = "clip",
) -> SegEarthConfig:
    """A CLIP of a common size; it sees windows of 224 px."""
    return SegEarthConfig(
        title=f"SegEarth-OV ({name} {size}, no upsampler)",
        backbone=ClipConfig(weights=weights, input_px=224, quick_gelu=quick_gelu, **SIZES[size]),
        upsampler=None,
        pixels=pixels,
    )


# Activations: LAION's were trained with exact GELU. Inferred for the others: that of the weights
# from which their training began, OpenAI's (QuickGELU) or, for SkyCLIP ViT-B/32, LAION's.
PUBLIC_CLIPS = {
    "segearth-laion-vitb16": _model(
        "LAION-2B", "ViT-B/16", "laion2b_s34b_b88k/ViT-B-16", quick_gelu=False
    ),
    "segearth-laion-vitb32": _model(
        "LAION-2B", "ViT-B/32", "laion2b_s34b_b79k/ViT-B-32", quick_gelu=False
    ),
    "segearth-laion-vitl14": _model(
        "LAION-2B", "ViT-L/14", "laion2b_s32b_b82k/ViT-L-14", quick_gelu=False, pixels="inception"
    ),
    "segearth-remoteclip-vitb32": _model(
        "RemoteCLIP", "ViT-B/32", "remoteclip/ViT-B-32", quick_gelu=True
    ),
    "segearth-remoteclip-vitl14": _model(
        "RemoteCLIP", "ViT-L/14", "remoteclip/ViT-L-14", quick_gelu=True
    ),
    "segearth-georsclip-vitb32": _model(
        "GeoRSCLIP", "ViT-B/32", "georsclip/ViT-B-32", quick_gelu=True
    ),
    "segearth-georsclip-vitl14": _model(
        "GeoRSCLIP", "ViT-L/14", "georsclip/ViT-L-14", quick_gelu=True
    ),
    "segearth-skyclip-vitb32": _model("SkyCLIP", "ViT-B/32", "skyclip/ViT-B-32", quick_gelu=False),
    "segearth-skyclip-vitl14": _model("SkyCLIP", "ViT-L/14", "skyclip/ViT-L-14", quick_gelu=True),
}
