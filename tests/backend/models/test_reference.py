"""Every stored tensor of the reference files, against the product's own modules.

A last test makes sure that none was left out (see conftest.py of this folder). SAM 2 has its tests
in test_sam2.py.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.aeroseg import AerOSeg, AerOSegConfig
from backend.models.aeroseg.clip import resample_positions
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
from backend.models.aeroseg.published_inference import PublishedInference, PublishedSettings
from backend.models.aeroseg.refinement import (
    ClassBlock,
    SpatialBlock,
    linear_attention,
    shift_mask,
    window_order,
)
from backend.models.aeroseg.sam import SamEncoder
from tests.backend.models.conftest import Stored
from training.losses import apply_ignore_policy, partial_bce

ANGLES = (0, 90, 180, 270)
Load = Callable[[str], Stored]
OWNERS = {"sam2_hiera_small": "test_sam2"}  # module with the tests of a file, where not this one
GRADIENT_TOLERANCE = 2e-3  # relative (README of the reference files)
ZERO_GRADIENT = 1e-9


def last(x: Tensor) -> Tensor:
    """(B, C, T, H, W) -> (B, T, H, W, C), this project's layout."""
    return x.permute(0, 2, 3, 4, 1)


def first(x: Tensor) -> Tensor:
    """Back to the layout of the files."""
    return x.permute(0, 4, 1, 2, 3)


def tokens(x: Tensor) -> Tensor:
    """(B, C, H, W) -> (B, H*W, C)."""
    return x.flatten(2).transpose(1, 2)


def sub(step: int) -> Callable[[Tensor], Tensor]:
    """What a file keeps under a name that ends with sub4 or sub2."""
    return lambda x: x[..., ::step, ::step]


# ---------------------------------------------------------------- blocks of the head

SPATIAL = [("", 32, 16), ("noshift.", 16, 8), ("noguidance.", 16, 0)]


@torch.no_grad()
@pytest.mark.parametrize(("prefix", "dim", "guidance"), SPATIAL, ids=["full", "noshift", "noguide"])
def test_spatial_block(stored: Load, prefix: str, dim: int, guidance: int) -> None:
    tensors = stored("catseg_spatial_block")
    block = SpatialBlock(dim, guidance, heads=4, ratio=4, window=12)
    weights = tensors.part(f"{prefix}weights.")
    if weights.pop("block_2.attn_mask", None) is not None:
        tensors.compare(f"{prefix}weights.block_2.attn_mask", shift_mask(24, 12, 6), 0)
    block.load_state_dict(
        {k.replace("block_1", "blocks.0").replace("block_2", "blocks.1"): v
         for k, v in weights.items()}
    )  # fmt: skip
    guide = tensors[f"{prefix}in.guidance"] if guidance else None
    x = last(tensors[f"{prefix}in.x"])
    tensors.compare(f"{prefix}out.y", first(block(x, guide)))
    if prefix == "" and block.guidance_norm is not None and guide is not None:
        normed = block.guidance_norm(guide.permute(0, 2, 3, 1)).flatten(1, 2)
        tensors.compare("mid.guidance_norm", normed)
        order, back = window_order(24, 12, 0)
        swin, windows = block.blocks[0], (-1, 144)
        terms = swin.attn.guidance_terms(normed[:, None, order].unflatten(2, windows))
        after = swin(x.flatten(2, 3)[:, :, order].unflatten(2, windows), terms, None)
        tensors.compare("mid.after_block_1", after.flatten(2, 3)[0, :, back])


@torch.no_grad()
@pytest.mark.parametrize(
    ("output", "pooling", "pad"),
    [("pool1_nopad", 1, 0), ("pool1_pad256", 1, 256), ("pool2_nopad", 2, 0),
     ("pool2_pad256", 2, 256), ("pool2_pad3", 2, 3), ("pool2_pad5", 2, 5), ("pool2_pad8", 2, 8)],
)  # fmt: skip
def test_class_block(stored: Load, output: str, pooling: int, pad: int) -> None:
    tensors = stored("catseg_class_block")
    block = ClassBlock(32, 16, heads=4, ratio=4, pad_len=pad)
    block.load_state_dict({
        k.replace("MLP.0", "mlp.fc1").replace("MLP.2", "mlp.fc2").replace("attention.", "attn."): v
        for k, v in tensors.part("weights.").items()
        if pad or "padding" not in k
    })  # fmt: skip
    out = block(last(tensors["in.x"]), tensors["in.text_guidance"], pooling)
    tensors.compare(f"out.{output}", first(out))


