"""Runs by the published inference: same files and grids as every run, other pixels."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import torch

from backend import protocol as p
from backend.checkpoint import save_checkpoint
from backend.cli import run
from backend.engine import Engine
from backend.errors import BadRequest, Cancelled, ExtentError, NotAvailable, OutOfMemory
from backend.models.aeroseg import AerOSegConfig
from backend.models.aeroseg.published_inference import PublishedInference
from backend.models.base import ClassPrompt
from backend.whole_image import MAX_SIDE_PX
from tests.backend.conftest import draw, read, write_tif
from tests.backend.models.test_aeroseg import built, compact
from tests.backend.test_same_pixel import aoi_file

NAMES = ["building", "house", "road"]
Ask = Callable[..., p.SegmentParams]


def small(**changes: Any) -> AerOSegConfig:
    """Compact towers and one rotation."""
    config = compact()
    return config.model_copy(update={"gsd_m": 1.0, "angles": (0,), "prompts": ("{}",), **changes})


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model that takes any name, its last layer turned up."""
    model = built(small(vocabulary=None))
    with torch.no_grad():
        model.head.decoder.classifier.weight.mul_(40)
    path = tmp_path_factory.mktemp("whole") / "small.safetensors"
    save_checkpoint(path, model, title="Small", training={}, classes=[], licence="CC0", credits=[])
    return path


@pytest.fixture
def ask(scene: Path, checkpoint: Path, tmp_path: Path) -> Ask:
    """Makes requests for the published inference of the scene."""
    made = 0

    def make(path: Path = scene, classes: Sequence[str] = NAMES, **fields: Any) -> p.SegmentParams:
        nonlocal made
        made += 1
        values = {
            "image": {"path": str(path)}, "classes": list(classes), "model": str(checkpoint),
            "inference": "published", "out_dir": str(tmp_path / f"run{made}"), **fields,
        }  # fmt: skip
        return p.SegmentParams.model_validate(values)

    return make


def expected_scores(engine: Engine, checkpoint: Path, image: np.ndarray) -> np.ndarray:
    """What the model's published inference gives, called by hand."""
    model = engine._load(engine.registry.resolve(str(checkpoint)), _cpu()).model
    text = torch.cat([model.embed([ClassPrompt(name)]) for name in NAMES])
    maps = PublishedInference(model).maps(torch.from_numpy(image), text)  # type: ignore[arg-type]
    return torch.nn.functional.interpolate(
        maps[None], size=image.shape[1:], mode="bilinear", align_corners=False
    )[0].numpy()


def _cpu() -> Any:
    from backend.device import choose_device

    return choose_device("cpu")


def test_scores_are_those_of_the_model_on_the_grid_of_the_image(
    engine: Engine, ask: Ask, scene: Path, checkpoint: Path
) -> None:
    result = engine.segment(ask())
    codes = read(result.paths.scores)
    expected = expected_scores(engine, checkpoint, draw())
    assert expected.std() > 0.01
    score = expected.clip(1e-6, 1 - 1e-6)
    nearest = np.rint(127 + 20 * np.log(score / (1 - score))).clip(0, 254)
    assert np.abs(codes - nearest).max() <= 1  # a score between two codes
    assert (codes != nearest).mean() < 1e-2
    with rasterio.open(scene) as image, rasterio.open(result.paths.classes) as classes:
        assert classes.transform == image.transform
        assert classes.crs == image.crs
        assert classes.shape == image.shape
    assert result.tiles == 5
    assert result.cache == p.CacheUse(hits=0, misses=0)


def test_polygons_cut_the_result_and_nothing_else(engine: Engine, ask: Ask, tmp_path: Path) -> None:
    """The area is one image: what is seen stays the whole of it."""
    ring = [[(20.0, 10.0), (170.0, 40.0), (60.0, 140.0)]]
    whole = engine.segment(ask())
    part = engine.segment(ask(aoi=aoi_file(tmp_path / "aoi.geojson", [ring])))
    found, expected = read(part.paths.scores), read(whole.paths.scores)
    inside = found[0] != 255
    assert 0.2 < inside.mean() < 0.4
    assert np.array_equal(found[:, inside], expected[:, inside])


