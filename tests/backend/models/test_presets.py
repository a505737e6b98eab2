"""Every row of the papers' tables: builds, runs, learns; and its size is the published one."""

from __future__ import annotations

import inspect
import re

import pytest
import torch
import torch.nn.functional as F
from pydantic import BaseModel
from torch import Tensor, nn

from backend.models import build_model
from backend.models.aeroseg import AerOSeg, AerOSegConfig
from backend.models.aeroseg.backprojection import BackProjection
from backend.models.aeroseg.clip import ClipBackbone
from backend.models.aeroseg.config import (
    REMOTE_SENSING_PROMPTS,
    BackProjectionConfig,
    ClipConfig,
    ClipGuidance,
    DecoderConfig,
    RefinementConfig,
    Sam2Guidance,
    SamGuidance,
)
from backend.models.aeroseg.encoder_config import EncoderGuidance
from backend.models.aeroseg.head import Head
from backend.models.aeroseg.presets import PRESETS, preset
from backend.models.aeroseg.refinement import RefinementBlock
from backend.models.aeroseg.sam import SamEncoder
from backend.models.aeroseg.sam2 import Sam2Encoder
from backend.models.base import ClassPrompt
from tests.backend.models.small import CLASSES, TILE, shrunk

EVERY = pytest.mark.parametrize("name", sorted(PRESETS))


def built(config: AerOSegConfig) -> AerOSeg:
    torch.manual_seed(0)
    model = build_model(config)
    assert isinstance(model, AerOSeg)
    return model


def pixels(batch: int = 1, side: int = TILE) -> Tensor:
    generator = torch.Generator().manual_seed(1)
    return torch.randint(0, 256, (batch, 3, side, side), generator=generator).to(torch.uint8)


# ---------------------------------------------------------------- structure

STRUCTURE = {  # spec part C: correlation channels, attention, guidance, target of back-projection
    "catseg-b16": (1, False, "clip", None),
    "catseg-l14-336": (1, False, "clip", None),
    "ovrs-b16": (4, True, "clip", None),
    "ovrs-l14-336": (4, True, "clip", None),
    "aeroseg-baseline": (4, True, "clip", None),
    "aeroseg-config-a": (4, True, "sam", None),
    "aeroseg-config-b": (4, True, "sam", "guidance"),
    "aeroseg": (16, True, "sam", "guidance"),
    "aeroseg-recon-rgb": (16, True, "sam", "rgb"),
    "aeroseg-recon-clip": (16, True, "sam", "clip"),
    "aeroseg-guidance-tuned": (16, True, "sam", "guidance"),
    "aeroseg-sam-b": (16, True, "sam", "guidance"),
    "aeroseg-sam-h": (16, True, "sam", "guidance"),
    "aeroseg-sam2-b-plus": (16, True, "sam2", "guidance"),
    "aeroseg-sam2.1-b-plus": (16, True, "sam2", "guidance"),
    "aeroseg-l14": (16, True, "sam", "guidance"),
    "aeroseg-l14-336": (16, True, "sam", "guidance"),
    "aeroseg-georsclip-l14": (16, True, "sam", "guidance"),
    "aeroseg-skyclip-l14": (16, True, "sam", "guidance"),
}


def test_structure_is_that_of_the_table() -> None:
    found = {
        name: (
            config.correlation_channels,
            config.decoder.attention,
            config.guidance.type,
            config.backprojection and config.backprojection.target,
        )
        for name in PRESETS
        for config in [preset(name)]
    }
    assert found == STRUCTURE


@EVERY
def test_grid_is_24_and_the_tile_384(name: str) -> None:
    config = preset(name)
    assert (config.grid, config.tile_px) == (24, 384)
    assert isinstance(config.backbone, ClipConfig) and config.backbone.quick_gelu
    assert config.backbone.input_px == (336 if "l14" in name else 384)
    if isinstance(config.guidance, SamGuidance | Sam2Guidance):
        assert config.guidance.input_px == 384
        assert config.guidance.trained == (name == "aeroseg-guidance-tuned")


