"""Losses against hand-computed cases."""

from __future__ import annotations

import math

import pytest
import torch

from training.losses import apply_ignore_policy, count_labelled, partial_bce, partial_dice


def test_bce_unknown_pixels_take_no_part() -> None:
    logits = torch.tensor([[[[0.0, 100.0]]]])
    target = torch.tensor([[[[1, 255]]]], dtype=torch.uint8)
    assert float(partial_bce(logits, target)) == pytest.approx(math.log(2))


def test_bce_nothing_known_is_zero() -> None:
    target = torch.full((1, 2, 4, 4), 255, dtype=torch.uint8)
    assert float(partial_bce(torch.zeros(1, 2, 4, 4), target)) == 0.0


def test_image_without_labels_teaches_by_the_policy() -> None:
    """Spec part I: mean of softplus where such pixels are negatives, nothing where masked."""
    logits = torch.randn(2, 3, 8, 8, generator=torch.Generator().manual_seed(0))
    target = torch.full((2, 3, 8, 8), 255, dtype=torch.uint8)
    negatives = partial_bce(logits, apply_ignore_policy(target, "negatives"))
    assert float(negatives) == pytest.approx(float(torch.log1p(logits.exp()).mean()), rel=1e-5)
    assert float(partial_bce(logits, apply_ignore_policy(target, "mask"))) == 0.0
    assert int(target.min()) == 255, "the data are left as they are"


def test_bce_averages_classes_not_pixels() -> None:
    logits = torch.zeros(1, 2, 10, 10)
    logits[:, 1] = -2.0
    target = torch.zeros(1, 2, 10, 10, dtype=torch.uint8)
    target[:, 0, :, 5:] = 255
    expected = (math.log(2) + math.log1p(math.exp(-2))) / 2
    assert float(partial_bce(logits, target)) == pytest.approx(expected, rel=1e-5)


def test_dice_perfect_and_wrong() -> None:
    target = torch.zeros(1, 1, 8, 8, dtype=torch.uint8)
    target[..., :4] = 1
    right = torch.where(target == 1, 50.0, -50.0)
    assert float(partial_dice(right, target)) == pytest.approx(0.0, abs=1e-4)
    # Nothing overlaps: 1 - (0 + 1) / (32 + 32 + 1).
    assert float(partial_dice(-right, target)) == pytest.approx(1 - 1 / 65, abs=1e-4)


def test_dice_class_without_positive_is_left_out() -> None:
    target = torch.zeros(1, 1, 4, 4, dtype=torch.uint8)
    assert float(partial_dice(torch.zeros(1, 1, 4, 4), target)) == 0.0


def test_losses_of_parts_add_up_to_that_of_the_batch() -> None:
    generator = torch.Generator().manual_seed(2)
    logits = torch.randn(4, 3, 6, 6, generator=generator)
    target = torch.randint(0, 2, (4, 3, 6, 6), generator=generator).to(torch.uint8)
    target[0, 1] = 255
    target[2:, 2] = 255
    target[1, 2, 1:] = 255  # of the last class little is known: it weighs less
    target[0, 2] = 255
    whole = count_labelled(target)
    parts = sum(
        partial_bce(logits[i : i + 1], target[i : i + 1], whole) for i in range(len(target))
    )
    assert float(parts) == pytest.approx(float(partial_bce(logits, target)), rel=1e-6)
    assert whole.pixels.tolist() == [144, 108, 6] and int(whole.area) == 144
