"""What is shown of a model's inside is what the model computes."""

from __future__ import annotations

from pathlib import Path

import pytest
import rasterio
import torch
import torch.nn.functional as F
from torch import Tensor

from backend.checkpoint import load_model
from backend.models import build_model
from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.config import AerOSegConfig
from backend.models.aeroseg.correlation import correlate
from backend.models.aeroseg.inside import Inside, decoder_direction
from backend.models.aeroseg.presets import preset
from backend.models.base import ClassPrompt, Features
from tests.backend.conftest import ROOT
from tests.backend.models.small import CLASSES, TILE, shrunk

PROMPTS = [ClassPrompt(name) for name in CLASSES]


def small(name: str = "aeroseg", **changes: object) -> AerOSeg:
    config = shrunk(preset(name))
    config = AerOSegConfig.model_validate({**config.model_dump(), **changes})
    torch.manual_seed(0)
    model = build_model(config)
    assert isinstance(model, AerOSeg)
    return model


def encoded(model: AerOSeg) -> tuple[Features, Tensor]:
    picture = torch.randint(0, 256, (2, 3, TILE, TILE), generator=torch.manual_seed(1))
    return model.encode(picture.to(torch.uint8)), model.embed(PROMPTS)


@pytest.mark.parametrize("name", ["aeroseg", "catseg-b16", "ovrs-b16"])
def test_score_is_that_of_decode(name: str) -> None:
    model = small(name)
    features, text = encoded(model)
    stages = Inside(model).stages(features, text)
    torch.testing.assert_close(stages.score, model.decode(features, text), rtol=0, atol=1e-5)


@pytest.mark.parametrize("name", ["aeroseg", "catseg-b16", "ovrs-b16"])
def test_last_refined_map_is_that_of_the_head(name: str) -> None:
    model = small(name)
    features, text = encoded(model)
    inside = Inside(model)
    with torch.inference_mode():
        tensors = {key: value.float() for key, value in features.tensors.items()}
        corr = model.correlation(tensors.pop("dense"), text, inside.angles)
        _, refined = model.head(corr, text[None], tensors)
        wanted = refined @ decoder_direction(model.head)
    maps = inside.stages(features, text).refinement
    assert maps.shape == (2, 3, 1 + inside.blocks, 6, 6)
    torch.testing.assert_close(maps[:, :, -1], wanted, rtol=1e-4, atol=1e-4)
    assert not torch.allclose(maps[:, :, 0], maps[:, :, -1])


def test_correlation_is_the_mean_over_prompts_of_each_angle() -> None:
    model = small()
    features, text = encoded(model)
    stages = Inside(model).stages(features, text)
    cosines = correlate(features.tensors["dense"].float(), text)  # (B, T, A*P, h, w)
    for angle in range(4):
        mean = cosines[:, :, angle * 4 : angle * 4 + 4].mean(dim=2)
        torch.testing.assert_close(stages.correlation[:, :, angle], mean)
    assert stages.correlation.abs().amax() <= 1.0 + 1e-5


def test_only_angles_that_are_encoded_are_shown() -> None:
    model = small(used_angles=(0, 180))
    inside = Inside(model)
    assert inside.angles == (0, 180)
    features, text = encoded(model)
    stages = inside.stages(features, text)
    cosines = correlate(features.tensors["dense"].float(), text)
    torch.testing.assert_close(stages.correlation[:, :, 1], cosines[:, :, 4:8].mean(dim=2))


def test_order_of_names_changes_nothing_but_the_order() -> None:
    model = small()
    features, text = encoded(model)
    turned = [2, 0, 1]
    inside = Inside(model)
    before, after = inside.stages(features, text), inside.stages(features, text[turned])
    for name in ("correlation", "refinement", "score"):
        torch.testing.assert_close(
            getattr(after, name), getattr(before, name)[:, turned], rtol=1e-4, atol=1e-5
        )


def test_more_classes_than_are_refined_are_refused() -> None:
    model = small()  # refines 8 classes
    inside = Inside(model)
    features, text = encoded(model)
    assert inside.most_classes == 8
    with pytest.raises(ValueError, match="9 classes"):
        inside.stages(features, text[[0] * 9])


def test_direction_is_what_the_decoder_of_the_built_in_model_reads() -> None:
    """Against the gradient of the logits on a picture, which the direction knows nothing of."""
    model = load_model(ROOT / "resources" / "builtin.safetensors", torch.device("cpu"))
    assert isinstance(model, AerOSeg)
    with rasterio.open(Path(ROOT) / "resources" / "sample" / "sample.tif") as file:
        picture = torch.from_numpy(file.read()[:3, 500:884, 800:1184])[None]
    text = model.embed([ClassPrompt("building"), ClassPrompt("water")])
    # Copies: what inference mode made cannot take part in a gradient.
    tensors = {key: v.float().clone() for key, v in model.encode(picture).tensors.items()}
    with torch.no_grad():
        corr = model.correlation(tensors.pop("dense"), text.clone(), model.config.angles)
        _, refined = model.head(corr, text.clone()[None], tensors)
    refined.requires_grad_(True)
    guides = (tensors["guide1"], tensors["guide2"])
    model.head.decoder(refined.permute(0, 1, 4, 2, 3), guides).sum().backward()
    assert refined.grad is not None
    gradient = F.normalize(refined.grad.mean(dim=(0, 1, 2, 3)), dim=0)
    direction = decoder_direction(model.head)
    assert float(direction.norm()) == pytest.approx(1.0, abs=1e-5)
    assert float(gradient @ direction) > 0.9
    mean = torch.full_like(direction, direction.numel() ** -0.5)
    assert float(gradient @ mean) < 0.5  # why the mean over the channels is not shown
