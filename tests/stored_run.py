"""A finished run with made-up scores, written by the worker's own writer: for tests and measuring.

    .venv/bin/python -m tests.stored_run FOLDER --size 600 --classes 5

Blobs of every class, with noise, so that there are large objects and small ones.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from affine import Affine
from rasterio.crs import CRS

from backend.codes import CodeLayout, Codes
from backend.outputs import ClassStyle, OutputGrid, write_results

COLORS = (
    "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#888888"
)  # fmt: skip
THRESHOLD = 0.5
# Where the first pixel lies, and the size of a pixel, in some coordinate systems.
PLACES = {
    32633: (500_000.0, 4_000_000.0, 0.5),
    3857: (1_000_000.0, 6_500_000.0, 0.5),
    4326: (13.0, 52.0, 5e-6),
    2263: (990_000.0, 200_000.0, 1.5),  # feet
    0: (0.0, 0.0, 1.0),
}


class Stored:
    """Codes in memory."""

    def __init__(self, codes: Codes) -> None:
        self.codes = codes

    def read(self, left: int, top: int, width: int, height: int) -> Codes:
        """Codes of a window."""
        return self.codes[:, top : top + height, left : left + width]


def made_up(count: int, width: int, height: int, blob_px: int, seed: int) -> Codes:
    """(count, height, width) codes: smooth fields of random values, and a little noise."""
    rng = np.random.default_rng(seed)
    rows, cols = height // blob_px + 2, width // blob_px + 2
    y = np.linspace(0, rows - 1.001, height)
    x = np.linspace(0, cols - 1.001, width)
    i, j = y.astype(int), x.astype(int)
    v, u = (y - i).astype(np.float32)[:, None], (x - j).astype(np.float32)
    codes = np.empty((count, height, width), np.uint8)
    for band in codes:
        few = rng.normal(112, 38, (rows, cols)).astype(np.float32)
        down = few[i] * (1 - v) + few[i + 1] * v
        values = down[:, j] * (1 - u) + down[:, j + 1] * u
        values += rng.normal(0, 2, values.shape).astype(np.float32)
        band[:] = values.clip(0, 254)
    return codes


def write_run(
    folder: Path,
    classes: int,
    *,
    size: tuple[int, int] = (300, 280),
    has_other: bool = False,
    epsg: int = 32633,
    blob_px: int = 24,
    seed: int = 0,
) -> Path:
    """Write classes.tif, scores.tif and run.json; gives the score raster.

    Args:
        folder: made when missing.
        classes: how many.
        size: columns, rows.
        has_other: whether "other" has a band.
        epsg: coordinate system; 0 for none.
        blob_px: size of the blobs.
        seed: of the random numbers.
    """
    folder.mkdir(parents=True, exist_ok=True)
    layout = CodeLayout(tuple(f"class {n}" for n in range(1, classes + 1)), has_other)
    width, height = size
    codes = made_up(classes + has_other, width, height, blob_px, seed)
    if layout.form == "top4":
        order = np.argsort(-codes.astype(int), axis=0, kind="stable")[:4]
        best = np.take_along_axis(codes, order, axis=0)
        codes = np.concatenate([order + layout.first_id, best]).astype(layout.dtype)
    codes[:, : height // 7, : width // 6] = layout.nodata
    styles = [ClassStyle(n + 1, name, COLORS[n % 8]) for n, name in enumerate(layout.names)]
    x, y, pixel = PLACES[epsg]
    record: dict[str, Any] = {
        "format": 1,
        "classes": [
            {"id": s.id, "name": s.name, "color": s.color, "threshold": THRESHOLD, "known": True}
            for s in styles
        ],
        "has_other": has_other,
        "grid": {"gsd_m": 0.5},
        "output": {"form": "working", "gsd_m": 0.5, "pixel_m": None if epsg else 0.5},
    }
    grid = OutputGrid(
        width, height, Affine(pixel, 0, x, 0, -pixel, y),
        CRS.from_epsg(epsg) if epsg else None, 0.5, None if epsg else 0.5,
    )  # fmt: skip
    write_results(
        Stored(codes), grid, layout, styles, [THRESHOLD] * classes, record,
        classes_path=folder / "classes.tif", scores_path=folder / "scores.tif",
        step=lambda done, total: None,
    )  # fmt: skip
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return folder / "scores.tif"


def main() -> int:
    """Write what the command line says."""
    parser = argparse.ArgumentParser(description="Write a finished run with made-up scores.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=300)
    parser.add_argument("--classes", type=int, default=5)
    parser.add_argument("--epsg", type=int, default=32633)
    parser.add_argument("--blob", type=int, default=24)
    parser.add_argument("--best", action="store_true")
    wanted = parser.parse_args()
    scores = write_run(
        wanted.folder, wanted.classes, size=(wanted.size, wanted.size), epsg=wanted.epsg,
        blob_px=wanted.blob,
    )  # fmt: skip
    if wanted.best:
        from backend.best import write_best

        write_best(str(scores), wanted.folder / "best.tif")
    return 0


if __name__ == "__main__":
    sys.exit(main())
