"""Runs of a few steps: the built-in's structure, and the paper's with CLIP and SAM, both tiny."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from PIL import Image

from backend.models.aeroseg.presets import preset
from tests.backend.models.small import shrunk
from training.config import TrainConfig, load_config

COMPACT = """
title: Small
out: {out}
init: random
steps: 4
batch: 2
warmup: 2
workers: 0
save_every: 2
evaluate_every: 100
log_every: 1
tensorboard: false
names: [2, 2]
absent: 0.0
averaging: 0.9
device: cpu
model:
  kind: aeroseg
  tile_px: 96
  stride_px: 64
  backbone: {{type: compact, neck: 32, embed_dim: 32, text_width: 32, text_layers: 1, merges: 300}}
  guidance: {{type: shared}}
  refinement: {{hidden: 32, window: 3, appearance: 16, text_guidance: 16, pooling: 1, pad_len: 0}}
  decoder: {{channels: [32, 16], guidance: [8, 8], guidance_upsampling: none}}
data: {{index: {index}, crop_px: 96, scale: [0.9, 1.1], look: 0.2}}
"""
PAPER = Path(__file__).parents[2] / "training" / "configs" / "aeroseg.yaml"


def compact(folder: Path, index: Path, out: str, *overrides: str) -> TrainConfig:
    """A tiny model of the built-in's structure on a drawn index."""
    path = folder / f"{out}.yaml"
    path.write_text(COMPACT.format(out=folder / out, index=index), encoding="utf-8")
    return load_config(path, list(overrides))


def paper_file(folder: Path, index: Path, out: str, name: str = "aeroseg") -> Path:
    """The paper's recipe as it is shipped, for a tiny network and the classes of a drawn index."""
    raw: dict[str, Any] = {
        "extends": str(PAPER), "out": str(folder / out), "classes": ["building", "water"],
        "steps": 3, "workers": 0, "save_every": 1, "log_every": 1, "tensorboard": False,
        "device": "cpu", "data": {"index": str(index), "crop_px": 96},
        "preset": None, "model": shrunk(preset(name)).model_dump(mode="json"),
    }  # fmt: skip
    path = folder / f"{out}.yaml"
    path.write_text(yaml.safe_dump(raw), encoding="utf-8")
    return path


def paper(
    folder: Path, index: Path, out: str, *overrides: str, name: str = "aeroseg"
) -> TrainConfig:
    return load_config(paper_file(folder, index, out, name), list(overrides))


def state(folder: Path) -> dict[str, Any]:
    return torch.load(folder / "state.pt", weights_only=True)  # type: ignore[no-any-return]


def same(one: Any, two: Any) -> bool:
    """Whether two nested states hold equal numbers."""
    if isinstance(one, torch.Tensor):
        return torch.equal(one, two)
    if isinstance(one, dict):
        return one.keys() == two.keys() and all(same(one[k], two[k]) for k in one)
    if isinstance(one, list | tuple):
        return len(one) == len(two) and all(same(a, b) for a, b in zip(one, two, strict=True))
    return bool(one == two)


def log(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def losses(folder: Path) -> list[tuple[float, ...]]:
    """What must be equal in two equal runs; times are not."""
    keys = ("step", "loss", "backprojection", "gradient_norm")
    return [tuple(line[k] for k in keys) for line in log(folder) if "loss" in line]


def draw_large(folder: Path, count: int = 3, side: int = 128) -> Path:
    """An index of pictures with a large red square ("building") and a broad blue band ("water")."""
    rng = np.random.default_rng(3)
    lines = ["image,label,source,place,split,gsd_m,classes\n"]
    for n in range(count):
        image = rng.normal(70, 8, (side, side, 3))
        label = np.zeros((side, side), np.uint8)
        band = int(rng.integers(0, side // 2 - 40))
        image[band : band + 40], label[band : band + 40] = (40, 80, 210), 2
        row, col = int(rng.integers(band + 40, side - 56)), int(rng.integers(0, side - 56))
        image[row : row + 56, col : col + 56] = (200, 60, 50)
        label[row : row + 56, col : col + 56] = 1
        Image.fromarray(image.clip(0, 255).astype(np.uint8)).save(folder / f"{n}.png")
        Image.fromarray(label).save(folder / f"{n}_label.png")
        lines.append(
            f"{n}.png,{n}_label.png,large,place{n},train,0.25,0:background;1:building;2:water\n"
        )
    index = folder / "large.csv"
    index.write_text("".join(lines), encoding="utf-8")
    return index
