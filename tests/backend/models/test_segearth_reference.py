"""Every stored tensor of SegEarth-OV, against the product's own modules.

A last test makes sure that none was left out.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from backend.models.segearth import SegEarth
from backend.models.segearth.published_inference import PublishedInference
from backend.models.segearth.scores import label_map
from backend.models.segearth.templates import IMAGENET_80
from backend.models.segearth.upsampler import BLOCK, LearnedUpsampler
from backend.models.segearth.vision import DenseClip, attend, positions_for
from tests.backend.models.segearth_stored import (
    SINGLE,
    SYNONYMS,
    SegEarthStored,
    prompts,
    stored_upsampler,
    tiny_model,
    whole_probabilities,
)

Load = Callable[[str], SegEarthStored]
_files: dict[str, SegEarthStored] = {}
FOLDER = "reference-segearth"
PATCH = 16


@pytest.fixture(scope="session")
def segearth(shared_path: Callable[[str], Path]) -> Load:
    """Loads a reference file by its name without ending; the same object each time."""

    def load(name: str) -> SegEarthStored:
        if name not in _files:
            _files[name] = SegEarthStored(shared_path(f"{FOLDER}/{name}.safetensors"))
        return _files[name]

    return load


# ---------------------------------------------------------------- vision tower

MODES = ("vanilla", "MaskCLIP", "ClearCLIP", "SCLIP", "SegEarth", "NACLIP")
SIZES = ("sq64", "r64x96", "r48x80", "r32x128")


def as_tokens(dense: Tensor) -> Tensor:
    """(B, C, h, w) -> (B, h*w, C), the layout of the files."""
    return dense.flatten(2).transpose(1, 2)


def compare_features(tensors: SegEarthStored, prefix: str, found: tuple[Tensor, Tensor]) -> None:
    tensors.compare(f"{prefix}/cls", found[0])
    tensors.compare(f"{prefix}/patch", as_tokens(found[1]))


def in_mode(model: SegEarth, mode: str, residual: bool = False, last_layers: int = 1) -> DenseClip:
    backbone = model.backbone
    backbone.mode, backbone.residual, backbone.last_layers = mode, residual, last_layers
    return backbone


@torch.no_grad()
@pytest.mark.parametrize("size", SIZES)
def test_every_mode_of_the_last_block(segearth: Load, size: str) -> None:
    tensors, model = segearth("modes"), tiny_model(segearth)
    image = tensors[f"{size}/image"]
    grid = (image.shape[2] // PATCH, image.shape[3] // PATCH)
    blocks = model.backbone.vl.visual.transformer.resblocks
    x = model.backbone.embed_patches(image, grid)
    for block in blocks[:-1]:
        x = block(x)
    tensors.compare(f"{size}/last_block_input", x)
    if f"{size}/pos_embed" in tensors:
        table = model.backbone.vl.visual.positional_embedding
        tensors.compare(f"{size}/pos_embed", positions_for(table, grid)[None])
    for mode in MODES if size == "sq64" else MODES[:-1]:
        backbone = in_mode(model, mode)
        last = blocks[-1]
        out = attend(last.attn, last.ln_1(x), mode, grid)
        tensors.compare(f"{size}/{mode}/last_block", out)
        compare_features(tensors, f"{size}/{mode}", backbone.dense(image))
        if size == "sq64":
            found = in_mode(model, mode, residual=True).dense(image)
            compare_features(tensors, f"{size}/{mode}/residual", found)
        if size == "sq64" and mode in ("SegEarth", "SCLIP"):
            found = in_mode(model, mode, last_layers=2).dense(image)
            compare_features(tensors, f"{size}/{mode}/last2", found)


@torch.no_grad()
def test_several_images_at_once(segearth: Load) -> None:
    tensors, model = segearth("modes"), tiny_model(segearth)
    compare_features(tensors, "batch3/SegEarth", model.backbone.dense(tensors["batch3/image"]))


# ---------------------------------------------------------------- text

EXTRA = (
    "a photo of a  Swimming   Pool.",
    "a photo of a store tank.",
    "the origami low vegetation.",
    "a photo of a soccer ball field.",
    "itap of my café·roof 42.",
)


def padded_ids(stored: Tensor) -> Tensor:
    return F.pad(stored.long(), (0, 77 - stored.shape[-1]))


@torch.no_grad()
def test_names_become_queries(segearth: Load) -> None:
    tensors, model = segearth("text"), tiny_model(segearth)
    classes = prompts(SYNONYMS)
    wordings = [wording for prompt in classes for wording in prompt.wordings]
    owners = [i for i, prompt in enumerate(classes) for _ in prompt.wordings]
    assert tensors["query_idx"].tolist() == owners
    tokenize = model.backbone.tokenize
    ids = torch.stack([tokenize([t.replace("{}", w) for t in IMAGENET_80]) for w in wordings])
    assert torch.equal(ids, padded_ids(tensors["tokens"]))
    assert torch.equal(tokenize(list(EXTRA)), padded_ids(tensors["token_extra"]))
    tensors.compared |= {"tokens", "token_extra"}
    for number in (0, 10):
        tensors.compare(f"raw_word{number}", model.backbone.encode_text(ids[number]))
    tensors.compare("query_features", model.embed(classes)[:, 0])


# ---------------------------------------------------------------- upsamplers

STEP = {64: 8, 512: 64}  # every which channel is stored, by their number


def image_layout(kernels: Tensor, size: tuple[int, int]) -> Tensor:
    """Blocks of kernels -> (B, d*d, H, W), the layout of the files."""
    x = kernels.unflatten(3, (BLOCK, BLOCK)).permute(0, 5, 1, 3, 2, 4)
    return x.flatten(4, 5).flatten(2, 3)[:, :, : size[0], : size[1]]


def compare_upsampled(tensors: SegEarthStored, prefix: str, upsampler: LearnedUpsampler) -> None:
    source, guidance = tensors[f"{prefix}source"], tensors[f"{prefix}guidance"]
    out = upsampler(source, guidance)
    step = STEP[source.shape[1]]
    tensors.compare(f"{prefix}out_ch_step{step}", out[:, ::step])
    tensors.compare(f"{prefix}out_norm", out.norm(dim=1))


@torch.no_grad()
@pytest.mark.parametrize("shape", ["sq", "rect"])
@pytest.mark.parametrize("kind", ["one", "stack"])
def test_small_upsamplers(segearth: Load, kind: str, shape: str) -> None:
    tensors = segearth("upsampler-tiny64")
    config, upsampler = stored_upsampler(segearth(f"weights-jbu-{kind}-tiny64"))
    assert (config.form, config.radius) == (f"jbu_{kind}", 5 if kind == "one" else 3)
    prefix = f"jbu_{kind}/{shape}/"
    compare_upsampled(tensors, prefix, upsampler)
    source, step = tensors[f"{prefix}source"], upsampler.steps[0]
    size = (2 * source.shape[2], 2 * source.shape[3])
    guidance = F.adaptive_avg_pool2d(tensors[f"{prefix}guidance"], size)
    tensors.compare(f"{prefix}stage1/guidance", guidance)
    ranges = image_layout(step.range_kernel(guidance), size)
    tensors.compare(f"{prefix}stage1/range_kernel", ranges)
    spatial = step.spatial_kernel()[None, :, None, None]
    tensors.compare(f"{prefix}stage1/spatial_kernel", spatial)
    kernels = step.kernels(guidance)
    tensors.compare(f"{prefix}stage1/kernel", image_layout(kernels, size))
    tensors.compare(f"{prefix}stage1/bicubic", step.smooth(source))
    tensors.compare(f"{prefix}stage1/out", step.spread(source, kernels))


@torch.no_grad()
@pytest.mark.parametrize(
    ("kind", "shape"), [("clip", "sq"), ("clip", "rect"), ("maskclip", "rect")]
)
def test_published_upsamplers(segearth: Load, kind: str, shape: str) -> None:
    name = f"{kind}-jbu-stack-cocostuff"
    config, upsampler = stored_upsampler(segearth(f"weights-{name}"))
    assert (config.form, config.radius, config.key_dim) == ("jbu_stack", 3, 32)
    compare_upsampled(segearth(f"upsampler-{name}"), f"{shape}/", upsampler)


# ---------------------------------------------------------------- one window


def query_features(segearth: Load, tensors: SegEarthStored) -> Tensor:
    own = "query_features" in tensors
    return tensors["query_features"] if own else segearth("text")["query_features"]


@torch.no_grad()
@pytest.mark.parametrize(
    ("name", "upsampler", "cls_weight", "threshold"),
    [
        ("window-jbu-one", "jbu-one-tiny64", -0.3, 0.35),
        ("window-jbu-one-lambda0", "jbu-one-tiny64", 0.0, 0.35),
        ("window-jbu-stack", "jbu-stack-tiny64", -0.3, 0.35),
        ("window-jbu-stack-published", "clip-jbu-stack-cocostuff", -0.3, 0.18),
        ("window-noup", None, -0.3, 0.35),
    ],
)
def test_one_window(
    segearth: Load, name: str, upsampler: str | None, cls_weight: float, threshold: float
) -> None:
    tensors = segearth(name)
    towers = "clip-tiny512-visual" if "published" in name else "clip-tiny64"
    model = tiny_model(segearth, upsampler, towers, cls_weight=cls_weight)
    image, text = tensors["image"], query_features(segearth, tensors)
    encoded, kernels = model.encode_normalised(image)
    z = model.logits(encoded, kernels, text)
    if "cls_unit" in tensors:
        tensors.compare("cls_unit", encoded["cls"])
        bias = encoded["cls"] @ text.T
        tensors.compare("cls_logits", bias)
        tensors.compare("logits_cos", z - cls_weight * bias[:, :, None, None])
        _, dense = model.backbone.dense(image)
        tensors.compare("patch_features", as_tokens(dense))
    if isinstance(model.upsampler, LearnedUpsampler) and "hr_norm" in tensors:
        tensors.compare("hr_norm", encoded["norm"])
        fine = model.upsampler(dense, image)
        step = STEP[fine.shape[1]]
        tensors.compare(f"hr_ch_step{step}", fine[:, ::step])
    if upsampler is None:
        z = F.interpolate(z, size=image.shape[2:], mode="bilinear")
        tensors.compare("logits", z)
    p = whole_probabilities(model, z[0], SYNONYMS)
    tensors.compare("class_prob", p)
    tensors.compare_labels(label_map(p, threshold, 3), p, threshold)


# ---------------------------------------------------------------- whole images

ONE, STACK, PUBLISHED = "jbu-one-tiny64", "jbu-stack-tiny64", "clip-jbu-stack-cocostuff"


@torch.no_grad()
@pytest.mark.parametrize(
    ("name", "upsampler", "names", "threshold", "background"),
    [
        ("slide-96x128", ONE, SYNONYMS, 0.30, 3),
        ("slide-100x77", STACK, SYNONYMS, 0.0, 0),
        ("slide-50x120", ONE, SINGLE, 0.30, 0),
        ("slide-40x40", STACK, SINGLE, 0.0, 0),
        ("slide-pub-64x96", PUBLISHED, SYNONYMS, 0.18, 0),
        ("whole-64x96", ONE, SYNONYMS, 0.30, 0),
    ],
)
def test_whole_image(
    segearth: Load, name: str, upsampler: str, names: tuple[str, ...], threshold: float,
    background: int, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    tensors = segearth(name)
    towers = "clip-tiny512-visual" if upsampler == PUBLISHED else "clip-tiny64"
    model = tiny_model(segearth, upsampler, towers, sliding=not name.startswith("whole"))
    shapes: list[list[int]] = []

    def noting(x: Tensor) -> tuple[dict[str, Tensor], list[Tensor]]:
        shapes.append(list(x.shape[2:]))
        return SegEarth.encode_normalised(model, x)

    monkeypatch.setattr(model, "encode_normalised", noting)
    maps = PublishedInference(model).normalised_maps(
        tensors["image"], query_features(segearth, tensors)
    )
    size = tensors["ori_shape"].tolist()
    tensors.compared.add("window_shapes")
    if name.startswith("whole"):
        assert [size] == tensors["window_shapes"].tolist()
        assert shapes == [list(tensors["image"].shape[2:])]
    else:
        assert shapes == tensors["window_shapes"].tolist()
    logits = F.interpolate(maps, size=size, mode="bilinear")
    p = whole_probabilities(model, logits[0], names)
    tensors.compare("logits_step4", logits[..., ::4, ::4])
    tensors.compare("class_prob_step4", p[..., ::4, ::4])
    tensors.compare("class_prob_max", p.amax(dim=0))
    tensors.compare_labels(label_map(p, threshold, background), p, threshold)


# ---------------------------------------------------------------- the account


def test_every_stored_tensor_was_used(
    segearth: Load, shared_path: Callable[[str], Path], request: pytest.FixtureRequest
) -> None:
    config = request.config
    options = ("keyword", "markexpr", "deselect", "lf", "last_failed", "failedfirst")
    if any(config.getoption(o, None) for o in options) or any("::" in a for a in config.args):
        pytest.skip("only some of the tests were asked for")
    names = sorted(path.stem for path in shared_path(FOLDER).glob("*.safetensors"))
    assert len(names) == 22
    left = [f"{name}: {tensor}" for name in names for tensor in segearth(name).left()]
    assert not left, f"{len(left)} stored tensors were never compared or used: {left[:20]}"
