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


def test_run_much_larger_than_the_budget_takes_a_quarter_of_it() -> None:
    cache = FeatureCache(1000)
    run(cache, [90, 91])
    cache.begin_run(1000)
    cache.expect(2100)
    for key in range(21):
        cache.put(str(key).encode(), features(float(key)))
    assert cache.nbytes == 400  # two of the earlier run, two of this one
    assert run(cache, [0, 1, 90]) == (3, 0)
    cache.begin_run(1000)
    cache.expect(2000)
    for key in range(100, 120):
        cache.put(str(key).encode(), features(float(key)))
    assert cache.nbytes == 1000


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


# ---------------------------------------------------------------- what only saves time


def wide(numbers: int = 25, spare: int = 100) -> Features:
    """100 bytes that are needed and 400 that only save time."""
    tensors = {"x": torch.zeros(1, numbers), "kernel": torch.zeros(1, spare)}
    return Features(tensors, spare=frozenset({"kernel"}))


def walk(cache: FeatureCache, names: str, budget: int) -> list[bool | None]:
    """A run over tiles: None where a tile was missing, else whether it had its spare tensor."""
    cache.begin_run(budget)
    found: list[bool | None] = []
    for name in names:
        features = cache.get(name.encode())
        found.append(None if features is None else bool(features.spare))
        cache.put(name.encode(), wide())
    return found


def test_spare_tensors_are_kept_as_long_as_there_is_room() -> None:
    cache = FeatureCache(1000)
    walk(cache, "ab", 1000)
    assert cache.nbytes == 1000
    assert walk(cache, "ab", 1000) == [True, True]


def test_features_of_a_tile_are_worth_more_than_spare_tensors_of_another() -> None:
    cache = FeatureCache(1000)
    walk(cache, "abcdefghij", 1000)
    assert len(cache) == 10
    assert cache.nbytes == 1000
    assert walk(cache, "abcdefghij", 1000) == [False] * 10
    assert len(cache) == 10


def test_spare_tensors_never_push_out_what_the_run_may_still_need() -> None:
    cache = FeatureCache(700)
    walk(cache, "abc", 700)
    assert walk(cache, "abc", 700) == [True, False, False]
    assert walk(cache, "dabc", 700)[1:] == [False, False, False]


def test_spare_tensors_come_back_in_the_place_of_what_nobody_uses() -> None:
    cache = FeatureCache(1000)
    walk(cache, "abcdefghij", 1000)
    assert walk(cache, "a", 1000) == [False]  # the others were used a moment ago
    walk(cache, "a", 1000)
    assert walk(cache, "a", 1000) == [True]
    assert cache.nbytes <= 1000


def test_smaller_budget_takes_spare_tensors_first() -> None:
    cache = FeatureCache(2000)
    walk(cache, "abcd", 2000)
    cache.begin_run(500)
    assert len(cache) == 4
    assert cache.nbytes == 400


def test_tile_too_large_with_its_spare_tensors_is_kept_without_them() -> None:
    cache = FeatureCache(450)
    walk(cache, "a", 450)
    assert cache.nbytes == 100
