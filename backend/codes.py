"""Scores as 8-bit codes, and the one decision rule that turns codes into classes.

A class raster is computed from the codes alone, so re-labelling with the same thresholds gives the
same bytes. Arrays are (band, row, col).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from torch import Tensor

__all__ = [
    "CODE_TEXT",
    "MAX_FULL_CLASSES",
    "CodeLayout",
    "Tally",
    "code_scores",
    "decide",
    "encode_block",
    "rank",
    "resample_codes",
    "threshold_code",
]

CODE_TEXT = "v = round(127 + 20*logit(p)), 255 nodata"
CODE_TOP = 254
CODE_NODATA = 255
MAX_FULL_CLASSES = 16
MAX_BYTE_CLASSES = 254
TOP = 4

Codes = npt.NDArray[Any]  # uint8, or uint16 above 254 classes


@dataclass(frozen=True, slots=True)
class CodeLayout:
    """Which bands a score raster has.

    Attributes:
        names: class names, ids 1..N.
        has_other: whether the model scores "other" (id 0) too.
    """

    names: tuple[str, ...]
    has_other: bool

    @property
    def form(self) -> str:
        """A band per class ("full"), or the four best ids and their codes ("top4")."""
        return "full" if len(self.names) <= MAX_FULL_CLASSES else "top4"

    @property
    def dtype(self) -> str:
        """Type of the bands of both rasters."""
        return "uint8" if len(self.names) <= MAX_BYTE_CLASSES else "uint16"

    @property
    def nodata(self) -> int:
        """Value of a pixel without data, in every band of both rasters."""
        return 255 if self.dtype == "uint8" else 65_535

    @property
    def bands(self) -> tuple[str, ...]:
        """Names of the bands of the score raster."""
        if self.form == "full":
            return (("other",) if self.has_other else ()) + self.names
        return tuple(f"id{i + 1}" for i in range(TOP)) + tuple(f"code{i + 1}" for i in range(TOP))

    @property
    def first_id(self) -> int:
        """Id of the first band of the full form."""
        return 0 if self.has_other else 1


def threshold_code(threshold: float) -> int:
    """The code that a score must reach: that of the threshold itself, and at least 1.

    Code 0 never wins a pixel, so a class that the model does not know has none at any threshold.
    """
    if threshold <= 0.0:
        return 1
    if threshold >= 1.0:
        return CODE_TOP
    return min(max(round(127 + 20 * math.log(threshold / (1 - threshold))), 1), CODE_TOP)


def code_scores() -> npt.NDArray[np.float64]:
    """Score of each code 0..254 (and 0 for 255)."""
    scores = 1.0 / (1.0 + np.exp(-(np.arange(256) - 127) / 20.0))
    scores[CODE_NODATA] = 0.0
    return scores


def encode_block(
    layout: CodeLayout, scores: Tensor, positions: Sequence[int], other: Tensor | None
) -> Tensor:
    """Codes of a block in the layout's bands, nodata not yet set.

    Args:
        layout: bands to make.
        scores: (K, H, W) in [0, 1], the classes that the model knows.
        positions: (K,) index of each among all classes, from 0.
        other: (H, W) score of "other", or None.

    Returns:
        (bands, H, W) uint8, or int32 in the top-4 form, on the device of the scores.
    """
    import torch

    height, width = scores.shape[1:]
    count = len(layout.names) + layout.has_other
    codes = torch.zeros((count, height, width), dtype=torch.uint8, device=scores.device)
    rows = torch.tensor(positions, device=scores.device) + int(layout.has_other)
    codes[rows] = _quantise(scores)
    if layout.has_other and other is not None:
        codes[0] = _quantise(other)
    if layout.form == "full":
        return codes
    # One number per class orders by code, then by lower id; all differ, so the order is certain.
    ids = torch.arange(count, device=scores.device, dtype=torch.int32)[:, None, None]
    keys = codes.to(torch.int32) * count + (count - 1 - ids)  # (T, H, W)
    best = torch.topk(keys, TOP, dim=0, sorted=True).values  # (4, H, W)
    best_ids = (count - 1 - best % count) + layout.first_id
    return torch.cat([best_ids, best // count])  # (8, H, W)


def _quantise(scores: Tensor) -> Tensor:
    """Codes 0..254 of scores."""
    import torch

    logits = torch.logit(scores.clamp(1e-6, 1.0 - 1e-6))
    return logits.mul_(20.0).add_(127.0).round_().clamp_(0, CODE_TOP).to(torch.uint8)


def decide(
    layout: CodeLayout, codes: Codes, thresholds: npt.NDArray[np.integer[Any]]
) -> tuple[Codes, npt.NDArray[np.uint8]]:
    """The decision rule: the highest code, on ties the lowest id; below its threshold id 0.

    Args:
        layout: bands of ``codes``.
        codes: (bands, H, W).
        thresholds: (N + 1,) threshold code by id; that of id 0 is not used.

    Returns:
        ids (H, W), nodata where the codes are; and the code of the best class (H, W).
    """
    if layout.form == "full":
        nodata = codes[0] == layout.nodata
        place = codes.argmax(axis=0)  # the first of equal ones: the lowest id
        best = np.take_along_axis(codes, place[None], axis=0)[0]
        ids = place + layout.first_id
    else:
        nodata = codes[0] == layout.nodata
        ids, best = codes[0].astype(np.intp), codes[TOP]
        ids[nodata] = 0
    passed = best >= thresholds[ids]
    out = np.where(passed, ids, 0).astype(layout.dtype)
    out[nodata] = layout.nodata
    best = best.astype(np.uint8)
    best[nodata] = CODE_NODATA
    return out, best


def rank(
    layout: CodeLayout, codes: Codes
) -> tuple[Codes, npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """The best id before any threshold, its code, and how far the second is behind.

    Args:
        layout: bands of ``codes``.
        codes: (bands, H, W).

    Returns:
        ids (H, W), their codes (H, W), and margins (H, W): 254 times the difference of the two
        best scores. "None of the classes" is one of them, with what the best class lacks to 1,
        unless the model scores "other" itself: a place where every class is unlikely is sure.
        Where there is no data, the values mean nothing.
    """
    if layout.form == "full":
        best, second = codes[0].copy(), np.zeros_like(codes[0])
        ids = np.full(best.shape, layout.first_id, dtype=layout.dtype)
        for number, band in enumerate(codes[1:], start=layout.first_id + 1):
            better = band > best  # of equal ones the lowest id stays
            second = np.maximum(second, np.minimum(best, band))
            ids[better] = number
            best = np.maximum(best, band)
    else:
        ids, best, second = codes[0], codes[TOP], codes[TOP + 1]
    scores = code_scores().astype(np.float32)
    first = scores[best.clip(0, CODE_TOP)]
    behind = scores[second.clip(0, CODE_TOP)]
    if not layout.has_other:
        behind = np.maximum(behind, 1.0 - first)
    margins = np.rint(CODE_TOP * np.abs(first - behind)).astype(np.uint8)
    return ids, best.clip(0, CODE_TOP).astype(np.uint8), margins


def resample_codes(layout: CodeLayout, codes: Codes, factor: int, left: int, top: int,
                   width: int, height: int) -> Codes:  # fmt: skip
    """Codes on the file's own pixels.

    Args:
        layout: bands of ``codes``.
        codes: (bands, H, W) on working pixels.
        factor: file pixels per working pixel.
        left: first file column wanted, counted from the first column of ``codes``.
        top: first file row, likewise.
        width: file columns wanted.
        height: file rows wanted.

    The full form is interpolated bilinearly in code space (so in logits) between working pixels
    that have data; the top-4 form takes the nearest, since ids cannot be averaged. A file pixel has
    data where its own working pixel has.
    """
    own_cols = (left + np.arange(width)) // factor
    own_rows = (top + np.arange(height)) // factor
    nearest: Codes = codes[:, own_rows[:, None], own_cols[None, :]]
    if layout.form != "full":
        return nearest
    first_col, second_col, col_weight = _neighbours(left, width, factor, codes.shape[2])
    first_row, second_row, row_weight = _neighbours(top, height, factor, codes.shape[1])
    valid = (codes[0] != layout.nodata).astype(np.float32)
    values = np.concatenate([codes * valid, valid[None]])  # (bands + 1, H, W) float32
    values = (
        values[:, first_row] * (1 - row_weight)[:, None]
        + values[:, second_row] * row_weight[:, None]
    )
    values = values[:, :, first_col] * (1 - col_weight) + values[:, :, second_col] * col_weight
    weight = values[-1]
    means = values[:-1] / np.maximum(weight, 1e-6)
    out: Codes = np.rint(means).clip(0, CODE_TOP).astype(codes.dtype)
    out[:, nearest[0] == layout.nodata] = layout.nodata
    return out


def _neighbours(
    start: int, count: int, factor: int, limit: int
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.float32]]:
    """The two working pixels around each file pixel, and the weight of the second."""
    place = (start + np.arange(count) + 0.5) / factor - 0.5
    first = np.floor(place).astype(np.intp)
    weight = (place - first).astype(np.float32)
    return first.clip(0, limit - 1), (first + 1).clip(0, limit - 1), weight


class Tally:
    """Pixels, ground area and scores per class while a class raster is written."""

    def __init__(self, layout: CodeLayout) -> None:
        self._layout = layout
        count = len(layout.names) + 1
        self.pixels = np.zeros(count, dtype=np.int64)
        self.area_m2 = np.zeros(count, dtype=np.float64)
        self._scored = np.zeros(count, dtype=np.int64)
        self._score_sum = np.zeros(count, dtype=np.float64)
        self._scores = code_scores()

    def add(
        self,
        ids: Codes,
        best: npt.NDArray[np.uint8],
        pixel_area_m2: float,
        unscored: npt.NDArray[np.bool_] | None = None,
    ) -> None:
        """Count a piece of the class raster; ``unscored`` pixels have a class but no score."""
        valid = ids != self._layout.nodata
        found = ids[valid].astype(np.intp)
        pixels = np.bincount(found, minlength=len(self.pixels))
        self.pixels += pixels
        self.area_m2 += pixels * pixel_area_m2
        if unscored is not None:
            valid = valid & ~unscored
            found = ids[valid].astype(np.intp)
            pixels = np.bincount(found, minlength=len(self.pixels))
        self._scored += pixels
        self._score_sum += np.bincount(
            found, weights=self._scores[best[valid]], minlength=len(self.pixels)
        )

    def mean_score(self, class_id: int) -> float | None:
        """Mean score of the pixels that a class has, None where it has none."""
        pixels = int(self._scored[class_id])
        return float(self._score_sum[class_id] / pixels) if pixels else None
