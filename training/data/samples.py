"""Random training crops from an index: images in memory, partial labels as three-valued targets."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import rasterio
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning
from torch import Tensor
from torch.utils.data import Dataset

from backend.errors import InputError
from backend.grid import choose_factor
from training.data.augment import change_look, turn
from training.data.concepts import UNKNOWN, Concepts
from training.data.index import STRICT_GDAL, IndexRow, read_label

__all__ = ["CropSettings", "Crops", "Stored", "load_rows", "read_row", "store", "table_of"]

Unlisted = Literal["refuse", "ignore"]
PICKED = 4000  # remembered positions a class and image, to draw crops around rare things


@dataclass(frozen=True, slots=True)
class CropSettings:
    """How crops are drawn.

    Attributes:
        crop_px: side of a crop, in working pixels.
        gsd_m: working ground resolution; coarser images keep their own.
        scale: range of the factor on the ground resolution, drawn log-uniformly.
        focus: share of crops drawn around a pixel of a class chosen evenly.
        cutmix: share of crops that get a rectangle of another crop.
        look: strength of the colour and sensor changes.
        shares: factors on the weights of sources, by name.
    """

    crop_px: int = 256
    gsd_m: float = 0.25
    scale: tuple[float, float] = (0.6, 1.7)
    focus: float = 0.6
    cutmix: float = 0.25
    look: float = 1.0
    shares: Mapping[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Stored:
    """One image in memory, at twice the working resolution where it has that much."""

    image: Tensor  # (3, H, W) uint8
    label: NDArray[np.uint8]  # (H, W)
    table: Tensor  # (256, K) uint8
    stored_gsd_m: float
    working_gsd_m: float
    source: str
    spots: dict[int, NDArray[np.int32]] = field(
        default_factory=dict
    )  # class id -> (n, 2) rows, cols


def _reduce(image: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    """Average (C, H, W) over squares of ``factor``; a rest at the far edges is dropped."""
    c, h, w = image.shape
    h, w = h // factor * factor, w // factor * factor
    blocks = image[:, :h, :w].reshape(c, h // factor, factor, w // factor, factor)
    return np.rint(blocks.mean(axis=(2, 4), dtype=np.float32)).astype(np.uint8)


def store(
    image: NDArray[np.uint8], label: NDArray[np.uint8], native_m: float, source: str,
    table: NDArray[np.uint8], gsd_m: float,
) -> Stored:  # fmt: skip
    """Keep an image (3, H, W) and its label at the resolution that crops are drawn from."""
    factor = choose_factor(native_m, gsd_m)
    kept = max(1, factor // 2)
    if kept > 1:
        image = _reduce(image, kept)
        label = label[kept // 2 :: kept, kept // 2 :: kept][: image.shape[1], : image.shape[2]]
    rng = np.random.default_rng(0)
    spots = {}
    for value in np.unique(label):
        # Nothing is looked for around a class that this run does not know: it teaches nothing.
        if value in (0, UNKNOWN) or (table[value] == UNKNOWN).all():
            continue
        where = np.argwhere(label == value).astype(np.int32)
        spots[int(value)] = where[rng.permutation(len(where))[:PICKED]]
    return Stored(
        torch.from_numpy(np.ascontiguousarray(image)), np.ascontiguousarray(label),
        torch.from_numpy(table), native_m * kept, native_m * factor, source, spots,
    )  # fmt: skip


def read_row(row: IndexRow) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Image (3, H, W) and label (H, W) of a row; what is no data in the image is unlabelled.

    Raises:
        InputError: the image or the label cannot be read or used; the message names the file.
    """
    try:
        with warnings.catch_warnings(), rasterio.Env(**STRICT_GDAL):
            # Cut-outs of data sets have no georeference, and training needs none.
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(row.image) as source:
                image = source.read([1, 2, 3] if source.count >= 3 else [1, 1, 1])
                valid = source.dataset_mask()
    except rasterio.errors.RasterioError as error:
        raise InputError(f'The image "{row.image}" cannot be read: {error}.') from error
    if image.dtype != np.uint8:
        raise InputError(
            f'The image "{row.image}" has numbers of type {image.dtype}, not 0 to 255.',
            hint="Stretch it to 8 bits first, the same way for all images.",
        )
    if not valid.any():
        raise InputError(f'The image "{row.image}" has no valid pixel: all of it is no data.')
    label = read_label(row, *image.shape[1:])
    return image, np.where(valid > 0, label, UNKNOWN).astype(np.uint8)


