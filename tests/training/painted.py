"""A model whose answer can be read from the picture: a class's score is a channel's brightness."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from backend.checkpoint import save_checkpoint
from backend.models.base import ClassPrompt, Features, ModelConfig, Scores

CHANNELS = {"red": 0, "green": 1, "blue": 2}
COLOURS = {"r": (230, 30, 20), "g": (30, 230, 20), "b": (20, 30, 230), "k": (40, 20, 10)}
# "w": weak red, the best of the three and below one half
COLOURS["w"] = (100, 30, 20)
CELL = 8  # px of a letter's square


class PaintedConfig(ModelConfig):
    """Nothing but what the engine asks for."""

    kind: Literal["painted"] = "painted"
    tile_px: int = 64
    stride_px: int = 48
    gsd_m: float = 1.0


class Painted(nn.Module):
    """Knows "red", "green" and "blue"."""

    def __init__(self, config: PaintedConfig) -> None:
        super().__init__()
        self.config = config
        self.scale = nn.Parameter(torch.tensor(255.0))

    def encode(self, image: Tensor) -> Features:
        return Features({"pixels": image.float()})

    def embed(self, classes: Sequence[ClassPrompt]) -> Tensor:
        rows = torch.tensor([CHANNELS[c.name] for c in classes])
        return torch.nn.functional.one_hot(rows, 3).float()[:, None]

    def decode(self, features: Features, text: Tensor) -> Tensor:
        return torch.einsum("tc,bchw->bthw", text[:, 0], features.tensors["pixels"]) / self.scale

    def finish(self, blended: Tensor, classes: Sequence[ClassPrompt]) -> Scores:
        return Scores(blended.clamp(0.0, 1.0))

    def unknown(self, classes: Sequence[ClassPrompt]) -> list[str]:
        return [c.name for c in classes if c.name not in CHANNELS]


def painted_kind() -> tuple[type[ModelConfig], Any]:
    """For ``backend.models.KINDS``."""
    return PaintedConfig, Painted


def save_painted(path: Path) -> Path:
    """A checkpoint of the model."""
    save_checkpoint(path, Painted(PaintedConfig()), title="Painted", training={}, classes=[],
                    licence="CC0", credits=[])  # fmt: skip
    return path


def enlarged(rows: Sequence[Sequence[Any]], dtype: Any = np.uint8) -> np.ndarray[Any, Any]:
    """Cells as squares of pixels."""
    return np.array(rows, dtype).repeat(CELL, axis=0).repeat(CELL, axis=1)


def paint(
    folder: Path, name: str, letters: Sequence[str], label: Sequence[Sequence[int]], classes: str,
    source: str = "cards", split: str = "val",
) -> str:  # fmt: skip
    """Write a picture of letters and its label; the row of an index."""
    pixels = enlarged([[COLOURS[letter] for letter in row] for row in letters])
    ids = enlarged(label)
    Image.fromarray(pixels).save(folder / f"{name}.png")
    Image.fromarray(ids).save(folder / f"{name}_label.png")
    height, width = ids.shape
    return (f"{name}.png,{name}_label.png,{source},{name},{split},1.0,{width},{height},,"
            f"{classes},CC0\n")  # fmt: skip
