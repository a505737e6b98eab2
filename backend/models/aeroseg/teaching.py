"""Learns one text embedding from marked pixels; network and all other names stay as they are.

The only numbers that change are the (P, C) rows of the taught class. They begin at the best of a
few candidates, take a few dozen steps of Adam on encoded tiles, are kept near their beginning, and
what is returned is the state with the lowest loss.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from backend.models.aeroseg.correlation import unit
from backend.models.aeroseg.model import AerOSeg
from backend.models.base import Features

__all__ = ["Learning", "Lesson", "Outcome", "candidates", "cropped", "learn"]

CROP_TOKENS = 16  # side of what is learned on around the marks of a tile
MOST_RANKED = 4  # tiles on which beginnings are compared
WORTHWHILE = 0.005  # loss: less is no reason to go on


@dataclass(frozen=True, slots=True)
class Lesson:
    """One encoded tile with its marks.

    Attributes:
        features: of one tile.
        positive: (4h, 4w) share of each cell of the decoder's grid that shows the word.
        negative: (4h, 4w) share that does not.
        seen: (4h, 4w) whether there is data.
    """

    features: Features
    positive: Tensor
    negative: Tensor
    seen: Tensor


@dataclass(frozen=True, slots=True)
class Learning:
    """How it is learned. All defaults were chosen on images of the train split.

    Attributes:
        steps: at most.
        rate: of Adam, on rows of unit length.
        unmarked: weight of ground without a mark, which is taken for "not this" a little: without
            it a word without negative marks would come to mean everything.
        rival: weight of being above the other classes on the positive marks.
        anchor: weight of the squared distance from the beginning.
        look_every: steps after which the loss over all tiles is looked at.
        patience: looks without a clearly lower loss after which it ends.
        context: other classes that take part in a step; more only cost time.
        seed: of the order in which tiles and other classes are taken.
        tiles_a_step: tiles a step.
    """

    steps: int = 50
    rate: float = 0.1
    unmarked: float = 0.1
    rival: float = 0.3
    anchor: float = 0.02
    look_every: int = 10
    patience: int = 2
    context: int = 3
    seed: int = 0
    tiles_a_step: int = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was learned.

    Attributes:
        rows: (P, C) unit vectors.
        start: (P, C) where it began.
        losses: of each step.
        start_loss: of the beginning, over all tiles.
        loss: of ``rows``, over all tiles.
    """

    rows: Tensor
    start: Tensor
    losses: tuple[float, ...]
    start_loss: float
    loss: float


def _logits(model: AerOSeg, features: Features, text: Tensor) -> Tensor:
    """Logits (1, T, 4h, 4w), with gradients to ``text``; see ``AerOSeg.logits``."""
    tensors = {key: value.float() for key, value in features.tensors.items()}
    angles = model.config.used_angles or model.config.angles
    corr = model.correlation(tensors.pop("dense"), text, angles)
    return model.head(corr, text[None], tensors, pooling=1)[0]


