"""The training script: one loop, readable from top to bottom.

``python -m training train --config FILE [key=value ...] [--resume]``, or, on several GPUs or
machines, ``torchrun ... -m training train ...`` with the same arguments. What is trained and how
fast is in ``optim``, the losses in ``losses``, the crops in ``data``.
"""

from __future__ import annotations

import copy
import json
import logging
import math
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from backend.checkpoint import save_checkpoint
from backend.errors import InputError, OutOfMemory
from backend.models.aeroseg import AerOSeg, AerOSegConfig
from backend.models.aeroseg.guidance import Taps
from training.beginning import (
    choose_concepts,
    first_weights,
    initialise_head,
    load_imagenet_trunk,
    trained_config,
)
from training.config import TrainConfig
from training.data.concepts import Concepts
from training.data.index import IndexRow, read_index
from training.data.paper import PaperCrops
from training.development import EXAMPLES, development_iou, development_maps
from training.distributed import ALONE, Ranks, processes
from training.feed import CropSet, batches, open_data, split_rows
from training.guidance_cache import GuidanceCache, fill
from training.losses import (
    Labelled,
    apply_ignore_policy,
    count_labelled,
    partial_bce,
    partial_dice,
)
from training.names import Asked, Names
from training.optim import (
    average_into,
    choose_trained,
    join_projections,
    parameter_groups,
    rate_factor,
)
from training.state import (
    check_same_rows,
    check_same_run,
    digest_of,
    disk_full,
    read_state,
    run_settings,
    write_state,
)
from training.text import minilm, teach
from training.tracking import Tracker, picture_of

__all__ = [
    "Losses", "Trainer", "development_iou", "export", "initialise_head", "load_imagenet_trunk",
    "open_data", "precompute", "split_rows", "train",
]  # fmt: skip

logger = logging.getLogger(__name__)

HALVES = {"fp16": torch.float16, "bf16": torch.bfloat16}

# ---------------------------------------------------------------- the step


@dataclass(frozen=True, slots=True)
class Losses:
    """Of one step, over the whole batch: on the labels, of the back-projection; gradient norm."""

    label: float
    backprojection: float
    gradient: float


class Pass(nn.Module):
    """Everything between a batch and its logits as one call, as distributed training wants it."""

    def __init__(self, model: AerOSeg, half: torch.dtype | None) -> None:
        super().__init__()
        self.model, self.lower = model, half

    def forward(
        self, pixels: Tensor, asked: Asked, plain: Tensor | None, taps: Taps | None
    ) -> tuple[Tensor, Tensor | None]:
        """Logits (B, T, h, w) and the weighted loss of the back-projection.

        Args:
            pixels: (B, 3, H, W) float, 0..255.
            asked: names and angles; its target is not looked at.
            plain: the same for the guidance encoder, where it sees another image.
            taps: of the guidance encoder, where they are known.
        """
        model = self.model
        text = model.encode_phrases(asked.phrases)
        if taps is None and plain is not None and model.guidance is not None:
            with torch.autocast(pixels.device.type, self.lower, enabled=self.lower is not None):
                taps = model.guidance.taps(plain, model.config.tap_sides, model.config.angles)
        slots = None if asked.slots is None else asked.slots.to(pixels.device)
        result = model(pixels, text, asked.angles, slots, taps)
        return result.logits, result.backprojection


