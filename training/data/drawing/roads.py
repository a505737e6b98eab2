"""Roads, tracks, junctions, markings and the traffic on them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from .canvas import Canvas, densify, linear_rgb
from .labels import ROAD, WATER
from .objects import draw_vehicle
from .plan import Frame, Road
from .style import Style

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


def draw_roads(
    canvas: Canvas, rng: np.random.Generator, style: Style, frame: Frame, roads: list[Road]
) -> None:
    """Draw all roads: pavement beside, tracks, carriageway, wear, markings."""
    lines = [(road, centreline(frame, road)) for road in roads]
    walk = float(rng.choice([0.0, 1.2, 1.8])), float(rng.choice([0.0, 0.0, 1.2]))
    side, track, tar = Sheet(canvas), Sheet(canvas), Sheet(canvas)
    tone, wear, marks = Sheet(canvas), Sheet(canvas), Sheet(canvas, FINE)
    bridge_height = canvas.height * 0
    for road, line in lines:
        if road.kind == "track":
            track.ribbon(line, 0, road.width_m)
            track.disc(line[0], road.width_m / 2)
            track.disc(line[-1], road.width_m / 2)
            continue
        margin = walk[0] if road.kind == "main" else walk[1]
        side.ribbon(line, 0, road.width_m + 2 * margin)
        tar.ribbon(line, 0, road.width_m)
        tone.ribbon(line, 0, road.width_m + 0.5, int(rng.integers(80, 255)))
        for end in (line[0], line[-1]):
            side.disc(end, road.width_m / 2 + margin)
            tar.disc(end, road.width_m / 2)
        for lane in (-0.25, 0.25):
            for wheel in (-0.8, 0.8):
                wear.ribbon(line, lane * road.width_m + wheel, 0.55)
        mark_road(marks, rng, road, line)
    for road, line in lines:
        if road.kind != "track":
            for end in (line[0], line[-1]):
                marks.disc(end, road.width_m * 0.9, 0)
    whole, cut = canvas.whole, canvas.whole
    side_mask, tar_mask = side.array() > 0.5, tar.array() > 0.5
    track_noise = 0.28 * canvas.noise.field(1.6 / canvas.gsd_m, 1)
    track_mask = (blurred(track.array(), 0.8 / canvas.gsd_m) + 0.12 * track_noise) > 0.5
    del cut, bridge_height
    if track_mask.any():
        soil = (style.soil[0] * 1.08, style.soil[1] * 1.12)
        colour = canvas.surface(whole, soil, patch_m=9, grain=0.06, rough=0.09, layer=2)
        canvas.paint(whole, track_mask, colour, ROAD)
    pavement = (style.paving, style.paving * 0.86)
    colour = canvas.surface(whole, pavement, patch_m=12, grain=0.05, rough=0.05, layer=1)
    canvas.paint(whole, side_mask & ~tar_mask, colour, ROAD)
    lift = (0.72 + 0.5 * tone.array())[..., None]
    tar_pair = (style.asphalt, style.asphalt * 0.8)
    colour = canvas.surface(whole, tar_pair, patch_m=22, grain=0.06, rough=0.05, layer=3) * lift
    colour *= (1 - 0.13 * blurred(wear.array(), 0.5 / canvas.gsd_m))[..., None]
    cracks = np.abs(canvas.noise.field(5 / canvas.gsd_m, 2)) < 0.02
    colour[cracks] *= 0.86
    faded = np.clip(0.8 + 0.25 * canvas.noise.field(4 / canvas.gsd_m, 1), 0.25, 1)
    strength = (marks.array() * faded * float(rng.uniform(0.45, 0.95)))[..., None]
    colour = colour + (PAINT - colour) * strength
    canvas.paint(whole, tar_mask, colour.astype(np.float32), ROAD)


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


def blurred(field: FloatArray, radius_px: float) -> FloatArray:
    """Box-blurred 0-1 field."""
    from PIL import ImageFilter

    picture = Image.fromarray((field * 255).astype(np.uint8))
    soft = picture.filter(ImageFilter.BoxBlur(radius_px))
    return np.asarray(soft, np.float32) / np.float32(255)


def draw_traffic(
    canvas: Canvas, rng: np.random.Generator, frame: Frame, roads: list[Road], density: float
) -> None:
    """Cars in the lanes and at the kerb, lorries and buses on main roads."""
    for road in roads:
        line = centreline(frame, road)
        side = normals(line)
        length_m = float(np.hypot(*np.diff(line, axis=0).T).sum()) * frame.gsd_m
        rate = {"main": 0.022, "street": 0.022, "track": 0.003}[road.kind] * density
        for _ in range(int(rng.poisson(length_m * rate))):
            i = int(rng.integers(0, len(line) - 1))
            at = line[i] + (line[i + 1] - line[i]) * rng.random()
            way = float(rng.choice([-1.0, 1.0]))
            parked = road.kind == "street" and rng.random() < 0.65
            offset = road.width_m / 2 - 1.1 if parked else road.width_m / 4
            centre = at + side[i] * np.float32(way * offset / frame.gsd_m)
            step = (line[i + 1] - line[i]) * way
            angle = float(np.arctan2(step[1], step[0])) + float(rng.normal(0, 0.03))
            kinds = ("car", "van", "lorry", "bus")
            share = [0.78, 0.1, 0.08, 0.04] if road.kind == "main" else [0.87, 0.11, 0.02, 0.0]
            put_vehicle(canvas, rng, centre, angle, str(rng.choice(kinds, p=share)))


def put_vehicle(
    canvas: Canvas, rng: np.random.Generator, centre: FloatArray, angle: float, kind: str
) -> None:
    """Draw a vehicle unless its place is taken or it would stand on grass or water."""
    reach = {"car": 2.6, "van": 3.2, "lorry": 5.4, "bus": 6.6}[kind] / canvas.gsd_m
    step = np.array([np.cos(angle), np.sin(angle)], np.float32)
    for share in (-1.0, -0.5, 0.0, 0.5, 1.0):
        x, y = (centre + step * np.float32(share * reach)).astype(int)
        if not (0 <= x < canvas.cols and 0 <= y < canvas.rows):
            return
        if canvas.label[y, x] != ROAD or canvas.label[y, x] == WATER:
            return
    draw_vehicle(canvas, rng, centre.astype(np.float32), angle, kind)
