"""The configuration space of AerOSeg and its relatives, as typed data.

Every choice that the paper leaves open is a field here, with the value of the specification as
default and the word "inferred" in its description. The encoders are in ``encoder_config``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from backend.models.aeroseg.encoder_config import (
    ClipConfig,
    ClipGuidance,
    CompactConfig,
    EncoderGuidance,
    Sam2Guidance,
    SamGuidance,
    SharedGuidance,
    Size,
    WordsConfig,
)
from backend.models.base import ModelConfig, StrictModel

__all__ = [
    "GENERIC_PROMPT",
    "REMOTE_SENSING_PROMPTS",
    "AerOSegConfig",
    "BackProjectionConfig",
    "ClipConfig",
    "ClipGuidance",
    "CompactConfig",
    "DecoderConfig",
    "RefinementConfig",
    "Sam2Guidance",
    "SamGuidance",
    "SharedGuidance",
    "WordsConfig",
]

# The four templates of the paper (spec A3), in their fixed order.
REMOTE_SENSING_PROMPTS = (
    "A satellite image of a {}",
    "A land use image of a {}",
    "A remote sensing image of a {}",
    "An aerial image of a {}",
)
GENERIC_PROMPT = ("A photo of a {} in the scene",)

Angle = Annotated[int, Field(ge=0, lt=360)]
Prompt = Annotated[str, Field(min_length=2, max_length=300)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class RefinementConfig(StrictModel):
    """The stack of spatial and class blocks (spec A5 to A8).

    Attributes:
        hidden: channels of the correlation embedding, F.
        blocks: refinement blocks; the paper has two.
        pooling: side of the average pooling before the class block in training; evaluation uses 1.
        pad_len: class axis is filled up to this length with a learned token; 0 means no padding.
    """

    hidden: Size = 128
    blocks: int = Field(default=2, ge=1, le=8)
    heads: Size = 4
    window: int = Field(default=12, ge=1, le=256)
    mlp_ratio: int = Field(default=4, ge=1, le=8)
    embed_kernel: Literal[3, 5, 7] = 7
    appearance: int = Field(default=128, ge=0, le=1024)
    text_guidance: Size = 128
    pooling: Literal[1, 2] = 2
    pad_len: int = Field(default=256, ge=0, le=4096)

    @model_validator(mode="after")
    def _check(self) -> RefinementConfig:
        if self.hidden % self.heads:
            raise ValueError(f"hidden {self.hidden} must be a multiple of heads {self.heads}")
        return self


class DecoderConfig(StrictModel):
    """The upsampling decoder (spec A10).

    Attributes:
        attention: attention-aware guidance (OVRS, AerOSeg) or plain (CAT-Seg).
        attention_activation: inferred: none, as in the code of OVRS.
        guidance_upsampling: how a tap on the correlation grid reaches the grid of its stage.
            Inferred: "nearest" for SAM, after the projection; "transposed" convolutions before it
            for CLIP; "none" for a pyramid, whose levels have the sizes already.
        tap_order: inferred: the earlier tap guides stage 1.
    """

    channels: tuple[Size, Size] = (64, 32)
    guidance: tuple[Size, Size] = (32, 16)
    attention: bool = True
    attention_activation: Literal["none", "sigmoid"] = "none"
    guidance_upsampling: Literal["nearest", "transposed", "none"] = "nearest"
    tap_order: Literal["earlier-first", "later-first"] = "earlier-first"

    @model_validator(mode="after")
    def _check(self) -> DecoderConfig:
        for width in self.channels:
            if width > 16 and width % (width // 16):
                raise ValueError(f"channels {self.channels} must be multiples of 16")
        return self


class BackProjectionConfig(StrictModel):
    """Semantic back-projection, a regulariser used in training only (spec A9).

    Attributes:
        classes: names of the fixed slots, in their order (inferred: that of the training list);
            the module is tied to them. Empty in a preset: the training run fills them in
            (:meth:`AerOSegConfig.with_classes`), and until then there is no module.
        hidden: inferred: 512.
        loss: inferred: mean squared error.
        weight: inferred: 1.0.
        target: what is reconstructed. "guidance" is the last tap on the correlation grid (the
            paper's target, SAM; inferred: before its projection), "clip" the dense features of the
            upright image, "rgb" the normalised image averaged to the grid (inferred).
        normalise_target: LayerNorm without parameters on the target; inferred: off.
        order: how classes and channels lie in the input; inferred: class-major.
    """

    classes: tuple[Name, ...] = Field(default=(), max_length=512)
    hidden: Size = 512
    loss: Literal["mse", "smooth_l1", "cosine"] = "mse"
    weight: float = Field(default=1.0, ge=0.0, le=100.0)
    target: Literal["guidance", "clip", "rgb"] = "guidance"
    normalise_target: bool = False
    order: Literal["class-major", "channel-major"] = "class-major"

    @model_validator(mode="after")
    def _check(self) -> BackProjectionConfig:
        if len(set(self.classes)) != len(self.classes):
            twice = next(c for c in self.classes if self.classes.count(c) > 1)
            raise ValueError(f'classes must be different, "{twice}" is there twice')
        return self


class AerOSegConfig(ModelConfig):
    """AerOSeg, CAT-Seg, OVRS and everything between (spec part C).

    Attributes:
        angles: rotations of the image that the correlation sees, degrees counter-clockwise.
        allow_interpolated_rotation: angles that are no multiples of 90 are refused without it;
            inferred: they resample the image and the features (spec A2), which the paper does not
            treat.
        used_angles: rotations encoded at inference; the correlation channels of the others are
            filled with those of 0 degrees. None means all. Saves time, is not the paper's form.
        prompts: templates with one gap. The four of the paper, or the generic one of CAT-Seg,
            whose wording is inferred for Baseline, Config-A and Config-B.
        backprojection: None for no regulariser.
        inference_chunk: classes decoded at a time; bounds memory, changes nothing else.
        published_path: form of the published inference (spec A12, table G); inferred: tiles.
        words: the part that tells known phrases from others; None leaves it to ``vocabulary``.
    """

    kind: Literal["aeroseg"] = "aeroseg"
    backbone: Annotated[ClipConfig | CompactConfig, Field(discriminator="type")] = ClipConfig()
    guidance: Annotated[
        SamGuidance | Sam2Guidance | ClipGuidance | SharedGuidance, Field(discriminator="type")
    ] = SamGuidance()
    angles: tuple[Angle, ...] = Field(default=(0, 90, 180, 270), min_length=1, max_length=36)
    allow_interpolated_rotation: bool = False
    used_angles: tuple[Angle, ...] | None = None
    prompts: tuple[Prompt, ...] = Field(
        default=REMOTE_SENSING_PROMPTS, min_length=1, max_length=100
    )
    refinement: RefinementConfig = RefinementConfig()
    decoder: DecoderConfig = DecoderConfig()
    backprojection: BackProjectionConfig | None = None
    inference_chunk: int = Field(default=32, ge=1, le=4096)
    published_path: Literal["tiles", "single"] = "tiles"
    words: WordsConfig | None = None

    @model_validator(mode="after")
    def _check(self) -> AerOSegConfig:
        self._check_angles()
        if any(p.count("{}") != 1 or p.count("{") + p.count("}") != 2 for p in self.prompts):
            raise ValueError("each of the prompts must have exactly one gap {}")
        if isinstance(self.guidance, SharedGuidance) != isinstance(self.backbone, CompactConfig):
            raise ValueError("guidance 'shared' belongs to backbone 'compact', and only to it")
        pyramid = isinstance(self.guidance, Sam2Guidance | SharedGuidance)
        if pyramid != (self.decoder.guidance_upsampling == "none"):
            raise ValueError(
                "decoder.guidance_upsampling must be 'none' for guidance 'sam2' and 'shared', "
                "whose levels have the sizes already, and 'nearest' or 'transposed' for the others"
            )
        widths = (self.refinement.hidden, self.decoder.channels[0])
        for number, (width, guide) in enumerate(zip(widths, self.decoder.guidance, strict=True)):
            if guide >= width:
                raise ValueError(
                    f"decoder.guidance.{number} {guide} must be less than {width}, "
                    "the channels of which it is a part"
                )
        if self.grid % self.refinement.pooling:
            raise ValueError(
                f"the grid of {self.grid} must be a multiple of refinement.pooling "
                f"{self.refinement.pooling}"
            )
        if self.grid > self.refinement.window and self.grid % self.refinement.window:
            raise ValueError(
                f"the grid of {self.grid} must be a multiple of refinement.window "
                f"{self.refinement.window}"
            )
        return self

    def _check_angles(self) -> None:
        if self.angles[0] != 0 or len(set(self.angles)) != len(self.angles):
            raise ValueError(f"angles {self.angles} must be different and begin with 0")
        oblique = [angle for angle in self.angles if angle % 90]
        if oblique and not self.allow_interpolated_rotation:
            raise ValueError(
                f"angles {oblique} are no multiples of 90; "
                "allow_interpolated_rotation permits them, at a loss of sharpness"
            )
        used = self.used_angles
        if used is not None and (used[:1] != (0,) or not set(used) <= set(self.angles)):
            raise ValueError(f"used_angles {used} must begin with 0 and lie in angles")

    def with_classes(self, classes: Sequence[str]) -> AerOSegConfig:
        """This configuration with the classes of a training run in its back-projection.

        Unchanged where there is no back-projection, or where its classes are given already.

        Raises:
            ValueError: the list is empty, too long, or names a class twice.
        """
        plan = self.backprojection
        if plan is None or plan.classes:
            return self
        if not classes:
            raise ValueError("backprojection.classes: a training run must name its classes")
        filled = BackProjectionConfig.model_validate(
            {**plan.model_dump(), "classes": tuple(classes)}
        )
        return self.model_copy(update={"backprojection": filled})

    @property
    def grid(self) -> int:
        """Side of the correlation grid, in tokens."""
        if isinstance(self.backbone, ClipConfig):
            return self.backbone.grid
        if self.tile_px % 32:
            raise ValueError(f"tile_px {self.tile_px} must be a multiple of 32 for this backbone")
        return self.tile_px // 16

    @property
    def map_px(self) -> int:
        """Side of the decoder's logits: two doublings of the grid (spec A10)."""
        return 4 * self.grid

    @property
    def correlation_channels(self) -> int:
        """Channels of the correlation: angles times prompts."""
        return len(self.angles) * len(self.prompts)

    @property
    def guidance_channels(self) -> tuple[int, int, int]:
        """Channels of the guidance of the spatial block, decoder stage 1 and stage 2."""
        first: int
        second: int
        match self.guidance:
            case SamGuidance():
                final = first = second = self.guidance.width
                if self.guidance.final_tap == "neck":
                    final = self.guidance.neck
            case Sam2Guidance():
                final = first = second = self.guidance.neck
                if self.guidance.taps_from == "trunk":
                    second, first, final, _ = self.guidance.channels
            case ClipGuidance():
                final = self.backbone.embed_dim
                first = second = self.backbone.width if isinstance(self.backbone, ClipConfig) else 0
            case _:
                final = self.backbone.neck if isinstance(self.backbone, CompactConfig) else 0
                first = second = final
        if self.decoder.tap_order == "later-first":
            first, second = second, first
        return (final, first, second)

    @property
    def tap_sides(self) -> tuple[int, int, int]:
        """Sides to which taps are brought: the earlier, the later, the last (spec A1).

        The correlation grid where the decoder enlarges them, else the grids of its stages.
        """
        if self.decoder.guidance_upsampling != "none":
            return (self.grid,) * 3
        stages = (2 * self.grid, 4 * self.grid)
        early, late = stages if self.decoder.tap_order == "earlier-first" else stages[::-1]
        return (early, late, self.grid)

    @property
    def upsampled(self) -> tuple[int, int] | None:
        """Channels of the transposed convolutions that enlarge the taps, None without them."""
        if self.decoder.guidance_upsampling != "transposed":
            return None
        if isinstance(self.guidance, ClipGuidance | EncoderGuidance):
            return self.guidance.upsampled
        return None
