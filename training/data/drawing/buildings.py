"""Buildings: outlines of one to three wings and the shape of the roof over them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .canvas import Canvas
from .labels import BUILDING, ROAD, SOLAR_PANEL, VEHICLE, WATER
from .roofs import Roof, Wing, roof_fittings, roof_surface
from .style import Style

__all__ = ["draw_building"]

FloatArray = NDArray[np.float32]
BoolArray = NDArray[np.bool_]

IN_THE_WAY = (BUILDING, ROAD, WATER, SOLAR_PANEL, VEHICLE)


def draw_building(
    canvas: Canvas,
    rng: np.random.Generator,
    style: Style,
    centre_px: FloatArray,
    angle: float,
    size_m: tuple[float, float],
    kind: str,
) -> bool:
    """Draw one building if its place is free.

    Args:
        canvas: where to draw.
        rng: decides outline, height and roof.
        style: habits of the scene.
        centre_px: (2,) middle of the main wing as x, y.
        angle: direction of the main wing, radians from x towards y.
        size_m: length and width of the main wing in metres.
        kind: house, shed, block or hall.

    Returns:
        Whether it was drawn.
    """
    wings = outline(rng, size_m, kind)
    reach_m = float(np.hypot(size_m[0], size_m[1])) * 0.75
    reach = np.array([[-1, -1], [1, 1]], np.float32) * (reach_m / canvas.gsd_m)
    box = canvas.clip_box(centre_px + reach)
    if box is None:
        return False
    along, across = canvas.grid(box, centre_px, angle)
    shape = roof_shape(rng, style, kind)
    roof = raise_roof(rng, Roof.over(box, along, across, shape), wings, eaves_m(rng, kind))
    if not roof.mask.any() or blocked(canvas, roof, wings):
        return False
    colour = roof_surface(canvas, rng, style, roof, kind)
    cos, sin = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    roof.slope = np.stack(
        [roof.rise_u * cos - roof.rise_v * sin, roof.rise_u * sin + roof.rise_v * cos], axis=-1
    )
    canvas.paint(box, roof.mask, colour, BUILDING, height=roof.height, slope=roof.slope)
    roof_fittings(canvas, rng, style, roof, wings[0], kind)
    return True


def outline(rng: np.random.Generator, size_m: tuple[float, float], kind: str) -> list[Wing]:
    """Main wing and, often, a side wing or two; all ridges meet at the same height."""
    length, width = size_m
    wings = [Wing(0, 0, length, width)]
    side = float(rng.choice([-1.0, 1.0]))
    if rng.random() < {"house": 0.45, "block": 0.35}.get(kind, 0.0):
        wing_width = width * rng.uniform(0.6, 0.9) if kind == "house" else width
        wing_length = width * rng.uniform(0.9, 1.5)
        place = rng.choice([-1.0, 1.0]) * (length - wing_width) / 2 * rng.choice([1.0, 0.6])
        wings.append(Wing(place, side * wing_length / 2, wing_width, wing_length, False))
        if kind == "block" and rng.random() < 0.4:
            wings.append(Wing(-place, side * wing_length / 2, wing_width, wing_length, False))
    elif kind != "shed" and rng.random() < 0.3:  # a lower extension along the eave
        part = length * rng.uniform(0.3, 0.6)
        depth = width * rng.uniform(0.2, 0.35)
        place = rng.uniform(-0.5, 0.5) * (length - part)
        wings.append(Wing(place, side * (width + depth) / 2, part, depth))
    return wings


def eaves_m(rng: np.random.Generator, kind: str) -> float:
    """Height of the eaves."""
    low, high = {"house": (2.6, 5.6), "shed": (2.0, 2.6), "block": (7, 16), "hall": (5, 10)}[kind]
    return float(rng.uniform(low, high))


def roof_shape(rng: np.random.Generator, style: Style, kind: str) -> str:
    """gable, hip, lean (one face) or flat."""
    flat = {"block": 0.35 + style.flat_share * 0.6, "hall": 0.5}.get(kind, style.flat_share)
    if rng.random() < flat:
        return "flat"
    if kind == "hall":
        return "gable"
    if rng.random() < (0.3 if kind == "shed" or style.metal else 0.06):
        return "lean"
    return "hip" if rng.random() < style.hip_share else "gable"


def raise_roof(rng: np.random.Generator, roof: Roof, wings: list[Wing], eaves: float) -> Roof:
    """Heights and slopes of all wings; where wings overlap, the higher face shows."""
    along, across, shape, zeros = roof.along, roof.across, roof.shape, np.zeros_like(roof.along)
    pitch = float(rng.uniform(0.35, 0.8)) if max(w.length for w in wings) < 24 else 0.3
    if max(w.width for w in wings) > 16:
        pitch = 0.12
    for wing in wings:
        du, dv = along - wing.u, across - wing.v
        a, b = wing.length / 2 - np.abs(du), wing.width / 2 - np.abs(dv)
        inside = (a > 0) & (b > 0)
        ridge_u = wing.ridge_along_u
        down, half = (b, wing.width / 2) if ridge_u else (a, wing.length / 2)
        rise_u, rise_v = zeros.copy(), zeros.copy()
        (rise_v if ridge_u else rise_u)[...] = -pitch * np.sign(dv if ridge_u else du)
        if shape == "hip":
            end = a < b if ridge_u else b < a
            rise_u = np.where(end, -pitch * np.sign(du) if ridge_u else 0, rise_u)
            rise_v = np.where(end, 0 if ridge_u else -pitch * np.sign(dv), rise_v)
            down = np.minimum(a, b)
        height = eaves + pitch * down
        if shape == "lean":
            down = (dv + wing.width / 2) if ridge_u else (du + wing.length / 2)
            height, rise_u, rise_v = eaves + 0.14 * down, zeros, zeros + np.float32(0.14)
        if shape == "flat":
            height, rise_u, rise_v = zeros + np.float32(eaves), zeros, zeros
            height = height + 0.6 * (np.minimum(a, b) < 0.35)
        top = inside & (height > roof.height)
        roof.mask |= inside
        for target, source in (
            (roof.height, height),
            (roof.rise_u, rise_u),
            (roof.rise_v, rise_v),
            (roof.edge, np.minimum(a, b)),
            (roof.downhill, half - down),
        ):
            np.copyto(target, source.astype(np.float32), where=top)
    return roof


def blocked(canvas: Canvas, roof: Roof, wings: list[Wing]) -> bool:
    """Whether the outline and a strip around it touch anything that is in the way."""
    wide = np.zeros(roof.along.shape, bool)
    for wing in wings:
        wide |= (np.abs(roof.along - wing.u) < wing.length / 2 + 1.0) & (
            np.abs(roof.across - wing.v) < wing.width / 2 + 1.0
        )
    return bool(np.isin(canvas.label[roof.box.slices][wide], IN_THE_WAY).any())
