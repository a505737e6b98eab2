"""Trains the U-Net from the configuration of the model that it is compared with.

``python -m training unet --config FILE [key=value ...] [--resume]``

Data, crops, augmentation, batch, steps, learning rates, schedule, losses and averaging are those of
``python -m training train`` with the same file and the same seed: crop for crop. What the file says
of the network, of names and of rotations has no meaning for a closed set and is not looked at, but
for the tile and the ground resolution, with which the engine runs both.
"""

from __future__ import annotations

import argparse
import copy
import logging
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.checkpoint import load_model, save_checkpoint
from backend.disk import disk_error
from backend.errors import FormatRefused, InputError, NotAvailable
from training.beginning import choose_concepts, load_imagenet_trunk
from training.config import TrainConfig, load_config
from training.data.concepts import UNKNOWN, Concepts
from training.data.index import IndexRow, read_index
from training.development import DEV_CROPS
from training.distributed import Ranks
from training.feed import CropSet, batches, open_data
from training.losses import apply_ignore_policy, partial_bce, partial_dice
from training.optim import average_into, rate_factor
from training.state import check_same_rows, check_same_run, digest_of, read_state, write_state
from training.tracking import Tracker
from training.unet import register
from training.unet.model import UNet, UNetConfig, wordings_of

__all__ = ["UNetTrainer", "run", "train_unet"]

logger = logging.getLogger(__name__)


def unet_config(config: TrainConfig, concepts: Concepts) -> UNetConfig:
    """The network for the classes of a run, with the tiles of the model that it stands against."""
    network = config.model
    return UNetConfig(
        title=config.title, tile_px=network.tile_px, stride_px=network.stride_px,
        gsd_m=network.gsd_m, threshold=network.threshold, classes=concepts.names,
        vocabulary=tuple(dict.fromkeys(w for name in concepts.names for w in wordings_of(name))),
    )  # fmt: skip


def first_weights(model: UNet, init: str) -> None:
    """Fill a new network.

    Args:
        model: the network.
        init: "imagenet", "random", or the path of a checkpoint of this kind.

    Raises:
        InputError: the checkpoint is of another network, or the ImageNet weights are not there.
        CheckpointError: it cannot be read.
    """
    if init == "imagenet":
        load_imagenet_trunk(cast(Any, model))  # looks at .trunk and .config.trunk alone
    elif init != "random":
        register()
        loaded = load_model(init)
        if not isinstance(loaded, UNet) or loaded.config.classes != model.config.classes:
            raise InputError(
                f'"init": "{Path(init).name}" is no U-Net of the same classes.',
                hint="Set init=imagenet.",
            )
        model.load_state_dict(loaded.state_dict())


def groups(model: UNet, config: TrainConfig) -> list[dict[str, Any]]:
    """Parameters by learning rate and decay: the trunk has its own rate, vectors do not decay."""
    found: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        rate = config.trunk_rate if name.startswith("trunk.") else config.rate
        decay = config.weight_decay if parameter.dim() > 1 else 0.0
        found.setdefault((rate, decay), []).append(parameter)
    return [{"params": p, "lr": r, "weight_decay": d} for (r, d), p in found.items()]


def _device(name: str) -> torch.device:
    if name == "cuda" and not torch.cuda.is_available():
        raise NotAvailable("This machine has no CUDA device.", hint="Set device=cpu.")
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


