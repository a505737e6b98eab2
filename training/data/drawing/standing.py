"""Everything that stands in a district: buildings, racks, parked cars, trees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .buildings import draw_building
from .canvas import densify, linear_rgb
from .crops import plant_orchards
from .labels import BARE_LAND, ROAD, TREE, WATER
from .panels import panel_field
from .plan import longest_edge, polygon_area
from .site import (
    District,
    Site,
    contains,
    inset_or,
    is_free,
    lots,
    pieces,
    plant,
    quad,
    random_point,
)
from .vehicles import draw_vehicle

__all__ = ["dress"]

FloatArray = NDArray[np.float32]

STALL_M = (2.5, 5.0)
AISLE_PERIOD_M = 16.5  # two rows of stalls and the lane between


def dress(site: Site, district: District) -> None:
    """Draw everything that stands in one district."""
    rng = district.rng(2)
    outline = site.frame.outline(district.polygon)
    if site.canvas.clip_box(outline, site.metres(20)) is None:
        return
    polygon, use = district.polygon, district.use
    if use == "houses":
        houses(site, rng, district)
    elif use == "dense":
        dense_town(site, rng, district)
    elif use == "works":
        works(site, rng, polygon)
    elif use == "panels":
        panel_field(site, rng, district)
    elif use == "wood":
        wood(site, rng, polygon)
    elif use == "fields":
        plant_orchards(site, rng, district)
    scattered = {"park": (15, (1.8, 6.0)), "lake": (9, (1.2, 4.5)), "bare": (20, (0.9, 2.8))}
    if use in scattered:
        spacing, sizes = scattered[use]
        scatter(site, rng, polygon, spacing, sizes, float(rng.uniform(0.15, 0.8)))
    if use in ("works", "panels", "fields", "park"):
        edge_trees(site, rng, polygon)


def houses(site: Site, rng: np.random.Generator, district: District) -> None:
    """One house on most lots, sheds, a car in some yards, hedges, garden trees."""
    style = site.style
    crossways = rng.random() < 0.5
    for lot in lots(site, district):
        direction, _ = longest_edge(lot)
        if crossways != (rng.random() < 0.12):
            direction = np.array([-direction[1], direction[0]], np.float32)
        scale = float(np.clip(np.sqrt(polygon_area(lot) / 430), 0.7, 1.45))
        for shrink in (1.0, 0.85, 0.7):
            centre = lot.mean(axis=0) + rng.normal(0, 1.5, size=2).astype(np.float32)
            size = (rng.uniform(9, 16) * scale * shrink, rng.uniform(7, 10.5) * scale * shrink)
            spot, angle = site.frame.place(centre, direction)
            angle += float(rng.normal(0, 0.03))
            if draw_building(site.canvas, rng, style, spot, angle, size, "house"):
                break
        yard_things(site, rng, lot, direction)
        count = int(rng.poisson(style.garden_trees))
        points = np.array([random_point(rng, lot) for _ in range(count)], np.float32)
        plant(site, rng, points.reshape(-1, 2), rng.uniform(0.9, 2.2, count) ** 1.9)
        if rng.random() < style.hedge_share:
            hedge(site, rng, lot)


def yard_things(
    site: Site, rng: np.random.Generator, lot: FloatArray, direction: FloatArray
) -> None:
    """Sheds, cars and a pool, where there is room."""
    canvas, frame = site.canvas, site.frame
    for _ in range(int(rng.poisson(0.7))):
        spot, angle = frame.place(random_point(rng, lot), direction)
        size = (float(rng.uniform(2.5, 6.5)), float(rng.uniform(2.2, 4.2)))
        draw_building(canvas, rng, site.style, spot, angle, size, "shed")
    for _ in range(int(rng.poisson(0.6))):
        spot, angle = frame.place(random_point(rng, lot), direction)
        if is_free(site, spot, 4.0):
            draw_vehicle(canvas, rng, spot, angle + float(rng.choice([0, np.pi / 2])))
    if rng.random() < site.style.pool_share:
        spot, angle = frame.place(random_point(rng, lot), direction)
        if is_free(site, spot, 7.0):
            pool(site, rng, spot, angle)


def pool(site: Site, rng: np.random.Generator, spot: FloatArray, angle: float) -> None:
    """A swimming pool in its paved rim."""
    length, width = float(rng.uniform(6, 9)), float(rng.uniform(3, 4.5))
    box = site.canvas.clip_box(site.around(spot, 8.0))
    if box is None:
        return
    along, across = site.canvas.grid(box, spot, angle)
    for grow, colour, label in (
        (1.0, linear_rgb((206, 200, 188)), BARE_LAND),
        (0.0, linear_rgb((96, 168, 188)), WATER),
    ):
        mask = (np.abs(along) < length / 2 + grow) & (np.abs(across) < width / 2 + grow)
        pair = (colour, colour * np.float32(0.9))
        painted = site.canvas.surface(box, pair, patch_m=3, grain=0.03, rough=0.03)
        site.canvas.paint(box, mask, painted, label)


def dense_town(site: Site, rng: np.random.Generator, district: District) -> None:
    """Tall blocks, or packed houses."""
    for lot in lots(site, district):
        direction, length = longest_edge(lot)
        spot, angle = site.frame.place(lot.mean(axis=0), direction)
        depth = polygon_area(lot) / max(length, 1.0)
        share = float(rng.uniform(0.66, 0.88))
        kind = "house" if polygon_area(lot) < 420 else "block"
        for shrink in (1.0, 0.8):
            size = (length * share * shrink, max(depth * share * shrink, 4.5))
            if draw_building(site.canvas, rng, site.style, spot, angle, size, kind):
                break
        yard_things(site, rng, lot, direction)
        count = int(rng.poisson(0.8))
        points = np.array([random_point(rng, lot) for _ in range(count)], np.float32)
        plant(site, rng, points.reshape(-1, 2), rng.uniform(1.0, 3.4, count))


def works(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """Halls with yards, car parks, lorries."""
    first = int(rng.integers(3))
    for number, lot in enumerate(
        pieces(rng, inset_or(polygon, 5.0), float(rng.uniform(1600, 3400)))
    ):
        direction, length = longest_edge(lot)
        depth = polygon_area(lot) / max(length, 1.0)
        if number % 3 == first:
            car_park(site, rng, lot, direction, length, depth)
            continue
        spot, angle = site.frame.place(lot.mean(axis=0), direction)
        share = float(rng.uniform(0.55, 0.82))
        for shrink in (1.0, 0.75):
            size = (length * share * shrink, depth * share * shrink)
            if draw_building(site.canvas, rng, site.style, spot, angle, size, "hall"):
                break
        for _ in range(int(rng.integers(1, 7))):
            where, turn = site.frame.place(random_point(rng, lot), direction)
            kind = str(rng.choice(["car", "van", "lorry"], p=[0.55, 0.2, 0.25]))
            if is_free(site, where, 11.0 if kind == "lorry" else 6.5):
                draw_vehicle(site.canvas, rng, where, turn + float(rng.choice([0, 1.57])), kind)


def car_park(
    site: Site,
    rng: np.random.Generator,
    lot: FloatArray,
    direction: FloatArray,
    length: float,
    depth: float,
) -> None:
    """Asphalt with marked stalls in double rows, partly full; it counts as road."""
    canvas, frame, style = site.canvas, site.frame, site.style
    size = (length * 0.88, depth * 0.88)
    centre = lot.mean(axis=0)
    ring = frame.to_px(centre + quad(size[0], size[1], direction))
    tone = np.float32(rng.uniform(0.75, 1.3))
    tar = (style.asphalt * tone * 0.9, style.asphalt * tone * 1.15)
    found = canvas.polygon(ring)
    if found is None or (canvas.label[found[0].slices][found[1]] == WATER).any():
        return
    box, mask = found
    colour = canvas.surface(box, tar, patch_m=14, grain=0.05, rough=0.04)
    canvas.paint(box, mask, colour, ROAD)
    spot, angle = frame.place(centre, direction)
    along, across = canvas.grid(box, spot, angle)
    stall = across % AISLE_PERIOD_M
    lines = (np.abs(along % STALL_M[0] - 1.25) > 1.16) & (stall < 2 * STALL_M[1] + 0.2)
    lines |= np.abs(stall - STALL_M[1] - 0.1) < 0.09
    lines &= mask & (np.abs(along) < size[0] / 2 - 1)
    canvas.albedo[box.slices][lines] += np.float32(rng.uniform(0.03, 0.14))
    full = float(rng.uniform(0.2, 0.9))
    step_u = np.array([np.cos(angle), np.sin(angle)]) / frame.gsd_m
    step_v = np.array([-np.sin(angle), np.cos(angle)]) / frame.gsd_m
    rows = int(size[1] / 2 / AISLE_PERIOD_M) + 1
    for i in range(int(-size[0] / 5), int(size[0] / 5) + 1):
        for v in (j * AISLE_PERIOD_M + s for j in range(-rows, rows) for s in (2.6, 7.6)):
            u = i * STALL_M[0]
            inside = abs(u) < size[0] / 2 - 2 and abs(v) < size[1] / 2 - 2.6
            if inside and rng.random() < full:
                where = (spot + step_u * u + step_v * (v + rng.normal(0, 0.2))).astype(np.float32)
                turn = angle + float(rng.choice([-1, 1])) * np.pi / 2
                draw_vehicle(canvas, rng, where, turn + float(rng.normal(0, 0.02)))


def wood(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """Closed canopy of crowns of many sizes; the ground between counts as wood."""
    dark = site.style.trees[-1] * np.float32(0.45) + site.style.soil[0] * np.float32(0.06)
    inner = inset_or(polygon, float(rng.uniform(2.5, 7)))
    found = site.canvas.polygon(site.frame.outline(inner), site.metres(2))
    if found is not None:
        box, mask = found
        mask &= ~np.isin(site.canvas.label[box.slices], (ROAD, WATER))
        floor = site.canvas.surface(box, (dark, dark * np.float32(1.4)), patch_m=3)
        site.canvas.paint(box, mask, floor, TREE)
    spacing = float(rng.uniform(3.2, 5.0))
    spread = (spacing * 0.35, spacing * float(rng.uniform(0.9, 1.25)))
    scatter(site, rng, inner, spacing, spread, 0.97)


def scatter(
    site: Site,
    rng: np.random.Generator,
    polygon: FloatArray,
    spacing: float,
    sizes: tuple[float, float],
    keep: float,
) -> None:
    """Trees on a shaken grid, small ones more often than large ones."""
    low, high = polygon.min(axis=0), polygon.max(axis=0)
    x, y = np.meshgrid(np.arange(low[0], high[0], spacing), np.arange(low[1], high[1], spacing))
    points = np.stack([x.ravel(), y.ravel()], axis=1)
    points = points + rng.uniform(-0.48, 0.48, points.shape) * spacing
    points = points[contains(polygon, points) & (rng.random(len(points)) < keep)]
    share = rng.random(len(points)) ** 1.2
    radii = sizes[0] + (sizes[1] - sizes[0]) * share
    order = rng.permutation(len(points))
    plant(site, rng, points[order].astype(np.float32), radii[order])


def edge_trees(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """A row of trees or a hedge along some edges."""
    inner = inset_or(polygon, 8.0)
    for i in range(len(inner)):
        edge = np.stack([inner[i], inner[(i + 1) % len(inner)]])
        if rng.random() > 0.35 or float(np.hypot(*(edge[1] - edge[0]))) < 12:
            continue
        size = float(rng.uniform(1.2, 4.2))
        points = densify(edge, float(rng.uniform(1.2, 3.0)) * size)
        points = points + rng.normal(0, 0.6, points.shape).astype(np.float32)
        points = points[rng.random(len(points)) < 0.9]
        plant(site, rng, points, size * rng.uniform(0.65, 1.25, len(points)))


def hedge(site: Site, rng: np.random.Generator, lot: FloatArray) -> None:
    """Bushes close together along one or two sides of a lot."""
    inner = inset_or(lot, 0.9)
    first = int(rng.integers(len(inner)))
    for i in range(first, first + int(rng.integers(1, 3))):
        edge = np.stack([inner[i % len(inner)], inner[(i + 1) % len(inner)]])
        points = densify(edge, 1.0)
        plant(site, rng, points, rng.uniform(0.75, 1.15, len(points)))
