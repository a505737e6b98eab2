"""Roofs: their surface and what stands on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .canvas import Box, Canvas, linear_rgb
from .labels import BUILDING, SOLAR_PANEL
from .panels import panel_colour
from .style import Style

__all__ = ["Roof", "Wing", "roof_fittings", "roof_surface"]

FloatArray = NDArray[np.float32]
BoolArray = NDArray[np.bool_]

PALE = linear_rgb((214, 212, 206))
DARK = linear_rgb((70, 70, 72))


@dataclass(frozen=True)
class Wing:
    """One rectangle of an outline, in metres along the building's own axes u and v."""

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
    shape: str  # gable, hip, lean or flat
    mask: BoolArray
    height: FloatArray
    rise_u: FloatArray
    rise_v: FloatArray
    edge: FloatArray  # metres to the nearest eave of the wing on top
    downhill: FloatArray  # metres from the ridge, down the face
    slope: FloatArray  # (rows, cols, 2) along x and y

    @classmethod
    def over(cls, box: Box, along: FloatArray, across: FloatArray, shape: str) -> Roof:
        """An empty roof over a box with its axes in metres."""
        zeros = np.zeros_like(along)
        return cls(
            box,
            along,
            across,
            shape,
            mask=zeros.astype(bool),
            height=zeros - 1,
            rise_u=zeros.copy(),
            rise_v=zeros.copy(),
            edge=zeros.copy(),
            downhill=zeros.copy(),
            slope=np.zeros((*zeros.shape, 2), np.float32),
        )


def roof_surface(
    canvas: Canvas, rng: np.random.Generator, style: Style, roof: Roof, kind: str
) -> FloatArray:
    """Colour of the roof: base tone, courses or sheets, stains, rust, ridge and eaves."""
    shape = roof.shape
    base = style.roofs[int(rng.integers(len(style.roofs)))] * np.float32(rng.uniform(0.75, 1.25))
    if kind == "hall" or (shape == "flat" and rng.random() < 0.6):
        tones = (
            (168, 168, 166),
            (196, 196, 192),
            (138, 140, 142),
            (112, 110, 108),
            (184, 176, 160),
        )
        base = linear_rgb(tones[int(rng.integers(len(tones)))]) * np.float32(rng.uniform(0.8, 1.2))
        if kind == "hall" and rng.random() < 0.2:
            base = linear_rgb(((96, 124, 156), (150, 88, 72), (88, 120, 98))[int(rng.integers(3))])
    mottled = canvas.surface(
        roof.box,
        (base, base * np.float32(rng.uniform(0.72, 0.95))),
        patch_m=float(rng.uniform(2.5, 7)),
        grain=0.05,
        rough=0.05 if shape == "flat" else 0.07,
        layer=int(rng.integers(3)),
    )
    sheets = style.metal or kind in ("hall", "shed")
    if shape != "flat":
        uphill_u = np.abs(roof.rise_u) > np.abs(roof.rise_v)
        over = np.where(uphill_u, roof.across, roof.along) if sheets else roof.downhill
        period = float(rng.uniform(0.8, 1.3)) if sheets else float(rng.uniform(0.6, 0.95))
        wave = np.sin(over * (2 * np.pi / period))
        mottled = mottled * (1 + np.float32(rng.uniform(0.02, 0.09)) * wave)[..., None]
        if style.rust and kind != "block":
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
    blots = canvas.noise.field(3.0 / canvas.gsd_m, roof.box, 3) + 0.6 * canvas.noise.field(
        0.9 / canvas.gsd_m, roof.box, 2
    )
    sheet = np.sin(np.floor(roof.along / 0.9) * 91.7 + float(rng.uniform(0, 9))) * 0.8
    amount = np.clip((blots + sheet) * 0.4 + rng.uniform(-0.9, 0.7) * style.rust, 0, 0.85)
    return colour + (rust - colour) * amount[..., None].astype(np.float32)