def test_no_two_presets_are_the_same() -> None:
    kept = [preset(name).model_dump_json(exclude={"title"}) for name in PRESETS]
    assert len(set(kept)) == len(kept)


@EVERY
def test_preset_survives_json(name: str) -> None:
    config = preset(name)
    assert AerOSegConfig.model_validate_json(config.model_dump_json()) == config


INFERRED = {  # table G and every [inferred] of spec A and C: the fields, their values
    ClipConfig: {"taps": (3, 7), "quick_gelu": True},
    SamGuidance: {"position_resampling": "bicubic", "taps": (7, 15, 23), "final_tap": "block"},
    Sam2Guidance: {"taps_from": "fpn"},
    EncoderGuidance: {"input_px": 384, "views": "upright", "tap_norm": "none",
                      "tap_resize": "average", "upsampled": (256, 128)},
    DecoderConfig: {"attention_activation": "none", "guidance_upsampling": "nearest",
                    "tap_order": "earlier-first"},
    BackProjectionConfig: {"classes": (), "hidden": 512, "loss": "mse", "weight": 1.0,
                           "target": "guidance", "normalise_target": False,
                           "order": "class-major"},
    AerOSegConfig: {"allow_interpolated_rotation": False, "published_path": "tiles",
                    "prompts": REMOTE_SENSING_PROMPTS},
}  # fmt: skip


@pytest.mark.parametrize("kind", INFERRED, ids=lambda kind: kind.__name__)
def test_what_the_paper_leaves_open_says_that_it_is_inferred(kind: type[BaseModel]) -> None:
    attributes = inspect.getdoc(kind) or ""
    # One entry per field: a line "    name: words", and deeper lines that go on.
    entries = dict(re.findall(r"^    (\w+): (.*(?:\n     +.*)*)", attributes, re.MULTILINE))
    for name, default in INFERRED[kind].items():
        assert kind.model_fields[name].default == default, name
        assert re.search("inferred", entries[name], re.IGNORECASE), name


# ---------------------------------------------------------------- small size


@EVERY
def test_preset_encodes_embeds_and_decodes(name: str) -> None:
    model = built(shrunk(preset(name)))
    assert model.head.backproj is None, "it waits for the classes of a training run"
    text = model.embed([ClassPrompt(c) for c in CLASSES])
    out = model.decode(model.encode(pixels(2)), text)
    assert out.shape == (2, 3, model.config.map_px, model.config.map_px)
    assert bool(torch.isfinite(out).all()) and out.std() > 0
    assert not torch.equal(out[0], out[1])


@EVERY
def test_preset_learns_in_one_step(name: str) -> None:
    config = shrunk(preset(name)).with_classes(CLASSES)
    model = built(config).train()
    frozen = {
        key: value.clone()
        for key, value in model.state_dict().items()
        if key.startswith("guidance.")
    }
    image = pixels().float()
    target = (image[:, :, ::4, ::4] > 127).float()  # one class for each band

    def loss() -> Tensor:
        out = model(image, model.encode_phrases(CLASSES))
        assert (out.backprojection is None) == (config.backprojection is None)
        fit = F.binary_cross_entropy_with_logits(out.logits, target)
        return fit if out.backprojection is None else fit + out.backprojection

    trainable = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(trainable, lr=1e-4)
    before = loss()
    before.backward()
    touched = {n for n, p in model.named_parameters() if p.grad is not None and p.grad.any()}
    optimiser.step()
    with torch.no_grad():
        assert loss() < before

    assert {n.split(".")[0] for n in touched} >= {"backbone", "head"}
    wanted = ["head.correlation_embed.", "head.appearance_proj.", "head.text_proj.",
              "head.refine.1.spatial.", "head.refine.1.classes.", "head.decoder.stages.0.",
              "head.decoder.stages.1.", "head.decoder.classifier.", "backbone.vl.visual.",
              "backbone.vl.transformer."]  # fmt: skip
    if config.backprojection is not None:
        wanted.append("head.backproj.")
    if config.decoder.attention:
        wanted.append("head.decoder.stages.1.spatial_att.")
    if config.decoder.guidance_upsampling == "transposed":
        wanted.append("head.decoder.stages.1.guidance_up.")
    for prefix in wanted:
        assert any(n.startswith(prefix) for n in touched), prefix
    changed = [k for k, v in frozen.items() if not torch.equal(model.state_dict()[k], v)]
    if getattr(config.guidance, "trained", False):
        assert any(".blocks.0." in key for key in changed)
    else:
        assert not changed
        assert model.guidance is None or not model.guidance.training


