"""Looking inside a model: maps in their place, all files or none, every refusal in words."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from PIL import Image

from backend import protocol as p
from backend import sheet
from backend.checkpoint import save_checkpoint
from backend.cli import run
from backend.engine import Engine
from backend.errors import (
    AppError,
    Cancelled,
    DiskFull,
    ExtentError,
    LayerError,
    NoKnownClass,
    NotAvailable,
    UnknownModel,
    VocabularyError,
)
from backend.explain_output import safe_name
from backend.models import build_model
from backend.models.aeroseg.config import AerOSegConfig
from backend.models.aeroseg.presets import preset
from backend.stage_maps import map_step
from tests.backend.conftest import NORTH_UP, UTM, draw, read, write_tif
from tests.backend.models.small import shrunk

Make = Callable[..., p.ExplainParams]


def save_small(path: Path, name: str, **changes: object) -> Path:
    """A checkpoint with the structure of a preset, small and untrained; tokens of 16 px."""
    raw = {**shrunk(preset(name)).model_dump(), "stride_px": 64, **changes}
    torch.manual_seed(0)
    model = build_model(AerOSegConfig.model_validate(raw))
    save_checkpoint(
        path, model, title=f"Small {name}", training={"steps": 0}, classes=[], licence="CC0",
        credits=["nobody"],
    )  # fmt: skip
    return path


@pytest.fixture(scope="module")
def guided_by_sam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_small(tmp_path_factory.mktemp("models") / "sam.safetensors", "aeroseg")


@pytest.fixture(scope="module")
def guided_by_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_small(tmp_path_factory.mktemp("models") / "clip.safetensors", "catseg-b16")


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Shared: models stay loaded, as in the product."""
    return Engine(device="cpu")


@pytest.fixture
def request_for(scene: Path, guided_by_sam: Path, tmp_path: Path) -> Make:
    def make(classes: list[str] | None = None, **fields: Any) -> p.ExplainParams:
        values = {
            "image": {"path": str(fields.pop("path", scene))},
            "classes": ["building", "road"] if classes is None else classes,
            "model": str(guided_by_sam),
            "out_dir": str(tmp_path / "inside"),
            **fields,
        }
        return p.ExplainParams.model_validate(values)

    return make


def files(folder: Path | str) -> list[str]:
    root = Path(folder)
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def bands(path: str | Path) -> tuple[str, ...]:
    with rasterio.open(path) as file:
        return tuple(file.descriptions)


