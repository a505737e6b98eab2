"""What a slider needs of a score raster, and what people correct in a class raster.

The best raster holds, for each pixel, the best class before any threshold together with its code,
as 256 x id + code, and how far the second class is behind. A program that shows it can apply any
thresholds by choosing colours, without looking at the scores again.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from rasterio.windows import Window

from backend.codes import CodeLayout, rank
from backend.errors import LayerError
from backend.outputs import (
    OutputGrid,
    StoredScores,
    chunks,
    closing_raster,
    finish_raster,
    open_ids,
    open_scores,
    rename_all,
    temporary_names,
)
from backend.raster_files import create_raster
from backend.rasters import gdal_env

__all__ = ["CORRECTED", "key_dtype", "write_best", "write_corrections"]

CORRECTED = 255  # in the place of a code: set by people, so no threshold applies
MAX_SHORT_CLASSES = 254  # whose keys fit into 16 bits, with one value left for nodata

Step = Callable[[int, int], None]


def key_dtype(layout: CodeLayout) -> str:
    """Type of the bands of a best raster; its highest value is nodata."""
    return "uint16" if len(layout.names) <= MAX_SHORT_CLASSES else "uint32"


def write_best(
    scores_path: str, best_path: Path, corrections: str | None = None, step: Step | None = None
) -> None:
    """Write the best raster of a score raster; it appears only when it is complete.

    Args:
        scores_path: score raster of a run.
        best_path: bands "best" (256 x id + code) and "margin" (254 x difference of the scores).
        corrections: raster of ids that people set; their code is 255, their margin 254.
        step: called with (pieces done, pieces) before each piece; may raise to stop.

    Raises:
        LayerError: the file is no score raster.
        DiskFull: the new raster cannot be written.
    """
    _refuse_own(best_path, scores_path, corrections)
    with (
        open_scores(scores_path) as stored,
        contextlib.ExitStack() as opened,
        temporary_names(best_path) as names,
    ):
        layout, grid = stored.layout, stored.grid
        dtype = key_dtype(layout)
        nodata = int(np.iinfo(dtype).max)
        fixed = None
        if corrections is not None:
            fixed = opened.enter_context(open_ids(corrections, layout, grid))
        file = create_raster(
            names[best_path], width=grid.width, height=grid.height, bands=["best", "margin"],
            dtype=dtype, nodata=nodata, transform=grid.transform, crs=grid.crs,
            tags=_tags(stored), shown=best_path,
        )  # fmt: skip
        pieces = list(chunks(grid))
        with closing_raster(file, best_path):
            for done, (left, top, width, height) in enumerate(pieces):
                if step is not None:
                    step(done, len(pieces))
                codes = stored.source.read(left, top, width, height)
                ids, best, margins = rank(layout, codes)
                keys = ids.astype(dtype) * 256 + best
                margins = margins.astype(dtype)
                if fixed is not None:
                    wanted = fixed.read(left, top, width, height)[0]
                    is_set = wanted != layout.nodata
                    keys = np.where(is_set, wanted.astype(dtype) * 256 + CORRECTED, keys)
                    margins[is_set] = 254
                empty = codes[0] == layout.nodata
                keys[empty] = margins[empty] = nodata
                file.write(
                    np.stack([keys, margins]).astype(dtype), window=Window(left, top, width, height)
                )
        finish_raster(names[best_path], best_path)
        rename_all(names)


def write_corrections(
    classes_path: str,
    edits_path: str,
    scores_path: str,
    corrections_path: Path,
    before: str | None = None,
    step: Step | None = None,
) -> int:
    """Keep what people changed: ids where edits and class raster differ, nodata elsewhere.

    Args:
        classes_path: class raster that was edited.
        edits_path: ids that it should have, nodata where nothing was said.
        scores_path: score raster of the run, for its classes.
        corrections_path: the new raster of corrections.
        before: earlier corrections, which stay where nothing new was said.
        step: called with (pieces done, pieces) before each piece; may raise to stop.

    Returns:
        pixels that are corrected now and were not, or otherwise, before.

    Raises:
        LayerError: a file does not have the pixels of the run.
        DiskFull: the new raster cannot be written.
    """
    _refuse_own(corrections_path, scores_path, classes_path, edits_path, before)
    changed = 0
    with (
        open_scores(scores_path) as stored,
        contextlib.ExitStack() as opened,
        temporary_names(corrections_path) as names,
    ):
        layout, grid = stored.layout, stored.grid
        classes = opened.enter_context(open_ids(classes_path, layout, grid))
        edits = opened.enter_context(open_ids(edits_path, layout, grid))
        earlier = opened.enter_context(open_ids(before, layout, grid)) if before else None
        file = _ids_file(names[corrections_path], stored, corrections_path)
        pieces = list(chunks(grid))
        with closing_raster(file, corrections_path):
            for done, piece in enumerate(pieces):
                if step is not None:
                    step(done, len(pieces))
                old, new = classes.read(*piece)[0], edits.read(*piece)[0]
                _check_ids(new, layout, edits_path)
                differs = (new != layout.nodata) & (old != layout.nodata) & (new != old)
                changed += int(differs.sum())
                kept = np.full_like(old, layout.nodata)
                if earlier is not None:
                    kept = earlier.read(*piece)[0]
                left, top, width, height = piece
                file.write(np.where(differs, new, kept), 1, window=Window(left, top, width, height))
        finish_raster(names[corrections_path], corrections_path)
        rename_all(names)
    return changed


def _ids_file(path: Path, stored: StoredScores, shown: Path):  # type: ignore[no-untyped-def]
    grid: OutputGrid = stored.grid
    with gdal_env():
        return create_raster(
            path, width=grid.width, height=grid.height, bands=["corrected"],
            dtype=stored.layout.dtype, nodata=stored.layout.nodata, transform=grid.transform,
            crs=grid.crs, tags=_tags(stored), shown=shown,
        )  # fmt: skip


def _tags(stored: StoredScores) -> dict[str, str]:
    return {"AEROSEG_RECORD": json.dumps(stored.record, ensure_ascii=False, sort_keys=True)}


def _check_ids(ids: np.ndarray, layout: CodeLayout, path: str) -> None:
    """Raise LayerError for an id that no class has."""
    strange = ids[(ids != layout.nodata) & (ids > len(layout.names))]
    if strange.size:
        raise LayerError(
            f'The file "{Path(path).name}" holds the class {int(strange[0])}, and there are '
            f"{len(layout.names)}."
        )


def _refuse_own(out: Path, *sources: str | None) -> None:
    """Raise LayerError when a file would replace one that it is made from."""
    for source in sources:
        if source is not None and Path(source).resolve() == out.resolve():
            raise LayerError(
                f'"{out.name}" would replace a raster that it is made from.',
                hint="Give it another name.",
            )
