"""SegEarth-OV through the engine, on small models whose answer is known or can be worked out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import torch
from torch import nn

from backend import protocol as p
from backend.checkpoint import save_checkpoint
from backend.cli import run
from backend.engine import Engine
from backend.errors import BadRequest, NotAvailable
from backend.models.background import default_groups
from backend.models.segearth.config import FILL
from tests.backend.conftest import WorkerProcess, draw, read, write_tif
from tests.backend.models.test_segearth import JBU, known_answer, small

Make = Callable[..., p.SegmentParams]
SIDE, EDGE = 192, 96
TILE = 64
HIDDEN_BESIDE_BUILDING = [
    "background", "road", "pavement", "tree", "forest", "grass", "cropland", "water", "river",
    "bareland", "barren",
]  # fmt: skip


def saved(path: Path, model: nn.Module) -> Path:
    save_checkpoint(path, model, title=path.stem, training={}, classes=[], licence="", credits=[],
                    dtype=torch.float32)  # fmt: skip
    return path


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The right half is a building, the left half is every hidden word; scores stay below 1."""
    model, _, _ = known_answer()
    model.config = model.config.model_copy(update={"logit_scale": 3.0})
    return saved(tmp_path_factory.mktemp("segearth") / "known.safetensors", model)


@pytest.fixture(scope="module")
def random_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights, a learned upsampler, and 128 px as the long side of its paper."""
    path = tmp_path_factory.mktemp("segearth") / "random.safetensors"
    model = small(upsampler=JBU, image_px=2 * TILE, background=default_groups()[:2], gsd_m=1.0)
    return saved(path, model)


@pytest.fixture
def halves(tmp_path: Path) -> Path:
    """192 x 192 px: black on the left, what the model calls a building on the right."""
    image = np.zeros((3, SIDE, SIDE), np.uint8)
    image[:, :, EDGE:] = np.array([200, 30, 90], np.uint8)[:, None, None]
    return write_tif(tmp_path / "halves.tif", image)


@pytest.fixture
def ask(request_for: Make, checkpoint: Path) -> Make:
    """Requests for the model with a known answer; 8-bit values are taken as they are."""

    def make(path: Path, classes: list[str], **fields: Any) -> p.SegmentParams:
        image = {"ranges": [[0, 255]] * 3}
        return request_for(path, classes, **({"model": str(checkpoint), "image": image} | fields))

    return make


def record_of(result: p.SegmentResult) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(result.paths.record).read_text())
    return found


def bands(result: p.SegmentResult) -> list[str | None]:
    with rasterio.open(result.paths.scores) as file:
        return list(file.descriptions)


# ---------------------------------------------------------------- background


@pytest.mark.parametrize("inference", ["map", "published"])
def test_single_name_is_found_where_it_is_and_nowhere_else(
    engine: Engine, halves: Path, ask: Make, inference: str
) -> None:
    result = engine.segment(ask(halves, ["building"], inference=inference))
    classes = read(result.paths.classes)[0]
    assert set(np.unique(classes)) == {0, 1}
    reach = 24  # logits of windows and patches are blended over the edge
    assert (classes[:, : EDGE - reach] == 0).all()
    assert (classes[:, EDGE + reach :] == 1).all()
    assert [c.name for c in result.classes] == ["building"]
    assert result.other.pixels + result.classes[0].pixels == SIDE * SIDE
    assert bands(result) == ["other", "building"]
    assert record_of(result)["background"] == {
        "from": "hidden", "typed": [], "hidden": HIDDEN_BESIDE_BUILDING,
    }  # fmt: skip


def test_single_name_without_hidden_words_covers_everything(
    engine: Engine, halves: Path, ask: Make
) -> None:
    result = engine.segment(ask(halves, ["building"], background="typed"))
    assert (read(result.paths.classes) == 1).all()
    assert bands(result) == ["building"]
    record = record_of(result)
    assert record["background"] == {"from": "typed", "typed": [], "hidden": []}
    assert "--no-background-words" in record["command"]


def test_typed_background_takes_the_place_of_the_hidden_words(
    engine: Engine, halves: Path, ask: Make
) -> None:
    hidden = engine.segment(ask(halves, ["building"]))
    typed = engine.segment(ask(halves, ["building", "background | grass"]))
    switched = engine.segment(ask(halves, ["building", "background | grass"], background="typed"))
    assert record_of(typed)["background"] == {
        "from": "hidden", "typed": ["background", "grass"], "hidden": [],
    }  # fmt: skip
    assert [c.name for c in typed.classes] == ["building"]
    assert bands(typed) == ["other", "building"]
    other, building = read(typed.paths.scores).astype(int)
    assert (other[:, :64] > building[:, :64]).all() and (other[:, 128:] < building[:, 128:]).all()
    # Two words share the left half here, and eleven there: their scores do not compare.
    assert (other[:, :64] > read(hidden.paths.scores)[0, :, :64] + 20).all()
    assert (read(switched.paths.scores) == read(typed.paths.scores)).all()


def test_list_of_ones_own_is_used_and_recorded(
    engine: Engine, halves: Path, ask: Make, tmp_path: Path
) -> None:
    own = tmp_path / "mine.json"
    groups = [{"words": ["grass", "water"]}, {"words": ["road"], "unless": ["building"]}]
    own.write_text(json.dumps({"format": 1, "groups": groups}))
    result = engine.segment(ask(halves, ["building"], background_file=str(own)))
    record = record_of(result)
    assert record["background"] == {
        "from": "file", "file": "mine.json", "typed": [], "hidden": ["grass", "water"],
    }  # fmt: skip
    assert "--background-words mine.json" in record["command"]
    assert set(np.unique(read(result.paths.classes))) == {0, 1}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (None, "cannot be read"),
        ("not json", "cannot be used"),
        ('{"format": 1, "groups": [{"words": []}]}', "groups.0.words"),
        ('{"format": 2, "groups": []}', "format"),
        (" " * (2**20 + 1), "larger than"),
    ],
)
def test_list_that_cannot_be_used_is_said(
    engine: Engine, halves: Path, ask: Make, tmp_path: Path, text: str | None, part: str
) -> None:
    own = tmp_path / "mine.json"
    if text is not None:
        own.write_text(text)
    with pytest.raises(BadRequest, match=part):
        engine.segment(ask(halves, ["building"], background_file=str(own)))


# ---------------------------------------------------------------- classes and thresholds


def test_synonyms_are_one_class(engine: Engine, halves: Path, ask: Make) -> None:
    result = engine.segment(ask(halves, ["building | grass | road", "tree"]))
    assert [(c.id, c.name) for c in result.classes] == [(1, "building"), (2, "tree")]
    assert bands(result) == ["other", "building", "tree"]
    style = Path(result.paths.style).read_text()
    assert "building" in style and "grass" not in style
    # "grass" means the left half here: the best of the wordings counts.
    left = read(result.paths.scores)[:, :, :64].astype(int)
    assert (np.abs(left[1] - left[2]) <= 1).all()


def test_winner_below_its_own_threshold_becomes_other_not_the_second_best(
    engine: Engine, halves: Path, ask: Make
) -> None:
    plain = read(engine.segment(ask(halves, ["building", "tree"])).paths.classes)[0]
    strict = engine.segment(ask(halves, ["building @ 0.9", "tree"]))
    classes = read(strict.paths.classes)[0]
    assert (plain[:, 128:] == 1).all()
    assert (classes[:, 128:] == 0).all()
    assert (classes[plain != 1] == plain[plain != 1]).all()
    assert strict.classes[0].pixels == 0


# ---------------------------------------------------------------- windows


@pytest.mark.parametrize("inference_size", [(128, 96), (100, 128)], ids=str)
def test_map_path_of_a_whole_image_is_the_published_one(
    engine: Engine,
    tmp_path: Path,
    ask: Make,
    random_checkpoint: Path,
    inference_size: tuple[int, int],
) -> None:
    """At the paper's size nothing is resized, and tiles are its very windows."""
    width, height = inference_size
    image = write_tif(tmp_path / "a.tif", draw(width, height))
    names, model = ["road", "tree | bush"], str(random_checkpoint)
    on_map = engine.segment(ask(image, names, model=model))
    published = engine.segment(ask(image, names, model=model, inference="published"))
    a, b = (read(result.paths.scores).astype(int) for result in (on_map, published))
    assert on_map.tiles == published.tiles
    assert len(np.unique(a)) > 20
    assert np.abs(a - b).max() <= 1  # kernels are rounded on the map path


