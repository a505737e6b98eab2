"""Water: lakes inside a block, rivers across the whole plan."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .canvas import Box, densify
from .labels import BARE_LAND, GRASS, WATER
from .light import soften
from .plan import inset
from .site import Site

__all__ = ["draw_lake", "draw_river"]

FloatArray = NDArray[np.float32]


def draw_lake(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """Water inside a block, with a shore of sand or reeds."""
    frame, canvas, style = site.frame, site.canvas, site.style
    body = inset(polygon, float(rng.uniform(8, 15)))
    if not len(body):
        return
    dense = densify(body, 4.0, closed=True)
    centre = body.mean(axis=0)
    for _ in range(24):  # round the corners
        around = np.roll(dense, 1, axis=0) + np.roll(dense, -1, axis=0)
        dense = (around / 4 + dense / 2).astype(np.float32)
    theta = np.arctan2(dense[:, 1] - centre[1], dense[:, 0] - centre[0])
    wave = np.zeros(len(dense))
    for k in (2, 3, 5, 7):
        wave += rng.uniform(0.02, 0.09) * np.sin(k * theta + rng.uniform(0, 6.3))
    dense = (centre + (dense - centre) * (0.95 + wave)[:, None]).astype(np.float32)
    shore = frame.to_px((centre + (dense - centre) * 1.04).astype(np.float32))
    sandy = rng.random() < 0.6
    canvas.fill(
        shore,
        style.soil if sandy else style.grass,
        BARE_LAND if sandy else GRASS,
        ragged_px=site.metres(1.2),
        patch_m=4,
    )
    found = canvas.polygon(frame.to_px(dense), site.metres(1.0))
    if found is not None:
        paint_water(site, rng, *found)


def draw_river(site: Site, rng: np.random.Generator, half_m: float) -> None:
    """A bending river from one side of the plan to the other."""
    turn, width = float(rng.uniform(0, np.pi)), float(rng.uniform(9, 34))
    along = np.array([np.cos(turn), np.sin(turn)])
    normal = np.array([-along[1], along[0]])
    u = np.arange(-half_m, half_m, 5.0)[:, None]
    aside = rng.uniform(-0.28, 0.28) * half_m + 30 * np.sin(u / rng.uniform(60, 130)) * rng.random()
    line = along * u + normal * aside
    breadth = width * (1 + 0.15 * np.sin(u / 47 + rng.uniform(0, 6)))
    style = site.style
    sandy = rng.random() < 0.4
    for grow, ragged in ((float(rng.uniform(3, 9)), 1.6), (0.0, 0.8)):
        half = normal * (breadth / 2 + grow)
        ring = np.concatenate([line - half, (line + half)[::-1]]).astype(np.float32)
        points = site.frame.to_px(ring)
        if grow:
            pair, label = (style.soil, BARE_LAND) if sandy else (style.grass, GRASS)
            dark = np.float32(0.85)
            site.canvas.fill(
                points,
                (pair[0] * dark, pair[1]),
                label,
                ragged_px=site.metres(ragged),
                patch_m=6,
                rough=0.14,
            )
        else:
            found = site.canvas.polygon(points, site.metres(ragged))
            if found is not None:
                paint_water(site, rng, *found)


def paint_water(site: Site, rng: np.random.Generator, box: Box, mask: NDArray[np.bool_]) -> None:
    """Deep and shallow water, ripples across the wind, slight sky sheen."""
    canvas = site.canvas
    deep, shallow = site.style.water
    inner = soften(mask.astype(np.float32), site.metres(3.0))
    depth = np.clip((inner - 0.5) * 2.2, 0, 1) ** 0.6
    depth += 0.12 * canvas.noise.field(site.metres(25), box, 1)
    depth = np.clip(depth, 0, 1)[..., None]
    colour = shallow + (deep - shallow) * depth
    wind = float(rng.uniform(0, 3.1))
    along, across = canvas.grid(box, np.array([0, 0], np.float32), wind)
    bend = 1.6 * canvas.noise.field(site.metres(6), box, 2)
    ripple = np.sin(across * (2 * np.pi / float(rng.uniform(1.6, 4))) + bend)
    gusts = np.clip(canvas.noise.field(site.metres(18), box, 0), -1, 1)
    ripple = ripple * (0.5 + 0.5 * gusts)
    sheen = 1 + 0.08 * np.sin(along / 90 + 1) + 0.06 * canvas.noise.field(site.metres(40), box)
    light = sheen + float(rng.uniform(0.0, 0.04)) * ripple
    light += 0.025 * canvas.noise.field(1.5, box) + 0.03 * canvas.noise.field(site.metres(2), box)
    canvas.paint(box, mask, (colour * light[..., None]).astype(np.float32), WATER)
