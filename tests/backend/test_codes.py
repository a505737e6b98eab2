"""Codes and the decision rule."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from backend.codes import (
    CodeLayout,
    Tally,
    code_scores,
    decide,
    encode_block,
    resample_codes,
    threshold_code,
)

THREE = CodeLayout(("a", "b", "c"), has_other=False)
WITH_OTHER = CodeLayout(("a", "b"), has_other=True)
TWENTY = CodeLayout(tuple(f"c{i}" for i in range(20)), has_other=False)
MANY = CodeLayout(tuple(f"c{i}" for i in range(300)), has_other=False)


def limits(layout: CodeLayout, threshold: float = 0.5) -> np.ndarray:
    return np.array([0] + [threshold_code(threshold)] * len(layout.names))


@pytest.mark.parametrize(
    ("score", "code"),
    [
        (0.5, 127),
        (0.0, 0),
        (1.0, 254),
        (0.4, 119),
        (0.9, 171),
        (0.1, 83),
        (0.9983, 254),
        (0.001, 0),
    ],
)
def test_score_becomes_the_documented_code(score: float, code: int) -> None:
    block = encode_block(THREE, torch.full((3, 1, 1), score), [0, 1, 2], None)
    assert block.flatten().tolist() == [code] * 3


@given(st.floats(0.002, 0.998))
def test_code_is_within_half_a_step_of_the_score(score: float) -> None:
    block = encode_block(THREE, torch.full((3, 1, 1), score), [0, 1, 2], None)
    back = code_scores()[int(block[0, 0, 0])]
    assert abs(np.log(back / (1 - back)) - np.log(score / (1 - score))) <= 0.0251


@given(st.floats(0, 1), st.floats(0, 1))
def test_score_at_or_above_the_threshold_passes_up_to_half_a_step(p: float, t: float) -> None:
    code = int(encode_block(THREE, torch.full((3, 1, 1), p), [0, 1, 2], None)[0, 0, 0])
    if p >= t and p >= 0.0021:
        assert code >= threshold_code(t) - (1 if p == t else 0)
    if p < t - 0.02:
        assert code <= threshold_code(t)


def codes(*pixels: tuple[int, ...], dtype: str = "uint8") -> np.ndarray:
    """One row of pixels, each given by its bands."""
    return np.array(pixels, dtype).T[:, None, :]


def test_highest_code_wins() -> None:
    ids, best = decide(THREE, codes((130, 140, 135), (200, 10, 10)), limits(THREE))
    assert ids.tolist() == [[2, 1]]
    assert best.tolist() == [[140, 200]]


def test_tie_goes_to_the_lowest_id() -> None:
    ids, _ = decide(THREE, codes((130, 150, 150), (160, 160, 160)), limits(THREE))
    assert ids.tolist() == [[2, 1]]


def test_best_below_its_threshold_is_other_even_when_another_would_pass() -> None:
    own = np.array([0, threshold_code(0.9), threshold_code(0.1), threshold_code(0.1)])
    ids, _ = decide(THREE, codes((150, 140, 90)), own)
    assert ids.tolist() == [[0]]


def test_code_0_never_wins() -> None:
    ids, _ = decide(THREE, codes((0, 0, 0)), limits(THREE, 0.0))
    assert ids.tolist() == [[0]]


def test_nodata_stays_nodata() -> None:
    ids, best = decide(THREE, codes((255, 255, 255), (254, 0, 0)), limits(THREE))
    assert ids.tolist() == [[255, 1]]
    assert best.tolist() == [[255, 254]]


def test_other_competes_like_a_class_and_wins_ties() -> None:
    ids, _ = decide(WITH_OTHER, codes((160, 150, 10), (150, 150, 10), (140, 150, 10)),
                    limits(WITH_OTHER))  # fmt: skip
    assert ids.tolist() == [[0, 0, 1]]


def test_unknown_classes_get_code_0() -> None:
    block = encode_block(THREE, torch.full((1, 2, 2), 0.9), [1], None)
    assert block[:, 0, 0].tolist() == [0, 171, 0]


@pytest.mark.parametrize(
    ("classes", "form", "dtype", "nodata"),
    [(16, "full", "uint8", 255), (17, "top4", "uint8", 255), (254, "top4", "uint8", 255),
     (255, "top4", "uint16", 65_535)],
)  # fmt: skip
def test_layout_follows_the_number_of_classes(
    classes: int, form: str, dtype: str, nodata: int
) -> None:
    layout = CodeLayout(tuple(str(i) for i in range(classes)), False)
    assert (layout.form, layout.dtype, layout.nodata) == (form, dtype, nodata)
    assert len(layout.bands) == (classes if form == "full" else 8)


@pytest.mark.parametrize("layout", [TWENTY, MANY], ids=["20", "300"])
def test_top4_form_holds_the_best_in_order_ties_by_id(layout: CodeLayout) -> None:
    count = len(layout.names)
    scores = torch.full((count, 1, 2), 0.2)
    scores[[3, 7, count - 1], 0, 0] = torch.tensor([0.7, 0.9, 0.7])
    block = encode_block(layout, scores, range(count), None).numpy().astype(layout.dtype)
    assert block[:4, 0, 0].tolist() == [8, 4, count, 1]
    assert block[:4, 0, 1].tolist() == [1, 2, 3, 4]
    assert block[4:, 0, 0].tolist() == [171, 144, 144, 99]
    ids, best = decide(layout, block, limits(layout))
    assert ids.tolist() == [[8, 0]]
    assert best.tolist() == [[171, 99]]
    assert ids.dtype == layout.dtype


def test_top4_and_full_decide_alike() -> None:
    scores = torch.rand((20, 40, 40), generator=torch.Generator().manual_seed(1))
    top = encode_block(TWENTY, scores, range(20), None).numpy().astype("uint8")
    parts = encode_block(CodeLayout(TWENTY.names[:10], False), scores[:10], range(10), None)
    rest = encode_block(CodeLayout(TWENTY.names[10:], False), scores[10:], range(10), None)
    full = torch.cat([parts, rest]).numpy()
    expected = full.argmax(0) + 1
    ids, _ = decide(TWENTY, top, limits(TWENTY, 0.0))
    assert (ids == expected).all()


def test_top4_with_other_gives_id_0_its_place() -> None:
    layout = CodeLayout(TWENTY.names, has_other=True)
    scores = torch.full((20, 1, 1), 0.3)
    block = encode_block(layout, scores, range(20), torch.full((1, 1), 0.8)).numpy()
    assert block[:4, 0, 0].tolist() == [0, 1, 2, 3]
    ids, _ = decide(layout, block.astype("uint8"), limits(layout, 0.1))
    assert ids.tolist() == [[0]]


def test_nodata_of_the_wide_top4_form_is_kept() -> None:
    block = np.full((8, 1, 1), 65_535, "uint16")
    ids, best = decide(MANY, block, limits(MANY))
    assert (ids.tolist(), best.tolist()) == ([[65_535]], [[255]])


def test_interpolation_keeps_flat_areas_and_means_between() -> None:
    source = np.zeros((3, 2, 2), "uint8")
    source[0] = 100
    source[1] = [[0, 200], [0, 200]]
    out = resample_codes(THREE, source, 4, 0, 0, 8, 8)
    assert (out[0] == 100).all()
    assert out[1, 0].tolist() == [0, 0, 25, 75, 125, 175, 200, 200]


def test_interpolation_does_not_mix_in_nodata() -> None:
    source = np.full((3, 1, 2), 120, "uint8")
    source[:, 0, 1] = 255
    out = resample_codes(THREE, source, 4, 0, 0, 8, 4)
    assert (out[:, :, :4] == 120).all()
    assert (out[:, :, 4:] == 255).all()


def test_interpolation_of_a_part_equals_the_part_of_the_whole() -> None:
    source = np.random.default_rng(0).integers(0, 255, (3, 6, 7)).astype("uint8")
    whole = resample_codes(THREE, source, 4, 0, 0, 28, 24)
    part = resample_codes(THREE, source[:, 1:5, 1:6], 4, 3 + 4 - 4, 5 + 4 - 4, 9, 7)
    assert (part == whole[:, 9:16, 7:16]).all()


def test_top4_form_takes_the_nearest() -> None:
    source = np.arange(16, dtype="uint8").reshape(8, 1, 2)
    out = resample_codes(TWENTY, source, 2, 0, 0, 4, 2)
    assert out[0].tolist() == [[0, 0, 1, 1]] * 2


def test_tally_counts_pixels_area_and_scores() -> None:
    tally = Tally(THREE)
    ids = np.array([[1, 1, 0, 255]], "uint8")
    tally.add(ids, np.array([[127, 147, 10, 255]], "uint8"), 0.25)
    assert tally.pixels.tolist() == [1, 2, 0, 0]
    assert tally.area_m2.tolist() == [0.25, 0.5, 0, 0]
    assert tally.mean_score(1) == pytest.approx((0.5 + 0.731059) / 2, abs=1e-5)
    assert tally.mean_score(3) is None
