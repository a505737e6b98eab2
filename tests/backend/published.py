"""Published checkpoints without weights of others: names and shapes from the table of spec part D.

Written from the table alone, not from the product's own mapping, so that the two can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

CLIP = "sem_seg_head.predictor.clip_model."
HEAD = "sem_seg_head.predictor.transformer."

Shapes = dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class Sizes:
    """Letters of the spec: D, p, g, C, W and F, and how many of each layer."""

    width: int = 768
    patch: int = 16
    grid: int = 14
    layers: int = 12
    embed: int = 512
    text: int = 512
    text_layers: int = 12
    vocab: int = 49408
    context: int = 77
    channels: int = 1
    attention: bool = False
    hidden: int = 128
    appearance: int = 128
    text_guidance: int = 128
    blocks: int = 2
    padded: bool = True
    decoder: tuple[int, int] = (64, 32)
    guidance: tuple[int, int] = (32, 16)
    upsampled: tuple[int, int] = (256, 128)
    fused: bool = False
    masks: bool = False


BASE = Sizes()
LARGE = Sizes(width=1024, patch=14, grid=24, layers=24, embed=768, text=768)
TINY = Sizes(
    width=64, grid=2, layers=3, embed=16, text=64, text_layers=1, vocab=64, context=16, hidden=32,
    appearance=8, text_guidance=8, decoder=(32, 16), guidance=(8, 4), upsampled=(8, 4),
)  # fmt: skip


def norm(name: str, width: int) -> Shapes:
    return {f"{name}.weight": (width,), f"{name}.bias": (width,)}


def linear(name: str, out: int, inner: int, *kernel: int) -> Shapes:
    return {f"{name}.weight": (out, inner, *kernel), f"{name}.bias": (out,)}


def tower(prefix: str, layers: int, width: int, fused: bool) -> Shapes:
    out: Shapes = {}
    for layer in range(layers):
        block = f"{prefix}transformer.resblocks.{layer}."
        if fused:
            out[f"{block}attn.in_proj_weight"] = (3 * width, width)
        else:
            out |= {f"{block}attn.{letter}_proj_weight": (width, width) for letter in "qkv"}
        out[f"{block}attn.in_proj_bias"] = (3 * width,)
        out |= linear(f"{block}attn.out_proj", width, width)
        out |= norm(f"{block}ln_1", width) | norm(f"{block}ln_2", width)
        out |= linear(f"{block}mlp.c_fc", 4 * width, width)
        out |= linear(f"{block}mlp.c_proj", width, 4 * width)
    return out


def clip_shapes(s: Sizes) -> Shapes:
    out: Shapes = {
        "visual.conv1.weight": (s.width, 3, s.patch, s.patch),
        "visual.class_embedding": (s.width,),
        "visual.positional_embedding": (s.grid**2 + 1, s.width),
        "visual.proj": (s.width, s.embed),
        "token_embedding.weight": (s.vocab, s.text),
        "positional_embedding": (s.context, s.text),
        "text_projection": (s.text, s.embed),
        "logit_scale": (),
    }
    out |= norm("visual.ln_pre", s.width) | norm("visual.ln_post", s.width)
    out |= norm("ln_final", s.text)
    out |= tower("visual.", s.layers, s.width, s.fused)
    out |= tower("", s.text_layers, s.text, s.fused)
    return {CLIP + name: shape for name, shape in out.items()}


def refinement_shapes(s: Sizes, i: int) -> Shapes:
    f, out = s.hidden, {}
    for j in (1, 2):
        block = f"layers.{i}.swin_block.block_{j}."
        out |= norm(f"{block}norm1", f) | norm(f"{block}norm2", f)
        for letter in "qk":
            out |= linear(f"{block}attn.{letter}", f, f + s.appearance)
        out |= linear(f"{block}attn.v", f, f) | linear(f"{block}attn.proj", f, f)
        out |= linear(f"{block}mlp.fc1", 4 * f, f) | linear(f"{block}mlp.fc2", f, 4 * f)
    out |= norm(f"layers.{i}.swin_block.guidance_norm", s.appearance)
    classes = f"layers.{i}.attention."
    for letter in "qk":
        out |= linear(f"{classes}attention.{letter}", f, f + s.text_guidance)
    out |= linear(f"{classes}attention.v", f, f)
    out |= linear(f"{classes}MLP.0", 4 * f, f) | linear(f"{classes}MLP.2", f, 4 * f)
    out |= norm(f"{classes}norm1", f) | norm(f"{classes}norm2", f)
    if s.padded:
        out[f"{classes}padding_tokens"] = (1, 1, f)
        out[f"{classes}padding_guidance"] = (1, 1, s.text_guidance)
    if s.masks:
        out[f"layers.{i}.swin_block.block_2.attn_mask"] = (4, 144, 144)
    return out


def decoder_shapes(s: Sizes) -> Shapes:
    out: Shapes = {}
    for j, inner in enumerate((s.hidden, s.decoder[0])):
        channels, guidance = s.decoder[j], s.guidance[j]
        up, stage = inner - guidance, f"decoder{j + 1}."
        out |= linear(f"decoder_guidance_projection.{j}.0", guidance, s.upsampled[j], 3, 3)
        out |= {f"{stage}up.weight": (inner, up, 2, 2), f"{stage}up.bias": (up,)}
        out[f"{stage}conv.double_conv.0.weight"] = (channels, inner, 3, 3)
        out[f"{stage}conv.double_conv.3.weight"] = (channels, channels, 3, 3)
        out |= norm(f"{stage}conv.double_conv.1", channels)
        out |= norm(f"{stage}conv.double_conv.4", channels)
        if s.attention:
            out |= linear(f"{stage}cconv", guidance, up, 1, 1)
            out |= linear(f"{stage}sconv", 1, 1, 1, 1)
    return out


def shapes(s: Sizes) -> Shapes:
    """Every name of a published file and its shape."""
    head = linear("conv1", s.hidden, s.channels, 7, 7)
    head |= linear("guidance_projection.0", s.appearance, s.embed, 3, 3)
    head |= linear("text_guidance_projection.0", s.text_guidance, s.embed)
    for i in range(s.blocks):
        head |= refinement_shapes(s, i)
    head |= decoder_shapes(s) | linear("head", 1, s.decoder[1], 3, 3)
    out = clip_shapes(s) | {HEAD + name: shape for name, shape in head.items()}
    for j, (channels, side) in enumerate(zip(s.upsampled, (2, 4), strict=True), start=1):
        out |= {
            f"upsample{j}.weight": (s.width, channels, side, side),
            f"upsample{j}.bias": (channels,),
        }
    return out


def mask(grid: int = 24, window: int = 12) -> Tensor:
    """Mask of the shifted windows, region by region as spec A6 tells it."""
    shift, side = window // 2, grid // window
    edges = [0] * (grid - window) + [1] * (window - shift) + [2] * shift
    out = torch.zeros(side * side, window**2, window**2)
    for number in range(side * side):
        top, left = number // side * window, number % side * window
        regions = torch.tensor(
            [edges[top + r] * 3 + edges[left + c] for r in range(window) for c in range(window)]
        )
        out[number][regions[:, None] != regions[None, :]] = -100.0
    return out


def state(s: Sizes, seed: int = 0) -> dict[str, Tensor]:
    """Random weights of these sizes, float32."""
    generator = torch.Generator().manual_seed(seed)
    return {
        name: mask() if name.endswith("attn_mask")
        else 0.1 * torch.randn(shape, generator=generator)
        for name, shape in shapes(s).items()
    }  # fmt: skip
