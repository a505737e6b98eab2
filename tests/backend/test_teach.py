"""Teaching a word: what is learned, what stays as it was, and every refusal in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import torch
from safetensors.torch import load_file, save_file

from backend import protocol as p
from backend.checkpoint import file_sha256, load_model
from backend.cli import run
from backend.engine import Engine
from backend.errors import (
    AppError,
    BadRequest,
    Cancelled,
    DiskFull,
    NotAvailable,
    PlacesError,
    TaughtRefused,
    VocabularyError,
)
from backend.grid import place
from backend.models.aeroseg import teaching
from backend.taught import read_taught, save_taught
from tests.backend.conftest import NORTH_UP, UTM, draw, read, write_tif
from tests.backend.test_explain import save_small

Make = Callable[..., p.TeachParams]
RED, BLUE = (40.0, 40.0), (140.0, 100.0)  # columns and rows inside the rectangles of the scene


def features(
    *marks: tuple[tuple[float, float], bool], side: float = 0.0, crs: str | None = UTM
) -> dict[str, Any]:
    """GeoJSON of points, or of squares, at pixels of the drawn scene."""
    found = []
    for (column, row), positive in marks:
        corners = [(0, 0)] if not side else [(0, 0), (side, 0), (side, side), (0, side), (0, 0)]
        points = [list(place(NORTH_UP, column + x, row + y)) for x, y in corners]
        geometry = {"type": "Polygon", "coordinates": [points]}
        if not side:
            geometry = {"type": "Point", "coordinates": points[0]}
        found.append(
            {"type": "Feature", "geometry": geometry, "properties": {"positive": positive}}
        )
    out: dict[str, Any] = {"type": "FeatureCollection", "features": found}
    if crs is not None:
        out["crs"] = {"type": "name", "properties": {"name": crs}}
    return out


def write_marks(path: Path, data: Any) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Untrained, small, and knows two words only."""
    path = tmp_path_factory.mktemp("models") / "small.safetensors"
    return save_small(path, "aeroseg", vocabulary=("building", "road"), gsd_m=1.0, angles=(0,))


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dozen steps show all that is tested here."""
    quick = partial(teaching.learn, how=teaching.Learning(steps=10, rate=0.1))
    monkeypatch.setattr(teaching, "learn", quick)


@pytest.fixture
def lesson(small: Path, scene: Path, tmp_path: Path) -> Make:
    """Makes teaching requests."""

    def make(marks: Any = None, **fields: Any) -> p.TeachParams:
        data = features((RED, True), (BLUE, False)) if marks is None else marks
        place = write_marks(tmp_path / "marks.geojson", data)
        values: dict[str, Any] = {
            "name": "zorb",
            "sites": [{"image": {"path": str(scene)}, "marks": str(place)}],
            "classes": ["building", "road"],
            "model": str(small),
            "out": str(tmp_path / "zorb.safetensors"),
            **fields,
        }
        return p.TeachParams.model_validate(values)

    return make


@pytest.fixture
def taught(engine: Engine, lesson: Make) -> p.TeachResult:
    return engine.teach(lesson())


def test_learning_lowers_the_loss_and_leaves_the_model_alone(
    engine: Engine, lesson: Make, small: Path
) -> None:
    before = file_sha256(small)
    weights = {k: v.clone() for k, v in load_model(small).state_dict().items()}  # type: ignore[attr-defined]
    told: list[str] = []
    result = engine.teach(lesson(), lambda stage, *_: told.append(stage))
    assert result.loss_after < result.loss_before
    assert (result.positive, result.negative, result.name) == (1, 1, "zorb")
    assert {"encoding", "learning"} <= set(told)
    assert file_sha256(small) == before
    model = next(iter(engine._models.values())).model
    assert all(torch.equal(v, weights[k]) for k, v in model.state_dict().items())  # type: ignore[attr-defined]


def test_file_says_what_it_is_and_whose(taught: p.TeachResult, small: Path) -> None:
    word = read_taught(taught.path)
    assert (word.name, word.positive, word.negative) == ("zorb", 1, 1)
    assert word.model_sha256 == file_sha256(small)
    assert word.model_id == "small.safetensors"  # no folder of the user
    assert word.learned.sha256 == file_sha256(taught.path) == taught.sha256
    assert word.learned.rows.shape == (4, 32)
    assert Path(taught.path).stat().st_size < 4096


def test_same_marks_teach_the_same(engine: Engine, lesson: Make, tmp_path: Path) -> None:
    first = engine.teach(lesson())
    rows = load_file(first.path)["rows"]
    again = engine.teach(lesson(out=str(tmp_path / "again.safetensors")))
    assert torch.equal(load_file(again.path)["rows"], rows)


def test_taught_word_is_found_and_other_classes_stay(
    engine: Engine, request_for: Callable[..., p.SegmentParams], taught: p.TeachResult,
    scene: Path, small: Path,
) -> None:  # fmt: skip
    common = {"model": str(small), "threshold": 0.0}
    without = engine.segment(request_for(scene, ["building", "road"], **common))
    result = engine.segment(
        request_for(scene, ["building", "zorb", "road"], taught=[taught.path], **common)
    )
    assert result.unknown == [] and result.classes[1].known
    old, new = read(without.paths.scores), read(result.paths.scores)
    # The upsampling of three maps rounds differently from that of two, by one step in a million.
    for a, b in ((0, 0), (1, 2)):
        difference = np.abs(old[a].astype(int) - new[b].astype(int))
        assert difference.max() <= 1 and (difference > 0).mean() < 1e-3
    before, after = read(without.paths.classes)[0], read(result.paths.classes)[0]
    moved = np.array([0, 1, 3])[before]
    elsewhere = (after != 2) & (old[0] != old[1])
    assert (moved[elsewhere] == after[elsewhere]).mean() > 0.999
    unknown = engine.segment(request_for(scene, ["building", "zorb", "road"], **common))
    assert unknown.unknown == ["zorb"] and unknown.classes[1].pixels == 0


def test_known_word_can_be_improved(
    engine: Engine, request_for: Callable[..., p.SegmentParams], lesson: Make, scene: Path,
    small: Path, tmp_path: Path,
) -> None:  # fmt: skip
    better = engine.teach(lesson(name="road", out=str(tmp_path / "road.safetensors")))
    common = {"model": str(small)}
    plain = engine.segment(request_for(scene, ["building", "road | street"], **common))
    result = engine.segment(
        request_for(scene, ["building", "road | street"], taught=[better.path], **common)
    )
    old, new = read(plain.paths.scores), read(result.paths.scores)
    assert np.array_equal(old[0], new[0])  # the other class, as with the word itself
    assert not np.array_equal(old[1], new[1])


def test_record_names_the_file_by_its_hash_and_runs_repeat(
    engine: Engine, request_for: Callable[..., p.SegmentParams], taught: p.TeachResult,
    scene: Path, small: Path,
) -> None:  # fmt: skip
    make = lambda: request_for(scene, ["zorb"], model=str(small), taught=[taught.path])  # noqa: E731
    first, second = engine.segment(make()), engine.segment(make())
    assert Path(first.paths.classes).read_bytes() == Path(second.paths.classes).read_bytes()
    record = json.loads(Path(first.paths.record).read_text(encoding="utf-8"))
    assert record["taught"] == [
        {
            "name": "zorb", "file": "zorb.safetensors", "sha256": taught.sha256,
            "positive": 1, "negative": 1,
        }
    ]  # fmt: skip
    assert record["command"].endswith("--taught zorb.safetensors")
    with rasterio.open(first.paths.classes) as file:
        assert json.loads(file.tags()["AEROSEG_RECORD"])["taught"] == record["taught"]


def test_another_file_is_another_run(
    engine: Engine, request_for: Callable[..., p.SegmentParams], taught: p.TeachResult,
    scene: Path, small: Path, tmp_path: Path,
) -> None:  # fmt: skip
    word = read_taught(taught.path)
    other = save_taught(
        tmp_path / "other.safetensors", word.learned.rows.flip(1), name="zorb",
        model_id=str(small), model_sha256=word.model_sha256, positive=1, negative=0,
    )  # fmt: skip
    results = [
        engine.segment(request_for(scene, ["zorb"], model=str(small), taught=[str(path)]))
        for path in (taught.path, tmp_path / "other.safetensors")
    ]
    records = [json.loads(Path(r.paths.record).read_text(encoding="utf-8")) for r in results]
    assert records[1]["taught"][0]["sha256"] == other.learned.sha256
    assert records[0]["taught"] != records[1]["taught"]
    assert not np.array_equal(*(read(r.paths.scores) for r in results))


@pytest.mark.parametrize("side", [0.0, 20.0], ids=["clicks", "polygons"])
def test_marks_in_longitude_and_latitude(
    engine: Engine, lesson: Make, side: float
) -> None:  # fmt: skip
    from rasterio.warp import transform_geom

    data = features((RED, True), (BLUE, False), side=side)
    for feature in data["features"]:
        feature["geometry"] = transform_geom(UTM, "EPSG:4326", feature["geometry"])
    del data["crs"]
    assert engine.teach(lesson(data)).positive == 1


def test_image_without_georeference_is_marked_in_pixels(
    engine: Engine, lesson: Make, tmp_path: Path
) -> None:
    plain = write_tif(tmp_path / "plain.tif", draw(), None, None)
    mark = {"type": "Point", "coordinates": [RED[0], -RED[1]]}
    data = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "geometry": mark, "properties": {}}],
    }
    place = write_marks(tmp_path / "m.geojson", data)
    site = {"image": {"path": str(plain)}, "marks": str(place), "grid": {"pixel_size_m": 1.0}}
    assert engine.teach(lesson(sites=[site])).positive == 1


BAD_MARKS: dict[str, tuple[Any, str]] = {
    "only negative": (features((RED, False)), "No mark shows"),
    "beside the image": (features(((9000.0, 9000.0), True)), "lies on the image"),
    "none": ({"type": "FeatureCollection", "features": []}, "no feature"),
    "no GeoJSON": ({"type": "Topology"}, "no list of features"),
    "lines": (
        {
            "type": "FeatureCollection",
            "features": [
                {"geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}},
            ],
        },
        "none of its features",
    ),
    "damaged": (
        {"type": "FeatureCollection", "features": [{"geometry": {"type": "Point"}}]},
        "damaged",
    ),
    "unknown system": (features((RED, True), crs="EPSG:999999"), "not known"),
}


@pytest.mark.parametrize("case", BAD_MARKS)
def test_marks_that_cannot_be_used(engine: Engine, lesson: Make, case: str, tmp_path: Path) -> None:
    data, words = BAD_MARKS[case]
    with pytest.raises(PlacesError, match=words):
        engine.teach(lesson(data))
    assert not (tmp_path / "zorb.safetensors").exists()


@pytest.mark.parametrize("name", ["zorb | orb", "zorb, orb", "zorb @ 0.4"])
def test_word_must_be_one_name(engine: Engine, lesson: Make, name: str) -> None:
    with pytest.raises(VocabularyError):
        engine.teach(lesson(name=name))


def test_other_kinds_of_models_refuse(engine: Engine, lesson: Make, toy_checkpoint: Path) -> None:
    with pytest.raises(NotAvailable, match="cannot be taught"):
        engine.teach(lesson(model=str(toy_checkpoint), classes=["red"]))


def test_folder_that_is_not_there(engine: Engine, lesson: Make, tmp_path: Path) -> None:
    with pytest.raises(DiskFull):
        engine.teach(lesson(out=str(tmp_path / "no" / "zorb.safetensors")))


def test_cancelling_writes_nothing(engine: Engine, lesson: Make, tmp_path: Path) -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 20

    with pytest.raises(Cancelled):
        engine.teach(lesson(), cancelled=stop)
    assert not list(tmp_path.glob("*.safetensors*"))


def test_word_of_another_model_is_refused(
    engine: Engine, request_for: Callable[..., p.SegmentParams], taught: p.TeachResult, scene: Path
) -> None:
    with pytest.raises(TaughtRefused, match="another model"):
        engine.segment(request_for(scene, ["red", "zorb"], taught=[taught.path]))


def test_word_that_is_not_in_the_list(
    engine: Engine, request_for: Callable[..., p.SegmentParams], taught: p.TeachResult,
    scene: Path, small: Path,
) -> None:  # fmt: skip
    with pytest.raises(VocabularyError, match="not among the classes"):
        engine.segment(request_for(scene, ["building"], model=str(small), taught=[taught.path]))
    twice = ["building", "zorb"]
    with pytest.raises(VocabularyError, match="Two taught words"):
        engine.segment(
            request_for(scene, twice, model=str(small), taught=[taught.path, taught.path])
        )


def damaged(path: Path, how: str) -> Path:
    good = {"rows": torch.nn.functional.normalize(torch.ones(4, 32), dim=-1)}
    header = {
        "format": "aeroseg-taught", "format_version": "1", "name": "x", "model": "m",
        "model_sha256": "0" * 64, "positive": "1", "negative": "0", "made": "2026-01-01",
    }  # fmt: skip
    if how == "other kind":
        header["format"] = "another"
    elif how == "version":
        header["format_version"] = "9"
    elif how == "no unit rows":
        good["rows"] = good["rows"] * 2
    elif how == "not numbers":
        good["rows"] = good["rows"] * float("nan")
    elif how == "shape":
        good["rows"] = good["rows"][0]
    elif how == "more tensors":
        good["more"] = torch.zeros(1)
    elif how == "no name":
        del header["name"]
    elif how == "negative count":
        header["positive"] = "-1"
    save_file(good, path, header)
    if how == "cut":
        path.write_bytes(path.read_bytes()[:-9])
    elif how == "pickle":
        path.write_bytes(b"\x80\x04cos\nsystem\n")
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "gone":
        path.unlink()
    return path


@pytest.mark.parametrize(
    "how",
    [
        "other kind", "version", "no unit rows", "not numbers", "shape", "more tensors", "no name",
        "negative count", "cut", "pickle", "empty", "gone",
    ],
)  # fmt: skip
def test_files_that_are_no_taught_word(tmp_path: Path, how: str) -> None:
    with pytest.raises(TaughtRefused) as caught:
        read_taught(damaged(tmp_path / "x.safetensors", how))
    assert caught.value.hint and "x.safetensors" in caught.value.message


def test_published_inference_takes_no_taught_word(scene: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match='inference "map" alone'):
        p.SegmentParams(
            image=p.ImageSpec(path=str(scene)), classes=["a"], out_dir=str(tmp_path),
            inference="published", taught=["x.safetensors"],
        )  # fmt: skip


def test_command_line(
    small: Path, scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marks = write_marks(tmp_path / "m.geojson", features((RED, True), (BLUE, False)))
    out = tmp_path / "zorb.safetensors"
    words = ["teach", "zorb", str(out), "--site", str(scene), str(marks), "--model", str(small)]
    assert run([*words, "--classes", "building, road", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["path"] == str(out)
    assert run(words) == 0
    assert "1 places that show it" in capsys.readouterr().out
    classes = tmp_path / "classes.tif"
    asked = ["segment", str(scene), str(classes), "--classes", "zorb, road"]
    assert run([*asked, "--model", str(small), "--taught", str(out)]) == 0
    assert classes.exists()


def test_command_line_exit_codes(scene: Path, small: Path, tmp_path: Path) -> None:
    marks = write_marks(tmp_path / "m.geojson", features((RED, False)))
    site = ["--site", str(scene), str(marks), "--model", str(small)]
    assert run(["teach", "zorb", str(tmp_path / "zorb.txt"), *site]) == BadRequest.exit_code
    assert run(["teach", "zorb", str(tmp_path / "z.safetensors"), *site]) == PlacesError.exit_code
    assert AppError.exit_code == 1
