"""SegEarth-OV through the engine, on a small model whose answer is known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from backend import protocol as p
from backend.checkpoint import save_checkpoint
from backend.engine import Engine
from tests.backend.conftest import read, write_tif
from tests.backend.models.test_segearth import known_answer

Make = Callable[..., p.SegmentParams]
SIDE, EDGE = 192, 96


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    model, _, _ = known_answer()
    path = tmp_path_factory.mktemp("segearth") / "known.safetensors"
    save_checkpoint(path, model, title="known", training={}, classes=[], licence="", credits=[],
                    dtype=torch.float32)  # fmt: skip
    return path


@pytest.fixture
def halves(tmp_path: Path) -> Path:
    """192 x 192 px: black on the left, what the model calls a building on the right."""
    image = np.zeros((3, SIDE, SIDE), np.uint8)
    image[:, :, EDGE:] = np.array([200, 30, 90], np.uint8)[:, None, None]
    return write_tif(tmp_path / "halves.tif", image)


@pytest.mark.parametrize("inference", ["map", "published"])
def test_single_name_is_found_where_it_is_and_nowhere_else(
    engine: Engine, halves: Path, checkpoint: Path, request_for: Make, inference: str
) -> None:
    request = request_for(
        halves, ["building"], model=str(checkpoint), inference=inference,
        image={"ranges": [[0, 255]] * 3},
    )  # fmt: skip
    result = engine.segment(request)
    classes = read(result.paths.classes)[0]
    assert set(np.unique(classes)) == {0, 1}
    reach = 24  # logits of windows and patches are blended over the edge
    assert (classes[:, : EDGE - reach] == 0).all()
    assert (classes[:, EDGE + reach :] == 1).all()
    assert [c.name for c in result.classes] == ["building"]
    assert result.other.pixels + result.classes[0].pixels == SIDE * SIDE


def test_second_query_takes_the_tiles_from_the_cache(
    engine: Engine, halves: Path, checkpoint: Path, request_for: Make
) -> None:
    first = engine.segment(request_for(halves, ["building"], model=str(checkpoint)))
    second = engine.segment(request_for(halves, ["barn"], model=str(checkpoint)))
    assert first.cache.misses > 0
    tiles = first.cache.hits + first.cache.misses  # equal tiles are encoded once
    assert (second.cache.hits, second.cache.misses) == (tiles, 0)