def test_linear_attention(stored: Load) -> None:
    tensors = stored("linear_attention")
    q, k, v = (tensors[f"in.{n}"].transpose(1, 2) for n in "qkv")  # (N, heads, length, d)
    q, k = F.elu(q) + 1, F.elu(k) + 1
    out = linear_attention(q, k.transpose(-1, -2) @ v, k.sum(dim=-2))
    tensors.compare("out.y", out.transpose(1, 2))


def test_rotation_and_correlation(stored: Load) -> None:
    tensors = stored("rotation_correlation")
    dense = torch.cat([
        tensors[f"in.dense_rot{a}_BLC"].transpose(1, 2).unflatten(2, (24, 24)) for a in ANGLES
    ])  # fmt: skip
    back = rotate_back(dense, ANGLES)
    for i, angle in enumerate(ANGLES):
        tensors.compare(f"mid.rotated_back_{angle}_BCHW", back[:, i], 0)
    for prefix in ("", "p4."):
        text = unit(tensors[f"{prefix}in.text_BTPC"], dim=-1)
        corr = correlate(unit(back, dim=2), text)
        tensors.compare(f"{prefix}out.corr_B_NP_T_H_W", corr.transpose(1, 2))


# ---------------------------------------------------------------- heads


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


def guides(head: Head, tensors: Stored) -> dict[str, Tensor]:
    assert head.appearance_proj is not None
    first_stage, second_stage = head.decoder.stages
    return {
        "appearance": F.relu(head.appearance_proj(tensors["in.guidance0"])),
        "guide1": first_stage.project(tensors["in.guidance1"]),
        "guide2": second_stage.project(tensors["in.guidance2"]),
    }


@torch.no_grad()
@pytest.mark.parametrize("prompts", [1, 4])
def test_catseg_aggregator(stored: Load, prompts: int) -> None:
    base = stored("catseg_aggregator")
    tensors = stored("catseg_aggregator_4prompts") if prompts == 4 else base
    weights = {**base.part("weights."), **tensors.part("weights.")}
    head = small_head(head_config(1, prompts, attention=False), weights)
    dense = unit(base["in.img_feats"], dim=1)[:, None]
    text = unit(tensors["in.text_feats"], dim=-1)
    guide = guides(head, base)
    corr = correlate(dense, text)
    tensors.compare("mid.corr", corr.transpose(1, 2))
    tensors.compare("out.logits", head(corr, text, guide, pooling=2)[0])
    tensors.compare("out.logits", head(corr, text, guide, pooling=2, chunk=2)[0])
    if prompts == 4:
        return
    base.compare("out.logits_pool1", head(corr, text, guide, pooling=1)[0])
    x = head.embed_correlation(corr)
    base.compare("mid.corr_embed_BT", x[0].permute(0, 3, 1, 2))
    base.compare("mid.layer0.spatial", first(head.refine[0].spatial(x, guide["appearance"])))
    tau = head.text_guidance(text)
    for i, block in enumerate(head.refine):
        x = block(x, guide["appearance"], tau, 2)
        base.compare(f"mid.layer{i}.class", first(x))
    maps, stage = x.permute(0, 1, 4, 2, 3), head.decoder.stages[0]
    out = stage(maps, stage.guidance_term(maps.mean(dim=1), guide["guide1"]))
    base.compare("mid.decoder1_sub4", out[0], take=sub(4))


