"""Drawn scenes are repeatable, complete and exact, and the committed sample is one of them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image

from training.data.drawn import LABELS, SAMPLE_SEED, DrawnScene, draw_scene, main, write_sample

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
MAX_SAMPLE_BYTES = 2_500_000


@pytest.fixture(scope="module")
def sample_scene() -> DrawnScene:
    return draw_scene(SAMPLE_SEED)


@pytest.fixture(scope="module")
def small_scene() -> DrawnScene:
    return draw_scene(3, 200, 128)


@pytest.fixture(scope="module")
def sample_label() -> np.ndarray:
    return np.asarray(Image.open(SAMPLE / "sample_label.png"))


@pytest.fixture(scope="module")
def sample_image() -> np.ndarray:
    with rasterio.open(SAMPLE / "sample.tif") as source:
        return np.moveaxis(source.read(), 0, -1)


def test_scene_same_seed_same_pixels(small_scene: DrawnScene) -> None:
    again = draw_scene(3, 200, 128)
    assert np.array_equal(small_scene.image, again.image)
    assert np.array_equal(small_scene.label, again.label)


def test_scene_other_seed_other_pixels(small_scene: DrawnScene) -> None:
    other = draw_scene(4, 200, 128)
    assert not np.array_equal(small_scene.image, other.image)
    assert not np.array_equal(small_scene.label, other.label)


@pytest.mark.parametrize("gsd_m", [0.1, 0.3, 0.6])
def test_scene_any_resolution_has_asked_size_and_known_labels(gsd_m: float) -> None:
    scene = draw_scene(11, 210, 130, gsd_m)
    assert scene.image.shape == (130, 210, 3)
    assert scene.image.dtype == np.uint8
    assert scene.label.shape == (130, 210)
    assert scene.label.dtype == np.uint8
    assert set(np.unique(scene.label).tolist()) <= set(LABELS)


def test_heap_cut_to_a_sliver_by_the_edge_is_left_out() -> None:
    scene = draw_scene(1020, 900, 900)  # this one has such a heap
    assert scene.label.shape == (900, 900)


def test_sample_shows_every_class(sample_label: np.ndarray) -> None:
    share = {i: float((sample_label == i).mean()) for i in LABELS}
    assert min(share.values()) > 0.005, share
    assert set(np.unique(sample_label).tolist()) == set(LABELS)


def test_sample_is_georeferenced_in_metres() -> None:
    with rasterio.open(SAMPLE / "sample.tif") as source:
        assert source.crs.to_epsg() == 32633
        assert source.transform.a == pytest.approx(0.3)
        assert source.transform.e == pytest.approx(-0.3)
        assert (source.width, source.height, source.count) == (2000, 1400, 3)
        assert source.profile["tiled"]
        assert source.overviews(1)


def test_sample_files_are_small() -> None:
    assert sum(file.stat().st_size for file in SAMPLE.iterdir()) < MAX_SAMPLE_BYTES


def test_sample_picture_is_what_its_seed_draws(
    sample_scene: DrawnScene, sample_image: np.ndarray
) -> None:
    off = np.abs(sample_scene.image.astype(int) - sample_image.astype(int))
    assert off.mean() < 3.0  # what JPEG loses; other seeds are at 40 and more
    assert np.percentile(off, 99) < 20


def test_sample_label_is_what_its_seed_draws(
    sample_scene: DrawnScene, sample_label: np.ndarray
) -> None:
    # rounding differs a little between processors; a moved edge would be far more
    assert float((sample_scene.label == sample_label).mean()) > 0.999


def test_write_sample_leaves_only_its_two_files(tmp_path: Path, small_scene: DrawnScene) -> None:
    paths = write_sample(tmp_path / "new", 3, 200, 128)
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == sorted(p.name for p in paths)
    with rasterio.open(paths[0]) as source:
        assert (source.width, source.height) == (200, 128)
    picture = Image.open(paths[1])
    assert picture.mode == "P"
    assert np.array_equal(np.asarray(picture), small_scene.label)


def test_command_reports_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--seed", "9", "--width", "150", "--height", "128"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["seed"] == 9
    assert [Path(file).exists() for file in report["files"]] == [True, True]


def test_sample_label_lies_exactly_on_the_picture(
    sample_image: np.ndarray, sample_label: np.ndarray
) -> None:
    """The picture changes most where the label does; a shift by 3 pixels any way is worse."""
    grey = sample_image.astype(np.float32).mean(axis=-1)
    edge = np.hypot(*np.gradient(grey))
    border = np.zeros(sample_label.shape, bool)
    border[:, 1:] |= sample_label[:, 1:] != sample_label[:, :-1]
    border[1:] |= sample_label[1:] != sample_label[:-1]
    here = edge[border].mean()
    for axis in (0, 1):
        for step in (-3, 3):
            assert edge[np.roll(border, step, axis=axis)].mean() < 0.9 * here
