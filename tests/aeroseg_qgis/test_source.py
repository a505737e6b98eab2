"""How a layer reaches the worker: as a file with bands and stretch, or drawn by QGIS."""

from __future__ import annotations

import pytest
from osgeo import gdal
from qgis.core import (
    QgsContrastEnhancement,
    QgsCoordinateReferenceSystem,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRasterRange,
    QgsSingleBandGrayRenderer,
)
from qgis.PyQt.QtGui import QColor

from aeroseg_qgis.problems import Problem
from aeroseg_qgis.source import describe


def test_plain_8_bit_colour_goes_as_it_is(make_raster):
    source = describe(make_raster())
    assert source.path.endswith("image.tif")
    assert source.bands == [1, 2, 3] and source.ranges is None
    assert source.affine.as_gdal() == (500000.0, 0.5, 0.0, 4000000.0, 0.0, -0.5)
    assert (source.width, source.height) == (400, 300) and source.file_has_crs


def test_bands_as_the_layer_shows_them(make_raster):
    layer = make_raster(bands=4)
    layer.renderer().setRedBand(4)
    layer.renderer().setGreenBand(1)
    layer.renderer().setBlueBand(2)
    assert describe(layer).bands == [4, 1, 2]


def test_stretch_of_16_bit_data_is_frozen(make_raster):
    layer = make_raster(data_type=gdal.GDT_UInt16)
    low, high = describe(layer).ranges[0]  # QGIS stretches such data by itself
    enhancement = layer.renderer().redContrastEnhancement()
    assert (low, high) == (enhancement.minimumValue(), enhancement.maximumValue())
    assert 0 <= low < high <= 250


def test_stretch_of_8_bit_data_is_kept_when_the_user_set_one(make_raster):
    layer = make_raster()
    enhancement = QgsContrastEnhancement(gdal_type(layer))
    enhancement.setMinimumValue(20)
    enhancement.setMaximumValue(180)
    enhancement.setContrastEnhancementAlgorithm(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
    )
    layer.renderer().setRedContrastEnhancement(QgsContrastEnhancement(enhancement))
    layer.renderer().setGreenContrastEnhancement(QgsContrastEnhancement(enhancement))
    layer.renderer().setBlueContrastEnhancement(QgsContrastEnhancement(enhancement))
    assert describe(layer).ranges == [[20, 180]] * 3


def gdal_type(layer: QgsRasterLayer):
    return layer.dataProvider().dataType(1)


def test_grey_is_one_band_three_times(make_raster):
    layer = make_raster(bands=1)
    assert isinstance(layer.renderer(), QgsSingleBandGrayRenderer)
    assert describe(layer).bands == [1, 1, 1]


def test_inverted_grey_is_drawn(make_raster):
    layer = make_raster(bands=1)
    layer.renderer().setGradient(QgsSingleBandGrayRenderer.Gradient.WhiteToBlack)
    assert describe(layer).is_rendered


def test_palette_is_drawn(make_raster):
    layer = make_raster(bands=1)
    entries = [QgsPalettedRasterRenderer.Class(1, QColor("red"), "one")]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, entries))
    source = describe(layer)
    assert source.is_rendered and not source.is_web
    assert (source.width, source.height) == (400, 300)


def test_nodata_that_only_qgis_knows_is_drawn(make_raster):
    layer = make_raster()
    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(0, 5)])
    assert describe(layer).is_rendered


@pytest.mark.parametrize(
    "transform",
    [
        (500000.0, 0.4, 0.3, 4000000.0, 0.3, -0.4),
        (500000.0, 0.5, 0.0, 4000000.0, 0.0, 0.5),
        (500200.0, -0.5, 0.0, 4000000.0, 0.0, -0.5),
    ],
    ids=["rotated", "south-up", "mirrored"],
)
def test_lattice_of_a_turned_file_is_the_file_s_own(make_raster, transform):
    source = describe(make_raster(transform=transform))
    assert source.affine.as_gdal() == transform
    assert (source.width, source.height) == (400, 300)


def test_pixel_space_counts_rows_downwards_as_qgis_does(make_raster):
    layer = make_raster(transform=None, epsg=None)
    source = describe(layer)
    assert source.affine.apply(0, 0) == (layer.extent().xMinimum(), layer.extent().yMaximum())
    assert source.affine.apply(400, 300) == (
        layer.extent().xMaximum(),
        layer.extent().yMinimum(),
    )


def test_file_placed_by_control_points_is_drawn(tmp_path):
    path = str(tmp_path / "gcp.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 100, 80, 3)
    points = [
        gdal.GCP(500000, 4000000, 0, 0, 0),
        gdal.GCP(500050, 4000000, 0, 100, 0),
        gdal.GCP(500000, 3999960, 0, 0, 80),
        gdal.GCP(500055, 3999955, 0, 100, 80),
    ]
    crs = QgsCoordinateReferenceSystem("EPSG:32633")
    dataset.SetGCPs(points, crs.toWkt())
    del dataset
    layer = QgsRasterLayer(path, "gcp", "gdal")
    assert layer.isValid()
    assert describe(layer).is_rendered


def test_coordinate_system_of_the_layer_other_than_the_file_s_is_noticed(make_raster):
    layer = make_raster()
    assert describe(layer).file_has_crs
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32634"))
    assert not describe(layer).file_has_crs


def test_geopackage_raster_is_read_by_the_worker(make_raster, tmp_path):
    image = make_raster()
    path = str(tmp_path / "maps.gpkg")
    gdal.Translate(path, image.source(), format="GPKG", creationOptions=["RASTER_TABLE=air"])
    layer = QgsRasterLayer(f"GPKG:{path}:air", "gpkg", "gdal")
    assert layer.isValid()
    source = describe(layer)
    assert source.path == f"GPKG:{path}:air" and source.bands == [1, 2, 3]


def test_damaged_layer_is_said_in_words(tmp_path):
    path = tmp_path / "broken.tif"
    path.write_bytes(b"II*\0 nothing")
    layer = QgsRasterLayer(str(path), "broken", "gdal")
    with pytest.raises(Problem, match="cannot be read"):
        describe(layer)
