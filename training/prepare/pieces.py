"""One source image and its label, cut and written: images and palette PNGs, whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import rasterio
from numpy.typing import NDArray
from PIL import Image
from rasterio.errors import RasterioError
from rasterio.windows import Window

from backend.errors import DiskFull, InputError
from backend.grid import native_gsd_m
from training.data.index import STRICT_GDAL
from training.prepare.labels import UNKNOWN, LabelReader, open_image
from training.prepare.layout import Scene
from training.prepare.spec import Colour, Cut, DatasetSpec

__all__ = [
    *("Done", "How", "Job", "Piece", "is_whole", "make", "place_file", "stretched", "windows"),
    *("write_label", "writing"),
]

PNG_END = b"IEND\xaeB`\x82"
UNKNOWN_GREY = (127, 127, 127)  # of 255 in palettes that do not use it
How = Literal["copy", "symlink"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A pair of the result.

    Attributes:
        image, label: below the output folder.
    """

    image: str
    label: str
    width: int
    height: int


@dataclass(slots=True)
class Done:
    """What became of a source image.

    Attributes:
        empty: pieces without a labelled pixel, which are left out.
        stray: pixels of colours or ids that are not listed, now unlabelled.
        pixels: "KIND:ID" -> labelled pixels of a class, in all pieces.
    """

    split: str
    name: str
    place: str
    gsd_m: float
    crs: str
    pieces: list[Piece] = field(default_factory=list)
    empty: int = 0
    stray: int = 0
    pixels: dict[str, int] = field(default_factory=dict)

    def count(self, label: NDArray[np.uint8], kind: str = "") -> None:
        """Add the labelled pixels (H, W) of a piece."""
        for value, number in enumerate(np.bincount(label.ravel(), minlength=256)[:UNKNOWN]):
            if number:
                key = f"{kind}:{value}"
                self.pixels[key] = self.pixels.get(key, 0) + int(number)


@dataclass(frozen=True)
class Job:
    """What every scene of a run has in common.

    Attributes:
        write: False only looks.
        how: images that are taken as they are get copied, or linked to.
    """

    spec: DatasetSpec
    reader: LabelReader
    source: Path
    out: Path
    how: How = "copy"
    write: bool = True

    @property
    def cut(self) -> Cut | None:
        """How images are cut."""
        return self.reader.layout.cut


def windows(width: int, height: int, cut: Cut | None) -> list[tuple[int, int, int, int]]:
    """Pieces of an image as (column, row, width, height), row by row; ``Cut`` says how.

    A piece may reach beyond an image that is smaller than it.
    """
    if cut is None:
        return [(0, 0, width, height)]

    def starts(size: int, piece: int) -> list[int]:
        if size < piece:
            return [0] if cut.edge == "inward" else []
        step = piece - cut.overlap
        found = list(range(0, size - piece + 1, step))
        if cut.edge == "inward" and found[-1] != size - piece:
            found.append(size - piece)
        return found

    return [
        (x, y, cut.width, cut.height)
        for y in starts(height, cut.height)
        for x in starts(width, cut.width)
    ]


