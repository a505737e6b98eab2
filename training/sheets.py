"""Contact sheets of an evaluation: image, label and prediction of the best and worst cases.

Pictures are kept small while rows are measured, so a book of a long evaluation costs little memory.
The sheets show the images: they belong into a folder that is not committed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from rasterio.enums import Resampling

from backend.disk import disk_error
from backend.lettering import Lettering
from backend.rasters import gdal_env, open_raster
from backend.vocabulary import read_classes
from training.data.index import IndexRow

__all__ = ["Case", "SheetBook", "draw_cases"]

PICTURE_PX = 400  # longer side of a picture
CASES = 3  # best ones and worst ones of a source
GAP_PX = 8
LABEL_PX = 190
TEXT_PX = 15
SWATCH_PX = 14
HEADS = ("image", "label", "prediction")
NOTHING = (238, 238, 238)  # none of the classes
UNLABELLED = (0, 0, 0)
MUTED = (96, 96, 96)
COLOUR_PERCENT = (2, 98)  # range shown of images that are not 8-bit

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Case:
    """One measured row, in small.

    Attributes:
        name: of the image.
        names: classes; ids 1..n are these, in order.
        image: (h, w, 3) colours.
        truth: (h, w) ids, above n where nothing is labelled.
        found: (h, w) ids, above n where the image has no data.
        miou: mean IoU at full resolution; None where no class has a pixel in the label.
    """

    name: str
    names: tuple[str, ...]
    image: Bytes
    truth: Bytes
    found: Bytes
    miou: float | None


def read_small(path: Path, height: int, width: int) -> Bytes:
    """An image as (height, width, 3) colours, averaged down.

    Raises:
        LayerError: it cannot be read.
    """
    with gdal_env(), open_raster(str(path)) as file:
        bands = [1, 2, 3] if file.count >= 3 else [1, 1, 1]
        pixels = file.read(bands, out_shape=(3, height, width), resampling=Resampling.average)
    if pixels.dtype != np.uint8:
        values = pixels.astype(np.float64)
        low, high = np.nanpercentile(values, COLOUR_PERCENT, axis=(1, 2))
        span = np.maximum(high - low, 1e-12)[:, None, None]
        share = np.nan_to_num((values - low[:, None, None]) / span)
        pixels = np.rint(share.clip(0, 1) * 255).astype(np.uint8)
    return np.ascontiguousarray(pixels.transpose(1, 2, 0))


class SheetBook:
    """Collects cases while rows are measured, and writes a sheet for each source."""

    def __init__(self) -> None:
        self._cases: dict[str, list[Case]] = {}

    def add(
        self, row: IndexRow, names: Sequence[str], truth: Bytes, found: Bytes, miou: float | None
    ) -> None:
        """Keep a row in small.

        Args:
            row: whose image is shown.
            names: its classes.
            truth: (H, W) ids.
            found: (H, W) ids.
            miou: of the row.
        """
        height, width = truth.shape
        scale = min(1.0, PICTURE_PX / max(height, width))
        small = max(1, round(height * scale)), max(1, round(width * scale))
        # The middle of each small pixel, as it is: ids cannot be averaged.
        rows = ((np.arange(small[0]) + 0.5) * height / small[0]).astype(np.intp)
        columns = ((np.arange(small[1]) + 0.5) * width / small[1]).astype(np.intp)
        place = np.ix_(rows, columns)
        self._cases.setdefault(row.source, []).append(
            Case(row.image.name, tuple(names), read_small(row.image, *small),
                 truth[place].copy(), found[place].copy(), miou)
        )  # fmt: skip

    def write(self, folder: Path, title: str) -> list[Path]:
        """One PNG for each source; the folder is made.

        Args:
            folder: where.
            title: of the model.

        Returns:
            the files.

        Raises:
            DiskFull: one cannot be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise disk_error(folder, error) from error
        paths = []
        for source, cases in self._cases.items():
            path = folder / f"{re.sub(r'[^A-Za-z0-9._-]+', '_', source)}.png"
            picture = draw_cases(f"{source}: {title}", chosen(cases))
            try:
                picture.save(path, format="PNG")
            except OSError as error:
                raise disk_error(path, error) from error
            paths.append(path)
        return paths


