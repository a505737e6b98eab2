"""Text embeddings by weights, templates and wordings: in memory, and on disk between sessions."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import torch
from torch import Tensor

from backend.models.base import ClassPrompt, Segmenter
from backend.text_store import TextStore

__all__ = ["TextCache"]

MAX_CACHED_TEXTS = 20_000  # about 40 MB at 4 prompts of 512 numbers
FORMAT = 1  # of the keys on disk; to be raised when the same names come to give other numbers


class TextCache:
    """Text embeddings of classes.

    Each class is embedded on its own, and where every wording is a query, each wording: so its
    numbers never depend on its neighbours in the list, nor on what was asked before.

    Args:
        capacity: how many are held in memory.
        store: where they are kept between sessions, if anywhere.
    """

    def __init__(self, capacity: int = MAX_CACHED_TEXTS, store: TextStore | None = None) -> None:
        self._capacity = capacity
        self._store = store
        self._rows: OrderedDict[str, Tensor] = OrderedDict()
        self._lock = Lock()

    def embed(
        self, model: Segmenter, weights_id: str, prompts: Sequence[ClassPrompt],
        device: torch.device | str = "cpu",
    ) -> Tensor:  # fmt: skip
        """Text embeddings of all classes on the model's device: (Q, P, C).

        Args:
            model: on ``device``.
            weights_id: of everything that makes its numbers.
            prompts: the classes.
            device: another one rounds differently, so its embeddings are others.
        """
        device = torch.device(device)
        settings = (weights_id, device.type, tuple(getattr(model.config, "prompts", ())))
        if model.config.query_per_wording:
            prompts = [ClassPrompt(word) for prompt in prompts for word in prompt.wordings]
        return torch.cat([self._row(model, settings, prompt, device) for prompt in prompts])

    def _row(
        self, model: Segmenter, settings: tuple[object, ...], prompt: ClassPrompt,
        device: torch.device,
    ) -> Tensor:  # fmt: skip
        key = _key(settings, prompt)
        with self._lock:
            row = self._rows.get(key)
            if row is not None:
                self._rows.move_to_end(key)
                return row
        row = None if self._store is None else self._store.get(key)
        if row is None:
            row = model.embed([prompt])  # (1, P, C)
            if self._store is not None:
                self._store.put(key, row)
        row = row.to(device)
        with self._lock:
            self._rows[key] = row
            while len(self._rows) > self._capacity:
                self._rows.popitem(last=False)
        return row

    def clear(self) -> None:
        """Forget what is in memory."""
        with self._lock:
            self._rows.clear()


def _key(settings: tuple[object, ...], prompt: ClassPrompt) -> str:
    """What an embedding depends on, as a short text."""
    wordings = [_cleaned(word) for word in prompt.wordings]
    text = json.dumps([FORMAT, settings, wordings], ensure_ascii=True)
    return hashlib.blake2b(text.encode(), digest_size=20).hexdigest()


def _cleaned(name: str) -> str:
    """A name as every tokenizer here reads it: lower case, single spaces.

    Signs like "&Eacute;" are letters to some of them and stay as they are.
    """
    name = " ".join(name.split())
    return name if "&" in name else name.lower()
