"""Files of GDAL answer the same whether its Python module raises, as in newer QGIS, or not."""

from __future__ import annotations

import pytest
from osgeo import gdal

from aeroseg_qgis.class_raster import VirtualRasters
from aeroseg_qgis.gdal_files import opened, remove, remove_folder


@pytest.fixture(params=[False, True], ids=["returns", "raises"])
def gdal_raises(request):
    """Both ways of GDAL's Python module, and the one of before afterwards."""
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if request.param else gdal.DontUseExceptions)()
    yield request.param
    (gdal.UseExceptions if before else gdal.DontUseExceptions)()


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
