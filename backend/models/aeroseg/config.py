"""The configuration space of AerOSeg and its relatives, as typed data.

Every choice that the paper leaves open is a field here, with the value of the specification as
default and the word "inferred" in its description.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

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
    "SamGuidance",
    "SharedGuidance",
]

# The four templates of the paper (spec A3), in their fixed order.
REMOTE_SENSING_PROMPTS = (
    "A satellite image of a {}",
    "A land use image of a {}",
    "A remote sensing image of a {}",
    "An aerial image of a {}",
)
GENERIC_PROMPT = ("A photo of a {} in the scene",)

Angle = Literal[0, 90, 180, 270]
Size = Annotated[int, Field(ge=1, le=8192)]


class ClipConfig(StrictModel):
    """A CLIP with a vision transformer, built by ``open_clip`` (spec A2 and part C).

    Attributes:
        weights: name of the public weights this shape belongs to, or None for own weights.
        input_px: side to which a tile is resized before the patches are cut.
        quick_gelu: activation ``x * sigmoid(1.702 x)``, as the OpenAI weights demand; whether a
            file was trained with it cannot be read from its tensors, so it is said here.
        taps: blocks, counted from 0, whose outputs may guide the decoder.
    """

    type: Literal["clip"] = "clip"
    weights: str | None = None
    patch_px: Size = 16
    input_px: Size = 384
    native_px: Size = 224
    width: Size = 768
    layers: Size = 12
    embed_dim: Size = 512
    text_width: Size = 512
    text_layers: Size = 12
    text_heads: Size = 8
    vocab_size: Size | int = Field(default=49408, ge=8, le=65536)
    context_length: Size = 77
    quick_gelu: bool = True
    taps: tuple[int, int] = (3, 7)

    @model_validator(mode="after")
    def _check(self) -> ClipConfig:
        if self.width % 64:
            raise ValueError(f"width {self.width} must be a multiple of 64, the head size of CLIP")
        if self.input_px % self.patch_px or self.native_px % self.patch_px:
            raise ValueError(
                f"input_px and native_px must be multiples of patch_px {self.patch_px}"
            )
        if self.text_width % self.text_heads:
            raise ValueError("text_width must be a multiple of text_heads")
        if max(self.taps) >= self.layers or min(self.taps) < 0:
            raise ValueError(f"taps {self.taps} must lie in 0..{self.layers - 1}")
        return self

    @property
    def grid(self) -> int:
        """Side of the token grid."""
        return self.input_px // self.patch_px


class CompactConfig(StrictModel):
    """A small pair of towers for a CPU: a convolutional trunk and a short text transformer.

    It takes CLIP's place behind the same interface: dense features in one space with text
    embeddings. Its trunk is hierarchical, so its levels of stride 4, 8 and 16 can guide the
    decoder in the way of SAM 2 (spec A4) at no further cost.

    Attributes:
        trunk: name of a ``timm`` backbone with five levels of stride 2 to 32.
        neck: channels of the feature pyramid.
        merges: how many merges of CLIP's byte-pair table the tokenizer keeps; bytes are the
            fall-back, so every text can be written.
    """

    type: Literal["compact"] = "compact"
    trunk: Literal["tf_efficientnet_lite0"] = "tf_efficientnet_lite0"
    neck: Size = 96
    embed_dim: Size = 128
    text_width: Size = 128
    text_layers: Size = 3
    text_heads: Size = 4
    merges: int = Field(default=4000, ge=0, le=48894)
    context_length: Size = 32


class ClipGuidance(StrictModel):
    """Guidance by the vision-language backbone itself (CAT-Seg, OVRS, AerOSeg Baseline)."""

    type: Literal["clip"] = "clip"
    upsampled: tuple[Size, Size] = (256, 128)


class SharedGuidance(StrictModel):
    """Guidance by the pyramid of a compact backbone: levels of stride 16, 8 and 4."""

    type: Literal["shared"] = "shared"


class SamGuidance(StrictModel):
    """Guidance by a frozen SAM image encoder (spec A4), built by ``segment_anything``.

    Attributes:
        input_px: side of the square that SAM sees; inferred: the tile itself, so that patches of
            16 px give the 24 x 24 grid of the correlation.
        native_px: side for which the position map was trained.
        taps: blocks, counted from 0: decoder stage 1, decoder stage 2, spatial guidance.
        final_tap: where the last tap is taken; inferred: the block, before the neck.
    """

    type: Literal["sam"] = "sam"
    weights: str | None = None
    input_px: Size = 384
    native_px: Size = 1024
    patch_px: Size = 16
    width: Size = 1024
    layers: Size = 24
    heads: Size = 16
    window: Size = 14
    global_blocks: tuple[int, ...] = (5, 11, 17, 23)
    neck: Size = 256
    taps: tuple[int, int, int] = (7, 15, 23)
    final_tap: Literal["block", "neck"] = "block"

    @model_validator(mode="after")
    def _check(self) -> SamGuidance:
        if self.width % self.heads:
            raise ValueError("width must be a multiple of heads")
        if self.input_px % self.patch_px or self.native_px % self.patch_px:
            raise ValueError(
                f"input_px and native_px must be multiples of patch_px {self.patch_px}"
            )
        for name, blocks in (("taps", self.taps), ("global_blocks", self.global_blocks)):
            if blocks and not 0 <= min(blocks) <= max(blocks) < self.layers:
                raise ValueError(f"{name} {blocks} must lie in 0..{self.layers - 1}")
        return self


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
    window: Size = 12
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
        guidance_upsampling: inferred: nearest for SAM; transposed for CLIP; none when the levels
            have the sizes already.
        tap_order: inferred: the earlier tap guides stage 1.
    """

    channels: tuple[Size, Size] = (64, 32)
    guidance: tuple[Size, Size] = (32, 16)
    attention: bool = True
    attention_activation: Literal["none", "sigmoid"] = "none"
    guidance_upsampling: Literal["nearest", "transposed", "none"] = "nearest"
    tap_order: Literal["earlier-first", "later-first"] = "earlier-first"


