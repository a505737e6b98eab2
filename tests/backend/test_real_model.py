"""The engine with the real AerOSeg at a small size: CLIP and SAM towers, random weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from backend import protocol as p
from backend.checkpoint import load_model, read_header, save_checkpoint
from backend.codes import code_scores
from backend.engine import Engine
from backend.models import build_model
from backend.models.base import ClassPrompt
from tests.backend.conftest import draw, read, write_tif

Make = Callable[..., p.SegmentParams]
CONFIG = {
    "kind": "aeroseg",
    "title": "Small AerOSeg",
    "tile_px": 96,
    "stride_px": 64,
    "gsd_m": 1.0,
    "backbone": {
        "type": "clip", "input_px": 96, "native_px": 64, "width": 64, "layers": 3,
        "embed_dim": 32, "text_width": 32, "text_layers": 2, "text_heads": 2, "taps": [0, 1],
    },
    "guidance": {
        "type": "sam", "input_px": 96, "native_px": 128, "width": 32, "layers": 3, "heads": 4,
        "window": 4, "global_blocks": [2], "neck": 16, "taps": [0, 1, 2],
    },
    "refinement": {
        "hidden": 16, "window": 3, "appearance": 16, "text_guidance": 16, "pad_len": 8,
    },
    "decoder": {"channels": [16, 8], "guidance": [8, 8]},
}  # fmt: skip


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights, with the last layer turned up so that scores differ."""
    torch.manual_seed(3)
    model = build_model(CONFIG)
    with torch.no_grad():
        for name, parameter in cast(torch.nn.Module, model).named_parameters():
            if "decoder.classifier" in name and parameter.ndim > 1:
                parameter.mul_(40)
    path = tmp_path_factory.mktemp("real") / "small.safetensors"
    save_checkpoint(path, model, title="Small AerOSeg", training={}, classes=["a"], licence="CC0",
                    credits=[])  # fmt: skip
    return path


def test_checkpoint_holds_the_whole_configuration(checkpoint: Path) -> None:
    header = read_header(checkpoint)
    assert header.config["backbone"]["width"] == 64
    assert header.title == "Small AerOSeg"
    model = load_model(checkpoint)
    assert model.config == build_model(header.config).config


def test_engine_gives_the_models_own_scores_inside_a_tile(
    checkpoint: Path, tmp_path: Path, request_for: Make
) -> None:
    pixels = draw(96, 96)[:, :64, :64]
    image = write_tif(tmp_path / "a.tif", pixels)
    names = ["building", "road", "water"]
    result = Engine(device="cpu").segment(request_for(image, names, model=str(checkpoint)))
    assert result.tiles == 1
    model = load_model(checkpoint)
    padded = np.pad(pixels, ((0, 0), (16, 16), (16, 16)), mode="symmetric")
    with torch.inference_mode():
        text = torch.cat([model.embed([ClassPrompt(name)]) for name in names])
        maps = model.decode(model.encode(torch.from_numpy(padded)[None]), text)[0]
        whole = F.interpolate(maps[None], size=(96, 96), mode="bilinear", align_corners=False)[0]
    expected = whole[:, 16:80, 16:80].numpy()
    found = code_scores()[read(result.paths.scores)]
    assert np.abs(found - expected).max() < 0.013  # half a step of the code
    assert expected.std() > 0.01


def test_second_query_skips_the_encoders(checkpoint: Path, scene: Path, request_for: Make) -> None:
    engine = Engine(device="cpu")
    first = engine.segment(request_for(scene, ["building", "road"], model=str(checkpoint)))
    names = ["building", "road", "water"]
    second = engine.segment(request_for(scene, names, model=str(checkpoint)))
    assert first.stages["encode"] > 0
    assert second.stages["encode"] == 0.0
    fresh = Engine(device="cpu").segment(request_for(scene, names, model=str(checkpoint)))
    assert (read(second.paths.scores) == read(fresh.paths.scores)).all()


def test_pixel_gets_the_same_codes_for_any_window(
    checkpoint: Path, scene: Path, request_for: Make
) -> None:
    whole = Engine(device="cpu").segment(request_for(scene, ["a", "b"], model=str(checkpoint)))
    grid = {"window": [70, 50, 60, 40]}
    part = Engine(device="cpu").segment(
        request_for(scene, ["a", "b"], model=str(checkpoint), grid=grid)
    )
    assert (read(part.paths.scores) == read(whole.paths.scores)[:, 50:90, 70:130]).all()


def test_300_names_work(checkpoint: Path, scene: Path, request_for: Make) -> None:
    names = [f"thing number {i}" for i in range(300)]
    request = request_for(scene, names, model=str(checkpoint), grid={"window": [0, 0, 30, 30]})
    result = Engine(device="cpu").segment(request)
    assert read(result.paths.scores).shape == (8, 30, 30)
    assert read(result.paths.classes).dtype == np.uint16


def test_builtin_model_segments_and_names_what_it_does_not_know(
    tmp_path: Path, request_for: Make
) -> None:
    engine = Engine(device="cpu")
    info = engine.registry.models()[0]
    assert info.state == "ready"
    assert info.size_bytes <= 15_000_000
    image = write_tif(tmp_path / "a.tif", draw(300, 300))
    names = ["building", "road", "zxqwv"]
    result = engine.segment(request_for(image, names, model="builtin"))
    assert read(result.paths.scores).shape[0] == 3
    if info.vocabulary is not None:
        assert result.unknown == ["zxqwv"]