@pytest.mark.parametrize("window", [[0, 0, 1, 1], [31, 33, 70, 20], [80, 60, 70, 50]], ids=str)
def test_pixel_gets_the_same_codes_for_any_extent(
    engine: Engine, tmp_path: Path, ask: Make, random_checkpoint: Path, window: list[int]
) -> None:
    image = write_tif(tmp_path / "a.tif", draw(150, 110))
    whole = engine.segment(ask(image, ["road"], model=str(random_checkpoint)))
    part = engine.segment(
        ask(image, ["road"], model=str(random_checkpoint), grid={"window": window})
    )
    left, top, width, height = window
    expected = read(whole.paths.scores)[:, top : top + height, left : left + width]
    assert (read(part.paths.scores) == expected).all()
    assert part.cache.misses == 0


def test_what_has_no_data_is_seen_as_nearly_nothing(
    engine: Engine, tmp_path: Path, ask: Make, random_checkpoint: Path
) -> None:
    """No-data pixels and what lies past a small layer are filled with one colour."""
    colours = draw(100, 50)
    colours[:, :, 70:] = np.array(FILL, np.uint8)[:, None, None]
    padded = np.broadcast_to(np.array(FILL, np.uint8)[:, None, None], (3, TILE, 100)).copy()
    padded[:, :50] = colours
    valid = np.full((1, 50, 100), 255, np.uint8)
    valid[:, :, 70:] = 0
    broken = draw(100, 50)
    broken[:, :, 70:] = 255  # behind alpha 0
    with_holes = write_tif(
        tmp_path / "holes.tif", np.concatenate([broken, valid]), photometric="RGB",
        alpha="non-premultiplied",
    )  # fmt: skip
    whole = write_tif(tmp_path / "whole.tif", padded)
    a, b = (
        read(engine.segment(ask(path, ["road"], model=str(random_checkpoint))).paths.scores)
        for path in (with_holes, whole)
    )
    assert (a[:, :, :70] == b[:, :50, :70]).all()
    assert (a[:, :, 70:] == 255).all()