def table_of(row: IndexRow, concepts: Concepts, unlisted: Unlisted = "refuse") -> NDArray[np.uint8]:
    """Targets (256, K) of the label values of a row (see :meth:`Concepts.table`).

    Args:
        row: says what is annotated.
        concepts: the list of classes.
        unlisted: what to do with a class that is not in the list: "refuse" it, or "ignore" it,
            which leaves its pixels unlabelled.

    Raises:
        InputError: a class is not in the list.
    """
    strange = [name for name in row.named.values() if name not in concepts.slot_of]
    if strange and unlisted == "refuse":
        raise InputError(
            f'The class "{strange[0]}" of the label "{row.label}" is not in the list of this run.',
            hint="Set classes to index, or to the names that are to be learned.",
        )
    return concepts.table({i: n for i, n in row.classes.items() if n not in strange})


def load_rows(
    rows: Sequence[IndexRow], concepts: Concepts, gsd_m: float, unlisted: Unlisted = "refuse"
) -> list[Stored]:
    """Read all images of an index into memory.

    Raises:
        InputError: an image cannot be read, has no annotated pixel, or shows a class that is not
            in the list.
    """
    out = []
    for row in rows:
        image, label = read_row(row)
        if (label == UNKNOWN).all():
            raise InputError(f'The label "{row.label}" has no annotated pixel.')
        table = table_of(row, concepts, unlisted)
        out.append(store(image, label, row.gsd_m, row.source, table, gsd_m))
    return out


class Crops(Dataset[tuple[Tensor, Tensor]]):
    """Random crops: image (3, S, S) uint8 and targets (K, S, S) uint8 of 0, 1, 255.

    Item n depends on the seed and n alone, so a resumed run sees what an uninterrupted one sees.
    """

    def __init__(self, stored: Sequence[Stored], settings: CropSettings, seed: int) -> None:
        super().__init__()
        self.stored, self.settings, self.seed = list(stored), settings, seed
        area = np.array([s.label.size * (s.stored_gsd_m / s.working_gsd_m) ** 2 for s in stored])
        sources = [s.source for s in stored]
        total = {
            n: sum(a for a, m in zip(area, sources, strict=True) if m == n) for n in set(sources)
        }
        # Square root of a source's area, shared within the source by area.
        weight = np.array([
            settings.shares.get(n, 1.0) * a / total[n] ** 0.5
            for a, n in zip(area, sources, strict=True)
        ])  # fmt: skip
        self.weights = weight / weight.sum()

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        """Crop number ``index`` of this seed's endless stream."""
        rng = np.random.default_rng([self.seed, index])
        image, target = self._crop(rng)
        if rng.random() < self.settings.cutmix:
            self._paste(image, target, *self._crop(rng), rng)
        return image, target

    def _crop(self, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        settings = self.settings
        item = self.stored[int(rng.choice(len(self.stored), p=self.weights))]
        gsd = item.working_gsd_m * float(np.exp(rng.uniform(*np.log(settings.scale))))
        height, width = item.label.shape
        side = min(round(settings.crop_px * gsd / item.stored_gsd_m), height, width)
        if item.spots and rng.random() < settings.focus:
            spots = item.spots[int(rng.choice(list(item.spots)))]
            row, col = spots[int(rng.integers(len(spots)))] - rng.integers(0, side, 2)
        else:
            row, col = rng.integers(0, height - side + 1), rng.integers(0, width - side + 1)
        row, col = int(np.clip(row, 0, height - side)), int(np.clip(col, 0, width - side))
        window = (slice(row, row + side), slice(col, col + side))
        image = item.image[:, window[0], window[1]].float()
        label = torch.from_numpy(item.label[window]).long()
        size = (settings.crop_px, settings.crop_px)
        if side != settings.crop_px:
            image = F.interpolate(
                image[None], size=size, mode="bilinear", align_corners=False, antialias=True
            )[0]
            label = F.interpolate(label[None, None].float(), size=size, mode="nearest-exact")
            label = label[0, 0].long()
        target = item.table[label].permute(2, 0, 1)  # (K, S, S)
        image, target = turn(image, target, rng)
        image = change_look(image, rng, settings.look)
        return image.round().clamp(0, 255).to(torch.uint8), target

    def _paste(
        self, image: Tensor, target: Tensor, other: Tensor, other_target: Tensor,
        rng: np.random.Generator,
    ) -> None:  # fmt: skip
        side = self.settings.crop_px
        height, width = rng.integers(side // 4, side // 2 + 1, 2)
        row, col = int(rng.integers(0, side - height)), int(rng.integers(0, side - width))
        window = (slice(None), slice(row, row + int(height)), slice(col, col + int(width)))
        image[window], target[window] = other[window], other_target[window]
