"""From codes to files: class raster, score raster, style, run record; all of them or none.

Everything is written under temporary names in the target folder and renamed at the end.
"""

from __future__ import annotations

import contextlib
import html
import json
import os
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from affine import Affine
from rasterio.crs import CRS
from rasterio.errors import RasterioError
from rasterio.windows import Window

from backend import protocol as p
from backend.codes import CODE_TEXT, CodeLayout, Codes, Tally, decide, threshold_code
from backend.disk import disk_error
from backend.errors import AppError, LayerError
from backend.grid import ground_size_m
from backend.raster_files import build_overviews, create_raster
from backend.rasters import gdal_env, open_raster
from backend.run_record import with_thresholds

__all__ = [
    "ClassStyle",
    "CodeSource",
    "OutputGrid",
    "StoredScores",
    "check_pixels",
    "chunks",
    "class_results",
    "closing_raster",
    "color_table",
    "finish_raster",
    "open_ids",
    "open_scores",
    "read_score_tags",
    "relabel",
    "rename_all",
    "style_text",
    "temporary_names",
    "write_results",
    "write_text",
]

CHUNK_ROWS = 256  # one row of blocks of the file: no block is ever packed twice
CHUNK_COLUMNS = 4096
RESULT_OPACITY = 0.6  # the result never hides the image


@dataclass(frozen=True, slots=True)
class OutputGrid:
    """Pixels of a result raster.

    Attributes:
        gsd_m: ground sample distance at the layer's centre.
        pixel_m: given size of a pixel, where the CRS does not tell it.
    """

    width: int
    height: int
    transform: Affine
    crs: CRS | None
    gsd_m: float
    pixel_m: float | None = None

    def pixel_area_m2(self, col: float, row: float) -> float:
        """Ground area of the pixel whose centre is (col, row)."""
        if self.pixel_m is not None or self.crs is None:
            return (self.pixel_m or 1.0) ** 2
        try:
            across, down = ground_size_m(self.transform, self.crs, col, row)
        except LayerError:  # a corner of the image outside the area of its projection
            return self.gsd_m**2
        return across * down


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """Id, name and colour ("#rrggbb") of a class in the legend."""

    id: int
    name: str
    color: str


class CodeSource(Protocol):
    """Where codes come from, in output pixels."""

    def read(self, left: int, top: int, width: int, height: int) -> Codes:
        """Codes (bands, height, width)."""
        ...


def chunks(grid: OutputGrid) -> Iterator[tuple[int, int, int, int]]:
    """(left, top, width, height) of pieces, aligned to the blocks of the file."""
    for top in range(0, grid.height, CHUNK_ROWS):
        for left in range(0, grid.width, CHUNK_COLUMNS):
            yield (
                left,
                top,
                min(CHUNK_COLUMNS, grid.width - left),
                min(CHUNK_ROWS, grid.height - top),
            )


