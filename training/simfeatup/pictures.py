"""Random crops of images without labels, at their own resolution."""

from __future__ import annotations

import glob
import hashlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
import torch
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.windows import Window
from torch import Tensor
from torch.utils.data import Dataset

from backend.errors import InputError
from backend.gdal import STRICT_GDAL
from training.data.index import read_records
from training.simfeatup.config import PictureSettings

__all__ = ["Picture", "PictureCrops", "digest_of", "find_pictures"]

SUFFIXES = frozenset({".tif", ".tiff", ".jpg", ".jpeg", ".png", ".jp2", ".webp", ".bmp"})
TRIES = 10  # places looked at for a crop that shows mostly image
MOSTLY = 0.75  # share of valid pixels with which the first of them is taken
Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image to train on.

    Attributes:
        image: the file.
        source: data set, or folder.
        place: where in it.
    """

    image: Path
    source: str
    place: str


def find_pictures(settings: PictureSettings) -> list[Picture]:
    """All images of the settings, each once, in the same order every time.

    Raises:
        InputError: a file is missing, or a folder, a pattern or a split holds no image.
    """
    found: dict[Path, Picture] = {}
    if settings.index is not None:
        for picture in _listed(Path(settings.index), settings):
            found.setdefault(picture.image, picture)
    for pattern in settings.images:
        for path in _matching(pattern):
            found.setdefault(path, Picture(path, path.parent.name, path.stem))
    return list(found.values())


def _listed(index: Path, settings: PictureSettings) -> list[Picture]:
    root = index.parent if settings.root is None else Path(settings.root)
    records = read_records(index, required=("image",))
    out = []
    for number, record in enumerate(records, start=2):
        if record.get("split") and record["split"] != settings.split:
            continue
        path = root / record["image"]
        if not path.is_file():
            raise InputError(f'"{index.name}" line {number}: the file "{path}" is missing.')
        source = record.get("source") or path.parent.name
        out.append(Picture(path, source, record.get("place") or source))
    if not out:
        splits = sorted({r["split"] for r in records if r.get("split")})
        raise InputError(
            f'"{index.name}" has no images of split "{settings.split}".',
            hint=f"Splits in the file: {', '.join(splits)}." if splits else "",
        )
    return out


def _matching(pattern: str) -> list[Path]:
    """Images of a folder and the folders in it, or of a pattern."""
    folder = Path(pattern)
    if folder.is_dir():
        paths = [p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()]
        where = "The folder"
    else:
        named = (Path(p) for p in glob.glob(pattern, recursive=True))  # noqa: PTH207  # takes whole paths
        paths = [p for p in named if p.suffix.lower() in SUFFIXES and p.is_file()]
        where = "The pattern" if glob.has_magic(pattern) else "The path"
    if not paths:
        raise InputError(
            f'{where} "{pattern}" of data.images holds no image.',
            hint=f"Images are files with these endings: {', '.join(sorted(SUFFIXES))}.",
        )
    return sorted(paths)


def digest_of(pictures: Sequence[Picture]) -> str:
    """SHA-256 of the names and their order: a resumed run must have the same images."""
    named = "\n".join(f"{p.source}/{p.image.name}" for p in pictures)
    return hashlib.sha256(named.encode()).hexdigest()


class PictureCrops(Dataset[tuple[Tensor]]):
    """Crops (3, S, S) uint8, one of each image in turn, as the published epoch.

    Item n depends on the seed and n alone, so a resumed run sees what an uninterrupted one sees.

    Args:
        pictures: at least one.
        side: of a crop, in the image's own pixels.
        seed: of order and places.
        bands: red, green, blue, from 1; None takes the first three, or the first one.
        fill: colour of pixels without data: the engine gives them the same (spec A.9).
    """

    def __init__(
        self, pictures: Sequence[Picture], side: int, seed: int,
        bands: tuple[int, int, int] | None, fill: tuple[int, int, int],
    ) -> None:  # fmt: skip
        self.pictures, self.side, self.seed, self.bands = list(pictures), side, seed, bands
        self.fill = np.array(fill, np.uint8)[:, None, None]
        self._round, self._order = -1, np.arange(0)

    def __getitem__(self, index: int) -> tuple[Tensor]:
        """Crop number ``index`` of this seed's endless stream.

        Raises:
            InputError: the image cannot be read or used; the message names it.
        """
        picture = self.pictures[self._number(index)]
        rng = np.random.default_rng([self.seed, 1, index])
        try:
            with (
                warnings.catch_warnings(), rasterio.Env(**STRICT_GDAL),
            ):  # fmt: skip
                warnings.simplefilter("ignore", NotGeoreferencedWarning)
                with rasterio.open(picture.image) as source:
                    crop = self._crop(source, picture.image, rng)
        except RasterioError as error:
            raise InputError(f'The image "{picture.image}" cannot be read: {error}.') from error
        return (torch.from_numpy(crop),)

    def _number(self, index: int) -> int:
        """Which image: all of them in a new order, then all again."""
        turn, place = divmod(index, len(self.pictures))
        if turn != self._round:
            rng = np.random.default_rng([self.seed, 0, turn])
            self._round, self._order = turn, rng.permutation(len(self.pictures))
        return int(self._order[place])

    def _crop(self, source: rasterio.DatasetReader, path: Path, rng: np.random.Generator) -> Pixels:
        self._check(source, path)
        best: tuple[float, Pixels] | None = None
        for _ in range(TRIES):
            crop, valid = self._read(source, rng)
            share = float(valid.mean())
            if best is None or share > best[0]:
                best = share, np.where(valid, crop, self.fill)
            if share >= MOSTLY:
                break
        if best is None or best[0] == 0.0:
            raise InputError(
                f'The image "{path}" shows nothing: {TRIES} crops of it had no valid pixel.',
                hint="Leave it out, or cut away what is no data.",
            )
        return best[1]

    def _check(self, source: rasterio.DatasetReader, path: Path) -> None:
        """Raise InputError for an image that no crop can be taken from."""
        if self.bands is not None and max(self.bands) > source.count:
            raise InputError(
                f'The image "{path}" has {source.count} bands, data.bands asks for '
                f"{max(self.bands)}."
            )
        if source.dtypes[0] != "uint8":
            raise InputError(
                f'The image "{path}" has numbers of type {source.dtypes[0]}, not 0 to 255.',
                hint="Stretch it to 8 bits first, the same way for all images.",
            )
        least = self.side // 2 + 1
        if min(source.height, source.width) < least:
            raise InputError(
                f'The image "{path}" is too small: {source.width} x {source.height} px. A crop has '
                f"{self.side} px, and what is missing is mirrored, so {least} px are needed.",
                hint="Leave it out, or join it with its neighbours.",
            )

    def _read(
        self, source: rasterio.DatasetReader, rng: np.random.Generator
    ) -> tuple[Pixels, NDArray[np.bool_]]:
        """A crop at a random place (3, S, S), and where it is valid (S, S)."""
        spans = [self._span(length, rng) for length in (source.height, source.width)]
        (row, height, above), (column, width, left) = spans
        window = Window(column, row, width, height)
        bands = self.bands or ((1, 2, 3) if source.count >= 3 else (1, 1, 1))
        pixels = source.read(list(bands), window=window)
        valid = source.dataset_mask(window=window) > 0
        around = (
            (above, self.side - height - above),
            (left, self.side - width - left),
        )
        return (
            np.pad(pixels, ((0, 0), *around), mode="reflect"),
            np.pad(valid, around, mode="reflect"),
        )

    def _span(self, length: int, rng: np.random.Generator) -> tuple[int, int, int]:
        """Where to read on an axis, how much, and how much is mirrored before it."""
        free = length - self.side
        if free >= 0:
            return int(rng.integers(free + 1)), self.side, 0
        return 0, length, int(rng.integers(-free + 1))
