"""What a run does with its settings, and what it says when one is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from backend.errors import InputError
from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.presets import preset
from tests.backend.models.small import CLASSES, shrunk
from tests.training.small import PAPER, compact
from training.beginning import choose_concepts, initialise_head, trained_config
from training.config import TrainConfig, load_config
from training.data.concepts import load_concepts
from training.data.index import read_index
from training.optim import choose_trained, parameter_groups, rate_factor

CONFIGS = PAPER.parent


def run_of(name: str, **settings: object) -> TrainConfig:
    raw = {"title": "t", "out": "o", "model": shrunk(preset(name)), "data": {"index": "i"}}
    return TrainConfig.model_validate({**raw, **settings})


@pytest.mark.parametrize("name", ["aeroseg", "aeroseg-guidance-tuned", "catseg-b16"])
def test_every_part_has_its_learning_rate(name: str) -> None:
    config = run_of(name)
    model = AerOSeg(config.model.with_classes(CLASSES))
    choose_trained(model)
    rates = {id(p): g["lr"] for g in parameter_groups(model, config) for p in g["params"]}
    wanted = {"head": 2e-4, "backbone": 2e-6}
    if name == "aeroseg-guidance-tuned":
        wanted["guidance"] = 2e-6
    found: dict[str, set[float]] = {}
    for key, parameter in model.named_parameters():
        if id(parameter) in rates:
            found.setdefault(key.split(".")[0], set()).add(rates[id(parameter)])
    assert found == {part: {rate} for part, rate in wanted.items()}


def test_decay_spares_norms_and_embeddings_only() -> None:
    """Spec B1: biases of linear and convolution layers decay, and so does the learned padding."""
    config = run_of("aeroseg-guidance-tuned", decay="all-but-norms", weight_decay=1e-4)
    model = AerOSeg(config.model.with_classes(CLASSES))
    choose_trained(model)
    decays = {
        id(p): g["weight_decay"] for g in parameter_groups(model, config) for p in g["params"]
    }
    found = {name: decays[id(p)] for name, p in model.named_parameters() if id(p) in decays}
    spared = {name for name, decay in found.items() if decay == 0}
    assert {decay for name, decay in found.items() if name not in spared} == {1e-4}
    for name in found:
        last = name.split(".")[-1]
        is_norm = "norm" in name or "neck.1" in name or "neck.3" in name
        is_group_norm = "decoder" in name and name in spared
        is_position = last in ("pos_embed", "rel_pos_h", "rel_pos_w")
        assert (name in spared) == (is_norm or is_group_norm or is_position), name
    assert "head.correlation_embed.bias" not in spared
    assert "head.refine.0.classes.padding_tokens" not in spared
    norms = {n for n in spared if n.startswith("head.decoder")}
    shapes = {model.get_parameter(n).dim() for n in norms}
    assert shapes == {1} and len(norms) == 8  # two stages, two convolutions each, weight and bias


def test_rate_falls_as_half_a_cosine_from_the_first_step() -> None:
    config = run_of("aeroseg", warmup=0, steps=100)
    factors = [rate_factor(step, config) for step in range(101)]
    assert factors[0] == 1.0 and factors[100] == pytest.approx(0.0)
    assert factors[50] == pytest.approx(0.5)
    assert factors[25] == pytest.approx(0.853553, abs=1e-6)
    warm = run_of("aeroseg", warmup=4, steps=100)
    assert [rate_factor(step, warm) for step in range(5)] == [0.25, 0.5, 0.75, 1.0, 1.0]


@pytest.mark.parametrize(
    ("name", "steps", "classes"),
    [("aeroseg", 10000, 9), ("aeroseg-dlrsd", 5000, 10), ("aeroseg-oem", 15000, 4)],
)
def test_shipped_configuration_is_the_papers_recipe(name: str, steps: int, classes: int) -> None:
    """Spec B1, B3, B4."""
    config = load_config(CONFIGS / f"{name}.yaml", [])
    assert config.model == preset("aeroseg")
    assert (config.steps, len(config.classes), config.batch) == (steps, classes, 4)
    assert (config.rate, config.clip_rate, config.guidance_rate) == (2e-4, 2e-6, 2e-6)
    assert (config.weight_decay, config.decay, config.clip) == (1e-4, "all-but-norms", 0.01)
    assert (config.warmup, config.dice, config.averaging, config.accumulate) == (0, 0, 0, 1)
    assert (config.names, config.views, config.ignore_policy) == ("all", "all", "negatives")
    assert (config.data.pipeline, config.data.crop_px, config.data.jitter) == ("paper", 384, "all")
    assert config.head_init == "torch" and config.precision == "fp32"


def test_other_networks_are_one_word() -> None:
    assert load_config(CONFIGS / "catseg.yaml", []).model == preset("catseg-b16")
    assert load_config(CONFIGS / "ovrs.yaml", []).model == preset("ovrs-b16")
    tuned = load_config(PAPER, ["model.guidance.trained=true"])
    assert tuned.model.guidance.trained  # type: ignore[union-attr]
    assert tuned.model.backbone == preset("aeroseg").backbone
    assert load_config(CONFIGS / "builtin.yaml", []).model.backbone.type == "compact"


def test_run_names_the_classes_that_are_reconstructed() -> None:
    concepts = load_concepts()
    filled = trained_config(run_of("aeroseg-config-b"), concepts)
    assert filled.backprojection is not None
    assert filled.backprojection.classes == concepts.names
    assert filled.vocabulary is None, "CLIP knows words that no training list holds"
    assert trained_config(run_of("aeroseg-config-a"), concepts).backprojection is None


def test_classes_come_from_the_index_or_a_list(drawn_index: Path) -> None:
    rows = read_index(drawn_index)
    config = run_of("aeroseg", classes="index")
    assert choose_concepts(config, rows).names == ("building", "water")
    listed = choose_concepts(run_of("aeroseg", classes=["water"]), rows)
    assert listed.names == ("water",)
    with pytest.raises(InputError, match='no image annotates "watre"') as caught:
        choose_concepts(run_of("aeroseg", classes=["watre"]), rows)
    assert "water" in caught.value.hint


@pytest.mark.parametrize("between", [", ", " | "])
def test_synonyms_in_one_name_are_parted(drawn_index: Path, between: str) -> None:
    text = drawn_index.read_text(encoding="utf-8").replace("water", f"Water{between}lake")
    text = text.replace("0:background", '"0:background').replace("lake,CC0", 'lake",CC0')
    drawn_index.write_text(text, encoding="utf-8")
    rows = read_index(drawn_index)
    found = choose_concepts(run_of("aeroseg", classes="index"), rows).items[1]
    assert (found.name, found.phrases) == (f"Water{between}lake", ("water", "lake"))


def test_head_starts_as_configured() -> None:
    model = AerOSeg(run_of("aeroseg").model)
    before = {k: v.clone() for k, v in model.state_dict().items()}
    initialise_head(model, "torch")
    assert all(torch.equal(v, before[k]) for k, v in model.state_dict().items())
    initialise_head(model, "truncated")
    for key, value in model.state_dict().items():
        if not key.startswith("head."):
            assert torch.equal(value, before[key]), key
    for block in model.head.refine:
        assert not block.classes.padding_tokens.any()
    weight = model.head.correlation_embed.weight.detach()
    assert weight.abs().max() <= 0.04 and weight.std() == pytest.approx(0.0176, abs=0.002)
    assert not model.head.correlation_embed.bias.any()


@pytest.mark.parametrize(
    ("override", "word", "hint"),
    [
        ("stepz=3", "stepz", "steps"),
        ("data.crop_pixels=64", "data.crop_pixels", "crop_px"),
        ("model.backbone.necks=48", "necks", "neck"),
        ("model.refinement.hiden=48", "model.refinement.hiden", "hidden"),
        ("data.crop_px=1", "data.crop_px", ""),
        ("x", '"x" is not of the form', ""),
        ("preset=aerosge", 'preset "aerosge" is unknown; did you mean "aeroseg"', ""),
        ("title.x=1", "title", ""),
        ("batch=6 ", "", ""),
        ("accumulate=4", "accumulate", ""),
        ("classes=[a, a]", '"a" is there twice', ""),
        ("guidance_cache=x", "guidance_cache needs a frozen", ""),
        ("names=[3, 2]", "names", ""),
        ("extends=x.yaml", "extends", ""),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, override: str, word: str, hint: str) -> None:
    if not word:
        compact(tmp_path, tmp_path / "i", "right", override)
        return
    with pytest.raises(InputError) as caught:
        compact(tmp_path, tmp_path / "i", "bad", override)
    assert word in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "word"),
    [("", "holds no list"), ("- a", "holds no list"), ("a: [", "cannot be read"),
     ("extends: nothing.yaml", "nothing.yaml"), ("extends: bad.yaml", "extends"),
     ("preset: aeroseg", "title"), ("title: t\nout: o\ndata: {index: i}", "model")],
)  # fmt: skip
def test_a_file_that_is_no_configuration_is_named(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=word):
        load_config(path, [])


def test_a_cache_of_features_needs_features_that_come_again() -> None:
    with pytest.raises(InputError, match="jittered"):
        load_config(PAPER, ["guidance_cache=x"])
    assert load_config(PAPER, ["guidance_cache=x", "data.jitter=clip"]).guidance_cache == "x"
    with pytest.raises(InputError, match="frozen"):
        load_config(PAPER, ["guidance_cache=x", "data.jitter=clip", "model.guidance.trained=true"])
