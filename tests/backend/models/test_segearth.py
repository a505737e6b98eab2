"""SegEarth-OV on the map path: hidden words, synonyms, what is kept, windows, files of weights."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from pydantic import ValidationError
from torch import Tensor, nn

from backend import vocabulary
from backend.checkpoint import load_model, save_checkpoint
from backend.errors import FormatRefused, ShapeMismatch, UnsupportedArchitecture, VocabularyError
from backend.models import build_model
from backend.models.aeroseg.weights import load_backbone
from backend.models.background import default_groups, hidden_prompts
from backend.models.base import ClassPrompt, Completing, HalfPrecision, Segmenter
from backend.models.published import published_inference
from backend.models.segearth import SegEarth, SegEarthConfig
from backend.models.segearth.config import UpsamplerConfig
from backend.models.segearth.presets import DATASETS, MODELS, dataset_config
from backend.models.segearth.published_inference import (
    PublishedInference,
    padded_window,
    resize_long_side,
    window_spans,
)
from backend.models.segearth.scores import label_map
from backend.models.segearth.templates import IMAGENET_80
from backend.models.segearth.text import PromptTree, encode_shared
from backend.models.segearth.weights import load_upsampler, read_upsampler_config
from backend.names import OTHER_NAMES
from backend.texts import TextCache
from tests.backend.models.segearth_stored import tiny_config

JBU = UpsamplerConfig(form="jbu_stack", radius=3)
ONE_PROMPT = ("a {}.",)


def small(seed: int = 0, **changes: Any) -> SegEarth:
    """A random small model with a learned upsampler and one prompt."""
    torch.manual_seed(seed)
    raw: dict[str, Any] = {"upsampler": JBU, "prompts": ONE_PROMPT}
    model = SegEarth(tiny_config(**(raw | changes)))
    return model.eval().requires_grad_(False)


def tiles(count: int = 2, side: int = 64) -> Tensor:
    """Smooth random tiles (B, 3, side, side) uint8."""
    torch.manual_seed(1)
    x = F.interpolate(torch.rand(count, 3, 6, 6), size=(side, side), mode="bicubic")
    return (255 * x.clamp(0, 1)).to(torch.uint8)


def named(*lines: str) -> list[ClassPrompt]:
    return [ClassPrompt(*[(f := line.split("|"))[0], tuple(f[1:])]) for line in lines]


# ---------------------------------------------------------------- the engine's contract


def test_model_is_a_segmenter_of_its_kind() -> None:
    model = build_model(tiny_config(prompts=ONE_PROMPT).model_dump())
    assert isinstance(model, SegEarth)
    assert isinstance(model, Segmenter)
    assert isinstance(model, HalfPrecision)
    assert isinstance(model, Completing)
    assert model.unknown(named("anything at all")) == []
    assert isinstance(published_inference(model, "small"), PublishedInference)


@pytest.mark.parametrize("upsampler", [None, UpsamplerConfig(form="bilinear"), JBU])
def test_maps_are_of_the_promised_size_and_tiles_do_not_touch_each_other(
    upsampler: UpsamplerConfig | None,
) -> None:
    model = small(upsampler=upsampler)
    classes = named("road", "house|roof")
    text, image = model.embed(classes), tiles(3)
    maps = model.decode(model.encode(image), text)
    assert maps.shape == (3, 3, model.config.map_px, model.config.map_px)
    for i in range(3):
        alone = model.decode(model.encode(image[i : i + 1]), text)
        assert torch.allclose(alone[0], maps[i], atol=2e-6)


def test_features_do_not_depend_on_names_and_each_class_is_embedded_on_its_own() -> None:
    model = small()
    before = model.encode(tiles(1)).tensors
    both = model.embed(named("road", "house|roof"))
    after = model.encode(tiles(1)).tensors
    assert before.keys() == after.keys()
    assert all(torch.equal(before[name], after[name]) for name in before)
    cached = TextCache().embed(model, "weights", named("road", "house|roof"))
    assert cached.shape == both.shape == (3, 1, 64)
    assert torch.allclose(cached, both, atol=1e-6)


@pytest.mark.parametrize("form", ["jbu_one", "jbu_stack"])
def test_kernels_are_kept_or_made_again_with_the_same_bits(form: str) -> None:
    upsampler = UpsamplerConfig(form=form, radius=5 if form == "jbu_one" else 3)  # type: ignore[arg-type]
    keeping = small(upsampler=upsampler)
    never = SegEarth(keeping.config.model_copy(update={"keep": "features"})).eval()
    never.load_state_dict(keeping.state_dict())
    text = keeping.embed(named("road", "tree"))
    features = keeping.encode(tiles())
    assert features.spare == {f"kernel{i}" for i in range(4)}
    assert features.tensors["kernel3"].dtype == torch.float16
    wanted = keeping.decode(features, text)
    slim = features.without_spare()
    assert slim.nbytes < features.nbytes / 2
    assert torch.equal(keeping.decode(slim, text), wanted)
    again = keeping.complete(slim)
    assert again.spare == features.spare
    assert all(torch.equal(again.tensors[k], t) for k, t in features.tensors.items())
    alone = keeping.encode(tiles())  # a tile of a batch, kept by itself
    assert torch.equal(keeping.decode(alone.tile(1).without_spare(), text), wanted[1:])
    assert not never.encode(tiles()).spare
    assert torch.equal(never.decode(never.encode(tiles()), text), wanted)
    assert never.complete(slim) is slim


def test_rounded_kernels_change_logits_by_less_than_half_precision_allows() -> None:
    model = small()
    text, image = model.embed(named("road", "tree")), tiles()
    exact = model.logits(
        *model.encode_normalised(model.backbone.prepare(image.float())), model.queries(text)
    )
    rounded = model.decode(model.encode(image), text)
    assert 0 < (exact - rounded).abs().max() < 1e-4


def test_half_precision_of_the_image_tower_changes_little_and_can_be_switched_back() -> None:
    model, image = small(), tiles()
    text = model.embed(named("road", "tree"))
    exact = model.decode(model.encode(image), text)
    model.set_trunk_dtype(torch.bfloat16)
    rough = model.decode(model.encode(image), text)
    assert rough.dtype == torch.float32
    assert 0 < (exact - rough).abs().max() < 2e-2
    model.set_trunk_dtype(torch.float32)
    assert torch.equal(model.decode(model.encode(image), text), exact)


def test_bias_of_the_image_is_added_to_each_tile_alone() -> None:
    with_bias, without = small(cls_weight=-0.3), small(cls_weight=0.0)
    without.load_state_dict(with_bias.state_dict())
    text, image = with_bias.embed(named("road", "tree")), tiles(2)
    a, b = with_bias.encode(image), without.encode(image)
    assert "cls" not in b.tensors
    difference = with_bias.decode(a, text) - without.decode(b, text)
    wanted = -0.3 * a.tensors["cls"] @ text[:, 0].T
    assert (wanted[0] - wanted[1]).abs().max() > 1e-4  # a bias of the wrong tile would be seen
    assert torch.allclose(difference, wanted[:, :, None, None].expand_as(difference), atol=1e-6)


def test_checkpoint_gives_the_same_model_again(tmp_path: Path) -> None:
    model = small(background=default_groups()[:2])
    path = tmp_path / "small.safetensors"
    save_checkpoint(path, model, title="small", training={}, classes=[], licence="", credits=[],
                    dtype=torch.float32)  # fmt: skip
    again = load_model(path)
    assert again.config == model.config
    classes = named("road")
    ours = model.decode(model.encode(tiles(1)), model.embed(classes))
    theirs = again.decode(again.encode(tiles(1)), again.embed(classes))
    assert torch.equal(ours, theirs)


# ---------------------------------------------------------------- names, scores, background


def words(*lines: str) -> list[str]:
    return [prompt.name for prompt in hidden_prompts(default_groups(), named(*lines))]


def test_hidden_words_of_the_same_kind_are_left_out() -> None:
    assert len(words("ship")) == 13
    building = words("building")
    assert "building" not in building
    assert "roof" not in building
    assert building[:3] == ["background", "road", "pavement"]
    assert len(building) == 11
    assert "cropland" not in words("Agricultural fields")
    assert "building" not in words("old factories")
    assert "bareland" not in words("Beaches")
    assert "road" not in words("ship|built-up area")
    assert "tree" not in words("tree-covered hill")
    assert words("ship", "car") == words("ship")
    assert "water" in words("waterproof roofing")  # whole words only


@pytest.mark.parametrize("name", ["background", "Other", " OTHER "])
def test_typed_background_replaces_the_hidden_words(name: str) -> None:
    assert words("building", name) == []


def test_hidden_words_stand_for_other_and_are_embedded_like_typed_ones() -> None:
    prompts = hidden_prompts(default_groups(), named("ship"))
    assert all(prompt.hidden and prompt.is_other for prompt in prompts)
    assert SegEarthConfig().background_groups == default_groups()
    model = small()
    hidden = [prompt for prompt in prompts if prompt.name == "road"]
    assert torch.equal(model.embed(hidden), model.embed(named("road")))


def logits(*values: float) -> Tensor:
    return torch.tensor(values)[:, None, None]


def test_maximum_over_synonyms_softmax_over_all_queries() -> None:
    model = small()
    z = logits(0.01, 0.05, 0.03)
    p = (50 * z).softmax(dim=0)
    scores = model.finish(z, named("road", "house|roof"))
    assert scores.other is None
    assert torch.allclose(scores.classes, torch.stack([p[0], p[1]]), atol=1e-6)
    with_other = model.finish(z, named("road|street", "background"))
    assert with_other.other is not None
    assert torch.allclose(with_other.classes, p[1:2], atol=1e-6)
    assert torch.allclose(with_other.other, p[2], atol=1e-6)


def test_words_of_other_share_one_score_wherever_they_stand() -> None:
    model = small()
    z = logits(0.01, 0.05, 0.03, 0.07, -0.02)
    p = (50 * z).softmax(dim=0)
    classes = [ClassPrompt("grass", hidden=True), *named("road", "background|clutter", "tree")]
    scores = model.finish(z, classes)
    assert scores.other is not None
    assert torch.allclose(scores.classes, p[[1, 4]], atol=1e-6)
    assert torch.allclose(scores.other, p[[0, 2, 3]].amax(dim=0), atol=1e-6)


def test_wrong_number_of_maps_is_refused() -> None:
    with pytest.raises(ValueError, match="3 maps for 2 queries"):
        small().finish(torch.zeros(3, 4, 4), named("road", "tree"))


def test_threshold_leads_to_the_background_and_ties_to_the_lower_index() -> None:
    p = torch.tensor([[0.2, 0.5, 0.1], [0.7, 0.5, 0.2]])[:, None]  # (2, 1, 3)
    assert label_map(p, 0.3, 0).tolist() == [[1, 0, 0]]
    assert label_map(p, 0.6, 1).tolist() == [[1, 1, 1]]


def known_answer() -> tuple[SegEarth, Tensor, Tensor]:
    """A model whose answer is known: the right half of the tile is a building.

    The text of "building" is the feature of the right half; all hidden words are that of the left.
    """
    background = default_groups()
    model = small(upsampler=None, cls_weight=0.0, background=background, mode="MaskCLIP")
    image = torch.zeros(1, 3, 64, 64, dtype=torch.uint8)
    image[..., 32:] = torch.tensor([200, 30, 90], dtype=torch.uint8)[:, None, None]
    visual = model.backbone.vl.visual
    visual.positional_embedding.zero_()  # equal patches have equal features,
    for block in visual.transformer.resblocks[:-1]:  # whatever lies beside them
        for layer in (block.attn.out_proj, block.mlp.c_proj):
            layer.weight.zero_()
            layer.bias.zero_()
    dense = model.encode(image).tensors["dense"][0]  # (C, 4, 4)
    left, right = dense[:, 0, 0], dense[:, 0, 3]
    # Text features are independent before the projection, so one projection meets all wishes.
    texts = [
        "building",
        *(word for group in background for word in group.words if word != "building"),
    ]
    towers = model.backbone.vl
    towers.text_projection = nn.Parameter(torch.eye(32), requires_grad=False)
    tokens = model.backbone.tokenize([ONE_PROMPT[0].replace("{}", text) for text in texts])
    features = model.backbone.encode_text(tokens)  # (13, 32)
    wanted = torch.stack([right, *[left] * (len(texts) - 1)])
    towers.text_projection = nn.Parameter(torch.linalg.pinv(features) @ wanted, False)
    return model, image, (torch.arange(4) >= 2).expand(4, 4)


def test_single_name_does_not_paint_everything() -> None:
    model, image, buildings = known_answer()
    classes = [
        *hidden_prompts(model.config.background_groups, named("building")),
        *named("building"),
    ]
    maps = model.decode(model.encode(image), model.embed(classes))[0]
    scores = model.finish(maps, classes)
    assert scores.other is not None
    assert torch.equal(scores.classes[0] > scores.other, buildings)


def test_single_name_without_hidden_words_is_certain_everywhere() -> None:
    model, image, _ = known_answer()
    classes = named("building")
    scores = model.finish(model.decode(model.encode(image), model.embed(classes))[0], classes)
    assert scores.other is None
    assert torch.equal(scores.classes, torch.ones(1, 4, 4))


@pytest.mark.parametrize("name", ["building", "swimming pool", "x1 y2 z3"])
def test_shared_beginnings_change_no_embedding(name: str) -> None:
    model = small()
    tower = model.backbone.vl
    tokens = model.backbone.tokenize([prompt.replace("{}", name) for prompt in IMAGENET_80])
    x = tower.token_embedding(tokens) + tower.positional_embedding  # the whole context, nothing cut
    x = tower.ln_final(tower.transformer(x, attn_mask=tower.attn_mask))
    wanted = x[torch.arange(80), tokens.argmax(dim=-1)] @ tower.text_projection
    assert torch.allclose(encode_shared(tower, tokens), wanted, atol=1e-5)


def test_tree_of_prompts_holds_equal_beginnings_once() -> None:
    tree = PromptTree.of([[9, 1, 2, 8], [9, 1, 3, 8], [9, 1, 2, 8], [9, 2, 8]])
    assert tree.tokens.tolist() == [9, 1, 2, 8, 3, 8, 2, 8]
    assert tree.depths.tolist() == [0, 1, 2, 3, 2, 3, 1, 2]
    assert tree.ends.tolist() == [3, 5, 3, 7]
    assert tree.seen[5].nonzero().flatten().tolist() == [0, 1, 4, 5]


def test_name_that_is_too_long_is_refused() -> None:
    with pytest.raises(VocabularyError, match="too long"):
        small().embed(named("x1 " * 40))


def test_braces_in_a_name_are_letters() -> None:
    model = small()
    assert not torch.allclose(model.encode_name("{} {a}"), model.encode_name("a"), atol=1e-3)


# ---------------------------------------------------------------- the published inference


@pytest.mark.parametrize(
    ("length", "spans"),
    [(448, [(0, 224), (112, 336), (224, 448)]), (300, [(0, 224), (76, 300)]), (50, [(0, 50)]),
     (224, [(0, 224)]), (225, [(0, 224), (1, 225)])],
)  # fmt: skip
def test_windows_cover_an_axis(length: int, spans: list[tuple[int, int]]) -> None:
    assert window_spans(length, 224, 112) == spans


def test_windows_are_filled_up_evenly() -> None:
    x, (rows, columns) = padded_window(torch.ones(1, 3, 50, 61), 16)
    assert x.shape == (1, 3, 64, 64)
    assert (rows, columns) == (slice(7, 57), slice(1, 62))
    assert x.sum() == x[:, :, rows, columns].sum() == 3 * 50 * 61
    assert padded_window(torch.ones(1, 3, 16, 16), 16, least_px=48)[0].shape == (1, 3, 48, 48)


def test_resize_keeps_the_aspect_and_rounds() -> None:
    image = tiles(1, 40)[0]
    small_image = resize_long_side(image[:, :25], 24)
    assert small_image.shape == (3, 15, 24)
    assert small_image.dtype == torch.uint8
    assert resize_long_side(image, 80).shape == (3, 80, 80)
    assert torch.equal(resize_long_side(image, 40), image)


@pytest.mark.parametrize("sliding", [True, False])
def test_image_of_any_size_goes_through_the_published_path(sliding: bool) -> None:
    model = small(image_px=100, sliding=sliding)
    steps: list[tuple[int, int]] = []
    inference = PublishedInference(model)
    classes = named("road", "tree|bush")
    maps = inference.maps(tiles(1, 90)[0, :, :63], model.embed(classes), lambda *s: steps.append(s))
    assert maps.shape == ((3, 70, 100) if sliding else (3, 64, 96))
    assert steps == [(i, inference.views) for i in range(inference.views)]
    assert model.finish(maps, classes).classes.shape[0] == 2


def test_window_as_large_as_the_image_is_the_map_path_of_one_tile() -> None:
    model = small(image_px=64)
    text = model.embed(named("road", "tree"))
    maps = PublishedInference(model).maps(tiles(1)[0], text)
    # kernels of the map path are rounded
    assert torch.allclose(maps, model.decode(model.encode(tiles(1)), text)[0], atol=1e-4)


# ---------------------------------------------------------------- configurations


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tile_px": 96, "stride_px": 48}, "input_px"),
        ({"prompts": ("no gap",)}, "exactly one gap"),
        ({"last_layers": 2, "residual": True}, "without residual"),
        ({"last_layers": 4}, "backbone.layers"),
        ({"mode": "GEM"}, "mode"),
        ({"upsampler": UpsamplerConfig(form="jbu_stack", radius=9)}, "at least 80"),
    ],
)
def test_configurations_that_cannot_work_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        tiny_config(**changes)


@pytest.mark.parametrize("name", MODELS)
def test_model_presets_can_be_written_and_read(name: str) -> None:
    config = MODELS[name]
    assert SegEarthConfig.model_validate_json(config.model_dump_json()) == config
    with torch.device("meta"):
        model = SegEarth(config)
    patches = config.backbone.grid**2 + 1
    assert model.backbone.vl.visual.positional_embedding.shape == (patches, config.backbone.width)


@pytest.mark.parametrize("name", DATASETS)
def test_data_set_presets_are_accepted_by_the_parser(name: str) -> None:
    settings = DATASETS[name]
    found = vocabulary.read_classes(settings.lines)
    assert len(found.typed) == len(settings.lines)
    assert 0 <= settings.background_index < len(settings.lines)
    assert (found.other is not None) == any(line in OTHER_NAMES for line in settings.lines)
    config = dataset_config(name)
    assert config.background == ()
    assert (config.threshold, config.cls_weight) == (settings.threshold, settings.cls_weight)


# ---------------------------------------------------------------- files of weights


def lightning(model: SegEarth, path: Path, **beside: Any) -> None:
    assert isinstance(model.upsampler, nn.Module)
    state = {f"upsampler.{k}": v for k, v in model.upsampler.state_dict().items()}
    torch.save({"state_dict": state, "epoch": 1, **beside}, path)


@pytest.mark.parametrize("form", ["jbu_one", "jbu_stack"])
def test_upsampler_of_a_lightning_checkpoint(tmp_path: Path, form: str) -> None:
    upsampler = UpsamplerConfig(form=form, radius=2)  # type: ignore[arg-type]
    model, other = small(upsampler=upsampler), small(seed=7, upsampler=upsampler)
    lightning(model, path := tmp_path / "up.ckpt")
    assert read_upsampler_config(path) == (upsampler, 64)
    loaded = load_upsampler(other, path)
    assert not [n for n in loaded.left_out if n.startswith("upsampler.")]
    assert model.upsampler is not None
    assert other.upsampler is not None
    wanted = model.upsampler.state_dict()
    assert all(torch.equal(v, wanted[k]) for k, v in other.upsampler.state_dict().items())


class Hostile:
    """What a pickle may hold: a call."""

    def __init__(self, target: str) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return Path.touch, (Path(self.target),)


def test_code_in_an_upsampler_is_never_run(tmp_path: Path) -> None:
    model, mark = small(), tmp_path / "ran"
    lightning(model, path := tmp_path / "up.ckpt", callbacks=Hostile(str(mark)))
    with pytest.raises(FormatRefused):
        load_upsampler(model, path)
    with pytest.raises(FormatRefused):
        read_upsampler_config(path)
    assert not mark.exists()
    pickle.loads(pickle.dumps(Hostile(str(mark))))  # it would have run
    assert mark.exists()


def test_files_of_another_form_are_refused_by_name(tmp_path: Path) -> None:
    one = small(upsampler=UpsamplerConfig(form="jbu_one", radius=3))
    lightning(one, path := tmp_path / "up.ckpt")
    stack = small()
    before = {k: v.clone() for k, v in stack.state_dict().items()}
    with pytest.raises(ShapeMismatch, match="up1"):
        load_upsampler(stack, path)
    assert all(torch.equal(v, before[k]) for k, v in stack.state_dict().items())
    with pytest.raises(UnsupportedArchitecture, match="upsampler has none"):
        load_upsampler(small(upsampler=UpsamplerConfig(form="bilinear")), path)
    torch.save({"state_dict": {"up.weight": torch.zeros(2)}}, path)
    with pytest.raises(ShapeMismatch, match="no upsampler"):
        read_upsampler_config(path)


def test_towers_of_a_published_file_are_loaded(tmp_path: Path) -> None:
    model, other = small(), small(seed=3)
    path = tmp_path / "clip.pt"
    torch.save(model.backbone.vl.state_dict(), path)
    load_backbone(other, path)
    wanted = model.backbone.vl.state_dict()
    assert all(torch.equal(v, wanted[k]) for k, v in other.backbone.vl.state_dict().items())
