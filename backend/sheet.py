"""The contact sheet of a look inside: one row a class, one column a step of the model.

All maps of a column share one scale of colours, which its head shows. Pictures are drawn for the
same window to the pixel, whatever the maps' own resolution is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from backend.disk import disk_error
from backend.grid import Box
from backend.lettering import Lettering

__all__ = ["RAMP", "Column", "Layer", "Row", "draw_sheet"]

# From low to high: dark violet, blue, green, yellow. Even in lightness, so it reads without colour.
RAMP = (
    "#440154", "#482878", "#3e4a89", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58",
    "#b5de2b", "#fde725",
)  # fmt: skip
NO_DATA = 224
THUMB_PX, SMALL_THUMB_PX = 176, 112
MANY_ROWS = 24
LABEL_PX = 200
GAP_PX = 8
BAR_PX = 8
TEXT_PX = 15
SMALL_TEXT_PX = 12
MUTED = (96, 96, 96)
MOST_SAMPLES = 6  # per side of a thumbnail's pixel

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Layer:
    """A picture on its own grid: (H, W) float32 values with NaN, or (3, H, W) uint8 colours.

    Attributes:
        pixels: the values or colours.
        left: working pixel of its first column.
        top: working pixel of its first row.
        step: working pixels per side of its pixels.
        low: value shown darkest.
        high: value shown brightest.
    """

    pixels: npt.NDArray[np.float32] | Bytes
    left: int
    top: int
    step: int
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column: its title, and the scale of each model (letter, low, high)."""

    title: str
    scales: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One class of one model; a layer for each column, None where the model has no such step."""

    name: str
    note: str
    layers: tuple[Layer | None, ...]


def colored(values: npt.NDArray[np.float32], low: float, high: float) -> Bytes:
    """Values (H, W) as colours (H, W, 3); grey where there is none."""
    stops = np.array([[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in RAMP], dtype=np.float64)
    there = np.isfinite(values)
    share = np.where(there, (values - low) / max(high - low, 1e-12), 0.0).clip(0.0, 1.0)
    places = np.linspace(0.0, 1.0, len(stops))
    out = np.stack([np.interp(share, places, stops[:, band]) for band in range(3)], axis=-1)
    out[~there] = NO_DATA
    return (out + 0.5).astype(np.uint8)


def _thumbnail(layer: Layer, window: Box, width: int, height: int) -> Bytes:
    """The window of a layer as colours (height, width, 3): its pixels as they are, or averaged."""
    samples = min(MOST_SAMPLES, max(1, math.ceil(window.width / layer.step / width)))
    rows_of, columns_of = layer.pixels.shape[-2:]

    def places(count: int, first: int, size: int, offset: int, limit: int) -> npt.NDArray[np.intp]:
        at = first + (np.arange(count * samples) + 0.5) * size / (count * samples)
        return np.clip((at - offset) // layer.step, 0, limit - 1).astype(np.intp)

    columns = places(width, window.left, window.width, layer.left, columns_of)
    rows = places(height, window.top, window.height, layer.top, rows_of)
    if layer.pixels.ndim == 3:
        colors = layer.pixels[:, rows[:, None], columns[None, :]].transpose(1, 2, 0)
    else:
        taken = layer.pixels[rows[:, None], columns[None, :]].astype(np.float32)
        colors = colored(taken, layer.low, layer.high)
    blocks = colors.reshape(height, samples, width, samples, 3).astype(np.float64)
    return (blocks.mean(axis=(1, 3)) + 0.5).astype(np.uint8)


def draw_sheet(
    path: Path, title: str, window: Box, columns: Sequence[Column], rows: Sequence[Row]
) -> None:
    """Write the sheet as PNG.

    Args:
        path: the file.
        title: a line above everything.
        window: working pixels that every picture shows.
        columns: heads.
        rows: pictures.

    Raises:
        DiskFull: it cannot be written.
    """
    thumb = THUMB_PX if len(rows) <= MANY_ROWS else SMALL_THUMB_PX
    scale = min(thumb / window.width, 1.5 * thumb / window.height)
    width = max(8, round(window.width * scale))
    height = max(8, round(window.height * scale))
    text, small = Lettering(TEXT_PX), Lettering(SMALL_TEXT_PX)
    cell = max(width, 100) + GAP_PX
    titles = [text.wrap(column.title, cell - GAP_PX, 2) for column in columns]
    scales = max((len(column.scales) for column in columns), default=0)
    bars = text.line_px * (1 + max(map(len, titles), default=0)) + 3 * GAP_PX
    head = bars + scales * (BAR_PX + small.line_px) + GAP_PX
    step = max(height, 3 * text.line_px + small.line_px) + GAP_PX
    canvas = Image.new(
        "RGB", (LABEL_PX + len(columns) * cell + 2 * GAP_PX, head + len(rows) * step + GAP_PX),
        (255, 255, 255),
    )  # fmt: skip
    text.draw(canvas, (GAP_PX, GAP_PX), text.fit(title, canvas.width - 2 * GAP_PX))
    for number, column in enumerate(columns):
        left = LABEL_PX + GAP_PX + number * cell
        middle, lines = left + (cell - GAP_PX) // 2, titles[number]
        for line, words in enumerate(reversed(lines), start=1):
            text.draw(canvas, (middle, bars - line * text.line_px - 2), words, anchor="ma")
        _draw_scales(canvas, left, bars, column, cell - GAP_PX, small)
    for number, row in enumerate(rows):
        top = head + number * step
        name = text.wrap(row.name, LABEL_PX - GAP_PX, 3)
        for line, words in enumerate(name):
            text.draw(canvas, (GAP_PX, top + line * text.line_px), words)
        note = small.fit(row.note, LABEL_PX - GAP_PX)
        small.draw(canvas, (GAP_PX, top + len(name) * text.line_px), note, fill=MUTED)
        for place, layer in enumerate(row.layers):
            left = LABEL_PX + GAP_PX + place * cell
            if layer is None:
                small.draw(canvas, (left, top), "not in this model", fill=MUTED)
                continue
            picture = Image.fromarray(_thumbnail(layer, window, width, height))
            canvas.paste(picture, (left + (cell - GAP_PX - width) // 2, top))
    try:
        canvas.save(path, format="PNG", optimize=False)
    except OSError as error:
        raise disk_error(path, error) from error


def _draw_scales(
    canvas: Image.Image, left: int, top: int, column: Column, width: int, small: Lettering
) -> None:
    """The scales of colours of a column, with the values at their ends."""
    for letter, low, high in column.scales:
        ramp = np.linspace(low, high, width, dtype=np.float32)[None].repeat(BAR_PX, axis=0)
        canvas.paste(Image.fromarray(colored(ramp, low, high)), (left, top))
        top += BAR_PX
        small.draw(canvas, (left, top), f"{low:.3g}", fill=MUTED)
        small.draw(canvas, (left + width, top), f"{high:.3g}", anchor="ra", fill=MUTED)
        if letter:
            small.draw(canvas, (left + width // 2, top), letter, anchor="ma", fill=MUTED)
        top += small.line_px
