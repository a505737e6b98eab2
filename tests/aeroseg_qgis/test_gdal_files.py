"""Files of GDAL answer the same whether its Python module raises, as in newer QGIS, or not."""

from __future__ import annotations

import pytest
from osgeo import gdal, ogr, osr
from qgis.core import QgsCoordinateReferenceSystem

from aeroseg_qgis.class_raster import ClassRaster, VirtualRasters
from aeroseg_qgis.gdal_files import (
    is_same_crs,
    opened,
    remove,
    remove_folder,
    vector_memory,
    wkt_of,
)


def switch(raises: bool) -> None:
    """Let GDAL raise or return; the handlers are a stack, so they go off in the other order."""
    for module in (gdal, ogr, osr) if raises else (osr, ogr, gdal):
        if bool(module.GetUseExceptions()) != raises:
            (module.UseExceptions if raises else module.DontUseExceptions)()


@pytest.fixture(params=[False, True], ids=["returns", "raises"])
def gdal_raises(request):
    """Both ways of GDAL's Python module, and the one of before afterwards."""
    before = bool(gdal.GetUseExceptions())
    switch(request.param)
    yield request.param
    switch(before)


def test_removing_what_is_not_there_is_nothing(gdal_raises):
    remove("/vsimem/aeroseg-none.tif")
    remove_folder("/vsimem/aeroseg-none")
    with VirtualRasters():
        pass


def test_folder_is_removed_with_its_files(gdal_raises):
    folder = "/vsimem/aeroseg-some"
    for name in ("a.vrt", "b.vrt"):
        gdal.FileFromMemBuffer(f"{folder}/{name}", b"text")
    remove(f"{folder}/a.vrt")
    assert gdal.ReadDir(folder) == ["b.vrt"]
    remove_folder(folder)
    assert gdal.ReadDir(folder) is None
    assert gdal.VSIStatL(f"{folder}/b.vrt") is None


def test_raster_that_cannot_be_opened_is_none(gdal_raises, tmp_path):
    broken = tmp_path / "broken.tif"
    broken.write_bytes(b"no raster")
    assert opened(str(broken)) is None
    assert opened(str(tmp_path / "absent.tif")) is None


def test_coordinate_system_without_the_older_text_has_the_newer_one(gdal_raises):
    heights = QgsCoordinateReferenceSystem("EPSG:4979")
    assert heights.toWkt() == "" and "WGS 84" in wkt_of(heights)
    assert wkt_of(QgsCoordinateReferenceSystem()) == ""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    assert is_same_crs(reference, QgsCoordinateReferenceSystem("EPSG:32633"))
    assert not is_same_crs(reference, heights)
    assert not is_same_crs(reference, QgsCoordinateReferenceSystem())


def test_raster_of_nodata_alone_has_no_classes(gdal_raises, tmp_path):
    path = str(tmp_path / "empty.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 4, 3, 1, gdal.GDT_Byte)
    dataset.GetRasterBand(1).SetNoDataValue(255)
    dataset.GetRasterBand(1).Fill(255)
    dataset = None
    assert ClassRaster.open(path).entries == ()


def test_vectors_in_memory_have_a_driver(gdal_raises):
    assert vector_memory().CreateDataSource("some") is not None
