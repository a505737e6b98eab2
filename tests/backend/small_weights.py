"""Small published files, as the real ones are made, and a table that names them.

The CLIP has the names of open_clip and a whole word table, the upsampler is a Lightning file with
its optimizer beside the weights.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save
from torch import Tensor

from backend.models.segearth import SegEarth, SegEarthConfig
from backend.models.segearth.config import UpsamplerConfig
from backend.models.segearth.presets import MODELS
from tests.backend.models.segearth_stored import tiny_config

PRESET = "small"
CONFIG: SegEarthConfig = tiny_config(
    upsampler=UpsamplerConfig(radius=2), prompts=("a photo of a {}.",)
)


def register() -> None:
    """Let the table of models name the small configuration."""
    MODELS[PRESET] = CONFIG


def model(seed: int = 3) -> SegEarth:
    """The model that the files make up."""
    torch.manual_seed(seed)
    made = SegEarth(CONFIG).eval().requires_grad_(False)
    for name, tensor in made.state_dict().items():
        # As OpenAI's: matrices that half precision holds, and some that it does not.
        if tensor.ndim >= 2 and "token_embedding" not in name:
            tensor.copy_(tensor.half().float())
    return made


def clip_state(made: SegEarth) -> dict[str, Tensor]:
    return {name: tensor.clone() for name, tensor in made.backbone.vl.state_dict().items()}


def upsampler_state(made: SegEarth) -> dict[str, Tensor]:
    assert made.upsampler is not None
    return {f"upsampler.{n}": t.clone() for n, t in made.upsampler.state_dict().items()}


def safetensors_bytes(state: dict[str, Tensor]) -> bytes:
    return save({name: tensor.contiguous() for name, tensor in state.items()})


def torch_bytes(content: object) -> bytes:
    buffer = io.BytesIO()
    torch.save(content, buffer)
    return buffer.getvalue()


def lightning_bytes(made: SegEarth) -> bytes:
    """As the published upsampler: weights with the state of the training beside them."""
    state = upsampler_state(made)
    moments = {0: {"step": torch.tensor(4.0), "exp_avg": torch.zeros(3)}}
    return torch_bytes(
        {
            "epoch": 9, "global_step": 1000, "pytorch-lightning_version": "1.9.0",
            "state_dict": state, "loops": {"fit_loop": {"state_dict": {}}}, "callbacks": {},
            "optimizer_states": [{"state": moments, "param_groups": [{"lr": 1e-3}]}],
            "lr_schedulers": [],
        }
    )  # fmt: skip


def training_bytes(state: dict[str, Tensor]) -> bytes:
    """As open_clip's training saves: names with ``module.``, the optimizer beside."""
    named = {f"module.{name}": tensor for name, tensor in state.items()}
    return torch_bytes({"epoch": 20, "name": "run", "state_dict": named, "optimizer": {}})


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


class Trap:
    """Makes a folder when it is unpickled by a reader that trusts its file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.mark),)


def listed(part: str, url: str, data: bytes, *, known: bool = True, **more: Any) -> dict[str, Any]:
    """A file of the table; with ``known`` its length and hash are stated."""
    digest = hashlib.sha256(data).hexdigest()
    grouped = " ".join(digest[i : i + 8] for i in range(0, 64, 8))
    return {
        "part": part, "name": url.rsplit("/", 1)[-1], "url": url, "page": "https://example.org",
        "size_bytes": len(data), "exact": known, "sha256": grouped if known else None,
        "licence": "MIT", **more,
    }  # fmt: skip


def write_table(folder: Path, files: list[dict[str, Any]], preset: str = PRESET) -> Path:
    """``models.json`` with one model, "small"."""
    folder.mkdir(parents=True, exist_ok=True)
    entry = {
        "id": "small", "title": "Small one", "kind": "segearth", "preset": preset,
        "licence": "MIT", "credits": ["nobody"], "files": files,
    }  # fmt: skip
    (folder / "models.json").write_text(json.dumps({"format": 1, "models": [entry]}))
    return folder
