"""Counts and figures of segmentation quality, in whole numbers until the last division."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Confusion", "harmonic_mean", "mean", "open_vocabulary", "shifted"]


class Confusion:
    """Confusion matrix over class 0 (background, other) and named classes.

    Rows are the truth, columns the prediction; counts are int64.

    Attributes:
        names: the classes; 0 has no name.
        counts: (n + 1, n + 1).
        asked: (n,) labelled pixels of the images that annotate each class.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.counts: NDArray[np.int64] = np.zeros((len(names) + 1,) * 2, np.int64)
        self.asked: NDArray[np.int64] = np.zeros(len(names), np.int64)

    def add(self, truth: NDArray[np.uint8], prediction: NDArray[np.uint8]) -> None:
        """Count labelled pixels.

        Args:
            truth: ids 0..n, anything above is left out.
            prediction: ids 0..n of the same shape; 255 (no data) counts as 0.
        """
        size = len(self.names) + 1
        valid = truth < size
        found = np.where(prediction < size, prediction, 0)[valid].astype(np.int64)
        self.asked += len(found)
        index = truth[valid].astype(np.int64) * size + found
        self.counts += np.bincount(index, minlength=size * size).reshape(size, size)

    def __iadd__(self, other: Confusion) -> Confusion:
        """Add the counts of other images, matched by class name."""
        where = [0, *(self.names.index(n) + 1 for n in other.names)]
        self.counts[np.ix_(where, where)] += other.counts
        self.asked[[i - 1 for i in where[1:]]] += other.asked
        return self

    def figures(self) -> dict[str, dict[str, float | int]]:
        """IoU, F1, precision, recall, truth pixels and the IoU of painting everything, by name.

        Classes without a single pixel in the truth are left out.
        """
        out: dict[str, dict[str, float | int]] = {}
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
                "paint_all_iou": truth / int(self.asked[i - 1]),
            }
        return out

    def miou(self) -> float | None:
        """Mean IoU of the named classes that occur; background is left out.

        None where no class has a pixel in the truth.
        """
        return mean(float(f["iou"]) for f in self.figures().values())

    def merged(self, other: Confusion) -> Confusion:
        """Sum with the counts of other images, over the classes of both."""
        both = Confusion([*self.names, *(n for n in other.names if n not in self.names)])
        both += self
        both += other
        return both


def mean(values: Iterable[float]) -> float | None:
    """Arithmetic mean, None of nothing (a report holds no "not a number")."""
    found = list(values)
    return float(np.mean(found)) if found else None


def harmonic_mean(s: float | None, u: float | None) -> float | None:
    """``2 s u / (s + u)``; 0 where both are 0, None where one is missing."""
    if s is None or u is None:
        return None
    return 2 * s * u / (s + u) if s + u else 0.0


def open_vocabulary(counts: Confusion, unseen: Collection[str]) -> dict[str, float | None]:
    """Mean IoU of the seen and of the unseen classes, and their harmonic mean (spec B5).

    Both come from one matrix, so from the same decision over all classes. A class without a pixel
    in the truth is in neither mean.

    Args:
        counts: over all classes.
        unseen: names that training never saw; the others were seen.
    """
    iou = {name: float(figure["iou"]) for name, figure in counts.figures().items()}
    s = mean(value for name, value in iou.items() if name not in unseen)
    u = mean(value for name, value in iou.items() if name in unseen)
    return {"s_miou": s, "u_miou": u, "h_miou": harmonic_mean(s, u)}


def shifted(mask: NDArray[np.uint8], rows: int, cols: int) -> NDArray[np.uint8]:
    """Mask moved down by ``rows`` and right by ``cols``; edges are repeated into the gap."""
    height, width = mask.shape
    row = np.clip(np.arange(height) - rows, 0, height - 1)
    col = np.clip(np.arange(width) - cols, 0, width - 1)
    return np.ascontiguousarray(mask[row][:, col])
