"""The picture in the making: reflectance, label, height and slope of every pixel.

Everything is painted flat and evenly lit; :mod:`.light` turns the finished canvas into a photograph.
Label and picture are written by the same call with the same mask, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image, ImageDraw

__all__ = ["Box", "Canvas", "NoiseBank", "linear_rgb"]

FloatArray = NDArray[np.float32]
BoolArray = NDArray[np.bool_]

GAMMA = 2.2


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


class NoiseBank:
    """Smooth random fields of zero mean and unit variance, made once for each feature length."""

    def __init__(self, rng: np.random.Generator, shape: tuple[int, int]) -> None:
        self._seed = int(rng.integers(2**31))
        self._shape = shape
        self._fields: dict[tuple[int, int], FloatArray] = {}

    def field(self, length_px: float, layer: int = 0) -> FloatArray:
        """Field (rows, cols) whose bumps are about length_px wide; layers are independent."""
        # lengths are rounded to steps of about 20% so that few fields are ever made
        step = max(0, round(float(np.log(max(length_px, 1.0)) / np.log(1.2))))
        key = (step, layer)
        if key not in self._fields:
            rng = np.random.default_rng([self._seed, step, layer])
            rows, cols = self._shape
            size = max(1.0, 1.2**step)
            if step == 0:
                field = rng.standard_normal((rows, cols), dtype=np.float32)
            else:
                grid_rows, grid_cols = int(rows / size) + 4, int(cols / size) + 4
                grid = rng.standard_normal((grid_rows, grid_cols), dtype=np.float32)
                box = (1.0, 1.0, 1.0 + cols / size, 1.0 + rows / size)
                field = np.asarray(
                    Image.fromarray(grid).resize((cols, rows), Image.Resampling.BICUBIC, box=box)
                )
                field = field / np.float32(max(0.05, float(grid.std()) * 0.78))
            self._fields[key] = field
        return self._fields[key]


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
        self.noise = NoiseBank(rng, (rows, cols))

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

    def polygon(self, points_px: FloatArray, ragged_px: float = 0.0) -> tuple[Box, BoolArray] | None:
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
        cols = np.clip(dense[:, 0].astype(int), 0, self.cols - 1)
        rows = np.clip(dense[:, 1].astype(int), 0, self.rows - 1)
        offset = np.zeros_like(dense)
        for layer in (0, 1):
            long_wave = self.noise.field(ragged_px * 8, layer)[rows, cols]
            short_wave = self.noise.field(ragged_px * 2.5, layer)[rows, cols]
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
            colours: two linear colours that are mixed in patches.
            patch_m: width of the patches in metres.
            grain: relative brightness noise from pixel to pixel.
            rough: relative brightness noise over about a metre.
        """
        cut = box.slices
        px = 1.0 / self.gsd_m
        wide = self.noise.field(patch_m * px, layer)[cut]
        mid = self.noise.field(patch_m * px / 3.5, layer + 1)[cut]
        mix = np.clip(0.5 + 0.32 * wide + 0.2 * mid, 0.0, 1.0)[..., None]
        light = (
            1.0
            + grain * self.noise.field(1.0, layer)[cut]
            + rough * self.noise.field(max(1.7, 0.7 * px), layer)[cut]
            + rough * 0.8 * self.noise.field(max(3.0, 2.2 * px), layer + 1)[cut]
        )
        first, second = colours[0], colours[1]
        painted = (first + (second - first) * mix) * np.clip(light, 0.25, 2.0)[..., None]
        return painted.astype(np.float32)

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
            colour: (rows, cols, 3) of the box, or one colour (3,).
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
        colour = self.surface(
            box, colours, patch_m=patch_m, grain=grain, rough=rough, layer=layer
        )
        self.paint(box, mask, colour, label)
        return found

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
    for start, end in zip(points[:-1], points[1:], strict=True):
        count = max(1, int(np.ceil(float(np.hypot(*(end - start))) / step)))
        share = np.arange(count, dtype=np.float32)[:, None] / count
        pieces.append(start + (end - start) * share)
    if not closed:
        pieces.append(points[-1:])
    return np.concatenate(pieces).astype(np.float32)
