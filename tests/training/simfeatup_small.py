"""Runs of SimFeatUp with a CLIP of three narrow blocks, on pieces of one drawn scene."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from PIL import Image
from safetensors.torch import save_file

from backend.models.segearth import SegEarth
from backend.models.segearth.config import UpsamplerConfig
from tests.backend.models.segearth_stored import tiny_config
from training.config import load_settings
from training.data.drawn import draw_scene
from training.simfeatup.config import SimFeatUpConfig

PIECE = 96  # px


def small_model(seed: int = 0, upsampler: UpsamplerConfig | None = None) -> SegEarth:
    torch.manual_seed(seed)
    return SegEarth(tiny_config(32, upsampler=upsampler, prompts=("a {}.",)))


def save_clip(folder: Path, seed: int = 0) -> Path:
    """A random small CLIP under the public names."""
    path = folder / "clip.safetensors"
    state = small_model(seed).backbone.vl.state_dict()
    save_file({k: v.clone() for k, v in state.items()}, str(path))
    return path


def draw_pieces(folder: Path, rows: int = 4, columns: int = 4) -> Path:
    """Pieces of one drawn scene; those of the last column are named "held"."""
    folder.mkdir()
    image = draw_scene(2000, columns * PIECE, rows * PIECE).image
    for row in range(rows):
        for column in range(columns):
            piece = image[row * PIECE : (row + 1) * PIECE, column * PIECE : (column + 1) * PIECE]
            name = "held" if column == columns - 1 else "kept"
            Image.fromarray(piece).save(folder / f"{name}{row}{column}.png")
    return folder


def noise_pieces(folder: Path, count: int = 4) -> Path:
    """Smooth noise, where what an image shows does not matter."""
    folder.mkdir()
    rng = np.random.default_rng(1)
    for number in range(count):
        low = Image.fromarray(rng.integers(0, 256, (12, 12, 3), np.uint8))
        low.resize((PIECE, PIECE), Image.Resampling.BICUBIC).save(folder / f"kept{number}.png")
    return folder


def settings(folder: Path, images: Path, out: str = "run", **changes: Any) -> dict[str, Any]:
    """Settings of a small run as a file would hold them."""
    network = tiny_config(32, prompts=("a {}.",)).model_dump(mode="json")
    network["upsampler"] = {"form": "jbu_one", "radius": 2, "key_dim": 16}
    weights = folder / "clip.safetensors"
    raw: dict[str, Any] = {
        "title": "Small", "out": str(folder / out), "steps": 2, "batch": 2, "jitters": 2,
        "workers": 0, "save_every": 2, "log_every": 1, "held_crops": 4, "tensorboard": False,
        "device": "cpu", "model": network, "data": {"images": [str(images)]},
        "backbone_weights": str(weights if weights.exists() else save_clip(folder)),
    }  # fmt: skip
    return raw | changes


def write_config(folder: Path, raw: dict[str, Any]) -> Path:
    path = folder / "simfeatup.yaml"
    path.write_text(yaml.safe_dump(raw), encoding="utf-8")
    return path


def load(folder: Path, raw: dict[str, Any], *overrides: str) -> SimFeatUpConfig:
    return load_settings(SimFeatUpConfig, write_config(folder, raw), list(overrides))
