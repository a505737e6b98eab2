"""SegEarth-OV and what its code can be switched to, as typed data (spec part A).

Choices that are this project's, not the paper's, have the word "inferred" in their description.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from backend.models.aeroseg.encoder_config import ClipConfig, Size
from backend.models.background import default_groups
from backend.models.base import BackgroundGroup, ModelConfig, StrictModel
from backend.models.segearth.templates import IMAGENET_80

__all__ = ["Mode", "SegEarthConfig", "UpsamplerConfig"]

Mode = Literal["vanilla", "MaskCLIP", "ClearCLIP", "SCLIP", "SegEarth", "NACLIP"]
Prompt = Annotated[str, Field(min_length=2, max_length=300)]

DOUBLINGS = 4  # steps of a learned upsampler; each doubles the grid
FILL = (123, 117, 104)  # the nearest whole numbers to 0 after normalisation (spec A.9)


class UpsamplerConfig(StrictModel):
    """How patch features come to pixels (spec part B).

    Attributes:
        form: "jbu_one" is one shared step (SimFeatUp), "jbu_stack" four own steps (FeatUp);
            "bilinear" a plain resize, the published baseline.
        radius: of the kernels; 5 for the published jbu_one, 3 for jbu_stack. Unused for bilinear.
        key_dim: channels in which guidance pixels are compared.
        weights: name of the public weights, or None for own weights.
    """

    form: Literal["jbu_one", "jbu_stack", "bilinear"] = "jbu_one"
    radius: int = Field(default=5, ge=1, le=15)
    key_dim: Size = 32
    weights: str | None = Field(default=None, max_length=200)

    @property
    def learned(self) -> bool:
        """Whether it has weights."""
        return self.form != "bilinear"


class SegEarthConfig(ModelConfig):
    """SegEarth-OV: CLIP with a changed last block, an upsampler, and a bias of the whole image.

    Attributes:
        tile_px: side of a window; one tile is one window (spec A.9).
        stride_px: step between windows.
        gsd_m: inferred: the middle of the 0.3 to 0.7 m that the spec advises.
        threshold: inferred: 0, as hidden background words take part.
        pixels: statistics by which pixels are normalised: CLIP's own, or mean and deviation 127.5
            ("inception"), with which LAION's ViT-L/14 was trained.
        mode: attention of the last block (spec A.3).
        residual: keep residual and feed-forward of the last block.
        last_layers: how many last blocks are summed; 2 only for SegEarth-OV-2 on radar images.
        upsampler: None compares on the patch grid and resizes the logits.
        cls_weight: lambda, the share of the whole image's logits that is added; stored negative,
            and 0 switches it off.
        logit_scale: factor before the softmax.
        prompts: templates with one gap.
        background: hidden background words (inferred; not part of the published method); a run may
            do without, or bring others. Default: ``resources/background.json``.
        image_px: long side to which the published inference resizes an image; 448 or 896.
        sliding: whether the published inference uses windows, or sees the image at once.
        keep: what an encoded tile holds beside its features (0.7 MB): the finished kernels in half
            precision (up to 16 MB more), as long as the cache has room for them, or nothing.
            Both give the same answer; a second query is faster with kernels.
    """

    kind: Literal["segearth"] = "segearth"
    tile_px: int = Field(default=224, ge=32, le=2048)
    stride_px: int = Field(default=112, ge=16, le=2048)
    gsd_m: float = Field(default=0.5, gt=0.0, le=1000.0)
    threshold: float = Field(default=0.0, ge=0.0, le=1.0)
    backbone: ClipConfig = ClipConfig(input_px=224)
    pixels: Literal["clip", "inception"] = "clip"
    mode: Mode = "SegEarth"
    residual: bool = False
    last_layers: int = Field(default=1, ge=1, le=16)
    upsampler: UpsamplerConfig | None = UpsamplerConfig()
    cls_weight: float = Field(default=-0.3, ge=-10.0, le=10.0)
    logit_scale: float = Field(default=50.0, gt=0.0, le=1000.0)
    prompts: tuple[Prompt, ...] = Field(default=IMAGENET_80, min_length=1, max_length=100)
    background: tuple[BackgroundGroup, ...] = Field(default_factory=default_groups, max_length=50)
    image_px: int = Field(default=448, ge=32, le=8192)
    sliding: bool = True
    keep: Literal["features", "kernels"] = "kernels"

    @model_validator(mode="after")
    def _check(self) -> SegEarthConfig:
        if any(p.count("{}") != 1 or p.count("{") + p.count("}") != 2 for p in self.prompts):
            raise ValueError("each of the prompts must have exactly one gap {}")
        if self.tile_px != self.backbone.input_px:
            raise ValueError(
                f"backbone.input_px {self.backbone.input_px} must be tile_px {self.tile_px}: "
                "windows are never resized"
            )
        if self.last_layers > self.backbone.layers:
            raise ValueError(f"last_layers {self.last_layers} is more than backbone.layers")
        if self.last_layers > 1 and self.residual:
            raise ValueError("last_layers above 1 is defined without residual only")
        if self.tile_px < self.least_px:
            raise ValueError(f"tile_px {self.tile_px} must be at least {self.least_px}")
        return self

    @property
    def windows(self) -> bool:
        """A tile is one window of the published method."""
        return True

    @property
    def fill_color(self) -> tuple[int, int, int]:
        """Nearly nothing, after normalisation."""
        return FILL if self.pixels == "clip" else (128, 128, 128)

    @property
    def scores_other(self) -> bool:
        """Background words are queries like all others."""
        return True

    @property
    def background_groups(self) -> tuple[BackgroundGroup, ...]:
        """The hidden words."""
        return self.background

    @property
    def query_per_wording(self) -> bool:
        """Each wording is a query; a class takes the best of its own."""
        return True

    @property
    def least_px(self) -> int:
        """Smallest side of a window: the first step reflects ``radius`` pixels at the border."""
        if self.upsampler is None or not self.upsampler.learned:
            return self.backbone.patch_px
        return (self.upsampler.radius // 2 + 1) * self.backbone.patch_px

    @property
    def map_px(self) -> int:
        """Side of the logits of a tile: pixels with an upsampler, else patches."""
        return self.backbone.grid if self.upsampler is None else self.tile_px
