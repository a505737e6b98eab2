"""Things that stand on the ground: vehicles, trees, solar panels on racks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .canvas import Canvas, linear_rgb
from .labels import SOLAR_PANEL, TREE, VEHICLE
from .style import Style

__all__ = ["Crowns", "draw_vehicle", "panel_colour", "panel_table"]

FloatArray = NDArray[np.float32]

CAR_PAINTS = (
    *([(226, 228, 230)] * 4),
    *([(172, 176, 180)] * 3),
    *([(36, 38, 42)] * 3),
    *([(92, 96, 102)] * 2),
    (150, 34, 34),
    (40, 66, 128),
    (96, 120, 150),
    (120, 98, 72),
    (196, 168, 60),
    (48, 92, 70),
)
GLASS = linear_rgb((34, 40, 48))


def draw_vehicle(
    canvas: Canvas, rng: np.random.Generator, centre_px: FloatArray, angle: float, kind: str = "car"
) -> None:
    """Draw a car, van, lorry or bus whose nose points along angle."""
    sizes = {"car": (4.4, 1.85), "van": (5.6, 2.1), "lorry": (9.5, 2.6), "bus": (11.8, 2.7)}
    length, width = (s * float(rng.uniform(0.93, 1.07)) for s in sizes[kind])
    reach = np.array([[-1, -1], [1, 1]], np.float32) * (length / 2 / canvas.gsd_m)
    box = canvas.clip_box(centre_px + reach)
    if box is None:
        return
    along, across = canvas.grid(box, centre_px, angle)
    u, v = along / length, np.abs(across) / width
    corner = np.clip(np.abs(u) - 0.40, 0, None) * 10 * 0.12
    mask = (np.abs(u) < 0.5) & (v < 0.5 - corner)
    if not mask.any():
        return
    paint = linear_rgb(CAR_PAINTS[int(rng.integers(len(CAR_PAINTS)))])
    colour = np.broadcast_to(paint, (*box.shape, 3)).copy()
    if kind in ("car", "van"):
        cabin_front, cabin_back = (0.14, -0.36) if kind == "car" else (0.3, -0.46)
        cabin = (u < cabin_front) & (u > cabin_back) & (v < 0.44)
        pane = cabin & ((u > cabin_front - 0.13) | (u < cabin_back + 0.1) | (v > 0.38))
        colour[pane] = GLASS * rng.uniform(0.8, 2.0)
        colour[cabin & ~pane] *= 1.08
        height = np.where(cabin, 1.5 if kind == "car" else 2.1, 0.95).astype(np.float32)
    else:
        load = u < (0.26 if kind == "lorry" else 0.5)
        if kind == "lorry":
            cover = ((222, 222, 220), (120, 124, 128), (88, 110, 150), (150, 140, 120))
            colour[load] = linear_rgb(cover[int(rng.integers(len(cover)))])
            colour[(u > 0.26) & (u < 0.29)] = GLASS
            colour[(u > 0.44) & (v < 0.45)] = GLASS
        else:
            colour[(np.abs(u) < 0.3) & (np.abs(np.abs(u) - 0.2) < 0.04) & (v < 0.3)] *= 0.7
        height = np.where(load, 3.3, 2.5).astype(np.float32)
    canvas.paint(box, mask, colour, VEHICLE, height=height)


@dataclass(frozen=True)
class Stamp:
    """One crown seen from above, in canvas pixels, with unit height."""

    mask: NDArray[np.bool_]
    height: FloatArray
    slope: FloatArray
    light: FloatArray
    radius_m: float
    conifer: bool


class Crowns:
    """A stock of tree crowns of many sizes, stamped wherever a tree is wanted."""

    def __init__(self, rng: np.random.Generator, style: Style, gsd_m: float) -> None:
        self._style = style
        radii = np.geomspace(0.9, 6.5, 9)
        self._leafy = [make_stamp(rng, r, gsd_m, conifer=False) for r in radii for _ in range(5)]
        self._conifers = [make_stamp(rng, r, gsd_m, conifer=True) for r in radii for _ in range(3)]

    def draw(
        self, canvas: Canvas, rng: np.random.Generator, x_px: float, y_px: float, radius_m: float
    ) -> None:
        """Stamp one crown; where something higher stands, that stays in view."""
        conifer = rng.random() < self._style.conifer_share
        stock, copies = (self._conifers, 3) if conifer else (self._leafy, 5)
        sizes = np.array([s.radius_m for s in stock[::copies]])
        stamp = stock[int(np.abs(sizes - radius_m).argmin()) * copies + int(rng.integers(copies))]
        half = stamp.mask.shape[0] // 2
        left, top = int(x_px) - half, int(y_px) - half
        r0, r1 = max(0, -top), min(stamp.mask.shape[0], canvas.rows - top)
        c0, c1 = max(0, -left), min(stamp.mask.shape[1], canvas.cols - left)
        if r0 >= r1 or c0 >= c1:
            return
        cut = (slice(top + r0, top + r1), slice(left + c0, left + c1))
        piece = (slice(r0, r1), slice(c0, c1))
        tall = stamp.radius_m * (2.6 if conifer else 1.5) * float(rng.uniform(0.85, 1.2)) + 0.8
        height = stamp.height[piece] * np.float32(tall)
        mask = stamp.mask[piece] & (height > canvas.height[cut])
        palette = self._style.trees
        tint = palette[-1] if conifer else palette[int(rng.integers(len(palette)))]
        tint = tint * np.float32(rng.uniform(0.75, 1.3))
        colour = tint * stamp.light[piece][..., None]
        canvas.albedo[cut][mask] = colour[mask]
        canvas.label[cut][mask] = TREE
        canvas.height[cut][mask] = height[mask]
        canvas.slope[cut][mask] = stamp.slope[piece][mask]


def make_stamp(rng: np.random.Generator, radius_m: float, gsd_m: float, *, conifer: bool) -> Stamp:
    """Model one crown: a lumpy dome, or a cone with branches."""
    radius = radius_m / gsd_m
    half = int(np.ceil(radius * 1.35)) + 1
    y, x = np.mgrid[-half : half + 1, -half : half + 1].astype(np.float32)
    theta, dist = np.arctan2(y, x), np.hypot(x, y)
    rim = np.ones_like(dist)
    for k in range(2, 6):
        rim += 0.22 / k * rng.normal() * np.sin(k * theta + rng.uniform(0, 6.3))
    if conifer:
        rim += 0.14 * np.sin(float(rng.integers(6, 11)) * theta + rng.uniform(0, 6.3))
    share = dist / (np.maximum(rim, 0.4) * radius)
    lumps = np.zeros_like(dist)
    for _ in range(int(8 + 5 * radius_m)):
        turn, far = rng.uniform(0, 6.3), np.sqrt(rng.uniform(0, 0.9)) * radius
        size = radius * rng.uniform(0.18, 0.38)
        away = np.hypot(x - far * np.cos(turn), y - far * np.sin(turn)) / size
        lumps = np.maximum(lumps, np.sqrt(np.clip(1 - away**2, 0, 1)))
    grain = rng.standard_normal(dist.shape).astype(np.float32)
    ragged = share + 0.07 * grain - 0.12 * (lumps - 0.5)
    mask = ragged < 0.98
    if conifer:
        height = np.clip(1.0 - share, 0, 1) * 0.9 + 0.1
        relief = 1.3 * height + 0.12 * lumps
    else:
        height = np.sqrt(np.clip(1.0 - np.minimum(share, 1.0) ** 2, 0, 1)) * 0.75 + 0.25
        relief = 0.75 * height + 0.3 * lumps
    rise_y, rise_x = np.gradient(relief * radius_m / gsd_m)
    slope = np.stack([rise_x, rise_y], axis=-1).clip(-1.6, 1.6).astype(np.float32)
    light = (0.62 + 0.45 * lumps + 0.25 * np.clip(1 - share, 0, 1)) * (1 + 0.13 * grain)
    return Stamp(
        mask=mask,
        height=(height * (0.85 + 0.15 * lumps)).astype(np.float32),
        slope=slope,
        light=np.clip(light, 0.3, 1.6).astype(np.float32),
        radius_m=radius_m,
        conifer=conifer,
    )


def panel_colour(
    style: Style, along: FloatArray, across: FloatArray, rng: np.random.Generator
) -> FloatArray:
    """Modules of about 1.0 x 1.65 m with pale frames; along and across in metres."""
    line = np.float32(0.09)
    frames = (np.abs((along / 1.02) % 1 - 0.5) > 0.5 - line) | (
        np.abs((across / 1.66) % 1 - 0.5) > 0.5 - line * 0.7
    )
    cell = np.sin(np.floor(along / 1.02) * 12.9 + np.floor(across / 1.66) * 78.2) * 43758.5
    tone = 1.0 + 0.12 * ((cell % 1) - 0.5)
    sheen = 1.0 + float(rng.uniform(0, 0.5)) * np.sin(along * 0.11 + across * 0.07 + 1.0)
    colour = style.panel * (tone * np.clip(sheen, 0.7, 1.6))[..., None]
    pale = linear_rgb((128, 136, 148)) * np.float32(0.5)
    return np.where(frames[..., None], colour * 0.6 + pale * 0.4, colour).astype(np.float32)


def panel_table(
    canvas: Canvas,
    rng: np.random.Generator,
    style: Style,
    centre_px: FloatArray,
    angle: float,
    length_m: float,
    depth_m: float,
    base_m: float,
    tilt: float,
) -> None:
    """Draw one long tilted rack of panels; its low edge is at base_m."""
    reach = np.array([[-1, -1], [1, 1]], np.float32) * (
        float(np.hypot(length_m, depth_m)) / 2 / canvas.gsd_m
    )
    box = canvas.clip_box(centre_px + reach)
    if box is None:
        return
    along, across = canvas.grid(box, centre_px, angle)
    mask = (np.abs(along) < length_m / 2) & (np.abs(across) < depth_m / 2)
    if not mask.any():
        return
    height = base_m + (across + depth_m / 2) * tilt
    rise = np.array([-np.sin(angle), np.cos(angle)], np.float32) * np.float32(tilt)
    slope = np.broadcast_to(rise, (*box.shape, 2))
    colour = panel_colour(style, along + length_m / 2, across + depth_m / 2, rng)
    canvas.paint(box, mask, colour, SOLAR_PANEL, height=height.astype(np.float32), slope=slope)