def test_target_of_the_back_projection_lets_no_gradient_through() -> None:
    """Tuned guidance is pulled by the segmentation, never towards what is easy to rebuild (A9)."""
    config = shrunk(preset("aeroseg-guidance-tuned")).with_classes(CLASSES)
    model = built(config).train()
    assert model.guidance is not None and model.head.backproj is not None
    taps = model.guidance.taps(pixels().float(), config.tap_sides, config.angles)
    assert taps[2].requires_grad
    refined = torch.randn(1, 3, 6, 6, 32, requires_grad=True)
    model.head.backproj.loss(model.head.backproj(refined), taps[2]).backward()
    assert refined.grad is not None and refined.grad.any()
    assert all(p.grad is None for p in model.guidance.parameters())


def test_classes_of_the_training_run_are_filled_in_once() -> None:
    config = shrunk(preset("aeroseg-config-b"))
    filled = config.with_classes(CLASSES)
    assert filled.backprojection is not None and filled.backprojection.classes == CLASSES
    assert built(filled).head.backproj is not None
    assert filled.with_classes(("other",)) is filled
    plain = shrunk(preset("aeroseg-config-a"))
    assert plain.with_classes(CLASSES) is plain
    for wrong, word in (((), "must name"), (("road", "road"), '"road" is there twice')):
        with pytest.raises(ValueError, match=word):
            config.with_classes(wrong)


@pytest.mark.parametrize("loss", ["mse", "smooth_l1", "cosine"])
@pytest.mark.parametrize("order", ["class-major", "channel-major"])
def test_back_projection_orders_and_losses(loss: str, order: str) -> None:
    config = BackProjectionConfig.model_validate(
        {"classes": ("a", "b"), "hidden": 8, "loss": loss, "order": order}
    )
    module = BackProjection(config, 4, 5)
    x = torch.randn(1, 2, 3, 3, 4)
    out = module(x)
    assert out.shape == (1, 3, 3, 5)
    flat = x[0, :, 1, 2] if order == "class-major" else x[0, :, 1, 2].T
    y = flat.reshape(-1)
    for i, layer in enumerate(module.layers):
        y = layer(y if i == 0 else F.gelu(y))
    assert torch.allclose(out[0, 1, 2], y, atol=1e-6)
    goal = out.detach().permute(0, 3, 1, 2)
    assert module.loss(out, goal).abs() < 1e-6 < module.loss(out, goal.flip(1))


@pytest.mark.parametrize(
    ("base", "change"),
    [
        ("aeroseg", {"guidance": {"final_tap": "neck"}}),
        ("aeroseg", {"guidance": {"tap_norm": "layer"}}),
        ("aeroseg", {"guidance": {"views": "all"}}),
        ("aeroseg", {"guidance": {"input_px": 160}}),
        ("aeroseg", {"guidance": {"input_px": 160, "tap_resize": "bilinear"}}),
        ("aeroseg", {"guidance": {"input_px": 64, "position_resampling": "bilinear"}}),
        ("aeroseg", {"decoder": {"guidance_upsampling": "transposed"}}),
        ("aeroseg", {"decoder": {"tap_order": "later-first"}}),
        ("aeroseg", {"decoder": {"attention_activation": "sigmoid"}}),
        ("ovrs-b16", {"decoder": {"guidance_upsampling": "nearest"}}),
        ("aeroseg-sam2-b-plus", {"guidance": {"taps_from": "trunk"}}),
        ("aeroseg-sam2-b-plus", {"guidance": {"taps_from": "trunk"},
                                 "decoder": {"tap_order": "later-first"}}),
        ("aeroseg-sam2-b-plus", {"guidance": {"input_px": 128}}),
    ],
    ids=lambda v: v if isinstance(v, str) else "-".join(str(x) for part in v.values()
                                                         for x in part.values()),
)  # fmt: skip
def test_what_the_paper_leaves_open_can_be_changed(
    base: str, change: dict[str, dict[str, object]]
) -> None:
    plain = shrunk(preset(base))
    raw = plain.model_dump()
    for part, fields in change.items():
        raw[part].update(fields)
    config = AerOSegConfig.model_validate(raw)
    text = [ClassPrompt(c) for c in CLASSES]
    maps = [m.decode(m.encode(pixels()), m.embed(text)) for m in (built(plain), built(config))]
    side = config.map_px
    assert maps[0].shape == maps[1].shape == (1, 3, side, side)
    assert not torch.equal(maps[0], maps[1]), "the field does something"


