"""Label files of several kinds as class ids; nothing is guessed, and what is unknown is named."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning, RasterioError

from backend.errors import InputError
from training.prepare.spec import DatasetSpec, Layout
from training.prepare.vectors import Grid, burn, read_shapes

__all__ = ["UNKNOWN", "LabelReader", "open_image"]

UNKNOWN = 255
STRAY = 254  # marks colours and ids outside the list, before they are reported


def open_image(path: Path) -> rasterio.DatasetReader:
    """A raster opened for reading, without the warning of a missing georeference.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            return rasterio.open(path)
    except RasterioError as error:
        raise InputError(
            f'"{path}" cannot be read as an image: {error}.',
            hint="Look whether the archive was unpacked completely.",
        ) from error


@dataclass
class LabelReader:
    """Reads the labels of one layout of a data set.

    Attributes:
        stray: what happens to colours or ids that are not listed: "error", or "ignore", which
            makes them unlabelled and counts them.
    """

    spec: DatasetSpec
    layout: Layout
    stray: Literal["error", "ignore"] = "error"

    def read(self, path: Path, image: Path) -> tuple[NDArray[np.uint8], int]:
        """Class ids (H, W) of the result, 255 unlabelled, and the number of stray pixels.

        Args:
            path: the label.
            image: the image that it belongs to; its grid is that of burnt vectors.

        Raises:
            InputError: the file cannot be read, is of another kind, or holds a value not listed.
        """
        if self.layout.labels == "vector":
            return self._burnt(path, image), 0
        with open_image(path) as source:
            try:
                bands = source.read()
                colourmap = source.colormap(1) if self._takes_colours else None
            except ValueError:
                colourmap = None
            except RasterioError as error:
                raise InputError(f'"{path}" is damaged: {error}.') from error
        if bands.dtype != np.uint8:
            raise InputError(f'"{path}" holds {bands.dtype} values, expected are 8 bits.')
        if self._takes_colours and (colourmap or len(bands) >= 3):
            if colourmap:
                table = np.zeros((256, 3), np.uint8)
                for value, colour in colourmap.items():
                    table[value] = colour[:3]
                bands = table[bands[0]].transpose(2, 0, 1)
            return self._of_colours(bands[:3], path)
        if self.layout.labels == "colours":
            raise InputError(
                f'"{path}" has {len(bands)} band without colours, expected is a coloured mask.'
            )
        if self.layout.labels == "binary":
            grey = bands[:3].max(axis=0)
            table = np.where(np.arange(256) >= self.layout.threshold, *self._two).astype(np.uint8)
            return table[grey], 0
        if len(bands) > 1 and not all(np.array_equal(bands[0], b) for b in bands[1:3]):
            raise InputError(f'"{path}" is a coloured mask, expected are ids in one band.')
        return self._checked(self._ids[bands[0]], bands[0], path)

    @property
    def _takes_colours(self) -> bool:
        return self.layout.labels in ("colours", "either")

    @cached_property
    def _two(self) -> tuple[int, int]:
        """Ids of white and black in binary masks: source ids 1 and 0."""
        return int(self._ids[1]), int(self._ids[0])

    @cached_property
    def _ids(self) -> NDArray[np.uint8]:
        """Source id -> id of the result."""
        table = np.full(256, STRAY, np.uint8)
        if self.layout.labels == "target":
            table[list(self.spec.targets)] = list(self.spec.targets)
        else:
            for i, thing in self.spec.targets.items():
                table[list(thing.ids)] = i
            table[list(self.spec.ignore_ids)] = UNKNOWN
        if table[UNKNOWN] == STRAY:
            table[UNKNOWN] = UNKNOWN
        return table

    @cached_property
    def _colours(self) -> NDArray[np.uint8]:
        """24-bit colour -> id of the result."""
        table = np.full(1 << 24, STRAY, np.uint8)
        for i, thing in self.spec.targets.items():
            for red, green, blue in thing.colours:
                table[red << 16 | green << 8 | blue] = i
        for red, green, blue in self.spec.ignore_colours:
            table[red << 16 | green << 8 | blue] = UNKNOWN
        return table

    def _of_colours(self, bands: NDArray[np.uint8], path: Path) -> tuple[NDArray[np.uint8], int]:
        code = bands[0].astype(np.uint32) << 16
        code |= bands[1].astype(np.uint32) << 8
        code |= bands[2]
        return self._checked(self._colours[code], code, path)

    def _checked(
        self, label: NDArray[np.uint8], values: NDArray[np.integer], path: Path
    ) -> tuple[NDArray[np.uint8], int]:
        wrong = label == STRAY
        count = int(np.count_nonzero(wrong))
        if count and self.stray == "error":
            value = int(values[wrong][0])
            row, col = np.argwhere(wrong)[0]
            if values.dtype == np.uint32:
                what = f"the colour ({value >> 16}, {value >> 8 & 255}, {value & 255})"
            else:
                what = f"the id {value}"
            raise InputError(
                f'"{path}" holds {what} at row {row}, column {col}, which '
                f"{self.spec.title} does not list ({count:,} such pixels).",
                hint="If these pixels may be unlabelled, run again with --stray ignore.",
            )
        label[wrong] = UNKNOWN
        return label, count

    def _burnt(self, path: Path, image: Path) -> NDArray[np.uint8]:
        """Lines and polygons of a vector layer as the class of source id 1."""
        with open_image(image) as source:
            grid = Grid.of(source)
        shapes = read_shapes(path, grid, self.layout.buffer_m)
        value = int(self._ids[1])
        return burn([(shape, value) for shape in shapes], grid, int(self._ids[0]))
