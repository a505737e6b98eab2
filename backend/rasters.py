"""Reading images as 8-bit RGB on the working lattice.

Guarantees: a tile holds the same pixels whatever window it is read for; memory is bounded by one
strip of a tile; nothing is resampled but by averaging whole blocks of file pixels.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt
from affine import Affine
from rasterio._err import CPLE_BaseError  # what GDAL says, where rasterio has no class of its own
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.errors import RasterioError
from rasterio.windows import Window

from backend.errors import LayerError
from backend.gdal import (
    CACHE_BYTES,
    begin_reading_thread,
    failure,
    gdal_env,
    open_raster,
)
from backend.grid import Box, Lattice
from backend.image_files import FileState, pixel_files, require_sources
from backend.remote import TELL, image_name, is_remote, remote_problem

__all__ = [
    "ImageReader",
    "TilePixels",
    "begin_reading_thread",
    "gdal_env",
    "open_raster",
]

logger = logging.getLogger(__name__)

STRIP_PIXELS = 8 * 2**20  # file pixels of one band held at once while averaging
SAMPLE_GRID = 16  # the default stretch looks at 16 x 16 places of a large image
SAMPLE_SIDE_PX = 128
WHOLE_SAMPLE_PIXELS = 16 * 2**20  # images up to here are looked at completely
PERCENTILES = (2.0, 98.0)
MOST_CACHE_BYTES = 256 * 2**20  # of decoded blocks, for a file of very large ones
# Where QGIS shows an image without georeference: rows go down from 0.
PIXEL_SPACE = Affine(1.0, 0.0, 0.0, 0.0, -1.0, 0.0)

Bytes = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TilePixels:
    """Pixels of a lattice box.

    Attributes:
        rgb: (3, H, W) uint8; pixels without data hold a filler that depends on the box alone.
        valid: (H, W), whether the pixel has data.
    """

    rgb: Bytes
    valid: Bools


class ImageReader:
    """One image file as 8-bit RGB.

    Args:
        path: anything that GDAL opens.
        bands: three bands, or one for grey, counted from 1; None takes the file's own colours.
        ranges: (minimum, maximum) per band, or one for all; None takes 8-bit data as it is and
            stretches other types from the 2nd to the 98th percentile of the whole file.
    """

    def __init__(
        self,
        path: str,
        bands: Sequence[int] | None = None,
        ranges: Sequence[Sequence[float]] | None = None,
    ) -> None:
        self.path = path
        self.name = image_name(path)
        self._file = open_raster(path)
        try:
            self.files = pixel_files(path, self._file.files)
            if self._file.driver == "VRT":
                require_sources(self.name, self.files)
            self._state = FileState(self.name, self.files)
            self._check()
            self.palette = self._read_palette() if bands is None else None
            self.bands = self._choose_bands(bands)
            self._flags = [self._file.mask_flag_enums[band - 1] for band in self.bands]
            self.ranges = self._choose_ranges(ranges)
        except CPLE_BaseError as error:
            self._file.close()
            raise self._broken(error) from error
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> ImageReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def check_unchanged(self, now: bool = False) -> None:
        """Raise ImageChanged when its files are not as they were; see :class:`FileState`."""
        self._state.check(now)

    @property
    def width(self) -> int:
        """Columns of the file."""
        return int(self._file.width)

    @property
    def height(self) -> int:
        """Rows of the file."""
        return int(self._file.height)

    @property
    def transform(self) -> Affine:
        """Pixel to map coordinates; QGIS's pixel space where the file has none."""
        transform: Affine = self._file.transform
        return PIXEL_SPACE if transform == Affine.identity() else transform

    @property
    def crs(self) -> CRS | None:
        """Coordinate system that results get."""
        return self._file.crs

    @property
    def ground_crs(self) -> CRS | None:
        """Coordinate system that tells where the image is; None where it has no position in it."""
        return None if self.transform == PIXEL_SPACE else self._file.crs

    def lattice(
        self,
        factor: int,
        origin: Sequence[int] = (0, 0),
        bounds: Sequence[int] | None = None,
        pixel_size_m: float | None = None,
    ) -> Lattice:
        """The working lattice of this file."""
        return Lattice.of_file(
            self.transform,
            self.ground_crs,
            self.width,
            self.height,
            factor=factor,
            origin=origin,
            bounds=bounds,
            pixel_size_m=pixel_size_m if self.ground_crs is None else None,
        )

    def cache_bytes(self, rows: int, columns: int) -> int:
        """Memory with which no block of the file is decoded twice while tiles are read row by row.

        Args:
            rows: file pixels of a tile.
            columns: file pixels of a row of tiles, before the next row begins.
        """
        block_rows, block_columns = self._file.block_shapes[self.bands[0] - 1]
        high = (-(-rows // block_rows) + 1) * block_rows
        wide = (-(-columns // block_columns) + 1) * block_columns
        whole = self._file.interleaving is not None and self._file.interleaving.name != "band"
        bands = self._file.count if whole else len(self.bands)
        one = np.dtype(self._file.dtypes[self.bands[0] - 1]).itemsize * bands
        wanted = min(high, self.height) * min(wide, self.width) * one
        return min(max(wanted + wanted // 4, CACHE_BYTES), MOST_CACHE_BYTES)

    # What the file is

    def _check(self) -> None:
        file = self._file
        if file.count == 0:
            inside = len(file.subdatasets)
            raise LayerError(
                f'The image "{self.name}" has no bands of its own'
                + (f" but {inside} rasters inside." if inside else "."),
                hint="Choose one of the rasters inside it as a layer of its own.",
            )
        if any("complex" in dtype for dtype in file.dtypes):
            raise LayerError(
                f'The image "{self.name}" holds complex numbers, which have no colour.',
                hint="Convert it to amplitude first.",
            )
        if file.width < 1 or file.height < 1:
            raise LayerError(f'The image "{self.name}" has no pixels.')

    def _read_palette(self) -> Bytes | None:
        """(entries, 4) RGBA of a palette image, or None."""
        if self._file.colorinterp[0] != ColorInterp.palette or self._file.dtypes[0] not in (
            "uint8",
            "uint16",
        ):
            return None
        try:
            colors = self._file.colormap(1)
        except ValueError:
            return None
        table = np.zeros((max(colors) + 1, 4), dtype=np.uint8)
        for value, color in colors.items():
            table[value] = color
        return table

    def _choose_bands(self, bands: Sequence[int] | None) -> tuple[int, ...]:
        count = self._file.count
        if bands is not None:
            for band in bands:
                if not 1 <= band <= count:
                    raise LayerError(
                        f'The image "{self.name}" has no band {band}; it has {count}.',
                        hint=f"Choose bands from 1 to {count}.",
                    )
            return tuple(bands)
        if self.palette is not None:
            return (1,)
        kinds = list(self._file.colorinterp)
        wanted = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
        if all(kind in kinds for kind in wanted):
            return tuple(kinds.index(kind) + 1 for kind in wanted)
        colors = [i + 1 for i, kind in enumerate(kinds) if kind != ColorInterp.alpha]
        if not colors:
            raise LayerError(
                f'The image "{self.name}" has an alpha band only, so there is no colour.'
            )
        return tuple(colors[:3]) if len(colors) >= 3 else (colors[0],)

    def _choose_ranges(
        self, ranges: Sequence[Sequence[float]] | None
    ) -> tuple[tuple[float, float], ...] | None:
        """(minimum, maximum) per band; None for data that is taken as it is."""
        if ranges is not None:
            if len(ranges) not in (1, len(self.bands)):
                raise LayerError(
                    f"{len(ranges)} ranges were given for {len(self.bands)} bands.",
                    hint="Give one range per band, or one for all.",
                )
            pairs = [(float(low), float(high)) for low, high in ranges]
            return tuple(pairs * len(self.bands) if len(pairs) == 1 else pairs)
        if self.palette is not None or all(
            self._file.dtypes[band - 1] == "uint8" for band in self.bands
        ):
            return None
        return self._percentiles()

    def _percentiles(self) -> tuple[tuple[float, float], ...]:
        """The default stretch, from the whole file or from places spread evenly over it."""
        samples: list[list[npt.NDArray[Any]]] = [[] for _ in self.bands]
        for window, shape in self._sample_windows():
            values = self._read(self.bands, window, shape)
            valid = self._valid(window, values, shape)
            for band, plane in enumerate(values):
                samples[band].append(plane[valid])
        pairs = []
        for band_samples in samples:
            joined = np.concatenate(band_samples) if band_samples else np.zeros(0)
            if joined.size == 0:
                pairs.append((0.0, 1.0))
                continue
            low, high = (float(v) for v in np.percentile(joined.astype(np.float64), PERCENTILES))
            pairs.append((low, high if high > low else low + 1.0))
        return tuple(pairs)

    def _sample_windows(self) -> Iterator[tuple[Window, tuple[int, int] | None]]:
        """Windows to look at, and the size to read them at where there are overviews."""
        width, height = self.width, self.height
        if width * height <= WHOLE_SAMPLE_PIXELS:
            yield Window(0, 0, width, height), None
            return
        steps = self._file.overviews(1)
        fitting = [s for s in steps if width * height / s**2 <= WHOLE_SAMPLE_PIXELS]
        if fitting:
            step = min(fitting)
            yield Window(0, 0, width, height), (-(-height // step), -(-width // step))
            return
        columns = min(SAMPLE_SIDE_PX, width)
        rows = min(SAMPLE_SIDE_PX, height)
        for i in range(SAMPLE_GRID):
            for j in range(SAMPLE_GRID):
                left = round(j * (width - columns) / (SAMPLE_GRID - 1))
                top = round(i * (height - rows) / (SAMPLE_GRID - 1))
                yield Window(left, top, columns, rows), None

    # Pixels

    def _read(
        self, bands: Sequence[int], window: Window, shape: tuple[int, int] | None = None
    ) -> npt.NDArray[Any]:
        """Raw values (bands, rows, cols)."""
        out_shape = None if shape is None else (len(bands), *shape)
        try:
            values: npt.NDArray[Any] = self._file.read(
                list(bands), window=window, out_shape=out_shape
            )
        except RasterioError as error:
            raise self._broken(error) from error
        return values

    def _valid(
        self, window: Window, values: npt.NDArray[Any], shape: tuple[int, int] | None = None
    ) -> Bools:
        """Which pixels have data: any of the bands in use, by nodata, mask or alpha; no NaN."""
        valid = np.ones(values.shape[1:], dtype=bool)
        if not all(MaskFlags.all_valid in flags for flags in self._flags):
            out_shape = None if shape is None else (len(self.bands), *shape)
            try:
                masks = self._file.read_masks(list(self.bands), window=window, out_shape=out_shape)
            except RasterioError as error:
                raise self._broken(error) from error
            valid = (masks > 0).any(axis=0)
        if values.dtype.kind == "f":
            valid &= np.isfinite(values).all(axis=0)
        return valid

    def _broken(self, error: Exception) -> LayerError:
        """The error for pixels that cannot be read; raises ImageChanged where that is why."""
        self._state.check(now=True)
        if is_remote(self.path):
            return LayerError(
                f'The image "{self.name}" cannot be read completely: its server does not give all '
                f"of its pixels ({remote_problem(failure(error))}).",
                hint=TELL,
                detail=str(error),
            )
        return LayerError(
            f'The image "{self.name}" cannot be read completely: {failure(error)}.',
            hint="The file may be damaged, on a drive that went away, or still being written.",
            detail=str(error),
        )

    def file_valid(self, left: int, top: int, width: int, height: int) -> Bools:
        """(height, width), which file pixels have data; False outside the file."""
        out = np.zeros((height, width), dtype=bool)
        x0, y0 = max(left, 0), max(top, 0)
        x1, y1 = min(left + width, self.width), min(top + height, self.height)
        if x1 > x0 and y1 > y0:
            window = Window(x0, y0, x1 - x0, y1 - y0)
            values = self._read(self.bands, window)
            valid = self._valid(window, values)
            if self.palette is not None:
                _, opaque = self._expand(values)
                valid &= opaque
            out[y0 - top : y1 - top, x0 - left : x1 - left] = valid
        return out

    def read_tile(
        self, lattice: Lattice, box: Box, fill: tuple[int, int, int] | None = None
    ) -> TilePixels:
        """A square of the lattice.

        Args:
            lattice: working pixels of this file.
            box: which of them.
            fill: colour of pixels outside the layer or without data. Without one, those outside
                mirror those inside (repeating the edge made networks see streaks, and find things
                in them), and those without data get the mean colour of the others. ``valid`` is
                False for both.
        """
        inside = box.intersect(lattice.bounds).intersect(lattice.file_box)
        rgb = np.zeros((3, box.height, box.width), dtype=np.uint8)
        if fill is not None:
            rgb[:] = np.array(fill, dtype=np.uint8)[:, None, None]
        valid = np.zeros((box.height, box.width), dtype=bool)
        if inside.empty:
            return TilePixels(rgb, valid)
        core, core_valid = self._read_lattice(lattice, inside)
        if fill is not None:
            rows = slice(inside.top - box.top, inside.bottom - box.top)
            columns = slice(inside.left - box.left, inside.right - box.left)
            np.copyto(rgb[:, rows, columns], core, where=core_valid)
            valid[rows, columns] = core_valid
            return TilePixels(rgb, valid)
        if not core_valid.all():
            _fill(core, core_valid)
        pads = (
            (inside.top - box.top, box.bottom - inside.bottom),
            (inside.left - box.left, box.right - inside.right),
        )
        rgb = np.pad(core, ((0, 0), *pads), mode="symmetric")
        valid = np.pad(core_valid, pads, mode="constant", constant_values=False)
        return TilePixels(rgb, valid)

    def _read_lattice(self, lattice: Lattice, box: Box) -> tuple[Bytes, Bools]:
        """Average of the valid file pixels under each lattice pixel, stretched to 8 bits."""
        factor = lattice.factor
        rgb = np.empty((3, box.height, box.width), dtype=np.uint8)
        valid = np.empty((box.height, box.width), dtype=bool)
        step = max(1, STRIP_PIXELS // (box.width * factor * factor))
        for row in range(0, box.height, step):
            rows = min(step, box.height - row)
            strip = Box(box.left, box.top + row, box.right, box.top + row + rows)
            rgb[:, row : row + rows], valid[row : row + rows] = self._read_strip(lattice, strip)
        return rgb, valid

    def _read_strip(self, lattice: Lattice, box: Box) -> tuple[Bytes, Bools]:
        factor = lattice.factor
        left, top = (int(v) for v in lattice.file_pixel(box.left, box.top))
        columns = min(box.width * factor, self.width - left)
        rows = min(box.height * factor, self.height - top)
        window = Window(left, top, columns, rows)
        values = self._read(self.bands, window)
        valid = self._valid(window, values)
        if self.palette is not None:
            values, opaque = self._expand(values)
            valid = valid & opaque
        means, has_data = _average(values, valid, factor, box.height, box.width)
        return self._to_bytes(means), has_data

    def _expand(self, values: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], Bools]:
        """Palette values (1, H, W) to colours (3, H, W), and where they are not transparent."""
        table = self.palette
        if table is None:
            return values, np.ones(values.shape[1:], dtype=bool)
        known = values[0] < len(table)
        colors = table[np.where(known, values[0], 0)]  # (H, W, 4)
        return np.moveaxis(colors[..., :3], -1, 0), known & (colors[..., 3] > 0)

    def _to_bytes(self, means: npt.NDArray[np.float64]) -> Bytes:
        """(B, H, W) values to (3, H, W) colours; halves are rounded up."""
        if self.ranges is not None:
            low = np.array([r[0] for r in self.ranges])[:, None, None]
            high = np.array([r[1] for r in self.ranges])[:, None, None]
            means = (means - low) * 255.0 / (high - low)
        out = np.floor(np.clip(means, 0.0, 255.0) + 0.5).astype(np.uint8)
        return out if len(out) == 3 else np.repeat(out, 3, axis=0)


def _average(
    values: npt.NDArray[Any], valid: Bools, factor: int, rows: int, columns: int
) -> tuple[npt.NDArray[np.float64], Bools]:
    """Mean of valid values in factor x factor blocks (B, rows, columns), and where there is one."""
    all_valid = bool(valid.all())
    if factor == 1:
        means = np.where(valid, values, 0).astype(np.float64) if not all_valid else values
        return means.astype(np.float64), valid
    missing = ((0, rows * factor - values.shape[1]), (0, columns * factor - values.shape[2]))
    if any(after for _, after in missing):  # the last working pixel reaches over the image's edge
        values = np.pad(values, ((0, 0), *missing))
        valid = np.pad(valid, missing)
        all_valid = False
    if not all_valid:
        values = np.where(valid, values, np.zeros((), dtype=values.dtype))
        counts = _block_sums(valid[None], factor)[0]
    small = values.dtype.kind == "u" and values.dtype.itemsize <= 2 and factor <= 256
    sums = _block_sums(values, factor, np.uint32 if small else np.float64)
    if all_valid:
        return sums / float(factor * factor), np.ones((rows, columns), dtype=bool)
    return sums / np.maximum(counts, 1), counts > 0


def _block_sums(
    values: npt.NDArray[Any], factor: int, dtype: npt.DTypeLike = np.uint32
) -> npt.NDArray[Any]:
    """Sums of factor x factor blocks of (B, H, W)."""
    bands, height, width = values.shape
    # Rows first: whole rows are added at once, several times faster than both axes together.
    by_rows = values.reshape(bands, height // factor, factor, width).sum(axis=2, dtype=dtype)
    out: npt.NDArray[Any] = by_rows.reshape(bands, height // factor, width // factor, factor).sum(
        axis=3, dtype=dtype
    )
    return out


def _fill(rgb: Bytes, valid: Bools) -> None:
    """Give pixels without data the mean colour of the others, in place."""
    if not valid.any():
        rgb[:] = 0
        return
    for plane in rgb:
        plane[~valid] = math.floor(float(plane[valid].mean()) + 0.5)
