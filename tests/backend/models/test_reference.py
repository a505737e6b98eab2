"""Every stored tensor of the reference files, against the product's own modules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor

from backend.models.aeroseg import AerOSeg, AerOSegConfig
from backend.models.aeroseg.config import (
    GENERIC_PROMPT,
    BackProjectionConfig,
    ClipConfig,
    ClipGuidance,
    DecoderConfig,
    RefinementConfig,
    SamGuidance,
)
from backend.models.aeroseg.correlation import correlate, rotate_back, unit
from backend.models.aeroseg.head import Head
from backend.models.aeroseg.published import clean_state
from backend.models.aeroseg.refinement import (
    ClassBlock,
    SpatialBlock,
    linear_attention,
    window_order,
)
from backend.models.aeroseg.sam import SamEncoder

ANGLES = (0, 90, 180, 270)
Load = Callable[[str], dict[str, Tensor]]


@pytest.fixture(scope="module")
def load(shared_path: Callable[[str], Path]) -> Load:
    def _load(name: str) -> dict[str, Tensor]:
        raw = load_file(shared_path(f"reference/{name}.safetensors"))
        return {k: v.float() if v.dtype == torch.float16 else v for k, v in raw.items()}

    return _load


def close(ours: Tensor, theirs: Tensor, tolerance: float = 1e-4) -> None:
    assert ours.shape == theirs.shape
    assert (ours - theirs).abs().max().item() <= tolerance


def part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {k.removeprefix(prefix): v for k, v in tensors.items() if k.startswith(prefix)}


def last(x: Tensor) -> Tensor:
    """(B, C, T, H, W) -> (B, T, H, W, C), this project's layout."""
    return x.permute(0, 2, 3, 4, 1)


def first(x: Tensor) -> Tensor:
    """Back to the layout of the files."""
    return x.permute(0, 4, 1, 2, 3)


SPATIAL = [("", 32, 16), ("noshift.", 16, 8), ("noguidance.", 16, 0)]


@pytest.mark.parametrize(("prefix", "dim", "guidance"), SPATIAL, ids=["full", "noshift", "noguide"])
def test_spatial_block(load: Load, prefix: str, dim: int, guidance: int) -> None:
    tensors = part(load("catseg_spatial_block"), prefix)
    block = SpatialBlock(dim, guidance, heads=4, ratio=4, window=12)
    state = {k.replace("block_1", "blocks.0").replace("block_2", "blocks.1"): v
             for k, v in part(tensors, "weights.").items()}  # fmt: skip
    mask = state.pop("blocks.1.attn_mask", None)
    block.load_state_dict(state)
    if mask is not None:
        from backend.models.aeroseg.refinement import shift_mask

        close(shift_mask(24, 12, 6), mask, 0)
    with torch.no_grad():
        guide = tensors.get("in.guidance")
        x = last(tensors["in.x"])
        close(first(block(x, guide)), tensors["out.y"])
        if prefix == "" and block.guidance_norm is not None and guide is not None:
            normed = block.guidance_norm(guide.permute(0, 2, 3, 1)).flatten(1, 2)
            close(normed, tensors["mid.guidance_norm"])
            order, back = window_order(24, 12, 0)
            swin, windows = block.blocks[0], (-1, 144)
            terms = swin.attn.guidance_terms(normed[:, None, order].unflatten(2, windows))
            after = swin(x.flatten(2, 3)[:, :, order].unflatten(2, windows), terms, None)
            close(after.flatten(2, 3)[0, :, back], tensors["mid.after_block_1"])


@pytest.mark.parametrize(
    ("output", "pooling", "pad"),
    [("pool1_nopad", 1, 0), ("pool1_pad256", 1, 256), ("pool2_nopad", 2, 0),
     ("pool2_pad256", 2, 256), ("pool2_pad3", 2, 3), ("pool2_pad5", 2, 5), ("pool2_pad8", 2, 8)],
)  # fmt: skip
def test_class_block(load: Load, output: str, pooling: int, pad: int) -> None:
    tensors = load("catseg_class_block")
    block = ClassBlock(32, 16, heads=4, ratio=4, pad_len=pad)
    state = {
        k.replace("MLP.0", "mlp.fc1").replace("MLP.2", "mlp.fc2").replace("attention.", "attn."): v
        for k, v in part(tensors, "weights.").items()
        if pad or "padding" not in k
    }
    block.load_state_dict(state)
    with torch.no_grad():
        out = block(last(tensors["in.x"]), tensors["in.text_guidance"], pooling)
    close(first(out), tensors[f"out.{output}"])