def write_results(
    source: CodeSource,
    grid: OutputGrid,
    layout: CodeLayout,
    styles: Sequence[ClassStyle],
    thresholds: Sequence[float],
    record: Mapping[str, Any],
    *,
    classes_path: Path,
    scores_path: Path | None,
    step: Callable[[int, int], None],
    corrections: CodeSource | None = None,
) -> Tally:
    """Write the class raster with its style, and the score raster unless its path is None.

    Args:
        source: codes in output pixels.
        grid: the output.
        layout: bands of the codes.
        styles: classes in id order, 1..N.
        thresholds: (N,) in id order.
        record: the run record; goes into the tags.
        classes_path: class raster; its style gets the same name with ``.qml``.
        scores_path: score raster.
        step: called with (pieces done, pieces) before each piece; may raise to stop.
        corrections: ids (1, height, width) that people set, nodata where they set none.

    Raises:
        DiskFull: a file cannot be written; nothing new is left behind.
    """
    limits = np.array([0, *(threshold_code(t) for t in thresholds)])
    tags = {
        "AEROSEG_CODE": CODE_TEXT.replace("255 nodata", f"{layout.nodata} nodata"),
        "AEROSEG_RECORD": json.dumps(record, ensure_ascii=False, sort_keys=True),
    }
    tally = Tally(layout)
    pieces = list(chunks(grid))
    style_path = classes_path.with_suffix(".qml")
    # The scores come first: another program may hold them, and then nothing is replaced.
    with temporary_names(scores_path, classes_path, style_path) as names, gdal_env():
        classes_file = create_raster(
            names[classes_path], width=grid.width, height=grid.height, bands=["class"],
            dtype=layout.dtype, nodata=layout.nodata, transform=grid.transform, crs=grid.crs,
            tags=tags, colors=color_table(layout, styles), shown=classes_path,
        )  # fmt: skip
        with closing_raster(classes_file, classes_path):
            scores_file = None
            if scores_path is not None:
                scores_file = create_raster(
                    names[scores_path], width=grid.width, height=grid.height, bands=layout.bands,
                    dtype=layout.dtype, nodata=layout.nodata, transform=grid.transform,
                    crs=grid.crs, tags={**tags, "AEROSEG_SCORES": layout.form}, shown=scores_path,
                )  # fmt: skip
            with closing_raster(scores_file, scores_path or classes_path):
                for done, (left, top, width, height) in enumerate(pieces):
                    step(done, len(pieces))
                    codes = source.read(left, top, width, height)
                    ids, best = decide(layout, codes, limits)
                    fixed = None
                    if corrections is not None:
                        wanted = corrections.read(left, top, width, height)[0]
                        fixed = (wanted != layout.nodata) & (ids != layout.nodata)
                        ids = np.where(fixed, wanted, ids).astype(layout.dtype)
                    area = grid.pixel_area_m2(left + width / 2, top + height / 2)
                    tally.add(ids, best, area, fixed)
                    window = Window(left, top, width, height)
                    classes_file.write(ids, 1, window=window)
                    if scores_file is not None:
                        scores_file.write(codes, window=window)
        for path in (classes_path, scores_path):
            if path is not None:
                step(len(pieces), len(pieces))
                finish_raster(names[path], path)
        write_text(names[style_path], style_text(layout, styles))
        step(len(pieces), len(pieces))  # the last moment in which it can be cancelled
        rename_all(names)
    return tally