@contextlib.contextmanager
def writing(path: Path) -> Iterator[Path]:
    """A temporary name beside a path, which gets the final name only when all is written.

    Raises:
        DiskFull: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        yield temporary
        temporary.replace(path)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        why = "the disk is full" if full else error.strerror or str(error)
        raise DiskFull(
            f'"{path}" cannot be written: {why}.',
            hint="Make room and run the same command again: it goes on where it stopped.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def palette_bytes(palette: Mapping[int, Colour]) -> bytes:
    """256 colours for a PNG; ids without a colour are black, 255 is grey unless given."""
    table = np.zeros((256, 3), np.uint8)
    table[UNKNOWN] = UNKNOWN_GREY
    for value, colour in palette.items():
        table[value] = colour
    return table.tobytes()


def write_label(path: Path, label: NDArray[np.uint8], palette: Mapping[int, Colour]) -> None:
    """Class ids (H, W) as a single-band PNG with a palette."""
    image = Image.fromarray(label)
    image.putpalette(palette_bytes(palette))
    with writing(path) as temporary:
        image.save(temporary, format="PNG", compress_level=6)


def write_image(path: Path, bands: NDArray[np.uint8]) -> None:
    """Bands (3, H, W) as PNG; quick packing, since there are many and they are large."""
    with writing(path) as temporary:
        Image.fromarray(np.ascontiguousarray(bands.transpose(1, 2, 0))).save(
            temporary, format="PNG", compress_level=3
        )


def is_whole(path: Path) -> bool:
    """Whether a file that was written, copied or linked is complete."""
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() != ".png":
                return bool(stream.read(1))
            stream.seek(-len(PNG_END), os.SEEK_END)
            return stream.read() == PNG_END
    except OSError:
        return False


def read_rgb(source: rasterio.DatasetReader) -> NDArray[np.uint8]:
    """Three bands of 8 bits (3, H, W); deeper images are stretched from percentile 2 to 98."""
    try:
        if source.count == 1 and source.dtypes[0] == "uint8":
            with contextlib.suppress(ValueError):
                table = np.zeros((256, 3), np.uint8)
                for value, colour in source.colormap(1).items():
                    table[value] = colour[:3]
                return table[source.read(1)].transpose(2, 0, 1)
        bands = source.read([1, 2, 3] if source.count >= 3 else [1, 1, 1])
        if bands.dtype == np.uint8:
            whole: NDArray[np.uint8] = bands
            return whole
        return stretched(bands, source)
    except RasterioError as error:
        raise InputError(
            f'"{source.name}" is damaged: {error}.',
            hint="Look whether the archive was unpacked completely.",
        ) from error


def stretched(
    bands: NDArray[np.generic], source: rasterio.DatasetReader, window: Window | None = None
) -> NDArray[np.uint8]:
    """Bands (3, H, W) of any type as 8 bits, each from percentile 2 to 98 of the whole image.

    Args:
        bands: what was read.
        source: the image; a reduced copy of at most about a megapixel gives the percentiles.
        window: part of the image that was read.
    """
    chosen = [1, 2, 3] if source.count >= 3 else [1, 1, 1]
    factor = max(1, round((source.width * source.height / 1e6) ** 0.5))
    size = (max(1, source.height // factor), max(1, source.width // factor))
    small = source.read(chosen, out_shape=(3, *size))
    there = (source.dataset_mask(out_shape=size) > 0) & (small.max(axis=0) > 0)
    valid = source.dataset_mask(window=window) > 0
    out = np.zeros(bands.shape, np.uint8)
    for band, look, result in zip(bands, small, out, strict=True):
        low, high = np.percentile(look[there], (2, 98)) if there.any() else (0.0, 1.0)
        scaled = (band.astype(np.float32) - low) * (255 / max(high - low, 1e-9))
        result[:] = np.where(valid, scaled.clip(0, 255), 0).round()
    return out


def folders(spec: DatasetSpec, split: str) -> tuple[str, str]:
    """Folders of images and labels of a split, below the output folder."""
    if spec.split_folders:
        base = f"{spec.split_folders}_split/{split}"
        return f"{base}/imgs", f"{base}/D2masks"
    return f"images/{split}", f"labels/{split}"


def make(job: Job, scene: Scene) -> Done:
    """Cut and write one scene; pieces that are there already stay.

    Raises:
        InputError: image or label cannot be used; the message names it.
        DiskFull: a piece cannot be written.
    """
    with rasterio.Env(**STRICT_GDAL):
        return _make(job, scene)


def _make(job: Job, scene: Scene) -> Done:
    image_path, label_path = job.source / scene.image, job.source / scene.label
    with open_image(image_path) as image:
        width, height = image.width, image.height
        located = image.crs is not None and image.crs.to_epsg() is not None
        gsd_m = job.spec.gsd_m
        if image.crs is not None and not image.transform.is_identity:
            gsd_m = native_gsd_m(image.transform, image.crs, width, height)
        label, stray = job.reader.read(label_path, image_path)
        if label.shape != (height, width):
            raise InputError(
                f'The label "{label_path}" has {label.shape[1]} x {label.shape[0]} pixels, its '
                f"image {width} x {height}."
            )
        crs = f"EPSG:{image.crs.to_epsg()}" if located and job.cut is None else ""
        done = Done(scene.split, scene.name, scene.place, gsd_m, crs, stray=stray)
        pixels: NDArray[np.uint8] | None = None

        def whole() -> NDArray[np.uint8]:
            nonlocal pixels
            if pixels is None:
                pixels = read_rgb(image)
            return pixels

        # What other programs read as it is needs no new coat.
        plain = job.cut is None and image.dtypes[0] == "uint8" and image.count >= 3
        if plain:
            whole()  # a damaged file is told of now, not in training
        for window in windows(width, height, job.cut):
            _piece(job, scene, window, label, whole, plain, done)
    return done


def _piece(
    job: Job, scene: Scene, window: tuple[int, int, int, int], label: NDArray[np.uint8],
    pixels: Callable[[], NDArray[np.uint8]], plain: bool, done: Done,
) -> None:  # fmt: skip
    x, y, width, height = window
    part = label[y : y + height, x : x + width]
    if (part == UNKNOWN).all():
        done.empty += 1
        return
    images, labels = folders(job.spec, scene.split)
    name = scene.name if job.cut is None else f"{scene.name}_{y}_{x}"
    ending = Path(scene.image).suffix.lower() if plain else ".png"
    piece = Piece(f"{images}/{name}{ending}", f"{labels}/{name}.png", width, height)
    done.pieces.append(piece)
    done.count(part)
    if not job.write:
        return
    label_out, image_out = job.out / piece.label, job.out / piece.image
    if not is_whole(label_out):
        padded = np.full((height, width), UNKNOWN, np.uint8)
        padded[: part.shape[0], : part.shape[1]] = part
        write_label(label_out, padded, job.spec.palette)
    if is_whole(image_out):
        return
    if plain:
        place_file(job.source / scene.image, image_out, job.how)
        return
    cut = pixels()[:, y : y + height, x : x + width]
    filled = np.zeros((3, height, width), np.uint8)
    filled[:, : cut.shape[1], : cut.shape[2]] = cut
    write_image(image_out, filled)


def place_file(source: Path, target: Path, how: How) -> None:
    """A file under another name, as a copy or a link. Raises DiskFull."""
    with writing(target) as temporary:
        if how == "symlink":
            temporary.symlink_to(source.resolve())
        else:
            shutil.copyfile(source, temporary)