class Trainer:
    """State of a run: the model, its moving average, the optimiser, and how far it is.

    Args:
        config: of the run.
        concepts: that it learns.
        resume: go on from the last state, where there is one.
        ranks: the processes that train together.
        rows: of the index, training and development; a resumed run must have the same.

    Raises:
        InputError: the state is of another run, or first weights do not fit.
    """

    def __init__(
        self, config: TrainConfig, concepts: Concepts, resume: bool = False, ranks: Ranks = ALONE,
        rows: Sequence[IndexRow] = (),
    ) -> None:  # fmt: skip
        self.config, self.concepts, self.ranks = config, concepts, ranks
        self.rows = digest_of(rows)
        self.out, self.device = Path(config.out), ranks.device
        self.names = Names(config, concepts)
        resume = resume and self.state_file.exists()
        torch.manual_seed(config.seed)
        model = AerOSeg(trained_config(config, concepts))
        if not resume:
            first_weights(model, config)
            if config.text_steps:
                teach(model, concepts, minilm, config.text_steps, config.seed)
        choose_trained(model, config.clip_trained)
        half = HALVES.get(config.precision)
        if half is not None and self.device.type != "cuda":
            logger.info("precision %s is for CUDA: this run computes in fp32", config.precision)
            half = None
        if half is not None:
            model.set_trunk_dtype(half)
        if self.device.type == "cuda":
            torch.set_float32_matmul_precision("high")
            torch.backends.cudnn.deterministic = True
        self.model = model.to(self.device).to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # missing in torch's stubs
        # Without averaging the model is its own average, and takes its memory once.
        self.average = copy.deepcopy(self.model) if config.averaging else self.model
        self.optimiser = torch.optim.AdamW(parameter_groups(self.model, config), betas=(0.9, 0.999))
        self.base_rates = [g["lr"] for g in self.optimiser.param_groups]
        self.scaler = torch.amp.GradScaler(self.device.type, enabled=half == torch.float16)
        self.step, self.best, self.running = 0, -1.0, 0.0
        if resume:
            self._load()
        self.forward: Pass | DistributedDataParallel = Pass(self.model, half)
        if ranks.world > 1:
            self.forward = DistributedDataParallel(self.forward, find_unused_parameters=True)
        self.cache: GuidanceCache | None = None
        if config.guidance_cache is not None:
            folder = Path(config.guidance_cache)
            self.cache = GuidanceCache(folder, self.model, config.guidance_precision)

    @property
    def state_file(self) -> Path:
        """Where the run goes on from."""
        return self.out / "state.pt"

    def _load(self) -> None:
        state = read_state(self.state_file, self.device)
        check_same_run(self.state_file, state, self._saved_config())
        if state["classes"] != list(self.concepts.names):
            raise InputError(
                f'"{self.state_file}" is of another configuration: its "classes" were '
                f"{', '.join(state['classes'])[:200]}.",
                hint="Take the index and the classes of that run.",
            )
        check_same_rows(self.state_file, state, self.rows)
        self.model.load_state_dict(state["model"])
        if self.average is not self.model:
            self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        if state["scaler"]:  # a run that began where it computes in float32 has none
            self.scaler.load_state_dict(state["scaler"])
        torch.set_rng_state(state["random"].cpu())
        self.step, self.best, self.running = state["step"], state["best"], state["running"]

    def _saved_config(self) -> TrainConfig:
        """The configuration with the network as it was built: its classes and its vocabulary."""
        return self.config.model_copy(update={"model": self.model.config})

    def save(self) -> None:
        """Write everything that a resumed run needs.

        Raises:
            DiskFull: it cannot be written; the state of before is untouched.
        """
        if not self.ranks.first:
            return
        apart = self.average is not self.model
        state = {
            "model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(),
            "average": self.average.state_dict() if apart else None,
            "scaler": self.scaler.state_dict(), "random": torch.get_rng_state(),
            "step": self.step, "best": self.best, "running": self.running,
            "config": run_settings(self._saved_config()), "classes": list(self.concepts.names),
            "rows": self.rows,
        }  # fmt: skip
        write_state(self.state_file, state)

    def gradients(self, image: Tensor, target: Tensor, plain: Tensor | None = None) -> Losses:
        """Leave the gradients of a whole batch in the parameters, scaled by the scaler.

        Args:
            image: (B, 3, H, W) uint8, this process's share of the batch.
            target: (B, K, H, W) uint8.
            plain: (B, 3, H, W) uint8 for the guidance encoder, where it sees another image.
        """
        config, ranks = self.config, self.ranks
        self.model.train()
        asked = self.names.draw(target, self.step, ranks)
        chosen = apply_ignore_policy(asked.target, config.ignore_policy)
        mine = count_labelled(chosen)
        whole = Labelled(
            ranks.total(mine.pixels).to(self.device), ranks.total(mine.area).to(self.device)
        )
        self.optimiser.zero_grad(set_to_none=True)
        shared = self.forward if isinstance(self.forward, DistributedDataParallel) else None
        seen = torch.zeros(2, dtype=torch.float64)
        for rows in torch.arange(len(image)).chunk(config.accumulate):
            last = int(rows[-1]) + 1 == len(image)
            share = len(rows) / len(image) / ranks.world
            with nullcontext() if last or shared is None else shared.no_sync():
                taps = self._kept_taps((image if plain is None else plain)[rows])
                logits, extra = self.forward(
                    self._pixels(image[rows]), asked,
                    None if plain is None or taps else self._pixels(plain[rows]), taps,
                )  # fmt: skip
                part = chosen[rows].to(self.device)
                logits = F.interpolate(
                    logits, size=part.shape[-2:], mode="bilinear", align_corners=False
                )
                label = partial_bce(logits, part, whole)
                if config.dice:  # over this part alone: it does not add up like the other
                    label = label + share * config.dice * partial_dice(logits, part)
                loss = label if extra is None else label + share * extra
                # DistributedDataParallel takes the mean over processes; the shares want the sum.
                self.scaler.scale(loss * ranks.world).backward()
            seen[0] += float(label.detach())
            seen[1] += 0.0 if extra is None else share * float(extra.detach())
        label_loss, backprojection = ranks.total(seen.float()).tolist()
        return Losses(label_loss, backprojection, math.nan)

    def _pixels(self, image: Tensor) -> Tensor:
        return image.to(self.device).float().to(memory_format=torch.channels_last)

    def _kept_taps(self, seen: Tensor) -> Taps | None:
        return None if self.cache is None else self.cache.taps(seen)

    def learn(self, image: Tensor, target: Tensor, plain: Tensor | None = None) -> Losses:
        """One step on a batch; the arguments are those of :meth:`gradients`.

        Raises:
            InputError: the loss is no number.
            OutOfMemory: the batch does not fit into the device.
        """
        config = self.config
        for group, rate in zip(self.optimiser.param_groups, self.base_rates, strict=True):
            group["lr"] = rate * rate_factor(self.step, config)
        try:
            losses = self.gradients(image, target, plain)
        except torch.OutOfMemoryError as error:
            raise OutOfMemory(
                f"A batch of {len(image)} crops does not fit into the memory of {self.device}.",
                hint="Set accumulate to 2 or more: the same batch is then taken in parts.",
            ) from error
        if not math.isfinite(losses.label + losses.backprojection):
            raise InputError(
                f"The loss of step {self.step + 1} is no number any more.",
                hint="Lower rate, or set precision=fp32; the last state is kept.",
            )
        self.scaler.unscale_(self.optimiser)
        norm = nn.utils.clip_grad_norm_(self.model.parameters(), config.clip)
        self.scaler.step(self.optimiser)
        self.scaler.update()
        self.step += 1
        if self.average is not self.model:
            decay = min(config.averaging, self.step / (self.step + 10))
            average_into(self.average, self.model, decay)
        self.running = 0.98 * self.running + 0.02 * losses.label if self.running else losses.label
        return Losses(losses.label, losses.backprojection, float(norm))

    def develop(self, crops: CropSet, pictures: list[Tensor]) -> dict[str, Any]:
        """Measure on the development places; keep the averaged weights when they are the best."""
        views = self.config.views
        scores = development_iou(self.average, crops, self.concepts, views, pictures)
        mean = float(np.mean(list(scores.values()))) if scores else 0.0
        if mean > self.best:
            self.best = mean
            best = {
                "average": self.average.state_dict(), "step": self.step,
                "model_config": self.model.config.model_dump(mode="json"),
                "classes": list(self.concepts.names),
            }  # fmt: skip
            write_state(self.out / "best.pt", best)
        rounded = {k: round(v, 3) for k, v in scores.items()}
        return {"step": self.step, "development": rounded, "mean": round(mean, 4)}


