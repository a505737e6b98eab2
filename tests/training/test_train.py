"""The training script on a drawn data set: it learns, resumes exactly, and refuses bad settings."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from backend.checkpoint import read_header
from backend.engine import Engine
from backend.errors import InputError
from tests.training.test_text import teacher
from training.config import TrainConfig, load_config
from training.data.index import read_index
from training.evaluate import evaluate
from training.train import load_imagenet_trunk, train

SMALL = """
title: Small
out: {out}
init: random
steps: 4
batch: 2
warmup: 2
workers: 0
save_every: 2
evaluate_every: 100
names: [2, 2]
absent: 0.0
averaging: 0.9
model:
  kind: aeroseg
  tile_px: 96
  stride_px: 64
  backbone: {{type: compact, neck: 32, embed_dim: 32, text_width: 32, text_layers: 1, merges: 300}}
  guidance: {{type: shared}}
  refinement: {{hidden: 32, window: 3, appearance: 16, text_guidance: 16, pooling: 1, pad_len: 0}}
  decoder: {{channels: [32, 16], guidance: [8, 8], guidance_upsampling: none}}
data: {{index: {index}, crop_px: 96, scale: [0.9, 1.1], look: 0.2}}
"""


def config_file(folder: Path, index: Path, out: str) -> Path:
    path = folder / f"{out}.yaml"
    path.write_text(SMALL.format(out=folder / out, index=index), encoding="utf-8")
    return path


def config(folder: Path, index: Path, out: str, *overrides: str) -> TrainConfig:
    return load_config(config_file(folder, index, out), list(overrides))


def states(path: Path) -> dict[str, torch.Tensor]:
    return torch.load(path / "state.pt", weights_only=True)["model"]  # type: ignore[no-any-return]


def test_resumed_run_equals_an_uninterrupted_one(tmp_path: Path, drawn_index: Path) -> None:
    train(config(tmp_path, drawn_index, "whole"))
    halves = config(tmp_path, drawn_index, "halves")
    interrupted = halves.model_copy(update={"steps": 4})
    with pytest.MonkeyPatch.context() as patch:
        from training import train as script

        saved = script._save_state

        def save_and_stop(path: Path, state: dict[str, object]) -> None:
            saved(path, state)
            raise KeyboardInterrupt

        patch.setattr(script, "_save_state", save_and_stop)
        with pytest.raises(KeyboardInterrupt):
            train(interrupted)
    train(halves, resume=True)
    whole, parts = states(tmp_path / "whole"), states(tmp_path / "halves")
    assert all(torch.equal(whole[k], parts[k]) for k in whole)


def test_resume_of_another_model_is_refused(tmp_path: Path, drawn_index: Path) -> None:
    train(config(tmp_path, drawn_index, "run"))
    other = config(tmp_path, drawn_index, "run", "model.backbone.neck=48")
    with pytest.raises(InputError, match="another configuration"):
        train(other, resume=True)


def test_training_lowers_the_loss_and_the_product_runs_the_checkpoint(
    tmp_path: Path, drawn_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from training import train as script

    monkeypatch.setattr(script, "minilm", teacher)
    path = train(
        config(tmp_path, drawn_index, "fit", "init=imagenet", "text_steps=20", "steps=60",
               "batch=4", "rate=3.0e-3", "trunk_rate=1.0e-3", "save_every=1000")
    )  # fmt: skip
    lines = (path.parent / "log.jsonl").read_text(encoding="utf-8").splitlines()
    losses = [json.loads(line)["loss"] for line in lines]
    assert losses[-1] < losses[0] - 0.02, losses
    assert read_header(path).config["vocabulary"]
    rows = read_index(drawn_index, split="val")
    report = evaluate(str(path), rows, Engine(device="cpu"), shifts=[8])
    figures = report["sources"]["drawn"]
    assert figures["decision"] == "threshold"
    assert set(figures["classes"]) == {"building", "water"}
    assert set(figures["classes"]["water"]) == {
        "iou", "f1", "precision", "recall", "pixels", "paint_all_iou"
    }  # fmt: skip
    assert set(report["shifts"]["drawn"]) == {"8"}


def test_wrong_settings_are_named(tmp_path: Path, drawn_index: Path) -> None:
    for override, word in [("stepz=3", "stepz"), ("data.crop_px=1", "data.crop_px"), ("x", "x")]:
        with pytest.raises(InputError, match=word):
            config(tmp_path, drawn_index, "bad", override)


def test_imagenet_weights_fill_the_trunk(tmp_path: Path, drawn_index: Path) -> None:
    from backend.models.aeroseg import AerOSeg

    model = AerOSeg(config(tmp_path, drawn_index, "trunk").model)
    before = {k: v.clone() for k, v in model.backbone.trunk.state_dict().items()}
    load_imagenet_trunk(model.backbone)  # type: ignore[arg-type]
    after = model.backbone.trunk.state_dict()
    changed = [k for k in before if before[k].dim() == 4 and not torch.equal(before[k], after[k])]
    assert len(changed) == sum(v.dim() == 4 for v in before.values())
    assert np.isfinite(sum(float(v.sum()) for v in after.values()))
