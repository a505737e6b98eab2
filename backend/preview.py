"""What a run has finished so far, as a small raster that is replaced every few seconds."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from affine import Affine

from backend.aoi import Aoi
from backend.blocks import BlockStore
from backend.codes import CodeLayout, Codes, decide, threshold_code
from backend.errors import DiskFull
from backend.grid import Box
from backend.outputs import ClassStyle, closing_raster, color_table
from backend.raster_files import create_raster
from backend.tiling import Cell, TilePlan

__all__ = ["MAX_SIDE_PX", "Preview", "PreviewFacts", "Shown", "remove_previews"]

logger = logging.getLogger(__name__)

MAX_SIDE_PX = 2048
EVERY_S = 2.0
NAME = "preview.tif"

Shown = Callable[[Path, int, int], None]  # path, blocks finished, blocks in all


@dataclass(frozen=True, slots=True)
class PreviewFacts:
    """What a preview is made from.

    Attributes:
        folder: of the run.
        plan: of the run.
        layout: bands of the codes.
        styles: classes in id order.
        thresholds: in id order.
        window: working pixels that were asked for.
        transform: of the window's pixels.
        crs: of the image, or None.
        aoi: polygons, or None.
    """

    folder: Path
    plan: TilePlan
    layout: CodeLayout
    styles: Sequence[ClassStyle]
    thresholds: Sequence[float]
    window: Box
    transform: Affine
    crs: object
    aoi: Aoi | None


class Preview:
    """Class ids of the finished blocks, every n-th working pixel.

    A preview that cannot be written is left out: the run itself will meet a full disk.

    Args:
        facts: the run.
        store: its blocks; those that are finished already are shown from the beginning.
        shown: told of each new raster.
    """

    def __init__(self, facts: PreviewFacts, store: BlockStore, shown: Shown) -> None:
        self._facts, self._store, self._shown = facts, store, shown
        window = facts.window
        self._step = max(1, -(-max(window.width, window.height) // MAX_SIDE_PX))
        # The middle pixel stands for its neighbours.
        self._first_row = min(self._step // 2, window.height - 1)
        self._first_column = min(self._step // 2, window.width - 1)
        rows = len(range(self._first_row, window.height, self._step))
        columns = len(range(self._first_column, window.width, self._step))
        self._ids: Codes = np.full((rows, columns), facts.layout.nodata, facts.layout.dtype)
        self._limits = np.array([0, *(threshold_code(value) for value in facts.thresholds)])
        self._path = facts.folder / NAME
        self._told = 0
        self._last_s = 0.0
        for cell in store.done:
            self._paint(cell, store.read(facts.plan.inner_box(cell)))

    def add(self, cell: Cell, codes: Codes) -> None:
        """Show a block that is on disk now, soon.

        Args:
            cell: which one.
            codes: (bands, h, w) of its pixels in the window of the plan.
        """
        self._paint(cell, codes)
        self.tell()

    def tell(self, now: bool = False) -> None:
        """Write the raster and say so, when there is something new and the last time is past.

        Args:
            now: whatever the time of the last one was.
        """
        if self._store.finished == self._told:
            return
        if not now and time.monotonic() - self._last_s < EVERY_S:
            return
        try:
            self._write()
        except (DiskFull, OSError) as error:
            logger.info("no preview: %s", error)
        else:
            self._told = self._store.finished
            self._shown(self._path, self._store.finished, self._store.total)
        self._last_s = time.monotonic()

    def _paint(self, cell: Cell, codes: Codes) -> None:
        facts, step = self._facts, self._step
        inner = facts.plan.inner_box(cell)
        part = inner.intersect(facts.window)
        window = facts.window
        rows = self._samples(part.top - window.top, part.bottom - window.top, self._first_row)
        columns = self._samples(
            part.left - window.left, part.right - window.left, self._first_column
        )
        if not rows or not columns:
            return
        y, x = window.top + rows.start, window.left + columns.start
        some = codes[
            :, y - inner.top : part.bottom - inner.top : step,
            x - inner.left : part.right - inner.left : step,
        ]  # fmt: skip
        ids, _ = decide(facts.layout, some, self._limits)
        if facts.aoi is not None:
            inside = facts.aoi.working.mask(part)[y - part.top :: step, x - part.left :: step]
            ids[~inside] = facts.layout.nodata
        top, left = rows.start // step, columns.start // step
        self._ids[top : top + ids.shape[0], left : left + ids.shape[1]] = ids

    def _samples(self, start: int, end: int, first: int) -> range:
        """Pixels of an axis of the window that are shown, of those from start to end."""
        return range(start + (first - start) % self._step, end, self._step)

    def _write(self) -> None:
        facts = self._facts
        temporary = self._path.with_name(f".{self._path.stem}.part.tif")
        height, width = self._ids.shape
        # The middle pixel stands for a square of them, so the square begins where they begin.
        transform = facts.transform @ Affine.scale(self._step)
        try:
            file = create_raster(
                temporary, width=width, height=height, bands=["class"],
                dtype=facts.layout.dtype, nodata=facts.layout.nodata, transform=transform,
                crs=facts.crs, tags={}, colors=color_table(facts.layout, facts.styles),
                shown=self._path,
            )  # fmt: skip
            with closing_raster(file, self._path):
                file.write(self._ids, 1)
            self._replace(temporary)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _replace(self, temporary: Path) -> None:
        """Give the new raster its name; another one where the system holds the old file open."""
        try:
            temporary.replace(self._path)
        except PermissionError:
            held = self._path
            number = 1 + int(held.stem.partition("-")[2] or 1)
            self._path = held.with_name(f"{NAME.partition('.')[0]}-{number}.tif")
            temporary.replace(self._path)


def remove_previews(folder: Path) -> None:
    """Remove the previews of a run, those of one that was killed too."""
    for path in folder.glob("preview*.tif*"):
        with contextlib.suppress(OSError):
            path.unlink()