# ---------------------------------------------------------------- the run


def train(config: TrainConfig, resume: bool = False) -> Path:
    """Run the training and return the path of the finished checkpoint.

    Raises:
        InputError: data or configuration cannot be used, or a resumed run was another one.
        DiskFull: a file cannot be written; the last state stays.
    """
    with processes(config.device) as ranks:
        if not ranks.first:
            logging.getLogger().setLevel(logging.WARNING)
        rows = read_index(Path(config.data.index), split=config.data.split)
        concepts = choose_concepts(config, rows)
        run = Trainer(config, concepts, resume, ranks, rows)
        crops, development = open_data(config, concepts, rows)
        if ranks.first:
            _begin(run)
        with Tracker(config, run.step, ranks.first) as tracker:
            for batch in batches(crops, config, run.step, ranks):
                losses = run.learn(*batch)
                tracker.advance(run.running)
                last = run.step == config.steps
                if run.step % config.log_every == 0 or last:
                    tracker.tell({
                        "step": run.step, "loss": round(run.running, 6),
                        "backprojection": round(losses.backprojection, 6),
                        "gradient_norm": float(f"{losses.gradient:.6g}"), **tracker.pace(),
                    })  # fmt: skip
                if ranks.first and (run.step % config.evaluate_every == 0 or last):
                    pictures: list[Tensor] = []
                    if development is not None:
                        tracker.tell(run.develop(development, pictures))
                    else:
                        pictures += _examples(run, batch)
                    tracker.show(pictures)
                if run.step % config.save_every == 0 or last:
                    run.save()
        if not ranks.first:
            return run.out / "model.safetensors"
        return export(config, None if development is not None else run)


