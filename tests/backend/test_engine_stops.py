"""Runs of the engine that are cancelled, resumed, refused, or fail halfway."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from backend import outputs
from backend import protocol as p
from backend.engine import Engine
from backend.errors import (
    Cancelled,
    DiskFull,
    ExtentError,
    LayerError,
    NeedsDownload,
    NotAvailable,
    OutOfMemory,
    UnknownModel,
    VocabularyError,
    WorkerError,
)
from tests.backend import toy
from tests.backend.conftest import StopAfter, draw, iou, read, truth, write_tif

Make = Callable[..., p.SegmentParams]


@pytest.mark.parametrize("count", [0, 1, 5, 20, 60])
def test_cancelled_run_leaves_no_result_and_goes_on_from_its_blocks(
    scene: Path, request_for: Make, count: int
) -> None:
    engine = Engine(device="cpu")
    request = request_for(scene)
    with pytest.raises(Cancelled):
        engine.segment(request, cancelled=StopAfter(count))
    folder = Path(request.out_dir)
    assert not list(folder.glob("**/*.tif*"))
    assert not list(folder.glob("**/.*.part*"))
    result = engine.segment(request)
    expected = Engine(device="cpu").segment(request_for(scene))
    for kind in ("scores", "classes"):
        assert (
            Path(getattr(result.paths, kind)).read_bytes()
            == Path(getattr(expected.paths, kind)).read_bytes()
        )
    assert sorted(path.name for path in folder.iterdir()) == [
        "classes.qml", "classes.tif", "run.json", "scores.tif"
    ]  # fmt: skip


def test_cancel_between_two_layers_is_heard(
    engine: Engine, scene: Path, request_for: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = False
    original = toy.Toy.encode

    def encode(self: toy.Toy, image: torch.Tensor) -> object:
        nonlocal inside
        inside = True
        try:
            original(self, image)
        finally:
            inside = False
        raise AssertionError("the layers were computed to the end")

    monkeypatch.setattr(toy.Toy, "encode", encode)
    with pytest.raises(Cancelled):
        engine.segment(request_for(scene), cancelled=lambda: inside)


def test_cancel_while_writing_keeps_the_blocks(
    engine: Engine, scene: Path, request_for: Make
) -> None:
    stage = ""

    def progress(now: str, *_: object) -> None:
        nonlocal stage
        stage = now

    request = request_for(scene)
    with pytest.raises(Cancelled):
        engine.segment(request, progress, lambda: stage == "writing")
    names = {path.name for path in Path(request.out_dir).iterdir()}
    assert names == {"blocks", "journal.jsonl", "request.json"}


def interrupted(scene: Path, request: p.SegmentParams) -> Path:
    with pytest.raises(Cancelled):
        Engine(device="cpu").segment(request, cancelled=StopAfter(40))
    folder = Path(request.out_dir)
    assert list((folder / "blocks").glob("*.z"))
    return folder


@pytest.fixture
def expected(scene: Path, request_for: Make) -> bytes:
    """Score raster of an uninterrupted run."""
    return Path(Engine(device="cpu").segment(request_for(scene)).paths.scores).read_bytes()


def test_resumed_run_says_so_and_does_less(
    engine: Engine, scene: Path, request_for: Make, expected: bytes
) -> None:
    request = request_for(scene)
    interrupted(scene, request)
    result = engine.segment(request)
    assert any("taken over" in notice for notice in result.notices)
    assert result.cache.misses < 20
    assert Path(result.paths.scores).read_bytes() == expected


@pytest.mark.parametrize("damage", ["journal cut", "block cut", "block gone", "temporary left"])
def test_damage_of_a_crash_is_repaired(
    engine: Engine, scene: Path, request_for: Make, expected: bytes, damage: str
) -> None:
    request = request_for(scene)
    folder = interrupted(scene, request)
    block = min((folder / "blocks").glob("*.z"))
    if damage == "journal cut":
        journal = folder / "journal.jsonl"
        journal.write_bytes(journal.read_bytes()[:-9])
    elif damage == "block cut":
        block.write_bytes(block.read_bytes()[:-3])
    elif damage == "block gone":
        block.unlink()
    else:
        shutil.copy(block, block.with_suffix(".part"))
    result = engine.segment(request)
    assert Path(result.paths.scores).read_bytes() == expected


def test_blocks_of_another_request_are_not_taken(
    engine: Engine, scene: Path, request_for: Make
) -> None:
    request = request_for(scene)
    interrupted(scene, request)
    other = engine.segment(request.model_copy(update={"classes": ["blue", "red", "grey"]}))
    assert not any("taken over" in notice for notice in other.notices)
    assert iou(read(other.paths.classes)[0] == 2, truth()) > 0.9


def test_blocks_of_a_changed_image_are_not_taken(
    engine: Engine, scene: Path, request_for: Make
) -> None:
    request = request_for(scene)
    interrupted(scene, request)
    write_tif(scene, draw(seed=5))
    result = engine.segment(request)
    assert not any("taken over" in notice for notice in result.notices)


def test_thresholds_may_change_before_resuming(
    engine: Engine, scene: Path, request_for: Make, expected: bytes
) -> None:
    request = request_for(scene)
    interrupted(scene, request)
    result = engine.segment(request.model_copy(update={"threshold": 0.9}))
    assert any("taken over" in notice for notice in result.notices)


@pytest.mark.parametrize(
    ("fields", "error", "part"),
    [
        ({"classes": ["a", "a"]}, VocabularyError, "there twice"),
        ({"classes": []}, VocabularyError, "No class name"),
        ({"model": "nothing"}, UnknownModel, '"nothing" does not exist'),
        ({"model": "aeroseg"}, NeedsDownload, "weights are not here"),
        ({"grid": {"window": [500, 500, 10, 10]}}, ExtentError, "does not touch"),
        ({"device": "cuda"}, NotAvailable, "cannot be used"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_request_is_told_before_any_work(
    scene: Path, request_for: Make, fields: dict[str, Any], error: type[Exception], part: str
) -> None:
    if torch.cuda.is_available() and fields.get("device"):
        pytest.skip("this machine has a GPU")
    request = request_for(scene, **fields)
    with pytest.raises(error, match=part):
        Engine(device="cpu").segment(request)
    assert not Path(request.out_dir).exists()


def test_missing_image_is_told(engine: Engine, tmp_path: Path, request_for: Make) -> None:
    with pytest.raises(LayerError, match="was not found"):
        engine.segment(request_for(tmp_path / "gone.tif"))


def test_folder_that_cannot_be_made_is_named(
    engine: Engine, scene: Path, request_for: Make, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "run"
    with pytest.raises(DiskFull, match="file/run"):
        engine.segment(request_for(scene, out_dir=str(folder)))


def test_full_disk_in_mid_run_keeps_finished_blocks(
    scene: Path, request_for: Make, monkeypatch: pytest.MonkeyPatch, expected: bytes
) -> None:
    request = request_for(scene)
    written = 0
    original = Path.write_bytes

    def fail(self: Path, data: bytes) -> int:
        nonlocal written
        written += 1
        if written > 6:
            raise OSError(28, "No space left on device")
        return original(self, data)

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(DiskFull, match="No space left on device") as caught:
        Engine(device="cpu").segment(request)
    assert request.out_dir in caught.value.message
    monkeypatch.undo()
    assert len(list((Path(request.out_dir) / "blocks").iterdir())) == 6
    result = Engine(device="cpu").segment(request)
    assert Path(result.paths.scores).read_bytes() == expected


def test_failure_while_writing_leaves_nothing_half_written(
    scene: Path, request_for: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        raise OSError(28, "No space left on device")

    request = request_for(scene)
    monkeypatch.setattr(outputs, "build_overviews", fail)
    with pytest.raises(DiskFull, match=r"classes\.tif"):
        Engine(device="cpu").segment(request)
    names = {path.name for path in Path(request.out_dir).iterdir()}
    assert names == {"blocks", "journal.jsonl", "request.json"}


def test_fault_of_a_model_is_passed_on(
    engine: Engine, scene: Path, request_for: Make, tmp_path: Path
) -> None:
    broken = toy.save_toy(tmp_path / "broken.safetensors", crash=True)
    with pytest.raises(RuntimeError, match="the toy is broken"):
        engine.segment(request_for(scene, model=str(broken)))


def test_values_that_are_no_numbers_are_told(
    engine: Engine, scene: Path, request_for: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toy.Toy, "decode", lambda *_: torch.full((1, 3, 64, 64), float("nan")))
    with pytest.raises(WorkerError, match="not numbers"):
        engine.segment(request_for(scene))


def test_memory_that_runs_out_once_is_freed_and_tried_again(
    engine: Engine, scene: Path, request_for: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: Iterator[bool] = iter([True])
    original = toy.Toy.decode

    def decode(self: toy.Toy, *arguments: Any) -> torch.Tensor:
        if next(failures, False):
            raise torch.OutOfMemoryError("CUDA out of memory")
        return original(self, *arguments)

    monkeypatch.setattr(toy.Toy, "decode", decode)
    assert engine.segment(request_for(scene)).classes[0].pixels > 0


def test_memory_that_stays_too_small_is_told(
    engine: Engine, scene: Path, request_for: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(*_: Any) -> torch.Tensor:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(toy.Toy, "decode", decode)
    with pytest.raises(OutOfMemory, match="too little memory") as caught:
        engine.segment(request_for(scene))
    assert "fewer classes" in caught.value.hint
