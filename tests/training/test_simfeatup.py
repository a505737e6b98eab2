"""Whole runs of SimFeatUp: what they lower, that they resume exactly, and what they end in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import torch
from PIL import Image
from safetensors import safe_open

from backend import protocol as p
from backend.checkpoint import load_model, read_header
from backend.engine import Engine
from backend.models.segearth import SegEarth
from backend.models.segearth.config import UpsamplerConfig
from backend.models.segearth.weights import PREFIX, load_upsampler, read_upsampler_config
from tests.conftest import ROOT
from tests.training.simfeatup_small import (
    draw_pieces,
    load,
    noise_pieces,
    save_clip,
    settings,
    small_model,
    write_config,
)
from tests.training.small import log, same, state
from training.__main__ import main
from training.config import load_settings
from training.distributed import ALONE, Ranks
from training.simfeatup.config import SimFeatUpConfig
from training.simfeatup.development import measure
from training.simfeatup.pictures import PictureCrops, find_pictures
from training.simfeatup.train import SimFeatUp, open_crops, train

DEVELOPMENT = [{"source": "pieces", "match": "held"}]
STACK = {"form": "jbu_stack", "radius": 1, "key_dim": 8}


def losses(folder: Path) -> list[tuple[Any, ...]]:
    keys = ("step", "loss", "reconstruction", "image", "gradient_norm")
    return [tuple(line[k] for k in keys) for line in log(folder) if "loss" in line]


# ---------------------------------------------------------------- learning


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SimFeatUpConfig]:
    """A short run on pieces of a drawn scene; other pieces of it are measured."""
    folder = tmp_path_factory.mktemp("simfeatup")
    pieces = draw_pieces(folder / "pieces")
    data = {"images": [str(pieces)], "development": DEVELOPMENT}
    raw = settings(folder, pieces, steps=15, rate=2e-3, data=data, evaluate_every=15, held_crops=8)
    assert main(["simfeatup", "--config", str(write_config(folder, raw))]) == 0
    return folder / "run", load(folder, raw)


def test_training_lowers_the_loss_on_held_out_images(
    finished: tuple[Path, SimFeatUpConfig],
) -> None:
    first, last = [line["development"] for line in log(finished[0]) if "development" in line]
    assert last["reconstruction"] < first["reconstruction"] - 0.2
    assert last["image"] < 0.5 * first["image"]
    assert last["error"] < 0.8 * first["error"], "without the learned uncertainty, too"


def test_upsampler_itself_has_learned(finished: tuple[Path, SimFeatUpConfig]) -> None:
    """With all else as trained, an untrained upsampler reconstructs the held-out images worse."""
    out, config = finished
    run = SimFeatUp(config, find_pictures(config.data), False, ALONE)
    fresh = {k: v.clone() for k, v in run.learned.upsampler.state_dict().items()}
    run.learned.load_state_dict(torch.load(out / "best.pt", weights_only=True)["learned"])
    held = [x for x in find_pictures(config.data) if "held" in x.image.stem]
    crops = open_crops(held, config, 1)
    trained = measure(run.learned, run.featuriser, run.prepare, crops, config)
    line = [x["development"] for x in log(out) if "development" in x][-1]
    assert trained == pytest.approx(line, abs=2e-6)
    run.learned.upsampler.load_state_dict(fresh)
    untrained = measure(run.learned, run.featuriser, run.prepare, crops, config)
    assert trained["error"] < untrained["error"]
    assert trained["reconstruction"] < untrained["reconstruction"]
    assert trained["image"] < untrained["image"]


def test_upsampler_file_has_the_published_names(finished: tuple[Path, SimFeatUpConfig]) -> None:
    out, config = finished
    path = out / "upsampler.safetensors"
    with safe_open(str(path), framework="pt") as file:
        names, about = set(file.keys()), file.metadata()
        weights = {n: file.get_tensor(n) for n in names}
    best = torch.load(out / "best.pt", weights_only=True)
    assert same({k: v for k, v in best["learned"].items() if k.startswith(PREFIX)}, weights)
    told = json.loads(about["training"])
    assert (told["normalise"], told["steps"], told["chosen_step"]) == ("clip", 15, best["step"])
    found, dim = read_upsampler_config(path)
    assert (found, dim) == (config.model.upsampler, 32)
    load_upsampler(small_model(upsampler=found), path)


def test_engine_segments_with_the_finished_model(
    finished: tuple[Path, SimFeatUpConfig], tmp_path: Path
) -> None:
    out = finished[0]
    image = tmp_path / "scene.tif"
    pixels = np.asarray(Image.open(out.parent / "pieces" / "held03.png")).transpose(2, 0, 1)
    with rasterio.open(
        image, "w", driver="GTiff", count=3, height=96, width=96, dtype="uint8", crs="EPSG:32633",
        transform=rasterio.Affine(0.5, 0, 5e5, 0, -0.5, 5e6),
    ) as file:  # fmt: skip
        file.write(pixels)
    result = Engine(device="cpu").segment(p.SegmentParams.model_validate({
        "image": {"path": str(image), "ranges": [[0, 255]] * 3}, "grid": {},
        "classes": ["building", "tree"], "model": str(out / "model.safetensors"),
        "out_dir": str(tmp_path / "result"),
    }))  # fmt: skip
    assert sum(c.pixels for c in result.classes) == 96 * 96
    model = load_model(out / "model.safetensors")
    assert isinstance(model, SegEarth) and model.config.upsampler is not None
    assert model.config.upsampler.weights is None
    clip = small_model().backbone.vl.state_dict()
    assert same(model.backbone.vl.state_dict(), clip), "CLIP is as it was"
    assert read_header(out / "model.safetensors").training["chosen_step"] > 0


# ---------------------------------------------------------------- resuming


def test_resumed_run_is_the_uninterrupted_one(tmp_path: Path) -> None:
    images = noise_pieces(tmp_path / "images")
    data = {"images": [str(images)], "development": [{"source": "images", "match": "kept3"}]}

    def run(out: str, steps: int, *more: str) -> int:
        raw = settings(tmp_path, images, out, steps=steps, data=data, evaluate_every=2,
                       save_every=1, jitters=1)  # fmt: skip
        raw["model"]["upsampler"] = STACK
        return main(["simfeatup", "--config", str(write_config(tmp_path, raw)), *more])

    assert run("whole", 3) == 0
    assert run("parts", 2) == 0
    assert run("parts", 3, "--resume") == 0
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    assert losses(parts) == losses(whole) and len(losses(whole)) == 3
    measured = [[x for x in log(f) if "development" in x] for f in (parts, whole)]
    assert [x for x in measured[0] if x["step"] != 2] == [x for x in measured[1] if x["step"] != 2]
    one, two = state(whole), state(parts)
    assert same(one["learned"], two["learned"]) and same(one["optimiser"], two["optimiser"])
    files = [f / "upsampler.safetensors" for f in (whole, parts)]
    with safe_open(str(files[0]), "pt") as a, safe_open(str(files[1]), "pt") as b:
        assert all(torch.equal(a.get_tensor(n), b.get_tensor(n)) for n in a.keys())  # noqa: SIM118  # no mapping
        assert any(n.startswith("upsampler.up4.") for n in a.keys())  # noqa: SIM118


def test_tensorboard_gets_losses_and_pictures(tmp_path: Path) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    images = noise_pieces(tmp_path / "images", 2)
    data = {"images": [str(images)], "development": [{"source": "images", "match": "kept1"}]}
    raw = settings(tmp_path, images, data=data, steps=1, jitters=1, held_crops=2, tensorboard=True)
    train(load(tmp_path, raw))
    events = EventAccumulator(str(tmp_path / "run" / "events"))
    events.Reload()
    scalars = {"train/loss", "train/reconstruction", "development/error"}
    assert scalars <= set(events.Tags()["scalars"])
    (tag,) = events.Tags()["images"]
    assert tag == "examples/image, features, upsampled features"
    first, last = events.Images(tag)
    assert (first.step, last.step) == (0, 1)
    assert (last.width, last.height) == (3 * 64, 2 * 64)


def test_new_run_in_an_old_folder_does_not_export_the_old_weights(tmp_path: Path) -> None:
    images = noise_pieces(tmp_path / "images")
    held = {"images": [str(images)], "development": [{"source": "images", "match": "kept3"}]}
    short = {"steps": 1, "jitters": 1, "save_every": 1}
    train(load(tmp_path, settings(tmp_path, images, data=held, **short)))
    assert (tmp_path / "run" / "best.pt").exists()
    paths = train(load(tmp_path, settings(tmp_path, images, seed=1, **short)))
    assert not (tmp_path / "run" / "best.pt").exists()
    with safe_open(str(paths[0]), "pt") as file:
        assert json.loads(file.metadata()["training"])["seed"] == 1
        written = file.get_tensor("upsampler.up.range_temp")
    assert torch.equal(written, state(tmp_path / "run")["learned"]["upsampler.up.range_temp"])


# ---------------------------------------------------------------- export


def test_export_joins_clip_with_a_published_upsampler(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    images = noise_pieces(tmp_path / "images", 1)
    upsampler = UpsamplerConfig(form="jbu_one", radius=2, key_dim=16)
    donor = small_model(5, upsampler).upsampler
    published = tmp_path / "xclip.ckpt"
    torch.save(
        {"state_dict": {PREFIX + k: v for k, v in donor.state_dict().items()}},  # type: ignore[union-attr]
        published,
    )
    raw = settings(tmp_path, images, half=True)
    command = ["simfeatup", "--config", str(write_config(tmp_path, raw)), "--export"]
    assert main([*command, "--upsampler", str(published)]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == tmp_path / "run" / "model.safetensors"
    model = load_model(path)
    for name, tensor in donor.state_dict().items():  # type: ignore[union-attr]
        torch.testing.assert_close(
            model.upsampler.state_dict()[name],
            tensor,
            atol=1e-3,
            rtol=1e-3,  # type: ignore[attr-defined]
        )
    entries = read_header(path).tensors
    assert entries["backbone.vl.visual.proj"].dtype == "F16"
    # The checkpoint serves as CLIP of the next run, which takes its network from it.
    again = settings(tmp_path, images, "again", backbone_weights=str(path), jitters=1, steps=1)
    del again["model"]
    config = load(tmp_path, again)
    assert config.model.upsampler == upsampler and config.model.tile_px == 64
    run = SimFeatUp(config, find_pictures(config.data), False, ALONE)
    assert same(
        run.model.backbone.vl.visual.state_dict(),
        model.backbone.vl.visual.state_dict(),  # type: ignore[attr-defined]
    )


def test_run_begins_with_given_weights(tmp_path: Path) -> None:
    images = noise_pieces(tmp_path / "images", 1)
    first = train(load(tmp_path, settings(tmp_path, images, "first", jitters=1, steps=1)))[0]
    raw = settings(tmp_path, images, "second", upsampler_weights=str(first), seed=3)
    config = load(tmp_path, raw)
    run = SimFeatUp(config, find_pictures(config.data), False, ALONE)
    with safe_open(str(first), "pt") as file:
        for name, tensor in run.learned.upsampler.state_dict().items():
            assert torch.equal(tensor, file.get_tensor(PREFIX + name))


# ---------------------------------------------------------------- data and settings


def test_images_of_the_shared_index_need_no_label(shared_path: Any, tmp_path: Path) -> None:
    index = shared_path("data/index.csv")
    config = load(tmp_path, settings(tmp_path, tmp_path, data={"index": str(index)}))
    pictures = find_pictures(config.data)
    sources = {x.source: x for x in pictures}
    assert len(sources) >= 6 and len({x.image for x in pictures}) == len(pictures)
    crops = PictureCrops(list(sources.values()), 224, 0, None, config.model.fill_color)
    for number in range(len(sources)):
        (crop,) = crops[number]
        assert crop.shape == (3, 224, 224) and crop.dtype == torch.uint8
        assert float(crop.float().std()) > 1
    run = SimFeatUp(config, pictures, False, ALONE)
    few = open_crops(list(sources.values())[:2], config, 0)
    found = run.learn(torch.stack([few[0][0], few[1][0]]))
    assert np.isfinite([found.reconstruction, found.image, found.gradient]).all()


def test_shipped_configuration_is_the_published_recipe() -> None:
    path = ROOT / "training" / "configs" / "simfeatup.yaml"
    config = load_settings(SimFeatUpConfig, path, [])
    upsampler = config.model.upsampler
    assert upsampler is not None
    assert (upsampler.form, upsampler.radius, upsampler.weights) == ("jbu_one", 5, None)
    assert (config.batch, config.jitters, config.rate) == (8, 5, 1e-3)
    assert (config.pad_px, config.zoom, config.projection) == (20, 2.0, 30)
    assert (config.image_weight, config.clip, config.clip_steps) == (0.1, 1e-4, 10)
    assert (config.model.tile_px, config.save_every, config.seed) == (224, 100, 0)
    assert config.model.backbone.weights == "openai/ViT-B-16"
    stack = load_settings(SimFeatUpConfig, path, ["model.upsampler.form=jbu_stack"])
    assert stack.model.upsampler == UpsamplerConfig(form="jbu_stack", radius=3)
    wide = load_settings(SimFeatUpConfig, path, ["preset=segearth-vitb32"])
    assert wide.model.upsampler == UpsamplerConfig(form="jbu_one", radius=5)
    assert wide.model.backbone.patch_px == 32


# ---------------------------------------------------------------- two processes


@pytest.mark.slow
def test_two_processes_take_the_mean_of_their_gradients(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = noise_pieces(tmp_path / "images")
    save_clip(tmp_path)
    raw = settings(tmp_path, images, steps=1, batch=4, jitters=1, clip_steps=0, save_every=1)
    config = write_config(tmp_path, raw)
    command = [
        sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2",
        "-m", "training", "simfeatup", "--config", str(config),
    ]  # fmt: skip
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
    result = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        timeout=300,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr[-3000:]
    assert len(losses(tmp_path / "run")) == 1

    loaded = load_settings(SimFeatUpConfig, config, [])
    pictures = find_pictures(loaded.data)
    crops = open_crops(pictures, loaded, loaded.seed)
    monkeypatch.setattr(Ranks, "total", lambda _, values: 2 * values)  # as if both were alike
    sums: list[torch.Tensor] = []
    for rank in range(2):
        run = SimFeatUp(loaded, pictures, False, Ranks(rank, 2, torch.device("cpu")))
        run._gradients(torch.stack([crops[2 * rank + n][0] for n in range(2)]))
        gradients = [p.grad for p in run.learned.parameters()]
        sums.append(torch.cat([g.flatten() for g in gradients]))  # type: ignore[union-attr]
    mean = (sums[0] + sums[1]) / 2
    moments = state(tmp_path / "run")["optimiser"]["state"]
    theirs = torch.cat([moments[n]["exp_avg"].flatten() for n in sorted(moments)]) / 0.1
    torch.testing.assert_close(theirs, mean, atol=1e-5, rtol=1e-3)
