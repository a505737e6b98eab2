"""What only a GPU can show; the same code runs on the CPU in the other tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from backend import protocol as p
from backend.bench import BenchSettings, measure, names, random_model
from backend.device import choose_device
from backend.engine import Engine
from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.presets import preset
from tests.backend.conftest import read
from tests.backend.models.small import shrunk

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device here")

Make = Callable[..., p.SegmentParams]


def on_both(name: str) -> tuple[AerOSeg, AerOSeg]:
    models = [random_model(shrunk(preset(name))) for _ in range(2)]
    assert isinstance(models[0], AerOSeg) and isinstance(models[1], AerOSeg)
    return models[0], models[1].to("cuda")


@pytest.mark.parametrize("name", ["aeroseg", "catseg-b16", "ovrs-b16", "aeroseg-sam2-b-plus"])
@pytest.mark.parametrize(
    ("dtype", "tolerance"), [(torch.float32, 2e-3), (torch.float16, 3e-2), (torch.bfloat16, 1e-1)]
)
def test_scores_are_those_of_the_cpu(name: str, dtype: torch.dtype, tolerance: float) -> None:
    cpu, gpu = on_both(name)
    gpu.set_trunk_dtype(dtype)
    picture = torch.randint(0, 256, (2, 3, 96, 96), generator=torch.manual_seed(1)).to(torch.uint8)
    text = cpu.embed(names(5))
    ours = gpu.decode(gpu.encode(picture.cuda()), text.cuda())
    theirs = cpu.decode(cpu.encode(picture), text)
    assert ours.dtype == torch.float32
    assert (ours.cpu() - theirs).abs().max() < tolerance


def test_engine_takes_the_gpu_and_agrees_with_the_cpu(scene: Path, request_for: Make) -> None:
    ask = ["building", "road", "tree"]
    on_gpu = Engine().segment(request_for(scene, ask, model="builtin", device="cuda"))
    again = Engine().segment(request_for(scene, ask, model="builtin", device="cuda"))
    on_cpu = Engine().segment(request_for(scene, ask, model="builtin", device="cpu"))
    first = read(on_gpu.paths.classes)
    assert (first == read(again.paths.classes)).all(), "the same device gives the same answer"
    assert (first == read(on_cpu.paths.classes)).mean() > 0.99


def test_cached_tiles_of_one_device_are_not_those_of_another(
    scene: Path, request_for: Make
) -> None:
    engine = Engine()
    for device in ("cpu", "cuda"):
        result = engine.segment(request_for(scene, ["road"], model="builtin", device=device))
        assert result.cache.hits == 0


@pytest.mark.parametrize("compiled", [False, True])
def test_measurement_runs_on_the_gpu(compiled: bool) -> None:
    settings = BenchSettings(
        "aeroseg", size=160, classes=3, repeats=1, dtype="fp16", plain=True, compile=compiled
    )
    model = random_model(shrunk(preset("aeroseg")))
    report = measure(model, settings, choose_device("cuda"), lambda text: None)
    assert report["compiled"] == compiled
    assert report["peak_mib"] > 0
