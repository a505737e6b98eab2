"""Sizes, equivariances and the split of AerOSeg, on configurations from small to the paper's."""

from __future__ import annotations

import pytest
import torch
from pydantic import ValidationError

from backend.errors import UnsupportedArchitecture
from backend.models import build_model, parse_config
from backend.models.aeroseg import AerOSeg, AerOSegConfig
from backend.models.aeroseg.config import (
    BackProjectionConfig,
    ClipConfig,
    CompactConfig,
    DecoderConfig,
    RefinementConfig,
    SamGuidance,
    SharedGuidance,
)
from backend.models.aeroseg.tokens import ShortTokenizer, clip_tokens
from backend.models.base import ClassPrompt, Features, Segmenter

SMALL_CLIP = ClipConfig(
    input_px=96, native_px=64, width=64, layers=4, embed_dim=32, text_width=32, text_layers=2,
    text_heads=2, taps=(0, 2),
)  # fmt: skip
SMALL_SAM = SamGuidance(
    input_px=96, native_px=128, width=48, layers=3, heads=4, window=4, global_blocks=(2,), neck=16,
    taps=(0, 1, 2),
)  # fmt: skip
REFINEMENT = RefinementConfig(hidden=32, window=3, appearance=16, text_guidance=16, pad_len=8)


def paper_like() -> AerOSegConfig:
    """The paper's structure at a toy size: CLIP and SAM, four rotations, four prompts."""
    return AerOSegConfig(
        tile_px=96, stride_px=80, backbone=SMALL_CLIP, guidance=SMALL_SAM, refinement=REFINEMENT,
        decoder=DecoderConfig(channels=(32, 16), guidance=(8, 4)),
        backprojection=BackProjectionConfig(classes=("a", "b", "c"), hidden=16),
    )  # fmt: skip


def compact() -> AerOSegConfig:
    """The built-in's structure."""
    return AerOSegConfig(
        tile_px=96, stride_px=80,
        backbone=CompactConfig(neck=32, embed_dim=32, text_width=32, text_layers=1, merges=200),
        guidance=SharedGuidance(),
        refinement=REFINEMENT.model_copy(update={"pad_len": 0}),
        decoder=DecoderConfig(channels=(32, 16), guidance=(8, 4), guidance_upsampling="none"),
        vocabulary=("building", "house", "road"),
    )  # fmt: skip


BOTH = pytest.mark.parametrize("config", [paper_like(), compact()], ids=["clip-sam", "compact"])
CLASSES = [ClassPrompt("building", ("house",)), ClassPrompt("road"), ClassPrompt("tree")]


def built(config: AerOSegConfig) -> AerOSeg:
    torch.manual_seed(0)
    model = build_model(config)
    assert isinstance(model, AerOSeg)
    assert isinstance(model, Segmenter)
    return model


def tile(batch: int = 1, side: int = 96) -> torch.Tensor:
    return torch.randint(
        0, 256, (batch, 3, side, side), generator=torch.Generator().manual_seed(1)
    ).to(torch.uint8)


@BOTH
def test_encode_then_decode_gives_a_map_per_class(config: AerOSegConfig) -> None:
    model = built(config)
    text = model.embed(CLASSES)
    assert text.shape == (3, 4, 32)
    out = model.decode(model.encode(tile(2)), text)
    assert out.shape == (2, 3, config.map_px, config.map_px)
    assert out.min() >= 0.0 and out.max() <= 1.0
    assert out.std() > 0


@BOTH
def test_a_tile_from_the_cache_gives_the_same_map(config: AerOSegConfig) -> None:
    model = built(config)
    features, text = model.encode(tile(2)), model.embed(CLASSES)
    kept = Features.stack([features.tile(0), features.tile(1)])
    assert kept.nbytes == features.nbytes
    assert torch.equal(model.decode(kept, text), model.decode(features, text))


@BOTH
def test_classes_have_no_order(config: AerOSegConfig) -> None:
    model = built(config)
    features, order = model.encode(tile()), [2, 0, 1]
    plain = model.decode(features, model.embed(CLASSES))
    mixed = model.decode(features, model.embed([CLASSES[i] for i in order]))
    assert torch.allclose(plain[:, order], mixed, atol=1e-5)


