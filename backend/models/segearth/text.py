"""CLIP's text tower on many prompts that begin alike (spec A.5, E.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

__all__ = ["PromptTree", "encode_shared"]


@dataclass(frozen=True, slots=True)
class PromptTree:
    """Prompts as a tree of their tokens: equal beginnings stand in it once.

    The tower is causal, so what a token becomes depends on the tokens before it alone. Prompts of
    one name have 6 to 16 tokens, of which the 80 templates share two fifths, and none is padded.

    Attributes:
        tokens: (M,) token of each node, parents before children.
        depths: (M,) its place in the prompt, from 0.
        ends: (N,) node of the end token of each prompt.
        seen: (M, M), whether a node (row) sees another one: its ancestors and itself.
    """

    tokens: Tensor
    depths: Tensor
    ends: Tensor
    seen: Tensor

    @staticmethod
    def of(prompts: Sequence[Sequence[int]]) -> PromptTree:
        """The tree of token ids, each row from the start token to the end token."""
        places: dict[tuple[int, int], int] = {}  # (parent, token) -> node
        parents: list[int] = []
        tokens: list[int] = []
        ends = []
        for prompt in prompts:
            node = -1
            for token in prompt:
                step = (node, token)
                if step not in places:
                    places[step] = len(tokens)
                    parents.append(node)
                    tokens.append(token)
                node = places[step]
            ends.append(node)
        seen = torch.eye(len(tokens), dtype=torch.bool)
        for node, parent in enumerate(parents):
            if parent >= 0:
                seen[node] |= seen[parent]
        return PromptTree(torch.tensor(tokens), seen.sum(dim=1) - 1, torch.tensor(ends), seen)


def encode_shared(text: Any, tokens: Tensor) -> Tensor:
    """Run a text tower in the form of CLIP on prompts that begin alike.

    Equal to the tower on each prompt, filled up to its whole context, up to rounding.

    Args:
        text: module with CLIP's names (token_embedding, positional_embedding, transformer, ...).
        tokens: (N, L) ids; the end token has the largest id, what follows it means nothing.

    Returns:
        (N, C), not of unit length.
    """
    ends = tokens.argmax(dim=-1).tolist()
    rows = tokens.tolist()
    tree = PromptTree.of([row[: end + 1] for row, end in zip(rows, ends, strict=True)])
    device = text.positional_embedding.device
    x = text.token_embedding(tree.tokens.to(device))
    x = x + text.positional_embedding[tree.depths.to(device)]  # (M, D)
    mask = torch.zeros(tree.seen.shape).masked_fill_(~tree.seen, float("-inf"))
    x = text.transformer(x[None], attn_mask=mask.to(device, x.dtype))[0]
    return text.ln_final(x[tree.ends.to(device)]) @ text.text_projection