def precompute(config: TrainConfig) -> int:
    """Fill the cache of guidance features for a run; the number of pictures that were computed.

    Raises:
        InputError: the configuration has no cache, or an image cannot be used with one.
        DiskFull: there is not enough space.
    """
    if config.guidance_cache is None:
        raise InputError(
            '"guidance_cache" is not set.', hint="Give it a folder: guidance_cache=FOLDER."
        )
    with processes(config.device) as ranks:
        rows = read_index(Path(config.data.index), split=config.data.split)
        concepts = choose_concepts(config, rows)
        run = Trainer(config, concepts, ranks=ranks)
        crops, _ = open_data(config, concepts, rows)
        if run.cache is None or not isinstance(crops, PaperCrops):
            raise InputError('"guidance_cache" needs data.pipeline "paper".')
        fill(config, run.cache, crops)
        return run.cache.made


def _begin(run: Trainer) -> None:
    """Write the resolved configuration beside the results; take away what an older run chose."""
    try:
        run.out.mkdir(parents=True, exist_ok=True)
        if run.step == 0:
            (run.out / "best.pt").unlink(missing_ok=True)
        text = json.dumps(run_settings(run.config), indent=1, ensure_ascii=False)
        (run.out / "config.json").write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        disk_full(run.out, error)


@torch.no_grad()
def _examples(run: Trainer, batch: Sequence[Tensor]) -> list[Tensor]:
    """Pictures of the crops of a step, for runs without a development split."""
    if not run.config.tensorboard:
        return []
    run.average.eval()
    text = run.average.encode_phrases(run.concepts.names)
    return [
        picture_of(
            image, target,
            development_maps(run.average, image, text, run.config.views)[0].sigmoid(),
        )
        for image, target in list(zip(batch[0], batch[1], strict=True))[:EXAMPLES]
    ]  # fmt: skip


def export(config: TrainConfig, run: Trainer | None = None) -> Path:
    """Write the weights of a run as a checkpoint of the product.

    Args:
        config: of the run.
        run: whose weights to take as they are now; None takes the best of the development split
            from disk, or the last state where there was none.

    Raises:
        InputError: the run has written nothing yet.
        DiskFull: the checkpoint cannot be written.
    """
    out = Path(config.out)
    summary: dict[str, Any] = {"steps": config.steps, "batch": config.batch, "seed": config.seed}
    if run is not None:
        model, classes = run.average, list(run.concepts.names)
    else:
        best = out / "best.pt"
        state = read_state(best if best.exists() else out / "state.pt", "cpu")
        network = state.get("model_config") or state["config"]["model"]
        model, classes = AerOSeg(AerOSegConfig.model_validate(network)), state["classes"]
        choose_trained(model, config.clip_trained)
        model.load_state_dict(state.get("average") or state["model"])
        summary["chosen_step"] = state["step"]
    target = out / "model.safetensors"
    lines = (Path(__file__).parents[1] / "resources" / "CREDITS.md").read_text(encoding="utf-8")
    save_checkpoint(
        target, join_projections(model.cpu()), title=config.title, training=summary,
        classes=classes, licence="GPL-2.0-or-later",
        credits=[line[2:] for line in lines.splitlines() if line.startswith("- ")],
    )  # fmt: skip
    return target
