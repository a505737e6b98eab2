"""The command line: same pixels as the worker, results on stdout, documented exit codes."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine

from backend import __version__
from backend import protocol as p
from backend.cli import build_parser, run
from backend.engine import Engine
from tests.backend import toy
from tests.backend.conftest import ROOT, draw, read, write_tif

Make = Callable[..., p.SegmentParams]
RUN = (
    "import sys; sys.path.insert(0, {root!r}); from tests.backend import toy; toy.register(); "
    "from backend.__main__ import main; main(sys.argv[1:])"
)


def command(*words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-I", "-X", "utf8", "-c", RUN.format(root=str(ROOT)), *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )


@pytest.fixture
def words(scene: Path, toy_checkpoint: Path, tmp_path: Path) -> list[str]:
    """A command line that works."""
    return [
        "segment", str(scene), str(tmp_path / "out.tif"), "--classes", "red, blue, grey",
        "--model", str(toy_checkpoint), "--device", "cpu",
    ]  # fmt: skip


def parsers() -> dict[str, argparse.ArgumentParser]:
    (action,) = [a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(action.choices)


@pytest.mark.parametrize("name", ["segment", "models", "inspect", "convert", "serve"])
def test_every_command_and_option_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    assert name in capsys.readouterr().out
    for action in parsers()[name]._actions:
        assert action.help, action.dest


def test_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_segment_prints_a_summary_and_writes_three_files(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = tmp_path / "scores.tif"
    assert run([*words, "--scores", str(scores)]) == 0
    out = capsys.readouterr()
    assert re.search(r"^red +[\d,]+ +[\d.]+ +0\.\d\d$", out.out, re.MULTILINE)
    assert "encode" in out.out
    assert "encoding tile 1 of" in out.err or "starting" in out.err or "loading" in out.err
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"scene.tif", "out.tif", "out.qml", "scores.tif"}
    with rasterio.open(scores) as file:
        assert file.descriptions == ("red", "blue", "grey")


def test_json_is_one_object_with_the_documented_keys(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    for cls in report["classes"]:
        assert {"id", "name", "pixels", "area_m2", "mean_score"} <= set(cls)
    assert {"hits", "misses"} == set(report["cache"])
    assert "encode" in report["stages"]
    assert report["paths"]["classes"] == str(tmp_path / "out.tif")
    assert report["model"]["title"] == "Toy"
    assert report["device"]["type"] == "cpu"


def test_same_pixels_as_the_engine_and_its_worker(
    words: list[str], scene: Path, tmp_path: Path, request_for: Make
) -> None:
    result = Engine(device="cpu").segment(request_for(scene, grid={"window": [20, 30, 100, 90]}))
    assert run([*words, "--extent", "500020,39880,500120,39970"]) == 0
    assert (tmp_path / "out.tif").read_bytes() == Path(result.paths.classes).read_bytes()
    assert (tmp_path / "out.qml").read_bytes() == Path(result.paths.style).read_bytes()


@pytest.mark.parametrize("threshold", [[], ["--threshold", "0.3"]], ids=["own", "given"])
def test_record_repeats_the_run(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toy_checkpoint: Path,
    threshold: list[str],
) -> None:  # fmt: skip
    image = write_tif(tmp_path / "16 bit.tif", draw(400, 300).astype("uint16") * 9,
                      Affine(0.5, 0, 5e5, 0, -0.5, 4e4))  # fmt: skip
    words[1] = str(image)
    words[4] = "red | crimson @ 0.6, blue = #0000ff, 水"
    words += threshold
    assert run([*words, "--bands", "3,2,1", "--extent", "500030,39900,500101,39980"]) == 0
    first = tmp_path / "out.tif"
    with rasterio.open(first) as file:
        line = json.loads(file.tags()["AEROSEG_RECORD"])["command"]
    monkeypatch.chdir(tmp_path)
    (tmp_path / toy_checkpoint.name).symlink_to(toy_checkpoint)
    assert run(shlex.split(line)[3:]) == 0
    assert (tmp_path / "classes.tif").read_bytes() == first.read_bytes()


POLYGON = [[[500_040.0, 39_980.0], [500_150.0, 39_990.0], [500_120.0, 39_890.0]]]


@pytest.fixture
def polygon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of a polygon that names its coordinate system, as older programs do."""
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32636"}}
    path = tmp_path_factory.mktemp("aoi") / "my fields.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": POLYGON, "crs": named}))
    return path


