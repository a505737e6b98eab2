"""Whole runs of the engine: geometry, names, memory, forms of the result."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import rasterio
from affine import Affine

from backend import device, encoding, outputs, tiling
from backend import protocol as p
from backend.codes import code_scores
from backend.engine import Engine
from backend.errors import (
    LayerError,
    NoKnownClass,
)
from backend.request_area import request_grid
from tests.backend import toy
from tests.backend.conftest import NORTH_UP, UTM, draw, iou, read, truth, write_tif

Make = Callable[..., p.SegmentParams]


def test_classes_are_found_where_they_are(engine: Engine, scene: Path, request_for: Make) -> None:
    result = engine.segment(request_for(scene))
    classes = read(result.paths.classes)[0]
    exact = iou(classes == 1, truth())
    assert exact > 0.9
    for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):  # a shift by one pixel is noticed
        assert iou(np.roll(classes == 1, step, axis), truth()) < exact - 0.005
    assert [c.name for c in result.classes] == ["red", "blue", "grey"]
    assert sum(c.pixels for c in result.classes) + result.other.pixels == 200 * 150
    assert result.classes[0].area_m2 == pytest.approx(result.classes[0].pixels, rel=2e-3)
    assert result.classes[0].mean_score is not None and result.classes[0].mean_score > 0.5


def test_rasters_lie_on_the_image_to_the_last_digit(
    engine: Engine, scene: Path, request_for: Make
) -> None:
    result = engine.segment(request_for(scene, grid={"factor": 2, "window": [3, 5, 40, 30]}))
    for path in (result.paths.classes, result.paths.scores):
        with rasterio.open(path) as out, rasterio.open(scene) as image:
            assert out.crs == image.crs
            assert out.transform == Affine(2.0, 0, 500_006.0, 0, -2.0, 39_990.0)
            assert (out.width, out.height) == (40, 30)
    assert (result.width, result.height) == (40, 30)
    assert result.gsd_m == pytest.approx(2.0, rel=1e-3)


@pytest.mark.parametrize(
    "transform",
    [
        Affine(1, 0, 500_000, 0, 1, 40_000),
        Affine(0.8, 0.6, 500_000, 0.6, -0.8, 40_000),
        Affine(0.9, 0.1, 500_000.123456789, 0.2, -1.1, 40_000.987654321),
    ],
    ids=["south-up", "rotated", "sheared"],
)
def test_any_transform_is_kept(
    engine: Engine, tmp_path: Path, request_for: Make, transform: Affine
) -> None:
    image = write_tif(tmp_path / "a.tif", draw(), transform)
    result = engine.segment(request_for(image))
    with rasterio.open(result.paths.classes) as out:
        assert out.transform == transform
        assert iou(out.read(1) == 1, truth()) > 0.9


def test_degrees_are_segmented_at_the_wanted_resolution(
    engine: Engine, tmp_path: Path, request_for: Make
) -> None:
    step = 0.25 / 111_320
    image = write_tif(tmp_path / "a.tif", draw(800, 600), Affine(step, 0, 33, 0, -step, 0.3),
                      "EPSG:4326")  # fmt: skip
    grid = request_grid(p.ImageSpec(path=str(image)), 1.0)
    assert grid.factor == 4
    result = engine.segment(request_for(image, grid=grid.model_dump()))
    assert result.gsd_m == pytest.approx(1.0, rel=0.01)
    assert iou(read(result.paths.classes)[0] == 1, truth()) > 0.9


@pytest.mark.parametrize(
    "window",
    [[0, 0, 1, 1], [47, 47, 3, 3], [13, 7, 100, 120], [150, 100, 50, 50], [0, 48, 200, 48]],
    ids=str,
)
def test_pixel_gets_the_same_codes_for_any_window(
    engine: Engine, scene: Path, request_for: Make, window: list[int]
) -> None:
    whole = engine.segment(request_for(scene, out_dir=str(scene.parent / "whole")))
    part = engine.segment(request_for(scene, grid={"window": window}))
    left, top, width, height = window
    for kind in ("scores", "classes"):
        expected = read(getattr(whole.paths, kind))[:, top : top + height, left : left + width]
        assert (read(getattr(part.paths, kind)) == expected).all()


def test_export_of_a_part_equals_the_file_itself(
    engine: Engine, scene: Path, request_for: Make, tmp_path: Path
) -> None:
    whole = engine.segment(request_for(scene))
    rendered = np.concatenate([draw()[:, 20:150, 40:190], np.full((1, 130, 150), 255, "uint8")])
    export = write_tif(
        tmp_path / "export.tif", rendered, Affine(1, 0, 500_040, 0, -1, 39_980),
        photometric="RGB", alpha="non-premultiplied",
    )  # fmt: skip
    grid = {"image_origin": [40, 20], "bounds": [0, 0, 200, 150], "window": [104, 84, 20, 20]}
    part = engine.segment(request_for(export, grid=grid))
    assert (read(part.paths.scores) == read(whole.paths.scores)[:, 84:104, 104:124]).all()
    with rasterio.open(part.paths.classes) as out:
        assert out.transform == Affine(1, 0, 500_104, 0, -1, 39_916)


def test_many_tiles_differ_little_from_one(
    engine: Engine, scene: Path, request_for: Make, tmp_path: Path
) -> None:
    big = toy.save_toy(tmp_path / "big.safetensors", tile_px=320, stride_px=256)
    one = engine.segment(request_for(scene, model=str(big)))
    many = engine.segment(request_for(scene))
    assert (one.tiles, many.tiles) == (1, 20)
    scores = [code_scores()[read(result.paths.scores)] for result in (one, many)]
    # The toy's blur sees zeros beyond its tile, so the outermost pixels of a tile differ; their
    # weight is 1/32 of the other tile's.
    assert np.abs(scores[0] - scores[1]).max() < 0.03
    assert (read(one.paths.classes) != read(many.paths.classes)).mean() < 0.002


def test_narrow_panels_give_the_same_bytes(
    engine: Engine, scene: Path, request_for: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = engine.segment(request_for(scene))
    monkeypatch.setattr(tiling, "MAX_PANEL_CELLS", 2)
    narrow = engine.segment(request_for(scene))
    for kind in ("scores", "classes"):
        first, second = (Path(getattr(r.paths, kind)).read_bytes() for r in (wide, narrow))
        assert first == second


def test_equal_runs_have_equal_files(scene: Path, request_for: Make) -> None:
    first = Engine(device="cpu").segment(request_for(scene))
    second = Engine(device="cpu").segment(request_for(scene))
    for kind in ("scores", "classes", "style"):
        assert (
            Path(getattr(first.paths, kind)).read_bytes()
            == Path(getattr(second.paths, kind)).read_bytes()
        )


def test_second_query_encodes_nothing(engine: Engine, scene: Path, request_for: Make) -> None:
    first = engine.segment(request_for(scene, ["red", "blue"]))
    second = engine.segment(request_for(scene, ["red", "blue", "grey"]))
    assert (first.cache.hits, first.cache.misses) == (0, 20)
    assert (second.cache.hits, second.cache.misses) == (20, 0)
    assert second.stages["encode"] == 0.0
    assert first.stages["encode"] > 0.0
    assert set(second.stages) == set(encoding.STAGES)
    fresh = Engine(device="cpu").segment(request_for(scene, ["red", "blue", "grey"]))
    assert (read(fresh.paths.scores) == read(second.paths.scores)).all()


def test_panning_reuses_the_tiles_that_are_still_in_view(
    engine: Engine, scene: Path, request_for: Make
) -> None:
    engine.segment(request_for(scene, grid={"window": [0, 0, 100, 150]}))
    panned = engine.segment(request_for(scene, grid={"window": [48, 0, 100, 150]}))
    assert panned.cache.hits > panned.cache.misses > 0


def test_small_cache_changes_nothing_but_time(scene: Path, request_for: Make) -> None:
    small = Engine(cache_bytes=0, device="cpu")
    first = small.segment(request_for(scene, cache_mib=0))
    second = small.segment(request_for(scene, cache_mib=0))
    assert second.cache.misses == 20
    assert (read(first.paths.scores) == read(second.paths.scores)).all()


def test_nodata_stays_nodata(engine: Engine, tmp_path: Path, request_for: Make) -> None:
    data = draw()
    data[:, 100:, :] = 0
    data[:, :100] = np.maximum(data[:, :100], 1)
    result = engine.segment(request_for(write_tif(tmp_path / "a.tif", data, nodata=0)))
    for path in (result.paths.scores, result.paths.classes):
        out = read(path)
        assert (out[:, 100:] == 255).all()
        assert (out[:, :100] != 255).all()
    assert sum(c.pixels for c in result.classes) + result.other.pixels == 200 * 100


def test_image_without_any_data_is_told(engine: Engine, tmp_path: Path, request_for: Make) -> None:
    data = np.zeros((3, 60, 60), "uint8")
    result = engine.segment(request_for(write_tif(tmp_path / "a.tif", data, nodata=0)))
    assert (read(result.paths.classes) == 255).all()
    assert any("no data" in notice for notice in result.notices)
    assert result.cache.misses == 0


def test_thresholds_of_a_class_the_request_and_the_model(
    engine: Engine, scene: Path, request_for: Make
) -> None:
    result = engine.segment(request_for(scene, ["red @ 1", "blue", "grey"], threshold=0.25))
    record = json.loads(Path(result.paths.record).read_text())
    assert [c["threshold"] for c in record["classes"]] == [1.0, 0.25, 0.25]
    assert result.classes[0].pixels == 0
    default = engine.segment(request_for(scene))
    record = json.loads(Path(default.paths.record).read_text())
    assert [c["threshold"] for c in record["classes"]] == [0.5] * 3


def test_relabel_with_the_runs_thresholds_gives_the_same_bytes(
    engine: Engine, scene: Path, request_for: Make, tmp_path: Path
) -> None:
    result = engine.segment(request_for(scene, ["red @ 0.7", "blue", "grey"]))
    out = tmp_path / "again.tif"
    again = engine.relabel(p.RelabelParams(scores=result.paths.scores, out=str(out)))
    assert out.read_bytes() == Path(result.paths.classes).read_bytes()
    assert out.with_suffix(".qml").read_bytes() == Path(result.paths.style).read_bytes()
    assert again.classes == result.classes
    assert again.other == result.other


def test_relabel_follows_new_thresholds(
    engine: Engine, scene: Path, request_for: Make, tmp_path: Path
) -> None:
    first = engine.segment(request_for(scene))
    thresholds = {"default": 0.2, "per_class": {"red": 1.0}}
    params = {
        "scores": first.paths.scores,
        "thresholds": thresholds,
        "out": str(tmp_path / "b.tif"),
    }
    relabelled = engine.relabel(p.RelabelParams.model_validate(params))
    direct = engine.segment(request_for(scene, ["red @ 1", "blue", "grey"], threshold=0.2))
    assert (read(relabelled.path) == read(direct.paths.classes)).all()


def test_relabel_refuses_what_is_no_score_raster(
    engine: Engine, scene: Path, request_for: Make, tmp_path: Path
) -> None:
    out = str(tmp_path / "b.tif")
    with pytest.raises(LayerError, match="no score raster"):
        engine.relabel(p.RelabelParams(scores=str(scene), out=out))
    result = engine.segment(request_for(scene))
    with pytest.raises(LayerError, match="bands do not fit"):
        engine.relabel(p.RelabelParams(scores=result.paths.classes, out=out))
    with pytest.raises(LayerError, match="would replace"):
        engine.relabel(p.RelabelParams(scores=result.paths.scores, out=result.paths.scores))
    strange = p.RelabelThresholds(per_class={"purple": 0.5})
    with pytest.raises(LayerError, match='no class "purple"'):
        engine.relabel(p.RelabelParams(scores=result.paths.scores, out=out, thresholds=strange))
    assert not Path(out).exists()


def test_300_names_work(engine: Engine, scene: Path, request_for: Make, tmp_path: Path) -> None:
    names = [f"thing {i}" for i in range(297)] + ["red", "blue", "grey"]
    window = {"window": [0, 0, 100, 100]}
    result = engine.segment(request_for(scene, names, grid=window))
    with rasterio.open(result.paths.scores) as scores:
        assert scores.count == 8
        assert scores.dtypes[0] == "uint16"
        assert scores.tags()["AEROSEG_SCORES"] == "top4"
        assert scores.descriptions == (
            "id1",
            "id2",
            "id3",
            "id4",
            "code1",
            "code2",
            "code3",
            "code4",
        )
        assert scores.nodata == 65_535
    classes = read(result.paths.classes)[0]
    assert classes.dtype == np.uint16
    assert iou(classes == 298, truth()[:100, :100]) > 0.8
    assert len({c.color for c in result.classes}) == 300
    out = tmp_path / "again.tif"
    engine.relabel(p.RelabelParams(scores=result.paths.scores, out=str(out)))
    assert out.read_bytes() == Path(result.paths.classes).read_bytes()


def test_17_names_take_the_8_bit_top4_form(engine: Engine, scene: Path, request_for: Make) -> None:
    names = ["red", "blue", "grey"] + [f"thing {i}" for i in range(14)]
    result = engine.segment(request_for(scene, names, grid={"window": [0, 0, 60, 60]}))
    with rasterio.open(result.paths.scores) as scores:
        assert (scores.count, scores.dtypes[0], scores.nodata) == (8, "uint8", 255)


def test_unknown_names_keep_their_id_and_get_no_pixel(
    engine: Engine, scene: Path, request_for: Make, closed_checkpoint: Path
) -> None:
    request = request_for(scene, ["red", "helicopter", "blue"], model=str(closed_checkpoint),
                          threshold=0.0)  # fmt: skip
    result = engine.segment(request)
    assert result.unknown == ["helicopter"]
    assert [(c.id, c.known) for c in result.classes] == [(1, True), (2, False), (3, True)]
    assert result.classes[1].pixels == 0
    assert result.classes[1].mean_score is None
    assert (read(result.paths.scores)[1] == 0).all()
    assert 'label="helicopter"' in Path(result.paths.style).read_text()


def test_known_synonym_makes_the_class_known(
    engine: Engine, scene: Path, request_for: Make, closed_checkpoint: Path
) -> None:
    result = engine.segment(request_for(scene, ["roof | red"], model=str(closed_checkpoint)))
    assert result.unknown == []
    assert result.classes[0].pixels > 0


def test_run_without_any_known_name_ends(
    engine: Engine, scene: Path, request_for: Make, closed_checkpoint: Path
) -> None:
    request = request_for(scene, ["helicopter", "boat"], model=str(closed_checkpoint))
    with pytest.raises(NoKnownClass, match='"helicopter", "boat"'):
        engine.segment(request)
    assert not Path(request.out_dir).exists()


def test_native_output_has_the_files_pixels(
    engine: Engine, tmp_path: Path, request_for: Make
) -> None:
    data = draw(803, 601)
    image = write_tif(tmp_path / "a.tif", data, Affine(0.25, 0, 500_000, 0, -0.25, 40_000))
    result = engine.segment(request_for(image, grid={"factor": 4, "output": "native"}))
    with rasterio.open(result.paths.classes) as out, rasterio.open(image) as source:
        assert (out.transform, out.width, out.height) == (source.transform, 803, 601)
        classes = out.read(1)
    assert iou(classes == 1, truth(803, 601)) > 0.9
    pixels = sum(c.pixels for c in result.classes) + result.other.pixels
    assert pixels == 803 * 601
    area = sum(c.area_m2 for c in result.classes) + result.other.area_m2
    assert area == pytest.approx(pixels / 16, rel=2e-3)


def test_native_output_of_a_part_equals_the_part_of_the_whole(
    engine: Engine, tmp_path: Path, request_for: Make
) -> None:
    image = write_tif(tmp_path / "a.tif", draw(400, 300), Affine(0.5, 0, 5e5, 0, -0.5, 4e4))
    grid = {"factor": 2, "output": "native"}
    whole = engine.segment(request_for(image, grid=grid))
    part = engine.segment(request_for(image, grid={**grid, "window": [30, 40, 70, 50]}))
    expected = read(whole.paths.scores)[:, 80:180, 60:200]
    assert (read(part.paths.scores) == expected).all()


def test_image_without_georeference_needs_a_pixel_size(
    engine: Engine, tmp_path: Path, request_for: Make
) -> None:
    image = write_tif(tmp_path / "a.tif", draw(), transform=None, crs=None)
    with pytest.raises(LayerError, match="no georeference") as caught:
        engine.segment(request_for(image))
    assert "--pixel-size" in caught.value.hint
    result = engine.segment(
        request_for(image, grid={"pixel_size_m": 2.0, "window": [5, 10, 20, 20]})
    )
    with rasterio.open(result.paths.classes) as out:
        assert out.crs is None
        assert out.transform == Affine(1, 0, 5, 0, -1, -10)  # QGIS's pixel space
    assert sum(c.area_m2 for c in result.classes) + result.other.area_m2 == 20 * 20 * 4.0


def test_16_bit_image_is_stretched_and_recorded(
    engine: Engine, tmp_path: Path, request_for: Make
) -> None:
    image = write_tif(tmp_path / "a.tif", draw().astype("uint16") * 40 + 500)
    ranges = [[500.0, 500.0 + 255 * 40]]
    result = engine.segment(request_for(image, image={"ranges": ranges}))
    assert iou(read(result.paths.classes)[0] == 1, truth()) > 0.9
    record = json.loads(Path(result.paths.record).read_text())
    assert record["image"]["ranges"] == ranges * 3
    default = engine.segment(request_for(image))
    record = json.loads(Path(default.paths.record).read_text())
    assert len(record["image"]["ranges"]) == 3


def test_record_is_in_the_tags_and_names_no_folder(
    engine: Engine, scene: Path, request_for: Make, toy_checkpoint: Path
) -> None:
    result = engine.segment(request_for(scene, ["red | crimson @ 0.6", "blue = #0000ff"]))
    with rasterio.open(result.paths.classes) as out:
        tags = out.tags()
        colors = out.colormap(1)
    record = json.loads(tags["AEROSEG_RECORD"])
    assert tags["AEROSEG_CODE"] == "v = round(127 + 20*logit(p)), 255 nodata"
    assert record["lines"] == ["red | crimson @ 0.6", "blue = #0000ff"]
    assert record["image"] == {"file": "scene.tif", "layer": "scene", "bands": [1, 2, 3],
                               "ranges": None}  # fmt: skip
    assert record["model"]["sha256"] == result.model.sha256
    assert record["grid"]["window"] == [0, 0, 200, 150]
    assert str(scene.parent) not in tags["AEROSEG_RECORD"]
    assert str(toy_checkpoint.parent) not in tags["AEROSEG_RECORD"]
    assert colors[2] == (0, 0, 255, 255)
    with rasterio.open(result.paths.scores) as out:
        assert out.descriptions == ("red", "blue")
        assert out.tags()["AEROSEG_RECORD"] == tags["AEROSEG_RECORD"]


def test_style_takes_any_name() -> None:
    names = ('a "b" <c> & d', "it's", "水")
    styles = [outputs.ClassStyle(i, name, "#102030") for i, name in enumerate(names, 1)]
    text = outputs.style_text(outputs.CodeLayout(names, False), styles)
    body = text[text.index("<qgis") :]
    entries = ElementTree.fromstring(body).iter("paletteEntry")
    assert [entry.get("label") for entry in entries] == ["other", *names]


def test_large_result_has_overviews(
    engine: Engine, tmp_path: Path, request_for: Make, toy_checkpoint: Path
) -> None:
    layout = outputs.CodeLayout(("a",), False)

    class Flat:
        def read(self, left: int, top: int, width: int, height: int) -> np.ndarray:
            return np.full((1, height, width), 200, "uint8")

    grid = outputs.OutputGrid(1500, 700, NORTH_UP, rasterio.crs.CRS.from_string(UTM), 1.0)
    outputs.write_results(
        Flat(), grid, layout, [outputs.ClassStyle(1, "a", "#ff0000")], [0.5], {},
        classes_path=tmp_path / "c.tif", scores_path=tmp_path / "s.tif", step=lambda d, t: None,
    )  # fmt: skip
    for name in ("c.tif", "s.tif"):
        with rasterio.open(tmp_path / name) as out:
            assert out.overviews(1) == [2, 4, 8]
            assert out.profile["tiled"]
            assert out.profile["compress"] == "deflate"


def test_progress_goes_up_and_ends_with_writing(
    engine: Engine, scene: Path, request_for: Make
) -> None:
    seen: list[tuple[str, str, int, int, float | None]] = []
    engine.segment(request_for(scene), lambda *step: seen.append(step))
    stages = [s[0] for s in seen]
    assert stages[0] == "starting"
    assert stages[-1] == "writing"
    assert {"encoding", "decoding"} < set(stages)
    done = [s[2] for s in seen]
    assert done == sorted(done)
    assert all(s[2] <= s[3] for s in seen)
    assert "encoding tile 9 of 20" in [s[1] for s in seen]
    assert any(s[4] is not None for s in seen)


def test_batches_of_an_accelerator_give_the_same_codes(
    scene: Path, request_for: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    single = Engine(device="cpu").segment(request_for(scene))
    monkeypatch.setitem(device.ENCODE_BATCH, "cpu", 8)
    batched = Engine(device="cpu").segment(request_for(scene))
    difference = np.abs(
        read(single.paths.scores).astype(int) - read(batched.paths.scores).astype(int)
    )
    assert difference.max() <= 1


def test_corner_outside_the_projection_does_not_end_the_run(
    engine: Engine, tmp_path: Path, request_for: Make
) -> None:
    """The whole earth as a disk: three of its corners lie in space."""
    crs = "+proj=geos +h=35785831 +lon_0=0 +sweep=y +units=m"
    image = write_tif(
        tmp_path / "disk.tif", draw(), Affine(55_000, 0, -5.5e6, 0, -73_000, 5.5e6), crs
    )
    result = engine.segment(request_for(image))
    assert result.classes[0].area_m2 > 0


def test_far_resolution_is_noted(engine: Engine, tmp_path: Path, request_for: Make) -> None:
    image = write_tif(tmp_path / "a.tif", draw(), Affine(10, 0, 5e5, 0, -10, 4e4))
    assert "the model was made for 1 m" in engine.segment(request_for(image)).notices[0]


def test_parse_says_what_the_model_knows(engine: Engine, closed_checkpoint: Path) -> None:
    lines = ["red = #112233 @ 0.3", "helicopter, other", "red"]
    found = engine.parse(p.ParseParams(classes=lines, model=str(closed_checkpoint)))
    assert [(c.name, c.known) for c in found.classes] == [
        ("red", True), ("helicopter", False), ("other", True)
    ]  # fmt: skip
    assert (found.classes[0].color, found.classes[0].threshold) == ("#112233", 0.3)
    assert '"helicopter"' in found.classes[1].reason
    assert [q.line for q in found.problems] == [3]


def test_parse_with_a_model_that_cannot_run_says_why(engine: Engine) -> None:
    found = engine.parse(p.ParseParams(classes=["red"], model="aeroseg"))
    assert not found.classes[0].known
    assert "weights are not here" in found.classes[0].reason


def test_parse_without_a_model_takes_every_name(engine: Engine) -> None:
    assert engine.parse(p.ParseParams(classes=["x"])).classes[0].known


def test_two_models_stay_loaded(
    engine: Engine, scene: Path, request_for: Make, closed_checkpoint: Path
) -> None:
    requests = [request_for(scene), request_for(scene, ["red"], model=str(closed_checkpoint))]
    for request in requests:
        engine.segment(request)
    loaded = dict(engine._models)
    for request in requests:
        engine.segment(request)
    assert {k: v.model for k, v in engine._models.items()} == {
        k: v.model for k, v in loaded.items()
    }


def test_request_grid_snaps_an_extent_to_working_pixels(scene: Path) -> None:
    grid = request_grid(
        p.ImageSpec(path=str(scene)), 2.0, extent=(500_010.5, 39_950.0, 500_020.0, 39_970.2)
    )
    assert (grid.factor, grid.window) == (2, [5, 14, 5, 11])
