"""The plan of a scene in metres: blocks, roads between them, and the way to pixels.

The plan is made of straight lines on a turned grid and then bent by a smooth displacement, so that
streets curve and blocks become irregular without any special case.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .canvas import densify

__all__ = ["Frame", "Road", "Split", "inset", "longest_edge", "polygon_area", "split_block"]

FloatArray = NDArray[np.float32]


class Frame:
    """Turns plan metres into canvas pixels: bend, turn, scale, shift."""

    def __init__(
        self, rng: np.random.Generator, centre_px: tuple[float, float], gsd_m: float
    ) -> None:
        self.gsd_m = gsd_m
        self._centre_px = np.array(centre_px, np.float32)
        self.angle = float(rng.uniform(0, np.pi))
        bend = float(rng.choice([0.0, 0.5, 1.0, 1.6], p=[0.15, 0.25, 0.4, 0.2]))
        waves = rng.uniform(150, 420, size=4)
        self._waves = (2 * np.pi / waves).astype(np.float32)
        self._amplitudes = (bend * waves * rng.uniform(0.01, 0.045, size=4)).astype(np.float32)
        self._phases = rng.uniform(0, 2 * np.pi, size=4).astype(np.float32)

    def to_px(self, points: FloatArray) -> FloatArray:
        """Plan points (N, 2) in metres -> canvas points (N, 2), x right and y down, in pixels."""
        x, y = points[:, 0], points[:, 1]
        wave, size, phase = self._waves, self._amplitudes, self._phases
        bent_x = (
            x
            + size[0] * np.sin(y * wave[0] + phase[0])
            + size[1] * np.sin((x + y) * wave[1] + phase[1])
        )
        bent_y = (
            y
            + size[2] * np.sin(x * wave[2] + phase[2])
            + size[3] * np.sin((x - y) * wave[3] + phase[3])
        )
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        turned = np.stack([bent_x * cos - bent_y * sin, bent_x * sin + bent_y * cos], axis=1)
        return (turned / self.gsd_m + self._centre_px).astype(np.float32)

    def outline(self, polygon: FloatArray) -> FloatArray:
        """Bent outline of a plan polygon, in pixels."""
        return self.to_px(densify(polygon, 8.0, closed=True))

    def place(self, point: FloatArray, direction: FloatArray) -> tuple[FloatArray, float]:
        """Pixel position (2,) and angle of a plan point that looks along a plan direction."""
        pair = self.to_px(np.stack([point, point + 2.0 * direction]).astype(np.float32))
        step = pair[1] - pair[0]
        return pair[0], float(np.arctan2(step[1], step[0]))


@dataclass(frozen=True)
class Road:
    """One straight piece of the plan; kind is main, street or track."""

    points: FloatArray
    kind: str
    width_m: float


@dataclass(frozen=True)
class Split:
    """A block cut in two along the line start-end."""

    first: FloatArray
    second: FloatArray
    start: FloatArray
    end: FloatArray


def polygon_area(polygon: FloatArray) -> float:
    """Area of a simple polygon (N, 2)."""
    x, y = polygon[:, 0], polygon[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def longest_edge(polygon: FloatArray) -> tuple[FloatArray, float]:
    """Unit direction (2,) and length of the longest edge."""
    edges = np.roll(polygon, -1, axis=0) - polygon
    lengths = np.hypot(edges[:, 0], edges[:, 1])
    best = int(lengths.argmax())
    return edges[best] / lengths[best], float(lengths[best])


def clip(polygon: FloatArray, point: FloatArray, normal: FloatArray) -> FloatArray:
    """The part of a convex polygon on the side of a line that its normal points to."""
    side = (polygon - point) @ normal
    kept: list[FloatArray] = []
    for i in range(len(polygon)):
        j = (i + 1) % len(polygon)
        if side[i] >= 0:
            kept.append(polygon[i])
        if (side[i] >= 0) != (side[j] >= 0):
            share = side[i] / (side[i] - side[j])
            kept.append(polygon[i] + (polygon[j] - polygon[i]) * share)
    return np.array(kept, np.float32).reshape(-1, 2)


def inset(polygon: FloatArray, distance: float) -> FloatArray:
    """Convex polygon moved inwards by a distance; an empty array if nothing is left."""
    centre = polygon.mean(axis=0)
    result = polygon
    for i in range(len(polygon)):
        edge = polygon[(i + 1) % len(polygon)] - polygon[i]
        length = float(np.hypot(*edge))
        if length < 0.05 or len(result) < 3:
            continue
        normal = np.array([-edge[1], edge[0]], np.float32) / length
        if float((centre - polygon[i]) @ normal) < 0:
            normal = -normal
        result = clip(result, polygon[i] + normal * distance, normal)
    return (
        result if len(result) >= 3 and polygon_area(result) > 1.0 else np.zeros((0, 2), np.float32)
    )


def split_block(
    rng: np.random.Generator, polygon: FloatArray, *, spread: float = 0.12, tilt: float = 0.1
) -> Split | None:
    """Cut a convex block across its longer direction, near the middle.

    Args:
        rng: decides where and at what angle.
        polygon: (N, 2) convex, in metres.
        spread: how far from the middle, as a share of the length.
        tilt: standard deviation of the cut's angle in radians.
    """
    direction, _ = longest_edge(polygon)
    across = np.array([-direction[1], direction[0]], np.float32)
    along_span = np.ptp(polygon @ direction)
    if np.ptp(polygon @ across) > along_span:
        direction, across = across, direction
    reach = polygon @ direction
    share = float(np.clip(rng.normal(0.5, spread), 0.3, 0.7))
    place = float(reach.min() + share * np.ptp(reach))
    turn = float(rng.normal(0, tilt))
    cos, sin = np.cos(turn), np.sin(turn)
    normal = np.array(
        [direction[0] * cos - direction[1] * sin, direction[0] * sin + direction[1] * cos],
        np.float32,
    )
    centre = polygon.mean(axis=0)
    point = (centre + direction * (place - float(centre @ direction))).astype(np.float32)
    first, second = clip(polygon, point, normal), clip(polygon, point, -normal)
    if len(first) < 3 or len(second) < 3:
        return None
    on_line = first[np.abs((first - point) @ normal) < 1e-2]
    if len(on_line) < 2:
        return None
    return Split(first, second, on_line[0], on_line[-1])
