"""Index files, partial labels and crops."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from backend.errors import InputError
from tests.training.small import compact
from training.data.concepts import UNKNOWN, load_concepts
from training.data.index import read_index, read_label
from training.data.samples import Crops, CropSettings, load_rows, store
from training.feed import open_data

CONCEPTS = load_concepts()
SLOT = CONCEPTS.slot_of


def test_concepts_each_phrase_belongs_to_one_concept() -> None:
    phrases = CONCEPTS.vocabulary
    assert len(phrases) == len(set(phrases))
    assert all(c.name in c.phrases for c in CONCEPTS.items)
    assert not set(CONCEPTS.absent) & set(phrases)


def test_concepts_nothing_excludes_what_it_implies() -> None:
    for concept in CONCEPTS.items:
        assert concept.name not in concept.excludes
        assert not set(concept.excludes) & set(concept.implies), concept.name
        for implied in concept.implies:
            assert concept.name not in CONCEPTS.items[SLOT[implied]].excludes


def test_table_partial_labels() -> None:
    table = CONCEPTS.table({0: "background", 1: "building"})
    building, road, solar = SLOT["building"], SLOT["road"], SLOT["solar panel"]
    assert table[1, building] == 1
    assert table[1, road] == 0, "a building is not a road"
    assert table[1, solar] == UNKNOWN, "a panel may lie on a roof"
    assert table[0, building] == 0
    assert table[0, road] == UNKNOWN, "background of a building set is not 'no road'"
    assert (table[255] == UNKNOWN).all()


def test_table_implications() -> None:
    table = CONCEPTS.table({9: "tree", 12: "grass"})
    assert table[9, SLOT["vegetation"]] == 1
    assert table[9, SLOT["grass"]] == 0


def test_index_reads_rows(drawn_index: Path) -> None:
    rows = read_index(drawn_index, split="train")
    assert len(rows) == 3
    assert rows[0].named == {1: "building", 4: "water"}
    assert read_label(rows[0], 160, 160).shape == (160, 160)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("1.png,", "missing.png,", r"missing\.png"),
        (",0.25,", ",wide,", "line 2"),
        ("0:background;1:building", "0:background;one:building", "line 2"),
        (",train,", ",other,", "train"),
    ],
    ids=["missing image", "number", "class", "empty split"],
)
def test_index_bad_input_is_named(drawn_index: Path, old: str, new: str, word: str) -> None:
    text = drawn_index.read_text(encoding="utf-8").replace(old, new)
    drawn_index.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=word):
        read_index(drawn_index, split="train")


def test_label_of_another_size_is_named(drawn_index: Path) -> None:
    row = read_index(drawn_index, split="train")[0]
    with pytest.raises(InputError, match=r"0_label\.png"):
        read_label(row, 10, 10)


def test_label_with_a_stray_id_is_named(drawn_index: Path) -> None:
    text = drawn_index.read_text(encoding="utf-8").replace(";4:water", "")
    drawn_index.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"\[4\]"):
        read_label(read_index(drawn_index, split="train")[0], 160, 160)


def test_crops_depend_on_seed_and_number_alone(drawn_index: Path) -> None:
    stored = load_rows(read_index(drawn_index, split="train"), CONCEPTS, 0.25)
    settings = CropSettings(crop_px=64)
    one, two = Crops(stored, settings, 7), Crops(stored, settings, 7)
    _ = two[3]
    for a, b in zip(one[11], two[11], strict=True):
        assert torch.equal(a, b)
    assert not torch.equal(one[11][0], one[12][0])
    assert not torch.equal(one[11][0], Crops(stored, settings, 8)[11][0])


def test_sources_are_drawn_by_their_share() -> None:
    table = CONCEPTS.table({1: "building"})
    image, label = np.zeros((3, 64, 64), np.uint8), np.ones((64, 64), np.uint8)
    stored = [store(image, label, 0.25, name, table, 0.25) for name in ("one", "two", "two")]
    plain = Crops(stored, CropSettings(crop_px=64), 0).weights
    assert plain.tolist() == pytest.approx([1 / (1 + 2**0.5), *[2**-0.5 / (1 + 2**0.5)] * 2])
    shared = Crops(stored, CropSettings(crop_px=64, shares={"one": 3.0}), 0).weights
    assert shared[0] / shared[1] == pytest.approx(3 * plain[0] / plain[1])
    assert shared.sum() == pytest.approx(1)


def test_crops_labels_move_with_the_pixels(drawn_index: Path) -> None:
    stored = load_rows(read_index(drawn_index, split="train"), CONCEPTS, 0.25)
    plain = CropSettings(crop_px=64, scale=(0.999, 1.001), cutmix=0.5, look=0.0)
    for number in range(12):
        image, target = Crops(stored, plain, 1)[number]
        red = (image[0].int() - image[2].int()) > 80
        assert torch.equal(red, target[SLOT["building"]] == 1)


def test_store_keeps_twice_the_working_resolution() -> None:
    image = np.arange(3 * 64 * 64, dtype=np.int64).reshape(3, 64, 64).astype(np.uint8)
    table = CONCEPTS.table({1: "building"})
    item = store(image, np.ones((64, 64), np.uint8), 0.0625, "s", table, 0.25)
    assert item.image.shape == (3, 32, 32)
    assert item.label.shape == (32, 32)
    assert (item.stored_gsd_m, item.working_gsd_m) == (0.125, 0.25)


def test_crops_are_not_aimed_at_classes_outside_the_list() -> None:
    label = np.repeat(np.array([0, 1, 4, 255], np.uint8), 16)[None].repeat(64, 0)
    image = np.zeros((3, 64, 64), np.uint8)
    both = CONCEPTS.table({0: "background", 1: "building", 4: "water"})
    assert list(store(image, label, 0.25, "s", both, 0.25).spots) == [1, 4]
    one = CONCEPTS.table({0: "background", 1: "building"})
    assert list(store(image, label, 0.25, "s", one, 0.25).spots) == [1]


@pytest.mark.parametrize("left", [None, b"", b"PK\x03\x04 cut off", b"nothing known"])
def test_a_drawn_scene_that_was_cut_off_is_drawn_again(
    tmp_path: Path, drawn_index: Path, left: bytes | None
) -> None:
    config = compact(tmp_path, drawn_index, "run", "data.drawn={count: 1, width: 256, height: 256}")
    rows = read_index(drawn_index, split="train")
    first, _ = open_data(config, CONCEPTS, rows)
    folder = tmp_path / "run" / "drawn"
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if left is None else left)
    again, _ = open_data(config, CONCEPTS, rows)
    assert torch.equal(first[5][0], again[5][0])
    assert list(folder.iterdir()) == [file], "a temporary name is left"
    with np.load(file) as saved:
        assert saved["label"].shape == (256, 256)
