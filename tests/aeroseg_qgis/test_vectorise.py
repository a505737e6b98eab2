"""Polygons: what they measure, that none is cut, how they are shaped, and what goes wrong."""

from __future__ import annotations

import subprocess

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeedback,
    QgsGeometry,
    QgsRasterLayer,
    QgsVectorLayer,
)

from aeroseg_qgis.class_raster import ClassRaster, ScoreRaster
from aeroseg_qgis.figures import as_csv, as_text, count_best
from aeroseg_qgis.measure import Ground
from aeroseg_qgis.problems import Cancelled, Problem
from aeroseg_qgis.result_state import state_of
from aeroseg_qgis.vectorise import PolygonOptions, polygons_of

from .conftest import REPOSITORY

PLACES = (32633, 3857, 4326, 2263, 0)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Finished runs in several coordinate systems, and one of the top-4 form."""
    folder = tmp_path_factory.mktemp("runs")
    python = str(REPOSITORY / ".venv" / "bin" / "python")
    script = (
        "import sys; from pathlib import Path\n"
        "from backend.best import write_best\n"
        "from tests.stored_run import write_run\n"
        "out = Path(sys.argv[1])\n"
        f"for epsg in {PLACES}: write_run(out / str(epsg), 4, epsg=epsg)\n"
        "write_run(out / 'top4', 20)\n"
        "write_run(out / 'tall', 3, size=(90, 1100))\n"
        "for path in out.glob('*/scores.tif'): write_best(str(path), path.parent / 'best.tif')\n"
    )
    subprocess.run([python, "-c", script, str(folder)], cwd=REPOSITORY, check=True, timeout=300)
    return folder


def figures_of(folder):
    """The table of a run, and the polygons' options that measure alike."""
    scores = ScoreRaster.open(str(folder / "scores.tif"))
    layer = QgsRasterLayer(str(folder / "classes.tif"))
    ground = Ground(layer.crs(), scores.affine, pixel_m=scores.pixel_m)
    return count_best(str(folder / "best.tif"), ground).figures(state_of(layer, scores))


def make(folder, name="p", **options):
    return polygons_of(
        str(folder / "classes.tif"),
        str(folder / "scores.tif"),
        str(folder / f"{name}.gpkg"),
        PolygonOptions(**options),
        QgsFeedback(),
    )


def features_of(made) -> list:
    layer = QgsVectorLayer(f"{made.path}|layername={made.layer_name}", "p", "ogr")
    assert layer.isValid()
    return list(layer.getFeatures())


@pytest.mark.parametrize("place", [*map(str, PLACES), "top4", "tall"])
def test_areas_add_up_to_the_table(runs, place):
    figures, made = figures_of(runs / place), make(runs / place)
    features = features_of(made)
    for item, found in zip(figures.classes, made.classes):
        own = [f for f in features if f["class_id"] == item.id]
        assert sum(f["pixels"] for f in own) == item.pixels == found.pixels
        assert sum(f["area_m2"] for f in own) == pytest.approx(item.area_m2, rel=1e-3)
        assert found.area_m2 == pytest.approx(item.area_m2, rel=1e-5)
        assert len(own) == found.objects
        if item.pixels:
            assert found.mean_score == pytest.approx(item.mean_score, abs=1e-9)
    total = sum(f["mean_score"] * f["pixels"] for f in features)
    wanted = sum(item.mean_score * item.pixels for item in figures.classes if item.pixels)
    assert total == pytest.approx(wanted)


def test_no_polygon_is_cut_where_blocks_of_the_raster_meet(runs):
    """Neighbours of one class never share an edge: they would be one polygon."""
    made = make(runs / "tall")
    classes = ClassRaster.open(str(runs / "tall" / "classes.tif"))
    y = [classes.affine[3] + row * classes.affine[5] for row in (256, 512, 768, 1024)]
    features = features_of(made)
    crossing = 0
    for number in classes.named:
        shapes = [QgsGeometry(f.geometry()) for f in features if f["class_id"] == number]
        for shape in shapes:
            box = shape.boundingBox()
            crossing += sum(box.yMinimum() < line < box.yMaximum() for line in y)
        joined = QgsGeometry.unaryUnion(shapes)
        parts = len(joined.asGeometryCollection())
        assert parts == len(shapes)  # nothing to join but at corners, which keep parts apart
    assert crossing > 4


def test_dissolved_is_one_feature_for_each_class(runs):
    apart, joined = make(runs / "32633", "apart"), make(runs / "32633", "joined", dissolve=True)
    features = features_of(joined)
    assert len(features) == 4 and joined.features == 4
    for item, one in zip(apart.classes, sorted(features, key=lambda f: f["class_id"])):
        assert one["objects"] == item.objects
        assert one["area_m2"] == pytest.approx(item.area_m2)
        assert one["mean_score"] == pytest.approx(item.mean_score)


