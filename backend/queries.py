"""What a run asks a model: the text embeddings of its classes, and those that were learned.

The classes of a model see each other, so one name more changes the maps of all a little. A taught
word must not: the other classes are decoded as if nothing had been taught, and each taught one in
a pass of its own, beside them. So teaching a word changes another class only where the new one
wins, and that exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from backend.errors import NotAvailable, TaughtRefused
from backend.models.base import ClassPrompt, Features, Segmenter
from backend.texts import TextCache

__all__ = ["Queries", "build_queries", "require_learnable"]

LEARNABLE = "aeroseg"  # the kind of model whose decoding reads one row a class


@dataclass(frozen=True, slots=True)
class _Pass:
    """One decoding for one taught class.

    Attributes:
        row: of the class among all queries.
        place: of the class in ``text``.
        text: (K, P, C) the embeddings of all classes of this pass.
    """

    row: int
    place: int
    text: Tensor


@dataclass(frozen=True, slots=True)
class Queries:
    """Embeddings in the order of the prompts.

    Attributes:
        count: rows of the maps, Q.
        text: (K, P, C) of the classes that are asked by their words.
        rows: where each of them belongs among the Q; None for one that is decoded apart.
        passes: the taught classes.
    """

    count: int
    text: Tensor
    rows: tuple[int | None, ...]
    passes: tuple[_Pass, ...]

    def decode(self, model: Segmenter, features: Features) -> Tensor:
        """Maps (B, Q, s, s) of encoded tiles."""
        if not self.passes:
            return model.decode(features, self.text)
        maps: list[Tensor | None] = [None] * self.count
        if any(row is not None for row in self.rows):
            found = model.decode(features, self.text)
            for place, row in enumerate(self.rows):
                if row is not None:
                    maps[row] = found[:, place]
        for one in self.passes:
            maps[one.row] = model.decode(features, one.text)[:, one.place]
        return torch.stack([part for part in maps if part is not None], dim=1)


def build_queries(
    model: Segmenter, weights_id: str, prompts: Sequence[ClassPrompt], texts: TextCache,
    device: torch.device | str,
) -> Queries:  # fmt: skip
    """Embed what a run asks.

    Args:
        model: on ``device``.
        weights_id: of everything that makes its numbers.
        prompts: classes that it can answer, by their words or because they were taught.
        texts: embeddings of words.
        device: where.

    Raises:
        NotAvailable: words cannot be taught to a model of this kind.
        TaughtRefused: a taught word has another size than the model's embeddings.
    """
    if all(prompt.learned is None for prompt in prompts):
        text = texts.embed(model, weights_id, prompts, device)
        return Queries(text.shape[0], text, tuple(range(text.shape[0])), ())
    require_learnable(model)
    plain = [replace(prompt, learned=None) for prompt in prompts]
    unknown = set(model.unknown(plain))  # by their words
    asked = [i for i, p in enumerate(prompts) if p.learned is None or p.name not in unknown]
    words = [plain[i] for i in asked]
    text = texts.embed(model, weights_id, words, device) if words else torch.zeros(0)
    passes = []
    for i, prompt in enumerate(prompts):
        if prompt.learned is None:
            continue
        row = prompt.learned.rows.to(device)[None]  # (1, P, C)
        _check_size(model, row, prompt.name)
        place = sum(j < i for j in asked)
        rest = text[place + (i in asked) :] if words else row[:0]
        before = text[:place] if words else row[:0]
        passes.append(_Pass(i, place, torch.cat([before, row, rest])))
    rows = tuple(None if prompts[i].learned is not None else i for i in asked)
    return Queries(len(prompts), text, rows, tuple(passes))


def require_learnable(model: Segmenter) -> None:
    """Raise NotAvailable for a model to which words cannot be taught."""
    if model.config.kind != LEARNABLE:
        raise NotAvailable(
            f'Words cannot be taught to "{model.config.title}": it is of the kind '
            f'"{model.config.kind}", in which every wording competes with hidden ones.',
            hint="Choose a model of the AerOSeg family, the built-in one for example.",
        )


def _check_size(model: Segmenter, row: Tensor, name: str) -> None:
    wanted = (len(model.config.prompts), model.config.backbone.embed_dim)
    if tuple(row.shape[1:]) != wanted:
        raise TaughtRefused(
            f'The taught word "{name}" does not fit the model: it has {row.shape[1]} x '
            f"{row.shape[2]} numbers, and {wanted[0]} x {wanted[1]} are needed.",
            hint="Teach the word again.",
        )
