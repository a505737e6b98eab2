"""A run that may encode nothing: it answers from memory, or says that it cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backend import protocol as p
from backend.engine import Engine
from backend.errors import NotCached

Make = Callable[..., Any]


def test_cached_only_answers_from_memory_and_refuses_to_encode(
    engine: Engine, scene: Path, request_for: Make
) -> None:
    with pytest.raises(NotCached):
        engine.segment(request_for(scene, ["red"], cached_only=True))
    first = engine.segment(request_for(scene, ["red", "blue"]))
    again: p.SegmentResult = engine.segment(request_for(scene, ["grey", "red"], cached_only=True))
    assert again.cache.misses == 0 and again.cache.hits == first.cache.misses
    assert again.stages.get("encode", 0.0) == 0.0