def test_every_map_lies_on_its_own_grid(engine: Engine, request_for: Make, scene: Path) -> None:
    params = request_for()
    told: list[tuple[str, int, int]] = []
    result = engine.explain(
        params, lambda stage, text, done, all_, s: told.append((stage, done, all_))
    )
    out = Path(params.out_dir)
    assert files(out) == [
        "01-building-correlation.tif", "01-building-refinement.tif", "01-building-score.tif",
        "02-road-correlation.tif", "02-road-refinement.tif", "02-road-score.tif",
        "run.json", "sheet.png",
    ]  # fmt: skip
    assert bands(out / "02-road-correlation.tif") == (
        "road: correlation 0°", "road: correlation 90°",
        "road: correlation 180°", "road: correlation 270°",
    )  # fmt: skip
    assert bands(out / "02-road-refinement.tif") == (
        "road: before refinement", "road: after block 1", "road: after block 2",
    )  # fmt: skip
    assert bands(out / "02-road-score.tif") == ("road: score",)
    for name, pixel in (("correlation", 16), ("refinement", 16), ("score", 4)):
        with rasterio.open(out / f"01-building-{name}.tif") as file:
            assert file.crs.to_string() == UTM
            assert file.transform == NORTH_UP @ NORTH_UP.scale(pixel)
            assert (file.width, file.height) == (-(-200 // pixel), -(-150 // pixel))
            assert file.dtypes[0] == "float32"
            assert np.isnan(file.nodata)
            assert file.tags()["AEROSEG_CLASS"] == "building"
            values = file.read()
            assert np.isfinite(values).all()
            assert np.ptp(values) > 0
    (model,) = result.models
    assert [stage.key for stage in model.stages] == [
        "correlation", "before", "block1", "block2", "score"
    ]  # fmt: skip
    assert model.pixel_px == 16
    assert all(Path(item.path).is_file() for cls in model.classes for item in cls.maps)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert {stage for stage, _, _ in told} == {"starting", "encoding", "decoding", "writing"}
    with Image.open(result.paths.sheet) as picture:
        assert picture.format == "PNG"
        assert picture.width > 9 * sheet.THUMB_PX


def test_record_repeats_the_look(
    engine: Engine, request_for: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    params = request_for(["building | house", "road", "tree"], only=["tree"])
    result = engine.explain(params)
    text = Path(result.paths.record).read_text(encoding="utf-8")
    assert str(tmp_path) not in text  # no folder of the user's
    record = json.loads(text)
    assert record["lines"] == ["building | house", "road", "tree"]
    assert record["only"] == ["tree"]
    words = record["command"].split()
    assert words[:4] == ["python", "-m", "backend", "explain"]
    assert "--only" in words and "--window" in words
    maps = record["result"]["models"][0]["classes"][0]["maps"]
    assert maps[0]["path"] == "03-tree-correlation.tif"
    # The names that are not shown count all the same.
    alone = engine.explain(request_for(["tree"], out_dir=str(tmp_path / "alone")))
    among = read(Path(params.out_dir) / "03-tree-refinement.tif")
    without = read(
        Path(alone.models[0].classes[0].maps[-1].path).with_name("01-tree-refinement.tif")
    )
    np.testing.assert_allclose(among[0], without[0], atol=1e-5)
    assert not np.allclose(among[2], without[2], atol=1e-3)


def test_maps_are_the_same_whatever_window_is_asked_for(
    engine: Engine, request_for: Make, tmp_path: Path
) -> None:
    engine.explain(request_for())
    part = request_for(grid={"window": [40, 30, 100, 70]}, out_dir=str(tmp_path / "part"))
    engine.explain(part)
    for name, pixel in (("correlation", 16), ("refinement", 16), ("score", 4)):
        whole = read(tmp_path / "inside" / f"01-building-{name}.tif")
        with rasterio.open(tmp_path / "part" / f"01-building-{name}.tif") as file:
            left = round((file.transform.c - NORTH_UP.c) / pixel)
            top = round((NORTH_UP.f - file.transform.f) / pixel)
            assert (left, top) == (40 // pixel, 30 // pixel)
            values = file.read()
        rows, columns = values.shape[1:]
        np.testing.assert_allclose(
            values, whole[:, top : top + rows, left : left + columns], atol=1e-5
        )


def test_score_is_that_of_a_segmentation(engine: Engine, request_for: Make, tmp_path: Path) -> None:
    params = request_for()
    shared = params.model_dump(exclude={"only", "against"}) | {"out_dir": str(tmp_path / "run")}
    segmented = engine.segment(p.SegmentParams.model_validate(shared))
    result = engine.explain(params)
    assert result.cache.misses == 0 < result.cache.hits  # what is encoded is shared
    codes = read(segmented.paths.scores)[0].astype(float)  # (150, 200) of 0..254
    segmented_p = 1 / (1 + np.exp(-(codes - 127) / 20))
    score = torch.from_numpy(read(tmp_path / "inside" / "01-building-score.tif"))  # (1, 38, 50)
    fine = F.interpolate(score[None], scale_factor=4, mode="bilinear")[0, 0].numpy()
    inner = segmented_p[8:140, 8:190]  # outside, the interpolation has no neighbours

    def differs(shift: int) -> float:
        return float(np.abs(fine[8 + shift : 140 + shift, 8:190] - inner).mean())

    assert differs(0) < 0.01  # codes are steps of 0.05 in logit
    assert min(differs(-1), differs(1)) > 1.5 * differs(0)


def test_no_data_stays_without_a_value(engine: Engine, request_for: Make, tmp_path: Path) -> None:
    picture = draw()
    picture[:, :, 120:] = 0
    path = write_tif(tmp_path / "half.tif", picture, nodata=0)
    engine.explain(request_for(path=path))
    correlation = read(tmp_path / "inside" / "01-building-correlation.tif")
    assert np.isfinite(correlation[:, :, :7]).all()  # columns up to 112
    assert np.isnan(correlation[:, :, 8:]).all()  # from 128 on
    score = read(tmp_path / "inside" / "01-building-score.tif")
    assert np.isfinite(score[:, :, :30]).all()
    assert np.isnan(score[:, :, 30:]).all()
    empty = write_tif(tmp_path / "empty.tif", np.zeros((3, 64, 64), np.uint8), nodata=0)
    nothing = engine.explain(request_for(path=empty, out_dir=str(tmp_path / "empty")))
    assert nothing.notices == ["The chosen area holds no data: every map is empty."]


UNSAFE = ["a/b", "..", "CON", "a b", "a_b", "建物", "x" * 200, ". .", "Straße: neu?", "🏠"]


def test_names_that_no_file_can_have(engine: Engine, request_for: Make, tmp_path: Path) -> None:
    model = save_small(
        tmp_path / "many.safetensors", "aeroseg",
        refinement={**shrunk(preset("aeroseg")).refinement.model_dump(), "pad_len": 0},
    )  # fmt: skip
    result = engine.explain(request_for(UNSAFE, model=str(model)))
    found = files(tmp_path / "inside")
    assert len(found) == 3 * len(UNSAFE) + 2
    assert all("/" not in name and len(name.encode()) < 200 for name in found)
    for cls, name in zip(result.models[0].classes, UNSAFE, strict=True):
        assert cls.name == name
        assert bands(cls.maps[-1].path) == (f"{name}: score",)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["inside"]


def test_forty_classes(engine: Engine, request_for: Make, tmp_path: Path) -> None:
    model = save_small(
        tmp_path / "many.safetensors", "catseg-b16",
        refinement={**shrunk(preset("catseg-b16")).refinement.model_dump(), "pad_len": 256},
    )  # fmt: skip
    names = [f"class {number}" for number in range(1, 41)]
    window = {"window": [0, 0, 64, 64]}
    result = engine.explain(request_for(names, model=str(model), grid=window))
    assert [cls.name for cls in result.models[0].classes] == names
    with Image.open(result.paths.sheet) as picture:
        assert picture.height > 40 * 64


def test_two_models_side_by_side(
    engine: Engine, request_for: Make, guided_by_clip: Path, tmp_path: Path
) -> None:
    result = engine.explain(request_for(against=str(guided_by_clip)))
    first, second = result.models
    assert [len(cls.maps) for cls in (first.classes[0], second.classes[0])] == [8, 5]
    assert {path.split("/")[0] for path in files(tmp_path / "inside")} == {
        "A-sam", "B-clip", "run.json", "sheet.png",
    }  # fmt: skip
    assert len(files(tmp_path / "inside")) == 14
    assert first.stages != second.stages


@pytest.mark.parametrize("stride", [64, 80])
def test_tokens_that_do_not_meet_are_put_on_a_finer_grid(
    engine: Engine, request_for: Make, tmp_path: Path, stride: int
) -> None:
    """With steps of 80 px (margin 8) tokens of 16 px of two tiles are not the same squares."""
    model = save_small(tmp_path / "model.safetensors", "catseg-b16", stride_px=stride)
    result = engine.explain(request_for(model=str(model)))
    assert result.models[0].pixel_px == (16 if stride == 64 else 8)
    values = read(tmp_path / "inside" / "01-building-correlation.tif")
    assert values.shape == ((1, 10, 13) if stride == 64 else (1, 19, 25))
    assert np.isfinite(values).all()


@pytest.mark.parametrize(
    ("tile", "stride", "cells", "step"),
    [(384, 320, 24, 16), (384, 320, 96, 4), (96, 80, 6, 8), (640, 512, 24, 16), (64, 64, 64, 1)],
)
def test_map_step_is_the_coarsest_common_square(
    tile: int, stride: int, cells: int, step: int
) -> None:
    assert map_step(tile, stride, cells) == step
    assert all(size % step == 0 for size in (tile, stride, (tile - stride) // 2))


@pytest.mark.parametrize("name", UNSAFE)
def test_safe_names(name: str) -> None:
    safe = safe_name(name)
    assert safe and "/" not in safe and not safe.startswith(".")
    assert len(safe.encode()) <= 100


# Refusals


def refused(engine: Engine, params: p.ExplainParams) -> AppError:
    folder = Path(params.out_dir)
    existed = folder.exists()
    with pytest.raises(AppError) as error:
        engine.explain(params)
    assert folder.exists() == existed
    return error.value


def test_bad_input_is_told_and_writes_nothing(
    engine: Engine, request_for: Make, toy_checkpoint: Path, tmp_path: Path
) -> None:
    tiny = write_tif(tmp_path / "tiny.tif", draw(12, 12))
    (tmp_path / "file").write_text("")
    cases: list[tuple[p.ExplainParams, type[AppError], str]] = [
        (request_for([]), VocabularyError, "nothing to look for"),
        (request_for(["road", "road"]), VocabularyError, "twice"),
        (request_for(path=tmp_path / "missing.tif"), LayerError, "was not found"),
        (request_for(path=tiny), LayerError, "one patch of the model"),
        (request_for(model="nothing"), UnknownModel, "nothing"),
        (request_for(against="nothing"), UnknownModel, "nothing"),
        (request_for(model=str(toy_checkpoint)), NotAvailable, 'of the kind "toy"'),
        (request_for(against=str(toy_checkpoint)), NotAvailable, 'of the kind "toy"'),
        (request_for(out_dir=str(tmp_path / "file")), DiskFull, "it is a file"),
        (request_for(only=["water"]), VocabularyError, "not among the classes"),
        (request_for([f"n{i}" for i in range(65)]), VocabularyError, "at most 64"),
        (request_for([f"n{i}" for i in range(9)]), VocabularyError, "at most 8 classes"),
        (request_for(grid={"window": [900, 0, 5, 5]}), ExtentError, "does not touch"),
    ]  # fmt: skip
    for params, kind, words in cases:
        error = refused(engine, params)
        assert type(error) is kind, error.message
        assert words in error.message
        assert error.hint or kind is UnknownModel


def test_large_area_is_refused_before_a_model_is_loaded(request_for: Make, tmp_path: Path) -> None:
    path = tmp_path / "large.tif"
    profile = {"driver": "GTiff", "count": 3, "dtype": "uint8", "sparse_ok": True, "tiled": True}
    with rasterio.open(
        path, "w", width=5000, height=4000, transform=NORTH_UP, crs=UTM, **profile
    ):  # fmt: skip
        pass
    told: list[str] = []
    with pytest.raises(ExtentError, match="4,096 x 4,096"):
        Engine(device="cpu").explain(
            request_for(path=path), lambda stage, text, *rest: told.append(text)
        )
    assert not any("loading" in text for text in told)


def test_names_that_the_model_does_not_know(
    engine: Engine, request_for: Make, tmp_path: Path
) -> None:
    model = save_small(tmp_path / "closed.safetensors", "catseg-b16", vocabulary=("road",))
    result = engine.explain(request_for(model=str(model)))
    assert [cls.name for cls in result.models[0].classes] == ["road"]
    assert result.models[0].unknown == ["building"]
    assert files(tmp_path / "inside")[0] == "02-road-correlation.tif"
    error = refused(
        engine, request_for(model=str(model), only=["building"], out_dir=str(tmp_path / "none"))
    )
    assert type(error) is NoKnownClass


# Ends


@pytest.mark.parametrize(("asked", "written"), [(0, None), (3, None), (None, 1), (None, 2)])
def test_cancelling_leaves_nothing(
    engine: Engine, request_for: Make, tmp_path: Path, asked: int | None, written: int | None
) -> None:
    """Before, while tiles are seen, and while files are written."""
    questions = itertools.count()
    stages: list[str] = []

    def cancelled() -> bool:
        if asked is not None:
            return next(questions) >= asked
        return stages.count("writing") == written

    params = request_for(out_dir=str(tmp_path / "new" / "deeper"))
    with pytest.raises(Cancelled):
        engine.explain(params, lambda stage, *rest: stages.append(stage), cancelled)
    assert not (tmp_path / "new").exists()
    result = engine.explain(params)  # and it can be done again
    assert Path(result.paths.sheet).is_file()


def test_cancelling_keeps_what_was_in_the_folder(
    engine: Engine, request_for: Make, tmp_path: Path
) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "notes.txt").write_text("mine")
    with pytest.raises(Cancelled):
        engine.explain(request_for(), cancelled=lambda: True)
    assert files(tmp_path / "inside") == ["notes.txt"]


def test_sheet_that_cannot_be_written_leaves_nothing(
    engine: Engine, request_for: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", fail)
    error = refused(engine, request_for())
    assert type(error) is DiskFull
    assert "No space left" in error.message


def test_second_look_into_the_same_folder_replaces_the_first(
    engine: Engine, request_for: Make, tmp_path: Path
) -> None:
    engine.explain(request_for())
    engine.explain(request_for(["road", "tree"]))
    record = json.loads((tmp_path / "inside" / "run.json").read_text(encoding="utf-8"))
    assert record["lines"] == ["road", "tree"]
    assert bands(tmp_path / "inside" / "01-road-score.tif") == ("road: score",)


# The command line


def test_command_line_writes_the_maps_and_prints_json(
    scene: Path, guided_by_sam: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        "explain", str(scene), str(tmp_path / "inside"), "--classes", "building, road", "--model",
        str(guided_by_sam), "--gsd", "1", "--device", "cpu", "--extent",
        "500000,39936,500064,40000",
    ]  # fmt: skip
    assert run([*words, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert Path(found["paths"]["sheet"]).is_file()
    assert read(tmp_path / "inside" / "01-building-score.tif").shape == (1, 16, 16)
    assert run(words) == 0
    assert "01-building-correlation.tif" in capsys.readouterr().out


def test_command_line_exit_codes(
    scene: Path, guided_by_sam: Path, toy_checkpoint: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def code(*words: str, model: Path = guided_by_sam, out: str = "inside") -> int:
        fixed = ["explain", str(scene), str(tmp_path / out), "--model", str(model)]
        return run([*fixed, "--gsd", "1", *words])

    (tmp_path / "file").write_text("")
    assert code() == 2  # no names
    assert code("--classes", "") == 3
    assert code("--classes", "a", model=toy_checkpoint) == 4
    assert code("--classes", "a", model=tmp_path / "nothing.safetensors") == 3
    assert code("--classes", "a", out="file") == 5
    assert code("--classes", "a", "--only", "b") == 3
    assert not (tmp_path / "inside").exists()
    assert "not among the classes" in capsys.readouterr().err


# The sheet


def values(*rows: list[float]) -> NDArray[np.float32]:
    return np.array(rows, dtype=np.float32)


def test_colours_run_from_low_to_high_and_no_data_is_grey() -> None:
    colors = sheet.colored(values([0.0, 1.0, np.nan, -5.0, 9.0]), 0.0, 1.0)[0]
    low, high = (68, 1, 84), (253, 231, 37)
    assert [tuple(color) for color in colors] == [low, high, (224,) * 3, low, high]


def test_thumbnails_of_different_grids_show_the_same_place() -> None:
    """A bright square of 16 working pixels at (32, 16), on grids of 16, 4 and 1."""
    window = sheet.Box(20, 10, 60, 40)
    pictures = []
    for step in (16, 4, 1):
        left, top = 20 // step * step, 10 // step * step
        x = left + (np.arange(96 // step) * step)
        y = top + (np.arange(64 // step) * step)
        there = ((x >= 32) & (x < 48))[None, :] & ((y >= 16) & (y < 32))[:, None]
        layer = sheet.Layer(there.astype(np.float32), left, top, step)
        pictures.append(sheet._thumbnail(layer, window, 40, 30))
    assert np.array_equal(pictures[0], pictures[1])
    assert np.array_equal(pictures[0], pictures[2])
    assert (pictures[0][6, 12] == (253, 231, 37)).all()  # (32, 16) itself
    assert (pictures[0][5, 12] == (68, 1, 84)).all()


def test_names_of_every_script_are_drawn(tmp_path: Path) -> None:
    from backend.lettering import Lettering

    text = Lettering(15)
    for name in UNSAFE:
        lines = text.wrap(name, 120, 3)
        assert 1 <= len(lines) <= 3
        assert all(text.width_px(line) <= 120 for line in lines)
    assert text.fit("building", 500) == "building"
    shortened = text.fit("a very long name of a class", 100)
    assert shortened.startswith("a v") and shortened.endswith("ss") and "..." in shortened
    # A letter that no font has is written as its number, never as an empty box.
    assert "<10FFFD>" in text._font("a\U0010fffd")[1]
