"""The picture in the making: reflectance, label, height and slope of every pixel.

Everything is painted flat and evenly lit; :mod:`.light` makes a photograph of the finished canvas.
Label and picture are written by the same call with the same mask, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image, ImageDraw

__all__ = ["Box", "Canvas", "NoiseBank", "linear_rgb"]

FloatArray = NDArray[np.float32]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]

GAMMA = 2.2
NOISE_STEP = 1.5  # each noise is this much coarser than the one before
NOISE_STEPS = 14
NOISE_LAYERS = 3
SMALL_TILE_PX, LARGE_TILE_PX = 512, 1024


def linear_rgb(colour: ArrayLike) -> FloatArray:
    """Reflectance (..., 3) of a colour given in the 0-255 steps of a screen."""
    return ((np.asarray(colour, np.float32) / 255.0) ** GAMMA).astype(np.float32)


class Box(NamedTuple):
    """Half-open pixel rectangle: rows top..bottom, columns left..right."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """Index that cuts this box out of an array (rows, cols, ...)."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, cols)."""
        return self.bottom - self.top, self.right - self.left


@cache
def noise_tile(step: int, layer: int) -> FloatArray:
    """Square of noise that repeats without a seam; its bumps are NOISE_STEP**step pixels wide."""
    rng = np.random.default_rng([977, step, layer])
    size_px = NOISE_STEP**step
    side = SMALL_TILE_PX if size_px < 26 else LARGE_TILE_PX
    if step == 0:
        return rng.standard_normal((side, side), dtype=np.float32)
    count = round(side / size_px)
    grid = np.pad(rng.standard_normal((count, count), dtype=np.float32), 3, mode="wrap")
    box = (3.0, 3.0, 3.0 + count, 3.0 + count)
    picture = Image.fromarray(grid).resize((side, side), Image.Resampling.BICUBIC, box=box)
    tile = np.array(picture)
    return ((tile - tile.mean()) / tile.std()).astype(np.float32)


class NoiseBank:
    """Smooth random fields of zero mean and unit variance, at a place that the scene chooses.

    The tiles behind it are the same for all scenes and made once; every scene shifts each of them.
    """

    def __init__(self, rng: np.random.Generator) -> None:
        self._shifts = rng.integers(0, LARGE_TILE_PX, size=(NOISE_STEPS, NOISE_LAYERS, 2))

    def _find(self, length_px: float, layer: int) -> tuple[FloatArray, int, int]:
        step = round(float(np.log(max(length_px, 1.0)) / np.log(NOISE_STEP)))
        step = min(step, NOISE_STEPS - 1)
        layer %= NOISE_LAYERS
        down, right = self._shifts[step, layer]
        return noise_tile(step, layer), int(down), int(right)

    def field(self, length_px: float, box: Box, layer: int = 0) -> FloatArray:
        """Field over a box whose bumps are about length_px wide; layers are independent."""
        tile, down, right = self._find(length_px, layer)
        side = len(tile)
        top, left = (box.top + down) % side, (box.left + right) % side
        rows, cols = box.shape
        if top + rows <= side and left + cols <= side:
            return tile[top : top + rows, left : left + cols]
        row_index = np.arange(top, top + rows) % side
        col_index = np.arange(left, left + cols) % side
        return tile.take(row_index, axis=0).take(col_index, axis=1)

    def at(self, length_px: float, rows: IntArray, cols: IntArray, layer: int = 0) -> FloatArray:
        """The same field at single pixels (N,)."""
        tile, down, right = self._find(length_px, layer)
        side = len(tile)
        return tile[(rows + down) % side, (cols + right) % side]


