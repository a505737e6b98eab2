"""Fields: crops and tilled soil in rows, divided by grass strips; some are orchards."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .canvas import Box, linear_rgb
from .labels import CROPLAND, GRASS
from .plan import inset, longest_edge
from .site import District, Site, contains, pieces, plant

__all__ = ["draw_fields", "plant_orchards"]

FloatArray = NDArray[np.float32]

CROPS = (
    ((122, 98, 74), (146, 120, 92)),
    ((104, 88, 72), (128, 110, 90)),
    ((102, 118, 66), (126, 140, 82)),
    ((82, 106, 58), (104, 126, 70)),
    ((172, 156, 108), (190, 172, 124)),
    ((158, 138, 100), (176, 158, 118)),
    ((122, 130, 82), (150, 150, 100)),
    ((176, 168, 88), (152, 152, 80)),
)


@dataclass(frozen=True)
class Field:
    """One field; orchards stand on grass."""

    polygon: FloatArray
    orchard: bool


def field_plan(district: District) -> list[Field]:
    """The fields of a block, the same for ground and trees."""
    rng = district.rng(6)
    share = float(rng.choice([0.0, 0.0, 0.25]))
    area_m2 = float(rng.uniform(2500, 14000))
    found = []
    for piece in pieces(rng, district.polygon, area_m2, tilt=0.03):
        inner = inset(piece, float(rng.uniform(0.7, 2.2)))
        if len(inner):
            found.append(Field(inner, bool(rng.random() < share)))
    return found


def draw_fields(site: Site, district: District) -> None:
    """Grass strips, then each field with its own crop."""
    rng = district.rng(7)
    canvas = site.canvas
    ring = site.frame.outline(district.polygon)
    canvas.fill(ring, site.style.grass, GRASS, patch_m=10, rough=0.14)
    for field in field_plan(district):
        if field.orchard:
            continue
        ring = site.frame.outline(field.polygon)
        found = canvas.polygon(ring, site.metres(0.3))
        if found is not None:
            box, mask = found
            canvas.paint(box, mask, crop_rows(site, rng, box, field.polygon), CROPLAND)


def crop_rows(site: Site, rng: np.random.Generator, box: Box, field: FloatArray) -> FloatArray:
    """Colour of one field: rows, tramlines, moist and thin patches."""
    canvas, frame = site.canvas, site.frame
    pair = CROPS[int(rng.integers(len(CROPS)))]
    tone = np.float32(rng.uniform(0.8, 1.2)) * site.style.crop_tint
    first, second = linear_rgb(pair[0]) * tone, linear_rgb(pair[1]) * tone
    layer = int(rng.integers(3))
    colour = canvas.surface(
        box,
        (first, second),
        patch_m=float(rng.uniform(12, 45)),
        grain=float(rng.uniform(0.05, 0.1)),
        rough=float(rng.uniform(0.04, 0.12)),
        layer=layer,
    )
    centre, angle = frame.place(field.mean(axis=0), longest_edge(field)[0])
    if rng.random() < 0.3:
        angle += np.pi / 2
    _, across = canvas.grid(box, centre, angle)
    across = across + 0.12 * canvas.noise.field(site.metres(14), box, layer)
    period = float(rng.choice([1.4, 2.0, 3.0, 4.5]) * rng.uniform(0.85, 1.15))
    period = max(period, 3.3 * frame.gsd_m)
    thin = 1 + 0.6 * canvas.noise.field(site.metres(9), box, layer + 1)
    depth = float(rng.uniform(0.02, 0.2)) * np.clip(thin, 0.0, 2)
    rows = np.sin(across * (2 * np.pi / period)) * depth
    wide = float(rng.uniform(0, 0.06)) * np.sin(across * (2 * np.pi / (period * 6.5)))
    colour = colour * np.clip(1 + rows + wide, 0.3, 2)[..., None]
    if rng.random() < 0.6:  # tramlines: two wheel tracks every 12-24 m
        every = float(rng.uniform(12, 24))
        place = np.abs(np.abs(across) % every - every / 2)
        wheels = np.abs(place - 0.9) < 0.3
        colour[wheels] = colour[wheels] * 0.7 + site.style.soil[0] * np.float32(0.2)
    return colour.astype(np.float32)


def plant_orchards(site: Site, rng: np.random.Generator, district: District) -> None:
    """Small trees in straight rows."""
    for field in field_plan(district):
        if not field.orchard:
            continue
        gap_u, gap_v = float(rng.uniform(2.6, 5.5)), float(rng.uniform(4.5, 7))
        size = float(rng.uniform(1.1, min(gap_u, 4.2) * 0.55))
        direction = longest_edge(field.polygon)[0]
        across = np.array([-direction[1], direction[0]], np.float32)
        centre = field.polygon.mean(axis=0)
        steps = np.arange(-40, 41)
        u, v = (g.ravel() for g in np.meshgrid(steps * gap_u, steps * gap_v))
        points = centre + u[:, None] * direction + v[:, None] * across
        points = (points + rng.normal(0, 0.15, points.shape)).astype(np.float32)
        inside = contains(field.polygon, points) & (rng.random(len(points)) > 0.05)
        points = points[inside]
        plant(site, rng, points, size * rng.uniform(0.75, 1.2, len(points)))
