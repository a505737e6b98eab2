"""Counts and figures of segmentation quality, in whole numbers until the last division."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Confusion", "shifted"]


class Confusion:
    """Confusion matrix over class 0 (background, other) and named classes.

    Rows are the truth, columns the prediction; counts are int64.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.counts: NDArray[np.int64] = np.zeros((len(names) + 1,) * 2, np.int64)

    def add(self, truth: NDArray[np.uint8], prediction: NDArray[np.uint8]) -> None:
        """Count labelled pixels.

        Args:
            truth: ids 0..n, anything above is left out.
            prediction: ids 0..n of the same shape; 255 (no data) counts as 0.
        """
        size = len(self.names) + 1
        valid = truth < size
        found = np.where(prediction < size, prediction, 0)[valid].astype(np.int64)
        index = truth[valid].astype(np.int64) * size + found
        self.counts += np.bincount(index, minlength=size * size).reshape(size, size)

    def __iadd__(self, other: Confusion) -> Confusion:
        """Add the counts of other images, matched by class name."""
        where = [0, *(self.names.index(n) + 1 for n in other.names)]
        self.counts[np.ix_(where, where)] += other.counts
        return self

    def figures(self) -> dict[str, dict[str, float | int]]:
        """IoU, F1, precision, recall, truth pixels and the IoU of painting everything, by name.

        Classes without a single pixel in the truth are left out.
        """
        out: dict[str, dict[str, float | int]] = {}
        labelled = int(self.counts.sum())
        for i, name in enumerate(self.names, start=1):
            both = int(self.counts[i, i])
            truth, found = int(self.counts[i].sum()), int(self.counts[:, i].sum())
            if truth == 0:
                continue
            precision = both / found if found else 0.0
            recall = both / truth
            out[name] = {
                "iou": both / (truth + found - both),
                "f1": 2 * both / (truth + found),
                "precision": precision,
                "recall": recall,
                "pixels": truth,
                "paint_all_iou": truth / labelled,
            }
        return out

    def miou(self) -> float:
        """Mean IoU of the named classes that occur; background is left out."""
        values = [float(f["iou"]) for f in self.figures().values()]
        return float(np.mean(values)) if values else float("nan")


def shifted(mask: NDArray[np.uint8], rows: int, cols: int) -> NDArray[np.uint8]:
    """Mask moved down by ``rows`` and right by ``cols``; edges are repeated into the gap."""
    height, width = mask.shape
    row = np.clip(np.arange(height) - rows, 0, height - 1)
    col = np.clip(np.arange(width) - cols, 0, width - 1)
    return np.ascontiguousarray(mask[row][:, col])
