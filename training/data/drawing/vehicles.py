"""Cars, vans, lorries and buses from above."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .canvas import Canvas, linear_rgb
from .labels import ROAD, VEHICLE

__all__ = ["draw_vehicle", "drive_vehicle"]

FloatArray = NDArray[np.float32]

CAR_PAINTS = (
    *([(226, 228, 230)] * 5),
    *([(172, 176, 180)] * 4),
    *([(36, 38, 42)] * 3),
    *([(92, 96, 102)] * 3),
    (140, 40, 38),
    (44, 64, 112),
    (96, 116, 140),
    (112, 98, 80),
    (184, 164, 90),
    (56, 84, 70),
)
COVERS = ((222, 222, 220), (206, 208, 206), (120, 124, 128), (88, 104, 136), (150, 140, 120))
GLASS = linear_rgb((34, 40, 48))
SIZES_M = {"car": (4.4, 1.85), "van": (5.6, 2.1), "lorry": (9.5, 2.6), "bus": (11.8, 2.7)}


def draw_vehicle(
    canvas: Canvas, rng: np.random.Generator, centre_px: FloatArray, angle: float, kind: str = "car"
) -> None:
    """Draw a vehicle whose nose points along angle."""
    length, width = (s * float(rng.uniform(0.92, 1.07)) for s in SIZES_M[kind])
    reach = np.array([[-1, -1], [1, 1]], np.float32) * (length / 2 / canvas.gsd_m)
    box = canvas.clip_box(centre_px + reach)
    if box is None:
        return
    along, across = canvas.grid(box, centre_px, angle)
    u = (along / length).astype(np.float32)
    v = (np.abs(across) / width).astype(np.float32)
    mask = (np.abs(u) < 0.5) & (v < 0.5 - 1.2 * np.clip(np.abs(u) - 0.40, 0, None))
    if not mask.any():
        return
    paint = linear_rgb(CAR_PAINTS[int(rng.integers(len(CAR_PAINTS)))])
    paint = paint * np.float32(rng.uniform(0.8, 1.15))
    colour = np.broadcast_to(paint, (*box.shape, 3)).copy()
    if kind in ("car", "van"):
        height = cabin(rng, colour, u, v, kind)
    elif kind == "lorry":
        load = u < 0.26
        colour[load] = linear_rgb(COVERS[int(rng.integers(len(COVERS)))])
        colour[(u > 0.26) & (u < 0.29)] = GLASS
        colour[(u > 0.44) & (v < 0.45)] = GLASS
        height = np.where(load, 3.3, 2.5).astype(np.float32)
    else:
        colour[(np.abs(np.abs(u) - 0.2) < 0.04) & (v < 0.3)] *= 0.7
        height = np.full(box.shape, 3.1, np.float32)
    canvas.paint(box, mask, colour, VEHICLE, height=height)


def cabin(
    rng: np.random.Generator, colour: FloatArray, u: FloatArray, v: FloatArray, kind: str
) -> FloatArray:
    """Paint panes and roof into colour; returns the height of the body."""
    front, back = (0.14, -0.36) if kind == "car" else (0.3, -0.46)
    if kind == "car" and rng.random() < 0.35:
        back = -0.46  # estate car
    inside = (u < front) & (u > back) & (v < 0.44)
    pane = inside & ((u > front - 0.13) | (u < back + 0.1) | (v > 0.38))
    colour[pane] = GLASS * np.float32(rng.uniform(0.8, 2.2))
    colour[inside & ~pane] *= np.float32(rng.uniform(0.95, 1.15))
    return np.where(inside, 1.5 if kind == "car" else 2.1, 0.95).astype(np.float32)


def drive_vehicle(
    canvas: Canvas, rng: np.random.Generator, centre: FloatArray, angle: float, kind: str
) -> None:
    """Draw a vehicle if all of it stands on free road."""
    reach_px = (SIZES_M[kind][0] / 2 + 0.4) / canvas.gsd_m
    step = np.array([np.cos(angle), np.sin(angle)], np.float32)
    for share in (-1.0, -0.5, 0.0, 0.5, 1.0):
        x, y = (centre + step * np.float32(share * reach_px)).astype(int)
        if not (0 <= x < canvas.cols and 0 <= y < canvas.rows):
            return
        if canvas.label[y, x] != ROAD:
            return
    draw_vehicle(canvas, rng, centre.astype(np.float32), angle, kind)