@BOTH
def test_chunks_of_classes_change_nothing(config: AerOSegConfig) -> None:
    model = built(config)
    features, text = model.encode(tile()), model.embed(CLASSES)
    whole = model.decode(features, text)
    for chunk in (1, 2):
        model.config = config.model_copy(update={"inference_chunk": chunk})
        assert torch.allclose(model.decode(features, text), whole, atol=1e-5)


def test_more_classes_than_padding_keeps_the_best() -> None:
    model = built(paper_like())
    many = [ClassPrompt(f"thing {i}") for i in range(11)]
    out = model.decode(model.encode(tile()), model.embed(many))
    computed = (out.flatten(2).amax(dim=2) > 1e-30).sum(dim=1)
    assert computed.tolist() == [8]


@BOTH
def test_training_reaches_every_module(config: AerOSegConfig) -> None:
    model = built(config)
    text = model.encode_phrases(["building", "road", "tree"])
    out = model.train()(tile(2).float(), text)
    loss = out.logits.square().mean() + (out.backprojection or 0.0)
    loss.backward()
    silent = {
        name.split(".")[0]
        for name, parameter in model.named_parameters()
        if parameter.grad is not None and parameter.grad.abs().sum() > 0
    }
    assert {"backbone", "head"} <= silent


def test_frozen_guidance_gets_no_gradient() -> None:
    model = built(paper_like())
    assert model.guidance is not None
    model.guidance.requires_grad_(False)
    text = model.encode_phrases(["building", "road", "tree"])
    model(tile(1).float(), text).logits.mean().backward()
    assert all(p.grad is None for p in model.guidance.parameters())


def test_rotation_moves_the_correlation_by_one_angle() -> None:
    """Input turned by 90 degrees: channel a becomes the turned channel a + 1 (spec part I)."""
    model = built(paper_like())
    image = tile().float()
    text = model.encode_phrases(["building", "road"])
    with torch.no_grad():
        dense, *_ = model.encode_image(image)
        turned, *_ = model.encode_image(torch.rot90(image, 1, dims=(2, 3)))
        plain = model.correlation(dense, text, model.config.angles)
        after = model.correlation(turned, text, model.config.angles)
    prompts = len(model.config.prompts)
    for angle in range(4):
        ours = after[:, :, angle * prompts : (angle + 1) * prompts]
        follow = (angle + 1) % 4
        theirs = plain[:, :, follow * prompts : (follow + 1) * prompts]
        assert torch.allclose(ours, torch.rot90(theirs, 1, dims=(3, 4)), atol=1e-4)


def test_unused_angles_are_filled_with_the_upright_one() -> None:
    model = built(compact())
    image, text = tile().float(), model.encode_phrases(["building"])
    with torch.no_grad():
        dense, *_ = model.encode_image(image, (0,))
        corr = model.correlation(dense, text, (0,))
    assert torch.equal(corr[:, :, :4], corr[:, :, 12:])


def test_unknown_names_are_told() -> None:
    model = built(compact())
    classes = [ClassPrompt("House"), ClassPrompt("helicopter"), ClassPrompt("jail", ("building",))]
    assert model.unknown(classes) == ["helicopter"]
    assert built(paper_like()).unknown(classes) == []


def test_a_word_that_the_model_does_not_know_does_not_blur_the_others() -> None:
    model = built(compact())
    alone = model.embed([ClassPrompt("building")])
    mixed = model.embed([ClassPrompt("building", ("helicopter",))])
    assert torch.equal(alone, mixed)