def test_taps_that_feed_other_stages_are_the_same_taps() -> None:
    plain = shrunk(preset("aeroseg-sam2-b-plus"))
    swapped = plain.model_copy(
        update={"decoder": plain.decoder.model_copy(update={"tap_order": "later-first"})}
    )
    assert plain.tap_sides == (12, 24, 6) and swapped.tap_sides == (24, 12, 6)


# ---------------------------------------------------------------- real size


def count(module: nn.Module | None) -> int:
    return 0 if module is None else sum(p.numel() for p in module.parameters())


HEADS = {  # spec part E: everything after the encoders, without back-projection
    "catseg-b16": 2_308_961 + 786_688 + 1_572_992,
    "catseg-l14-336": 2_636_641 + 1_048_832 + 2_097_280,
    "ovrs-b16": 2_331_669 + 786_688 + 1_572_992,
    "aeroseg-baseline": 2_331_669 + 786_688 + 1_572_992,
    "aeroseg-config-a": 3_346_965 - 100_480 + 25_216,
    "aeroseg-config-b": 3_346_965 - 100_480 + 25_216,
    "aeroseg": 3_346_965,
    "aeroseg-l14": 3_379_733,
    "aeroseg-l14-336": 3_379_733,
    "aeroseg-georsclip-l14": 3_379_733,
    "aeroseg-skyclip-l14": 3_379_733,
}
CLIP_TEXT = {"b16": 63_428_097, "l14": 123_650_305}
CLIP_ALL = {"b16": 149_620_737, "l14-336": 427_944_193}
# The position maps of the 224 px models have 16 x 16 instead of 24 x 24 rows of 1024.
CLIP_IMAGE = {"b16": 86_192_640, "l14-336": 304_293_888, "l14": 304_293_888 - 320 * 1024}
GUIDANCE = {
    "sam_vit_b": 89_670_912,
    "sam_vit_l": 308_278_272,
    "sam_vit_h": 637_026_048,
    "sam2_hiera_b+": 68_675_712 + 431_104,
    "sam2.1_hiera_b+": 68_675_712 + 431_104,
}


@EVERY
def test_head_builds_at_its_real_size(name: str) -> None:
    config = preset(name)
    with torch.device("meta"):
        head = Head(config)
    if name in HEADS:
        assert count(head) == HEADS[name]
    conv = {1: 6_400, 4: 25_216, 16: 100_480}[config.correlation_channels]
    assert count(head.correlation_embed) == conv
    appearance = {512: 589_952, 768: 884_864, 1024: 1_179_776, 256: 295_040}
    channels = config.guidance_channels
    if channels[0] in appearance:
        assert count(head.appearance_proj) == appearance[channels[0]]
    assert count(head.text_proj) == {512: 65_664, 768: 98_432}[config.backbone.embed_dim]
    first, second = head.decoder.stages
    projections = (count(first.guidance_proj), count(second.guidance_proj))
    if isinstance(config.guidance, ClipGuidance):
        assert sum(projections) == 92_208
        assert (count(first.guidance_up), count(second.guidance_up)) == {
            768: (786_688, 1_572_992), 1024: (1_048_832, 2_097_280)
        }[channels[1]]  # fmt: skip
    elif channels[1] == 1024:
        assert projections == (294_944, 147_472)
    stages = [count(s) - count(s.guidance_proj) - count(s.guidance_up) for s in (first, second)]
    assert stages == ([163_202, 40_898] if config.decoder.attention else [160_096, 40_112])
    assert count(head.decoder.classifier) == 289