def test_scores_for_evaluation_have_no_steps(
    engine: Engine, ask: Ask, checkpoint: Path, tmp_path: Path
) -> None:
    found = engine.published_scores(ask())
    scores = found.classes
    assert np.abs(scores - expected_scores(engine, checkpoint, draw())).max() < 5e-5
    assert found.valid.all()
    assert found.other is None
    assert len(np.unique(scores)) > 1000
    assert not list(tmp_path.glob("run*"))
    with pytest.raises(BadRequest, match='"map"'):
        engine.published_scores(ask(inference="map"))
    with pytest.raises(BadRequest, match="share of the whole image"):
        engine.published_scores(ask(), cls_weight=0.0)


def test_area_is_one_image(engine: Engine, ask: Ask, tmp_path: Path) -> None:
    """A window answers like a file with only these pixels, not like a part of the whole."""
    window = [30, 20, 120, 100]
    part = write_tif(tmp_path / "part.tif", draw()[:, 20:120, 30:150])
    of_window = read(engine.segment(ask(grid={"window": window})).paths.scores)
    of_part = read(engine.segment(ask(part)).paths.scores)
    of_whole = read(engine.segment(ask()).paths.scores)
    assert np.array_equal(of_window, of_part)
    assert not np.array_equal(of_window, of_whole[:, 20:120, 30:150])


def test_it_is_another_answer_than_the_map_path(engine: Engine, ask: Ask) -> None:
    published, blended = engine.segment(ask()), engine.segment(ask(inference="map"))
    assert not np.array_equal(read(published.paths.scores), read(blended.paths.scores))


def test_native_output_has_the_files_pixels(engine: Engine, ask: Ask, tmp_path: Path) -> None:
    image = write_tif(tmp_path / "fine.tif", draw(203, 151))
    result = engine.segment(ask(image, grid={"factor": 2, "output": "native"}))
    assert (result.width, result.height) == (203, 151)
    with rasterio.open(result.paths.classes) as classes, rasterio.open(image) as source:
        assert classes.transform == source.transform


def test_nodata_stays_nodata_and_an_empty_area_runs_nothing(
    engine: Engine, ask: Ask, tmp_path: Path
) -> None:
    pixels = draw(120, 90)
    pixels[:, :, :40] = 0
    image = write_tif(tmp_path / "holes.tif", pixels, nodata=0)
    ids = read(engine.segment(ask(image)).paths.classes)[0]
    assert (ids[:, :40] == 255).all()
    assert (ids[:, 40:] != 255).all()
    empty = write_tif(tmp_path / "empty.tif", np.zeros_like(pixels), nodata=0)
    result = engine.segment(ask(empty))
    assert (read(result.paths.classes) == 255).all()
    assert any("holds no data" in notice for notice in result.notices)
    assert result.stages["encode"] == 0.0
    scores = engine.published_scores(ask(empty))
    assert not scores.valid.any()
    assert not scores.classes.any()


def test_20_names_and_unknown_names_take_their_places(
    engine: Engine, ask: Ask, tmp_path: Path
) -> None:
    model = built(small())
    closed = tmp_path / "closed.safetensors"
    save_checkpoint(closed, model, title="Closed", training={}, classes=[], licence="CC0",
                    credits=[])  # fmt: skip
    result = engine.segment(ask(classes=["crane", "road"], model=str(closed)))
    assert result.unknown == ["crane"]
    codes = read(result.paths.scores)
    assert (codes[0] == 0).all()
    assert codes[1].std() > 0
    scores = engine.published_scores(ask(classes=["crane", "road"], model=str(closed))).classes
    assert (scores[0] == 0).all()
    assert scores[1].std() > 0
    top = ask(classes=[f"thing {i}" for i in range(20)], grid={"window": [0, 0, 60, 50]})
    many = engine.segment(top)
    assert read(many.paths.scores).shape == (8, 50, 60)
    assert len(many.classes) == 20


# ---------------------------------------------------------------- record, progress, cancel


