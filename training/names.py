"""Which class names a step asks for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.config import TrainConfig
from training.data.concepts import UNKNOWN, Concepts
from training.distributed import ALONE, Ranks

__all__ = ["Asked", "Names"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a step asks for.

    Attributes:
        phrases: T class names, as they are written.
        slots: (<= T,) places of the first of them in the list of the run; None for all in order.
        target: (B, T, H, W) uint8: 1, 0, or 255 for unknown.
        angles: rotations to encode, 0 first.
    """

    phrases: list[str]
    slots: Tensor | None
    target: Tensor
    angles: tuple[int, ...]


class Names:
    """Which class names a step asks for, and their targets."""

    def __init__(self, config: TrainConfig, concepts: Concepts) -> None:
        self.config, self.concepts = config, concepts

    def draw(self, target: Tensor, step: int, ranks: Ranks = ALONE) -> Asked:
        """Names and angles of a step; from the seed, the step and what the whole batch shows.

        Args:
            target: (B, K, H, W) of this process, for every concept.
            step: number of the step.
            ranks: the processes that share the batch; all draw the same.
        """
        config, items = self.config, self.concepts.items
        rng = np.random.default_rng([config.seed, step, 1])
        if config.names == "all":
            phrases = [c.name if c.name in c.phrases else c.phrases[0] for c in items]
            return Asked(phrases, None, target, self._angles(rng))
        shows = (target == 1).flatten(2).any(2).sum(0)  # (K,) samples that show it
        knows = (target != UNKNOWN).flatten(2).any(2).sum(0)
        positive, known = ranks.total(torch.stack([shows, knows])).numpy()
        weight = 2.0 * positive + 0.3 * known + 1e-3
        low, high = config.names
        count = 1 if rng.random() < 0.1 else int(rng.integers(low, high + 1))
        slots = rng.choice(
            len(weight), min(count, len(weight)), replace=False, p=weight / weight.sum()
        )
        phrases = []
        for slot in slots:
            concept = items[int(slot)]
            phrases.append(concept.name if rng.random() < 0.4 else str(rng.choice(concept.phrases)))
        chosen = target[:, slots]
        if self.concepts.absent and rng.random() < config.absent:
            phrases.append(str(rng.choice(self.concepts.absent)))
            chosen = torch.cat([chosen, torch.zeros_like(chosen[:, :1])], dim=1)
        return Asked(phrases, torch.from_numpy(slots), chosen, self._angles(rng))

    def _angles(self, rng: np.random.Generator) -> tuple[int, ...]:
        angles = self.config.model.angles
        if self.config.views == "all":
            return angles
        others = [a for a in angles if a]
        if others and rng.random() < self.config.extra_angle:
            return (0, int(rng.choice(others)))
        return (0,)