def test_polygons_cut_the_result(words: list[str], tmp_path: Path, polygon: Path) -> None:
    out = tmp_path / "out.tif"
    assert run(words) == 0
    whole = read(out)[0]
    assert run([*words, "--aoi", str(polygon)]) == 0
    found = read(out)[0]
    assert found.shape == (100, 110)
    inside = found != 255
    assert inside.mean() == pytest.approx(0.5, abs=0.1)
    assert (found[inside] == whole[10:110, 40:150][inside]).all()
    both = ["--aoi", str(polygon), "--window", "90,0,20,150"]
    assert run([*words, *both]) == 0
    assert np.array_equal(read(out)[0], found[:, 50:70])


def test_polygons_in_coordinates_of_the_image(words: list[str], tmp_path: Path) -> None:
    words[1] = str(write_tif(tmp_path / "plain.tif", draw(), transform=None, crs=None))
    path = tmp_path / "aoi.json"
    ring = [[10, -20], [60, -20], [60, -50], [10, -50]]
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    words += ["--pixel-size", "1", "--aoi", str(path)]
    assert run(words) == 3
    assert run([*words, "--aoi-crs", "image"]) == 0
    assert read(tmp_path / "out.tif").shape == (1, 30, 50)


@pytest.mark.parametrize("more", [[], ["--aoi-crs", "EPSG:32636"], ["--output", "native"]])
def test_record_repeats_a_run_with_polygons(
    more: list[str], words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    toy_checkpoint: Path, polygon: Path,
) -> None:  # fmt: skip
    assert run([*words, "--aoi", str(polygon), *more]) == 0
    first = tmp_path / "out.tif"
    with rasterio.open(first) as file:
        record = json.loads(file.tags()["AEROSEG_RECORD"])
    assert record["aoi"]["file"] == "my fields.geojson" and len(record["aoi"]["sha256"]) == 64
    monkeypatch.chdir(tmp_path)
    (tmp_path / toy_checkpoint.name).symlink_to(toy_checkpoint)
    (tmp_path / polygon.name).symlink_to(polygon)
    assert run(shlex.split(record["command"])[3:]) == 0
    assert (tmp_path / "classes.tif").read_bytes() == first.read_bytes()


def test_record_of_new_thresholds_repeats_them_too(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toy_checkpoint: Path
) -> None:
    words[4] = "red, background, blue @ 0.4"
    scores, out = tmp_path / "s.tif", tmp_path / "new.tif"
    assert run([*words, "--scores", str(scores)]) == 0
    params = {"scores": str(scores), "out": str(out), "thresholds": {"per_class": {"red": 0.7}}}
    Engine(device="cpu").relabel(p.RelabelParams.model_validate(params))
    with rasterio.open(out) as file:
        record = json.loads(file.tags()["AEROSEG_RECORD"])
    assert record["lines"] == ["red @ 0.7", "background", "blue @ 0.4"]
    monkeypatch.chdir(tmp_path)
    for path in (toy_checkpoint, Path(words[1])):
        if not (tmp_path / path.name).exists():
            (tmp_path / path.name).symlink_to(path)
    assert run(shlex.split(record["command"])[3:]) == 0
    assert (read(tmp_path / "classes.tif") == read(out)).all()


