"""Solar panels: the look of their surface, and racks of them on the ground."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .canvas import linear_rgb
from .labels import ROAD, SOLAR_PANEL, WATER
from .plan import longest_edge
from .site import District, Site, inset_or
from .style import Style

__all__ = ["panel_colour", "panel_field"]

FloatArray = NDArray[np.float32]

MODULE_M = (1.02, 1.66)
FRAME = linear_rgb((176, 184, 194))


def panel_colour(
    style: Style, along: FloatArray, across: FloatArray, rng: np.random.Generator
) -> FloatArray:
    """Modules with pale frames and a changing sheen; along and across in metres."""
    first, second = along / MODULE_M[0], across / MODULE_M[1]
    frames = (np.abs(first % 1 - 0.5) > 0.41) | (np.abs(second % 1 - 0.5) > 0.44)
    cell = np.sin(np.floor(first) * 12.9 + np.floor(second) * 78.2) * 43758.5
    tone = 1.0 + 0.14 * ((cell % 1) - 0.5)
    sheen = 1.0 + float(rng.uniform(0, 0.5)) * np.sin(along * 0.09 + across * 0.07 + 1.0)
    colour = style.panel * (tone * np.clip(sheen, 0.7, 1.6))[..., None]
    pale = np.float32(style.panel_frame)
    return np.where(frames[..., None], colour * (1 - pale) + FRAME * pale, colour).astype(
        np.float32
    )


def draw_rack(
    site: Site,
    rng: np.random.Generator,
    centre_px: FloatArray,
    angle: float,
    size_m: tuple[float, float],
    tilt: float,
) -> None:
    """Draw one long tilted rack, length x depth; tilt is its rise along the second axis."""
    canvas = site.canvas
    length, depth = size_m
    box = canvas.clip_box(site.around(centre_px, float(np.hypot(length, depth)) / 2))
    if box is None:
        return
    along, across = canvas.grid(box, centre_px, angle)
    mask = (np.abs(along) < length / 2) & (np.abs(across) < depth / 2)
    near = canvas.label[box.slices][mask]
    if not mask.any() or np.isin(near, (ROAD, WATER)).any():
        return
    low = 0.7 + abs(tilt) * depth / 2
    rise = np.array([-np.sin(angle), np.cos(angle)], np.float32) * np.float32(tilt)
    colour = panel_colour(site.style, along + length / 2, across + depth / 2, rng)
    canvas.paint(
        box,
        mask,
        colour,
        SOLAR_PANEL,
        height=(low + across * tilt).astype(np.float32),
        slope=np.broadcast_to(rise, (*box.shape, 2)),
    )


def panel_field(site: Site, rng: np.random.Generator, district: District) -> None:
    """Straight parallel rows of racks that fill a block."""
    inner = inset_or(district.polygon, 8.0)
    centre = inner.mean(axis=0)
    spot, angle = site.frame.place(centre, longest_edge(inner)[0])
    angle += float(rng.normal(0, 0.1))
    modules = int(rng.choice([2, 2, 3, 4]))
    depth = modules * MODULE_M[1] * float(rng.uniform(0.95, 1.05))
    pitch = depth * float(rng.uniform(1.45, 2.1)) + 1.0
    piece = round(float(rng.uniform(12, 45))) * MODULE_M[0]
    gap = float(rng.uniform(0.4, 2.5))
    tilt = float(rng.uniform(0.1, 0.45)) * float(rng.choice([-1, 1]))
    outline = (site.frame.outline(inner) - spot) * np.float32(site.canvas.gsd_m)
    reach = float(np.abs(outline).max()) * 1.4
    cos, sin = np.cos(angle), np.sin(angle)
    axes = np.array([[cos, sin], [-sin, cos]], np.float32)
    local = (outline @ axes.T).astype(np.float32)
    for v in np.arange(-reach, reach, pitch):
        for u in np.arange(-reach, reach, piece + gap):
            corners = np.array(
                [[u + a * piece, v + b * depth] for a in (-0.5, 0, 0.5) for b in (-0.5, 0.5)],
                np.float32,
            )
            if contains_any_shape(local, corners) and rng.random() > 0.02:
                place = spot + site.metres(1.0) * (np.array([u, v]) @ axes)
                draw_rack(site, rng, place.astype(np.float32), angle, (piece, depth), tilt)


def contains_any_shape(outline: FloatArray, points: FloatArray) -> bool:
    """Whether all points lie in a polygon that need not be convex (even-odd rule)."""
    x0, y0 = outline[:, 0], outline[:, 1]
    x1, y1 = np.roll(x0, -1), np.roll(y0, -1)
    for x, y in points:
        crosses = (y0 > y) != (y1 > y)
        where = x0 + (y - y0) * (x1 - x0) / np.where(y1 == y0, 1, y1 - y0)
        if not (crosses & (x < where)).sum() % 2:
            return False
    return True
