"""Evaluation against hand-computed cases, and by the inference of the papers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from backend.checkpoint import save_checkpoint
from backend.codes import CodeLayout
from backend.engine import Engine
from backend.errors import InputError
from backend.models import KINDS, build_model
from backend.models.background import default_groups
from backend.whole_image import ImageScores
from tests.backend.models.test_segearth import small as small_segearth
from tests.training.conftest import HEADER
from tests.training.painted import paint, painted_kind, save_painted
from training.__main__ import main
from training.data.index import read_index, read_label
from training.evaluate import (
    Settings,
    argmax_of,
    ask,
    data_set_settings,
    evaluate,
    image_means,
    map_prediction,
    published_prediction,
    relabelled,
)
from training.metrics import Confusion
from training.sheets import Case, chosen, read_small

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
    scores = engine.published_scores(params).classes
    assert scores.shape == (2, 160, 160)
    by_argmax = published_prediction(engine, asked, 0.5)
    assert np.array_equal(by_argmax, scores.argmax(axis=0) + 1)
    assert len(np.unique(by_argmax)) == 2
    limit = float(np.median(scores.max(axis=0)))
    by_threshold = published_prediction(engine, ask(row, model, 0.5), limit)
    assert np.array_equal(by_threshold == 0, scores.max(axis=0) < limit)
    assert np.array_equal(by_threshold[by_threshold > 0], by_argmax[by_threshold > 0])
    assert not np.array_equal(map_prediction(engine, asked), by_argmax)


@pytest.fixture(scope="module")
def segearth(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SegEarth-OV on small random towers, with the hidden words of the product."""
    model = small_segearth(prompts=("a {}.",), background=default_groups(), image_px=64)
    path = tmp_path_factory.mktemp("models") / "segearth.safetensors"
    save_checkpoint(path, model, title="S", training={}, classes=[], licence="", credits=[])
    return path


def test_segearth_is_measured_as_in_its_paper(segearth: Path, drawn_index: Path) -> None:
    engine, model = Engine(device="cpu"), str(segearth)
    (row,) = read_index(drawn_index, split="val")
    row = replace(row, classes={0: "background", **row.named})
    asked = ask(row, model, 0.5)
    params = asked.params(1, "published", Path("unused"))
    assert params.background == "typed"
    assert params.classes == [*row.named.values(), "background"]
    on_map = asked.params(1, "map", Path("unused"))
    assert (on_map.background, on_map.classes) == ("hidden", list(row.named.values()))
    found = engine.published_scores(params)
    assert found.other is not None
    alone = engine.published_scores(params, cls_weight=0.0)
    assert not np.allclose(alone.classes, found.classes, atol=1e-4)
    larger = engine.published_scores(asked.params(1, "published", Path("unused"), 96))
    assert not np.allclose(larger.classes, found.classes, atol=1e-4)


class Told(Engine):
    """Gives scores that were drawn beforehand."""

    told: ImageScores

    def published_scores(self, *args: Any, **kwargs: Any) -> ImageScores:
        return self.told


def test_score_of_other_competes_in_the_inference_of_the_papers(
    segearth: Path, drawn_index: Path
) -> None:
    rng = np.random.default_rng(0)
    classes, other = rng.random((2, 6, 7), np.float32), rng.random((6, 7), np.float32)
    classes[:, 0, 0] = other[0, 0] = 0.5  # a tie falls to the lower id
    engine = Told(device="cpu")
    engine.told = ImageScores(classes, other, np.ones((6, 7), bool))
    (row,) = read_index(drawn_index, split="val")
    asked = ask(replace(row, classes={0: "background", **row.named}), str(segearth), 0.5)
    best = classes.max(axis=0)
    expected = np.where(other >= best, 0, classes.argmax(axis=0) + 1)
    assert len(np.unique(expected)) == 3
    assert expected[0, 0] == 0
    assert np.array_equal(published_prediction(engine, asked, 0.0), expected)
    strict = published_prediction(engine, asked, 0.0, Settings(threshold=0.6))
    assert np.array_equal(strict, np.where(best < 0.6, 0, expected))