# ---------------------------------------------------------------- what is kept


def test_second_query_takes_the_tiles_from_the_cache(
    engine: Engine, halves: Path, ask: Make
) -> None:
    first = engine.segment(ask(halves, ["building"]))
    second = engine.segment(ask(halves, ["barn"]))
    assert first.cache.misses > 0
    tiles = first.cache.hits + first.cache.misses  # equal tiles are encoded once
    assert (second.cache.hits, second.cache.misses) == (tiles, 0)


def test_kernels_give_way_to_features_and_no_answer_changes(
    tmp_path: Path, ask: Make, random_checkpoint: Path
) -> None:
    image = write_tif(tmp_path / "a.tif", draw(150, 110))

    def asked(engine: Engine, mib: int, *names: str) -> p.SegmentResult:
        return engine.segment(ask(image, [*names], model=str(random_checkpoint), cache_mib=mib))

    roomy, tight = Engine(device="cpu"), Engine(device="cpu")
    wanted = asked(roomy, 1024, "road")
    assert roomy._cache.nbytes > 4 * 2**20
    narrow = asked(tight, 2, "road")
    assert len(tight._cache) == len(roomy._cache) == wanted.tiles == 12
    assert tight._cache.nbytes <= 2 * 2**20
    later, none = asked(tight, 2, "tree"), asked(Engine(cache_bytes=0, device="cpu"), 0, "tree")
    assert (later.cache.misses, none.cache.misses) == (0, 12)
    assert (read(narrow.paths.scores) == read(wanted.paths.scores)).all()
    assert (read(later.paths.scores) == read(none.paths.scores)).all()
    asked(tight, 1024, "bush")  # with room again the kernels come back
    assert tight._cache.nbytes == roomy._cache.nbytes


