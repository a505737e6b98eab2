"""The closed-set U-Net: its network, its training, and that the product's engine runs it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from backend.checkpoint import read_header, save_checkpoint
from backend.engine import Engine
from backend.errors import InputError, UnsupportedArchitecture
from backend.models import KINDS
from backend.models.base import ClassPrompt, Segmenter
from tests.training.small import paper
from training.__main__ import main
from training.config import TrainConfig, load_config
from training.data.index import read_index
from training.evaluate import evaluate
from training.unet import register
from training.unet import train as script
from training.unet.model import UNet, UNetConfig
from training.unet.train import train_unet

SMALL = """
title: Small
out: {out}
init: random
classes: index
steps: 4
batch: 2
warmup: 2
workers: 0
save_every: 2
evaluate_every: 100
averaging: 0.9
ignore_policy: mask
tensorboard: false
rate: 1.0e-3
model:
  kind: aeroseg
  tile_px: 96
  stride_px: 64
  gsd_m: 0.25
  backbone: {{type: compact, neck: 32, embed_dim: 32, text_width: 32, text_layers: 1, merges: 300}}
  guidance: {{type: shared}}
  refinement: {{hidden: 32, window: 3, appearance: 16, text_guidance: 16, pooling: 1, pad_len: 0}}
  decoder: {{channels: [32, 16], guidance: [8, 8], guidance_upsampling: none}}