def chosen(cases: Sequence[Case]) -> list[tuple[str, Case]]:
    """Best and worst cases with a word for each; all of them where there are few."""
    scored = sorted(
        (case for case in cases if case.miou is not None), key=lambda case: -(case.miou or 0.0)
    )
    if len(scored) > 2 * CASES:
        best, worst = scored[:CASES], scored[-CASES:]
    else:
        half = (len(scored) + 1) // 2
        best, worst = scored[:half], scored[half:]
    words = [("best", case) for case in best] + [("worst", case) for case in worst]
    return words or [("nothing labelled", case) for case in cases[: 2 * CASES]]


def draw_cases(title: str, cases: Sequence[tuple[str, Case]]) -> Image.Image:
    """The sheet: a row for each case, and the colours of all classes below.

    Args:
        title: a line above everything.
        cases: a word and the case.
    """
    text, names = Lettering(TEXT_PX), _names(case for _, case in cases)
    colours = dict(zip(names, _colours(names), strict=True))
    width = max((case.image.shape[1] for _, case in cases), default=PICTURE_PX)
    lines = 5 * text.line_px
    heights = [max(case.image.shape[0], lines) + GAP_PX for _, case in cases]
    legend = [*colours.items(), ("none of them", NOTHING), ("not labelled", UNLABELLED)]
    across = LABEL_PX + len(HEADS) * (width + GAP_PX) + GAP_PX
    per_line = max(1, (across - GAP_PX) // LABEL_PX)
    legend_px = -(-len(legend) // per_line) * (text.line_px + 4) + GAP_PX
    head = 2 * text.line_px + 2 * GAP_PX
    canvas = Image.new("RGB", (across, head + sum(heights) + legend_px), (255, 255, 255))
    text.draw(canvas, (GAP_PX, GAP_PX), text.fit(title, across - 2 * GAP_PX))
    for number, word in enumerate(HEADS):
        left = LABEL_PX + number * (width + GAP_PX)
        text.draw(canvas, (left, GAP_PX + text.line_px), word, fill=MUTED)
    top = head
    for (word, case), height in zip(cases, heights, strict=True):
        score = "" if case.miou is None else f"mIoU {case.miou:.3f}"
        for line, words in enumerate([word, score, *text.wrap(case.name, LABEL_PX - GAP_PX, 3)]):
            text.draw(canvas, (GAP_PX, top + line * text.line_px), words)
        pictures = (
            case.image, _painted(case.truth, case.names, colours),
            _painted(case.found, case.names, colours),
        )  # fmt: skip
        for number, pixels in enumerate(pictures):
            canvas.paste(Image.fromarray(pixels), (LABEL_PX + number * (width + GAP_PX), top))
        top += height
    for number, (name, colour) in enumerate(legend):
        left = GAP_PX + number % per_line * LABEL_PX
        y = top + number // per_line * (text.line_px + 4)
        canvas.paste(colour, (left, y, left + SWATCH_PX, y + SWATCH_PX))
        text.draw(canvas, (left + SWATCH_PX + 4, y), text.fit(name, LABEL_PX - SWATCH_PX - GAP_PX))
    return canvas


def _names(cases: Iterable[Case]) -> list[str]:
    """Every class of the cases once, in the order met."""
    return list(dict.fromkeys(name for case in cases for name in case.names))


def _colours(names: Sequence[str]) -> list[tuple[int, int, int]]:
    """The colours that the product gives to these classes."""
    found = {entry.name: entry.color for entry in read_classes(names).entries} if names else {}
    return [
        (int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16))
        for code in (found[name] for name in names)
    ]


def _painted(ids: Bytes, names: Sequence[str], colours: dict[str, tuple[int, int, int]]) -> Bytes:
    """Ids (h, w) as colours (h, w, 3)."""
    table = np.full((256, 3), UNLABELLED, np.uint8)
    table[0] = NOTHING
    for number, name in enumerate(names, start=1):
        table[number] = colours[name]
    return table[ids]