def roof_fittings(
    canvas: Canvas, rng: np.random.Generator, style: Style, roof: Roof, main: Wing, kind: str
) -> None:
    """What stands on the roof: machines, chimneys, solar panels."""
    if kind == "shed":
        return
    if roof.shape == "flat":
        machines(canvas, rng, roof, main, kind)
    elif kind == "house":
        chimneys(canvas, rng, roof, main)
    if rng.random() < style.panel_share * (1.0 if kind == "house" else 1.4):
        roof_panels(canvas, rng, style, roof, main)


def machines(canvas: Canvas, rng: np.random.Generator, roof: Roof, main: Wing, kind: str) -> None:
    """Machines, ducts, stair heads and tanks on a flat roof; they stay building."""
    for _ in range(int(rng.poisson(min(main.length * main.width / 80, 14)))):
        size_u, size_v = rng.uniform(0.8, 3.4), rng.uniform(0.8, 2.6)
        if rng.random() < 0.15 and kind != "house":
            size_u, size_v = rng.uniform(3, 6), rng.uniform(2.5, 4)
        u = rng.uniform(-0.5, 0.5) * max(main.length - size_u - 1.5, 0)
        v = rng.uniform(-0.5, 0.5) * max(main.width - size_v - 1.5, 0)
        part = (np.abs(roof.along - u) < size_u / 2) & (np.abs(roof.across - v) < size_v / 2)
        tone = PALE if rng.random() < 0.65 else DARK
        tone = tone * np.float32(rng.uniform(0.5, 1.1))
        height = roof.height + np.float32(rng.uniform(0.6, 2.4))
        canvas.paint(roof.box, part & roof.mask, tone, BUILDING, height=height)


def chimneys(canvas: Canvas, rng: np.random.Generator, roof: Roof, main: Wing) -> None:
    """Chimneys and roof windows."""
    for _ in range(int(rng.integers(0, 3))):
        u = rng.uniform(-0.42, 0.42) * main.length
        v = rng.uniform(-0.25, 0.25) * main.width
        part = (np.abs(roof.along - u) < 0.45) & (np.abs(roof.across - v) < 0.4) & roof.mask
        chimney = rng.random() < 0.5
        tone = linear_rgb((140, 104, 90)) if chimney else DARK * np.float32(0.6)
        height = roof.height + np.float32(1.0 if chimney else 0.0)
        canvas.paint(roof.box, part, tone, BUILDING, height=height)


def roof_panels(
    canvas: Canvas, rng: np.random.Generator, style: Style, roof: Roof, main: Wing
) -> None:
    """Solar panels on one face of the main wing; on flat roofs in tilted rows."""
    if main.width < 5.5:
        return
    side = float(rng.choice([-1.0, 1.0]))
    if roof.shape == "flat":
        period = float(rng.uniform(2.6, 3.4))
        part = float(rng.uniform(0.4, 1.0))
        mask = (roof.along > -main.length / 2 + 1.6) & (
            roof.along < main.length * (part - 0.5) - 1.0
        )
        mask &= (np.abs(roof.across) < main.width / 2 - 1.4) & (roof.across % period < 1.75)
    else:
        count_u = max(2, int(main.length * rng.uniform(0.3, 0.85) / 1.02))
        face = main.width / 2 - 1.0
        count_v = max(1, int(face * rng.uniform(0.6, 1.0) / 1.66)) if roof.shape != "lean" else 2
        shift = rng.uniform(-0.5, 0.5) * max(main.length - count_u * 1.02 - 1.2, 0)
        near = side * main.width / 4 if roof.shape != "lean" else 0.0
        mask = (np.abs(roof.along - shift) < count_u * 0.51) & (
            np.abs(roof.across - near) < count_v * 0.83
        )
        if roof.shape == "hip":  # keep to the faces along the ridge
            mask &= np.sign(roof.rise_v) == -side
    mask &= roof.mask & (roof.edge > 0.45)
    if mask.sum() * canvas.gsd_m**2 < 5.0:
        return
    colour = panel_colour(style, roof.along, roof.across, rng)
    height = roof.height + np.float32(0.15)
    canvas.paint(roof.box, mask, colour, SOLAR_PANEL, height=height, slope=roof.slope)
