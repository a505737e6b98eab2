"""The papers' way from a pair of files to a training crop (spec B3), image by image from disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor
from torch.utils.data import Dataset

from backend.errors import InputError
from training.data.augment import jitter_colours
from training.data.concepts import UNKNOWN, Concepts
from training.data.index import IndexRow
from training.data.samples import Unlisted, read_row, table_of

__all__ = ["PaperCrops", "PaperSettings", "resize_shortest"]

LONGEST_PX = 1333
PADDING = 128  # value of pixels beyond an image that is smaller than the crop


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """How crops are drawn.

    Attributes:
        crop_px: side of a crop, and of the shortest edge of the resized image.
        jitter: "all" changes the colours of the image; "clip" gives the unchanged image beside
            it, for the guidance encoder; "none" leaves the colours as they are.
        unlabelled: whether an image without any label may be used: where unlabelled pixels show
            none of the classes, it teaches that.
        unlisted: what happens to classes that are not in the list of the run.
        whole: refuse images that are not square, of which the crop is not the whole.
    """

    crop_px: int = 384
    jitter: Literal["all", "clip", "none"] = "all"
    unlabelled: bool = True
    unlisted: Unlisted = "refuse"
    whole: bool = False


def resize_shortest(
    image: NDArray[np.uint8], label: NDArray[np.uint8], side: int
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Image (3, H, W) and label (H, W) with a shortest edge of ``side``, the other at most 1333.

    The image is resized by PIL, bilinear with antialiasing, the label by its nearest pixel.
    """
    height, width = label.shape
    scale = side / min(height, width)
    if max(height, width) * scale > LONGEST_PX:
        scale = LONGEST_PX / max(height, width)
    size = (int(width * scale + 0.5), int(height * scale + 0.5))
    if size == (width, height):
        return image, label
    pixels = Image.fromarray(np.ascontiguousarray(image.transpose(1, 2, 0)))
    resized = np.asarray(pixels.resize(size, Image.Resampling.BILINEAR)).transpose(2, 0, 1)
    ids = Image.fromarray(label).resize(size, Image.Resampling.NEAREST)
    return resized, np.asarray(ids)


class PaperCrops(Dataset[tuple[Tensor, ...]]):
    """Crops: image (3, S, S) uint8, targets (K, S, S) uint8 of 0, 1, 255; plain image if wanted.

    Every image comes once in each round, in an order of its own. Item n depends on the seed and n
    alone, so a resumed run sees what an uninterrupted one sees.
    """

    def __init__(
        self, rows: Sequence[IndexRow], concepts: Concepts, settings: PaperSettings, seed: int
    ) -> None:
        super().__init__()
        self.rows, self.settings, self.seed = list(rows), settings, seed
        self.tables = {  # by what is annotated: data sets have thousands of equal rows
            tuple(row.classes.items()): torch.from_numpy(
                table_of(row, concepts, settings.unlisted)
            )
            for row in rows
        }  # fmt: skip

    def __getitem__(self, index: int) -> tuple[Tensor, ...]:
        """Crop number ``index`` of this seed's endless stream.

        Raises:
            InputError: a file of it cannot be used.
        """
        turn, place = divmod(index, len(self.rows))
        order = np.random.default_rng([self.seed, turn, 2]).permutation(len(self.rows))
        row = self.rows[int(order[place])]
        rng = np.random.default_rng([self.seed, index])
        image, label = self.plain(row, rng)
        flip = bool(rng.random() < 0.5)
        seen = image if self.settings.jitter == "none" else jitter_colours(image, rng)
        target = self.tables[tuple(row.classes.items())][torch.from_numpy(label.astype(np.int64))]
        out = [seen, target.permute(2, 0, 1).numpy()]
        if self.settings.jitter == "clip":
            out.append(image)
        return tuple(
            torch.from_numpy(np.ascontiguousarray(x[..., ::-1] if flip else x)) for x in out
        )

    def plain(
        self, row: IndexRow, rng: np.random.Generator | None = None
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Crop of a row before flip and jitter: image (3, S, S) and label ids (S, S).

        Args:
            row: which.
            rng: draws the place of the crop; None takes the middle.

        Raises:
            InputError: a file cannot be used, or the image is not square where it must be.
        """
        image, label = read_row(row)
        if not self.settings.unlabelled and bool((label == UNKNOWN).all()):
            raise InputError(f'The label "{row.label}" has no annotated pixel.')
        side = self.settings.crop_px
        if self.settings.whole and label.shape[0] != label.shape[1]:
            raise InputError(
                f'The image "{row.image}" is not square, so each of its crops is another picture '
                "and guidance features cannot be kept.",
                hint="Cut the images into squares first, or leave guidance_cache out.",
            )
        image, label = resize_shortest(image, label, side)
        corner = []
        for length in label.shape:
            free = max(0, length - side)
            corner.append(free // 2 if rng is None else int(rng.integers(free + 1)))
        window = (slice(corner[0], corner[0] + side), slice(corner[1], corner[1] + side))
        image, label = image[:, window[0], window[1]], label[window]
        below, right = side - label.shape[0], side - label.shape[1]
        if below or right:
            edges = ((0, below), (0, right))
            image = np.pad(image, ((0, 0), *edges), constant_values=PADDING)
            label = np.pad(label, edges, constant_values=UNKNOWN)
        return image, label