class Canvas:
    """Arrays of one scene, in pixels of gsd_m metres; x runs right, y runs down.

    Attributes:
        albedo: (rows, cols, 3) linear reflectance, 0-1.
        label: (rows, cols) uint8 class ids.
        height: (rows, cols) metres above the ground.
        slope: (rows, cols, 2) rise in metres per metre along x and along y.
    """

    def __init__(self, rng: np.random.Generator, rows: int, cols: int, gsd_m: float) -> None:
        self.rows, self.cols, self.gsd_m = rows, cols, gsd_m
        self.albedo: FloatArray = np.zeros((rows, cols, 3), np.float32)
        self.label: NDArray[np.uint8] = np.zeros((rows, cols), np.uint8)
        self.height: FloatArray = np.zeros((rows, cols), np.float32)
        self.slope: FloatArray = np.zeros((rows, cols, 2), np.float32)
        self.noise = NoiseBank(rng)

    @property
    def whole(self) -> Box:
        """The box of the whole canvas."""
        return Box(0, self.rows, 0, self.cols)

    def clip_box(self, points_px: FloatArray, margin_px: float = 1.0) -> Box | None:
        """Box around points (N, 2) as x, y; None if nothing of it is on the canvas."""
        left, top = np.floor(points_px.min(axis=0) - margin_px).astype(int)
        right, bottom = np.ceil(points_px.max(axis=0) + margin_px).astype(int) + 1
        box = Box(max(top, 0), min(bottom, self.rows), max(left, 0), min(right, self.cols))
        return box if box.bottom > box.top and box.right > box.left else None

    def polygon(
        self, points_px: FloatArray, ragged_px: float = 0.0
    ) -> tuple[Box, BoolArray] | None:
        """Mask of a polygon (N, 2); ragged_px lets its outline wander like a natural edge."""
        box = self.clip_box(points_px, margin_px=1.0 + 2.0 * ragged_px)
        if box is None:
            return None
        if ragged_px > 0:
            points_px = self._wander(points_px, ragged_px)
        picture = Image.new("L", (box.shape[1], box.shape[0]), 0)
        shifted = points_px - np.array([box.left, box.top], np.float32)
        ImageDraw.Draw(picture).polygon([(float(x), float(y)) for x, y in shifted], fill=1)
        mask = np.asarray(picture).astype(bool)
        return (box, mask) if mask.any() else None

    def _wander(self, points_px: FloatArray, ragged_px: float) -> FloatArray:
        """Densify a closed outline and push its points along two noise fields."""
        dense = densify(points_px, max(2.0, ragged_px * 1.5), closed=True)
        cols, rows = dense[:, 0].astype(np.int64), dense[:, 1].astype(np.int64)
        offset = np.zeros_like(dense)
        for layer in (0, 1):
            long_wave = self.noise.at(ragged_px * 8, rows, cols, layer)
            short_wave = self.noise.at(ragged_px * 2.5, rows, cols, layer)
            offset[:, layer] = np.clip(0.8 * long_wave + 0.4 * short_wave, -2, 2)
        return (dense + offset * ragged_px).astype(np.float32)

    def surface(
        self,
        box: Box,
        colours: Sequence[FloatArray],
        *,
        patch_m: float = 8.0,
        grain: float = 0.08,
        rough: float = 0.08,
        layer: int = 0,
    ) -> FloatArray:
        """Mottled ground (rows, cols, 3): two colours in patches, with coarse and fine grain.

        Args:
            box: where.
            colours: two linear colours that are mixed in patches.
            patch_m: width of the patches in metres.
            grain: relative brightness noise from pixel to pixel.
            rough: relative brightness noise over about a metre.
            layer: which of the independent noise fields to use.
        """
        return self._mottle(
            lambda length_m, number: self.noise.field(length_m / self.gsd_m, box, number),
            colours,
            patch_m,
            grain,
            rough,
            layer,
        )

    def surface_at(
        self,
        mask: BoolArray,
        colours: Sequence[FloatArray],
        *,
        patch_m: float = 8.0,
        grain: float = 0.08,
        rough: float = 0.08,
        layer: int = 0,
    ) -> FloatArray:
        """As surface, but (N, 3) for the set pixels of a mask of the whole canvas."""
        rows, cols = np.nonzero(mask)
        return self._mottle(
            lambda length_m, number: self.noise.at(length_m / self.gsd_m, rows, cols, number),
            colours,
            patch_m,
            grain,
            rough,
            layer,
        )

    def _mottle(
        self,
        noise: Callable[[float, int], FloatArray],
        colours: Sequence[FloatArray],
        patch_m: float,
        grain: float,
        rough: float,
        layer: int,
    ) -> FloatArray:
        mix = 0.5 + 0.3 * noise(patch_m, layer)
        mix += 0.18 * noise(patch_m / 3.5, layer + 1)
        mix += 0.1 * noise(patch_m / 10, layer + 2)
        np.clip(mix, 0, 1, out=mix)
        light = 1.0 + grain * noise(0.0, layer)
        light += 0.7 * rough * noise(0.6, layer)
        light += 0.6 * rough * noise(1.4, layer + 1)
        light += 0.6 * rough * noise(3.4, layer + 2)
        np.clip(light, 0.3, 2.0, out=light)
        first, step = colours[0], colours[1] - colours[0]
        mix *= light
        painted = light[..., None] * first
        painted += mix[..., None] * step
        return painted.astype(np.float32, copy=False)

    def paint(
        self,
        box: Box,
        mask: BoolArray,
        colour: FloatArray,
        label: int,
        *,
        height: FloatArray | float | None = None,
        slope: FloatArray | None = None,
    ) -> None:
        """Write colour and label where mask is set; height and slope become flat unless given.

        Args:
            box: where.
            mask: (rows, cols) of the box.
            colour: (rows, cols, 3) of the box, or one colour (3,).
            label: class id.
            height: metres, of the box or one number; None means ground level.
            slope: (rows, cols, 2) of the box; None means flat.
        """
        cut = box.slices
        np.copyto(self.albedo[cut], colour, where=mask[..., None])
        self.label[cut][mask] = label
        np.copyto(self.height[cut], np.float32(0) if height is None else height, where=mask)
        flat = np.zeros(2, np.float32)
        np.copyto(self.slope[cut], flat if slope is None else slope, where=mask[..., None])

    def fill(
        self,
        points_px: FloatArray,
        colours: Sequence[FloatArray],
        label: int,
        *,
        ragged_px: float = 0.0,
        patch_m: float = 8.0,
        grain: float = 0.08,
        rough: float = 0.08,
        layer: int = 0,
    ) -> tuple[Box, BoolArray] | None:
        """Paint a polygon with a mottled surface; returns its box and mask, None if off canvas."""
        found = self.polygon(points_px, ragged_px)
        if found is None:
            return None
        box, mask = found
        colour = self.surface(box, colours, patch_m=patch_m, grain=grain, rough=rough, layer=layer)
        self.paint(box, mask, colour, label)
        return found

    def trace(
        self, line_px: FloatArray, width_m: float, colour: FloatArray, height_m: float
    ) -> None:
        """A wall, fence or post too thin for a label: its colour and height along a line."""
        found = self._line(line_px, width_m)
        if found is not None:
            box, mask = found
            np.copyto(self.albedo[box.slices], colour, where=mask[..., None])
            np.copyto(self.height[box.slices], np.float32(height_m), where=mask)

    def tint(self, line_px: FloatArray, width_m: float, factor: float) -> None:
        """Lighten or darken the ground along a line."""
        found = self._line(line_px, width_m)
        if found is not None:
            box, mask = found
            self.albedo[box.slices][mask] *= np.float32(factor)

    def _line(self, line_px: FloatArray, width_m: float) -> tuple[Box, BoolArray] | None:
        box = self.clip_box(line_px, 2.0)
        if box is None:
            return None
        picture = Image.new("L", (box.shape[1], box.shape[0]), 0)
        shifted = line_px - np.array([box.left, box.top], np.float32)
        points = [(float(x), float(y)) for x, y in shifted]
        ImageDraw.Draw(picture).line(points, fill=1, width=max(1, round(width_m / self.gsd_m)))
        return box, np.asarray(picture).astype(bool)

    def grid(self, box: Box, centre_px: FloatArray, angle: float) -> tuple[FloatArray, FloatArray]:
        """Metres along and across an axis through centre_px at angle, for each pixel of a box."""
        x = (np.arange(box.left, box.right, dtype=np.float32) + 0.5 - centre_px[0]) * self.gsd_m
        y = (np.arange(box.top, box.bottom, dtype=np.float32) + 0.5 - centre_px[1]) * self.gsd_m
        cos, sin = np.float32(np.cos(angle)), np.float32(np.sin(angle))
        along = x[None, :] * cos + y[:, None] * sin
        across = -x[None, :] * sin + y[:, None] * cos
        return along, across


def densify(points: FloatArray, step: float, *, closed: bool = False) -> FloatArray:
    """Points (N, 2) with more of them set between, at most step apart."""
    if closed:
        points = np.concatenate([points, points[:1]])
    pieces = []
    for start, end in pairwise(points):
        count = max(1, int(np.ceil(float(np.hypot(*(end - start))) / step)))
        share = np.arange(count, dtype=np.float32)[:, None] / count
        pieces.append(start + (end - start) * share)
    if not closed:
        pieces.append(points[-1:])
    return np.concatenate(pieces).astype(np.float32)
