"""Evaluation by the inference of the papers: probabilities decide, and the report says so."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from backend.checkpoint import save_checkpoint
from backend.engine import Engine
from backend.models import build_model
from training.__main__ import main
from training.data.index import read_index, read_label
from training.evaluate import ask, evaluate, map_prediction, published_prediction, relabelled
from training.metrics import Confusion

CONFIG = {
    "kind": "aeroseg", "title": "Small", "tile_px": 96, "stride_px": 64, "gsd_m": 0.5,
    "backbone": {"type": "compact", "neck": 16, "embed_dim": 16, "text_width": 16, "text_layers": 1,
                 "text_heads": 2, "merges": 300},
    "guidance": {"type": "shared"}, "angles": [0], "prompts": ["{}"],
    "refinement": {"hidden": 16, "window": 3, "appearance": 16, "text_guidance": 16, "pad_len": 0},
    "decoder": {"channels": [16, 16], "guidance": [8, 8], "guidance_upsampling": "none"},
}  # fmt: skip


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights, with the last layer turned up so that classes differ."""
    torch.manual_seed(2)
    model = build_model(CONFIG)
    with torch.no_grad():
        model.head.decoder.classifier.weight.mul_(60)  # type: ignore[attr-defined]
    path = tmp_path_factory.mktemp("models") / "small.safetensors"
    save_checkpoint(path, model, title="Small", training={}, classes=[], licence="CC0", credits=[])
    return path


def test_probabilities_decide_without_codes_between(checkpoint: Path, drawn_index: Path) -> None:
    engine, model = Engine(device="cpu"), str(checkpoint)
    (row,) = read_index(drawn_index, split="val")
    covered = replace(row, classes={k: v for k, v in row.classes.items() if k})
    asked = ask(covered, model, 0.5)
    assert asked.factor == 2  # of the map path; the papers take the image as it is
    params = asked.params(1, "published", Path("unused"))
    scores, _ = engine.published_scores(params)
    assert scores.shape == (2, 160, 160)
    by_argmax = published_prediction(engine, asked, 0.5)
    assert np.array_equal(by_argmax, scores.argmax(axis=0) + 1)
    assert len(np.unique(by_argmax)) == 2
    limit = float(np.median(scores.max(axis=0)))
    by_threshold = published_prediction(engine, ask(row, model, 0.5), limit)
    assert np.array_equal(by_threshold == 0, scores.max(axis=0) < limit)
    assert np.array_equal(by_threshold[by_threshold > 0], by_argmax[by_threshold > 0])
    assert not np.array_equal(map_prediction(engine, asked), by_argmax)


def test_report_names_the_inference_and_counts_its_map(
    checkpoint: Path, drawn_index: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report.json"
    assert main(["evaluate", "--model", str(checkpoint), "--index", str(drawn_index),
                 "--inference", "published", "--shifts", "4", "--device", "cpu",
                 "--out", str(out)]) == 0  # fmt: skip
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["inference"] == "published"
    (row,) = read_index(drawn_index, split="val")
    engine = Engine(device="cpu")
    found = published_prediction(engine, ask(row, str(checkpoint), 0.5), 0.5)
    confusion = Confusion(list(row.named.values()))
    confusion.add(relabelled(read_label(row, *found.shape), row), found)
    assert report["sources"]["drawn"]["classes"] == confusion.figures()
    assert set(report["shifts"]["drawn"]) == {"4"}
    assert evaluate(str(checkpoint), [row], engine)["inference"] == "map"
