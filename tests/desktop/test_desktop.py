"""The whole QGIS: load, type, click, look, interrupt, close. Each test is one scenario."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time

import pytest
from osgeo import gdal

from .. import aoi
from .conftest import BUILTIN, REPOSITORY, SAMPLE, WORKER_PYTHON, is_alive


def assert_same_inside(part: gdal.Dataset, whole: gdal.Dataset, name: str) -> None:
    """What polygons hold has the ids of the whole layer; the rest is nodata."""
    inverse = gdal.InvGeoTransform(whole.GetGeoTransform())
    place = gdal.ApplyGeoTransform(inverse, *part.GetGeoTransform()[::3])
    place = [round(value) for value in place]
    cols, rows = part.RasterXSize, part.RasterYSize
    pairs = zip(part.ReadRaster(), whole.ReadRaster(*place, cols, rows))
    inside = [mine == its for mine, its in pairs if mine != 255]
    assert all(inside), name
    assert 0.4 < len(inside) / (cols * rows) < 1.01, name


def folders(results) -> list[str]:
    return sorted(path.name for path in results.iterdir()) if results.is_dir() else []


def test_first_run_second_run_unload_and_load_again(play, small_image, tmp_path):
    out = play("first_run", IMAGE=small_image)
    for picture in ("first.png", "second.png"):
        assert (out / picture).stat().st_size > 50_000
    # The same engine: the command line gives the same class raster as the dock.
    classes = json.loads((out / "found.json").read_text())["classes"]
    command = [str(WORKER_PYTHON), "-m", "backend", "segment", str(small_image)]
    command += [str(tmp_path / "cli.tif"), "--classes", "building | house, road"]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, timeout=500)
    dock, line = gdal.Open(classes[0]), gdal.Open(str(tmp_path / "cli.tif"))
    assert dock.GetGeoTransform() == line.GetGeoTransform()
    assert dock.ReadRaster() == line.ReadRaster()
    # Unloading and loading again changes no pixel.
    assert gdal.Open(classes[1]).ReadRaster() == gdal.Open(classes[2]).ReadRaster()


def test_cancel_and_killed_worker_keep_what_is_finished_and_it_runs_again(play, small_image):
    out = play("interrupted", IMAGE=small_image)
    assert (out / "after.png").exists()


def test_closing_qgis_in_the_middle_of_a_run_leaves_no_orphan(play, results, larger_image):
    out = play("closed", IMAGE=larger_image, HOW="exit")
    assert not is_alive(int((out / "pid").read_text()))
    assert folders(results) == ["larger-0001"]
    assert not (results / "larger-0001" / "run.lock").exists()
    assert not (results / "larger-0001" / "classes.tif").exists()


def test_qgis_killed_in_the_middle_of_a_run_leaves_no_orphan_and_the_next_goes_on(
    play, results, larger_image
):
    out = play("closed", IMAGE=larger_image, HOW="kill", expected=137)
    pid = int((out / "pid").read_text())
    end = time.monotonic() + 20
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.1)
    assert not is_alive(pid), "the worker outlived QGIS"
    assert folders(results) == ["larger-0001"]  # what the dead one left, locked by nobody
    assert not (results / "larger-0001" / "classes.tif").exists()
    play("taken_up", IMAGE=larger_image, BLOCKS=(out / "blocks").read_text())


def test_worker_that_is_killed_again_and_again_leaves_nothing_half_done(play, small_image):
    # tools/kill_runs.sh does the same as often as is wanted.
    out = play("kills", IMAGE=small_image, COUNT="3", SEED="3")
    told = json.loads((out / "kills.json").read_text())
    assert told["kills"] == 3 and told["workers"] == 3


def test_bad_input_is_told_in_plain_words(play, small_image, tmp_path):
    content = BUILTIN.read_bytes()
    files = {
        "truncated": (content[: len(content) // 2], "truncated"),
        "pickle": (b"\x80\x04\x95\x10\x00\x00\x00", "pickle"),
        "page": (b"<!DOCTYPE html><html>not found</html>", "web page"),
        "empty": (b"", "empty"),
    }
    pairs = []
    for name, (data, words) in files.items():
        path = tmp_path / f"{name}.safetensors"
        path.write_bytes(data)
        pairs.append([str(path), words])
    pairs.append([str(tmp_path / "missing.safetensors"), "missing"])
    gone = tmp_path / "gone.safetensors"
    shutil.copyfile(BUILTIN, gone)
    huge = tmp_path / "huge.tif"
    options = ["SPARSE_OK=TRUE", "TILED=YES", "COMPRESS=DEFLATE", "BIGTIFF=YES"]
    dataset = gdal.GetDriverByName("GTiff").Create(str(huge), 50_000, 50_000, 3, 1, options)
    sample = gdal.Open(str(SAMPLE))
    dataset.SetGeoTransform(sample.GetGeoTransform())
    dataset.SetProjection(sample.GetProjection())
    del dataset
    play(
        "bad_input",
        IMAGE=small_image,
        CHECKPOINTS=json.dumps(pairs),
        GONE=gone,
        HUGE=huge,
    )


def test_rasters_of_forty_kinds_give_what_the_command_line_gives(play, tmp_path):
    # That a known square lies where it belongs is shown there: tests/backend/test_placement.py.
    def python(*words):
        command = [str(WORKER_PYTHON), "-m", *map(str, words)]
        subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, timeout=500)

    python("tests.placement", tmp_path)
    cases = json.loads((tmp_path / "cases.json").read_text())
    cases = [c for c in cases if c["name"].startswith("utm;") or c["name"].endswith("; tiled")]
    assert len(cases) >= 40
    (tmp_path / "cases.json").write_text(json.dumps(cases))
    found = play("placement", CASES=tmp_path / "cases.json") / "found.json"
    python("tests.repeat", found)
    repeated = json.loads(found.read_text())
    limited = [case for case in repeated if "whole" in case]
    assert len(repeated) - len(limited) == len(cases) and len(limited) == 12
    for case in repeated:
        dock, line = gdal.Open(case["classes"]), gdal.Open(case["repeated"])
        assert dock.GetGeoTransform() == pytest.approx(line.GetGeoTransform()), case["name"]
        assert dock.GetProjection() == line.GetProjection(), case["name"]
        assert dock.ReadRaster() == line.ReadRaster(), case["name"]
    assert [c["name"] for c in repeated if c["drawn"]] == ["utm; palette"]
    for case in limited:
        assert_same_inside(gdal.Open(case["classes"]), gdal.Open(case["whole"]), case["name"])


def test_polygons_cancel_list_of_unfinished_runs_and_resume(play, tmp_path):
    polygons = aoi.write(str(SAMPLE), str(tmp_path / "districts.gpkg"))
    out = play("halfway", IMAGE=SAMPLE, POLYGONS=polygons)
    found = json.loads((out / "found.json").read_text())
    rasters = {name: gdal.Open(run["classes"]) for name, run in found.items()}
    resumed, again = rasters["resumed"], rasters["again"]
    assert resumed.ReadRaster() == again.ReadRaster()
    assert resumed.GetGeoTransform() == again.GetGeoTransform()
    assert_same_inside(rasters["one"], again, "one")  # the same answer wherever polygons end
    outside = again.ReadRaster().count(255) / (again.RasterXSize * again.RasterYSize)
    assert 0.45 < outside < 0.55  # the panel said 49 % inside
    # The command line gives the same raster.
    listed = [{"name": "one", "path": str(SAMPLE), **found["one"]}]
    (out / "listed.json").write_text(json.dumps(listed))
    command = [str(WORKER_PYTHON), "-m", "tests.repeat", str(out / "listed.json")]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, timeout=500)
    for run in json.loads((out / "listed.json").read_text()):
        dock, line = gdal.Open(run["classes"]), gdal.Open(run["repeated"])
        assert dock.GetGeoTransform() == line.GetGeoTransform()
        assert dock.ReadRaster() == line.ReadRaster()


def test_images_without_georeference_and_drawn_layers_keep_their_place(play, small_image, tmp_path):
    photo, grey = tmp_path / "photo.png", tmp_path / "grey.tif"
    gdal.Translate(str(photo), str(small_image), format="PNG")
    (tmp_path / "photo.png.aux.xml").unlink()
    gdal.Translate(str(grey), str(small_image), bandList=[2])
    play("kinds", PHOTO=photo, GREY=grey)


def test_own_checkpoint_is_added_run_and_removed_in_the_options(play, small_image, tmp_path):
    mine = tmp_path / "mine.safetensors"
    shutil.copyfile(BUILTIN, mine)
    play("options", IMAGE=small_image, MINE=mine)


def test_models_of_both_engines_take_turns(play, small_image, tmp_path):
    checkpoint, halves = tmp_path / "segearth.safetensors", tmp_path / "halves.tif"
    script = (
        "import sys, torch\n"
        "from backend.checkpoint import save_checkpoint\n"
        "from tests.backend.models.test_segearth import known_answer\n"
        "save_checkpoint(sys.argv[1], known_answer()[0], title='Small SegEarth-OV', training={},\n"
        "                classes=[], licence='', credits=[], dtype=torch.float32)\n"
    )
    command = [str(WORKER_PYTHON), "-c", script, str(checkpoint)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, timeout=500)
    # Black on the left, on the right what this model calls a building.
    side = 192
    dataset = gdal.GetDriverByName("GTiff").Create(str(halves), side, side, 3, gdal.GDT_Byte)
    dataset.SetGeoTransform((500_000.0, 0.5, 0.0, 4_000_000.0, 0.0, -0.5))
    dataset.SetProjection(gdal.Open(str(small_image)).GetProjection())
    for band, value in zip((1, 2, 3), (200, 30, 90)):
        row = bytes(side // 2) + bytes([value]) * (side // 2)
        dataset.GetRasterBand(band).WriteRaster(0, 0, side, side, row * side)
    del dataset
    part = tmp_path / "part" / "small.tif"
    part.parent.mkdir()
    gdal.Translate(str(part), str(small_image), srcWin=[0, 0, 380, 300])
    play("engines", IMAGE=part, SEGEARTH=checkpoint, HALVES=halves)


def test_correlation_layers_come_and_segment_goes_on(play, small_image):
    out = play("inside", IMAGE=small_image)
    for picture in ("models.png", "menu.png", "correlation.png", "refined.png", "after.png"):
        assert (out / picture).stat().st_size > 1_000


def test_thresholds_figures_polygons_and_corrections_after_a_run(play, small_image):
    out = play("answers", IMAGE=small_image)
    for picture in ("threshold.png", "per_class.png", "scores.png", "polygons.png", "reloaded.png"):
        assert (out / picture).stat().st_size > 50_000
    assert (out / "table.csv").read_text().startswith("class,pixels,area [")


def test_a_changed_list_is_asked_again_from_memory(play, small_image):
    play("words", IMAGE=small_image)


def test_runs_are_listed_and_repeated_and_processing_gives_the_same(
    play, qgis_process, small_image, results, tmp_path
):
    image = tmp_path / "mini.tif"
    gdal.Translate(str(image), str(small_image), srcWin=[0, 0, 130, 110])
    out = play("runs", IMAGE=image)
    for picture in ("runs-empty.png", "runs-many.png", "algorithm-segment.png", "narrow.png"):
        assert (out / picture).stat().st_size > 3_000
    # A model of the designer, without a window: segment, then polygons.
    (names,) = {
        json.loads(path.read_text())["command"].split(" --classes ")[1].split("'")[1]
        for path in results.glob("ortho*/run.json")
    }
    paths = {name: tmp_path / file for name, file in MODEL_OUTPUTS.items()}
    model = REPOSITORY / "tests" / "desktop" / "segment_to_polygons.model3"
    words = [f"{name}={path}" for name, path in paths.items()]
    qgis_process("run", model, "--", f"image={image}", f"names={names}", *words)
    dock = gdal.Open(str(next(results.glob("ortho*-0001")) / "classes.tif"))
    headless = gdal.Open(str(paths["segment:classes"]))
    assert headless.ReadRaster() == dock.ReadRaster()
    assert headless.GetGeoTransform() == dock.GetGeoTransform()
    polygons = gdal.OpenEx(str(paths["polygons:polygons"]))
    pixels = sum(feature["pixels"] for feature in polygons.GetLayer(0))
    assert pixels == sum(1 for value in dock.ReadRaster() if value not in (0, 255))


MODEL_OUTPUTS = {
    "segment:classes": "headless.tif",
    "segment:scores": "headless-scores.tif",
    "polygons:polygons": "headless.gpkg",
}


@pytest.mark.skipif(
    shutil.which("xdotool") is None and not os.environ.get("CI"), reason="xdotool is not installed"
)
def test_with_real_keys_and_a_real_mouse(play, small_image):
    play("hands", IMAGE=small_image)


def test_a_word_is_taught_and_thresholds_are_calibrated(play, small_image, tmp_path):
    label = tmp_path / "label.tif"
    source = gdal.Open(str(SAMPLE.with_name("sample_label.png")))
    gdal.Translate(str(label), source, srcWin=[800, 500, 620, 480], outputType=gdal.GDT_Byte)
    dataset, image = gdal.Open(str(label), gdal.GA_Update), gdal.Open(str(small_image))
    dataset.SetGeoTransform(image.GetGeoTransform())
    dataset.SetProjection(image.GetProjection())
    del dataset
    out = play("learning", IMAGE=small_image, LABEL=label)
    for picture in ("teach-1.png", "teach-2.png", "teach-3.png", "calibrate.png", "after.png"):
        assert (out / picture).stat().st_size > 10_000
