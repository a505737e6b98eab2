"""Thresholds fitted on reference pixels, and how well they do on places that they never saw.

In the decision rule a class's threshold decides about the pixels that the class has won and about
no others. So the IoU of a class depends on its own threshold alone, and two histograms of codes
(won rightly, won wrongly) and one count (pixels of the class) are all that is needed, however many
pixels there are. Histograms of several places are added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backend.codes import CODE_TOP, CodeLayout, Codes, code_scores, decide, threshold_code

__all__ = ["ClassFit", "Counts", "Evidence", "collect", "fit_classes", "score_text"]

CODES = CODE_TOP + 1
UNKNOWN = 255
WORTH = 0.005  # IoU: a threshold that gains less than this is not moved
MOST_LOST = 0.002  # IoU that a place may lose by it
LEAST_PIXELS = 20  # of a class, for a threshold of its own
LOWEST, HIGHEST = threshold_code(0.05), threshold_code(0.95)  # thresholds that people can use
Histogram = npt.NDArray[np.int64]


@dataclass(slots=True)
class Counts:
    """What is known of one class.

    Attributes:
        right: (255,) pixels of the class that it has won, by their code.
        wrong: (255,) labelled pixels of other classes that it has won, by their code.
        truth: pixels of the class.
    """

    right: Histogram
    wrong: Histogram
    truth: int

    @staticmethod
    def none() -> Counts:
        """Nothing yet."""
        return Counts(np.zeros(CODES, np.int64), np.zeros(CODES, np.int64), 0)

    def __add__(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(self.right + other.right, self.wrong + other.wrong, self.truth + other.truth)

    def ious(self) -> npt.NDArray[np.float64]:
        """(255,) IoU at each threshold code; 0 where there is nothing to find."""
        right = np.cumsum(self.right[::-1])[::-1]
        wrong = np.cumsum(self.wrong[::-1])[::-1]
        found: npt.NDArray[np.float64] = right / np.maximum(self.truth + wrong, 1)
        return found


Evidence = dict[str, Counts]  # by class name


def collect(layout: CodeLayout, codes: Codes, truth: npt.NDArray[np.uint8], into: Evidence) -> None:
    """Count reference pixels.

    Args:
        layout: bands of the codes.
        codes: (bands, H, W).
        truth: (H, W) ids 0..N as in the layout, 0 for "none of the classes", 255 unknown.
        into: what is added to; every class gets an entry.
    """
    ids, best = decide(layout, codes, np.zeros(len(layout.names) + 1, np.int64))
    known = (truth != UNKNOWN) & (ids != layout.nodata)
    ids, best, truth = ids[known], best[known], truth[known]
    for number, name in enumerate(layout.names, start=1):
        won, real = ids == number, truth == number
        counts = Counts(
            np.bincount(best[won & real], minlength=CODES)[:CODES].astype(np.int64),
            np.bincount(best[won & ~real], minlength=CODES)[:CODES].astype(np.int64),
            int(real.sum()),
        )
        into[name] = into[name] + counts if name in into else counts


@dataclass(frozen=True, slots=True)
class ClassFit:
    """What the fitting of one class came to.

    Attributes:
        name: of the class.
        before: threshold that it had.
        after: threshold that fits all places best, as a score with two decimals; None where there
            is too little to say.
        iou_before: on all places, with the threshold that it had.
        iou_fitted: on all places, with the fitted one: too good, because it has seen them.
        cross_before: mean over places, each as it was.
        cross_after: mean over places, each with the threshold that was fitted on the others; None
            with fewer than two places that show the class.
        places: that show the class.
        pixels: of the class.
        worthwhile: whether it did better on places that it had not seen.
    """

    name: str
    before: float
    after: float | None
    iou_before: float
    iou_fitted: float
    cross_before: float | None
    cross_after: float | None
    places: int
    pixels: int
    worthwhile: bool


def best_code(places: Sequence[Counts], before: int) -> int:
    """The threshold code with the highest mean IoU over places, none of which may lose by it.

    A threshold that helps one place and harms another is chance or a difference between the places;
    on a third it would be a guess.

    Args:
        places: to fit on, each with pixels of the class; they weigh the same.
        before: code that is kept unless another one gains enough.
    """
    ious = np.stack([counts.ious() for counts in places])  # (places, 255)
    gains = ious - ious[:, [before]]
    mean = np.where((gains >= -MOST_LOST).all(axis=0), ious.mean(axis=0), -1.0)
    allowed = np.arange(LOWEST, HIGHEST + 1)
    top = float(mean[allowed].max())
    if top - float(mean[before]) < WORTH:
        return before
    near = set(allowed[mean[allowed] >= top - WORTH / 2].tolist())
    # The run of neighbours that holds the best one: its middle is the safest against chance.
    low = high = int(allowed[int(mean[allowed].argmax())])
    while low - 1 in near:
        low -= 1
    while high + 1 in near:
        high += 1
    return (low + high) // 2


def score_text(code: int) -> float:
    """The score of a code as it is typed: two decimals that give a code near it."""
    return round(float(code_scores()[code]), 2)


def fit_classes(places: Mapping[str, Evidence], before: Mapping[str, float]) -> list[ClassFit]:
    """Fit every class, and try what comes out on places that were left out.

    Args:
        places: evidence by place.
        before: threshold of each class, in the order wanted.
    """
    return [_fit(name, score, places) for name, score in before.items()]


def _fit(name: str, score: float, places: Mapping[str, Evidence]) -> ClassFit:
    own = threshold_code(score)
    shown = {k: e[name] for k, e in places.items() if name in e}
    total = _sum(list(shown.values()))
    iou_before = float(total.ious()[own])
    there = [key for key, counts in shown.items() if counts.truth >= LEAST_PIXELS]
    enough = bool(there) and _has_negatives(total, places, name)
    if not enough:
        return ClassFit(
            name, score, None, iou_before, iou_before, None, None, len(there), total.truth, False
        )
    after = _moved([shown[key] for key in there], own, score)
    crossed: list[tuple[float, float]] = []
    for held in there if len(there) > 1 else ():
        others = [shown[key] for key in there if key != held]
        code = threshold_code(_moved(others, own, score))
        ious = shown[held].ious()
        crossed.append((float(ious[own]), float(ious[code])))
    cross_before = _mean([pair[0] for pair in crossed])
    cross_after = _mean([pair[1] for pair in crossed])
    better = (
        cross_before is not None and cross_after is not None and cross_after > cross_before
    ) and after != score
    return ClassFit(
        name, score, after, iou_before, float(total.ious()[threshold_code(after)]),
        cross_before, cross_after, len(there), total.truth, better,
    )  # fmt: skip


def _moved(places: Sequence[Counts], own: int, score: float) -> float:
    """The fitted threshold, as it was where it stays."""
    code = best_code(places, own)
    return score if code == own else score_text(code)


def _has_negatives(total: Counts, places: Mapping[str, Evidence], name: str) -> bool:
    """Whether some labelled ground is of another class: else the lowest threshold always wins."""
    if total.wrong.sum():
        return True
    return any(
        counts.truth for evidence in places.values() for k, counts in evidence.items() if k != name
    )


def _sum(parts: Sequence[Counts]) -> Counts:
    out = Counts.none()
    for part in parts:
        out = out + part
    return out


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
