"""What a run does with the settings that the paper leaves open."""

from __future__ import annotations

import pytest
import torch

from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.presets import preset
from tests.backend.models.small import CLASSES, shrunk
from training.config import TrainConfig
from training.data.concepts import load_concepts
from training.train import _groups, _trained_config, initialise_head


def run_of(name: str, **settings: object) -> TrainConfig:
    raw = {"title": "t", "out": "o", "model": shrunk(preset(name)), "data": {"index": "i"}}
    return TrainConfig.model_validate({**raw, **settings})


@pytest.mark.parametrize("name", ["aeroseg", "aeroseg-guidance-tuned", "catseg-b16"])
def test_every_part_has_its_learning_rate(name: str) -> None:
    config = run_of(name)
    model = AerOSeg(config.model.with_classes(CLASSES))
    rates = {id(p): g["lr"] for g in _groups(model, config) for p in g["params"]}
    wanted = {"head": 2e-4, "backbone": 2e-6}
    if name == "aeroseg-guidance-tuned":
        wanted["guidance"] = 2e-6
    found: dict[str, set[float]] = {}
    for key, parameter in model.named_parameters():
        if id(parameter) in rates:
            found.setdefault(key.split(".")[0], set()).add(rates[id(parameter)])
    assert found == {part: {rate} for part, rate in wanted.items()}


def test_run_names_the_classes_that_are_reconstructed() -> None:
    concepts = load_concepts()
    filled = _trained_config(run_of("aeroseg-config-b"), concepts)
    assert filled.backprojection is not None
    assert filled.backprojection.classes == concepts.names
    assert _trained_config(run_of("aeroseg-config-a"), concepts).backprojection is None


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