def cropped(model: AerOSeg, lesson: Lesson) -> Lesson:
    """The part of a tile around its marks, where they lie close enough together.

    The part is made of whole attention windows at their own places, so that it is seen much as in
    the tile; a step costs half as much.
    """
    dense = lesson.features.tensors["dense"]
    tokens, window = dense.shape[-1], model.config.refinement.window
    size = -(-CROP_TOKENS // window) * window
    if size >= tokens:
        return lesson
    scale = lesson.positive.shape[-1] // tokens
    marks = (lesson.positive + lesson.negative) > 0
    starts = []
    for axis in (1, 0):
        where = marks.any(dim=axis).nonzero()[:, 0]
        first, last = int(where.min()) // scale, int(where.max()) // scale
        middle = (first + last + 1 - size) / 2
        start = min(max(round(middle / window), 0) * window, (tokens - size) // window * window)
        if first < start or last >= start + size:
            return lesson
        starts.append(start)
    row, column = starts

    def cut(x: Tensor) -> Tensor:
        step = x.shape[-1] // tokens
        rows = slice(row * step, (row + size) * step)
        columns = slice(column * step, (column + size) * step)
        return x[..., rows, columns].clone()

    features = Features({key: cut(value) for key, value in lesson.features.tensors.items()})
    return Lesson(features, cut(lesson.positive), cut(lesson.negative), cut(lesson.seen))


def _mean(values: Tensor, weight: Tensor) -> Tensor:
    return (values * weight).sum() / weight.sum().clamp_min(1e-6)


def _lesson_loss(
    model: AerOSeg, lesson: Lesson, rows: Tensor, context: Tensor, how: Learning
) -> tuple[Tensor, Tensor, Tensor]:
    """Loss sums: of the positive marks, of the negative ones, of unmarked ground."""
    text = torch.cat([context, rows[None]]) if len(context) else rows[None]
    found = _logits(model, lesson.features, text)[0]
    own = found[-1]
    positive = F.softplus(-own)
    if len(context):
        rival = found[:-1].detach().amax(dim=0)
        positive = positive + how.rival * F.softplus(rival - own)
    unmarked = lesson.seen * (1 - (lesson.positive + lesson.negative).clamp(max=1))
    return (
        (positive * lesson.positive).sum(),
        (F.softplus(own) * lesson.negative).sum(),
        _mean(F.softplus(own), unmarked),
    )


def _total(
    parts: Sequence[tuple[Tensor, Tensor, Tensor]], amounts: tuple[float, float], share: float,
    how: Learning,
) -> Tensor:  # fmt: skip
    """The loss of some tiles: each kind of mark weighs the same, however large its area is.

    Args:
        parts: of each tile.
        amounts: positive and negative cells of all tiles.
        share: of all tiles that ``parts`` are, so that few stand for all.
        how: weights.
    """
    loss = torch.stack([part[2] for part in parts]).mean() * how.unmarked
    for kind, amount in enumerate(amounts):
        if amount:
            loss = loss + torch.stack([part[kind] for part in parts]).sum() / (amount * share)
    return loss


def _amounts(lessons: Sequence[Lesson]) -> tuple[float, float]:
    return (
        sum(float(lesson.positive.sum()) for lesson in lessons),
        sum(float(lesson.negative.sum()) for lesson in lessons),
    )


def loss_of(
    model: AerOSeg, lessons: Sequence[Lesson], rows: Tensor, context: Tensor, how: Learning
) -> float:
    """Loss of rows over all tiles."""
    with torch.no_grad():
        parts = [_lesson_loss(model, lesson, rows, context, how) for lesson in lessons]
        return float(_total(parts, _amounts(lessons), 1.0, how))


def candidates(
    model: AerOSeg, lessons: Sequence[Lesson], concepts: Tensor, own: Tensor | None
) -> list[Tensor]:
    """Where the learning may begin.

    Args:
        model: to learn for.
        lessons: the marked tiles.
        concepts: (K, P, C) unit embeddings of names that the model knows.
        own: (P, C) of the word itself.

    Returns:
        (P, C) unit rows each: the word's own embedding, those of the known names, and the features
        under the positive marks, turned to either side because the network may read either sign,
        laid over the mean of the known names.
    """
    found = [] if own is None else [own]
    found += list(concepts)
    total = torch.zeros(concepts.shape[-1])
    weight = 0.0
    for lesson in lessons:
        dense = lesson.features.tensors["dense"].float().mean(dim=1)[0]  # (C, h, w)
        share = F.adaptive_avg_pool2d(lesson.positive[None], dense.shape[-1])[0]  # (h, w)
        total = total.to(dense) + (dense * share).sum(dim=(1, 2))
        weight += float(share.sum())
    if weight:
        under = unit(total[None], dim=-1)
        centre = unit(concepts.mean(dim=0), dim=-1)  # (P, C)
        found += [unit(centre + sign * under, dim=-1) for sign in (1.0, -1.0)]
    return found


def learn(
    model: AerOSeg,
    lessons: Sequence[Lesson],
    starts: Sequence[Tensor],
    context: Tensor,
    how: Learning = Learning(),
    step: Callable[[int, int], None] = lambda done, total: None,
) -> Outcome:
    """Learn the rows of one class.

    Args:
        model: frozen, on the device of the lessons.
        lessons: at least one, with at least one positive cell.
        starts: candidates (P, C) to begin with; the one with the lowest loss is taken.
        context: (K, P, C) of the other classes, which compete.
        how: settings.
        step: called with (steps done, steps at most) before each; may raise to stop.

    Returns:
        the rows with the lowest loss over all tiles.
    """
    total = len(starts) + how.steps
    near = context[: how.context]
    ranked = []
    some = [lesson for lesson in lessons if float(lesson.positive.sum()) > 0][:MOST_RANKED]
    for number, start in enumerate(starts):
        step(number, total)
        ranked.append((loss_of(model, some, start, near, how), number))
    chosen = min(ranked)[1]
    start = starts[chosen].detach().clone()
    start_loss = loss_of(model, lessons, start, near, how)
    raw = start.clone().requires_grad_(True)
    optimiser = torch.optim.Adam([raw], lr=how.rate)
    draw = torch.Generator().manual_seed(how.seed)
    best, best_rows, since = start_loss, start, 0
    losses: list[float] = []
    order: list[int] = []
    amounts, size = _amounts(lessons), min(how.tiles_a_step, len(lessons))
    for number in range(how.steps):
        step(len(starts) + number, total)
        if len(order) < size:
            order = torch.randperm(len(lessons), generator=draw).tolist()
        batch = [lessons[order.pop()] for _ in range(size)]
        picked = torch.randperm(len(context), generator=draw)[: how.context]
        others = context[picked.to(context.device)]
        rows = unit(raw, dim=-1)
        parts = [_lesson_loss(model, lesson, rows, others, how) for lesson in batch]
        loss = _total(parts, amounts, size / len(lessons), how)
        loss = loss + how.anchor * (rows - start).square().sum(-1).mean()
        optimiser.zero_grad()
        loss.backward()
        for group in optimiser.param_groups:
            group["lr"] = how.rate * (1 - number / how.steps)
        optimiser.step()
        losses.append(float(loss.detach()))
        if (number + 1) % how.look_every == 0 or number + 1 == how.steps:
            now = unit(raw.detach(), dim=-1)
            found = loss_of(model, lessons, now, near, how)
            since += 1
            if found < best:
                since = 0 if found < best - WORTHWHILE else since
                best, best_rows = found, now
            if since >= how.patience:
                break
    return Outcome(best_rows, start, tuple(losses), start_loss, best)
