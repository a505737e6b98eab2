"""What a run tells while it goes: a log of JSON lines, a progress bar, TensorBoard."""

from __future__ import annotations

import json
import logging
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.config import RunSettings
from training.state import disk_full

__all__ = ["Tracker", "picture_of"]

logger = logging.getLogger(__name__)

OPACITY = 0.55  # of the masks on example pictures


def picture_of(image: Tensor, target: Tensor, probability: Tensor) -> Tensor:
    """Image, label and prediction side by side.

    Args:
        image: (3, H, W), 0..255.
        target: (K, H, W) uint8: 1, 0, or 255 for unknown, which is shown grey.
        probability: (K, h, w), 0..1; a class is shown where it is above one half and the highest.

    Returns:
        (3, H, 3W) uint8.
    """
    base = image.float().cpu()
    target = target.cpu()
    height, width = base.shape[1:]
    probability = F.interpolate(
        probability[None].float().cpu(), size=(height, width), mode="bilinear"
    )[0]
    colours = torch.tensor([_colour(i) for i in range(len(target))])
    highest = F.one_hot(probability.argmax(0), len(target)).permute(2, 0, 1)
    found = highest.bool() & (probability > 0.5)
    unknown = (target == 255).all(dim=0)
    panels = [base]
    for masks in (target == 1, found):
        panel = base.clone()
        for colour, mask in zip(colours, masks, strict=True):
            panel[:, mask] = (1 - OPACITY) * base[:, mask] + OPACITY * colour[:, None]
        panels.append(panel)
    panels[1][:, unknown] = 128.0
    return torch.cat(panels, dim=2).round().clamp(0, 255).to(torch.uint8)


def _colour(number: int) -> list[float]:
    """A bright colour for a class; the hues of neighbours lie far apart."""
    hue = (number * 0.618) % 1.0 * 6
    return [255.0 * min(max(abs((hue + turn) % 6 - 3) - 1, 0), 1) for turn in (0, 4, 2)]


class Tracker:
    """Reports of one run; does nothing in the processes that do not report.

    Args:
        config: of the run.
        step: where it begins; later lines of an interrupted run are taken out of the log.
        reports: whether this process reports.
    """

    def __init__(self, config: RunSettings, step: int, reports: bool) -> None:
        self.config, self.first, self.step, self.reports = config, step, step, reports
        self.started = time.monotonic()
        self._events: Any = None
        self._bar: Any = None
        self._path = Path(config.out) / "log.jsonl"
        if not reports:
            return
        self._keep_before(step)
        if config.tensorboard:
            from torch.utils.tensorboard import SummaryWriter

            self._events = SummaryWriter(str(Path(config.out) / "events"), purge_step=step + 1)
        if sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(total=config.steps, initial=step, unit="step", dynamic_ncols=True)

    def __enter__(self) -> Tracker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        for part in (self._events, self._bar):
            if part is not None:
                part.close()

    def _keep_before(self, step: int) -> None:
        """Take out what an interrupted run logged after the state that it goes on from."""
        kept = []
        if step and self._path.exists():
            for line in self._path.read_text(encoding="utf-8").splitlines():
                try:
                    if json.loads(line)["step"] <= step:
                        kept.append(line + "\n")
                except (ValueError, KeyError, TypeError):
                    continue  # a line that was cut off when the run was killed
        self._write("w", "".join(kept))

    def _write(self, mode: str, text: str) -> None:
        try:
            with self._path.open(mode, encoding="utf-8") as log:
                log.write(text)
        except OSError as error:
            disk_full(self._path, error)

    def tell(self, line: dict[str, Any]) -> None:
        """Add a line to the log, and its numbers to TensorBoard."""
        if not self.reports:
            return
        self._write("a", json.dumps(line) + "\n")
        if self._bar is None:
            logger.info("%s", line)
        else:
            self._bar.write(json.dumps(line), file=sys.stderr)
        if self._events is not None:
            for key, value in line.items():
                numbers = value.items() if isinstance(value, dict) else [("", value)]
                for name, number in numbers:
                    if key != "step" and isinstance(number, int | float):
                        tag = f"{key}/{name}" if name else f"train/{key}"
                        self._events.add_scalar(tag, number, line["step"])

    def advance(self, loss: float) -> None:
        """One step is done."""
        self.step += 1
        if self._bar is not None:
            self._bar.set_postfix(loss=f"{loss:.4f}", refresh=False)
            self._bar.update(1)

    def pace(self) -> dict[str, float]:
        """Seconds a step since the start, and minutes left at that pace."""
        seconds = (time.monotonic() - self.started) / max(1, self.step - self.first)
        left = seconds * (self.config.steps - self.step) / 60
        return {"seconds_a_step": round(seconds, 3), "minutes_left": round(left, 1)}

    def show(self, pictures: list[Tensor], panels: str = "image, label, prediction") -> None:
        """Example pictures (3, H, W) uint8 of this step, one below the other; what they show."""
        if self._events is not None and pictures:
            sheet = np.concatenate([p.numpy() for p in pictures], axis=1)
            self._events.add_image(f"examples/{panels}", sheet, self.step)