def test_refinement_block_has_its_published_size() -> None:
    with torch.device("meta"):
        block = RefinementBlock(RefinementConfig())
    assert (count(block.spatial), count(block.classes)) == (462_336, 214_784)
    assert count(block) == 677_120


@pytest.mark.parametrize(("classes", "size"), [(4, 1_050_624), (9, 1_378_304), (10, 1_443_840)])
def test_back_projection_has_its_size(classes: int, size: int) -> None:
    config = preset("aeroseg").with_classes([f"class {i}" for i in range(classes)])
    with torch.device("meta"):
        assert count(Head(config).backproj) == size


@pytest.mark.parametrize(
    ("kind", "name"), [("b16", "aeroseg"), ("l14", "aeroseg-l14"), ("l14-336", "catseg-l14-336")]
)
def test_clip_builds_at_its_real_size(kind: str, name: str) -> None:
    config = preset(name).backbone
    assert isinstance(config, ClipConfig)
    with torch.device("meta"):
        towers = ClipBackbone(config).vl
    image = count(towers.visual)
    assert image == CLIP_IMAGE[kind]
    assert count(towers) - image == CLIP_TEXT[kind[:3]]
    if kind in CLIP_ALL:
        assert count(towers) == CLIP_ALL[kind]
    # Weights of q and v (spec B2): two thirds of each fused projection.
    trained = [2 * p.numel() // 3 for n, p in towers.named_parameters() if "in_proj_weight" in n]
    of_image = [
        2 * p.numel() // 3 for n, p in towers.visual.named_parameters() if "in_proj_weight" in n
    ]
    wanted = (20_447_232, 14_155_776) if kind == "b16" else (64_487_424, 50_331_648)
    assert (sum(trained), sum(of_image)) == wanted


def test_same_towers_need_no_second_count() -> None:
    """Every preset has one of the three towers that the test above builds."""
    shapes = {
        preset(name).backbone.model_dump_json(exclude={"weights"})
        for name in ("aeroseg", "aeroseg-l14", "catseg-l14-336")
    }
    assert {preset(n).backbone.model_dump_json(exclude={"weights"}) for n in PRESETS} == shapes


@pytest.mark.parametrize(
    "name",
    ["aeroseg-sam-b", "aeroseg", "aeroseg-sam-h", "aeroseg-sam2-b-plus", "aeroseg-sam2.1-b-plus"],
)
def test_guidance_builds_at_its_real_size(name: str) -> None:
    config = preset(name).guidance
    encoder: SamEncoder | Sam2Encoder
    with torch.device("meta"):
        if isinstance(config, SamGuidance):
            encoder = SamEncoder(config)
            neck = {768: 787_456, 1024: 852_992, 1280: 918_528}[config.width]
            assert count(encoder.image_encoder.neck) == neck
        else:
            assert isinstance(config, Sam2Guidance)
            encoder = Sam2Encoder(config)
            assert count(encoder.image_encoder["neck"]) == 431_104
    assert config.weights is not None
    assert count(encoder) == GUIDANCE[config.weights]
    assert not any(p.requires_grad for p in encoder.parameters())


@pytest.mark.parametrize("name", ["aeroseg", "aeroseg-sam2-b-plus", "catseg-l14-336"])
def test_whole_preset_builds_at_its_real_size(name: str) -> None:
    with torch.device("meta"):
        model = AerOSeg(preset(name))
    parts = (model.backbone, model.head, model.guidance)
    assert sum(count(p) for p in parts) == count(model) > 1.5e8
