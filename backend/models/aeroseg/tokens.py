"""Byte-pair tokens: CLIP's own, and a short form of its table for the compact text tower."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor

from backend.errors import VocabularyError
from backend.torchvision_ops import ensure_torchvision

__all__ = ["ShortTokenizer", "clip_tokens"]


@lru_cache(maxsize=1)
def _simple_tokenizer() -> Any:
    ensure_torchvision()
    from open_clip.tokenizer import SimpleTokenizer

    return SimpleTokenizer()


def _pad(rows: list[list[int]], start: int, end: int, length: int, texts: list[str]) -> Tensor:
    out = torch.zeros(len(rows), length, dtype=torch.long)
    for i, row in enumerate(rows):
        ids = [start, *row, end]
        if len(ids) > length:
            raise VocabularyError(
                f'"{texts[i]}" is too long: {len(ids)} tokens, and the model reads {length}.',
                hint="Use a shorter name.",
            )
        out[i, : len(ids)] = torch.tensor(ids)
    return out


def clip_tokens(texts: list[str], length: int) -> Tensor:
    """Ids (N, length): start 49406, byte-pair tokens, end 49407, zeros (spec A2)."""
    tokenizer = _simple_tokenizer()
    rows = [tokenizer.encode(text) for text in texts]
    return _pad(rows, tokenizer.sot_token_id, tokenizer.eot_token_id, length, texts)


class ShortTokenizer:
    """CLIP's byte-pair tokenizer with only the first merges of its table.

    Common words stay whole, rare ones fall apart into pieces and at worst into bytes, so the
    token table shrinks from 49,408 rows to a few thousand and still writes any text.
    """

    def __init__(self, merges: int) -> None:
        full = _simple_tokenizer()
        self._full = full
        self._ranks = {pair: rank for pair, rank in full.bpe_ranks.items() if rank < merges}
        self._ids = {token: i for token, i in full.encoder.items() if i < 512 + merges}
        self.start, self.end = 512 + merges, 513 + merges
        self.size = 514 + merges

    def _pieces(self, word: str) -> list[str]:
        parts = [*word[:-1], word[-1] + "</w>"]
        while len(parts) > 1:
            pairs = list(pairwise(parts))
            best = min(pairs, key=lambda pair: self._ranks.get(pair, len(self._ranks)))
            if best not in self._ranks:
                break
            merged, i = [], 0
            while i < len(parts):
                if tuple(parts[i : i + 2]) == best:
                    merged.append("".join(best))
                    i += 2
                else:
                    merged.append(parts[i])
                    i += 1
            parts = merged
        return parts

    def __call__(self, texts: list[str], length: int) -> Tensor:
        """Ids (N, length); the end token has the largest id."""
        full, rows = self._full, []
        for text in texts:
            row: list[int] = []
            for word in full.pat.findall(full.clean_fn(text)):
                symbols = "".join(full.byte_encoder[b] for b in word.encode("utf-8"))
                row += [self._ids[piece] for piece in self._pieces(symbols)]
            rows.append(row)
        return _pad(rows, self.start, self.end, length, texts)
