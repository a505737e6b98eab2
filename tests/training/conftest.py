"""A tiny labelled data set, drawn here: bright squares on dark ground."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

torch.set_num_threads(1)  # the tests share two cores with other work

HEADER = "image,label,source,place,split,gsd_m,width,height,crs,classes,licence\n"


def draw_set(folder: Path, count: int = 4, side: int = 160) -> Path:
    """Images with red squares ("building") and blue stripes ("water") on a dark ground."""
    rng = np.random.default_rng(5)
    lines = [HEADER]
    for n in range(count):
        image = rng.normal(60, 8, (side, side, 3))
        label = np.zeros((side, side), np.uint8)
        for _ in range(6):
            row, col = rng.integers(0, side - 40, 2)
            image[row : row + 32, col : col + 32] = (200, 60, 50)
            label[row : row + 32, col : col + 32] = 1
        band = int(rng.integers(0, side - 30))
        image[band : band + 24] = (40, 80, 210)
        label[band : band + 24] = 4
        pixels = (image + rng.normal(0, 5, image.shape)).clip(0, 255).astype(np.uint8)
        Image.fromarray(pixels).save(folder / f"{n}.png")
        Image.fromarray(label).save(folder / f"{n}_label.png")
        split = "val" if n == count - 1 else "train"
        lines.append(
            f"{n}.png,{n}_label.png,drawn,place{n},{split},0.25,{side},{side},,"
            "0:background;1:building;4:water,CC0\n"
        )
    index = folder / "index.csv"
    index.write_text("".join(lines), encoding="utf-8")
    return index


@pytest.fixture
def drawn_index(tmp_path: Path) -> Path:
    """Index of three training images and one for validation."""
    return draw_set(tmp_path)
