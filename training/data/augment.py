"""Colour, sensor and compression changes of training crops. Geometry is in ``samples``."""

from __future__ import annotations

import io

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

__all__ = ["change_look", "jitter_colours", "turn"]

LUMA = torch.tensor([0.299, 0.587, 0.114])[:, None, None]


def turn(image: Tensor, target: Tensor, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """One of the eight flips and quarter turns, the same for image and target (C, H, W)."""
    quarter, flip = int(rng.integers(4)), bool(rng.integers(2))
    out = []
    for x in (image, target):
        x = torch.rot90(x, quarter, dims=(-2, -1))
        out.append(x.flip(-1) if flip else x)
    return out[0].contiguous(), out[1].contiguous()


def change_look(image: Tensor, rng: np.random.Generator, strength: float = 1.0) -> Tensor:
    """Another sensor, another day: gain, gamma, cast, saturation, haze, blur, noise, JPEG.

    Args:
        image: (3, H, W) float, 0..255.
        rng: source of all randomness.
        strength: 0 leaves the image as it is, 1 is the usual amount.

    Returns:
        (3, H, W) float, 0..255.
    """
    if strength <= 0:
        return image
    x = image / 255.0

    def spread(amount: float) -> float:
        return float(rng.uniform(-amount, amount)) * strength

    if rng.random() < 0.8:
        grey = (x * LUMA).sum(0, keepdim=True)
        x = grey + (x - grey) * (1 + spread(0.5))  # saturation
        mean = x.mean()
        x = (x - mean) * (1 + spread(0.35)) + mean + spread(0.15)  # contrast, brightness
        cast = torch.tensor([1 + spread(0.12) for _ in range(3)])[:, None, None]
        x = (x * cast).clamp(0, 1) ** float(np.exp(spread(0.35)))  # colour cast, gamma
    if rng.random() < 0.15 * strength:  # haze
        air = torch.tensor([0.75 + spread(0.1), 0.78 + spread(0.1), 0.82 + spread(0.1)])
        amount = float(rng.uniform(0.05, 0.35))
        x = x * (1 - amount) + air[:, None, None] * amount
    if rng.random() < 0.2 * strength:
        x = _blur(x, float(rng.uniform(0.4, 1.4)))
    if rng.random() < 0.3 * strength:
        noise = rng.normal(0, rng.uniform(0.005, 0.03), x.shape).astype(np.float32)
        x = x + torch.from_numpy(noise)
    x = (x * 255).clamp(0, 255)
    if rng.random() < 0.25 * strength:
        x = _jpeg(x, int(rng.integers(30, 90)))
    return x


def _blur(x: Tensor, sigma: float) -> Tensor:
    steps = torch.arange(-3, 4, dtype=torch.float32)
    kernel = torch.exp(-(steps**2) / (2 * sigma**2))
    kernel = (kernel / kernel.sum()).repeat(3, 1)
    x = F.pad(x[None], (3, 3, 3, 3), mode="reflect")
    x = F.conv2d(x, kernel[:, None, :, None], groups=3)
    return F.conv2d(x, kernel[:, None, None, :], groups=3)[0]


def _jpeg(x: Tensor, quality: int) -> Tensor:
    pixels: NDArray[np.uint8] = x.permute(1, 2, 0).round().to(torch.uint8).numpy()
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=quality)
    back = np.asarray(Image.open(stream), dtype=np.float32)
    return torch.from_numpy(back.copy()).permute(2, 0, 1)


def jitter_colours(
    image: NDArray[np.uint8], rng: np.random.Generator
) -> NDArray[np.uint8]:  # fmt: skip
    """Colour jitter of SSD, as CAT-Seg trains (spec B3).

    Brightness, contrast, saturation and hue, each with a chance of one half, contrast before or
    after the other two. Values are rounded to whole numbers after each change.

    Args:
        image: (3, H, W) RGB.
        rng: source of all randomness; the number of draws is always the same.

    Returns:
        (3, H, W).
    """
    x = image.astype(np.float32)
    happens = rng.random(5) < 0.5
    shift, hue = rng.uniform(-32, 32), rng.integers(-18, 18) * 2.0  # half degrees, as OpenCV has
    contrast, saturation = rng.uniform(0.5, 1.5, 2)
    if happens[0]:
        x = _whole(x + shift)
    if happens[1] and happens[4]:
        x = _whole(x * contrast)
    if happens[2] or happens[3]:
        x = _whole(_shade(x, saturation if happens[2] else 1.0, hue if happens[3] else 0.0))
    if happens[1] and not happens[4]:
        x = _whole(x * contrast)
    return x.astype(np.uint8)


def _whole(x: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.rint(x).clip(0, 255).astype(np.float32)


def _shade(x: NDArray[np.float32], saturation: float, turn_deg: float) -> NDArray[np.float32]:
    """RGB (3, H, W) with its HSV saturation scaled and its hue turned."""
    value = x.max(axis=0)
    chroma = value - x.min(axis=0)
    safe = np.where(chroma > 0, chroma, 1)
    red, green, blue = x
    sixth = np.where(
        value == red, (green - blue) / safe,
        np.where(value == green, 2 + (blue - red) / safe, 4 + (red - green) / safe),
    )  # fmt: skip
    chroma = np.minimum(chroma * saturation, value)  # a saturation of more than 1 does not exist
    sixth = sixth + turn_deg / 60
    # One channel is value - chroma * f(n + hue), with n of 5, 3 and 1 sixths of the circle.
    k = (np.array([5, 3, 1], np.float32)[:, None, None] + sixth) % 6
    out = value - chroma * np.clip(np.minimum(k, 4 - k), 0, 1)
    return out.astype(np.float32)
