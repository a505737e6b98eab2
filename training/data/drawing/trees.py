"""Tree crowns seen from above: lumpy domes and branched cones, stamped on the canvas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .canvas import Canvas
from .labels import TREE
from .style import Style

__all__ = ["Crowns"]

FloatArray = NDArray[np.float32]

LEAFY_COPIES, CONIFER_COPIES = 5, 3
LEAF_M = 0.4  # width of a bunch of leaves


@dataclass(frozen=True)
class Stamp:
    """One crown seen from above, in canvas pixels, with unit height."""

    mask: NDArray[np.bool_]
    height: FloatArray
    slope: FloatArray
    light: FloatArray


class Crowns:
    """A stock of tree crowns of many sizes, stamped wherever a tree is wanted."""

    def __init__(self, rng: np.random.Generator, style: Style, gsd_m: float) -> None:
        self._style = style
        self._radii = np.geomspace(0.8, 6.5, 9)
        self._leafy = [
            make_stamp(rng, r, gsd_m, conifer=False)
            for r in self._radii
            for _ in range(LEAFY_COPIES)
        ]
        self._conifers = [
            make_stamp(rng, r, gsd_m, conifer=True)
            for r in self._radii
            for _ in range(CONIFER_COPIES)
        ]
        self._tallness = float(rng.uniform(1.2, 1.7))

    def draw(
        self, canvas: Canvas, rng: np.random.Generator, x_px: float, y_px: float, radius_m: float
    ) -> None:
        """Stamp one crown; where something higher stands, that stays in view."""
        # kinds of tree keep together: the same noise decides for neighbours
        place = np.array([int(y_px)]), np.array([int(x_px)])
        kind = float(canvas.noise.at(26 / canvas.gsd_m, *place, 2)[0])
        conifer = rng.random() < self._style.conifer_share * (1 + 0.9 * np.clip(kind, -1, 1))
        size = int(np.abs(self._radii - radius_m).argmin())
        if conifer:
            stamp = self._conifers[size * CONIFER_COPIES + int(rng.integers(CONIFER_COPIES))]
        else:
            stamp = self._leafy[size * LEAFY_COPIES + int(rng.integers(LEAFY_COPIES))]
        half = stamp.mask.shape[0] // 2
        left, top = int(x_px) - half, int(y_px) - half
        r0, r1 = max(0, -top), min(stamp.mask.shape[0], canvas.rows - top)
        c0, c1 = max(0, -left), min(stamp.mask.shape[1], canvas.cols - left)
        if r0 >= r1 or c0 >= c1:
            return
        cut = (slice(top + r0, top + r1), slice(left + c0, left + c1))
        piece = (slice(r0, r1), slice(c0, c1))
        tall = radius_m * (self._tallness + (1.0 if conifer else 0.0)) + 0.8
        height = stamp.height[piece] * np.float32(tall * rng.uniform(0.85, 1.2))
        mask = stamp.mask[piece] & (height > canvas.height[cut])
        palette = self._style.trees
        choice = int(np.clip((kind + rng.normal(0, 0.5) + 1.6) / 3.2, 0, 0.99) * len(palette))
        tint = palette[-1] if conifer else palette[choice]
        colour = tint * np.float32(rng.uniform(0.8, 1.25)) * stamp.light[piece][..., None]
        canvas.albedo[cut][mask] = colour[mask]
        canvas.label[cut][mask] = TREE
        canvas.height[cut][mask] = height[mask]
        canvas.slope[cut][mask] = stamp.slope[piece][mask]


def leaf_noise(rng: np.random.Generator, side: int, length_px: float) -> FloatArray:
    """Noise (side, side) of unit variance with bumps of a length; from pixel to pixel if short."""
    if length_px < 1.3:
        return rng.standard_normal((side, side)).astype(np.float32)
    count = int(side / length_px) + 3
    grid = rng.standard_normal((count, count)).astype(np.float32)
    field = np.array(Image.fromarray(grid).resize((side, side), Image.Resampling.BICUBIC))
    return (field / max(float(field.std()), 0.1)).astype(np.float32)


def make_stamp(rng: np.random.Generator, radius_m: float, gsd_m: float, *, conifer: bool) -> Stamp:
    """Model one crown: a lumpy dome, or a cone with branches."""
    radius = radius_m / gsd_m
    half = int(np.ceil(radius * 1.4)) + 1
    y, x = np.mgrid[-half : half + 1, -half : half + 1].astype(np.float32)
    theta, dist = np.arctan2(y, x), np.hypot(x, y)
    rim = np.ones_like(dist)
    for k in range(2, 6):
        rim += 0.26 / k * rng.normal() * np.sin(k * theta + rng.uniform(0, 6.3))
    if conifer:
        rim += 0.12 * np.sin(float(rng.integers(6, 11)) * theta + rng.uniform(0, 6.3))
    share = dist / (np.clip(rim, 0.5, 1.35) * radius)
    lumps = np.zeros_like(dist)
    for _ in range(int(8 + 6 * radius_m)):
        turn, far = rng.uniform(0, 6.3), np.sqrt(rng.uniform(0, 0.95)) * radius
        size_px = max(radius * rng.uniform(0.14, 0.36), 0.8)
        away = np.hypot(x - far * np.cos(turn), y - far * np.sin(turn)) / size_px
        lumps = np.maximum(lumps, np.sqrt(np.clip(1 - away**2, 0, 1)) * rng.uniform(0.6, 1))
    grain = leaf_noise(rng, len(dist), LEAF_M / gsd_m)
    mask = share + 0.08 * grain - 0.14 * (lumps - 0.5) < 0.98
    leaves = grain * min(0.08, 0.12 * LEAF_M / radius_m)
    if conifer:
        height = np.clip(1.0 - share, 0, 1) * 0.9 + 0.1
        relief = 1.3 * height + 0.12 * lumps + leaves
    else:
        height = np.sqrt(np.clip(1.0 - np.minimum(share, 1.0) ** 2, 0, 1)) * 0.75 + 0.25
        relief = 0.7 * height + 0.3 * lumps + leaves
    rise_y, rise_x = np.gradient(relief * radius_m / gsd_m)
    slope = np.stack([rise_x, rise_y], axis=-1).clip(-1.5, 1.5).astype(np.float32)
    light = (0.68 + 0.42 * lumps + 0.2 * np.clip(1 - share, 0, 1)) * (1 + 0.14 * grain)
    return Stamp(
        mask=mask,
        height=(height * (0.85 + 0.15 * lumps)).astype(np.float32),
        slope=slope,
        light=np.clip(light, 0.3, 1.6).astype(np.float32),
    )
