"""Figures against hand-computed cases."""

from __future__ import annotations

import numpy as np
import pytest

from training.metrics import Confusion, harmonic_mean, mean, open_vocabulary, shifted


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


def test_confusion_precision_and_recall_hand_computed() -> None:
    confusion = Confusion(["a"])
    confusion.add(
        np.array([[1, 1, 1, 1, 0, 0]], np.uint8), np.array([[1, 0, 0, 0, 1, 0]], np.uint8)
    )
    figure = confusion.figures()["a"]
    assert figure["precision"] == pytest.approx(1 / 2)
    assert figure["recall"] == pytest.approx(1 / 4)
    assert figure["f1"] == pytest.approx(2 * (1 / 2) * (1 / 4) / (1 / 2 + 1 / 4))
    assert figure["pixels"] == 4


def test_confusion_counts_past_32_bits() -> None:
    confusion = Confusion(["a"])
    confusion.add(np.array([[1, 0]], np.uint8), np.array([[1, 1]], np.uint8))
    for _ in range(40):
        confusion += confusion
    assert confusion.counts.dtype == np.int64
    assert confusion.figures()["a"]["pixels"] == 2**40
    assert confusion.figures()["a"]["iou"] == pytest.approx(1 / 2)


def test_confusion_that_found_nothing() -> None:
    confusion = Confusion(["a"])
    confusion.add(np.array([[1, 1]], np.uint8), np.array([[0, 0]], np.uint8))
    assert confusion.figures()["a"] == {
        "iou": 0, "f1": 0, "precision": 0, "recall": 0, "pixels": 2, "paint_all_iou": 1
    }  # fmt: skip


def test_means_of_nothing_are_none() -> None:
    confusion = Confusion(["a"])
    confusion.add(np.array([[255]], np.uint8), np.array([[1]], np.uint8))
    assert confusion.figures() == {}
    assert confusion.miou() is None
    assert mean([]) is None


def test_harmonic_mean_of_the_paper() -> None:
    found = harmonic_mean(75.48, 51.46)
    assert found is not None
    assert found == pytest.approx(61.20, abs=0.005)
    assert harmonic_mean(0.0, 0.0) == 0.0
    assert harmonic_mean(0.5, None) is None


def test_open_vocabulary_hand_computed() -> None:
    confusion = Confusion(["seen", "new", "newer", "never there"])
    # One argmax over all four; the last has no pixel in the truth and takes a pixel of "newer".
    truth = np.array([[1, 1, 1, 2, 2, 3, 3, 3]], np.uint8)
    found = np.array([[1, 1, 2, 2, 1, 3, 3, 4]], np.uint8)
    confusion.add(truth, found)
    s, u = 2 / 4, (1 / 3 + 2 / 3) / 2
    assert open_vocabulary(confusion, {"new", "newer", "never there"}) == pytest.approx(
        {"s_miou": s, "u_miou": u, "h_miou": 2 * s * u / (s + u)}
    )
    assert open_vocabulary(confusion, {"never there"})["u_miou"] is None
