"""The training loop of SimFeatUp: one step is five moved copies of a batch (spec part C)."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from backend.errors import InputError, OutOfMemory
from training.distributed import Ranks, processes
from training.feed import batches, hold_out
from training.simfeatup.config import SimFeatUpConfig
from training.simfeatup.development import PANELS, measure
from training.simfeatup.export import build_model, write_results
from training.simfeatup.features import Featuriser, statistics
from training.simfeatup.jitter import draw_jitter
from training.simfeatup.learned import Learned
from training.simfeatup.pictures import Picture, PictureCrops, digest_of, find_pictures
from training.state import check_same_run, disk_full, read_state, run_settings, write_state
from training.tracking import Tracker

__all__ = ["Losses", "SimFeatUp", "open_crops", "train"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Losses:
    """Of one step, the mean over its copies, and the norm of the gradient before it is clipped."""

    reconstruction: float
    image: float
    gradient: float


class SimFeatUp:
    """State of a run: what is trained, the optimiser, and how far it is.

    Args:
        config: of the run.
        pictures: that are trained on.
        resume: go on from the last state, where there is one.
        ranks: the processes that train together.

    Raises:
        InputError: the state is of another run.
        CheckpointError: weights cannot be read, or do not fit.
    """

    def __init__(
        self, config: SimFeatUpConfig, pictures: Sequence[Picture], resume: bool, ranks: Ranks
    ) -> None:
        self.config, self.ranks, self.device = config, ranks, ranks.device
        self.out = Path(config.out)
        self.images = digest_of(pictures)
        if self.device.type == "cuda":
            torch.backends.cudnn.allow_tf32 = False  # kernels are compared in float32
            torch.backends.cudnn.deterministic = True
        self.model = build_model(config)
        self.featuriser = Featuriser(self.model.backbone, config.precision).to_device(self.device)
        self.clip = self.featuriser.digest()
        self.prepare = statistics(self.model.backbone, config.normalise).to(self.device)
        self.learned = Learned(self.model).to(self.device)
        self.optimiser = torch.optim.NAdam(self.learned.parameters(), lr=config.rate)
        self.step, self.best, self.running = 0, math.inf, 0.0
        if resume and self.state_file.exists():
            self._load()

    @property
    def state_file(self) -> Path:
        """Where the run goes on from."""
        return self.out / "state.pt"

    def _load(self) -> None:
        state = read_state(self.state_file, self.device)
        check_same_run(self.state_file, state, self.config)
        for key, now, what in (
            ("clip", self.clip, '"backbone_weights" held another CLIP'),
            ("images", self.images, '"data" had other images'),
        ):
            if state.get(key) != now:
                raise InputError(
                    f'"{self.state_file}" is of another configuration: {what}.',
                    hint="Set it as it was, or start without --resume in another folder (out=...).",
                )
        self.learned.load_state_dict(state["learned"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.best, self.running = state["step"], state["best"], state["running"]

    def save(self) -> None:
        """Write everything that a resumed run needs; random numbers follow from the step.

        Raises:
            DiskFull: it cannot be written; the state of before is untouched.
        """
        if not self.ranks.first:
            return
        write_state(self.state_file, {
            "learned": self.learned.state_dict(), "optimiser": self.optimiser.state_dict(),
            "step": self.step, "best": self.best, "running": self.running,
            "config": run_settings(self.config), "clip": self.clip, "images": self.images,
        })  # fmt: skip

    def learn(self, image: Tensor) -> Losses:
        """One step.

        Args:
            image: (B, 3, S, S) uint8, this process's share of the batch.

        Raises:
            InputError: the loss is no number.
            OutOfMemory: the batch does not fit into the device.
        """
        config = self.config
        try:
            reconstruction, drawn = self._gradients(image)
        except torch.OutOfMemoryError as error:
            raise OutOfMemory(
                f"A batch of {len(image)} crops does not fit into the memory of {self.device}.",
                hint="Set accumulate to 2 or more: the same batch is then taken in parts.",
            ) from error
        if not math.isfinite(reconstruction + drawn):
            raise InputError(
                f"The loss of step {self.step + 1} is no number any more.",
                hint="Lower rate, or set precision=fp32; the last state is kept.",
            )
        limit = config.clip if self.step < config.clip_steps else math.inf
        norm = nn.utils.clip_grad_norm_(self.learned.parameters(), limit)
        self.optimiser.step()
        self.step += 1
        loss = reconstruction + config.image_weight * drawn
        self.running = loss if self.step == 1 else 0.98 * self.running + 0.02 * loss
        return Losses(reconstruction, drawn, float(norm))

    def _gradients(self, image: Tensor) -> tuple[float, float]:
        """Leave the gradients of a whole batch in the parameters; both losses."""
        config, ranks = self.config, self.ranks
        drawn_from = np.random.SeedSequence([config.seed, self.step, ranks.rank])
        rng = np.random.default_rng(drawn_from)
        torch.manual_seed(int(drawn_from.generate_state(1)[0]))
        size = (image.shape[2], image.shape[3])
        jitters = [
            draw_jitter(rng, size, config.pad_px, config.zoom) for _ in range(config.jitters)
        ]
        self.learned.train()
        self.optimiser.zero_grad(set_to_none=True)
        sums = torch.zeros(2)
        for part in image.chunk(config.accumulate):
            x = self.prepare(part.to(self.device).float())
            features = self.featuriser(x)
            share = len(part) / len(image) / config.jitters
            for jitter in jitters:
                copy = self.learned.copy(self.featuriser, features, x, jitter, config.projection)
                loss = share * (copy.reconstruction + config.image_weight * copy.image)
                loss.backward()
                sums += share * torch.stack([copy.reconstruction, copy.image]).detach().cpu()
        self._share_gradients()
        reconstruction, drawn = (ranks.total(sums) / ranks.world).tolist()
        return reconstruction, drawn

    def _share_gradients(self) -> None:
        """The mean over all processes; about a million numbers, so in one piece."""
        if self.ranks.world == 1:
            return
        gradients = [p.grad for p in self.learned.parameters() if p.grad is not None]
        flat = self.ranks.total(torch.cat([g.flatten() for g in gradients])) / self.ranks.world
        for gradient, part in zip(
            gradients, flat.split([g.numel() for g in gradients]), strict=True
        ):
            gradient.copy_(part.view_as(gradient))

    def develop(self, crops: PictureCrops, pictures: list[Tensor] | None) -> dict[str, Any]:
        """Measure on the development places; keep the weights when they are the best."""
        found = measure(self.learned, self.featuriser, self.prepare, crops, self.config, pictures)
        if found["reconstruction"] < self.best:
            self.best = found["reconstruction"]
            write_state(self.out / "best.pt", {
                "learned": self.learned.state_dict(), "step": self.step, "development": found,
                "config": run_settings(self.config), "clip": self.clip,
            })  # fmt: skip
        return {"step": self.step, "development": {k: round(v, 6) for k, v in found.items()}}


def train(config: SimFeatUpConfig, resume: bool = False) -> list[Path]:
    """Run the training; the paths of the finished upsampler and model.

    Raises:
        InputError: data or configuration cannot be used, or a resumed run was another one.
        CheckpointError: weights cannot be read, or do not fit.
        DiskFull: a file cannot be written; the last state stays.
    """
    with processes(config.device) as ranks:
        if not ranks.first:
            logging.getLogger().setLevel(logging.WARNING)
        kept, held = hold_out(find_pictures(config.data), config.data.development)
        logger.info("%d images, %d held out for development", len(kept), len(held))
        run = SimFeatUp(config, kept, resume, ranks)
        crops = open_crops(kept, config, config.seed)
        development = open_crops(held, config, 1) if held else None
        if ranks.first:
            _begin(run)
        with Tracker(config, run.step, ranks.first) as tracker:
            if run.step == 0:  # so that one sees what the training did
                _develop(run, development, tracker)
            for (image,) in batches(crops, config, run.step, ranks):
                losses = run.learn(image)
                tracker.advance(run.running)
                last = run.step == config.steps
                if run.step % config.log_every == 0 or last:
                    tracker.tell({
                        "step": run.step, "loss": round(run.running, 6),
                        "reconstruction": round(losses.reconstruction, 6),
                        "image": round(losses.image, 6),
                        "gradient_norm": float(f"{losses.gradient:.6g}"), **tracker.pace(),
                    })  # fmt: skip
                if run.step % config.evaluate_every == 0 or last:
                    _develop(run, development, tracker)
                if run.step % config.save_every == 0 or last:
                    run.save()
        return write_results(config, run.model) if ranks.first else []


def open_crops(pictures: Sequence[Picture], config: SimFeatUpConfig, seed: int) -> PictureCrops:
    """Crops of these images as a run takes them; what is no data looks as it does to the engine."""
    network = config.model
    return PictureCrops(pictures, network.tile_px, seed, config.data.bands, network.fill_color)


def _develop(run: SimFeatUp, crops: PictureCrops | None, tracker: Tracker) -> None:
    """Measure and tell, in the process that reports."""
    if crops is None or not run.ranks.first:
        return
    pictures: list[Tensor] | None = [] if run.config.tensorboard else None
    tracker.tell(run.develop(crops, pictures))
    tracker.show(pictures or [], PANELS)


def _begin(run: SimFeatUp) -> None:
    """Write the resolved configuration beside the results; take away what an older run chose."""
    try:
        run.out.mkdir(parents=True, exist_ok=True)
        if run.step == 0:
            (run.out / "best.pt").unlink(missing_ok=True)
        text = json.dumps(run_settings(run.config), indent=1, ensure_ascii=False)
        (run.out / "config.json").write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        disk_full(run.out, error)
