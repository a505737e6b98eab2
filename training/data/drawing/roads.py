"""Roads, tracks, junctions, markings and the traffic on them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from .canvas import Canvas, densify, linear_rgb
from .labels import GRASS, ROAD, WATER
from .light import soften
from .plan import Frame, Road
from .site import Site
from .vehicles import drive_vehicle

__all__ = ["draw_roads", "draw_traffic"]

FloatArray = NDArray[np.float32]

PAINT = linear_rgb((226, 226, 220))
FINE = 2  # markings are drawn on a grid this many times finer


def centreline(frame: Frame, road: Road) -> FloatArray:
    """Bent centre line in pixels, a point every 4 m."""
    return frame.to_px(densify(road.points, 4.0))


def normals(line: FloatArray) -> FloatArray:
    """Unit vectors to the right of a line (N, 2)."""
    step = np.gradient(line, axis=0)
    step /= np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-6)[:, None]
    return np.stack([-step[:, 1], step[:, 0]], axis=1).astype(np.float32)


class Sheet:
    """A grey picture that ribbons along lines are drawn on."""

    def __init__(self, canvas: Canvas, fine: int = 1) -> None:
        self._canvas, self._fine = canvas, fine
        self._picture = Image.new("L", (canvas.cols * fine, canvas.rows * fine), 0)
        self._pen = ImageDraw.Draw(self._picture)

    def ribbon(self, line: FloatArray, offset_m: float, width_m: float, value: int = 255) -> None:
        """Draw a band beside a line; offsets to the right are positive."""
        side = normals(line)
        near = line + side * ((offset_m - width_m / 2) / self._canvas.gsd_m)
        far = line + side * ((offset_m + width_m / 2) / self._canvas.gsd_m)
        ring = np.concatenate([near, far[::-1]]) * self._fine
        self._pen.polygon([(float(x), float(y)) for x, y in ring], fill=value)

    def disc(self, centre: FloatArray, radius_m: float, value: int = 255) -> None:
        """Draw a filled circle around a pixel position."""
        x, y = (float(c) * self._fine for c in centre)
        r = radius_m / self._canvas.gsd_m * self._fine
        self._pen.ellipse((x - r, y - r, x + r, y + r), fill=value)

    def array(self) -> FloatArray:
        """Values 0-1 on the canvas grid."""
        picture = self._picture
        if self._fine > 1:
            picture = picture.reduce(self._fine)
        return np.asarray(picture, dtype=np.float32) / np.float32(255)


def draw_roads(site: Site, rng: np.random.Generator, roads: list[Road]) -> None:
    """Draw all roads: verges, tracks, pavements, carriageway, wear, markings."""
    canvas, style = site.canvas, site.style
    lines = [(road, centreline(site.frame, road)) for road in roads]
    lines = [(road, line) for road, line in lines if canvas.clip_box(line, 60) is not None]
    walks = {
        "main": float(rng.choice([0.0, 1.2, 1.8])),
        "street": float(rng.choice([0.0, 0.0, 1.2])),
        "track": 0.0,
    }
    draw_verges(site, rng, lines)
    draw_tracks(site, lines)
    side, tar = Sheet(canvas), Sheet(canvas)
    tone, wear, marks = Sheet(canvas), Sheet(canvas), Sheet(canvas, FINE)
    for road, line in lines:
        if road.kind == "track":
            continue
        side.ribbon(line, 0, road.width_m + 2 * walks[road.kind])
        tar.ribbon(line, 0, road.width_m)
        for end in (line[0], line[-1]):
            side.disc(end, road.width_m / 2 + walks[road.kind])
            tar.disc(end, road.width_m / 2)
        level = int(rng.integers(70, 225))
        tone.ribbon(line, 0, road.width_m + 0.5, level)
        mend(tone, rng, road, line, level)
        for lane in (-0.25, 0.25):
            for wheel in (-0.8, 0.8):
                wear.ribbon(line, lane * road.width_m + wheel, 0.55)
        mark_road(marks, rng, road, line)
    for road, line in lines:
        if road.kind != "track":
            for end in (line[0], line[-1]):
                marks.disc(end, road.width_m * 0.9, 0)
    side_mask, tar_mask = side.array() > 0.5, tar.array() > 0.5
    pavement = (style.paving, style.paving * np.float32(0.85))
    paint_at(site, side_mask & ~tar_mask, pavement, 12.0, 0.05)
    paint_tar(site, rng, tar_mask, (tone.array(), wear.array(), marks.array()))


def paint_at(
    site: Site,
    mask: NDArray[np.bool_],
    pair: tuple[FloatArray, FloatArray],
    patch_m: float,
    rough: float,
) -> None:
    """Paint set pixels as flat road."""
    if mask.any():
        canvas = site.canvas
        canvas.albedo[mask] = canvas.surface_at(
            mask, pair, patch_m=patch_m, grain=0.05, rough=rough, layer=1
        )
        canvas.label[mask] = ROAD
        canvas.height[mask] = 0
        canvas.slope[mask] = 0


def paint_tar(
    site: Site,
    rng: np.random.Generator,
    mask: NDArray[np.bool_],
    sheets: tuple[FloatArray, FloatArray, FloatArray],
) -> None:
    """Carriageways: tone of each road, mended spots, wheel lanes, cracks, paint."""
    if not mask.any():
        return
    canvas, style = site.canvas, site.style
    rows, cols = np.nonzero(mask)
    tone, wear, marks = (sheet[mask] for sheet in sheets)
    pair = (style.asphalt, style.asphalt * np.float32(0.84))
    colour = canvas.surface_at(
        mask, pair, patch_m=22, grain=0.05, rough=float(rng.uniform(0.02, 0.06)), layer=2
    )
    light = (0.72 + 0.55 * tone) * (1 + float(rng.uniform(-0.16, 0.1)) * wear)
    cracks = np.abs(canvas.noise.at(site.metres(5), rows, cols, 2)) < 0.012
    light *= np.where(cracks, 0.88, 1.0)
    faded = np.clip(0.8 + 0.3 * canvas.noise.at(site.metres(4), rows, cols, 1), 0.2, 1)
    strength = (marks * faded * float(rng.uniform(0.4, 0.95)))[:, None]
    colour = colour * light[:, None].astype(np.float32)
    canvas.albedo[mask] = colour + (PAINT - colour) * strength.astype(np.float32)
    canvas.label[mask] = ROAD
    canvas.height[mask] = 0
    canvas.slope[mask] = 0


def draw_verges(site: Site, rng: np.random.Generator, lines: list[tuple[Road, FloatArray]]) -> None:
    """Uneven grass strips beside some roads."""
    sheet = Sheet(site.canvas)
    for road, line in lines:
        if rng.random() < site.style.verge_share:
            sheet.ribbon(line, 0, road.width_m + float(rng.uniform(2.5, 7)))
    mask = ragged(site, sheet.array(), 1.2) & (site.canvas.label != WATER)
    if mask.any():
        canvas = site.canvas
        canvas.albedo[mask] = canvas.surface_at(
            mask, site.style.grass, patch_m=9, grain=0.1, rough=0.14, layer=0
        )
        canvas.label[mask] = GRASS


def draw_tracks(site: Site, lines: list[tuple[Road, FloatArray]]) -> None:
    """Unpaved tracks with uneven edges and, often, grass between the wheels."""
    sheet, middle = Sheet(site.canvas), Sheet(site.canvas)
    for road, line in lines:
        if road.kind == "track":
            sheet.ribbon(line, 0, road.width_m)
            middle.ribbon(line, 0, 0.6)
            for end in (line[0], line[-1]):
                sheet.disc(end, road.width_m / 2)
    mask = ragged(site, sheet.array(), 0.7)
    if not mask.any():
        return
    soil = (site.style.soil[0] * np.float32(1.08), site.style.soil[1] * np.float32(1.12))
    paint_at(site, mask, soil, 9.0, 0.08)
    rows, cols = np.nonzero(mask)
    green = middle.array()[mask] * np.clip(
        site.canvas.noise.at(site.metres(12), rows, cols, 1) * 0.5 + 0.3, 0, 0.7
    )
    colour = site.canvas.albedo[mask]
    colour += (site.style.grass[0] - colour) * green[:, None].astype(np.float32)
    site.canvas.albedo[mask] = colour


def ragged(site: Site, field: FloatArray, wander_m: float) -> NDArray[np.bool_]:
    """A sheet cut at half, its edge moved about by noise."""
    if not field.any():
        return field > 1
    soft = soften(field, site.metres(wander_m) * 0.6)
    noise = site.canvas.noise.field(site.metres(wander_m * 1.6), site.canvas.whole, 1)
    return np.asarray((soft + 0.14 * noise > 0.5) & (soft > 0.1))


def mend(tone: Sheet, rng: np.random.Generator, road: Road, line: FloatArray, level: int) -> None:
    """Stretches of one lane that were laid anew."""
    for _ in range(int(rng.poisson(len(line) / 25))):
        i = int(rng.integers(0, max(1, len(line) - 3)))
        piece = line[i : i + int(rng.integers(2, 9))]
        if len(piece) > 1:
            lane = float(rng.choice([-0.25, 0.25, 0.35, -0.4])) * road.width_m
            wide = float(rng.uniform(0.1, 0.5)) * road.width_m
            tone.ribbon(piece, lane, wide, int(np.clip(level + rng.normal(0, 45), 0, 255)))


def mark_road(marks: Sheet, rng: np.random.Generator, road: Road, line: FloatArray) -> None:
    """Edge lines, centre line or dashes, and zebra crossings near the ends of main roads."""
    if road.kind == "main":
        for side in (-1, 1):
            marks.ribbon(line, side * (road.width_m / 2 - 0.4), 0.16)
        if road.width_m > 11:
            for offset in (-0.2, 0.2):
                marks.ribbon(line, offset, 0.14)
            dashes(marks, line, road.width_m / 4)
            dashes(marks, line, -road.width_m / 4)
        else:
            dashes(marks, line, 0.0)
        zebra(marks, road, line)
    elif rng.random() < 0.35:
        dashes(marks, line, 0.0)


def dashes(marks: Sheet, line: FloatArray, offset_m: float) -> None:
    """One dash of about 4 m, then a gap of 8 m."""
    for i in range(1, len(line) - 2, 3):
        marks.ribbon(line[i : i + 2], offset_m, 0.17)


def zebra(marks: Sheet, road: Road, line: FloatArray) -> None:
    """Bars along the road, 4 m long, at both ends outside the junction."""
    away = int(road.width_m * 0.95 / 4) + 1
    for i in (away, len(line) - 2 - away):
        if 0 < i < len(line) - 1 and len(line) > 3 * away:
            for k in range(int(road.width_m - 1)):
                if k % 2 == 0:
                    marks.ribbon(line[i : i + 2], k + 1 - road.width_m / 2, 0.55)


def draw_traffic(site: Site, rng: np.random.Generator, roads: list[Road], density: float) -> None:
    """Cars in the lanes and at the kerb, lorries and buses on main roads, posts beside."""
    for road in roads:
        line = centreline(site.frame, road)
        if site.canvas.clip_box(line, 60) is None:
            continue
        side = normals(line)
        length_m = float(np.hypot(*np.diff(line, axis=0).T).sum()) * site.frame.gsd_m
        rate = {"main": 0.022, "street": 0.026, "track": 0.003}[road.kind] * density
        for _ in range(int(rng.poisson(length_m * rate))):
            i = int(rng.integers(0, len(line) - 1))
            at = line[i] + (line[i + 1] - line[i]) * rng.random()
            way = float(rng.choice([-1.0, 1.0]))
            parked = road.kind == "street" and rng.random() < 0.65
            offset = road.width_m / 2 - 1.1 if parked else road.width_m / 4
            centre = at + side[i] * np.float32(way * site.metres(offset))
            step = (line[i + 1] - line[i]) * way
            angle = float(np.arctan2(step[1], step[0])) + float(rng.normal(0, 0.03))
            share = [0.78, 0.1, 0.08, 0.04] if road.kind == "main" else [0.87, 0.11, 0.02, 0.0]
            kind = str(rng.choice(("car", "van", "lorry", "bus"), p=share))
            drive_vehicle(site.canvas, rng, centre, angle, kind)
        if road.kind != "track" and rng.random() < site.style.pole_share:
            posts(site, rng, road, line, side)


def posts(
    site: Site, rng: np.random.Generator, road: Road, line: FloatArray, side: FloatArray
) -> None:
    """Lamp posts: hardly visible themselves, but for their shadows."""
    offset = np.float32(site.metres(road.width_m / 2 + 0.8) * float(rng.choice([-1.0, 1.0])))
    tall = float(rng.uniform(5, 9))
    for i in range(int(rng.integers(2, 6)), len(line), 8):
        x, y = (line[i] + side[i] * offset).astype(int)
        inside = 0 <= x < site.canvas.cols and 0 <= y < site.canvas.rows
        if inside and site.canvas.height[y, x] < 0.5:
            site.canvas.height[y, x] = tall