@torch.no_grad()
def test_more_classes_than_the_padding_length(stored: Load) -> None:
    tensors = stored("catseg_aggregator")
    head = small_head(head_config(1, 1, attention=False, pad=2), tensors.part("weights."))
    text = unit(tensors["in.text_feats"], dim=-1)
    corr = correlate(unit(tensors["in.img_feats"], dim=1)[:, None], text)
    logits, _ = head(corr, text, guides(head, tensors), pooling=2)
    tensors.compare("out.logits_pad_len2_truncated", logits)


@torch.no_grad()
def test_ovrs_aggregator(stored: Load) -> None:
    tensors = stored("ovrs_aggregator")
    head = small_head(head_config(4, 1, attention=True), tensors.part("weights."))
    dense = torch.cat([tensors[f"in.img_feats_rot{a}"] for a in ANGLES])
    text = unit(tensors["in.text_feats"], dim=-1).expand(2, -1, -1, -1)
    corr = correlate(unit(rotate_back(dense, ANGLES), dim=2), text)
    tensors.compare("mid.corr", corr.transpose(1, 2))
    guide = guides(head, tensors)
    logits, x = head(corr, text, guide, pooling=2)
    tensors.compare("mid.layer1.class_sub2", first(x), take=sub(2))
    y = x.permute(0, 1, 4, 2, 3)
    for i, stage in enumerate(head.decoder.stages, start=1):
        channel, spatial = stage.attention(y.mean(dim=1))
        tensors.compare(f"mid.decoder{i}.channel_att", channel)
        tensors.compare(f"mid.decoder{i}.spatial_att", spatial)
        y = stage(y, stage.guidance_term(y.mean(dim=1), guide[f"guide{i}"]))
    tensors.compare("out.logits", logits)


@torch.no_grad()
def test_aeroseg_head(stored: Load) -> None:
    ovrs, tensors = stored("ovrs_aggregator"), stored("aeroseg_derived")
    weights = {**ovrs.part("weights."), **tensors.part("weights.")}
    head = small_head(head_config(4, 4, attention=True, sam=True), weights)
    dense = torch.cat([ovrs[f"in.img_feats_rot{a}"][:1] for a in ANGLES])
    text = unit(stored("catseg_aggregator_4prompts")["in.text_feats"], dim=-1)
    corr = correlate(unit(rotate_back(dense, ANGLES), dim=2), text)
    tensors.compare("mid.corr_channel5", corr[:, :, 5])
    early, middle, final = (tensors[f"in.tap_{n}"] for n in ("early", "middle", "final"))
    logits, x = head(corr, text, head.project(final, (early, middle)), pooling=1)
    tensors.compare("out.logits", logits)
    assert head.backproj is not None
    rebuilt = head.backproj(x)
    tensors.compare("out.backproj", rebuilt.flatten(1, 2))
    tensors.compare("out.backproj_mse", head.backproj.loss(rebuilt, final)[None])


# ---------------------------------------------------------------- encoders


@torch.no_grad()
def test_sam_encoder(stored: Load) -> None:
    tensors = stored("sam_vit_small")
    encoder = SamEncoder(
        SamGuidance(
            input_px=128, native_px=128, width=64, layers=6, heads=4, window=3,
            global_blocks=(2, 5), neck=32, taps=(1, 3, 5), final_tap="neck",
        )
    ).eval()  # fmt: skip
    encoder.image_encoder.load_state_dict(tensors.part("image_encoder."))
    outputs = encoder.blocks(tensors["in.x"])
    for i, ours in enumerate(outputs):
        name = f"tap.block{i}_BHWC"
        tensors.compare(name, ours[: len(tensors[name])])
    early, middle, final = encoder(tensors["in.x"])
    assert torch.equal(early, outputs[1].permute(0, 3, 1, 2))
    assert torch.equal(middle, outputs[3].permute(0, 3, 1, 2))
    tensors.compare("out.neck", final)


def published_weights(tensors: Stored, family: str) -> dict[str, Tensor]:
    """Weights of a full model under their published names."""
    weights = {k: tensors[k] for k in tensors if k.startswith(("sem_seg_head.", "upsample"))}
    if family == "catseg":
        weights = {k: v for k, v in weights.items() if "cconv" not in k and "sconv" not in k}
        name = "sem_seg_head.predictor.transformer.conv1.weight"
        weights[name] = weights[name][:, :1]
    return weights