def test_short_tokenizer_writes_anything_and_agrees_with_clip_on_words() -> None:
    short = ShortTokenizer(48894)
    texts = ["A satellite image of a solar panel", "Straße 東京 🏠"]
    ours, theirs = short(texts, 60), clip_tokens(texts, 60)
    assert torch.equal(ours, theirs)
    small = ShortTokenizer(100)
    rows = small(texts, 77)
    assert int(rows.max()) == small.size - 1
    assert rows.argmax(dim=1).tolist() == [int((r == small.size - 1).nonzero()[0]) for r in rows]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"angles": [0, 45]}, "angles .45. are no multiples of 90"),
        ({"angles": [0, 360]}, "angles.1"),
        ({"angles": []}, "angles"),
        ({"used_angles": [90, 0]}, "used_angles"),
        ({"angles": [90, 0]}, "angles"),
        ({"prompts": ["no gap"]}, "prompts"),
        ({"prompts": ["two {} gaps {}"]}, "prompts"),
        ({"prompts": ["a {name} and {}"]}, "prompts"),
        ({"prompts": []}, "prompts"),
        ({"misspelt": 1}, "misspelt"),
        ({"stride_px": 20}, "stride_px"),
        ({"guidance": {"type": "shared"}}, "shared"),
        ({"refinement": {"hidden": 10**9}}, "refinement.hidden"),
        ({"refinement": {"hidden": 30}}, "hidden 30 must be a multiple of heads"),
        ({"refinement": {"window": 5}}, "refinement.window"),
        ({"backbone": {"type": "resnet"}}, "backbone"),
        ({"backbone": {"type": "clip", "layers": 1000}}, "backbone.clip.layers"),
        ({"backbone": {"type": "clip", "width": 100}}, "width 100"),
        ({"backbone": {"type": "clip", "taps": [3, 11]}}, "taps .3, 11."),
        ({"backbone": {"type": "clip", "input_px": 100}}, "input_px 100"),
        ({"backbone": {"type": "clip", "input_px": 8192}}, "input_px 8192"),
        (
            {"backbone": {"type": "clip", "weights": "openai/ViT-B-16", "quick_gelu": False}},
            "quick_gelu",
        ),
        ({"guidance": {"type": "sam3"}}, "guidance"),
        ({"guidance": {"type": "sam", "depth": 3}}, "guidance.sam.depth"),
        ({"guidance": {"type": "sam", "taps": [1, 2, 24]}}, "taps .1, 2, 24."),
        ({"guidance": {"type": "sam", "final_tap": "neck", "taps": [1, 2, 3]}}, "final_tap"),
        ({"guidance": {"type": "sam", "native_px": 100}}, "native_px 100"),
        ({"guidance": {"type": "sam2", "input_px": 100}}, "input_px 100"),
        ({"guidance": {"type": "sam2", "stages": [2, 3, 16]}}, "guidance.sam2.stages"),
        ({"guidance": {"type": "sam2", "global_blocks": [5]}}, "global_blocks .5,. must not"),
        ({"guidance": {"type": "sam2", "global_blocks": [24]}}, "global_blocks .24,. must lie"),
        ({"guidance": {"type": "sam2"}}, "decoder.guidance_upsampling"),
        ({"decoder": {"guidance": [32, 4], "channels": [32, 16]}}, "decoder.guidance.0"),
        ({"decoder": {"channels": [50, 16]}}, "channels .50, 16."),
        ({"backprojection": {"classes": ["a", "a"]}}, '"a" is there twice'),
        ({"backprojection": {"target": "depth"}}, "backprojection.target"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_a_wrong_configuration_is_named(change: dict[str, object], word: str) -> None:
    raw = {**paper_like().model_dump(mode="json"), **change}
    with pytest.raises(UnsupportedArchitecture, match=word):
        parse_config(raw)


def test_a_message_about_a_hostile_configuration_stays_short() -> None:
    for raw in (
        {"kind": "x" * 10**6},
        {"kind": "aeroseg", "y" * 10**6: 1},
        {"kind": "aeroseg", "angles": [0, *["z" * 10**5] * 30]},
    ):
        with pytest.raises(UnsupportedArchitecture) as caught:
            parse_config(raw)
        assert len(caught.value.message) < 1000 and len(caught.value.detail) <= 5000


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(UnsupportedArchitecture, match="unet"):
        parse_config({"kind": "unet"})


def test_configuration_survives_json() -> None:
    config = paper_like()
    assert AerOSegConfig.model_validate_json(config.model_dump_json()) == config
    with pytest.raises(ValidationError):
        config.tile_px = 1  # type: ignore[misc]
