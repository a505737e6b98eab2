"""Buildings: outlines of one to three wings, roof shapes, roof surfaces, things on roofs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .canvas import Box, Canvas, linear_rgb
from .labels import BUILDING, ROAD, SOLAR_PANEL, VEHICLE, WATER
from .objects import panel_colour
from .style import Style

__all__ = ["draw_building"]

FloatArray = NDArray[np.float32]
BoolArray = NDArray[np.bool_]

TAKEN = (BUILDING, ROAD, WATER, SOLAR_PANEL, VEHICLE)
PALE = linear_rgb((214, 212, 206))
DARK = linear_rgb((70, 70, 72))


@dataclass(frozen=True)
class Wing:
    """One rectangle of an outline, in metres of the building's own axes; ridge runs along u or v."""

    u: float
    v: float
    length: float
    width: float
    ridge_along_u: bool = True


@dataclass
class Roof:
    """The roof while it is being put together, arrays over the building's box."""

    box: Box
    along: FloatArray
    across: FloatArray
    mask: BoolArray
    height: FloatArray
    rise_u: FloatArray
    rise_v: FloatArray
    edge: FloatArray  # metres to the nearest eave of the wing on top
    downhill: FloatArray  # metres from the ridge, down the face


def draw_building(
    canvas: Canvas,
    rng: np.random.Generator,
    style: Style,
    centre_px: FloatArray,
    angle: float,
    size_m: tuple[float, float],
    kind: str,
) -> bool:
    """Draw one building if its place is free; kind is house, block or hall.

    Args:
        size_m: length and width of the main wing in metres.

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
    roof = raise_roof(box, along, across, wings, shape, eaves_m(rng, kind), rng)
    if not roof.mask.any() or blocked(canvas, along, across, wings, box):
        return False
    colour = roof_surface(canvas, rng, style, roof, shape, kind)
    cos, sin = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    slope = np.stack(
        [roof.rise_u * cos - roof.rise_v * sin, roof.rise_u * sin + roof.rise_v * cos], axis=-1
    )
    canvas.paint(box, roof.mask, colour, BUILDING, height=roof.height, slope=slope)
    if shape == "flat":
        rooftop(canvas, rng, roof, wings, kind)
    elif kind == "house":
        small_fittings(canvas, rng, roof, wings)
    if rng.random() < style.panel_share * (1.0 if kind == "house" else 1.4):
        roof_panels(canvas, rng, style, roof, wings, shape, slope)
    return True


def outline(rng: np.random.Generator, size_m: tuple[float, float], kind: str) -> list[Wing]:
    """Main wing and, often, a side wing or two; all ridges meet at the same height."""
    length, width = size_m
    wings = [Wing(0, 0, length, width)]
    side = float(rng.choice([-1.0, 1.0]))
    if kind == "house" and rng.random() < 0.4 or kind == "block" and rng.random() < 0.35:
        wing_width = width * rng.uniform(0.6, 0.9) if kind == "house" else width
        wing_length = width * rng.uniform(0.9, 1.5)
        place = rng.choice([-1.0, 1.0]) * (length - wing_width) / 2 * rng.choice([1.0, 0.6])
        wings.append(Wing(place, side * wing_length / 2, wing_width, wing_length, False))
        if kind == "block" and rng.random() < 0.4:
            wings.append(Wing(-place, side * wing_length / 2, wing_width, wing_length, False))
    elif rng.random() < 0.3:  # a lower extension along the eave
        part = length * rng.uniform(0.3, 0.6)
        depth = width * rng.uniform(0.2, 0.35)
        place = rng.uniform(-0.5, 0.5) * (length - part)
        wings.append(Wing(place, side * (width + depth) / 2, part, depth))
    return wings


def eaves_m(rng: np.random.Generator, kind: str) -> float:
    """Height of the eaves."""
    low, high = {"house": (2.6, 5.6), "block": (7.0, 16.0), "hall": (5.0, 10.0)}[kind]
    return float(rng.uniform(low, high))


def roof_shape(rng: np.random.Generator, style: Style, kind: str) -> str:
    """gable, hip, lean (one face) or flat."""
    flat = {"house": style.flat_share, "block": 0.35 + style.flat_share * 0.6, "hall": 0.5}[kind]
    if rng.random() < flat:
        return "flat"
    if kind == "hall":
        return "gable"
    if rng.random() < 0.08 or (style.metal and rng.random() < 0.25):
        return "lean"
    return "hip" if rng.random() < style.hip_share else "gable"


def raise_roof(
    box: Box,
    along: FloatArray,
    across: FloatArray,
    wings: list[Wing],
    shape: str,
    eaves: float,
    rng: np.random.Generator,
) -> Roof:
    """Heights and slopes of all wings; where wings overlap, the higher face shows."""
    zeros = np.zeros_like(along)
    roof = Roof(
        box, along, across, zeros.astype(bool), zeros - 1, zeros.copy(), zeros.copy(),
        zeros.copy(), zeros.copy(),
    )
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
            (roof.height, height), (roof.rise_u, rise_u), (roof.rise_v, rise_v),
            (roof.edge, np.minimum(a, b)), (roof.downhill, half - down),
        ):
            np.copyto(target, source.astype(np.float32), where=top)
    return roof


def blocked(
    canvas: Canvas, along: FloatArray, across: FloatArray, wings: list[Wing], box: Box
) -> bool:
    """Whether the outline and a strip around it touch anything that is in the way."""
    wide = np.zeros(along.shape, bool)
    for wing in wings:
        wide |= (np.abs(along - wing.u) < wing.length / 2 + 1.2) & (
            np.abs(across - wing.v) < wing.width / 2 + 1.2
        )
    return bool(np.isin(canvas.label[box.slices][wide], TAKEN).any())


def roof_surface(
    canvas: Canvas, rng: np.random.Generator, style: Style, roof: Roof, shape: str, kind: str
) -> FloatArray:
    """Colour of the roof: base tone, courses or sheets, stains, rust, ridge and eaves."""
    base = style.roofs[int(rng.integers(len(style.roofs)))] * np.float32(rng.uniform(0.75, 1.25))
    if kind == "hall" or (shape == "flat" and rng.random() < 0.6):
        tones = ((168, 168, 166), (196, 196, 192), (138, 140, 142), (112, 110, 108), (184, 176, 160))
        base = linear_rgb(tones[int(rng.integers(len(tones)))]) * np.float32(rng.uniform(0.8, 1.2))
        if kind == "hall" and rng.random() < 0.2:
            base = linear_rgb(((96, 124, 156), (150, 88, 72), (88, 120, 98))[int(rng.integers(3))])
    mottled = canvas.surface(
        roof.box,
        (base, base * np.float32(rng.uniform(0.72, 0.95))),
        patch_m=float(rng.uniform(2.5, 7)),
        grain=0.05,
        rough=0.05 if shape == "flat" else 0.07,
        layer=int(rng.integers(4)),
    )
    sheets = style.metal or kind == "hall"
    if shape != "flat":
        uphill_u = np.abs(roof.rise_u) > np.abs(roof.rise_v)
        over = np.where(uphill_u, roof.across, roof.along) if sheets else roof.downhill
        period = float(rng.uniform(0.8, 1.3)) if sheets else float(rng.uniform(0.6, 0.95))
        wave = np.sin(over * (2 * np.pi / period))
        mottled = mottled * (1 + np.float32(rng.uniform(0.02, 0.09)) * wave)[..., None]
        if style.rust and kind == "house":
            mottled = add_rust(canvas, rng, style, roof, mottled)
        ridge = (roof.downhill < 0.22) & (roof.edge > 0.5)
        mottled[ridge] *= np.float32(rng.uniform(0.95, 1.35))
        mottled[roof.edge < 0.25] *= np.float32(rng.uniform(0.75, 1.25))
    else:
        rim = roof.edge < 0.5
        mottled[rim] = mottled[rim] * 0.4 + PALE * np.float32(0.6 * rng.uniform(0.6, 1.1))
        inner = (roof.edge >= 0.5) & (roof.edge < 1.0)
        mottled[inner] *= 0.9
        bands = np.abs((roof.along / float(rng.uniform(4, 9))) % 1 - 0.5) < 0.03
        mottled[bands & ~rim] *= np.float32(rng.uniform(0.88, 1.08))
    if kind == "hall" and rng.random() < 0.6:
        light = (np.abs((roof.along / 6.2) % 1 - 0.5) < 0.09) & (roof.edge > 1.5)
        light &= (roof.downhill % 6.0 > 1.5) & (roof.downhill % 6.0 < 4.6)
        mottled[light] = mottled[light] * 0.3 + linear_rgb((204, 212, 214)) * np.float32(0.7)
    return mottled.astype(np.float32)


def add_rust(
    canvas: Canvas, rng: np.random.Generator, style: Style, roof: Roof, colour: FloatArray
) -> FloatArray:
    """Rust in blots and in whole sheets of corrugated iron."""
    rust = linear_rgb(((132, 82, 58), (150, 100, 74), (110, 76, 60))[int(rng.integers(3))])
    cut = roof.box.slices
    blots = canvas.noise.field(3.0 / canvas.gsd_m, 3)[cut] + 0.6 * canvas.noise.field(
        0.9 / canvas.gsd_m, 2
    )[cut]
    sheet = np.sin(np.floor(roof.along / 0.9) * 91.7 + float(rng.uniform(0, 9))) * 0.8
    amount = np.clip((blots + sheet) * 0.4 + rng.uniform(-0.9, 0.7) * style.rust, 0, 0.85)
    return colour + (rust - colour) * amount[..., None].astype(np.float32)


def rooftop(
    canvas: Canvas, rng: np.random.Generator, roof: Roof, wings: list[Wing], kind: str
) -> None:
    """Machines, ducts, stair heads and tanks on a flat roof; they stay building."""
    main = wings[0]
    area = main.length * main.width
    for _ in range(int(rng.poisson(min(area / 70, 14)))):
        size_u, size_v = rng.uniform(0.8, 3.4), rng.uniform(0.8, 2.6)
        if rng.random() < 0.15 and kind != "house":
            size_u, size_v = rng.uniform(3, 6), rng.uniform(2.5, 4)
        u = rng.uniform(-0.5, 0.5) * max(main.length - size_u - 1.5, 0)
        v = rng.uniform(-0.5, 0.5) * max(main.width - size_v - 1.5, 0)
        part = (np.abs(roof.along - u) < size_u / 2) & (np.abs(roof.across - v) < size_v / 2)
        part &= roof.mask
        tone = PALE if rng.random() < 0.65 else DARK
        height = roof.height + np.float32(rng.uniform(0.6, 2.4))
        canvas.paint(
            roof.box, part, tone * np.float32(rng.uniform(0.5, 1.1)), BUILDING, height=height
        )


def small_fittings(
    canvas: Canvas, rng: np.random.Generator, roof: Roof, wings: list[Wing]
) -> None:
    """Chimneys and roof windows."""
    main = wings[0]
    for _ in range(int(rng.integers(0, 3))):
        u = rng.uniform(-0.42, 0.42) * main.length
        v = rng.uniform(-0.25, 0.25) * main.width
        part = (np.abs(roof.along - u) < 0.45) & (np.abs(roof.across - v) < 0.4) & roof.mask
        chimney = rng.random() < 0.5
        tone = linear_rgb((140, 104, 90)) if chimney else DARK * np.float32(0.6)
        height = roof.height + np.float32(1.0 if chimney else 0.0)
        canvas.paint(roof.box, part, tone, BUILDING, height=height)


def roof_panels(
    canvas: Canvas,
    rng: np.random.Generator,
    style: Style,
    roof: Roof,
    wings: list[Wing],
    shape: str,
    slope: FloatArray,
) -> None:
    """Solar panels on one face of the main wing; on flat roofs in tilted rows."""
    main = wings[0]
    if main.width < 5.5:
        return
    side = float(rng.choice([-1.0, 1.0]))
    if shape == "flat":
        rows_u = np.abs(roof.along) < main.length / 2 - 1.6
        period = float(rng.uniform(2.6, 3.4))
        rows_v = (np.abs(roof.across) < main.width / 2 - 1.4) & (roof.across % period < 1.75)
        mask = rows_u & rows_v
    else:
        count_u = max(2, int(main.length * rng.uniform(0.35, 0.85) / 1.02))
        face = main.width / 2 - 1.0
        count_v = max(1, int(face * rng.uniform(0.6, 1.0) / 1.66)) if shape != "lean" else 2
        shift = rng.uniform(-0.5, 0.5) * max(main.length - count_u * 1.02 - 1.2, 0)
        near = side * (main.width / 4) if shape != "lean" else 0.0
        mask = (np.abs(roof.along - shift) < count_u * 0.51) & (
            np.abs(roof.across - near) < count_v * 0.83
        )
        if shape == "hip":  # keep to the faces along the ridge
            mask &= np.sign(roof.rise_v) == -side
    mask &= roof.mask & (roof.edge > 0.45)
    if mask.sum() * canvas.gsd_m**2 < 5.0:
        return
    colour = panel_colour(style, roof.along, roof.across, rng)
    height = roof.height + np.float32(0.15)
    canvas.paint(roof.box, mask, colour, SOLAR_PANEL, height=height, slope=slope)
