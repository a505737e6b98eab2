"""What changes from scene to scene: season, colours, building habits, sun, air and camera."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .canvas import linear_rgb

__all__ = ["USES", "Style", "choose_style"]

FloatArray = NDArray[np.float32]

USES = ("houses", "dense", "works", "fields", "park", "wood", "lake", "bare", "panels")

# Screen colours 0-255. A pair is mixed in patches; each scene shifts all of them a little.
GRASS = {
    "lush": ((78, 104, 52), (104, 128, 66)),
    "summer": ((104, 116, 66), (132, 136, 82)),
    "dry": ((146, 134, 92), (168, 152, 108)),
    "autumn": ((112, 112, 66), (140, 128, 80)),
    "tropical": ((84, 110, 56), (126, 132, 78)),
}
TREES = {
    "lush": ((52, 76, 38), (70, 92, 44), (62, 88, 52), (44, 66, 40)),
    "summer": ((58, 76, 42), (76, 90, 50), (88, 98, 58), (50, 66, 44)),
    "dry": ((86, 90, 56), (70, 80, 50), (98, 98, 66), (62, 72, 46)),
    "autumn": ((150, 104, 48), (128, 112, 52), (86, 90, 46), (138, 78, 44), (58, 72, 44)),
    "tropical": ((46, 76, 34), (66, 98, 42), (84, 112, 50), (40, 62, 36)),
}
SOILS = (
    ((168, 146, 116), (192, 172, 142)),
    ((150, 112, 84), (178, 136, 102)),
    ((160, 112, 84), (182, 138, 108)),
    ((196, 180, 150), (214, 200, 174)),
    ((140, 128, 112), (164, 152, 136)),
)
ROOFS = {
    "tile": ((158, 92, 70), (140, 78, 60), (176, 110, 84), (128, 82, 70), (110, 76, 66)),
    "shingle": ((112, 110, 108), (132, 126, 120), (92, 88, 86), (122, 108, 96), (146, 140, 134)),
    "slate": ((84, 88, 96), (72, 76, 82), (98, 98, 102), (112, 78, 70), (90, 84, 92)),
    "metal": ((168, 174, 180), (190, 192, 192), (120, 142, 166), (160, 96, 78), (104, 130, 112)),
    "pale": ((206, 200, 190), (222, 218, 210), (188, 178, 162), (198, 188, 178), (178, 174, 170)),
}
WATERS = (
    ((30, 48, 52), (54, 74, 68)),
    ((44, 62, 60), (84, 96, 76)),
    ((28, 56, 72), (62, 100, 106)),
    ((70, 82, 66), (108, 108, 80)),
    ((54, 70, 86), (96, 112, 112)),
)

PANELS = ((34, 42, 70), (38, 40, 48), (52, 66, 100), (44, 52, 82), (70, 82, 100), (30, 36, 52))


@dataclass(frozen=True)
class Style:
    """Everything one scene has in common; colours are linear reflectance."""

    season: str
    crop_tint: FloatArray
    grass: tuple[FloatArray, FloatArray]
    trees: tuple[FloatArray, ...]
    conifer_share: float
    soil: tuple[FloatArray, FloatArray]
    roofs: tuple[FloatArray, ...]
    flat_share: float
    hip_share: float
    rust: float
    metal: bool
    panel_share: float
    panel: FloatArray
    panel_frame: float
    asphalt: FloatArray
    paving: FloatArray
    track_share: float
    water: tuple[FloatArray, FloatArray]
    lot_m2: float
    district_m2: float
    garden_trees: float
    hedge_share: float
    fence_share: float
    pool_share: float
    river_share: float
    verge_share: float
    pole_share: float
    lawn_share: float
    sun: tuple[float, float, float]
    sky_share: float
    exposure: float
    contrast: float
    saturation: float
    cast: FloatArray
    haze: float
    haze_slope: tuple[float, float]
    blur_px: float
    sharpen: int
    sensor_noise: float
    jpeg_quality: int
    weights: dict[str, float]


def choose_style(rng: np.random.Generator) -> Style:
    """Draw one style; wide ranges on purpose, see the module that calls it for what is fixed."""
    season = str(rng.choice(list(GRASS), p=[0.25, 0.25, 0.17, 0.15, 0.18]))
    roof_kind = str(rng.choice(list(ROOFS), p=[0.26, 0.2, 0.18, 0.2, 0.16]))
    other_kind = str(rng.choice(list(ROOFS)))
    drift = rng.normal(0, 3.0, size=3)

    def shade(colour: ArrayLike, spread: float = 5.0) -> FloatArray:
        shifted = np.asarray(colour, float) + drift + rng.normal(0, spread, size=3)
        return linear_rgb(np.clip(shifted + rng.normal(0, spread), 6, 250))

    soil = SOILS[int(rng.integers(len(SOILS)))]
    water = WATERS[int(rng.integers(len(WATERS)))]
    roofs = [shade(c) for c in ROOFS[roof_kind]] * 3 + [shade(c) for c in ROOFS[other_kind]]
    asphalt_grey = rng.uniform(88, 150)
    azimuth, elevation = rng.uniform(0, 2 * np.pi), np.radians(rng.uniform(28, 66))
    panel = PANELS[int(rng.integers(len(PANELS)))]
    weights = {
        "houses": rng.uniform(3.0, 8.0),
        "dense": rng.uniform(0.0, 3.0),
        "works": rng.uniform(0.6, 2.0),
        "fields": rng.uniform(0.8, 4.0),
        "park": rng.uniform(0.3, 1.2),
        "wood": rng.uniform(0.4, 1.5),
        "lake": rng.uniform(0.2, 0.8),
        "bare": rng.uniform(0.4, 1.2),
        "panels": rng.uniform(0.2, 0.6),
    }
    return Style(
        season=season,
        crop_tint=np.clip(rng.normal(1.0, 0.06, size=3), 0.85, 1.15).astype(np.float32),
        grass=(shade(GRASS[season][0]), shade(GRASS[season][1])),
        trees=tuple(shade(c, 4.0) for c in TREES[season]),
        conifer_share=float(rng.choice([0.0, 0.15, 0.5], p=[0.4, 0.35, 0.25])),
        soil=(shade(soil[0], 2.5), shade(soil[1], 2.5)),
        roofs=tuple(roofs),
        flat_share=float(rng.choice([0.08, 0.3, 0.75], p=[0.5, 0.3, 0.2])),
        hip_share=float(rng.uniform(0.1, 0.8)),
        rust=float(rng.uniform(0.2, 0.9)) if roof_kind == "metal" else 0.0,
        metal=roof_kind == "metal",
        panel_share=float(rng.uniform(0.04, 0.25)),
        panel=shade(panel, 3.0),
        panel_frame=float(rng.uniform(0.12, 0.6)),
        asphalt=shade([asphalt_grey, asphalt_grey, asphalt_grey + rng.uniform(-6, 6)], 2.0),
        paving=shade(rng.choice([[176, 172, 166], [190, 180, 164], [160, 150, 142]])),
        track_share=float(rng.uniform(0.1, 0.6)),
        water=(shade(water[0]), shade(water[1])),
        lot_m2=float(rng.uniform(240, 700)),
        district_m2=float(rng.uniform(9000, 22000)),
        garden_trees=float(rng.uniform(0.5, 4.5)),
        hedge_share=float(rng.uniform(0.0, 0.6)),
        lawn_share=float(rng.uniform(0.25, 0.95)),
        fence_share=float(rng.uniform(0.0, 0.7)),
        pool_share=float(rng.choice([0.01, 0.04, 0.12])),
        river_share=0.3,
        verge_share=float(rng.uniform(0.2, 0.9)),
        pole_share=float(rng.uniform(0.0, 0.8)),
        sun=(
            float(np.cos(azimuth) * np.cos(elevation)),
            float(np.sin(azimuth) * np.cos(elevation)),
            float(np.sin(elevation)),
        ),
        sky_share=float(rng.uniform(0.22, 0.42)),
        exposure=float(rng.uniform(1.0, 1.45)),
        contrast=float(rng.uniform(0.95, 1.3)),
        saturation=float(rng.uniform(0.62, 1.02)),
        cast=np.clip(rng.normal(1.0, 0.035, size=3), 0.9, 1.1).astype(np.float32),
        haze=float(rng.uniform(0.01, 0.11)),
        haze_slope=(float(rng.normal(0, 0.03)), float(rng.normal(0, 0.03))),
        sharpen=int(rng.choice([0, 40, 90, 140])),
        blur_px=float(rng.uniform(0.45, 0.95)),
        sensor_noise=float(rng.uniform(0.8, 3.2)),
        jpeg_quality=int(rng.integers(78, 95)),
        weights=weights,
    )