def full_model(tensors: Stored, family: str) -> AerOSeg:
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
    state, strange = clean_state(published_weights(tensors, family))
    assert not strange
    model = AerOSeg(config)
    model.load_state_dict(state)
    return model.eval()


def embedded(model: AerOSeg, tensors: Stored) -> Tensor:
    """Unit text embeddings (T, 1, C) of the stored tokens."""
    return unit(model.backbone.encode_text(tensors["in.tokens"].long()), dim=-1)[:, None]


@contextmanager
def outputs_of(*modules: nn.Module) -> Iterator[list[Tensor]]:
    """What these modules give while the block runs, in the order of their calls."""
    seen: list[Tensor] = []
    handles = [m.register_forward_hook(lambda _, __, out: seen.append(out)) for m in modules]
    try:
        yield seen
    finally:
        for handle in handles:
            handle.remove()


@torch.no_grad()
def test_clip_towers(stored: Load) -> None:
    tensors = stored("full_models")
    backbone = full_model(tensors, "ovrs").backbone
    visual = backbone.vl.visual
    resized = resample_positions(visual.positional_embedding, 24)
    tensors.compare("clip.pos_embed_resized_24x24", resized)
    x = backbone.prepare(tensors["in.image_u8"][None].float())
    blocks = visual.transformer.resblocks
    for name, image in (("rot0", x), ("rot90_unrotated_back", torch.rot90(x, 1, dims=(2, 3)))):
        with outputs_of(blocks[3], blocks[7]) as (seen):
            features = backbone(image)
        if name == "rot0":
            for block, (level, whole) in zip((3, 7), zip(features.levels, seen, strict=True),
                                             strict=True):  # fmt: skip
                tensors.compare(f"clip.block{block}_rot0", whole)
                assert torch.equal(tokens(level), whole[:, 1:])
        # The model drops the class token; given twice, it goes through the same last block.
        both = torch.cat([seen[1][:, :1], seen[1]], dim=1)
        dense = visual.ln_post(backbone._dense_last(blocks[8], both)) @ visual.proj
        tensors.compare(f"clip.dense_{name}", dense)
        tensors.compare(f"clip.dense_{name}", torch.cat([dense[:, :1], tokens(features.dense)], 1))
    small = F.interpolate(x, size=(64, 64), mode="bilinear", align_corners=False)
    tensors.compare("clip.pooled_cls_non_dense", backbone.vl.encode_image(small))
    raw = backbone.encode_text(tensors["in.tokens"].long())
    tensors.compare("clip.text_raw", raw)
    tensors.compare("clip.text_normalised", unit(raw, dim=-1))


# ---------------------------------------------------------------- whole models

FAMILIES = pytest.mark.parametrize("family", ["catseg", "ovrs"])


@torch.no_grad()
@FAMILIES
def test_single_path(stored: Load, family: str) -> None:
    tensors = stored("full_models")
    model = full_model(tensors, family)
    image, text = tensors["in.image_u8"], embedded(model, tensors)
    published = PublishedInference(model, PublishedSettings(path="single", pooling=2))
    logits = published.logits(image[None].float(), text)
    tensors.compare(f"{family}.eval.logits", logits)
    maps = published.maps_of_loaded(image, text)
    probability = F.interpolate(maps[None], size=384, mode="bilinear")[0]
    tensors.compare(f"{family}.eval.prob_sub4", probability, take=sub(4))


@torch.no_grad()
@FAMILIES
def test_tiled_path(stored: Load, family: str) -> None:
    tensors = stored("full_models")
    model = full_model(tensors, family)
    image, text = tensors["in.image_u8"], embedded(model, tensors)
    published = PublishedInference(model, PublishedSettings(pooling=2))
    logits = published.view_logits(image, text)
    tensors.compare(f"{family}.sliding.tile_logits_sub4", logits, take=sub(4))
    maps = published.maps_of_loaded(image, text)
    probability = F.interpolate(maps[None], size=384, mode="bilinear")[0]
    tensors.compare(f"{family}.sliding.prob_384_sub4", probability, take=sub(4))