def test_settings_of_a_data_set_are_those_of_the_paper(
    drawn_index: Path, segearth: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert data_set_settings("LoveDA", 896) == Settings(0.3, -0.3, 896)
    assert data_set_settings("xBD (pre-disaster)").cls_weight == 0.0
    assert data_set_settings(None) == Settings()
    with pytest.raises(InputError, match="Atlantis"):
        data_set_settings("Atlantis")
    words = ["evaluate", "--model", str(segearth), "--index", str(drawn_index), "--device", "cpu",
             "--data-set", "LoveDA", "--out", str(tmp_path / "r.json")]  # fmt: skip
    assert main(words) == 3
    assert "--inference published" in capsys.readouterr().err
    assert main([*words, "--inference", "published", "--long-side", "64"]) == 0


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


# ---------------------------------------------------------------- hand-computed cases

ALL = "1:red;2:green;3:blue"


@pytest.fixture
def painted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Checkpoint of the model whose answer can be read from the picture."""
    monkeypatch.setitem(KINDS, "painted", painted_kind)
    return save_painted(tmp_path / "painted.safetensors")


def index_of(folder: Path, *lines: str) -> Path:
    path = folder / "index.csv"
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def report_of(model: Path, index: Path, **options: Any) -> dict[str, Any]:
    return evaluate(str(model), read_index(index, split="val"), Engine(device="cpu"), **options)


def test_report_hand_computed(painted: Path, tmp_path: Path) -> None:
    # 4 x 2 cells; the model says what the letters say.
    index = index_of(
        tmp_path,
        paint(tmp_path, "a", ["rrgg", "rrbg"], [[1, 1, 2, 2], [1, 2, 2, 255]], ALL),
    )
    report = report_of(painted, index)
    figures = report["sources"]["cards"]["classes"]
    # Of 7 labelled cells (the last is not labelled): red 3 true, 4 found, 3 both;
    # green 4 true, 2 found (the third lies on the unlabelled cell), 2 both; blue 0 true, 1 found.
    assert figures["red"] == pytest.approx(
        {"iou": 3 / 4, "f1": 6 / 7, "precision": 3 / 4, "recall": 1.0, "pixels": 3 * 64,
         "paint_all_iou": 3 / 7}
    )  # fmt: skip
    assert figures["green"] == pytest.approx(
        {"iou": 2 / 4, "f1": 4 / 6, "precision": 1.0, "recall": 1 / 2, "pixels": 4 * 64,
         "paint_all_iou": 4 / 7}
    )  # fmt: skip
    assert set(figures) == {"red", "green"}, "blue has no pixel in the label"
    assert report["sources"]["cards"]["miou"] == pytest.approx((3 / 4 + 1 / 2) / 2)
    assert report["sources"]["cards"]["decision"] == "argmax"
    assert list(report["images"][0]) == ["image", "source", "classes"]
    assert report["images"][0]["image"] == "cards/a.png"


def test_report_pools_counts_and_keeps_images_apart(painted: Path, tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        paint(tmp_path, "a", ["rrrr", "rrrr"], [[1, 1, 1, 1], [1, 1, 1, 1]], ALL),  # all right
        paint(tmp_path, "b", ["gg", "gg"], [[1, 2], [2, 2]], ALL),  # red not found
    )
    report = report_of(painted, index)
    figures = report["sources"]["cards"]["classes"]
    assert figures["red"]["iou"] == pytest.approx(8 / 9), "pooled: 8 of 9 cells"
    assert image_means(report, "cards") == pytest.approx({"red": 1 / 2, "green": 3 / 4})
    assert [image["classes"].get("red") for image in report["images"]] == [{"iou": 1}, {"iou": 0}]


def test_threshold_decides_with_background_and_argmax_without(
    painted: Path, tmp_path: Path
) -> None:
    letters, label = ["wr", "kk"], [[1, 1], [2, 2]]
    index = index_of(
        tmp_path,
        paint(tmp_path, "covered", letters, label, "1:red;2:green", source="covered"),
        paint(tmp_path, "open", letters, label, "0:background;1:red;2:green", source="open"),
        paint(tmp_path, "one", ["wr", "kk"], [[1, 1], [255, 255]], "1:red", source="one"),
    )
    sources = report_of(painted, index)["sources"]
    decisions = {name: source["decision"] for name, source in sources.items()}
    assert decisions == {"covered": "argmax", "open": "threshold", "one": "threshold"}
    # argmax: weak red and the dark cells are red as well (40 > 20), green is never found
    assert sources["covered"]["classes"]["red"]["iou"] == pytest.approx(2 / 4)
    assert sources["covered"]["classes"]["green"]["iou"] == 0
    # threshold: only the bright red cell passes
    assert sources["open"]["classes"]["red"]["iou"] == pytest.approx(1 / 2)
    assert sources["one"]["classes"]["red"]["recall"] == pytest.approx(1 / 2)


def test_a_partial_label_says_nothing_of_other_classes(painted: Path, tmp_path: Path) -> None:
    # The first label knows only red; its green cells are no mistake of green.
    index = index_of(
        tmp_path,
        paint(tmp_path, "a", ["rg", "rg"], [[1, 0], [1, 0]], "0:background;1:red"),
        paint(tmp_path, "b", ["gg", "rr"], [[2, 2], [0, 0]], "0:background;2:green"),
    )
    source = report_of(painted, index)["sources"]["cards"]
    assert {name: f["iou"] for name, f in source["classes"].items()} == {"red": 1, "green": 1}
    # Painting everything: 2 of the 4 labelled cells that were asked for this class.
    assert source["classes"]["red"]["paint_all_iou"] == pytest.approx(2 / 4)


def test_unseen_classes_are_measured_by_the_same_decision(painted: Path, tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        paint(tmp_path, "a", ["rrgb", "rgbb"], [[1, 1, 2, 3], [1, 1, 2, 3]], ALL),
    )
    found = report_of(painted, index, unseen=["blue", "green"])["open_vocabulary"]
    # red 3/4; green: 2 true, 2 found, 1 both -> 1/3; blue: 2 true, 3 found, 2 both -> 2/3
    s, u = 3 / 4, (1 / 3 + 2 / 3) / 2
    assert found == pytest.approx({"s_miou": s, "u_miou": u, "h_miou": 2 * s * u / (s + u)})
    with pytest.raises(InputError, match="purple"):
        report_of(painted, index, unseen=["purple"])


def test_names_that_the_model_does_not_know_score_nothing(painted: Path, tmp_path: Path) -> None:
    index = index_of(
        tmp_path, paint(tmp_path, "a", ["rr", "gg"], [[1, 1], [2, 2]], "1:ship;2:plane")
    )
    classes = report_of(painted, index)["sources"]["cards"]["classes"]
    assert {name: f["iou"] for name, f in classes.items()} == {"ship": 0, "plane": 0}


def test_a_source_without_labelled_pixels_gives_null(
    painted: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    index = index_of(
        tmp_path,
        paint(tmp_path, "a", ["rr"], [[255, 255]], ALL),
        paint(tmp_path, "b", ["rr"], [[1, 1]], ALL, source="more"),
    )
    assert main(["evaluate", "--model", str(painted), "--index", str(index), "--shifts", "4",
                 "--device", "cpu", "--out", str(tmp_path / "new/report.json")]) == 0  # fmt: skip
    text = (tmp_path / "new" / "report.json").read_text(encoding="utf-8")
    report = json.loads(text, parse_constant=lambda word: pytest.fail(word))
    assert report["sources"]["cards"] == {"miou": None, "decision": "argmax", "classes": {}}
    assert report["shifts"]["cards"] == {"4": None}
    assert report["sources"]["more"]["miou"] == 1
    assert "a_label.png" in caplog.text and "no annotated pixel" in caplog.text


def test_an_index_without_a_labelled_pixel_is_told(
    painted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index = index_of(tmp_path, paint(tmp_path, "a", ["rr"], [[255, 255]], ALL))
    out = tmp_path / "report.json"
    assert main(["evaluate", "--model", str(painted), "--index", str(index),
                 "--device", "cpu", "--out", str(out)]) == 3  # fmt: skip
    assert "nothing was measured" in capsys.readouterr().err and not out.exists()


def test_a_label_of_another_size_is_told_before_anything_is_predicted(
    painted: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    index = index_of(
        tmp_path,
        paint(tmp_path, "a", ["rr"], [[1, 1]], ALL),
        paint(tmp_path, "b", ["rr"], [[1, 1]], ALL),
    )
    Image.fromarray(np.ones((3, 5), np.uint8)).save(tmp_path / "b_label.png")
    with pytest.raises(InputError, match=r"b_label\.png.*5 x 3 pixels.*16 x 8"):
        report_of(painted, index)
    assert "1 of 2" not in caplog.text


def test_report_has_the_agreed_keys(painted: Path, tmp_path: Path) -> None:
    index = index_of(tmp_path, paint(tmp_path, "a", ["rg"], [[1, 2]], ALL))
    out = tmp_path / "report.json"
    assert main(["evaluate", "--model", str(painted), "--index", str(index), "--shifts", "4,8",
                 "--unseen", "blue", "--device", "cpu", "--out", str(out)]) == 0  # fmt: skip
    report = json.loads(out.read_text(encoding="utf-8"))
    assert set(report) == {
        "model", "checkpoint_sha256", "index", "split", "inference", "seconds", "sources", "images",
        "shifts", "open_vocabulary",
    }  # fmt: skip
    assert set(report["sources"]["cards"]["classes"]["red"]) == {
        "iou", "f1", "precision", "recall", "pixels", "paint_all_iou"
    }  # fmt: skip
    assert set(report["shifts"]["cards"]) == {"4", "8"}
    assert report["open_vocabulary"] == {"s_miou": 1, "u_miou": None, "h_miou": None}
    assert len(report["checkpoint_sha256"]) == 64


def test_moved_masks_score_less(painted: Path, tmp_path: Path) -> None:
    index = index_of(tmp_path, paint(tmp_path, "a", ["rgrg"], [[1, 2, 1, 2]], ALL))
    report = report_of(painted, index, shifts=[8])
    assert report["sources"]["cards"]["miou"] == 1
    # Up and down nothing changes: the strip is one cell high and its edge is repeated.
    assert report["shifts"]["cards"]["8"] == 1
    index = index_of(tmp_path, paint(tmp_path, "b", ["rg", "gr"], [[1, 2], [2, 1]], ALL))
    # Moved down or aside, one row or column of two is right: IoU 1/3 each. Moved along a diagonal
    # all four cells are one colour, and half of them right: (2/4 + 0) / 2.
    assert report_of(painted, index, shifts=[8])["shifts"]["cards"]["8"] == pytest.approx(1 / 3)


@pytest.mark.parametrize("classes", ["1:red, dark;2:green", "1:red;2:other", "0:background"])
def test_class_lists_that_the_product_reads_otherwise_are_named(
    painted: Path, tmp_path: Path, classes: str
) -> None:
    index = index_of(tmp_path, paint(tmp_path, "odd", ["rr"], [[0, 0]], classes))
    with pytest.raises(InputError, match="odd"):
        report_of(painted, index)


def test_missing_source_is_named(painted: Path, tmp_path: Path, capsys: Any) -> None:
    index = index_of(tmp_path, paint(tmp_path, "a", ["rr"], [[1, 1]], ALL))
    code = main(["evaluate", "--model", str(painted), "--index", str(index), "--only", "crads",
                 "--out", str(tmp_path / "report.json")])  # fmt: skip
    assert code == 3
    assert '"crads"' in capsys.readouterr().err


def test_argmax_never_takes_other() -> None:
    full = np.array([[[90, 255]], [[10, 255]], [[20, 255]]], np.uint8)
    assert argmax_of(CodeLayout(("a", "b"), has_other=True), full).tolist() == [[2, 255]]
    names = tuple(f"c{i}" for i in range(20))
    top = np.array([0, 7, 3, 4, 90, 80, 70, 60], np.uint8)[:, None, None]
    assert argmax_of(CodeLayout(names, has_other=True), top).tolist() == [[7]]


# ---------------------------------------------------------------- contact sheets


def test_sheets_show_image_label_and_prediction(painted: Path, tmp_path: Path) -> None:
    rows = [
        paint(tmp_path, f"n{i}", ["rg" * 4] * 8, [[1, 2] * 4] * i + [[2, 1] * 4] * (8 - i), ALL)
        for i in range(8)
    ]
    index = index_of(tmp_path, *rows)
    folder = tmp_path / "sheets"
    assert main(["evaluate", "--model", str(painted), "--index", str(index), "--device", "cpu",
                 "--sheets", str(folder), "--out", str(tmp_path / "report.json")]) == 0  # fmt: skip
    assert [path.name for path in folder.iterdir()] == ["cards.png"]
    sheet = np.asarray(Image.open(folder / "cards.png").convert("RGB")).reshape(-1, 3)
    colours = {tuple(int(v) for v in pixel) for pixel in np.unique(sheet, axis=0)}
    assert (230, 30, 20) in colours, "the image"
    from backend.vocabulary import read_classes

    for entry in read_classes(["red", "green", "blue"]).entries:
        code = entry.color
        assert (int(code[1:3], 16), int(code[3:5], 16), int(code[5:], 16)) in colours, entry.name


def test_sheets_take_the_best_and_the_worst() -> None:
    def case(miou: float | None) -> Case:
        empty = np.zeros((2, 2), np.uint8)
        return Case(f"{miou}", ("red",), np.zeros((2, 2, 3), np.uint8), empty, empty, miou)

    cases = [case(value) for value in (0.4, None, 0.9, 0.1, 0.5, 0.8, 0.2, 0.7)]
    words = [(word, found.miou) for word, found in chosen(cases)]
    assert words == [("best", 0.9), ("best", 0.8), ("best", 0.7),
                     ("worst", 0.4), ("worst", 0.2), ("worst", 0.1)]  # fmt: skip
    assert [word for word, _ in chosen([case(None)])] == ["nothing labelled"]


def test_sheets_show_16_bit_images(tmp_path: Path) -> None:
    import rasterio

    path = tmp_path / "deep.tif"
    values = np.linspace(500, 3000, 3 * 64 * 64).reshape(3, 64, 64).astype(np.uint16)
    with rasterio.open(path, "w", driver="GTiff", width=64, height=64, count=3,
                       dtype="uint16") as file:  # fmt: skip
        file.write(values)
    small = read_small(path, 16, 16)
    assert small.shape == (16, 16, 3)
    assert small.min() == 0
    assert small.max() == 255
