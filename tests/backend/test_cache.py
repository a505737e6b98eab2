"""Encoded tiles in memory."""

from __future__ import annotations

import numpy as np
import torch

from backend.cache import FeatureCache, tile_key
from backend.models.base import Features


def features(value: float = 0.0, numbers: int = 25) -> Features:
    return Features({"x": torch.full((1, numbers), value)})  # 100 bytes at 25 numbers


def run(cache: FeatureCache, keys: list[int], budget: int = 1000) -> tuple[int, int]:
    """Hits and misses of a run over tiles."""
    cache.begin_run(budget)
    for key in keys:
        name = str(key).encode()
        if cache.get(name) is None:
            cache.put(name, features(float(key)))
    return cache.hits, cache.misses


def test_second_run_finds_every_tile() -> None:
    cache = FeatureCache(1000)
    assert run(cache, list(range(10))) == (0, 10)
    assert run(cache, list(range(10))) == (10, 0)
    assert cache.nbytes == 1000


def test_run_larger_than_the_budget_does_not_thrash() -> None:
    cache = FeatureCache(1000)
    run(cache, list(range(15)))
    # Plain least-recently-used would have thrown out each tile before it is asked for again.
    assert run(cache, list(range(15))) == (10, 5)
    assert run(cache, list(range(15))) == (10, 5)


def test_new_run_takes_the_place_of_older_ones() -> None:
    cache = FeatureCache(1000)
    run(cache, list(range(10)))
    assert run(cache, list(range(100, 110))) == (0, 10)
    assert run(cache, list(range(100, 110))) == (10, 0)


def test_least_recently_used_goes_first() -> None:
    cache = FeatureCache(1000)
    run(cache, list(range(10)))
    run(cache, [0, 1, 2])
    run(cache, [50])
    assert run(cache, [0, 1, 2]) == (3, 0)
    assert run(cache, [3]) == (0, 1)


def test_budget_is_never_exceeded() -> None:
    cache = FeatureCache(1000)
    for start in range(0, 200, 7):
        run(cache, list(range(start, start + 12)))
        assert cache.nbytes <= 1000


def test_smaller_budget_takes_effect_at_once() -> None:
    cache = FeatureCache(1000)
    run(cache, list(range(10)))
    cache.begin_run(300)
    assert cache.nbytes == 300
    assert len(cache) == 3


def test_budget_of_0_keeps_nothing() -> None:
    cache = FeatureCache(0)
    assert run(cache, [1, 1], budget=0) == (0, 2)


def test_tile_larger_than_the_budget_is_not_kept() -> None:
    cache = FeatureCache(50)
    cache.begin_run(50)
    cache.put(b"x", features())
    assert cache.nbytes == 0


def test_key_tells_pixels_and_weights_apart() -> None:
    black, white = np.zeros((3, 4, 4), np.uint8), np.full((3, 4, 4), 255, np.uint8)
    keys = {tile_key(w, t) for w in ("a", "b") for t in (black, white)}
    assert len(keys) == 4
    assert tile_key("a", black) == tile_key("a", black.copy())
