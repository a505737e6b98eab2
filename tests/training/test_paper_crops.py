"""Spec B3: resize, crop, colour jitter, flip, padding."""

from __future__ import annotations

import colorsys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from tests.training.small import paper
from training.beginning import choose_concepts
from training.data.augment import _shade, jitter_colours
from training.data.index import read_index
from training.data.paper import PaperCrops, PaperSettings, resize_shortest
from training.feed import open_data


def crops_of(index: Path, **settings: object) -> PaperCrops:
    rows = read_index(index, split="train")
    config = paper(index.parent, index, "run")
    plan = PaperSettings(**{"crop_px": 96, **settings})  # type: ignore[arg-type]
    return PaperCrops(rows, choose_concepts(config, rows), plan, seed=4)


def test_shortest_edge_is_resized_and_the_long_one_is_limited() -> None:
    image, label = np.zeros((3, 100, 200), np.uint8), np.zeros((100, 200), np.uint8)
    assert resize_shortest(image, label, 384)[0].shape == (3, 384, 768)
    long = np.zeros((3, 100, 1000), np.uint8), np.zeros((100, 1000), np.uint8)
    found, ids = resize_shortest(*long, 384)
    assert found.shape == (3, 133, 1333) and ids.shape == (133, 1333)
    same = resize_shortest(image, label, 100)
    assert same[0] is image and same[1] is label


def test_resize_is_that_of_pil_with_antialiasing() -> None:
    image = np.random.default_rng(0).integers(0, 256, (3, 64, 64)).astype(np.uint8)
    label = np.arange(64 * 64).reshape(64, 64).astype(np.uint8)
    found, ids = resize_shortest(image, label, 32)
    whole = Image.fromarray(image.transpose(1, 2, 0)).resize((32, 32), Image.Resampling.BILINEAR)
    assert np.array_equal(found, np.asarray(whole).transpose(2, 0, 1))
    assert set(np.unique(ids)) <= set(np.unique(label))


def test_every_image_comes_once_a_round_and_depends_on_its_number_alone(drawn_index: Path) -> None:
    crops = crops_of(drawn_index, jitter="none")
    seen = []
    for turn in range(2):
        for place in range(3):
            crops[turn * 3 + place]
        order = np.random.default_rng([4, turn, 2]).permutation(3)
        seen.append([crops.rows[i].place for i in order])
    assert sorted(seen[0]) == sorted(seen[1]) == ["place0", "place1", "place2"]
    again = crops_of(drawn_index, jitter="none")
    for a, b in zip(crops[7], again[7], strict=True):
        assert torch.equal(a, b)


def test_labels_move_with_the_pixels_and_half_of_the_crops_are_flipped(drawn_index: Path) -> None:
    crops = crops_of(drawn_index, jitter="clip")
    flips = 0
    for number in range(40):
        _, target, plain = crops[number]
        red = (plain[0].int() - plain[2].int()) > 90
        overlap = (red & (target[0] == 1)).sum() / (red | (target[0] == 1)).sum()
        assert overlap > 0.85
        order = np.random.default_rng([4, number // 3, 2]).permutation(3)
        image, _ = crops.plain(crops.rows[int(order[number % 3])])
        upright = torch.from_numpy(image.copy())
        flips += int(torch.equal(plain, upright.flip(-1)))
        assert torch.equal(plain, upright) or torch.equal(plain, upright.flip(-1))
    assert 10 <= flips <= 30


def test_small_images_are_padded_right_and_below(drawn_index: Path) -> None:
    # Only an image limited at its long side can be smaller than the crop after the resize.
    row = read_index(drawn_index, split="train")[0]
    Image.fromarray(np.full((100, 1600, 3), 9, np.uint8)).save(row.image)
    Image.fromarray(np.ones((100, 1600), np.uint8)).save(row.label)
    image, label = crops_of(drawn_index, crop_px=384).plain(row)
    assert image.shape == (3, 384, 384) and label.shape == (384, 384)
    assert (image[:, 83:] == 128).all() and (label[83:] == 255).all()
    assert (image[:, :83] == 9).all() and (label[:83] == 1).all()


def test_classes_outside_the_list_are_unlabelled(drawn_index: Path) -> None:
    config = paper(drawn_index.parent, drawn_index, "run", "classes=[water]")
    rows = read_index(drawn_index, split="train")
    crops, _ = open_data(config, choose_concepts(config, rows), rows)
    target = crops[0][1]
    assert target.shape == (1, 96, 96)
    assert {0, 1, 255} == set(target.unique().tolist())


def test_jitter_leaves_grey_grey_and_keeps_the_range() -> None:
    grey = np.full((3, 8, 8), 100, np.uint8)
    changed = []
    for seed in range(60):
        out = jitter_colours(grey, np.random.default_rng(seed))
        assert out.dtype == np.uint8 and (out[0] == out[1]).all() and (out[1] == out[2]).all()
        changed.append(int(out[0, 0, 0]))
    assert min(changed) < 70 and max(changed) > 140
    # Neither brightness nor contrast, each with a chance of one half: a quarter stays.
    assert 6 <= changed.count(100) <= 25


@pytest.mark.parametrize("saturation", [0.5, 1.0, 1.4])
@pytest.mark.parametrize("turn", [-36, 0, 20])
def test_shade_is_that_of_hsv(saturation: float, turn: int) -> None:
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 256, (3, 5, 5)).astype(np.float32)
    ours = _shade(pixels, saturation, turn)
    for row in range(5):
        for col in range(5):
            h, s, v = colorsys.rgb_to_hsv(*(float(p) / 255 for p in pixels[:, row, col]))
            wanted = colorsys.hsv_to_rgb((h + turn / 360) % 1, min(1, s * saturation), v)
            assert ours[:, row, col] == pytest.approx(np.array(wanted) * 255, abs=0.01)
