"""Encoders as typed data: what reads the image and the text, and what guides the head.

Every choice that the paper leaves open is a field here, with the value of the specification as
default and the word "inferred" in its description.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from backend.models.base import StrictModel

__all__ = [
    "ClipConfig",
    "ClipGuidance",
    "CompactConfig",
    "Depth",
    "EncoderGuidance",
    "Sam2Guidance",
    "SamGuidance",
    "SharedGuidance",
    "Size",
    "WordsConfig",
]

# Caps: far above every published model, and low enough that a configuration from outside cannot
# ask for absurd amounts of work before its tensors are compared with the file's.
Size = Annotated[int, Field(ge=1, le=8192)]
Depth = Annotated[int, Field(ge=1, le=128)]
Block = Annotated[int, Field(ge=0, le=127)]
LARGEST_GRID = 256  # tokens a side; attention costs the fourth power


class ClipConfig(StrictModel):
    """A CLIP with a vision transformer, built by ``open_clip`` (spec A2 and part C).

    Attributes:
        weights: name of the public weights this shape belongs to, or None for own weights.
        input_px: side to which a tile is resized before the patches are cut.
        native_px: side for which the position map was trained.
        head_width: channels of an attention head of the image tower; 64 in every published CLIP.
        quick_gelu: activation ``x * sigmoid(1.702 x)``, as the OpenAI weights demand; whether a
            file was trained with it cannot be read from its tensors, so it is said here.
            Inferred for GeoRSCLIP and SkyCLIP, which start from OpenAI's weights.
        taps: blocks, counted from 0, whose outputs may guide the decoder; inferred for depths
            other than 12 and 24: a third and two thirds of the way.
    """

    type: Literal["clip"] = "clip"
    weights: str | None = Field(default=None, max_length=200)
    patch_px: Size = 16
    input_px: Size = 384
    native_px: Size = 224
    width: Size = 768
    head_width: Size = 64
    layers: Depth = 12
    embed_dim: Size = 512
    text_width: Size = 512
    text_layers: Depth = 12
    text_heads: Size = 8
    vocab_size: int = Field(default=49408, ge=8, le=65536)
    context_length: int = Field(default=77, ge=4, le=1024)
    quick_gelu: bool = True
    taps: tuple[Block, Block] = (3, 7)

    @model_validator(mode="after")
    def _check(self) -> ClipConfig:
        if self.width % self.head_width:
            raise ValueError(
                f"width {self.width} must be a multiple of {self.head_width}, the head size of CLIP"
            )
        _check_patches(self.input_px, self.native_px, self.patch_px)
        if self.text_width % self.text_heads:
            raise ValueError(
                f"text_width {self.text_width} must be a multiple of text_heads {self.text_heads}"
            )
        if max(self.taps) >= self.layers - 1:
            raise ValueError(
                f"taps {self.taps} must lie before the last of the layers, in 0..{self.layers - 2}"
            )
        if (self.weights or "").startswith("openai/") and not self.quick_gelu:
            raise ValueError(
                f'quick_gelu must be true for weights "{self.weights}": '
                "all of OpenAI's were trained with it"
            )
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
    text_layers: Depth = 3
    text_heads: Size = 4
    merges: int = Field(default=4000, ge=0, le=48894)
    context_length: int = Field(default=32, ge=4, le=1024)

    @model_validator(mode="after")
    def _check(self) -> CompactConfig:
        if self.text_width % self.text_heads:
            raise ValueError(
                f"text_width {self.text_width} must be a multiple of text_heads {self.text_heads}"
            )
        return self


class ClipGuidance(StrictModel):
    """Guidance by the vision-language backbone itself (CAT-Seg, OVRS, AerOSeg Baseline).

    Attributes:
        upsampled: channels of the transposed convolutions that enlarge the taps (spec A10).
    """

    type: Literal["clip"] = "clip"
    upsampled: tuple[Size, Size] = (256, 128)


class SharedGuidance(StrictModel):
    """Guidance by the pyramid of a compact backbone: levels of stride 16, 8 and 4."""

    type: Literal["shared"] = "shared"


class EncoderGuidance(StrictModel):
    """What every guidance by an encoder of its own has in common (spec A1, A4).

    Attributes:
        weights: name of the public weights this shape belongs to, or None for own weights.
        trained: fine-tuned with the rest of the model instead of frozen. The target of the
            back-projection lets no gradient through in either case.
        input_px: side of the square that the encoder sees; inferred: the tile itself, 384.
        views: which rotations of the image are encoded; inferred: the upright one alone. "all"
            averages the taps of every rotation, turned back.
        tap_resize: how a tap larger than its grid is brought to it; inferred: by the average of
            areas. A smaller one grows bilinearly.
        tap_norm: LayerNorm without parameters on each tap; inferred: none, as CAT-Seg does.
        upsampled: channels of the transposed convolutions where the decoder's
            ``guidance_upsampling`` asks for them; inferred: those of CAT-Seg.
    """

    weights: str | None = Field(default=None, max_length=200)
    trained: bool = False
    input_px: Size = 384
    views: Literal["upright", "all"] = "upright"
    tap_resize: Literal["average", "bilinear"] = "average"
    tap_norm: Literal["none", "layer"] = "none"
    upsampled: tuple[Size, Size] = (256, 128)


class SamGuidance(EncoderGuidance):
    """Guidance by a SAM image encoder (spec A4), built by ``segment_anything``.

    Attributes:
        native_px: side for which the position map was trained; at another ``input_px`` it is
            resampled.
        position_resampling: inferred: bicubic without antialias, the way CAT-Seg resamples CLIP's.
        window: side of the attention windows; a grid that is no multiple is padded.
        global_blocks: blocks, counted from 0, that attend to the whole grid.
        taps: blocks, counted from 0: decoder stage 1, decoder stage 2, spatial guidance. The
            paper's for ViT-L; inferred for ViT-B and ViT-H: a third, two thirds, the last.
        final_tap: where the last tap is taken; inferred: the block, before the neck.
    """

    type: Literal["sam"] = "sam"
    native_px: Size = 1024
    position_resampling: Literal["bicubic", "bilinear"] = "bicubic"
    patch_px: Size = 16
    width: Size = 1024
    layers: Depth = 24
    heads: Size = 16
    window: int = Field(default=14, ge=1, le=256)
    global_blocks: tuple[Block, ...] = (5, 11, 17, 23)
    neck: Size = 256
    taps: tuple[Block, Block, Block] = (7, 15, 23)
    final_tap: Literal["block", "neck"] = "block"

    @model_validator(mode="after")
    def _check(self) -> SamGuidance:
        if self.width % self.heads:
            raise ValueError(f"width {self.width} must be a multiple of heads {self.heads}")
        _check_patches(self.input_px, self.native_px, self.patch_px)
        for name, blocks in (("taps", self.taps), ("global_blocks", self.global_blocks)):
            if blocks and max(blocks) >= self.layers:
                raise ValueError(f"{name} {blocks} must lie in 0..{self.layers - 1}")
        if self.final_tap == "neck" and self.taps[2] != self.layers - 1:
            raise ValueError(
                f"final_tap 'neck' follows the last block: taps must end with {self.layers - 1}"
            )
        return self


class Sam2Guidance(EncoderGuidance):
    """Guidance by a SAM 2 or SAM 2.1 image encoder (spec A4), its trunk built by ``timm``.

    The defaults are Hiera-B+. Both versions have one structure; their weights differ.

    Attributes:
        embed: channels of the first stage; they double at each of the three later ones.
        heads: of the first stage; they double as well.
        stages: blocks of each stage.
        windows: side of the attention windows of each stage; the first block of a stage still has
            the window of the stage before.
        global_blocks: blocks, counted from 0, that attend to the whole grid.
        position_side: side of the position map, which is resampled to the grid of stride 4.
        neck: channels of the feature pyramid.
        taps_from: inferred: the levels of the feature pyramid; "trunk" takes the raw stages. In
            both cases stride 16 guides the refinement, stride 8 and 4 the decoder.
    """

    type: Literal["sam2"] = "sam2"
    embed: Size = 112
    heads: int = Field(default=2, ge=1, le=128)
    stages: tuple[Depth, Depth, Depth, Depth] = (2, 3, 16, 3)
    windows: tuple[Size, Size, Size, Size] = (8, 4, 14, 7)
    global_blocks: tuple[Block, ...] = (12, 16, 20)
    position_side: int = Field(default=14, ge=1, le=256)
    neck: Size = 256
    taps_from: Literal["fpn", "trunk"] = "fpn"

    @model_validator(mode="after")
    def _check(self) -> Sam2Guidance:
        if self.embed > 1024:
            raise ValueError(f"embed {self.embed} must be at most 1024")
        if self.embed % self.heads:
            raise ValueError(f"embed {self.embed} must be a multiple of heads {self.heads}")
        if self.input_px % 32:
            raise ValueError(f"input_px {self.input_px} must be a multiple of 32")
        if self.input_px // 4 % self.windows[0]:
            raise ValueError(
                f"input_px {self.input_px} must be a multiple of {4 * self.windows[0]}, "
                "4 times the first of the windows, over which positions repeat"
            )
        if min(self.windows[:3]) < 2:
            raise ValueError(f"windows {self.windows} must be at least 2 where a stage follows")
        depth = sum(self.stages)
        starts = {sum(self.stages[:i]) for i in range(1, 4)}
        if self.global_blocks and max(self.global_blocks) >= depth:
            raise ValueError(f"global_blocks {self.global_blocks} must lie in 0..{depth - 1}")
        if starts & set(self.global_blocks):
            raise ValueError(
                f"global_blocks {self.global_blocks} must not hold the first block of a stage "
                f"{sorted(starts)}, which halves its windows"
            )
        return self

    @property
    def channels(self) -> tuple[int, int, int, int]:
        """Channels of the stages of stride 4, 8, 16 and 32."""
        return (self.embed, self.embed * 2, self.embed * 4, self.embed * 8)


def _check_patches(input_px: int, native_px: int, patch_px: int) -> None:
    for name, side in (("input_px", input_px), ("native_px", native_px)):
        if side % patch_px:
            raise ValueError(f"{name} {side} must be a multiple of patch_px {patch_px}")
        if side // patch_px > LARGEST_GRID:
            raise ValueError(
                f"{name} {side} gives more than {LARGEST_GRID} patches a side "
                f"with patch_px {patch_px}"
            )


class WordsConfig(StrictModel):
    """The part that tells known phrases from others (not of the paper; optional).

    Attributes:
        concepts: main names, each a phrase of the model's vocabulary; a known phrase is embedded
            as a weighted mean of theirs.
        own: names that were learned later, as by fine-tuning: they keep the embedding that they
            were trained with, whatever this part takes them for.
        pieces: rows of the table of word pieces.
        text_bytes: length of the list of pieces, one a line.
        table_dim: numbers that say what a piece means.
        length: pieces that are read of a phrase, its last ones.
        readers: networks that read each phrase; their probabilities are averaged.
        cut: least probability that a phrase is known; calibrated on words held out.
        least: share of the likeliest concept's probability below which a concept has no part in
            what a phrase means.
    """

    concepts: tuple[Annotated[str, Field(min_length=1, max_length=200)], ...] = Field(
        min_length=1, max_length=512
    )
    own: tuple[Annotated[str, Field(min_length=1, max_length=200)], ...] = Field(
        default=(), max_length=4096
    )
    pieces: int = Field(ge=1, le=65536)
    text_bytes: int = Field(ge=1, le=2**21)
    table_dim: Size = 96
    width: Size = 96
    layers: Depth = 2
    heads: Size = 4
    length: int = Field(default=24, ge=4, le=256)
    readers: int = Field(default=1, ge=1, le=16)
    cut: float = Field(default=0.5, ge=0.0, le=1.0)
    least: float = Field(default=0.5, ge=0.0, le=1.0)

    @model_validator(mode="after")
    def _check(self) -> WordsConfig:
        if self.width % self.heads:
            raise ValueError(f"width {self.width} must be a multiple of heads {self.heads}")
        if len(set(self.concepts)) != len(self.concepts):
            raise ValueError("concepts must be different")
        return self
