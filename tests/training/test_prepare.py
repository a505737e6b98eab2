"""Public data sets: drawn replicas of the real folder layouts, ids, palettes, counts, resuming."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from numpy.typing import NDArray
from PIL import Image

from backend.errors import DiskFull, InputError
from training.data.index import read_index, read_label
from training.prepare import pieces, run
from training.prepare.command import main, sheet
from training.prepare.layout import find_scenes
from training.prepare.pieces import windows
from training.prepare.run import Options, prepare
from training.prepare.spec import Cut, load_spec, names, read_spec

ROOT = Path(__file__).parents[2]


def save(path: Path, array: NDArray[np.uint8]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(array).save(path)


def photo(path: Path, width: int, height: int, seed: int = 0) -> NDArray[np.uint8]:
    image = np.random.default_rng(seed).integers(0, 256, (height, width, 3)).astype(np.uint8)
    save(path, image)
    return image


@dataclass(frozen=True)
class Replica:
    """Files in the naming pattern of a download, one source value in each half of every label."""

    files: tuple[tuple[str, str, str], ...]  # image, label, split
    left: int | tuple[int, int, int]
    right: int | tuple[int, int, int]
    names: tuple[str, str]  # of the classes of the halves, as the index must tell them
    lists: tuple[tuple[str, str], ...] = ()
    size: tuple[int, int] = (40, 24)

    def draw(self, folder: Path) -> None:
        width, height = self.size
        for seed, (image, label, _) in enumerate(self.files):
            photo(folder / image, width, height, seed)
            coloured = isinstance(self.left, tuple)
            mask = np.empty((height, width, 3) if coloured else (height, width), np.uint8)
            mask[:, : width // 2], mask[:, width // 2 :] = self.left, self.right
            save(folder / label, mask)
        for name, text in self.lists:
            (folder / name).write_text(text, encoding="utf-8")


def roads(folder: str, sat: str = "", mask: str = "") -> Replica:
    files = tuple(
        (f"{folder}/img/{n}{sat}.jpg", f"{folder}/gt/{n}{mask}.png", "test") for n in (100, 207)
    )
    return Replica(files, 0, 255, ("background", "road"))


ISAID = tuple(
    (
        f"{split}/images/images/P{n:04}.png",
        f"{split}/Semantic_masks/images/images/P{n:04}_instance_color_RGB.png",
        split,
    )
    for split, n in (("train", 0), ("val", 3))
)
# fmt: off
REPLICAS = {
    "isaid": Replica(ISAID, (0, 0, 63), (0, 100, 155), ("ship", "harbor"), size=(256, 256)),
    "isaid-segearth": Replica(ISAID, (0, 0, 0), (0, 127, 255), ("background", "plane")),
    "dlrsd": Replica(
        tuple(
            (
                f"UCMerced_LandUse/Images/beach/beach{n:02}.tif",
                f"DLRSD/Images/beach/beach{n:02}.png",
                "val" if n % 5 == 4 else "train",
            )
            for n in range(10)
        ),
        12, 13, ("sand", "sea"),
    ),
    "oem": Replica(
        (
            ("OpenEarthMap_wo_xBD/tokyo/images/tokyo_1.tif",
             "OpenEarthMap_wo_xBD/tokyo/labels/tokyo_1.tif", "train"),
            ("OpenEarthMap_wo_xBD/aachen/images/aachen_7.tif",
             "OpenEarthMap_wo_xBD/aachen/labels/aachen_7.tif", "val"),
        ),
        1, 8, ("bareland", "building"),
        (("train.txt", "tokyo_1.tif\n"), ("val.txt", "aachen_7.tif\n")),
    ),
    "oem-segearth": Replica(
        (("koeln/images/koeln_50.tif", "koeln/labels/koeln_50.tif", "val"),),
        0, 3, ("background", "pavement"), (("train.txt", ""), ("val.txt", "koeln_50.tif\n")),
    ),
    "loveda": Replica(
        (
            ("Train/Rural/images_png/0.png", "Train/Rural/masks_png/0.png", "train"),
            ("Val/Urban/images_png/3514.png", "Val/Urban/masks_png/3514.png", "val"),
        ),
        1, 7, ("background", "agricultural"),
    ),
    "potsdam": Replica(
        tuple(
            (
                f"2_Ortho_RGB/top_potsdam_{key}_RGB.tif",
                f"5_Labels_all_noBoundary/top_potsdam_{key}_label_noBoundary.tif",
                split,
            )
            for key, split in (("2_10", "train"), ("2_13", "val"))
        ),
        (255, 0, 0), (255, 255, 255), ("background", "road"),
    ),
    "vaihingen": Replica(
        tuple(
            (
                f"top/top_mosaic_09cm_{key}.tif",
                f"eroded/top_mosaic_09cm_{key}_noBoundary.tif",
                split,
            )
            for key, split in (("area1", "train"), ("area12", "val"))
        ),
        (255, 255, 0), (0, 255, 0), ("car", "tree"),
    ),
    "uavid": Replica(
        (
            ("uavid_train/seq1/Images/000000.png", "uavid_train/seq1/Labels/000000.png", "train"),
            ("uavid_test/seq21/Images/000000.png", "uavid_test/seq21/Labels/000000.png", "test"),
        ),
        (64, 0, 128), (0, 0, 0), ("car", "background"),
    ),
    "udd5": Replica(
        (
            ("train/src/DJI_0285.JPG", "train/gt/DJI_0285.png", "train"),
            ("val/src/000070.JPG", "val/gt/000070.png", "val"),
        ),
        4, 0, ("background", "vegetation"),
    ),
    "vdd": Replica(
        tuple((f"{s}/src/DJI_{n}.JPG", f"{s}/gt/DJI_{n}.png", s) for n, s in
              ((1, "train"), (2, "val"), (3, "test"))),
        5, 6, ("roof", "water"),
    ),
    "whu": Replica(
        (("val/image/2001.png", "val/label/2001.png", "val"),), 0, 255, ("background", "building")
    ),
    "whu-sat2": Replica(
        (
            ("1. The cropped image data and raster labels/test/image/1010.tif",
             "1. The cropped image data and raster labels/test/label/1010.tif", "test"),
        ),
        127, 128, ("background", "building"),
    ),
    "inria": Replica(
        tuple(
            (f"AerialImageDataset/train/images/{n}.tif", f"AerialImageDataset/train/gt/{n}.tif", s)
            for n, s in (("austin27", "val"), ("tyrol-w36", "test"), ("vienna1", "train"))
        ),
        0, 255, ("background", "building"),
    ),
    "xbd": Replica(
        (
            ("test/images/guatemala-volcano_00000003_pre_disaster.png",
             "test/targets/guatemala-volcano_00000003_pre_disaster_target.png", "test"),
        ),
        0, 1, ("background", "building"),
    ),
    "chn6-cug": Replica(
        (("val/images/am100014_sat.jpg", "val/gt/am100014_mask.png", "val"),),
        0, 255, ("background", "road"),
    ),
    "deepglobe-road": roads("DeepGlobe_test_1530", "_sat", "_mask"),
    "massachusetts": roads("Massachusetts_test_49"),
    "spacenet": roads("SpaceNet_test_567"),
    "wbs-si": Replica(
        (
            ("Images/water_body_1.jpg", "Masks/water_body_1.jpg", "train"),
            ("Images/water_body_791.jpg", "Masks/water_body_791.jpg", "val"),
        ),
        0, 255, ("background", "water"), (("wbs-si_val.txt", "water_body_791\n"),),
    ),
}
# fmt: on


def test_every_data_set_has_a_replica() -> None:
    assert set(REPLICAS) == set(names())


@pytest.mark.parametrize("name", sorted(REPLICAS))
def test_replica_becomes_an_index_that_reads_back(name: str, tmp_path: Path) -> None:
    replica, spec = REPLICAS[name], load_spec(name)
    replica.draw(tmp_path / "src")
    out = tmp_path / "out"
    outcome = prepare(spec, tmp_path / "src", out, Options())
    rows = read_index(out / "index.csv")
    assert sorted({(Path(s.image).as_posix(), s.split) for s in outcome.found.scenes}) == sorted(
        (image, split) for image, _, split in replica.files
    )
    assert {r.split for r in rows} == {split for *_, split in replica.files}
    width, height = replica.size
    for row in rows:
        with Image.open(row.image) as image, Image.open(row.label) as mask:
            assert image.size == mask.size and mask.mode == "P"
            size = image.size
        label = read_label(row, size[1], size[0])
        told = {**{255: "unlabelled"}, **row.classes}
        seen = tuple(told[int(label[height // 2, x])] for x in (width // 4, 3 * width // 4))
        assert seen == replica.names
    # The one class that the label's palette shows in its own colour.
    thing = next(t for t in spec.classes if not t.background and t.name in replica.names)
    with Image.open(rows[0].label) as mask:
        colours = {tuple(c) for c in np.asarray(mask.convert("RGB")).reshape(-1, 3).tolist()}
    assert thing.colours[0] in colours
    assert "DIFFERENCES" in outcome.report or not (spec.expected or outcome.found.layout.scenes)


def test_paper_layout_ids_and_seen_classes(tmp_path: Path) -> None:
    spec = load_spec("isaid")
    assert [t.name for t in spec.classes if t.seen] == [
        *("ship", "storage tank", "baseball diamond", "basketball court", "ground track field"),
        *("large vehicle", "swimming pool", "roundabout", "plane"),
    ]
    assert spec.expected == {"train": 18076, "val": 6363}
    assert load_spec("dlrsd").expected == {"train": 5601, "val": 1401}
    assert load_spec("oem").expected == {"train": 31154, "val": 5195}
    image, label, _ = ISAID[0]
    pixels = photo(tmp_path / "src" / image, 512, 256)
    mask = np.zeros((256, 512, 3), np.uint8)
    mask[:8, :8], mask[:8, 8:16] = (0, 0, 63), (0, 63, 127)  # ship, tennis court
    save(tmp_path / "src" / label, mask)
    out = tmp_path / "out"
    prepare(spec, tmp_path / "src", out, Options())
    folder = out / "iSAID_split/train"
    assert [p.name for p in sorted((folder / "D2masks").iterdir())] == ["P0000_0_0.png"]
    assert np.array_equal(np.asarray(Image.open(folder / "imgs/P0000_0_0.png")), pixels[:, :256])
    ids = np.asarray(Image.open(folder / "D2masks/P0000_0_0.png"))
    assert (ids[0, 0], ids[0, 8], ids[100, 100]) == (0, 3, 255)  # source id i -> i - 1
    row = read_index(out / "index.csv", split="train")[0]
    seen_row = read_index(out / "index-seen.csv", split="train")[0]
    assert row.classes[int(read_label(row, 256, 256)[0, 8])] == "tennis court"
    hidden = read_label(seen_row, 256, 256)
    assert hidden[0, 8] == 255, "an unseen class teaches nothing"
    assert seen_row.classes[int(hidden[0, 0])] == "ship"
    assert "tennis court" not in seen_row.classes.values()


def test_archive_of_the_papers_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "src/DLRSD_split"
    for split in ("train", "val"):
        photo(folder / split / "imgs/airplane00.jpg", 16, 16)
        save(folder / split / "D2masks/airplane00.png", np.full((16, 16), 16, np.uint8))
    outcome = prepare(load_spec("dlrsd"), tmp_path / "src", tmp_path / "out", Options())
    assert outcome.found.layout.name == "data archive of OVRS"
    row = read_index(tmp_path / "out/index.csv", split="val")[0]
    assert row.classes[int(read_label(row, 16, 16)[0, 0])] == "water"


def test_report_tells_a_difference_of_counts(tmp_path: Path) -> None:
    REPLICAS["potsdam"].draw(tmp_path / "src")
    outcome = prepare(load_spec("potsdam"), tmp_path / "src", tmp_path / "out", Options())
    text = (tmp_path / "out/report.txt").read_text(encoding="utf-8")
    assert text == outcome.report
    assert "train: 1 source images found, the complete download has 24 (-23)." in text
    assert "val: 1 images made" in text and "gives 2,016 (-2,015)" in text
    assert "listed, but not there: 36" in text
    # Half of each of the two images of 40 x 24, in hundredths of a million.
    assert re.search(r"1 road +0\.00$", text, re.MULTILINE)
    assert {d.pixels[":1"] for d in outcome.done} == {480}


def test_check_writes_nothing_and_fails_on_differences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    REPLICAS["loveda"].draw(tmp_path / "src")
    out = tmp_path / "out"
    assert main(["loveda", str(tmp_path / "src"), str(out), "--check", "--jobs", "1"]) == 3
    assert "DIFFERENCES" in capsys.readouterr().out
    assert not out.exists()


@pytest.mark.parametrize(("cut", "size", "starts"), [
    (Cut(width=512, height=512), (6000, 512), [*range(0, 5489, 512), 5488]),
    (Cut(width=896, height=896, overlap=384), (1800, 896), [0, 512, 904]),
    (Cut(width=256, height=256, edge="drop"), (1000, 256), [0, 256, 512]),
    (Cut(width=256, height=256, edge="drop"), (255, 256), []),
    (Cut(width=256, height=256), (100, 256), [0]),
])  # fmt: skip
def test_windows(cut: Cut, size: tuple[int, int], starts: list[int]) -> None:
    found = windows(*size, cut)
    assert [x for x, *_ in found] == starts
    assert all(w == cut.width and h == cut.height for *_, w, h in found)


def test_published_counts_follow_from_the_windows() -> None:
    """Potsdam's and Inria's counts of pieces are arithmetic on the sizes of their tiles."""
    for name, side in (("potsdam", 6000), ("inria", 5000)):
        spec = load_spec(name)
        pieces_each = len(windows(side, side, spec.layouts[0].cut))
        made = {s: n * pieces_each for s, n in spec.layouts[0].scenes.items()}
        assert made == spec.expected


def test_small_images_are_filled_up_with_unknown(tmp_path: Path) -> None:
    REPLICAS["uavid"].draw(tmp_path / "src")
    prepare(load_spec("uavid"), tmp_path / "src", tmp_path / "out", Options())
    row = read_index(tmp_path / "out/index.csv", split="train")[0]
    label = read_label(row, 1080, 1280)
    assert (label[24:] == 255).all() and (label[:, 40:] == 255).all()
    assert (label[:24, :40] != 255).all()


# ---------------------------------------------------------------- resuming


def test_run_goes_on_after_an_interruption(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec, source, out = load_spec("dlrsd"), tmp_path / "src", tmp_path / "out"
    REPLICAS["dlrsd"].draw(source)
    made: list[str] = []
    real = pieces.make

    def interrupted(job: pieces.Job, scene: pieces.Scene) -> pieces.Done:
        if len(made) == 4:
            raise KeyboardInterrupt
        made.append(scene.name)
        return real(job, scene)

    monkeypatch.setattr(run, "make", interrupted)
    with pytest.raises(KeyboardInterrupt):
        prepare(spec, source, out, Options())
    assert not (out / "index.csv").exists(), "an index of half the data would be believed"
    first = out / "DLRSD_split/train/imgs" / f"{made[0]}.tif"
    before = first.stat().st_mtime_ns
    # What an end in mid-write leaves: half a line, a temporary file, a label cut short.
    with (out / "prepare.jsonl").open("a") as stream:
        stream.write('{"split": "tr')
    (first.parent / "x.tif.1.part").write_bytes(b"half")
    (out / "index.csv.1.part").write_bytes(b"half")
    foreign = [out / "film.mp4.part", out / "film.zip.001.part", out / "other/x.tif.1.part"]
    for file in foreign:  # as of a browser, where OUT is a folder of downloads
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"half")
    broken = out / "DLRSD_split/train/D2masks" / f"{made[1]}.png"
    broken.write_bytes(broken.read_bytes()[:-9])
    again: list[str] = []
    monkeypatch.setattr(run, "make", lambda j, s: again.append(s.name) or real(j, s))
    prepare(spec, source, out, Options())
    assert sorted(again) == sorted({f"beach{n:02}" for n in range(10)} - set(made) | {made[1]})
    assert first.stat().st_mtime_ns == before
    assert sorted(out.rglob("*.part")) == sorted(foreign)
    rows = read_index(out / "index.csv")
    assert len(rows) == 10
    for row in rows:
        read_label(row, 24, 40)


def test_several_processes_make_the_same_files(tmp_path: Path) -> None:
    REPLICAS["loveda"].draw(tmp_path / "src")
    for jobs in (1, 2):
        prepare(load_spec("loveda"), tmp_path / "src", tmp_path / f"{jobs}", Options(jobs=jobs))
    files = sorted(p.relative_to(tmp_path / "1") for p in (tmp_path / "1").rglob("*.*"))
    assert any(f.suffix == ".png" for f in files)
    for file in files:
        if (tmp_path / "1" / file).is_file() and file.name != "prepare.jsonl":
            assert (tmp_path / "1" / file).read_bytes() == (tmp_path / "2" / file).read_bytes()


def test_processes_of_a_killed_run_end() -> None:
    """A pool's processes hold each other's pipes open, so they would wait for ever."""
    code = (
        "import multiprocessing, os, signal, sys, time;"
        "from concurrent.futures import ProcessPoolExecutor;"
        "from training.prepare.run import end_with_parent\n"
        "if __name__ == '__main__':\n"
        "    pool = ProcessPoolExecutor(2, multiprocessing.get_context('spawn'), end_with_parent)\n"
        "    print(*{pool.submit(os.getpid).result() for _ in range(8)}, flush=True)\n"
        "    print('torch' in sys.modules, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    numbers, torch = done.stdout.splitlines()
    assert torch == "False", "torch costs every process 200 MB and seconds"
    for _ in range(100):
        left = [n for n in numbers.split() if Path(f"/proc/{n}").exists()]
        if not left:
            break
        time.sleep(0.1)
    assert not left


def test_other_settings_need_another_folder(tmp_path: Path) -> None:
    REPLICAS["loveda"].draw(tmp_path / "src")
    prepare(load_spec("loveda"), tmp_path / "src", tmp_path / "out", Options())
    with pytest.raises(InputError, match="other settings"):
        prepare(load_spec("loveda"), tmp_path / "src", tmp_path / "out", Options(stray="ignore"))


def test_symlinks_save_the_copies(tmp_path: Path) -> None:
    REPLICAS["loveda"].draw(tmp_path / "src")
    prepare(load_spec("loveda"), tmp_path / "src", tmp_path / "out", Options(how="symlink"))
    row = read_index(tmp_path / "out/index.csv", split="val")[0]
    assert row.image.is_symlink() and row.image.resolve().name == "3514.png"
    assert not row.label.is_symlink()


def test_no_room_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    REPLICAS["loveda"].draw(tmp_path / "src")
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(run.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(DiskFull, match=r"has room for 0\.0 GB"):
        prepare(load_spec("loveda"), tmp_path / "src", tmp_path / "out", Options())
    assert not list((tmp_path / "out").rglob("*.png"))


def test_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    REPLICAS["loveda"].draw(tmp_path / "src")

    def full(_image: Image.Image, path: Path, **_: object) -> None:
        path.write_bytes(b"\x89PNG")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", full)
    with pytest.raises(DiskFull, match="the disk is full"):
        prepare(load_spec("loveda"), tmp_path / "src", tmp_path / "out", Options())
    assert not [p for p in (tmp_path / "out").rglob("*") if p.suffix in {".png", ".part"}]


# ---------------------------------------------------------------- bad input


def test_unknown_colour_names_file_and_colour(tmp_path: Path) -> None:
    image, label, _ = ISAID[1]
    photo(tmp_path / "src" / image, 256, 256)
    mask = np.zeros((256, 256, 3), np.uint8)
    mask[:, :20] = (0, 0, 63)
    mask[7, 9] = (0, 0, 64)
    save(tmp_path / "src" / label, mask)
    with pytest.raises(InputError) as caught:
        prepare(load_spec("isaid"), tmp_path / "src", tmp_path / "out", Options())
    assert Path(label).name in caught.value.message
    assert "(0, 0, 64) at row 7, column 9" in caught.value.message
    loose = Options(stray="ignore")
    outcome = prepare(load_spec("isaid"), tmp_path / "src", tmp_path / "out2", loose)
    assert "1 pixels made unlabelled" in outcome.report
    row = read_index(tmp_path / "out2/index.csv")[0]
    assert read_label(row, 256, 256)[7, 9] == 255


def test_unknown_id_names_file_and_id(tmp_path: Path) -> None:
    REPLICAS["udd5"].draw(tmp_path)
    save(tmp_path / "val/gt/000070.png", np.full((24, 40), 9, np.uint8))
    with pytest.raises(InputError, match=r"000070\.png.* the id 9 at row 0, column 0"):
        prepare(load_spec("udd5"), tmp_path, tmp_path / "out", Options())


def test_label_of_another_size_names_both(tmp_path: Path) -> None:
    REPLICAS["udd5"].draw(tmp_path)
    save(tmp_path / "val/gt/000070.png", np.zeros((24, 41), np.uint8))
    with pytest.raises(InputError, match=r"000070\.png.* 41 x 24 pixels, its image 40 x 24"):
        prepare(load_spec("udd5"), tmp_path, tmp_path / "out", Options())


def test_damaged_image_is_named(tmp_path: Path) -> None:
    REPLICAS["uavid"].draw(tmp_path)
    file = tmp_path / "uavid_train/seq1/Images/000000.png"
    file.write_bytes(file.read_bytes()[:200])
    with pytest.raises(InputError, match=r"seq1/Images/000000\.png"):
        prepare(load_spec("uavid"), tmp_path, tmp_path / "out", Options())


def test_wrong_layout_says_what_was_expected_and_found(tmp_path: Path) -> None:
    photo(tmp_path / "pictures/a.png", 8, 8)
    with pytest.raises(InputError) as caught:
        find_scenes(load_spec("loveda"), tmp_path)
    assert "Train/{area:Urban|Rural}/images_png/{key}.png" in caught.value.message
    assert "pictures: 1 x .png" in caught.value.message


def test_missing_and_extra_files_are_counted(tmp_path: Path) -> None:
    REPLICAS["loveda"].draw(tmp_path)
    photo(tmp_path / "Val/Urban/images_png/9.png", 8, 8)
    save(tmp_path / "Val/Rural/masks_png/11.png", np.ones((8, 8), np.uint8))
    photo(tmp_path / "Test/Urban/images_png/5.png", 8, 8)
    text = prepare(load_spec("loveda"), tmp_path, tmp_path / "out", Options(check=True)).report
    assert "images without a label: 1 (Val/Urban/images_png/9.png)" in text
    assert "labels without an image: 1 (Val/Rural/masks_png/11.png)" in text
    assert "images that no pattern names: 1 (Test/Urban/images_png/5.png)" in text


def test_missing_list_is_named(tmp_path: Path) -> None:
    REPLICAS["oem"].draw(tmp_path)
    (tmp_path / "val.txt").unlink()
    with pytest.raises(InputError, match=r'split "val" is missing: no file val\.txt'):
        find_scenes(load_spec("oem"), tmp_path)


@pytest.mark.parametrize(("change", "words"), [
    ({"clases": []}, "clases"),
    ({"gsd_m": -1}, "gsd_m"),
    ({"classes": [{"name": "a", "ids": [1]}, {"name": "b", "ids": [1]}]}, "id 1 is there twice"),
    ({"layouts": [{"name": "x", "about": "y", "labels": "binary",
                   "pairs": [{"image": "a", "label": "b"}]}]}, "which split"),
])  # fmt: skip
def test_wrong_description_names_the_key(
    change: dict[str, object], words: str, tmp_path: Path
) -> None:
    raw = json.loads(load_spec("whu").model_dump_json())
    (tmp_path / "x.yaml").write_text(json.dumps({**raw, **change}), encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_spec(tmp_path / "x.yaml")


# ---------------------------------------------------------------- other forms


def test_spacenet_lines_are_burnt_at_the_right_pixels(tmp_path: Path) -> None:
    base = tmp_path / "AOI_2_Vegas_Roads_Train"
    name = "AOI_2_Vegas_img10"
    (base / "RGB-PanSharpen").mkdir(parents=True)
    (base / "geojson/spacenetroads").mkdir(parents=True)
    profile = {"driver": "GTiff", "width": 60, "height": 40, "count": 3, "dtype": "uint16"}
    place = {"crs": "EPSG:32611", "transform": Affine(1, 0, 500_000, 0, -1, 4_000_000)}
    path = base / f"RGB-PanSharpen/RGB-PanSharpen_{name}.tif"
    with rasterio.open(path, "w", **profile, **place) as target:
        bands = np.arange(3 * 40 * 60).reshape(3, 40, 60) * 8 + 1
        target.write(bands.astype(np.uint16))
    line = {"type": "LineString", "coordinates": [[499_990, 3_999_980], [500_070, 3_999_980]]}
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32611"}}
    feature = {"type": "Feature", "properties": {}, "geometry": line}
    text = json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]})
    (base / f"geojson/spacenetroads/spacenetroads_{name}.geojson").write_text(text)
    prepare(load_spec("spacenet"), tmp_path, tmp_path / "out", Options())
    row = read_index(tmp_path / "out/index.csv")[0]
    label = read_label(row, 40, 60)
    assert np.flatnonzero(label[:, 30]).tolist() == [18, 19, 20, 21]  # 2 m to each side of row 20
    assert row.classes[1] == "road" and row.gsd_m == pytest.approx(1.0, rel=0.01)
    with Image.open(row.image) as image:
        assert image.mode == "RGB"


def test_palette_of_a_coloured_mask_counts_not_its_index(tmp_path: Path) -> None:
    image, label, _ = REPLICAS["dlrsd"].files[0]
    photo(tmp_path / image, 16, 16)
    mask = Image.fromarray(np.full((16, 16), 3, np.uint8))
    mask.putpalette([0, 0, 0] * 3 + [0, 255, 255])  # index 3 shows water
    (tmp_path / label).parent.mkdir(parents=True)
    mask.save(tmp_path / label)
    prepare(load_spec("dlrsd"), tmp_path, tmp_path / "out", Options())
    row = read_index(tmp_path / "out/index.csv")[0]
    assert row.classes[int(read_label(row, 16, 16)[0, 0])] == "water"


def test_synonyms_go_to_the_index_where_asked(tmp_path: Path) -> None:
    REPLICAS["loveda"].draw(tmp_path / "src")
    prepare(load_spec("loveda"), tmp_path / "src", tmp_path / "out", Options(synonyms=True))
    with (tmp_path / "out/index.csv").open(newline="") as stream:
        text = next(csv.DictReader(stream))["classes"]
    assert "1:building | roof | house" in text and text.startswith("0:background;")


def test_documents_tell_of_every_data_set() -> None:
    page = Path(__file__).parents[2] / "docs" / "data-sets.md"
    text = page.read_text(encoding="utf-8")
    for name in names():
        spec = load_spec(name)
        assert f"| `{name}` |" in text
        assert spec.licence in text, name
        assert spec.title in sheet(spec)