class UNetTrainer:
    """State of a run: the model, its moving average, the optimiser, and how far it is."""

    def __init__(
        self, config: TrainConfig, concepts: Concepts, resume: bool, rows: Sequence[IndexRow]
    ) -> None:
        self.rows = digest_of(rows)
        self.config, self.concepts, self.device = config, concepts, _device(config.device)
        self.state_file = Path(config.out) / "state.pt"
        torch.manual_seed(config.seed)
        model = UNet(unet_config(config, concepts))
        resume = resume and self.state_file.exists()
        if not resume:
            first_weights(model, config.init)
        self.model = model.to(self.device).to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # missing in torch's stubs
        self.average: UNet = copy.deepcopy(self.model) if config.averaging else self.model
        self.optimiser = torch.optim.AdamW(groups(self.model, config), betas=(0.9, 0.999))
        self.base_rates = [g["lr"] for g in self.optimiser.param_groups]
        self.step, self.best, self.running = 0, -1.0, 0.0
        if resume:
            self._load()

    def _settings(self) -> dict[str, Any]:
        """The configuration for the state: that of the run, and the network's own."""
        return {
            **self.config.model_dump(mode="json"),
            # The vocabulary follows from the classes.
            "unet": self.model.config.model_dump(mode="json", exclude={"title", "vocabulary"}),
        }

    def _load(self) -> None:
        state = read_state(self.state_file, self.device)
        settings = self._settings()
        network = dict(state.get("config", {}).get("unet") or {})
        network.pop("vocabulary", None)  # states of before hold it
        if network != settings["unet"]:
            raise InputError(
                f'"{self.state_file}" is of another configuration, or of another network.',
                hint="Start without --resume, or in another folder (out=...).",
            )
        old = {k: v for k, v in state["config"].items() if k != "unet"}
        check_same_run(self.state_file, {"config": old}, self.config)
        check_same_rows(self.state_file, state, self.rows)
        self.model.load_state_dict(state["model"])
        if self.average is not self.model:
            self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.best, self.running = state["step"], state["best"], state["running"]

    def save(self) -> None:
        """Write everything that a resumed run needs.

        Raises:
            DiskFull: it cannot be written; the state of before is untouched.
        """
        apart = self.average is not self.model
        write_state(self.state_file, {
            "model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(),
            "average": self.average.state_dict() if apart else None, "step": self.step,
            "best": self.best, "running": self.running, "config": self._settings(),
            "rows": self.rows,
        })  # fmt: skip

    def learn(self, image: Tensor, target: Tensor) -> float:
        """One step on a batch; the loss.

        Args:
            image: (B, 3, S, S) uint8.
            target: (B, K, S, S) uint8: 1, 0, or 255 for unknown.

        Raises:
            InputError: the loss is no number.
        """
        config = self.config
        self.model.train()
        for group, rate in zip(self.optimiser.param_groups, self.base_rates, strict=True):
            group["lr"] = rate * rate_factor(self.step, config)
        target = apply_ignore_policy(target.to(self.device), config.ignore_policy)
        pixels = image.to(self.device).float().to(memory_format=torch.channels_last)
        logits = F.interpolate(
            self.model(pixels), size=target.shape[-2:], mode="bilinear", align_corners=False
        )
        loss = partial_bce(logits, target) + config.dice * partial_dice(logits, target)
        value = float(loss.detach())
        if not math.isfinite(value):
            raise InputError(
                f"The loss of step {self.step + 1} is no number any more.", hint="Lower rate."
            )
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), config.clip)
        self.optimiser.step()
        self.step += 1
        if self.average is not self.model:
            average_into(
                self.average, self.model, min(config.averaging, self.step / (self.step + 10))
            )
        self.running = 0.98 * self.running + 0.02 * value if self.step > 1 else value
        return value

    @torch.no_grad()
    def develop(self, crops: CropSet) -> dict[str, Any]:
        """Measure on the development places; keep the averaged weights when they are the best."""
        self.average.eval()
        count = len(self.concepts.items)
        hits = np.zeros((3, count), np.int64)  # true, predicted and both
        for index in range(DEV_CROPS):
            image, target = crops[index][:2]
            logits = self.average(image[None].float().to(self.device))
            logits = F.interpolate(logits, size=target.shape[-2:], mode="bilinear")[0].cpu()
            known, truth = target != UNKNOWN, target == 1
            found = (logits > 0) & known
            for row, mask in zip(hits, (truth, found, truth & found), strict=True):
                row += mask.flatten(1).sum(1).numpy()
        union = hits[0] + hits[1] - hits[2]
        names = self.concepts.names
        scores = {names[i]: float(hits[2, i] / union[i]) for i in range(count) if hits[0, i] > 0}
        mean = float(np.mean(list(scores.values()))) if scores else 0.0
        if mean > self.best:
            self.best = mean
            best = {"average": self.average.state_dict(), "step": self.step}
            write_state(self.state_file.with_name("best.pt"), best)
        rounded = {name: round(value, 3) for name, value in scores.items()}
        return {"step": self.step, "development": rounded, "mean": round(mean, 4)}

    def export(self, chosen: bool) -> Path:
        """Write the averaged weights as a checkpoint: the best, or the last where none was chosen.

        Raises:
            DiskFull: it cannot be written.
        """
        config = self.config
        summary: dict[str, Any] = {
            "steps": config.steps, "batch": config.batch, "seed": config.seed
        }  # fmt: skip
        model = copy.deepcopy(self.average).cpu()
        if chosen:
            best = read_state(self.state_file.with_name("best.pt"), "cpu")
            model.load_state_dict(best["average"])
            summary["chosen_step"] = best["step"]
        path = Path(config.out) / "unet.safetensors"
        save_checkpoint(
            path, model.eval(), title=f"U-Net, {config.title}", training=summary,
            classes=list(self.concepts.names), licence="GPL-2.0-or-later",
            credits=["EfficientNet-Lite0 trained on ImageNet (Apache-2.0)"],
        )  # fmt: skip
        return path


def _spare_other_runs(state_file: Path) -> None:
    """Refuse to begin over the state of another network, as that of the same file without ``out=``.

    Raises:
        InputError: there is one.
    """
    if not state_file.exists():
        return
    try:
        state = read_state(state_file, "cpu")
    except FormatRefused:
        return  # nobody can go on from it
    if "unet" not in state.get("config", {}):
        raise InputError(
            f'"{state_file.parent}" holds the run of another network, which would be overwritten.',
            hint="Give the U-Net a folder of its own (out=...).",
        )


def train_unet(config: TrainConfig, resume: bool = False) -> Path:
    """Run the training and return the path of the finished checkpoint.

    Raises:
        InputError: data or configuration cannot be used, a resumed run was another one, or the
            folder is that of another network.
        DiskFull: something cannot be written; the last state is kept.
    """
    out = Path(config.out)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_error(out, error) from error
    if not resume:
        _spare_other_runs(out / "state.pt")
    rows = read_index(Path(config.data.index), split=config.data.split)
    concepts = choose_concepts(config, rows)
    run = UNetTrainer(config, concepts, resume, rows)
    crops, development = open_data(config, concepts, rows)
    with Tracker(config, run.step, True) as tracker:
        # The plain image for a guidance encoder, where there is one, is not for this network.
        for image, target, *_ in batches(crops, config, run.step, Ranks(0, 1, run.device)):
            tracker.advance(run.learn(image, target))
            last = run.step == config.steps
            if run.step % config.log_every == 0 or last:
                tracker.tell({"step": run.step, "loss": round(run.running, 4), **tracker.pace()})
            if development is not None and (run.step % config.evaluate_every == 0 or last):
                tracker.tell(run.develop(development))
            if run.step % config.save_every == 0 or last:
                run.save()
    return run.export(development is not None)


def run(arguments: argparse.Namespace) -> int:
    """The command ``unet``."""
    config = load_config(arguments.config, arguments.overrides)
    print(train_unet(config, arguments.resume))  # noqa: T201  # the result of the command
    return 0