data: {{index: {index}, crop_px: 64, scale: [0.9, 1.1], look: 0.2}}
"""


def config_file(folder: Path, index: Path, out: str) -> Path:
    path = folder / f"{out}.yaml"
    path.write_text(SMALL.format(out=folder / out, index=index), encoding="utf-8")
    return path


def config(folder: Path, index: Path, out: str, *overrides: str) -> TrainConfig:
    return load_config(config_file(folder, index, out), list(overrides))


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    """Each test begins with the kinds of the product, and leaves none behind."""
    saved = dict(KINDS)
    KINDS.pop("unet", None)
    yield
    KINDS.clear()
    KINDS.update(saved)


@pytest.fixture(scope="module")
def network() -> UNet:
    torch.manual_seed(0)
    return UNet(UNetConfig(classes=("building", "water"), tile_px=64, stride_px=48)).eval()


def test_network_has_the_size_of_the_measured_one(network: UNet) -> None:
    # small-model.md: 4.0 M parameters, decoder 128-96-64-48, maps of stride 2
    assert isinstance(network, Segmenter)
    count = sum(p.numel() for p in network.parameters())
    assert 3.9e6 < count < 4.2e6
    assert [stage.layers[0].out_channels for stage in network.decoder] == [128, 96, 64, 48]
    assert network(torch.zeros(1, 3, 64, 96)).shape == (1, 2, 32, 48)
    assert network.config.map_px == 32


def test_asked_classes_are_picked_by_name(network: UNet) -> None:
    tile = torch.randint(0, 256, (1, 3, 64, 64), dtype=torch.uint8)
    features = network.encode(tile)
    both = network.decode(
        features, network.embed([ClassPrompt("water"), ClassPrompt("hut", ("Building",))])
    )
    one = network.decode(features, network.embed([ClassPrompt("building")]))
    assert both.shape == (1, 2, 32, 32)
    assert torch.equal(both[:, 1:], one)
    assert not torch.equal(both[:, :1], one)
    assert torch.allclose(one, network(tile.float())[:, :1].sigmoid(), atol=2e-3)
    asked = [ClassPrompt("water"), ClassPrompt("road"), ClassPrompt("hut", ("building",))]
    assert network.unknown(asked) == ["road"]


def test_synonyms_in_a_name_are_asked_for_one_by_one() -> None:
    network = UNet(UNetConfig(classes=("building | House", "house", "lake,  big pond")))
    asked = [ClassPrompt(name) for name in ("building", "house", "lake", "Big  pond", "road")]
    assert network.embed(asked)[:, 0].argmax(dim=-1)[:4].tolist() == [0, 1, 2, 2]
    assert network.unknown(asked) == ["road"]


def test_its_kind_is_known_only_after_it_was_registered(network: UNet, tmp_path: Path) -> None:
    path = tmp_path / "unet.safetensors"
    save_checkpoint(path, network, title="U", training={}, classes=[], licence="CC0", credits=[])
    with pytest.raises(UnsupportedArchitecture, match="unet"):
        Engine(device="cpu").registry.resolve(str(path))
    register()
    assert Engine(device="cpu").registry.resolve(str(path)).info.kind == "unet"


def test_resumed_run_equals_an_uninterrupted_one(
    tmp_path: Path, drawn_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train_unet(config(tmp_path, drawn_index, "whole"))
    halves = config(tmp_path, drawn_index, "halves")
    saved = script.write_state

    def save_and_stop(path: Path, state: Any) -> None:
        saved(path, state)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(script, "write_state", save_and_stop)
        with pytest.raises(KeyboardInterrupt):
            train_unet(halves)
    train_unet(halves, resume=True)
    whole, parts = (
        torch.load(tmp_path / name / "state.pt", weights_only=True) for name in ("whole", "halves")
    )
    assert parts["step"] == 4
    for part in ("model", "average"):
        assert all(torch.equal(whole[part][k], parts[part][k]) for k in whole[part])
    with pytest.raises(InputError, match="rate"):
        train_unet(config(tmp_path, drawn_index, "halves", "rate=2.0e-3"), resume=True)
    with pytest.raises(InputError, match="another network"):
        train_unet(config(tmp_path, drawn_index, "halves", "model.threshold=0.4"), resume=True)


def test_rows_of_the_index_are_those_of_before(tmp_path: Path, drawn_index: Path) -> None:
    text = drawn_index.read_text(encoding="utf-8").replace("4:water", "4:water | lake")
    drawn_index.write_text(text, encoding="utf-8")
    path = train_unet(config(tmp_path, drawn_index, "run", "steps=1"))
    assert read_header(path).config["vocabulary"] == ["building", "water", "lake"]
    head, one, two, *rest = text.splitlines(keepends=True)
    longer = config(tmp_path, drawn_index, "run", "steps=2")
    drawn_index.write_text("".join([head, two, one, *rest]), encoding="utf-8")
    with pytest.raises(InputError, match="other rows"):
        train_unet(longer, resume=True)
    file = tmp_path / "run" / "state.pt"
    old = torch.load(file, weights_only=True)  # as of an earlier version
    del old["rows"]
    old["config"]["unet"]["vocabulary"] = ["building", "water | lake"]
    torch.save(old, file)
    train_unet(longer, resume=True)
    assert torch.load(file, weights_only=True)["step"] == 2


def test_the_run_of_another_network_is_not_written_over(tmp_path: Path, drawn_index: Path) -> None:
    run = config(tmp_path, drawn_index, "run", "steps=1")
    file = tmp_path / "run" / "state.pt"
    file.parent.mkdir()
    torch.save({"config": {"title": "AerOSeg"}}, file)
    before = file.read_bytes()
    with pytest.raises(InputError, match="another network") as told:
        train_unet(run)
    assert "out=" in told.value.hint
    assert file.read_bytes() == before
    file.write_bytes(b"damaged")
    train_unet(run)
    train_unet(run)  # over a run of its own


def test_the_plain_image_of_a_guidance_encoder_is_left_out(
    tmp_path: Path, drawn_index: Path
) -> None:
    short = ("data.jitter=clip", "steps=1", "init=random", "batch=2")
    assert train_unet(paper(tmp_path, drawn_index, "run", *short)).is_file()


def test_it_learns_and_the_engine_measures_it(
    tmp_path: Path, drawn_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = config_file(tmp_path, drawn_index, "fit")
    changes = ("init=imagenet", "steps=25", "batch=4", "rate=5.0e-3", "trunk_rate=1.0e-3")
    assert main(["unet", "--config", str(path), *changes, "save_every=99", "log_every=10"]) == 0
    checkpoint = capsys.readouterr().out.strip()
    lines = (tmp_path / "fit" / "log.jsonl").read_text(encoding="utf-8").splitlines()
    losses = [json.loads(line)["loss"] for line in lines]
    assert losses[-1] < losses[0]
    header = read_header(checkpoint)
    assert header.config["classes"] == ["building", "water"]
    assert header.training == {"steps": 25, "batch": 4, "seed": 0}
    rows = read_index(drawn_index, split="val")
    register()
    figures = evaluate(checkpoint, rows, Engine(device="cpu"))["sources"]["drawn"]
    assert figures["decision"] == "threshold"
    assert figures["miou"] > 0.5, "red squares and blue stripes are easy"


def test_it_sees_the_crops_of_the_model_that_it_stands_against(
    tmp_path: Path, drawn_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import training.train as open_script

    seen: dict[str, list[np.ndarray[Any, Any]]] = {"unet": [], "aeroseg": []}

    def watching(module: Any, which: str) -> None:
        original = module.batches

        def batches(*arguments: Any) -> Any:
            for batch in original(*arguments):
                seen[which].append(batch[0].numpy())
                yield batch

        monkeypatch.setattr(module, "batches", batches)

    watching(script, "unet")
    watching(open_script, "aeroseg")
    short = ("steps=2", "save_every=100", "names=[1,2]", "absent=0.0", "data.crop_px=96")
    train_unet(config(tmp_path, drawn_index, "closed", *short))
    open_script.train(config(tmp_path, drawn_index, "open", *short))
    assert len(seen["unet"]) == len(seen["aeroseg"]) == 2
    assert all(np.array_equal(a, b) for a, b in zip(seen["unet"], seen["aeroseg"], strict=True))


def test_a_checkpoint_of_another_network_is_no_beginning(
    network: UNet, tmp_path: Path, drawn_index: Path
) -> None:
    path = tmp_path / "other.safetensors"
    other = UNet(UNetConfig(classes=("ship",)))
    save_checkpoint(path, other, title="U", training={}, classes=[], licence="CC0", credits=[])
    with pytest.raises(InputError, match="init"):
        train_unet(config(tmp_path, drawn_index, "begin", f"init={path}"))