def test_classes_are_read_from_a_file(words: list[str], tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("\ufeff# my classes\nred | crimson\n\nblue, grey\n", encoding="utf-8")
    words[4] = f"@{names}"
    assert run(words) == 0
    with rasterio.open(tmp_path / "out.tif") as file:
        record = json.loads(file.tags()["AEROSEG_RECORD"])
    assert record["lines"] == ["red | crimson", "blue", "grey"]


def test_resolution_and_output_can_be_chosen(words: list[str], tmp_path: Path) -> None:
    assert run([*words, "--gsd", "4"]) == 0
    assert read(tmp_path / "out.tif").shape == (1, 38, 50)
    assert run([*words, "--gsd", "4", "--output", "native"]) == 0
    assert read(tmp_path / "out.tif").shape == (1, 150, 200)


def test_image_without_georeference_takes_a_pixel_size(words: list[str], tmp_path: Path) -> None:
    words[1] = str(write_tif(tmp_path / "plain.tif", draw(), transform=None, crs=None))
    assert run(words) == 3
    assert run([*words, "--pixel-size", "0.5"]) == 0
    assert read(tmp_path / "out.tif").shape == (1, 75, 100)


def test_extent_may_begin_with_a_minus(words: list[str], tmp_path: Path) -> None:
    image = write_tif(tmp_path / "west.tif", draw(), Affine(1e-5, 0, -70.0, 0, -1e-5, -33.0),
                      "EPSG:4326")  # fmt: skip
    words[1] = str(image)
    assert run([*words, "--extent", "-70.0,-33.0003,-69.9998,-33.0001"]) == 0
    assert read(tmp_path / "out.tif").shape == (1, 20, 20)


def test_missing_package_is_4(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "backend.engine", None)
    assert run(words) == 4
    assert "requirements/worker.txt" in capsys.readouterr().err


def test_bands_and_range_are_passed_on(words: list[str], tmp_path: Path) -> None:
    data = draw()[[2, 1, 0]].astype("uint16") * 100
    words[1] = str(write_tif(tmp_path / "16.tif", data))
    assert run([*words, "--bands", "3,2,1", "--range", "0,25500"]) == 0
    classes = read(tmp_path / "out.tif")[0]
    assert (classes[30:55, 20:95] == 1).mean() > 0.95
    assert run([*words, "--bands", "3,2,1", "--range", "0,25500 0,25500 0,25500"]) == 0
    assert (read(tmp_path / "out.tif")[0] == classes).all()


@pytest.mark.parametrize(
    ("extra", "code", "text"),
    [
        (["--extent", "1,2,3"], 2, "not 4 numbers"),
        (["--extent", "a,b,c,d"], 2, "not 4 numbers"),
        (["--threshold", "1.5"], 2, "from 0 to 1"),
        (["--gsd", "-1"], 2, "above 0"),
        (["--range", "5,5"], 2, "empty"),
        (["--bands", "1,2"], 2, "1 or 3"),
        (["--device", "npu"], 2, "invalid choice"),
        (["--window", "0,0,5,5", "--extent", "0,0,1,1"], 2, "not allowed with"),
        (["--colour", "x"], 2, "unrecognized arguments"),
        (["--extent", "0,0,1,1"], 3, "does not touch"),
        (["--aoi-crs", "image"], 2, "--aoi-crs is for polygons"),
        (["--aoi", "/no/such/file.geojson"], 3, "cannot be read: No such file"),
        (["--bands", "7"], 3, "no band 7"),
        (["--classes", "a,,b"], 3, "A name is empty"),
        (["--classes", ""], 3, "No class name"),
        (["--classes", "@/no/such/file"], 3, "cannot be read"),
        (["--model", "/no/such/model.safetensors"], 3, "There is no file"),
        (["--model", "typo"], 3, "does not exist"),
        (["--model", "aeroseg"], 4, "weights are not here"),
        (["--device", "mps"], 4, "cannot be used"),
        (["--scores", "/no/such/folder/s.tif"], 5, "there is no folder"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_exit_code_and_message_tell_what_was_wrong(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str],
    extra: list[str], code: int, text: str,
) -> None:  # fmt: skip
    assert run([*words, *extra]) == code
    out = capsys.readouterr()
    assert text in out.err
    assert out.out == ""
    assert {path.name for path in tmp_path.iterdir()} == {"scene.tif"}


@pytest.mark.parametrize("words_", [[], ["fly"], ["segment"], ["segment", "a.tif", "b.tif"]])
def test_wrong_use_is_2(words_: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words_) == 2
    assert "usage" in capsys.readouterr().err


def test_result_never_replaces_the_image(words: list[str], scene: Path) -> None:
    before = scene.read_bytes()
    words[2] = words[1]
    assert run(words) == 2
    assert scene.read_bytes() == before


def test_result_must_be_a_geotiff(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words[2] = str(tmp_path / "out.png")
    assert run(words) == 2
    assert '".tif"' in capsys.readouterr().err


def test_earlier_result_stays_until_the_new_one_is_complete(
    words: list[str], tmp_path: Path
) -> None:
    assert run(words) == 0
    before = (tmp_path / "out.tif").read_bytes()
    assert run([*words, "--model", "aeroseg"]) == 4
    assert (tmp_path / "out.tif").read_bytes() == before


def test_inspect_and_models_print_text_and_json(
    toy_checkpoint: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["inspect", str(toy_checkpoint)]) == 0
    assert "1 m per pixel" in capsys.readouterr().out
    assert run(["inspect", str(toy_checkpoint), "--json"]) == 0
    assert p.ModelInfo.model_validate(json.loads(capsys.readouterr().out)).title == "Toy"
    assert run(["models"]) == 0
    assert "builtin" in capsys.readouterr().out
    assert run(["models", "--json"]) == 0
    listed = [p.ModelInfo.model_validate(item) for item in json.loads(capsys.readouterr().out)]
    assert "aeroseg" in {info.id for info in listed}


def test_inspect_of_something_else_is_3(scene: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", str(scene)]) == 3
    assert "a TIFF image" in capsys.readouterr().err


def test_interrupt_ends_a_run_with_130_and_leaves_nothing(words: list[str], tmp_path: Path) -> None:
    words[6] = str(toy.save_toy(tmp_path / "slow.safetensors", slow_s=0.3))
    words[1] = str(write_tif(tmp_path / "big.tif", draw(480, 480)))
    with command(*words) as process:
        assert process.stderr is not None
        while "tile" not in process.stderr.readline():
            pass
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stdout is not None and process.stdout.read() == ""
    assert {path.name for path in tmp_path.iterdir()} == {
        "scene.tif", "big.tif", "slow.safetensors"
    }  # fmt: skip


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_run_goes_on_with_the_same_result(
    words: list[str], tmp_path: Path, how: signal.Signals
) -> None:
    words[6] = str(toy.save_toy(tmp_path / "slow.safetensors", slow_s=0.05))
    words[1] = str(write_tif(tmp_path / "big.tif", draw(300, 300)))
    assert run([*words, "--scores", str(tmp_path / "whole.tif")]) == 0
    whole = (tmp_path / "out.tif").read_bytes()
    (tmp_path / "out.tif").unlink()
    kept = tmp_path / ".out.run"
    journal = kept / "journal.jsonl"
    with command(*words, "--resume") as process:
        # A block counts once the journal knows it, which is a moment after it lies on disk.
        while not (journal.exists() and '"cell"' in journal.read_text(encoding="utf-8")):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(how)
        assert process.wait(60) == (130 if how == signal.SIGINT else -signal.SIGKILL)
    assert list((kept / "blocks").glob("*.z")) and not (tmp_path / "out.tif").exists()
    with command(*words, "--resume") as process:
        told = process.communicate(timeout=120)[1]
        assert process.returncode == 0 and "taken over" in told
    assert (tmp_path / "out.tif").read_bytes() == whole
    assert not kept.exists()


def test_two_processes_never_work_on_one_result(words: list[str], tmp_path: Path) -> None:
    words[6] = str(toy.save_toy(tmp_path / "slow.safetensors", slow_s=0.3))
    with command(*words, "--resume") as process:
        while not list(tmp_path.glob(".out.run/*.jsonl")):
            assert process.poll() is None
            time.sleep(0.01)
        assert run([*words, "--resume"]) == 2
        process.kill()


def test_library_that_prints_does_not_spoil_json(words: list[str], tmp_path: Path) -> None:
    words[6] = str(toy.save_toy(tmp_path / "noisy.safetensors", noisy=True))
    with command(*words, "--json") as process:
        out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert json.loads(out)["classes"]
    assert np.isin(read(tmp_path / "out.tif"), [0, 1, 2, 3]).all()
