"""The training script on a drawn data set: it learns, resumes exactly, and feeds the product."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from backend.checkpoint import load_model, read_header
from backend.engine import Engine
from backend.errors import DiskFull, InputError
from backend.models.base import ClassPrompt
from tests.training.small import compact, draw_large, log, losses, paper, same, state
from training import state as state_module
from training import train as script
from training.beginning import choose_concepts
from training.config import TrainConfig, load_config
from training.data.concepts import load_concepts
from training.data.index import read_index
from training.evaluate import evaluate
from training.train import export, load_imagenet_trunk, train

BUILTIN = Path(__file__).parents[2] / "resources" / "builtin.safetensors"


def interrupted(config: TrainConfig, saves: int) -> None:
    """Run until so many states were written, and fall over."""
    written = 0

    def save_and_stop(path: Path, values: dict[str, object]) -> None:
        nonlocal written
        state_module.write_state(path, values)
        written += 1
        if written == saves:
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(script, "write_state", save_and_stop)
        with pytest.raises(KeyboardInterrupt):
            train(config)


@pytest.mark.parametrize("make", [compact, paper], ids=["compact", "paper"])
def test_resumed_run_equals_an_uninterrupted_one(
    tmp_path: Path, drawn_index: Path, make: object
) -> None:
    config: TrainConfig = make(tmp_path, drawn_index, "whole")  # type: ignore[operator]
    train(config)
    halves: TrainConfig = make(tmp_path, drawn_index, "halves")  # type: ignore[operator]
    interrupted(halves, saves=1)
    with (tmp_path / "halves" / "log.jsonl").open("a", encoding="utf-8") as stream:
        # As after a kill: lines of steps whose state was never written, and half a line.
        stream.write('{"step": 3, "loss": 9, "backprojection": 0, "gradient_norm": 0}\n{"step": 4,')
    train(halves, resume=True)
    one, two = state(tmp_path / "whole"), state(tmp_path / "halves")
    assert same(one["model"], two["model"])
    assert same(one["optimiser"], two["optimiser"])
    assert same(one["average"], two["average"])
    assert losses(tmp_path / "whole") == losses(tmp_path / "halves")
    assert len(losses(tmp_path / "whole")) == config.steps


def test_resume_of_another_configuration_names_the_key(tmp_path: Path, drawn_index: Path) -> None:
    config = compact(tmp_path, drawn_index, "run")
    run = script.Trainer(config, load_concepts())
    run.out.mkdir()
    run.save()
    for key, value in {
        "model.backbone.neck": "48", "rate": "0.5", "batch": "4", "data.crop_px": "64",
        "ignore_policy": "mask", "seed": "7", "classes": "[building]", "precision": "bf16",
    }.items():  # fmt: skip
        other = compact(tmp_path, drawn_index, "run", f"{key}={value}")
        concepts = choose_concepts(other, read_index(drawn_index))
        with pytest.raises(InputError, match=f'"{key}" was'):
            script.Trainer(other, concepts, resume=True)


def test_resume_may_go_on_for_longer(tmp_path: Path, drawn_index: Path) -> None:
    train(compact(tmp_path, drawn_index, "run", "steps=1"))
    train(compact(tmp_path, drawn_index, "run", "steps=2", "save_every=1"), resume=True)
    assert [line["step"] for line in log(tmp_path / "run")] == [1, 2]


def test_resume_without_classes_of_that_run_is_refused(tmp_path: Path, drawn_index: Path) -> None:
    train(compact(tmp_path, drawn_index, "run", "classes=index", "steps=1"))
    text = drawn_index.read_text(encoding="utf-8").replace("4:water", "4:pond")
    drawn_index.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"vocabulary|classes"):
        train(compact(tmp_path, drawn_index, "run", "classes=index"), resume=True)


def test_resume_with_other_rows_is_refused(tmp_path: Path, drawn_index: Path) -> None:
    train(compact(tmp_path, drawn_index, "run", "steps=1"))
    text = drawn_index.read_text(encoding="utf-8")
    head, one, two, *rest = text.splitlines(keepends=True)
    longer = compact(tmp_path, drawn_index, "run", "steps=2")
    for rows in ([two, one, *rest], [one, *rest], [one, one, two, *rest]):
        drawn_index.write_text("".join([head, *rows]), encoding="utf-8")
        with pytest.raises(InputError, match="other rows"):
            train(longer, resume=True)
    old = state(tmp_path / "run")  # as of an earlier version
    del old["rows"]
    state_module.write_state(tmp_path / "run" / "state.pt", old)
    train(longer, resume=True)
    assert state(tmp_path / "run")["step"] == 2


def test_a_run_of_a_cpu_goes_on_in_half_precision(tmp_path: Path, drawn_index: Path) -> None:
    run = script.Trainer(compact(tmp_path, drawn_index, "run"), load_concepts())
    run.out.mkdir()
    run.save()
    run.scaler = torch.amp.GradScaler("cpu", enabled=True)  # as on CUDA with fp16
    run._load()
    assert run.scaler.get_scale() > 1


def test_guidance_features_are_kept_all_the_way_or_never(tmp_path: Path, drawn_index: Path) -> None:
    plain = paper(tmp_path, drawn_index, "run", "data.jitter=none")
    kept, moved = (
        paper(tmp_path, drawn_index, "run", "data.jitter=none", f"guidance_cache={tmp_path / name}")
        for name in ("one", "two")
    )
    file = tmp_path / "state.pt"
    for old, new in ((plain, kept), (kept, plain)):
        with pytest.raises(InputError, match='"guidance_cache" was'):
            state_module.check_same_run(file, {"config": state_module.run_settings(old)}, new)
    state_module.check_same_run(file, {"config": state_module.run_settings(kept)}, moved)


def test_best_weights_of_an_earlier_run_are_not_those_of_the_next(
    tmp_path: Path, drawn_index: Path
) -> None:
    held = "data.development=[{source: drawn, match: place1}]"
    train(compact(tmp_path, drawn_index, "run", "steps=1", held))
    assert (tmp_path / "run" / "best.pt").exists()
    train(compact(tmp_path, drawn_index, "run", "steps=2", held), resume=True)
    assert (tmp_path / "run" / "best.pt").exists()
    config = compact(tmp_path, drawn_index, "run", "steps=2")
    train(config)
    assert not (tmp_path / "run" / "best.pt").exists()
    assert read_header(export(config)).training["chosen_step"] == 2


@pytest.mark.parametrize("how", ["limit", "error"])
def test_full_disk_in_mid_checkpoint_keeps_the_last_good_one(
    tmp_path: Path, drawn_index: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource", reason="limits on files are of Unix")
    config = compact(tmp_path, drawn_index, "run", "steps=1")
    train(config)
    file = tmp_path / "run" / "state.pt"
    before = file.read_bytes()
    if how == "limit":  # the write itself fails, in the middle of the file
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, limits[1]))
    else:

        def no_space(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(state_module.os, "fsync", no_space)
    try:
        reason = "File too large" if how == "limit" else "No space left on device"
        with pytest.raises(DiskFull, match=rf"state\.pt.* cannot be written: {reason}\."):
            state_module.write_state(file, {**state(file.parent), "step": 2})
    finally:
        if how == "limit":
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        monkeypatch.undo()
    assert file.read_bytes() == before
    assert sorted(p.name for p in file.parent.glob("state*")) == ["state.pt"]
    train(compact(tmp_path, drawn_index, "run", "steps=2"), resume=True)
    assert state(file.parent)["step"] == 2


@pytest.mark.slow
def test_two_class_set_is_learned_by_heart(tmp_path: Path) -> None:
    index = draw_large(tmp_path)
    path = train(
        compact(
            tmp_path, index, "fit", "init=imagenet", "classes=index", "names=all", "steps=110",
            "batch=4", "rate=2.0e-3", "trunk_rate=1.0e-3", "text_rate=2.0e-3", "dice=1",
            "extra_angle=0", "model.angles=[0]", "model.prompts=['{}']", "save_every=1000",
            "data.cutmix=0", "data.look=0",
        )
    )  # fmt: skip
    assert read_header(path).config["vocabulary"] == ["building", "water"]
    report = evaluate(str(path), read_index(index, split="train"), Engine(device="cpu"))
    scores = {k: v["iou"] for k, v in report["sources"]["large"]["classes"].items()}
    assert min(scores.values()) > 0.9, scores
    labels = [line["loss"] for line in log(path.parent)]
    assert labels[-1] < 0.5 * labels[0]


def test_best_weights_of_the_development_split_are_exported(
    tmp_path: Path, drawn_index: Path
) -> None:
    config = compact(
        tmp_path, drawn_index, "run", "evaluate_every=2", "rate=0.05", "tensorboard=true",
        "data.development=[{source: drawn, match: place1}]",
    )  # fmt: skip
    monkey = pytest.MonkeyPatch()
    scores = iter([{"building": 0.5}, {"building": 0.4}])  # the second time it is worse
    with monkey.context() as patch:
        patch.setattr(script, "development_iou", lambda *_: next(scores))
        path = train(config)
    assert read_header(path).training["chosen_step"] == 2
    best = torch.load(tmp_path / "run" / "best.pt", weights_only=True)
    assert best["step"] == 2
    assert not same(best["average"], state(tmp_path / "run")["average"])
    chosen = load_file(path)
    path.unlink()
    assert same(load_file(export(config)), chosen)
    assert [line["mean"] for line in log(tmp_path / "run") if "mean" in line] == [0.5, 0.4]


def test_tensorboard_has_the_scalars_and_example_masks(tmp_path: Path, drawn_index: Path) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    train(compact(tmp_path, drawn_index, "run", "tensorboard=true", "steps=2"))
    events = EventAccumulator(str(tmp_path / "run" / "events")).Reload()
    assert len(events.Scalars("train/loss")) == 2
    tag = "examples/image, label, prediction"
    assert events.Images(tag)[0].width == 3 * 96
    assert events.Images(tag)[0].height == 2 * 96


def test_finetuning_takes_the_network_of_the_checkpoint(tmp_path: Path, drawn_index: Path) -> None:
    config = load_config(
        Path(__file__).parents[2] / "training" / "configs" / "finetune.yaml",
        [f"init={BUILTIN}", f"data.index={drawn_index}", f"out={tmp_path / 'tuned'}", "steps=1",
         "batch=1", "data.crop_px=128", "workers=0", "device=cpu", "tensorboard=false"],
    )  # fmt: skip
    header = read_header(BUILTIN)
    assert config.data.gsd_m == config.model.gsd_m == header.config["gsd_m"]
    path = train(config)
    tuned = read_header(path)
    assert tuned.config["backbone"] == header.config["backbone"]
    assert set(header.config["vocabulary"]) <= set(tuned.config["vocabulary"])
    assert tuned.config["backprojection"]["classes"] == ["building", "water"]
    assert list(tuned.classes) == ["building", "water"]
    rows = read_index(drawn_index, split="val")
    report = evaluate(str(path), rows, Engine(device="cpu"))
    assert set(report["sources"]["drawn"]["classes"]) == {"building", "water"}


def test_class_taught_later_keeps_the_embedding_that_it_was_trained_with(
    tmp_path: Path, drawn_index: Path
) -> None:
    # "hut" is a word for building to the model's word part, until it is a class of its own.
    text = drawn_index.read_text(encoding="utf-8").replace("4:water", "4:hut")
    drawn_index.write_text(text, encoding="utf-8")
    config = load_config(
        Path(__file__).parents[2] / "training" / "configs" / "finetune.yaml",
        [f"init={BUILTIN}", f"data.index={drawn_index}", f"out={tmp_path / 'tuned'}", "steps=1",
         "batch=1", "data.crop_px=128", "workers=0", "device=cpu", "tensorboard=false"],
    )  # fmt: skip
    names = [ClassPrompt("building"), ClassPrompt("hut"), ClassPrompt("house")]
    building, hut, _ = load_model(BUILTIN).embed(names)
    assert torch.allclose(hut, building, atol=0.05)
    tuned = load_model(train(config))
    building, hut, house = tuned.embed(names)
    alone = tuned.encode_phrases(["hut"])[0]  # type: ignore[attr-defined]
    assert torch.allclose(hut, alone, atol=1e-5)
    assert not torch.allclose(hut, building, atol=0.05)
    assert torch.allclose(house, building, atol=1e-5)


def test_imagenet_weights_fill_the_trunk(tmp_path: Path, drawn_index: Path) -> None:
    from backend.models.aeroseg import AerOSeg

    model = AerOSeg(compact(tmp_path, drawn_index, "trunk").model)
    before = {k: v.clone() for k, v in model.backbone.trunk.state_dict().items()}
    load_imagenet_trunk(model.backbone)  # type: ignore[arg-type]
    after = model.backbone.trunk.state_dict()
    changed = [k for k in before if before[k].dim() == 4 and not torch.equal(before[k], after[k])]
    assert len(changed) == sum(v.dim() == 4 for v in before.values())
    assert np.isfinite(sum(float(v.sum()) for v in after.values()))


def test_settings_lie_beside_the_results(tmp_path: Path, drawn_index: Path) -> None:
    config = compact(tmp_path, drawn_index, "run", "steps=1")
    train(config)
    text = (tmp_path / "run" / "config.json").read_text(encoding="utf-8")
    assert TrainConfig.model_validate(json.loads(text)) == config