def published_loss(model: AerOSeg, tensors: Stored) -> Tensor:
    """Training loss of the stored image and its mirror image; ignored pixels are negatives."""
    image = tensors["in.image_u8"][None].float()
    label = tensors["in.label_24x24_u8"].repeat_interleave(16, 0).repeat_interleave(16, 1)
    target = torch.stack([label == c for c in range(3)]).to(torch.uint8)
    target[:, label == 255] = 255
    pair = torch.cat([image, image.flip(-1)])
    targets = apply_ignore_policy(torch.stack([target, target.flip(-1)]), "negatives")
    logits = model(pair, embedded(model, tensors)).logits
    return partial_bce(F.interpolate(logits, size=384, mode="bilinear"), targets)


@FAMILIES
def test_training_loss_and_every_gradient(stored: Load, family: str) -> None:
    tensors = stored("full_models")
    model = full_model(tensors, family)
    loss = published_loss(model, tensors)
    loss.backward()
    tensors.compare(f"{family}.train.loss", loss.detach()[None])
    names, gradients = published_gradients(model, published_weights(tensors, family))
    trainable = {n for n in names if ".clip_model." not in n or n.endswith(
        ("attn.q_proj_weight", "attn.v_proj_weight"))}  # fmt: skip
    prefix = f"{family}.train.gradnorm."
    assert {n.removeprefix(prefix) for n in tensors if n.startswith(prefix)} == trainable
    depth = len(model.backbone.vl.visual.transformer.resblocks)
    for name in sorted(trainable):
        ours, theirs = gradients[name].norm(), tensors[prefix + name][0]
        if name.endswith("attn.k.bias") and "swin_block" in name:
            assert ours < ZERO_GRADIENT, (name, ours)  # the softmax does not see it
            tolerance = ZERO_GRADIENT
        elif name.endswith(f"visual.transformer.resblocks.{depth - 1}.attn.q_proj_weight"):
            assert ours == theirs == 0  # the last block uses the values only
            tolerance = 0.0
        else:
            tolerance = GRADIENT_TOLERANCE * float(theirs)
        tensors.compare(prefix + name, ours[None], tolerance)


def published_gradients(
    model: AerOSeg, weights: dict[str, Tensor]
) -> tuple[set[str], dict[str, Tensor]]:
    """Published names of the parameters that have a gradient, and the gradients under them.

    Where a parameter of ours comes from, the mapping itself tells: each published tensor is sent
    through it filled with a number of its own.
    """
    named = [n for n in weights if not n.endswith("attn_mask")]
    marks, _ = clean_state(
        {n: torch.full_like(weights[n], i) for i, n in enumerate(named)}
    )  # fmt: skip
    found: dict[str, Tensor] = {}
    for ours, parameter in model.named_parameters():
        gradient = parameter.grad
        if gradient is None:
            continue
        for number in marks[ours].unique().tolist():
            rows = marks[ours] == number
            found[named[int(number)]] = gradient[rows]
    return set(found), found


# ---------------------------------------------------------------- the account


def test_every_stored_tensor_was_used(
    stored: Load, shared_path: Callable[[str], Path], request: pytest.FixtureRequest
) -> None:
    config = request.config
    options = ("keyword", "markexpr", "deselect", "lf", "last_failed", "failedfirst")
    if any(config.getoption(o, None) for o in options) or any("::" in a for a in config.args):
        pytest.skip("only some of the tests were asked for")
    ran = {item.module.__name__ for item in request.session.items if hasattr(item, "module")}
    names = sorted(path.stem for path in shared_path("reference").glob("*.safetensors"))
    assert set(OWNERS) < set(names)
    left: list[str] = []
    for name in names:
        owner = OWNERS.get(name)
        module = __name__ if owner is None else f"{__package__}.{owner}"
        if module in ran:
            left += [f"{name}: {tensor}" for tensor in stored(name).left()]
        else:
            importlib.import_module(module)  # it must be there, even when it did not run
    assert not left, f"{len(left)} stored tensors were never compared or used: {left[:20]}"
