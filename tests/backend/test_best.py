"""The best raster and corrections: what a slider shows is what re-labelling writes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio

from backend.best import write_best, write_corrections
from backend.codes import CodeLayout, Codes, rank, threshold_code
from backend.errors import LayerError
from backend.outputs import relabel
from tests.stored_run import write_run

SIZE = (300, 280)  # columns, rows: more than one piece


def values(path: Path) -> Codes:
    with rasterio.open(path) as file:
        return file.read()


@pytest.mark.parametrize(
    ("classes", "has_other", "threshold"),
    [(1, False, 0.2), (5, False, 0.8), (5, True, 0.5), (20, False, 0.5), (260, True, 0.7)],
)
def test_best_with_a_threshold_is_what_relabel_writes(
    tmp_path: Path, classes: int, has_other: bool, threshold: float
) -> None:
    scores = write_run(tmp_path, classes, has_other=has_other)
    write_best(str(scores), tmp_path / "best.tif")
    relabel(str(scores), tmp_path / "again.tif", threshold, {})
    keys = values(tmp_path / "best.tif")[0]
    found = np.where(keys % 256 >= threshold_code(threshold), keys // 256, 0).astype(int)
    wanted = values(tmp_path / "again.tif")[0].astype(int)
    empty = keys == np.iinfo(keys.dtype).max
    assert (wanted[:40, :50] == (255 if classes <= 254 else 65_535)).all()
    assert (empty == (wanted == wanted[0, 0])).all()
    assert (found[~empty] == wanted[~empty]).all()


def test_margin_is_the_difference_of_the_two_best_scores() -> None:
    layout = CodeLayout(("a", "b", "c"), False)
    codes = np.array([127, 147, 0], np.uint8)[:, None, None]
    ids, best, margin = rank(layout, codes)
    assert (int(ids[0, 0]), int(best[0, 0])) == (2, 147)
    assert int(margin[0, 0]) == round(254 * (1 / (1 + np.exp(-1)) - 0.5))
    nothing = rank(layout, np.array([20, 10, 0], np.uint8)[:, None, None])[2]
    assert int(nothing[0, 0]) > 250  # none of them, and that is sure
    alone = rank(CodeLayout(("a",), False), codes[:1])[2]
    assert int(alone[0, 0]) == 0  # as likely as not


def test_corrections_hold_at_every_threshold_and_only_where_something_was_changed(
    tmp_path: Path,
) -> None:
    scores = write_run(tmp_path, 3)
    classes = tmp_path / "classes.tif"
    before = values(classes)[0]
    with rasterio.open(classes) as file:
        profile = file.profile
    edits = np.full_like(before, 255)
    edits[100:120, 100:120] = 2
    edits[0:10, 0:10] = 2  # without data: stays so
    edits[200:210, 200:210] = before[200:210, 200:210]  # nothing new
    with rasterio.open(tmp_path / "edits.tif", "w", **profile) as file:
        file.write(edits, 1)
    fixed = tmp_path / "corrections-1.tif"
    changed = write_corrections(str(classes), str(tmp_path / "edits.tif"), str(scores), fixed)
    assert changed == int((before[100:120, 100:120] != 2).sum())
    assert int((values(fixed)[0] != 255).sum()) == changed
    tally = relabel(str(scores), tmp_path / "high.tif", 1.0, {}, corrections=str(fixed))[0]
    after = values(tmp_path / "high.tif")[0]
    assert (after[100:120, 100:120][before[100:120, 100:120] != 2] == 2).all()
    assert (after[:40, :50] == 255).all()
    assert int(tally.pixels[2]) == changed and tally.mean_score(2) is None  # set, not scored
    write_best(str(scores), tmp_path / "best.tif", str(fixed))
    keys = values(tmp_path / "best.tif")[0]
    assert int((keys == 2 * 256 + 255).sum()) == changed
    # A second edit keeps the first.
    relabel(str(scores), tmp_path / "two.tif", None, {}, corrections=str(fixed))
    edits[:] = 255
    edits[50, 60] = 0 if values(tmp_path / "two.tif")[0][50, 60] else 1
    with rasterio.open(tmp_path / "edits2.tif", "w", **profile) as file:
        file.write(edits, 1)
    more = write_corrections(
        str(tmp_path / "two.tif"), str(tmp_path / "edits2.tif"), str(scores),
        tmp_path / "corrections-2.tif", str(fixed),
    )  # fmt: skip
    assert more == 1
    assert int((values(tmp_path / "corrections-2.tif")[0] != 255).sum()) == changed + 1


def test_rasters_of_another_run_are_refused(tmp_path: Path) -> None:
    scores = write_run(tmp_path, 3)
    other = tmp_path / "other.tif"
    with rasterio.open(tmp_path / "classes.tif") as file:
        profile = {**file.profile, "width": 10, "height": 10}
    with rasterio.open(other, "w", **profile) as file:
        file.write(np.zeros((10, 10), np.uint8), 1)
    with pytest.raises(LayerError, match="does not have the pixels"):
        write_best(str(scores), tmp_path / "best.tif", str(other))
    with pytest.raises(LayerError, match="made from"):
        write_best(str(scores), scores)
    with pytest.raises(LayerError, match="no score raster"):
        write_best(str(other), tmp_path / "best.tif")
    strange = tmp_path / "strange.tif"
    with rasterio.open(tmp_path / "classes.tif") as file:
        profile = file.profile
    with rasterio.open(strange, "w", **profile) as file:
        file.write(np.full((SIZE[1], SIZE[0]), 9, np.uint8), 1)
    with pytest.raises(LayerError, match="holds the class 9"):
        write_corrections(
            str(tmp_path / "classes.tif"), str(strange), str(scores), tmp_path / "c.tif"
        )
    assert not (tmp_path / "best.tif").exists() and not (tmp_path / "c.tif").exists()
