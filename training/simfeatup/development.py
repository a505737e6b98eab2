"""How well features of places that are not trained on are reconstructed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from backend.models.aeroseg.preparation import SquareInput
from training.simfeatup.config import SimFeatUpConfig
from training.simfeatup.features import Featuriser
from training.simfeatup.jitter import draw_jitter
from training.simfeatup.learned import Learned

__all__ = ["PANELS", "measure"]

PANELS = "image, features, upsampled features"
EXAMPLES = 4


@dataclass(slots=True)
class _Sums:
    """Sums over crops, from which the shares are taken at the end."""

    reconstruction: list[float] = field(default_factory=list)
    image: list[float] = field(default_factory=list)
    squares: float = 0.0  # of what is off
    count: int = 0  # patches
    total: Tensor | float = 0.0  # (C,) of the features
    energy: float = 0.0  # of the features


@torch.no_grad()
def measure(
    learned: Learned, featuriser: Featuriser, prepare: SquareInput,
    crops: Dataset[tuple[Tensor]], config: SimFeatUpConfig, pictures: list[Tensor] | None = None,
) -> dict[str, float]:  # fmt: skip
    """Losses on fixed crops, each moved in a fixed way, without dropout.

    Args:
        learned: what is measured.
        featuriser: CLIP.
        prepare: normalises RGB in 0..255.
        crops: of places that are not trained on.
        config: of the run.
        pictures: gets some examples (see PANELS).

    Returns:
        "reconstruction" and "image": the losses of training. "error": squared difference of the
        features as a share of their variance over all crops; it knows no uncertainty, and 1 is
        what the mean feature would reach.
    """
    learned.eval()
    sums = _Sums()
    device = next(learned.parameters()).device
    for number in range(config.held_crops):
        torch.manual_seed(number)  # the same attention drops and directions every time
        rng = np.random.default_rng([number, 2])
        x = prepare(crops[number][0][None].to(device).float())
        features = featuriser(x)
        jitter = draw_jitter(rng, (x.shape[2], x.shape[3]), config.pad_px, config.zoom)
        copy = learned.copy(featuriser, features, x, jitter, config.projection)
        sums.reconstruction.append(float(copy.reconstruction))
        sums.image.append(float(copy.image))
        wanted = copy.wanted.cpu().double()
        sums.squares += float((copy.found.cpu().double() - wanted).square().sum())
        sums.count += wanted.shape[2] * wanted.shape[3]
        sums.total = sums.total + wanted.sum(dim=(0, 2, 3))
        sums.energy += float(wanted.square().sum())
        if pictures is not None and number < EXAMPLES:
            pictures.append(_picture(crops[number][0], features, learned.upsample(features, x)))
    mean_energy = float(torch.as_tensor(sums.total).square().sum()) / sums.count
    return {
        "reconstruction": float(np.mean(sums.reconstruction)),
        "image": float(np.mean(sums.image)),
        "error": sums.squares / max(sums.energy - mean_energy, 1e-12),
    }


def _picture(image: Tensor, features: Tensor, fine: Tensor) -> Tensor:
    """Image and features side by side, (3, H, 3W) uint8.

    Three directions in which the coarse features differ most are shown as red, green and blue, the
    same for both.

    Args:
        image: (3, H, W) uint8.
        features: (1, C, h, w).
        fine: (1, C, H, W).
    """
    side = image.shape[1:]
    coarse = features[0].flatten(1).T.cpu()  # (N, C)
    middle = coarse.mean(dim=0)
    axes = torch.linalg.svd(coarse - middle, full_matrices=False).Vh[:3]  # (3, C)
    shown = (coarse - middle) @ axes.T  # (N, 3)
    low, high = shown.amin(dim=0), shown.amax(dim=0)
    panels = [image.cpu()]
    for one in (features[0].cpu(), fine[0].cpu()):
        colours = (one.flatten(1).T - middle) @ axes.T
        scaled = ((colours - low) / (high - low).clamp(min=1e-12)).clamp(0, 1)
        colour = scaled.T.unflatten(1, one.shape[1:])[None]
        panel = torch.nn.functional.interpolate(colour, size=side, mode="nearest")[0]
        panels.append((255 * panel).round().to(torch.uint8))
    return torch.cat(panels, dim=2)