def test_linear_attention(load: Load) -> None:
    tensors = load("linear_attention")
    q, k, v = (tensors[f"in.{n}"].transpose(1, 2) for n in "qkv")  # (N, heads, length, d)
    q, k = F.elu(q) + 1, F.elu(k) + 1
    out = linear_attention(q, k.transpose(-1, -2) @ v, k.sum(dim=-2))
    close(out.transpose(1, 2), tensors["out.y"])


def test_rotation_and_correlation(load: Load) -> None:
    tensors = load("rotation_correlation")
    dense = torch.cat([
        tensors[f"in.dense_rot{a}_BLC"].transpose(1, 2).unflatten(2, (24, 24)) for a in ANGLES
    ])  # fmt: skip
    back = rotate_back(dense, ANGLES)
    for i, angle in enumerate(ANGLES):
        close(back[:, i], tensors[f"mid.rotated_back_{angle}_BCHW"], 4e-3)
    for prefix, output in (("", "out."), ("p4.", "p4.out.")):
        text = unit(tensors[f"{prefix}in.text_BTPC"], dim=-1)
        corr = correlate(unit(back, dim=2), text)
        close(corr.transpose(1, 2), tensors[f"{output}corr_B_NP_T_H_W"])


def head_config(
    angles: int, prompts: int, attention: bool, pad: int = 256, sam: bool = False, pooling: int = 2
) -> AerOSegConfig:
    """Sizes of the small aggregators (README of the reference files)."""
    guidance = (
        SamGuidance(width=20, heads=4, neck=20, layers=3, taps=(0, 1, 2), global_blocks=())
        if sam
        else ClipGuidance(upsampled=(12, 8))
    )
    return AerOSegConfig(
        backbone=ClipConfig(width=64, embed_dim=24, text_width=64, text_heads=1, taps=(3, 7)),
        guidance=guidance,
        angles=ANGLES[:angles],
        prompts=("a {}", "b {}", "c {}", "d {}")[:prompts],
        refinement=RefinementConfig(
            hidden=32, appearance=16, text_guidance=16, pad_len=pad, pooling=pooling
        ),
        decoder=DecoderConfig(
            channels=(32, 16),
            guidance=(8, 4),
            attention=attention,
            guidance_upsampling="nearest" if sam else "transposed",
        ),
        backprojection=BackProjectionConfig(classes=("x", "y", "z"), hidden=24) if sam else None,
    )


def small_head(config: AerOSegConfig, weights: dict[str, Tensor]) -> Head:
    head = Head(config)
    state, strange = clean_state(weights)
    assert not strange
    state = {k.removeprefix("head."): v for k, v in state.items()}
    missing, unexpected = head.load_state_dict(state, strict=False)
    assert not unexpected
    assert all("guidance_up" in name for name in missing)
    for stage in head.decoder.stages:
        stage.guidance_up = None  # the stored guidance is enlarged already
    return head.eval()


