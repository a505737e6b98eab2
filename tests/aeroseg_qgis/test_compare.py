"""Compare with reference: figures of rasters whose answer is known by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from aeroseg_qgis.problems import Problem
from aeroseg_qgis.processing.compare import read_mapping
from aeroseg_qgis.processing.figures import Agreement
from aeroseg_qgis.processing.provider import AeroSegProvider

from .conftest import wkt_of

X0, Y0 = 500000.0, 4000000.0


@pytest.fixture(scope="module")
def provider():
    provider = AeroSegProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def raster(tmp_path):
    """A raster of numbers, with what a run writes into the tags."""

    def make(name, rows, *, classes=(), nodata=255, epsg=32633, kind=gdal.GDT_Byte, pixel=1.0):
        path = str(tmp_path / f"{name}.tif")
        dataset = gdal.GetDriverByName("GTiff").Create(path, len(rows[0]), len(rows), 1, kind)
        dataset.SetGeoTransform((X0, pixel, 0, Y0, 0, -pixel))
        dataset.SetProjection(wkt_of(epsg))
        band = dataset.GetRasterBand(1)
        if nodata is not None:
            band.SetNoDataValue(nodata)
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                band.WriteRaster(x, y, 1, 1, int(value).to_bytes(4, "little", signed=True), 1, 1,
                                 gdal.GDT_Int32)  # fmt: skip
        if classes:
            record = {
                "classes": [
                    {"id": n, "name": item[0], "synonyms": list(item[1:]), "color": "#aa0000"}
                    for n, item in enumerate(classes, 1)
                ]
            }
            dataset.SetMetadataItem("AEROSEG_RECORD", json.dumps(record))
        del dataset
        return path

    return make


@pytest.fixture
def compare(provider, tmp_path):
    def go(**parameters):
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        algorithm = provider.algorithm("compare")
        parameters.setdefault("JSON", str(tmp_path / "report.json"))
        fits, why = algorithm.checkParameterValues(parameters, context)
        if not fits:
            raise QgsProcessingException(why)
        results, is_fine = algorithm.run(
            parameters, context, QgsProcessingFeedback(False), catchExceptions=False
        )
        assert is_fine
        return results, json.loads(Path(parameters["JSON"]).read_text(encoding="utf-8"))

    return go


RESULT = [[1, 1, 2, 2], [1, 0, 2, 255], [0, 0, 2, 2]]
TRUTH = [[1, 1, 1, 2], [1, 1, 2, 2], [255, 0, 0, 2]]
# Compared are 10 pixels; building: 3 both, 5 truth, 3 result; road: 3 both, 3 truth, 5 result.


def check(report) -> None:
    building, road = report["classes"]["building"], report["classes"]["road"]
    assert report["pixels"] == 10 and report["accuracy"] == pytest.approx(7 / 10)
    assert building["iou"] == pytest.approx(3 / 5) and building["recall"] == pytest.approx(3 / 5)
    assert building["precision"] == 1 and building["f1"] == pytest.approx(6 / 8)
    assert road["iou"] == pytest.approx(3 / 5) and road["precision"] == pytest.approx(3 / 5)
    assert report["miou"] == pytest.approx(3 / 5)
    assert report["confusion"]["reference_by_result"] == [[1, 0, 1], [1, 3, 1], [0, 0, 3]]


def test_figures_against_a_raster_by_number(raster, compare, tmp_path):
    result = raster("result", RESULT, classes=[("building", "house"), ("road",)])
    csv, html = tmp_path / "t.csv", tmp_path / "r.html"
    results, report = compare(
        INPUT=result, REFERENCE_RASTER=raster("truth", TRUTH), CSV=str(csv), HTML=str(html)
    )
    check(report)
    assert results["MIOU"] == pytest.approx(0.6) and results["PIXELS"] == 10
    assert csv.read_text().splitlines()[1].startswith("building,0.6,0.75,1.0,0.6,5,3")
    assert "<table>" in html.read_text(encoding="utf-8")


def test_reference_with_names_of_its_own_is_matched_by_name(raster, compare):
    swapped = [[{1: 2, 2: 1}.get(v, v) for v in row] for row in TRUTH]
    result = raster("result", RESULT, classes=[("building", "house"), ("road",)])
    truth = raster("truth", swapped, classes=[("Road",), ("House",)])
    check(compare(INPUT=result, REFERENCE_RASTER=truth)[1])


def test_other_numbers_and_negative_nodata_by_a_mapping(raster, compare):
    moved = [[{1: 1200, 2: -7, 255: -9999}.get(v, v) for v in row] for row in TRUTH]
    result = raster("result", RESULT, classes=[("building",), ("road",)])
    truth = raster("truth", moved, nodata=-9999, kind=gdal.GDT_Int16)
    check(compare(INPUT=result, REFERENCE_RASTER=truth, MAPPING="1200=building\n-7 = road")[1])
    report = compare(INPUT=result, REFERENCE_RASTER=truth, MAPPING="1200=building")[1]
    assert report["classes"]["road"]["pixels"] == 0  # a value that means nothing here is "other"
    assert report["miou"] == pytest.approx(3 / 5)


def test_reference_of_other_pixels_and_crs_is_brought_over(raster, compare, tmp_path):
    rows = [[1 + (x // 8 + y // 8) % 2 for x in range(64)] for y in range(48)]
    result = raster("result", rows, classes=[("building",), ("road",)])
    truth = str(tmp_path / "truth.tif")
    gdal.Warp(truth, result, dstSRS="EPSG:4326", resampleAlg="near", dstNodata=255, xRes=2e-6,
              yRes=2e-6)  # fmt: skip
    report = compare(INPUT=result, REFERENCE_RASTER=truth)[1]
    assert report["accuracy"] > 0.97 and report["pixels"] > 2800


def polygon_layer(shapes, epsg=32633) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:{epsg}&field=kind:string", "truth", "memory")
    features = []
    for kind, (left, top, right, bottom) in shapes:
        feature = QgsFeature(layer.fields())
        feature["kind"] = kind
        box = QgsRectangle(X0 + left, Y0 - bottom, X0 + right, Y0 - top)
        feature.setGeometry(QgsGeometry.fromRect(box))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_polygons_by_field_inside_only_or_complete(raster, compare):
    rows = [[1 if x < 4 else 2 for x in range(8)] for _ in range(8)]
    result = raster("result", rows, classes=[("building", "house"), ("road",)])
    shapes = [("House", (0, 0, 2, 8)), ("road", (2, 0, 6, 4)), (None, (6, 0, 8, 8))]
    layer = polygon_layer(shapes)
    inside = compare(INPUT=result, REFERENCE_POLYGONS=layer, FIELD="kind")[1]
    assert inside["pixels"] == 32  # the polygon that says nothing is not labelled
    assert inside["classes"]["building"]["iou"] == pytest.approx(16 / 24)
    assert inside["classes"]["road"]["iou"] == pytest.approx(8 / 16)
    whole = compare(INPUT=result, REFERENCE_POLYGONS=layer, FIELD="kind", OUTSIDE=1)[1]
    assert whole["pixels"] == 64 - 16
    assert whole["classes"]["building"]["iou"] == pytest.approx(16 / 32)


def test_stranger_of_the_reference_is_other_and_named(raster, compare):
    result = raster("result", [[1, 1], [1, 0]], classes=[("building",)])
    layer = polygon_layer([("river", (0, 0, 1, 2)), ("building", (1, 0, 2, 2))])
    report = compare(INPUT=result, REFERENCE_POLYGONS=layer, FIELD="kind")[1]
    assert report["confusion"]["reference_by_result"] == [[0, 2], [1, 1]]
    assert "river" in report["notes"][0]
    # One class: the field may be left out, and every polygon is that class.
    report = compare(INPUT=result, REFERENCE_POLYGONS=layer)[1]
    assert report["classes"]["building"]["pixels"] == 4


def test_nothing_to_compare_is_told(raster, compare, tmp_path):
    result = raster("result", [[1, 2], [1, 0]], classes=[("building",), ("road",)])
    far = polygon_layer([("road", (1000, 0, 1002, 2))])
    with pytest.raises(QgsProcessingException, match="nothing to compare"):
        compare(INPUT=result, REFERENCE_POLYGONS=far, FIELD="kind")
    with pytest.raises(QgsProcessingException, match="Give either"):
        compare(INPUT=result)
    with pytest.raises(QgsProcessingException, match="Give either"):
        compare(INPUT=result, REFERENCE_POLYGONS=far, REFERENCE_RASTER=result)
    with pytest.raises(QgsProcessingException, match="Choose the field"):
        compare(INPUT=result, REFERENCE_POLYGONS=far)
    with pytest.raises(QgsProcessingException, match="no class “tree”"):
        compare(INPUT=result, REFERENCE_RASTER=result, MAPPING="1=tree")
    floats = raster("floats", [[0, 1]], kind=gdal.GDT_Float32, nodata=None)
    with pytest.raises(QgsProcessingException, match="not whole numbers"):
        compare(INPUT=result, REFERENCE_RASTER=floats)
    with pytest.raises(QgsProcessingException, match="cannot be written"):
        compare(INPUT=result, REFERENCE_RASTER=result, CSV="/proc/nowhere/a.csv")


def test_mapping_lines():
    assert read_mapping("# mine\n 5 = building \n\nriver=water") == {
        "5": "building", "river": "water",
    }  # fmt: skip
    for line in ("5", "= building", "5 ="):
        with pytest.raises(Problem, match="cannot be read"):
            read_mapping(line)


def test_class_without_a_pixel_has_no_figures():
    agreement = Agreement(["other", "a"], [[4, 0], [0, 0]])
    assert agreement.classes()["a"]["iou"] is None and agreement.miou is None
    assert agreement.accuracy == 1
    assert Agreement(["other"], [[0]]).accuracy is None
    assert "–" in agreement.html("x", [])
