"""Encoded tiles in memory, within a budget of bytes.

Least recently used goes first, with one exception: a run never throws out what it has put in or
used itself. A run larger than the budget therefore keeps its first tiles, and repeating it finds
them, where a plain least-recently-used cache would find nothing. A run more than twice as large
gets a quarter of the budget: repeating it would hardly be faster, and memory stays free.

Tensors that only save time (``Features.spare``) give way first: they take what nobody has used in
this run or the one before, and leave as soon as features of another tile need the room.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy.typing as npt

if TYPE_CHECKING:
    from backend.models.base import Features

__all__ = ["FeatureCache", "tile_key"]


def tile_key(weights_id: str, rgb: npt.NDArray[Any]) -> bytes:
    """Key of a tile: its pixels, and the weights and settings of the encoder."""
    digest = hashlib.blake2b(weights_id.encode(), digest_size=20)
    digest.update(rgb.tobytes())
    return digest.digest()


@dataclass(slots=True)
class _Item:
    features: Features
    nbytes: int
    run: int


LARGE_RUN = 2  # times the budget
LARGE_SHARE = 4  # part of the budget for such a run: one in so many


class FeatureCache:
    """Features by tile key. Used by one run at a time.

    Args:
        budget_bytes: sum of all entries at most.
    """

    def __init__(self, budget_bytes: int) -> None:
        self._budget = budget_bytes
        self._items: OrderedDict[bytes, _Item] = OrderedDict()
        self._run = 0
        self._run_bytes = 0
        self._run_limit: int | None = None  # of a run that is much larger than the budget
        self.nbytes = 0
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._items)

    def begin_run(self, budget_bytes: int) -> None:
        """Start counting for a new run, with a budget that may have changed."""
        self._run += 1
        self.hits = self.misses = 0
        self._budget, self._run_limit, self._run_bytes = budget_bytes, None, 0
        for item in self._items.values():
            if self.nbytes > self._budget:
                self._slim(item)
        while self.nbytes > self._budget and self._items:
            self._drop_oldest()

    def expect(self, nbytes: int) -> None:
        """Be told how much the features of all tiles of the run take, without spare tensors."""
        if nbytes > LARGE_RUN * self._budget:
            self._run_limit = self._budget // LARGE_SHARE

    def get(self, key: bytes) -> Features | None:
        """The features of a tile, or None; both are counted."""
        item = self._items.get(key)
        if item is None:
            self.misses += 1
            return None
        self.hits += 1
        item.run = self._run
        self._items.move_to_end(key)
        return item.features

    def put(self, key: bytes, features: Features) -> None:
        """Keep the features of a tile, where there is room or older runs can make it.

        A tile that is here already gets the spare tensors that it lacks, where there is room.
        """
        stale = self._run - 1  # this run may come to what the one before it used
        known = self._items.get(key)
        if known is not None:
            more = features.nbytes - known.nbytes
            if more > 0 and known.run == self._run and self._make_room(more, stale):
                known.features, known.nbytes = features, known.nbytes + more
                self.nbytes += more
            return
        if self._run_limit is not None:
            features = features.without_spare()
            if self._run_bytes + features.nbytes > self._run_limit:
                return
        if not self._make_room(features.nbytes, stale):
            features = features.without_spare()
            for item in self._items.values():
                if self.nbytes + features.nbytes <= self._budget:
                    break
                self._slim(item)
            if not self._make_room(features.nbytes, self._run):
                return
        self._items[key] = _Item(features, features.nbytes, self._run)
        self.nbytes += features.nbytes
        self._run_bytes += features.nbytes

    def _make_room(self, nbytes: int, before: int) -> bool:
        """Let the oldest entries go until so much more fits; whether it does.

        Args:
            nbytes: how much.
            before: only entries last used in a run before this one may go.
        """
        free = self._budget - self.nbytes
        leaving = []
        for key, item in self._items.items():
            if free >= nbytes or item.run >= before:
                break
            leaving.append(key)
            free += item.nbytes
        if free < nbytes:
            return False
        for key in leaving:
            self.nbytes -= self._items.pop(key).nbytes
        return True

    def _slim(self, item: _Item) -> None:
        """Take the spare tensors of a kept tile away."""
        item.features = item.features.without_spare()
        self.nbytes += item.features.nbytes - item.nbytes
        item.nbytes = item.features.nbytes

    def clear(self) -> None:
        """Forget everything."""
        self._items.clear()
        self.nbytes = 0

    def _drop_oldest(self) -> None:
        _, item = self._items.popitem(last=False)
        self.nbytes -= item.nbytes
