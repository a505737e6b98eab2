"""Everything flat in a district: gardens, lawns, meadows, parks, building land."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .crops import draw_fields
from .labels import BARE_LAND, GRASS
from .plan import inset, longest_edge, polygon_area, split_block
from .site import District, Site, blob, lots, quad, random_point, unit_vector
from .water import draw_lake

__all__ = ["lay_ground"]

FloatArray = NDArray[np.float32]


def lay_ground(site: Site, district: District) -> None:
    """Draw everything that is flat in one district."""
    rng = district.rng(1)
    canvas, style = site.canvas, site.style
    ring = site.frame.outline(district.polygon)
    if canvas.clip_box(ring) is None:
        return
    use = district.use
    if use in ("houses", "dense"):
        gardens(site, rng, district)
    elif use == "works":
        yard(site, rng, district.polygon)
    elif use == "fields":
        draw_fields(site, district)
    elif use == "bare":
        bare(site, rng, district.polygon)
    elif use == "lake":
        meadow(site, rng, ring)
        draw_lake(site, rng, district.polygon)
    elif use == "park":
        park(site, rng, district.polygon)
    elif use == "panels" and rng.random() < 0.3:
        gravel = (style.soil[0] * 0.9, style.paving * 0.8)
        canvas.fill(ring, gravel, BARE_LAND, patch_m=20, grain=0.08, rough=0.08)
    else:
        meadow(site, rng, ring)


def meadow(site: Site, rng: np.random.Generator, ring: FloatArray) -> None:
    """Rough grass: patches of three greens, tufts, some dry spots."""
    style, tone = site.style, np.float32(rng.uniform(0.8, 1.15))
    layer = int(rng.integers(3))
    pair = (style.grass[0] * tone, style.grass[1] * tone)
    found = site.canvas.fill(
        ring,
        pair,
        GRASS,
        patch_m=float(rng.uniform(10, 30)),
        grain=float(rng.uniform(0.06, 0.14)),
        rough=float(rng.uniform(0.08, 0.2)),
        layer=layer,
    )
    if found is None:
        return
    box, mask = found
    spots = site.canvas.noise.field(site.metres(7), box, layer + 1)
    spots = spots + 0.5 * site.canvas.noise.field(site.metres(1.5), box, layer)
    dry = np.clip((spots - float(rng.uniform(0.6, 2.2))) * 0.8, 0, 0.6)[..., None]
    area = site.canvas.albedo[box.slices]
    mixed = area + (style.soil[1] * 0.8 - area) * dry
    np.copyto(area, mixed.astype(np.float32), where=mask[..., None])


def gardens(site: Site, rng: np.random.Generator, district: District) -> None:
    """Lots with lawn, rough grass, paved yard or bare soil, drives and fences."""
    canvas, style, frame = site.canvas, site.style, site.frame
    ring = frame.outline(district.polygon)
    if rng.random() > style.lawn_share or district.use == "dense":
        canvas.fill(ring, style.soil, BARE_LAND, patch_m=7, grain=0.08, rough=0.09)
    else:
        canvas.fill(ring, style.grass, GRASS, patch_m=9, grain=0.09, rough=0.12)
    centre = district.polygon.mean(axis=0)
    for lot in lots(site, district):
        inner = inset(lot, 0.2)
        outline = frame.outline(inner) if len(inner) else None
        if outline is None or canvas.clip_box(outline) is None:
            continue
        tone = np.float32(rng.uniform(0.75, 1.2))
        ragged, layer = site.metres(float(rng.uniform(0.1, 0.6))), int(rng.integers(3))
        pair, label = (style.soil, BARE_LAND)
        if rng.random() < style.lawn_share:
            pair, label = (style.grass, GRASS)
        canvas.fill(
            outline,
            (pair[0] * tone, pair[1] * tone),
            label,
            ragged_px=ragged,
            patch_m=float(rng.uniform(3, 9)),
            grain=0.08,
            rough=float(rng.uniform(0.05, 0.14)),
            layer=layer,
        )
        garden_parts(site, rng, lot, centre, label)
        if rng.random() < style.fence_share:
            fence(site, rng, inner)


def garden_parts(
    site: Site, rng: np.random.Generator, lot: FloatArray, centre: FloatArray, label: int
) -> None:
    """A terrace or yard, a drive towards the street, beds and worn spots."""
    canvas, style, frame = site.canvas, site.style, site.frame
    middle, (direction, _) = lot.mean(axis=0), longest_edge(lot)
    tone = np.float32(rng.uniform(0.75, 1.15))
    paving = (style.paving * tone, style.paving * tone * np.float32(0.85))
    layer = int(rng.integers(3))
    if rng.random() < 0.6:
        patch = (
            middle
            + rng.normal(0, 3, size=2)
            + quad(rng.uniform(5, 12), rng.uniform(4, 9), direction)
        )
        canvas.fill(
            frame.to_px(patch.astype(np.float32)),
            paving,
            BARE_LAND,
            patch_m=4,
            grain=0.05,
            rough=0.06,
            layer=layer,
        )
    if rng.random() < 0.6:  # away from the middle of the block there is the street
        away = middle - centre
        axis = (
            direction
            if abs(float(away @ direction)) > 0.7 * float(np.hypot(*away))
            else (np.array([-direction[1], direction[0]], np.float32))
        )
        axis = axis * (1.0 if float(axis @ away) > 0 else -1.0)
        drive = middle + axis * 9 + quad(16, float(rng.uniform(2.6, 4.5)), axis)
        canvas.fill(
            frame.to_px(drive.astype(np.float32)),
            paving,
            BARE_LAND,
            patch_m=3,
            grain=0.05,
            rough=0.06,
            layer=layer,
        )
    for _ in range(int(rng.poisson(1.2))):
        patch = random_point(rng, lot) + blob(
            rng, rng.uniform(2, 7), rng.uniform(1.5, 4), direction
        )
        bed = (style.soil, BARE_LAND) if label == GRASS else (style.grass, GRASS)
        dark = np.float32(rng.uniform(0.6, 1.0))
        canvas.fill(
            frame.to_px(patch.astype(np.float32)),
            (bed[0][0] * dark, bed[0][1] * dark),
            bed[1],
            ragged_px=site.metres(0.4),
            patch_m=2,
            layer=layer,
        )


def fence(site: Site, rng: np.random.Generator, lot: FloatArray) -> None:
    """A wall or fence around most of a lot: thin, with its own narrow shadow."""
    tone = site.style.paving * np.float32(rng.uniform(0.25, 1.1))
    tall = float(rng.uniform(0.8, 2.0))
    skip = int(rng.integers(len(lot)))
    for i in range(len(lot)):
        if i != skip:
            edge = np.stack([lot[i], lot[(i + 1) % len(lot)]])
            site.canvas.trace(site.frame.to_px(edge), 0.3, tone, tall)


def yard(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """Gravel, worn concrete and soil around halls, with a grass strip."""
    canvas, style, frame = site.canvas, site.style, site.frame
    base = style.paving if rng.random() < 0.5 else style.soil[0]
    tone = np.float32(rng.uniform(0.65, 1.0))
    pair = (base * tone, (base * 0.6 + style.soil[1] * 0.4) * tone)
    canvas.fill(frame.outline(polygon), pair, BARE_LAND, patch_m=18, grain=0.06, rough=0.06)
    wheel_marks(site, rng, polygon, int(rng.integers(2, 6)))
    split = split_block(rng, polygon, spread=0.3, tilt=0.02)
    if split is not None and rng.random() < 0.7:
        strip = min((split.first, split.second), key=polygon_area)
        canvas.fill(frame.outline(strip), style.grass, GRASS, ragged_px=site.metres(1.5))


def wheel_marks(site: Site, rng: np.random.Generator, polygon: FloatArray, count: int) -> None:
    """Pairs of faint curved ruts; they change the tone of the ground, not its class."""
    for _ in range(count):
        ends = np.stack([random_point(rng, polygon), random_point(rng, polygon)])
        step = ends[1] - ends[0]
        length = float(np.hypot(*step))
        if length < 8:
            continue
        normal = np.array([-step[1], step[0]], np.float32) / length
        share = np.linspace(0, 1, max(6, int(length / 3)), dtype=np.float32)[:, None]
        sway = np.sin(share * rng.uniform(2, 5) + rng.uniform(0, 6)) * rng.uniform(2, 9)
        line = ends[0] + step * share + sway * normal
        factor = float(rng.uniform(0.8, 1.25))
        for side in (-0.85, 0.85):
            points = site.frame.to_px((line + normal * side).astype(np.float32))
            site.canvas.tint(points, 0.5, factor)


def bare(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """Building land or sand: soil in patches, ruts, heaps, weeds."""
    canvas, style, frame = site.canvas, site.style, site.frame
    pale = np.float32(rng.uniform(0.85, 1.35))
    soil = (style.soil[0] * pale, style.soil[1] * pale)
    canvas.fill(
        frame.outline(polygon),
        soil,
        BARE_LAND,
        patch_m=float(rng.uniform(18, 45)),
        grain=float(rng.uniform(0.04, 0.09)),
        rough=float(rng.uniform(0.03, 0.09)),
        layer=int(rng.integers(3)),
    )
    for _ in range(int(rng.integers(4, 14))):
        spot = random_point(rng, polygon)
        patch = spot + blob(rng, rng.uniform(5, 34), rng.uniform(4, 18), unit_vector(rng))
        weeds = rng.random() < 0.45
        tone = np.float32(rng.uniform(0.75, 1.2))
        pair = style.grass if weeds else (soil[0] * tone, soil[1] * tone)
        canvas.fill(
            frame.outline(patch.astype(np.float32)),
            pair,
            GRASS if weeds else BARE_LAND,
            ragged_px=site.metres(1.6),
            patch_m=5,
            layer=int(rng.integers(3)),
        )
    wheel_marks(site, rng, polygon, int(rng.integers(2, 8)))
    for _ in range(int(rng.poisson(2.5))):
        heap(site, rng, random_point(rng, polygon), soil)


def heap(
    site: Site, rng: np.random.Generator, point: FloatArray, soil: tuple[FloatArray, FloatArray]
) -> None:
    """A heap of earth or gravel."""
    spot, angle = site.frame.place(point, unit_vector(rng))
    radius = float(rng.uniform(2.0, 5.5))
    box = site.canvas.clip_box(site.around(spot, radius * 1.5))
    if box is None:
        return
    along, across = site.canvas.grid(box, spot, angle)
    bumps = 0.22 * site.canvas.noise.field(site.metres(1.8), box, 1)
    far = np.hypot(along / 1.3, across) / radius + bumps
    height = np.clip(1 - far, 0, 1) * radius * 0.55
    if min(height.shape) < 2:
        return  # a sliver at the picture's edge has no slope
    rise_y, rise_x = np.gradient(height / site.canvas.gsd_m)
    slope = np.stack([rise_x, rise_y], axis=-1).clip(-1, 1).astype(np.float32)
    tone = np.float32(rng.uniform(0.75, 1.15))
    colour = site.canvas.surface(
        box, (soil[0] * tone, soil[1] * tone), patch_m=3, grain=0.08, rough=0.1
    )
    mask = far < 0.97
    site.canvas.paint(box, mask, colour, BARE_LAND, height=height.astype(np.float32), slope=slope)


def park(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """Mown lawn with stripes and a path."""
    canvas, frame, style = site.canvas, site.frame, site.style
    found = canvas.polygon(frame.outline(polygon))
    if found is None:
        return
    box, mask = found
    centre, angle = frame.place(polygon.mean(axis=0), longest_edge(polygon)[0])
    _, across = canvas.grid(box, centre, angle)
    stripes = 1 + float(rng.uniform(0, 0.06)) * np.sign(np.sin(across * (np.pi / 2.4)))
    tone = np.float32(rng.uniform(0.85, 1.15))
    pair = (style.grass[0] * tone, style.grass[1] * tone)
    lawn = canvas.surface(box, pair, patch_m=25, grain=0.06, rough=0.08)
    canvas.paint(box, mask, (lawn * stripes[..., None]).astype(np.float32), GRASS)
    corners = polygon[rng.permutation(len(polygon))[:2]]
    step = corners[1] - corners[0]
    length = max(float(np.hypot(*step)), 1.0)
    normal = np.array([-step[1], step[0]]) / length
    share = np.linspace(0, 1, max(8, int(length / 3)))[:, None]
    line = corners[0] + step * share + np.sin(share * 6.3) * rng.uniform(3, 9) * normal
    half = normal * float(rng.uniform(0.8, 1.6))
    ring = np.concatenate([line - half, (line + half)[::-1]])
    canvas.fill(
        frame.to_px(ring.astype(np.float32)),
        style.soil,
        BARE_LAND,
        ragged_px=site.metres(0.2),
        patch_m=4,
        grain=0.06,
        rough=0.06,
    )
