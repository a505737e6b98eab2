"""A folder of georeferenced images and a vector layer, and indexes of other origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from affine import Affine
from PIL import Image
from rasterio.warp import transform_geom

from backend.errors import InputError, OutOfMemory
from training.data.index import IndexRow, classes_text, parse_classes, read_index, read_label
from training.prepare import folder
from training.prepare.command import main
from training.prepare.folder import FolderOptions, prepare_folder
from training.prepare.places import groups, spatial

UTM = "EPSG:32633"
EAST, NORTH = 400_000.0, 5_800_000.0


def image(
    path: Path, width: int = 40, height: int = 30, east: float = EAST, north: float = NORTH,
    crs: str | None = UTM, gsd_m: float = 1.0, dtype: str = "uint8", nodata: int | None = None,
) -> None:  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(len(path.name))
    bands = rng.integers(1, 200, (3, height, width)).astype(dtype)
    if nodata is not None:
        bands[:, :, :4] = nodata
    profile = {"driver": "GTiff", "width": width, "height": height, "count": 3, "dtype": dtype}
    place = {"transform": Affine(gsd_m, 0, east, 0, -gsd_m, north), "crs": crs, "nodata": nodata}
    with rasterio.open(path, "w", **profile, **place) as target:
        target.write(bands)


def pixels(left: float, top: float, right: float, bottom: float) -> dict[str, object]:
    """A rectangle from pixel edges of ``image`` at 1 m."""
    ring = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return {"type": "Polygon", "coordinates": [[(EAST + x, NORTH - y) for x, y in ring]]}


Drawn = Sequence[tuple[dict[str, object], str | None]]


def vectors(path: Path, drawn: Drawn, crs: str = UTM) -> Path:
    """A layer of any kind that GDAL writes, with the field "kind", in any system."""
    moved = [transform_geom(UTM, crs, g) for g, _ in drawn]
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array([shapely.geometry.shape(g) for g in moved], dtype=object)),
        [np.array([kind for _, kind in drawn], dtype=object)],
        ["kind"],
        crs=crs,
        geometry_type="Unknown" if path.suffix != ".shp" else "Polygon",
    )
    return path


def only_row(out: Path) -> IndexRow:
    (row,) = read_index(out / "index.csv")
    return row


@pytest.mark.parametrize(("name", "crs"), [
    ("a.gpkg", UTM), ("a.gpkg", "EPSG:4326"), ("a.gpkg", "EPSG:3857"), ("a.gpkg", "EPSG:3035"),
    ("a.geojson", "EPSG:4326"), ("a.shp", UTM), ("a.shp", "EPSG:3857"),
])  # fmt: skip
def test_polygons_are_burnt_at_the_right_pixels(name: str, crs: str, tmp_path: Path) -> None:
    image(tmp_path / "img/field.tif")
    layer = vectors(
        tmp_path / name, [(pixels(10, 5, 20, 12), "house"), (pixels(0, 20, 40, 30), "lake")], crs
    )
    prepare_folder(tmp_path / "img", layer, tmp_path / "out", FolderOptions("kind"))
    row = only_row(tmp_path / "out")
    assert row.classes == {1: "house", 2: "lake"} and row.crs == UTM
    assert row.gsd_m == pytest.approx(1.0, rel=0.01)
    wanted = np.full((30, 40), 255, np.uint8)
    wanted[5:12, 10:20], wanted[20:, :] = 1, 2
    assert np.array_equal(read_label(row, 30, 40), wanted)
    with Image.open(row.label) as label:
        assert label.mode == "P"


def test_images_of_several_systems_in_one_folder(tmp_path: Path) -> None:
    image(tmp_path / "img/utm.tif")
    left, top = transform_geom(UTM, "EPSG:4326", {"type": "Point", "coordinates": (EAST, NORTH)})[
        "coordinates"
    ]
    image(
        tmp_path / "img/degrees.tif", 60, 40, left, top, "EPSG:4326", gsd_m=1e-5
    )  # about 0.7 m x 1.1 m
    layer = vectors(tmp_path / "a.gpkg", [(pixels(0, 0, 12, 12), "house")])
    prepare_folder(tmp_path / "img", layer, tmp_path / "out", FolderOptions("kind"))
    for row in read_index(tmp_path / "out/index.csv"):
        with rasterio.open(row.image) as source:
            ground = (read_label(row, source.height, source.width) == 1).sum() * row.gsd_m**2
        assert ground == pytest.approx(144, rel=0.12), row.image.name


def test_smaller_polygons_lie_on_larger_ones(tmp_path: Path) -> None:
    image(tmp_path / "img/a.tif")
    drawn = [(pixels(8, 8, 12, 12), "house"), (pixels(0, 0, 40, 30), "park")]
    layer = vectors(tmp_path / "a.gpkg", drawn)
    prepare_folder(tmp_path / "img", layer, tmp_path / "out", FolderOptions("kind"))
    row = only_row(tmp_path / "out")
    label = read_label(row, 30, 40)
    assert row.classes[int(label[9, 9])] == "house" and row.classes[int(label[0, 0])] == "park"


def test_broken_polygons_are_mended_and_flat_ones_told_of(tmp_path: Path) -> None:
    image(tmp_path / "img/a.tif")
    spike = pixels(5, 5, 15, 15)
    ring = [(EAST + x, NORTH - y) for x, y in ((5, 5), (15, 5), (15, 10), (35, 10), (15, 10))]
    ring += [(EAST + x, NORTH - y) for x, y in ((15, 15), (5, 15), (5, 5))]
    spike["coordinates"] = [ring]
    layer = vectors(tmp_path / "a.gpkg", [(spike, "house"), (pixels(0, 20, 9, 20), "house")])
    report = prepare_folder(tmp_path / "img", layer, tmp_path / "out", FolderOptions("kind"))
    wanted = np.full((30, 40), 255, np.uint8)
    wanted[5:15, 5:15] = 1
    assert np.array_equal(read_label(only_row(tmp_path / "out"), 30, 40), wanted)
    assert "polygons without an area: 1" in report


def test_curved_polygons_are_burnt_round(tmp_path: Path) -> None:
    """QGIS can draw arcs; the reader turns them into short edges."""
    image(tmp_path / "img/a.tif")
    x, y = EAST + 15, NORTH - 15
    ring = f"{x - 10} {y}, {x} {y + 10}, {x + 10} {y}, {x} {y - 10}, {x - 10} {y}"
    (tmp_path / "b.csv").write_text(f'kind,WKT\npond,"CURVEPOLYGON(CIRCULARSTRING({ring}))"\n')
    layer = tmp_path / "b.vrt"
    layer.write_text(
        f'<OGRVRTDataSource><OGRVRTLayer name="b"><SrcDataSource>{tmp_path}/b.csv</SrcDataSource>'
        f"<LayerSRS>{UTM}</LayerSRS><GeometryField encoding='WKT' field='WKT'/>"
        "<Field name='kind'/></OGRVRTLayer></OGRVRTDataSource>"
    )
    prepare_folder(tmp_path / "img", layer, tmp_path / "out", FolderOptions("kind"))
    label = read_label(only_row(tmp_path / "out"), 30, 40)
    assert (label == 1).sum() == pytest.approx(np.pi * 10**2, rel=0.03)
    assert label[15, 6] == 1 and label[7, 7] == 255


def test_complete_classes_make_a_second_row_with_background(tmp_path: Path) -> None:
    image(tmp_path / "img/a.tif", nodata=0)
    drawn = [(pixels(10, 5, 20, 12), "house"), (pixels(0, 20, 40, 30), "lake")]
    layer = vectors(tmp_path / "a.gpkg", drawn)
    options = FolderOptions("kind", complete=("house",))
    prepare_folder(tmp_path / "img", layer, tmp_path / "out", options)
    rows = {frozenset(r.classes.values()): r for r in read_index(tmp_path / "out/index.csv")}
    complete = rows[frozenset({"background", "house"})]
    label = read_label(complete, 30, 40)
    assert complete.classes[int(label[6, 11])] == "house"
    assert label[25, 30] == 0, "a lake is no house"
    assert (label[:, :4] == 255).all(), "no data is unknown, not background"
    sparse = read_label(rows[frozenset({"house", "lake"})], 30, 40)
    assert sparse[0, 30] == 255 and sparse[25, 30] == 2


def test_all_classes_complete_make_one_row(tmp_path: Path) -> None:
    image(tmp_path / "img/a.tif")
    layer = vectors(tmp_path / "a.gpkg", [(pixels(10, 5, 20, 12), "house")])
    options = FolderOptions("kind", complete=("house",))
    prepare_folder(tmp_path / "img", layer, tmp_path / "out", options)
    assert only_row(tmp_path / "out").classes == {0: "background", 1: "house"}


def test_area_limits_what_is_complete(tmp_path: Path) -> None:
    image(tmp_path / "img/a.tif")
    layer = vectors(tmp_path / "a.gpkg", [(pixels(10, 5, 20, 12), "house")])
    area = vectors(tmp_path / "area.gpkg", [(pixels(0, 0, 25, 30), None)], "EPSG:4326")
    options = FolderOptions("kind", complete=("house",), area=area)
    prepare_folder(tmp_path / "img", layer, tmp_path / "out", options)
    label = read_label(only_row(tmp_path / "out"), 30, 40)
    assert (label[:, :25] != 255).all() and (label[:, 25:] == 255).all()


def test_large_images_are_cut_and_keep_their_place(tmp_path: Path) -> None:
    image(tmp_path / "img/big.tif", 200, 90)
    layer = vectors(tmp_path / "a.gpkg", [(pixels(0, 0, 200, 90), "field")])
    prepare_folder(tmp_path / "img", layer, tmp_path / "out", FolderOptions("kind", cut=64))
    rows = read_index(tmp_path / "out/index.csv")
    assert len(rows) == 8
    covered = np.zeros((90, 200), int)
    with rasterio.open(tmp_path / "img/big.tif") as source:
        whole = source.read()
    for row in rows:
        with rasterio.open(row.image) as source:
            assert max(source.shape) <= 64
            x, y = round(source.bounds.left - EAST), round(NORTH - source.bounds.top)
            part = (slice(y, y + source.height), slice(x, x + source.width))
            assert np.array_equal(source.read(), whole[:, part[0], part[1]])
            assert (read_label(row, source.height, source.width) == 1).all()
        covered[part] += 1
    assert (covered == 1).all()


def test_pieces_of_two_images_never_share_a_name(tmp_path: Path) -> None:
    image(tmp_path / "img/ortho.tif", 100, 50)
    image(tmp_path / "img/Ortho_0_50.tif", 50, 50)
    layer = vectors(tmp_path / "a.gpkg", [(pixels(0, 0, 100, 50), "field")])
    with pytest.raises(InputError, match=r'"ortho\.tif".*"ortho_0_50"'):
        prepare_folder(tmp_path / "img", layer, tmp_path / "out", FolderOptions("kind", cut=50))
    whole = FolderOptions("kind", cut=0)
    prepare_folder(tmp_path / "img", layer, tmp_path / "whole", whole)
    assert len(read_index(tmp_path / "whole/index.csv")) == 2


def test_a_process_that_was_ended_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(ProcessPoolExecutor):
        def map(self, *_: object, **__: object) -> Iterator[object]:  # type: ignore[override]
            raise BrokenProcessPool("A process was terminated abruptly")

    monkeypatch.setattr(folder, "ProcessPoolExecutor", Broken)
    image(tmp_path / "img/big.tif", 100, 50)
    layer = vectors(tmp_path / "a.gpkg", [(pixels(0, 0, 100, 50), "field")])
    with pytest.raises(OutOfMemory, match="ended by itself"):
        options = FolderOptions("kind", cut=50, jobs=2)
        prepare_folder(tmp_path / "img", layer, tmp_path / "out", options)


def test_deep_images_become_eight_bits(tmp_path: Path) -> None:
    image(tmp_path / "img/a.tif", dtype="uint16")
    layer = vectors(tmp_path / "a.gpkg", [(pixels(10, 5, 20, 12), "house")])
    prepare_folder(tmp_path / "img", layer, tmp_path / "out", FolderOptions("kind"))
    with rasterio.open(only_row(tmp_path / "out").image) as source:
        assert source.dtypes == ("uint8",) * 3 and source.crs == UTM
        assert source.read().max() == 255


def test_renamed_and_chosen_classes(tmp_path: Path) -> None:
    image(tmp_path / "img/a.tif")
    drawn = [
        (pixels(0, 0, 9, 9), "Haus"),
        (pixels(20, 0, 30, 9), "Weg"),
        (pixels(0, 20, 9, 29), None),
    ]
    layer = vectors(tmp_path / "a.gpkg", drawn)
    options = FolderOptions("kind", classes=("building",), rename=(("Haus", "building"),))
    report = prepare_folder(tmp_path / "img", layer, tmp_path / "out", options)
    assert only_row(tmp_path / "out").classes == {1: "building"}
    assert 'class "Weg": 1' in report and "no class name: 1" in report


# ---------------------------------------------------------------- held out


def strip(folder: Path, count: int = 6) -> Path:
    """Images side by side from west to east, with a polygon on each."""
    for n in range(count):
        image(folder / f"img/tile_{n}.tif", 20, 20, EAST + 20 * n)
    drawn = [(pixels(20 * n + 2, 2, 20 * n + 9, 9), "house") for n in range(count)]
    return vectors(folder / "a.gpkg", drawn)


def sides(out: Path) -> dict[str, str]:
    rows = read_index(out / "index.csv")
    return {
        r.image.stem: "development" if r.place == "development" else r.split for r in rows
    }  # fmt: skip


def test_hold_out_by_name(tmp_path: Path) -> None:
    layer = strip(tmp_path)
    options = FolderOptions("kind", hold_out=("tile_2",), val=("*_5", "tile_4"))
    report = prepare_folder(tmp_path / "img", layer, tmp_path / "out", options)
    assert sides(tmp_path / "out") == {
        **dict.fromkeys(["tile_0", "tile_1", "tile_3"], "train"),
        **{"tile_2": "development", "tile_4": "val", "tile_5": "val"},
    }
    assert "{source: own, match: development}" in report


def test_hold_out_by_place(tmp_path: Path) -> None:
    layer = strip(tmp_path)
    options = FolderOptions("kind", development=0.3, val_share=0.15)
    prepare_folder(tmp_path / "img", layer, tmp_path / "out", options)
    found = sides(tmp_path / "out")
    assert [n for n, s in found.items() if s == "development"] == ["tile_0", "tile_1"]
    assert [n for n, s in found.items() if s == "val"] == ["tile_5"]


def test_overlapping_images_stay_on_one_side() -> None:
    boxes = np.array([shapely.box(x, 0, x + 10, 10) for x in (0, 8, 18, 30, 40)], dtype=object)
    numbers = groups(boxes)
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 4
    taken = spatial(boxes, 0.1, from_start=True, free=[True] * 5)
    assert taken == [True, True, False, False, False]
    with pytest.raises(InputError, match="overlap so much"):
        spatial(boxes[:2], 0.5, from_start=True, free=[True] * 2)


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(("options", "words"), [
    (FolderOptions("klasse"), 'no field "klasse"'),
    (FolderOptions("kind", layer="roofs"), 'no layer "roofs"'),
    (FolderOptions("kind", complete=("tree",)), '--complete names "tree"'),
    (FolderOptions("kind", hold_out=("nowhere",)), 'a name like "nowhere"'),
    (FolderOptions("kind", hold_out=("a",)), "Nothing is left to train on"),
    (FolderOptions("kind", rename=(("house", "background"),)), '"background" means'),
])  # fmt: skip
def test_wrong_option_is_named(options: FolderOptions, words: str, tmp_path: Path) -> None:
    image(tmp_path / "img/a.tif")
    layer = vectors(tmp_path / "a.gpkg", [(pixels(10, 5, 20, 12), "house")])
    with pytest.raises(InputError, match=words):
        prepare_folder(tmp_path / "img", layer, tmp_path / "out", options)


def test_polygons_elsewhere(tmp_path: Path) -> None:
    image(tmp_path / "img/a.tif", east=EAST + 9000)
    layer = vectors(tmp_path / "a.gpkg", [(pixels(10, 5, 20, 12), "house")])
    with pytest.raises(InputError, match="No polygon lies on an image"):
        prepare_folder(tmp_path / "img", layer, tmp_path / "out", FolderOptions("kind"))


def test_image_without_a_place_is_told_of(tmp_path: Path) -> None:
    image(tmp_path / "img/a.tif")
    Image.fromarray(np.zeros((9, 9, 3), np.uint8)).save(tmp_path / "img/plain.png")
    layer = vectors(tmp_path / "a.gpkg", [(pixels(10, 5, 20, 12), "house")])
    report = prepare_folder(tmp_path / "img", layer, tmp_path / "out", FolderOptions("kind"))
    assert "without a coordinate system, left out: 1 (plain.png)" in report


def test_no_vector_layer(tmp_path: Path) -> None:
    image(tmp_path / "img/a.tif")
    (tmp_path / "a.gpkg").write_bytes(b"no database")
    with pytest.raises(InputError, match="cannot be read as a vector layer"):
        prepare_folder(tmp_path / "img", tmp_path / "a.gpkg", tmp_path / "o", FolderOptions("kind"))


def test_folder_by_command_line_resumes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layer = strip(tmp_path)
    line = ["folder", str(tmp_path / "img"), str(layer), str(tmp_path / "out"), "--field", "kind"]
    line += ["--jobs", "1", "--development", "0.2", "--source-name", "town", "--licence", "CC0"]
    assert main(line) == 0
    label = next((tmp_path / "out/labels").rglob("tile_3.png"))
    kept = next((tmp_path / "out/labels").rglob("tile_4.png"))
    before = kept.stat().st_mtime_ns
    label.unlink()
    assert main(line) == 0
    assert label.is_file() and kept.stat().st_mtime_ns == before
    assert "{source: town, match: development}" in capsys.readouterr().out


# ---------------------------------------------------------------- index


def write_index(folder: Path, rows: list[str]) -> Path:
    head = "image,label,source,place,split,gsd_m,width,height,crs,classes,licence\n"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("a", "b"):
        Image.fromarray(np.zeros((8, 12, 3), np.uint8)).save(folder / f"{name}.png")
        label = np.zeros((8, 12), np.uint8)
        label[:2] = 1
        Image.fromarray(label).save(folder / f"{name}_l.png")
    path = folder / "some.csv"
    path.write_text(head + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


GOOD = "a.png,a_l.png,s,x,train,0.5,12,8,,0:background;1:house,CC0"


def test_index_is_written_relative_to_another_folder(tmp_path: Path) -> None:
    index = write_index(tmp_path / "in", [GOOD, "b.png,b_l.png,s,y,val,0.5,,,,0:other;1:house,CC0"])
    assert main(["index", str(index), str(tmp_path / "elsewhere/deep"), "--jobs", "1"]) == 0
    rows = read_index(tmp_path / "elsewhere/deep/index.csv")
    assert [r.image.resolve() for r in rows] == [tmp_path / "in/a.png", tmp_path / "in/b.png"]
    text = (tmp_path / "elsewhere/deep/index.csv").read_text(encoding="utf-8")
    assert "../../in/b.png,../../in/b_l.png,s,y,val,0.5,12,8," in text


@pytest.mark.parametrize(("row", "words"), [
    (GOOD.replace("a.png", "c.png"), r"line 3: the file .*c\.png"),
    (GOOD.replace("1:house", "2:house"), r"line 3: .*a_l\.png.* holds ids \[1\]"),
    (GOOD.replace("1:house", "1:house;1:hut"), "the id 1 is there twice"),
    (GOOD.replace("0.5", "-1"), "not a size in metres"),
    (GOOD.replace(",12,", ",13,"), '"width" is 13, the image has 12'),
    (GOOD.replace("a_l.png", "a.png"), "3 bands of uint8"),
    (GOOD.replace("train", "val"), 'the place "x" of s is in the splits train, val'),
    (GOOD, "is there 2 times"),
])  # fmt: skip
def test_wrong_rows_are_listed_and_nothing_is_written(row: str, words: str, tmp_path: Path) -> None:
    index = write_index(tmp_path / "in", [GOOD, row])
    with pytest.raises(InputError, match=words):
        main(["index", str(index), str(tmp_path / "new.csv"), "--jobs", "1"])
    assert not (tmp_path / "new.csv").exists()


def test_real_outlines_give_the_real_mask(
    tmp_path: Path, shared_path: Callable[[str], Path]
) -> None:
    """Outlines in degrees, burnt to a web-Mercator mosaic, against the mask that came with it."""
    name = "kampala_b"
    (tmp_path / "img").mkdir()
    source = shared_path(f"data/images/fair_buildings/{name}.tif")
    (tmp_path / "img" / source.name).symlink_to(source)
    layer = shared_path("data/vectors/fair_buildings_kampala.geojson")
    options = FolderOptions("class", complete=("building",), cut=0, how="symlink")
    prepare_folder(tmp_path / "img", layer, tmp_path / "out", options)
    row = only_row(tmp_path / "out")
    with rasterio.open(shared_path(f"data/labels/fair_buildings/{name}.png")) as mask:
        wanted = mask.read(1)
    label = read_label(row, *wanted.shape)
    known = wanted != 255
    assert (label[known] == 1).sum() > 10_000
    assert (label[known] != wanted[known]).mean() < 1e-4
    assert row.gsd_m == pytest.approx(0.0744, rel=0.01)


def test_index_of_the_shared_imagery_reads(shared_path: Callable[[str], Path]) -> None:
    rows = read_index(shared_path("data/index.csv"))
    assert len(rows) == 143
    assert not any(row.offset or row.ignored for row in rows)


def test_classes_text_round_trip() -> None:
    classes = {0: "ship", 3: "storage tank", 254: "a | b"}
    assert parse_classes(classes_text(classes)) == classes
    for wrong in ("1house", "x:house", "255:house", "1:", ""):
        with pytest.raises(ValueError, match=r"."):
            parse_classes(wrong)
