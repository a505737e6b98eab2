"""Speed of a training step, with guidance features computed in it and with features from disk."""

from __future__ import annotations

import platform
import tempfile
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from backend.models.aeroseg.encoder_config import EncoderGuidance
from training.config import TrainConfig
from training.data.concepts import Concept, Concepts, load_concepts
from training.distributed import processes
from training.guidance_cache import GuidanceCache
from training.train import Trainer

__all__ = ["measure"]


def _concepts(config: TrainConfig) -> Concepts:
    if isinstance(config.classes, str):
        return load_concepts()
    return Concepts(tuple(Concept(i, n, (n,)) for i, n in enumerate(config.classes, start=1)))


def _timed(run: Trainer, batch: tuple[Tensor, Tensor], steps: int, warmup: int) -> dict[str, float]:
    seconds = []
    for number in range(warmup + steps):
        start = time.perf_counter()
        run.learn(*batch)  # the loss is read at its end, which waits for the device
        if run.device.type == "cuda":
            torch.cuda.synchronize()
        if number >= warmup:
            seconds.append(time.perf_counter() - start)
    mean = sum(seconds) / len(seconds)
    return {
        "iterations_a_second": round(1 / mean, 4), "seconds_a_step": round(mean, 3),
        "quickest_s": round(min(seconds), 3), "slowest_s": round(max(seconds), 3),
    }  # fmt: skip


def measure(config: TrainConfig, steps: int, warmup: int) -> dict[str, Any]:
    """Time whole steps on random images, with random weights of the configured size.

    Args:
        config: of the run; files of weights and the index are not looked at.
        steps: timed, of each kind.
        warmup: before them, not timed.

    Returns:
        what ran where, and for "computed" and "precomputed" guidance features the mean, the
        quickest and the slowest step. Reading the features from disk is part of the step.
    """
    plain = {
        "init": "random", "backbone_weights": None, "guidance_weights": None, "text_steps": 0,
        "guidance_cache": None, "steps": 10**6,
    }  # fmt: skip
    config = config.model_copy(update=plain)
    concepts = _concepts(config)
    with processes(config.device) as ranks:
        run = Trainer(config, concepts, ranks=ranks)
        share, side = ranks.share(config), config.data.crop_px
        image = torch.randint(0, 256, (share, 3, side, side)).to(torch.uint8)
        target = torch.randint(0, 2, (share, len(concepts.items), side, side)).to(torch.uint8)
        every = list(run.model.parameters())
        cuda = ranks.device.type == "cuda"
        report: dict[str, Any] = {
            "device": torch.cuda.get_device_name() if cuda else platform.processor() or "CPU",
            "threads": torch.get_num_threads(), "processes": ranks.world,
            "torch": torch.__version__,
            "preset": config.preset, "precision": config.precision if cuda else "fp32",
            "batch": config.batch, "accumulate": config.accumulate, "side_px": side,
            "classes": len(concepts.items),
            "parameters": sum(p.numel() for p in every),
            "trained": sum(p.numel() for p in every if p.requires_grad),
            "computed": _timed(run, (image, target), steps, warmup),
        }  # fmt: skip
        guidance = config.model.guidance
        if isinstance(guidance, EncoderGuidance) and not guidance.trained:
            with tempfile.TemporaryDirectory() as folder:
                run.cache = GuidanceCache(Path(folder), run.model, config.guidance_precision)
                run.cache.taps(image)
                report["bytes_a_picture"] = run.cache.bytes_each(side)
                report["precomputed"] = _timed(run, (image, target), steps, warmup)
            ratio = (
                report["computed"]["seconds_a_step"] / report["precomputed"]["seconds_a_step"]
            )  # fmt: skip
            report["times_as_fast"] = round(ratio, 2)
        if cuda:
            report["peak_gib"] = round(torch.cuda.max_memory_allocated() / 2**30, 2)
    return report
