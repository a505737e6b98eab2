"""The figures of a result at any thresholds: pixels, area, mean score of each class.

The raster of the best classes is counted once, by class and code, with the ground area of its
pixels. Figures at other thresholds are sums over those counts.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeedback,
    QgsTask,
    QgsUnitTypes,
)

from .class_raster import score_of_code
from .gdal_files import opened
from .live_style import CORRECTED, KEYS
from .measure import Ground
from .problems import Cancelled, Problem
from .result_state import ResultState
from .text import area_in, tr

__all__ = ["CountTask", "Counts", "Figure", "Figures", "as_csv", "as_text", "count_best"]

BLOCK = (4096, 256)  # as the worker measures: columns, rows
MOST_BUCKETS = 2**18  # GDAL's histogram up to here, Python's counting above


@dataclass(frozen=True)
class Figure:
    """What a class has; `share` of the pixels that have an answer."""

    id: int
    name: str
    color: str
    pixels: int
    area_m2: float
    share: float
    mean_score: float | None
    known: bool = True


@dataclass(frozen=True)
class Figures:
    """All classes in id order, and "other"."""

    classes: tuple
    other_pixels: int
    other_area_m2: float

    @property
    def pixels(self) -> int:
        """Pixels that have an answer."""
        return self.other_pixels + sum(item.pixels for item in self.classes)

    @property
    def other_share(self) -> float:
        """Share of "other"."""
        return self.other_pixels / self.pixels if self.pixels else 0.0

    def shares(self) -> dict:
        """Shares by class name."""
        return {item.name: item.share for item in self.classes}


class Counts:
    """Pixels and area by key (256 x id + code)."""

    def __init__(self) -> None:
        self._pixels: dict = {}
        self._areas: dict = {}

    def add(self, key: int, pixels: int, pixel_area_m2: float) -> None:
        """Count pixels of one key."""
        self._pixels[key] = self._pixels.get(key, 0) + pixels
        self._areas[key] = self._areas.get(key, 0.0) + pixels * pixel_area_m2

    def figures(self, state: ResultState) -> Figures:
        """What the classes have with the thresholds of a state."""
        limits = state.codes
        pixels = dict.fromkeys(limits, 0)
        scored = dict.fromkeys(limits, 0)
        areas = dict.fromkeys(limits, 0.0)
        sums = dict.fromkeys(limits, 0.0)
        other, other_area = 0, 0.0
        for key, count in self._pixels.items():
            number, code = divmod(key, KEYS)
            if number not in limits or code < limits[number]:
                other += count
                other_area += self._areas[key]
                continue
            pixels[number] += count
            areas[number] += self._areas[key]
            if code != CORRECTED:  # nobody scored what people set
                scored[number] += count
                sums[number] += count * score_of_code(code)
        total = other + sum(pixels.values())
        return Figures(
            tuple(
                Figure(
                    entry.id,
                    entry.name,
                    entry.color,
                    pixels[entry.id],
                    areas[entry.id],
                    pixels[entry.id] / total if total else 0.0,
                    sums[entry.id] / scored[entry.id] if scored[entry.id] else None,
                    entry.known,
                )
                for entry in state.entries
            ),
            other,
            other_area,
        )


def count_best(path: str, ground: Ground, feedback: QgsFeedback | None = None) -> Counts:
    """Count a raster of the best classes, block by block.

    Args:
        path: The raster.
        ground: Measures its pixels.
        feedback: Told how far it is, and asked whether to go on.

    Raises:
        Cancelled: Asked for.
        Problem: It cannot be read.
    """
    dataset = opened(path)
    if dataset is None:
        raise _unreadable(path)
    band = dataset.GetRasterBand(1)
    nodata = band.GetNoDataValue()
    counts = Counts()
    width, height = BLOCK
    blocks = [
        (col, row, min(width, dataset.RasterXSize - col), min(height, dataset.RasterYSize - row))
        for row in range(0, dataset.RasterYSize, height)
        for col in range(0, dataset.RasterXSize, width)
    ]
    for done, block in enumerate(blocks):
        if feedback is not None:
            if feedback.isCanceled():
                raise Cancelled()
            feedback.setProgress(100.0 * done / len(blocks))
        try:
            values = band.ReadRaster(*block, buf_type=gdal.GDT_UInt32)
        except RuntimeError:  # where GDAL raises
            values = None
        if values is None:
            raise _unreadable(path)
        area = ground.pixel_area_m2(*block)
        for key, pixels in _count(values, block[2], block[3]).items():
            if key != nodata:
                counts.add(key, pixels, area)
    return counts


def _count(values: bytes, cols: int, rows: int) -> dict:
    """How often each number occurs."""
    memory = gdal.GetDriverByName("MEM").Create("", cols, rows, 1, gdal.GDT_UInt32)
    memory.WriteRaster(0, 0, cols, rows, values)
    band = memory.GetRasterBand(1)
    low, high = (int(value) for value in band.ComputeRasterMinMax(False))
    if high - low >= MOST_BUCKETS:
        return Counter(memoryview(values).cast("I"))
    buckets = high - low + 1
    found = band.GetHistogram(low - 0.5, high + 0.5, buckets, approx_ok=0)
    return {low + place: count for place, count in enumerate(found) if count}


def _unreadable(path: str) -> Problem:
    return Problem(
        tr("The figures of the result cannot be counted."),
        tr("“{file}” cannot be read.").format(file=Path(path).name),
        tr("Look whether the results folder still exists, or run again."),
        name="bad_result",
        detail=f"{path}: {gdal.GetLastErrorMsg()}",
    )


class CountTask(QgsTask):
    """Counts in the background; `counts` or `problem` when it has ended."""

    def __init__(
        self,
        path: str,
        crs: QgsCoordinateReferenceSystem,
        affine: tuple,
        ellipsoid: str,
        pixel_m: float | None,
        context: QgsCoordinateTransformContext,
    ) -> None:
        super().__init__(tr("AerOSeg: counting the result"), QgsTask.Flag.CanCancel)
        self._path, self._crs, self._affine = path, crs, affine
        self._ellipsoid, self._pixel_m, self._context = ellipsoid, pixel_m, context
        self._feedback = QgsFeedback()
        self.counts: Counts | None = None
        self.problem: Problem | None = None

    def cancel(self) -> None:
        """Stop at the next block."""
        self._feedback.cancel()
        super().cancel()

    def run(self) -> bool:
        """Count; called by QGIS on a thread of its own."""
        try:
            ground = Ground(
                self._crs,
                self._affine,
                ellipsoid=self._ellipsoid,
                pixel_m=self._pixel_m,
                context=self._context,
            )
            self.counts = count_best(self._path, ground, self._feedback)
            return True
        except Problem as problem:
            self.problem = problem.alone()
        except RuntimeError as error:
            self.problem = _unreadable(f"{self._path}: {error}")
        return False


def _rows(figures: Figures, units) -> list:
    """A heading and a row for each class and "other", numbers unrounded."""
    unit = QgsUnitTypes.toAbbreviatedString(units)
    heading = ["class", "pixels", f"area [{unit}]", "share [%]", "mean score"]
    rows = [heading]
    for item in figures.classes:
        score = "" if item.mean_score is None else f"{item.mean_score:.4f}"
        area = area_in(item.area_m2, units)
        rows.append([item.name, item.pixels, f"{area:.6g}", f"{100 * item.share:.4f}", score])
    area = area_in(figures.other_area_m2, units)
    share = 100 * figures.other_share
    rows.append(["other", figures.other_pixels, f"{area:.6g}", f"{share:.4f}", ""])
    return rows


def as_text(figures: Figures, units) -> str:
    """The table for the clipboard: tabulators between columns, as spreadsheets take it."""
    return "\n".join("\t".join(map(str, row)) for row in _rows(figures, units)) + "\n"


def as_csv(figures: Figures, units) -> str:
    """The table as comma-separated values, decimal points."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(_rows(figures, units))
    return out.getvalue()
