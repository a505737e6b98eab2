"""A Segmenter of a few kilobytes: scores by the distance of a pixel's colour to the name's colour.

It stands in for a network where geometry, files and messages are tested. A small blur makes a pixel
depend on its neighbours, so that seams and margins matter.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.checkpoint import save_checkpoint
from backend.models import KINDS
from backend.models.base import ClassPrompt, Features, ModelConfig, Scores

COLORS = {
    "red": (255, 0, 0),
    "green": (0, 255, 0),
    "blue": (0, 0, 255),
    "white": (255, 255, 255),
    "black": (0, 0, 0),
    "yellow": (255, 255, 0),
    "grey": (128, 128, 128),
}


class ToyConfig(ModelConfig):
    kind: Literal["toy"] = "toy"
    tile_px: int = 64
    stride_px: int = 48
    gsd_m: float = 1.0
    slow_s: float = 0.0
    noisy: bool = False
    crash: bool = False
    in_windows: bool = False

    @property
    def windows(self) -> bool:
        return self.in_windows


class Toy(nn.Module):
    def __init__(self, config: ToyConfig) -> None:
        super().__init__()
        self.config = config
        self.blur = nn.Conv2d(3, 3, 3, padding=1, groups=3, bias=False)
        nn.init.constant_(self.blur.weight, 1 / 9)
        self.gain = nn.Parameter(torch.tensor(12.0))

    def encode(self, image: Tensor) -> Features:
        if self.config.noisy:
            print("a library prints into standard output")
        return Features({"colour": self.blur(image.float() / 255).half()})

    def embed(self, classes: Sequence[ClassPrompt]) -> Tensor:
        rows = []
        for cls in classes:
            known = [COLORS[w] for w in cls.wordings if w in COLORS]
            number = sum(cls.name.encode())
            color = known[0] if known else (number * 37 % 256, number * 91 % 256, number * 53 % 256)
            rows.append(torch.tensor(color).float() / 255)
        return torch.stack(rows)[:, None].to(self.gain.device)  # (T, 1, 3)

    def decode(self, features: Features, text: Tensor) -> Tensor:
        if self.config.crash:
            raise RuntimeError("the toy is broken")
        if self.config.slow_s:
            time.sleep(self.config.slow_s)
        image = features.tensors["colour"].float()
        maps = [
            torch.sigmoid(
                self.gain * (0.4 - (image - row[0, :, None, None]).square().sum(1).sqrt())
            )
            for row in text
        ]
        return F.relu(torch.stack(maps, dim=1))

    def finish(self, blended: Tensor, classes: Sequence[ClassPrompt]) -> Scores:
        return Scores(blended.clamp(0, 1))

    def unknown(self, classes: Sequence[ClassPrompt]) -> list[str]:
        if self.config.vocabulary is None:
            return []
        return [c.name for c in classes if not set(c.wordings) & set(self.config.vocabulary)]


def register() -> None:
    KINDS["toy"] = lambda: (ToyConfig, Toy)


def save_toy(path: Path, **config: object) -> Path:
    model = Toy(ToyConfig(**config)).eval()  # type: ignore[arg-type]
    save_checkpoint(
        path, model, title="Toy", training={"steps": 0}, classes=list(COLORS), licence="CC0",
        credits=["nobody"],
    )  # fmt: skip
    return path
