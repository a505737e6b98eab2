"""What is trained, how fast, and with how much decay (spec B1, B2)."""

from __future__ import annotations

import math
from typing import Any, Literal

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.clip import ClipBackbone
from training.config import TrainConfig

__all__ = ["average_into", "choose_trained", "join_projections", "parameter_groups", "rate_factor"]

FUSED = "in_proj_weight"
QUERY_AND_VALUE = (f"parametrizations.{FUSED}.original0", f"parametrizations.{FUSED}.original2")
# Learned positions of SAM, which are embeddings without a layer of their own.
POSITIONS = ("pos_embed", "rel_pos_h", "rel_pos_w")


class Stack(nn.Module):
    """Projections of query, key and value (D, D) as the one matrix (3D, D) that open_clip has."""

    def forward(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """Join them."""
        return torch.cat([query, key, value])

    def right_inverse(self, fused: Tensor) -> tuple[Tensor, ...]:
        """Part them; copies, so that each is a parameter of its own."""
        return tuple(part.clone() for part in fused.chunk(3))


def _attentions(model: AerOSeg) -> list[nn.MultiheadAttention]:
    if not isinstance(model.backbone, ClipBackbone):
        return []
    return [m for m in model.backbone.vl.modules() if isinstance(m, nn.MultiheadAttention)]


def choose_trained(model: AerOSeg, clip: Literal["query-value", "all"] = "query-value") -> None:
    """Mark what is trained: of CLIP the query and value projections alone (spec B2).

    Every attention layer of both towers gets three matrices in the place of its fused one, so that
    neither gradient nor decay ever reaches the keys. The network computes what it did before.
    A compact backbone is trained as a whole; the guidance encoder as its configuration says.

    Args:
        model: whose parameters are marked.
        clip: "all" leaves a CLIP as it is, to be trained as a whole.
    """
    if clip == "all" or not isinstance(model.backbone, ClipBackbone):
        return
    model.backbone.requires_grad_(False)
    for attention in _attentions(model):
        parametrize.register_parametrization(attention, FUSED, Stack())
        for name, parameter in attention.named_parameters():
            parameter.requires_grad_(name in QUERY_AND_VALUE)


def join_projections(model: AerOSeg) -> AerOSeg:
    """Undo the parting of :func:`choose_trained`: the model has its own names again."""
    for attention in _attentions(model):
        if parametrize.is_parametrized(attention, FUSED):
            parametrize.remove_parametrizations(attention, FUSED, leave_parametrized=True)
    return model


def _spared(model: nn.Module) -> set[int]:
    """Parameters of norm layers and embeddings, which CAT-Seg does not decay."""
    out = set()
    for module in model.modules():
        alone = "Norm" in type(module).__name__ or isinstance(module, nn.Embedding)
        for name, parameter in module.named_parameters(recurse=False):
            if alone or name in POSITIONS:
                out.add(id(parameter))
    return out


def parameter_groups(model: AerOSeg, config: TrainConfig) -> list[dict[str, Any]]:
    """Groups for the optimiser, by learning rate and decay."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    rates = {
        "backbone.trunk.": config.trunk_rate, "backbone.text.": config.text_rate,
        "backbone.vl.": config.clip_rate, "guidance.": config.guidance_rate,
    }  # fmt: skip
    spared = _spared(model)
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = next((r for prefix, r in rates.items() if name.startswith(prefix)), config.rate)
        by_shape = config.decay == "matrices"
        decays = parameter.dim() > 1 if by_shape else id(parameter) not in spared
        decay = config.weight_decay if decays else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": p, "lr": r, "weight_decay": d} for (r, d), p in groups.items()]


def rate_factor(step: int, config: TrainConfig) -> float:
    """Share of the learning rates at a step: linear warm-up, then half a cosine to 0."""
    if step < config.warmup:
        return (step + 1) / config.warmup
    done = (step - config.warmup) / max(1, config.steps - config.warmup)
    return 0.5 * (1 + math.cos(math.pi * min(1.0, done)))


@torch.no_grad()
def average_into(average: nn.Module, model: nn.Module, decay: float) -> None:
    """Move the average towards the model; what is never trained is equal already."""
    frozen = {name for name, p in model.named_parameters() if not p.requires_grad}
    new = model.state_dict()
    for name, old in average.state_dict().items():
        if name in frozen:
            continue
        if old.is_floating_point():
            old.lerp_(new[name], 1 - decay)
        else:
            old.copy_(new[name])