def write_text(path: Path, text: str) -> None:
    """Write a small text file.

    Raises:
        DiskFull: it cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise disk_error(path, error) from error


@contextlib.contextmanager
def temporary_names(*paths: Path | None) -> Iterator[dict[Path, Path]]:
    """Final name -> temporary name in the same folder; leftovers are removed."""
    mark = uuid.uuid4().hex[:8]
    names = {
        path: path.with_name(f".{path.stem}-{mark}.part{path.suffix}") for path in paths if path
    }
    try:
        yield names
    finally:
        for name in names.values():
            with contextlib.suppress(OSError):
                name.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                name.with_name(name.name + ".aux.xml").unlink(missing_ok=True)


@contextlib.contextmanager
def closing_raster(file: Any, path: Path) -> Iterator[None]:
    """Close a raster; what GDAL could not write is told as such."""
    try:
        try:
            yield
        finally:
            if file is not None:
                file.close()
    except AppError:
        raise
    except (RasterioError, OSError) as error:
        raise disk_error(path, error) from error


def finish_raster(path: Path, shown: Path) -> None:
    """Overviews, then read everything once: a full disk may show only when blocks are missing."""
    try:
        build_overviews(path)
        with open_raster(str(path)) as file:
            for band in range(1, file.count + 1):
                file.checksum(band)
    except (RasterioError, OSError, AppError) as error:
        raise disk_error(shown, error) from error


def rename_all(names: Mapping[Path, Path]) -> None:
    """Give finished files their names.

    Raises:
        DiskFull: a name cannot be taken.
    """
    for final, temporary in names.items():
        try:
            with temporary.open("r+b") as file:
                # A name must never outlive a power cut that its bytes do not.
                os.fsync(file.fileno())
        except OSError as error:
            raise disk_error(final, error) from error
    for final, temporary in names.items():
        try:
            temporary.replace(final)
        except OSError as error:
            raise disk_error(final, error) from error


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def color_table(
    layout: CodeLayout, styles: Sequence[ClassStyle]
) -> dict[int, tuple[int, int, int, int]]:
    """Colours by id; "other" and nodata are transparent where a format can say so."""
    table = {0: (0, 0, 0, 0), layout.nodata: (0, 0, 0, 0)}
    table.update({style.id: (*_rgb(style.color), 255) for style in styles})
    return table


def class_results(
    tally: Tally, styles: Sequence[ClassStyle], known: dict[str, bool]
) -> list[p.ClassResult]:
    """Counts of each class, in id order."""
    return [
        p.ClassResult(
            id=style.id,
            name=style.name,
            color=style.color,
            pixels=int(tally.pixels[style.id]),
            area_m2=float(tally.area_m2[style.id]),
            mean_score=tally.mean_score(style.id),
            known=known[style.name],
        )
        for style in styles
    ]


def style_text(layout: CodeLayout, styles: Sequence[ClassStyle], other: str = "other") -> str:
    """QGIS style of a class raster: names and colours in the legend, "other" transparent."""
    rows = [(0, "#000000", 0, html.escape(other))]
    rows += [(s.id, s.color, 255, html.escape(s.name)) for s in styles]
    entries = [
        f'<paletteEntry value="{value}" color="{color}" alpha="{alpha}" label="{label}"/>'
        for value, color, alpha, label in rows
    ]
    lines = "\n        ".join(entries)
    return f"""<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="paletted" band="1" opacity="{RESULT_OPACITY}" alphaBand="-1">
      <rasterTransparency/>
      <colorPalette>
        {lines}
      </colorPalette>
    </rasterrenderer>
    <brightnesscontrast brightness="0" contrast="0" gamma="1"/>
    <huesaturation saturation="0" grayscaleMode="0" colorizeOn="0"/>
    <rasterresampler maxOversampling="2"/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
"""


@dataclass(frozen=True, slots=True)
class StoredScores:
    """A finished score raster, open.

    Attributes:
        record: the run record in its tags.
        styles: classes in id order, 1..N.
        layout: bands of its codes.
        grid: its pixels.
        thresholds: of the run, by class name.
        source: its codes.
    """

    record: dict[str, Any]
    styles: list[ClassStyle]
    layout: CodeLayout
    grid: OutputGrid
    thresholds: dict[str, float]
    source: CodeSource


class _File:
    """Values of a finished raster."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def read(self, left: int, top: int, width: int, height: int) -> Codes:
        values: Codes = self._file.read(window=Window(left, top, width, height))
        return values


def read_score_tags(file: Any, name: str) -> tuple[dict[str, Any], list[ClassStyle], CodeLayout]:
    """Run record, classes and bands of an open score raster.

    Args:
        file: the raster.
        name: of the file, for messages.

    Raises:
        LayerError: it is none, or not as a run wrote it.
    """
    try:
        record: dict[str, Any] = json.loads(file.tags()["AEROSEG_RECORD"])
        styles = [ClassStyle(c["id"], c["name"], c["color"]) for c in record["classes"]]
        layout = CodeLayout(tuple(s.name for s in styles), bool(record["has_other"]))
        for cls in record["classes"]:
            float(cls["threshold"])
        float(record["output"]["gsd_m"]), record["output"]["pixel_m"]
        sound = [s.id for s in styles] == list(range(1, len(styles) + 1))
    except (KeyError, TypeError, ValueError) as error:
        raise LayerError(
            f'The file "{name}" is no score raster of AerOSeg: its tags are missing.',
            hint='Choose the "scores.tif" of a run.',
        ) from error
    if not sound or file.count != len(layout.bands) or file.dtypes[0] != layout.dtype:
        raise LayerError(
            f'The file "{name}" is not as a run wrote it: its bands do not fit its classes.',
            hint='Choose the unchanged "scores.tif" of a run.',
        )
    return record, styles, layout