def test_small_objects_are_left_out_and_small_holes_filled(runs):
    smallest = 20.0
    made = make(runs / "32633", "large", min_area_m2=smallest)
    ground = Ground(QgsCoordinateReferenceSystem.fromEpsgId(32633), (0, 1, 0, 0, 0, -1))
    features = features_of(made)
    assert 0 < len(features) < make(runs / "32633").features
    for feature in features:
        assert feature["area_m2"] >= smallest
        for polygon in feature.geometry().asMultiPolygon():
            for hole in polygon[1:]:
                assert ground.area_m2(QgsGeometry.fromPolygonXY([hole])) >= smallest * 0.99
    shapes = [QgsGeometry(f.geometry()) for f in features]
    union = QgsGeometry.unaryUnion(shapes).area()
    assert union == pytest.approx(sum(shape.area() for shape in shapes))  # nothing overlaps


@pytest.mark.parametrize("shape", ["smooth", "straight"])
def test_shapes_are_valid_and_about_as_large(runs, shape):
    plain = make(runs / "32633", "plain", min_area_m2=30.0)
    made = make(runs / "32633", shape, min_area_m2=30.0, shape=shape)
    features = features_of(made)
    assert all(f.geometry().isGeosValid() for f in features)
    for before, after in zip(plain.classes, made.classes):
        assert after.area_m2 == pytest.approx(before.area_m2, rel=0.06)
    vertices = sum(f.geometry().constGet().nCoordinates() for f in features_of(plain))
    if shape == "straight":
        assert sum(f.geometry().constGet().nCoordinates() for f in features) < vertices


def test_chosen_classes_and_no_scores(runs, tmp_path):
    made = polygons_of(
        str(runs / "32633" / "classes.tif"), None, str(tmp_path / "two.gpkg"),
        PolygonOptions(classes=(2,)), QgsFeedback(),
    )  # fmt: skip
    features = features_of(made)
    assert {f["class"] for f in features} == {"class 2"}
    assert all(not f["mean_score"] for f in features)
    assert sum(f["pixels"] for f in features) == made.classes[0].pixels > 0


def test_any_raster_of_numbers_is_taken(make_raster, tmp_path):
    layer = make_raster("ids", bands=1)
    dataset = gdal.Open(layer.source(), gdal.GA_Update)
    rows = bytes(200) + bytes([3]) * 200
    dataset.GetRasterBand(1).WriteRaster(0, 0, 400, 300, rows * 300)
    del dataset
    made = polygons_of(
        layer.source(), None, str(tmp_path / "ids.gpkg"), PolygonOptions(), QgsFeedback()
    )
    features = features_of(made)
    assert [(f["class"], f["pixels"]) for f in features] == [("class 3", 200 * 300)]


def refusal(classes, scores, target, feedback=None) -> tuple:
    """Name and text of what polygons_of() raises; no traceback stays, which would hold files."""
    try:
        options = PolygonOptions()
        polygons_of(str(classes), scores, str(target), options, feedback or QgsFeedback())
    except Problem as problem:
        return problem.name, problem.text
    return "", ""


def test_cancelled_and_broken_leave_nothing(runs, tmp_path):
    class Stop(QgsFeedback):
        def isCanceled(self) -> bool:
            return True

    classes, target = runs / "32633" / "classes.tif", tmp_path / "never.gpkg"
    assert refusal(classes, None, target, Stop())[0] == Cancelled().name
    assert list(tmp_path.iterdir()) == []
    name, text = refusal(classes, str(runs / "tall" / "scores.tif"), target)
    assert name == "bad_result" and "other pixels" in text
    plain = tmp_path / "text.tif"
    plain.write_text("no raster")
    name, text = refusal(plain, None, target)
    assert name == "bad_result" and "cannot be read" in text
    assert refusal(classes, None, plain / "in a file.gpkg")[0] == "disk"
    assert [path.name for path in tmp_path.iterdir()] == ["text.tif"]


def test_table_as_text_and_csv(runs):
    from qgis.core import QgsUnitTypes

    figures = figures_of(runs / "32633")
    units, _ = QgsUnitTypes.decodeAreaUnit("ha")
    rows = [line.split("\t") for line in as_text(figures, units).splitlines()]
    assert rows[0] == ["class", "pixels", "area [ha]", "share [%]", "mean score"]
    assert len(rows) == 6 and rows[-1][0] == "other"
    assert float(rows[1][2]) == pytest.approx(figures.classes[0].area_m2 / 1e4, rel=1e-5)
    assert sum(float(row[3]) for row in rows[1:]) == pytest.approx(100.0, abs=1e-3)
    assert as_csv(figures, units).splitlines()[1].startswith("class 1,")
