"""Weights into a run and out of it: CLIP, an upsampler to begin with, and the finished files."""

from __future__ import annotations

import contextlib
import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import torch
from safetensors import SafetensorError
from safetensors.torch import save_file
from torch import Tensor

from backend.checkpoint import load_model, save_checkpoint
from backend.errors import DiskFull, InputError
from backend.models.aeroseg.weights import load_backbone
from backend.models.segearth import SegEarth
from backend.models.segearth.weights import PREFIX, load_upsampler
from training.simfeatup.config import SimFeatUpConfig, is_checkpoint
from training.state import read_state

__all__ = ["build_model", "export", "write_results"]

UPSAMPLER_FILE, MODEL_FILE = "upsampler.safetensors", "model.safetensors"
RANDOM = "random"
CREDITS = (
    "SegEarth-OV and SimFeatUp: Li et al., CVPR 2025",
    "FeatUp: Fu et al., ICLR 2024",
)


def build_model(config: SimFeatUpConfig) -> SegEarth:
    """The whole model as a run begins.

    Raises:
        InputError: the CLIP is of other sizes, or of another kind of model.
        CheckpointError: weights cannot be read, or do not fit.
    """
    torch.manual_seed(config.seed)
    model = SegEarth(config.model)
    _load_clip(model, config.backbone_weights)
    if config.upsampler_weights is not None:
        load_upsampler(model, Path(config.upsampler_weights))
    return model


def _load_clip(model: SegEarth, weights: str) -> None:
    """Fill CLIP from public weights, or from a checkpoint of SegEarth-OV."""
    path = Path(weights)
    if weights == RANDOM:
        return
    if not path.is_file():
        raise InputError(
            f'"backbone_weights": there is no file "{path}".',
            hint="Give CLIP's public weights, or a checkpoint of SegEarth-OV (docs/simfeatup.md).",
        )
    if not is_checkpoint(path):
        load_backbone(cast(Any, model), path)  # looks at the backbone alone
        return
    other = load_model(path)
    if not isinstance(other, SegEarth):
        raise InputError(
            f'"backbone_weights": "{path.name}" is a model of kind "{other.config.kind}".',
            hint="Give CLIP's public weights, or a checkpoint of SegEarth-OV.",
        )
    ours, theirs = (c.backbone.model_dump() for c in (model.config, other.config))
    differs = [k for k in ours if ours[k] != theirs[k] and k not in ("weights", "taps", "input_px")]
    if differs:
        raise InputError(
            f'"backbone_weights": the CLIP of "{path.name}" has {differs[0]} '
            f"{theirs[differs[0]]}, the model {ours[differs[0]]}.",
            hint="Leave preset and model.backbone out: they then follow from the checkpoint.",
        )
    model.backbone.load_state_dict(other.backbone.state_dict())


def write_results(config: SimFeatUpConfig, model: SegEarth) -> list[Path]:
    """Write the chosen weights of a run: the upsampler alone, and the whole model.

    They are the best on the development places, or the last where there were none.

    Args:
        config: of the run.
        model: with CLIP; its upsampler is replaced.

    Raises:
        InputError: the run has written nothing yet, or is of another upsampler.
        DiskFull: a file cannot be written.
    """
    out = Path(config.out)
    best = out / "best.pt"
    state = read_state(best if best.exists() else out / "state.pt", "cpu")
    mark = "upsampler."
    weights = {
        name.removeprefix(mark): tensor
        for name, tensor in state["learned"].items()
        if name.startswith(mark)
    }
    network = state["config"]["model"]["upsampler"]
    now = config.model.model_dump(mode="json")["upsampler"]
    differs = next((key for key in now if key != "weights" and now[key] != network[key]), None)
    if differs is not None:
        raise InputError(
            f'"{out}" holds another upsampler: "model.upsampler.{differs}" was '
            f"{network[differs]}, now it is {now[differs]}.",
            hint="Set it as it was in the run.",
        )
    summary: dict[str, Any] = {
        "steps": config.steps, "batch": config.batch, "seed": config.seed,
        "normalise": state["config"]["normalise"], "chosen_step": state["step"],
        "development": state.get("development"),
    }  # fmt: skip
    upsampler = _save_upsampler(out / UPSAMPLER_FILE, weights, config, summary)
    return [upsampler, export(config, upsampler, summary, model)]


def export(
    config: SimFeatUpConfig, upsampler: Path, summary: Mapping[str, Any] | None = None,
    model: SegEarth | None = None,
) -> Path:  # fmt: skip
    """Write a whole model from CLIP and an upsampler.

    Args:
        config: of the model; ``half`` and ``out`` are used too.
        upsampler: of a run, or a published one.
        summary: how it was trained.
        model: with CLIP; made anew where it is not given.

    Raises:
        InputError: the CLIP is of other sizes.
        CheckpointError: weights cannot be read, or do not fit.
        DiskFull: the file cannot be written.
    """
    model = build_model(config) if model is None else model
    load_upsampler(model, upsampler)
    target = Path(config.out) / MODEL_FILE
    backbone = config.model.backbone.weights or Path(config.backbone_weights).stem
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskFull(f'"{target.parent}" cannot be made: {error.strerror}.') from error
    save_checkpoint(
        target, model.cpu().eval(), title=config.title,
        training=summary or {"upsampler": upsampler.name}, classes=[],
        licence="those of CLIP's weights and of the upsampler's images",
        credits=[f"CLIP: {backbone}", *CREDITS],
        dtype=torch.float16 if config.half else torch.float32,
    )  # fmt: skip
    return target


def _save_upsampler(
    path: Path, weights: Mapping[str, Tensor], config: SimFeatUpConfig, summary: Mapping[str, Any]
) -> Path:
    """Write the upsampler alone, under the published names; whole or not at all."""
    named = {PREFIX + name: tensor.cpu().contiguous() for name, tensor in weights.items()}
    backbone = config.model.backbone.weights or "own weights"
    about = {"title": config.title, "backbone": backbone, "training": json.dumps(summary)}
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        save_file(named, str(part), metadata=about)
        part.chmod(0o644)
        part.replace(path)
    except (OSError, SafetensorError) as error:
        why = getattr(error, "strerror", None) or error
        raise DiskFull(
            f'The upsampler "{path}" cannot be written: {why}.',
            hint="Free some space, or choose another folder (out=...).",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return path