@contextlib.contextmanager
def open_scores(scores_path: str) -> Iterator[StoredScores]:
    """Open the score raster of an earlier run.

    Raises:
        LayerError: the file is no score raster.
    """
    with gdal_env(), open_raster(scores_path) as file:
        record, styles, layout = read_score_tags(file, Path(scores_path).name)
        used = {c["name"]: float(c["threshold"]) for c in record["classes"]}
        output = record["output"]
        grid = OutputGrid(
            file.width, file.height, file.transform, file.crs, float(output["gsd_m"]),
            output["pixel_m"],
        )  # fmt: skip
        yield StoredScores(record, styles, layout, grid, used, _File(file))


@contextlib.contextmanager
def open_ids(path: str, layout: CodeLayout, grid: OutputGrid) -> Iterator[CodeSource]:
    """Open a raster of class ids that lies on the pixels of a result.

    Raises:
        LayerError: it cannot be read, or has other pixels.
    """
    with gdal_env(), open_raster(path) as file:
        check_pixels(file, grid, Path(path).name)
        if file.dtypes[0] != layout.dtype:
            raise LayerError(
                f'The file "{Path(path).name}" holds {file.dtypes[0]} where class ids of this '
                f"result are {layout.dtype}."
            )
        yield _File(file)


def check_pixels(file: Any, grid: OutputGrid, name: str) -> None:
    """Raise LayerError where a raster does not lie on the pixels of a result."""
    same = (file.width, file.height) == (grid.width, grid.height)
    if not same or not file.transform.almost_equals(grid.transform):
        raise LayerError(
            f'The file "{name}" does not have the pixels of this result.',
            hint="Take files of one run.",
        )


def relabel(
    scores_path: str,
    classes_path: Path,
    default: float | None,
    per_class: Mapping[str, float],
    step: Callable[[int, int], None] = lambda done, total: None,
    corrections: str | None = None,
) -> tuple[Tally, list[ClassStyle], dict[str, Any]]:
    """A class raster from the codes of an earlier run.

    Args:
        scores_path: its score raster.
        classes_path: the new class raster.
        default: threshold of classes without their own; None keeps those of the run.
        per_class: thresholds by class name.
        step: see :func:`write_results`.
        corrections: raster of ids that people set, whatever the scores say.

    Returns:
        counts, the classes, and the run record with the new thresholds.

    Raises:
        LayerError: the file is no score raster, or a class name is not in it.
        DiskFull: the new raster cannot be written.
    """
    name = Path(scores_path).name
    if Path(scores_path).resolve() == classes_path.resolve():
        raise LayerError(
            f'The class raster would replace the score raster "{name}" that it is made from.',
            hint="Give it another name.",
        )
    with open_scores(scores_path) as stored, contextlib.ExitStack() as opened:
        used, record = stored.thresholds, stored.record
        strange = [key for key in per_class if key not in used]
        if strange:
            raise LayerError(
                f'The score raster "{name}" has no class "{strange[0]}".',
                hint=f"Its classes: {', '.join(used)[:500]}.",
            )
        thresholds = {
            key: per_class.get(key, default if default is not None else value)
            for key, value in used.items()
        }
        record = with_thresholds(record, thresholds)
        fixed = None
        if corrections is not None:
            fixed = opened.enter_context(open_ids(corrections, stored.layout, stored.grid))
            record["corrections"] = Path(corrections).name
        tally = write_results(
            stored.source, stored.grid, stored.layout, stored.styles, list(thresholds.values()),
            record, classes_path=classes_path, scores_path=None, step=step, corrections=fixed,
        )  # fmt: skip
    return tally, stored.styles, record