class BackProjectionConfig(StrictModel):
    """Semantic back-projection, a regulariser used in training only (spec A9).

    Attributes:
        classes: names of the fixed slots, in order; the module is tied to them.
        hidden: inferred: 512.
        loss: inferred: mean squared error.
        weight: inferred: 1.0.
        target: the guidance tap ("guidance"), the dense CLIP features, or the image itself.
        normalise_target: LayerNorm without parameters on the target; inferred: off.
    """

    classes: tuple[str, ...] = Field(min_length=1, max_length=512)
    hidden: Size = 512
    loss: Literal["mse", "smooth_l1", "cosine"] = "mse"
    weight: float = Field(default=1.0, ge=0.0, le=100.0)
    target: Literal["guidance", "clip", "rgb"] = "guidance"
    normalise_target: bool = False


class AerOSegConfig(ModelConfig):
    """AerOSeg, CAT-Seg, OVRS and everything between (spec part C).

    Attributes:
        angles: rotations of the image that the correlation sees.
        used_angles: rotations encoded at inference; the correlation channels of the others are
            filled with those of 0 degrees. None means all. Saves time, is not the paper's form.
        prompts: templates with one gap.
        inference_chunk: classes decoded at a time; bounds memory, changes nothing else.
    """

    kind: Literal["aeroseg"] = "aeroseg"
    backbone: Annotated[ClipConfig | CompactConfig, Field(discriminator="type")] = ClipConfig()
    guidance: Annotated[
        SamGuidance | ClipGuidance | SharedGuidance, Field(discriminator="type")
    ] = SamGuidance()
    angles: tuple[Angle, ...] = (0, 90, 180, 270)
    used_angles: tuple[Angle, ...] | None = None
    prompts: tuple[str, ...] = REMOTE_SENSING_PROMPTS
    refinement: RefinementConfig = RefinementConfig()
    decoder: DecoderConfig = DecoderConfig()
    backprojection: BackProjectionConfig | None = None
    inference_chunk: int = Field(default=32, ge=1, le=4096)

    @model_validator(mode="after")
    def _check(self) -> AerOSegConfig:
        if not self.angles or self.angles[0] != 0 or len(set(self.angles)) != len(self.angles):
            raise ValueError(f"angles {self.angles} must be different and begin with 0")
        if self.used_angles is not None and (
            0 not in self.used_angles or not set(self.used_angles) <= set(self.angles)
        ):
            raise ValueError(f"used_angles {self.used_angles} must hold 0 and lie in angles")
        if not self.prompts or any(p.count("{}") != 1 for p in self.prompts):
            raise ValueError("each of the prompts must have exactly one gap {}")
        if isinstance(self.guidance, SharedGuidance) != isinstance(self.backbone, CompactConfig):
            raise ValueError("guidance 'shared' belongs to backbone 'compact', and only to it")
        transposed = self.decoder.guidance_upsampling == "transposed"
        if transposed != isinstance(self.guidance, ClipGuidance):
            raise ValueError("guidance_upsampling 'transposed' belongs to guidance 'clip'")
        if self.grid > self.refinement.window and self.grid % self.refinement.window:
            raise ValueError(
                f"the grid of {self.grid} must be a multiple of the window {self.refinement.window}"
            )
        return self

    @property
    def grid(self) -> int:
        """Side of the correlation grid, in tokens."""
        if isinstance(self.backbone, ClipConfig):
            return self.backbone.grid
        if self.tile_px % 32:
            raise ValueError(f"tile_px {self.tile_px} must be a multiple of 32 for this backbone")
        return self.tile_px // 16

    @property
    def correlation_channels(self) -> int:
        """Channels of the correlation: angles times prompts."""
        return len(self.angles) * len(self.prompts)

    @property
    def guidance_channels(self) -> tuple[int, int, int]:
        """Channels of the guidance of the spatial block, decoder stage 1 and stage 2."""
        match self.guidance:
            case SamGuidance():
                final = self.guidance.neck if self.guidance.final_tap == "neck" else None
                return (final or self.guidance.width, self.guidance.width, self.guidance.width)
            case ClipGuidance():
                assert_width = self.backbone.width if isinstance(self.backbone, ClipConfig) else 0
                return (self.backbone.embed_dim, assert_width, assert_width)
            case _:
                neck = self.backbone.neck if isinstance(self.backbone, CompactConfig) else 0
                return (neck, neck, neck)