def guides(head: Head, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    assert head.appearance_proj is not None
    first_stage, second_stage = head.decoder.stages
    return {
        "appearance": F.relu(head.appearance_proj(tensors["in.guidance0"])),
        "guide1": first_stage.project(tensors["in.guidance1"]),
        "guide2": second_stage.project(tensors["in.guidance2"]),
    }


@torch.no_grad()
@pytest.mark.parametrize("prompts", [1, 4])
def test_catseg_aggregator(load: Load, prompts: int) -> None:
    base = load("catseg_aggregator")
    tensors = load("catseg_aggregator_4prompts") if prompts == 4 else base
    weights = {**part(base, "weights."), **part(tensors, "weights.")}
    head = small_head(head_config(1, prompts, attention=False), weights)
    dense = unit(base["in.img_feats"], dim=1)[:, None]
    text = unit(tensors["in.text_feats"], dim=-1)
    guide = guides(head, base)
    corr = correlate(dense, text)
    if "mid.corr" in tensors:
        close(corr.transpose(1, 2), tensors["mid.corr"])
    x = head.embed_correlation(corr)
    if "mid.corr_embed_BT" in tensors:
        close(x[0].permute(0, 3, 1, 2), tensors["mid.corr_embed_BT"])
    tau = head.text_guidance(text)
    if "mid.layer0.spatial" in tensors:
        close(first(head.refine[0].spatial(x, guide["appearance"])), tensors["mid.layer0.spatial"])
    for i, block in enumerate(head.refine):
        x = block(x, guide["appearance"], tau, 2)
        if f"mid.layer{i}.class" in tensors:
            close(first(x), tensors[f"mid.layer{i}.class"])
    if "mid.decoder1_sub4" in tensors:
        maps = x.permute(0, 1, 4, 2, 3)
        stage = head.decoder.stages[0]
        out = stage(maps, stage.guidance_term(maps.mean(dim=1), guide["guide1"]))
        close(out[0, :, :, ::4, ::4], tensors["mid.decoder1_sub4"])
    close(head(corr, text, guide, pooling=2)[0], tensors["out.logits"])
    close(head(corr, text, guide, pooling=2, chunk=2)[0], tensors["out.logits"])
    if "out.logits_pool1" in tensors:
        close(head(corr, text, guide, pooling=1)[0], tensors["out.logits_pool1"])


@torch.no_grad()
def test_more_classes_than_the_padding_length(load: Load) -> None:
    tensors = load("catseg_aggregator")
    head = small_head(head_config(1, 1, attention=False, pad=2), part(tensors, "weights."))
    text = unit(tensors["in.text_feats"], dim=-1)
    corr = correlate(unit(tensors["in.img_feats"], dim=1)[:, None], text)
    logits, _ = head(corr, text, guides(head, tensors), pooling=2)
    close(logits, tensors["out.logits_pad_len2_truncated"])


@torch.no_grad()
def test_ovrs_aggregator(load: Load) -> None:
    tensors = load("ovrs_aggregator")
    head = small_head(head_config(4, 1, attention=True), part(tensors, "weights."))
    dense = torch.cat([tensors[f"in.img_feats_rot{a}"] for a in ANGLES])
    text = unit(tensors["in.text_feats"], dim=-1).expand(2, -1, -1, -1)
    corr = correlate(unit(rotate_back(dense, ANGLES), dim=2), text)
    close(corr.transpose(1, 2), tensors["mid.corr"])
    guide = guides(head, tensors)
    logits, x = head(corr, text, guide, pooling=2)
    close(first(x)[..., ::2, ::2], tensors["mid.layer1.class_sub2"])
    y = x.permute(0, 1, 4, 2, 3)
    for i, stage in enumerate(head.decoder.stages, start=1):
        channel, spatial = stage.attention(y.mean(dim=1))
        close(channel, tensors[f"mid.decoder{i}.channel_att"])
        close(spatial, tensors[f"mid.decoder{i}.spatial_att"])
        y = stage(y, stage.guidance_term(y.mean(dim=1), guide[f"guide{i}"]))
    close(logits, tensors["out.logits"])


@torch.no_grad()
def test_aeroseg_head(load: Load) -> None:
    ovrs, tensors = load("ovrs_aggregator"), load("aeroseg_derived")
    weights = {**part(ovrs, "weights."), **part(tensors, "weights.")}
    head = small_head(head_config(4, 4, attention=True, sam=True), weights)
    dense = torch.cat([ovrs[f"in.img_feats_rot{a}"][:1] for a in ANGLES])
    text = unit(load("catseg_aggregator_4prompts")["in.text_feats"], dim=-1)
    corr = correlate(unit(rotate_back(dense, ANGLES), dim=2), text)
    close(corr[:, :, 5], tensors["mid.corr_channel5"])
    early, middle, final = (tensors[f"in.tap_{n}"] for n in ("early", "middle", "final"))
    logits, x = head(corr, text, head.project(final, (early, middle)), pooling=1)
    close(logits, tensors["out.logits"])
    assert head.backproj is not None
    rebuilt = head.backproj(x)
    close(rebuilt.flatten(1, 2), tensors["out.backproj"])
    close(head.backproj.loss(rebuilt, final)[None], tensors["out.backproj_mse"])


@torch.no_grad()
def test_sam_encoder(load: Load) -> None:
    tensors = load("sam_vit_small")
    encoder = SamEncoder(
        SamGuidance(
            input_px=128, native_px=128, width=64, layers=6, heads=4, window=3,
            global_blocks=(2, 5), neck=32, taps=(1, 3, 5), final_tap="neck",
        )
    ).eval()  # fmt: skip
    encoder.image_encoder.load_state_dict(part(tensors, "image_encoder."))
    outputs = encoder.blocks(tensors["in.x"])
    for i, ours in enumerate(outputs):
        theirs = tensors[f"tap.block{i}_BHWC"]
        close(ours[: theirs.shape[0]], theirs)
    close(encoder(tensors["in.x"])[2], tensors["out.neck"])


def full_model(tensors: dict[str, Tensor], family: str) -> AerOSeg:
    config = AerOSegConfig(
        backbone=ClipConfig(
            native_px=64, width=64, layers=9, embed_dim=32, text_width=64, text_layers=2,
            text_heads=1, vocab_size=64, context_length=16, taps=(3, 7),
        ),
        guidance=ClipGuidance(upsampled=(16, 8)),
        angles=ANGLES if family == "ovrs" else (0,),
        prompts=GENERIC_PROMPT,
        refinement=RefinementConfig(hidden=32, appearance=16, text_guidance=16),
        decoder=DecoderConfig(
            channels=(32, 16), guidance=(8, 4), attention=family == "ovrs",
            guidance_upsampling="transposed",
        ),
    )  # fmt: skip
    published = {k: v for k, v in tensors.items() if k.startswith(("sem_seg_head.", "upsample"))}
    if family == "catseg":
        published = {k: v for k, v in published.items() if "cconv" not in k and "sconv" not in k}
        name = "sem_seg_head.predictor.transformer.conv1.weight"
        published[name] = published[name][:, :1]
    state, strange = clean_state(published)
    assert not strange
    model = AerOSeg(config)
    model.load_state_dict(state)
    return model.eval()


@torch.no_grad()
def test_clip_tower(load: Load) -> None:
    tensors = load("full_models")
    backbone = full_model(tensors, "ovrs").backbone
    x = backbone.prepare(tensors["in.image_u8"][None].float())
    features = backbone(x)
    close(features.dense.flatten(2).transpose(1, 2), tensors["clip.dense_rot0"][:, 1:])
    for level, block in zip(features.levels, (3, 7), strict=True):
        theirs = tensors[f"clip.block{block}_rot0"][:, 1:]
        close(level.flatten(2).transpose(1, 2), theirs, 4e-3)
    turned = backbone(torch.rot90(x, 1, dims=(2, 3))).dense
    close(
        turned.flatten(2).transpose(1, 2), tensors["clip.dense_rot90_unrotated_back"][:, 1:], 4e-3
    )
    raw = backbone.encode_text(tensors["in.tokens"].long())
    close(raw, tensors["clip.text_raw"])
    close(unit(raw, dim=-1), tensors["clip.text_normalised"])


@pytest.mark.parametrize("family", ["catseg", "ovrs"])
def test_full_model_evaluation_and_training(load: Load, family: str) -> None:
    tensors = load("full_models")
    model = full_model(tensors, family)
    image = tensors["in.image_u8"][None].float()
    text = unit(model.backbone.encode_text(tensors["in.tokens"].long()), dim=-1)[:, None]
    with torch.no_grad():
        dense, guide, _, _ = model.encode_image(image)
        corr = model.correlation(dense, text, model.config.angles)
        logits, _ = model.head(corr, text[None], guide, pooling=2)
        close(logits, tensors[f"{family}.eval.logits"])
        probability = F.interpolate(logits.sigmoid(), size=384, mode="bilinear")
        close(probability[0, :, ::4, ::4], tensors[f"{family}.eval.prob_sub4"])
    # Training loss of the image and its mirror image; ignored pixels are negatives (spec A11).
    label = tensors["in.label_24x24_u8"].long().repeat_interleave(16, 0).repeat_interleave(16, 1)
    pair = torch.cat([image, image.flip(-1)])
    target = torch.stack([torch.stack([m == c for c in range(3)]) for m in (label, label.flip(-1))])
    out = F.interpolate(model(pair, text).logits, size=384, mode="bilinear")
    loss = F.binary_cross_entropy_with_logits(out, target.float())
    close(loss.detach()[None], tensors[f"{family}.train.loss"])
