"""Rotations by any angle (spec A2): multiples of 90 are exact, others are allowed on request."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from backend.models.aeroseg import AerOSeg, AerOSegConfig
from backend.models.aeroseg.correlation import rotate_back, rotated_views, unit
from backend.models.aeroseg.presets import preset
from tests.backend.models.small import TILE, shrunk


def blob(row: float, col: float, side: int = 64) -> Tensor:
    """(1, 1, side, side): a smooth hill whose top lies at offsets from the centre."""
    at = torch.arange(side) - (side - 1) / 2
    return torch.exp(-((at[:, None] - row) ** 2 + (at[None] - col) ** 2) / 72)[None, None]


@pytest.mark.parametrize("angle", [30, 45, 135, 200, 359])
def test_hill_moves_counter_clockwise(angle: int) -> None:
    radians = math.radians(angle)
    expected = blob(-12 * math.sin(radians), 12 * math.cos(radians))  # rows grow downward
    assert (rotated_views(blob(0, 12), (angle,)) - expected).abs().max() < 0.02


def test_oblique_rotations_join_the_exact_ones() -> None:
    image = blob(3, 10)
    for steps, whole in (((30, 60), 90), ((120, 60), 180)):
        turned = image
        for step in steps:
            turned = rotated_views(turned, (step,))
        assert (turned - torch.rot90(image, whole // 90, dims=(2, 3))).abs().max() < 0.02


def test_uncovered_corners_get_the_mean() -> None:
    turned = rotated_views(torch.ones(1, 3, 16, 16), (0, 45))
    assert turned[0].min() == 1
    assert turned[1, 0, 0, 0] == 0 and turned[1, 0, 8, 8] == pytest.approx(1)


def test_cells_that_were_not_seen_are_those_of_the_upright_view() -> None:
    dense = torch.cat([torch.full((1, 2, 8, 8), 7.0), torch.full((1, 2, 8, 8), 3.0)])
    upright, oblique = rotate_back(dense, (0, 45))[0]
    assert torch.equal(upright, dense[0])
    assert oblique[0, 0, 0] == 7 and oblique[0, 7, 7] == 7
    assert oblique[0, 4, 4] == pytest.approx(3)
    filled = oblique[0] == 7
    assert 0 < int(filled.sum()) < 32
    assert torch.equal(filled, torch.rot90(filled)), "as symmetric as the canvas"


def test_model_takes_oblique_angles_when_allowed() -> None:
    raw = shrunk(preset("aeroseg")).model_dump()
    raw.update(angles=(0, 45, 90), allow_interpolated_rotation=True)
    torch.manual_seed(0)
    model = AerOSeg(AerOSegConfig.model_validate(raw)).eval()
    image = torch.randint(0, 256, (2, 3, TILE, TILE)).float()
    text = model.encode_phrases(["road", "tree"])
    with torch.no_grad():
        dense, *_ = model.encode_image(image)
        corr = model.correlation(dense, text, model.config.angles)
    assert torch.allclose(dense, unit(dense, dim=2), atol=1e-5)
    upright, oblique, square = corr.chunk(3, dim=2)
    assert torch.allclose(oblique[..., 0, 0], upright[..., 0, 0], atol=1e-6)
    assert not torch.allclose(oblique[..., 3, 3], upright[..., 3, 3], atol=1e-3)
    assert not torch.allclose(square[..., 0, 0], upright[..., 0, 0], atol=1e-3)
    out = model(image, text)
    out.logits.mean().backward()
