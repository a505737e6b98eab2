"""What stands in each block of the plan: houses, works, fields, woods, water, panels, bare land."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .buildings import draw_building
from .canvas import Box, Canvas, densify, linear_rgb
from .labels import BARE_LAND, BUILDING, CROPLAND, GRASS, ROAD, SOLAR_PANEL, TREE, VEHICLE, WATER
from .objects import Crowns, draw_vehicle, panel_table
from .plan import Frame, inset, longest_edge, polygon_area, split_block
from .style import Style

__all__ = ["USES", "District", "Site", "dress", "lay_ground"]

FloatArray = NDArray[np.float32]

USES = ("houses", "dense", "works", "fields", "park", "wood", "lake", "bare", "panels")


@dataclass(frozen=True)
class District:
    """A block of the plan and what it is used for; seed makes its content."""

    polygon: FloatArray
    use: str
    seed: tuple[int, ...]


@dataclass(frozen=True)
class Site:
    """What the drawing of one district needs."""

    canvas: Canvas
    frame: Frame
    style: Style
    crowns: Crowns


def pieces(
    rng: np.random.Generator, polygon: FloatArray, area_m2: float, tilt: float = 0.04
) -> list[FloatArray]:
    """Cut a block into lots of about an area."""
    if polygon_area(polygon) < area_m2 * 1.5:
        return [polygon]
    split = split_block(rng, polygon, spread=0.06, tilt=tilt)
    if split is None:
        return [polygon]
    return pieces(rng, split.first, area_m2, tilt) + pieces(rng, split.second, area_m2, tilt)


def lay_ground(site: Site, district: District) -> None:
    """Everything that is flat: soil, lawn, crops, water."""
    rng = np.random.default_rng([*district.seed, 1])
    canvas, style = site.canvas, site.style
    ring = site.frame.outline(district.polygon)
    if canvas.clip_box(ring) is None:
        return
    use = district.use
    layer = int(rng.integers(4))
    if use in ("houses", "dense"):
        soil_first = rng.random() > style.lawn_share or use == "dense"
        lots_ground(site, rng, district.polygon, soil_first)
    elif use == "works":
        canvas.fill(ring, (style.paving * 0.8, style.soil[0] * 0.9), BARE_LAND, patch_m=14)
        green_rim(site, rng, district.polygon)
    elif use == "fields":
        fields(site, rng, district.polygon)
    elif use == "bare":
        bare(site, rng, district.polygon)
    elif use == "lake":
        canvas.fill(ring, style.grass, GRASS, patch_m=16, rough=0.12, layer=layer)
        lake(site, rng, district.polygon)
    else:
        canvas.fill(ring, style.grass, GRASS, patch_m=18, grain=0.1, rough=0.12, layer=layer)
        if use == "park":
            park_ground(site, rng, district.polygon)


def lots_ground(
    site: Site, rng: np.random.Generator, polygon: FloatArray, soil_first: bool
) -> None:
    """Gardens: each lot lawn, rough grass, paved yard or bare soil."""
    canvas, style, frame = site.canvas, site.style, site.frame
    ring = frame.outline(polygon)
    if soil_first:
        canvas.fill(ring, style.soil, BARE_LAND, patch_m=7, grain=0.09, rough=0.1)
    else:
        canvas.fill(ring, style.grass, GRASS, patch_m=9, grain=0.1, rough=0.12)
    for lot in pieces(rng, polygon, style.lot_m2):
        outline = frame.outline(inset(lot, 0.5)) if len(inset(lot, 0.5)) else None
        if outline is None or canvas.clip_box(outline) is None:
            continue
        dice = rng.random()
        tone = np.float32(rng.uniform(0.8, 1.2))
        ragged = float(rng.uniform(0.3, 1.4)) / frame.gsd_m
        layer = int(rng.integers(4))
        if dice < style.lawn_share:
            grass = (style.grass[0] * tone, style.grass[1] * tone)
            canvas.fill(outline, grass, GRASS, ragged_px=ragged, patch_m=5, rough=0.1, layer=layer)
        else:
            soil = (style.soil[0] * tone, style.soil[1] * tone)
            canvas.fill(outline, soil, BARE_LAND, ragged_px=ragged, patch_m=5, layer=layer)
        if rng.random() < 0.55:  # a paved yard or terrace
            centre = lot.mean(axis=0) + rng.normal(0, 3, size=2).astype(np.float32)
            patch = centre + quad(rng.uniform(5, 12), rng.uniform(4, 9), longest_edge(lot)[0])
            paving = (style.paving * tone, style.paving * tone * np.float32(0.85))
            canvas.fill(frame.to_px(patch), paving, BARE_LAND, patch_m=4, grain=0.06, layer=layer)


def quad(length: float, width: float, direction: FloatArray) -> FloatArray:
    """Rectangle (4, 2) around the origin, its length along direction."""
    across = np.array([-direction[1], direction[0]], np.float32)
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return np.array(
        [direction * (a * length / 2) + across * (b * width / 2) for a, b in corners], np.float32
    )


def green_rim(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """A grass strip along one side of a works yard."""
    split = split_block(rng, polygon, spread=0.3, tilt=0.02)
    if split is None:
        return
    strip = min((split.first, split.second), key=polygon_area)
    if rng.random() < 0.7:
        ring = site.frame.outline(strip)
        site.canvas.fill(ring, site.style.grass, GRASS, ragged_px=2 / site.frame.gsd_m)


def fields(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """One to a few fields with rows, each with its own crop, divided by grass strips."""
    canvas, style, frame = site.canvas, site.style, site.frame
    canvas.fill(frame.outline(polygon), style.grass, GRASS, patch_m=10, rough=0.13)
    for field in pieces(rng, polygon, float(rng.uniform(2500, 14000)), tilt=0.03):
        inner = inset(field, float(rng.uniform(0.8, 2.5)))
        if not len(inner):
            continue
        found = canvas.polygon(frame.outline(inner), 0.3 / frame.gsd_m)
        if found is None:
            continue
        box, mask = found
        canvas.paint(box, mask, crop_rows(site, rng, box, inner), CROPLAND)


CROPS = (
    ((122, 98, 74), (146, 120, 92)),
    ((96, 80, 64), (120, 102, 82)),
    ((96, 116, 58), (122, 138, 74)),
    ((70, 100, 48), (92, 118, 60)),
    ((172, 156, 100), (190, 172, 116)),
    ((158, 138, 96), (176, 158, 112)),
    ((120, 130, 76), (150, 150, 94)),
    ((178, 168, 72), (150, 152, 70)),
)


def crop_rows(site: Site, rng: np.random.Generator, box: Box, field: FloatArray) -> FloatArray:
    """Colour of one field: crop or tilled soil in rows, tramlines, moist and thin patches."""
    canvas, frame = site.canvas, site.frame
    pair = CROPS[int(rng.integers(len(CROPS)))]
    tone = np.float32(rng.uniform(0.8, 1.2)) * site.style.cast[::-1]
    first, second = linear_rgb(pair[0]) * tone, linear_rgb(pair[1]) * tone
    layer = int(rng.integers(4))
    patch = float(rng.uniform(12, 40))
    colour = canvas.surface(box, (first, second), patch_m=patch, grain=0.09, rough=0.1, layer=layer)
    centre, angle = frame.place(field.mean(axis=0), longest_edge(field)[0])
    if rng.random() < 0.3:
        angle += np.pi / 2
    along, across = canvas.grid(box, centre, angle)
    cut = box.slices
    across = across + 0.12 * canvas.noise.field(14 / frame.gsd_m, layer)[cut]
    period = float(rng.choice([1.5, 2.0, 3.0, 4.5]) * rng.uniform(0.85, 1.15))
    period = max(period, 3.2 * frame.gsd_m)
    depth = float(rng.uniform(0.05, 0.3)) * np.clip(
        1 + 0.5 * canvas.noise.field(9 / frame.gsd_m, layer + 1)[cut], 0.1, 2
    )
    rows = np.sin(across * (2 * np.pi / period)) * depth
    wide = 0.07 * np.sin(across * (2 * np.pi / (period * float(rng.uniform(5, 9)))))
    colour = colour * np.clip(1 + rows + wide, 0.3, 2)[..., None]
    if rng.random() < 0.6:  # tramlines: two wheel tracks every 12-24 m
        every = float(rng.uniform(12, 24))
        place = np.abs(across) % every
        wheels = (np.abs(place - every / 2 - 0.9) < 0.3) | (np.abs(place - every / 2 + 0.9) < 0.3)
        colour[wheels] = colour[wheels] * 0.65 + site.style.soil[0] * np.float32(0.25)
    return colour.astype(np.float32)


def bare(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """Building land or sand: soil in patches, wheel marks, some weeds."""
    canvas, style, frame = site.canvas, site.style, site.frame
    ring = frame.outline(polygon)
    pale = np.float32(rng.uniform(0.85, 1.3))
    soil = (style.soil[0] * pale, style.soil[1] * pale)
    canvas.fill(ring, soil, BARE_LAND, patch_m=20, grain=0.08, rough=0.12)
    for _ in range(int(rng.integers(2, 9))):
        spot = polygon.mean(axis=0) + rng.normal(0, 22, size=2)
        blob = spot + quad(rng.uniform(6, 28), rng.uniform(4, 18), unit(rng))
        weeds = rng.random() < 0.5
        tone = np.float32(rng.uniform(0.7, 1.25))
        pair = style.grass if weeds else (style.soil[0] * tone, style.soil[1] * tone)
        canvas.fill(
            frame.to_px(blob.astype(np.float32)), pair, GRASS if weeds else BARE_LAND,
            ragged_px=2.5 / frame.gsd_m, patch_m=5, layer=int(rng.integers(4)),
        )


def unit(rng: np.random.Generator) -> FloatArray:
    """A random direction."""
    turn = rng.uniform(0, 2 * np.pi)
    return np.array([np.cos(turn), np.sin(turn)], np.float32)


def lake(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """Water inside a block, with a shore of sand or reeds."""
    frame, canvas, style = site.frame, site.canvas, site.style
    body = inset(polygon, float(rng.uniform(9, 16)))
    if not len(body):
        return
    dense = densify(body, 4.0, closed=True)
    centre = body.mean(axis=0)
    for _ in range(24):  # round the corners
        dense = (np.roll(dense, 1, axis=0) + 2 * dense + np.roll(dense, -1, axis=0)) / 4
    theta = np.arctan2(*(dense - centre).T)
    wave = sum(
        rng.uniform(0.02, 0.09) * np.sin(k * theta + rng.uniform(0, 6.3)) for k in (2, 3, 5, 7)
    )
    dense = (centre + (dense - centre) * (0.95 + wave)[:, None]).astype(np.float32)
    ring = frame.to_px(dense)
    shore = frame.to_px((centre + (dense - centre) * 1.04).astype(np.float32))
    sandy = rng.random() < 0.6
    canvas.fill(
        shore, style.soil if sandy else style.grass, BARE_LAND if sandy else GRASS,
        ragged_px=1.2 / frame.gsd_m, patch_m=4,
    )
    found = canvas.polygon(ring, 1.0 / frame.gsd_m)
    if found is not None:
        paint_water(site, rng, *found)


def paint_water(site: Site, rng: np.random.Generator, box: Box, mask: NDArray[np.bool_]) -> None:
    """Deep and shallow water, ripples across the wind, slight sky sheen."""
    from .roads import blurred

    canvas, style, frame = site.canvas, site.style, site.frame
    deep, shallow = style.water
    inner = mask.astype(np.float32)
    for _ in range(2):
        inner = blurred(inner, 4.0 / frame.gsd_m)
    depth = np.clip((inner - 0.5) * 2, 0, 1) ** 0.6
    cut = box.slices
    depth = np.clip(depth + 0.12 * canvas.noise.field(25 / frame.gsd_m, 1)[cut], 0, 1)[..., None]
    colour = shallow + (deep - shallow) * depth
    along, across = canvas.grid(box, np.array([0, 0], np.float32), float(rng.uniform(0, 3.1)))
    bend = 0.8 * canvas.noise.field(6 / frame.gsd_m, 2)[cut]
    ripple = np.sin(across * (2 * np.pi / float(rng.uniform(1.6, 4))) + bend * 2)
    ripple = ripple * (0.5 + 0.5 * np.clip(canvas.noise.field(18 / frame.gsd_m, 3)[cut], -1, 1))
    sheen = 1 + 0.08 * np.sin(along / 90 + 1) + 0.06 * canvas.noise.field(40 / frame.gsd_m)[cut]
    light = sheen + float(rng.uniform(0.01, 0.05)) * ripple + 0.02 * canvas.noise.field(1.5)[cut]
    canvas.paint(box, mask, (colour * light[..., None]).astype(np.float32), WATER)


def park_ground(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """Mown lawn with stripes, a path, sometimes a pitch."""
    canvas, frame, style = site.canvas, site.frame, site.style
    found = canvas.polygon(frame.outline(polygon))
    if found is None:
        return
    box, mask = found
    centre, angle = frame.place(polygon.mean(axis=0), longest_edge(polygon)[0])
    _, across = canvas.grid(box, centre, angle)
    stripes = 1 + float(rng.uniform(0, 0.07)) * np.sign(np.sin(across * (np.pi / 2.4)))
    lawn = canvas.surface(box, style.grass, patch_m=25, grain=0.07, rough=0.07)
    canvas.paint(box, mask, (lawn * stripes[..., None]).astype(np.float32), GRASS)
    corners = polygon[rng.permutation(len(polygon))[:2]]
    path = densify(corners, 3.0)
    sway = np.sin(np.linspace(0, 6.3, len(path)))[:, None] * rng.uniform(3, 9)
    step = corners[1] - corners[0]
    normal = np.array([-step[1], step[0]]) / max(float(np.hypot(*step)), 1.0)
    line = path + sway * normal
    ring = np.concatenate([line - normal * 1.1, (line + normal * 1.1)[::-1]])
    canvas.fill(frame.to_px(ring.astype(np.float32)), style.soil, BARE_LAND, patch_m=4)


def dress(site: Site, district: District) -> None:
    """Everything that stands: buildings, racks, parked cars; then trees."""
    rng = np.random.default_rng([*district.seed, 2])
    if site.canvas.clip_box(site.frame.outline(district.polygon), 20 / site.frame.gsd_m) is None:
        return
    polygon = district.polygon
    if district.use == "houses":
        houses(site, rng, polygon)
    elif district.use == "dense":
        dense_town(site, rng, polygon)
    elif district.use == "works":
        works(site, rng, polygon)
    elif district.use == "panels":
        panel_field(site, rng, polygon)
    elif district.use == "wood":
        scatter(site, rng, polygon, spacing=4.6, radius=(2.0, 4.6), keep=0.96, floor=True)
    elif district.use == "park":
        scatter(site, rng, polygon, spacing=15, radius=(2.0, 5.5), keep=float(rng.uniform(0.2, 0.8)))
    elif district.use == "lake":
        scatter(site, rng, polygon, spacing=9, radius=(1.5, 4.5), keep=0.5)
    elif district.use == "bare":
        scatter(site, rng, polygon, spacing=20, radius=(1.0, 2.8), keep=0.3)
    elif district.use == "fields":
        edge_trees(site, rng, polygon)


def houses(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """One house on most lots, sheds, a car in some yards, hedges, garden trees."""
    style = site.style
    ground = np.random.default_rng(rng.integers(2**31))
    for lot in pieces(ground, polygon, style.lot_m2):
        direction, length = longest_edge(lot)
        if rng.random() < 0.5:
            direction = np.array([-direction[1], direction[0]], np.float32)
        centre = lot.mean(axis=0) + rng.normal(0, 1.5, size=2).astype(np.float32)
        scale = float(np.clip(np.sqrt(polygon_area(lot) / 500), 0.7, 1.4))
        for shrink in (1.0, 0.8):
            size = (rng.uniform(9, 16) * scale * shrink, rng.uniform(7, 10.5) * scale * shrink)
            spot, angle = site.frame.place(centre, direction)
            angle += float(rng.normal(0, 0.04))
            if draw_building(site.canvas, rng, style, spot, angle, size, "house"):
                break
        yard_things(site, rng, lot, direction)
        for _ in range(int(rng.poisson(style.garden_trees))):
            tree_at(site, rng, random_point(rng, lot), float(rng.uniform(1.0, 4.2)))
        if rng.random() < style.hedge_share:
            hedge(site, rng, lot)


def yard_things(
    site: Site, rng: np.random.Generator, lot: FloatArray, direction: FloatArray
) -> None:
    """A shed, a car and a pool, where there is room."""
    canvas, frame = site.canvas, site.frame
    if rng.random() < 0.35:
        spot, angle = frame.place(random_point(rng, lot), direction)
        size = (float(rng.uniform(2.5, 6)), float(rng.uniform(2.2, 4)))
        draw_building(canvas, rng, site.style, spot, angle, size, "house")
    if rng.random() < 0.35:
        spot, angle = frame.place(random_point(rng, lot), direction)
        if free(canvas, spot, 3.0):
            draw_vehicle(canvas, rng, spot, angle + float(rng.choice([0, np.pi / 2])))
    if rng.random() < 0.05:
        spot, angle = frame.place(random_point(rng, lot), direction)
        if free(canvas, spot, 5.5):
            pool(canvas, rng, spot, angle)


def pool(canvas: Canvas, rng: np.random.Generator, spot: FloatArray, angle: float) -> None:
    """A swimming pool in its paved rim."""
    length, width = float(rng.uniform(6, 9)), float(rng.uniform(3, 4.5))
    box = canvas.clip_box(spot + np.array([[-1, -1], [1, 1]], np.float32) * (8 / canvas.gsd_m))
    if box is None:
        return
    along, across = canvas.grid(box, spot, angle)
    for grow, colour, label in (
        (1.0, linear_rgb((206, 200, 188)), BARE_LAND),
        (0.0, linear_rgb((84, 164, 186)), WATER),
    ):
        mask = (np.abs(along) < length / 2 + grow) & (np.abs(across) < width / 2 + grow)
        painted = canvas.surface(box, (colour, colour * 0.9), patch_m=3, grain=0.03, rough=0.03)
        canvas.paint(box, mask, painted, label)


def dense_town(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """Tall blocks and packed houses around courtyards."""
    packed = rng.random() < 0.5
    for lot in pieces(rng, polygon, 190.0 if packed else 900.0):
        direction, length = longest_edge(lot)
        spot, angle = site.frame.place(lot.mean(axis=0), direction)
        depth = polygon_area(lot) / max(length, 1.0)
        share = rng.uniform(0.62, 0.85)
        kind = "house" if packed else "block"
        size = (length * share, max(depth * share, 5.0))
        draw_building(site.canvas, rng, site.style, spot, angle, size, kind)
        if rng.random() < 0.6:
            tree_at(site, rng, random_point(rng, lot), float(rng.uniform(1.2, 3.6)))


def works(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """Halls with yards, a car park, lorries."""
    for number, lot in enumerate(pieces(rng, inset_or(polygon, 4.0), 2600.0)):
        direction, length = longest_edge(lot)
        depth = polygon_area(lot) / max(length, 1.0)
        if number % 3 == 1:
            car_park(site, rng, lot, direction, length, depth)
            continue
        spot, angle = site.frame.place(lot.mean(axis=0), direction)
        share = float(rng.uniform(0.5, 0.78))
        draw_building(
            site.canvas, rng, site.style, spot, angle, (length * share, depth * share), "hall"
        )
        for _ in range(int(rng.integers(1, 6))):
            where, turn = site.frame.place(random_point(rng, lot), direction)
            if free(site.canvas, where, 6.5):
                kind = str(rng.choice(["car", "van", "lorry"]))
                draw_vehicle(site.canvas, rng, where, turn + float(rng.choice([0, 1.57])), kind)
    edge_trees(site, rng, polygon)


def car_park(
    site: Site,
    rng: np.random.Generator,
    lot: FloatArray,
    direction: FloatArray,
    length: float,
    depth: float,
) -> None:
    """Asphalt with stalls of 2.5 x 5 m in double rows, partly full."""
    canvas, frame, style = site.canvas, site.frame, site.style
    size = (length * 0.86, depth * 0.86)
    centre = lot.mean(axis=0)
    ring = frame.to_px(centre + quad(size[0], size[1], direction))
    tar = (style.asphalt * 0.95, style.asphalt * 1.2)
    found = canvas.fill(ring, tar, ROAD, patch_m=14, grain=0.06, rough=0.05)
    if found is None:
        return
    box, mask = found
    spot, angle = frame.place(centre, direction)
    along, across = canvas.grid(box, spot, angle)
    stall = across % 16.5
    lines = (np.abs(along % 2.5 - 1.25) > 1.25 - 0.09) & (stall < 10.2)
    lines |= np.abs(stall - 5.1) < 0.09
    lines &= mask & (np.abs(along) < size[0] / 2 - 1)
    canvas.albedo[box.slices][lines] *= 1.5
    full = float(rng.uniform(0.2, 0.85))
    step_u = np.array([np.cos(angle), np.sin(angle)]) / frame.gsd_m
    step_v = np.array([-np.sin(angle), np.cos(angle)]) / frame.gsd_m
    for i in range(int(-size[0] / 5), int(size[0] / 5)):
        for j in range(int(-size[1] / 16.5) - 1, int(size[1] / 16.5) + 1):
            for v in (2.5, 7.7):
                u_m, v_m = i * 2.5 + 2.5, j * 16.5 + v
                inside = abs(u_m) < size[0] / 2 - 2 and abs(v_m) < size[1] / 2 - 3
                if inside and rng.random() < full:
                    where = (spot + step_u * u_m + step_v * v_m).astype(np.float32)
                    turn = angle + float(rng.choice([-1, 1])) * np.pi / 2
                    draw_vehicle(canvas, rng, where, turn + float(rng.normal(0, 0.02)))


def panel_field(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """Long racks of panels in rows over grass."""
    inner = inset_or(polygon, 8.0)
    direction = longest_edge(inner)[0]
    across = np.array([-direction[1], direction[0]], np.float32)
    centre = inner.mean(axis=0)
    depth = float(rng.choice([2.2, 3.4, 4.2, 6.6]))
    pitch = depth * float(rng.uniform(1.5, 2.2))
    piece = float(rng.uniform(14, 40))
    tilt = float(rng.uniform(0.12, 0.45)) * float(rng.choice([-1, 1]))
    reach_v, reach_u = (inner - centre) @ across, (inner - centre) @ direction
    for v in np.arange(reach_v.min() + depth, reach_v.max() - depth, pitch):
        for u in np.arange(reach_u.min(), reach_u.max(), piece + 1.5):
            corner = centre + direction * u + across * v
            if not all(
                contains(inner, corner + direction * s * piece + across * d * depth)
                for s in (0.0, 1.0)
                for d in (-0.5, 0.5)
            ):
                continue
            spot, angle = site.frame.place(
                (corner + direction * piece / 2).astype(np.float32), direction
            )
            base = 0.8 if tilt > 0 else 0.8 - depth * tilt
            panel_table(
                site.canvas, rng, site.style, spot, angle, piece, depth, base, tilt
            )
    edge_trees(site, rng, polygon)


def contains(polygon: FloatArray, point: FloatArray) -> bool:
    """Whether a convex polygon holds a point."""
    edges = np.roll(polygon, -1, axis=0) - polygon
    offset = point - polygon
    turn = edges[:, 0] * offset[:, 1] - edges[:, 1] * offset[:, 0]
    return bool((turn >= 0).all() or (turn <= 0).all())


def inset_or(polygon: FloatArray, distance: float) -> FloatArray:
    """Inset polygon, or the polygon itself when too small for that."""
    inner = inset(polygon, distance)
    return inner if len(inner) else polygon


def random_point(rng: np.random.Generator, polygon: FloatArray) -> FloatArray:
    """A random point of a convex polygon."""
    weights = rng.dirichlet(np.ones(len(polygon)))
    return (weights @ polygon).astype(np.float32)


def free(canvas: Canvas, spot: FloatArray, reach_m: float) -> bool:
    """Whether nothing stands around a pixel position and it is not road or water."""
    reach = np.array([[-1, -1], [1, 1]], np.float32) * (reach_m / canvas.gsd_m / 2)
    box = canvas.clip_box(spot + reach, 0)
    if box is None:
        return False
    taken = (BUILDING, ROAD, WATER, SOLAR_PANEL, VEHICLE, TREE)
    return not bool(np.isin(canvas.label[box.slices], taken).any())


def tree_at(site: Site, rng: np.random.Generator, point: FloatArray, radius_m: float) -> None:
    """A tree at a plan point, unless it would grow out of a roof, a road or water."""
    x, y = site.frame.to_px(point[None, :])[0]
    canvas = site.canvas
    if 0 <= x < canvas.cols and 0 <= y < canvas.rows:
        below = canvas.label[int(y), int(x)]
        if below in (BUILDING, ROAD, WATER, SOLAR_PANEL, VEHICLE):
            return
    site.crowns.draw(canvas, rng, float(x), float(y), radius_m)


def scatter(
    site: Site,
    rng: np.random.Generator,
    polygon: FloatArray,
    *,
    spacing: float,
    radius: tuple[float, float],
    keep: float,
    floor: bool = False,
) -> None:
    """Trees on a shaken grid; with floor, the ground between counts as wood."""
    if floor:
        dark = site.style.trees[0] * np.float32(0.6)
        ring = site.frame.outline(inset_or(polygon, 4.0))
        site.canvas.fill(ring, (dark, dark * np.float32(1.3)), TREE, ragged_px=6, patch_m=3)
    low, high = polygon.min(axis=0), polygon.max(axis=0)
    for x in np.arange(low[0], high[0], spacing):
        for y in np.arange(low[1], high[1], spacing):
            point = np.array([x, y], np.float32) + rng.uniform(-0.45, 0.45, 2) * spacing
            size = float(rng.uniform(*radius))
            if rng.random() < keep and contains(polygon, point):
                tree_at(site, rng, point.astype(np.float32), size)


def edge_trees(site: Site, rng: np.random.Generator, polygon: FloatArray) -> None:
    """A row of trees or a hedge along some edges."""
    for i in range(len(polygon)):
        start, end = polygon[i], polygon[(i + 1) % len(polygon)]
        if rng.random() > 0.35 or float(np.hypot(*(end - start))) < 12:
            continue
        centre = polygon.mean(axis=0)
        gap = float(rng.uniform(3.5, 12))
        size = float(rng.uniform(1.4, 4.0))
        for point in densify(np.stack([start, end]), gap):
            inward = centre - point
            at = point + inward / max(float(np.hypot(*inward)), 1.0) * rng.uniform(7.5, 9.5)
            tree_at(site, rng, at.astype(np.float32), size * float(rng.uniform(0.75, 1.25)))


def hedge(site: Site, rng: np.random.Generator, lot: FloatArray) -> None:
    """Bushes close together along one side of a lot."""
    i = int(rng.integers(len(lot)))
    inner = inset_or(lot, 0.6)
    start, end = inner[i % len(inner)], inner[(i + 1) % len(inner)]
    for point in densify(np.stack([start, end]), 1.1):
        tree_at(site, rng, point, float(rng.uniform(0.8, 1.1)))