def test_record_names_the_inference_and_repeats_the_run(
    scene: Path, checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.tif"
    words = ["segment", str(scene), str(out), "--classes", ", ".join(NAMES), "--gsd", "1"]
    assert run([*words, "--model", str(checkpoint), "--inference", "published"]) == 0
    with rasterio.open(out) as file:
        record = json.loads(file.tags()["AEROSEG_RECORD"])
    assert record["inference"] == "published"
    again = shlex.split(record["command"])[3:]
    assert again[again.index("--inference") + 1] == "published"
    folder = tmp_path / "again"
    folder.mkdir()
    (folder / scene.name).write_bytes(scene.read_bytes())
    (folder / checkpoint.name).write_bytes(checkpoint.read_bytes())
    monkeypatch.chdir(folder)
    assert run(again) == 0
    assert (folder / "classes.tif").read_bytes() == out.read_bytes()


def test_progress_names_the_views_and_goes_up(engine: Engine, ask: Ask) -> None:
    told: list[tuple[str, str, int, int]] = []
    engine.segment(
        ask(), lambda stage, text, done, total, _: told.append((stage, text, done, total))
    )
    views = [text for stage, text, _, _ in told if stage == "encoding"]
    assert views == [f"encoding view {i} of 5" for i in range(1, 6)]
    steps = [(done, total) for stage, _, done, total in told if stage != "starting"]
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert len({total for _, total in steps}) == 1
    assert steps[-1][0] == steps[-1][1]


def test_cancel_between_views_leaves_nothing(engine: Engine, ask: Ask, tmp_path: Path) -> None:
    seen: list[str] = []
    params = ask()

    def progress(stage: str, text: str, *_: Any) -> None:
        seen.append(text)

    with pytest.raises(Cancelled):
        engine.segment(params, progress, lambda: "encoding view 2 of 5" in seen)
    assert "encoding view 3 of 5" not in seen
    assert not Path(params.out_dir).exists()


def test_interrupted_run_of_one_inference_is_not_taken_by_the_other(
    engine: Engine, ask: Ask
) -> None:
    params = ask(inference="map")
    expected = read(engine.segment(ask()).paths.scores)

    def cancelled() -> bool:
        return any(Path(params.out_dir, "blocks").glob("*.z"))

    with pytest.raises(Cancelled):
        engine.segment(params, cancelled=cancelled)
    assert list(Path(params.out_dir, "blocks").glob("*.z"))
    again = engine.segment(params.model_copy(update={"inference": "published"}))
    assert np.array_equal(read(again.paths.scores), expected)


def test_memory_that_runs_out_once_is_tried_again(
    engine: Engine, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = read(engine.segment(ask()).paths.scores)
    real, calls = PublishedInference.logits, 0

    def logits(self: PublishedInference, *arguments: Any) -> torch.Tensor:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise MemoryError
        return real(self, *arguments)

    monkeypatch.setattr(PublishedInference, "logits", logits)
    assert np.array_equal(read(engine.segment(ask()).paths.scores), expected)
    assert calls == 3 + 5

    def full(*_: Any) -> torch.Tensor:
        raise MemoryError

    monkeypatch.setattr(PublishedInference, "logits", full)
    with pytest.raises(OutOfMemory):
        engine.segment(ask())


# ---------------------------------------------------------------- refusals


def test_too_large_an_area_is_refused_before_it_is_read(
    engine: Engine, ask: Ask, tmp_path: Path
) -> None:
    image = write_tif(
        tmp_path / "long.tif", np.full((1, 20, MAX_SIDE_PX + 1), 90, np.uint8), compress="deflate"
    )
    params = ask(image)
    with pytest.raises(ExtentError, match=r"4,097 x 20 working pixels.*4,096 x 4,096") as error:
        engine.segment(params)
    assert '"map"' in error.value.hint
    assert not Path(params.out_dir).exists()


def test_a_model_without_published_inference_is_named(
    scene: Path, toy_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["segment", str(scene), str(tmp_path / "out.tif"), "--classes", "red"]
    assert run([*words, "--model", str(toy_checkpoint), "--inference", "published"]) == 4
    assert '"Toy" has no published inference' in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"scene.tif"}
    assert NotAvailable.exit_code == 4


def test_wrong_word_for_the_inference_is_wrong_use(
    scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["segment", str(scene), str(tmp_path / "out.tif"), "--classes", "red"]
    assert run([*words, "--inference", "paper"]) == 2
    assert "published" in capsys.readouterr().err
