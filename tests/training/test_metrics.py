"""Figures against hand-computed cases."""

from __future__ import annotations

import numpy as np
import pytest

from training.metrics import Confusion, shifted


def test_confusion_two_classes_hand_computed() -> None:
    truth = np.array([[1, 1, 1, 2], [2, 0, 0, 255]], np.uint8)
    found = np.array([[1, 1, 2, 2], [0, 0, 1, 1]], np.uint8)
    confusion = Confusion(["a", "b"])
    confusion.add(truth, found)
    figures = confusion.figures()
    # a: both 2, truth 3, found 3 (the one on the unlabelled pixel is not counted).
    assert figures["a"]["iou"] == pytest.approx(2 / 4)
    assert figures["a"]["f1"] == pytest.approx(4 / 6)
    assert figures["a"]["paint_all_iou"] == pytest.approx(3 / 7)
    # b: both 1, truth 2, found 2.
    assert figures["b"]["iou"] == pytest.approx(1 / 3)
    assert confusion.miou() == pytest.approx((1 / 2 + 1 / 3) / 2)


def test_confusion_absent_class_is_left_out_of_the_mean() -> None:
    confusion = Confusion(["a", "never"])
    confusion.add(np.full((2, 2), 1, np.uint8), np.array([[1, 1], [1, 2]], np.uint8))
    assert list(confusion.figures()) == ["a"]
    assert confusion.miou() == pytest.approx(3 / 4)


def test_confusion_sums_by_name() -> None:
    total, one = Confusion(["a", "b"]), Confusion(["b"])
    one.add(np.array([[1, 0]], np.uint8), np.array([[1, 1]], np.uint8))
    total += one
    assert total.counts.tolist() == [[0, 0, 1], [0, 0, 0], [0, 0, 1]]


def test_confusion_counts_no_data_as_other() -> None:
    confusion = Confusion(["a"])
    confusion.add(np.array([[1, 1]], np.uint8), np.array([[255, 1]], np.uint8))
    assert confusion.figures()["a"]["recall"] == pytest.approx(0.5)


def test_shifted_moves_and_repeats_edges() -> None:
    mask = np.array([[1, 2], [3, 4]], np.uint8)
    assert shifted(mask, 1, 0).tolist() == [[1, 2], [1, 2]]
    assert shifted(mask, 0, -1).tolist() == [[2, 2], [4, 4]]
