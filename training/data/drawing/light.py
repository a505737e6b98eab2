"""From a finished canvas to a photograph: sun, cast shadows, sky, air, lens, sensor and JPEG."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from .canvas import GAMMA, Canvas
from .style import Style

__all__ = ["jpeg", "photograph"]

FloatArray = NDArray[np.float32]

SKY_TINT = np.array([0.86, 0.98, 1.2], np.float32)
SUN_TINT = np.array([1.06, 1.0, 0.9], np.float32)
AIR_COLOUR = np.array([0.62, 0.68, 0.76], np.float32)
HEADROOM = 0.88  # bright roofs keep some texture instead of clipping


def cast_shadow(height: FloatArray, gsd_m: float, sun: tuple[float, float, float]) -> FloatArray:
    """How much of the sun is hidden at each pixel, 0-1, by a march towards the sun.

    Args:
        height: (rows, cols) metres.
        gsd_m: metres per pixel.
        sun: unit vector towards the sun, x right, y down, z up.
    """
    level = float(np.hypot(sun[0], sun[1]))
    step_x, step_y = sun[0] / level, sun[1] / level
    drop_m = gsd_m * sun[2] / level
    rows, cols = height.shape
    reach = min(int(float(height.max()) / drop_m) + 1, int(60 / gsd_m))
    horizon = np.full_like(height, -1.0)
    for k in range(1, reach + 1):
        dx, dy = round(k * step_x), round(k * step_y)
        if abs(dx) >= cols or abs(dy) >= rows:
            break
        source = height[max(dy, 0) : rows + min(dy, 0), max(dx, 0) : cols + min(dx, 0)]
        target = horizon[max(-dy, 0) : rows + min(-dy, 0), max(-dx, 0) : cols + min(-dx, 0)]
        np.maximum(target, source - np.float32(k * drop_m), out=target)
    return np.clip((horizon - height) / np.float32(0.5), 0.0, 1.0)


def openness(height: FloatArray, gsd_m: float) -> FloatArray:
    """Share of the sky that low ground between high things still sees, 0-1."""
    rows, cols = height.shape
    shrink = max(2, round(1.5 / gsd_m))
    small = Image.fromarray(height).resize(
        (max(2, cols // shrink), max(2, rows // shrink)), Image.Resampling.BOX
    )
    wide = np.asarray(small.resize((cols, rows), Image.Resampling.BICUBIC))
    return np.clip(1.0 - np.maximum(wide - height, 0) * np.float32(0.1), 0.55, 1.0)


def soften(field: FloatArray, radius_px: float) -> FloatArray:
    """Blur a 0-1 field; eight bits are enough for light."""
    picture = Image.fromarray((np.clip(field, 0, 1) * 255).astype(np.uint8))
    blurred = np.asarray(picture.filter(ImageFilter.GaussianBlur(radius_px)))
    return blurred.astype(np.float32) / np.float32(255)


def photograph(canvas: Canvas, style: Style, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Light the canvas and take the picture; returns (rows, cols, 3) uint8, before JPEG."""
    sun = style.sun
    slope_x, slope_y = canvas.slope[..., 0], canvas.slope[..., 1]
    facing = (sun[2] - slope_x * np.float32(sun[0]) - slope_y * np.float32(sun[1])) / (
        np.float32(sun[2]) * np.sqrt(1 + slope_x**2 + slope_y**2)
    )
    shadow = soften(cast_shadow(canvas.height, canvas.gsd_m, sun), 0.6)
    direct = np.clip(facing, 0.0, 1.9) * (1 - shadow * np.float32(0.96))
    sky = openness(canvas.height, canvas.gsd_m) / np.sqrt(1 + 0.3 * (slope_x**2 + slope_y**2))
    share = np.float32(style.sky_share)
    light = direct[..., None] * SUN_TINT * (1 - share) + sky[..., None] * SKY_TINT * share
    picture = canvas.albedo * light.astype(np.float32) * np.float32(style.exposure) * style.cast
    picture = through_air(picture, style)
    picture = np.where(
        picture > HEADROOM * 0.7, HEADROOM * 0.7 + (picture - HEADROOM * 0.7) * 0.6, picture
    )
    screen = np.clip(picture, 0, 1) ** np.float32(1 / GAMMA) * np.float32(255)
    grey = screen.mean(axis=-1, keepdims=True)
    screen = grey + (screen - grey) * np.float32(style.saturation)
    screen = 118 + (screen - 118) * np.float32(style.contrast)
    eight_bit = Image.fromarray(np.clip(screen, 0, 255).astype(np.uint8))
    seen = eight_bit.filter(ImageFilter.GaussianBlur(style.blur_px))
    if style.sharpen:
        seen = seen.filter(ImageFilter.UnsharpMask(1.2, style.sharpen, 0))
    return sensor(np.asarray(seen, np.float32), style, rng)


def through_air(picture: FloatArray, style: Style) -> FloatArray:
    """Add haze that changes from one side of the picture to the other."""
    rows, cols = picture.shape[:2]
    x = np.linspace(-1, 1, cols, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, rows, dtype=np.float32)[:, None]
    haze = np.clip(style.haze + style.haze_slope[0] * x + style.haze_slope[1] * y, 0, 0.2)
    dimming = 1 - 0.06 * (x**2 + y**2)
    haze = haze[..., None].astype(np.float32)
    return picture * (1 - haze) * dimming[..., None] + AIR_COLOUR * haze * np.float32(0.6)


def sensor(screen: FloatArray, style: Style, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Add noise: mostly the same in the three channels, stronger in the dark."""
    rows, cols = screen.shape[:2]
    common = rng.standard_normal((rows, cols, 1), dtype=np.float32)
    single = rng.standard_normal((rows, cols, 3), dtype=np.float32)
    strength = style.sensor_noise * (1.25 - screen.mean(axis=-1, keepdims=True) / 400)
    noisy = screen + (0.8 * common + 0.6 * single) * strength.astype(np.float32)
    return np.clip(noisy + 0.5, 0, 255).astype(np.uint8)


def jpeg(image: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """The image after one round of JPEG, as cameras and map services deliver it."""
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "JPEG", quality=quality, subsampling="4:2:0")
    buffer.seek(0)
    return np.asarray(Image.open(buffer).convert("RGB")).copy()
