"""Calibration: the fitted threshold is the best one, and every refusal is in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backend import protocol as p
from backend.calibrate import group_places
from backend.calibration import Counts, Evidence, best_code, collect, fit_classes
from backend.cli import run
from backend.codes import CodeLayout, decide, threshold_code
from backend.engine import Engine
from backend.errors import BadRequest, Cancelled, LayerError, PlacesError
from backend.grid import place
from backend.places import Place
from tests.backend.conftest import NORTH_UP, UTM, draw, write_tif

RED = (15, 25, 100, 60)  # left, top, right, bottom of the red rectangle of the scene
BLUE = (110, 75, 190, 130)


def boxes(*items: tuple[tuple[float, ...], str], **more: Any) -> dict[str, Any]:
    """GeoJSON of rectangles in pixels of the scene, with their classes."""
    found = []
    for number, ((left, top, right, bottom), name) in enumerate(items):
        ring = [
            list(place(NORTH_UP, *corner))
            for corner in ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        ]
        fields = {"kind": name, "part": str(number % 2)}
        geometry = {"type": "Polygon", "coordinates": [ring]}
        found.append({"type": "Feature", "geometry": geometry, "properties": fields})
    crs = {"type": "name", "properties": {"name": UTM}}
    return {"type": "FeatureCollection", "features": found, "crs": crs, **more}


GOOD = boxes(
    ((15, 25, 50, 60), "red"), ((60, 25, 100, 60), "red"), ((110, 75, 150, 130), "blue"),
    ((150, 75, 190, 130), "blue"), ((110, 5, 190, 60), "background"), ((5, 80, 90, 140), "other"),
)  # fmt: skip


@pytest.fixture
def site(
    engine: Engine, request_for: Callable[..., p.SegmentParams], scene: Path, tmp_path: Path
) -> dict[str, Any]:
    """A segmented scene and reference polygons."""
    result = engine.segment(request_for(scene, ["red | sky", "blue"], threshold=0.5))
    reference = tmp_path / "reference.geojson"
    reference.write_text(json.dumps(GOOD), encoding="utf-8")
    return {"scores": result.paths.scores, "reference": str(reference)}


def asked(site: dict[str, Any], **fields: Any) -> p.CalibrateParams:
    return p.CalibrateParams.model_validate({"sites": [site], "field": "kind", **fields})


def test_histograms_give_the_iou_of_the_decision_rule() -> None:
    rng = np.random.default_rng(0)
    layout = CodeLayout(("a", "b", "c"), False)
    codes = rng.integers(0, 255, (3, 60, 70)).astype(np.uint8)
    truth = rng.integers(0, 4, (60, 70)).astype(np.uint8)
    truth[:9] = 255
    evidence: Evidence = {}
    collect(layout, codes, truth, evidence)
    known = truth != 255
    for limits in ([0, 120, 30, 240], [0, 1, 254, 200]):
        ids, _ = decide(layout, codes, np.array(limits))
        for number, name in enumerate(layout.names, start=1):
            found, real = (ids == number) & known, (truth == number) & known
            iou = (found & real).sum() / (found | real).sum()
            assert evidence[name].ious()[limits[number]] == pytest.approx(iou, abs=1e-12)


def test_threshold_is_the_best_and_stays_when_nothing_is_gained() -> None:
    counts = Counts.none()
    counts.right[150:160], counts.wrong[100:120], counts.truth = 10, 10, 100
    code = best_code([counts], threshold_code(0.1))
    assert 120 <= code <= 150  # every threshold in the gap is as good; the middle is the safest
    assert code == (120 + 150) // 2
    assert best_code([counts], 140) == 140


def test_places_are_left_out_in_turn() -> None:
    """Place "b" needs another threshold than "a": seen from outside, nothing is gained."""

    def counts(right: int, wrong: int) -> Evidence:
        one = Counts.none()
        one.right[right], one.wrong[wrong], one.truth = 100, 100, 100
        return {"x": one}

    alike = fit_classes({"a": counts(180, 150), "b": counts(180, 150)}, {"x": 0.5})[0]
    assert alike.worthwhile and alike.cross_before == 0.5 and alike.cross_after == 1.0
    different = fit_classes({"a": counts(180, 150), "b": counts(140, 130)}, {"x": 0.5})[0]
    assert different.cross_after is not None and different.cross_before is not None
    assert different.cross_after < 0.6
    both = [counts(180, 150)["x"], counts(110, 100)["x"]]
    assert best_code(both, 105) == 105  # what helps one of them harms the other
    alone = fit_classes({"a": counts(180, 150)}, {"x": 0.5})[0]
    assert alone.after is not None and alone.cross_after is None and not alone.worthwhile


def test_class_without_anything_else_has_no_threshold() -> None:
    one = Counts.none()
    one.right[200], one.truth = 100, 100
    fit = fit_classes({"a": {"x": one}}, {"x": 0.5})[0]
    assert fit.after is None and not fit.worthwhile


def test_lines_are_ready_to_be_taken(engine: Engine, site: dict[str, Any]) -> None:
    result = engine.calibrate(asked(site, place_field="part"))
    red, blue = result.classes
    assert (red.name, blue.name) == ("red", "blue")
    assert result.places and result.mean_after is not None and result.mean_before is not None
    assert red.line.startswith("red | sky") and red.line_before == "red | sky"
    assert red.cross_before is not None and 0 < red.cross_before <= 1
    if red.worthwhile:
        assert red.line.endswith(f"@ {red.after:g}")


def test_field_of_places(engine: Engine, site: dict[str, Any]) -> None:
    result = engine.calibrate(asked(site, place_field="part"))
    assert sorted(result.places) == ["0", "1"]


def test_words_are_compared_on_the_image(
    engine: Engine, site: dict[str, Any], scene: Path, toy_checkpoint: Path
) -> None:
    """ "sky" is another colour to the toy."""
    result = engine.calibrate(
        asked(
            {**site, "image": {"path": str(scene)}},
            words=True,
            model=str(toy_checkpoint),
            place_field="part",
        )
    )
    words = result.classes[0].words
    assert [one.word for one in words] == ["red", "sky"]
    assert words[0].iou is not None and words[1].iou is not None
    assert words[0].iou > words[1].iou
    turned = engine.calibrate(
        asked(
            {**site, "image": {"path": str(scene)}}, words=True, model=str(toy_checkpoint),
            classes=["sky | red", "blue"], place_field="part",
        )
    )  # fmt: skip
    assert turned.classes[0].line.startswith("red | sky")


def test_words_need_the_image(engine: Engine, site: dict[str, Any]) -> None:
    with pytest.raises(BadRequest, match="only be compared on the image"):
        engine.calibrate(asked(site, words=True))


def test_classes_of_no_name_are_told(engine: Engine, site: dict[str, Any]) -> None:
    data = boxes((RED, "red"), (BLUE, "blue"), ((0, 0, 9, 9), "castle"))
    Path(site["reference"]).write_text(json.dumps(data), encoding="utf-8")
    counted = " ".join(engine.calibrate(asked(site)).notices)
    assert "castle" in counted and "none of its classes" in counted
    left = " ".join(engine.calibrate(asked(site, others="leave")).notices)
    assert "castle" in left and "left out" in left


@pytest.mark.parametrize(
    "data",
    [
        boxes((RED, "castle")),
        boxes(((900, 900, 950, 950), "red")),
        {"type": "FeatureCollection", "features": []},
    ],
    ids=["no class", "elsewhere", "empty"],
)
def test_reference_that_cannot_be_used(
    engine: Engine, site: dict[str, Any], data: dict[str, Any]
) -> None:
    Path(site["reference"]).write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(PlacesError) as caught:
        engine.calibrate(asked(site))
    assert caught.value.hint


def test_raster_that_holds_no_scores(engine: Engine, site: dict[str, Any], scene: Path) -> None:
    with pytest.raises(LayerError, match="no score raster"):
        engine.calibrate(asked({**site, "scores": str(scene)}))


def test_list_that_lost_a_class(engine: Engine, site: dict[str, Any]) -> None:
    with pytest.raises(BadRequest, match='"blue"'):
        engine.calibrate(asked(site, classes=["red"]))


def test_rasters_of_other_classes(
    engine: Engine, site: dict[str, Any], request_for: Callable[..., p.SegmentParams], scene: Path
) -> None:
    other = engine.segment(request_for(scene, ["red", "green"])).paths.scores
    params = asked(site).model_copy(
        update={"sites": [p.CalibrateSite(**site), p.CalibrateSite(**{**site, "scores": other})]}
    )
    with pytest.raises(BadRequest, match="other classes"):
        engine.calibrate(params)


def test_cancelling(engine: Engine, site: dict[str, Any]) -> None:
    with pytest.raises(Cancelled):
        engine.calibrate(asked(site), cancelled=lambda: True)


def test_parts_of_the_ground_hold_about_as_many_polygons() -> None:
    rng = np.random.default_rng(1)
    places = [
        Place({"type": "Polygon", "coordinates": [[[x, y], [x + 1, y], [x, y + 1], [x, y]]]}, {})
        for x, y in rng.uniform(0, 100, (21, 2))
    ]
    values = [i % 2 + 1 for i in range(21)]
    parts = group_places(places, values)
    sizes = np.bincount(parts)
    assert len(sizes) == 5 and sizes.min() >= 2
    assert group_places(places[:1], [1]) == [0] and group_places(places, values) == parts


def test_ground_is_cut_where_a_class_is_on_both_sides() -> None:
    """Reds to the left, blues to the right: a cut between them would leave nothing to try."""
    places = [
        Place({"type": "Polygon", "coordinates": [[[x, y], [x + 1, y], [x, y + 1], [x, y]]]}, {})
        for x, y in ((0, 0), (0, 50), (90, 0), (90, 50))
    ]
    parts = group_places(places, [1, 1, 2, 2])
    assert parts[0] != parts[1] and parts[2] != parts[3]


def test_image_without_georeference(
    engine: Engine, request_for: Callable[..., p.SegmentParams], tmp_path: Path
) -> None:
    plain = write_tif(tmp_path / "plain.tif", draw(), None, None)
    grid = {"pixel_size_m": 1.0}
    scores = engine.segment(request_for(plain, ["red", "blue"], grid=grid)).paths.scores
    ring = [[15, -25], [100, -25], [100, -60], [15, -60], [15, -25]]
    square = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "geometry": square, "properties": {"kind": "red"}}
    path = tmp_path / "r.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    result = engine.calibrate(asked({"scores": scores, "reference": str(path)}))
    assert result.classes[0].pixels == 85 * 35


def test_command_line(
    site: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "list.txt"
    words = ["calibrate", "--site", site["scores"], site["reference"], "--field", "kind"]
    assert run([*words, "--out", str(out)]) == 0
    assert "on places left out" in capsys.readouterr().out
    assert out.read_text(encoding="utf-8").startswith("red | sky")
    assert run([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["classes"][0]["name"] == "red"
    assert run([*words, "--words", "a.tif", "--words", "b.tif"]) == BadRequest.exit_code
    assert run([*words, "--out", str(tmp_path / "no" / "list.txt")]) == 5