def test_text_kept_on_disk_changes_no_pixel(
    tmp_path: Path, ask: Make, halves: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["building | barn", "ship"]
    without = Engine(device="cpu").segment(ask(halves, names))
    monkeypatch.setenv("AEROSEG_CACHE_DIR", str(tmp_path / "cache"))
    first = Engine(device="cpu").segment(ask(halves, names))
    words = {*HIDDEN_BESIDE_BUILDING, "building", "barn", "ship"}
    assert len(list((tmp_path / "cache" / "texts").iterdir())) == len(words)
    second = Engine(device="cpu").segment(ask(halves, names))
    files = [Path(result.paths.scores).read_bytes() for result in (without, first, second)]
    assert files[0] == files[1] == files[2]


def test_one_worker_goes_from_one_kind_of_model_to_the_other(
    new_worker: Callable[..., WorkerProcess], halves: Path, ask: Make, toy_checkpoint: Path
) -> None:
    worker = new_worker()
    answers = {}
    for model in (None, str(toy_checkpoint), None, "builtin"):
        changes = {} if model is None else {"model": model}
        request = ask(halves, ["building"], **changes)
        answers.setdefault(model, []).append(worker.call("segment", request.model_dump()))
    first, again = (read(answer["paths"]["scores"]) for answer in answers[None])
    assert (first == again).all()
    assert answers[None][1]["cache"]["misses"] == 0
    assert len(first) == 2 and len(read(answers["builtin"][0]["paths"]["scores"])) == 1
    assert answers["builtin"][0]["model"]["id"] == "builtin"


# ---------------------------------------------------------------- what else the program says


def test_looking_inside_says_that_this_kind_has_no_stage_maps(
    engine: Engine, halves: Path, checkpoint: Path, tmp_path: Path
) -> None:
    params = p.ExplainParams.model_validate(
        {"image": {"path": str(halves)}, "classes": ["building"], "model": str(checkpoint),
         "out_dir": str(tmp_path / "inside")},
    )  # fmt: skip
    with pytest.raises(NotAvailable, match="no correlation and no refinement") as caught:
        engine.explain(params)
    assert "segearth" in caught.value.message
    assert not (tmp_path / "inside").exists()


def test_long_side_belongs_to_the_published_inference_of_this_kind(
    engine: Engine, halves: Path, ask: Make, random_checkpoint: Path
) -> None:
    model = str(random_checkpoint)
    small_run = engine.segment(ask(halves, ["road"], model=model, inference="published"))
    large = engine.segment(ask(halves, ["road"], model=model, inference="published", long_side=192))
    assert (small_run.tiles, large.tiles) == (9, 25)
    assert record_of(large)["long_side"] == 192
    assert "--long-side 192" in record_of(large)["command"]
    with pytest.raises(BadRequest, match="sizes of its own"):
        engine.segment(ask(halves, ["road"], model="builtin", inference="published", long_side=192))


def test_command_line_has_the_switches(
    halves: Path, checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.tif"
    words = ["segment", str(halves), str(out), "--classes", "building", "--model", str(checkpoint),
             "--json", "--device", "cpu", "--gsd", "1"]  # fmt: skip
    shares = []
    for more in ([], ["--no-background-words"]):
        assert run([*words, *more]) == 0
        shares.append(json.loads(capsys.readouterr().out)["classes"][0]["pixels"] / SIDE**2)
    assert shares[0] < 0.7
    assert shares[1] == 1.0
    assert run([*words, "--long-side", "448"]) == 2
    assert "published" in capsys.readouterr().err
